"""Where everything stands: trees in groups, groups in rows, posts without a line below, further lines around the boxes.

Pure positions, in pixels from the upper left corner; a renderer adds ink.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rolegraph.charts.arrange import COLUMN, SHAPE, STACK, Arrangement, Points, Rectangle, arrange
from rolegraph.charts.curves import bend
from rolegraph.charts.forest import Forest, depths, group_children, preorder
from rolegraph.charts.routes import find_routes

DEEPEST: Final = 40
"""Levels of one tree that are drawn below each other; the next one starts a new block beside it."""

PADDING: Final = 22.0
"""Pixels between the frame of a group and what stands in it."""

HEADING: Final = 30.0
"""Pixels that the heading of a group, or of the posts without a line, takes."""

_APART: Final = 48.0
_BETWEEN: Final = 28.0


@dataclass(frozen=True, slots=True)
class Group:
    """The posts of one organization.

    Args:
        name: The organization, or "".
        frame: The place of the whole group.
        posts: How many posts stand in it.
        lone: Where the heading of its posts without a line stands; None without such posts.
    """

    name: str
    frame: Rectangle
    posts: int
    lone: Rectangle | None


@dataclass(frozen=True, slots=True)
class Connector:
    """One drawn line.

    Args:
        line: Its index in the forest's lines.
        points: The corners of an elbow; or start, two control points and end of a Bézier curve.
        curved: Whether it is a curve.
    """

    line: int
    points: Points
    curved: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of a whole chart.

    Args:
        width: Pixels across.
        height: Pixels down.
        boxes: The place of each post, by its index.
        connectors: One for each line of the forest, in the order of the lines.
        groups: The groups, the largest first; their frames are drawn when there are several.
    """

    width: float
    height: float
    boxes: tuple[Rectangle, ...]
    connectors: tuple[Connector, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """Something rectangular that is still to be put somewhere."""

    width: float
    height: float
    boxes: dict[int, Rectangle]
    elbows: dict[int, Points]


def lay_out(forest: Forest, sizes: Sequence[tuple[float, float]]) -> Layout:
    """Place every post and line of a forest.

    Args:
        forest: The posts, trees and lines; empty is allowed.
        sizes: For each post the width and height of its box, in pixels.

    Returns:
        The layout: no two boxes overlap, every box stands inside the canvas, every line has a connector.

    Example:
        >>> from rolegraph.charts.posts import Line, Post
        >>> lines = (Line(1, 0, ("solid-line",), 0.9, (), "tree"),)
        >>> forest = Forest((Post("urn:a", "A"), Post("urn:b", "B")), (-1, 0), lines, (0, 0), (), 0)
        >>> layout = lay_out(forest, [(100, 50)] * 2)
        >>> layout.height, layout.connectors[0].points
        (140.0, ((50.0, 50.0), (50.0, 90.0)))
    """
    named = group_names(forest)
    members: dict[str, tuple[list[_Block], list[int]]] = {}
    for name, arrangement in _trees(forest, sizes, named):
        members.setdefault(name, ([], []))[0].append(arrangement)
    for post in forest.lone:
        members.setdefault(named[post], ([], []))[1].append(post)
    counts = Counter(named)
    ordered = sorted(members, key=lambda name: (not name, -counts[name], name))
    framed = len(ordered) > 1
    area = sum((width + COLUMN) * (height + STACK) * 1.5 for width, height in sizes)
    best: tuple[float, float, _Block, list[Group]] | None = None
    for share in (1.0, 1.35, 0.75, 1.8):
        page = max(math.sqrt(area * SHAPE) * share, 1.0)
        groups = [_group(*members[name], sizes, page, framed=framed) for name in ordered]
        block, offsets = _shelve([block for block, _ in groups], page, _BETWEEN)
        cost = abs(math.log(max(block.width, 1) / max(block.height, 1) / SHAPE))
        if best is None or cost < best[0] - 0.1:
            headed = [
                Group(name, Rectangle(x, y, found.width, found.height), counts[name], _shifted(lone, x, y))
                for name, (found, lone), (x, y) in zip(ordered, groups, offsets, strict=True)
            ]
            best = cost, page, block, headed
    if best is None:
        return Layout(0.0, 0.0, (), (), ())
    _, _, whole, headed = best
    boxes = tuple(whole.boxes[post] for post in range(len(forest.posts)))
    return Layout(whole.width, whole.height, boxes, _connect(forest, boxes, whole.elbows), tuple(headed))


def group_names(forest: Forest) -> list[str]:
    """Return for each post the name of the organization that its tree belongs to, or "".

    A tree belongs to the organization of its top; where that is not stated, to the one most of its posts name.
    """
    named = [post.organization for post in forest.posts]
    below: list[Counter[str]] = [Counter() for _ in named]
    top_of = list(range(len(named)))
    for post in preorder(group_children(forest.parents), [*forest.roots(), *forest.lone]):
        if forest.parents[post] >= 0:
            top_of[post] = top_of[forest.parents[post]]
        if named[post]:
            below[top_of[post]][named[post]] += 1
    chosen = {
        top: named[top]
        or min(found, key=lambda name: (-found[name], name), default="")
        or (forest.posts[top].label if forest.posts[top].kind == "organization" else "")
        for top, found in enumerate(below)
        if top_of[top] == top
    }
    return [chosen[top] for top in top_of]


def _trees(forest: Forest, sizes: Sequence[tuple[float, float]], named: Sequence[str]) -> list[tuple[str, _Block]]:
    """Arrange every tree; what goes on below `DEEPEST` levels is a block of its own."""
    levels = depths(forest.parents)
    parents = [
        -1 if level and level % DEEPEST == 0 else parent for parent, level in zip(forest.parents, levels, strict=True)
    ]
    whole, children = group_children(forest.parents), group_children(parents)
    found = []
    for root in forest.roots():
        for top in preorder(whole, [root]):
            if parents[top] < 0:
                tree = arrange(list(preorder(children, [top])), children, sizes)
                found.append((named[root], _block(tree)))
    return found


def _block(tree: Arrangement) -> _Block:
    return _Block(tree.width, tree.height, tree.boxes, tree.elbows)


def _group(
    trees: list[_Block], lone: list[int], sizes: Sequence[tuple[float, float]], page: float, *, framed: bool
) -> tuple[_Block, Rectangle | None]:
    """Put the trees of one organization in rows, and the posts without a line below them."""
    # large trees first, small ones fill the rows behind them
    body, _ = _shelve(sorted(trees, key=lambda block: -block.height), page, _APART)
    top = HEADING if framed else 0.0
    heading = None
    parts = [_moved(body, 0.0, top)]
    height = top + body.height
    width = body.width
    if lone:
        gap = _APART / 2 if trees else 0.0
        area = sum((sizes[post][0] + COLUMN) * (sizes[post][1] + STACK) for post in lone)
        cells = [_Block(*sizes[post], {post: Rectangle(0, 0, *sizes[post])}, {}) for post in lone]
        grid, _ = _shelve(cells, max(width, min(page, math.sqrt(area * SHAPE))), STACK)
        width = max(width, grid.width)
        heading = Rectangle(0.0, height + gap, width, HEADING)
        parts.append(_moved(grid, 0.0, height + gap + HEADING))
        height += gap + HEADING + grid.height
    inset = PADDING if framed else 0.0
    boxes = {post: box for part in parts for post, box in _moved(part, inset, inset).boxes.items()}
    elbows = {post: line for part in parts for post, line in _moved(part, inset, inset).elbows.items()}
    return _Block(width + 2 * inset, height + 2 * inset, boxes, elbows), _shifted(heading, inset, inset)


def _shelve(blocks: Sequence[_Block], page: float, gap: float) -> tuple[_Block, list[tuple[float, float]]]:
    """Put blocks in rows no wider than `page`, unless one block is; return the whole, and where each one went."""
    page = max([page, *(block.width for block in blocks)])
    offsets: list[tuple[float, float]] = []
    x = y = deepest = width = 0.0
    for block in blocks:
        if x and x + block.width > page:
            x, y, deepest = 0.0, y + deepest + gap, 0.0
        offsets.append((x, y))
        width = max(width, x + block.width)
        deepest = max(deepest, block.height)
        x += block.width + gap
    boxes: dict[int, Rectangle] = {}
    elbows: dict[int, Points] = {}
    for block, (left, top) in zip(blocks, offsets, strict=True):
        moved = _moved(block, left, top)
        boxes |= moved.boxes
        elbows |= moved.elbows
    return _Block(width, y + deepest, boxes, elbows), offsets


def _moved(block: _Block, x: float, y: float) -> _Block:
    if not x and not y:
        return block
    boxes = {post: Rectangle(box.x + x, box.y + y, box.width, box.height) for post, box in block.boxes.items()}
    elbows = {post: tuple((a + x, b + y) for a, b in line) for post, line in block.elbows.items()}
    return _Block(block.width, block.height, boxes, elbows)


def _shifted(place: Rectangle | None, x: float, y: float) -> Rectangle | None:
    return None if place is None else Rectangle(place.x + x, place.y + y, place.width, place.height)


def _connect(forest: Forest, boxes: Sequence[Rectangle], elbows: dict[int, Points]) -> tuple[Connector, ...]:
    ways = {
        number: elbows[line.subordinate]
        for number, line in enumerate(forest.lines)
        if line.place == "tree" and line.subordinate in elbows
    }
    left = [number for number in range(len(forest.lines)) if number not in ways]
    ends = [(forest.lines[number].subordinate, forest.lines[number].superior) for number in left]
    ways |= {number: way for number, way in zip(left, find_routes(boxes, ends), strict=True) if way is not None}
    return tuple(
        Connector(number, ways[number], curved=False)
        if number in ways
        else Connector(number, bend(boxes[line.subordinate], boxes[line.superior]), curved=True)
        for number, line in enumerate(forest.lines)
    )
