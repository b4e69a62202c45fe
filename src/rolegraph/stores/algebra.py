"""A query as the SPARQL algebra sees it (SPARQL 1.1, section 18), by rdflib's translation: for people to read."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from rolegraph.stores.tokens import tokenize
from rolegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib.namespace import NamespaceManager


_NUMBER: Final = re.compile(r'"([^"]+)"\^\^xsd:(?:integer|decimal|boolean)')


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern.

    Args:
        text: SPARQL, with prefixed names.
        graph: The term of the graph that it is looked for in; "" for the default graph.
        variables: The variables and blank nodes that join it with others.
        ends_free: Whether it is a path of any length between two variables.
    """

    text: str
    graph: str
    variables: frozenset[str]
    ends_free: bool = False


@dataclass(slots=True)
class Algebra:
    """A query's tree of operations.

    Args:
        lines: One operation each, with its depth; what stands deeper is done first.
        patterns: The triple patterns, in the order in which the lines number them, from 1.
    """

    lines: list[tuple[int, str]] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)


def algebra_of(text: str, declared: Mapping[str, str]) -> Algebra | None:
    """Translate a query into the algebra.

    Args:
        text: The query.
        declared: The prefixes that it declares itself.

    Returns:
        Its tree; None where rdflib cannot read it, which takes fewer queries than the engine.

    Example:
        >>> for depth, line in algebra_of("SELECT ?a { ?a a org:Post OPTIONAL { ?a skos:note ?b } }", {}).lines:
        ...     print("  " * depth + line)
        select ?a
          left join
            pattern 1  ?a a org:Post
            pattern 2  ?a skos:note ?b
    """
    from pyparsing import ParseBaseException
    from rdflib import Graph
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = translateQuery(parseQuery(text), initNs=PREFIXES).algebra
    except ParseBaseException:
        return None
    except Exception:  # noqa: BLE001 - rdflib raises plain ones, for prefixes and for scopes
        return None
    names = Graph(bind_namespaces="none").namespace_manager
    for prefix, namespace in {**PREFIXES, **declared}.items():
        names.bind(prefix, namespace, override=True, replace=True)
    walk = _Walk(names, [token.text for token in tokenize(text) if token.kind == "variable"])
    walk.add(tree, 0)
    return walk.found


class _Walk:
    """Goes through a tree of rdflib's and writes it down."""

    def __init__(self, names: "NamespaceManager", variables: Sequence[str]) -> None:
        self._mentions = {f"?{name[1:]}": number for number, name in reversed(list(enumerate(variables)))}
        self.found = Algebra()
        self._names = names
        self._blank: dict[str, str] = {}
        self._graph = ""

    def add(self, node: Any, depth: int) -> None:
        """Write an operation and what it works on."""
        if node.name == "BGP":
            self._add_patterns(node.triples, depth)
            return
        spelled = _LABELS.get(node.name)
        label = spelled(self, node) if spelled else node.name.lower()
        if label:
            self.found.lines.append((depth, label))
            depth += 1
        if node.name == "ServiceGraphPattern":
            return
        before = self._graph
        if node.name == "Graph":
            self._graph = self.term(node.term)
        for key in ("p", "p1", "p2"):
            child = _part(node, key)
            if node.name == "AskQuery" and key == "p" and child.name == "Project":
                child = child.p  # no row is answered
            if child is not None and hasattr(child, "name"):
                self.add(child, depth)
        for graph in _exists(_part(node, "expr")):
            self.found.lines.append((depth, "exists"))
            self.add(graph, depth + 1)
        self._graph = before

    def _add_patterns(self, triples: Any, depth: int) -> None:
        for triple in triples:
            text = " ".join(self.predicate(one) if place == 1 else self.term(one) for place, one in enumerate(triple))
            joined = frozenset(self.term(one) for one in triple if _is_open(one))
            path = any(mark in text for mark in "*+") and "Path" in type(triple[1]).__name__
            ends_free = path and _is_open(triple[0]) and _is_open(triple[2])
            pattern = Pattern(text, self._graph, joined, ends_free)
            self.found.patterns.append(pattern)
            self.found.lines.append((depth, f"pattern {len(self.found.patterns)}  {text}"))

    def term(self, term: Any) -> str:
        """Spell a term, blank nodes by their order."""
        from rdflib import BNode

        if isinstance(term, BNode):
            return self._blank.setdefault(str(term), f"_:b{len(self._blank)}")
        spelled = str(term.n3(self._names))
        number = _NUMBER.fullmatch(spelled)
        return number[1] if number else spelled

    def mention(self, variable: str) -> int:
        """Where the query mentions a variable first: rdflib has no order of those that a star stands for."""
        return self._mentions.get(variable, len(self._mentions))

    def predicate(self, term: Any) -> str:
        spelled = self.term(term)
        return "a" if spelled == "rdf:type" else spelled

    def expression(self, node: Any) -> str:
        """Spell an expression, near to SPARQL."""
        if isinstance(node, list):
            return ", ".join(map(self.expression, node))
        if not hasattr(node, "name"):
            return self.term(node) if hasattr(node, "n3") else str(node)
        if node.name in _EXPRESSIONS:
            return _EXPRESSIONS[node.name](self, node)
        name = node.name.removeprefix("Builtin_").removeprefix("Aggregate_").upper()
        if name in ("EXISTS", "NOTEXISTS"):
            return f"{name.replace('NOT', 'NOT ')} {{ }}"
        if node.name == "Function":
            return f"{self.term(node.iri)}({self.expression(list(node.expr or []))})"
        keys = [key for key in node if key not in ("_vars", "res", "distinct")]
        inner = ", ".join(self.expression(node[key]) for key in keys if node[key] is not None)
        return f"{name}({'DISTINCT ' if _part(node, 'distinct') else ''}{inner})"


