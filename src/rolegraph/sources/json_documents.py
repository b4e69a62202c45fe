"""JSON to records: documents, JSON Lines, and the answers of job boards, Personio's XML among them.

A record whose keys are a board's is read as the board's module in `boards` says, any other by its columns (`records`).
Where the user names columns, these are looked for and no board is.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import Final

from rolegraph.drafts import Draft
from rolegraph.errors import InputError, MalformedInput
from rolegraph.postings import Posting
from rolegraph.sources import boards, feeds, structured
from rolegraph.sources.choosing import choose
from rolegraph.sources.columns import KNOWN, Columns
from rolegraph.sources.loose import Json, Record
from rolegraph.sources.records import SAMPLE, TOO_DEEP, Map, Named, add_record, note_columns, read_records

_LISTS: Final = ("jobs", "results", "data", "postings", "offers", "hits")
_KINDS: Final = {list: "list", str: "text", int: "number", float: "number", type(None): "null", bool: "truth value"}


def read_lines(data: str, source: str, digest: str, *, map: Map) -> Iterator[Posting | InputError]:  # noqa: ARG001 - a reader
    """Read JSON Lines, one posting a line.

    Args:
        data: The text.
        source: Its name; a posting's source is this with `#L` and the line number from 1.
        digest: SHA-256 of its bytes; not used, as every line has one of its own.
        map: The columns that the user named, by field.

    Yields:
        For each line that is not blank its posting, or what is wrong with it.

    Raises:
        MalformedInput: A column that the user named is in none of the first records.
    """
    yield from _read_chosen(parse_lines(data, source), source, map)


def parse_lines(data: str, source: str) -> Iterator[Named]:
    """Yield the objects of JSON Lines, each with its name, or what is wrong with a line."""
    for number, line in enumerate(_lines(data), 1):
        if line.strip():
            yield _parse_line(line, f"{source}#L{number}")


def _lines(data: str) -> Iterator[str]:
    """Yield the lines one by one, for a list of them would hold a large file twice."""
    start = 0
    while (end := data.find("\n", start)) >= 0:
        yield data[start:end]
        start = end + 1
    yield data[start:]


def _parse_line(line: str, source: str) -> Named:
    try:
        record = _parse(line, source)
    except InputError as error:
        return error
    if not isinstance(record, dict):
        return MalformedInput(source, "not a JSON object: give one posting a line")
    return source, record


def read_document(data: str, source: str, digest: str, *, map: Map) -> Iterator[Posting | InputError]:
    """Read a JSON document: one posting, a list of them, or a job board's answer.

    Args:
        data: The text.
        source: Its name; in a list a posting's source is this with `#` and its number from 1.
        digest: SHA-256 of its bytes.
        map: The columns that the user named, by field.

    Yields:
        Postings in document order, or what is wrong with one.

    Raises:
        MalformedInput: Not JSON, or no posting in it, or a column that the user named is in none of the records.
    """
    document = _parse(data, source)
    if not map and (found := boards.find(document)):
        yield from _read_found(found, source, digest)
        return
    try:
        records = _records(document)
    except RecursionError:
        raise MalformedInput(source, TOO_DEEP) from None
    if not records:
        raise _nothing(source)
    yield from _read_chosen(_named(records, source), source, map, digest=digest if len(records) == 1 else "")


def find_records(data: str, source: str) -> Iterator[Named]:
    """Yield the objects of a JSON document that is a list of rows, or holds one, each with its name.

    Args:
        data: The text.
        source: Its name.

    Raises:
        MalformedInput: Not JSON.
    """
    document = _parse(data, source)
    try:
        records = _records(document)
        if isinstance(document, dict) and records == [document]:
            # the rows of an export may stand under any name
            records = next((held for held in document.values() if _is_list_of_rows(held)), records)
    except RecursionError:
        raise MalformedInput(source, TOO_DEEP) from None
    yield from _named(records, source)


def _is_list_of_rows(held: Json) -> bool:
    return isinstance(held, list) and bool(held) and all(isinstance(one, dict) for one in held)


def _records(document: Json) -> list[Json]:
    """Return the postings in a document that is no board's answer, and whatever stands among them."""
    if isinstance(document, dict):
        if postings := list(structured.job_postings(document)):
            return postings
        document = next((held for key in _LISTS if isinstance(held := document.get(key), list)), [document])
    held = document if isinstance(document, list) else []
    return held if any(isinstance(one, dict) for one in held) else []


