"""What others wrote reads what we write and serve: Apache Jena, Comunica, SPARQLWrapper, rdflib, pandas, networkx."""

import io
import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, parse
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, SPARQLWrapper

import rolegraph
from rolegraph.resources import files
from rolegraph.stores.answers import Solutions, write
from rolegraph.stores.library import named_queries
from rolegraph.stores.querying import query
from rolegraph.stores.store import MemoryStore
from rolegraph.validation import SH, validate
from rolegraph.vocabulary import RDF, Quad

from ..conftest import CHECKOUT, miss
from ..exports.test_rdf import read_by_rdflib
from .conftest import SAMPLE_GRAPH, alike, ask, ours
from .fetching import COMUNICA, Missing
from .starting import Server, comunica, jena

ENDINGS = {
    **{"turtle": "ttl", "trig": "trig", "n-triples": "nt", "n-quads": "nq"},
    **{"json-ld": "jsonld", "rdf-xml": "rdf"},
}
SHAPES = CHECKOUT / "tests" / "samples" / "shapes"
QUERY = next(named for named in named_queries() if named.name == "who-reports-to-whom").text


def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, **options)  # type: ignore[call-overload,no-any-return]


def java(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a class of Jena's."""
    return run(found(jena, *arguments))


def found(program: Callable[..., list[str]], *arguments: str) -> list[str]:
    """Return the command that runs a program, where it is here."""
    try:
        return program(*arguments)
    except Missing as missing:
        miss(str(missing))
        raise


@pytest.fixture(scope="module")
def built() -> rolegraph.RoleGraph:
    """The postings of examples/ and of the tests."""
    return rolegraph.build(CHECKOUT / "examples", CHECKOUT / "tests" / "samples" / "postings")


@pytest.fixture(scope="module")
def paths(built: rolegraph.RoleGraph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same in every syntax of RDF, by its name."""
    folder = tmp_path_factory.mktemp("written")
    files = {name: folder / f"graph.{ending}" for name, ending in ENDINGS.items()}
    for name, path in files.items():
        built.save(path, format=name)
    return files


def said_by(built: rolegraph.RoleGraph, names: Collection[str]) -> "Counter[Quad]":
    """Return what files of these syntaxes say together; ours have no blank nodes, so equal means isomorphic."""
    union = {(*quad[:3], "") for quad in built.quads}
    return Counter(quad for name in names for quad in (built.quads if name in NAMED else union))


NAMED = ("trig", "n-quads", "json-ld")


def test_jena_parses_every_rdf_file_without_a_warning(
    built: rolegraph.RoleGraph, paths: dict[str, Path], tmp_path: Path
) -> None:
    done = java("riotcmd.riot", "--check", "--output=nquads", *map(str, paths.values()))
    assert (done.returncode, done.stderr) == (0, "")
    # its log stands between the statements
    told = [line for line in done.stdout.splitlines() if not line.startswith("<")]
    assert all(" INFO " in line for line in told), told
    assert Counter(read(re.sub("^[^<].*\n", "", done.stdout, flags=re.MULTILINE))) == said_by(built, paths)
    no_day = '"2026-02-30"^^<http://www.w3.org/2001/XMLSchema#date>'
    (tmp_path / "bad.ttl").write_text(f"<http://a.example/> <http://a.example/p> {no_day} .")
    bad = java("riotcmd.riot", "--check", "--output=nquads", str(tmp_path / "bad.ttl"))
    assert "WARN" in bad.stdout + bad.stderr, "it does say what is odd"


def test_n3_parses_what_it_knows(built: rolegraph.RoleGraph, paths: dict[str, Path]) -> None:
    known = [name for name in paths if name not in ("json-ld", "rdf-xml")]
    found(comunica)
    script = Path(__file__).parent / "comunica" / "n3.js"
    done = run(["node", str(script), str(COMUNICA), *(str(paths[name]) for name in known)])
    assert (done.returncode, done.stderr) == (0, "")
    assert Counter(read(done.stdout)) == said_by(built, known)


@pytest.mark.parametrize("name", ENDINGS)
def test_rdflib_parses_every_rdf_file(
    name: str,
    built: rolegraph.RoleGraph,
    paths: dict[str, Path],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # or it spells numbers and times in its own way
    assert Counter(read_by_rdflib(paths[name].read_bytes(), name)) == said_by(built, [name])
    assert not caplog.records


def test_jena_finds_what_our_report_says(tmp_path: Path) -> None:
    """All samples at once, each with nodes of its own: starting Java for each would take minutes."""
    quads = [quad for path in sorted(SHAPES.rglob("*.ttl")) for quad in own_nodes(path)]
    data, shapes = tmp_path / "data.nt", tmp_path / "shapes.ttl"
    data.write_text("".join(f"{s} {p} {o} .\n" for s, p, o, _ in sorted(set(quads))), encoding="utf-8")
    shapes.write_text("".join(path.read_text(encoding="utf-8") for path in files("shapes", ".ttl")), encoding="utf-8")
    done = java("shacl.shacl", "validate", "--shapes", str(shapes), "--data", str(data))
    assert done.returncode == 0, done.stderr
    said = {quad[:2]: quad[2] for quad in read(done.stdout, RdfFormat.TURTLE)}
    results = [subject for (subject, predicate), kind in said.items() if (predicate, kind) == (RDF.type, RESULT)]
    # a language that is not unique is no one value's fault (SHACL, 4.4.3), and Jena names one all the same
    shared_fault = "<http://www.w3.org/ns/shacl#UniqueLangConstraintComponent>"
    said.update({(one, SH.value): "" for one in results if said[one, SH.sourceConstraintComponent] == shared_fault})
    theirs = Counter(tuple(plain(said.get((result, name), "")) for name in NAMES) for result in results)
    mine = Counter(
        tuple(
            plain(term if isinstance(term, str) else "_:path")
            for term in (one.focus, one.path, one.value, one.component, one.severity)
        )
        for one in validate(quads, integrity=False).findings
    )
    assert len(mine) > 100
    assert mine == theirs


RESULT = SH.ValidationResult
NAMES = (SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent, SH.resultSeverity)


def own_nodes(path: Path) -> list[Quad]:
    """Return a sample with its nodes named for it, so that those of several stay apart."""
    own = f"{path.parent.name}-{path.stem}"
    quads = read(path.read_text(encoding="utf-8"), RdfFormat.TURTLE)
    return [(renamed(s, own), renamed(p, own), renamed(o, own), "") for s, p, o, _ in quads]


def renamed(term: str, own: str) -> str:
    if term.startswith("_:"):
        return f"_:{own}-{term[2:]}".replace(".", "-")
    return term.replace("<http://example.org/", f"<http://example.org/{own}/")


def read(text: str, syntax: RdfFormat = RdfFormat.N_QUADS) -> list[Quad]:
    parsed = parse(text.encode(), format=syntax)
    graphs = ((quad, quad.graph_name) for quad in parsed)
    return [(str(q.subject), str(q.predicate), str(q.object), "" if g == DEFAULT else str(g)) for q, g in graphs]


DEFAULT = DefaultGraph()


def plain(term: str) -> str:
    """Return a term; blank nodes have no name that two programs share."""
    return "_:" if term.startswith("_:") else term


def test_comunica_queries_a_loaded_database(sampled: Server, sample: MemoryStore) -> None:
    text = QUERY.replace("WHERE {", f"FROM <{SAMPLE_GRAPH}> WHERE {{", 1)
    done = run(found(comunica, f"sparql@{sampled.query}", text, "-t", "application/sparql-results+json"))
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    names = document["head"]["vars"]
    rows = [{name: term["value"] for name, term in row.items()} for row in document["results"]["bindings"]]
    assert sorted(tuple(alike(row.get(name, "")) for name in sorted(names)) for row in rows) == expected(
        sample, sorted(names)
    )


def expected(sample: MemoryStore, names: list[str]) -> list[tuple[str, ...]]:
    """Our own answer, its columns in the order of names."""
    answer = query(sample, QUERY, parameters={})
    assert isinstance(answer, Solutions)
    places = [answer.variables.index(name) for name in names]
    return sorted(tuple(row[place] for place in places) for row in ours(answer))


def test_sparqlwrapper_queries_a_loaded_database(sampled: Server, sample: MemoryStore) -> None:
    wrapper = SPARQLWrapper(sampled.query, defaultGraph=SAMPLE_GRAPH)
    wrapper.setQuery(QUERY)
    wrapper.setMethod(POST)
    wrapper.setTimeout(60)
    wrapper.setReturnFormat(JSON)
    document: Any = wrapper.query().convert()
    names = sorted(document["head"]["vars"])
    rows = document["results"]["bindings"]
    assert sorted(tuple(alike(row[n]["value"]) if n in row else "" for n in names) for row in rows) == expected(
        sample, names
    )


def test_rdflib_queries_a_loaded_database(sampled: Server, sample: MemoryStore) -> None:
    # a form, since Virtuoso never answers a bare body of application/sparql-query
    store = SPARQLStore(sampled.query, returnFormat="json", method="POST_FORM")
    graph = rdflib.Graph(store, identifier=rdflib.URIRef(SAMPLE_GRAPH))
    names = sorted({"title", "superior", "kind", "employer"})
    found = sorted(tuple(alike(str(row[n] or "")) for n in names) for row in graph.query(QUERY))  # type: ignore[index,call-overload]
    assert found == expected(sample, names)
    assert len(ask(sampled, f"SELECT * {{ GRAPH <{SAMPLE_GRAPH}> {{ ?s ?p ?o }} }}")) == len(graph)


def test_pandas_reads_our_answers(built: rolegraph.RoleGraph) -> None:
    answer = built.query("quotes")
    assert isinstance(answer, Solutions)
    for format, separator in (("csv", ","), ("tsv", "\t")):
        frame = pd.read_csv(io.StringIO(write(answer, format)), sep=separator, keep_default_na=False, dtype=str)
        assert len(frame) == len(answer.rows)
        assert [name.lstrip("?") for name in frame.columns] == list(answer.variables)
    frame = pd.read_csv(io.StringIO(write(answer, "csv")), keep_default_na=False, dtype=str)
    assert [tuple(row) for row in frame.itertuples(index=False)] == [
        tuple((text or "").replace("\r\n", "\n") for text in row) for row in answer.values()
    ]


def test_networkx_reads_our_graphs(built: rolegraph.RoleGraph) -> None:
    lines = built.reporting()
    for graph in (
        nx.read_graphml(io.BytesIO(built.render("graphml"))),
        nx.read_gexf(io.BytesIO(built.render("gexf"))),
        nx.node_link_graph(json.loads(built.render("node-link")), edges="edges"),
    ):
        assert set(graph.nodes) == set(lines.nodes)
        assert set(graph.edges()) == set(lines.edges())
