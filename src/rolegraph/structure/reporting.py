"""The reporting graph: who reports to whom, read from a graph's quads into networkx."""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from rolegraph.collecting import few_collections
from rolegraph.errors import UsageError
from rolegraph.structure.identities import unite
from rolegraph.structure.levels import seniority_key
from rolegraph.structure.names import near_misses
from rolegraph.structure.statements import KINDS, Statements
from rolegraph.vocabulary import (
    OA,
    ORG,
    PROV,
    RDF,
    RG,
    SCHEMA,
    SKOS,
    Quad,
    local_name,
    normal_form,
    value,
)

if TYPE_CHECKING:
    import networkx

ReportingGraph: TypeAlias = "networkx.DiGraph[str]"
"""Nodes are IRIs without brackets; each edge leads from a subordinate to a superior."""

_Nodes: TypeAlias = dict[str, dict[str, Any]]
_Lines: TypeAlias = dict[tuple[str, str], list[str]]  # the lines, by subordinate and superior


def reporting(quads: Sequence[Quad], *, organization: str = "") -> ReportingGraph:
    """Read who reports to whom.

    Args:
        quads: A graph, in any order; the default graph and named graphs count alike.
        organization: The name or IRI of one organization: its posts, and whatever they report to. "" for all.

    Returns:
        A directed graph, nodes and edges sorted by IRI (without brackets). Posts and organizations that
        `skos:exactMatch` joins are one node (see `identities.unite`). Nodes are the posts that a posting
        advertises or a table of posts lists (`advertised` is True for both: they are described), everything
        that reports and everything reported to. Each has `label`, `kind` (post, unit, organization or person),
        `organization` and `unit` (names, "" if unknown), `seniority` (local names, junior first), `locations` and
        `titles` (sorted names), `advertised`, `alternatives` (nodes told as alternatives to it), and where a team size
        is stated `direct_reports` (a single figure) or `direct_reports_min` and `direct_reports_max`. Where a table
        states them, `vacant` (True), `fte` (a number), `grade` and `identifier` (strings); `eliminated` (True) where
        every table that lists the post says that it is no more.
        Edges lead from subordinate to superior and have `kinds` (sorted local names such as "solid-line"),
        `hierarchy` (True where `org:reportsTo` is stated, which leaves dotted and functional lines out), `confidence`
        (the highest of its lines), `quotes` and `postings` (sorted), and `alternative` (True where the posting names
        another superior for the same line). No node gives an empty graph; cycles and self-reports are kept.

    Raises:
        UsageError: No post belongs to `organization`.

    Example:
        >>> post, head = "<https://example.org/baker>", "<https://example.org/head>"
        >>> graph = reporting([(post, ORG.reportsTo, head, ""), (head, SKOS.prefLabel, '"Head of Ovens"', "")])
        >>> list(graph.edges)
        [('https://example.org/baker', 'https://example.org/head')]
        >>> graph.nodes["https://example.org/head"]["label"]
        'Head of Ovens'
    """
    import networkx as nx

    with few_collections():
        said = Statements(unite(quads))
        lines = _read_lines(said)
        posts = {post for told in (RG.advertises, RG.lists) for _, post in said.edges(told)}
        describe = _Describer(said).describe
        ends = {end for pair in lines for end in pair}
        # in the order of the quads: what is asked of one node lies beside what is asked of the next
        nodes = {term: describe(term, term in posts) for term in sorted(posts | ends)}
        if organization:
            nodes, lines = _restrict(nodes, lines, organization, said)
        alternatives = _alternatives(said)
        gone = eliminated(said)
        name = {term: value(term) for term in nodes}
        graph: networkx.DiGraph[str] = nx.DiGraph()
        for term, bare in name.items():
            mates = [name[mate] for mate in sorted(alternatives.get(term, ())) if mate in nodes]
            more = {"eliminated": True} if term in gone else {}
            graph.add_node(bare, **nodes[term], alternatives=mates, **more)
        describe_edge = _EdgeDescriber(said).describe
        for pair in sorted(lines):
            alternative = any((pair[0], mate) in lines for mate in alternatives.get(pair[1], ()))
            graph.add_edge(name[pair[0]], name[pair[1]], **describe_edge(pair, lines[pair]), alternative=alternative)
    return graph


def _read_lines(said: Statements) -> _Lines:
    """Return the lines between each subordinate and superior; none where there is a bare `org:reportsTo` alone."""
    lines: _Lines = {pair: [] for pair in said.edges(ORG.reportsTo)}
    above = said.stated(RG.superior)
    for line, subordinates in said.stated(RG.subordinate).items():
        for subordinate in dict.fromkeys(subordinates):
            for superior in dict.fromkeys(above.get(line, ())):
                lines.setdefault((subordinate, superior), []).append(line)
    return lines


# Most nodes and lines of a large graph say one thing of each kind, and what they say, thousands of others say as well:
# it is looked up in the statements by property, and read once. Nothing read is changed, but lists are handed out anew.


