"""Rows to posts: a reference on several rows is a job share, or a mistake; some rows are of posts that are no more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Final

from rolegraph.postings import Span
from rolegraph.rosters.cells import clean, is_person, is_vacancy, number, says_nothing
from rolegraph.rosters.model import Problem, RosterPost
from rolegraph.rosters.rows import Identity, Row, is_personal
from rolegraph.vocabulary import normal_form

NOT_IN_POST: Final = ("id", "0")
"""The reference that organograms give to whoever is paid and holds no post."""

# what the rows of a job share have in common; names, pay, contacts and notes may differ
_SHARED: Final = (
    *("manager", "dotted", "functional", "title", "unit", "organization", "parent-organization", "location", "country"),
    "grade",
)


def find_scope(rows: Sequence[Row], given: str) -> str:
    """Return the organization whose ids a table's ids are: the one that most rows name, else the one that is given.

    Args:
        rows: All rows.
        given: What the user says.

    Returns:
        Its name as most rows spell it; "" where no organization stands for more than half of the rows that name one.
    """
    fields = ("organization", "parent-organization")
    named = next((found for field in fields if (found := [one for row in rows if (one := _said(row, field))])), [])
    if not named:
        return clean(given)
    spelled = Counter(named)
    forms = Counter(normal_form(name) for name in named)
    form, count = min(forms.items(), key=lambda item: (-item[1], item[0]))
    if count * 2 <= len(named):
        return ""
    fitting = [(name, times) for name, times in spelled.items() if normal_form(name) == form]
    return min(fitting, key=lambda item: (-item[1], item[0]))[0]


def _said(row: Row, field: str) -> str:
    value = row.said.get(field)
    return value if value and not says_nothing(value) else ""


def home_of(row: Row, scope: str) -> str:
    """Return the organization that a row belongs to: the one it names, else the table's, else the one around it.

    Args:
        row: The row.
        scope: The organization of the table's ids, as its name is spelled there.
    """
    own = _said(row, "organization")
    if own and own != scope and normal_form(own) != normal_form(scope):
        return own
    return scope or _said(row, "parent-organization")


def is_eliminated(row: Row) -> bool:
    """Tell whether a row says that its post existed before and is no more."""
    said = row.said
    return _is_word(said.get("person", ""), "eliminated") or _is_word(said.get("vacant", ""), "eliminated")


def _is_word(cell: str, word: str) -> bool:
    # hardly any cell is as long as the word, and to fold the case of all takes longer than to measure them
    return len(cell) == len(word) and cell.casefold() == word


def merge(
    identity: Identity, rows: Sequence[Row], spans: Sequence[Span], scope: str, *, keep_names: bool
) -> RosterPost:
    """Make a post of its rows; where they differ, the first row's title is its label, and all else is kept.

    Args:
        identity: What tells it from other posts.
        rows: Its rows.
        spans: Where the text has them.
        scope: The organization of the table's ids; "" for that of its rows.
        keep_names: Whether to keep who holds it.

    Returns:
        The post.
    """
    home = home_of(rows[0], scope)
    titles = _each(rows, "title")
    identifier = next((value for row in rows if (value := row.get("id")) and not is_personal("id", value)), "")
    stated = [amount for row in rows if (amount := _fte(row)) is not None]
    return RosterPost(
        identity=identity,
        identifier=identifier,
        label=titles[0] if titles else f"untitled post {identifier}".rstrip(),
        titles=titles,
        organization=home,
        scope=scope or home,
        units=_together([units_of(row) for row in rows]),
        places=_together([_place(row) for row in rows]),
        grades=_each(rows, "grade"),
        fte=sum(stated[1:], stated[0]) if stated else None,
        vacant=all(map(_is_vacant, rows)),
        eliminated=all(map(is_eliminated, rows)),
        persons=tuple(name for name in _each(rows, "person") if is_person(name)) if keep_names else (),
        rows=tuple(spans),
    )


def _each(rows: Sequence[Row], field: str) -> tuple[str, ...]:
    if field not in rows[0].said:
        return ()
    if len(rows) == 1:
        value = rows[0].said[field]
        return () if says_nothing(value) else (value,)
    return tuple(dict.fromkeys(value for row in rows if not says_nothing(value := row.said[field])))


def _together(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return lists[0] if len(lists) == 1 else tuple(dict.fromkeys(chain.from_iterable(lists)))


def units_of(row: Row) -> tuple[str, ...]:
    """Return the units that a row names, semicolons between them."""
    return _units(row.said.get("unit", ""))


# thousands of rows have the same few units, places and numbers
@lru_cache(maxsize=4096)
def _units(cell: str) -> tuple[str, ...]:
    return tuple(unit for one in cell.split(";") if (unit := one.strip()) and not says_nothing(unit))


def _place(row: Row) -> tuple[str, ...]:
    said = row.said
    return _places(said.get("location", ""), said.get("country", ""))


@lru_cache(maxsize=4096)
def _places(*parts: str) -> tuple[str, ...]:
    place = ", ".join(part for part in parts if not says_nothing(part))
    return (place,) if place else ()


def _fte(row: Row) -> Decimal | None:
    cell = row.said.get("fte")
    return _number(cell) if cell else None


_number: Final = lru_cache(maxsize=1024)(number)


def _is_vacant(row: Row) -> bool:
    said = row.said
    return is_vacancy(said.get("vacant", "")) or _is_word(said.get("person", ""), "vacant")


def note(identity: Identity, rows: Sequence[Row]) -> Iterator[Problem]:
    """Say what is odd about the rows of one post.

    Args:
        identity: What tells the post from others.
        rows: Its rows.

    Yields:
        Problems, each at its row.
    """
    first = rows[0]
    if identity[0] == "row":
        cause = "no id, title or name: nothing can report to this row; give it an id"
        yield Problem(first.place, "no-id", cause)
    elif "title" in first.said and not any(row.said["title"] for row in rows):
        yield Problem(first.place, "no-title", "no title: the post goes by its id; fill the cell")
    for row in rows:
        if _fte(row) is None and (fte := row.get("fte")) and not says_nothing(fte):
            yield Problem(row.place, "fte", f"FTE {_shown(fte)} is no number of 0 or more: left out")
        if is_eliminated(row):
            yield Problem(row.place, "eliminated", "the post is eliminated: it is marked so, and charts leave it out")
    if len(rows) > 1:
        kind, key = identity
        shown = f"its {kind}" if is_personal(kind, key) else f"{kind} {_shown(first.get(kind) or key)}"
        for row in rows[1:]:
            yield _repeated(identity, shown, first, row)


def _repeated(identity: Identity, shown: str, first: Row, row: Row) -> Problem:
    where = _row(first.place)
    if identity == NOT_IN_POST:
        cause = f"id '0' stands for whoever is paid and holds no post: one node with {where}"
        return Problem(row.place, "not-in-post", cause)
    differing = [field for field in _SHARED if not _same(row.get(field), first.get(field))]
    if differing:
        cause = (
            f"{shown} again, with another {', another '.join(differing)} than {where}: read as one post with both;"
            " give each post an id of its own"
        )
        return Problem(row.place, "duplicate", cause)
    if identity[0] != "id":
        cause = f"{shown} again, as in {where}: read as one post; give each post an id of its own"
        return Problem(row.place, "duplicate", cause)
    return Problem(row.place, "job-share", f"{shown} again, as in {where}: a job share, one post, FTE added up")


def _same(one: str, other: str) -> bool:
    return one == other or normal_form(one) == normal_form(other)


def _shown(value: str) -> str:
    return repr(value if len(value) <= 40 else f"{value[:40]}…")


def _row(place: str) -> str:
    """Return how to speak of a row.

    Example:
        >>> _row("a.csv#row=7"), _row("a.jsonl#L7"), _row("a.json#7")
        ('row 7', 'line 7', 'row 7')
    """
    fragment = place.rpartition("#")[2]
    kind = "line" if fragment.startswith("L") else "row"
    return f"{kind} {fragment.lstrip('L').removeprefix('row=')}"
