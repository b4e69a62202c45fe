"""LadybugDB, an embedded property graph that Cypher asks: `ladybug=PATH`, no server, one writer at a time.

Its tables are typed and made from the model. Rows are merged by parameters, never by text; what a table has no column
for was left out before. A value that a row does not state stays as it was.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rolegraph.errors import StoreError
from rolegraph.exports.property_model import EDGES, NODES, REPORTS_TO, Column, EdgeType, edge_columns
from rolegraph.loading.properties import Edges, Forget, Nodes, PropertyTarget, check_options, tally
from rolegraph.loading.targets import Batch, Count, LoadOptions

if TYPE_CHECKING:
    import ladybug

_TYPES: Final = {"string": "STRING", "long": "INT64", "double": "DOUBLE", "boolean": "BOOL", "string[]": "STRING[]"}
_ORPHANS: Final = "MATCH (n:{} {{id: id}}) WHERE NOT EXISTS {{ MATCH (n)-[]-() }} DELETE n"


def connect(name: str, address: str, options: LoadOptions) -> "Ladybug":
    """Open a database, or make it where there is none.

    Args:
        name: What the target is called.
        address: The path of the database.
        options: How to load.

    Raises:
        UsageError: An option is for RDF alone.
        StoreError: It cannot be opened: another program has it open, or it is none of Ladybug's.
    """
    check_options(name, options)
    import ladybug

    if not Path(address).absolute().parent.is_dir():
        raise StoreError(f"{address}: the folder {Path(address).absolute().parent} does not exist: make it first")
    try:
        database = ladybug.Database(address)
        connection = ladybug.Connection(database)
        for statement in schema():
            connection.execute(statement)
    except RuntimeError as error:
        raise StoreError(f"{address}: cannot be opened: {_first_line(error)}{_advice(error)}") from error
    return Ladybug(address, database, connection, options)


def schema() -> list[str]:
    """Return the statements that make the tables of the model, where they are not there yet.

    Example:
        >>> schema()[4]
        'CREATE NODE TABLE IF NOT EXISTS `Unit` (id STRING PRIMARY KEY, `name` STRING, `quote` STRING, `confidence`
        DOUBLE, `rule` STRING)'
    """
    nodes = [
        f"CREATE NODE TABLE IF NOT EXISTS `{row.label}` (id STRING PRIMARY KEY{_columns(row.columns)})" for row in NODES
    ]
    edges = [
        f"CREATE REL TABLE IF NOT EXISTS `{row.name}` ({_pairs(row)}{_columns(edge_columns(row.name))})"
        for row in EDGES
    ]
    return nodes + edges


def _pairs(row: EdgeType) -> str:
    return ", ".join(f"FROM `{low}` TO `{high}`" for low, high in row.pairs)


def _columns(columns: Sequence[Column]) -> str:
    return "".join(f", `{column.name}` {_TYPES[column.kind]}" for column in columns)


class Ladybug(PropertyTarget):
    """An open database."""

    def __init__(
        self, path: str, database: "ladybug.Database", connection: "ladybug.Connection", options: LoadOptions
    ) -> None:
        super().__init__(options)
        self._path = path
        self._database = database
        self._connection = connection

    def send(self, batch: Batch) -> None:
        """Merge a batch, in a transaction of its own."""
        step = batch.data
        if isinstance(step, Forget):
            self._forget(step)
        elif isinstance(step, Nodes):
            rows = [{"id": row["id"], **row["properties"]} for row in step.rows]
            self._run(f"UNWIND $rows AS row MERGE (n:`{step.label}` {{id: row.id}}){_sets('n', step.columns)}", rows)
        else:
            self._merge(step)

    def _merge(self, step: Edges) -> None:
        key = " {id: row.id}" if step.type == REPORTS_TO else ""
        match = f"{_ends(step)} MERGE (a)-[r:`{step.type}`{key}]->(b)"
        # an empty list has no type of its own, so rows that no posting states go apart
        for stated in (True, False):
            rows = [_flat(row, stated=stated) for row in step.rows if bool(row["postings"]) is stated]
            sets = _sets("r", step.columns)
            if stated:
                known = (
                    "list_filter(coalesce(r.postings, CAST([] AS STRING[])), x -> NOT list_contains(row.postings, x))"
                )
                sets += f"{',' if sets else ' SET'} r.postings = list_concat({known}, row.postings)"
            if rows:
                self._run(f"UNWIND $rows AS row {match}{sets}", rows)

    def _forget(self, step: Forget) -> None:
        """Take back what postings said: their names from the lists, then relationships, then nodes without any."""
        postings = list(step.postings)
        lonely: set[tuple[str, str]] = set()
        for row in EDGES:
            match = f"MATCH (a)-[r:`{row.name}`]->(b) WHERE list_has_any(r.postings, $postings)"
            ends = self._rows(f"{match} RETURN DISTINCT label(a), a.id, label(b), b.id", postings=postings)
            if not ends:
                continue
            # a lambda takes no parameter, but a variable
            left = "list_filter(r.postings, x -> NOT list_contains(gone, x))"
            self._execute(
                f"UNWIND [$postings] AS gone MATCH (a)-[r:`{row.name}`]->(b) WHERE list_has_any(r.postings, gone) "
                f"SET r.postings = {left}",
                postings=postings,
            )
            self._execute(f"MATCH (a)-[r:`{row.name}`]->(b) WHERE size(r.postings) = 0 DELETE r")
            lonely.update((label, id_) for one in ends for label, id_ in (one[:2], one[2:]))
        for label in sorted({label for label, _ in lonely}):
            ids = sorted(id_ for other, id_ in lonely if other == label)
            self._execute(f"UNWIND $ids AS id {_ORPHANS.format(f'`{label}`')}", ids=ids)

    def counts(self, batches: Sequence[Batch]) -> list[Count]:
        """Count back the nodes and relationships that were sent."""
        return tally(batches, self._count)

    def _count(self, step: Nodes | Edges) -> int:
        if isinstance(step, Nodes):
            query = f"UNWIND $rows AS row MATCH (n:`{step.label}` {{id: row.id}}) RETURN count(*)"
            rows = [{"id": row["id"]} for row in step.rows]
        else:
            key = " {id: row.id}" if step.type == REPORTS_TO else ""
            query = f"UNWIND $rows AS row {_ends(step)}, (a)-[r:`{step.type}`{key}]->(b) RETURN count(*)"
            rows = [{name: row[name] for name in ("low", "high", "id") if name in row} for row in step.rows]
        return int(self._rows(query, rows=rows)[0][0])

    def close(self) -> None:
        """Close the database, which writes what is still in its log."""
        self._connection.close()
        self._database.close()

    def _run(self, query: str, rows: list[dict[str, Any]]) -> None:
        self._execute(query, rows=rows)

    def _rows(self, query: str, **parameters: Any) -> list[list[Any]]:
        result = self._execute(query, **parameters)
        return [list(row) for row in result.get_all()]

    def _execute(self, query: str, **parameters: Any) -> Any:
        try:
            return self._connection.execute(query, parameters)
        except RuntimeError as error:
            raise StoreError(f"{self._path}: {_first_line(error)}") from error


def _ends(step: Edges) -> str:
    return f"MATCH (a:`{step.pair[0]}` {{id: row.low}}), (b:`{step.pair[1]}` {{id: row.high}})"


def _flat(row: Any, *, stated: bool) -> dict[str, Any]:
    key = {"id": row["id"]} if "id" in row else {}
    postings = {"postings": row["postings"]} if stated else {}
    return {"low": row["low"], "high": row["high"], **key, **postings, **row["properties"]}


def _sets(name: str, columns: Sequence[Column]) -> str:
    sets = ", ".join(f"{name}.`{column.name}` = row.`{column.name}`" for column in columns)
    return f" SET {sets}" if sets else ""


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def _advice(error: Exception) -> str:
    return ": another program has it open, wait for it" if "lock" in str(error).lower() else ""
