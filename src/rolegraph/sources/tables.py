"""Tables as text (CSV, TSV and their kin), one posting a row.

The rows are decoded and parsed one by one, so that a large table is not held twice, and one that is broken or in
another encoding than the others costs no more than itself.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Final

from rolegraph.drafts import MAX_TEXT
from rolegraph.errors import InputError, MalformedInput, UnreadableInput
from rolegraph.postings import Posting
from rolegraph.regexes import regex
from rolegraph.sources.choosing import check_table, choose
from rolegraph.sources.columns import DELIMITERS
from rolegraph.sources.decoding import decode, find_encoding
from rolegraph.sources.loose import Record
from rolegraph.sources.records import SAMPLE, Map, Named, add_record, note_columns, read_records

# what a spreadsheet program is told the delimiter with
_SEPARATOR: Final = regex(r'"?sep=(.)"?\s*', re.IGNORECASE)
# what a byte that is no UTF-8 becomes (PEP 383)
_UNDECODED: Final = regex("[\udc80-\udcff]")
# what programs write into a cell that holds nothing
_NOTHING: Final = frozenset(("nan", "null", "none", "n/a", "na", "#n/a", "<na>"))
_LONGEST_CELL: Final = 8 * MAX_TEXT
_TRIED_ROWS: Final = 20
_TRIED: Final = 200_000


def read(data: bytes, source: str, digest: str, *, map: Map, encoding: str) -> Iterator[Posting | InputError]:  # noqa: ARG001 - a reader
    """Read a table in text form.

    Args:
        data: Its bytes; the first row that is not blank names the columns.
        source: Its name; a posting's source is this with `#row=` and the number of the row, that of the names being 1
            where nothing stands before it (RFC 7111).
        digest: SHA-256 of the bytes; not used, as every row has one of its own.
        map: The columns that the user named, by field.
        encoding: The encoding; "" finds it.

    Yields:
        For each row that is not blank its posting, or what is wrong with it.

    Raises:
        UnreadableInput: It is binary, or the names of its columns are in another encoding.
        MalformedInput: No column holds titles or texts, or one that the user named is not there.
    """
    header, rows = open_table(data, source, encoding)
    yield from read_table(header, (_pair(header, row) for row in rows), source, map)


def open_table(
    data: bytes, source: str, encoding: str
) -> tuple[list[str], Iterator[tuple[str, list[str]] | InputError]]:
    r"""Read the names of a table's columns, and make ready to read its rows.

    Args:
        data: Its bytes.
        source: Its name.
        encoding: The encoding; "" finds it.

    Returns:
        The names, and the rows that are not blank: each with its name and its cells, or what is wrong with it.

    Raises:
        UnreadableInput: It is binary, or the names of its columns are in another encoding.
        MalformedInput: It has no rows.

    Example:
        >>> header, rows = open_table(b"id;title\nP1;Cook\n", "a.csv", "")
        >>> header, list(rows)
        (['id', 'title'], [('a.csv#row=2', ['P1', 'Cook'])])
    """
    # the limit of the standard library is one for the whole program, and lower than the longest posting; nobody is hurt
    # by a higher one
    csv.field_size_limit(max(_LONGEST_CELL, csv.field_size_limit()))
    rows = _rows(data, source, encoding)
    names = next(rows, None)
    if names is None:
        raise MalformedInput(source, "no rows in it: give a table whose first row names its columns")
    if isinstance(names, InputError):
        raise type(names)(source, names.cause)
    return [cell.strip() for cell in names[1]], rows


def read_table(header: Sequence[str], rows: Iterable[Named], source: str, map: Map) -> Iterator[Posting | InputError]:
    """Read the rows of a table.

    Args:
        header: The names of the columns.
        rows: Each with its name, or what is wrong with it.
        source: The table's name.
        map: The columns that the user named, by field.

    Yields:
        For each row its posting, or what is wrong with it. The first posting's problems say how columns were read.

    Raises:
        MalformedInput: No column holds titles or texts, one that the user named is not there, or there are no rows.
    """
    rows = iter(rows)
    first = list(islice(rows, SAMPLE))
    # all columns are named even where all rows are broken
    empty: Record = dict.fromkeys(header)
    sample = [empty, *(one[1] for one in first if not isinstance(one, InputError))]
    columns = choose(sample, map, source)
    check_table(header, columns, source)
    if not first:
        raise MalformedInput(source, "no rows below the names of the columns")
    add = partial(add_record, columns=columns)
    yield from read_records(chain(first, rows), add, note=note_columns(sample, columns))


def _rows(data: bytes, source: str, encoding: str) -> Iterator[tuple[str, list[str]] | InputError]:
    """Yield the rows that are not blank, each with its name, or what is wrong with it."""
    lines = _lines(data, source, encoding)
    start = list(_first_lines(lines))
    told = _SEPARATOR.fullmatch(start[0]) if start else None
    delimiter = told[1] if told else find_delimiter(start)
    reader = csv.reader(chain(start, lines), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        name = f"{source}#row={number}"
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield MalformedInput(name, f"not a row of a table: {error}; put cells in quotes and double quotes in them")
            continue
        if number == 1 and told:
            continue
        if bad := _UNDECODED.search("".join(row)):
            byte = ord(bad[0]) - 0xDC00
            yield UnreadableInput(
                name, f"not utf-8 (0x{byte:02X}): name the table's encoding, for example --encoding windows-1252"
            )
        elif any(cell.strip() for cell in row):
            yield name, row


def _lines(data: bytes, source: str, encoding: str) -> Iterator[str]:
    label = encoding or find_encoding(data, source)
    if label.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig"):
        # the stream shares the bytes; a byte that is no UTF-8 is told of where its row is read
        return iter(io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", "surrogateescape", newline=""))
    return iter(io.StringIO(decode(data, source, encoding=label, max_bytes=len(data)), newline=""))


def _first_lines(lines: Iterator[str]) -> Iterator[str]:
    """Take enough lines to tell what stands between cells."""
    length = 0
    for line in lines:
        yield line
        length += len(line)
        if length > _TRIED:
            return


def find_delimiter(lines: Sequence[str]) -> str:
    r"""Tell what stands between the cells of a table: what makes the most of its first rows as wide as the first.

    Args:
        lines: Its first lines.

    Returns:
        One of `DELIMITERS`.

    Example:
        >>> find_delimiter(["title;body\n", 'Cook;"Cooks, and\n', 'serves; too"\n'])
        ';'
    """
    return max(DELIMITERS, key=lambda delimiter: _fit(lines, delimiter))


def _fit(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    try:
        widths = [len(row) for row in islice(csv.reader(lines, delimiter=delimiter), _TRIED_ROWS) if any(row)]
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] < 2:
        return 0.0, 0
    return widths.count(widths[0]) / len(widths), widths[0]


def _pair(header: Sequence[str], row: tuple[str, list[str]] | InputError) -> Named:
    """Give the cells of a row their columns' names; of columns of one name the first is taken."""
    if isinstance(row, InputError):
        return row
    name, cells = row
    if any(cell.strip() for cell in cells[len(header) :]):
        return MalformedInput(
            name,
            f"{len(cells)} cells where the first row names {len(header)}: put cells that hold a delimiter in quotes",
        )
    record: Record = {}
    for column, cell in zip(header, cells, strict=False):
        if column:
            record.setdefault(column, "" if cell.strip().casefold() in _NOTHING else cell)
    return name, record
