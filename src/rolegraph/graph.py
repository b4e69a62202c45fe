"""The graph of a set of postings: what the library hands to its users, and what every command works on."""

import html
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from rolegraph.collecting import few_collections
from rolegraph.errors import InputError
from rolegraph.facts import Fact
from rolegraph.pipeline import Converted, ConvertedTable
from rolegraph.postings import Posting
from rolegraph.settings import Settings
from rolegraph.vocabulary import PREFIXES, Quad
from rolegraph.writing import write_file, write_folder

if TYPE_CHECKING:
    from datetime import date

    import networkx
    import rdflib

    from rolegraph.exports.formats import Source
    from rolegraph.exports.property_graph import PropertyGraph
    from rolegraph.resolution import Decision, Link
    from rolegraph.rosters.model import Roster
    from rolegraph.stores.answers import Answer
    from rolegraph.stores.store import Store
    from rolegraph.structure.changes import Changes
    from rolegraph.validation import Report
    from rolegraph.writing import Writer


@dataclass(frozen=True)
class RoleGraph:
    """A graph of roles, organizations and reporting lines.

    Args:
        quads: What it says, as terms in their N-Triples spelling; sorted, each once. The fourth term names the graph:
            the posting's IRI, or "" where it was read from a syntax without named graphs.
        converted: The postings it was built from, with their facts; empty for a graph that was loaded.
        problems: The inputs that could not be used.
        settings: How it was built.
        tables: The tables of posts it was built from; what is odd about each is in its roster's `problems`.

    Example:
        >>> import rolegraph
        >>> built = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
        >>> [data["label"] for _, data in built.reporting().nodes(data=True)]
        ['Head Porter', 'Night Porter']
    """

    quads: tuple[Quad, ...]
    converted: tuple[Converted, ...] = ()
    problems: tuple[InputError, ...] = ()
    settings: Settings = field(default_factory=Settings)
    tables: tuple[ConvertedTable, ...] = ()

    @property
    def rosters(self) -> tuple["Roster", ...]:
        """The tables of posts it was built from, in the order of the inputs."""
        return tuple(one.roster for one in self.tables)

    @property
    def postings(self) -> tuple[Posting, ...]:
        """The postings it was built from, in the order of the inputs."""
        return tuple(one.posting for one in self.converted)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that were found, posting by posting."""
        return tuple(fact for one in self.converted for fact in one.facts)

    @cached_property
    def graph(self) -> "rdflib.Graph":
        """The union of all graphs as an rdflib Graph, prefixes bound; change it freely, this object stays as it is."""
        import rdflib

        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        graph.parse(data=self.render("n-triples"), format="nt")
        return graph

    @cached_property
    def dataset(self) -> "rdflib.Dataset":
        """The named graphs as an rdflib Dataset, one a posting."""
        import rdflib

        dataset = rdflib.Dataset()
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        with warnings.catch_warnings():
            # rdflib 7.6 warns of its own use of Dataset.default_context
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(data=self.render("n-quads"), format="nquads")
        return dataset

    @property
    def structural(self) -> Sequence[Quad]:
        """The quads that `rolegraph.structure` reads, others perhaps among them."""
        return self.quads

    @cached_property
    def store(self) -> "Store":
        """The graph in an engine for SPARQL."""
        from rolegraph.stores.store import MemoryStore

        return MemoryStore(self.quads)

    def query(
        self,
        text: str,
        *,
        parameters: Mapping[str, str] | None = None,
        timeout: float | None = None,
        memory: float = 4.0,
        limit: int = 0,
        allow_service: bool = False,
    ) -> "Answer":
        """Answer a SPARQL query.

        Args:
            text: SPARQL 1.1, or the name of a query that comes with rolegraph (`rolegraph queries` lists them). The
                project's prefixes are known; the default graph is the union of all postings.
            parameters: Values by name of a variable, bound as terms and never pasted into the text.
            timeout: How many seconds the query may take; 0 for as many as it needs. With any number it runs in a
                process of its own; None runs it in this one, where nothing can stop it.
            memory: How many gigabytes that process may take beyond what is loaded; 0 for as many as it needs.
            limit: The most rows or triples to answer with; 0 for all. The answer's `cut` tells whether there were more.
            allow_service: Let SERVICE ask other servers.

        Returns:
            Solutions, a truth value or triples.

        Raises:
            QueryError: The text is no query, or asks for what is switched off, or took too long or too much memory.
            StoreError: A server that SERVICE names cannot be reached, or the store is damaged.
            UsageError: A parameter names no variable of the query.

        Example:
            >>> import rolegraph
            >>> built = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
            >>> built.query("SELECT ?title { ?posting schema:title ?title }").values()
            [('Night Porter',)]
        """
        from rolegraph.stores.library import find_query
        from rolegraph.stores.limits import Limits
        from rolegraph.stores.querying import query

        limits = None if timeout is None else Limits(seconds=timeout, memory=int(memory * 1e9))
        return query(
            self.store,
            find_query(text),
            parameters=parameters or {},
            allow_service=allow_service,
            limits=limits,
            rows=limit,
        )

    def validate(
        self, *, shapes: Sequence[Path] | None = None, engine: str = "auto", untrusted: bool = False
    ) -> "Report":
        """Check the graph against SHACL shapes and the rules about the whole.

        Args:
            shapes: Files of shapes; None for rolegraph's own.
            engine: What checks the shapes, with the same report: "pyshacl", the judge; "facts", the shapes compiled to
                checks; "sparql", the shapes compiled to queries; "auto" for the judge where there is one posting or
                none, else "facts".
            untrusted: Whether a stranger wrote the shapes: then they may be SHACL Core only, and are run in a process
                of their own with a limit of time.

        Returns:
            The report.

        Example:
            >>> import rolegraph
            >>> rolegraph.build(b"<h1>Night Porter</h1><p>Guards the gate.</p>").validate().conforms
            True
        """
        from rolegraph.validation import validate

        return validate(self.quads, shapes=shapes, engine=engine, untrusted=untrusted)

    def resolve(self, *, decisions: "Sequence[Decision]" = (), problems: Sequence[InputError] = ()) -> "RoleGraph":
        """Return the graph with the links between what is the same found anew.

        Args:
            decisions: What a user says is the same or different, as `rolegraph.resolution.read_decisions` reads it; it
                wins over every rule, and joins what the graph holds already.
            problems: Rows of its table that could not be read, for the graph's own `problems`.

        Returns:
            The graph with its links; decisions that could not be used are added to its `problems`.

        Example:
            >>> import rolegraph
            >>> pages = [b"<h1>Porter</h1><p>Reports to the VP of Gates.</p>", b"<h1>Vice President, Gates</h1>"]
            >>> len(rolegraph.build(*pages, resolve=False).resolve().links)
            0
        """
        with few_collections():
            return self._resolve(decisions, problems)

    def _resolve(self, decisions: "Sequence[Decision]", problems: Sequence[InputError]) -> "RoleGraph":
        from rolegraph.resolution import decide, decided_ones, resolve, take_links

        rest, links = take_links(self.quads)
        decided, unusable = decide(rest, decisions, decided_ones(links))
        found = resolve(rest, decided=decided, base=self.settings.base).quads
        quads = tuple(sorted(dict.fromkeys(chain(rest, found))))
        return replace(self, quads=quads, problems=(*self.problems, *problems, *unusable))

    def only_links(self) -> "RoleGraph":
        """Return the links alone, as a graph."""
        from rolegraph.resolution import take_links

        rest = set(take_links(self.quads)[0])
        return replace(self, quads=tuple(quad for quad in self.quads if quad not in rest), converted=())

    @cached_property
    def links(self) -> "tuple[Link, ...]":
        """What is the same across postings, nearly the same or perhaps, each with its score and its rule."""
        from rolegraph.resolution import take_links

        return tuple(take_links(self.quads)[1])

    def reporting(self, *, organization: str = "") -> "networkx.DiGraph[str]":
        """Return who reports to whom.

        Args:
            organization: The name or IRI of one organization; "" for all.

        Returns:
            A graph whose nodes are roles (and units, bodies and persons named as superiors) and whose edges go from
            the subordinate to the superior, with the kinds of the lines and their quotes.

        Raises:
            UsageError: No such organization is in the graph.
        """
        from rolegraph.structure import reporting

        with few_collections():
            return reporting(self.quads, organization=organization)

    def as_of(self, day: "str | date") -> "RoleGraph":
        """Return the graph as it stood on a day: what the postings and tables say that counted then.

        Args:
            day: YYYY, YYYY-MM (their last day) or YYYY-MM-DD. `rolegraph.structure.asof` says what counts; what has no
                date always does.

        Raises:
            UsageError: It is no date; or the graph tells of no fact where it comes from.

        Example:
            >>> import rolegraph
            >>> built = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
            >>> built.as_of("2024") == built
            True
        """
        from rolegraph.structure.asof import as_of, last_day

        return self.saying(as_of(self.quads, last_day(day) if isinstance(day, str) else day).quads)

    def saying(self, quads: Sequence[Quad]) -> "RoleGraph":
        """Return a graph that was built from the same, and says these quads, which are sorted."""
        return RoleGraph(tuple(quads), self.converted, self.problems, self.settings, self.tables)

    def diff(self, newer: "RoleGraph") -> "Changes":
        r"""Return what changed from this graph to a newer one.

        Example:
            >>> import rolegraph
            >>> built = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
            >>> built.diff(built).to_text()
            'no change\n'
        """
        from rolegraph.structure.changes import Changes

        return Changes.between(self.quads, newer.quads)

    def render(self, format: str) -> bytes:
        """Return the graph in a format.

        Args:
            format: A name or file ending that `rolegraph.exports.FORMATS` knows: "turtle", "n-quads", "graphml", ...

        Returns:
            The bytes; the same graph gives the same bytes.

        Raises:
            UsageError: No format is called so.
            OutputError: The format cannot say what the graph says.
        """
        from rolegraph.exports import export_format

        chosen = export_format(format)
        with few_collections():
            return chosen.render(self._source(chosen.takes))

    def _source(self, takes: str) -> "Source":
        """Return what a format takes."""
        if takes == "quads":
            return self.quads
        return self.reporting() if takes == "reporting" else self.properties()

    def properties(self) -> "PropertyGraph":
        """Return the graph as typed nodes and relationships, as docs/property-graph.md describes them.

        Returns:
            What property-graph databases take; what they have no place for (evidence nodes, say) is left out.

        Example:
            >>> import rolegraph
            >>> built = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
            >>> [edge.type for edge in built.properties().edges if edge.pair == ("Post", "Post")]
            ['REPORTS_TO']
        """
        from rolegraph.exports.property_graph import property_graph

        return property_graph(self.quads)

    def save(self, path: str | Path, *, format: str = "") -> None:
        """Write the graph to a file or a folder of files, whole or not at all.

        Args:
            path: The file or folder; it is replaced only once everything is written.
            format: As for `render`; "" takes the file's ending. "neo4j-admin" and "parquet" are folders of files.

        Raises:
            UsageError: The ending tells no format.
            OutputError: The file cannot be written, or the folder holds what rolegraph did not write.
        """
        from rolegraph.exports import export_format

        chosen = export_format(format or str(path))
        if chosen.files:
            write_folder(Path(path), chosen.files(self._source(chosen.takes)))
        else:
            with few_collections():
                write_file(Path(path), self.writer(chosen.name))

    def writer(self, format: str) -> "bytes | Writer":
        """Return what `render` does, or what writes it to a stream, where it need not be in memory for that."""
        from rolegraph.exports import export_format

        chosen = export_format(format)
        return self.render(format) if chosen.files else partial(chosen.write, self._source(chosen.takes))

    def _repr_html_(self) -> str:
        """Return a table of the reporting lines, for notebooks."""
        lines = self.reporting()
        labels: dict[str, str] = {node: data["label"] for node, data in lines.nodes(data=True)}
        rows = "".join(
            f"<tr><td>{html.escape(labels[low])}</td><td>{html.escape(', '.join(data['kinds']))}</td>"
            f"<td>{html.escape(labels[high])}</td></tr>"
            for low, high, data in sorted(lines.edges(data=True), key=lambda edge: edge[:2])[:50]
        )
        more = f"<p>and {lines.number_of_edges() - 50} more</p>" if lines.number_of_edges() > 50 else ""
        return (
            f"<p>{len(self.quads):,} quads, {len(lines)} roles, {lines.number_of_edges()} reporting lines</p>"
            f"<table><thead><tr><th>role</th><th>line</th><th>superior</th></tr></thead><tbody>{rows}</tbody></table>{more}"
        )
