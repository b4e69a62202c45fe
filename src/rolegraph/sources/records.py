"""Postings as records: JSON Lines, JSON lists and the answers of job boards, one posting a record.

Columns are known by the names that job boards and data sets give them (`columns`); `--map` is for others.
"""

import hashlib
import html as entities
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any, Final

from rolegraph.drafts import Draft
from rolegraph.errors import InputError, MalformedInput
from rolegraph.postings import Posting
from rolegraph.sources import html, markup, structured, text
from rolegraph.sources.choosing import choose, used_columns
from rolegraph.sources.columns import BODY, KNOWN, SECTIONS, Columns, find, keys_of

Json = Any
Record = dict[str, Json]
Map = Mapping[str, Sequence[str]]

SAMPLE: Final = 50
"""The records that are looked at before it is decided which columns hold what."""

_LISTS: Final = ("jobs", "results", "data", "postings", "offers", "hits")
_LONGEST_TITLE: Final = 200
_DAYS: Final = ("date-posted", "valid-through")
# by its digits, how many units of a time make a second
_TIMES: Final = {10: 1, 13: 1000}
_TOO_DEEP: Final = "JSON nested too deep to be a posting"


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
    lines = (_parse_line(line, f"{source}#L{number}") for number, line in enumerate(_lines(data), 1) if line.strip())
    yield from _read_chosen(lines, source, map)


def _lines(data: str) -> Iterator[str]:
    """Yield the lines one by one, for a list of them would hold a large file twice."""
    start = 0
    while (end := data.find("\n", start)) >= 0:
        yield data[start:end]
        start = end + 1
    yield data[start:]


def _parse_line(line: str, source: str) -> tuple[str, Record] | InputError:
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
    try:
        records = _records(_parse(data, source))
    except RecursionError:
        raise MalformedInput(source, _TOO_DEEP) from None
    if not records:
        raise MalformedInput(
            source, "no posting in it: give an object with a title and a description, or a list of them"
        )
    if len(records) == 1:
        yield from _read_chosen([(source, records[0])], source, map, digest=digest)
    else:
        yield from _read_chosen(((f"{source}#{n}", record) for n, record in enumerate(records, 1)), source, map)


def _read_chosen(
    records: Iterable[tuple[str, Record] | InputError], source: str, map: Map, *, digest: str = ""
) -> Iterator[Posting | InputError]:
    """Read records whose columns are chosen by the first of them."""
    records = iter(records)
    first = list(islice(records, SAMPLE))
    sample = [one[1] for one in first if not isinstance(one, InputError)]
    columns = choose(sample, map, source) if sample else KNOWN
    note = note_columns(sample, columns) if map else ""
    yield from read_records(chain(first, records), columns, digest=digest, note=note)


def read_records(
    records: Iterable[tuple[str, Record] | InputError], columns: Columns, *, digest: str = "", note: str = ""
) -> Iterator[Posting | InputError]:
    """Read records.

    Args:
        records: Each with its name, or what is wrong with it.
        columns: Which columns hold what.
        digest: SHA-256 of the only record's bytes; "" computes it of each record.
        note: A sentence about all of them, for the problems of the first posting.

    Yields:
        For each record its posting, or what is wrong with it.
    """
    for one in records:
        if isinstance(one, InputError):
            yield one
            continue
        read = _attempt(one[1], one[0], digest, columns)
        if note and isinstance(read, Posting):
            read, note = read._replace(problems=(note, *read.problems)), ""
        yield read


def note_columns(sample: Sequence[Record], columns: Columns) -> str:
    """Return a sentence that says which columns are read as what, and which are left out."""
    there = dict.fromkeys(key for record in sample for key in record)
    used = used_columns(there, columns)
    left = ", ".join(key for key in there if key and key not in used)
    read = ", ".join(f"{field} = {key}" for key, field in reversed(used.items()))
    return f"columns read: {read or 'none'}" + (f"; columns left out: {left}" if left else "")


def _attempt(record: Record, source: str, digest: str, columns: Columns) -> Posting | InputError:
    try:
        return read_record(record, source, digest, columns)
    except RecursionError:
        return MalformedInput(source, _TOO_DEEP)


def read_record(record: Record, source: str, digest: str = "", columns: Columns = KNOWN) -> Posting:
    """Read one record.

    Args:
        record: Column names and values.
        source: Its name.
        digest: SHA-256 of its bytes; "" computes it from the record.
        columns: Which columns hold what.

    Returns:
        The posting: known columns as fields, then the body.
    """
    spelled = digest or json.dumps(record, ensure_ascii=True, sort_keys=True)
    draft = Draft(source, digest or hashlib.sha256(spelled.encode()).hexdigest())
    keys = keys_of(record)
    bodies = list(_bodies(record, keys, columns))
    if record.get("@type") == "JobPosting" and not columns.mapped:
        structured.add_posting(draft, record)
    else:
        _add_fields(draft, record, keys, columns, body=bodies[0][0] if bodies else "")
    for _, body in bodies:
        _add_body(draft, body)
    _add_sections(draft, record, keys, columns)
    return draft.finish()


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
            texts = _texts(value)
            for one in texts:
                draft.field(field, _day(one) if field in _DAYS and one.isdecimal() else one)
            if texts and field not in columns.mapped:
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
                _add_body(draft, value)
    lists = record.get("lists")
    for part in lists if isinstance(lists, list) else ():
        if isinstance(part, dict) and isinstance(part.get("content"), str):
            heading = entities.escape(" ".join(_texts(part.get("text"))))
            _add_body(draft, f"<h3>{heading}</h3><ul>{part['content']}</ul>")


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


def _add_body(draft: Draft, body: str) -> None:
    # JSON can spell lone surrogates, which the parser of HTML would drop unsaid
    body = draft.mend(html.unescape_markup(body))
    if looks_like_markup(body):
        markup.add_blocks(draft, markup.parse(body, draft.problems).body)
    else:
        text.add_lines(draft, body)


def looks_like_markup(body: str) -> bool:
    """Tell whether a text is HTML: whether a tag that posting bodies are made of closes in it.

    Example:
        >>> looks_like_markup("<p>Hello</p>"), looks_like_markup("a < b and c > d")
        (True, False)
    """
    return any(tag in body for tag in ("</p>", "</div>", "</li>", "<br", "</h", "</strong>", "</span>", "</td>", "<p>"))


def _parse(data: str, source: str) -> Json:
    try:
        return json.loads(data, strict=False)
    except ValueError as error:
        raise MalformedInput(source, f"not JSON: {error}") from None
    except RecursionError:
        raise MalformedInput(source, _TOO_DEEP) from None


def _records(document: Json) -> list[dict[str, Json]]:
    if isinstance(document, dict):
        if postings := list(structured.job_postings(document)):
            return postings
        for key in _LISTS:
            if isinstance(document.get(key), list):
                return _records(document[key])
        document = [document]
    if not isinstance(document, list):
        return []
    return [record for record in document if isinstance(record, dict)]


def _texts(value: Json) -> list[str]:
    if isinstance(value, list):
        return [one for item in value for one in _texts(item)]
    if isinstance(value, dict):
        return _texts(value.get("name") or value.get("text"))
    # NaN, which writers of data sets put where there is nothing, is not equal to itself
    if isinstance(value, bool) or value is None or value != value:  # noqa: PLR0124
        return []
    return [str(value)] if str(value).strip() else []
