"""The table of targets: how each is recognised, and what each has to offer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, NamedTuple, Protocol

from rolegraph.endpoints.addresses import Login, without_login
from rolegraph.errors import StoreError, UsageError
from rolegraph.vocabulary import Quad


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How is loaded.

    Args:
        replace: True: what is sent takes the place of what the target holds under the same name. False: it is added.
            None: named graphs are replaced, the default graph, which others may use too, is added to.
        graph: The IRI of the one graph that everything goes into; "" for the graph of each posting.
        default_graph: The IRI of the graph for triples that have none; "" for the target's default graph.
        protocol: "gsp" (SPARQL 1.1 Graph Store Protocol) or "update" (SPARQL 1.1 Update); "" as the target prefers.
        query_url: Where the target answers queries; "" where that follows from its address.
        marks: Whether the target is told what was sent whole, so that a run that was cut goes on where it was.
        login: Name and password; None for none.
        batch_bytes: The most bytes that one request sends, or one file holds, where one fact is not longer; 0 for what
            suits the target.
        retries: How often a request that failed for a reason that may pass is sent again.
        retry_wait: The wait before the first retry, in seconds; it doubles with each further one.
        longest_wait: The longest wait that a target may ask for, in seconds.
        timeout: The longest silence of a target, in seconds.

    Raises:
        UsageError: A number is negative, or zero where that makes no sense.
    """

    replace: bool | None = None
    graph: str = ""
    default_graph: str = ""
    protocol: str = ""
    query_url: str = ""
    marks: bool = True
    login: Login | None = None
    batch_bytes: int = 0
    retries: int = 3
    retry_wait: float = 1.0
    longest_wait: float = 120.0
    timeout: float = 60.0

    def __post_init__(self) -> None:
        """Refuse numbers that would wait for ever or never."""
        for name in ("batch_bytes", "timeout", "retries", "retry_wait", "longest_wait"):
            value = getattr(self, name)
            least_is_zero = name != "timeout"
            if not (value >= 0 if least_is_zero else value > 0) or value == float("inf"):
                raise UsageError(f"{name} {value}: give a number {'of at least' if least_is_zero else 'above'} 0")


class Batch(NamedTuple):
    """What one request sends.

    Args:
        name: What it is a piece of, as messages name it: a graph, a kind of node.
        units: How many triples, nodes or edges it holds.
        data: What its target makes of it.
        repeatable: Whether sending it twice leaves the same as sending it once.
    """

    name: str
    units: int
    data: Any
    repeatable: bool = True


class Count(NamedTuple):
    """What the target holds of something, beside what was sent of it.

    Args:
        name: The graph, or the kind of node or edge.
        sent: How many triples, nodes or edges it must hold at least.
        found: How many it holds.
        most: How many it may hold; -1 for no more than `sent`.
    """

    name: str
    sent: int
    found: int
    most: int = -1

    @property
    def right(self) -> bool:
        """Whether the target holds as many as it must."""
        return self.sent <= self.found <= (self.sent if self.most < 0 else self.most)


class Connection(Protocol):
    """An open target. Its methods raise `StoreError`, or `Passing` for what may be tried again."""

    units: str
    """What is counted: "triples", "nodes and edges"."""

    holder: str
    """What they are counted in, one of it: "graph", "kind"."""

    piecemeal: bool
    """Whether it takes whole named graphs some at a time, so that they need not all be in memory."""

    def plan(self, quads: Sequence[Quad]) -> Sequence[Batch]:
        """Cut a graph into batches, in the order in which they are to be sent; the same graph gives the same ones."""
        ...

    def missing(self, batches: Sequence[Batch]) -> Sequence[Batch]:
        """Return the batches that the target has not got yet, from a run before this one."""
        ...

    def send(self, batch: Batch) -> None:
        """Send a batch; when this returns the target has taken it."""
        ...

    def counts(self, batches: Sequence[Batch]) -> Iterable[Count]:
        """Count back what the target holds now of all that was planned."""
        ...

    def close(self) -> None:
        """Let go of the target."""
        ...


