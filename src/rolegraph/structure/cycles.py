"""Circles of posts that report to one another."""

from collections.abc import Sequence
from typing import NamedTuple

from rolegraph.structure.hierarchy import Hierarchy, Node


class Cycle(NamedTuple):
    """Posts each of which is above each other (a strongly connected component).

    Args:
        posts: How many they are.
        members: Their nodes; where each reports to one other of them, in the order of reporting from the first IRI on,
            else sorted.
    """

    posts: int
    members: tuple[Node, ...]


def cycles(hierarchy: Hierarchy) -> list[Cycle]:
    """Return the cycles of the hierarchy, by their first member's place in the graph.

    No node, or no cycle: none. A post that reports to itself is a cycle of one. Dotted lines make no cycle. Linear, and
    without recursion: a cycle of any length is found.

    Example:
        >>> import networkx
        >>> cycles(Hierarchy(networkx.DiGraph([("a", "b"), ("b", "a"), ("c", "a")])))
        [Cycle(posts=2, members=('a', 'b'))]
    """
    found = []
    for members in hierarchy.cyclic:
        ordered = _follow(hierarchy, members)
        found.append(Cycle(len(members), tuple(hierarchy.nodes[number] for number in ordered)))
    return found


def _follow(hierarchy: Hierarchy, members: Sequence[int]) -> Sequence[int]:
    """Return the members in the order of reporting if they form one simple circle, else as they are."""
    inside = set(members)
    above = {number: [m for m in hierarchy.superiors[number] if m in inside] for number in members}
    if any(len(managers) != 1 for managers in above.values()):
        return members
    path = [members[0]]
    while (superior := above[path[-1]][0]) != members[0]:
        path.append(superior)
    return path
