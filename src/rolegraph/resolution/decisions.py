"""What a user decides: a table of pairs that are the same or different, which wins over every rule."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from rolegraph.errors import InputError, MalformedInput, UnreadableInput
from rolegraph.resolution.links import DECIDED, Link, link
from rolegraph.resolution.reading import Said
from rolegraph.vocabulary import ORG, OWL, SKOS, Quad, normal_form, value

_LONGEST_CELL: Final = 131_072
COLUMNS: Final = ("one", "other", "decision", "note")
"""The columns of a table of decisions; others are passed over, and `note` may be missing."""

_RELATIONS: Final = {"same": SKOS.exactMatch, "different": OWL.differentFrom}
_MOST_BYTES: Final = 100_000_000


class Decision(NamedTuple):
    """One row of a table of decisions.

    Args:
        one: A post or organization: its IRI, "title @ organization", or "@ organization".
        other: Another.
        relation: `skos:exactMatch` or `owl:differentFrom`.
        source: The table.
        row: The row in it, as spreadsheets count: the header is row 1.
    """

    one: str
    other: str
    relation: str
    source: str = "decisions"
    row: int = 0


def read_decisions(path: Path) -> tuple[list[Decision], list[InputError]]:
    """Read a table of decisions.

    Args:
        path: A CSV file, in UTF-8, with the columns `one`, `other`, `decision` (same, different; rows without one
            are passed over) and `note`.

    Returns:
        The decisions in the order of the rows, and an error for each row that cannot be one.

    Raises:
        UnreadableInput: The file is missing, cannot be read, or is not UTF-8.
        MalformedInput: It has no such columns.
    """
    source = str(path)
    try:
        with path.open("rb") as stream:
            text = stream.read(_MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableInput(source, "not UTF-8: save the table as CSV in UTF-8") from None
    except (OSError, ValueError) as error:
        raise UnreadableInput(source, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return parse_decisions(text, source)


def parse_decisions(text: str, source: str = "decisions") -> tuple[list[Decision], list[InputError]]:
    r"""Read decisions from the text of a table, as `read_decisions` does from a file.

    Example:
        >>> parse_decisions("one,other,decision\nCook @ Acme,Chef @ Acme,same\n")[0][0].row
        2
    """
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    found: list[Decision] = []
    problems: list[InputError] = []
    try:
        header = [name.strip().casefold() for name in next(rows, [])]
        if missing := [name for name in COLUMNS[:3] if name not in header]:
            raise MalformedInput(source, f"row 1: no column {missing[0]!r}: name the columns {','.join(COLUMNS)}")
        for number, row in enumerate(rows, 2):
            # the standard library has a limit too, but reading another table in the same program may have raised it
            if max(map(len, row), default=0) > _LONGEST_CELL:
                raise csv.Error(f"field larger than field limit ({_LONGEST_CELL})")
            cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
            one = _decision(cells, source, number)
            if isinstance(one, Decision):
                found.append(one)
            elif one is not None:
                problems.append(one)
    except csv.Error as error:
        raise MalformedInput(source, f"row {rows.line_num}: {error}: save the table as CSV again") from None
    return found, problems


def _decision(cells: Mapping[str, str], source: str, row: int) -> Decision | InputError | None:
    decision = cells.get("decision", "").casefold()
    if not decision:
        return None
    if decision not in _RELATIONS:
        return MalformedInput(source, f"row {row}: decision {decision!r}: write same or different")
    one, other = cells.get("one", ""), cells.get("other", "")
    if not one or not other:
        return MalformedInput(source, f"row {row}: names one thing only: fill in one and other")
    return Decision(one, other, _RELATIONS[decision], source, row)


def decide(
    quads: Sequence[Quad], decisions: Iterable[Decision], earlier: Iterable[Link] = ()
) -> tuple[list[Link], list[InputError]]:
    """Find what decisions speak of in a graph.

    Args:
        quads: The graph.
        decisions: What a user says now, in order; a later row overrules an earlier one about the same two.
        earlier: What was decided before and stands in the graph already; overruled likewise.

    Returns:
        The links that they make, sorted, and an error for each decision that names nothing in the graph, several
        things, one thing twice, or contradicts others.

    Example:
        >>> from rolegraph.vocabulary import RDF
        >>> quads = [(f"<http://{n}>", RDF.type, ORG.Post, "") for n in "ab"]
        >>> decide(quads, [Decision("http://a", "http://b", SKOS.exactMatch)])[0][0].rule
        'decided'
    """
    decisions = list(decisions)
    chosen: dict[tuple[str, str], tuple[str, Decision | None]] = {
        (one.one, one.other): (one.relation, None) for one in sorted(earlier)
    }
    problems: list[InputError] = []
    names = _Names(quads) if decisions else None
    for decision in decisions:
        try:
            assert names is not None
            one, other = sorted(names.find(name, decision) for name in (decision.one, decision.other))
        except InputError as error:
            problems.append(error)
            continue
        if one == other:
            problems.append(_error(decision, f"{decision.one!r} and {decision.other!r} are one node: name two"))
            continue
        chosen[one, other] = (decision.relation, decision)
    kept, clashes = _consistent(chosen)
    return kept, problems + clashes


def _error(decision: Decision, cause: str) -> InputError:
    return MalformedInput(decision.source, f"row {decision.row}: {cause}")


def _consistent(chosen: Mapping[tuple[str, str], tuple[str, Decision | None]]) -> tuple[list[Link], list[InputError]]:
    """Return the decisions that hold together: nothing is different from what others make it the same as."""
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while parent.get(node, node) != node:
            parent[node] = parent.get(parent[node], parent[node])
            node = parent[node]
        return node

    for (one, other), (relation, _) in chosen.items():
        if relation == SKOS.exactMatch:
            parent[find(one)] = find(other)
    kept: list[Link] = []
    problems: list[InputError] = []
    for (one, other), (relation, decision) in chosen.items():
        if relation == OWL.differentFrom and find(one) == find(other):
            said = decision or Decision(value(one), value(other), relation)
            cause = f"{said.one!r} and {said.other!r} cannot be different: other decisions make them the same"
            problems.append(_error(said, cause))
        else:
            kept.append(link(one, other, DECIDED, relation=relation))
    return sorted(kept), problems


class _Names:
    """The posts and organizations of a graph by what a table may call them."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        said = Said(quads)
        self._nodes = frozenset(said.of_type(ORG.Post, ORG.Organization, ORG.FormalOrganization))
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for term in said.of_type(ORG.Organization, ORG.FormalOrganization):
            self._by_name["@" + normal_form(said.label(term))].add(term)
        for term in said.of_type(ORG.Post):
            homes = {said.label(body) for body in _bodies(said, term)} or {""}
            for title in {*said.texts(term, SKOS.prefLabel), *said.texts(term, SKOS.altLabel)}:
                # a title alone will do where one post has it
                self._by_name[normal_form(title)].add(term)
                for home in homes:
                    self._by_name[f"{normal_form(title)}@{normal_form(home)}"].add(term)

    def find(self, name: str, decision: Decision) -> str:
        """Return the node that a name stands for.

        Raises:
            MalformedInput: It stands for none, or for several.
        """
        bare = name.removeprefix("<").removesuffix(">")
        if f"<{bare}>" in self._nodes:
            return f"<{bare}>"
        title, at, organization = name.rpartition("@")
        key = f"{normal_form(title)}@{normal_form(organization)}" if at else normal_form(name)
        found = self._by_name.get(key, set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            several = " or ".join(sorted(map(value, found))[:3])
            raise _error(decision, f"{name!r} names {len(found)} nodes: give the IRI of one, such as {several}")
        hint = "give its IRI, or its title and organization as in 'Head of Ovens @ Bakers'"
        raise _error(decision, f"{name!r} is no post or organization of the graph: {hint}")


def _bodies(said: Said, term: str) -> Iterator[str]:
    for home in said.objects(term, ORG.postIn):
        yield from said.objects(home, ORG.unitOf) or [home]
