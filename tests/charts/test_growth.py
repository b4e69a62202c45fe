"""No shape of organization makes a chart take more than its share of time, and the benchmark runs."""

import time
from collections.abc import Callable

import networkx
import pytest

from benchmarks.charts import main
from rolegraph.charts import Options, chart
from rolegraph.charts.scope import MOST

from .organizations import cycle, made
from .pictures import read

Graph = networkx.DiGraph


def chain(posts: int) -> "networkx.DiGraph[str]":
    return networkx.DiGraph([(f"urn:{low + 1:06}", f"urn:{low:06}") for low in range(posts - 1)])


def single(posts: int) -> "networkx.DiGraph[str]":
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from((f"urn:{number}", {"label": f"Post {number}"}) for number in range(posts))
    return graph


def organizations(posts: int) -> "networkx.DiGraph[str]":
    graph = single(posts)
    for number, iri in enumerate(graph):
        graph.nodes[iri]["organization"] = f"Organization {number}"
    return graph


def star(posts: int) -> "networkx.DiGraph[str]":
    return made(posts, spread=posts * 10)


def seconds(graph: "networkx.DiGraph[str]", suffix: str) -> float:
    """The shorter of two runs, in seconds of this process alone: other processes of the machine do not count."""
    found = []
    for _ in range(2):
        start = time.process_time()
        chart(graph, format=suffix)
        found.append(time.process_time() - start)
    return min(found)


@pytest.mark.parametrize("suffix", ["svg", "html"])
@pytest.mark.parametrize("shape", [made, star, chain, cycle, single, organizations], ids=lambda shape: shape.__name__)
def test_time_grows_with_the_posts(shape: Callable[[int], "networkx.DiGraph[str]"], suffix: str) -> None:
    small, large = seconds(shape(1_000), suffix), seconds(shape(4_000), suffix)
    # in proportion it would be 4 times, squared 16 times
    assert large < 10 * small + 0.1


def test_of_too_many_posts_those_near_the_top_are_drawn() -> None:
    graph = star(MOST + 5_000)
    picture = chart(graph)
    assert len(read(picture).boxes) == MOST
    assert b"+5,000" in picture
    assert b"5,000 posts outside this picture" in picture


def test_around_draws_superiors_peers_and_reports() -> None:
    graph = made(400)
    wanted = "https://example.org/7-40"
    (boss,) = graph.successors(wanted)
    (top,) = graph.successors(boss)
    near = {wanted, boss, top, *graph.predecessors(wanted), *graph.predecessors(boss), *graph.successors(top)}
    assert len(read(chart(graph, options=Options(around=wanted))).boxes) == len(near)


def test_the_benchmark_measures_each_format(capsys: pytest.CaptureFixture[str]) -> None:
    main(150)
    told = capsys.readouterr().out
    for suffix in (".svg", ".html", ".dot", ".mmd"):
        assert told.count(suffix) == 3
    assert "paint" in told