def _variables(walk: _Walk, node: Any) -> str:
    return " ".join(sorted(map(walk.term, node.PV), key=walk.mention))


def _operation(walk: _Walk, node: Any) -> str:
    """Spell an operation between a term and others: `a + b`, `a = b`, `a IN (b, c)`."""
    operators, others = _part(node, "op"), node.other
    if node.name == "RelationalExpression":
        other = f"({walk.expression(list(others))})" if isinstance(others, list) else walk.expression(others)
        return f"{walk.expression(node.expr)} {operators} {other}"
    pairs = zip(operators or [], others or [], strict=False)
    return walk.expression(node.expr) + "".join(f" {operator} {walk.expression(one)}" for operator, one in pairs)


def _chain(word: str) -> Callable[[_Walk, Any], str]:
    return lambda walk, node: "(" + f" {word} ".join(map(walk.expression, [node.expr, *(node.other or [])])) + ")"


_EXPRESSIONS: Final[dict[str, Callable[[_Walk, Any], str]]] = {
    "ConditionalAndExpression": _chain("&&"),
    "ConditionalOrExpression": _chain("||"),
    "RelationalExpression": _operation,
    "AdditiveExpression": _operation,
    "MultiplicativeExpression": _operation,
    "UnaryNot": lambda walk, node: f"!{walk.expression(node.expr)}",
    "UnaryMinus": lambda walk, node: f"-{walk.expression(node.expr)}",
    "OrderCondition": lambda walk, node: (
        f"DESC({walk.expression(node.expr)})" if node.order == "DESC" else walk.expression(node.expr)
    ),
}


def _slice(_walk: _Walk, node: Any) -> str:
    start = f", after the first {node.start}" if node.start else ""
    return f"at most {node.length} rows{start}" if node.length is not None else f"rows after the first {node.start}"


def _group(walk: _Walk, node: Any) -> str:
    return f"group by {walk.expression(list(node.expr))}" if _part(node, "expr") else "group all"


def _left_join(walk: _Walk, node: Any) -> str:
    condition = _part(node, "expr")
    plain = condition is None or getattr(condition, "name", "") == "TrueFilter" or not hasattr(condition, "name")
    return "left join" if plain else f"left join where {walk.expression(condition)}"


def _values(walk: _Walk, node: Any) -> str:
    names = dict.fromkeys(walk.term(name) for row in node.res for name in row)
    return f"{len(node.res)} rows of {' '.join(names)}"


_LABELS: Final[dict[str, Callable[[_Walk, Any], str]]] = {
    "SelectQuery": lambda _walk, _node: "",
    "AskQuery": lambda _walk, _node: "ask",
    "ConstructQuery": lambda _walk, node: f"construct {len(node.template or [])} triples",
    "DescribeQuery": lambda walk, node: f"describe {' '.join(walk.term(one) for one in node.PV)}",
    "Project": lambda walk, node: f"select {_variables(walk, node)}",
    "OrderBy": lambda walk, node: f"order by {walk.expression(list(node.expr))}",
    "Slice": _slice,
    "Filter": lambda walk, node: f"filter {walk.expression(node.expr)}",
    "Extend": lambda walk, node: f"{walk.term(node.var)} is {walk.expression(node.expr)}",
    "LeftJoin": _left_join,
    "Graph": lambda walk, node: f"graph {walk.term(node.term)}",
    "ServiceGraphPattern": lambda walk, node: f"ask {walk.term(node.term)}",
    "AggregateJoin": lambda walk, node: "; ".join(f"{walk.term(one.res)} is {walk.expression(one)}" for one in node.A),
    "Group": _group,
    "ToMultiSet": lambda _walk, _node: "",
    "values": _values,
}


def _part(node: Any, key: str) -> Any:
    """Return a part of a node of rdflib's, whose own `get` returns the key where there is none."""
    return node[key] if key in node else None  # noqa: SIM401


def _is_open(term: Any) -> bool:
    from rdflib import BNode, Variable

    return isinstance(term, BNode | Variable)


def _exists(expression: Any) -> Iterator[Any]:
    """Yield the patterns that an expression asks for with EXISTS."""
    if isinstance(expression, list):
        for one in expression:
            yield from _exists(one)
    elif hasattr(expression, "name"):
        if expression.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            yield _translated(expression.graph)
            return
        for key in expression:
            if key != "_vars":
                yield from _exists(expression[key])


def _translated(graph: Any) -> Any:
    """Translate a pattern of EXISTS, which rdflib does only where it stands alone in its filter."""
    from rdflib.plugins.sparql import algebra

    translate: Callable[[Any], Any] = algebra.translateGroupGraphPattern
    return translate(graph) if graph.name == "GroupGraphPatternSub" else graph
