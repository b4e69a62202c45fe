"""Rows to reporting lines: which post each reference means, and what is odd about them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rolegraph.rosters.cells import says_nothing, split
from rolegraph.rosters.layouts import Columns
from rolegraph.rosters.model import LineKind, Problem
from rolegraph.rosters.rows import Identity, Keys, Row
from rolegraph.vocabulary import normal_form

_KINDS: Final[tuple[tuple[str, LineKind], ...]] = (
    ("manager", "solid"),
    ("dotted", "dotted"),
    ("functional", "functional"),
)
# beyond so many ids, a search for alike ones takes longer than it helps
_MOST_ALIKE: Final = 2000
_MOST_SHOWN: Final = 6


class Reference(NamedTuple):
    """A row's reference to a post that it reports to.

    Args:
        row: The number of the row.
        kind: The kind of line.
        target: The identity of the post that is meant.
        known: Whether a row describes that post.
        told: The reference as the cell has it, "" where it may name a person and is not to be shown.
        of: How many posts it may mean.
    """

    row: int
    kind: LineKind
    target: Identity
    known: bool
    told: str
    of: int = 1


class Directory:
    """Finds posts by what rows call them.

    Args:
        rows: All rows.
        identities: What tells the post of each row from others.
        keys: By what posts are told apart.
        columns: What is in which column, and what stands for no manager.
        keep_names: Whether references may name persons.
    """

    def __init__(
        self, rows: Sequence[Row], identities: Sequence[Identity], keys: Keys, columns: Columns, *, keep_names: bool
    ) -> None:
        self.keys = keys
        self.top = frozenset(columns.top)
        self.keep_names = keep_names
        self.known: dict[str, Identity] = {}
        self.ambiguous: dict[str, int] = {}
        for row, identity in zip(rows, identities, strict=True):
            if value := row.get(keys.manager):
                meant = self.known.setdefault(keys.form(value), identity)
                if meant != identity:
                    self.ambiguous[keys.form(value)] = self.ambiguous.get(keys.form(value), 1) + 1
        ids = list(self.known)
        self._plain = not any(" " in one for one in ids)
        self._numbered = all(any(letter.isdecimal() for letter in one) for one in ids)

    def find(self, row: int, kind: LineKind, cell: str) -> Reference | None:
        """Return what a reference means; None where the cell says that there is no manager."""
        form = self.keys.form(cell)
        if (found := self.known.get(form)) is not None:
            told = "" if self._hides(cell, known=True) else cell
            return Reference(row, kind, found, True, told, self.ambiguous.get(form, 1))
        if says_nothing(cell) or cell.casefold() in self.top:
            return None
        # data sets turn whole numbers into "12.0" where a column has gaps
        if cell.endswith(".0") and (found := self.known.get(form[:-2])) is not None:
            return Reference(row, kind, found, True, cell)
        if self._hides(cell, known=False):
            return Reference(row, kind, ("person", normal_form(cell)), False, "")
        return Reference(row, kind, (self.keys.manager, form), False, cell)

    def _hides(self, cell: str, *, known: bool) -> bool:
        """Tell whether a reference may name a person, who is not to be named."""
        if self.keep_names:
            return False
        if self.keys.personal or "@" in cell:
            return True
        if known or not self.known or self.keys.manager == "title":
            return False
        # among ids, a word without a digit or with a space is a name until an id of the table looks like that too
        return (self._numbered and not any(letter.isdecimal() for letter in cell)) or (self._plain and " " in cell)

    def alike(self, reference: Reference) -> str:
        """Return what to say about ids that an unknown reference resembles."""
        if not reference.told or self.keys.personal:
            return ""
        cell = reference.told
        same = [one for one in (cell.lstrip("0"), cell.upper(), cell.lower(), cell.title()) if one in self.known]
        if not same and len(self.known) <= _MOST_ALIKE:
            from difflib import get_close_matches

            folded = {one.casefold(): one for one in self.known}
            same = [folded[cell.casefold()]] if cell.casefold() in folded else []
            same = same or get_close_matches(cell, self.known, n=1, cutoff=0.85)
        return f"; did you mean {same[0]!r}?" if same else ""


def references(rows: Sequence[Row], directory: Directory) -> Iterator[Reference]:
    """Yield the references of all rows, row by row; those of one row to one post of one kind once."""
    fields = [(field, kind) for field, kind in _KINDS if any(row.get(field) for row in rows)]
    for number, row in enumerate(rows):
        seen: set[tuple[LineKind, Identity]] = set()
        for field, kind in fields:
            cell = row.get(field)
            if not cell:
                continue
            for one in _parts(cell, field, directory):
                found = directory.find(number, kind, one)
                if found and (kind, found.target) not in seen:
                    seen.add((kind, found.target))
                    yield found


def _parts(cell: str, field: str, directory: Directory) -> list[str]:
    if field == "manager":
        # one manager is the rule; a list is one only where the whole is no reference itself
        whole = directory.keys.form(cell) in directory.known
        return [cell] if whole or ";" not in cell else split(cell)
    return [cell] if directory.keys.form(cell) in directory.known else split(cell)


def check(
    found: Sequence[Reference], rows: Sequence[Row], own: Sequence[Identity], directory: Directory
) -> list[Problem]:
    """Say what is odd about references: to the row's own post, to none, to one of several."""
    problems: list[Problem] = []
    told: set[tuple[Identity, Identity]] = set()
    for one in found:
        place = rows[one.row].place
        if one.target == own[one.row]:
            cause = f"reports to itself{_name(one)}: no line; name its manager, or leave the cell empty for a top post"
            problems.append(Problem(place, "self-report", cause))
        elif not one.known and (own[one.row], one.target) not in told:
            told.add((own[one.row], one.target))
            cause = (
                f"the manager{_name(one)} is in no row{directory.alike(one)}: the line is kept, to a post of which"
                " nothing else is known; add its row, or mend the cell"
            )
            problems.append(Problem(place, "unknown-manager", cause))
        elif one.of > 1:
            cause = f"the manager{_name(one)} may be any of {one.of} posts: the first is taken; refer to posts by an id"
            problems.append(Problem(place, "ambiguous-manager", cause))
    return problems


