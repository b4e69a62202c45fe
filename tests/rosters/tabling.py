"""What the tests of tables of posts share: a table in, what became of it out."""

from typing import Any

from rolegraph.errors import InputError
from rolegraph.pipeline import ConvertedTable, convert
from rolegraph.rosters.model import Roster
from rolegraph.settings import Settings


def converted(data: str | bytes, name: str = "a.csv", **options: Any) -> tuple[ConvertedTable, list[InputError]]:
    """The table, and the errors of its rows."""
    encoded = data if isinstance(data, bytes) else data.encode()
    found = list(convert(encoded, name, Settings(**options)))
    tables = [one for one in found if isinstance(one, ConvertedTable)]
    assert len(tables) == 1, found
    return tables[0], [one for one in found if isinstance(one, InputError)]


def roster(data: str | bytes, name: str = "a.csv", **options: Any) -> Roster:
    return converted(data, name, **options)[0].roster


def lines(found: Roster) -> list[tuple[str, str, str]]:
    """The lines by the labels of their ends, and their kinds."""
    return [(found.posts[one.subordinate].label, found.posts[one.superior].label, one.kind) for one in found.lines]


def problems(found: Roster) -> list[tuple[str, str]]:
    """The place behind the name of the table, and the kind, of each problem of a row."""
    told = [(one.place.rpartition("#")[2], one.kind) for one in found.problems]
    return [one for one in told if one[1] not in ("no-organization", "no-titles")]