class Target(NamedTuple):
    """A kind of target.

    Args:
        name: What it is called by, as in `name=ADDRESS`.
        schemes: The schemes of the URLs that mean it.
        module: The module whose function `connect(name, address, options)` opens it.
        extra: The extra of the package that it needs; "" for none.
        description: What it is, in one line.
    """

    name: str
    schemes: tuple[str, ...]
    module: str
    extra: str
    description: str


_TABLE: Final = (
    Target("sparql", ("http", "https"), "sparql", "load", "A SPARQL endpoint; what it is, it is asked."),
    Target("oxigraph", (), "sparql", "load", "Oxigraph server: http://HOST:7878"),
    Target("virtuoso", (), "sparql", "load", "Virtuoso: http://HOST:8890"),
    Target("fuseki", (), "sparql", "load", "Apache Jena Fuseki: http://HOST:3030/DATASET"),
    Target("rdf4j", (), "sparql", "load", "RDF4J Server, GraphDB: http://HOST:7200/repositories/NAME"),
    Target("files", (), "files", "", "A folder of N-Quads in parts, for the bulk loaders of databases: files=DIR"),
    Target(
        "neo4j",
        ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"),
        "neo4j",
        "neo4j",
        "Neo4j, as nodes and relationships: neo4j://HOST:7687/DATABASE",
    ),
    Target("ladybug", (), "ladybug", "ladybug", "LadybugDB, as nodes and relationships, no server: ladybug=PATH"),
)

TARGETS: Final[dict[str, Target]] = {row.name: row for row in _TABLE}
"""Every kind of target by name."""

_SCHEMES: Final = {scheme: row for row in _TABLE for scheme in row.schemes}


def find_target(text: str) -> tuple[Target, str]:
    """Tell which target a text means, and its address.

    Args:
        text: A URL, or `name=ADDRESS`.

    Returns:
        The row of `TARGETS`, and the address.

    Raises:
        UsageError: It is neither, or the URL holds a name or password, which other users of a machine would see.

    Example:
        >>> row, address = find_target("fuseki=http://127.0.0.1:3030/roles")
        >>> row.name, address
        ('fuseki', 'http://127.0.0.1:3030/roles')
        >>> find_target("http://me:secret@db.example/")
        Traceback (most recent call last):
        rolegraph.errors.UsageError: http://db.example/: the URL holds a name or password: leave it out, see --user
    """
    name, equals, address = text.partition("=")
    row = TARGETS.get(name) if equals else None
    address = address if row else text
    scheme, colon, _ = address.partition("://")
    row = row or (_SCHEMES.get(scheme.lower()) if colon else None)
    if row is None or not address:
        known = ", ".join(f"{name}=" for name in TARGETS)
        schemes = ", ".join(f"{scheme}://" for scheme in _SCHEMES)
        raise UsageError(f"{without_login(text)!r} is no target: give a URL ({schemes}) or begin with {known}")
    if colon and without_login(address) != address:
        raise UsageError(f"{without_login(address)}: the URL holds a name or password: leave it out, see --user")
    return row, address


def open_target(text: str, options: LoadOptions | None = None) -> Connection:
    """Open a target.

    Args:
        text: A URL, or `name=ADDRESS`, as `find_target` takes it.
        options: How to load; the default where left out.

    Returns:
        The open target.

    Raises:
        UsageError: The text means no target, or an option makes no sense for it.
        StoreError: It cannot be reached or opened, or the package that it takes is not installed.
    """
    row, address = find_target(text)
    try:
        module = import_module(f"rolegraph.loading.{row.module}")
        connection: Connection = module.connect(row.name, address, options or LoadOptions())
    except ImportError as error:
        needed = f"loading into {row.name} needs the package {error.name}"
        raise StoreError(f"{needed}: install it with pip install 'rolegraph[{row.extra}]'") from error
    return connection
