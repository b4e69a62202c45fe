"""Queries put to a database by the SPARQL 1.1 Protocol."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlencode

from rolegraph.endpoints.addresses import Login, check_url, without_login
from rolegraph.endpoints.wording import Worded, declare, word_query
from rolegraph.errors import QueryError, StoreError, UsageError
from rolegraph.stores.answers import Answer
from rolegraph.stores.guarding import check_update
from rolegraph.stores.library import find_query
from rolegraph.stores.limits import Limits, run_limited
from rolegraph.stores.parameters import parameter_terms
from rolegraph.stores.tokens import tokenize

if TYPE_CHECKING:
    from rolegraph.endpoints.asking import Asker, Reply
    from rolegraph.endpoints.dialects import Dialect

MAX_BYTES: Final = 200_000_000
"""The longest answer that is read where nothing else is said, in bytes."""

_LONGEST_ADDRESS: Final = 2_000  # what every server and gateway takes
_NOT_THIS_WAY: Final = frozenset({405, 413, 414, 415, 431, 501})
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class Request(NamedTuple):
    """One way to send a query.

    Args:
        method: The HTTP method.
        url: Where.
        headers: The headers.
        body: What is sent.
    """

    method: str
    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class RemoteEndpoint:
    """A database that answers SPARQL over HTTP.

    Args:
        url: Its address, or the base of a server that is known: Oxigraph, Virtuoso, Fuseki.
        login: Name and password, sent when it asks for them, in the way in which it asks; None for none.
        token: A bearer token, sent with every request; "" for none.
        union: Let the default graph be the union of all graphs, as it is everywhere in rolegraph, where the server
            does that on demand and the query does not say FROM.
        most_bytes: The longest answer, in bytes.

    Raises:
        UsageError: The address is no URL, holds a password, or the token has characters that no token has.
    """

    url: str
    login: Login | None = None
    token: str = ""
    union: bool = True
    most_bytes: int = MAX_BYTES

    def __post_init__(self) -> None:
        """Refuse what could not be asked."""
        _need_httpx()
        check_url(self.url)
        if without_login(self.url) != self.url:
            raise UsageError(f"{without_login(self.url)}: the URL holds a name or password: leave it out, see --user")
        if not (self.token.isascii() and self.token.isprintable()) or " " in self.token:
            raise UsageError("the token holds a character that no bearer token has, such as a space or a line end")
        if self.token and self.login:
            raise UsageError("name a user or a token, not both")

    def __repr__(self) -> str:
        return f"RemoteEndpoint({self.url!r})"

    def query(
        self,
        text: str,
        *,
        parameters: Mapping[str, str] | None = None,
        timeout: float | None = 60.0,
        memory: float = 4.0,
        limit: int = 0,
        allow_service: bool = False,
    ) -> Answer:
        """Answer a SPARQL query.

        Args:
            text: SPARQL 1.1, or the name of a query that comes with rolegraph. The project's prefixes are known.
            parameters: Values by name of a variable, bound as terms.
            timeout: How many seconds it may take from the first byte sent to the last one read; 0 or None for as many
                as it needs.
            memory: How many gigabytes reading the answer may take; 0 for as many as it needs.
            limit: The most rows or triples to answer with; 0 for all.
            allow_service: Let SERVICE ask other servers.

        Returns:
            Solutions, a truth value or triples.

        Raises:
            QueryError: The text is no query, asks for what is switched off, or took too long.
            StoreError: The endpoint cannot be reached, refuses, or what it answers is no answer.
            UsageError: A parameter names no variable of the query.
        """
        worded = self.word(text, parameters=parameters, limit=limit, allow_service=allow_service)
        limits = Limits(seconds=timeout or 0.0, memory=int(memory * 1e9))
        try:
            return run_limited(partial(self.answer, worded, rows=limit), limits, what="query")
        except StoreError as error:
            if getattr(error, "status", 0) == 400:
                _blame_query(find_query(text), error)
            raise

    def word(
        self,
        text: str,
        *,
        parameters: Mapping[str, str] | None = None,
        limit: int = 0,
        allow_service: bool = False,
    ) -> Worded:
        """Return the query as it is sent; the arguments are those of `query`."""
        terms = parameter_terms(parameters or _NONE)
        return word_query(find_query(text), terms, allow_service=allow_service, rows=limit)

    def update(self, text: str, *, timeout: float = 0.0, allow_service: bool = False) -> None:
        """Change the database by SPARQL 1.1 Update.

        Args:
            text: The update. The project's prefixes are known.
            timeout: How many seconds to wait for it; 0 for as many as it needs.
            allow_service: Let SERVICE and LOAD ask other servers.

        Raises:
            QueryError: The update is refused, or it took too long: then the database may have done it or not.
            StoreError: The endpoint cannot be reached, or refuses.
        """
        check_update(text, allow_service=allow_service)
        what = "update, which the database may still finish,"
        run_limited(partial(self._change, declare(text)), Limits(seconds=timeout), what=what)

    def requests(self, worded: Worded, dialect: "Dialect") -> list[Request]:
        """Return the ways to send a query, the best first: by its address where that is short enough."""
        from rolegraph.endpoints.answering import ACCEPT_GRAPHS, ACCEPT_RESULTS
        from rolegraph.endpoints.dialects import place_below

        url = place_below(self.url, dialect.queries[0], dialect.with_login if self.login else "")
        graphs = dialect.union if self.union and not worded.names_graphs else ()
        accept = {"Accept": ACCEPT_RESULTS if worded.form in ("SELECT", "ASK") else ACCEPT_GRAPHS}
        form = {**accept, "Content-Type": "application/x-www-form-urlencoded"}
        direct = {**accept, "Content-Type": "application/sparql-query"}
        fields = urlencode([("query", worded.text), *graphs])
        short = _with(url, fields)
        ways = [Request("GET", short, accept, b"")] if len(short) <= _LONGEST_ADDRESS else []
        ways.append(Request("POST", url, form, fields.encode()))
        ways.append(Request("POST", _with(url, urlencode(graphs)), direct, worded.text.encode()))
        return ways

    def answer(self, worded: Worded, *, rows: int = 0) -> Answer:
        """Answer a query that is worded, in this process, where nothing can stop it; `query` is the way in.

        Args:
            worded: What `word` returned.
            rows: The most rows or triples to answer with; 0 for all.

        Returns:
            The answer.

        Raises:
            StoreError: As `query` does.
        """
        from rolegraph.endpoints.answering import read_reply

        with closing(self._asker()) as asker:
            ways = self.requests(worded, self._dialect(asker))
            reply = self._first_taken(ways, asker)
        url = ways[0].url.partition("?")[0]
        return read_reply(reply, worded.form, url, hidden=worded.hidden, order=worded.order, rows=rows)

    def _first_taken(self, ways: Sequence[Request], asker: "Asker") -> "Reply":
        """Send a query in each way until the server takes one; the refusal of the best is the one that is told."""
        from rolegraph.endpoints.asking import Refusal

        refusals: list[StoreError] = []
        for way in ways:
            try:
                return asker.ask(way.method, way.url, content=way.body, headers=way.headers, most_bytes=self.most_bytes)
            except Refusal as refusal:
                refusals.append(refusal)
                if refusal.status not in _NOT_THIS_WAY:
                    raise
        raise refusals[0]

    def _change(self, text: str) -> None:
        from rolegraph.endpoints.dialects import base_of, place_below

        with closing(self._asker()) as asker:
            dialect = self._dialect(asker)
            url = self.url
            if dialect.name != "sparql":  # of a server that is known, the address for queries will do
                url = place_below(base_of(url), dialect.updates[0], dialect.with_login if self.login else "")
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            content = urlencode([("update", text)]).encode()
            asker.write("POST", url, page_is_good=dialect.says_html, content=content, headers=headers)

    def _asker(self) -> "Asker":
        from rolegraph.endpoints.asking import Asker

        return Asker(self.login, None, token=self.token)

    def _dialect(self, asker: "Asker") -> "Dialect":
        """Ask what server it is, where that makes a difference."""
        from rolegraph.endpoints.dialects import DIALECTS, dialect_of

        if "?" in self.url:
            return DIALECTS["sparql"]._replace(queries=("",))
        found = dialect_of("sparql", asker.look(self.url).headers, self.url)
        return found._replace(queries=("",)) if found.name == "sparql" else found


def _with(url: str, fields: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{fields}" if fields else url


def _blame_query(text: str, error: StoreError) -> None:
    """Say where the query is no SPARQL; servers mostly list all that they would have taken there."""
    from rolegraph.stores.querying import find_fault, unknown_name

    tokens = tokenize(text)
    if fault := unknown_name(text, tokens) or find_fault(text, tokens):
        raise QueryError(fault) from error


def _need_httpx() -> None:
    from importlib.util import find_spec

    if find_spec("httpx") is None:
        raise StoreError("asking an endpoint needs the package httpx: install it with pip install 'rolegraph[load]'")
