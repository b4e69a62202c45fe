"""Tables of plain text within 80 columns, and cells that no spreadsheet takes for a formula."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

WIDTH: Final = 80  # columns of the narrowest usual terminal
_INDENT: Final = "  "
_GAP: Final = "  "
_NARROWEST: Final = 8  # columns that a shortened column keeps


def draw(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lay out a table within 80 columns, shortening its widest columns.

    Args:
        header: The names of the columns.
        rows: The cells, a row at a time; numbers stand to the right.

    Returns:
        The lines: header, rule, rows; indented by two columns.

    Example:
        >>> draw(["post", "direct"], [["Head of Ovens", "12"]])
        ['  post           direct', '  -------------  ------', '  Head of Ovens      12']
    """
    cells = [[printable(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(columns, column)) for column in zip(*cells, strict=True)]
    widest = _widest(widths, WIDTH - len(_INDENT) - len(_GAP) * (len(widths) - 1))
    widths = [min(width, widest) for width in widths]
    right = [all(_is_number(row[place]) for row in cells[1:]) for place in range(len(widths))]
    lines = [_line(row, widths, right) for row in cells]
    return [lines[0], _line(["-" * width for width in widths], widths, right), *lines[1:]]


def _widest(widths: Sequence[int], room: int) -> int:
    """Return how wide a column may be, so that all fit: the wide ones get even shares of what the narrow ones leave."""
    for place, width in enumerate(sorted(widths)):
        share = room // (len(widths) - place)
        if width > share:
            return max(share, _NARROWEST)
        room -= width
    return max(widths)


def _line(cells: Iterable[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for cell, width, to_right in zip(cells, widths, right, strict=True):
        text = shorten(cell, width)
        pad = " " * (width - columns(text))
        parts.append(pad + text if to_right else text + pad)
    return (_INDENT + _GAP.join(parts)).rstrip()


def _is_number(text: str) -> bool:
    # "2-3" and "17+" are numbers of a kind; "18F" is a name
    return not text.strip("0123456789.,-+")


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for wide characters, none for combining marks.

    Example:
        >>> columns("ab"), columns("部長")
        (2, 4)
    """
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten(text: str, width: int) -> str:
    """Return `text` within `width` columns, an ellipsis in place of what is cut.

    Example:
        >>> shorten("Head of Ovens", 8)
        'Head of…'
    """
    if columns(text) <= width:
        return text
    kept, used = "", 0
    for character in text:
        used += _columns(character)
        if used > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def printable(text: str) -> str:
    r"""Return `text` on one line, with U+FFFD for what would steer a terminal (controls, bidi overrides).

    Example:
        >>> printable("Head\x1b[2J of\nOvens")
        'Head�[2J of Ovens'
    """
    folded = " ".join(text.split())
    if folded.isprintable():
        return folded
    return "".join(c if c.isprintable() or c in _JOINERS else "\ufffd" for c in folded)


_JOINERS: Final = "\u200c\u200d"  # zero-width (non-)joiner: part of the spelling of Persian, Hindi and emoji


def safe_cell(cell: str) -> str:
    """Return a CSV cell on one line, with an apostrophe in front of what a spreadsheet would take for a formula.

    Example:
        >>> safe_cell("=HYPERLINK(1)"), safe_cell("Head")
        ("'=HYPERLINK(1)", 'Head')
    """
    line = " ".join(cell.splitlines())
    return f"'{line}" if cell.lstrip()[:1] in _FORMULA or cell[:1] in {"\t", "\r"} else line


_FORMULA: Final = {"=", "+", "-", "@"}
