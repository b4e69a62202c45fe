"""A web server of our own that speaks the job boards' documented interfaces, and misbehaves where a test wants it to.

`python tests/fetching/serving.py` serves the boards of an invented employer for every name, tells its port, and ends
when its standard input does: the documentation and the examples in the help are run against it.
"""

import gzip
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TEXT = "<p>You report to the Head of Turbine Engineering.</p><h3>What you do</h3><ul><li>Run the pumps</li></ul>"


@dataclass
class Reply:
    """What the server says."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    """How many bytes are promised and never sent."""
    hangs: bool = False
    """Whether the server goes silent before the body."""
    drips: bool = False
    """Whether the body comes a byte at a time."""


def said(document: Any, **how: Any) -> Reply:
    """Return a reply in JSON."""
    return Reply(json.dumps(document).encode(), **how)


def page(text: str = "<h1>Pump Keeper</h1>" + TEXT, **how: Any) -> Reply:
    """Return a reply in HTML."""
    return Reply(**{"body": text.encode(), "kind": "text/html; charset=utf-8", **how})


class Server(ThreadingHTTPServer):
    """Replies by path; where a path has several replies, each is given once and the last one ever after."""

    daemon_threads = True

    def __init__(self, routes: dict[str, list[Reply]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.routes = {path: list(replies) for path, replies in routes.items()}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up, which is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits for the client's kernel to confirm the head
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {name.lower(): text for name, text in self.headers.items()}))
        replies = self.server.routes.get(self.path) or [Reply(b'{"error": "not found"}', 404)]
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        etag = reply.headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            reply = Reply(status=304)
        self.send_response(reply.status)
        if reply.status != 304:
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body) + reply.missing))
        for name, text in reply.headers.items():
            self.send_header(name, text)
        self.end_headers()
        self._send_body(reply)

    def _send_body(self, reply: Reply) -> None:
        if reply.hangs:
            self.server.over.wait(10)
        for number in range(len(reply.body) if reply.drips else 0):
            if self.server.over.wait(0.02):
                return
            self.wfile.write(reply.body[number : number + 1])
        if not reply.drips:
            self.wfile.write(reply.body)
        if reply.missing:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(routes: dict[str, list[Reply]]) -> Iterator[Server]:
    """Serve while the block runs."""
    with Server(routes) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def bomb(size: int) -> bytes:
    """Return zeros, packed: a thousandth of their size."""
    return gzip.compress(bytes(size))


def lever_postings(count: int) -> list[dict[str, Any]]:
    return [{"id": f"lv-{n}", "text": f"Pump Keeper {n}", "description": TEXT} for n in range(count)]


def greenhouse_jobs(count: int) -> list[dict[str, Any]]:
    return [
        {"id": 4012 + n, "title": f"Pump Keeper {n + 1}", "company_name": "Skerrow Tidal", "content": TEXT}
        for n in range(count)
    ]


def _smart(name: str, base: str) -> dict[str, list[Reply]]:
    path = f"{base}/v1/companies/{name}/postings"
    rows = [{"id": f"74400{n}", "name": f"Pump Keeper {n}"} for n in range(102)]
    company = {"identifier": name, "name": "Skerrow Tidal"}
    sections = {"jobDescription": {"title": "Job Description", "text": TEXT}}
    details = {
        f"{path}/{row['id']}": [said({**row, "company": company, "jobAd": {"sections": sections}})] for row in rows
    }
    pages = {
        f"{path}?limit=100&offset={offset}": [said({"totalFound": 102, "content": rows[offset : offset + 100]})]
        for offset in (0, 100)
    }
    return {**pages, **details}


def _feed(base: str, number: int, following: str) -> Reply:
    item = {
        "id": f"tt-{number}",
        "title": f"Pump Keeper {number}",
        "content_html": TEXT,
        "_jobposting": {
            "@type": "JobPosting",
            "hiringOrganization": {"@type": "Organization", "name": "Skerrow Tidal"},
        },
    }
    more = {"next_url": f"{base}{following}"} if following else {}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Skerrow", "items": [item], **more}
    return said(feed, kind="application/feed+json; charset=utf-8")


def personio_feed(*identifiers: str) -> bytes:
    positions = "".join(
        f"<position><id>{one}</id><name>Pumpenwärter</name><subcompany>Skerrow Tidal</subcompany><jobDescriptions>"
        "<jobDescription><name>Aufgaben</name><value><![CDATA[<p>Pumpen &amp; Ventile</p>]]></value></jobDescription>"
        "<jobDescription><name>Wir bieten</name><value>Meerblick</value></jobDescription></jobDescriptions></position>"
        for one in identifiers
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>{positions}</workzag-jobs>'.encode()


def boards(name: str, host: str = "") -> dict[str, list[Reply]]:
    """Return the routes of a board of every kind, each below /KIND."""
    lever = f"/lever/v0/postings/{name}?mode=json&limit=100&skip="
    return {
        f"/greenhouse/v1/boards/{name}/jobs?content=true": [said({"jobs": greenhouse_jobs(3), "meta": {"total": 3}})],
        f"{lever}0": [said(lever_postings(105)[:100])],
        f"{lever}100": [said(lever_postings(105)[100:])],
        f"/ashby/posting-api/job-board/{name}?includeCompensation=true": [
            said(
                {
                    "apiVersion": "1",
                    "jobs": [
                        {"id": "ab-1", "title": "Pump Keeper", "isListed": True, "descriptionHtml": TEXT},
                        {"id": "ab-2", "title": "Secret Keeper", "isListed": False, "descriptionHtml": TEXT},
                    ],
                }
            )
        ],
        **_smart(name, "/smartrecruiters"),
        f"/workable/api/v1/widget/accounts/{name}?details=true": [
            said({"name": "Skerrow Tidal", "jobs": [{"shortcode": "A1B2C3", "title": "Keeper", "description": TEXT}]})
        ],
        "/recruitee/api/offers/": [
            said({"offers": [{"id": 7, "title": "Keeper", "company_name": "Skerrow Tidal", "description": TEXT}]})
        ],
        "/teamtailor/jobs.json": [_feed(host, 1, "/teamtailor/jobs.json?page=2")],
        "/teamtailor/jobs.json?page=2": [_feed(host, 2, "")],
        "/personio/xml": [Reply(personio_feed("101", "102"), kind="text/xml; charset=utf-8")],
    }


if __name__ == "__main__":
    with serving(boards("skerrow")) as started:
        print(started.url, flush=True)
        sys.stdin.read()
