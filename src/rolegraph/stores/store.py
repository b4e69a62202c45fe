"""Stores: where quads lie so that queries can be put to them.

`Store` is what every store offers; `MemoryStore` keeps everything in memory. In each the default graph of a query is
the union of all graphs, every triple once, and `GRAPH ?g` sees the graph of each posting.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Protocol

from rolegraph.errors import QueryError, StoreError
from rolegraph.stores.answers import Answer, collect
from rolegraph.stores.binding import PreparedQuery
from rolegraph.vocabulary import PREFIXES, Quad

if TYPE_CHECKING:
    import pyoxigraph


class Store(Protocol):
    """What queries, exports and measures need of a store."""

    def __len__(self) -> int:
        """Return the number of quads."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads, sorted; those of one graph where it is named ("" is the default graph)."""
        ...

    def graphs(self) -> list[str]:
        """Return the terms of the named graphs, sorted."""
        ...

    def prepare(self) -> None:
        """Get ready for queries that are put in processes of their own, which take over what is loaded here."""
        ...

    def answer(self, query: PreparedQuery, *, rows: int = 0) -> Answer:
        """Answer a query that passed the checks; `rolegraph.stores.querying.query` is the way in."""
        ...


class MemoryStore:
    """A store in memory.

    Args:
        quads: What it holds; a quad given twice is held once.

    Example:
        >>> store = MemoryStore([("<http://a.example/s>", "<http://a.example/p>", '"o"', "<http://a.example/g>")])
        >>> len(store), store.graphs()
        (1, ['<http://a.example/g>'])
    """

    def __init__(self, quads: Iterable[Quad] = ()) -> None:
        self._quads = tuple(sorted(set(quads)))
        self._opened: pyoxigraph.Store | None = None

    def __len__(self) -> int:
        return len(self._quads)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads, sorted.

        Args:
            graph: The term of a graph, "" for the default graph; None for all of them.

        Yields:
            Quads.
        """
        return (quad for quad in self._quads if graph is None or quad[3] == graph)

    def graphs(self) -> list[str]:
        """Return the terms of the named graphs, sorted."""
        return sorted({quad[3] for quad in self._quads} - {""})

    def __getstate__(self) -> dict[str, object]:
        """A process that is sent the store loads it for itself."""
        return {"_quads": self._quads, "_opened": None}

    def prepare(self) -> None:
        """Load the engine, so that a process forked from this one need not."""
        self._engine()

    def answer(self, query: PreparedQuery, *, rows: int = 0) -> Answer:
        """Answer a query that passed the checks.

        Args:
            query: What `rolegraph.stores.binding.bind` returned.
            rows: The most rows or triples to answer with; 0 for all.

        Returns:
            The whole answer, or its first rows.

        Raises:
            SyntaxError: The text is no SPARQL; `rolegraph.stores.querying.query` says so in its own words.
            QueryError: The query cannot be evaluated.
            StoreError: A SERVICE could not be reached.
        """
        try:
            return answer_with(self._engine(), query, rows=rows)
        except (RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be evaluated: {error}") from error

    def _engine(self) -> "pyoxigraph.Store":
        """Open the engine at the first query.

        Oxigraph's own union of graphs yields a triple once for every graph that holds it, which makes counts wrong.
        So the union is loaded as the engine's default graph.
        """
        if self._opened is None:
            import pyoxigraph

            triples = dict.fromkeys(quad[:3] for quad in self._quads)
            lines = [f"{s} {p} {o} .\n" for s, p, o in triples]
            lines += [f"{s} {p} {o} {g} .\n" for s, p, o, g in self._quads if g]
            store = pyoxigraph.Store()
            try:
                # parse keeps the labels of blank nodes, which `Store.load` replaces by random ones
                store.bulk_extend(pyoxigraph.parse("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS))
            except SyntaxError as error:
                raise StoreError(f"a quad is not spelled as N-Quads spells it: {error}") from error
            self._opened = store
        return self._opened


def answer_with(engine: "pyoxigraph.Store", query: PreparedQuery, *, rows: int = 0) -> Answer:
    """Put a query that passed the checks to an engine; errors other than those of SERVICE are the engine's own."""
    import pyoxigraph

    try:
        return collect(
            engine.query(
                query.text,
                prefixes=PREFIXES,
                substitutions={pyoxigraph.Variable(name): engine_term(term) for name, term in query.substitutions},
                custom_functions={
                    pyoxigraph.NamedNode(iri): partial(engine_term, term) for iri, term in query.functions
                },
            ),
            hidden=query.hidden,
            order=query.order,
            rows=rows,
        )
    except Exception as error:
        # the frames below hold the engine's answer, which no other thread may let go of
        error = error.with_traceback(None)
        if isinstance(error, OSError) and query.asks_others:
            raise StoreError(f"SERVICE failed: {error}; is the endpoint up, and does it speak SPARQL?") from error
        raise error


@lru_cache(maxsize=1024)
def engine_term(term: str) -> "pyoxigraph.NamedNode | pyoxigraph.Literal":
    """Return pyoxigraph's object for an IRI or a literal in its N-Triples spelling."""
    import pyoxigraph

    parsed = pyoxigraph.parse(f"<a:> <a:> {term} .", format=pyoxigraph.RdfFormat.N_TRIPLES)
    found: pyoxigraph.NamedNode | pyoxigraph.Literal = next(iter(parsed)).object
    return found
