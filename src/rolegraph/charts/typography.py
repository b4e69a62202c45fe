"""Text as it will be set: what a line measures in the shipped fonts, and where a title may be broken.

Widths are read from the fonts' own tables (OpenType 1.9, `cmap` format 12 and `hmtx`). Kerning and shaping are left
out: both make a line narrower, so that a measured line never turns out too long.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

Weight = Literal["regular", "bold"]

FONTS: Final = Path(__file__).parent / "fonts"
FILES: Final = ("Inter-Regular.otf", "Inter-SemiBold.otf", "DejaVuSans.ttf")
"""The shipped fonts; the last is the fallback for scripts that the others lack (Arabic, Hebrew, symbols)."""

FAMILY: Final = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
SPARE: Final[dict[Weight, float]] = {"regular": 1.09, "bold": 1.2}
"""How much wider than ours the widest font is that stands in where a reader has none of the others: DejaVu Sans."""

LONGEST: Final = 1000
"""Code points of a text that are drawn; no title of an honest posting comes near it."""

_ILLEGAL: Final = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    r"""Return `text` on one line, with what XML 1.0 forbids or discourages replaced by U+FFFD.

    Example:
        >>> clean("Head of\n Sales\x00")
        'Head of Sales�'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(_ILLEGAL.sub("\ufffd", text).split())


def measure(text: str, size: float, weight: Weight = "regular") -> float:
    """Return how wide `text` is.

    Args:
        text: One line.
        size: The font size in pixels.
        weight: The face it is set in.

    Returns:
        The width in pixels.

    Example:
        >>> measure("mm", 10) > measure("ii", 10) > 0
        True
    """
    return _ems(text, weight) * size


@lru_cache(maxsize=65_536)
def _ems(text: str, weight: Weight, mixed: bool = False) -> float:
    """Return the width of `text` in em; `mixed` reckons with the fallback font for every character."""
    own = _advances(FILES[weight == "bold"])
    widths = [own.get(ord(character), -1.0) for character in text]
    if not mixed and min(widths, default=0.0) >= 0:
        return sum(widths)
    # a renderer may set the whole run in the fallback font once one character is missing
    fallback = _advances(FILES[-1])
    return sum(
        max(width, fallback.get(ord(character), _guess(character)))
        for character, width in zip(text, widths, strict=True)
    )


def covered(text: str) -> bool:
    """Whether the shipped fonts have every character of `text`.

    Example:
        >>> covered("Größe"), covered("部長")
        (True, False)
    """
    own, fallback = _advances(FILES[0]), _advances(FILES[-1])
    return all(ord(c) in own or ord(c) in fallback or _guess(c) == 0 for c in text)


