"""Refuses the queries that could end the process or reach the network, before any parser sees them.

The SPARQL parser and the optimizer behind it recurse over what they read: 20,000 nested groups, or 7,000 terms of one
sum, overflow the stack and take the whole process with them. The limits here lie well below that.
"""

from typing import Final

from rolegraph.errors import QueryError
from rolegraph.stores.tokens import Bracket, Token, brackets, place, tokenize

MAX_BYTES: Final = 65_536
"""The longest query, in bytes of UTF-8."""
MAX_UPDATE_BYTES: Final = 1_048_576
"""The longest update, in bytes of UTF-8."""
MAX_DEPTH: Final = 100
"""How many brackets may be open at once."""
MAX_PARTS: Final = 1_000
"""How many keywords, operators, separators and brackets a query may have; rows of VALUES and arguments do not count."""

UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
"""The words that SPARQL 1.1 Update, section 3, begins with."""
_TERMS: Final = frozenset({"iri", "string", "variable", "blank", "name", "number"})


def check_query(text: str, *, allow_service: bool = False) -> list[Token]:
    """Refuse a query that is too large, too deep, an update, or asks for the network.

    Args:
        text: The query.
        allow_service: Let SERVICE pass.

    Returns:
        The query's tokens, in order.

    Raises:
        QueryError: The query is refused; the message says where and what to do instead.

    Example:
        >>> len(check_query("ASK { ?role a org:Post }"))
        6
        >>> check_query("ASK { SERVICE <http://a.example/> { ?s ?p ?o } }")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
            ...
        rolegraph.errors.QueryError: line 1, column 7: SERVICE would ask another server, which is switched off; ...
    """
    _check_length(text)
    tokens = tokenize(text)
    found, inside = brackets(tokens)
    _check_depth(text, tokens, found)
    _check_parts(tokens, found, inside)
    _check_form(text, tokens)
    if not allow_service:
        _check_service(text, tokens)
    return tokens


def check_update(text: str, *, allow_service: bool = False) -> list[Token]:
    """Refuse an update that is too large or too deep, asks for the network, or changes what is computed.

    Args:
        text: The update.
        allow_service: Let SERVICE and LOAD pass.

    Returns:
        The update's tokens, in order.

    Raises:
        QueryError: The update is refused; the message says where and what to do instead.

    Example:
        >>> len(check_update("DROP GRAPH <http://a.example/>"))
        3
    """
    _check_length(text, most=MAX_UPDATE_BYTES)
    tokens = tokenize(text)
    found, inside = brackets(tokens)
    _check_depth(text, tokens, found)
    _check_parts(tokens, found, inside)
    if not allow_service:
        _check_service(text, tokens)
        _check_load(text, tokens, inside)
    return tokens


def _check_load(text: str, tokens: list[Token], inside: list[int]) -> None:
    for token, where in zip(tokens, inside, strict=True):
        if where < 0 and "LOAD" in token.word:
            raise QueryError(
                f"{place(text, token.start)}: LOAD would ask another server, which is switched off; "
                "download the file and load that, or allow it (allow_service, --allow-service)"
            )


def _check_length(text: str, *, most: int = MAX_BYTES) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise QueryError(f"{place(text, error.start)}: a character here is not Unicode text; save as UTF-8") from error
    if size > most:
        raise QueryError(f"the query has {size:,} bytes, more than {most:,}; split it, or pass data as parameters")


def _check_depth(text: str, tokens: list[Token], found: list[Bracket]) -> None:
    for bracket in found:
        if bracket.depth > MAX_DEPTH:
            where = place(text, tokens[bracket.first].start)
            raise QueryError(f"{where}: more than {MAX_DEPTH} brackets are open here; flatten the query")


def _check_parts(tokens: list[Token], found: list[Bracket], inside: list[int]) -> None:
    """Count what the parser builds its tree from: a chain of 7,000 `+` is as deep as 7,000 brackets."""
    parts = 0
    before = ""
    for token, where in zip(tokens, inside, strict=True):
        kind = found[where].kind if where >= 0 else ""
        if kind == "data":
            continue
        in_list = kind == "list" and tokens[found[where].first].text == "("
        if token.kind == "word" or (token.kind == "mark" and token.text not in ")]}"):
            parts += not (token.text == "," and in_list)
        elif in_list and token.kind in _TERMS and before in _TERMS:  # an RDF collection: two triples an item
            parts += 1
        before = token.kind
    if parts > MAX_PARTS:
        raise QueryError(
            f"the query has {parts:,} keywords, operators and separators, more than {MAX_PARTS:,}; "
            "split it, or give its data as rows of VALUES"
        )


def _check_form(text: str, tokens: list[Token]) -> None:
    for token in tokens:
        if token.word in ("BASE", "PREFIX") or token.kind in ("iri", "name"):
            continue
        if token.word in UPDATES:
            raise QueryError(
                f"{place(text, token.start)}: {token.word} changes data, and a query only reads; use `rolegraph update`"
            )
        return


def _check_service(text: str, tokens: list[Token]) -> None:
    for index, token in enumerate(tokens):
        if token.kind == "name":
            # `SERVICE:a{...}` calls :a, `service:a` elsewhere is a name like any other
            opens = index + 1 < len(tokens) and tokens[index + 1].text == "{"
            hit = opens and "SERVICE" in token.text.partition(":")[0].upper()
        else:
            hit = "SERVICE" in token.word
        if hit:
            raise QueryError(
                f"{place(text, token.start)}: SERVICE would ask another server, which is switched off; "
                "load that data beside yours, or allow it (allow_service, --allow-service)"
            )
