"""What becomes of a load when the database misbehaves: a clear line, bounded retries, nothing sent twice in vain.

The good ways are tested against real databases, in tests/servers.
"""

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from rolegraph.cli.program import run
from rolegraph.errors import StoreError, UsageError
from rolegraph.loading import Loaded, LoadOptions, Login, open_target, send
from rolegraph.vocabulary import Quad

from .misbehaving import Server, Trouble, serving

PAGE = b"<html><head><title>Welcome</title></head></html>"
QUADS: list[Quad] = [
    (f"<http://a.example/{number}>", "<http://a.example/p>", f'"{number}"', f"<http://g.example/{number % 3}>")
    for number in range(30)
]


def load(server: Server, quads: Sequence[Quad] = QUADS, **options: Any) -> Loaded:
    chosen = LoadOptions(**{"retry_wait": 0.001, "timeout": 5, **options})
    connection = open_target(f"{server.url}/", chosen)
    try:
        return send(quads, connection, chosen)
    finally:
        connection.close()


def test_a_load_that_goes_well_is_not_repeated() -> None:
    with serving() as server:
        assert load(server).sent == 30
        assert server.writes == ["PUT /store"] * 3
        again = load(server)
        assert (again.sent, again.there) == (0, 30)
        assert len(server.writes) == 3


REPEATED = [
    Trouble(status=503, times=2),
    Trouble(status=503, times=1, headers={"Retry-After": "0"}),
    Trouble(status=429, times=1, headers={"Retry-After": "Tue, 03 Nov 2020 08:00:00 GMT"}),  # long past
    Trouble(status=500, times=3),  # as often as is tried again
    Trouble(status=0, times=1),  # hung up
    Trouble(status=0, times=1, takes=True),  # hung up after it was taken
    Trouble(status=200, body=b'{"count": 1', kind="application/json", missing=9, times=1),  # cut
    Trouble(path="/query", status=503, times=1),  # on opening
    Trouble(path="/query", status=503, times=1, after=1),  # on asking for marks
    Trouble(path="/query", status=0, times=1, after=3),  # on counting back
    Trouble(path="/query", body=b'{"results": {"bin', kind="application/sparql-results+json", times=1, after=1),
]


@pytest.mark.parametrize("trouble", REPEATED, ids=lambda one: f"{one.path}-{one.status}-{one.after}")
def test_what_may_pass_is_tried_again(trouble: Trouble) -> None:
    with serving(trouble) as server:
        assert load(server).sent == 30
        assert sum(len(lines) for lines in server.graphs.values()) == 33  # with a mark each


REFUSED = [
    # what the server does, what the message says, how many uploads it was sent
    (Trouble(path="/query", status=401), "asks for a name and password: see --user (HTTP 401)", 0),
    (Trouble(status=403), "does not allow that: name a user who may write there with --user (HTTP 403)", 1),
    (Trouble(status=404), "has nothing there: is the address right? (HTTP 404)", 1),
    (Trouble(status=413), "takes no request of that size: lower --batch-bytes (HTTP 413)", 1),
    (Trouble(status=415), "does not take that format: try --protocol update (HTTP 415)", 1),
    (Trouble(status=429), "is asked too often (HTTP 429)", 4),
    (Trouble(status=500, body=b"Disk full\nat line 7"), "failed: Disk full (HTTP 500)", 4),
    (Trouble(status=500, body=PAGE, kind="text/html"), "failed: Welcome (HTTP 500)", 4),
    (Trouble(status=503, headers={"Retry-After": "9000"}), "it asks to come back in 9000 seconds", 1),
    (
        Trouble(status=307, headers={"Location": "http://me:secret@b.example/x?key=1"}),
        "name that one, http://b.example/x",
        1,
    ),
    (Trouble(status=0), "the connection broke off", 4),
    (Trouble(status=200, body=PAGE, kind="text/html"), "answers with a web page where a database says what it did", 1),
    (Trouble(path="/query", body=PAGE, kind="text/html"), "answers with a web page where a SPARQL endpoint answers", 0),
    (Trouble(path="/query", body=b"[]", kind="application/json"), "answers, but with no results of a query", 0),
    (
        Trouble(path="/query", body=b'{"results": {"bin', kind="application/sparql-results+json", after=1),
        "the answer breaks off in the middle",
        0,
    ),
    (Trouble(path="/query", body=b'{"results": {}}', kind="application/json", after=1), "holds no rows", 0),
]


