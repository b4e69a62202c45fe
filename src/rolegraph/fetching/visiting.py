"""One polite visitor: asks for one thing after the other, waits, tries again, and follows redirects it has checked."""

import time
from contextlib import suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpcore
import httpx

from rolegraph import __version__
from rolegraph.fetching.addresses import Resolver, check_host
from rolegraph.fetching.bodies import read_body
from rolegraph.fetching.connections import Clock, Transport
from rolegraph.fetching.failures import Failure, Passing
from rolegraph.fetching.manners import Manners
from rolegraph.fetching.robots import AGENT, Robots
from rolegraph.retrying import retry_after

_MOST_HOPS: Final = 10
_LONGEST_URL: Final = 4000
_MOST_ROBOTS_BYTES: Final = 512_000  # RFC 9309, 2.5
_PATIENCE: Final = 10
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_MEANINGS: Final = {
    401: "asks for a password",
    403: "refuses to give it",
    404: "has nothing there: is the name right?",
    410: "has nothing there any more",
    429: "is asked too often: lower --rate",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Args:
        url: Where the answer came from, after redirects.
        changed: False when the server says that what is known is still current; the body is empty then.
        body: The bytes, unpacked.
        kind: The content type, in lower case and without its parameters.
        charset: The character encoding that the server names; "" where it names none.
        etag: The validator for a later conditional request; "" where there is none.
        modified: The time of the last change, as the server spells it; "" where there is none.
    """

    url: str
    changed: bool = True
    body: bytes = b""
    kind: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""


class Visitor:
    """Sends requests one at a time; a context manager, which closes its connections.

    Args:
        manners: How politely and how patiently.
        resolver: Finds and checks the addresses of hosts; one as the manners say where left out.
    """

    def __init__(self, manners: Manners, *, resolver: Resolver | None = None) -> None:
        self._manners = manners
        self._resolver = resolver or Resolver(allow_private=manners.allow_private)
        self._clock = Clock()
        self._client = httpx.Client(
            transport=Transport(self._resolver, self._clock),
            timeout=manners.timeout,
            headers={"User-Agent": f"{AGENT}/{__version__}", "Accept-Encoding": "gzip"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # none are kept
            follow_redirects=False,
            trust_env=False,
        )
        self._robots = Robots(self._get_robots)
        self._due: dict[str, float] = {}

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str, *, accept: str, obey_robots: bool, etag: str = "", modified: str = "") -> Answer:
        """Fetch what is at a URL.

        Args:
            url: Where.
            accept: The content types wanted, as the header spells them.
            obey_robots: Whether robots.txt is asked first: for pages, not for public APIs.
            etag: The validator of what is known already.
            modified: The time of change of what is known already.

        Returns:
            The answer.

        Raises:
            Failure: There is none that can be used.
        """
        headers = {"Accept": accept, "If-None-Match": etag, "If-Modified-Since": modified}
        return self._follow(url, {name: text for name, text in headers.items() if text}, obey_robots=obey_robots)

    def _ask_robots(self, url: httpx.URL) -> float:
        with suppress(Passing):  # which is tried again for robots.txt itself
            self._resolver.addresses(url.host)  # a host that is not asked at all has no say by its robots.txt
        return self._robots.check(str(url), f"{url.scheme}://{url.netloc.decode('ascii')}")

    def _get_robots(self, url: str) -> bytes:
        return self._follow(url, {}, obey_robots=False, max_bytes=_MOST_ROBOTS_BYTES).body

    def _follow(self, start: str, headers: dict[str, str], *, obey_robots: bool, max_bytes: int = 0) -> Answer:
        url = checked_url(start)
        for _ in range(_MOST_HOPS + 1):
            pause = self._ask_robots(url) if obey_robots else 0.0
            got = self._try(url, headers, max(pause, self._manners.interval), max_bytes or self._manners.max_bytes)
            if isinstance(got, Answer):
                return got
            if url.scheme == "https" and got.scheme != "https":
                raise Failure(f"redirects from https to {got}")
            url = got
        raise Failure(f"redirects more than {_MOST_HOPS} times")

    def _try(self, url: httpx.URL, headers: dict[str, str], interval: float, max_bytes: int) -> Answer | httpx.URL:
        """Ask until there is an answer, or where a redirect leads, or no retry is left."""
        for attempt in range(self._manners.retries + 1):
            self._keep_distance(url.host, interval)
            try:
                return self._ask(url, headers, max_bytes)
            except Passing as failure:
                pause = self._manners.retry_wait * 2**attempt if failure.wait is None else failure.wait
                if attempt == self._manners.retries:
                    raise
                if pause > self._manners.longest_wait:
                    raise Failure(f"{failure}: it asks to come back in {pause:.0f} seconds") from failure
                time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _keep_distance(self, host: str, interval: float) -> None:
        now = time.monotonic()
        start = max(now, self._due.get(host, now))
        self._due[host] = start + min(interval, self._manners.longest_wait)
        time.sleep(start - now)

    def _ask(self, url: httpx.URL, headers: dict[str, str], max_bytes: int) -> Answer | httpx.URL:
        self._clock.start(self._manners.timeout * _PATIENCE)
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                return _understand(response, max_bytes)
        except httpcore.TimeoutException as error:
            raise Passing(f"no answer in time: {error or 'raise --timeout'}") from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise Failure(f"the certificate of {url.host} does not hold: {error}") from error
            raise Passing(f"the connection failed: {error}") from error
        except httpx.HTTPError as error:  # httpx looks at redirects, too, followed or not
            raise Failure(f"the answer makes no sense: {error}") from error


def checked_url(text: str) -> httpx.URL:
    """Return a URL that may be asked for, as far as its spelling tells.

    Raises:
        Failure: It is no URL, no http or https one, has a password in it, or hides an address.

    Example:
        >>> checked_url("https://name:secret@a.example/")
        Traceback (most recent call last):
        rolegraph.fetching.failures.Failure: the URL holds a name or password: leave it out
    """
    if len(text) > _LONGEST_URL or not text.isprintable() or " " in text:
        raise Failure(f"no URL: longer than {_LONGEST_URL:,} characters, or with blanks or control characters in it")
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise Failure(f"no URL: {error}") from error
    if url.scheme not in ("http", "https"):
        raise Failure("only http and https are fetched")
    if url.userinfo:
        raise Failure("the URL holds a name or password: leave it out")
    if url.port is not None and not 0 < url.port < 65_536:
        raise Failure(f"no URL: {url.port} is no port")
    check_host(url.host)
    return url.copy_with(fragment=None)


def _understand(response: httpx.Response, max_bytes: int) -> Answer | httpx.URL:
    url, status, headers = response.request.url, response.status_code, response.headers
    if status == 304:
        if not {"if-none-match", "if-modified-since"} & set(response.request.headers):
            raise Failure(f"{url.host} says that nothing changed, but nothing of it is known (HTTP 304)", status=status)
        return Answer(str(url), changed=False)
    if status in _REDIRECTS and "location" in headers:
        return checked_url(_joined(url, headers["location"]))
    if status in _PASSING:
        meaning = _MEANINGS.get(status, "is in trouble")
        raise Passing(f"{url.host} {meaning} (HTTP {status})", status=status, wait=retry_after(headers))
    if status != 200:
        meaning = _MEANINGS.get(status, "does not answer as hoped")
        raise Failure(f"{url.host} {meaning} (HTTP {status})", status=status)
    if headers.get("content-length", "").isdecimal() and int(headers["content-length"][:20]) > max_bytes:
        raise Failure(f"more than the {max_bytes:,} bytes allowed: raise --max-bytes")
    body = read_body(response.iter_raw(), coding=headers.get("content-encoding", ""), max_bytes=max_bytes)
    return Answer(
        str(url),
        body=body,
        kind=headers.get("content-type", "").partition(";")[0].strip().lower(),
        charset=response.charset_encoding or "",
        etag=_validator(headers, "etag"),
        modified=_validator(headers, "last-modified"),
    )


def _validator(headers: httpx.Headers, name: str) -> str:
    """Return what is sent back the next time; what could not be sent back, or kept, counts as none."""
    text = headers.get(name, "")
    return text if text.isascii() and text.isprintable() and len(text) < 1000 else ""


def _joined(url: httpx.URL, location: str) -> str:
    try:
        return str(url.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise Failure(f"redirects to no URL: {error}") from error
