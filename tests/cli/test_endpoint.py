"""`query --endpoint` and `update --endpoint` as a user meets them: what is refused, said, and shown on a terminal."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..endpoints.serving import Says, serving
from ..endpoints.test_remote import results

ROWS = results({"type": "literal", "value": "Clerk\x1b[2J"}, {"type": "uri", "value": "http://a.example/x"})
TEXT = "PREFIX a: <http://a.example/> SELECT ?a { ?a ?b ?c }"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("graph.ttl", "--endpoint", "http://127.0.0.1:9/"), "leave out --endpoint or graph.ttl"),
        (("--store", "jobs", "--endpoint", "http://127.0.0.1:9/"), "leave out --endpoint or --store jobs"),
        (("--as-of", "2026", "--endpoint", "http://127.0.0.1:9/"), "leave out --endpoint or --as-of"),
        (("--token-env", "NO_SUCH", "--endpoint", "http://127.0.0.1:9/"), "environment variable is not set"),
        (("graph.ttl", "--token-env", "HOME"), "--token-env is for an endpoint"),
        (("graph.ttl", "--max-bytes", "9"), "--max-bytes is for an endpoint"),
        (("--endpoint", "http://me:secret@127.0.0.1:9/"), "the URL holds a name or password"),
        (("--endpoint", "http://127.0.0.1:9/", "--user", "me"), "no password for me"),
        (("--endpoint", "ftp://127.0.0.1/"), "give a URL that begins with http"),
        (("--endpoint", "http://127.0.0.1:9/", "--param", "nobody=1"), "the query has no variable ?nobody"),
    ],
)
def test_one_source_is_asked(options: tuple[str, ...], message: str, call: Callable[..., Any]) -> None:
    done = call("query", "roles", *options)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "secret" not in done.err


def test_an_answer_in_every_format(call: Callable[..., Any], tmp_path: Path) -> None:
    with serving(Says(ROWS)) as server:
        table = call("query", TEXT, "--endpoint", server.url)
        assert (table.code, table.err) == (0, "")
        assert table.out == "a\n--------------\nClerk\\u001b[2J\na:x\n"
        found = call("query", TEXT, "--endpoint", server.url, "--format", "json").out
        assert json.loads(found) == json.loads(ROWS)
        out = tmp_path / "rows.csv"
        assert call("query", TEXT, "--endpoint", server.url, "-o", str(out)).out == ""
        assert out.read_bytes() == b"a\r\nClerk\x1b[2J\r\nhttp://a.example/x\r\n"


def test_what_is_found_shows_in_the_exit_code(call: Callable[..., Any]) -> None:
    with serving(Says()) as server:
        assert call("query", TEXT, "--endpoint", server.url, "--exit-status").code == 1
        assert call("query", TEXT, "--endpoint", server.url).code == 0


def test_a_bad_answer_leaves_nothing(call: Callable[..., Any], tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    with serving(Says(ROWS[:-20])) as server:
        done = call("query", TEXT, "--endpoint", server.url, "-o", str(out))
    assert (done.code, done.out, out.exists()) == (4, "", False)
    assert done.err.startswith(f"error: {server.url}: the answer breaks off in the middle")
    assert done.err.count("\n") == 1


def test_passwords_and_tokens(call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEGRAPH_USER", "keeper")
    monkeypatch.setenv("ROLEGRAPH_PASSWORD", "open sesame")
    monkeypatch.setenv("THE_TOKEN", "t0ken")
    with serving(Says(status=401, headers={"WWW-Authenticate": "Basic"})) as server:
        done = call("query", TEXT, "--endpoint", server.url)
        assert server.asked[-1].headers["authorization"].startswith("Basic ")
        told = call("query", TEXT, "--endpoint", server.url, "--token-env", "THE_TOKEN", "-v")
        assert server.asked[-1].headers["authorization"] == "Bearer t0ken"
    assert (done.code, told.code) == (4, 4)
    assert "refuses the name or password (HTTP 401)" in done.err
    assert "refuses the token (HTTP 401)" in told.err
    assert "sesame" not in done.err + told.err
    assert "t0ken" not in told.err


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "xml"])
def test_no_answer_steers_a_terminal(format: str, environment: dict[str, str], workspace: Path) -> None:
    rows = results({"type": "literal", "value": "\x1b]0;title\x07 \u202e \x9b2J"})
    with serving(Says(rows)) as server:
        line = ["query", TEXT, "--endpoint", server.url, "--format", format]
        assert not set("\x1b\x07\u202e\x9b") & set(on_terminal(line, environment, workspace))


def on_terminal(line: list[str], environment: dict[str, str], workspace: Path) -> str:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "rolegraph", *line]
    done = subprocess.Popen(command, stdout=slave, stderr=slave, cwd=workspace, env=environment)
    os.close(slave)
    pieces = []
    try:
        while piece := os.read(master, 4096):
            pieces.append(piece)
    except OSError:  # what a closed terminal reads as
        pass
    os.close(master)
    assert done.wait(60) == 0, pieces
    return b"".join(pieces).decode()


def test_an_update_is_sent_to_one_place(call: Callable[..., Any]) -> None:
    with serving(Says(b"", "text/plain", 204)) as server:
        done = call("update", "DROP GRAPH <urn:g>", "--endpoint", server.url)
        assert (done.code, done.err) == (0, f"done -> {server.url}\n")
        assert server.asked[-1].fields == {"update": ["DROP GRAPH <urn:g>"]}
        for options in ((), ("--store", "jobs", "--endpoint", server.url)):
            assert call("update", "DROP GRAPH <urn:g>", *options).code == 2
        assert len(server.asked) == 1
