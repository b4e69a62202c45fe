"""Pages: what is asked, how often, and what becomes of answers, good ones and bad ones."""

import gzip
import re
import time
from pathlib import Path
from typing import Any

import pytest

import rolegraph
from rolegraph.facts import Title
from rolegraph.fetching import Fetched, Manners
from rolegraph.fetching.addresses import Resolver
from rolegraph.fetching.failures import Failure
from rolegraph.fetching.visiting import Visitor, checked_url

from .serving import Reply, Server, bomb, page, serving

ROBOTS = "/robots.txt"


def get(server: Server, path: str, out: Path, **how: Any) -> Fetched:
    settings = {"allow_private": True, "rate": 1000, "retry_wait": 0.001, "timeout": 5, **how}
    return rolegraph.fetch(f"{server.url}{path}", out=out, **settings)


def titles(place: Path) -> list[str]:
    return [fact.text for fact in rolegraph.build(place).facts if isinstance(fact, Title)]


def test_a_page_becomes_a_file_that_build_reads(tmp_path: Path) -> None:
    with serving({"/jobs/keeper?id=7": [page()]}) as server:
        done = get(server, "/jobs/keeper?id=7#apply", tmp_path)
        again = get(server, "/jobs/keeper?id=7", tmp_path)
        agent = {headers["user-agent"] for _, headers in server.asked}
    (file,) = done.files
    assert file.name.startswith("127-0-0-1-")
    assert file.suffix == ".html"
    assert again.saved[0].path == file
    assert [done.saved[0].state, again.saved[0].state] == ["new", "unchanged"]
    assert agent == {f"rolegraph/{rolegraph.__version__}"}
    assert titles(tmp_path) == ["Pump Keeper"]


@pytest.mark.parametrize(
    "validator", [{"ETag": '"v1"'}, {"ETag": 'W/"v1"', "Last-Modified": "Tue, 03 Nov 2026 08:00:00 GMT"}]
)
def test_what_did_not_change_is_not_sent_again(validator: dict[str, str], tmp_path: Path) -> None:
    with serving({"/": [page(headers=validator)]}) as server:
        (file,) = get(server, "/", tmp_path).files
        before = file.stat().st_mtime_ns
        assert get(server, "/", tmp_path).saved[0].state == "unchanged"
        asked = server.asked[-1][1]
        assert asked["if-none-match"] == validator["ETag"]
        assert asked.get("if-modified-since") == validator.get("Last-Modified")
        assert file.stat().st_mtime_ns == before
        file.unlink()  # what is gone is asked for without conditions
        assert get(server, "/", tmp_path).saved[0].state == "new"
        (tmp_path / ".rolegraph-fetch.json").write_text("{broken")
        assert get(server, "/", tmp_path).saved[0].state == "unchanged"


def test_a_changed_page_replaces_the_file(tmp_path: Path) -> None:
    with serving({"/": [page(), page("<h1>Valve Keeper</h1>")]}) as server:
        get(server, "/", tmp_path)
        done = get(server, "/", tmp_path)
    assert done.saved[0].state == "changed"
    assert b"Valve" in done.files[0].read_bytes()


@pytest.mark.parametrize(
    ("replies", "requests"),
    [
        ([Reply(status=500), page()], 2),
        ([Reply(status=503, headers={"Retry-After": "0"}), Reply(status=502), page()], 3),
        ([Reply(status=429, headers={"Retry-After": "1"}), page()], 2),
        ([Reply(status=429, headers={"Retry-After": "Tue, 03 Nov 2020 08:00:00 GMT"}), page()], 2),  # long past
        ([Reply(status=429, headers={"Retry-After": "soon"}), page()], 2),  # no time: the usual wait
        ([page(missing=10), page()], 2),  # cut off
        ([page(body=gzip.compress(b"<h1>a</h1>")[:-9], headers={"Content-Encoding": "gzip"}), page()], 2),
    ],
)
def test_what_may_pass_is_tried_again(replies: list[Reply], requests: int, tmp_path: Path) -> None:
    with serving({"/": replies}) as server:
        done = get(server, "/", tmp_path)
        assert server.paths.count("/") == requests
    assert done.problems == ()
    assert b"Pump" in done.files[0].read_bytes()


def test_retry_after_is_waited_for(tmp_path: Path) -> None:
    with serving({"/": [Reply(status=429, headers={"Retry-After": "1"}), page()]}) as server:
        start = time.monotonic()
        assert get(server, "/", tmp_path).problems == ()
    assert time.monotonic() - start >= 1


