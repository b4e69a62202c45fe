"""Org charts of a reporting graph: SVG, PNG, interactive HTML, Graphviz and Mermaid text, without any system program.

    graph --scope--> posts --forest--> trees --layout--> places --> one renderer per format

A graph here is what `rolegraph.structure` makes: a `networkx.DiGraph` whose nodes are IRIs with `label`, `kind`,
`organization`, `unit`, `seniority`, `locations`, `advertised`, `titles`, and from tables of posts `grade`, `vacant`,
`fte` and `identifier`; edges go from subordinate to superior with `kinds`, `confidence`, `quotes`, `postings` and
`hierarchy`. What is missing is taken for unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from rolegraph.charts import dot, html, mermaid, png, svg
from rolegraph.charts.forest import Forest, grow
from rolegraph.charts.options import ColorBy, Options
from rolegraph.charts.scope import select
from rolegraph.errors import UsageError

if TYPE_CHECKING:
    import networkx

__all__ = ["FORMATS", "ColorBy", "Options", "chart"]


def _png(forest: Forest, options: Options) -> bytes:
    return png.rasterize(svg.render(forest, options))


FORMATS: Final[dict[str, Callable[[Forest, Options], bytes]]] = {
    ".svg": svg.render,
    ".png": _png,
    ".html": html.render,
    ".dot": dot.render,
    ".mmd": mermaid.render,
}
"""Each format by the suffix of its files."""


def chart(graph: networkx.DiGraph[str], *, format: str = ".svg", options: Options | None = None) -> bytes:
    """Draw who reports to whom.

    Args:
        graph: The reporting graph; one without a post gives a picture that says so.
        format: A suffix of `FORMATS`, with or without its dot.
        options: Which part is drawn, its colours and its title; everything by seniority when None.

    Returns:
        The file's content; the same bytes for the same graph. (PNG: where titles need a font that does not come with
        rolegraph, the fonts of the machine decide.)

    Raises:
        UsageError: An unknown format, or options that name a post or organization which the graph does not have.
        OutputError: PNG is asked for and resvg_py is not installed.

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph()
        >>> graph.add_node("urn:a", label="Data Analyst")
        >>> graph.add_node("urn:b", label="Head of Data", advertised=False)
        >>> graph.add_edge("urn:a", "urn:b", kinds=["solid-line"])
        >>> print(chart(graph, format="mmd").decode().splitlines()[2])
          p0["Data Analyst"]
    """
    suffix = format if format.startswith(".") else f".{format}"
    render = FORMATS.get(suffix)
    if render is None:
        raise UsageError(f"no chart format is called {format!r}: give one of {', '.join(FORMATS)}")
    chosen = options or Options()
    # a page collapses what the other formats leave out
    return render(grow(graph, select(graph, chosen, whole=suffix == ".html")), chosen)
