"""Checks a store against shapes: queries say where something may be wrong, the compiled checks say what.

Only the nodes that a query names are read out of the store, so that a store without faults costs its queries alone.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rolegraph.validation.compiled import CompiledShape, Program, Result, compile_shapes
from rolegraph.validation.engines import hand_on
from rolegraph.validation.facts import SUBCLASS, walk
from rolegraph.validation.findings import Finding
from rolegraph.validation.sparql import candidate_queries, target_query
from rolegraph.validation.triples import read_shapes
from rolegraph.vocabulary import Quad, value

if TYPE_CHECKING:
    import pyoxigraph

_LOG: Final = logging.getLogger("rolegraph.validation")


def check_store(store: "pyoxigraph.Store", files: Sequence[Path]) -> list[Finding]:
    """Check what a store holds against shapes.

    Args:
        store: The store; its default graph is checked, which the stores of rolegraph keep as the union of all graphs.
        files: The shapes, in Turtle (`.ttl`) or N-Triples (`.nt`).

    Returns:
        What breaks a shape, in no order, without posting and quote.

    Raises:
        UsageError: A file is in another syntax.
        UnreadableInput: A file cannot be read.
        MalformedInput: A file is not what it should be.

    Example:
        >>> from rolegraph import resources
        >>> from rolegraph.vocabulary import ORG, RDF
        >>> store = QuadStore([("<http://example.org/post>", RDF.type, ORG.Post, "")]).store
        >>> [finding.message for finding in check_store(store, resources.files("shapes", ".ttl"))]
        ['Give the post a skos:prefLabel: its title, a string that is not blank.']
    """
    return check_facts(StoreFacts(store), files)


def check_facts(facts: "StoreFacts", files: Sequence[Path]) -> list[Finding]:
    """Check what a store holds against shapes, as `check_store` does, by facts that others may ask for too."""
    program = compile_shapes(read_shapes(files))
    found = [result for root in program.roots for result in _check_root(program, root, facts)]
    return program.findings(found) + hand_on(program, facts.quads, files)


def _check_root(program: Program, root: CompiledShape, facts: "StoreFacts") -> Iterator[Result]:
    queries = candidate_queries(program.model, root.shape, facts.below)
    if queries is None:
        _LOG.info("%s is checked at every target: SPARQL cannot say all of it", root.shape.node)
        queries = list(filter(None, [target_query(root.shape, facts.below)]))
    nodes = {target for kind, target in root.shape.targets if kind == "targetNode"}
    for query in queries:
        nodes.update(facts.select(query))
    for node in sorted(nodes):
        yield from root.wrong(facts, node)


class QuadStore:
    """A store in memory whose default graph is the union of quads.

    Args:
        quads: What it holds, whatever graph they are in. Quoted triples of RDF 1.2 are passed over.

    Example:
        >>> list(QuadStore([("<a:s>", "<a:p>", '"01"^^<http://www.w3.org/2001/XMLSchema#integer>', "<a:g>")]).quads())
        [('<a:s>', '<a:p>', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '')]
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        import pyoxigraph

        lines = {f"{s} {p} {o} .\n" for s, p, o, _ in quads if s[:2] != "<<" and o[:2] != "<<"}
        self.store = pyoxigraph.Store()
        # parse keeps the labels of blank nodes, which `Store.load` replaces by random ones
        self.store.bulk_extend(pyoxigraph.parse("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_TRIPLES))

    def quads(self) -> Iterator[Quad]:
        """Yield what the store holds: numbers are spelled in its own way."""
        return ((str(q.subject), str(q.predicate), str(q.object), "") for q in self.store)


class StoreFacts:
    """The facts of a store's default graph, read when they are asked for and kept.

    Args:
        store: The store.
    """

    def __init__(self, store: "pyoxigraph.Store") -> None:
        import pyoxigraph

        self._store = store
        self._graph = pyoxigraph.DefaultGraph()
        self._objects: dict[tuple[str, str], list[str]] = {}
        self._subjects: dict[tuple[str, str], list[str]] = {}
        self._below: dict[str, frozenset[str]] = {}

    def select(self, query: str) -> Iterator[str]:
        """Yield the terms that a query binds to its one variable."""
        solutions = self._store.query(query)
        return (str(solution[0]) for solution in solutions)  # type: ignore[union-attr]

    def objects(self, predicate: str, subject: str) -> Collection[str]:
        """Return the objects of a subject and a predicate, each once."""
        key = predicate, subject
        if key not in self._objects:
            found = self._match(subject, predicate, None) if subject[0] != '"' else ()
            self._objects[key] = list(dict.fromkeys(str(quad.object) for quad in found))
        return self._objects[key]

    def subjects(self, predicate: str, object_: str) -> Collection[str]:
        """Return the subjects of a predicate and an object, each once."""
        key = predicate, object_
        if key not in self._subjects:
            found = self._match(None, predicate, object_)
            self._subjects[key] = list(dict.fromkeys(str(quad.subject) for quad in found))
        return self._subjects[key]

    def pairs(self, subject: str) -> Collection[tuple[str, str]]:
        """Return the predicates and objects of a subject, each pair once."""
        found = self._match(subject, None, None) if subject[0] != '"' else ()
        return list(dict.fromkeys((str(quad.predicate), str(quad.object)) for quad in found))

    def leading(self, object_: str) -> Collection[tuple[str, str]]:
        """Return the subjects and predicates that have this object."""
        return [(str(quad.subject), str(quad.predicate)) for quad in self._match(None, None, object_)]

    def graph(self, subject: str) -> str:
        """Return the named graph of a node's first triple; "" where there is none."""
        first = min(self.pairs(subject), default=None)
        if first is None:
            return ""
        one, two, three = (store_term(term) for term in (subject, *first))
        found = self._store.quads_for_pattern(one, two, three, None)  # type: ignore[arg-type]
        return min((str(quad.graph_name) for quad in found if quad.graph_name != self._graph), default="")

    def below(self, class_: str) -> frozenset[str]:
        """Return a class and all its subclasses."""
        if class_ not in self._below:
            up = walk(("zeroOrMorePath", (("inversePath", (SUBCLASS,)),)))
            self._below[class_] = frozenset(up(self, (class_,)))
        return self._below[class_]

    def quads(self, predicates: frozenset[str] | None) -> list[Quad]:
        """Return the quads with some predicates, or all."""
        wanted = [None] if predicates is None else sorted(predicates)
        found = (quad for predicate in wanted for quad in self._match(None, predicate, None))
        return [(str(q.subject), str(q.predicate), str(q.object), "") for q in found]

    def _match(self, subject: str | None, predicate: str | None, object_: str | None) -> "Iterable[pyoxigraph.Quad]":
        first, second, third = (None if term is None else store_term(term) for term in (subject, predicate, object_))
        return self._store.quads_for_pattern(first, second, third, self._graph)  # type: ignore[arg-type]


def store_term(term: str) -> "pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal":
    """Return Oxigraph's term for a term in its N-Triples spelling.

    Example:
        >>> str(store_term('"Pförtner"@de'))
        '"Pförtner"@de'
    """
    import pyoxigraph

    if term[0] == "<":
        return pyoxigraph.NamedNode(term[1:-1])
    if term[0] == "_":
        return pyoxigraph.BlankNode(term[2:])
    suffix = term[term.rindex('"') + 1 :]
    if suffix.startswith("^^"):
        return pyoxigraph.Literal(value(term), datatype=pyoxigraph.NamedNode(suffix[3:-1]))
    return pyoxigraph.Literal(value(term), language=suffix[1:].split("--")[0] or None)