def _named(records: list[Json], source: str) -> Iterator[Named]:
    for number, record in enumerate(records, 1):
        name = source if len(records) == 1 else f"{source}#{number}"
        if isinstance(record, dict):
            yield name, record
        else:
            kind = _KINDS.get(type(record), "value")
            yield MalformedInput(name, f"a {kind} where a posting is due: give an object")


def _read_chosen(
    records: Iterable[Named], source: str, map: Map, *, digest: str = ""
) -> Iterator[Posting | InputError]:
    """Read records that may be of boards; the columns of the others are chosen by the first of them."""
    records = iter(records)
    first = list(islice(records, SAMPLE))
    sample = [one[1] for one in first if not isinstance(one, InputError) and (map or not boards.of(one[1]))]
    columns = choose(sample, map, source) if sample else KNOWN
    note = note_columns(sample, columns) if map else ""
    add = partial(add_record if map else _add_any, columns=columns)
    yield from read_records(chain(first, records), add, digest=digest, note=note)


def _add_any(draft: Draft, record: Record, columns: Columns) -> None:
    if board := boards.of(record):
        board.add(draft, record, {})
    else:
        add_record(draft, record, columns)


def read_board(data: str, source: str, digest: str, *, board: str) -> Iterator[Posting | InputError]:
    """Read the answer of a job board, JSON or JSON Lines, and Personio's XML.

    Args:
        data: The text.
        source: Its name; of several postings each is called this with `#` and its number from 1.
        digest: SHA-256 of its bytes.
        board: The board, a key of `rolegraph.sources.boards.BOARDS`.

    Yields:
        Postings in document order, or what is wrong with one.

    Raises:
        MalformedInput: Not JSON, or no posting in it.
    """
    if data.lstrip().startswith("<"):
        yield from _read_feed(data, source, digest, board)
        return
    try:
        document = _parse(data, source)
    except InputError:
        if "\n" not in data.strip():
            raise
        yield from read_records(parse_lines(data, source), partial(boards.BOARDS[board].add, answer={}))
        return
    found = boards.find(document, board)
    if found is None:
        raise _nothing(source)
    yield from _read_found(found, source, digest)


def _read_feed(data: str, source: str, digest: str, board: str) -> Iterator[Posting | InputError]:
    records, fault = feeds.records(data, source, boards.BOARDS[board].LISTS)
    if records:
        yield from _read_found(boards.Found(boards.BOARDS[board], records, {}), source, digest)
    if fault is not None:
        yield fault
    elif not records:
        raise MalformedInput(source, f"no <{boards.BOARDS[board].LISTS[0]}> in it: is it a job board's XML?")


def _read_found(found: boards.Found, source: str, digest: str) -> Iterator[Posting | InputError]:
    add = partial(found.board.add, answer=found.answer)
    digest = digest if len(found.records) == 1 else ""
    yield from read_records(_named(found.records, source), add, digest=digest)


def _nothing(source: str) -> MalformedInput:
    return MalformedInput(source, "no posting in it: give an object with a title and a description, or a list of them")


def _parse(data: str, source: str) -> Json:
    try:
        return json.loads(data, strict=False)
    except ValueError as error:
        raise MalformedInput(source, f"not JSON: {error}") from None
    except RecursionError:
        raise MalformedInput(source, TOO_DEEP) from None
