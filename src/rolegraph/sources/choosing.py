"""Decides which columns of a table, or keys of records, hold what: the user's word, then names, then contents."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rolegraph.errors import MalformedInput
from rolegraph.headers import fold, list_columns, no_column
from rolegraph.sources.columns import (
    BODY,
    FIELD_OF,
    NAMES,
    SECTIONS,
    Columns,
    find,
    keys_of,
)
from rolegraph.sources.loose import Record

# what a table of posts rather than postings says of whom each post reports to
_MANAGERS: Final = (
    "manager",
    "manager_id",
    "manager_name",
    "line_manager",
    "supervisor",
    "supervisor_id",
    "reports_to",
    "reports_to_id",
    "reports_to_senior_post",
)
# the fewest words, on average, in a column that is taken for the body because of what it holds
_BODY_WORDS: Final = 20


def choose(sample: Sequence[Record], chosen: Mapping[str, Sequence[str]], source: str) -> Columns:
    """Decide which columns hold what: those the user named, then those known by name, then by what they hold.

    Args:
        sample: The first records.
        chosen: The columns that the user named, by field; none for a field that is to be left out.
        source: The name of the input, for messages.

    Returns:
        The columns.

    Raises:
        MalformedInput: A column that the user named is in none of the records.

    Example:
        >>> chosen = choose([{"headline": "Porter", "advert": "Guards the gate. " * 9}], {"title": ["headline"]}, "a")
        >>> chosen.names["title"], chosen.names["body"][-1]
        (('headline',), 'advert')
    """
    there = list(dict.fromkeys(key for record in sample for key in record))
    for field, columns in chosen.items():
        for column in columns:
            if not any(find(record, keys_of(record), column)[0] for record in sample):
                raise MalformedInput(source, no_column(field, column, there))
    taken = {fold(column) for columns in chosen.values() for column in columns}
    names = {field: tuple(name for name in known if fold(name) not in taken) for field, known in NAMES.items()}
    names.update({field: tuple(columns) for field, columns in chosen.items()})
    if BODY not in chosen and not any(_has_text(record, names) for record in sample):
        names[BODY] += tuple(_longest_texts(sample, there, taken))
    return Columns(names, frozenset(chosen))


def check_table(names: Sequence[str], columns: Columns, source: str) -> None:
    """Refuse a table in which no posting can be.

    Args:
        names: The names in its header.
        columns: What was made of them.
        source: Its name.

    Raises:
        MalformedInput: No column holds titles or texts, or it is a table of posts; the message lists the columns.
    """
    used = used_columns(dict.fromkeys(names), columns)
    if any(field in (BODY, *SECTIONS) for field in used.values()):
        return
    manager = next((name for name in names if fold(name) in {fold(known) for known in _MANAGERS}), "")
    if manager:
        raise MalformedInput(
            source,
            f"a table of posts, not of postings: it has the column {manager!r} and none with the postings'"
            " texts; name what its columns hold with --map id=COLUMN,title=COLUMN,manager=COLUMN; if one holds texts,"
            f" with --map body=COLUMN ({list_columns(names)})",
        )
    if "title" not in used.values():
        raise MalformedInput(
            source,
            "no column in it holds titles or texts: name one with --map title=COLUMN,body=COLUMN"
            f" ({list_columns(names)})",
        )


def used_columns(record: Record, columns: Columns) -> dict[str, str]:
    """Return the columns of a table that are read, each with its field, in the order of the fields."""
    keys = keys_of(record)
    return {
        key: field
        for field, names in reversed(columns.names.items())
        for name in reversed(names)
        if (key := find(record, keys, name)[0])
    }


def _has_text(record: Record, names: Mapping[str, tuple[str, ...]]) -> bool:
    keys = keys_of(record)
    return "lists" in record or any(find(record, keys, name)[0] for field in (BODY, *SECTIONS) for name in names[field])


def _longest_texts(sample: Sequence[Record], there: Sequence[str], taken: set[str]) -> Iterator[str]:
    """Yield the column that holds the longest texts, if they are as long as a posting's."""
    lengths: dict[str, float] = {}
    for key in there:
        texts = [value for record in sample if isinstance(value := record.get(key), str) and value.strip()]
        if texts and fold(key) not in taken and fold(key) not in FIELD_OF:
            lengths[key] = sum(len(text.split()) for text in texts) / len(texts)
    if lengths and max(lengths.values()) >= _BODY_WORDS:
        yield max(lengths, key=lambda key: lengths[key])
