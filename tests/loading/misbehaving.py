"""A SPARQL server of our own that holds counts of graphs and nothing else, and misbehaves where a test wants it to."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

MARK = "<https://w3id.org/rolegraph#loadMark>"


@dataclass
class Trouble:
    """What the server does in place of what it should.

    Args:
        path: Where: "/store", "/query" or "/update".
        status: What it answers; 0 to hang up in the middle of the request.
        times: How often; for ever where negative.
        after: How many requests there it answers well before.
        body: What it says.
        kind: What it calls that.
        headers: What else it says.
        missing: How many bytes it promises and does not send.
        takes: Whether it does what it was asked all the same.
    """

    path: str = "/store"
    status: int = 200
    times: int = -1
    after: int = 0
    body: bytes = b""
    kind: str = "text/plain"
    headers: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    takes: bool = False


class Server(ThreadingHTTPServer):
    """Keeps the lines that it was sent, by graph."""

    daemon_threads = True

    def __init__(self, *troubles: Trouble) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.troubles = list(troubles)
        self.graphs: dict[str, set[str]] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.loses = 0
        """How many triples of each request get lost."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def writes(self) -> list[str]:
        return [f"{method} {path}" for method, path, _ in self.asked if method == "PUT" or "/store" in path]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of connections that end early."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        self._answer(200, b"", "application/n-triples")

    def do_PUT(self) -> None:
        self._take()

    def do_POST(self) -> None:
        self._take()

    def _take(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        url = urlsplit(self.path)
        self.server.asked.append((self.command, url.path, {name.lower(): text for name, text in self.headers.items()}))
        trouble = self._trouble(url.path)
        if trouble is None or trouble.takes:
            self._do(url.path, parse_qs(url.query).get("graph", [""])[0], body)
        if trouble is not None and trouble.status == 0:
            self.close_connection = True
        elif trouble is not None:
            self._answer(trouble.status, trouble.body, trouble.kind, trouble.headers, missing=trouble.missing)
        elif url.path == "/query":
            answer = json.dumps(self._query(parse_qs(body)["query"][0])).encode()
            self._answer(200, answer, "application/sparql-results+json")
        else:
            self._answer(204)

    def _trouble(self, path: str) -> Trouble | None:
        for trouble in self.server.troubles:
            if trouble.path != path or trouble.times == 0:
                continue
            if trouble.after:
                trouble.after -= 1
                continue
            trouble.times -= 1
            return trouble
        return None

    def _do(self, path: str, graph: str, body: str) -> None:
        if path == "/store":
            held = self.server.graphs.setdefault(f"<{graph}>", set())
            if self.command == "PUT":
                held.clear()
            held.update(body.splitlines()[self.server.loses :])

    def _query(self, text: str) -> dict[str, Any]:
        if text.startswith("ASK"):
            return {"boolean": True}
        graphs = [graph for graph in dict.fromkeys(re.findall(r"<[^>]*>", text)) if graph in self.server.graphs]
        rows = []
        for graph in graphs:
            held = self.server.graphs[graph]
            if MARK in text:
                marks = [line.split('"')[1] for line in held if MARK in line]
                rows += [{"g": {"value": graph[1:-1]}, "mark": {"value": mark}} for mark in marks]
            else:
                rows.append({"g": {"value": graph[1:-1]}, "n": {"value": str(len(held))}})
        return {"head": {}, "results": {"bindings": rows}}

    def _answer(
        self, status: int, body: bytes = b"", kind: str = "", headers: dict[str, str] | None = None, missing: int = 0
    ) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) + missing))
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.close_connection or bool(missing)

    def version_string(self) -> str:
        return "Oxigraph/0.0.0"

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(*troubles: Trouble) -> Iterator[Server]:
    """Serve while the block runs."""
    with Server(*troubles) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
