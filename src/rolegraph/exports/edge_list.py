"""The lines of a reporting graph as CSV: one row a line, from subordinate to superior."""

from typing import TYPE_CHECKING, BinaryIO, Final

from rolegraph.exports.documents import write_csv

if TYPE_CHECKING:
    import networkx

COLUMNS: Final = (
    *("source", "target", "source_label", "target_label", "kinds", "hierarchy", "alternative"),
    *("confidence", "postings", "quotes"),
)


def write(graph: "networkx.DiGraph[str]", stream: BinaryIO, *, raw: bool = False) -> None:
    """Write the lines of a reporting graph as CSV; several values in a cell are joined by " | ".

    Args:
        graph: A reporting graph.
        stream: Where the UTF-8 goes.
        raw: False guards against formulas, as `documents.write_csv` says.

    Raises:
        OutputError: A text holds a lone surrogate.
    """
    labels = graph.nodes(data="label", default="")
    rows = (
        {**data, "source": one, "target": other, "source_label": labels[one], "target_label": labels[other]}
        for (one, other), data in graph.edges.items()
    )
    write_csv(COLUMNS, rows, stream, raw=raw)
