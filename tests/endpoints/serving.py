"""A SPARQL endpoint of our own that answers as a test tells it, well or badly, and remembers what it was asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

RESULTS = "application/sparql-results+json"


@dataclass(frozen=True)
class Says:
    """What the server answers.

    Args:
        body: The bytes.
        kind: What it calls them.
        status: The HTTP status; 0 to hang up.
        headers: What else it says.
        missing: How many bytes it promises and does not send.
        drips: Whether it sends a byte now and then and never ends.
        to: The method and the kind of content that it answers so; others get status 405 or 415. "" for all.
    """

    body: bytes = b'{"head":{"vars":["a"]},"results":{"bindings":[]}}'
    kind: str = RESULTS
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    drips: bool = False
    to: tuple[str, str] = ("", "")


class Asked(NamedTuple):
    """A request that came."""

    method: str
    path: str
    fields: dict[str, list[str]]
    headers: dict[str, str]
    body: str


class Endpoint(ThreadingHTTPServer):
    """Answers everything alike."""

    daemon_threads = True

    def __init__(self, says: Says, look: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.says = says
        self.look = look
        self.requests: list[Asked] = []
        self.done = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"

    @property
    def asked(self) -> list[Asked]:
        """The requests that held a query; before them the server is asked what it is."""
        return [one for one in self.requests if "query" in one.fields or one.body]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of connections that end early."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Endpoint

    def do_GET(self) -> None:
        self._take("")

    def do_POST(self) -> None:
        self._take(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

    def _take(self, body: str) -> None:
        url = urlsplit(self.path)
        kind = self.headers.get("Content-Type", "")
        fields = parse_qs(body if "form" in kind else url.query, keep_blank_values=True)
        headers = {name.lower(): text for name, text in self.headers.items()}
        self.server.requests.append(Asked(self.command, url.path, fields, headers, body))
        says = self.server.says
        if "query" not in fields and not body:
            says = Says(b"", "text/html", 400, self.server.look)
        elif says.to[0] not in ("", self.command):
            says = Says(b"", "text/plain", 405)
        elif says.to[1] not in kind:
            says = Says(b"", "text/plain", 415)
        self._answer(says)

    def _answer(self, says: Says) -> None:
        self.close_connection = True
        if says.status == 0:
            return
        self.send_response(says.status)
        self.send_header("Content-Type", says.kind)
        self.send_header("Connection", "close")
        for name, text in says.headers.items():
            if name != "Server":
                self.send_header(name, text)
        if not says.drips:
            self.send_header("Content-Length", str(len(says.body) + says.missing))
        self.end_headers()
        self.wfile.write(says.body)
        while says.drips and not self.server.done.wait(0.05):
            self.wfile.write(b" ")

    def version_string(self) -> str:
        return self.server.look.get("Server", "none")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(says: Says, look: dict[str, str] | None = None) -> Iterator[Endpoint]:
    """Serve while the block runs; who asks for no answer gets headers alone."""
    with Endpoint(says, look or {}) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.done.set()
            server.shutdown()
            thread.join()
