"""Real databases: a thousand postings in each, counted, cut, finished, asked; every named query with one answer."""

import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import rolegraph
from rolegraph.endpoints.asking import Asker
from rolegraph.endpoints.dialects import DIALECTS
from rolegraph.errors import StoreError
from rolegraph.loading import LoadOptions, Login, open_target, send
from rolegraph.loading.endpoints import Endpoint, _probe
from rolegraph.stores.library import NamedQuery, named_queries
from rolegraph.stores.querying import query
from rolegraph.stores.store import MemoryStore
from rolegraph.vocabulary import PREFIXES, Quad

from ..conftest import CHECKOUT
from .conftest import FIRST, POSTINGS, SAMPLE_GRAPH, Corpus, ask, command, environment, load, ours
from .starting import Server

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
QUERIES = named_queries()


def triples(server: Server, graph: str = "") -> int:
    """Count what a database holds of our postings, but for our marks; a database of its own holds more."""
    pattern = f"GRAPH {graph or '?g'} {{ ?s ?p ?o }} FILTER(?p != rg:loadMark)"
    one = "" if graph else 'FILTER(STRSTARTS(STR(?g), "https://w3id.org/rolegraph/"))'
    return int(ask(server, f"{HEAD}SELECT (COUNT(*) AS ?n) {{ {pattern} {one} }}")[0][0].partition(".")[0])


@pytest.fixture(scope="session")
def loaded(server: Server, corpus: Corpus) -> Server:
    """A database that was loaded by a run that was killed, and by one that goes on where that was."""
    first = subprocess.Popen(command("load", corpus.first, server.url), env=environment(server), stderr=subprocess.PIPE)
    while first.poll() is None and len(marked(server, corpus)) < 20:
        pass
    first.kill()
    first.communicate(timeout=60)
    assert 20 <= len(marked(server, corpus)) < FIRST, "it was killed in the middle"
    told = load(server, corpus.file)
    assert f"{len(corpus.quads):,} triples in {POSTINGS:,} graphs, " in told
    assert " of them there already, counted back -> " in told
    return server


def marked(server: Server, corpus: Corpus) -> set[str]:
    """Return the graphs of the corpus that bear a mark; others of other tests may be there too."""
    rows = ask(server, f"{HEAD}SELECT ?g {{ GRAPH ?g {{ ?g rg:loadMark ?mark }} }} LIMIT 5000")
    return {f"<{graph}>" for (graph,) in rows} & corpus.sizes.keys()


