"""The nodes of a reporting graph as CSV: one row a post, unit, organization or person."""

from typing import TYPE_CHECKING, BinaryIO, Final

from rolegraph.exports.documents import write_csv

if TYPE_CHECKING:
    import networkx

COLUMNS: Final = (
    *("id", "label", "kind", "organization", "unit", "seniority", "locations", "advertised", "titles", "alternatives"),
    *("direct_reports", "direct_reports_min", "direct_reports_max"),
)


def write(graph: "networkx.DiGraph[str]", stream: BinaryIO, *, raw: bool = False) -> None:
    """Write the nodes of a reporting graph as CSV; several values in a cell are joined by " | ".

    Args:
        graph: A reporting graph.
        stream: Where the UTF-8 goes.
        raw: False guards against formulas, as `documents.write_csv` says.

    Raises:
        OutputError: A text holds a lone surrogate.
    """
    write_csv(COLUMNS, ({**data, "id": node} for node, data in graph.nodes.items()), stream, raw=raw)
