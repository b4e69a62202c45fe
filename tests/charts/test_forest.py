"""Which posts are drawn, and under whom."""

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolegraph.charts.forest import depths, grow
from rolegraph.charts.options import Options
from rolegraph.charts.scope import select
from rolegraph.errors import UsageError

from .organizations import cycle, line, made, post, random_graph, tidewater, two_roots

Graph = networkx.DiGraph

EDGES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["solid-line", "joint-line", "dotted-line"])),
    max_size=60,
)


def built(lines: list[tuple[str, str, str]]) -> dict[str, tuple[str, str]]:
    """Return for each post of a small graph whom it is drawn under, and the places of its lines."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for key in sorted({key for low, high, _ in lines for key in (low, high)}):
        post(graph, key, key.upper())
    for low, high, kind in lines:
        line(graph, f"https://example.org/{low}", f"https://example.org/{high}", kind)
    forest = grow(graph, select(graph, Options()))
    names = [found.label.lower() for found in forest.posts]
    places: dict[str, str] = {}
    for found in forest.lines:
        name = names[found.subordinate]
        places[name] = f"{places.get(name, '')} {found.place}:{names[found.superior]}".strip()
    return {
        name: (names[parent] if parent >= 0 else "", places.get(name, ""))
        for name, parent in zip(names, forest.parents, strict=True)
    }


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # a plain chain
        ([("b", "a", "solid-line")], {"a": ("", ""), "b": ("a", "tree:a")}),
        # two superiors: the solid line places the post, the joint one is drawn besides
        (
            [("c", "a", "joint-line"), ("c", "b", "solid-line")],
            {"a": ("", ""), "b": ("", ""), "c": ("b", "extra:a tree:b")},
        ),
        # a dotted line places nobody
        ([("b", "a", "dotted-line")], {"a": ("", ""), "b": ("", "side:a")}),
        # a post that reports to itself is a top, and the line is kept
        ([("a", "a", "solid-line")], {"a": ("", "cut:a")}),
        # a ring is cut at its first member
        (
            [("a", "b", "solid-line"), ("b", "c", "solid-line"), ("c", "a", "solid-line")],
            {"a": ("", "cut:b"), "b": ("c", "tree:c"), "c": ("a", "tree:a")},
        ),
        # a ring with a way out: the member that has another superior goes there, so that nothing falls apart
        (
            [("a", "b", "solid-line"), ("b", "a", "solid-line"), ("b", "top", "joint-line")],
            {"a": ("b", "tree:b"), "b": ("top", "cut:a tree:top"), "top": ("", "")},
        ),
    ],
)
def test_every_post_stands_under_its_first_superior(
    lines: list[tuple[str, str, str]], expected: dict[str, tuple[str, str]]
) -> None:
    assert built(lines) == expected


@settings(deadline=None)
@given(nodes=st.integers(1, 31), edges=EDGES)
def test_a_forest_holds_every_post_and_line_and_has_no_cycle(nodes: int, edges: list[tuple[int, int, str]]) -> None:
    graph = random_graph(nodes, edges)
    forest = grow(graph, select(graph, Options()))
    assert sorted(found.iri for found in forest.posts) == sorted(graph)
    assert len(forest.lines) == graph.number_of_edges()
    tree: networkx.DiGraph[int] = networkx.DiGraph([(n, p) for n, p in enumerate(forest.parents) if p >= 0])
    assert networkx.is_directed_acyclic_graph(tree)
    assert all(depth >= 0 for depth in depths(forest.parents))
    # a line of the hierarchy is never lost: it is in the tree, beside it, or marked as closing a cycle
    assert {found.place for found in forest.lines if found.kinds != ("dotted-line",)} <= {"tree", "extra", "cut"}


@settings(deadline=None)
@given(nodes=st.integers(1, 31), edges=EDGES, depth=st.integers(0, 4))
def test_what_is_not_drawn_is_counted(nodes: int, edges: list[tuple[int, int, str]], depth: int) -> None:
    graph = random_graph(nodes, edges)
    forest = grow(graph, select(graph, Options(depth=depth)))
    assert len(forest.posts) + forest.outside == len(graph)
    assert max(depths(forest.parents)) <= depth
    drawn = {found.iri for found in forest.posts}
    for found, hidden in zip(forest.posts, forest.hidden, strict=True):
        below = [s for s, _, data in graph.in_edges(found.iri, data=True) if data["hierarchy"]]
        assert hidden == len([s for s in below if s not in drawn])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        # a part of the tree, by title whatever its case
        (Options(root="director, container terminals"), 4),
        # the same with nobody below
        (Options(root="Director, Container Terminals", depth=0), 1),
        # by IRI, in the spelling that a graph file has too
        (Options(root="<https://example.org/vp-people>"), 4),  # the analyst reports there too
        # chain, peers and one level below: board, two chiefs, two directors, three, one by a functional line
        (Options(around="Director, Container Terminals"), 9),
        # no level below: the chain of five and the two beside
        (Options(around="Yard Planner", depth=0), 7),
        # everything
        (Options(), 20),
        # the tops alone
        (Options(depth=0), 1),
        # an organization, with the board that its chief reports to
        (Options(organization="halvorsen tidewater"), 20),
    ],
)
def test_options_choose_the_posts(options: Options, expected: int) -> None:
    graph = tidewater()
    assert len(grow(graph, select(graph, options)).posts) == expected


def test_a_page_holds_what_pictures_leave_out() -> None:
    graph = tidewater()
    options = Options(around="Yard Planner", depth=0)
    forest = grow(graph, select(graph, options, whole=True))
    assert len(forest.posts) == 20
    assert forest.posts[forest.focus].label == "Yard Planner"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        # a slip of the pen names what is near
        (Options(root="Yard Plannr"), "no post is called 'Yard Plannr'; near it: 'Yard Planner'"),
        # nothing like it: what there is
        (Options(root="zzz"), "no post is called 'zzz'; there is: "),
        # a title that several posts bear: their IRIs
        (Options(root="Chief Executive Officer"), "2 posts are called"),
        (Options(organization="Halvorsen"), "no organization is called 'Halvorsen'"),
        (Options(root="a", around="b"), "exclude each other"),
        (Options(depth=-1), "give 0 for the tops alone"),
    ],
)
def test_wrong_options_say_what_to_do(options: Options, message: str) -> None:
    graph = networkx.compose(tidewater(), made(3))
    with pytest.raises(UsageError) as caught:
        select(graph, options)
    assert message in str(caught.value)


def test_an_empty_graph_says_so() -> None:
    with pytest.raises(UsageError, match="the graph is empty"):
        select(networkx.DiGraph(), Options(root="a"))


def test_posts_without_any_line_are_told_apart_from_tops() -> None:
    graph = two_roots()
    forest = grow(graph, select(graph, Options()))
    assert len(forest.lone) == 3
    assert len(forest.roots()) == 2


def test_a_ring_of_ten_thousand_is_cut_once() -> None:
    graph = cycle(10_000)
    forest = grow(graph, select(graph, Options()))
    assert [found.place for found in forest.lines].count("cut") == 1
    assert max(depths(forest.parents)) == 9_999
