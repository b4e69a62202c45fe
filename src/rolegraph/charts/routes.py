"""Ways around the boxes for the lines that are not part of the tree.

A line runs on lanes in the gaps between boxes: a short way with few corners, found by A* (Hart, Nilsson and
Raphael 1968); lanes that are taken cost more, so that two lines seldom run on top of each other. Where boxes and lines
are too many for that, the caller draws plain curves.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from rolegraph.charts.arrange import Points, Rectangle

LARGEST: Final = 2_000_000
"""Lanes across times lanes down up to which ways are looked for."""

BUDGET: Final = 80_000
"""Crossings that are looked at for all lines together; it is the same for the same chart, unlike a time."""

_CORNER: Final = 45.0
_TAKEN: Final = 4.0
_HASTE: Final = 2.0
_CLEAR: Final = 3.0
_RIGHT: Final = (10.0, 18.0)
_ABOVE: Final = 6.0
_PORT: Final = 17.0
_OUT: Final = 16.0

Point = tuple[int, int]


def find_routes(boxes: Sequence[Rectangle], lines: Sequence[tuple[int, int]]) -> list[Points | None]:
    """Find a way for each line from the side of one box to the side of another.

    Args:
        boxes: Every box of the chart.
        lines: For each line the indexes of its first and last box.

    Returns:
        For each line its corners, the last stretch level; None for every line where the chart is too large, for those
        that are left when `BUDGET` is spent, and for a line from a box to itself.

    Example:
        >>> find_routes([Rectangle(0, 0, 100, 50), Rectangle(200, 0, 100, 50)], [(1, 0)])
        [((200, 16.7), (110.0, 16.7), (110.0, 25.0), (100, 25.0))]
    """
    if not lines:
        return []
    grid = _Grid(boxes, sorted({end for line in lines for end in line}))
    if len(grid.across) * len(grid.down) > LARGEST:
        return [None] * len(lines)
    for box in boxes:
        grid.block(box)
    return [grid.route(boxes[start], boxes[end]) if start != end else None for start, end in lines]


class _Grid:
    """The lanes of one chart, which of their stretches are blocked, and which are taken."""

    def __init__(self, boxes: Sequence[Rectangle], ends: Iterable[int]) -> None:
        self.across = sorted(
            {box.x + box.width + more for box in boxes for more in _RIGHT} | {min(box.x for box in boxes) - _OUT}
        )
        self.down = sorted(
            {box.y - _ABOVE for box in boxes}
            | {box.y + box.height + _ABOVE for box in boxes}
            | {port for end in ends for _, port in _ports(boxes[end])}
        )
        self._level: set[Point] = set()  # stretches to the right of a crossing that a box blocks
        self._plumb: set[Point] = set()  # stretches below a crossing that a box blocks
        self._taken: dict[tuple[Point, bool], int] = {}
        self._looks = BUDGET

    def block(self, box: Rectangle) -> None:
        """Close the lanes that `box` stands on."""
        left, right = box.x - _CLEAR, box.x + box.width + _CLEAR
        top, bottom = box.y - _CLEAR, box.y + box.height + _CLEAR
        columns = range(bisect_right(self.across, left), bisect_left(self.across, right))
        rows = range(bisect_right(self.down, top), bisect_left(self.down, bottom))
        first, last = bisect_right(self.across, left) - 1, bisect_left(self.across, right)
        self._level.update((column, row) for row in rows for column in range(first, last))
        first, last = bisect_right(self.down, top) - 1, bisect_left(self.down, bottom)
        self._plumb.update((column, row) for column in columns for row in range(first, last))

    def route(self, start: Rectangle, end: Rectangle) -> Points | None:
        """Return a good way from `start` to `end`, and take its lanes."""
        goals = {door: port for port in _ports(end) for door in self._doors(port, end)}
        waiting: list[tuple[float, float, Point, bool]] = []
        came: dict[tuple[Point, bool], tuple[Point, bool] | None] = {}
        costs: dict[tuple[Point, bool], float] = {}
        starts = {door: port for port in _ports(start) for door in self._doors(port, start)}
        for door, port in starts.items():
            costs[door, True] = abs(self.across[door[0]] - port[0])
            came[door, True] = None
            heapq.heappush(waiting, (costs[door, True] + self._left(door, end), costs[door, True], door, True))
        while waiting and self._looks > 0:
            self._looks -= 1
            _, cost, here, level = heapq.heappop(waiting)
            if cost > costs[here, level]:
                continue
            if here in goals:
                return self._take(here, level, came, starts, goals[here])
            for there, turned, length in self._steps(here):
                total = cost + length + (_CORNER if turned != level else 0.0)
                if total < costs.get((there, turned), float("inf")):
                    costs[there, turned] = total
                    came[there, turned] = here, level
                    heapq.heappush(waiting, (total + self._left(there, end), total, there, turned))
        return None

    def _doors(self, port: tuple[float, float], box: Rectangle) -> Iterator[Point]:
        """Yield the crossings from which `port` is reached on a level stretch: the nearest two, if the way is free."""
        row = bisect_left(self.down, port[1])
        rightward = port[0] > box.x
        nearest = bisect_right(self.across, port[0]) if rightward else bisect_left(self.across, port[0]) - 1
        step = 1 if rightward else -1
        for column in (nearest, nearest + step):
            inside = 0 <= column < len(self.across)
            between = column - 1 if rightward else column
            if not inside or (column != nearest and (between, row) in self._level):
                return
            yield column, row

    def _left(self, point: Point, end: Rectangle) -> float:
        """Return what is left to go, overrated: the first good way is found much sooner than the best one."""
        x, y = self.across[point[0]], self.down[point[1]]
        beside = max(end.x - x, x - end.x - end.width, 0.0)
        return _HASTE * (beside + max(end.y - y, y - end.y - end.height, 0.0))

    def _steps(self, here: Point) -> Iterator[tuple[Point, bool, float]]:
        column, row = here
        for there, stretch, blocked, line, turned in (
            ((column - 1, row), (column - 1, row), self._level, self.across, True),
            ((column + 1, row), (column, row), self._level, self.across, True),
            ((column, row - 1), (column, row - 1), self._plumb, self.down, False),
            ((column, row + 1), (column, row), self._plumb, self.down, False),
        ):
            at = there[0] if turned else there[1]
            if 0 <= at < len(line) and stretch not in blocked:
                length = abs(line[at] - line[column if turned else row])
                yield there, turned, length * (1 + _TAKEN * self._taken.get((stretch, turned), 0))

    def _take(
        self,
        last: Point,
        level: bool,
        came: dict[tuple[Point, bool], tuple[Point, bool] | None],
        starts: dict[Point, tuple[float, float]],
        port: tuple[float, float],
    ) -> Points:
        path = [last]
        state = came[last, level]
        while state is not None:
            stretch = min(state[0], path[-1]), state[0][1] == path[-1][1]
            self._taken[stretch] = self._taken.get(stretch, 0) + 1
            path.append(state[0])
            state = came[state]
        crossings = [(self.across[column], self.down[row]) for column, row in reversed(path)]
        return _corners([starts[path[-1]], *crossings, port])


def _ports(box: Rectangle) -> list[tuple[float, float]]:
    """Return where a line may touch a box: the middle of its right side, and its left side above a trunk's stub."""
    right = box.x + box.width
    return [(right, box.y + box.height / 2), (box.x, box.y + round(min(_PORT, box.height / 3), 1))]


def _corners(points: Sequence[tuple[float, float]]) -> Points:
    """Return `points` without those that lie on a straight stretch."""
    kept = [points[0]]
    for point, after in pairwise(points[1:]):
        if point != kept[-1] and not (kept[-1][0] == point[0] == after[0] or kept[-1][1] == point[1] == after[1]):
            kept.append(point)
    return (*kept, points[-1])
