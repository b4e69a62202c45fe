"""What resolution decides: that two nodes are one, nearly one or perhaps one, with its reason and how sure it is."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from rolegraph.vocabulary import OWL, RDF, RG, SKOS, XSD, Quad, literal, mint


class Rule(NamedTuple):
    """Why two nodes are linked.

    Args:
        relation: The property of the link; where several nodes would be one through it, that is an exact match.
        score: How often it turned out right (docs/resolution.md), from 0 to 1.
        means: What it says, in words for the report.
    """

    relation: str
    score: float
    means: str


RULES: Final[dict[str, Rule]] = {
    "decided": Rule(SKOS.exactMatch, 1.0, "a user decided so"),
    # organizations
    "same-name": Rule(SKOS.exactMatch, 0.97, "the names differ in case, accents, '&' or the legal form alone"),
    "same-host": Rule(SKOS.exactMatch, 0.93, "the names mean the same and the web or mail address is under one domain"),
    "stated-initials": Rule(SKOS.exactMatch, 0.95, "a posting gives one name in brackets behind the other"),
    "other-legal-form": Rule(SKOS.closeMatch, 0.7, "the names are alike, the legal forms are not"),
    "shared-host": Rule(RG.possiblySameAs, 0.5, "the web or mail address is under one domain, the names are unlike"),
    "initials": Rule(RG.possiblySameAs, 0.5, "one name is the initials of the other"),
    "look-alike": Rule(RG.possiblySameAs, 0.2, "the names look alike and are spelled with other letters: beware"),
    # posts
    "link": Rule(SKOS.exactMatch, 0.99, "the title of the superior is a link to the heading or page of the other"),
    "linked-page": Rule(SKOS.exactMatch, 0.9, "the title of the superior is a link to the page of the other alone"),
    "same-title": Rule(SKOS.exactMatch, 0.98, "the same title in the same organization"),
    "other-name": Rule(SKOS.exactMatch, 0.93, "one title is another name of the only post called so"),
    "own-name": Rule(SKOS.exactMatch, 0.93, "the posting calls its role so in its text, and no other post is"),
    "part-of-title": Rule(SKOS.exactMatch, 0.93, "one title is half of a double title that no other post has"),
    "generic-word": Rule(SKOS.exactMatch, 0.9, "the titles differ in a word like 'management' or 'team' alone"),
    "short-title": Rule(SKOS.exactMatch, 0.88, "the only title that ends in the other, of a rank that is held by one"),
    "spelling": Rule(SKOS.exactMatch, 0.9, "the titles differ in one letter"),
    "short-common-title": Rule(SKOS.closeMatch, 0.7, "the only title that ends in the other, of a rank many hold"),
    "other-variant": Rule(
        SKOS.closeMatch, 0.7, "one title is a variant of the only post called so: a level, a field left out"
    ),
    "unit-unstated": Rule(SKOS.closeMatch, 0.75, "the same title, of which one is in a unit and the other tells none"),
    "other-unit": Rule(SKOS.closeMatch, 0.6, "the only post of the title, but in another unit than those who name it"),
    "joined-apart": Rule(SKOS.closeMatch, 0.5, "alike, but one of them is the same as a post that must stay apart"),
    "similar-title": Rule(SKOS.closeMatch, 0.8, "most words of the titles are the same"),
    "words-against-link": Rule(RG.possiblySameAs, 0.3, "the titles agree, but the superior's leads to another post"),
    "bare-rank": Rule(RG.possiblySameAs, 0.4, "the same rank, with no word that says of what"),
    "several-candidates": Rule(RG.possiblySameAs, 0.4, "one of several posts that the title fits"),
    "related-title": Rule(RG.possiblySameAs, 0.6, "more than half of the words of the titles are the same"),
}
"""The rules, by the name that `rg:rule` gives them."""

DECIDED: Final = "decided"


class Link(NamedTuple):
    """One decision.

    Args:
        relation: `skos:exactMatch`, `skos:closeMatch`, `rg:possiblySameAs`, or `owl:differentFrom` of a user.
        one: The term of the node that comes first in code point order.
        other: The other one.
        score: How sure it is, from 0 to 1.
        rule: A name of `RULES`.
    """

    relation: str
    one: str
    other: str
    score: float
    rule: str


def link(one: str, other: str, rule: str, score: float = 0.0, relation: str = "") -> Link:
    """Return a link in its fixed direction, with the relation and the score of its rule unless others are given.

    Example:
        >>> link("<http://b>", "<http://a>", "same-title").one
        '<http://a>'
    """
    first, second = sorted((one, other))
    return Link(relation or RULES[rule].relation, first, second, score or RULES[rule].score, rule)


def graph_of_links(base: str) -> str:
    """Return the term of the graph that links stand in.

    Example:
        >>> graph_of_links("http://c/")
        '<http://c/resolution>'
    """
    return f"<{base}resolution>"


def link_quads(links: Iterable[Link], base: str) -> list[Quad]:
    """Return links as quads of the graph `<base>resolution`, sorted.

    Args:
        links: The links.
        base: The IRI under which data stands.

    Returns:
        For each link its triple and a `rdf:Statement` with the score and the rule.

    Example:
        >>> len(link_quads([link("<http://a>", "<http://b>", "same-title")], "http://c/"))
        7
    """
    graph = graph_of_links(base)
    links = set(links)
    nodes = sorted((mint(base, "statement", one.one, one.relation, one.other, ""), one) for one in links)
    said = [quad for node, one in nodes for quad in _spell(node, one, graph)]
    # two runs, each sorted, are put together in one pass
    return list(dict.fromkeys(sorted(sorted((one.one, one.relation, one.other, graph) for one in links) + said)))


def _spell(node: str, one: Link, graph: str) -> Iterator[Quad]:
    """Yield the statement about a link, in the order of the predicates."""
    yield node, RDF.object, one.other, graph
    yield node, RDF.predicate, one.relation, graph
    yield node, RDF.subject, one.one, graph
    yield node, RDF.type, RDF.Statement, graph
    yield node, RG.confidence, _score(one.score), graph
    yield node, RG.rule, f'"{one.rule}"', graph


@lru_cache(maxsize=256)
def _score(score: float) -> str:
    return literal(str(Decimal(f"{score:.4f}").normalize()), XSD.decimal)


RELATIONS: Final = (SKOS.exactMatch, SKOS.closeMatch, RG.possiblySameAs, OWL.differentFrom)
"""The properties of links, the surest first."""


def decided_ones(links: Iterable[Link]) -> list[Link]:
    """Return the links that a user decided, which hold whatever is found anew.

    Example:
        >>> decided_ones([link("<http://a>", "<http://b>", "same-title")])
        []
    """
    return [one for one in links if one.rule == DECIDED]


def take_links(quads: Iterable[Quad]) -> tuple[list[Quad], list[Link]]:
    """Part a graph from the links that an earlier resolution added.

    Args:
        quads: A graph; in the default graph or in named ones.

    Returns:
        The rest, in its order, and the links with a statement that names one of `RULES`; links of others stay.

    Example:
        >>> rest, links = take_links(link_quads([link("<http://a>", "<http://b>", "same-title")], "http://c/"))
        >>> rest, links[0].rule
        ([], 'same-title')
    """
    quads = list(quads)
    known = frozenset(RELATIONS)
    # only what reifies a link is looked at more closely: a graph has a hundred times as many other statements
    said: dict[str, dict[str, str]] = {
        quad[0]: {RDF.predicate: quad[2]} for quad in quads if quad[1] == RDF.predicate and quad[2] in known
    }
    if not said:
        return quads, []
    for subject, predicate, object_, _ in quads:
        if subject in said:
            said[subject][predicate] = object_
    ours = {node: found for node, terms in said.items() if (found := _read(terms)) is not None}
    stated = {(one.one, one.relation, one.other) for one in ours.values()}
    rest = [quad for quad in quads if quad[0] not in ours and quad[:3] not in stated]
    return rest, sorted(ours.values())


def _read(terms: dict[str, str]) -> Link | None:
    rule = terms.get(RG.rule, '""')[1:-1]
    one, other = terms.get(RDF.subject, ""), terms.get(RDF.object, "")
    if rule not in RULES or not one or not other:
        return None
    return link(one, other, rule, relation=terms[RDF.predicate])
