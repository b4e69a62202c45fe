"""Node-link JSON, as `networkx.node_link_graph(data, edges="edges")` and D3 read it."""

from typing import TYPE_CHECKING, BinaryIO

from rolegraph.exports.documents import write_json

if TYPE_CHECKING:
    import networkx


def write(graph: "networkx.DiGraph[str]", stream: BinaryIO) -> None:
    """Write a reporting graph as node-link JSON, lists kept.

    Args:
        graph: A reporting graph.
        stream: Where the UTF-8 goes.
    """
    document = {
        "directed": True,
        "multigraph": False,
        "graph": {},
        "nodes": [{"id": node, **data} for node, data in graph.nodes.items()],
        "edges": [{"source": one, "target": other, **data} for (one, other), data in graph.edges.items()],
    }
    write_json(document, stream)