def test_a_host_is_not_asked_faster_than_allowed(tmp_path: Path) -> None:
    with serving({f"/{n}": [page()] for n in range(4)}) as server:
        targets = [f"{server.url}/{n}" for n in range(4)]
        start = time.monotonic()
        rolegraph.fetch(*targets, out=tmp_path, allow_private=True, rate=20)
        assert time.monotonic() - start >= 4 / 20  # robots.txt and four pages: four distances
        assert server.paths == [ROBOTS, "/0", "/1", "/2", "/3"]  # robots.txt once


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (Reply(status=404), "has nothing there.*HTTP 404"),
        (Reply(status=403), "refuses to give it"),
        (Reply(status=500), "in trouble \\(HTTP 500\\)"),
        (Reply(status=418), "HTTP 418"),
        (Reply(status=204), "HTTP 204"),
        (Reply(status=304), "nothing of it is known"),  # never asked whether it changed
        (Reply(status=429, headers={"Retry-After": "86400"}), "asks to come back in 86400 seconds"),
        (page(missing=10), "the connection failed|ends too early"),
        (page(kind="image/png"), "content type is 'image/png'"),
        (page(kind=""), "content type is ''"),
        (page(body=b" "), "the page is empty"),
        (page(body=bytes(30_000)), "more than the 20,000 bytes allowed"),
        (page(body=bomb(10_000_000), headers={"Content-Encoding": "gzip"}), "more than the 20,000 bytes allowed"),
        (page(body=bomb(100), headers={"Content-Encoding": "gzip, gzip"}), "packed as 'gzip, gzip'"),
        (page(body=b"abc", headers={"Content-Encoding": "br"}), "packed as 'br'"),
        (page(body=b"no gzip at all", headers={"Content-Encoding": "gzip"}), "said to be gzip"),
        (Reply(status=302, headers={"Location": "http://name:secret@127.0.0.1/"}), "name or password"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "only http and https"),
        (Reply(status=302, headers={"Location": "http://2130706433/"}), "unusual spelling"),
        (Reply(status=302, headers={"Location": "http://[::1/"}), "makes no sense"),
        (Reply(status=302, headers={"Location": "/"}), "more than 10 times"),  # in a circle
        (Reply(status=302), "HTTP 302"),  # to nowhere
    ],
)
def test_what_cannot_be_had_is_told_and_leaves_no_file(reply: Reply, cause: str, tmp_path: Path) -> None:
    with serving({"/": [reply]}) as server:
        done = get(server, "/", tmp_path, max_bytes=20_000, retries=1)
    (problem,) = done.problems
    assert problem.source == f"{server.url}/"
    assert re.search(cause, problem.cause), problem.cause
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == []


@pytest.mark.parametrize("how", [{"hangs": True}, {"drips": True, "body": b"x" * 1000}])
def test_a_slow_server_is_not_waited_for_for_ever(how: dict[str, Any], tmp_path: Path) -> None:
    with serving({"/": [page(**how)]}) as server:
        start = time.monotonic()
        done = get(server, "/", tmp_path, timeout=0.1, retries=1)
        assert time.monotonic() - start < 6
    assert "no answer in time" in done.problems[0].cause


class OneKnown(Resolver):
    """A resolver that takes one name for checked, and checks all others."""

    def addresses(self, host: str) -> tuple[str, ...]:
        return ("127.0.0.1",) if host == "skerrow.example" else super().addresses(host)


def test_a_redirect_to_a_private_address_is_refused_as_any(tmp_path: Path) -> None:
    with serving({}) as server:
        port = server.server_address[1]
        server.routes["/"] = [Reply(status=302, headers={"Location": f"http://127.0.0.1:{port}/secret"})]
        server.routes["/secret"] = [page()]
        visitor = Visitor(Manners(rate=1000), resolver=OneKnown(allow_private=False))
        with visitor, pytest.raises(Failure, match=r"127\.0\.0\.1 is not a public address"):
            visitor.get(f"http://skerrow.example:{port}/", accept="text/html", obey_robots=False)
        assert server.paths == ["/"]


def test_redirects_are_followed_and_the_file_keeps_its_name(tmp_path: Path) -> None:
    with serving({"/old": [Reply(status=301, headers={"Location": "new?x=1"})], "/new?x=1": [page()]}) as server:
        done = get(server, "/old", tmp_path)
    assert "-old-" in done.files[0].name


