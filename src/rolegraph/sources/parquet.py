"""Parquet, one posting a row, read with pyarrow. Needs the extra `parquet`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from rolegraph.errors import InputError, MalformedInput, UnreadableInput
from rolegraph.postings import Posting
from rolegraph.sources.extras import need
from rolegraph.sources.records import Map, Named
from rolegraph.sources.tables import read_table

# few enough that a batch of the longest texts fits in memory
_BATCH: Final = 32
# how much more than its largest size an input may unpack to in one group of rows: texts shrink to a fifth
_UNPACKED: Final = 10


def read(data: bytes, source: str, digest: str, *, map: Map, max_bytes: int) -> Iterator[Posting | InputError]:  # noqa: ARG001 - a reader
    """Read a Parquet file.

    Args:
        data: Its bytes.
        source: Its name; a posting's source is this with `#row=` and the number of the row from 1.
        digest: SHA-256 of the bytes; not used, as every row has one of its own.
        map: The columns that the user named, by field.
        max_bytes: The largest input accepted; a group of rows may unpack to ten times as much.

    Yields:
        For each row its posting, or what is wrong with it.

    Raises:
        UnreadableInput: The package that reads Parquet is not installed, or the file unpacks to too much.
        MalformedInput: It is no Parquet, or broken, or no column holds titles or texts.
    """
    header, rows = open_rows(data, source, max_bytes=max_bytes)
    yield from read_table(header, rows, source, map)


def open_rows(data: bytes, source: str, *, max_bytes: int) -> tuple[list[str], Iterator[Named]]:
    """Read the names of a file's columns, and make ready to read its rows.

    Args:
        data: Its bytes.
        source: Its name.
        max_bytes: The largest input accepted.

    Returns:
        The names, and each row with its name, or what is wrong with it.

    Raises:
        UnreadableInput: The package that reads Parquet is not installed, or the file unpacks to too much.
        MalformedInput: It is no Parquet, or broken.
    """
    pyarrow = need("pyarrow", "Parquet", "parquet", source)
    parquet = need("pyarrow.parquet", "Parquet", "parquet", source)
    with _translated(source):
        file = parquet.ParquetFile(pyarrow.BufferReader(data))
        header = list(file.schema_arrow.names)
        groups = range(file.metadata.num_row_groups)
        largest = max((file.metadata.row_group(number).total_byte_size for number in groups), default=0)
    if largest > _UNPACKED * max_bytes:
        raise UnreadableInput(
            source,
            f"{largest:,} bytes unpacked, more than the {_UNPACKED * max_bytes:,} allowed: write smaller row groups,"
            " or raise --max-bytes",
        )
    return header, _rows(file, source)


def _rows(file: Any, source: str) -> Iterator[Named]:
    """Yield the rows; one that cannot be read ends the table, for what follows it cannot be found."""
    number = 0
    try:
        with _translated(source):
            for batch in file.iter_batches(batch_size=_BATCH, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield f"{source}#row={number}", {name: _plain(value) for name, value in row.items()}
    except MalformedInput as error:
        yield MalformedInput(f"{source}#row={number + 1}", f"{error.cause}; the rows from here on are left out")


@contextmanager
def _translated(source: str) -> Iterator[None]:
    """Turn what pyarrow raises (children of ValueError, OSError and others) into an error of the input."""
    try:
        yield
    except (ValueError, OSError, KeyError, TypeError, NotImplementedError, OverflowError) as error:
        raise MalformedInput(source, f"not Parquet, or broken: {' '.join(str(error).split())[:120]}") from None


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: a table may hold days, numbers and bytes of its own."""
    if isinstance(value, datetime):
        return value.isoformat() if value.time() != time() else value.date().isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    return str(value) if isinstance(value, date | Decimal) else value
