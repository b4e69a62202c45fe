"""The rows of a table with what each field says, and what the rows refer to each other by."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rolegraph.errors import InputError, MalformedInput
from rolegraph.headers import fold
from rolegraph.rosters.cells import clean, says_nothing
from rolegraph.rosters.layouts import Columns
from rolegraph.rosters.model import Named
from rolegraph.vocabulary import normal_form

Identity = tuple[str, str]
"""What tells a post from the others of its organization: the kind of key ("id", "title", "person", "row"), the key."""

_KEYS: Final = ("id", "email", "person", "title")


class Row(NamedTuple):
    """One row.

    Args:
        place: Its name.
        said: What each field says, white space folded; "" for nothing.
    """

    place: str
    said: dict[str, str]

    def get(self, field: str) -> str:
        """Return what a field says, "" where the table has no such column."""
        return self.said.get(field, "")


def read_rows(rows: Iterable[Named], columns: Columns, width: int) -> Iterator[Row | InputError]:
    """Read the cells of each row that the columns name.

    Args:
        rows: The rows.
        columns: What is in which column.
        width: How many columns have a name.

    Yields:
        The rows that say something; those that are wider than the table are errors.
    """
    single = [(field, at[0]) for field, at in columns.at.items() if len(at) == 1]
    several = [(field, at) for field, at in columns.at.items() if len(at) > 1]
    plain = not several and columns.at.keys().isdisjoint(("first-name", "last-name"))
    for one in rows:
        if isinstance(one, InputError):
            yield one
            continue
        place, cells = one
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            cause = f"{len(cells)} cells where the first row names {width}: put cells that hold a delimiter in quotes"
            yield MalformedInput(place, cause)
            continue
        filled = len(cells)
        if plain and filled >= width and _is_clean(cells):
            yield Row(place, {field: cells[number] for field, number in single})
            continue
        said = {field: clean(cells[number]) if number < filled else "" for field, number in single}
        for field, at in several:
            mark = " " if field in ("person", "title") else "; "
            said[field] = mark.join(cell for number in at if number < filled and (cell := clean(cells[number])))
        if "first-name" in said or "last-name" in said:
            parts = (said.get("first-name", ""), said.get("last-name", ""))
            said["person"] = said.get("person") or " ".join(part for part in parts if part)
        yield Row(place, said)


def _is_clean(cells: Sequence[str]) -> bool:
    """Tell whether `clean` would leave all cells as they are: one look at a row in place of one at each cell."""
    row = "|".join(cells)
    return row.isprintable() and not (" |" in row or "| " in row or "  " in row or row[:1] == " " or row[-1:] == " ")


class Keys(NamedTuple):
    """By what posts are told apart, and by what a row names its manager.

    Args:
        own: The fields that may tell a post from others, the best first.
        manager: The field whose values stand in the manager's column.
        personal: Whether that field's values name persons.
        form: What makes two spellings of such a value one.
    """

    own: tuple[str, ...]
    manager: str
    personal: bool
    form: Callable[[str], str]


def set_addresses_apart(rows: Sequence[Row], columns: Columns) -> tuple[Sequence[Row], Columns]:
    """Take a column of ids that are addresses for one of addresses, which name persons and are not to be shown.

    Args:
        rows: All rows.
        columns: What is in which column.

    Returns:
        Both, changed where the ids are addresses.
    """
    ids = [value for row in rows if (value := row.get("id"))]
    if sum("@" in value for value in ids) * 2 <= len(ids):
        return rows, columns
    at = {**columns.at, "email": columns.at["id"]}
    del at["id"]
    for row in rows:
        row.said["email"] = row.said.pop("id")
    return rows, columns._replace(at=at)


def find_keys(rows: Sequence[Row], column: str) -> Keys:
    """Find by what the rows name each other: by ids, addresses, names or titles, whichever finds the most managers.

    Args:
        rows: All rows.
        column: The name of the manager's column.

    Returns:
        The keys; where no column finds a manager, what the manager's column is called tells, else the first that the
        table has.
    """
    there = [field for field in _KEYS if any(row.get(field) for row in rows)] or ["id"]
    named = {manager for row in rows if (manager := row.get("manager"))}
    best, most = there[0], 0
    for field in there:
        form = _form(field)
        known = {form(value) for row in rows if (value := row.get(field))}
        found = sum(form(manager) in known for manager in named)
        if found > most:
            best, most = field, found
    if not most and named:
        addresses = sum("@" in manager for manager in named) * 2 > len(named)
        best = "email" if addresses else "person" if fold(column).endswith("name") else best
    own = tuple(dict.fromkeys(("id", best, *there) if "id" in there else (best, *there)))
    return Keys(own, best, best in ("email", "person"), _form(best))


def _form(field: str) -> Callable[[str], str]:
    # ids differ in case alone where somebody meant them to; nobody means names and addresses to
    return str if field == "id" else normal_form


def is_personal(field: str, value: str) -> bool:
    """Tell whether the value of a key names a person.

    Example:
        >>> is_personal("id", "P1"), is_personal("id", "ada@example.org"), is_personal("person", "Ada")
        (False, True, True)
    """
    return field in ("person", "email") or "@" in value


def identity(row: Row, keys: Keys) -> Identity:
    """Return what tells the post of a row from the others; a row that has no key is told apart by its place."""
    for field in keys.own:
        value = row.get(field)
        if value and (field == "id" or not says_nothing(value)):
            return (field, keys.form(value) if field == keys.manager else _form(field)(value))
    return ("row", row.place.rpartition("#")[2])
