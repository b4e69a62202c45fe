"""Resolution: which posts and organizations of many documents are one.

Quads in, added quads out: `skos:exactMatch`, `skos:closeMatch` and `rg:possiblySameAs`, each with a statement of its
score and its rule, in a graph of their own. Nothing is rewritten.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rolegraph.regexes import regex
from rolegraph.resolution.bodies import organization_links
from rolegraph.resolution.candidates import Candidate, candidates, to_csv
from rolegraph.resolution.clusters import join_all
from rolegraph.resolution.decisions import Decision, decide, read_decisions
from rolegraph.resolution.guarding import Guard
from rolegraph.resolution.homes import Homes
from rolegraph.resolution.linked import linked_superiors
from rolegraph.resolution.links import (
    DECIDED,
    RULES,
    Link,
    Rule,
    decided_ones,
    graph_of_links,
    link,
    link_quads,
    take_links,
)
from rolegraph.resolution.matching import post_links
from rolegraph.resolution.posts import read_posts
from rolegraph.resolution.reading import Said, bearing
from rolegraph.vocabulary import ORG, Quad

__all__ = [
    "DECIDED",
    "RULES",
    "Candidate",
    "Decision",
    "Link",
    "Resolution",
    "Rule",
    "bearing",
    "candidates",
    "decide",
    "decided_ones",
    "graph_of_links",
    "link",
    "link_quads",
    "read_decisions",
    "resolve",
    "take_links",
    "to_csv",
]

_MINTED = regex(r"<(.+[/#:])post-(?:[a-z0-9-]+-)?[0-9a-f]{16}>")


class Resolution(NamedTuple):
    """What is the same as what.

    Args:
        links: The decisions, sorted.
        quads: The same as quads of the graph `<base>resolution`, sorted.
    """

    links: tuple[Link, ...]
    quads: tuple[Quad, ...]


def resolve(quads: Sequence[Quad], *, decided: Sequence[Link] = (), base: str) -> Resolution:
    """Decide which posts and organizations of a graph are one.

    Args:
        quads: A graph, in any order, without the links of an earlier resolution (see `take_links`).
        decided: What a user said: exact matches and `owl:differentFrom`. It wins over every rule.
        base: The IRI under which data stands, for a graph whose posts do not tell it.

    Returns:
        The decisions. The same graph gives the same ones in any order; no node gives none.

    Example:
        >>> from rolegraph.vocabulary import RDF, SKOS
        >>> titles = {"<http://a>": '"VP of Rail"', "<http://b>": '"Vice President, Rail"'}
        >>> quads = [(post, RDF.type, ORG.Post, "") for post in titles]
        >>> quads += [(post, ORG.postIn, "<http://org>", "") for post in titles]
        >>> quads += [(post, SKOS.prefLabel, title, "") for post, title in titles.items()]
        >>> [(found.rule, found.score) for found in resolve(quads, base="http://c/").links]
        [('same-title', 0.98)]
    """
    said = Said(quads)
    nodes = frozenset(said.of_type(ORG.Post, ORG.Organization, ORG.FormalOrganization))
    decided = [one for one in decided if one.one in nodes and one.other in nodes]
    bodies, body_links = join_all(organization_links(said), decided)
    posts = read_posts(said, Homes(said, bodies.find))
    linked = linked_superiors(said, posts, decided)
    _, links = join_all(post_links(posts, linked), decided, Guard(posts))
    found = tuple(sorted({*body_links, *links}))
    return Resolution(found, tuple(link_quads(found, _base_of(said.of_type(ORG.Post)) or base)))


def _base_of(nodes: Iterable[str]) -> str:
    """Return what the IRIs of posts begin with, so that a graph built under another base keeps to it."""
    return next((match[1] for node in nodes if (match := _MINTED.fullmatch(node))), "")
