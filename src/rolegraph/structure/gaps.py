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
    lowest, highest = _ranks(hierarchy)
    found = []
    for number, managers in enumerate(hierarchy.superiors):
        own = highest[number]
        for manager in managers:
            if lowest[manager] - own > 1:
                ends, above = (hierarchy.nodes[number], hierarchy.nodes[manager]), lowest[manager]
                found.append(MissingLevel(*ends, LEVELS[own], LEVELS[above], above - own - 1))
    return sorted(found, key=lambda row: (-row.skipped, row))


def _ranks(hierarchy: Hierarchy) -> tuple[list[int], list[int]]:
    """Return the lowest and the highest rank of each node; without one, such that nothing is missing above or below."""
    known: dict[tuple[str, ...], tuple[int, int]] = {}
    lowest, highest = [], []
    for data in hierarchy.attributes:
        levels = tuple(data.get("seniority", ()))
        if levels not in known:  # there are few levels, and many posts
            found = [RANKS[level] for level in levels if level in RANKS]
            known[levels] = min(found, default=0), max(found, default=len(RANKS))
        low, high = known[levels]
        lowest.append(low)
        highest.append(high)
    return lowest, highest


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
    posts = advertised = superiors = placed = lined = levelled = owned = found = 0
    for data, lines, reports in zip(hierarchy.attributes, hierarchy.lines, hierarchy.reports, strict=True):
        get = data.get
        if get("kind", "post") != "post":
            continue
        posts += 1
        owned += bool(get("organization"))
        if posted := bool(get("advertised")):
            advertised += 1
            lined += lines > 0
            placed += bool(get("locations"))
            levelled += bool(get("seniority"))
        if reports:
            superiors += 1
            found += posted
    members = [hierarchy.attributes[number] for cycle in hierarchy.cyclic for number in cycle]
    circling = len([data for data in members if data.get("kind", "post") == "post"])
    aspects = [
        _aspect("post with an organization", owned, posts),
        _aspect("post outside cycles", posts - circling, posts),
        _aspect("advertised post with a line", lined, advertised),
        _aspect("advertised post with a place", placed, advertised),
        _aspect("advertised post with a level", levelled, advertised),
        _aspect("superior that is advertised", found, superiors),
    ]
    shares = [aspect.share for aspect in aspects if aspect.share is not None]
    known, of = sum(aspect.known for aspect in aspects), sum(aspect.of for aspect in aspects)
    return [*aspects, Completeness("score", known, of, round(sum(shares) / len(shares), 4) if shares else None)]


def _aspect(name: str, known: int, of: int) -> Completeness:
    return Completeness(name, known, of, round(known / of, 4) if of else None)
