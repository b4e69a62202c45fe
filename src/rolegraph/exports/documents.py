"""JSON and CSV as every format here writes them."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, Final

from rolegraph.exports.attributes import spelled
from rolegraph.exports.characters import encode

_FORMULA: Final = ("=", "+", "-", "@")


def write_json(document: Any, stream: BinaryIO) -> None:
    """Write a document as JSON, indented by one space, other characters than ASCII as they are.

    Example:
        >>> stream = io.BytesIO()
        >>> write_json({"label": "Chef für Öfen"}, stream)
        >>> print(stream.getvalue().decode(), end="")
        {
         "label": "Chef für Öfen"
        }
    """
    text = json.dumps(document, ensure_ascii=False, indent=1)
    # a lone surrogate has no UTF-8, but JSON can escape it
    stream.write(text.encode("utf-8", "backslashreplace") + b"\n")


def write_csv(columns: Sequence[str], rows: Iterable[dict[str, Any]], stream: BinaryIO, *, raw: bool) -> None:
    r"""Write rows as CSV (RFC 4180, but lines end in a bare newline), with a header.

    Args:
        columns: The columns, in order; what else a row holds is left out.
        rows: A value for each column, or none for an empty cell.
        stream: Where the UTF-8 goes.
        raw: False puts an apostrophe in front of a text that a spreadsheet would take for a formula: one that begins
            with "=", "+", "-", "@" (white space aside), a tab or a carriage return. True leaves texts as they are.

    Line breaks in a cell become spaces: the bulk loaders of graph databases refuse them.

    Raises:
        OutputError: A text holds a lone surrogate.

    Example:
        >>> stream = io.BytesIO()
        >>> write_csv(["label"], [{"label": "=1+1"}], stream, raw=False)
        >>> stream.getvalue()
        b"label\n'=1+1\n"
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column), raw=raw) for column in columns])
    stream.write(encode(table.getvalue()))


def _cell(found: Any, *, raw: bool) -> str:
    if found is None:
        return ""
    text = spelled(found)
    # bulk loaders of graph databases refuse a line break inside a quoted cell
    line = " ".join(text.splitlines())
    guarded = isinstance(found, str | list) and (text.startswith(("\t", "\r")) or text.lstrip().startswith(_FORMULA))
    return f"'{line}" if guarded and not raw else line
