"""Postings as records: JSON Lines, JSON lists and the answers of job boards, one posting a record.

The boards that `rolegraph.sources.boards` knows are told from their keys. Of other records columns are known by the
names that boards and data sets give them; `--map` is for others.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from rolegraph.drafts import Draft
from rolegraph.errors import InputError, MalformedInput
from rolegraph.postings import Posting
from rolegraph.sources import feeds, structured
from rolegraph.sources.bodies import add_body, add_list
from rolegraph.sources.loose import Json, Record, look_up, objects, texts

Add = Callable[[Draft, Record], None]

# what each field may be called, the surest name first; dots go into objects
_COLUMNS: Final = {
    "title": ("title", "job_title", "jobTitle", "position", "name", "text"),
    "organization": ("company", "company_name", "companyName", "organization", "employer", "hiringOrganization.name"),
    "location": (
        "location",
        "locationName",
        "city",
        "categories.location",
        "jobLocation",
        "candidate_required_location",
    ),
    "unit": ("department", "departments", "team", "categories.team", "categories.department"),
    "employment-type": ("employmentType", "employment_type", "job_type", "commitment", "categories.commitment"),
    "date-posted": ("datePosted", "publishedAt", "first_published", "date_posted", "created_at"),
    "url": ("absolute_url", "hostedUrl", "jobUrl", "url", "apply_url"),
    "identifier": ("requisition_id", "id"),
    "language": ("language", "lang"),
}
_BODIES: Final = (
    "content",
    "descriptionHtml",
    "description",
    "body",
    "descriptionPlain",
    "job_description",
    "description_html",
    "text",
)
_LISTS: Final = ("jobs", "results", "data", "postings", "offers", "hits")
_LONGEST_TITLE: Final = 200
_TOO_DEEP: Final = "JSON nested too deep to be a posting"
_KINDS: Final = {list: "list", str: "text", int: "number", float: "number", type(None): "null", bool: "truth value"}


def read_lines(data: str, source: str, digest: str) -> Iterator[Posting | InputError]:  # noqa: ARG001 - a reader
    """Read JSON Lines, one posting a line.

    Args:
        data: The text.
        source: Its name; a posting's source is this with `#L` and the line number from 1.
        digest: SHA-256 of its bytes; not used, as every line has one of its own.

    Yields:
        For each line that is not blank its posting, or what is wrong with it.
    """
    yield from _read_lines(data, source, "")


def _read_lines(data: str, source: str, board: str) -> Iterator[Posting | InputError]:
    for number, line in enumerate(data.split("\n"), 1):
        if line.strip():
            yield _attempt_line(line, f"{source}#L{number}", board)


def _attempt_line(line: str, source: str, board: str) -> Posting | InputError:
    try:
        record = _parse(line, source)
        if not isinstance(record, dict):
            return MalformedInput(source, "not a JSON object: give one posting a line")
        return _attempt(record, source, "", _adder(record, board))
    except RecursionError:
        return MalformedInput(source, _TOO_DEEP)
    except InputError as error:
        return error


def _adder(record: Record, board: str) -> Add:
    from rolegraph.sources import boards

    found = boards.find(record, board)
    return partial(found.board.add, answer=found.answer) if found else add_record


def read_document(data: str, source: str, digest: str) -> Iterator[Posting | InputError]:
    """Read a JSON document: one posting, a list of them, or a job board's answer.

    Args:
        data: The text.
        source: Its name; in a list a posting's source is this with `#` and its number from 1.
        digest: SHA-256 of its bytes.

    Yields:
        Postings in document order, or what is wrong with one.

    Raises:
        MalformedInput: Not JSON, or no posting in it.
    """
    yield from _read_document(_parse(data, source), source, digest, "")


def _read_document(document: Json, source: str, digest: str, board: str) -> Iterator[Posting | InputError]:
    try:
        records, add = _records(document, board)
    except RecursionError:
        raise MalformedInput(source, _TOO_DEEP) from None
    if not records:
        raise MalformedInput(
            source, "no posting in it: give an object with a title and a description, or a list of them"
        )
    for number, record in enumerate(records, 1):
        alone = len(records) == 1
        yield _attempt(record, source if alone else f"{source}#{number}", digest if alone else "", add)


def _records(document: Json, board: str) -> tuple[list[Json], Add]:
    """Return the records of a document and what reads one of them."""
    from rolegraph.sources import boards

    if found := boards.find(document, board):
        return found.records, partial(found.board.add, answer=found.answer)
    if isinstance(document, dict):
        if postings := list(structured.job_postings(document)):
            return postings, add_record
        for key in _LISTS:
            if isinstance(document.get(key), list):
                return _records(document[key], "")
        return [document], add_record
    held = document if isinstance(document, list) else []
    return held if any(isinstance(one, dict) for one in held) else [], add_record


def read_board(name: str, data: str, source: str, digest: str) -> Iterator[Posting | InputError]:
    """Read the answer of a job board, JSON or JSON Lines, and Personio's XML.

    Args:
        name: The board, a key of `rolegraph.sources.boards.BOARDS`.
        data: The text.
        source: Its name; of several postings each is called this with `#` and its number from 1.
        digest: SHA-256 of its bytes.

    Yields:
        Postings in document order, or what is wrong with one.

    Raises:
        MalformedInput: Not JSON, or no posting in it.
    """
    if data.lstrip().startswith("<"):
        yield from _read_feed(data, source, digest, name)
        return
    try:
        document = _parse(data, source)
    except InputError:
        if "\n" not in data.strip():
            raise
        yield from _read_lines(data, source, name)
    else:
        yield from _read_document(document, source, digest, name)


def _read_feed(data: str, source: str, digest: str, board: str) -> Iterator[Posting | InputError]:
    from rolegraph.sources import boards

    records, fault = feeds.records(data, source, boards.BOARDS[board].LISTS)
    if records:
        yield from _read_document(records, source, digest, board)
    if fault is not None:
        yield fault
    elif not records:
        raise MalformedInput(source, f"no <{boards.BOARDS[board].LISTS[0]}> in it: is it a job board's XML?")


def _attempt(record: Json, source: str, digest: str, add: Add) -> Posting | InputError:
    if not isinstance(record, dict):
        return MalformedInput(source, f"a {_KINDS.get(type(record), 'value')} where a posting is due: give an object")
    try:
        return read_record(record, source, digest, add)
    except RecursionError:
        return MalformedInput(source, _TOO_DEEP)


def read_record(record: Record, source: str, digest: str, add: Add) -> Posting:
    """Read one record.

    Args:
        record: Column names and values.
        source: Its name.
        digest: SHA-256 of its bytes; "" computes it from the record.
        add: What adds a record of this kind to a draft.

    Returns:
        The posting: known columns as fields, then the body.
    """
    spelled = json.dumps(record, ensure_ascii=True, sort_keys=True)
    draft = Draft(source, digest or hashlib.sha256(spelled.encode()).hexdigest())
    add(draft, record)
    return draft.finish()


def add_record(draft: Draft, record: Record) -> None:
    """Add a record of no known board: known columns as fields, then the body and the lists beside it.

    Args:
        draft: The posting being read.
        record: Column names and values.
    """
    body_key = next((key for key in _BODIES if _is_body(key, record.get(key))), "")
    if record.get("@type") == "JobPosting":
        structured.add_posting(draft, record)
    else:
        for name, keys in _COLUMNS.items():
            values = next((v for key in keys if key != body_key and (v := texts(look_up(record, key)))), [])
            for one in values:
                draft.field(name, one)
    if body_key:
        add_body(draft, record[body_key])
    lists = record.get("lists")
    for part in objects(lists if isinstance(lists, list) else None):
        if isinstance(part.get("content"), str):
            add_list(draft, " ".join(texts(part.get("text"))), part["content"])


def _is_body(key: str, value: Json) -> bool:
    if not isinstance(value, str) or not value.strip():
        return False
    # "text" is the title in some records and the body in others
    return key != "text" or len(value) > _LONGEST_TITLE or "\n" in value.strip()


def _parse(data: str, source: str) -> Json:
    try:
        return json.loads(data, strict=False)
    except ValueError as error:
        raise MalformedInput(source, f"not JSON: {error}") from None
    except RecursionError:
        raise MalformedInput(source, _TOO_DEEP) from None
