"""Span of control: how many report to each manager, directly and in the whole subtree, counted and stated."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from rolegraph.structure.hierarchy import Contraction, Hierarchy, Node

_BANDS: Final = ((1, 1), (2, 3), (4, 7), (8, 12), (13, 16), (17, 0))
# visits that exact counting may cost where managers share subtrees: so many a node, and so many at least
_VISITS: Final = 20
_LEAST: Final = 100_000


class Span(NamedTuple):
    """The span of control of one manager.

    Args:
        post: The manager's node.
        direct: How many report to it directly.
        whole: How many lie below it, each counted once; None where counting them would not be linear.
        stated_min: The smallest team size that a posting states, None if none does.
        stated_max: The largest, None if none does or if it is left open.
    """

    post: Node
    direct: int
    whole: int | None
    stated_min: int | None
    stated_max: int | None


class Band(NamedTuple):
    """How many managers have a span in a band.

    Args:
        direct: The band of direct reports ("4-7").
        managers: How many managers fall in it.
    """

    direct: str
    managers: int


class SingleReport(NamedTuple):
    """A manager with one direct report.

    Args:
        post: The manager's node.
        report: The node of the one who reports to it.
    """

    post: Node
    report: Node


def spans(hierarchy: Hierarchy) -> list[Span]:
    """Return the span of control of each manager, and of each post whose team size is stated.

    The widest first, then by IRI. No node: empty. Several roots do not matter. The members of a cycle have each other
    and all below them in their whole span; nobody has itself. A post with several managers counts for each of them,
    and once in the span of whoever is above them all. Linear: where the subtrees of two reports overlap they are
    walked, at most 100,000 visits and 20 a node over all; managers beyond that have `whole` None.

    Example:
        >>> import networkx
        >>> spans(Hierarchy(networkx.DiGraph([("baker", "head"), ("head", "chief")])))[0]
        Span(post='chief', direct=1, whole=2, stated_min=None, stated_max=None)
    """
    whole = subtree_sizes(hierarchy)
    found = []
    for number, below in enumerate(hierarchy.subordinates):
        low, high = _stated(hierarchy.attributes[number])
        direct = len(below) - (number in below)
        if direct or low is not None or high is not None:
            found.append(Span(hierarchy.nodes[number], direct, whole[number], low, high))
    return sorted(found, key=lambda span: (-span.direct, -(span.whole or 0), span.post))


def _stated(data: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Return the team size that is stated for a node."""
    exact = data.get("direct_reports")
    return data.get("direct_reports_min", exact), data.get("direct_reports_max", exact)


def subtree_sizes(hierarchy: Hierarchy) -> list[int | None]:
    """Return for each node, by number, how many lie below it; None as `spans` says."""
    contraction = hierarchy.contraction
    component, size = contraction.component, contraction.size
    total: list[int | None] = [0] * len(component)
    mixed = bytearray(len(component))  # 1 where somebody below, or the component itself, has several managers
    budget = _VISITS * len(component) + _LEAST
    for number in contraction.order:
        below = contraction.subordinates[number]
        if not below:
            mixed[number], total[number] = len(contraction.superiors[number]) > 1, size[number]
            continue
        overlapping = sum(mixed[other] for other in below)
        mixed[number] = overlapping > 0 or len(contraction.superiors[number]) > 1
        if overlapping < 2:
            # at most one subtree shares posts with anything, so no post can be in two of them
            parts = [total[other] for other in below]
            total[number] = None if None in parts else size[number] + sum(part or 0 for part in parts)
        elif budget > 0:
            total[number], visits = _walk(contraction, number, budget)
            budget -= visits
        else:
            total[number] = None
    return [None if (count := total[c]) is None else count - 1 for c in component]


def _walk(contraction: Contraction, top: int, budget: int) -> tuple[int | None, int]:
    """Count the nodes in and below a component by visiting each once, and return the count and the visits."""
    seen = {top}
    stack = [top]
    count = visits = 0
    while stack:
        number = stack.pop()
        count += contraction.size[number]
        visits += len(contraction.subordinates[number])
        if visits > budget:
            return None, visits
        fresh = [other for other in contraction.subordinates[number] if other not in seen]
        seen.update(fresh)
        stack.extend(fresh)
    return count, visits


def span_bands(hierarchy: Hierarchy) -> list[Band]:
    """Return how many managers have 1, 2-3, 4-7, 8-12, 13-16, and 17 or more direct reports.

    No node, or nobody who manages: every band with 0. Self-reports do not count.

    Example:
        >>> import networkx
        >>> span_bands(Hierarchy(networkx.DiGraph([("baker", "head")])))[0]
        Band(direct='1', managers=1)
    """
    direct = _direct(hierarchy)
    return [
        Band(_band(low, high), sum(1 for count in direct if count >= low and (count <= high or not high)))
        for low, high in _BANDS
    ]


def _direct(hierarchy: Hierarchy) -> Sequence[int]:
    return [len(below) - (number in below) for number, below in enumerate(hierarchy.subordinates)]


def _band(low: int, high: int) -> str:
    if not high:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"


def single_reports(hierarchy: Hierarchy) -> list[SingleReport]:
    """Return the managers with exactly one direct report, by IRI.

    No node: none. Several roots do not matter. In a cycle each member that only one other reports to is listed.

    Example:
        >>> import networkx
        >>> single_reports(Hierarchy(networkx.DiGraph([("baker", "head")])))
        [SingleReport(post='head', report='baker')]
    """
    nodes = hierarchy.nodes
    found = []
    for number, below in enumerate(hierarchy.subordinates):
        others = [other for other in below if other != number]
        if len(others) == 1:
            found.append(SingleReport(nodes[number], nodes[others[0]]))
    return sorted(found)
