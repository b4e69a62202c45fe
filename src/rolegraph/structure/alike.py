"""Roles that are alike by what they are asked to do, pair by pair and in communities."""

from collections import defaultdict
from typing import Final, NamedTuple

from rolegraph.structure.duties import Duties
from rolegraph.structure.hierarchy import Hierarchy, Node
from rolegraph.structure.names import find_role

_LEAST: Final = 0.1  # likeness under which two roles are not called alike
_MATES: Final = 5  # pairs that a role may stand in
_ROUNDS: Final = 20  # how often the roles look at their neighbours' communities
_SHOWN: Final = 3


class Alike(NamedTuple):
    """Two roles with like responsibilities.

    Args:
        post: The node of one.
        other: The node of the other.
        likeness: How alike they are, 0 to 1: what both are asked to do in all that either is, rare words counting more.
        words: The most telling words that both have.
    """

    post: Node
    other: Node
    likeness: float
    words: tuple[str, ...]


class Community(NamedTuple):
    """Roles that share responsibilities.

    Args:
        posts: How many they are.
        words: The most telling words that most of them have.
        members: Their nodes, sorted.
    """

    posts: int
    words: tuple[str, ...]
    members: tuple[Node, ...]


def alike(hierarchy: Hierarchy) -> list[Alike]:
    """Return the pairs of roles whose responsibilities are most alike, the most alike first, then by IRI.

    Pairs are looked for among roles that share a rare word or pair of words, never all with all, and each role stands
    in at most five; those under 0.1 are left out. No node, or none with responsibilities: none. Several roots and
    cycles do not matter, for lines are not looked at. Reads the graph's quads. Near-linear.

    Example:
        >>> import networkx
        >>> alike(Hierarchy(networkx.DiGraph([("baker", "head")])))
        []
    """
    duties = hierarchy.duties
    ranked = sorted(_close(duties).items(), key=lambda item: (-item[1], item[0]))
    stands_in: dict[int, int] = defaultdict(int)
    found = []
    for (one, other), likeness in ranked:
        if max(stands_in[one], stands_in[other]) < _MATES:
            stands_in[one] += 1
            stands_in[other] += 1
            found.append(_row(hierarchy, one, other, likeness))
    return sorted(found, key=lambda row: (-row.likeness, row))


def alike_to(hierarchy: Hierarchy, role: str) -> list[Alike]:
    """Return the roles most like one role by responsibilities, the most alike first, then by IRI.

    Each other role is compared: linear. A role without responsibilities is like none. Several roots and cycles do not
    matter. Reads the graph's quads.

    Args:
        hierarchy: The hierarchy.
        role: A label or an IRI.

    Raises:
        UsageError: No role or several roles are called so (as in a graph with no node).

    Example:
        >>> import networkx
        >>> alike_to(Hierarchy(networkx.DiGraph([("baker", "head")])), "baker")
        []
    """
    number = hierarchy.index[Node(find_role(hierarchy.graph, role))]
    duties = hierarchy.duties
    if number not in duties.words:
        return []
    compared = ((other, duties.likeness(number, other)) for other in duties.words if other != number)
    rows = [_row(hierarchy, number, other, likeness) for other, likeness in compared if likeness >= _LEAST]
    return sorted(rows, key=lambda row: (-row.likeness, row))


def communities(hierarchy: Hierarchy) -> list[Community]:
    """Return the communities of roles that share responsibilities, the largest first, then by IRI.

    Each role joins the community that its likes are in, weighed by likeness, again and again until nobody moves
    (label propagation, Raghavan 2007, in a fixed order so that the same graph gives the same communities). No node, or
    none with responsibilities: none; a role like no other is in none. Several roots and cycles do not matter, for lines
    are not looked at. Reads the graph's quads. Near-linear.

    Example:
        >>> import networkx
        >>> communities(Hierarchy(networkx.DiGraph([("baker", "head")])))
        []
    """
    duties = hierarchy.duties
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), likeness in _close(duties).items():
        near[one][other] = near[other][one] = likeness
    members: dict[int, list[int]] = defaultdict(list)
    for number, label in sorted(_labels(near).items()):
        members[label].append(number)
    found = []
    for numbers in members.values():
        if len(numbers) > 1:
            nodes = tuple(sorted(hierarchy.nodes[number] for number in numbers))
            found.append(Community(len(nodes), _words_of_most(duties, numbers), nodes))
    return sorted(found, key=lambda row: (-row.posts, row.members))


def _close(duties: Duties) -> dict[tuple[int, int], float]:
    return {pair: likeness for pair, likeness in duties.near().items() if likeness >= _LEAST}


def _labels(near: dict[int, dict[int, float]]) -> dict[int, int]:
    """Return the community of each number, named by one of its members."""
    labels = {number: number for number in near}
    for _ in range(_ROUNDS):
        moved = False
        for number in sorted(near):
            weights: dict[int, float] = defaultdict(float)
            for other, likeness in near[number].items():
                weights[labels[other]] += likeness
            # rounded, or the order of adding would decide between equals
            best = min(weights, key=lambda label: (-round(weights[label], 9), label))
            if round(weights[best] - weights[labels[number]], 9) > 0:
                labels[number], moved = best, True
        if not moved:
            break
    return labels


def _words_of_most(duties: Duties, numbers: list[int]) -> tuple[str, ...]:
    having: dict[str, int] = defaultdict(int)
    for number in numbers:
        for word in duties.words[number]:
            having[word] += 1
    return duties.telling([word for word, count in having.items() if count * 2 > len(numbers)], _SHOWN)


def _row(hierarchy: Hierarchy, one: int, other: int, likeness: float) -> Alike:
    words = hierarchy.duties.words[one] & hierarchy.duties.words[other]
    return Alike(
        hierarchy.nodes[one], hierarchy.nodes[other], round(likeness, 4), hierarchy.duties.telling(words, _SHOWN)
    )
