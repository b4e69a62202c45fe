"""`rolegraph query --endpoint` on real databases: the answers are those of our own engine, with every parameter."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from rolegraph.endpoints import RemoteEndpoint
from rolegraph.endpoints.addresses import Login
from rolegraph.errors import QueryError, StoreError
from rolegraph.stores.answers import Answer, Boolean, Solutions, Triples
from rolegraph.stores.library import NamedQuery, named_queries
from rolegraph.stores.querying import query
from rolegraph.stores.reading import read_rdf
from rolegraph.stores.store import MemoryStore

from ..conftest import miss
from . import starting
from .conftest import KINDS, SAMPLE, SAMPLE_GRAPH, command, environment, load, ours
from .fetching import Missing
from .starting import Server

STORE = MemoryStore(read_rdf(SAMPLE.read_bytes(), syntax="trig", source="sample.trig"))
QUERIES = named_queries()
EXACT = [
    ("SELECT * { ?line rg:superior ?p }", {"p": "<https://sample.example/nobody>"}),
    ("SELECT ?s ?label { ?s skos:prefLabel ?label FILTER(STRLEN(?label) > ?n) } ORDER BY ?s ?label", {"n": "20"}),
    ("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?type }", {"type": "org:Post"}),
    ("ASK { ?s a ?type }", {"type": "org:Post"}),
    ("ASK { ?s a ?type }", {"type": 'no "such" \\ type'}),
    ("CONSTRUCT WHERE { ?s org:reportsTo ?o }", {}),
    (
        "CONSTRUCT { ?s rg:rule ?text } WHERE { ?s org:reportsTo ?o }",
        {"text": 'a "b" \\u0022 \\ \u2028 日本 \U0001f469'},
    ),
]


@pytest.fixture(scope="module", params=KINDS)
def sampled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Each kind of database, holding nothing but the sample: what is asked here is asked of all its graphs."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(KINDS[request.param](tmp_path_factory.mktemp(request.param)))
        except Missing as missing:
            miss(str(missing))
            raise
        load(server, SAMPLE, options=("--graph", SAMPLE_GRAPH))
        yield server


def asked(server: Server, text: str, parameters: dict[str, str], **options: str) -> Answer:
    login = Login(server.user, server.password) if server.user and server.name != "virtuoso" else None
    remote = RemoteEndpoint(server.url, login)
    return remote.answer(remote.word(text, parameters=parameters))


@pytest.mark.parametrize("named", QUERIES, ids=[named.name for named in QUERIES])
def test_a_named_query_answers_as_it_does_here(sampled: Server, named: NamedQuery) -> None:
    for values in ({}, named.example):
        got = asked(sampled, named.name, values)
        wanted = query(STORE, named.text, parameters=values)
        assert isinstance(got, Solutions)
        assert isinstance(wanted, Solutions)
        assert got.variables == wanted.variables
        assert ours(got) == ours(wanted)


@pytest.mark.parametrize(("text", "parameters"), EXACT, ids=lambda one: str(one)[:40])
def test_every_form_of_query(sampled: Server, text: str, parameters: dict[str, str]) -> None:
    got, wanted = asked(sampled, text, parameters), query(STORE, text, parameters=parameters)
    if isinstance(wanted, Solutions):
        assert isinstance(got, Solutions)
        assert got.variables == wanted.variables
        assert ours(got) == ours(wanted)
    else:
        assert isinstance(wanted, Boolean | Triples)
        assert got == wanted


def test_the_command(sampled: Server, tmp_path: Path) -> None:
    for ending, begins in (("csv", "title,superior"), ("json", '{"head"'), ("xml", "<?xml")):
        out = tmp_path / f"answer.{ending}"
        line = command("query", "who-reports-to-whom", "--endpoint", sampled.url, "--limit", "2", "-o", out)
        done = subprocess.run(line, env=environment(sampled), capture_output=True, text=True, check=False, timeout=120)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert done.stderr == "only the first 2 are shown: there are more, which --limit leaves out\n"
        assert out.read_text(encoding="utf-8").startswith(begins)


def test_long_queries(sampled: Server) -> None:
    rows = " ".join(f'"{number:09}"' for number in range(2_000))
    got = asked(sampled, f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {rows} }} }}", {})
    assert ours(got) == [("2000",)]


@pytest.mark.parametrize("auth", ["basic", "digest"])
def test_passwords(start: Callable[..., Server], auth: str) -> None:
    server = start("fuseki", auth=auth)
    load(server, SAMPLE)
    assert asked(server, "ASK { ?s a org:Post }", {}) == Boolean(True)
    for login, told in ((None, "asks for a name and password"), (Login(server.user, "wrong"), "refuses the name or")):
        with pytest.raises(StoreError, match=told):
            RemoteEndpoint(server.url, login).query("ASK {}")


def test_an_update(start: Callable[..., Server]) -> None:
    server = start("oxigraph")
    remote = RemoteEndpoint(server.url)
    remote.update("INSERT DATA { GRAPH <urn:g> { rgc:director skos:note 'x' } }")
    assert remote.query("ASK { rgc:director skos:note 'x' }") == Boolean(True)
    assert remote.query("DESCRIBE rgc:director") == Triples(
        (
            (
                "<https://w3id.org/rolegraph/concept/director>",
                "<http://www.w3.org/2004/02/skos/core#note>",
                '"x"',
            ),
        )
    )


@contextmanager
def hurried(folder: Path) -> Iterator[Server]:
    """Run an Oxigraph that stops queries after a second: it answers 200 all the same, and breaks off."""
    with starting.oxigraph(folder, options=("--timeout-s", "1")) as server:
        yield server


def test_a_query_that_the_server_stops(tmp_path: Path) -> None:
    with hurried(tmp_path) as server:
        load(server, SAMPLE)
        runaway = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c = ?f && ?f = ?i && ?i = ?l) }"
        with pytest.raises(StoreError, match=r"in the middle.* It says: The SPARQL operation has been cancelled"):
            RemoteEndpoint(server.url).query(runaway, timeout=60)
        with pytest.raises(QueryError, match=r"took longer than 0.5 s"):
            RemoteEndpoint(server.url).query(runaway, timeout=0.5)
