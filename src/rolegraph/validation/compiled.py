"""Shapes compiled to checks over facts in memory: linear in the graph, without any library of RDF.

Each shape becomes a walk along its path and a row of checks, each made once. SHACL Core is run in full; what a `Model`
holds for unclear is not run here.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rolegraph.validation.advice import advise
from rolegraph.validation.checks import Check, Conforms, compile_check
from rolegraph.validation.facts import Facts, QuadFacts, walk
from rolegraph.validation.findings import Finding
from rolegraph.validation.model import Model, Shape, read_model
from rolegraph.validation.paths import Path
from rolegraph.validation.triples import ShapeTriples, faulty, sh
from rolegraph.vocabulary import Quad

_PREDICATES: Final = ("Equals", "Disjoint", "LessThan", "LessThanOrEquals")


@dataclass(frozen=True, slots=True)
class CompiledShape:
    """A shape as functions.

    Args:
        shape: What was compiled.
        values: From a focus node to its value nodes.
        checks: Each check with the local name of its component.
        below: The property shapes that report in their own name, each as often as the shape lists it.
    """

    shape: Shape
    values: Callable[[Facts, str], Collection[str]]
    checks: tuple[tuple[str, Check], ...]
    below: "tuple[CompiledShape, ...]"

    def conforms(self, facts: Facts, focus: str) -> bool:
        """Say whether a node conforms to the shape."""
        if not self.shape.active:
            return True
        values = self.values(facts, focus)
        return not any(check(facts, focus, values) for _, check in self.checks) and all(
            shape.conforms(facts, one) for shape in self.below for one in values
        )

    def wrong(self, facts: Facts, focus: str) -> "Iterator[Result]":
        """Yield what is wrong with a node."""
        if not self.shape.active:
            return
        values = self.values(facts, focus)
        for component, check in self.checks:
            for path, one in check(facts, focus, values):
                yield Result(self.shape, component, focus, path or self.shape.path, one)
        for shape in self.below:
            for one in values:
                yield from shape.wrong(facts, one)


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that is wrong: by which shape and component, at which node, along which path, with which value."""

    shape: Shape
    component: str
    focus: str
    path: Path
    value: str


@dataclass(frozen=True, slots=True)
class Program:
    """All shapes of some files, compiled.

    Args:
        graph: The triples of the files.
        model: The shapes.
        roots: The compiled shapes that have targets.
        predicates: The predicates that the checks read; None where a closed shape reads all.
    """

    graph: ShapeTriples
    model: Model
    roots: tuple[CompiledShape, ...]
    predicates: frozenset[str] | None

    def run(self, quads: Iterable[Quad], *, note: Callable[[str], object] | None = None) -> list[Finding]:
        """Check a graph.

        Args:
            quads: The graph; named graphs are checked as one, as a union.
            note: Called with the term of each shape before its targets are checked.

        Returns:
            What breaks a clear shape, in no order, without posting and quote.
        """
        facts = QuadFacts(quads, self.predicates)
        found: list[Result] = []
        for root in self.roots:
            if note:
                note(root.shape.node)
            targets = [facts.focus(kind, target) for kind, target in root.shape.targets]
            for focus in targets[0] if len(targets) == 1 else {node for some in targets for node in some}:
                found += root.wrong(facts, focus)
        return self.findings(found)

    def findings(self, results: Iterable[Result]) -> list[Finding]:
        """Write out what is wrong."""
        return [
            Finding(
                severity=one.shape.severity,
                focus=one.focus,
                path=one.path,
                value=one.value,
                messages=one.shape.messages or (advise(self.graph, one.shape.node, one.component),),
                shape=one.shape.node,
                component=sh(f"{one.component}ConstraintComponent"),
            )
            for one in results
        ]


@lru_cache(maxsize=8)
def compile_shapes(graph: ShapeTriples) -> Program:
    """Compile shapes.

    Args:
        graph: The triples of their files.

    Returns:
        The program; the same one for the same triples.

    Raises:
        MalformedInput: A pattern is no regular expression.

    Example:
        >>> from rolegraph import resources
        >>> from rolegraph.validation.triples import read_shapes
        >>> from rolegraph.vocabulary import ORG, RDF
        >>> program = compile_shapes(read_shapes(resources.files("shapes", ".ttl")))
        >>> [finding.message for finding in program.run([("<http://example.org/post>", RDF.type, ORG.Post, "")])]
        ['Give the post a skos:prefLabel: its title, a string that is not blank.']
    """
    model = read_model(graph)
    compiler = _Compiler(model)
    try:
        roots = tuple(compiler.compile(shape.node) for shape in model.roots())
    except ValueError as error:  # re.error and what else a pattern can raise
        raise faulty(graph.files, error) from error
    return Program(graph, model, roots, compiler.predicates())


class _Compiler:
    def __init__(self, model: Model) -> None:
        self._model = model
        self._done: dict[str, CompiledShape] = {}

    def compile(self, node: str) -> CompiledShape:
        """Compile a shape and those below it; no shape leads back to itself, so this comes to an end."""
        if node not in self._done:
            shape = self._model.shapes[node]
            properties = [c for c in shape.constraints if c.component == "Property"]
            self._done[node] = CompiledShape(
                shape,
                _values(shape.path),
                tuple(
                    (c.component, compile_check(c, self._conforms)) for c in shape.constraints if c not in properties
                ),
                tuple(self.compile(c.shapes[0]) for c in properties),
            )
        return self._done[node]

    def _conforms(self, node: str) -> Conforms:
        return self.compile(node).conforms

    def predicates(self) -> frozenset[str] | None:
        """Return the predicates that what was compiled reads; None for all."""
        found: Counter[str] = Counter()
        for compiled in self._done.values():
            found.update(_predicates(compiled.shape.path))
            found.update(target for kind, target in compiled.shape.targets if kind.endswith("sOf"))
            found.update(c.argument for c in compiled.shape.constraints if c.component in _PREDICATES)
            if any(c.component == "Closed" for c in compiled.shape.constraints):
                return None
        return frozenset(found)


def _values(path: Path) -> Callable[[Facts, str], Collection[str]]:
    if not path:
        return lambda _facts, focus: (focus,)
    if isinstance(path, str):
        return lambda facts, focus: facts.objects(path, focus)
    go = walk(path)
    return lambda facts, focus: go(facts, (focus,))


def _predicates(path: Path) -> Iterator[str]:
    if isinstance(path, str):
        if path:
            yield path
        return
    for part in path[1]:
        yield from _predicates(part)