def _name(reference: Reference) -> str:
    told = reference.told
    return f" {(told if len(told) <= 40 else told[:40] + '…')!r}" if told else ""


def cycles(superiors: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield circles of posts that report to one another, one for each knot; linear in the number of lines.

    Args:
        superiors: For each post the numbers of those it reports to.

    Yields:
        The numbers of the posts of a circle in the order of reporting, from the least on.

    Example:
        >>> list(cycles([[1], [2], [1], []]))
        [[1, 2]]
    """
    waiting = [len(above) for above in superiors]
    below: list[list[int]] = [[] for _ in superiors]
    for number, above in enumerate(superiors):
        for superior in above:
            below[superior].append(number)
    free = [number for number, count in enumerate(waiting) if not count]
    for number in free:
        for other in below[number]:
            waiting[other] -= 1
            if not waiting[other]:
                free.append(other)
    # what waits for ever is on a circle or below one; upwards from there one always comes round
    state: Counter[int] = Counter()
    for start, count in enumerate(waiting):
        if not count:
            continue
        path: list[int] = []
        at = start
        while not state[at]:
            state[at] = start + 1
            path.append(at)
            at = next(superior for superior in superiors[at] if waiting[superior])
        if state[at] == start + 1:
            circle = path[path.index(at) :]
            least = circle.index(min(circle))
            yield circle[least:] + circle[:least]


def name_cycle(circle: Sequence[int], places: Sequence[str]) -> str:
    """Return what to say of a circle: the rows of its first posts."""
    shown = " -> ".join(place.rpartition("#")[2] for place in places[:_MOST_SHOWN])
    more = f" -> {len(circle) - _MOST_SHOWN:,} more" if len(circle) > _MOST_SHOWN else ""
    return (
        f"{len(circle):,} posts report to one another in a circle ({shown}{more} -> back): the lines are kept; mend one"
    )
