"""Where everything stands: trees in groups, groups in rows, posts without a line below, further lines around the boxes.

Pure positions, in pixels from the upper left corner; a renderer adds ink.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rolegraph.charts.arrange import Arrangement, Points, Rectangle, arrange
from rolegraph.charts.curves import bend
from rolegraph.charts.forest import Forest, depths, group_children, preorder
from rolegraph.charts.packing import extent
from rolegraph.charts.routes import find_routes
from rolegraph.charts.sheets import Member, fill_page

DEEPEST: Final = 40
"""Levels of one tree that are drawn below each other; the next one starts a new block beside it."""


@dataclass(frozen=True, slots=True)
class Group:
    """The posts of one organization.

    Args:
        title: The name of the organization, in lines that its frame has room for; empty where no frame is drawn.
        frame: The place of the whole group.
        posts: How many posts stand in it.
        lone: Where the heading of its posts without a line stands; None without such posts.
        scale: How many times larger than usual its headings are.
    """

    title: tuple[str, ...]
    frame: Rectangle
    posts: int
    lone: Rectangle | None
    scale: float


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
    members: dict[str, Member] = {}
    for name, tree in _trees(forest, sizes, named):
        members.setdefault(name, Member(name, [], [])).trees.append(tree)
    for post in forest.lone:
        members.setdefault(named[post], Member(named[post], [], [])).lone.append(post)
    counts = Counter(named)
    ordered = sorted(members, key=lambda name: (not name, -counts[name], name))
    if not ordered:
        return Layout(0.0, 0.0, (), (), ())
    sheets, corners = fill_page([members[name] for name in ordered], sizes)
    boxes: dict[int, Rectangle] = {}
    elbows: dict[int, Points] = {}
    groups = []
    for name, sheet, (x, y) in zip(ordered, sheets, corners, strict=True):
        for tree, (left, top) in sheet.trees:
            boxes |= {post: _moved(box, x + left, y + top) for post, box in tree.boxes.items()}
            elbows |= {post: tuple((a + x + left, b + y + top) for a, b in line) for post, line in tree.elbows.items()}
        boxes |= {post: Rectangle(x + left, y + top, *sizes[post]) for post, (left, top) in sheet.lone}
        heading = _moved(sheet.heading, x, y) if sheet.heading else None
        groups.append(
            Group(sheet.title, Rectangle(x, y, sheet.width, sheet.height), counts[name], heading, sheet.scale)
        )
    placed = tuple(boxes[post] for post in range(len(forest.posts)))
    width, height = extent(corners, [(sheet.width, sheet.height) for sheet in sheets])
    return Layout(width, height, placed, _connect(forest, placed, elbows), tuple(groups))


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


def _trees(forest: Forest, sizes: Sequence[tuple[float, float]], named: Sequence[str]) -> list[tuple[str, Arrangement]]:
    """Arrange every tree; what goes on below `DEEPEST` levels is a tree of its own."""
    levels = depths(forest.parents)
    parents = [
        -1 if level and level % DEEPEST == 0 else parent for parent, level in zip(forest.parents, levels, strict=True)
    ]
    whole, children = group_children(forest.parents), group_children(parents)
    return [
        (named[root], arrange(list(preorder(children, [top])), children, sizes))
        for root in forest.roots()
        for top in preorder(whole, [root])
        if parents[top] < 0
    ]


def _moved(place: Rectangle, x: float, y: float) -> Rectangle:
    return Rectangle(place.x + x, place.y + y, place.width, place.height)


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
