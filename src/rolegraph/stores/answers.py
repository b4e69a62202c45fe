"""What a query answers, as plain values: rows, yes or no, or triples. And the W3C formats for it."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from rolegraph.errors import QueryError, UsageError
from rolegraph.stores.tables import markdown_table, shorten, text_table
from rolegraph.vocabulary import value

if TYPE_CHECKING:
    import pyoxigraph

FORMATS: Final = ("table", "json", "csv", "tsv", "xml", "markdown")
"""The formats that rows and truth values are written in."""

_NOT_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Solutions:
    """What SELECT answers.

    Args:
        variables: The names of the columns, without their question mark.
        rows: One term or None (unbound) a column; in the query's order.
        cut: True where there were more rows, which a limit left out.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    cut: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def values(self) -> list[tuple[str | None, ...]]:
        """Return the rows with what each term says in place of the term.

        Example:
            >>> Solutions(("a",), (('"x"@en',), (None,))).values()
            [('x',), (None,)]
        """
        return [tuple(None if term is None else value(term) for term in row) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Boolean:
    """What ASK answers."""

    value: bool

    def __bool__(self) -> bool:
        return self.value


@dataclass(frozen=True, slots=True)
class Triples:
    """What CONSTRUCT and DESCRIBE answer: triples of terms in their N-Triples spelling, sorted, each once.

    `cut` is True where there were more, which a limit left out.
    """

    triples: tuple[tuple[str, str, str], ...]
    cut: bool = False

    def __len__(self) -> int:
        return len(self.triples)


Answer = Solutions | Boolean | Triples


def write(answer: Answer, format: str, *, width: int = 0, prefixes: Mapping[str, str] | None = None) -> str:
    """Write an answer.

    `json`, `csv`, `tsv` and `xml` are the SPARQL 1.1 result formats of the W3C; a character that XML 1.0 cannot hold
    becomes U+FFFD in `xml`. `table` is for people: prefixed names, no control characters. An answer without rows
    is a table with a head alone. Lines end as the format says (`csv`: CR LF).

    Args:
        answer: What to write.
        format: One of `FORMATS`; triples can only be a `table` or `markdown` here, RDF syntaxes are written elsewhere.
        width: The number of columns a `table` must fit into; 0 for no limit.
        prefixes: Namespaces by prefix, for shortening IRIs in tables; the project's when left out.

    Returns:
        The text; it ends in a line end unless it has no lines.

    Raises:
        UsageError: The format is unknown, or cannot hold this kind of answer.

    Example:
        >>> print(write(Solutions(("role",), (('"Clerk"',),)), "table"), end="")
        role
        -----
        Clerk
    """
    if format not in FORMATS:
        raise UsageError(f"{format!r} is no format for answers; choose one of {', '.join(FORMATS)}")
    if format in ("table", "markdown"):
        head, rows = _cells(answer, prefixes)
        return text_table(head, rows, width=width) if format == "table" else markdown_table(head, rows)
    if isinstance(answer, Triples):
        raise UsageError(f"the answer is a graph, and {format!r} holds rows; choose an RDF syntax, or table")
    return _write_results(answer, format)


def _cells(answer: Answer, prefixes: Mapping[str, str] | None) -> tuple[list[str], list[list[str]]]:
    if isinstance(answer, Boolean):
        return ["answer"], [["true" if answer.value else "false"]]
    head: tuple[str, ...] = ("subject", "predicate", "object")
    terms: Iterable[tuple[str | None, ...]]
    if isinstance(answer, Triples):
        terms = answer.triples
    else:
        head, terms = answer.variables, answer.rows
    return list(head), [["" if term is None else shorten(term, prefixes) for term in row] for row in terms]


def _write_results(answer: Solutions | Boolean, format: str) -> str:
    import pyoxigraph

    if isinstance(answer, Boolean):
        document: dict[str, object] = {"head": {}, "boolean": answer.value}
    else:
        bindings = [
            {name: _json_term(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
            for row in answer.rows
        ]
        document = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    if format == "json":
        return text + "\n"
    forms = pyoxigraph.QueryResultsFormat
    target = {"csv": forms.CSV, "tsv": forms.TSV, "xml": forms.XML}[format]
    written = pyoxigraph.parse_query_results(text.encode(), format=forms.JSON).serialize(format=target) or b""
    result = written.decode()
    if format == "xml":
        result = _NOT_XML.sub("\ufffd", result)
    return result if result.endswith("\n") else result + "\n"


_TAIL: Final = re.compile(r'"(?:@(?P<language>[^"]+)|\^\^<(?P<datatype>[^"]+)>)?$')


def _json_term(term: str) -> dict[str, str]:
    """Spell a term as SPARQL 1.1 Query Results JSON does, section 3.2.2."""
    if term[0] == "<":
        return {"type": "uri", "value": value(term)}
    if term[0] == "_":
        return {"type": "bnode", "value": term[2:]}
    result = {"type": "literal", "value": value(term)}
    tail = _TAIL.search(term)
    if tail and tail["language"]:
        result["xml:lang"] = tail["language"]
    elif tail and tail["datatype"]:
        result["datatype"] = tail["datatype"]
    return result


def collect(
    result: object, *, hidden: frozenset[str] = frozenset(), order: Sequence[str] = (), rows: int = 0
) -> Answer:
    """Read everything that pyoxigraph answers into plain values.

    Args:
        result: What `pyoxigraph.Store.query` returned.
        hidden: Variables to leave out.
        order: The variables in the order in which they shall stand; those not in it come last, as they came.
        rows: The most rows or triples to read; 0 for all.

    Returns:
        The answer.

    Raises:
        QueryError: The answer holds terms that SPARQL 1.1 does not have.
    """
    import pyoxigraph

    if isinstance(result, pyoxigraph.QueryBoolean):
        return Boolean(bool(result))
    if isinstance(result, pyoxigraph.QueryTriples):
        found: set[tuple[str, str, str]] = set()
        for triple in result:
            found.add((str(triple.subject), str(triple.predicate), _spell(triple.object)))
            if rows and len(found) > rows:
                return Triples(tuple(sorted(found)[:rows]), cut=True)
        return Triples(tuple(sorted(found)))
    solutions = cast("pyoxigraph.QuerySolutions", result)
    names = [variable.value for variable in solutions.variables]
    rank = {name: number for number, name in enumerate(order)}
    kept = [index for index, name in enumerate(names) if name not in hidden]
    kept.sort(key=lambda index: rank.get(names[index], len(rank)))
    terms: Iterable[tuple[str | None, ...]] = (
        tuple(None if (term := solution[index]) is None else _spell(term) for index in kept) for solution in solutions
    )
    found_rows = tuple(islice(terms, rows + 1) if rows else terms)
    variables = tuple(names[index] for index in kept)
    return Solutions(variables, found_rows[: rows or None], cut=bool(rows) and len(found_rows) > rows)


def _spell(term: object) -> str:
    if hasattr(term, "predicate"):
        raise QueryError(
            "the answer holds a triple as a term (RDF 1.2), which the result formats of SPARQL 1.1 do not have"
        )
    return str(term)
