"""How a query is answered: its operations, and how many matches each of its triple patterns has."""

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple, Protocol

from rolegraph.errors import QueryError, StoreError
from rolegraph.stores.algebra import Pattern, algebra_of
from rolegraph.stores.answers import Answer, Solutions
from rolegraph.stores.library import find_query
from rolegraph.stores.querying import check
from rolegraph.stores.tokens import declared_prefixes

_SECONDS: Final = 10.0


class Asked(Protocol):
    """What answers SPARQL: a `RoleGraph`, in memory or in a store, or an endpoint."""

    def query(
        self,
        text: str,
        *,
        parameters: Mapping[str, str] | None = None,
        timeout: float | None = None,
        limit: int = 0,
        allow_service: bool = False,
    ) -> Answer:
        """Answer a query, as `RoleGraph.query` does."""
        ...


class Step(NamedTuple):
    """One operation of a query.

    Args:
        depth: How deep it stands in the tree; what stands deeper is done first.
        operation: What it does, near to SPARQL.
        matches: For a triple pattern how many matches it has alone, parameters bound; None for any other operation,
            and where they could not be counted.
    """

    depth: int
    operation: str
    matches: int | None = None


class Explanation(NamedTuple):
    """How a query is answered.

    Args:
        query: The query as it is written.
        parameters: The values that are bound.
        steps: Its operations in the SPARQL algebra, the last one first.
    """

    query: str
    parameters: Mapping[str, str]
    steps: tuple[Step, ...]

    def text(self) -> str:
        r"""Return the operations as lines, each pattern behind the number of its matches.

        Example:
            >>> print(Explanation("", {"a": "x"}, (Step(0, "ask"), Step(1, "pattern 1  ?a a ?b", 1200))).text(), end="")
            a = x
            matches  operation
                     ask
              1,200    pattern 1  ?a a ?b
        """
        bound = [f"{name} = {value}" for name, value in self.parameters.items()]
        if not self.steps:
            return "\n".join([*bound, "this query cannot be translated into operations", ""])
        rows = [f"{_told(one)}  {'  ' * one.depth}{one.operation}" for one in self.steps]
        return "\n".join([*bound, "matches  operation", *rows, ""])

    def json(self) -> str:
        """Return it as a JSON document: `query`, `parameters` and `steps`, each with `depth` and `operation`.

        A pattern has `matches` too, null where they could not be counted.
        """
        steps = [
            {"depth": one.depth, "operation": one.operation, **({"matches": one.matches} if _is_pattern(one) else {})}
            for one in self.steps
        ]
        document = {"query": self.query, "parameters": dict(self.parameters), "steps": steps}
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _is_pattern(step: Step) -> bool:
    return step.operation.startswith("pattern ")


def _told(step: Step) -> str:
    return f"{step.matches:,}".rjust(7) if step.matches is not None else ("?" if _is_pattern(step) else "").rjust(7)


def explain(asked: Asked, text: str, *, parameters: Mapping[str, str] | None = None) -> Explanation:
    """Explain how a query is answered, without answering it.

    The operations are those of SPARQL 1.1, section 18. The engine joins patterns in an order of its own; the one with
    the most matches, and a path between two variables, are what a slow query should be asked about first.

    Args:
        asked: What would answer it; it is asked for the number of matches of each pattern, ten seconds each at most.
        text: SPARQL, or the name of a query that comes with rolegraph.
        parameters: Values by name of a variable.

    Returns:
        The explanation; without steps where the query cannot be translated.

    Raises:
        QueryError: The text is no query.
        UsageError: A parameter names no variable of the query.

    Example:
        >>> import rolegraph
        >>> built = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
        >>> for step in explain(built, "SELECT ?post { ?line rg:subordinate ?post }").steps:
        ...     print(step.depth, step.operation, step.matches)
        0 select ?post None
        1 pattern 1  ?line rg:subordinate ?post 1
    """
    query, values = find_query(text), dict(parameters or {})
    check(query, parameters=values, allow_service=True)
    declared = declared_prefixes(query)
    tree = algebra_of(query, declared)
    if tree is None:
        return Explanation(query, values, ())
    heads = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in declared.items())
    numbers = {f"pattern {at}  {one.text}": one for at, one in enumerate(tree.patterns, 1)}
    steps = [
        Step(depth, line, _count(asked, heads, numbers[line], values) if line in numbers else None)
        for depth, line in tree.lines
    ]
    return Explanation(query, values, tuple(steps))


def _count(asked: Asked, heads: str, pattern: Pattern, values: Mapping[str, str]) -> int | None:
    """Return how many matches a pattern has; None where that cannot be told in time."""
    if pattern.ends_free:
        return None
    inside = f"GRAPH {pattern.graph} {{ {pattern.text} }}" if pattern.graph else pattern.text
    bound = {name: value for name, value in values.items() if f"?{name}" in pattern.variables}
    try:
        answer = asked.query(
            f"{heads}SELECT (COUNT(*) AS ?rolegraphCount) {{ {inside} }}", parameters=bound, timeout=_SECONDS
        )
    except (QueryError, StoreError):
        return None
    rows: Any = answer.values() if isinstance(answer, Solutions) else []
    return int(rows[0][0]) if rows else None