def _guess(character: str) -> float:
    """Return the width, in em, of a character that no shipped font has."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    return 1.05 if unicodedata.east_asian_width(character) in "WF" else 0.85


@cache
def _advances(file: str) -> dict[int, float]:
    """Read the advance width of each character, in em, from a font."""
    data = (FONTS / file).read_bytes()
    tables = {data[at : at + 4]: struct.unpack_from(">L", data, at + 8)[0] for at in range(12, _records(data), 16)}
    per_em = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    widths = struct.unpack_from(f">{2 * count}H", data, tables[b"hmtx"])[::2]
    return {
        code: widths[min(glyph, count - 1)] / per_em
        for first, last, start in _ranges(data, tables[b"cmap"])
        for code, glyph in zip(range(first, last + 1), range(start, start + last - first + 1), strict=True)
    }


def _records(data: bytes) -> int:
    return 12 + 16 * int(struct.unpack_from(">H", data, 4)[0])


def _ranges(data: bytes, cmap: int) -> Iterator[tuple[int, int, int]]:
    """Yield first character, last character and first glyph of each range of the full Unicode table."""
    for record in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">L", data, cmap + 8 + 8 * record)[0]
        if struct.unpack_from(">H", data, at)[0] == 12:
            groups = struct.unpack_from(">L", data, at + 12)[0]
            yield from struct.iter_unpack(">3L", data[at + 16 : at + 16 + 12 * groups])
            return


def wrap(text: str, width: float, size: float, weight: Weight = "regular") -> list[str]:
    """Break `text` into lines of like length, none wider than `width` even where a wider font stands in.

    Lines break at spaces, after a slash or dash, between ideographs, and inside a word only where it is wider than a
    line; never inside a character with its accents or a joined emoji (UAX 29, in its main cases).

    Args:
        text: The text; only its first `LONGEST` code points are used, an ellipsis standing for the rest.
        width: The longest line, in pixels.
        size: The font size in pixels.
        weight: The face it is set in.

    Returns:
        The lines; none for a text without a visible character.

    Example:
        >>> wrap("Senior Director, Industry Lead", 180, 13, "bold")
        ['Senior Director,', 'Industry Lead']
    """
    line = clean(text)
    if len(line) > LONGEST:
        line = line[:LONGEST] + "…"
    if not line:
        return []
    limit = width / size / SPARE[weight]
    own = _advances(FILES[weight == "bold"])
    mixed = any(ord(character) not in own for character in line)
    pieces = list(_pieces(line, limit, weight, mixed))
    lines = _fill(pieces, limit)
    if not 1 < len(lines) < 5:
        return lines
    low, high = max(limit * 0.4, *(piece.visible for piece in pieces)), limit
    for _ in range(5):
        middle = (low + high) / 2
        tried = _fill(pieces, middle)
        if len(tried) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


class _Piece(NamedTuple):
    """What must stay together: its text, its width, and its width without the space that ends it, in em.

    A piece that is `fresh` begins a word which is broken up, and so begins a line.
    """

    text: str
    whole: float
    visible: float
    fresh: bool = False


def _fill(pieces: list[_Piece], limit: float) -> list[str]:
    lines: list[str] = []
    current, width = "", 0.0
    for piece in pieces:
        if current and (width + piece.visible > limit or piece.fresh):
            lines.append(current.rstrip(" "))
            current, width = "", 0.0
        current += piece.text
        width += piece.whole
    return [*lines, current.rstrip(" ")] if current.strip(" ") else lines


# inside a word a line may end after a slash or dash, but not in "(m/w/d)"
_BREAK: Final = re.compile(r"(?<=\w\w\w[/\-–—])(?=\w\w\w)")


def _pieces(line: str, limit: float, weight: Weight, mixed: bool) -> Iterator[_Piece]:
    """Yield the pieces of `line`; what is wider than a line, and ideographs, are broken up."""
    for word in re.findall(r"\S+(?: ·)? ?", line):
        for part in _BREAK.split(word):
            visible = _ems(part.rstrip(" "), weight, mixed)
            wide = not part.isascii() and any("\u2e80" <= c <= "\uffef" for c in part)
            if visible <= limit and not wide:
                yield _Piece(part, _ems(part, weight, mixed), visible)
                continue
            for at, cluster in enumerate(clusters(part)):
                ems = _ems(cluster, weight, mixed)
                yield _Piece(cluster, ems, 0.0 if cluster == " " else ems, fresh=not at and not wide)


def clusters(text: str) -> list[str]:
    """Split `text` into what readers see as characters.

    Example:
        >>> [len(cluster) for cluster in clusters("e\u0301a👩\u200d🚀")]
        [2, 1, 3]
    """
    found: list[str] = []
    for character in text:
        joins = found and (
            unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}
            or "\U0001f3fb" <= character <= "\U0001f3ff"
            or found[-1].endswith("\u200d")
            or (len(found[-1]) == 1 and _is_flag(found[-1]) and _is_flag(character))
        )
        if joins and len(found[-1]) < 16:  # a tower of accents is broken up, not suffered
            found[-1] += character
        else:
            found.append(character)
    return found


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character of `text` runs right to left (UAX 9, rule P2).

    Example:
        >>> is_right_to_left("(مدير) VP")
        True
    """
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in strong if kind in {"L", "R", "AL"}), False)
