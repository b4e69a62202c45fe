"""Every graph format holds the reporting graph, as networkx and the csv module read it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.errors import OutputError
from rolegraph.exports import FORMATS
from rolegraph.exports.attributes import SEPARATOR
from rolegraph.structure import ReportingGraph, reporting
from rolegraph.vocabulary import literal

from .samples import naughty_strings, quads_of, sample


def read_graphml(data: bytes) -> Any:
    return nx.read_graphml(io.BytesIO(data))


def read_gexf(data: bytes) -> Any:
    return nx.read_gexf(io.BytesIO(data))


def read_node_link(data: bytes) -> Any:
    return nx.node_link_graph(json.loads(data), edges="edges")


def read_cytoscape(data: bytes) -> Any:
    return nx.cytoscape_graph(json.loads(data))


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


READERS: dict[str, Callable[[bytes], Any]] = {
    "graphml": read_graphml,
    "gexf": read_gexf,
    "node-link": read_node_link,
    "cytoscape": read_cytoscape,
}


# what a format repeats among the attributes
REPEATED = {"id", "value", "name", "source", "target"}


def comparable(attributes: dict[str, Any]) -> dict[str, Any]:
    """Join lists as the flat formats do, and leave out empty texts, which networkx does not read from GraphML."""
    joined = {k: SEPARATOR.join(v) if isinstance(v, list) else v for k, v in attributes.items() if k not in REPEATED}
    return {name: found for name, found in joined.items() if found != ""}


def assert_same(found: Any, graph: ReportingGraph) -> None:
    assert found.is_directed()
    assert {n: comparable(d) for n, d in found.nodes.items()} == {n: comparable(d) for n, d in graph.nodes.items()}
    assert {e: comparable(d) for e, d in found.edges.items()} == {e: comparable(d) for e, d in graph.edges.items()}


@pytest.mark.parametrize("name", READERS)
def test_hostile_labels_come_back(name: str, shared: Path) -> None:
    graph = reporting(quads_of(naughty_strings(shared)))
    assert_same(READERS[name](FORMATS[name].render(graph)), graph)


@pytest.mark.parametrize("name", READERS)
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n\r")
    )
)
def test_any_label_that_the_door_lets_in_comes_back(name: str, text: str) -> None:
    graph = reporting(quads_of(["Head", text]))
    assert_same(READERS[name](FORMATS[name].render(graph)), graph)


@pytest.mark.parametrize("name", READERS)
def test_json_keeps_lists_and_every_format_the_empty_graph(name: str) -> None:
    assert len(READERS[name](FORMATS[name].render(reporting([])))) == 0
    if name in {"node-link", "cytoscape"}:
        _, graph = sample()
        found = READERS[name](FORMATS[name].render(graph))
        assert [data["titles"] for data in found.nodes.values()] == [data["titles"] for data in graph.nodes.values()]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
@pytest.mark.parametrize("character", ["\a", "\x00", "\ufffe", "\ud800"])
def test_xml_refuses_what_it_cannot_say(name: str, character: str) -> None:
    _, graph = sample()
    node = list(graph)[2]
    graph.nodes[node]["label"] = f"bell {character}"
    with pytest.raises(OutputError, match=f"XML has no such character: label of '{node}'"):
        FORMATS[name].render(graph)


def test_gexf_bears_no_date() -> None:
    _, graph = sample()
    assert b"lastmodified" not in FORMATS["gexf"].render(graph)


def test_the_edge_list_tells_every_line() -> None:
    _, graph = sample()
    rows = read_csv(FORMATS["edges-raw"].render(graph))
    assert [(row["source"], row["target"]) for row in rows] == list(graph.edges)
    assert rows[0]["kinds"] == "solid-line"
    assert rows[0]["confidence"] == "0.85"
    assert {row["hierarchy"] for row in rows} == {"true", "false"}  # the head's line to itself has no org:reportsTo
    assert [row["source_label"] for row in rows] == [graph.nodes[low]["label"] for low, _ in graph.edges]


def test_the_node_list_tells_every_node() -> None:
    _, graph = sample()
    rows = read_csv(FORMATS["nodes-raw"].render(graph))
    assert [row["id"] for row in rows] == list(graph)
    assert [row["label"] for row in rows] == [data["label"] for data in graph.nodes.values()]
    assert {row["titles"] for row in rows} == {SEPARATOR.join(data["titles"]) for data in graph.nodes.values()}
    assert {row["direct_reports_min"] for row in rows} == {""}


@pytest.mark.parametrize("name", ["edges", "nodes"])
def test_no_cell_is_a_formula(name: str, shared: Path) -> None:
    labels = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", *naughty_strings(shared)]
    data = FORMATS[name].render(reporting(quads_of(labels)))
    cells = [cell for row in csv.reader(io.StringIO(data.decode(), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "-", "@"} or cell[:1] in {"\t", "\r"}]
    assert "'=1+1" in cells


def test_raw_cells_are_as_stated_but_for_line_breaks() -> None:
    graph = reporting(quads_of(["=1+1", "two\nlines"]))
    labels = {row["label"] for row in read_csv(FORMATS["nodes-raw"].render(graph))}
    assert labels == {"=1+1", "two lines"}
    assert FORMATS["nodes-raw"].render(graph).count(b"\n") == 3


def test_a_lone_surrogate_is_refused_in_csv_and_escaped_in_json() -> None:
    _, graph = sample()
    graph.nodes[next(iter(graph))]["label"] = "\ud800"
    with pytest.raises(OutputError, match="lone surrogates"):
        FORMATS["nodes"].render(graph)
    assert json.loads(FORMATS["node-link"].render(graph))["nodes"][0]["label"] == "\ud800"


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.takes == "reporting"])
def test_writing_leaves_the_graph_as_it_was(name: str) -> None:
    quads, graph = sample()
    FORMATS[name].render(graph)
    assert nx.utils.graphs_equal(graph, reporting(quads))
    assert literal("") in {quad[2] for quad in quads}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_attributes_of_different_types_are_texts(name: str) -> None:
    graph: ReportingGraph = nx.DiGraph()
    graph.add_node("a", size=1, share=0.5, open=True)
    graph.add_node("b", size="many", share=0.25, open=False)
    found = READERS[name](FORMATS[name].render(graph))
    assert [data["size"] for data in found.nodes.values()] == ["1", "many"]
    assert [data["share"] for data in found.nodes.values()] == [0.5, 0.25]
    assert [data["open"] for data in found.nodes.values()] == [True, False]
