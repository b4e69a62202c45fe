"""A graph's quads as typed nodes and relationships, for property graphs.

    quads --property_graph--> PropertyGraph --+--> neo4j-admin files, a Cypher script, Parquet
                                              +--> loading into Neo4j and LadybugDB

`property_model` says what becomes what. Everything comes out sorted, so that the same graph gives the same rows.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from rolegraph.exports.attributes import SEPARATOR
from rolegraph.exports.property_model import EDGES, LINE, NODES, REPORTS_TO, Column, EdgeType, expand
from rolegraph.vocabulary import ORG, RDF, RG, UNWRITABLE, Quad, local_name, value

Value = str | int | float | bool | list[str]
"""The value of a property."""

_CONCEPTS: Final = "<https://w3id.org/rolegraph/concept/"
_INT64: Final = 2**63


class Node(NamedTuple):
    """A node.

    Args:
        id: Its IRI, or the label of a blank node with `_:` before it.
        label: Its kind, a label of `property_model.NODES`.
        properties: What is known of it, by column.
    """

    id: str
    label: str
    properties: dict[str, Value]


class Edge(NamedTuple):
    """A relationship.

    Args:
        type: Its kind, a name of `property_model.EDGES`.
        start: The node that it leads from.
        end: The node that it leads to.
        pair: The labels of the two.
        properties: What is known of it, by column.
    """

    type: str
    start: str
    end: str
    pair: tuple[str, str]
    properties: dict[str, Value]


class PropertyGraph(NamedTuple):
    """Nodes and relationships.

    Args:
        nodes: In the order of the model, then by IRI.
        edges: In the order of the model, then by the nodes that they join.
        postings: The IRIs of the named graphs that are told of.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    postings: tuple[str, ...]


def property_graph(quads: Sequence[Quad]) -> PropertyGraph:
    """Return what quads say of nodes and relationships of the model; what it has no place for is left out.

    Args:
        quads: A graph, in any order; the default graph and named graphs count alike.

    Returns:
        Nodes and relationships, sorted. A relationship whose ends do not fit the model is left out.

    Example:
        >>> post, head = "<https://example.org/baker>", "<https://example.org/head>"
        >>> found = property_graph([(post, ORG.reportsTo, head, ""), (head, RDF.type, ORG.Post, "")])
        >>> [node.label for node in found.nodes], found.edges[0].type, found.edges[0].properties["kind"]
        (['Post', 'Post'], 'REPORTS_TO', 'solid-line')
    """
    said = _Said(quads)
    labels = _labels(said)
    edges = [edge for row in EDGES for edge in sorted(_edges(said, row, labels), key=_place)]
    order = {row.label: (number, row.columns) for number, row in enumerate(NODES)}
    nodes = [
        Node(value(term), label, _properties(said, term, order[label][1]))
        for term, label in sorted(labels.items(), key=lambda item: (order[item[1]][0], value(item[0])))
    ]
    named = sorted({value(graph) for *_, graph in quads if graph})
    return PropertyGraph(tuple(nodes), tuple(edges), tuple(named))


Kin = TypeVar("Kin", Node, Edge)


def alike(rows: Iterable[Kin], columns: Sequence[Column]) -> list[tuple[tuple[Column, ...], list[Kin]]]:
    """Group nodes or relationships by which of the columns they have, so that a statement for a group has no gaps.

    Example:
        >>> nodes = [Node("a", "Role", {"name": "Baker"}), Node("b", "Role", {})]
        >>> [(len(present), [node.id for node in some]) for present, some in alike(nodes, NODES[6].columns)]
        [(1, ['a']), (0, ['b'])]
    """
    groups: dict[tuple[Column, ...], list[Kin]] = {}
    for row in rows:
        groups.setdefault(tuple(column for column in columns if column.name in row.properties), []).append(row)
    return list(groups.items())


def _place(edge: Edge) -> tuple[str, str, str]:
    return edge.start, edge.end, str(edge.properties.get("id", ""))


