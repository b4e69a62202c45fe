"""PDF, read with PDFium: lines joined to paragraphs, headings by their size, links. Needs the extra `documents`.

A PDF knows only where letters stand. What belongs together is told from sizes, distances and the ends of lines.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

from rolegraph.drafts import Draft, Run
from rolegraph.errors import InputError, MalformedInput, UnreadableInput
from rolegraph.postings import Posting
from rolegraph.regexes import regex
from rolegraph.sources import pdf_lines
from rolegraph.sources.extras import need

_PROGRAM: Final = Path(pdf_lines.__file__)
# seconds of waiting, where the system cannot limit the seconds of computing
_PATIENCE: Final = 120
_ERRORS: Final = {
    "password": (UnreadableInput, "encrypted: save it without a password"),
    "format": (MalformedInput, "not PDF, or broken: save or fetch it again"),
    "memory": (UnreadableInput, f"reading it takes more than {pdf_lines.MAX_MEMORY:,} bytes of memory"),
    "pages": (UnreadableInput, f"more than {pdf_lines.MAX_PAGES} pages: give the pages of one posting"),
    "died": (UnreadableInput, "reading it takes too much time or memory, or breaks its reader: save it again"),
}
_ITEM: Final = regex(r"(?:[•●▪■◦‣⁃∙·○◆❖➢➤✓✔\uf0b7\uf0a7]|[-–—*o](?=\s)|\(?(?:\d{1,2}|[a-z])[.)]\s)")
_NUMBER: Final = regex(r"\d+")
# how much larger than the usual letters those of headings are
_LARGER: Final = 1.15
_LONGEST_HEADING: Final = 200
_LEVELS: Final = 6
# of the usual distance of lines, the most within a paragraph; and of the size of the letters
_LEADING: Final = 1.25
_LOOSEST: Final = 2.2
_NEIGHBOURS: Final = 15
# of the size of the letters, how far up the top of the next column is at least
_COLUMN: Final = 3
_SHORT: Final = 40
_STOPS: Final = (".", "!", "?", ":", ";")


class _Line(NamedTuple):
    """A line, as `pdf_lines` has it."""

    page: int
    left: float
    right: float
    base: float
    size: float
    runs: Sequence[Run]

    @property
    def text(self) -> str:
        return "".join(run[0] for run in self.runs)

    @property
    def bold(self) -> bool:
        return all(bold for text, bold, _ in self.runs if not text.isspace())


def read(data: bytes, source: str, digest: str) -> Iterator[Posting | InputError]:
    """Read a PDF.

    Args:
        data: Its bytes.
        source: Its name.
        digest: SHA-256 of the bytes.

    Yields:
        One posting, all pages in order; lines that stand on top or at the foot of most pages are left out.

    Raises:
        UnreadableInput: Encrypted, scanned, of too many pages, too costly, or PDFium is not installed.
        MalformedInput: Cut off or broken.
    """
    need("pypdfium2", "PDF", "documents", source)
    if b"%%EOF" not in data.rstrip(b"\0 \r\n\t")[-1024:]:
        raise MalformedInput(source, "a PDF that is cut off: it has no end (%%EOF); fetch it again")
    found = _run(data)
    if "error" in found:
        kind, cause = _ERRORS[found["error"]]
        raise kind(source, cause)
    lines = [_Line(*values) for values in found["lines"]]
    if not lines:
        pages = f"its {found['pages']} pages" if found["pages"] != 1 else "its page"
        raise UnreadableInput(source, f"no text on {pages}: if it is a scan, run character recognition over it first")
    draft = Draft(source, digest)
    for page in found["unread"]:
        draft.problems.append(f"page {page} left out: it cannot be read")
    _add(draft, list(_without_margins(lines, found["pages"])))
    yield draft.finish()


def _run(data: bytes) -> dict[str, Any]:
    """Run `pdf_lines` in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    # -P: beside the program lie modules named like those of the standard library
    command = [sys.executable, "-P", str(_PROGRAM), str(pdf_lines.MAX_SECONDS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, env=environment, timeout=_PATIENCE, check=False)  # noqa: S603 - our own program
        found: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"error": "died"}
    except (subprocess.TimeoutExpired, ValueError):
        found = {"error": "died"}
    return found


