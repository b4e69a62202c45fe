"""Puts a SPARQL query to a store: checks first, then parameters, then the engine, errors in our own words."""

import re
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rolegraph.errors import QueryError, UsageError
from rolegraph.stores.answers import Answer
from rolegraph.stores.binding import PreparedQuery, bind
from rolegraph.stores.guarding import check_query
from rolegraph.stores.limits import Limits, run_limited
from rolegraph.stores.parameters import parameter_terms
from rolegraph.stores.tokens import Token, place, tokenize
from rolegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rolegraph.stores.store import Store

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def query(
    store: "Store",
    text: str,
    *,
    parameters: Mapping[str, str] = _NONE,
    allow_service: bool = False,
    limits: Limits | None = None,
    rows: int = 0,
) -> Answer:
    """Answer a SPARQL 1.1 query.

    The project's prefixes are known without being declared. The default graph is the union of all graphs unless the
    query says FROM; `GRAPH ?g` sees each posting's graph. FROM names graphs of the store, nothing is ever fetched.

    Args:
        store: What to ask.
        text: SELECT, ASK, CONSTRUCT or DESCRIBE; at most 64 KiB, 100 brackets deep, 1,000 keywords and operators.
        parameters: Values by name of a variable; `rolegraph.stores.parameters.parameter_term` says which term a value
            is. They are bound as terms, never written into the query.
        allow_service: Let SERVICE ask other servers.
        limits: What the query may take of time and memory, for which it runs in a process of its own; None runs it in
            this one.
        rows: The most rows or triples to answer with; 0 for all.

    Returns:
        Rows in the query's order, a truth value, or sorted triples.

    Raises:
        QueryError: The text is no SPARQL query, is too large or too deep, is an update, asks for SERVICE while that is
            switched off, or goes beyond the limits.
        UsageError: A parameter names no variable of the query, or one that the query computes itself.
        StoreError: A SERVICE could not be reached.

    Example:
        >>> from rolegraph.stores.store import MemoryStore
        >>> store = MemoryStore([("<http://a.example/s>", "<http://a.example/p>", '"Clerk"', "")])
        >>> query(store, "SELECT ?s WHERE { ?s ?p ?label }", parameters={"label": "Clerk"}).rows
        (('<http://a.example/s>',),)
    """
    tokens = check_query(text, allow_service=allow_service)
    prepared = bind(text, tokens, parameter_terms(parameters))
    if limits is None:
        return _evaluate(store, text, prepared, rows)
    store.prepare()
    return run_limited(partial(_evaluate, store, text, prepared, rows), limits, what="query")


def check(text: str, *, parameters: Mapping[str, str] = _NONE, allow_service: bool = False) -> None:
    """Find the faults of a query, and of its parameters, without answering it.

    Args:
        text: The query.
        parameters: Values by name of a variable.
        allow_service: Let SERVICE ask other servers.

    Raises:
        QueryError: As `query` does.
        UsageError: As `query` does.

    Example:
        >>> check("ASK { ?post a org:Post }")
    """
    bind(text, check_query(text, allow_service=allow_service), parameter_terms(parameters))
    try:
        _parse(text)
    except SyntaxError as error:
        raise QueryError(_explain(text, tokenize(text), str(error))) from error


def _evaluate(store: "Store", text: str, prepared: PreparedQuery, rows: int) -> Answer:
    """Answer a query that passed the checks; explain what the engine does not understand."""
    try:
        if prepared.text != text:
            _parse(text)  # so that errors count lines and columns of the text that the user knows
        try:
            return store.answer(prepared, rows=rows)
        except SyntaxError as error:
            if prepared.text == text:
                raise
            names = ", ".join(f"?{iri.rpartition(':')[2]}" for iri, _ in prepared.functions)
            raise UsageError(f"this query does not let {names} be bound; write the value into it") from error
    except SyntaxError as error:
        raise QueryError(_explain(text, tokenize(text), str(error))) from error


def _parse(text: str) -> None:
    import pyoxigraph

    pyoxigraph.Store().query(text, prefixes=PREFIXES)


_SENTENCE: Final = re.compile(r"[A-Z][a-z]*[A-Za-z ?]* [a-z][A-Za-z ?]*")
_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_LONGEST_EXPLAINED: Final = 8_192


def _explain(text: str, tokens: list[Token], error: str) -> str:
    """Say where the query breaks and what to do.

    The engine's parser mostly reports the end of the text and all that it would have taken there; so the place comes
    from rdflib's parser, which names the clause that it could not read.
    """
    reason = _reason(error)
    if known := unknown_name(text, tokens):
        return known
    if fault := find_fault(text, tokens):
        return fault + (f": {reason}" if reason else "")
    return f"the query cannot be run: {reason or 'a variable is computed twice, or stands where it has no value'}"


def find_fault(text: str, tokens: list[Token]) -> str:
    """Say where a text stops being SPARQL.

    Args:
        text: The text.
        tokens: Its tokens.

    Returns:
        A sentence; "" where no fault is found, or the text is too long to look for one.

    Example:
        >>> find_fault("ASK { ?a ?b", tokenize("ASK { ?a ?b"))
        "line 1, column 7: this is not SPARQL 1.1 from '?a ?b' on"
    """
    if not tokens:
        return "the query is empty; write SELECT, ASK, CONSTRUCT or DESCRIBE, or the name of a query"
    offset = _first_fault(text)
    if offset is None:
        return ""
    near = text[offset:].split("\n", maxsplit=1)[0].strip()[:40]
    where = f"from {near!r} on" if near else "at the end; is a bracket or a term missing?"
    return f"{place(text, offset)}: this is not SPARQL 1.1 {where}"


def _first_fault(text: str) -> int | None:
    """Return the code point at which rdflib's parser stops, None where it reads the whole or should not be asked."""
    if len(text) > _LONGEST_EXPLAINED:
        return None
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(text.replace("\t", " "))  # the parser would count a tab as up to eight
    except ParseBaseException as error:
        return error.loc
    except (ValueError, RecursionError):
        return None
    return None


def _reason(error: str) -> str:
    """Pick the sentence out of the engine's list; the tokens that it would have taken are of no help."""
    items = (item.strip() for item in error.partition("expected ")[2].removeprefix("one of ").split(", "))
    return next((item for item in items if _SENTENCE.fullmatch(item) and item != "IRI parsing failed"), "")


def unknown_name(text: str, tokens: list[Token]) -> str:
    """Explain a prefix that nobody declared, or an IRI that is relative to nothing."""
    declared = set(PREFIXES)
    based = any(token.word == "BASE" for token in tokens)
    for before, token in zip([None, *tokens], tokens, strict=False):
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and before is not None and before.word == "PREFIX":
            declared.add(prefix)
        elif token.kind == "name" and before is not None and before.text == "<" and before.start + 1 == token.start:
            return f"{place(text, before.start)}: this IRI is not closed, or holds a character that no IRI may have"
        elif token.kind == "name" and prefix not in declared:
            known = " ".join(f"{name}:" for name in PREFIXES)
            return (
                f"{place(text, token.start)}: the prefix {prefix}: is not known; "
                f"declare it (PREFIX {prefix}: <...>) or use one of {known}"
            )
        elif token.kind == "iri" and not based and not _ABSOLUTE.match(token.text):
            return (
                f"{place(text, token.start)}: the IRI {token.text[:60]} is relative; write it in full or declare BASE"
            )
    return ""