class _EdgeDescriber:
    """Describes edges: what the lines between two nodes say together."""

    def __init__(self, said: Statements) -> None:
        self.said = said
        self.kinds = _Shared(said, RG.lineKind, _names)
        self.confidences = said.stated(RG.confidence)
        self.evidence = said.stated(RG.evidence)
        self.quotes = said.stated(OA.exact)
        self.sources = said.stated(PROV.wasQuotedFrom)
        self.superiors = said.stated(ORG.reportsTo)
        self.graphs = said.graphs_of_lines()
        self.postings = {*said.subjects(RG.advertises), *said.subjects(RG.lists)}

    def describe(self, pair: tuple[str, str], lines: Sequence[str]) -> dict[str, Any]:
        """Return the attributes of one edge."""
        if not lines:
            # org:reportsTo without a line is a statement of the data itself, not a reading of prose: solid, and sure
            return {"kinds": ["solid-line"], "hierarchy": True, "confidence": 1.0, "quotes": [], "postings": []}
        confidence = [_number(text) for line in lines for text in self.confidences.get(line, ())]
        evidence = [e for line in lines for e in self.evidence.get(line, ())]
        sources = {posting for e in evidence for posting in self.sources.get(e, ())}
        sources.update(graph for line in lines for graph in self.graphs[line] if graph in self.postings)
        quotes = {value(quote) for e in evidence for quote in self.quotes.get(e, ())}
        return {
            "kinds": self._kinds(lines) or ["solid-line"],
            "hierarchy": pair[1] in self.superiors.get(pair[0], ()),
            "confidence": max(confidence, default=1.0),
            "quotes": sorted(quotes - {""}),
            "postings": sorted(map(value, sources)),
        }

    def _kinds(self, lines: Sequence[str]) -> list[str]:
        if len(lines) == 1:
            return list(self.kinds.of(lines[0]))
        return sorted({kind for line in lines for kind in self.kinds.of(line)})


def _names(kinds: Sequence[str]) -> list[str]:
    return sorted({local_name(kind) for kind in kinds if kind[0] == "<"})


class _Describer:
    """Describes nodes."""

    def __init__(self, said: Statements) -> None:
        self.said = said
        self.types = said.stated(RDF.type)
        self.labels = said.stated(SKOS.prefLabel)
        self.levels = _Shared(said, RG.seniority, self._levels)
        self.places = _Shared(said, RG.location, self._places)
        self.titles = said.stated(SKOS.altLabel)
        self.homes = _Shared(said, ORG.postIn, self._homes)
        # most graphs state no sizes of teams, or come from no table: then there is nothing to ask of each node
        self.more = [read for read, predicates in _MORE if any(said.subjects(one) for one in predicates)]

    def describe(self, term: str, advertised: bool) -> dict[str, Any]:
        """Return the attributes of one node."""
        said = self.said
        types = self.types.get(term, ())
        kind = "post" if types == _POST or not types else _kind(types)
        of_post = kind in ("post", "person")
        organization, unit = self.homes.of(term) if of_post else _home(said, term, kind)
        label = self.labels.get(term, ())
        described = {
            "label": (value(label[0]) if len(label) == 1 else "") or said.label(term),
            "kind": kind,
            "organization": organization,
            "unit": unit,
            "seniority": list(self.levels.of(term)),
            "locations": list(self.places.of(term)),
            "advertised": advertised,
            "titles": said.texts(term, SKOS.altLabel) if term in self.titles else [],
        }
        for read in self.more:
            described.update(read(said, term))
        return described

    def _levels(self, levels: Sequence[str]) -> list[str]:
        return sorted({local_name(level) for level in levels if level[0] == "<"}, key=seniority_key)

    def _places(self, places: Sequence[str]) -> list[str]:
        return sorted({_place(self.said, place) for place in places})

    def _homes(self, homes: Sequence[str]) -> tuple[str, str]:
        return _names_of(self.said, homes)


T = TypeVar("T")


class _Shared(Generic[T]):
    """What a property says of nodes, read once for all that it says the same of.

    Args:
        said: The statements.
        predicate: The property.
        read: Reads its objects, which come sorted, each once.
    """

    def __init__(self, said: Statements, predicate: str, read: Callable[[Sequence[str]], T]) -> None:
        self._stated = said.stated(predicate)
        self._read = read
        self._known: dict[tuple[str, ...], T] = {}

    def of(self, term: str) -> T:
        """Return what the property says of a node."""
        stated = tuple(self._stated.get(term, ()))
        found = self._known.get(stated)
        if found is None:
            found = self._known[stated] = self._read(sorted(set(stated)))
        return found


_POST: Final = [ORG.Post]


def _kind(types: Sequence[str]) -> str:
    kinds = {KINDS[one] for one in types}
    return next((kind for kind in ("post", "person", "unit", "organization") if kind in kinds), "post")


def _row(said: Statements, term: str) -> dict[str, Any]:
    """Return what only tables of posts say of a post, where they do."""
    stated = {name: read(said.texts(term, one)) for name, one, read in _CELLS if term in said.stated(one)}
    return {name: one for name, one in stated.items() if one is not None and one != "" and one is not False}


