"""The constraint parameters of SHACL Core: how each is read, and what it must be.

A table says for each word of SHACL what reads it. What a reader refuses is `Unclear`; the judge then says
what is wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from rolegraph.validation.triples import ShapeTriples, sh
from rolegraph.vocabulary import PREFIXES, XSD, value

TRUE: Final = f'"true"^^<{PREFIXES["xsd"]}boolean>'
_DATATYPES_UNSAID: Final = (f"<{PREFIXES['rdfs']}Literal>", f"<{PREFIXES['rdfs']}Datatype>")
_NODE_KINDS: Final = {
    "IRI": "<",
    "BlankNode": "_",
    "Literal": '"',
    "BlankNodeOrIRI": "_<",
    "BlankNodeOrLiteral": '_"',
    "IRIOrLiteral": '<"',
}


class Unclear(Exception):
    """A shape is left to the judge; the message says why."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that a shape asks.

    Args:
        component: The local name of the constraint component without its ending, such as "MinCount".
        argument: What the parameter says, in the form that the compilers want.
        shapes: The terms of the shapes that it asks about.
    """

    component: str
    argument: Any = None
    shapes: tuple[str, ...] = ()


def read_constraints(graph: ShapeTriples, node: str, *, is_property: bool) -> tuple[Constraint, ...]:
    """Read what a shape asks.

    Args:
        graph: The triples of the shapes.
        node: The term of the shape.
        is_property: Whether it is a property shape.

    Returns:
        The constraints, in the order of `CORE`, and of their parameters.

    Raises:
        Unclear: A parameter is not as the standard asks.

    Example:
        >>> graph = ShapeTriples([("<a:s>", sh("minLength"), f'"2"^^{XSD.integer}')], {}, [])
        >>> read_constraints(graph, "<a:s>", is_property=False)
        (Constraint(component='MinLength', argument=2, shapes=()),)
    """
    found: list[Constraint] = []
    said = graph.nodes.get(node, {})
    for word in [word for term, word in _WORDS.items() if term in said]:
        single, properties_only, reader = CORE[word]
        parameters = sorted(said[sh(word)])
        if (single and len(parameters) > 1) or (properties_only and not is_property):
            raise Unclear(f"sh:{word} stands once, and where it may")
        found += [one for parameter in parameters for one in reader(graph, node, word, parameter)]
    return tuple(found)


_Read = Callable[[ShapeTriples, str, str, str], list[Constraint]]


def _component(word: str) -> str:
    return word[0].upper() + word[1:]


def _iri(_graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    if parameter[0] != "<" or parameter in _DATATYPES_UNSAID:
        raise Unclear(f"sh:{word} takes an IRI")
    return [Constraint(_component(word), parameter)]


def _class(_graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    if parameter[0] != "<":
        raise Unclear(f"sh:{word} takes an IRI")
    return [Constraint(_component(word), parameter)]


def _term(_graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    return [Constraint(_component(word), parameter)]


def _literal(_graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    if parameter[0] != '"':
        raise Unclear(f"sh:{word} takes a literal")
    return [Constraint(_component(word), parameter)]


def _number(_graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    return [Constraint(_component(word), _integer(word, parameter))]


def _integer(word: str, parameter: str) -> int:
    text = value(parameter)
    if not parameter.endswith(f"^^{XSD.integer}") or not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise Unclear(f"sh:{word} takes an xsd:integer from 0")
    return int(text)


def _node_kind(_graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    kinds = {sh(name): first for name, first in _NODE_KINDS.items()}
    if parameter not in kinds:
        raise Unclear("sh:nodeKind takes one of the six kinds of node")
    return [Constraint(_component(word), kinds[parameter])]


def _pattern(graph: ShapeTriples, node: str, word: str, parameter: str) -> list[Constraint]:
    flags = graph.objects(node, sh("flags"))
    if parameter[0] != '"' or len(flags) > 1:
        raise Unclear("sh:pattern and sh:flags take a string")
    return [Constraint(_component(word), (value(parameter), value(flags[0]) if flags else ""))]


def _list(graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    members = graph.items(parameter)
    if members is None:
        raise Unclear(f"sh:{word} takes a list")
    return [Constraint(_component(word), tuple(members))]


def _unique_lang(_graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    return [Constraint(_component(word))] if parameter == TRUE else []


def _shape(_graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    return [Constraint(_component(word), shapes=(parameter,))]


def _property(graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    if len(graph.objects(parameter, sh("path"))) != 1:
        raise Unclear("sh:property takes a property shape")
    return [Constraint(_component(word), shapes=(parameter,))]


def _node(graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    if graph.objects(parameter, sh("path")):
        raise Unclear("sh:node takes a node shape")
    return [Constraint(_component(word), shapes=(parameter,))]


def _shapes(graph: ShapeTriples, _node: str, word: str, parameter: str) -> list[Constraint]:
    members = graph.items(parameter)
    if not members:
        raise Unclear(f"sh:{word} takes a list of shapes")
    return [Constraint(_component(word), shapes=tuple(members))]


def _qualified(graph: ShapeTriples, node: str, _word: str, parameter: str) -> list[Constraint]:
    """Read both components of sh:qualifiedValueShape, with the sibling shapes that a value must not conform to."""
    found: list[Constraint] = []
    siblings = tuple(_siblings(graph, node, parameter)) if _is_disjoint(graph, node) else ()
    for word in ("qualifiedMinCount", "qualifiedMaxCount"):
        counts = graph.objects(node, sh(word))
        if len(counts) > 1:
            raise Unclear(f"sh:{word} stands once")
        found += [Constraint(_component(word), _integer(word, n), (parameter, *siblings)) for n in counts]
    if not found:
        raise Unclear("sh:qualifiedValueShape stands beside sh:qualifiedMinCount or sh:qualifiedMaxCount")
    return found


def _is_disjoint(graph: ShapeTriples, node: str) -> bool:
    return TRUE in graph.objects(node, sh("qualifiedValueShapesDisjoint"))


def _siblings(graph: ShapeTriples, node: str, own: str) -> list[str]:
    """Return what section 4.7.3 calls the sibling shapes."""
    found = {
        sibling
        for parent in graph.subjects(sh("property"), node)
        for other in graph.objects(parent, sh("property"))
        for sibling in graph.objects(other, sh("qualifiedValueShape"))
    }
    return sorted(found - {own})


def _closed(graph: ShapeTriples, node: str, word: str, parameter: str) -> list[Constraint]:
    """Read which properties a closed shape leaves open: those with a shape, and the ignored ones."""
    allowed: set[str] = set()
    for head in graph.objects(node, sh("ignoredProperties")):
        members = graph.items(head)
        if members is None:
            raise Unclear("sh:ignoredProperties takes a list")
        allowed.update(members)
    for shape in graph.objects(node, sh("property")):
        allowed.update(graph.objects(shape, sh("path")))
    return [Constraint(_component(word), frozenset(allowed))] if parameter == TRUE else []


# SHACL's word: whether it may stand only once, only at a property shape, and what reads it (section 4 of the standard)
CORE: Final[dict[str, tuple[bool, bool, _Read]]] = {
    "class": (False, False, _class),
    "datatype": (True, False, _iri),
    "nodeKind": (True, False, _node_kind),
    "minCount": (True, True, _number),
    "maxCount": (True, True, _number),
    "minExclusive": (True, False, _literal),
    "minInclusive": (True, False, _literal),
    "maxExclusive": (True, False, _literal),
    "maxInclusive": (True, False, _literal),
    "minLength": (True, False, _number),
    "maxLength": (True, False, _number),
    "pattern": (False, False, _pattern),
    "languageIn": (True, False, _list),
    "uniqueLang": (True, True, _unique_lang),
    "equals": (False, False, _class),
    "disjoint": (False, False, _class),
    "lessThan": (False, True, _class),
    "lessThanOrEquals": (False, True, _class),
    "not": (False, False, _shape),
    "and": (False, False, _shapes),
    "or": (False, False, _shapes),
    "xone": (False, False, _shapes),
    "node": (False, False, _node),
    "property": (False, False, _property),
    "qualifiedValueShape": (False, True, _qualified),
    "closed": (True, False, _closed),
    "hasValue": (False, False, _term),
    "in": (True, False, _list),
}
_WORDS: Final = {sh(word): word for word in CORE}
