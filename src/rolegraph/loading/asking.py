"""Requests to a database over HTTP: who is asked, with which password, and what an answer means."""

import json
import ssl
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import httpx

from rolegraph import __version__
from rolegraph.errors import StoreError, UsageError
from rolegraph.loading.patience import Passing
from rolegraph.loading.targets import LoadOptions
from rolegraph.retrying import retry_after

_MOST_TOLD: Final = 200
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_MEANINGS: Final = {
    400: "does not understand what it was sent",
    403: "does not allow that: name a user who may write there with --user",
    404: "has nothing there: is the address right?",
    405: "does not take that there: is the address right, and may it be written to?",
    406: "does not answer in JSON",
    408: "gave up waiting",
    413: "takes no request of that size: lower --batch-bytes",
    414: "takes no address of that length",
    415: "does not take that format: try --protocol update",
    429: "is asked too often",
    500: "failed",
    502: "cannot be reached behind its gateway",
    503: "is busy or being started",
    504: "did not answer its gateway in time",
    507: "has no space left",
}


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
        options: How patiently, and as whom.
    """

    def __init__(self, options: LoadOptions) -> None:
        self._login = options.login
        self._met = False
        self._client = httpx.Client(
            timeout=options.timeout,
            headers={"User-Agent": f"rolegraph/{__version__}"},
            follow_redirects=False,  # or a password goes where nobody meant it to
            trust_env=False,
            verify=ssl.create_default_context(),  # the system's authorities, and what SSL_CERT_FILE names
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def look(self, url: str, *, accept: str = "*/*") -> Reply:
        """Return the status and the headers of whatever is at an address, good or bad."""
        with self._talking(url), self._client.stream("GET", url, headers={"Accept": accept}) as response:
            self._met = True
            return Reply(response.status_code, _lower(response.headers), _kind(response), b"")

    def ask(self, method: str, url: str, *, parameters: Mapping[str, str] | None = None, **content: Any) -> Reply:
        """Send a request and read the answer.

        Args:
            method: The HTTP method.
            url: Where.
            parameters: What is added to the address.
            content: What httpx takes: `content`, `data`, `headers`.

        Returns:
            The answer, whose status is one of success.

        Raises:
            Passing: It failed for a reason that may pass.
            StoreError: It failed.
        """
        with self._talking(url):
            response = self._client.request(method, url, params=parameters, **content)
            self._met = True
            if response.status_code == 401 and self._take_login(response):
                response = self._client.request(method, url, params=parameters, **content)
        if not 200 <= response.status_code < 300:
            raise self._failure(response)
        return Reply(response.status_code, _lower(response.headers), _kind(response), response.content)

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
            told = f"answers with {_called(reply.kind)} where a SPARQL endpoint answers with results"
            raise Refusal(f"{_shown(url)}: {told}: is the address right?") from None
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
        return _Talk(url, met=self._met)

    def _failure(self, response: httpx.Response) -> StoreError:
        status, url = response.status_code, _shown(str(response.request.url))
        if status == 401:
            told = "asks for a name and password: see --user" if self._login is None else "refuses the name or password"
        elif 300 <= status < 400:
            told = f"sends to another address: name that one, {_shown(response.headers.get('location', ''))}"
        else:
            told = _MEANINGS.get(status, "does not answer as hoped") + _said(response)
        cause = f"{url}: {told} (HTTP {status})"
        return (
            Passing(cause, wait=retry_after(response.headers)) if status in _PASSING else Refusal(cause, status=status)
        )


class _Talk:
    """What goes wrong with the connection, in our words."""

    def __init__(self, url: str, *, met: bool) -> None:
        self._url = _shown(url)
        self._met = met

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
            raise Passing(f"{self._url}: no answer in time: raise --timeout, or lower --batch-bytes") from None
        raise Passing(f"{self._url}: the connection broke off: {error}") from None


def _lower(headers: httpx.Headers) -> dict[str, str]:
    return {name.lower(): text for name, text in headers.items()}


def _kind(response: httpx.Response) -> str:
    kind: str = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind


def _called(kind: str) -> str:
    return {"text/html": "a web page", "": "nothing that it names"}.get(kind, kind)


def _said(response: httpx.Response) -> str:
    """Return the first line of what a server says of its failure; pages say it in their title."""
    text = response.content[:20_000].decode("utf-8", "replace")
    if "html" in _kind(response):
        text = text.partition("<title>")[2].partition("</title>")[0]
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) > _MOST_TOLD:
        line = line[:_MOST_TOLD] + "…"
    return f": {line}" if line else ""


def _shown(url: str) -> str:
    """Return an address for messages: without what is asked there, and no password that a redirect might hold."""
    from rolegraph.loading.targets import without_login

    return without_login(url.partition("?")[0])
