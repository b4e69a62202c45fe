"""A property graph on its way into a database: cut into batches, and counted back; what all such targets share.

A batch is one of three steps, in this order: `Forget` takes back what postings that are sent again said before, `Nodes`
and `Edges` merge rows. Merging is by key (the IRI, the reporting line), so each step can be done twice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from rolegraph.errors import UsageError
from rolegraph.exports.property_graph import Edge, PropertyGraph, Value, alike, property_graph
from rolegraph.exports.property_model import NODES, REPORTS_TO, Column, edge_columns
from rolegraph.loading.targets import Batch, Count, LoadOptions
from rolegraph.vocabulary import Quad

Row = Mapping[str, Any]

_ROWS: Final = 2000
_BYTES: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Forget:
    """Take back what postings said: relationships that no other posting states, and nodes left without any.

    Args:
        postings: Their IRIs.
    """

    postings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nodes:
    """Merge nodes of a label by `id`.

    Args:
        label: The label.
        columns: The properties that every row has.
        rows: `id` and `properties`.
    """

    label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Edges:
    """Merge relationships of a kind by the nodes that they join; reporting lines by their `id` as well.

    Args:
        type: The kind.
        pair: The labels of the nodes.
        columns: The properties that every row has, beside `id` and `postings`.
        rows: `low`, `high`, `postings`, `properties`, and for reporting lines `id`.
    """

    type: str
    pair: tuple[str, str]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class PropertyTarget:
    """What every open target for nodes and relationships has.

    Args:
        options: How to load.
    """

    units = "nodes and edges"
    holder = "kind"
    piecemeal = False  # a node says what all postings say of it, so that they go together

    def __init__(self, options: LoadOptions) -> None:
        self._options = options

    def plan(self, quads: Sequence[Quad]) -> list[Batch]:
        """Cut a graph into batches of rows; unless `replace` is False, what its postings said before goes first."""
        graph, options = property_graph(quads), self._options
        most = options.batch_bytes or _BYTES
        steps: list[Nodes | Edges] = [*_nodes(graph, most), *_edges(graph, most)]
        batches = [Batch(_name(step), len(step.rows), step) for step in steps]
        if graph.postings and options.replace is not False:
            postings = (graph.postings[start : start + _ROWS] for start in range(0, len(graph.postings), _ROWS))
            batches = [*(Batch("what was said before", 0, Forget(some)) for some in postings), *batches]
        return batches

    def missing(self, batches: Sequence[Batch]) -> Sequence[Batch]:
        """Return all of them: merging again is quick, and leaves the same."""
        return batches


def _name(step: Nodes | Edges) -> str:
    return f"nodes {step.label}" if isinstance(step, Nodes) else f"relationships {step.type}"


def _nodes(graph: PropertyGraph, most: int) -> Iterator[Nodes]:
    known = {row.label: row.columns for row in NODES}
    for label, nodes in groupby(graph.nodes, lambda node: node.label):
        for columns, members in alike(nodes, known[label]):
            rows = ({"id": node.id, "properties": node.properties} for node in members)
            yield from (Nodes(label, columns, some) for some in _pieces(rows, most))


def _edges(graph: PropertyGraph, most: int) -> Iterator[Edges]:
    by_kind = sorted(graph.edges, key=lambda edge: (edge.type, edge.pair))
    for (type_, pair), edges in groupby(by_kind, lambda edge: (edge.type, edge.pair)):
        own = tuple(column for column in edge_columns(type_) if column.name not in ("id", "postings"))
        for columns, members in alike(edges, own):
            yield from (Edges(type_, pair, columns, some) for some in _pieces(map(_row, members), most))


def _row(edge: Edge) -> dict[str, Any]:
    own = {name: found for name, found in edge.properties.items() if name not in ("id", "postings")}
    key = {"id": edge.properties["id"]} if edge.type == REPORTS_TO else {}
    return {
        **{"low": edge.start, "high": edge.end, **key},
        **{"postings": edge.properties.get("postings", []), "properties": own},
    }


def _pieces(rows: Iterable[Row], most: int) -> Iterator[tuple[Row, ...]]:
    """Yield rows in pieces of at most so many rows and, where one row is not longer, about so many characters."""
    piece: list[Row] = []
    size = 0
    for row in rows:
        own = sum(map(_size, row["properties"].values())) + 200
        if piece and (len(piece) == _ROWS or size + own > most):
            yield tuple(piece)
            piece, size = [], 0
        piece.append(row)
        size += own
    if piece:
        yield tuple(piece)


def _size(found: Value) -> int:
    return sum(map(len, found)) if isinstance(found, list) else len(found) if isinstance(found, str) else 8


def tally(batches: Iterable[Batch], count: Callable[[Nodes | Edges], int]) -> list[Count]:
    """Count back what was sent, by label and kind.

    Args:
        batches: What was planned.
        count: Tells how many rows of a step the target has.

    Returns:
        A count for each label and kind, in the order in which they were sent.
    """
    sent: dict[str, int] = {}
    found: dict[str, int] = {}
    for batch in batches:
        if not isinstance(batch.data, Forget):
            sent[batch.name] = sent.get(batch.name, 0) + batch.units
            found[batch.name] = found.get(batch.name, 0) + count(batch.data)
    return [Count(name, number, found[name]) for name, number in sent.items()]


def check_options(name: str, options: LoadOptions) -> None:
    """Refuse what makes sense for RDF alone.

    Raises:
        UsageError: Such an option is given.
    """
    for option in ("graph", "default_graph", "protocol", "query_url"):
        if getattr(options, option):
            shown = option.replace("_", "-")
            raise UsageError(f"--{shown} is for SPARQL endpoints: {name} has nodes and relationships, and no graphs")
