"""What others wrote reads what we write and serve: Apache Jena, Comunica, SPARQLWrapper, rdflib, pandas, networkx."""

import io
import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, SPARQLWrapper

import rolegraph
from rolegraph.resources import files
from rolegraph.stores.answers import Solutions, write
from rolegraph.stores.library import named_queries
from rolegraph.stores.querying import query
from rolegraph.stores.reading import read_rdf
from rolegraph.stores.store import MemoryStore
from rolegraph.validation import SH, validate
from rolegraph.vocabulary import RDF, Quad

from ..conftest import CHECKOUT, miss
from .conftest import SAMPLE, SAMPLE_GRAPH, alike, ask, ours
from .starting import Missing, Server, comunica, jena

WRITTEN = ("turtle", "trig", "n-triples", "n-quads", "json-ld", "rdf-xml")
SHAPES = CHECKOUT / "tests" / "samples" / "shapes"
QUERY = next(named for named in named_queries() if named.name == "who-reports-to-whom").text


def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, **options)  # type: ignore[call-overload,no-any-return]


def java(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a class of Jena's."""
    try:
        return run(jena(*arguments))
    except Missing as missing:
        miss(str(missing))
        raise


@pytest.fixture(scope="module")
def built() -> rolegraph.RoleGraph:
    """The postings of examples/ and of the tests."""
    return rolegraph.build(CHECKOUT / "examples", CHECKOUT / "tests" / "samples" / "postings")


def test_jena_parses_every_rdf_file_without_a_warning(built: rolegraph.RoleGraph, tmp_path: Path) -> None:
    endings = {"turtle": "ttl", "n-triples": "nt", "n-quads": "nq", "json-ld": "jsonld", "rdf-xml": "rdf"}
    paths = [tmp_path / f"graph.{endings.get(name, name)}" for name in WRITTEN]
    for name, path in zip(WRITTEN, paths, strict=True):
        built.save(path, format=name)
    no_day = '"2026-02-30"^^<http://www.w3.org/2001/XMLSchema#date>'
    (tmp_path / "bad.ttl").write_text(f"<http://a.example/> <http://a.example/p> {no_day} .")
    checked = java("riotcmd.riot", "--validate", "--verbose", *map(str, paths))
    assert checked.returncode == 0, checked.stderr
    assert not re.search(r"\b(WARN|ERROR|FATAL)\b", checked.stdout + checked.stderr)
    bad = java("riotcmd.riot", "--validate", str(tmp_path / "bad.ttl"))
    assert "WARN" in bad.stdout + bad.stderr, "it does say what is odd"
    # and it reads the same number of statements
    for name, path in zip(WRITTEN, paths, strict=True):
        counted = java("riotcmd.riot", "--count", str(path))
        said = re.search(r"(?:Triples|Quads) = ([\d,]+)", counted.stdout + counted.stderr)
        assert said, counted.stdout + counted.stderr
        named = name in ("trig", "n-quads", "json-ld")
        assert int(said[1].replace(",", "")) == len(built.quads if named else {quad[:3] for quad in built.quads})


@pytest.mark.parametrize("folder", sorted(path.name for path in SHAPES.iterdir()))
def test_jena_finds_what_our_report_says(folder: str, tmp_path: Path) -> None:
    quads = [quad for path in sorted((SHAPES / folder).glob("*.ttl")) for quad in sample(path)]
    data, shapes = tmp_path / "data.nt", tmp_path / "shapes.ttl"
    data.write_text("".join(f"{s} {p} {o} .\n" for s, p, o, _ in sorted(set(quads))), encoding="utf-8")
    shapes.write_text("".join(path.read_text(encoding="utf-8") for path in files("shapes", ".ttl")), encoding="utf-8")
    done = java("shacl.shacl", "validate", "--shapes", str(shapes), "--data", str(data))
    assert done.returncode == 0, done.stderr
    said = {quad[:2]: quad[2] for quad in read(done.stdout.encode())}
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
    assert mine == theirs


RESULT = SH.ValidationResult
NAMES = (SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent, SH.resultSeverity)


def sample(path: Path) -> list[Quad]:
    """Return a sample with its own nodes named for it, so that those of several stay apart."""
    own = f"<http://example.org/{path.stem}/"
    quads = read(path.read_bytes())
    return [(s.replace(OLD, own), p.replace(OLD, own), o.replace(OLD, own), "") for s, p, o, _ in quads]


OLD = "<http://example.org/"


def read(turtle: bytes) -> list[Quad]:
    parsed = parse(turtle, format=RdfFormat.TURTLE)
    return [(str(quad.subject), str(quad.predicate), str(quad.object), "") for quad in parsed]


def plain(term: str) -> str:
    """Return a term; blank nodes have no name that two programs share."""
    return "_:" if term.startswith("_:") else term


def test_comunica_queries_a_loaded_database(sampled: Server) -> None:
    text = QUERY.replace("WHERE {", f"FROM <{SAMPLE_GRAPH}> WHERE {{", 1)
    try:
        done = run(comunica(f"sparql@{sampled.query}", text, "-t", "application/sparql-results+json"))
    except Missing as missing:
        miss(str(missing))
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    names = document["head"]["vars"]
    rows = [{name: term["value"] for name, term in row.items()} for row in document["results"]["bindings"]]
    assert sorted(tuple(alike(row.get(name, "")) for name in sorted(names)) for row in rows) == expected(sorted(names))


def expected(names: list[str]) -> list[tuple[str, ...]]:
    """Our own answer, its columns in the order of names."""
    answer = query(
        MemoryStore(read_rdf(SAMPLE.read_bytes(), syntax="trig", source="sample.trig")), QUERY, parameters={}
    )
    assert isinstance(answer, Solutions)
    places = [answer.variables.index(name) for name in names]
    return sorted(tuple(row[place] for place in places) for row in ours(answer))


def test_sparqlwrapper_queries_a_loaded_database(sampled: Server) -> None:
    wrapper = SPARQLWrapper(sampled.query, defaultGraph=SAMPLE_GRAPH)
    wrapper.setQuery(QUERY)
    wrapper.setMethod(POST)
    wrapper.setReturnFormat(JSON)
    document: Any = wrapper.query().convert()
    names = sorted(document["head"]["vars"])
    rows = document["results"]["bindings"]
    assert sorted(tuple(alike(row[n]["value"]) if n in row else "" for n in names) for row in rows) == expected(names)


def test_rdflib_queries_a_loaded_database(sampled: Server) -> None:
    # a form, since Virtuoso never answers a bare body of application/sparql-query
    store = SPARQLStore(sampled.query, returnFormat="json", method="POST_FORM")
    graph = rdflib.Graph(store, identifier=rdflib.URIRef(SAMPLE_GRAPH))
    names = sorted({"title", "superior", "kind", "employer"})
    found = sorted(tuple(alike(str(row[n] or "")) for n in names) for row in graph.query(QUERY))  # type: ignore[index,call-overload]
    assert found == expected(names)
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
