"""The way up from a role, and where the ways of two roles meet."""

from collections.abc import Sequence
from typing import NamedTuple

from rolegraph.structure.hierarchy import Hierarchy, Node
from rolegraph.structure.names import find_role


class Step(NamedTuple):
    """One step of a chain of command.

    Args:
        step: 0 for the role itself, 1 for its manager, and so on.
        post: The node.
        other_managers: Its managers that the chain does not follow.
        repeats: True on the last step of a chain that runs into a circle: the post stands in the chain already.
    """

    step: int
    post: Node
    other_managers: tuple[Node, ...]
    repeats: bool


class CommonManager(NamedTuple):
    """A lowest common manager of two roles.

    Args:
        post: The node.
        kind: What it is: post, unit, organization or person; "" if unknown.
    """

    post: Node
    kind: str


def chain_of_command(hierarchy: Hierarchy, role: str) -> list[Step]:
    """Return the way from a role to the top, the role first.

    Where a post has several managers the chain follows the strongest line (solid, administrative, joint, interim), then
    the surest, then the first IRI; the others are named on the step. Linear.

    Args:
        hierarchy: The hierarchy.
        role: A label or an IRI.

    Returns:
        The steps. A role without a manager is its own chain of one. A cycle is followed once round and ends with the
        post met before, marked.

    Raises:
        UsageError: No role or several roles are called so (as in a graph with no node).

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph([("baker", "head"), ("head", "chief")])
        >>> [step.post for step in chain_of_command(Hierarchy(graph), "baker")]
        ['baker', 'head', 'chief']
    """
    number = hierarchy.index[Node(find_role(hierarchy.graph, role))]
    seen: set[int] = set()
    steps: list[Step] = []
    while True:
        managers = hierarchy.superiors[number]
        repeats = number in seen
        others = () if repeats else tuple(hierarchy.nodes[manager] for manager in managers[1:])
        steps.append(Step(len(steps), hierarchy.nodes[number], others, repeats))
        if repeats or not managers:
            return steps
        seen.add(number)
        number = managers[0]


def lowest_common_managers(hierarchy: Hierarchy, one: str, other: str) -> list[CommonManager]:
    """Return the lowest nodes that both roles are under, or are.

    A role that manages the other is itself the answer, as is usual for lowest common ancestors. In a tree there is one
    answer; with several managers there can be more, sorted by IRI; where no node is above both, none. The members of a
    cycle stand at one height, so a whole cycle can be the answer. Linear.

    Args:
        hierarchy: The hierarchy.
        one: A label or an IRI.
        other: A label or an IRI.

    Raises:
        UsageError: No role or several roles are called so (as in a graph with no node).

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph([("baker", "head"), ("porter", "head"), ("head", "chief")])
        >>> lowest_common_managers(Hierarchy(graph), "baker", "porter")
        [CommonManager(post='head', kind='')]
    """
    contraction = hierarchy.contraction
    numbers = [hierarchy.index[Node(find_role(hierarchy.graph, role))] for role in (one, other)]
    first, second = (_above(contraction.superiors, contraction.component[number]) for number in numbers)
    common = first & second
    lowest = {c for c in common if common.isdisjoint(contraction.subordinates[c])}
    if len(lowest) == 1 and numbers[0] == numbers[1]:
        lowest_nodes = [numbers[0]]  # a role in a cycle, asked about itself
    else:
        lowest_nodes = [number for number, c in enumerate(contraction.component) if c in lowest]
    return sorted(CommonManager(hierarchy.nodes[n], hierarchy.attributes[n].get("kind", "")) for n in lowest_nodes)


def _above(superiors: Sequence[Sequence[int]], start: int) -> set[int]:
    """Return `start` and everything above it."""
    seen = {start}
    stack = [start]
    while stack:
        fresh = [number for number in superiors[stack.pop()] if number not in seen]
        seen.update(fresh)
        stack.extend(fresh)
    return seen