def test_a_thousand_postings(loaded: Server, corpus: Corpus) -> None:
    assert len(corpus.sizes) == POSTINGS
    assert marked(loaded, corpus) == corpus.sizes.keys()
    # each graph has its triples and its mark
    rows = ask(loaded, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    held = {f"<{graph}>": float(number) for graph, number in rows}
    assert {graph: held[graph] - 1 for graph in corpus.sizes} == corpus.sizes
    options = LoadOptions(login=Login(loaded.user, loaded.password) if loaded.user else None)
    connection = open_target(loaded.url, options)
    again = send(corpus.quads, connection, options)
    connection.close()
    assert (again.sent, again.there) == (0, len(corpus.quads))


MOST = """SELECT ?{0} (COUNT(DISTINCT ?{1}) AS ?n) {{ ?low org:reportsTo+ ?high }}
GROUP BY ?{0} ORDER BY DESC(?n) ?{0} LIMIT 5"""
DEEPEST, WIDEST = MOST.format("low", "high"), MOST.format("high", "low")


def test_the_chain_of_command(loaded: Server, corpus: Corpus) -> None:
    ends = [(HEAD + DEEPEST, "<{}> org:reportsTo+ ?found"), (HEAD + WIDEST, "?found org:reportsTo+ <{}>")]
    for search, pattern in ends:
        for node, _ in ours(query(corpus.store, search, parameters={})):
            text = f"{HEAD}SELECT DISTINCT ?found {{ {pattern.format(node)} }}"
            expected = ours(query(corpus.store, text, parameters={}))
            assert expected
            assert ask(loaded, text, *loaded.union) == expected


@pytest.mark.parametrize("named", QUERIES, ids=[named.name for named in QUERIES])
def test_every_named_query(sampled: Server, sample: MemoryStore, named: NamedQuery) -> None:
    found = ask(sampled, named.text, ("default-graph-uri", SAMPLE_GRAPH))
    assert found == ours(query(sample, named.text, parameters={}))


HOSTILE: list[Quad] = [
    (f"<https://hostile.example/{number}>", "<https://hostile.example/p>", term, "<https://hostile.example/graph>")
    for number, term in enumerate(
        (
            r'"quote \" backslash \\ newline \n return \r tab \t"',
            r'"not an escape: \\u0041 \\n"',  # a backslash and what looks like one
            '"<b>\u00fc\u4e2d\U0001f600</b>} ; DROP ALL ; INSERT DATA { "',
            '"' + "long " * 400_000 + '"',
            '"-12.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
            '"2026-02-30"^^<http://www.w3.org/2001/XMLSchema#date>',  # no such day
            '"colour"@en-GB',
            "<https://hostile.example/a?b=c&d=%20#e'f>",
        )
    )
]


@pytest.mark.parametrize("protocol", ["gsp", "update"])
def test_hostile_texts_survive(server: Server, protocol: str) -> None:
    options = LoadOptions(protocol=protocol, login=Login(server.user, server.password) if server.user else None)
    connection = open_target(server.url, options)
    try:
        # a literal of 2 MB is too much for an SQL statement of Virtuoso, which an update becomes
        sent = [
            quad for quad in HOSTILE if not (server.name == "virtuoso" and protocol == "update" and len(quad[2]) > 9999)
        ]
        send([*sent, ("<https://hostile.example/old>", *sent[0][1:])], connection, options)
        send(sent, connection, options)
    finally:
        connection.close()
    text = "SELECT ?o { GRAPH <https://hostile.example/graph> { ?s <https://hostile.example/p> ?o } } ORDER BY ?s"
    store = MemoryStore(sent)
    assert ask(server, text) == ours(query(store, text, parameters={}))


def test_adding_and_the_default_graph(server: Server, tmp_path: Path) -> None:
    graph, other = "https://added.example/graph", "https://added.example/default"
    for number in range(2):
        (tmp_path / f"{number}.ttl").write_text(f"<https://a.example/{number}> a <https://a.example/thing> .")
        load(server, tmp_path / f"{number}.ttl", options=("--add", "--graph", graph))
        load(server, tmp_path / f"{number}.ttl", options=("--default-graph", other))
    assert triples(server, f"<{graph}>") == 2
    assert triples(server, f"<{other}>") == 1, "named graphs are replaced"
    load(server, tmp_path / "0.ttl", options=("--replace", "--graph", graph, "--no-marks"))
    assert ask(server, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}") == [("1",)]


def test_large_graphs_go_in_pieces(server: Server, tmp_path: Path) -> None:
    lines = (f'<https://a.example/{n}> <https://a.example/p> "{"x" * 100}" .\n' for n in range(30_000))
    (tmp_path / "large.nt").write_text("".join(lines))
    graph = "https://large.example/graph"
    told = load(server, tmp_path / "large.nt", options=("--graph", graph, "--batch-bytes", "2000000"))
    assert told.startswith("30,000 triples in 1 graph, counted back")
    assert triples(server, f"<{graph}>") == 30_000


def test_a_store_goes_in(server: Server, tmp_path: Path) -> None:
    with rolegraph.open_store(tmp_path / "jobs", write=True) as stored:
        stored.build(CHECKOUT / "examples", base="https://stored.example/")
        sizes = Counter(quad[3] for quad in stored.store.quads())
    told = load(server, "--store", tmp_path / "jobs")
    assert f"{sizes.total():,} triples in {len(sizes)} graphs, counted back" in told
    assert {graph: triples(server, graph) for graph in sizes} == sizes


def test_virtuoso_has_no_default_graph(start: Callable[..., Server], tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<https://a.example/> a <https://a.example/thing> .")
    server = start("virtuoso")
    options = LoadOptions(login=Login(server.user, server.password))
    for target in (server.url, f"{server.url}/sparql", f"{server.url}/sparql-graph-crud-auth"):
        connection = open_target(target, options)
        with pytest.raises(Exception, match="virtuoso has no default graph, and 1 triples are in none: name one with"):
            connection.plan([("<https://a.example/>", "<https://a.example/p>", '"1"', "")])
        connection.close()
    for bad in (LoadOptions(), LoadOptions(login=Login("dba", "wrong"))):
        with pytest.raises(StoreError, match=r"HTTP 40[13]") as caught:
            send(HOSTILE[:1], open_target(server.url, bad), bad)
        assert "wrong" not in str(caught.value)


@pytest.mark.parametrize("auth", ["basic", "digest"])
def test_fuseki_behind_a_password(auth: str, start: Callable[..., Server]) -> None:
    server = start("fuseki", auth=auth)
    right = LoadOptions(login=Login(server.user, server.password))
    for target in (server.url, f"fuseki={server.url}", f"{server.url}/query", f"sparql={server.url}/data"):
        connection = open_target(target, right)
        assert send(HOSTILE[:1], connection, right).counts[0].found == 1
        connection.close()
    for bad, message in (
        (LoadOptions(), "asks for a name and password"),
        (LoadOptions(login=Login("keeper", "x")), "refuses"),
    ):
        with pytest.raises(StoreError, match=message):
            open_target(server.url, bad)


def test_a_server_that_nobody_knows(start: Callable[..., Server]) -> None:
    """What Oxigraph offers is found by trying, too, when it does not say what it is."""
    server = start("oxigraph")
    for protocol in ("gsp", "update"):
        options = LoadOptions(protocol=protocol)
        asker = Asker(options.login, options.timeout)
        unknown = Endpoint(DIALECTS["sparql"], server.query, "", "")
        below = [f"{server.url}{place}" for place in ("", "/data", "/store", "/update")]
        found = _probe(unknown, below, below, asker, protocol)
        asker.close()
        place = found.store if protocol == "gsp" else found.update
        assert place == f"{server.url}/{'store' if protocol == 'gsp' else 'update'}"