class _Said:
    """The statements of a graph: objects by predicate and subject, and the graphs that state each."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.found: defaultdict[str, defaultdict[str, dict[str, list[str]]]]
        self.found = defaultdict(lambda: defaultdict(dict))
        for subject, predicate, object_, graph in quads:
            graphs = self.found[predicate][subject].setdefault(object_, [])
            if graph:
                graphs.append(graph)

    def stated(self, predicate: str) -> Mapping[str, Mapping[str, list[str]]]:
        return self.found.get(predicate, {})

    def objects(self, subject: str, predicate: str) -> Iterable[str]:
        by_subject = self.found.get(predicate)
        return by_subject.get(subject, ()) if by_subject else ()

    def graphs(self, subject: str, predicate: str, object_: str) -> list[str]:
        return sorted({value(graph) for graph in self.found[predicate][subject][object_]})

    def follow(self, subject: str, path: Sequence[str]) -> set[str]:
        """Return what a path of predicates leads to."""
        ends = {subject}
        for predicate in path:
            ends = {object_ for end in ends for object_ in self.objects(end, predicate)}
        return ends


def _labels(said: _Said) -> dict[str, str]:
    """Return the label of each node: by its class, else by the first relationship that it takes part in."""
    labels: dict[str, str] = {}
    types = said.stated(RDF.type)
    known = {expand(name): (number, row.label) for number, row in enumerate(NODES) for name in row.classes}
    for term, classes in types.items():
        if found := [known[one] for one in classes if one in known]:
            labels[term] = min(found)[1]
    for row in EDGES:
        for start, end, _ in _stated(said, row):
            low, high = labels.get(start), labels.get(end)
            fitting = [pair for pair in row.pairs if low in (None, pair[0]) and high in (None, pair[1])]
            if fitting and end[0] != '"':
                labels.setdefault(start, fitting[0][0])
                labels.setdefault(end, fitting[0][1])
    return labels


def _stated(said: _Said, row: EdgeType) -> Iterator[tuple[str, str, str]]:
    """Yield the ends of the relationships of a kind, in order, each with the reporting line that states it, or ""."""
    if row.name != REPORTS_TO:
        stated = said.stated(expand(row.predicate))
        for subject in sorted(stated):
            yield from ((subject, object_, "") for object_ in sorted(stated[subject]))
        return
    lined = set()
    for line in sorted(said.found.get(RG.subordinate, ())):
        for low in sorted(said.objects(line, RG.subordinate)):
            for high in sorted(said.objects(line, RG.superior)):
                lined.add((low, high))
                yield low, high, line
    bare = said.stated(ORG.reportsTo)
    yield from ((low, high, "") for low in sorted(bare) for high in sorted(bare[low]) if (low, high) not in lined)


def _edges(said: _Said, row: EdgeType, labels: dict[str, str]) -> Iterator[Edge]:
    pairs = set(row.pairs)
    for start, end, line in _stated(said, row):
        pair = labels.get(start, ""), labels.get(end, "")
        if pair not in pairs:
            continue
        if row.name == REPORTS_TO:
            properties = _line(said, start, end, line)
        else:
            properties = {"postings": said.graphs(start, expand(row.predicate), end)}
        yield Edge(row.name, value(start), value(end), pair, {k: v for k, v in properties.items() if v != []})


def _line(said: _Said, low: str, high: str, line: str) -> dict[str, Value]:
    """Return the properties of a reporting line; a bare `org:reportsTo` is solid and sure, as `structure` has it."""
    hierarchy = high in said.objects(low, ORG.reportsTo)
    if not line:
        graphs = said.graphs(low, ORG.reportsTo, high)
        own = f"{value(low)} {value(high)}"
        stated: dict[str, Value] = {"id": own, "kind": "solid-line", "confidence": 1.0}
    else:
        graphs = said.graphs(line, RG.subordinate, low)
        # one line can be told of two subordinates
        alone = len(list(said.objects(line, RG.subordinate))) * len(list(said.objects(line, RG.superior))) == 1
        own = value(line) if alone else f"{value(line)} {value(low)} {value(high)}"
        stated = {"id": own, "kind": "solid-line", **_properties(said, line, LINE)}
    sources = said.follow(line, _path("rg:evidence/prov:wasQuotedFrom")) if line else set()
    posting = min(map(value, sources), default=graphs[0] if graphs else "")
    if posting:
        stated["posting"] = posting
    return {**stated, "hierarchy": hierarchy, "postings": graphs}


def _path(path: str) -> tuple[str, ...]:
    return tuple(map(expand, path.split("/")))


_PATHS: Final = {column.path: _path(column.path) for row in NODES for column in row.columns if column.path}
_PATHS.update((column.path, _path(column.path)) for column in LINE if column.path)


def _properties(said: _Said, term: str, columns: Iterable[Column]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for column in columns:
        path = _PATHS.get(column.path, ())
        # most nodes lack most properties
        terms = (said.objects(term, path[0]) if len(path) == 1 else said.follow(term, path)) if path else ()
        texts = sorted({text for one in terms if (text := _text(one))}) if terms else ()
        if texts and (read := _READERS["quote" if column.name == "quote" else column.kind](texts)) is not None:
            found[column.name] = read
    return found


def _text(term: str) -> str:
    """Return what a term says, of a concept its local name; what no database's text can hold is U+FFFD."""
    return local_name(term) if term.startswith(_CONCEPTS) else UNWRITABLE.sub("\ufffd", value(term))


def _long(texts: Sequence[str]) -> int | None:
    """Return a whole number; none where it is no number, too large, or several are stated."""
    text = texts[0].removeprefix("-")
    if len(texts) > 1 or not (text.isascii() and text.isdecimal() and len(text) < 20):
        return None
    number = int(texts[0])
    return number if -_INT64 <= number < _INT64 else None


def _double(texts: Sequence[str]) -> float | None:
    """Return the greatest of the numbers that are stated; of a fact told twice the surer one counts."""
    numbers = []
    for text in texts:
        try:
            number = float(text)
        except ValueError:
            continue
        if math.isfinite(number):
            numbers.append(number)
    return max(numbers, default=None)


def _boolean(texts: Sequence[str]) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(texts[0]) if len(texts) == 1 else None


_READERS: Final[dict[str, Callable[[Sequence[str]], Value | None]]] = {
    "string": lambda texts: texts[0],
    "string[]": list,
    "quote": SEPARATOR.join,
    "long": _long,
    "double": _double,
    "boolean": _boolean,
}
