"""SHACL shapes as plain values, read from the triples of their files: what the compiling engines work from.

SHACL Core is read in full (https://www.w3.org/TR/shacl/, sections 2 to 4). A shape that holds anything else (a query, a
constraint component of somebody's own), that leads back to itself, or that is not as the standard asks is unclear: it
is left to the judge, who runs it or says what is wrong with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rolegraph.validation.facts import SUBCLASS
from rolegraph.validation.parameters import CORE, Constraint, Unclear, read_constraints
from rolegraph.validation.paths import UNARY, Path
from rolegraph.validation.triples import RDF_FIRST, RDF_NIL, ShapeTriples, sh
from rolegraph.vocabulary import PREFIXES, RDF, value

_TARGETS: Final = ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf")
_CLASS: Final = f"<{PREFIXES['rdfs']}Class>"

SILENT: Final = frozenset(
    map(
        sh,
        (
            *("name", "description", "order", "group", "defaultValue", "message", "severity", "deactivated", "path"),
            *("flags", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint", "ignoredProperties"),
            *_TARGETS,
            # of SHACL Advanced Features and SHACL JavaScript, which we do not run
            *("rule", "target", "js", "shapesGraph", "entailment", "declare", "prefixes"),
        ),
    )
)
"""Words of SHACL that say nothing about the data; others, and parameters of somebody's own, make a shape unclear."""
_KNOWN: Final = SILENT | {sh(word) for word in CORE}
_NAMESPACE: Final = sh("")[:-1]
# words of SHACL Core whose objects are shapes, or lists of shapes
_SHAPES: Final = ("property", "node", "not", "qualifiedValueShape")
_LISTS: Final = ("and", "or", "xone")


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape.

    Args:
        node: The term of the shape.
        is_property: Whether it is a property shape, whose values are those at the end of its path.
        path: The path of a property shape; "" for a node shape.
        severity: The term of its severity.
        messages: Its messages, as literal terms, sorted.
        active: Whether it is not deactivated.
        targets: Kind (the local name of SHACL's word) and term of each target; an implicit class target is a class.
        constraints: What it asks, in a fixed order.
    """

    node: str
    is_property: bool
    path: Path
    severity: str
    messages: tuple[str, ...]
    active: bool
    targets: tuple[tuple[str, str], ...]
    constraints: tuple[Constraint, ...]


@dataclass(slots=True)
class Model:
    """All shapes of some files.

    Args:
        shapes: The shapes that are clear, by their terms.
        unclear: Why each of the others was not read, by their terms; what leads to an unclear shape is unclear too.
    """

    shapes: dict[str, Shape] = field(default_factory=dict)
    unclear: dict[str, str] = field(default_factory=dict)

    def roots(self) -> list[Shape]:
        """Return the clear shapes that have targets, sorted."""
        return [shape for _, shape in sorted(self.shapes.items()) if shape.targets and shape.active]


@lru_cache(maxsize=8)
def read_model(graph: ShapeTriples) -> Model:
    """Read all shapes of some files.

    Args:
        graph: The triples of the files.

    Returns:
        The shapes, and which could not be read.

    Example:
        >>> graph = ShapeTriples([("<a:s>", sh("targetNode"), "<a:x>"), ("<a:s>", sh("nodeKind"), sh("IRI"))], {}, [])
        >>> [constraint.component for constraint in read_model(graph).roots()[0].constraints]
        ['NodeKind']
    """
    model = Model()
    own = _own_parameters(graph)
    for node in _shape_nodes(graph):
        try:
            model.shapes[node] = _read_shape(graph, node, own)
        except Unclear as error:
            model.unclear[node] = str(error)
    _spread(model)
    return model


def _shape_nodes(graph: ShapeTriples) -> list[str]:
    """Return what is a shape by section 2.1 of the standard, or tries to be one."""
    found = {node for kind in ("NodeShape", "PropertyShape") for node in graph.subjects(RDF.type, sh(kind))}
    found.update(node for word in _TARGETS for node in graph.subjects(sh(word)))
    found.update(node for word in CORE for node in graph.subjects(sh(word)))
    found.update(node for word in ("sparql", "path") for node in graph.subjects(sh(word)))
    found.update(node for word in _SHAPES for node in graph.values(sh(word)))
    found.update(node for word in _LISTS for head in graph.values(sh(word)) for node in graph.items(head) or ())
    declared = set(graph.subjects(RDF.type, sh("Parameter"))) | set(graph.values(sh("parameter")))
    return sorted(found - declared)


def _own_parameters(graph: ShapeTriples) -> set[str]:
    """Return the properties that constraint components of the shapes' own take as parameters."""
    return {path for node in graph.values(sh("parameter")) for path in graph.objects(node, sh("path"))}


def _read_shape(graph: ShapeTriples, node: str, own: set[str]) -> Shape:
    said = graph.nodes.get(node, {})
    for predicate in said:
        if predicate in own or (predicate.startswith(_NAMESPACE) and predicate not in _KNOWN):
            raise Unclear(f"{value(predicate)} is not SHACL Core")
    paths = graph.objects(node, sh("path"))
    types = graph.objects(node, RDF.type)
    is_property = bool(paths) or sh("PropertyShape") in types
    if len(paths) > 1 or (is_property and (not paths or sh("NodeShape") in types)):
        raise Unclear("a shape has one sh:path, or none and is no sh:PropertyShape")
    if node[0] == '"' or node == RDF_NIL:
        raise Unclear("a literal is no shape")
    severities = graph.objects(node, sh("severity"))
    return Shape(
        node=node,
        is_property=is_property,
        path=read_path(graph, paths[0]) if paths else "",
        severity=_one(severities, "sh:severity") or sh("Violation"),
        messages=tuple(sorted(graph.objects(node, sh("message")))),
        active=_one(graph.objects(node, sh("deactivated")), "sh:deactivated") != f'"true"^^<{PREFIXES["xsd"]}boolean>',
        targets=tuple(sorted(_targets(graph, node, types))),
        constraints=read_constraints(graph, node, is_property=is_property),
    )


def _one(values: list[str], name: str) -> str:
    if len(values) > 1:
        raise Unclear(f"a shape has one {name}")
    return values[0] if values else ""


def _targets(graph: ShapeTriples, node: str, types: list[str]) -> Iterator[tuple[str, str]]:
    for kind in _TARGETS:
        for target in graph.objects(node, sh(kind)):
            if target[0] != "<" and kind != "targetNode":
                raise Unclear(f"sh:{kind} takes an IRI")
            yield kind, target
    # section 2.1.3.3: a shape that is a class has its instances for targets
    if _CLASS in types or any(kind in graph.subjects(SUBCLASS, _CLASS) for kind in types):
        yield "targetClass", node


def read_path(graph: ShapeTriples, node: str, depth: int = 0) -> Path:
    """Read a property path.

    Args:
        graph: The triples of the shapes.
        node: The node that stands for the path.
        depth: How deep in another path it stands.

    Returns:
        The path.

    Raises:
        Unclear: It is no path by section 2.3.1 of the standard.
    """
    if node[0] == "<" and node != RDF_NIL:
        return node
    said = graph.nodes.get(node, {})
    if depth > 30:
        raise Unclear("a sh:path leads to itself, or is nested deeper than anybody needs")
    if RDF_FIRST in said:
        return "sequence", _members(graph, node, depth)
    for operator in (*UNARY, "alternativePath"):
        operands = said.get(sh(operator), [])
        if len(operands) == 1 and operator in UNARY:
            return operator, (read_path(graph, operands[0], depth + 1),)
        if len(operands) == 1:
            return operator, _members(graph, operands[0], depth)
    raise Unclear(f"sh:path leads to {node}, which is no path")


def _members(graph: ShapeTriples, head: str, depth: int) -> tuple[Path, ...]:
    members = graph.items(head)
    if members is None or len(members) < 2:
        raise Unclear("a sequence or alternative of a sh:path has two members or more")
    return tuple(read_path(graph, member, depth + 1) for member in members)


def _spread(model: Model) -> None:
    """Make unclear what leads to something unclear, to nothing, or back to itself."""
    clear: set[str] = set()
    for root in list(model.shapes):
        stack: list[tuple[str, Iterator[str]]] = []
        _open(model, root, stack, clear)
        while stack:
            node, below = stack[-1]
            child = next(below, None)
            if child is None:
                stack.pop()
                clear.add(node)
            elif child in model.unclear or child not in model.shapes:
                reason = model.unclear.get(child, f"{child} is no shape")
                _close(model, stack, reason)
            elif child in (entry[0] for entry in stack):
                _close(model, stack, "it leads back to itself")
            else:
                _open(model, child, stack, clear)


def _open(model: Model, node: str, stack: list[tuple[str, Iterator[str]]], clear: set[str]) -> None:
    if node in model.shapes and node not in clear:
        below = (child for constraint in model.shapes[node].constraints for child in constraint.shapes)
        stack.append((node, below))


def _close(model: Model, stack: list[tuple[str, Iterator[str]]], reason: str) -> None:
    for node, _ in stack:
        model.unclear[node] = reason
        del model.shapes[node]
    stack.clear()