@pytest.mark.parametrize(("trouble", "message", "uploads"), REFUSED, ids=lambda one: str(one)[:60])
def test_what_does_not_pass_is_told(trouble: Trouble, message: str, uploads: int) -> None:
    with serving(trouble) as server:
        with pytest.raises(StoreError) as caught:
            load(server)
        assert message in str(caught.value)
        assert "secret" not in str(caught.value)
        assert len(server.writes) == uploads


def test_a_password_that_is_refused_is_tried_once() -> None:
    trouble = Trouble(path="/query", status=401, headers={"WWW-Authenticate": 'Basic realm="roles"'})
    with serving(trouble) as server:
        with pytest.raises(StoreError, match="refuses the name or password") as caught:
            load(server, login=Login("keeper", "open sesame"))
        assert len(server.asked) == 2
        assert "authorization" not in server.asked[0][2]
        assert server.asked[1][2]["authorization"].startswith("Basic ")
    assert (
        "sesame" not in f"{caught.value!r} {caught.value.__cause__!r} {LoadOptions(login=Login('keeper', 'sesame'))!r}"
    )


def test_blank_nodes_that_are_added_are_not_sent_twice() -> None:
    blank: list[Quad] = [("_:a", "<http://a.example/p>", '"1"', "<http://g.example/1>")]
    with serving(Trouble(status=0, times=1, takes=True)) as server:
        with pytest.raises(StoreError, match="broke off"):
            load(server, blank, replace=False)
        assert server.writes == ["POST /store"]
    with serving(Trouble(status=0, times=1, takes=True)) as server:
        load(server, blank)  # what replaces can be sent again
        assert server.writes == ["PUT /store", "PUT /store"]


def test_a_run_that_was_cut_goes_on() -> None:
    with serving(Trouble(status=404, after=4)) as server:
        with pytest.raises(StoreError, match="HTTP 404"):
            load(server, batch_bytes=300)  # two pieces a graph
        assert server.writes == ["PUT /store", "POST /store", "PUT /store", "POST /store", "PUT /store"]
        server.troubles.clear()
        server.asked.clear()
        done = load(server, batch_bytes=300)
        assert server.writes == ["PUT /store", "POST /store"]
        assert (done.sent, done.there) == (10, 20)


def test_half_a_graph_is_finished_and_a_changed_one_replaced() -> None:
    with serving(Trouble(status=404, after=1)) as server:
        with pytest.raises(StoreError):
            load(server, batch_bytes=300)
        server.troubles.clear()
        load(server, batch_bytes=300)
        assert server.writes[2:] == ["POST /store", "PUT /store", "POST /store", "PUT /store", "POST /store"]
        server.asked.clear()
        changed = [(s, p, o.replace('"3"', '"drei"'), g) for s, p, o, g in QUADS]
        load(server, changed, batch_bytes=300)
        assert server.writes == ["PUT /store", "POST /store"]
        server.asked.clear()
        server.graphs["<http://g.example/1>"].pop()  # by somebody else
        load(server, changed, batch_bytes=300)
        assert server.writes[0] == "PUT /store"


def test_without_marks_everything_is_sent_each_time() -> None:
    with serving() as server:
        for _ in range(2):
            load(server, marks=False)
        assert server.writes == ["PUT /store"] * 6
        assert sum(len(lines) for lines in server.graphs.values()) == 30


def test_what_got_lost_is_found_and_named() -> None:
    with serving() as server:
        server.loses = 2
        with pytest.raises(StoreError) as caught:
            load(server)
    told = str(caught.value)
    assert "the target does not hold the triples that were sent: http://g.example/0: 10 sent, 8 found" in told
    assert "http://g.example/2" in told


