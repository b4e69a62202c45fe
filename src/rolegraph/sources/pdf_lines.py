"""The lines of a PDF as PDFium finds them; a program of its own, which `pdf` runs for each document.

    python -P pdf_lines.py SECONDS < posting.pdf > lines.json

A document can be made so that a few kilobytes of it take hours and all memory to draw, or crash what draws it. So this
sets itself limits that the system enforces, and when it dies, only one posting is lost.
"""

import ctypes
import json
import math
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final, NamedTuple

MAX_PAGES: Final = 500
"""The most pages that a posting may have."""
MAX_CHARACTERS: Final = 1_000_000
"""The most characters that are taken; as many as a posting may hold."""
MAX_MEMORY: Final = 2_000_000_000
"""Bytes of address space that reading may take."""
MAX_SECONDS = 20
"""Seconds of computing that reading may take."""

_BOLD_WEIGHT: Final = 600
_BOLD_NAMES: Final = ("bold", "black", "heavy", "demi")
# what PDFium puts for a hyphen at the end of a line, in place of hyphen and line break
_HYPHENS: Final = (0x2, 0xFFFE)
_BREAKS: Final = (0xA, 0xD)

# a line: its page, left end, right end, base, size of its letters, and its runs of text, whether bold, and link
Line = tuple[int, float, float, float, float, list[tuple[str, bool, str]]]


def main() -> None:
    """Read a PDF from standard input; write JSON with its lines, or with what is wrong with it."""
    _limit(int(sys.argv[1]))
    import pypdfium2

    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
        result = _read(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        result = {"error": "password" if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD else "format"}
    except MemoryError:
        result = {"error": "memory"}
    json.dump(result, sys.stdout)


def _limit(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows, where only the time is limited, by whoever runs this
        return
    for what, limit in ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _read(document: Any) -> dict[str, Any]:
    from pypdfium2 import PdfiumError

    if len(document) > MAX_PAGES:
        return {"error": "pages", "pages": len(document)}
    lines: list[Line] = []
    unread: list[int] = []
    taken = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except PdfiumError:
            unread.append(number + 1)
            continue
        found = list(_lines(page, text, number, MAX_CHARACTERS - taken))
        taken += sum(len(run[0]) for line in found for run in line[5])
        lines += found
        text.close()
        page.close()
    return {"pages": len(document), "lines": lines, "unread": unread}


def _lines(page: Any, text: Any, number: int, most: int) -> Iterator[Line]:
    """Yield the lines of a page; line breaks are where PDFium says they are."""
    from pypdfium2 import raw

    links = list(_links(page))
    letters: list[_Letter] = []
    size, bold = 0.0, False
    for index in range(min(text.count_chars(), most)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code not in _BREAKS:
            letter = "-" if code in _HYPHENS else chr(code)
            if not letter.isspace():
                size, bold = _style(raw, text, index)
            # white space takes the style of what it follows
            if letters or not letter.isspace():
                letters.append(_Letter(letter, index, size, bold, _link_at(text, index, links) if links else ""))
        if letters and (code in _BREAKS or code in _HYPHENS):
            yield _line(text, number, letters)
            letters = []
    if letters:
        yield _line(text, number, letters)


class _Letter(NamedTuple):
    text: str
    place: int
    size: float
    bold: bool
    link: str


def _line(text: Any, number: int, letters: list[_Letter]) -> Line:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, letters[0].place, x, y)
    last = next(letter for letter in reversed(letters) if not letter.text.isspace())
    runs = []
    for (bold, link), group in groupby(letters, key=lambda letter: letter[3:]):
        joined = "".join(letter.text for letter in group)
        # characters beyond the first 65,536 come as two
        runs.append((joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), bold, link))
    size = max(letter.size for letter in letters)
    left, right, base, size = (
        # a broken document can put letters nowhere
        value if math.isfinite(value) else 0.0
        for value in (x.value, text.get_charbox(last.place)[2], y.value, size)
    )
    return number, left, right, base, size, runs


def _style(raw: Any, text: Any, index: int) -> tuple[float, bool]:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
    bold = raw.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT
    base = name.value.decode("latin-1").lower()
    # programs often set a font at size 1 and scale the text
    scale = raw.FS_MATRIX()
    tall = math.hypot(scale.c, scale.d) if raw.FPDFText_GetMatrix(text, index, scale) else 1.0
    return abs(raw.FPDFText_GetFontSize(text, index)) * tall, bold or any(part in base for part in _BOLD_NAMES)


def _links(page: Any) -> Iterator[tuple[str, Any]]:
    """Yield the links of a page to addresses, each with its rectangle."""
    from pypdfium2 import raw

    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, place, link):
        action, box = raw.FPDFLink_GetAction(link), raw.FS_RECTF()
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI and raw.FPDFLink_GetAnnotRect(link, box):
            url = ctypes.create_string_buffer(2048)
            raw.FPDFAction_GetURIPath(page.pdf, action, url, 2048)
            yield url.value.decode("utf-8", "replace"), box


def _link_at(text: Any, index: int, links: list[tuple[str, Any]]) -> str:
    left, bottom, right, top = text.get_charbox(index)
    x, y = (left + right) / 2, (bottom + top) / 2
    return next((url for url, box in links if box.left <= x <= box.right and box.bottom <= y <= box.top), "")


if __name__ == "__main__":
    main()
