"""Neo4j over Bolt, with the official driver: constraints, rows merged in managed transactions, counted back.

    neo4j://HOST:7687            the default database
    neo4j://HOST:7687/roles      the database called roles

Every statement is fixed text; what a graph says goes in as parameters.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from rolegraph.errors import StoreError, UsageError
from rolegraph.exports.cypher import constraints
from rolegraph.exports.property_model import EDGES, NODES, REPORTS_TO
from rolegraph.loading.properties import Edges, Forget, Nodes, PropertyTarget, check_options, tally
from rolegraph.loading.targets import Batch, Count, LoadOptions
from rolegraph.retrying import Passing

if TYPE_CHECKING:
    import neo4j

_KNOWN: Final = "MATCH (p:Posting|PostTable) WHERE p.id IN $postings RETURN count(p)"
# each relationship takes its ends with it when they have no other
_FORGET: Final = (
    f"MATCH (a)-[r:{'|'.join(row.name for row in EDGES)}]->(b) WHERE any(p IN r.postings WHERE p IN $postings) "
    "CALL { WITH a, r, b SET r.postings = [p IN r.postings WHERE NOT p IN $postings] WITH a, r, b "
    "WHERE size(r.postings) = 0 DELETE r WITH a, b UNWIND [a, b] AS n WITH DISTINCT n WHERE NOT (n)--() DELETE n } "
    "IN TRANSACTIONS OF 5000 ROWS"
)


def connect(name: str, address: str, options: LoadOptions) -> "Neo4j":
    """Connect to a server.

    Args:
        name: What the target is called.
        address: Its URL; a path names the database.
        options: How to load.

    Raises:
        UsageError: The URL says more than host, port and database, or an option is for RDF alone.
        StoreError: It cannot be reached, or refuses the login or the database.
    """
    check_options(name, options)
    parts = urlsplit(address if "://" in address else f"neo4j://{address}")
    database = parts.path.strip("/")
    if parts.query or parts.fragment or "/" in database:
        raise UsageError(f"{address}: give scheme, host, port and database, as in neo4j://127.0.0.1:7687/neo4j")
    import neo4j

    url = f"{parts.scheme}://{parts.netloc}"
    login = (options.login.user, options.login.password) if options.login else None
    target = Neo4j(address, database or None, options)
    with target.telling():
        try:
            # its warnings are about the style of statements, and go into logs that nobody asked for
            target.driver = neo4j.GraphDatabase.driver(
                url,
                auth=login,
                connection_timeout=options.timeout,
                max_transaction_retry_time=options.timeout,
                notifications_min_severity="OFF",
                user_agent="rolegraph",
            )
        except ValueError as error:
            raise UsageError(f"{address}: {error}") from error
        try:
            target.open()
        except BaseException:
            target.close()
            raise
    return target


class Neo4j(PropertyTarget):
    """An open server."""

    driver: "neo4j.Driver"

    def __init__(self, address: str, database: str | None, options: LoadOptions) -> None:
        super().__init__(options)
        self._address = address
        self._database = database

    def open(self) -> None:
        """Make `id` the key of every label: merging looks nodes up by it."""
        for statement in constraints(row.label for row in NODES):
            self._write(partial(_run, statement))

    def send(self, batch: Batch) -> None:
        """Send a batch, in a transaction that is tried again where it met another."""
        step = batch.data
        with self.telling():
            if isinstance(step, Forget):
                self._forget(step)
            else:
                rows = list(step.rows)
                self._write(lambda transaction: transaction.run(_merge(step), rows=rows).consume())

    def _forget(self, step: Forget) -> None:
        postings = list(step.postings)
        # looking at every relationship is for naught where none of the postings is known
        if self._read(lambda transaction: transaction.run(_KNOWN, postings=postings).single(strict=True)[0]):
            with self.driver.session(database=self._database) as session:
                session.run(_FORGET, postings=postings).consume()

    def counts(self, batches: Sequence[Batch]) -> list[Count]:
        """Count back the nodes and relationships that were sent."""
        with self.telling():
            return tally(batches, self._count)

    def _count(self, step: Nodes | Edges) -> int:
        names = ("id",) if isinstance(step, Nodes) else ("low", "high", "id")
        rows = [{name: row[name] for name in names if name in row} for row in step.rows]
        query = f"UNWIND $rows AS row {_match(step)} RETURN count(*)"
        found: int = self._read(lambda transaction: transaction.run(query, rows=rows).single(strict=True)[0])
        return found

    def close(self) -> None:
        """Let go of the server."""
        self.driver.close()

    def _write(self, work: Callable[[Any], Any]) -> Any:
        with self.driver.session(database=self._database) as session:
            return session.execute_write(work)

    def _read(self, work: Callable[[Any], Any]) -> Any:
        with self.driver.session(database=self._database) as session:
            return session.execute_read(work)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say what the driver complains of in our words; what may pass is `Passing`."""
        from neo4j import exceptions as met

        try:
            yield
        except met.AuthError as error:
            who = f"the login of {self._options.login.user}" if self._options.login else "loading without a login"
            raise StoreError(f"{self._address}: refuses {who}: see --user and --password-file") from error
        except met.ClientError as error:
            if "DatabaseNotFound" in (error.code or ""):
                named = f"no database called {self._database}"
                raise StoreError(f"{self._address}: has {named}: create it, or name another") from error
            raise StoreError(f"{self._address}: {_told(error)}") from error
        except (met.ServiceUnavailable, met.SessionExpired, met.TransientError) as error:
            raise Passing(f"{self._address}: cannot be reached or is busy: {_told(error)}") from error
        except (met.Neo4jError, met.DriverError, OSError) as error:
            raise StoreError(f"{self._address}: {_told(error)}") from error


def _run(statement: str, transaction: Any) -> None:
    transaction.run(statement).consume()


def _match(step: Nodes | Edges) -> str:
    if isinstance(step, Nodes):
        return f"MATCH (n:{step.label} {{id: row.id}})"
    return f"MATCH (a:{step.pair[0]} {{id: row.low}})-[r:{step.type}{_key(step)}]->(b:{step.pair[1]} {{id: row.high}})"


def _merge(step: Nodes | Edges) -> str:
    """Return the statement that merges the rows of a step; the lists of postings that state an edge grow together."""
    if isinstance(step, Nodes):
        return f"UNWIND $rows AS row MERGE (n:{step.label} {{id: row.id}}) SET n += row.properties"
    return (
        f"UNWIND $rows AS row MATCH (a:{step.pair[0]} {{id: row.low}}) MATCH (b:{step.pair[1]} {{id: row.high}}) "
        f"MERGE (a)-[r:{step.type}{_key(step)}]->(b) SET r += row.properties, r.postings = "
        "[p IN coalesce(r.postings, []) WHERE NOT p IN row.postings] + row.postings"
    )


def _key(step: Edges) -> str:
    # two postings can draw the same line, and both lines are kept
    return " {id: row.id}" if step.type == REPORTS_TO else ""


def _told(error: Exception) -> str:
    return " ".join(str(getattr(error, "message", None) or error).split())[:300]
