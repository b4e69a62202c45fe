"""What a query is sent as: checked, its parameters bound, its prefixes declared, no longer than its answer need be."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from rolegraph.errors import QueryError
from rolegraph.stores.binding import bind_in_text
from rolegraph.stores.guarding import UPDATES, check_query
from rolegraph.stores.tokens import Token, brackets, place, tokenize
from rolegraph.vocabulary import PREFIXES

FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


class Worded(NamedTuple):
    """A query as it is sent.

    Args:
        text: SPARQL, whole in itself.
        form: `SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`.
        order: For `SELECT *` the variables in the order in which the query mentions them.
        hidden: The variables to leave out of the answer.
        names_graphs: Whether it says itself what its default graph is.
    """

    text: str
    form: str
    order: tuple[str, ...]
    hidden: frozenset[str]
    names_graphs: bool


def word_query(text: str, terms: Mapping[str, str], *, allow_service: bool = False, rows: int = 0) -> Worded:
    """Word a query for a server.

    Args:
        text: The query.
        terms: Terms by name of the variable that is to be bound to them.
        allow_service: Let SERVICE pass.
        rows: The most rows that are wanted; 0 for all.

    Returns:
        What to send; one row more than `rows`, so that it shows whether there are more.

    Raises:
        QueryError: It is no query, or asks for what is switched off.
        UsageError: A variable cannot be bound.

    Example:
        >>> word_query("SELECT ?role { ?role a org:Post }", {}, rows=5).text
        'PREFIX org: <http://www.w3.org/ns/org#> SELECT ?role { ?role a org:Post } LIMIT 6'
    """
    tokens = check_query(text, allow_service=allow_service)
    form = _form(text, tokens)
    prepared = bind_in_text(text, tokens, terms)
    worded = _limit(prepared.text, rows + 1) if rows and form == "SELECT" else prepared.text
    names_graphs = any(token.word == "FROM" for token in tokens)
    return Worded(declare(worded), form, prepared.order, prepared.hidden, names_graphs)


def declare(text: str) -> str:
    """Declare those of the project's prefixes that a text uses and does not declare, without a new line.

    Other prefixes are the server's own affair: some know theirs without being told.

    Example:
        >>> declare("ASK { ?post wdt:P31 rgc:director }")
        'PREFIX rgc: <https://w3id.org/rolegraph/concept/> ASK { ?post wdt:P31 rgc:director }'
    """
    tokens = tokenize(text)
    names = [(before, token.text.partition(":")[0]) for before, token in _pairs(tokens) if token.kind == "name"]
    own = {prefix for before, prefix in names if before is not None and before.word == "PREFIX"}
    used = dict.fromkeys(prefix for _, prefix in names if prefix in PREFIXES and prefix not in own)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in used) + text


def _pairs(tokens: list[Token]) -> "list[tuple[Token | None, Token]]":
    return list(zip([None, *tokens], tokens, strict=False))


def _form(text: str, tokens: list[Token]) -> str:
    """Return the form of a query, and refuse whatever is none: no server is sent what it might take for an update."""
    for token in tokens:
        if token.word in UPDATES:
            raise QueryError(
                f"{place(text, token.start)}: {token.word} changes data, and a query only reads; use `rolegraph update`"
            )
    for token in tokens:
        if token.word in ("BASE", "PREFIX") or token.kind in ("iri", "name"):
            continue
        if token.word in FORMS:
            return token.word
        raise QueryError(
            f"{place(text, token.start)}: {token.text[:40]!r} begins no query; write SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    raise QueryError("the query is empty; write SELECT, ASK, CONSTRUCT or DESCRIBE, or the name of a query")


def _limit(text: str, most: int) -> str:
    """Let a SELECT answer with no more rows than that."""
    tokens = tokenize(text)
    _, inside = brackets(tokens)
    outer = [index for index, where in enumerate(inside) if where < 0]
    for index in outer:
        number = tokens[index + 1] if index + 1 < len(tokens) else None
        if tokens[index].word == "LIMIT" and number is not None and number.text.isdecimal():
            least = str(min(int(number.text[:18]), most))
            return text[: number.start] + least + text[number.start + len(number.text) :]
    end = next((index for index in outer if tokens[index].word == "VALUES"), len(tokens))
    last = tokens[end - 1]
    after = last.start + len(last.text)
    return f"{text[:after]} LIMIT {most}{text[after:]}"
