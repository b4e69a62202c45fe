"""All measures of a graph together, as a report to read, as JSON, as CSV and as triples."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rolegraph.errors import UsageError
from rolegraph.structure.hierarchy import Hierarchy, Node
from rolegraph.structure.identities import unite
from rolegraph.structure.measures import MEASURES, Measure, find_measure
from rolegraph.structure.reporting import reporting
from rolegraph.structure.tables import draw, safe_cell
from rolegraph.vocabulary import RG, XSD, Quad, literal

if TYPE_CHECKING:
    import networkx

_SHOWN: Final = 10  # rows of a measure in the text report
# what a column is headed by that no Python name says
_HEADINGS: Final = {"s1": "1", "s2_3": "2-3", "s4_7": "4-7", "s8_12": "8-12", "s13_16": "13-16", "s17": "17+"}
_NODE_TYPES: Final = (Node, tuple[Node, ...])  # the annotations of columns that hold nodes


@dataclass(frozen=True, slots=True)
class Result:
    """What one measure found: its rows are NamedTuples of the type `measure.row`."""

    measure: Measure
    rows: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The measures of one graph.

    Args:
        graph: The reporting graph.
        results: One for each measure asked for, in the order asked.
    """

    graph: "networkx.DiGraph[str]"
    results: Sequence[Result]

    def counts(self) -> dict[str, int]:
        """Return how many nodes, advertised posts, lines, lines of the hierarchy and organizations there are."""
        nodes, edges = self.graph.nodes.values(), self.graph.edges.values()
        return {
            "nodes": len(self.graph),
            "advertised": sum(bool(data.get("advertised")) for data in nodes),
            "lines": len(edges),
            "hierarchy": sum(bool(data.get("hierarchy", True)) for data in edges),
            "organizations": len({data.get("organization", "") for data in nodes} - {""}),
        }

    def limited(self, rows: int) -> "Analysis":
        """Return the analysis with the first `rows` rows of each measure; 0 for all.

        Example:
            >>> import networkx
            >>> found = analyze(networkx.DiGraph([("baker", "head"), ("porter", "head")]), measures=["layers"])
            >>> len(found.limited(1).results[0].rows)
            1
        """
        cut = [Result(result.measure, result.rows[: rows or None]) for result in self.results]
        return Analysis(self.graph, cut)

    def to_text(self, *, rows: int = _SHOWN) -> str:
        """Return a report to read, at most 80 columns wide, ending in a newline.

        Nodes stand under their labels. The first `rows` rows of each measure are shown (0 for all), the rest counted.
        """
        parts = [", ".join(f"{name} {count}" for name, count in self.counts().items())]
        for result in self.results:
            lines = [f"{result.measure.name}: {result.measure.description}"]
            shown = result.rows[: rows or None]
            cells = [[self._words(cell, node) for _, cell, node in _cells(result.measure, row)] for row in shown]
            header = [_HEADINGS.get(name) or name.replace("_", " ") for name in result.measure.row._fields]
            lines += draw(header, cells) if cells else ["  none"]
            if len(shown) < len(result.rows):
                lines.append(f"  ... and {len(result.rows) - len(shown)} more")
            parts.append("\n".join(lines))
        return "\n\n".join(parts) + "\n"

    def to_json(self) -> dict[str, Any]:
        """Return the analysis for `json.dumps`.

        The counts, and under "measures" the list of rows of each measure by its name. A node is an object with its
        `id` (IRI) and `label`.
        """
        found = {
            result.measure.name: [
                {name: self._objects(cell) if node else cell for name, cell, node in _cells(result.measure, row)}
                for row in result.rows
            ]
            for result in self.results
        }
        return {**self.counts(), "measures": found}

    def to_csv(self) -> str:
        """Return the analysis as CSV (RFC 4180, but lines end in a bare newline), with a header.

        One measure: its own columns; a column of nodes holds their IRIs and is followed by one of their labels
        ("post", "post_label"). Several measures: the columns `measure`, `row` (from 1), `column` and `value`. Several
        values in a cell are joined by " | ". A cell that a spreadsheet would take for a formula (it begins with
        "=", "+", "-", "@", tab or carriage return) gets an apostrophe in front.
        """
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        single = self.results[0].measure if len(self.results) == 1 else None
        writer.writerow(_columns(single) if single else ("measure", "row", "column", "value"))
        for result in self.results:
            for number, row in enumerate(result.rows, 1):
                values = [value for cell in _cells(result.measure, row) for value in self._values(cell)]
                if single:
                    writer.writerow(values)
                else:
                    named = zip(_columns(result.measure), values, strict=True)
                    writer.writerows((result.measure.name, number, column, value) for column, value in named)
        return stream.getvalue()

    def to_quads(self) -> list[Quad]:
        """Return what the measures say of posts as quads in the default graph, sorted; `STATED` says by which property.

        Raises:
            UsageError: None of the measures says anything of posts.
        """
        named = [result.measure.name for result in self.results]
        if named and not STATED.keys() & set(named):
            known = ", ".join(STATED)
            raise UsageError(f"{', '.join(named)}: nothing of it can be said in RDF; {known} can")
        found: set[Quad] = set()
        for result in self.results:
            for column, (predicate, datatype) in STATED.get(result.measure.name, {}).items():
                values = ((row.post, getattr(row, column)) for row in result.rows)
                found.update(_stated(post, predicate, cell, datatype) for post, cell in values if cell is not None)
        return sorted(found)

    def _label(self, node: str) -> str:
        return str(self.graph.nodes[node].get("label", "") or node)

    def _words(self, cell: Any, node: bool) -> str:
        """Return a cell of the text report."""
        if isinstance(cell, tuple):
            return ", ".join(self._words(part, node) for part in cell)
        if node:
            return self._label(cell)
        if isinstance(cell, bool):
            return "yes" if cell else ""
        return "" if cell is None else str(cell)

    def _objects(self, cell: Any) -> Any:
        """Return a node, or several, for JSON."""
        if isinstance(cell, tuple):
            return [self._objects(part) for part in cell]
        return {"id": cell, "label": self._label(cell)}

    def _values(self, cell: "_Cell") -> Iterator[str]:
        """Yield what a cell puts into its column of a CSV, for nodes also what goes into that of the labels."""
        parts = cell.value if isinstance(cell.value, tuple) else (cell.value,)
        yield safe_cell(" | ".join("" if part is None else str(part) for part in parts))
        if cell.holds_nodes:
            yield safe_cell(" | ".join(self._label(part) for part in parts))