def _without_margins(lines: Sequence[_Line], pages: int) -> Iterator[_Line]:
    """Leave out what stands first or last on most pages, numbers aside: letterheads and page numbers."""
    ends = [
        (line, _NUMBER.sub("0", line.text.strip()))
        for above, line, below in zip((None, *lines), lines, (*lines[1:], None), strict=False)
        if above is None or below is None or not above.page == line.page == below.page
    ]
    often = Counter(text for _, text in ends)
    dropped = {id(line) for line, text in ends if pages > 2 and often[text] * 2 > pages}
    return (line for line in lines if id(line) not in dropped)


def _add(draft: Draft, lines: Sequence[_Line]) -> None:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[_round(line.size)] += len(line.text)
    usual = max(letters, key=lambda size: (letters[size], -size))
    levels = {
        size: level for level, size in enumerate(sorted((s for s in letters if s > usual * _LARGER), reverse=True), 1)
    }
    for paragraph in _paragraphs(lines):
        runs: list[Run] = []
        for line in paragraph:
            if runs and not runs[-1][0].endswith("-"):
                runs.append((" ", runs[-1][1] and line.runs[0][1], ""))
            runs += line.runs
        level = levels.get(_round(paragraph[0].size), 0)
        if level and sum(len(run[0]) for run in runs) <= _LONGEST_HEADING:
            draft.add("heading", runs, level=min(level, _LEVELS))
        else:
            draft.add("paragraph", runs)


def _round(size: float) -> float:
    return round(size * 2) / 2


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Join the lines of a paragraph: those that are full, and not far above the next."""
    distance = _usual_distance(lines)
    edges = _edges(lines)
    block = [lines[0]] if lines else []
    for place, (line, after) in enumerate(pairwise(lines)):
        if _goes_on(line, after, edges[place], distance):
            block.append(after)
        else:
            yield block
            block = [after]
    if block:
        yield block


def _goes_on(line: _Line, after: _Line, edge: float, distance: float) -> bool:
    """Tell whether a line is the middle of a paragraph."""
    text, following = line.text.strip(), after.text.strip()
    if abs(line.size - after.size) > 1 or (line.bold != after.bold and (line.bold or _ITEM.match(following))):
        return False
    if len(text) == 1 and _ITEM.match(f"{text} "):
        # a bullet that was set by itself
        return True
    if _ITEM.match(following):
        return False
    if line.page != after.page or after.base - line.base > _COLUMN * line.size:
        # the next page or column
        return following[:1].islower() and text[-1:] not in _STOPS
    if not 0 < line.base - after.base <= min(distance * _LEADING, line.size * _LOOSEST):
        return False
    letter = (after.right - after.left) / max(1, len(following))
    full = line.right + letter * (len(following.split(maxsplit=1)[0]) + 1) > edge
    # among short lines the longest is not full
    return full and (len(text) >= _SHORT or following[:1].islower())


def _usual_distance(lines: Sequence[_Line]) -> float:
    """Return the distance of lines within paragraphs: half of all distances are no larger."""
    gaps = [
        a.base - b.base for a, b in pairwise(lines) if a.page == b.page and 0 < a.base - b.base <= a.size * _LOOSEST
    ]
    return median(gaps) if gaps else 0.0


def _edges(lines: Sequence[_Line]) -> list[float]:
    """Return for each line how far the lines around it reach, those of its column and size."""
    edges = []
    for place, line in enumerate(lines):
        around = lines[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
        column = (o for o in around if o.page == line.page and abs(o.size - line.size) <= 1 and o.left < line.right)
        edges.append(max((other.right for other in column), default=line.right))
    return edges
