"""Places: nothing overlaps, nothing is cut off, nothing is forgotten, and the shape is humane."""

import time

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolegraph.charts.arrange import Rectangle
from rolegraph.charts.cards import WIDTH, write
from rolegraph.charts.curves import bend
from rolegraph.charts.forest import Forest, grow
from rolegraph.charts.layout import Layout, lay_out
from rolegraph.charts.options import Options
from rolegraph.charts.routes import find_routes
from rolegraph.charts.scope import select

from .organizations import cycle, five, made, random_graph, tidewater, two_roots
from .test_forest import EDGES


def placed(graph: "networkx.DiGraph[str]", options: Options | None = None) -> tuple[Forest, Layout]:
    forest = grow(graph, select(graph, options or Options()))
    return forest, lay_out(forest, [(WIDTH, write(post, "seniority").height) for post in forest.posts])


def overlap(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.x < other.x + other.width - 0.01
        and other.x < one.x + one.width - 0.01
        and one.y < other.y + other.height - 0.01
        and other.y < one.y + one.height - 0.01
    )


def check(forest: Forest, layout: Layout) -> None:
    """Hold a layout to everything that a picture must keep."""
    assert len(layout.boxes) == len(forest.posts)
    ordered = sorted(layout.boxes)
    for number, box in enumerate(ordered):
        assert box.x >= -0.01
        assert box.y >= -0.01
        assert box.x + box.width <= layout.width + 0.01
        assert box.y + box.height <= layout.height + 0.01
        for other in ordered[number + 1 :]:
            if other.x >= box.x + box.width:
                break
            assert not overlap(box, other)
    assert [connector.line for connector in layout.connectors] == list(range(len(forest.lines)))
    for connector in layout.connectors:
        line = forest.lines[connector.line]
        start, end = connector.points[0], connector.points[-1]
        low, high = layout.boxes[line.subordinate], layout.boxes[line.superior]
        # an elbow of the tree is drawn downward, every other line from the subordinate to the superior
        assert (touches(low, start) and touches(high, end)) or (touches(high, start) and touches(low, end))


def touches(box: Rectangle, point: tuple[float, float]) -> bool:
    """Whether a point lies on the edge of a box."""
    inside = -0.1 <= point[0] - box.x <= box.width + 0.1 and -0.1 <= point[1] - box.y <= box.height + 0.1
    return inside and (
        min(abs(point[0] - box.x), abs(point[0] - box.x - box.width)) < 0.1
        or min(abs(point[1] - box.y), abs(point[1] - box.y - box.height)) < 0.1
    )


@settings(deadline=None)
@given(nodes=st.integers(1, 31), edges=EDGES)
def test_any_graph_is_laid_out_whole(nodes: int, edges: list[tuple[int, int, str]]) -> None:
    check(*placed(random_graph(nodes, edges)))


@settings(max_examples=20, deadline=None)
@given(nodes=st.integers(1, 400), spread=st.integers(1, 50), seed=st.integers(0, 5))
def test_any_organization_is_laid_out_whole(nodes: int, spread: int, seed: int) -> None:
    check(*placed(made(nodes, seed=seed, spread=spread)))


@pytest.mark.parametrize(
    ("graph", "widest", "narrow", "wide"),
    [
        # five posts stand in one row under their head
        (five(), 1000, 3.0, 4.5),
        # a post alone
        (made(1), 300, 1.5, 4.0),
        # fifty posts fit a screen without becoming a ribbon
        (made(50), 2600, 0.8, 2.6),
        # five hundred fit a wide poster
        (made(500), 7000, 0.8, 2.6),
        # one head and a hundred and ninety below: columns, not a row of forty thousand pixels
        (made(190, spread=400), 4500, 0.8, 2.6),
        # two organizations
        (two_roots(), 2200, 0.5, 2.6),
        # a chain of two hundred is folded
        (cycle(200), 4500, 0.2, 3.0),
    ],
)
def test_the_shape_is_humane(graph: "networkx.DiGraph[str]", widest: float, narrow: float, wide: float) -> None:
    forest, layout = placed(graph)
    check(forest, layout)
    assert layout.width <= widest
    assert narrow <= layout.width / layout.height <= wide


@pytest.mark.parametrize(
    "graph",
    [
        # an organization
        made(10_000),
        # one superior for all
        made(10_000, spread=100_000),
        # one ring, cut into one chain
        cycle(10_000),
    ],
)
def test_ten_thousand_posts_are_laid_out_in_time(graph: "networkx.DiGraph[str]") -> None:
    start = time.process_time()
    _, layout = placed(graph)
    assert time.process_time() - start < 5
    assert len(layout.boxes) >= 10_000


def test_further_lines_run_around_the_boxes() -> None:
    forest, layout = placed(tidewater())
    for connector in layout.connectors:
        line = forest.lines[connector.line]
        if line.place == "tree":
            continue
        assert not connector.curved
        for start, end in zip(connector.points, connector.points[1:], strict=False):
            stretch = Rectangle(
                min(start[0], end[0]), min(start[1], end[1]), abs(start[0] - end[0]), abs(start[1] - end[1])
            )
            assert not any(overlap(stretch, box) for box in layout.boxes), forest.posts[line.subordinate].label


def test_large_charts_draw_further_lines_as_curves() -> None:
    boxes = [Rectangle(300.0 * number, 100.0 * number, 200, 60) for number in range(900)]
    assert find_routes(boxes, [(0, 5)] * 3) == [None] * 3


def test_ways_are_looked_for_until_the_budget_is_spent() -> None:
    boxes = [Rectangle(300.0 * column, 100.0 * row, 200, 60) for column in range(40) for row in range(40)]
    found = find_routes(boxes, [(n, 1599 - n) for n in range(700)])
    assert found[0] is not None
    assert found[-1] is None


@pytest.mark.parametrize(
    ("start", "end"),
    [
        # beside each other, either way round
        (Rectangle(0, 0, 100, 40), Rectangle(300, 200, 100, 40)),
        (Rectangle(300, 200, 100, 40), Rectangle(0, 0, 100, 40)),
        # above each other
        (Rectangle(0, 0, 100, 40), Rectangle(20, 200, 100, 40)),
        # itself
        (Rectangle(0, 0, 100, 40), Rectangle(0, 0, 100, 40)),
    ],
)
def test_curves_join_the_sides_of_their_boxes(start: Rectangle, end: Rectangle) -> None:
    points = bend(start, end)
    assert touches(start, points[0])
    assert touches(end, points[-1])


def test_depth_leaves_room_for_nobody() -> None:
    forest, layout = placed(made(50), Options(depth=1))
    check(forest, layout)
    assert sum(forest.hidden) == 36