STATED: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "depths": {"layer": (RG.layer, XSD.integer)},
    "spans": {"direct": (RG.spanOfControl, XSD.integer), "whole": (RG.subtreeSize, XSD.integer)},
    "bottlenecks": {"dominates": (RG.dominates, XSD.integer)},
    "between": {"between": (RG.betweenness, XSD.decimal)},
    "alike": {"other": (RG.resembles, "")},
    "alike-to": {"other": (RG.resembles, "")},
}
"""Columns that are said in RDF: by measure and column, the property and the datatype, "" where the value is a node."""


def _stated(post: Node, predicate: str, cell: Any, datatype: str) -> Quad:
    if not datatype:
        return term(post), predicate, term(cell), ""
    spelled = f"{cell:.6f}".rstrip("0").removesuffix(".") if datatype == XSD.decimal else str(cell)
    return term(post), predicate, literal(spelled, datatype), ""


def term(node: str) -> str:
    """Return a node of the reporting graph as a term.

    Example:
        >>> term("https://example.org/head"), term("_:b1")
        ('<https://example.org/head>', '_:b1')
    """
    return node if node.startswith("_:") else f"<{node}>"


class _Cell(NamedTuple):
    column: str
    value: Any
    holds_nodes: bool


def _cells(measure: Measure, row: Any) -> list[_Cell]:
    """Return the cells of a row, each with its column's name and whether that column holds nodes."""
    annotations = measure.row.__annotations__
    return [_Cell(name, value, annotations[name] in _NODE_TYPES) for name, value in zip(row._fields, row, strict=True)]


def _columns(measure: Measure) -> list[str]:
    """Return the columns of a measure's CSV."""
    found = []
    for name, annotation in measure.row.__annotations__.items():
        found += [name, f"{name}_label"] if annotation in _NODE_TYPES else [name]
    return found


def analyze(
    source: "Sequence[Quad] | networkx.DiGraph[str]",
    *,
    organization: str = "",
    measures: Sequence[str] = (),
    roles: Sequence[str] = (),
) -> Analysis:
    """Measure a graph.

    Args:
        source: A graph's quads, or a reporting graph; from the latter commitments and programs cannot be told, and are
            left out.
        organization: The name or IRI of one organization whose posts are measured; "" for all. Only with quads.
        measures: Names of `MEASURES`; none for all that need no roles, and those for as many roles as there are.
        roles: Labels or IRIs, for the measures that are asked about one role or two.

    Returns:
        The analysis. A graph with no node gives empty measures.

    Raises:
        UsageError: A measure, an organization or a role is not known, or a measure is asked about too many or too few.

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph([("baker", "head"), ("porter", "head")])
        >>> print(analyze(graph, measures=["roots"]).to_text(), end="")
        nodes 3, advertised 0, lines 2, hierarchy 2, organizations 0
        <BLANKLINE>
        roots: The tops: posts that others report to and that report to nobody.
          post  direct
          ----  ------
          head       2
    """
    import networkx as nx

    asked = [find_measure(name) for name in measures]
    if isinstance(source, nx.DiGraph):
        if organization:
            raise UsageError("a reporting graph is measured whole: choose the organization when it is made")
        hierarchy = Hierarchy(source)
    else:
        # what is told of posts that are one is told of one
        quads = unite(source)
        hierarchy = Hierarchy(reporting(quads, organization=organization), quads)
    if not asked:
        told = (measure for measure in MEASURES.values() if not measure.from_quads or hierarchy.quads)
        asked = [measure for measure in told if measure.roles in {0, len(roles)}]
    for measure in asked:
        if measure.roles not in {0, len(roles)}:
            raise UsageError(f"{measure.name} {_asks(measure.roles)}, {len(roles) or 'none'} given")
    results = [Result(measure, measure.function(hierarchy, *roles[: measure.roles])) for measure in asked]
    return Analysis(hierarchy.graph, results)


def _asks(roles: int) -> str:
    """Return how to name as many roles as a measure is asked about."""
    return ("takes no --role", "needs --role ROLE once", "needs --role ROLE twice")[roles]
