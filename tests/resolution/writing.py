"""Small graphs of invented organizations, written as lists of posts."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rolegraph.resolution import Link, resolve
from rolegraph.vocabulary import DCTERMS, ORG, RDF, RG, SCHEMA, SKOS, Quad, literal, mint, value

BASE = "https://example.org/data/"


class Said(NamedTuple):
    """A post of a posting: its title, and where it stands; `reports` is the title of its superior."""

    title: str
    organization: str = "Harbour Works"
    unit: str = ""
    reports: str = ""
    text: str = ""
    source: str = ""
    names: tuple[str, ...] = ()
    identifier: str = ""
    posting: str = ""  # posts of one posting have one; "" is a posting of its own
    url: str = ""


def post(title: str, organization: str = "Harbour Works", unit: str = "") -> str:
    """The node of a post."""
    return mint(BASE, "post", organization, unit, title)


def org(name: str) -> str:
    """The node of an organization."""
    return mint(BASE, "org", name)


def graph(*posts: Said) -> list[Quad]:
    """A graph of posts and of the superiors that they name."""
    return sorted({quad for one in posts for quad in _quads(one)})


def _quads(one: Said) -> Iterator[Quad]:
    node = post(one.title, one.organization, one.unit)
    posting = mint(BASE, "posting", one.posting or f"{one.organization}/{one.unit}/{one.title}/{one.source}")
    triples = [
        (posting, RDF.type, SCHEMA.JobPosting),
        (posting, RG.advertises, node),
        (posting, RG.text, literal(one.text or one.title)),
        *_post(node, one.title, one.organization),
    ]
    triples += [(node, SKOS.altLabel, literal(name)) for name in one.names]
    if one.source:
        triples.append((posting, DCTERMS.source, literal(one.source)))
    if one.organization:
        triples.append((posting, SCHEMA.hiringOrganization, org(one.organization)))
    if one.url:
        triples.append((org(one.organization), SCHEMA.url, f"<{one.url}>"))
    if one.identifier:
        triples.append((node, SCHEMA.attributes["identifier"], literal(one.identifier)))
    if one.unit:
        unit = mint(BASE, "unit", one.organization, one.unit)
        triples += [
            (node, ORG.postIn, unit),
            (unit, RDF.type, ORG.OrganizationalUnit),
            (unit, SKOS.prefLabel, literal(one.unit)),
            (unit, ORG.unitOf, org(one.organization)),
        ]
    if one.reports:
        above = post(one.reports, one.organization)
        triples += [(node, ORG.reportsTo, above), *_post(above, one.reports, one.organization)]
    return ((*triple, posting) for triple in triples)


def _post(node: str, title: str, organization: str) -> Iterable[tuple[str, str, str]]:
    yield node, RDF.type, ORG.Post
    yield node, SKOS.prefLabel, literal(title)
    if organization:
        yield node, ORG.postIn, org(organization)
        yield org(organization), RDF.type, ORG.Organization
        yield org(organization), SKOS.prefLabel, literal(organization)


def links(quads: list[Quad], decided: Iterable[Link] = ()) -> dict[frozenset[str], str]:
    """The links of a graph: the local name of the relation by the two labels (or IRIs, where labels are alike)."""
    found = resolve(quads, decided=tuple(decided), base=BASE).links
    return {frozenset((value(one.one), value(one.other))): one.relation.rsplit("#")[-1].strip(">") for one in found}


def between(quads: list[Quad], one: str, other: str) -> str:
    """The relation between two nodes, "" for none."""
    return links(quads).get(frozenset((value(one), value(other))), "")


def same(quads: list[Quad], decided: Iterable[Link] = ()) -> dict[str, str]:
    """The first node of the cluster of each node that is in one, by exact matches."""
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while parent.get(node, node) != node:
            node = parent[node]
        return node

    for one in resolve(quads, decided=tuple(decided), base=BASE).links:
        if one.relation == SKOS.exactMatch:
            first, second = sorted((find(one.one), find(one.other)))
            parent[second] = first
            parent.setdefault(first, first)
    return {node: find(node) for node in parent}
