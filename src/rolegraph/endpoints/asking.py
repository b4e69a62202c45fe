"""Requests to a database over HTTP: who is asked, with which password, and what an answer means."""

import json
import ssl
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import httpx

from rolegraph import __version__
from rolegraph.endpoints.addresses import Login, without_login
from rolegraph.errors import StoreError, UsageError
from rolegraph.retrying import Passing, retry_after
from rolegraph.stores.tables import harmless

_MOST_TOLD: Final = 200
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_MEANINGS: Final = {
    400: "does not understand what it was sent",
    403: "does not allow that: name a user who may, with --user",
    404: "has nothing there: is the address right?",
    405: "does not take that there: is the address right?",
    406: "answers in none of the formats that are read here",
    408: "gave up waiting",
    413: "takes no request of that size",
    414: "takes no address of that length",
    415: "does not take that format",
    429: "is asked too often",
    500: "failed",
    502: "cannot be reached behind its gateway",
    503: "is busy or being started",
    504: "did not answer its gateway in time",
    507: "has no space left",
}
_NONE: Final[Mapping[int, str]] = MappingProxyType({})
_MOST_OF_A_FAILURE: Final = 20_000

SILENCE: Final = 0
"""The status under which `Asker` looks up what a silence means."""


class Refusal(StoreError):
    """A server's no.

    Args:
        cause: What is wrong and what to do.
        status: The HTTP status that said so.
    """

    def __init__(self, cause: str, *, status: int = 0) -> None:
        super().__init__(cause)
        self.status = status


class Reply(NamedTuple):
    """What a server answered, once it was good.

    Args:
        status: The HTTP status.
        headers: The headers, by name in lower case.
        kind: The media type, in lower case and without its parameters.
        body: The bytes.
    """

    status: int
    headers: Mapping[str, str]
    kind: str
    body: bytes


