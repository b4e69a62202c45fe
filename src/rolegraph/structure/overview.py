"""The whole at a glance: each organization, and the lines of each kind."""

from collections import Counter
from typing import NamedTuple

from rolegraph.structure.hierarchy import Hierarchy


class OrganizationSize(NamedTuple):
    """How large the reporting graph of one organization is.

    Args:
        organization: Its name, "" for nodes whose organization is unknown.
        posts: How many nodes belong to it.
        advertised: How many of them are advertised.
        lines: How many lines of every kind go up from them.
        solid: How many of those belong to the hierarchy.
        roots: How many of them are tops of the hierarchy.
        managers: How many have somebody reporting to them in the hierarchy.
        layers: The deepest layer in which one of them lies; 0 where none lies in any.
    """

    organization: str
    posts: int
    advertised: int
    lines: int
    solid: int
    roots: int
    managers: int
    layers: int


class KindOfLine(NamedTuple):
    """How many lines there are of one kind.

    Args:
        kind: The local name of the kind ("solid-line").
        lines: How many subordinates and superiors it joins; two joined by lines of two kinds count for both.
        hierarchy: How many of them belong to the hierarchy.
    """

    kind: str
    lines: int
    hierarchy: int


def organizations(hierarchy: Hierarchy) -> list[OrganizationSize]:
    """Return the size of each organization's part of the graph, the one with most posts first, then by name.

    No node: none. Several roots: counted. The members of a cycle lie in no layer, unless a root is above. Linear.

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph([("baker", "head")])
        >>> organizations(Hierarchy(graph))[0]._asdict()["layers"]
        2
    """
    found: dict[str, list[int]] = {}
    above, below, depths = hierarchy.superiors, hierarchy.subordinates, hierarchy.depths
    for number, (data, (_, lines)) in enumerate(zip(hierarchy.attributes, hierarchy.graph.adjacency(), strict=True)):
        name = data.get("organization", "")
        counts = found.get(name)
        if counts is None:
            counts = found[name] = [0] * 7
        counts[0] += 1
        counts[1] += bool(data.get("advertised"))
        counts[2] += len(lines)
        counts[3] += len(above[number])
        if below[number]:
            counts[4] += not above[number]
            counts[5] += 1
        counts[6] = max(counts[6], depths[number])
    rows = [OrganizationSize(name, *counts) for name, counts in found.items()]
    return sorted(rows, key=lambda row: (-row.posts, row.organization))


def kinds_of_line(hierarchy: Hierarchy) -> list[KindOfLine]:
    """Return how many lines there are of each kind, the most frequent first, then by name.

    A line whose kind is not told counts as solid. No node: none. Several roots and cycles do not matter. Linear.

    Example:
        >>> import networkx
        >>> kinds_of_line(Hierarchy(networkx.DiGraph([("baker", "head")])))
        [KindOfLine(kind='solid-line', lines=1, hierarchy=1)]
    """
    lines: Counter[tuple[tuple[str, ...], bool]] = Counter()
    for _, above in hierarchy.graph.adjacency():
        for data in above.values():
            lines[tuple(data.get("kinds", ())), bool(data.get("hierarchy", True))] += 1
    of_kind, solid = Counter[str](), Counter[str]()
    for (kinds, belongs), count in lines.items():
        for kind in kinds or ("solid-line",):
            of_kind[kind] += count
            solid[kind] += count if belongs else 0
    rows = [KindOfLine(kind, count, solid[kind]) for kind, count in of_kind.items()]
    return sorted(rows, key=lambda row: (-row.lines, row.kind))
