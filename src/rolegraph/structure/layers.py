"""Roots, and how many layers lie below them."""

from typing import NamedTuple

from rolegraph.structure.hierarchy import Hierarchy, Node


class Root(NamedTuple):
    """A top of the hierarchy.

    Args:
        post: Its node.
        direct: How many report to it directly.
    """

    post: Node
    direct: int


class Layer(NamedTuple):
    """One layer of the hierarchy.

    Args:
        layer: Its number; the roots are layer 1.
        posts: How many nodes lie in it.
        managers: How many of them have somebody reporting to them.
    """

    layer: int
    posts: int
    managers: int


class Depth(NamedTuple):
    """The layer of one post.

    Args:
        post: Its node.
        layer: The layer; the roots are in layer 1.
    """

    post: Node
    layer: int


def roots(hierarchy: Hierarchy) -> list[Root]:
    """Return the tops: nodes that somebody reports to and that report to nobody.

    No node: none. Several roots: all, the one with the most direct reports first, then by IRI. A cycle has no root of
    its own. Posts without any line are no roots; `orphans` lists them. Linear.

    Example:
        >>> import networkx
        >>> roots(Hierarchy(networkx.DiGraph([("baker", "head")])))
        [Root(post='head', direct=1)]
    """
    tops = [
        Root(hierarchy.nodes[number], len(below))
        for number, below in enumerate(hierarchy.subordinates)
        if below and not hierarchy.superiors[number]
    ]
    return sorted(tops, key=lambda root: (-root.direct, root.post))


def depths(hierarchy: Hierarchy) -> dict[Node, int]:
    """Return the layer of each node: 1 for a root, and one more than that of its highest manager for any other.

    No node: empty. Several roots: the nearest counts. Nodes that no root is above (in a cycle or only below one) and
    nodes without a line of the hierarchy have no layer and are left out. In the order of the graph; linear.

    Example:
        >>> import networkx
        >>> depths(Hierarchy(networkx.DiGraph([("baker", "head"), ("head", "chief")])))
        {'baker': 3, 'head': 2, 'chief': 1}
    """
    return {node: depth for node, depth in zip(hierarchy.nodes, hierarchy.depths, strict=True) if depth}


def depth_rows(hierarchy: Hierarchy) -> list[Depth]:
    """Return the layer of each post, as `depths` says, the highest layer first, then by IRI.

    No node, or nothing but cycles: empty. Several roots: all in layer 1. Linear.

    Example:
        >>> import networkx
        >>> depth_rows(Hierarchy(networkx.DiGraph([("baker", "head")])))
        [Depth(post='head', layer=1), Depth(post='baker', layer=2)]
    """
    found = hierarchy.depths
    levels: list[list[Node]] = [[] for _ in range(max(found, default=0) + 1)]
    for node, depth in zip(hierarchy.nodes, found, strict=True):
        levels[depth].append(node)
    return [Depth(node, depth) for depth, nodes in enumerate(levels) if depth for node in sorted(nodes)]


def layers(hierarchy: Hierarchy) -> list[Layer]:
    """Return the layers from the top down, with how many nodes each holds.

    No node, or nothing but cycles: empty. Several roots: all in layer 1. What `depths` leaves out is not counted.

    Example:
        >>> import networkx
        >>> layers(Hierarchy(networkx.DiGraph([("baker", "head"), ("porter", "head")])))
        [Layer(layer=1, posts=1, managers=1), Layer(layer=2, posts=2, managers=0)]
    """
    found = hierarchy.depths
    deepest = max(found, default=0)
    posts, managers = [0] * (deepest + 1), [0] * (deepest + 1)
    for depth, below in zip(found, hierarchy.subordinates, strict=True):
        posts[depth] += 1
        if below:
            managers[depth] += 1
    return [Layer(depth, posts[depth], managers[depth]) for depth in range(1, deepest + 1)]
