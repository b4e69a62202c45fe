"""Span of control: how many report to each manager, directly and in the whole subtree, counted and stated."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from rolegraph.structure.hierarchy import Hierarchy, Node

BANDS: Final = ((1, 1), (2, 3), (4, 7), (8, 12), (13, 16), (17, 0))
"""The bands of direct reports: from, to; 0 for no end."""
# members that the sets of posts with several managers may have together: so many a node, and so many at least
_MEMBERS: Final = 4
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
    and once in the span of whoever is above them all. Linear: which posts with several managers lie below is kept in
    sets of at most 100,000 members and 4 a node over all; managers beyond that have `whole` None.

    Example:
        >>> import networkx
        >>> spans(Hierarchy(networkx.DiGraph([("baker", "head"), ("head", "chief")])))[0]
        Span(post='chief', direct=1, whole=2, stated_min=None, stated_max=None)
    """
    whole, direct, nodes = subtree_sizes(hierarchy), direct_reports(hierarchy), hierarchy.nodes
    found = []
    for number, data in enumerate(hierarchy.attributes):
        low, high = _stated(data)
        if direct[number] or low is not None or high is not None:
            found.append(Span(nodes[number], direct[number], whole[number], low, high))
    return sorted(found, key=lambda span: (-span.direct, -(span.whole or 0), span.post))


def _stated(data: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Return the team size that is stated for a node."""
    exact = data.get("direct_reports")
    return data.get("direct_reports_min", exact), data.get("direct_reports_max", exact)


def subtree_sizes(hierarchy: Hierarchy) -> list[int | None]:
    """Return for each node, by number, how many lie below it; None as `spans` says.

    What a node has to itself, down to posts with several managers, adds up like a tree. Those posts are kept as sets,
    so that each counts once, however many ways lead to it; in most organizations there are few.
    """
    contraction = hierarchy.contraction
    above, component = contraction.superiors, contraction.component
    own = list(contraction.size)  # in and below a component, down to those with several managers
    shared: dict[int, set[int] | None] = {}  # those with several managers below it; None where they are too many
    owned: set[int] = set()  # the components whose set is not one of their reports' as well
    budget = _MEMBERS * len(component) + _LEAST
    for number in contraction.order:
        managers = above[number]
        if len(managers) == 1:
            own[managers[0]] += own[number]
        if len(managers) > 1 or number in shared:
            budget -= _pass_up(number, managers, shared, owned, budget)
    totals: list[int | None] = list(own)
    sums: dict[int, int] = {}
    for number, below in shared.items():
        if below is None:
            totals[number] = None
            continue
        if id(below) not in sums:  # a long chain has one set, and adds it up once
            sums[id(below)] = sum([own[other] for other in below])
        totals[number] = own[number] + sums[id(below)]
    return [None if (count := totals[c]) is None else count - 1 for c in component]


def _pass_up(
    number: int, managers: Sequence[int], shared: dict[int, set[int] | None], owned: set[int], budget: int
) -> int:
    """Tell the managers which components with several managers lie below them, and return what that cost."""
    below, several, cost = shared.get(number, _NOTHING), len(managers) > 1, 0
    for manager in managers:
        known = shared.get(manager, _NOTHING)
        if known is None or below is None or cost + len(below) > budget:
            shared[manager] = None
        elif not known and not several:
            shared[manager] = below  # lent, for it does not change any more
        else:
            if manager not in owned:
                owned.add(manager)
                known = shared[manager] = set(known)
                cost += len(known)
            known |= below
            if several:
                known.add(number)
            cost += len(below) + 1
    return cost


_NOTHING: Final[set[int]] = set()


def span_bands(hierarchy: Hierarchy) -> list[Band]:
    """Return how many managers have 1, 2-3, 4-7, 8-12, 13-16, and 17 or more direct reports.

    No node, or nobody who manages: every band with 0. Self-reports do not count.

    Example:
        >>> import networkx
        >>> span_bands(Hierarchy(networkx.DiGraph([("baker", "head")])))[0]
        Band(direct='1', managers=1)
    """
    tally = Counter(direct_reports(hierarchy))
    return [
        Band(
            _band(low, high), sum(many for count, many in tally.items() if count >= low and (count <= high or not high))
        )
        for low, high in BANDS
    ]


def direct_reports(hierarchy: Hierarchy) -> Sequence[int]:
    """Return for each node, by number, how many report to it directly, itself left out.

    Example:
        >>> import networkx
        >>> direct_reports(Hierarchy(networkx.DiGraph([("baker", "head"), ("head", "head")])))
        [0, 1]
    """
    return [len(below) - (number in below) if below else 0 for number, below in enumerate(hierarchy.subordinates)]


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
        if 0 < len(below) < 3:
            others = [other for other in below if other != number]
            if len(others) == 1:
                found.append(SingleReport(nodes[number], nodes[others[0]]))
    return sorted(found)
