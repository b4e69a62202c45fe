"""Reads what a database answers into plain values, and trusts none of it.

Results come as JSON or XML of the W3C or as TSV, graphs in any syntax of RDF. Labels of blank nodes are given anew, in
the order in which they come. An answer that is cut in the middle is none: some servers break off a query that takes
too long under a status of success.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from rolegraph.endpoints.asking import Refusal, Reply, not_an_answer
from rolegraph.errors import MalformedInput, StoreError
from rolegraph.stores.answers import Answer, Boolean, Solutions, Triples
from rolegraph.stores.reading import read_rdf
from rolegraph.stores.tables import harmless
from rolegraph.vocabulary import PREFIXES, literal

ACCEPT_RESULTS: Final = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.8, text/tab-separated-values;q=0.5"
)
ACCEPT_GRAPHS: Final = (
    "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.7, application/ld+json;q=0.5, text/plain;q=0.3"
)
_RESULTS: Final = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/tab-separated-values": "tsv",
}
_GRAPHS: Final = {
    "application/n-triples": "n-triples",
    "text/plain": "n-triples",
    "text/turtle": "turtle",
    "application/x-turtle": "turtle",
    "application/rdf+xml": "rdf-xml",
    "application/ld+json": "json-ld",
    "application/n-quads": "n-quads",
    "application/trig": "trig",
}
_MOST_TOLD: Final = 120
_STRING: Final = f"<{PREFIXES['xsd']}string>"


def read_reply(
    reply: Reply, form: str, url: str, *, hidden: frozenset[str] = frozenset(), order: Sequence[str] = (), rows: int = 0
) -> Answer:
    """Read the answer to a query.

    Args:
        reply: What came.
        form: The form of the query: `SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`.
        url: The address, for errors.
        hidden: Variables to leave out.
        order: The variables in the order in which they shall stand; those not in it come last, as they came.
        rows: The most rows or triples; 0 for all.

    Returns:
        The answer.

    Raises:
        StoreError: What came is no answer to a query of that form, or not the whole of it.
    """
    if form in ("CONSTRUCT", "DESCRIBE"):
        return _read_triples(reply, url, rows)
    syntax = _RESULTS.get(reply.kind)
    if syntax is None:
        raise not_an_answer(url, reply.kind)
    answer = _read_json(reply.body, url) if syntax == "json" else _read_other(reply.body, syntax, url)
    if isinstance(answer, Boolean) != (form == "ASK"):
        raise Refusal(f"{url}: answers {form} with results of another form of query: is the address right?")
    if isinstance(answer, Boolean):
        return answer
    return _chosen(answer, hidden, order, rows)


def _chosen(answer: Solutions, hidden: frozenset[str], order: Sequence[str], rows: int) -> Solutions:
    rank = {name: number for number, name in enumerate(order)}
    kept = [index for index, name in enumerate(answer.variables) if name not in hidden]
    kept.sort(key=lambda index: rank.get(answer.variables[index], len(rank)))
    found = answer.rows[: rows or None]
    if kept != list(range(len(answer.variables))):
        found = tuple(tuple(row[index] for index in kept) for row in found)
    return Solutions(
        tuple(answer.variables[index] for index in kept), found, cut=bool(rows) and len(answer.rows) > rows
    )


def _read_triples(reply: Reply, url: str, rows: int) -> Triples:
    syntax = _GRAPHS.get(reply.kind)
    if syntax is None:
        raise not_an_answer(url, reply.kind)
    try:
        quads = read_rdf(reply.body, syntax=syntax, source=url, base=url)
    except MalformedInput as error:
        raise StoreError(f"{url}: the answer is broken, or breaks off in the middle: {error.cause}") from None
    found = sorted({quad[:3] for quad in quads})
    return Triples(tuple(found[: rows or None]), cut=bool(rows) and len(found) > rows)


def _read_json(body: bytes, url: str) -> Solutions | Boolean:
    """Read SPARQL 1.1 Query Results JSON, with the types that older servers give."""
    try:
        document = json.loads(body)
    except json.JSONDecodeError as error:
        raise _broken(url, error.doc[error.pos :]) from None
    except (ValueError, RecursionError):
        raise _broken(url, "") from None
    try:
        if isinstance(document, dict) and isinstance(document.get("boolean"), bool):
            return Boolean(document["boolean"])
        names = [_text(name) for name in document["head"]["vars"]]
        bindings = document["results"]["bindings"]
        read = _Terms()
        rows = (tuple(read(row[name]) if name in row else None for name in names) for row in bindings)
        return Solutions(tuple(names), tuple(rows))
    except (KeyError, TypeError):
        raise Refusal(f"{url}: answers, but with no results of a query: is the address right?") from None
    except _Unreadable as error:
        raise StoreError(f"{url}: the answer holds {error}") from None


def _broken(url: str, rest: str) -> StoreError:
    said = harmless(rest[:_MOST_TOLD].strip().strip("\"'{}[],:"))
    told = f"{url}: the answer breaks off in the middle: is the query too much for it?"
    return StoreError(f"{told} It says: {said}" if said.count(" ") else told)


def _read_other(body: bytes, syntax: str, url: str) -> Solutions | Boolean:
    """Read results in XML or TSV by pyoxigraph, which is strict about terms."""
    found = _parse_other(body, syntax)
    if isinstance(found, str):
        raise StoreError(f"{url}: the answer is broken, or breaks off in the middle: {found}")
    return found


def _parse_other(body: bytes, syntax: str) -> Solutions | Boolean | str:
    """Return results, or what is wrong with them.

    No error leaves here: it would hold pyoxigraph's object, which no other thread may let go of.
    """
    import pyoxigraph

    forms = {"xml": pyoxigraph.QueryResultsFormat.XML, "tsv": pyoxigraph.QueryResultsFormat.TSV}
    try:
        found = pyoxigraph.parse_query_results(body, format=forms[syntax])
        if isinstance(found, pyoxigraph.QueryBoolean):
            return Boolean(bool(found))
        names = tuple(variable.value for variable in found.variables)
        read = _Terms()
        rows = tuple(
            tuple(None if term is None else read.label(str(term)) for term in (solution[name] for name in names))
            for solution in found
        )
        return Solutions(names, rows)
    except (SyntaxError, ValueError) as error:
        return harmless(str(error))[:_MOST_TOLD]


class _Unreadable(Exception):
    """What an answer holds that no result of a query may hold."""


_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NO_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\x9f]')
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


class _Terms:
    """Spells terms as N-Triples does, each IRI checked once, each blank node under a label of our own."""

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}
        self._iris: dict[str, str] = {}

    def __call__(self, term: Mapping[str, Any]) -> str:
        read = _KINDS.get(term["type"])
        if read is None:
            raise _Unreadable(f"a term of the type {harmless(str(term['type']))[:_MOST_TOLD]}, which is not read here")
        return read(self, term)

    def iri(self, term: Mapping[str, Any]) -> str:
        """Spell an IRI; characters that none may have are percent-encoded (RFC 3987, section 3.1)."""
        text = _text(term["value"])
        if text not in self._iris:
            self._iris[text] = _checked(text)
        return self._iris[text]

    def blank(self, term: Mapping[str, Any]) -> str:
        return self.label(f"_:{_text(term['value'])}")

    def label(self, term: str) -> str:
        """Return a term, with another label where it is a blank node."""
        return self._labels.setdefault(term, f"_:b{len(self._labels)}") if term[0] == "_" else term

    def literal(self, term: Mapping[str, Any]) -> str:
        text = _text(term["value"])
        language = term.get("xml:lang")
        if language:
            tag = _text(language).replace("_", "-")
            if not _LANGUAGE.fullmatch(tag):
                raise _Unreadable(f"@{harmless(tag)[:_MOST_TOLD]}, which is no tag of a language")
            return f"{literal(text)}@{tag.lower()}"
        datatype = self.iri({"value": term["datatype"]}) if term.get("datatype") else ""
        return literal(text, "" if datatype == _STRING else datatype)


_KINDS: Final[dict[Any, Callable[[_Terms, Mapping[str, Any]], str]]] = {
    "uri": _Terms.iri,
    "bnode": _Terms.blank,
    "literal": _Terms.literal,
    "typed-literal": _Terms.literal,  # of the first version of SPARQL; Virtuoso
}


def _text(value: Any) -> str:
    """Return a text without the halves of characters that JSON can spell and no encoding holds."""
    if not isinstance(value, str):
        raise TypeError
    return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _checked(text: str) -> str:
    import pyoxigraph

    repaired = _NO_IRI.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text)
    try:
        if not _ABSOLUTE.match(repaired):
            raise ValueError
        return str(pyoxigraph.NamedNode(repaired))
    except ValueError:
        raise _Unreadable(f"<{harmless(text)[:_MOST_TOLD]}>, which is no absolute IRI") from None
