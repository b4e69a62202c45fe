"""The reporting graph: who reports to whom, read from a graph's quads into networkx."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from rolegraph.errors import UsageError
from rolegraph.structure.identities import unite
from rolegraph.structure.levels import seniority_key
from rolegraph.structure.names import near_misses
from rolegraph.structure.statements import Statements
from rolegraph.vocabulary import (
    FOAF,
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

KINDS: Final = {
    ORG.Post: "post",
    FOAF.Person: "person",
    ORG.OrganizationalUnit: "unit",
    ORG.FormalOrganization: "organization",
    ORG.Organization: "organization",
}
"""What a node is, by its type."""
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

    said = Statements(unite(quads))
    lines = _read_lines(said)
    posts = {post for told in (RG.advertises, RG.lists) for _, post in said.edges(told)}
    gone = eliminated(said)
    describe = _Describer(said).describe
    nodes = {term: describe(term, term in posts) for term in posts.union(*lines)}
    if organization:
        nodes, lines = _restrict(nodes, lines, organization, said)
    alternatives = _alternatives(said)
    postings = {*said.subjects(RG.advertises), *said.subjects(RG.lists)}
    graph: networkx.DiGraph[str] = nx.DiGraph()
    for term in sorted(nodes):
        known = sorted(alternatives.get(term, set()) & nodes.keys())
        mates = [value(mate) for mate in known]
        graph.add_node(value(term), **nodes[term], alternatives=mates, **({"eliminated": True} if term in gone else {}))
    for pair in sorted(lines):
        attributes = _describe_edge(said, pair, lines[pair], postings)
        alternative = any((pair[0], mate) in lines for mate in alternatives.get(pair[1], ()))
        graph.add_edge(value(pair[0]), value(pair[1]), **attributes, alternative=alternative)
    return graph


def _read_lines(said: Statements) -> _Lines:
    """Return the lines between each subordinate and superior; none where there is a bare `org:reportsTo` alone."""
    lines: _Lines = {pair: [] for pair in said.edges(ORG.reportsTo)}
    for line in said.subjects(RG.subordinate):
        for subordinate in said.objects(line, RG.subordinate):
            for superior in said.objects(line, RG.superior):
                lines.setdefault((subordinate, superior), []).append(line)
    return lines


def _describe_edge(said: Statements, pair: tuple[str, str], lines: Sequence[str], postings: set[str]) -> dict[str, Any]:
    """Return the attributes of one edge: what its lines say together."""
    # org:reportsTo without a line is a statement of the data itself, not a reading of prose: solid, and sure
    kinds = {local_name(kind) for line in lines for kind in said.objects(line, RG.lineKind) if kind[0] == "<"}
    confidence = [_number(text) for line in lines for text in said.texts(line, RG.confidence)]
    evidence = [e for line in lines for e in said.objects(line, RG.evidence)]
    sources = {posting for e in evidence for posting in said.objects(e, PROV.wasQuotedFrom)}
    sources.update(graph for line in lines for graph in said.graphs(line, RG.subordinate) & postings)
    return {
        "kinds": sorted(kinds) or ["solid-line"],
        "hierarchy": pair[1] in said.objects(pair[0], ORG.reportsTo),
        "confidence": max(confidence, default=1.0),
        "quotes": sorted({quote for e in evidence for quote in said.texts(e, OA.exact)}),
        "postings": sorted(map(value, sources)),
    }


class _Describer:
    """Describes nodes; what many have in common, an organization or a place, is looked up once."""

    def __init__(self, said: Statements) -> None:
        self.said = said
        self.homes: dict[tuple[str, ...], tuple[str, str]] = {}
        self.places: dict[str, str] = {}
        # most graphs state no sizes of teams, or come from no table: then there is nothing to ask of each node
        self.more = [read for read, predicates in _MORE if any(said.subjects(one) for one in predicates)]

    def describe(self, term: str, advertised: bool) -> dict[str, Any]:
        """Return the attributes of one node."""
        said = self.said
        types = said.objects(term, RDF.type)
        kind = "post"
        if types != [ORG.Post]:
            kinds = {KINDS[kind] for kind in types if kind in KINDS}
            kind = next((kind for kind in ("post", "person", "unit", "organization") if kind in kinds), "post")
        organization, unit = self._home(term, kind)
        levels = {local_name(level) for level in said.objects(term, RG.seniority) if level[0] == "<"}
        described = {
            "label": said.label(term),
            "kind": kind,
            "organization": organization,
            "unit": unit,
            "seniority": sorted(levels, key=seniority_key) if len(levels) > 1 else list(levels),
            "locations": sorted({self._place(place) for place in said.objects(term, RG.location)}),
            "advertised": advertised,
            "titles": said.texts(term, SKOS.altLabel),
        }
        for read in self.more:
            described.update(read(said, term))
        return described

    def _home(self, term: str, kind: str) -> tuple[str, str]:
        if kind in ("unit", "organization"):
            return _home(self.said, term, kind)
        homes = tuple(self.said.objects(term, ORG.postIn))
        found = self.homes.get(homes)
        if found is None:
            found = self.homes[homes] = _home(self.said, term, kind)
        return found

    def _place(self, place: str) -> str:
        found = self.places.get(place)
        if found is None:
            found = self.places[place] = _place(self.said, place)
        return found


def _row(said: Statements, term: str) -> dict[str, Any]:
    """Return what only tables of posts say of a post, where they do."""
    shares = [share for text in said.texts(term, RG.fte) if (share := _amount(text)) is not None]
    stated = {
        "vacant": "true" in said.texts(term, RG.vacant),
        "fte": max(shares, default=None),
        "grade": ", ".join(said.texts(term, RG.grade)),
        "identifier": ", ".join(said.texts(term, SCHEMA.attributes["identifier"])),
    }
    return {name: one for name, one in stated.items() if one is not None and one != "" and one is not False}


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
    """Return the names of the organization and of the unit that a node belongs to."""
    if kind == "organization":
        return said.label(term), ""
    homes = [term] if kind == "unit" else said.objects(term, ORG.postIn)
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
    (_row, (RG.vacant, RG.fte, RG.grade, SCHEMA.attributes["identifier"])),
)
"""What only some graphs say of nodes, with the properties that say it."""


def _counts(texts: Iterable[str]) -> set[int]:
    # nothing says that a foreign graph's "integer" is one, nor that it is short
    return {int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 10}


def _number(text: str) -> float:
    """Return a confidence, 0 for what is no number between 0 and 1."""
    try:
        number = float(text)
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
