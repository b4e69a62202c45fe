"""Posts that much of the organization can only be reached through."""

from collections.abc import Sequence
from typing import NamedTuple

from rolegraph.structure.betweenness import betweenness
from rolegraph.structure.hierarchy import Hierarchy, Node


class Bottleneck(NamedTuple):
    """A post in the way of others.

    Args:
        post: Its node.
        between: Its betweenness: the share of pairs of nodes that have it on their shortest chain, 0 to 1.
        dominates: How many reach a root through it and in no other way.
        estimated: True where `between` is an estimate from a sample.
    """

    post: Node
    between: float
    dominates: int
    estimated: bool


def bottlenecks(hierarchy: Hierarchy) -> list[Bottleneck]:
    """Return the posts on chains between others or that others depend on, the most burdened first.

    `between` is estimated, from evenly spread nodes, where so many posts have several managers that the exact count
    would not be linear. `dominates` is exact; a cycle is taken as one node there, so its members dominate nothing. No
    node: none. Several roots: whoever can reach two of them by separate ways is dominated by neither. n log n at worst.

    Example:
        >>> import networkx
        >>> bottlenecks(Hierarchy(networkx.DiGraph([("baker", "head"), ("head", "chief")])))[0]
        Bottleneck(post='head', between=0.5, dominates=1, estimated=False)
    """
    between, estimated = betweenness(hierarchy)
    dominated = dominated_counts(hierarchy)
    rows = (
        Bottleneck(node, round(share, 6), count, estimated)
        for node, share, count in zip(hierarchy.nodes, between, dominated, strict=True)
        if share or count
    )
    return sorted(rows, key=lambda row: (-row.between, -row.dominates, row.post))


def dominated_counts(hierarchy: Hierarchy) -> list[int]:
    """Return for each node, by number, how many nodes reach a root through it and in no other way.

    A node's immediate dominator is the lowest common ancestor, in the tree of dominators above it, of all its managers;
    jump pointers (Myers 1983) find it in log n steps.
    """
    contraction = hierarchy.contraction
    top = len(hierarchy.nodes)  # an invented node above all roots
    parent, depth, jump = ([top] * (top + 1) for _ in range(3))
    depth[top] = 0
    for number in reversed(contraction.order):
        managers = contraction.superiors[number]
        above = managers[0] if managers else top
        for manager in managers[1:]:
            above = _meet(above, manager, parent, depth, jump)
        parent[number], depth[number] = above, depth[above] + 1
        high = jump[above]
        jump[number] = jump[high] if depth[above] - depth[high] == depth[high] - depth[jump[high]] else above
    counts = [0] * (top + 1)
    for number in contraction.order:
        counts[parent[number]] += counts[number] + contraction.size[number]
    alone = contraction.size
    return [counts[n] if alone[c] == 1 else 0 for n, c in enumerate(contraction.component)]


def _meet(one: int, other: int, parent: Sequence[int], depth: Sequence[int], jump: Sequence[int]) -> int:
    """Return the lowest common ancestor of two nodes of a tree."""
    if depth[one] < depth[other]:
        one, other = other, one
    while depth[one] > depth[other]:
        one = jump[one] if depth[jump[one]] >= depth[other] else parent[one]
    while one != other:
        if jump[one] == jump[other]:
            one, other = parent[one], parent[other]
        else:
            one, other = jump[one], jump[other]
    return one
