"""Rows of text as a table that fits a terminal, and that no value in it can take over."""

import re
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from rolegraph.vocabulary import PREFIXES, value

_GAP: Final = "  "
_NARROWEST: Final = 8
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_PLAIN: Final = re.compile(r"[\t\n\r -~]*")
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]|<>&#~])")


def shorten(term: str, prefixes: Mapping[str, str] | None = None) -> str:
    """Return what a reader wants to see of a term.

    Args:
        term: A term in its N-Triples spelling.
        prefixes: Namespaces by prefix; the project's when left out.

    Returns:
        A prefixed name for an IRI in a known namespace, else the bare IRI; the text of a literal; a blank node's label.

    Example:
        >>> shorten("<https://schema.org/title>"), shorten('"5"^^<http://www.w3.org/2001/XMLSchema#integer>')
        ('schema:title', '5')
    """
    text = value(term)
    if term[0] == "<":
        for prefix, namespace in (PREFIXES if prefixes is None else prefixes).items():
            if text.startswith(namespace) and _LOCAL.fullmatch(text, len(namespace)):
                return f"{prefix}:{text[len(namespace) :]}"
    return text


def harmless(text: str) -> str:
    r"""Return `text` on one line, with every character spelled out that could steer a terminal or reorder the line.

    Escape sequences, other control characters, bidirectional controls, tags and lone surrogates become `\u` escapes;
    joiners stay, for scripts and emoji need them.

    Example:
        >>> harmless("a\x1b[2Jb\u202ec\nd")
        'a\\u001b[2Jb\\u202ec d'
    """
    text = " ".join(text.split()) if not text.isprintable() else text
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else _escape(c) for c in text)


def visible(text: str) -> str:
    r"""Return `text` with its lines and blanks, for a terminal, every other character spelled out as `harmless` does.

    Example:
        >>> visible("a\x1b[2J,b\tc\r\n")
        'a\\u001b[2J,b\tc\n'
    """
    if _PLAIN.fullmatch(text):
        return text
    return "".join(
        c if c.isprintable() or c in "\t\n\u200c\u200d" or unicodedata.category(c) == "Zs" else _escape(c)
        for c in text.replace("\r\n", "\n")
    )


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def display_width(text: str) -> int:
    """Return how many columns of a terminal `text` takes.

    East Asian wide and fullwidth characters (Unicode Standard Annex 11) take two, combining marks and joiners none.

    Example:
        >>> display_width("é"), display_width("日本")
        (1, 4)
    """
    if text.isascii():
        return len(text)
    return sum(_column_count(character) for character in text)


def _column_count(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]], *, width: int = 0) -> str:
    """Set rows as a table.

    Long cells are wrapped at spaces; columns of numbers stand to the right. Where the columns would become too narrow
    to read, each row is set as a record, one column a line.

    Args:
        head: The names of the columns.
        rows: The cells, a text each.
        width: The number of terminal columns that no line may exceed; 0 for no limit, each row on one line.

    Returns:
        The lines, each with its line end; "" without columns.

    Example:
        >>> print(text_table(["role", "n"], [["Clerk", "10"], ["Head of Records and Archives", "2"]], width=20), end="")
        role               n
        ----------------  --
        Clerk             10
        Head of Records    2
        and Archives
    """
    if not head:
        return ""
    head = [harmless(name) for name in head]
    cells = [[harmless(cell) for cell in row] for row in rows]
    natural = [max(map(display_width, column)) for column in zip(head, *cells, strict=True)]
    widths = _fit(natural, width - len(_GAP) * (len(head) - 1)) if width else natural
    if widths is None:
        return _records(head, cells, width)
    right = [bool(cells) and all(_NUMBER.fullmatch(row[i]) or not row[i] for row in cells) for i in range(len(head))]
    lines = _row(head, widths, right)
    lines.append(_GAP.join("-" * size for size in widths))
    for row in cells:
        lines.extend(_row(row, widths, right))
    return "".join(line.rstrip() + "\n" for line in lines)


def _fit(natural: list[int], room: int) -> list[int] | None:
    """Share `room` among columns: the narrow ones get what they need, the wide ones equal parts of the rest."""
    if sum(min(size, _NARROWEST) for size in natural) > room:
        return None
    widths = [0] * len(natural)
    for left, index in enumerate(sorted(range(len(natural)), key=lambda i: (natural[i], i))):
        widths[index] = min(natural[index], room // (len(natural) - left))
        room -= widths[index]
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    columns = [wrap(cell, size) for cell, size in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(map(len, columns))):
        pieces = []
        for column, size, to_the_right in zip(columns, widths, right, strict=True):
            piece = column[number] if number < len(column) else ""
            filling = " " * (size - display_width(piece))
            pieces.append(filling + piece if to_the_right else piece + filling)
        lines.append(_GAP.join(pieces))
    return lines


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` terminal columns, at spaces where there are any.

    A character wider than the line is replaced by an ellipsis, so that the promise holds for any width from 1.

    Example:
        >>> wrap("Head of Records", 8), wrap("日本語", 4)
        (['Head of', 'Records'], ['日本', '語'])
    """
    if display_width(text) <= width:
        return [text]
    if text.isascii():
        return textwrap.wrap(text, width, break_on_hyphens=False) or [""]
    lines, line, used = [], "", 0
    for word in re.findall(r" +|[^ ]+", text):
        size = display_width(word)
        if used + size > width and word[0] != " " and size <= width:
            lines.append(line.rstrip(" "))
            line, used = "", 0
        for character in word:
            taken = _column_count(character)
            if taken > width:
                character, taken = "…", 1
            if used + taken > width:
                lines.append(line.rstrip(" "))
                line, used = "", 0
            if line or character != " ":
                line, used = line + character, used + taken
    return [*(piece for piece in lines if piece), *([line.rstrip(" ")] if line.strip(" ") else [])] or [""]


def _records(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    if not rows:
        return "".join(f"{line}\n" for line in wrap(" ".join(head), width))
    blocks = []
    for row in rows:
        lines = []
        for name, cell in zip(head, row, strict=True):
            lines.extend(_hanging(f"{name}: {cell}".rstrip(), width))
        blocks.append("".join(f"{line}\n" for line in lines))
    return "\n".join(blocks)


def _hanging(text: str, width: int) -> list[str]:
    """Wrap a field of a record, what does not fit on its first line indented, so that names stand out."""
    indent = "  " if width > 2 * _NARROWEST else ""
    first, *more = wrap(text, width)
    if not more:
        return [first]
    return [first, *(indent + line for line in wrap(text[len(first) :].lstrip(), width - len(indent)))]


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    r"""Set rows as a table of GitHub Flavored Markdown, every character escaped that Markdown or HTML would read.

    Args:
        head: The names of the columns.
        rows: The cells, a text each.

    Returns:
        The lines, each with its line end; "" without columns.

    Example:
        >>> print(markdown_table(["role"], [["A | B"]]), end="")
        | role |
        | --- |
        | A \| B |
    """
    if not head:
        return ""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        "| " + " | ".join(cell if number == 1 else _MARKDOWN.sub(r"\\\1", harmless(cell)) for cell in row) + " |\n"
        for number, row in enumerate(lines)
    )
