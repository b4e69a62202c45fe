"""One tree: where its boxes go, so that the whole keeps a humane shape.

Near the top, subordinates stand side by side; further down they hang below each other from a trunk, in one column or
several. How many levels stand side by side, and how tall a column may grow, is tried out, and the best shape taken.
Everything is a loop over posts in preorder or in its reverse: no depth of tree can exhaust the stack.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

LEVEL: Final = 40.0
"""Pixels between a box and the row of boxes below it."""

COLUMN: Final = 26.0
"""Pixels between two columns."""

STACK: Final = 12.0
"""Pixels between two boxes of a stack; a subtree has as much again below it."""

INDENT: Final = 26.0
"""Pixels from the left of a stack to its boxes; the trunk runs in the middle of it."""

SHAPE: Final = 1.7
"""The width of a picture over its height that is aimed at."""

SCREEN: Final = (1440.0, 850.0)
"""The room on a screen that a picture is fitted to, in pixels."""

_RAISE: Final = 40.0
_FLAT: Final = 40
_ROWS: Final = 6
_TRIES: Final = 4
_MANY: Final = 2000
_HANGING: Final = 0.15


class Rectangle(NamedTuple):
    """A place in the picture, in pixels from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One tree with every place counted from its own upper left corner.

    Args:
        width: Pixels across.
        height: Pixels down.
        boxes: The place of each post of the tree.
        elbows: For each post but the top, the connector from its superior to it, corner by corner.
    """

    width: float
    height: float
    boxes: dict[int, Rectangle]
    elbows: dict[int, Points]


class _Way(NamedTuple):
    """A way to arrange: levels side by side, tallest column in pixels, and whether leaves stand side by side too."""

    rows: int
    tallest: float
    flat: bool


class _Column(NamedTuple):
    members: list[int]
    stacked: bool
    width: float


@dataclass(slots=True)
class _Measures:
    """What is known of each subtree once those below it are known."""

    width: dict[int, float] = field(default_factory=dict)
    height: dict[int, float] = field(default_factory=dict)
    box: dict[int, float] = field(default_factory=dict)  # left of the subtree's own box
    raised: dict[int, float] = field(default_factory=dict)  # height of the box itself
    columns: dict[int, list[tuple[float, _Column]]] = field(default_factory=dict)  # with the left of each


def arrange(
    order: Sequence[int], children: Sequence[Sequence[int]], sizes: Sequence[tuple[float, float]]
) -> Arrangement:
    """Arrange one tree.

    Args:
        order: Its posts in preorder, the top first.
        children: For each post of the chart its subordinates in the tree, in order.
        sizes: For each post of the chart the width and height of its box, in pixels.

    Returns:
        The arrangement; no two boxes overlap.

    Example:
        >>> arrangement = arrange([0, 1, 2], [[1, 2], [], []], [(100, 50)] * 3)
        >>> arrangement.boxes[0].y < arrangement.boxes[1].y == arrangement.boxes[2].y
        True
    """
    depth = {order[0]: 0}
    for post in order:
        for child in children[post]:
            depth[child] = depth[post] + 1
    best: tuple[float, _Measures] | None = None
    for way, measures in _tries(order, children, sizes, depth):
        cost = _cost(measures.width[order[0]], measures.height[order[0]], way, max(depth.values()))
        if best is None or cost < best[0]:
            best = cost, measures
    assert best is not None
    return _place(order, best[1], sizes)


def _tries(
    order: Sequence[int],
    children: Sequence[Sequence[int]],
    sizes: Sequence[tuple[float, float]],
    depth: dict[int, int],
) -> Iterator[tuple[_Way, _Measures]]:
    """Yield ways to arrange a tree and what they lead to; for each number of rows the columns grow towards the aim."""
    area = sum((sizes[post][0] + COLUMN) * (sizes[post][1] + STACK) for post in order) * 1.3
    usual = 7 * (sorted(sizes[post][1] for post in order)[len(order) // 2] + STACK)
    # beyond the last fork every way is the same
    forked = max((depth[post] + 1 for post in order if len(children[post]) > 1), default=0)
    for rows in range(min(forked, _ROWS if len(order) < _MANY else 2) + 1):
        tallest, off = max(usual, math.sqrt(area / SHAPE)), 0.0
        for _ in range(_TRIES if forked else 1):
            way = _Way(rows, tallest, False)
            measures = _measure(order, children, sizes, depth, way)
            yield way, measures
            before, off = off, measures.width[order[0]] / measures.height[order[0]] / SHAPE
            if 0.9 < off < 1.1 or off == before:
                break
            tallest = max(tallest * math.sqrt(off), usual * 0.6)
        if rows and len(order) <= _FLAT and max(len(children[post]) for post in order) <= _ROWS:
            way = _Way(rows, usual, True)
            yield way, _measure(order, children, sizes, depth, way)


def _cost(width: float, height: float, way: _Way, deepest: int) -> float:
    """Judge a shape: large when fitted to a screen, near the aim, and with few levels hanging from trunks."""
    fitted = math.log(max(width / SCREEN[0], height / SCREEN[1], 0.8))
    off = abs(math.log(width / height / SHAPE))
    hanging = max(0 if way.flat else 1, deepest - way.rows)
    return fitted + 0.05 * off + _HANGING * hanging


def _measure(
    order: Sequence[int],
    children: Sequence[Sequence[int]],
    sizes: Sequence[tuple[float, float]],
    depth: dict[int, int],
    way: _Way,
) -> _Measures:
    known = _Measures()
    for post in reversed(order):
        width, known.raised[post] = sizes[post]
        if not children[post]:
            known.width[post], known.height[post], known.box[post] = width, sizes[post][1], 0.0
            continue
        columns = _columns(children, children[post], known, way, depth[post] < way.rows)
        _level(columns, known)
        tallest = max(_tall(column, children, known) for column in columns)
        known.height[post] = sizes[post][1] + _gap(columns) + tallest
        _spread(post, columns, known, sizes, hung=depth[post] > way.rows)
    return known


def _gap(columns: Sequence[_Column]) -> float:
    """Return the room between a box and what stands below it; a single stack hangs close."""
    return STACK if len(columns) == 1 and columns[0].stacked else LEVEL


def _columns(
    children: Sequence[Sequence[int]], members: Sequence[int], known: _Measures, way: _Way, side_by_side: bool
) -> list[_Column]:
    if len(members) == 1:
        return [_Column(list(members), False, known.width[members[0]])]
    if not side_by_side:
        leaves_first = sorted(members, key=lambda child: bool(children[child]))
        return [_stack(column, known) for column in _fold(leaves_first, children, known, way.tallest)]
    managers = [child for child in members if children[child]]
    leaves = [child for child in members if not children[child]]
    if way.flat:
        return [_Column([child], False, known.width[child]) for child in members]
    folded = _fold(leaves, children, known, way.tallest) if leaves else []
    single = [*([child] for child in managers), *(column for column in folded if len(column) == 1)]
    return [
        *(_Column(column, False, known.width[column[0]]) for column in single),
        *(_stack(column, known) for column in folded if len(column) > 1),
    ]


def _stack(members: list[int], known: _Measures) -> _Column:
    return _Column(members, True, INDENT + max(known.width[child] for child in members))


def _fold(
    members: Sequence[int], children: Sequence[Sequence[int]], known: _Measures, tallest: float
) -> list[list[int]]:
    """Fold a stack into columns of like height, none taller than `tallest` unless one member is."""
    heights = [known.height[child] + STACK * (2 if children[child] else 1) for child in members]
    low, high = max(heights), max(*heights, tallest)
    count = len(_cut(members, heights, high))
    if count > 1:
        for _ in range(4):
            middle = (low + high) / 2
            low, high = (low, middle) if len(_cut(members, heights, middle)) == count else (middle, high)
    return _cut(members, heights, high)


def _cut(members: Sequence[int], heights: Sequence[float], tallest: float) -> list[list[int]]:
    columns: list[list[int]] = []
    filled = math.inf
    for member, height in zip(members, heights, strict=True):
        if filled + height > tallest:
            columns.append([])
            filled = 0.0
        columns[-1].append(member)
        filled += height
    return columns


def _level(columns: Sequence[_Column], known: _Measures) -> None:
    """Give boxes that stand side by side the same height, but for one that is far taller than the rest."""
    single = [column.members[0] for column in columns if not column.stacked]
    if len(single) < 2:
        return
    lowest = min(known.raised[post] for post in single)
    aim = max(known.raised[post] for post in single if known.raised[post] <= lowest + _RAISE)
    for post in single:
        known.height[post] += max(0.0, aim - known.raised[post])
        known.raised[post] = max(aim, known.raised[post])


def _tall(column: _Column, children: Sequence[Sequence[int]], known: _Measures) -> float:
    between = sum(STACK * (2 if children[post] else 1) for post in column.members[:-1])
    return sum(known.height[post] for post in column.members) + between


def _spread(
    post: int,
    columns: Sequence[_Column],
    known: _Measures,
    sizes: Sequence[tuple[float, float]],
    *,
    hung: bool,
) -> None:
    """Put the columns side by side and the superior's box over their middle; one that hangs from a trunk stays left."""
    width = sizes[post][0]
    if len(columns) == 1 and columns[0].stacked:
        known.columns[post] = [(0.0, columns[0])]
        known.width[post], known.box[post] = max(width, columns[0].width), 0.0
        return
    lefts, middles, at = [], [], 0.0
    for column in columns:
        lefts.append(at)
        first = column.members[0]
        middles.append(at + (column.width / 2 if column.stacked else known.box[first] + sizes[first][0] / 2))
        at += column.width + COLUMN
    box = 0.0 if hung and columns[0].stacked else (middles[0] + middles[-1]) / 2 - width / 2
    shift = max(0.0, -box)
    known.columns[post] = [(left + shift, column) for left, column in zip(lefts, columns, strict=True)]
    known.box[post] = box + shift
    known.width[post] = max(at - COLUMN + shift, box + shift + width)