@pytest.mark.parametrize(
    ("robots", "fetched"),
    [
        (Reply(b"User-agent: *\nDisallow: /jobs/", kind="text/plain"), False),
        (Reply(b"User-agent: rolegraph\nDisallow: /", kind="text/plain"), False),
        (Reply(b"User-agent: *\nDisallow: /*/keeper$", kind="text/plain"), False),  # wildcards of RFC 9309
        (Reply(b"User-agent: *\nDisallow: /\n\nUser-agent: rolegraph\nAllow: /", kind="text/plain"), True),
        (Reply(b"User-agent: *\nDisallow: /private", kind="text/plain"), True),
        (Reply(b"\xff\xfe\x00 not a robots file", kind="text/plain"), True),
        (Reply(status=404), True),  # no file, no rules
        (Reply(status=403), True),
        (Reply(status=500), False),  # a server in trouble is left alone
        (Reply(bytes(600_000), kind="text/plain"), False),
    ],
)
def test_robots_are_obeyed(robots: Reply, fetched: bool, tmp_path: Path) -> None:
    with serving({ROBOTS: [robots], "/jobs/keeper": [page()]}) as server:
        done = get(server, "/jobs/keeper", tmp_path, retries=0)
        assert ("/jobs/keeper" in server.paths) is fetched
    assert bool(done.files) is fetched
    assert fetched or "robots.txt" in done.problems[0].cause


def test_a_redirect_is_asked_about_at_robots_too(tmp_path: Path) -> None:
    routes = {
        ROBOTS: [Reply(b"User-agent: *\nDisallow: /hidden", kind="text/plain")],
        "/": [Reply(status=302, headers={"Location": "/hidden"})],
        "/hidden": [page()],
    }
    with serving(routes) as server:
        assert "robots.txt" in get(server, "/", tmp_path).problems[0].cause
        assert "/hidden" not in server.paths


@pytest.mark.parametrize("delay", ["nan", "-5", "x", ""])
def test_a_crawl_delay_that_is_none_counts_as_none(delay: str, tmp_path: Path) -> None:
    robots = Reply(f"User-agent: *\nCrawl-delay: {delay}".encode(), kind="text/plain")
    with serving({ROBOTS: [robots], **{f"/{n}": [page()] for n in range(3)}}) as server:
        start = time.monotonic()
        rolegraph.fetch(*(f"{server.url}/{n}" for n in range(3)), out=tmp_path, allow_private=True, rate=20)
    assert 3 / 20 <= time.monotonic() - start < 5


def test_a_crawl_delay_is_kept(tmp_path: Path) -> None:
    robots = Reply(b"User-agent: *\nCrawl-delay: 0.3", kind="text/plain")
    with serving({ROBOTS: [robots], "/1": [page()], "/2": [page()]}) as server:
        start = time.monotonic()
        rolegraph.fetch(f"{server.url}/1", f"{server.url}/2", out=tmp_path, allow_private=True, rate=1000)
    assert time.monotonic() - start >= 0.3


@pytest.mark.parametrize(
    ("reply", "title"),
    [
        # only the header tells the encoding
        (page(body="<h1>Köchin</h1>".encode("latin-1"), kind="text/html; charset=ISO-8859-1"), "Köchin"),
        (page(body="<h1>Повар</h1>".encode("cp1251"), kind="text/html; charset=windows-1251"), "Повар"),
        (page(body="<h1>Köchin</h1>".encode(), kind="text/html; charset=UTF-8"), "Köchin"),
        # the header is wrong, or no encoding at all
        (page(body="<h1>Köchin</h1>".encode(), kind="text/html; charset=punycode"), "Köchin"),
        (page(body=gzip.compress("<h1>Köchin</h1>".encode()), headers={"Content-Encoding": "gzip"}), "Köchin"),
    ],
)
def test_the_encoding_of_a_page_is_kept(reply: Reply, title: str, tmp_path: Path) -> None:
    with serving({"/": [reply]}) as server:
        (file,) = get(server, "/", tmp_path).files
    assert titles(file) == [title]


def test_a_bad_target_does_not_stop_the_others(tmp_path: Path) -> None:
    with serving({"/": [page()]}) as server:
        targets = ["https://user:secret@a.example/", f"{server.url}/missing", f"{server.url}/"]
        done = rolegraph.fetch(*targets, out=tmp_path, allow_private=True, rate=1000)
    assert len(done.files) == 1
    assert [problem.source for problem in done.problems] == ["https://a.example/", f"{server.url}/missing"]


def test_cookies_are_not_kept(tmp_path: Path) -> None:
    with serving({"/1": [page(headers={"Set-Cookie": "seen=1; Path=/"})], "/2": [page()]}) as server:
        rolegraph.fetch(f"{server.url}/1", f"{server.url}/2", out=tmp_path, allow_private=True, rate=1000)
        assert all("cookie" not in headers for _, headers in server.asked)


def test_a_url_is_the_same_without_its_fragment() -> None:
    assert str(checked_url("https://A.example/x#y")) == "https://a.example/x"
