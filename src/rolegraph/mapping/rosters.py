"""A roster to quads: posts, lines and counts of staff of one table, in a graph named by the table.

A post is named by its organization and its id there, which next year's table has too. A table has many rows, so what a
row says is told once: the post carries the evidence of all that its row says of it, without a statement of each.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain, islice
from operator import eq, itemgetter
from typing import Final

from rolegraph.lexicons.places import Place
from rolegraph.lexicons.places_stated import read_places
from rolegraph.lexicons.titles import canonical, seniority
from rolegraph.mapping.places import describe_place, place_iri
from rolegraph.mapping.writer import number
from rolegraph.postings import Span
from rolegraph.rosters.model import LineKind, Roster, RosterLine, RosterPost, StaffGroup
from rolegraph.rosters.rows import is_personal
from rolegraph.settings import Settings
from rolegraph.vocabulary import (
    DCTERMS,
    FOAF,
    HASH_LENGTH,
    OA,
    ORG,
    PROV,
    RDF,
    RG,
    SCHEMA,
    SKOS,
    UNWRITABLE,
    XSD,
    Quad,
    concept,
    literal,
    mint,
    normal_form,
    value,
    web_address,
)

_TRUE: Final = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
_SURE: Final = literal("1", XSD.decimal)
_KINDS: Final[dict[LineKind, str]] = {
    "solid": concept("solid-line"),
    "dotted": concept("dotted-line"),
    "functional": concept("functional-line"),
}
_RULES: Final[dict[LineKind, str]] = {
    "solid": "manager-column",
    "dotted": "dotted-line-column",
    "functional": "functional-line-column",
}
_REMOTE: Final = Place("Remote", "area")


def quads(roster: Roster, settings: Settings) -> list[Quad]:
    """Return what a roster says, as quads.

    Args:
        roster: The roster.
        settings: The base of data IRIs and the detail of evidence.

    Returns:
        Quads sorted by code point, each once; the graph of all is the table's IRI.

    Example:
        >>> post = RosterPost(("id", "P1"), "P1", "Baker", ("Baker",), "Crumb", "Crumb", rows=(Span(0, 8),))
        >>> found = quads(Roster("a.csv", "00", "", "P1,Baker", (post,), (), (), ()), Settings(evidence="none"))
        >>> [value(object_) for _, predicate, object_, _ in found if predicate == SKOS.prefLabel]
        ['Crumb', 'Baker', 'baker']
    """
    return _Writer(roster, settings).write()


class _Writer:
    """The quads of one roster, by subject: sorting a few at a time is faster than sorting all at once."""

    def __init__(self, roster: Roster, settings: Settings) -> None:
        self.roster = roster
        self.settings = settings
        self.base = settings.base
        self.iri = mint(self.base, "table", roster.digest, "")
        self.hash = self.iri[-HASH_LENGTH - 1 : -1]
        self.said: dict[str, list[Quad]] = {}
        self.written: dict[Span, str] = {}
        self.organizations: dict[str, str] = {"": ""}
        self.homes: dict[tuple[str, tuple[str, ...]], Sequence[str]] = {}
        self.units: dict[tuple[str, str], str] = {}
        self.roles: dict[str, tuple[str, str]] = {}
        self.places: dict[str, Sequence[str]] = {}
        self.literals: dict[str, str] = {}

    def write(self) -> list[Quad]:
        roster = self.roster
        source = UNWRITABLE.sub("\ufffd", roster.source)
        address = web_address(source)
        graph = self.iri
        table = self._about(graph)
        table += [
            (graph, RDF.type, SCHEMA.Dataset, graph),
            (graph, RDF.type, RG.PostTable, graph),
            (graph, RG.text, literal(roster.text), graph),
            (graph, DCTERMS.source, address if address.startswith("<http") else literal(source), graph),
        ]
        if roster.date:
            table.append((graph, DCTERMS.date, literal(roster.date, XSD.date), graph))
        iris = self.posts
        for post, iri in zip(roster.posts, iris, strict=True):
            self._add_post(post, iri, table)
        for line in roster.lines:
            self._add_line(line, iris)
        for group in roster.groups:
            self._add_group(group)
        return self._sorted()

    def _about(self, subject: str) -> list[Quad]:
        """Return the list of what is said about a subject, to be added to."""
        return self.said.setdefault(subject, [])

    def _sorted(self) -> list[Quad]:
        """Return what was said as sorted quads; a run a subject is sorted faster than all at once."""
        runs, self.said = self.said, {}
        for run in runs.values():
            run.sort()
        quads = list(chain.from_iterable([run for _, run in sorted(runs.items(), key=itemgetter(0))]))
        # hardly a table says a thing twice, and a set of millions takes as long as their sorting
        return list(dict.fromkeys(quads)) if any(map(eq, quads, islice(quads, 1, None))) else quads

    @cached_property
    def posts(self) -> list[str]:
        """The IRIs of the posts."""
        return [self._post(post.identity, post.scope) for post in self.roster.posts]

    def _post(self, identity: tuple[str, str], scope: str) -> str:
        kind, key = identity
        home = (self._organization(scope) or self.iri)[1:-1]
        if kind == "title":
            # as a posting names its post: the same title in the same organization is the same post
            return mint(self.base, "post", home, key)
        if kind == "row":
            return mint(self.base, "post", value(self.iri), kind, key)
        # a hash is all that an IRI may hold of a name
        shown = ("",) if is_personal(kind, key) else ()
        return mint(self.base, "post", home, kind, key, *shown)

    def _organization(self, name: str) -> str:
        node = self.organizations.get(name)
        if node is None:
            node = self.organizations[name] = mint(self.base, "org", normal_form(name))
            said = self._about(node)
            # of spellings that differ in case or spaces the first is kept
            if not said:
                graph = self.iri
                said += [
                    (node, RDF.type, ORG.Organization, graph),
                    (node, RDF.type, SCHEMA.Organization, graph),
                    (node, SKOS.prefLabel, literal(name), graph),
                ]
        return node

    def _add_post(self, post: RosterPost, iri: str, table: list[Quad]) -> None:
        graph, literals = self.iri, self._literal
        said = [
            (iri, RDF.type, ORG.Post, graph),
            (iri, SKOS.prefLabel, literals(post.label), graph),
            *[(iri, ORG.postIn, node, graph) for node in self._home(post.organization, post.units)],
        ]
        if post.titles:
            role, level = self._role(post.titles[0])
            said.append((iri, ORG.role, role, graph))
            if level:
                said.append((iri, RG.seniority, level, graph))
            said += [(iri, SKOS.altLabel, literals(title), graph) for title in post.titles[1:]]
        if post.identifier:
            said.append((iri, SCHEMA.attributes["identifier"], literal(post.identifier), graph))
        if post.rows:
            table.append((graph, RG.lists, iri, graph))
            if post.eliminated:
                table.append((graph, RG.eliminates, iri, graph))
            self._add_row(post, iri, said)
        if iri in self.said:
            self.said[iri] += said
        else:
            self.said[iri] = said

    def _add_row(self, post: RosterPost, iri: str, said: list[Quad]) -> None:
        """Add what a post's rows say of it beside its name, home and role."""
        graph, literals = self.iri, self._literal
        said += [(iri, RG.grade, literals(grade), graph) for grade in post.grades]
        if post.fte is not None:
            said.append((iri, RG.fte, _decimal(post.fte), graph))
        if post.vacant:
            said.append((iri, RG.vacant, _TRUE, graph))
        said += [(iri, RG.location, place, graph) for stated in post.places for place in self._place(stated)]
        said += [(iri, ORG.heldBy, self._person(name, post.scope), graph) for name in post.persons]
        self._cite(said, iri, post.rows, "table-row")

    def _home(self, organization: str, units: tuple[str, ...]) -> Sequence[str]:
        """Return an organization and its units, described."""
        found = self.homes.get((organization, units))
        if found is None:
            node = self._organization(organization)
            found = [*([node] if node else []), *(self._unit(node, name) for name in units)]
            self.homes[organization, units] = found
        return found

    def _unit(self, organization: str, name: str) -> str:
        unit = mint(self.base, "unit", value(organization or self.iri), normal_form(name))
        said = self._about(unit)
        if not said:
            graph = self.iri
            said += [(unit, RDF.type, ORG.OrganizationalUnit, graph), (unit, SKOS.prefLabel, literal(name), graph)]
            said += [(unit, ORG.unitOf, organization, graph)] if organization else []
        return unit

    def _role(self, title: str) -> tuple[str, str]:
        """Return what a title says: the role that organizations share, and the level, "" where it states none."""
        found = self.roles.get(title)
        if found is None:
            shared = canonical(title)
            role = mint(self.base, "role", shared)
            graph = self.iri
            if role not in self.said:
                self.said[role] = [
                    (role, RDF.type, ORG.Role, graph),
                    (role, RDF.type, SKOS.Concept, graph),
                    (role, SKOS.prefLabel, literal(shared), graph),
                ]
            level = seniority(title)
            found = self.roles[title] = (role, concept(level) if level else "")
        return found

    def _place(self, stated: str) -> Sequence[str]:
        """Return the places that a cell names and that are known, described."""
        found = self.places.get(stated)
        if found is None:
            readings = read_places(stated)
            known = [one.place for one in readings if one.place is not None and one.place.geonames is not None]
            if not known and any(one.remote for one in readings):
                known = [_REMOTE]
            found = self.places[stated] = [place_iri(place, self.base) for place in known]
            for place, node in zip(known, found, strict=True):
                if node not in self.said:
                    for triple in describe_place(place, self.base):
                        self._about(triple[0]).append((*triple, self.iri))
        return found

    def _person(self, name: str, scope: str) -> str:
        graph = self.iri
        node = mint(self.base, "person", value(self._organization(scope) or graph), normal_form(name))
        self.said.setdefault(node, [(node, RDF.type, FOAF.Person, graph), (node, FOAF.name, literal(name), graph)])
        return node

    def _add_line(self, line: RosterLine, iris: Sequence[str]) -> None:
        graph = self.iri
        post, superior = iris[line.subordinate], iris[line.superior]
        node = mint(self.base, "line", value(graph), post, superior, line.kind, "")
        said = self.said[node] = [
            (node, RDF.type, RG.ReportingLine, graph),
            (node, RG.lineKind, _KINDS[line.kind], graph),
            (node, RG.subordinate, post, graph),
            (node, RG.superior, superior, graph),
        ]
        self._cite(said, node, line.rows, _RULES[line.kind])
        if line.kind == "solid":
            self.said[post].append((post, ORG.reportsTo, superior, graph))

    def _add_group(self, group: StaffGroup) -> None:
        graph = self.iri
        start, end = group.row
        node = f"<{self.base}staff-{self.hash}-{start}-{end}>"
        said = self.said[node] = [
            (node, RDF.type, RG.StaffGroup, graph),
            (node, SKOS.prefLabel, self._literal(group.title), graph),
            *((node, ORG.postIn, home, graph) for home in self._home(group.organization, group.units)),
        ]
        if group.superior:
            said.append((node, RG.staffUnder, self._post(group.superior, group.scope), graph))
        if group.grade:
            said.append((node, RG.grade, self._literal(group.grade), graph))
        if group.fte is not None:
            said.append((node, RG.fte, _decimal(group.fte), graph))
        self._cite(said, node, (group.row,), "table-row")

    def _cite(self, said: list[Quad], node: str, rows: Iterable[Span], rule: str) -> None:
        if self.settings.evidence == "none":
            return
        graph = self.iri
        said += [(node, RG.confidence, _SURE, graph), (node, RG.rule, self._literal(rule), graph)]
        said += [(node, RG.evidence, self.written.get(row) or self._quote(row), graph) for row in rows]

    def _quote(self, row: Span) -> str:
        start, end = row
        node = self.written[row] = f"<{self.base}evidence-{self.hash}-{start}-{end}>"
        graph = self.iri
        exact = literal(self.roster.text[start:end]) if self.settings.evidence == "full" else ""
        self.said[node] = [
            (node, RDF.type, OA.TextPositionSelector, graph),
            (node, RDF.type, OA.TextQuoteSelector, graph),
            (node, OA.end, f'"{end}"^^{XSD.integer}', graph),
            *([(node, OA.exact, exact, graph)] if exact else ()),
            (node, OA.start, f'"{start}"^^{XSD.integer}', graph),
            (node, PROV.wasQuotedFrom, graph, graph),
        ]
        return node

    def _literal(self, text: str) -> str:
        found = self.literals.get(text)
        if found is None:
            found = self.literals[text] = literal(text)
        return found


@lru_cache(maxsize=256)
def _decimal(amount: Decimal) -> str:
    return literal(number(amount), XSD.decimal)