def _share(texts: Sequence[str]) -> float | None:
    return max((share for text in texts if (share := _amount(text)) is not None), default=None)


_CELLS: Final[tuple[tuple[str, str, Callable[[Sequence[str]], Any]], ...]] = (
    ("vacant", RG.vacant, lambda texts: "true" in texts),
    ("fte", RG.fte, _share),
    ("grade", RG.grade, ", ".join),
    ("identifier", SCHEMA.attributes["identifier"], ", ".join),
)


def _amount(text: str) -> float | None:
    try:
        share = float(text)
    except ValueError:
        return None
    return share if 0 <= share < math.inf else None


def eliminated(said: Statements) -> set[str]:
    """Return the posts that are no more: every table that lists one says so, and no posting advertises it.

    Args:
        said: A graph, of which it reads `rg:eliminates`, `rg:lists` and `rg:advertises`.
    """
    tables: dict[str, int] = {}
    for _, post in said.edges(RG.eliminates):
        tables[post] = tables.get(post, 0) - 1
    if not tables:
        return set()
    for _, post in (*said.edges(RG.lists), *said.edges(RG.advertises)):
        if post in tables:
            tables[post] += 1
    return {post for post, listed in tables.items() if listed <= 0}


def _home(said: Statements, term: str, kind: str) -> tuple[str, str]:
    """Return the names of the organization and of the unit that a body is or belongs to."""
    if kind == "organization":
        return said.label(term), ""
    return _names_of(said, [term])


def _names_of(said: Statements, homes: Sequence[str]) -> tuple[str, str]:
    """Return the names of the organization and of the unit that bodies are."""
    if len(homes) > 1:
        # a post in a unit is said to be in the organization as well: the way up begins at the unit
        homes = sorted(homes, key=lambda home: ORG.OrganizationalUnit not in said.objects(home, RDF.type))
    units: list[str] = []
    # from unit to larger unit up to the organization; hostile data can go round in a circle
    while homes and homes[0] not in units:
        home = homes[0]
        homes = said.objects(home, ORG.unitOf)
        if not homes and ORG.OrganizationalUnit not in said.objects(home, RDF.type):
            return said.label(home), said.label(units[0]) if units else ""
        units.append(home)
    return "", said.label(units[0]) if units else ""


def _place(said: Statements, place: str) -> str:
    """Return a place's name, else the town of its address, else the end of its IRI."""
    if said.texts(place, SCHEMA.name):
        return said.label(place)
    towns = [t for address in said.objects(place, SCHEMA.address) for t in said.texts(address, SCHEMA.addressLocality)]
    return towns[0] if towns else said.label(place)


def _team(said: Statements, term: str) -> dict[str, int]:
    """Return the stated team size: one figure, or bounds where a range or several figures are stated."""
    exact = _counts(said.texts(term, RG.directReports))
    low = exact | _counts(said.texts(term, RG.directReportsMin))
    high = exact | _counts(said.texts(term, RG.directReportsMax))
    if len(exact) == 1 and low == high:
        return {"direct_reports": exact.pop()}
    bounds = {"direct_reports_min": min(low, default=None), "direct_reports_max": max(high, default=None)}
    return {name: bound for name, bound in bounds.items() if bound is not None}


_MORE: Final = (
    (_team, (RG.directReports, RG.directReportsMin, RG.directReportsMax)),
    (_row, tuple(predicate for _, predicate, _ in _CELLS)),
)
"""What only some graphs say of nodes, with the properties that say it."""


def _counts(texts: Iterable[str]) -> set[int]:
    # nothing says that a foreign graph's "integer" is one, nor that it is short
    return {int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 10}


@lru_cache(maxsize=1024)
def _number(term: str) -> float:
    """Return a confidence, 0 for what is no number between 0 and 1."""
    try:
        number = float(value(term))
    except ValueError:
        return 0.0
    return number if 0 <= number <= 1 else 0.0


def _alternatives(said: Statements) -> dict[str, set[str]]:
    """Return for each superior those told as alternatives to it; the property holds both ways."""
    mates: dict[str, set[str]] = {}
    for one, other in said.edges(RG.alternativeTo):
        mates.setdefault(one, set()).add(other)
        mates.setdefault(other, set()).add(one)
    return mates


def _restrict(nodes: _Nodes, lines: _Lines, organization: str, said: Statements) -> tuple[_Nodes, _Lines]:
    """Keep one organization's nodes, their lines and whatever those lead to."""
    term = organization if organization.startswith("<") else f"<{organization}>"
    wanted = normal_form(said.label(term) if term in said.subjects(SKOS.prefLabel) else organization)
    inside = {term for term, node in nodes.items() if normal_form(node["organization"]) == wanted}
    if not inside:
        names = sorted({node["organization"] for node in nodes.values()} - {""})
        raise UsageError(f"no post of an organization called {organization!r}{near_misses(organization, names)}")
    lines = {pair: found for pair, found in lines.items() if pair[0] in inside}
    kept = inside.union(superior for _, superior in lines)
    return {term: node for term, node in nodes.items() if term in kept}, lines
