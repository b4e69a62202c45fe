"""A graph as shapes look at it: the values of a node along a path, and the instances of a class.

Terms stay in their N-Triples spelling. `Facts` is what the compiled checks need of any graph; `QuadFacts` keeps only
the properties that the shapes ask about, each triple once however many graphs hold it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final, Protocol

from rolegraph.validation.paths import Path
from rolegraph.vocabulary import PREFIXES, RDF, Quad

SUBCLASS: Final = f"<{PREFIXES['rdfs']}subClassOf>"
"""The term of rdfs:subClassOf."""


class Facts(Protocol):
    """What the compiled checks need of a graph."""

    def objects(self, predicate: str, subject: str) -> Collection[str]:
        """Return the objects of a subject and a predicate, each once."""
        ...

    def subjects(self, predicate: str, object_: str) -> Collection[str]:
        """Return the subjects of a predicate and an object, each once."""
        ...

    def pairs(self, subject: str) -> Collection[tuple[str, str]]:
        """Return the predicates and objects of a subject, each pair once."""
        ...

    def below(self, class_: str) -> frozenset[str]:
        """Return a class and all its subclasses."""
        ...


class QuadFacts:
    """Facts of quads.

    Args:
        quads: The graph; named graphs are taken together, as a union. Quoted triples of RDF 1.2 are passed over.
        predicates: The predicates to keep beside those that say what is an instance of what; None for all.

    Example:
        >>> facts = QuadFacts([("<a:s>", "<a:p>", '"o"', ""), ("<a:s>", "<a:p>", '"o"', "<a:g>")])
        >>> facts.objects("<a:p>", "<a:s>"), facts.subjects("<a:p>", '"o"')
        (['"o"'], ['<a:s>'])
    """

    def __init__(self, quads: Iterable[Quad], predicates: frozenset[str] | None = None) -> None:
        self.forward: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._backward: dict[str, Mapping[str, list[str]]] = {}
        self._pairs: dict[str, list[tuple[str, str]]] | None = None
        self._below: dict[str, frozenset[str]] = {}
        wanted = None if predicates is None else predicates | {RDF.type, SUBCLASS}
        forward = self.forward
        kept = quads if wanted is None else [quad for quad in quads if quad[1] in wanted]
        # sorting what is sorted costs less than a set, and puts what two graphs say side by side
        for subject, predicate, object_, _ in sorted(kept):
            if object_[:2] != "<<" and subject[:2] != "<<":
                objects = forward[predicate][subject]
                if not objects or objects[-1] != object_:
                    objects.append(object_)
        for by_subject in forward.values():
            by_subject.default_factory = None  # type: ignore[attr-defined]  # reading makes nothing from here on
        forward.default_factory = None

    def objects(self, predicate: str, subject: str) -> list[str]:
        """Return the objects of a subject and a predicate, each once."""
        return self.forward.get(predicate, _NOTHING).get(subject, _NONE)

    def subjects(self, predicate: str, object_: str) -> list[str]:
        """Return the subjects of a predicate and an object, each once."""
        return self.backward(predicate).get(object_, _NONE)

    def backward(self, predicate: str) -> Mapping[str, list[str]]:
        """Return the subjects of a predicate by their objects."""
        if predicate not in self._backward:
            turned: dict[str, list[str]] = {}
            for subject, objects in self.forward.get(predicate, _NOTHING).items():
                for object_ in objects:
                    turned.setdefault(object_, []).append(subject)
            self._backward[predicate] = turned
        return self._backward[predicate]

    def pairs(self, subject: str) -> list[tuple[str, str]]:
        """Return the predicates and objects of a subject, each pair once."""
        if self._pairs is None:
            self._pairs = {}
            for predicate, by_subject in self.forward.items():
                for node, objects in by_subject.items():
                    self._pairs.setdefault(node, []).extend((predicate, object_) for object_ in objects)
        return self._pairs.get(subject, [])

    def below(self, class_: str) -> frozenset[str]:
        """Return a class and all its subclasses."""
        if class_ not in self._below:
            found = [class_]
            if SUBCLASS in self.forward:
                found = list(walk(("zeroOrMorePath", (("inversePath", (SUBCLASS,)),)))(self, (class_,)))
            self._below[class_] = frozenset(found)
        return self._below[class_]

    def focus(self, kind: str, target: str) -> Collection[str]:
        """Return the nodes that a target of a shape names, by section 2.1.3 of the standard."""
        if kind == "targetNode":
            return [target]
        if kind == "targetClass":
            types = self.backward(RDF.type)
            return {node for class_ in self.below(target) for node in types.get(class_, ())}
        if kind == "targetSubjectsOf":
            return self.forward.get(target, _NOTHING)
        return self.backward(target)


_NOTHING: Final[dict[str, list[str]]] = {}
_NONE: Final[list[str]] = []

Walk = Callable[[Facts, Collection[str]], Collection[str]]
"""From nodes to those at the other end of a path, each once."""


def walk(path: Path) -> Walk:
    """Compile a path.

    Args:
        path: The path.

    Returns:
        What leads along it, without recursion and in time linear in what it meets.

    Example:
        >>> facts = QuadFacts([("<a:1>", "<a:p>", "<a:2>", ""), ("<a:2>", "<a:p>", "<a:1>", "")])
        >>> sorted(walk(("oneOrMorePath", ("<a:p>",)))(facts, ["<a:1>"]))
        ['<a:1>', '<a:2>']
    """
    return _walk(path, turned=False)


def _walk(path: Path, *, turned: bool) -> Walk:
    if isinstance(path, str):
        return _against(path) if turned else _along(path)
    operator, operands = path
    if operator == "inversePath":
        return _walk(operands[0], turned=not turned)
    if operator == "sequence":
        return _in_turn([_walk(part, turned=turned) for part in (reversed(operands) if turned else operands)])
    if operator == "alternativePath":
        return _beside([_walk(part, turned=turned) for part in operands])
    return _repeated(_walk(operands[0], turned=turned), operator)


def _along(predicate: str) -> Walk:
    def go(facts: Facts, nodes: Collection[str]) -> Collection[str]:
        if len(nodes) == 1:
            return facts.objects(predicate, next(iter(nodes)))
        return dict.fromkeys(object_ for node in nodes for object_ in facts.objects(predicate, node))

    return go


def _against(predicate: str) -> Walk:
    def go(facts: Facts, nodes: Collection[str]) -> Collection[str]:
        return dict.fromkeys(subject for node in nodes for subject in facts.subjects(predicate, node))

    return go


def _in_turn(steps: list[Walk]) -> Walk:
    def go(facts: Facts, nodes: Collection[str]) -> Collection[str]:
        for step in steps:
            nodes = step(facts, nodes)
        return nodes

    return go


def _beside(ways: list[Walk]) -> Walk:
    def go(facts: Facts, nodes: Collection[str]) -> Collection[str]:
        return dict.fromkeys(node for way in ways for node in way(facts, nodes))

    return go


def _repeated(step: Walk, operator: str) -> Walk:
    def go(facts: Facts, nodes: Collection[str]) -> Collection[str]:
        found: dict[str, None] = dict.fromkeys(() if operator == "oneOrMorePath" else nodes)
        fresh: Collection[str] = nodes
        while fresh:
            fresh = [node for node in step(facts, fresh) if node not in found]
            found.update(dict.fromkeys(fresh))
            if operator == "zeroOrOnePath":
                break
        return found

    return go
