"""Asks a SPARQL server what it holds of some graphs, in answers too short to be cut off without a word."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from rolegraph.errors import StoreError
from rolegraph.loading.pieces import DEFAULT
from rolegraph.vocabulary import RG, literal

_MOST_GRAPHS: Final = 100  # that one query asks for
_MOST_MARKS: Final = 5_000  # that one answer holds: Virtuoso stops at 10,000 rows
_PAGE: Final = 5_000

Row = Mapping[str, str]
Ask = Callable[[str], Any]
"""Answers a query with a document of SPARQL 1.1 Query Results JSON."""


class Held(NamedTuple):
    """What a server holds of a graph.

    Args:
        triples: How many triples, marks not counted.
        marks: The marks, as literal terms.
    """

    triples: int
    marks: frozenset[str]


def find_held(ask: Ask, graphs: Mapping[str, int], *, whole: bool, marks: bool) -> dict[str, Held]:
    """Ask what a server holds of some graphs.

    Args:
        ask: Answers a query.
        graphs: The terms of the graphs, each with how many marks it may hold.
        whole: Whether counting all graphs of the server is cheaper than counting each of these.
        marks: Whether there are marks to ask for.

    Returns:
        What is there of each graph.

    Raises:
        StoreError: The server cannot be asked, or answers with something else.
    """
    named = {graph: number for graph, number in graphs.items() if graph != DEFAULT}
    counted = dict(_count_all(ask) if whole else _count_each(ask, named))
    found = _marks(ask, named) if marks else {}
    if DEFAULT in graphs:
        (row,) = _rows(ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
        counted[DEFAULT] = int(row["n"])
    return {
        graph: Held(counted.get(graph, 0) - len(found.get(graph, ())), frozenset(found.get(graph, ())))
        for graph in graphs
    }


def _count_each(ask: Ask, graphs: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    # a graph that is named in the query is counted by the index; one that VALUES names is searched for by some servers
    for portion in _portions(dict.fromkeys(graphs, 1)):
        counts = (f"{{ SELECT ({g} AS ?g) (COUNT(*) AS ?n) {{ GRAPH {g} {{ ?s ?p ?o }} }} }}" for g in portion)
        for row in _rows(ask(f"SELECT ?g ?n {{ {' UNION '.join(counts)} }}")):
            yield f"<{row['g']}>", int(row["n"])


def _count_all(ask: Ask) -> Iterator[tuple[str, int]]:
    counts = "{ SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g }"
    offset = 0
    while rows := _rows(ask(f"SELECT ?g ?n {{ {counts} }} ORDER BY ?g LIMIT {_PAGE} OFFSET {offset}")):
        yield from ((f"<{row['g']}>", int(row["n"])) for row in rows)
        offset += len(rows)


def _marks(ask: Ask, graphs: Mapping[str, int]) -> dict[str, set[str]]:
    marks: defaultdict[str, set[str]] = defaultdict(set)
    for portion in _portions(graphs):
        values = "VALUES ?g { " + " ".join(portion) + " }"
        for row in _rows(ask(f"SELECT ?g ?mark {{ {values} GRAPH ?g {{ ?g {RG.loadMark} ?mark }} }}")):
            marks[f"<{row['g']}>"].add(literal(row["mark"]))
    return marks


def _rows(document: Any) -> list[Row]:
    try:
        return [{name: term["value"] for name, term in row.items()} for row in document["results"]["bindings"]]
    except (KeyError, TypeError, AttributeError):
        raise StoreError("the answer to a query holds no rows: is the address that of a SPARQL server?") from None


def _portions(graphs: Mapping[str, int]) -> Iterator[list[str]]:
    """Yield some graphs at a time, so that neither the query nor its answer gets long."""
    portion: list[str] = []
    marks = 0
    for graph, number in graphs.items():
        if portion and (len(portion) == _MOST_GRAPHS or marks + number > _MOST_MARKS):
            yield portion
            portion, marks = [], 0
        portion.append(graph)
        marks += number
    if portion:
        yield portion
