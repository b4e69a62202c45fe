"""Finished pictures hold together: no two boxes meet, no word is cut, no line crosses a box or ends in nothing."""

from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolegraph.charts import Options, chart

from .organizations import HARD_TITLES, cycle, five, made, random_graph, tidewater, titled, two_roots
from .pictures import faults, read
from .tables import export, organogram
from .test_forest import EDGES

TITLES = st.text(max_size=120) | st.sampled_from(HARD_TITLES)


def sound(graph: "networkx.DiGraph[str]", **options: object) -> None:
    picture = read(chart(graph, options=Options(**options)))  # type: ignore[arg-type]
    assert not faults(picture)[:5]


def framed(posts: int) -> "networkx.DiGraph[str]":
    """Posts of many organizations, some of one post, with long names."""
    graph = made(posts)
    for number, iri in enumerate(graph):
        graph.nodes[iri]["organization"] = f"Department of Navigation, Navigability and Navigators {number % 7}"
    graph.remove_edges_from([edge for edge in graph.edges if number_of(edge[0]) % 3])
    return graph


def number_of(iri: str) -> int:
    return int(iri.rsplit("-", 1)[1])


@pytest.mark.parametrize(
    "graph",
    [
        five(),
        # dotted, functional and joint lines
        tidewater(),
        two_roots(),
        cycle(3),
        # a chain of two hundred that a cycle closes
        cycle(200),
        # names of organizations that are wider than their frames
        framed(40),
        framed(300),
        # titles in many scripts
        titled(HARD_TITLES),
        # dense, with enlarged heads
        made(120),
        made(500),
        made(500, spread=2),
        # one head and hundreds below
        made(400, spread=4000),
    ],
    ids=[
        "five",
        "dotted",
        "two roots",
        "ring",
        "long ring",
        "frames",
        "many frames",
        "titles",
        "120",
        "500",
        "deep",
        "star",
    ],
)
def test_pictures_are_sound(graph: "networkx.DiGraph[str]") -> None:
    sound(graph)


@settings(max_examples=60, deadline=None)
@given(nodes=st.integers(1, 31), edges=EDGES)
def test_a_picture_of_any_graph_is_sound(nodes: int, edges: list[tuple[int, int, str]]) -> None:
    sound(random_graph(nodes, edges))


@settings(max_examples=25, deadline=None)
@given(
    nodes=st.integers(1, 300), spread=st.integers(1, 40), seed=st.integers(0, 5), depth=st.none() | st.integers(0, 4)
)
def test_a_picture_of_any_organization_is_sound(nodes: int, spread: int, seed: int, depth: int | None) -> None:
    sound(made(nodes, seed=seed, spread=spread), depth=depth)


@settings(max_examples=30, deadline=None)
@given(st.lists(TITLES, max_size=12))
def test_a_picture_of_any_titles_is_sound(titles: list[str]) -> None:
    sound(titled(titles))


def test_pictures_of_real_tables_are_sound(shared: Path) -> None:
    tables = sorted((shared / "corpus" / "uk-organograms").glob("*-senior.csv"))
    assert len(tables) == 65
    for path in tables:
        graph = organogram(path)
        picture = read(chart(graph))
        assert len(picture.boxes) == len(graph)
        assert len(picture.lines) + len(picture.curves) == graph.number_of_edges()
        assert not faults(picture)[:5], path.name


def test_a_picture_of_719_real_posts_is_sound_and_can_be_read_fitted(shared: Path) -> None:
    graph = export(shared / "corpus" / "gitlab" / "posts.csv")
    picture = read(chart(graph))
    assert len(picture.boxes) == len(graph) == 762
    assert not faults(picture)[:5]
    # fitted to a screen of 1920 by 1080 the head of the largest tree stays legible
    fitted = min(1920 / picture.width, 1080 / picture.height)
    largest = max(box.right - box.left for box in picture.boxes) / 220
    assert 13.5 * largest * fitted > 9
