"""A graph that lies in a store on disk: built piece by piece, asked without being read whole."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rolegraph import __version__
from rolegraph.building import chosen_settings, convert_all
from rolegraph.collecting import few_collections
from rolegraph.errors import InputError, StoreError, UsageError
from rolegraph.graph import RoleGraph
from rolegraph.inputs import STDIN
from rolegraph.mapping import graph_name
from rolegraph.pipeline import ConvertedTable
from rolegraph.postings import Posting
from rolegraph.settings import Settings
from rolegraph.stores.about import MOST_PROBLEMS, About, LastBuild, now, read_about, write_about
from rolegraph.stores.answers import Solutions
from rolegraph.stores.disk import DiskStore
from rolegraph.stores.finding import find_postings
from rolegraph.stores.intake import Arrival, Intake
from rolegraph.stores.locking import writer_of
from rolegraph.vocabulary import RDF, SCHEMA, Quad, value

if TYPE_CHECKING:
    import networkx

    from rolegraph.resolution import Decision, Link
    from rolegraph.rosters.model import Roster
    from rolegraph.validation import Report
    from rolegraph.writing import Writer


@dataclass(frozen=True, slots=True)
class Status:
    """How a store is.

    Args:
        folder: Where it is.
        postings: How many postings are in it.
        tables: How many tables of posts.
        triples: How many different triples they state.
        roles: How many posts are spoken of, advertised or not.
        lines: How many reporting lines.
        organizations: How many organizations.
        size: The bytes it takes on the disk.
        about: Its schema, who made it, and the last build.
        problems: What is wrong with it, a sentence each.
    """

    folder: str
    postings: int
    tables: int
    triples: int
    roles: int
    lines: int
    organizations: int
    size: int
    about: About
    problems: tuple[str, ...]


_COUNTS: Final = {
    "postings": "SELECT (COUNT(*) AS ?n) { ?x a schema:JobPosting }",
    "tables": "SELECT (COUNT(*) AS ?n) { ?x a rg:PostTable }",
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "roles": "SELECT (COUNT(*) AS ?n) { ?x a org:Post }",
    "lines": "SELECT (COUNT(*) AS ?n) { ?x a rg:ReportingLine }",
    "organizations": "SELECT (COUNT(*) AS ?n) { ?x a org:Organization }",
}


class StoredGraph(RoleGraph):
    """A `RoleGraph` in a store. What needs all of it (`quads`, `graph`, `render`) reads all of it.

    Args:
        store: The store.
    """

    store: DiskStore

    def __init__(self, store: DiskStore) -> None:
        super().__init__(quads=())
        del self.__dict__["quads"]
        self.__dict__["store"] = store

    def __enter__(self) -> "StoredGraph":
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def __repr__(self) -> str:
        return f"StoredGraph({str(self.store.folder)!r})"

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """All that the store holds, sorted."""
        return tuple(sorted(self.store.quads()))

    @cached_property
    def structural(self) -> Sequence[Quad]:
        """The quads that `rolegraph.structure` reads."""
        from rolegraph.structure.bearing import bearing

        return bearing(self.store.select)

    def writer(self, format: str) -> "bytes | Writer":
        """Return what writes N-Triples and N-Quads without reading all of the store, or what `render` returns."""
        from rolegraph.exports import export_format

        chosen = export_format(format)
        return partial(chosen.write, self.store.quads()) if chosen.streams else self.render(format)

    def reporting(self, *, organization: str = "") -> "networkx.DiGraph[str]":
        """Return who reports to whom, as `RoleGraph.reporting` does."""
        from rolegraph.structure import reporting

        with few_collections():
            return reporting(self.structural, organization=organization)

    def validate(
        self, *, shapes: Sequence[Path] | None = None, engine: str = "auto", untrusted: bool = False
    ) -> "Report":
        """Check the graph, as `RoleGraph.validate` does.

        Args:
            shapes: Files of shapes; None for rolegraph's own.
            engine: As there, but that "auto" takes "sparql" where there are several postings: it alone leaves the graph
                in the store.
            untrusted: As there.
        """
        from rolegraph.validation import validate_store

        stays = engine == "sparql" or (engine == "auto" and self._has_several())
        if untrusted or not stays:
            return super().validate(shapes=shapes, engine=engine, untrusted=untrusted)
        return self.store.read(lambda opened: validate_store(opened, shapes=shapes))

    def _has_several(self) -> bool:
        return len({quad[0] for quad in self.store.select("", RDF.type, SCHEMA.JobPosting)}) > 1

    def build(
        self,
        *inputs: str | Path | bytes,
        settings: Settings | None = None,
        tell: "Callable[[Roster], None] | None" = None,
        **options: Any,
    ) -> LastBuild:
        """Build postings into the store.

        A posting that the store holds as it is, built by this version with these settings, is passed over; one that
        changed takes the place of what it was, and of what was read in the same place before. They go in by batches:
        after a fault each is there whole or not at all, and the same call finishes the work.

        Args:
            inputs: Files, folders, "-" for standard input, or the bytes of a posting.
            settings: How to read and write.
            tell: Is called with each table of posts that is read; its `problems` say what is odd about it.
            options: Single settings, by the names of `rolegraph.settings.Settings`.

        Returns:
            What was done, and which inputs could not be used.

        Raises:
            InputError: No input could be used; the first of the errors.
            UsageError: No input was given, or an option is unknown.
            StoreError: The store cannot be written.
        """
        settings = chosen_settings(settings, options)
        about = read_about(self.store.folder)
        cut = about.build is not None and not about.build.finished
        done = about.build = LastBuild(now(), inputs=[_shown(one) for one in inputs])
        write_about(self.store.folder, about)
        first = self._take_in(inputs, settings, done, tell)
        if settings.resolve and (cut or done.added or done.replaced or done.removed):
            self.link(settings=settings)
        self.store.flush()
        done.finished = now()
        write_about(self.store.folder, about)
        self._forget_what_was_read()
        if not (done.added or done.replaced or done.unchanged):
            raise first or UsageError("no posting to build from: name a file, a folder or -")
        return done

    def link(
        self, *, decisions: "Sequence[Decision]" = (), settings: Settings | None = None
    ) -> "tuple[tuple[Link, ...], list[InputError]]":
        """Find anew which posts and organizations of the store are the same, in one transaction.

        Args:
            decisions: What a user says is the same or different; it wins over every rule and is kept in the store.
            settings: The base of data IRIs, for a store whose posts do not tell it.

        Returns:
            The links that the store holds now, and the decisions that could not be used.

        Raises:
            StoreError: The store cannot be written.
        """
        from rolegraph.resolution import bearing, decide, decided_ones, graph_of_links, resolve, take_links

        quads = bearing(self.store.select)
        held = [quad for graph in self._link_graphs() for quad in self.store.quads(graph)]
        decided, unusable = decide(quads, decisions, decided_ones(take_links(held)[1]))
        base = (settings or Settings()).base
        found = resolve(quads, decided=decided, base=base)
        graph = next((quad[3] for quad in (*found.quads, *held)), graph_of_links(base))
        self.store.replace(graph, found.quads)
        self._forget_what_was_read()
        return found.links, unusable

    def _take_in(
        self,
        inputs: Sequence[str | Path | bytes],
        settings: Settings,
        done: LastBuild,
        tell: "Callable[[Roster], None] | None",
    ) -> InputError | None:
        intake = Intake(self.store)
        stamp = f"{__version__}\0{settings!r}\0"
        first = None
        tables = set()
        for one in convert_all(inputs, settings, skip=lambda posting: intake.knows(_arrival(posting, settings, stamp))):
            if isinstance(one, ConvertedTable):
                arrival = _table(one, stamp)
                tables.add(arrival.graph)
                if tell is not None:
                    tell(one.roster)
                if not intake.knows(arrival):
                    intake.put(arrival, one.quads)
                continue
            if not isinstance(one, InputError):
                intake.put(_arrival(one.posting, settings, stamp), one.quads)
                continue
            first = first or one
            done.left_out += 1
            if done.left_out <= MOST_PROBLEMS:
                done.problems.append(str(one))
        intake.finish()
        counts = intake.counts
        done.added, done.replaced, done.unchanged = counts["added"], counts["replaced"], counts["unchanged"]
        done.removed, done.tables = counts["removed"], len(tables)
        return first

    def forget(self, posting: str, *, every: bool = False) -> tuple[str, ...]:
        """Remove a posting; what other postings say too stays.

        Args:
            posting: Its IRI, its URL, the file it was read from, or its title.
            every: Remove all that are called so, where there are several.

        Returns:
            The IRIs of what was removed.

        Raises:
            UsageError: No posting is called so, or several are and not all are meant.
        """
        found = find_postings(self.store, posting)
        if not found:
            raise UsageError(
                f"no posting is called {posting!r}: name one by its IRI, its URL, its file or its title, as in "
                "SELECT ?posting ?title { ?posting schema:title ?title }"
            )
        if len(found) > 1 and not every:
            shown = ", ".join(term[1:-1] for term in found[:5]) + (", ..." if len(found) > 5 else "")
            raise UsageError(
                f"{len(found)} postings are called {posting!r}: name one by its IRI, or give --all: {shown}"
            )
        for graph in found:
            self.store.replace(graph, ())
        if self._link_graphs():
            self.link()
        self._forget_what_was_read()
        return tuple(term[1:-1] for term in found)

    def update(self, text: str, *, timeout: float = 0.0, allow_service: bool = False, wait: float = 0.0) -> None:
        """Change the store by SPARQL 1.1 Update, in one transaction.

        Args:
            text: The update. It says by GRAPH or WITH which graph it changes; the default graph is the union of all.
            timeout: How many seconds it may take; 0 for as many as it needs.
            allow_service: Let SERVICE and LOAD ask other servers.
            wait: How many seconds to wait for another writer.

        Raises:
            QueryError: It is no update, is refused, or takes too long; nothing has changed then.
            StoreError: The store cannot be written, or this object has it open for writing.
        """
        from rolegraph.stores.limits import Limits
        from rolegraph.stores.updating import update

        if self.store.writes:
            raise StoreError(
                f"{self.store.folder}: an update needs a store that is not open for writing; close it first"
            )
        update(self.store, text, allow_service=allow_service, limits=Limits(seconds=timeout), wait=wait)
        self._forget_what_was_read()

    def _forget_what_was_read(self) -> None:
        for name in ("quads", "structural"):
            self.__dict__.pop(name, None)
        if not self.store.writes:
            self.store.close()

    def _link_graphs(self) -> list[str]:
        return [graph for graph in self.store.graphs() if graph.endswith("resolution>")]

    def _ask(self, text: str) -> Solutions:
        answer = self.query(text)
        assert isinstance(answer, Solutions)
        return answer

    def status(self) -> Status:
        """Count what the store holds, and tell how it is."""
        folder = self.store.folder
        counts = {name: int(value(self._ask(text).rows[0][0] or "")) for name, text in _COUNTS.items()}
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        about = read_about(folder)
        return Status(str(folder), **counts, size=size, about=about, problems=tuple(_problems(folder, about)))


def open_store(folder: str | Path, *, write: bool = False, create: bool = True, wait: float = 0.0) -> StoredGraph:
    """Open a store on disk.

    Args:
        folder: Its folder.
        write: Open it for `build` and `forget`; one process at a time can.
        create: With `write`, make the store where there is none.
        wait: How many seconds to wait for another writer.

    Returns:
        The graph in it. Closing it (`with`, or `store.close()`) lets the next writer in.

    Raises:
        StoreError: There is no store, or it cannot be opened; the message says why and what to do.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, open_store(folder, write=True) as graph:
        ...     done = graph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
        ...     done.added, graph.query("SELECT ?title { ?posting schema:title ?title }").values()
        (1, [('Night Porter',)])
    """
    return StoredGraph(DiskStore(Path(folder), write=write, create=write and create, wait=wait, program=__version__))


def _arrival(posting: Posting, settings: Settings, stamp: str) -> Arrival:
    """Return what a store knows a posting by; the digest is another one when the posting, settings or program are."""
    digest = _hash(f"{stamp}{posting.source}\0{posting.digest}")
    place = "" if posting.source.startswith(STDIN) else _hash(str(Path.cwd() / posting.source))
    return Arrival(graph_name(posting, settings), digest, place)


def _table(one: ConvertedTable, stamp: str) -> Arrival:
    """Return what a store knows a table of posts by, as `_arrival` does for a posting."""
    roster = one.roster
    place = "" if roster.source.startswith(STDIN) else _hash(str(Path.cwd() / roster.source))
    return Arrival(one.quads[0][3], _hash(f"{stamp}{roster.source}\0{roster.digest}"), place)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _shown(one: str | Path | bytes) -> str:
    return "-" if isinstance(one, bytes) else str(one).encode("utf-8", "replace").decode()


def _problems(folder: Path, about: About) -> list[str]:
    problems = []
    writer = writer_of(folder)
    if writer:
        problems.append(f"process {writer} is writing to it" if writer > 0 else "another process is writing to it")
    elif about.build and not about.build.finished:
        problems.append("the last build was stopped before it was done: run it again")
    if about.build and about.build.left_out:
        problems.append(f"the last build left {about.build.left_out:,} inputs out")
        problems += about.build.problems
    return problems
