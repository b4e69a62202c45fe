"""A real Neo4j: a thousand postings sent and counted, loaded again, replaced, imported, asked; and its refusals."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ladybug
import neo4j as driver
import pytest

from rolegraph.errors import StoreError, UsageError
from rolegraph.exports.property_graph import PropertyGraph, property_graph
from rolegraph.graph import RoleGraph
from rolegraph.loading import LoadOptions, Login, open_target, send
from rolegraph.stores.answers import Solutions
from rolegraph.vocabulary import ORG, RDF, SKOS, Quad, literal

from ..conftest import miss
from ..exports.test_property_graph import tortured
from . import neo4j_server
from .conftest import Corpus, of_postings
from .fetching import Missing, fetch_neo4j

pytestmark = pytest.mark.servers

Ask = Callable[[str], list[tuple[Any, ...]]]

# everybody above a post, over any number of lines of the hierarchy
CHAIN = """
MATCH (p:Post)-[:REPORTS_TO* {hierarchy: true}]->(s:Post) RETURN DISTINCT p.id, s.id ORDER BY p.id, s.id
"""
CHAIN_IN_LADYBUG = """
MATCH (p:Post)-[r:REPORTS_TO* ACYCLIC 1..12 (l, n | WHERE l.hierarchy)]->(s:Post)
RETURN DISTINCT p.id AS low, s.id AS high ORDER BY low, high
"""
CHAIN_IN_SPARQL = """
SELECT DISTINCT ?p ?s { ?p a org:Post . ?p org:reportsTo+ ?s . ?s a org:Post } ORDER BY STR(?p) STR(?s)
"""


@pytest.fixture(scope="session")
def jars() -> None:
    try:
        fetch_neo4j()
    except Missing as missing:
        miss(str(missing))


@pytest.fixture(scope="module")
def server(jars: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with neo4j_server.neo4j(tmp_path_factory.mktemp("neo4j") / "home") as url:
        yield url


@pytest.fixture(scope="module")
def thousand(corpus: Corpus) -> RoleGraph:
    """What the SPARQL servers are loaded with, too."""
    return RoleGraph(corpus.quads)


@pytest.fixture(scope="module")
def hundred(corpus: Corpus) -> RoleGraph:
    """Fewer of them, for what goes statement by statement, with the most awkward texts."""
    return RoleGraph(tuple(sorted({*of_postings(corpus.quads, 100), *tortured()})))


def asking(url: str) -> Ask:
    def ask(query: str) -> list[tuple[Any, ...]]:
        with driver.GraphDatabase.driver(url) as opened:
            return [tuple(record.values()) for record in opened.execute_query(query).records]

    return ask


def asking_ladybug(path: Path) -> Ask:
    def ask(query: str) -> list[tuple[Any, ...]]:
        with ladybug.Database(str(path)) as database, ladybug.Connection(database) as connection:
            answer = connection.execute(query)
            assert isinstance(answer, ladybug.QueryResult)
            return [tuple(row) for row in answer.get_all()]

    return ask


def emptied(url: str) -> str:
    asking(url)("MATCH (n) DETACH DELETE n")
    return url


def load(quads: tuple[Quad, ...] | list[Quad], target: str, **options: Any) -> int:
    """Load, and return how many nodes and relationships were counted back."""
    chosen = LoadOptions(**options)
    connection = open_target(target, chosen)
    try:
        return sum(count.found for count in send(quads, connection, chosen).counts)
    finally:
        connection.close()


def assert_holds(ask: Ask, graph: PropertyGraph) -> None:
    """Check that a database holds a property graph, all of it and nothing else."""
    nodes = {id_: (labels, found) for id_, labels, found in ask("MATCH (n) RETURN n.id, labels(n), properties(n)")}
    assert nodes == {node.id: ([node.label], {"id": node.id, **node.properties}) for node in graph.nodes}
    edges = ask("MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)")
    expected = [(edge.type, edge.start, edge.end, edge.properties) for edge in graph.edges]
    assert sorted(edges, key=repr_of) == sorted(expected, key=repr_of)


def repr_of(edge: tuple[Any, ...]) -> str:
    return repr((*edge[:3], sorted(edge[3].items())))


def test_a_thousand_postings_are_sent_and_found(server: str, thousand: RoleGraph, tmp_path: Path) -> None:
    graph = thousand.properties()
    url = emptied(server)
    size = len(graph.nodes) + len(graph.edges)
    assert len(graph.postings) >= 950
    assert load(thousand.quads, url) == size
    assert_holds(asking(url), graph)
    # a second time takes back what was said and says it again
    assert load(thousand.quads, url) == size
    assert asking(url)("MATCH (n) RETURN count(n)") == [(len(graph.nodes),)]
    assert asking(url)("MATCH ()-[r]->() RETURN count(r)") == [(len(graph.edges),)]
    # who is above whom: the same in Cypher twice and in SPARQL
    answer = thousand.query(CHAIN_IN_SPARQL)
    assert isinstance(answer, Solutions)
    in_sparql = [tuple(row) for row in answer.values()]
    assert len(in_sparql) > 200
    assert asking(url)(CHAIN) == in_sparql
    path = tmp_path / "roles.lbug"
    assert load(thousand.quads, f"ladybug={path}") == size
    assert asking_ladybug(path)(CHAIN_IN_LADYBUG) == in_sparql


def test_the_importer_takes_the_files(jars: None, tmp_path: Path, hundred: RoleGraph) -> None:
    folder, home = tmp_path / "import", tmp_path / "home"
    hundred.save(folder, format="neo4j-admin")
    (command,) = re.findall(
        r"^neo4j-admin (?:.*\\\n)*.*$", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    said = neo4j_server.admin(home, *neo4j_server.shell_arguments(command), cwd=folder)
    graph = hundred.properties()
    assert f"{len(graph.nodes)} nodes" in said
    assert f"{len(graph.edges)} relationships" in said
    with neo4j_server.neo4j(home) as url:
        assert_holds(asking(url), graph)
        for statement in (folder / "constraints.cypher").read_text(encoding="utf-8").split(";\n")[:-1]:
            asking(url)(statement)
        assert len(asking(url)("SHOW CONSTRAINTS")) == len({node.label for node in graph.nodes})


def test_the_script_runs_and_runs_again(server: str, hundred: RoleGraph) -> None:
    script = hundred.render("cypher").decode()
    url = emptied(server)
    with driver.GraphDatabase.driver(url) as opened, opened.session() as session:
        for statement in script.split("\n"):
            if statement and not statement.startswith("//"):
                session.run(statement.removesuffix(";")).consume()
        for statement in script.split("\n")[-4:-1]:
            session.run(statement.removesuffix(";")).consume()
    assert_holds(asking(url), hundred.properties())


def test_hostile_texts_come_back_over_bolt(server: str) -> None:
    url = emptied(server)
    load(tortured(), url)
    assert_holds(asking(url), property_graph(tortured()))


POSTING, OTHER = "<https://example.org/posting>", "<https://example.org/other>"
BAKER, HEAD, OVENS = (f"<https://example.org/{name}>" for name in ("baker", "head", "ovens"))


def line(low: str, high: str, posting: str) -> list[Quad]:
    return [
        *((post, RDF.type, ORG.Post, posting) for post in (low, high)),
        (low, SKOS.prefLabel, literal("Baker"), posting),
        (low, ORG.reportsTo, high, posting),
        (posting, "<https://w3id.org/rolegraph#advertises>", low, posting),
        (posting, RDF.type, "<https://schema.org/JobPosting>", posting),
    ]


@pytest.mark.parametrize(
    ("again", "options", "expected"),
    [
        # the posting built again names another head: the old line and the old head are gone
        (line(BAKER, OVENS, POSTING), {}, {("baker", "ovens")}),
        # the same again
        (line(BAKER, HEAD, POSTING), {}, {("baker", "head")}),
        # added to, where that is asked for
        (line(BAKER, OVENS, POSTING), {"replace": False}, {("baker", "head"), ("baker", "ovens")}),
        # another posting takes nothing back
        (line(BAKER, OVENS, OTHER), {}, {("baker", "head"), ("baker", "ovens")}),
    ],
)
@pytest.mark.parametrize("kind", ["neo4j", "ladybug"])
def test_a_posting_built_again_replaces_itself(
    kind: str, server: str, tmp_path: Path, again: list[Quad], options: Any, expected: set[tuple[str, str]]
) -> None:
    target = emptied(server) if kind == "neo4j" else f"ladybug={tmp_path / 'roles.lbug'}"
    load(line(BAKER, HEAD, POSTING), target)
    load(again, target, **options)
    lines = "MATCH (a:Post)-[:REPORTS_TO]->(b:Post) RETURN a.id, b.id"
    posts = "MATCH (n:Post) RETURN n.id"
    if kind == "neo4j":
        found, left = asking(target)(lines), asking(target)(posts)
    else:
        ask = asking_ladybug(tmp_path / "roles.lbug")
        found, left = ask(lines), ask(posts)
    assert {tuple(id_.rpartition("/")[2] for id_ in pair) for pair in found} == expected
    assert {id_.rpartition("/")[2] for (id_,) in left} == {name for pair in expected for name in pair}


def test_what_others_put_there_stays(server: str) -> None:
    ask = asking(emptied(server))
    load(line(BAKER, HEAD, POSTING), server)
    ask("MATCH (n:Post {id: 'https://example.org/head'}) CREATE (n)-[:LIKES]->(:Cake {name: 'Plum'})")
    load(line(BAKER, OVENS, POSTING), server)
    assert ask("MATCH (n:Post)-[:LIKES]->(c:Cake) RETURN n.id, c.name") == [("https://example.org/head", "Plum")]


def test_refusals_say_what_to_do(jars: None, tmp_path: Path) -> None:
    password = "corr3ct horse"
    with neo4j_server.neo4j(tmp_path / "home", password=password) as url:
        with pytest.raises(StoreError, match="refuses loading without a login: see --user"):
            load([], url)
        with pytest.raises(StoreError, match="refuses the login of neo4j") as refused:
            load([], url, login=Login("neo4j", "wrong secret"))
        assert "wrong secret" not in str(refused.value)
        with pytest.raises(StoreError, match="no database called nowhere"):
            load([], f"{url}/nowhere", login=Login("neo4j", password))
        assert load(line(BAKER, HEAD, POSTING), f"{url}/neo4j", login=Login("neo4j", password)) == 5
    with pytest.raises(StoreError, match="cannot be reached"):
        load([], url, timeout=2)


@pytest.mark.parametrize("address", ["neo4j://127.0.0.1:1/a/b", "bolt://127.0.0.1:1?x=1"])
def test_an_address_that_says_too_much_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="give scheme, host, port and database"):
        open_target(address)


def test_options_of_endpoints_are_refused() -> None:
    with pytest.raises(UsageError, match="--default-graph is for SPARQL endpoints"):
        open_target("neo4j://127.0.0.1:1", LoadOptions(default_graph="https://example.org/g"))
