"""A property graph as Parquet: a file a label and a type, for pandas, DuckDB, Spark and Arrow. Needs pyarrow."""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from rolegraph.errors import OutputError
from rolegraph.exports.property_graph import PropertyGraph, Value
from rolegraph.exports.property_model import NODES, Column, edge_columns

if TYPE_CHECKING:
    import pyarrow

_TYPES: Final = {"string": "string", "long": "int64", "double": "float64", "boolean": "bool"}
_README: Final = """\
# Written by rolegraph: a property graph as Parquet

`nodes/LABEL.parquet` has a row a node, `id` its IRI. `relationships/TYPE.parquet` has a row a relationship: `source`
and `target` are the `id` of the nodes that it joins, `source_label` and `target_label` their labels.
docs/property-graph.md of rolegraph says what the columns mean.
"""


def files(graph: PropertyGraph) -> Iterator[tuple[str, bytes]]:
    """Yield the files, by their paths in the folder.

    Args:
        graph: A property graph.

    Raises:
        OutputError: pyarrow is not installed.
    """
    columns = {row.label: row.columns for row in NODES}
    for label, nodes in groupby(graph.nodes, lambda node: node.label):
        head = (Column("id", "string", ""), *columns[label])
        rows: list[dict[str, Value]] = [{"id": node.id, **node.properties} for node in nodes]
        yield f"nodes/{label}.parquet", _table(head, rows)
    ends = tuple(Column(name, "string", "") for name in ("source", "target", "source_label", "target_label"))
    for type_, edges in groupby(graph.edges, lambda edge: edge.type):
        rows = [
            {
                **{"source": edge.start, "target": edge.end},
                **{"source_label": edge.pair[0], "target_label": edge.pair[1]},
                **edge.properties,
            }
            for edge in edges
        ]
        yield f"relationships/{type_}.parquet", _table((*ends, *edge_columns(type_)), rows)
    yield "README.md", _README.encode()


def _table(columns: Sequence[Column], rows: Iterable[dict[str, Value]]) -> bytes:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise OutputError("Parquet needs pyarrow: install it with pip install 'rolegraph[parquet]'") from error
    schema = pyarrow.schema([pyarrow.field(column.name, _type(pyarrow, column)) for column in columns])
    stream = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(list(rows), schema=schema), stream, compression="zstd")
    return stream.getvalue()


def _type(pyarrow: Any, column: Column) -> "pyarrow.DataType":
    name = column.kind.removesuffix("[]")
    own = pyarrow.type_for_alias(_TYPES[name])
    return pyarrow.list_(own) if name != column.kind else own
