"""Records to postings: what tables have in their rows, and JSON in its objects.

Columns are known by the names that job boards and data sets give them (`columns`); `--map` is for others.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from rolegraph.drafts import Draft
from rolegraph.errors import InputError, MalformedInput
from rolegraph.postings import Posting
from rolegraph.sources import structured
from rolegraph.sources.bodies import add_body, add_list
from rolegraph.sources.choosing import used_columns
from rolegraph.sources.columns import BODY, SECTIONS, Columns, find, keys_of
from rolegraph.sources.loose import Json, Record, objects, texts

Map = Mapping[str, Sequence[str]]
Named = tuple[str, Record] | InputError
"""A record and its name, or what is wrong with it."""
Add = Callable[[Draft, Record], None]
"""What adds a record to the draft of its posting."""

SAMPLE: Final = 50
"""The records that are looked at before it is decided which columns hold what."""
TOO_DEEP: Final = "JSON nested too deep to be a posting"

_LONGEST_TITLE: Final = 200
_DAYS: Final = ("date-posted", "valid-through")
# by its digits, how many units of a time make a second
_TIMES: Final = {10: 1, 13: 1000}


def read_records(
    records: Iterable[Named], add: Add, *, digest: str = "", note: str = ""
) -> Iterator[Posting | InputError]:
    """Read records.

    Args:
        records: Each with its name, or what is wrong with it.
        add: What adds one of them to a draft.
        digest: SHA-256 of the only record's bytes; "" computes it of each record.
        note: A sentence about all of them, for the problems of the first posting.

    Yields:
        For each record its posting, or what is wrong with it.
    """
    for one in records:
        if isinstance(one, InputError):
            yield one
            continue
        read = _attempt(one[1], one[0], digest, add)
        if note and isinstance(read, Posting):
            read, note = read._replace(problems=(note, *read.problems)), ""
        yield read


def _attempt(record: Record, source: str, digest: str, add: Add) -> Posting | InputError:
    try:
        spelled = digest or json.dumps(record, ensure_ascii=True, sort_keys=True)
        draft = Draft(source, digest or hashlib.sha256(spelled.encode()).hexdigest())
        add(draft, record)
        return draft.finish()
    except RecursionError:
        return MalformedInput(source, TOO_DEEP)


def note_columns(sample: Sequence[Record], columns: Columns) -> str:
    """Return a sentence that says which columns are read as what, and which are left out."""
    there = dict.fromkeys(key for record in sample for key in record)
    used = used_columns(there, columns)
    left = ", ".join(key for key in there if key and key not in used)
    read = ", ".join(f"{field} = {key}" for key, field in reversed(used.items()))
    return f"columns read: {read or 'none'}" + (f"; columns left out: {left}" if left else "")


def add_record(draft: Draft, record: Record, columns: Columns) -> None:
    """Add a record by its columns: those that are fields first, then the body.

    Args:
        draft: The posting being read.
        record: Column names and values.
        columns: Which columns hold what.
    """
    keys = keys_of(record)
    bodies = list(_bodies(record, keys, columns))
    if record.get("@type") == "JobPosting" and not columns.mapped:
        structured.add_posting(draft, record)
    else:
        _add_fields(draft, record, keys, columns, body=bodies[0][0] if bodies else "")
    for _, body in bodies:
        add_body(draft, body)
    _add_sections(draft, record, keys, columns)


def _bodies(record: Record, keys: Mapping[str, str], columns: Columns) -> Iterator[tuple[str, str]]:
    """Yield the columns that hold the body: all that the user named, else the first known one that is filled."""
    for name in columns.names[BODY]:
        key, value = find(record, keys, name)
        if _is_body(key, value, mapped=BODY in columns.mapped):
            yield key, value
            if BODY not in columns.mapped:
                return


def _add_fields(draft: Draft, record: Record, keys: Mapping[str, str], columns: Columns, body: str) -> None:
    for field, names in columns.names.items():
        if field == BODY or field in SECTIONS:
            continue
        for name in names:
            key, value = find(record, keys, name)
            if not key or (key == body and field not in columns.mapped):
                continue
            said = texts(value)
            for one in said:
                draft.field(field, _day(one) if field in _DAYS and one.isdecimal() else one)
            if said and field not in columns.mapped:
                break


def _add_sections(draft: Draft, record: Record, keys: Mapping[str, str], columns: Columns) -> None:
    """Add the parts of the text that have columns of their own, each under a heading."""
    done: set[str] = set()
    for section in SECTIONS:
        for name in columns.names[section]:
            key, value = find(record, keys, name)
            if isinstance(value, str) and value.strip() and key not in done:
                done.add(key)
                # a column known by its name is known to the reader of headings too
                heading = section if section in columns.mapped else name.replace("_", " ")
                draft.add("heading", [(heading.capitalize(), False, "")], level=2)
                add_body(draft, value)
    lists = record.get("lists")
    for part in objects(lists if isinstance(lists, list) else None):
        if isinstance(part.get("content"), str):
            add_list(draft, " ".join(texts(part.get("text"))), part["content"])


def _day(number: str) -> str:
    """Return the day of a time in seconds or milliseconds since 1970, as data sets have it; other numbers stay.

    Example:
        >>> _day("1711929600000"), _day("1711929600"), _day("2024")
        ('2024-04-01', '2024-04-01', '2024')
    """
    if len(number) not in _TIMES:
        return number
    return (date(1970, 1, 1) + timedelta(seconds=int(number) // _TIMES[len(number)])).isoformat()


def _is_body(key: str, value: Json, *, mapped: bool) -> bool:
    if not isinstance(value, str) or not value.strip():
        return False
    # Lever calls the title "text", as data sets call the body
    return mapped or key.lower() != "text" or len(value) > _LONGEST_TITLE or "\n" in value.strip()