class Asker:
    """Sends requests to one server, with the name and password that it asks for, and to no other.

    Args:
        login: The name and password; None for none.
        timeout: The longest silence of the server, in seconds; None for no limit.
        token: What is sent as a bearer token with every request; "" for none.
        meanings: What a status means to the user of this command, with what to do, where that is more than usual.
    """

    def __init__(
        self, login: Login | None, timeout: float | None, *, token: str = "", meanings: Mapping[int, str] = _NONE
    ) -> None:
        self._login = login
        self._token = token
        self._meanings = {SILENCE: "no answer in time: raise --timeout", **_MEANINGS, **meanings}
        self._met = False
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        self._client = httpx.Client(
            timeout=timeout,
            headers={"User-Agent": f"rolegraph/{__version__}", **bearer},
            follow_redirects=False,  # or a password goes where nobody meant it to
            trust_env=False,
            verify=ssl.create_default_context(),  # the system's authorities, and what SSL_CERT_FILE names
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def look(self, url: str, *, accept: str = "*/*") -> Reply:
        """Return the status and the headers of whatever is at an address, good or bad."""
        request: dict[str, Any] = {"method": "GET", "url": url, "headers": {"Accept": accept}}
        with self._talking(url):
            with self._client.stream(**request) as response:
                self._met = True
            if response.status_code == 401 and self._take_login(response):
                with self._client.stream(**request) as response:
                    pass
        return Reply(response.status_code, _lower(response.headers), _kind(response), b"")

    def ask(
        self,
        method: str,
        url: str,
        *,
        parameters: Mapping[str, str] | None = None,
        most_bytes: int = 0,
        **content: Any,
    ) -> Reply:
        """Send a request and read the answer.

        Args:
            method: The HTTP method.
            url: Where.
            parameters: What is added to the address.
            most_bytes: The most bytes of an answer, unpacked; 0 for as many as come.
            content: What httpx takes: `content`, `data`, `headers`.

        Returns:
            The answer, whose status is one of success.

        Raises:
            Passing: It failed for a reason that may pass.
            StoreError: It failed.
        """
        with self._talking(url):
            request = {"method": method, "url": url, "params": parameters, **content}
            response, body = self._exchange(request, most_bytes)
            self._met = True
            if response.status_code == 401 and self._take_login(response):
                response, body = self._exchange(request, most_bytes)
        if not 200 <= response.status_code < 300:
            raise self._failure(response, body)
        return Reply(response.status_code, _lower(response.headers), _kind(response), body)

    def _exchange(self, request: Mapping[str, Any], most_bytes: int) -> tuple[httpx.Response, bytes]:
        """Send a request and read what comes, of a failure only its beginning."""
        with self._client.stream(**request) as response:
            good = 200 <= response.status_code < 300
            most = most_bytes if good else _MOST_OF_A_FAILURE
            pieces, size = [], 0
            for piece in response.iter_bytes():
                pieces.append(piece)
                size += len(piece)
                if most and size > most:
                    if good:
                        told = f"the answer is longer than {most:,} bytes: narrow the query, or allow more"
                        raise Refusal(f"{_shown(request['url'])}: {told} with --max-bytes")
                    break
            return response, b"".join(pieces)

    def write(self, method: str, url: str, *, page_is_good: bool, **content: Any) -> None:
        """Send a request that changes something.

        Args:
            method: The HTTP method.
            url: Where.
            page_is_good: Whether the server answers a good request with a page; others show theirs to whoever asks.
            content: As for `ask`.

        Raises:
            StoreError: As `ask` does, and for a page that is no answer.
        """
        reply = self.ask(method, url, **content)
        if reply.status == 200 and reply.kind == "text/html" and not page_is_good:
            told = "answers with a web page where a database says what it did"
            raise Refusal(f"{_shown(url)}: {told}: is the address right?")

    def query(self, url: str, text: str) -> Any:
        """Ask a SPARQL query.

        Returns:
            The document of the answer, as SPARQL 1.1 Query Results JSON has it.

        Raises:
            StoreError: As `ask` does, and for an answer that is no such document, or not the whole of it.
        """
        accept = {"Accept": "application/sparql-results+json"}
        reply = self.ask("POST", url, data={"query": text}, headers=accept)
        try:
            document = json.loads(reply.body)
        except ValueError:
            if "json" in reply.kind:
                raise Passing(
                    f"{_shown(url)}: the answer breaks off in the middle: is the query too much for it?"
                ) from None
            raise not_an_answer(url, reply.kind) from None
        if not isinstance(document, dict) or not ("boolean" in document or "results" in document):
            raise Refusal(f"{_shown(url)}: answers, but with no results of a query: is the address right?")
        return document

    def _take_login(self, response: httpx.Response) -> bool:
        """Take the name and password in the way that the server asks for; whether that is worth another request."""
        if self._login is None or self._client.auth is not None:
            return False
        asked = response.headers.get("www-authenticate", "").lower()
        kind = httpx.DigestAuth if "digest" in asked else httpx.BasicAuth
        self._client.auth = kind(self._login.user, self._login.password)
        return True

    def _talking(self, url: str) -> "_Talk":
        return _Talk(url, met=self._met, silence=self._meanings[SILENCE])

    def _failure(self, response: httpx.Response, body: bytes) -> StoreError:
        status, url = response.status_code, _shown(str(response.request.url))
        if status == 401:
            told = "asks for a name and password: see --user" if self._login is None else "refuses the name or password"
            told = "refuses the token" if self._token else told
        elif 300 <= status < 400:
            place = harmless(response.headers.get("location", ""))[:_MOST_TOLD]
            told = f"sends to another address: name that one, {_shown(place)}"
        else:
            told = self._meanings.get(status, "does not answer as hoped") + _said(response, body)
        cause = f"{url}: {told} (HTTP {status})"
        return (
            Passing(cause, wait=retry_after(response.headers)) if status in _PASSING else Refusal(cause, status=status)
        )


class _Talk:
    """What goes wrong with the connection, in our words."""

    def __init__(self, url: str, *, met: bool, silence: str) -> None:
        self._url = _shown(url)
        self._met = met
        self._silence = silence

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | UnicodeError):
            raise UsageError(f"{self._url}: no URL that can be asked: {error}") from None
        if not isinstance(error, httpx.HTTPError):
            return
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            way = "SSL_CERT_FILE names the file of an authority of your own"
            raise StoreError(f"{self._url}: its certificate does not hold: {error}; {way}") from None
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            failure = Passing if self._met else StoreError
            raise failure(f"{self._url}: cannot be reached: {error}; is it up, and is the address right?") from None
        if isinstance(error, httpx.TimeoutException):
            raise Passing(f"{self._url}: {self._silence}") from None
        raise Passing(f"{self._url}: the connection broke off: {error}") from None


def _lower(headers: httpx.Headers) -> dict[str, str]:
    return {name.lower(): text for name, text in headers.items()}


def _kind(response: httpx.Response) -> str:
    kind: str = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind


def _called(kind: str) -> str:
    return {"text/html": "a web page", "": "nothing that it names"}.get(kind, harmless(kind)[:_MOST_TOLD])


def not_an_answer(url: str, kind: str) -> Refusal:
    """Return the error for an answer of a kind that no database gives to a query."""
    told = f"answers with {_called(kind)} where a SPARQL endpoint answers with results"
    return Refusal(f"{_shown(url)}: {told}: is the address right?")


def _said(response: httpx.Response, body: bytes) -> str:
    """Return the first line of what a server says of its failure; pages say it in their title."""
    text = body[:_MOST_OF_A_FAILURE].decode("utf-8", "replace")
    if "html" in _kind(response):
        text = text.partition("<title>")[2].partition("</title>")[0]
    line = harmless(next((line.strip() for line in text.splitlines() if line.strip()), ""))
    if len(line) > _MOST_TOLD:
        line = line[:_MOST_TOLD] + "…"
    return f": {line}" if line else ""


def _shown(url: str) -> str:
    """Return an address for messages: without what is asked there, and no password that a redirect might hold."""
    return without_login(url.partition("?")[0])
