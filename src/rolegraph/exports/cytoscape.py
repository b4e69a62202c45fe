"""Cytoscape.js JSON, https://js.cytoscape.org/#notation/elements-json, as Cytoscape and networkx read it."""

from typing import TYPE_CHECKING, BinaryIO

from rolegraph.exports.documents import write_json

if TYPE_CHECKING:
    import networkx


def write(graph: "networkx.DiGraph[str]", stream: BinaryIO) -> None:
    """Write a reporting graph as Cytoscape JSON, lists kept; `name` repeats the label, which Cytoscape shows.

    Args:
        graph: A reporting graph.
        stream: Where the UTF-8 goes.
    """
    nodes = (
        {**data, "id": node, "value": node, "name": data.get("label", "") or node} for node, data in graph.nodes.items()
    )
    edges = ({**data, "source": one, "target": other} for (one, other), data in graph.edges.items())
    document = {
        "data": [],
        "directed": True,
        "multigraph": False,
        "elements": {"nodes": [{"data": node} for node in nodes], "edges": [{"data": edge} for edge in edges]},
    }
    write_json(document, stream)
