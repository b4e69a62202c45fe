"""A roster to quads: posts, lines and counts of staff of one table, in a graph named by the table.

A post is named by its organization and its id there, which next year's table has too. A table has many rows, so what a
row says is told once: the post carries the evidence of all that its row says of it, without a statement of each.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice
from operator import eq
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

Said = tuple[str, str]
"""A predicate and an object."""

_TRUE: Final = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
_SURE: Final = (RG.confidence, literal("1", XSD.decimal))
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
        self.said: dict[str, list[Said]] = {}
        self.written: dict[Span, str] = {}
        self.quoted: dict[str, list[Quad]] = {}
        self.organizations: dict[str, str] = {"": ""}
        self.units: dict[tuple[str, str], str] = {}
        self.roles: dict[str, Sequence[Said]] = {}
        self.places: dict[str, Sequence[str]] = {}
        self.literals: dict[str, str] = {}

    def write(self) -> list[Quad]:
        roster = self.roster
        source = UNWRITABLE.sub("\ufffd", roster.source)
        address = web_address(source)
        table = self.said[self.iri] = [
            (RDF.type, SCHEMA.Dataset),
            (RDF.type, RG.PostTable),
            (RG.text, literal(roster.text)),
            (DCTERMS.source, address if address.startswith("<http") else literal(source)),
        ]
        if roster.date:
            table.append((DCTERMS.date, literal(roster.date, XSD.date)))
        iris = self.posts
        for post, iri in zip(roster.posts, iris, strict=True):
            self._add_post(post, iri, table)
        for line in roster.lines:
            self._add_line(line, iris)
        for group in roster.groups:
            self._add_group(group)
        return self._sorted()

    def _sorted(self) -> list[Quad]:
        """Return what was said as sorted quads; a run a subject is sorted faster than all at once."""
        graph = self.iri
        runs: dict[str, list[Quad]] = self.quoted
        for subject, pairs in self.said.items():
            pairs.sort()
            runs[subject] = [(subject, predicate, object_, graph) for predicate, object_ in pairs]
        self.said = {}
        quads = list(chain.from_iterable([runs[subject] for subject in sorted(runs)]))
        # hardly a table says a thing twice, and a set of millions takes as long as their sorting
        return list(dict.fromkeys(quads)) if any(map(eq, quads, islice(quads, 1, None))) else quads

    @cached_property
    def posts(self) -> list[str]:
        """The IRIs of the posts."""
        return [self._post(post.identity, post.scope) for post in self.roster.posts]

    def _post(self, identity: tuple[str, str], scope: str) -> str:
        kind, key = identity
        home = value(self._organization(scope) or self.iri)
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
            said = self.said.setdefault(node, [])
            if not said:
                said += [(RDF.type, ORG.Organization), (RDF.type, SCHEMA.Organization), (SKOS.prefLabel, literal(name))]
        return node

    def _add_post(self, post: RosterPost, iri: str, table: list[Said]) -> None:
        said: list[Said] = self.said.setdefault(iri, [])
        said += [(RDF.type, ORG.Post), (SKOS.prefLabel, self._literal(post.label))]
        home = self._home(post.organization, post.units)
        said += [(ORG.postIn, node) for node in home]
        if post.identifier:
            said.append((SCHEMA.attributes["identifier"], literal(post.identifier)))
        if post.titles:
            said += self._role(post.titles[0])
            said += [(SKOS.altLabel, self._literal(title)) for title in post.titles[1:]]
        if not post.rows:
            return
        table.append((RG.lists, iri))
        if post.eliminated:
            table.append((RG.eliminates, iri))
        said += [(RG.grade, self._literal(grade)) for grade in post.grades]
        if post.fte is not None:
            said.append((RG.fte, _decimal(post.fte)))
        if post.vacant:
            said.append((RG.vacant, _TRUE))
        for stated in post.places:
            said += [(RG.location, place) for place in self._place(stated)]
        said += [(ORG.heldBy, self._person(name, post.scope)) for name in post.persons]
        self._cite(said, post.rows, "table-row")

    def _home(self, organization: str, units: Iterable[str]) -> list[str]:
        """Return an organization and its units, described."""
        node = self._organization(organization)
        found = [node] if node else []
        for name in units:
            unit = self.units.get((node, name))
            if unit is None:
                unit = mint(self.base, "unit", value(node or self.iri), normal_form(name))
                self.units[node, name] = unit
                said = self.said.setdefault(unit, [(RDF.type, ORG.OrganizationalUnit)])
                # of spellings that differ in case or spaces the first is kept
                if len(said) == 1:
                    said.append((SKOS.prefLabel, literal(name)))
                if node:
                    said.append((ORG.unitOf, node))
            found.append(unit)
        return found

    def _role(self, title: str) -> Sequence[Said]:
        """Return what a title says: the role that organizations share, and the level."""
        found = self.roles.get(title)
        if found is None:
            shared = canonical(title)
            role = mint(self.base, "role", shared)
            if role not in self.said:
                self.said[role] = [(RDF.type, ORG.Role), (RDF.type, SKOS.Concept), (SKOS.prefLabel, literal(shared))]
            level = seniority(title)
            found = [(ORG.role, role), *([(RG.seniority, concept(level))] if level else [])]
            self.roles[title] = found
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
                    for subject, predicate, object_ in describe_place(place, self.base):
                        self.said.setdefault(subject, []).append((predicate, object_))
        return found

    def _person(self, name: str, scope: str) -> str:
        node = mint(self.base, "person", value(self._organization(scope) or self.iri), normal_form(name))
        self.said.setdefault(node, [(RDF.type, FOAF.Person), (FOAF.name, literal(name))])
        return node

    def _add_line(self, line: RosterLine, iris: Sequence[str]) -> None:
        post, superior = iris[line.subordinate], iris[line.superior]
        node = mint(self.base, "line", value(self.iri), post, superior, line.kind, "")
        said: list[Said] = [
            (RDF.type, RG.ReportingLine),
            (RG.subordinate, post),
            (RG.superior, superior),
            (RG.lineKind, concept(f"{line.kind}-line")),
        ]
        self._cite(said, line.rows, _RULES[line.kind])
        self.said[node] = said
        if line.kind == "solid":
            self.said[post].append((ORG.reportsTo, superior))

    def _add_group(self, group: StaffGroup) -> None:
        start, end = group.row
        said = self.said[f"<{self.base}staff-{self.hash}-{start}-{end}>"] = [
            (RDF.type, RG.StaffGroup),
            (SKOS.prefLabel, self._literal(group.title)),
            *((ORG.postIn, node) for node in self._home(group.organization, group.units)),
        ]
        if group.superior:
            said.append((RG.staffUnder, self._post(group.superior, group.scope)))
        if group.grade:
            said.append((RG.grade, self._literal(group.grade)))
        if group.fte is not None:
            said.append((RG.fte, _decimal(group.fte)))
        self._cite(said, (group.row,), "table-row")

    def _cite(self, said: list[Said], rows: Iterable[Span], rule: str) -> None:
        if self.settings.evidence == "none":
            return
        said += [(RG.evidence, self._quote(row)) for row in rows]
        said += [(RG.rule, self._literal(rule)), _SURE]

    def _quote(self, row: Span) -> str:
        node = self.written.get(row)
        if node is None:
            start, end = row
            node = self.written[row] = f"<{self.base}evidence-{self.hash}-{start}-{end}>"
            graph = self.iri
            exact = literal(self.roster.text[start:end]) if self.settings.evidence == "full" else ""
            # in the order of the predicates: nothing else is ever said of these nodes
            self.quoted[node] = [
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


def _decimal(amount: Decimal) -> str:
    return literal(number(amount), XSD.decimal)
