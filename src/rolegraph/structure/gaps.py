"""What the lines leave out: posts without a line, levels between a post and its manager, and a score of the whole."""

from typing import NamedTuple

from rolegraph.structure.hierarchy import Hierarchy, Node
from rolegraph.structure.levels import RANKS
from rolegraph.vocabulary import LEVELS


class Orphan(NamedTuple):
    """A post without any line.

    Args:
        post: Its node.
        organization: The name of its organization, "" if unknown.
    """

    post: Node
    organization: str


class MissingLevel(NamedTuple):
    """A line that passes over levels of seniority.

    Args:
        post: The subordinate's node.
        superior: The superior's node.
        post_level: The highest level of the subordinate.
        superior_level: The lowest level of the superior.
        skipped: How many levels lie between.
    """

    post: Node
    superior: Node
    post_level: str
    superior_level: str
    skipped: int


class Completeness(NamedTuple):
    """How much of one aspect the graph tells.

    Args:
        aspect: What is asked of each.
        known: Of how many it is known.
        of: How many are asked.
        share: `known / of`; None where nothing is asked. The last row, "score", has the mean of the shares.
    """

    aspect: str
    known: int
    of: int
    share: float | None


def orphans(hierarchy: Hierarchy) -> list[Orphan]:
    """Return the posts that neither report nor are reported to, by lines of any kind; by IRI.

    No node: none. Roots and the members of cycles have lines and are no orphans; a post with a line to itself alone is
    in `cycles`. Linear.

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph([("baker", "head")])
        >>> graph.add_node("porter", organization="Crumb")
        >>> orphans(Hierarchy(graph))
        [Orphan(post='porter', organization='Crumb')]
    """
    rows = zip(hierarchy.nodes, hierarchy.attributes, hierarchy.lines, strict=True)
    return sorted(Orphan(node, data.get("organization", "")) for node, data, lines in rows if not lines)


def missing_levels(hierarchy: Hierarchy) -> list[MissingLevel]:
    """Return the lines of the hierarchy whose superior stands more than one level of seniority above the subordinate.

    The widest gap first, then by IRI. Between the highest level of the one and the lowest of the other; a node without
    a level, or with none that the scheme orders, is passed over. No node: none. Roots have no line; lines in a cycle
    count like others. Linear.

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph([("baker", "chief")])
        >>> graph.add_node("baker", seniority=["entry"])
        >>> graph.add_node("chief", seniority=["mid", "chief"])
        >>> missing_levels(Hierarchy(graph))
        [MissingLevel(post='baker', superior='chief', post_level='entry', superior_level='mid', skipped=1)]
    """
    ranks = [[RANKS[level] for level in data.get("seniority", ()) if level in RANKS] for data in hierarchy.attributes]
    found = []
    for number, managers in enumerate(hierarchy.superiors):
        own = max(ranks[number], default=len(RANKS))
        for manager in managers:
            above = min(ranks[manager], default=0)
            if above - own > 1:
                ends = hierarchy.nodes[number], hierarchy.nodes[manager]
                found.append(MissingLevel(*ends, LEVELS[own], LEVELS[above], above - own - 1))
    return sorted(found, key=lambda row: (-row.skipped, row))


def completeness(hierarchy: Hierarchy) -> list[Completeness]:
    """Return how complete the graph is, aspect by aspect, and the mean of the shares as the row "score".

    Of each post: is its organization known, does it stand outside every cycle; of each advertised one besides: has it a
    line or somebody who reports to it, a place, a level of seniority; of each superior post: is it advertised. An
    aspect that asks nothing has share None and does not count. No node: every share, and the score, is None. Several
    roots do not lower it. Linear.

    Example:
        >>> import networkx
        >>> completeness(Hierarchy(networkx.DiGraph()))[-1]
        Completeness(aspect='score', known=0, of=0, share=None)
    """
    data, lines = hierarchy.attributes, hierarchy.lines
    posts = [number for number, found in enumerate(data) if found.get("kind", "post") == "post"]
    advertised = [number for number in posts if data[number].get("advertised")]
    superiors = [number for number in posts if hierarchy.reports[number]]
    circling = {number for members in hierarchy.cyclic for number in members}
    aspects = [
        _aspect("post with an organization", [bool(data[n].get("organization")) for n in posts]),
        _aspect("post outside cycles", [n not in circling for n in posts]),
        _aspect("advertised post with a line", [lines[n] > 0 for n in advertised]),
        _aspect("advertised post with a place", [bool(data[n].get("locations")) for n in advertised]),
        _aspect("advertised post with a level", [bool(data[n].get("seniority")) for n in advertised]),
        _aspect("superior that is advertised", [bool(data[n].get("advertised")) for n in superiors]),
    ]
    shares = [aspect.share for aspect in aspects if aspect.share is not None]
    known, of = sum(aspect.known for aspect in aspects), sum(aspect.of for aspect in aspects)
    return [*aspects, Completeness("score", known, of, round(sum(shares) / len(shares), 4) if shares else None)]


def _aspect(name: str, answers: list[bool]) -> Completeness:
    known = sum(answers)
    return Completeness(name, known, len(answers), round(known / len(answers), 4) if answers else None)
