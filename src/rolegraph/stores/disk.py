"""A store on disk: an Oxigraph folder in which every posting is a named graph.

What keeps it whole is RocksDB: new postings go in by files that it takes in at one stroke, changes by transactions,
and each stroke or transaction holds whole postings. There is no journal beside it.

The engine's default graph is the union of the named graphs, every triple once. It is kept, not computed by queries:
Oxigraph's own union yields a triple once for each graph that holds it, and costs more. A triple leaves the union with
the last graph that holds it; the named graphs are its count of references.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from rolegraph.errors import StoreError
from rolegraph.stores.about import ABOUT, About, read_about, write_about
from rolegraph.stores.answers import Answer
from rolegraph.stores.binding import PreparedQuery
from rolegraph.stores.faults import BUSY, translated
from rolegraph.stores.locking import LOCK, WriterLock, held, writer_of
from rolegraph.stores.replacing import DIGEST, HIDDEN, PLACE, replacement
from rolegraph.stores.store import answer_with, engine_term
from rolegraph.vocabulary import Quad

if TYPE_CHECKING:
    import pyoxigraph

_ATTEMPTS: Final = 20  # to open a store that somebody is writing to; one fails seldom
_MANY: Final = 4  # strokes; each leaves files beside those of the others, and a look into all of them
_STROKE: Final = 900_000  # Oxigraph takes in a million quads at one stroke, of more it makes several
Result = TypeVar("Result")


class DiskStore:
    """A store in a folder.

    Args:
        folder: The folder.
        write: Open it for writing, which one process at a time can.
        create: Make the store where there is none; only for writing.
        wait: How many seconds to wait for another writer.
        program: The version of rolegraph, for a store that is made.

    Raises:
        StoreError: There is no store, it is damaged, of another version, locked, or cannot be made.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, DiskStore(Path(folder), write=True, create=True) as store:
        ...     store.add([("<http://a.example/s>", "<http://a.example/p>", '"o"', "<http://a.example/g>")])
        ...     len(store), store.graphs()
        (1, ['<http://a.example/g>'])
    """

    def __init__(
        self, folder: Path, *, write: bool = False, create: bool = False, wait: float = 0.0, program: str = ""
    ) -> None:
        self.folder = folder
        self.writes = write
        self._strokes = 0
        self._lock: WriterLock | None = None
        self._opened: pyoxigraph.Store | None = None
        new = write and create and not (folder / ABOUT).exists()
        if new:
            _make_room(folder)
        else:
            read_about(folder)
        if write:
            self._lock = WriterLock(folder, wait=wait)
            try:
                self._engine()
                if new and not (folder / ABOUT).exists():
                    # last, so that a store whose making was stopped is none yet
                    write_about(folder, About(program=program))
            except BaseException:
                self.close()
                raise

    def __enter__(self) -> "DiskStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __getstate__(self) -> dict[str, object]:
        """A process that is sent the store opens it for itself, to read."""
        return {"folder": self.folder, "writes": False, "_strokes": 0, "_lock": None, "_opened": None}

    def close(self) -> None:
        """Let go of the store; a reader opens it again when it is asked something."""
        self._opened = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __len__(self) -> int:
        """Return the number of quads, in time in proportion to it."""
        return sum(1 for _ in self.quads())

    def graphs(self) -> list[str]:
        """Return the terms of the named graphs, sorted."""
        return self.read(lambda engine: sorted(map(str, engine.named_graphs())))

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads graph by graph, the graphs sorted, and the quads of each; never all in memory.

        Args:
            graph: The term of a graph; None for all of them. (In a store on disk no quad has the graph "".)

        Yields:
            Quads.
        """
        for name in self.graphs() if graph is None else [graph]:
            if name:
                yield from sorted(quad for quad in self._dump(name) if quad[1] not in HIDDEN)

    def select(self, subject: str = "", predicate: str = "", object_: str = "") -> Iterator[Quad]:
        """Yield the quads that have these terms ("" for any), in no order."""
        first, second, third = (
            cast("Any", engine_term(term) if term else None) for term in (subject, predicate, object_)
        )
        found = self.read(lambda engine: engine.quads_for_pattern(first, second, third))
        with translated(self.folder):
            for quad in found:
                name = str(quad.graph_name)
                if name != "DEFAULT" and (predicate or str(quad.predicate) not in HIDDEN):
                    yield str(quad.subject), str(quad.predicate), str(quad.object), name

    def prepare(self) -> None:
        """Do nothing before a query is put in a process of its own: that one opens the store itself."""

    def answer(self, query: PreparedQuery, *, rows: int = 0) -> Answer:
        """Answer a query that passed the checks, as `MemoryStore.answer` does."""
        return self.read(lambda engine: answer_with(engine, query, rows=rows))

    def read(self, work: Callable[["pyoxigraph.Store"], Result]) -> Result:
        """Do something that reads; once more where a writer has taken a file away under our hands.

        Args:
            work: Is given the engine, whose default graph is the union; doing it twice does no harm.

        Raises:
            StoreError: The store cannot be read, or is held by a writer.
        """
        if self.writes:
            with translated(self.folder):
                return work(self._engine())
        for _ in range(_ATTEMPTS):
            try:
                return work(self._engine())
            except (OSError, RuntimeError) as error:
                if not (any(word in str(error) for word in BUSY) and writer_of(self.folder)):
                    with translated(self.folder):
                        raise
                self._opened = None
        raise StoreError(held(self.folder))

    def digests(self, graph: str) -> frozenset[str]:
        """Return the digests of what a graph was built from; several where one run found several postings of it."""
        return self._marks(graph, DIGEST)

    def places(self, graph: str) -> frozenset[str]:
        """Return the digests of where a graph's postings were read."""
        return self._marks(graph, PLACE)

    def at(self, place: str) -> list[str]:
        """Return the graphs of what was read at a place."""
        import pyoxigraph

        found = self._engine().quads_for_pattern(None, _named(PLACE), pyoxigraph.Literal(place), None)
        return [str(quad.graph_name) for quad in found]

    def _marks(self, graph: str, predicate: str) -> frozenset[str]:
        name = _named(graph)
        found = self._engine().quads_for_pattern(name, _named(predicate), None, name)
        return frozenset(cast("pyoxigraph.Literal", quad.object).value for quad in found)

    def holds(self, graph: str) -> bool:
        """Tell whether a graph is there."""
        return self._engine().contains_named_graph(_named(graph))

    def add(self, quads: Sequence[Quad]) -> None:
        """Add quads at one stroke: after a fault all of them are there or none.

        Args:
            quads: Quads of named graphs, without blank nodes.

        Raises:
            StoreError: They cannot be written.
        """
        import pyoxigraph

        lines = [
            f"{s} {p} {o} {g} .\n" if p in HIDDEN else f"{s} {p} {o} .\n{s} {p} {o} {g} .\n" for s, p, o, g in quads
        ]
        engine, form = self._engine(), pyoxigraph.RdfFormat.N_QUADS
        self._strokes += 1
        with translated(self.folder):
            # what is too much for one stroke goes through a transaction: slower, and held in memory
            (engine.bulk_load if 2 * len(quads) < _STROKE else engine.load)("".join(lines).encode(), format=form)

    def replace(
        self, graph: str, quads: Iterable[Quad], *, digests: Iterable[str] = (), places: Iterable[str] = ()
    ) -> None:
        """Make a graph hold these quads and no others, in one transaction; without any the graph is gone.

        Args:
            graph: The term of its name.
            quads: What it shall hold, without blank nodes; their graph is not looked at.
            digests: Of what it was built from.
            places: Digests of where that was read.

        Raises:
            StoreError: It cannot be written.
        """
        new = {quad[:3] for quad in quads}
        new |= {(graph, DIGEST, f'"{digest}"') for digest in digests}
        new |= {(graph, PLACE, f'"{place}"') for place in places}
        engine = self._engine()
        with translated(self.folder):
            text = replacement(engine, graph, new)
            if text:
                engine.update(text)

    def update(self, text: str, *, prefixes: dict[str, str]) -> None:
        """Run a SPARQL update that passed the checks, as one transaction; `stores.updating.update` is the way in."""
        engine = self._engine()
        with translated(self.folder, otherwise="the update cannot be carried out: "):
            engine.update(text, prefixes=prefixes)

    def flush(self) -> None:
        """Have everything written to the disk; what came by many strokes is put in order, which halves queries."""
        with translated(self.folder):
            if self._strokes >= _MANY:
                self._engine().optimize()
                self._strokes = 0
            self._engine().flush()

    def _dump(self, graph: str) -> Iterator[Quad]:
        import pyoxigraph

        def dump(engine: "pyoxigraph.Store") -> bytes:
            written = engine.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=_named(graph))
            return written or b""

        # cutting lines is several times as fast as asking for terms one by one
        for line in self.read(dump).decode().split("\n"):
            if line:
                subject, predicate, rest = line.split(" ", 2)
                yield subject, predicate, rest.removesuffix(" ."), graph

    def _engine(self) -> "pyoxigraph.Store":
        if self._opened is None:
            import pyoxigraph

            with translated(self.folder):
                if not self.writes:
                    self._opened = self._open_to_read()
                elif self._lock is None:
                    raise StoreError(f"{self.folder}: the store is closed; open it again")
                else:
                    self._opened = pyoxigraph.Store(str(self.folder))
        return self._opened

    def _open_to_read(self) -> "pyoxigraph.Store":
        """Open the store at a moment in which nobody moves data from the log to the files, lest we miss any."""
        import pyoxigraph

        for _ in range(_ATTEMPTS):
            before = _manifest(self.folder)
            try:
                opened = pyoxigraph.Store.read_only(str(self.folder))
            except (OSError, RuntimeError):
                if not writer_of(self.folder):
                    raise
                continue
            if before and before == _manifest(self.folder):
                return opened
        raise StoreError(held(self.folder))


def _make_room(folder: Path) -> None:
    """Make the folder where there is none; refuse one that holds something else than a store that was begun."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    except OSError as error:
        raise StoreError(f"{folder}: the store cannot be made: {error.strerror}") from error
    if names and LOCK not in names:
        raise StoreError(f"{folder}: holds other files ({min(names)}); name a new or empty folder for the store")


def _manifest(folder: Path) -> tuple[str, int]:
    """Return RocksDB's list of files: its name, and how long it is."""
    try:
        name = (folder / "CURRENT").read_text().strip()
        return name, (folder / name).stat().st_size
    except OSError:
        return "", 0


def _named(term: str) -> "pyoxigraph.NamedNode":
    import pyoxigraph

    return pyoxigraph.NamedNode(term[1:-1])
