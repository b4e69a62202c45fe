"""SPARQL servers: one named graph a posting, by the Graph Store Protocol or by SPARQL Update."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rolegraph.endpoints.asking import SILENCE, Asker
from rolegraph.errors import UsageError
from rolegraph.exports.characters import encode
from rolegraph.loading.counting import Held, find_held
from rolegraph.loading.endpoints import Endpoint, find_endpoint
from rolegraph.loading.patience import patiently
from rolegraph.loading.pieces import DEFAULT, Piece, cut, place
from rolegraph.loading.targets import Batch, Count, LoadOptions
from rolegraph.vocabulary import Quad

_BYTES: Final = 4_000_000
_LARGE: Final = 1_000_000
_MEANINGS: Final = {
    403: "does not allow that: name a user who may write there with --user",
    405: "does not take that there: is the address right, and may it be written to?",
    406: "does not answer in JSON",
    413: "takes no request of that size: lower --batch-bytes",
    415: "does not take that format: try --protocol update",
    SILENCE: "no answer in time: raise --timeout, or lower --batch-bytes",
}


def connect(name: str, address: str, options: LoadOptions) -> "GraphStore":
    """Open a SPARQL server.

    Args:
        name: Its name in the table of targets.
        address: Its URL.
        options: How to load.

    Returns:
        The open server, which has answered a query.

    Raises:
        UsageError: The address is no URL.
        StoreError: It cannot be reached, or is no SPARQL server.
    """
    if options.protocol not in ("", "gsp", "update"):
        raise UsageError(f"protocol {options.protocol!r}: choose gsp or update")
    asker = Asker(options.login, options.timeout, meanings=_MEANINGS)
    try:
        return GraphStore(asker, patiently(lambda: find_endpoint(name, address, asker, options), options), options)
    except BaseException:
        asker.close()
        raise


class GraphStore:
    """An open SPARQL server.

    Args:
        asker: What sends the requests.
        endpoint: Where they go.
        options: How to load.
    """

    units = "triples"
    holder = "graph"

    def __init__(self, asker: Asker, endpoint: Endpoint, options: LoadOptions) -> None:
        self._asker = asker
        self._endpoint = endpoint
        self._options = options
        self._most_bytes = options.batch_bytes or _BYTES
        self._before: dict[str, Held] = {}
        self.piecemeal = not options.graph

    def plan(self, quads: Sequence[Quad]) -> list[Batch]:
        """Cut a graph into batches: a piece of a graph each, or for updates as many as go into one request."""
        options, dialect = self._options, self._endpoint.dialect
        most_units = 0 if self._endpoint.store else dialect.most_units
        pieces: list[Piece] = []
        for graph, triples in place(quads, graph=options.graph, default_graph=options.default_graph):
            if graph == DEFAULT and not dialect.has_default_graph:
                told = f"{dialect.name} has no default graph, and {len(triples):,} triples are in none"
                raise UsageError(f"{told}: name one with --default-graph IRI, or load TriG or N-Quads")
            pieces += cut(graph, triples, most_bytes=self._most_bytes, most_units=most_units, marks=options.marks)
        if self._endpoint.store:
            return [self._batch([piece]) for piece in pieces]
        return [self._batch(group) for group in _grouped(pieces, self._most_bytes, most_units)]

    def missing(self, batches: Sequence[Batch]) -> list[Batch]:
        """Return the batches without those pieces whose marks are there."""
        pieces = _by_graph(batches)
        self._before = self._held(pieces)
        wanted = {id(piece) for graph, group in pieces.items() for piece in self._lacking(group, self._before[graph])}
        kept = ([piece for piece in batch.data if id(piece) in wanted] for batch in batches)
        return [self._batch(group) for group in kept if group]

    def send(self, batch: Batch) -> None:
        """Send a batch."""
        if self._endpoint.store:
            self._put(*batch.data)
        else:
            text = ";\n".join(self._operation(piece) for piece in batch.data)
            self._write("POST", self._endpoint.update, "application/sparql-update", text)

    def counts(self, batches: Sequence[Batch]) -> Iterator[Count]:
        """Count what the server holds of each graph."""
        pieces = _by_graph(batches)
        for graph, there in self._held(pieces).items():
            sent = sum(piece.units for piece in pieces[graph])
            name = graph[1:-1] or "the default graph"
            if self._replaces(graph):
                yield Count(name, sent, there.triples)
            else:
                before = self._before[graph].triples
                yield Count(name, max(sent, before), there.triples, before + sent)

    def close(self) -> None:
        """Close the connections."""
        self._asker.close()

    def _replaces(self, graph: str) -> bool:
        return graph != DEFAULT if self._options.replace is None else self._options.replace

    def _batch(self, pieces: Sequence[Piece]) -> Batch:
        names = dict.fromkeys(piece.graph[1:-1] or "the default graph" for piece in pieces)
        name = next(iter(names)) + (f" and {len(names) - 1} more" if len(names) > 1 else "")
        repeatable = all(not piece.blank or self._replaces(piece.graph) for piece in pieces)
        return Batch(name, sum(piece.units for piece in pieces), tuple(pieces), repeatable)

    def _lacking(self, pieces: Sequence[Piece], held: Held) -> Sequence[Piece]:
        """Return the pieces of a graph that have to be sent."""
        marks = {piece.mark for piece in pieces}
        if "" in marks:
            return pieces
        rest = [piece for piece in pieces if piece.mark not in held.marks]
        if not self._replaces(pieces[0].graph):
            return rest
        if held.marks - marks or rest[:1] == [pieces[0]]:
            return pieces  # what is there is something else, or not ours
        whole = held.triples == sum(piece.units for piece in pieces)
        return rest if rest or whole else pieces

    def _put(self, piece: Piece) -> None:
        dialect = self._endpoint.dialect
        if piece.graph == DEFAULT:
            url, parameters = f"{self._endpoint.store}?default", {}
        else:
            url, parameters = self._endpoint.store, {"graph": piece.graph[1:-1]}
        if dialect.large and len(piece.lines) > _LARGE:
            parameters[dialect.large] = ""
        method = "PUT" if piece.first and self._replaces(piece.graph) else "POST"
        self._write(method, url, dialect.media, piece.lines, parameters)

    def _operation(self, piece: Piece) -> str:
        default = piece.graph == DEFAULT
        data = piece.lines if default else f"GRAPH {piece.graph} {{\n{piece.lines}}}"
        drop = f"DROP SILENT {'DEFAULT' if default else f'GRAPH {piece.graph}'};\n"
        return f"{drop if piece.first and self._replaces(piece.graph) else ''}INSERT DATA {{\n{data}}}"

    def _write(self, method: str, url: str, media: str, text: str, parameters: dict[str, str] | None = None) -> None:
        self._asker.write(
            method,
            url,
            page_is_good=self._endpoint.dialect.says_html,
            parameters=parameters or None,
            content=encode(text),
            headers={"Content-Type": media},
        )

    def _held(self, pieces: Mapping[str, Sequence[Piece]]) -> dict[str, Held]:
        return find_held(
            lambda text: self._asker.query(self._endpoint.query, text),
            {graph: len(group) for graph, group in pieces.items()},
            whole=self._endpoint.dialect.counts_whole,
            marks=self._options.marks,
        )


def _by_graph(batches: Iterable[Batch]) -> dict[str, list[Piece]]:
    found: defaultdict[str, list[Piece]] = defaultdict(list)
    for batch in batches:
        for piece in batch.data:
            found[piece.graph].append(piece)
    return dict(found)


def _grouped(pieces: Iterable[Piece], most_bytes: int, most_units: int) -> Iterator[list[Piece]]:
    """Put small pieces together into requests."""
    group: list[Piece] = []
    size = units = 0
    for piece in pieces:
        length = len(piece.lines)
        if group and (size + length > most_bytes or (most_units and units + piece.units > most_units)):
            yield group
            group, size, units = [], 0, 0
        group.append(piece)
        size, units = size + length, units + piece.units
    if group:
        yield group
