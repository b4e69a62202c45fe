"""Posts that much of the organization can only be reached through."""

from collections.abc import Sequence
from typing import NamedTuple

from rolegraph.structure.hierarchy import Hierarchy, Node


class Bottleneck(NamedTuple):
    """A post in the way of others.

    Args:
        post: Its node.
        dominates: How many reach a root through it and in no other way.
    """

    post: Node
    dominates: int


def bottlenecks(hierarchy: Hierarchy) -> list[Bottleneck]:
    """Return the posts that others reach a root through and in no other way (their dominators), most burdened first.

    No node: none. Several roots: whoever can reach two of them by separate ways is dominated by neither. A cycle is
    taken as one node, so its members dominate nothing. n log n at worst; `between` has the posts on many chains.

    Example:
        >>> import networkx
        >>> bottlenecks(Hierarchy(networkx.DiGraph([("baker", "head"), ("head", "chief")])))
        [Bottleneck(post='chief', dominates=2), Bottleneck(post='head', dominates=1)]
    """
    counts = dominated_counts(hierarchy)
    rows = [Bottleneck(hierarchy.nodes[number], count) for number, count in enumerate(counts) if count]
    return sorted(rows, key=lambda row: (-row.dominates, row.post))


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
