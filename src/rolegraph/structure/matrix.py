"""Managers by layer and span: whose reports manage in turn, and the spans of each layer by unit, place and level."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from rolegraph.structure.hierarchy import Hierarchy, Node
from rolegraph.structure.spans import BANDS, direct_reports

_STARTS: Final = [low for low, _ in BANDS]


class ManagerOfManagers(NamedTuple):
    """A manager some of whose direct reports manage others.

    Args:
        post: Its node.
        managers: How many of its direct reports are managers.
        direct: How many report to it directly.
    """

    post: Node
    managers: int
    direct: int


class SpansOfLayer(NamedTuple):
    """The spans of control in one layer, of all managers or of one group.

    Args:
        by: What the group shares: "all" (everybody), "unit", "place" or "level".
        group: Its name; a manager in two places counts in both.
        layer: The layer, 1 for the roots; None for managers that lie in none (on a cycle, or below nothing else).
        managers: How many managers it holds.
        mean: Their direct reports on average.
        s1: How many of them have one direct report.
        s2_3: How many have 2 or 3.
        s4_7: How many have 4 to 7.
        s8_12: How many have 8 to 12.
        s13_16: How many have 13 to 16.
        s17: How many have 17 or more.
    """

    by: str
    group: str
    layer: int | None
    managers: int
    mean: float
    s1: int
    s2_3: int
    s4_7: int
    s8_12: int
    s13_16: int
    s17: int


def managers_of_managers(hierarchy: Hierarchy) -> list[ManagerOfManagers]:
    """Return the managers of managers, those of most managers first, then by IRI.

    No node: none. Several roots do not matter. The members of a cycle manage each other, and are all listed; a post
    that reports to itself does not count for itself. Linear.

    Example:
        >>> import networkx
        >>> managers_of_managers(Hierarchy(networkx.DiGraph([("baker", "head"), ("head", "chief")])))
        [ManagerOfManagers(post='chief', managers=1, direct=1)]
    """
    direct, found = direct_reports(hierarchy), []
    for number, below in enumerate(hierarchy.subordinates):
        managers = sum([direct[other] > 0 for other in below if other != number]) if below else 0
        if managers:
            found.append(ManagerOfManagers(hierarchy.nodes[number], managers, direct[number]))
    return sorted(found, key=lambda row: (-row.managers, -row.direct, row.post))


def span_matrix(hierarchy: Hierarchy) -> list[SpansOfLayer]:
    """Return the spans of control layer by layer: of all managers, then by unit, by place and by level of seniority.

    Sorted by kind of group, group and layer; managers in no layer come last. No node, or nobody who manages: none.
    Several roots are all in layer 1. The members of a cycle have layer None, unless a root is above. Linear.

    Example:
        >>> import networkx
        >>> row = span_matrix(Hierarchy(networkx.DiGraph([("baker", "head"), ("porter", "head")])))[0]
        >>> row.by, row.layer, row.managers, row.mean, row.s2_3
        ('all', 1, 1, 2.0, 1)
    """
    found: dict[tuple[int, str, int], list[int]] = {}
    depths = hierarchy.depths
    for number, reports in enumerate(direct_reports(hierarchy)):
        if not reports:
            continue
        band = bisect_right(_STARTS, reports)
        for by, group in _groups(hierarchy.attributes[number]):
            counts = found.get((by, group, depths[number]))
            if counts is None:
                counts = found[by, group, depths[number]] = [0] * (len(BANDS) + 1)
            counts[0] += reports
            counts[band] += 1
    ordered = sorted(found.items(), key=lambda item: (*item[0][:2], item[0][2] or len(depths) + 1))
    rows = []
    for (by, group, layer), (reports, *bands) in ordered:
        managers = sum(bands)
        rows.append(SpansOfLayer(_BY[by], group, layer or None, managers, round(reports / managers, 2), *bands))
    return rows


_BY: Final = ("all", "unit", "place", "level")


def _groups(data: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the groups that a manager counts in: the number of the kind, and the name."""
    yield 0, ""
    if unit := data.get("unit"):
        yield 1, unit
    for place in data.get("locations", ()):
        yield 2, place
    for level in data.get("seniority", ()):
        yield 3, level
