"""The reporting graph as integer arrays, on which every measure is a linear pass.

networkx spends most of a measure on hashing IRIs; numbers and lists make each pass some twenty times as fast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NewType

from rolegraph.vocabulary import Quad

if TYPE_CHECKING:
    import networkx

    from rolegraph.structure.duties import Duties

Node = NewType("Node", str)
"""The IRI of a node, without brackets: what the rows of a measure hold wherever a report shows a label."""

# the kinds of line, the strongest first: the first manager of a post is the one at its strongest line
_STRENGTH: Final = {"solid-line": 0, "administrative-line": 1, "joint-line": 2, "interim-line": 3}


@dataclass(frozen=True, slots=True)
class Contraction:
    """The hierarchy with each cycle drawn together into one component, which leaves no cycle.

    Args:
        component: The component of each node.
        size: How many nodes each component holds.
        superiors: The components that each component reports to, each once.
        subordinates: The components that report to each component, each once.
        order: The components, subordinates before superiors.
    """

    component: Sequence[int]
    size: Sequence[int]
    superiors: Sequence[Sequence[int]]
    subordinates: Sequence[Sequence[int]]
    order: Sequence[int]


class Hierarchy:
    """The lines of `org:reportsTo` between the nodes of a reporting graph.

    Args:
        graph: A reporting graph; an edge without the attribute `hierarchy` belongs to the hierarchy.
        quads: The graph's quads, for the measures that read more than lines; empty if not at hand.

    Attributes:
        nodes: The IRIs, in the order of the graph; a node's number is its place here.
        attributes: The attributes of each node.
        superiors: The numbers of each node's managers, the strongest line first, then confidence, then IRI.
        subordinates: The numbers of each node's direct reports.
        reports: How many report to each node by lines of every kind, itself left out.
        lines: How many lines of every kind each node has, up and down.

    A node that reports to itself has itself among its superiors and subordinates.

    Example:
        >>> import networkx
        >>> hierarchy = Hierarchy(networkx.DiGraph([("baker", "head"), ("porter", "head")]))
        >>> hierarchy.nodes, hierarchy.superiors
        (['baker', 'head', 'porter'], [(1,), (), (1,)])
    """

    def __init__(self, graph: "networkx.DiGraph[str]", quads: Sequence[Quad] = ()) -> None:
        self.graph = graph
        self.quads = quads
        self.nodes = [Node(node) for node in graph]
        self.index: dict[Node, int] = {node: number for number, node in enumerate(self.nodes)}
        self.attributes: list[dict[str, Any]] = [data for _, data in graph.nodes(data=True)]
        self.reports = [0] * len(self.nodes)
        self.lines = [0] * len(self.nodes)
        self.superiors: list[Sequence[int]] = self._read_lines()
        self.subordinates: list[Sequence[int]] = _turned(self.superiors)

    def _read_lines(self) -> list[Sequence[int]]:
        """Count the lines, and return each node's managers."""
        index: Mapping[Any, int] = self.index
        reports, lines = self.reports, self.lines
        above: list[Sequence[int]] = []
        for number, (_, found) in enumerate(self.graph.adjacency()):
            managers: list[int] = []
            for superior, data in found.items():
                manager = index[superior]
                lines[number] += 1
                lines[manager] += 1
                if manager != number:
                    reports[manager] += 1
                if data.get("hierarchy", True):
                    managers.append(manager)
            # tuples of numbers are no work for the garbage collector
            above.append(tuple(self._by_strength(managers, found) if len(managers) > 1 else managers))
        return above

    def _by_strength(self, managers: Sequence[int], lines: Mapping[Any, dict[str, Any]]) -> list[int]:
        """Return the managers of one node, the one at the strongest line first."""
        return sorted(managers, key=lambda manager: _weakness(self.nodes[manager], lines[self.nodes[manager]]))

    @cached_property
    def duties(self) -> "Duties":
        """The responsibilities of the nodes, for the measures that compare them."""
        from rolegraph.structure.duties import read_duties

        return read_duties(self)

    @cached_property
    def depths(self) -> list[int]:
        """The layer of each node, 1 for a root; 0 where no root is above, or no line of the hierarchy is at all."""
        found = [0] * len(self.nodes)
        below, above = self.subordinates, self.superiors
        level = [number for number, reports in enumerate(below) if reports and not above[number]]
        depth = 0
        while level:
            depth += 1
            following: list[int] = []
            for number in level:
                if not found[number]:
                    found[number] = depth
                    following.extend(below[number])
            # a post with several managers is met several times, and lies in the layer where it is met first
            level = [number for number in following if not found[number]]
        return found

    @cached_property
    def _downward(self) -> list[int]:
        """The nodes, superiors before subordinates, without those on a cycle and those below one."""
        return _peel(self.superiors, self.subordinates)

    @cached_property
    def cyclic(self) -> list[list[int]]:
        """The strongly connected components that hold a line: each the sorted numbers of its nodes, in order."""
        import networkx as nx

        if len(self._downward) == len(self.nodes):
            return []
        # peeled from both ends, what is left lies on a cycle or between two: the search proper is for that alone
        left = set(range(len(self.nodes))).difference(self._downward, _peel(self.subordinates, self.superiors))
        core: networkx.DiGraph[int] = nx.DiGraph((i, j) for i in left for j in self.superiors[i] if j in left)
        components = (sorted(members) for members in nx.strongly_connected_components(core))
        return sorted(c for c in components if len(c) > 1 or c[0] in self.superiors[c[0]])

    @cached_property
    def contraction(self) -> Contraction:
        """The hierarchy with its cycles drawn together; without cycles, component and node have the same number."""
        count = len(self.nodes)
        if not self.cyclic:
            numbers = range(count)
            return Contraction(numbers, [1] * count, self.superiors, self.subordinates, self._downward[::-1])
        component, size = list(range(count)), [1] * count
        for members in self.cyclic:
            for member in members:
                component[member], size[member] = members[0], 0
            size[members[0]] = len(members)
        above: list[set[int]] = [set() for _ in self.nodes]
        for number, managers in enumerate(self.superiors):
            above[component[number]].update(component[manager] for manager in managers)
        superiors = [sorted(managers - {number}) for number, managers in enumerate(above)]
        subordinates = _turned(superiors)
        order = [number for number in reversed(_peel(superiors, subordinates)) if size[number]]
        return Contraction(component, size, superiors, subordinates, order)


def _turned(above: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """Return for each node those that name it; most posts lead nobody, and share one empty tuple."""
    below: list[Sequence[int]] = [()] * len(above)
    for number, managers in enumerate(above):
        for manager in managers:
            if others := below[manager]:
                others.append(number)  # type: ignore[attr-defined]
            else:
                below[manager] = [number]
    return below


def _weakness(superior: str, data: Mapping[str, Any]) -> tuple[int, float, str]:
    """Return the key that sorts the lines of one subordinate, the strongest first."""
    strength = min((_STRENGTH.get(kind, len(_STRENGTH)) for kind in data.get("kinds", ())), default=len(_STRENGTH))
    return strength, -data.get("confidence", 1.0), superior


def _peel(into: Sequence[Sequence[int]], out: Sequence[Sequence[int]]) -> list[int]:
    """Return the nodes in the order in which nothing is left before them; those on or after a cycle never come."""
    waiting = [len(others) for others in into]
    peeled = [number for number, count in enumerate(waiting) if not count]
    for number in peeled:
        for other in out[number]:
            waiting[other] -= 1
            if not waiting[other]:
                peeled.append(other)
    return peeled