def _place(order: Sequence[int], known: _Measures, sizes: Sequence[tuple[float, float]]) -> Arrangement:
    corners = {order[0]: (0.0, 0.0)}
    boxes: dict[int, Rectangle] = {}
    elbows: dict[int, Points] = {}
    for post in order:
        x, y = corners[post]
        box = Rectangle(x + known.box[post], y, sizes[post][0], known.raised[post])
        boxes[post] = box
        columns = known.columns.get(post, [])
        gap = _gap([column for _, column in columns])
        for left, column in columns:
            top = y + box.height + gap
            for child in column.members:
                corners[child] = (x + left + (INDENT if column.stacked else 0.0), top)
                place = Rectangle(corners[child][0] + known.box[child], top, sizes[child][0], known.raised[child])
                trunk = x + left + INDENT / 2 if column.stacked else None
                elbows[child] = _elbow(box, place, trunk, close=gap < LEVEL)
                top += known.height[child] + STACK * (2 if known.columns.get(child) else 1)
    return Arrangement(known.width[order[0]], known.height[order[0]], boxes, elbows)


def _elbow(superior: Rectangle, box: Rectangle, trunk: float | None, *, close: bool) -> Points:
    """Return the corners of the connector from a superior's foot to a box's head, or to its side from a trunk."""
    bottom = superior.y + superior.height
    middle = superior.x + superior.width / 2
    bus = bottom + LEVEL / 2
    if trunk is None:
        head = box.x + box.width / 2
        if abs(head - middle) < 0.5:
            return ((middle, bottom), (head, box.y))
        return ((middle, bottom), (middle, bus), (head, bus), (head, box.y))
    side = (box.x, box.y + box.height / 2)
    if close:
        return ((trunk, bottom), (trunk, side[1]), side)
    return ((middle, bottom), (middle, bus), (trunk, bus), (trunk, side[1]), side)