def test_a_target_that_is_down() -> None:
    with serving() as server:
        url = server.url
    with pytest.raises(StoreError, match=r"cannot be reached: .*refused; is it up, and is the address right"):
        open_target(url)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("", "is no target: give a URL"),
        ("somewhere", "is no target: give a URL"),
        ("ftp://a.example/", "is no target: give a URL"),
        ("virtuoso=", "is no target"),
        ("virtuoso=a.example", "give a URL that begins with http:// or https://"),
        (
            "http://me:secret@a.example/x",
            "http://a.example/x: the URL holds a name or password: leave",
        ),
        ("oxigraph=http://me:se@cret@a.example", "http://a.example: the URL holds a name or password"),
        ("http://a.example:99999/", "is no URL"),
        ("http:///roles", "give a URL that begins with"),
    ],
)
def test_what_is_no_target(target: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_target(target)
    assert message in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("iri", ["roles", "http://a b", "http://a>"])
@pytest.mark.parametrize("option", ["graph", "default_graph"])
def test_what_is_no_graph(option: str, iri: str) -> None:
    with serving() as server, pytest.raises(UsageError, match="give an absolute IRI"):
        load(server, QUADS, **{option: iri})


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Runs `rolegraph load` on a small graph, with a home of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "graph.nq").write_text("".join(f"{' '.join(quad)} .\n" for quad in QUADS))

    def start(*arguments: str) -> tuple[int, str]:
        code = run(["load", *arguments])
        return code, capsys.readouterr().err

    return start


@pytest.mark.parametrize("way", ["environment", "file", "netrc"])
def test_where_the_password_comes_from(
    way: str, command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = Trouble(path="/query", status=401, headers={"WWW-Authenticate": "Basic"}, times=1)
    arguments = ["--user", "keeper"]
    if way == "environment":
        monkeypatch.setenv("ROLEGRAPH_PASSWORD", "sesame")
    elif way == "file":
        (tmp_path / "password").write_text("sesame\n")
        arguments += ["--password-file", "password"]
    else:
        arguments = []
        netrc = tmp_path / ".netrc"
        netrc.write_text("machine 127.0.0.1 login keeper password sesame\n")
        netrc.chmod(stat.S_IRUSR)
    with serving(trouble) as server:
        code, said = command("graph.nq", server.url, *arguments, "-v")
        assert code == 0, said
        assert server.asked[1][2]["authorization"] == "Basic a2VlcGVyOnNlc2FtZQ=="
    assert "sesame" not in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--user", "keeper"], "no password for keeper: set ROLEGRAPH_PASSWORD, or name a --password-file"),
        (["--password-file", "graph.nq"], "whose password is that?"),
        (["--user", "keeper", "--password-file", "missing"], "missing: No such file or directory"),
        (["--batch-bytes", "-1"], "batch_bytes -1: give a number of at least 0"),
        (["--timeout", "0"], "timeout 0.0: give a number above 0"),
    ],
)
def test_usage(arguments: list[str], message: str, command: Callable[..., Any]) -> None:
    with serving() as server:
        code, said = command("graph.nq", server.url, *arguments)
        assert (code, server.asked) == (2, [])
    assert message in said


def test_the_exit_codes(command: Callable[..., Any], tmp_path: Path) -> None:
    with serving() as server:
        code, said = command("graph.nq", server.url)
        assert (code, said) == (0, f"30 triples in 3 graphs, counted back -> {server.url}\n")
        (tmp_path / "broken.ttl").write_text("<a> <b> ")
        assert command("graph.nq", "broken.ttl", server.url)[0] == 3
        server.loses = 1
        code, said = command("graph.nq", server.url, "--graph", "http://g.example/all")
        assert code == 4
        assert said.startswith(
            "error: the target does not hold the triples that were sent: http://g.example/all: 30 sent"
        )
    code, said = command("graph.nq", server.url)
    assert code == 4
    assert said.count("\n") == 1
    assert command()[0] == 2


def test_certificates_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ssl
    import subprocess

    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run(
        [*made, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    with serving() as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        url = server.url.replace("http", "https")
        with pytest.raises(StoreError, match=r"its certificate does not hold: .*SSL_CERT_FILE"):
            open_target(url)
        monkeypatch.setitem(os.environ, "SSL_CERT_FILE", str(certificate))
        open_target(url).close()
