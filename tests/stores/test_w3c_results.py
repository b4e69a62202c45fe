"""The W3C tests of the SPARQL 1.1 result formats: each query through our engine and our writer, in every format.

The tests lie in ../shared/suites/rdf-tests. rdflib and Python's csv read what they expect and what we write:
each of the ten tests is held against its own format, and its rows against what we write of them in the others.
"""

import csv
import io
import json
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import RDF, BNode, Graph, Literal, Namespace
from rdflib.collection import Collection
from rdflib.query import Result
from rdflib.term import Node

from rolegraph.stores.answers import write
from rolegraph.stores.querying import query
from rolegraph.stores.reading import read_rdf
from rolegraph.stores.store import MemoryStore
from rolegraph.vocabulary import XSD

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
SUITE = Path(__file__).resolve().parents[3] / "shared" / "suites" / "rdf-tests" / "sparql" / "sparql11"
FORMATS = ("csv", "tsv", "json", "xml")
ENDINGS = {".csv": "csv", ".tsv": "tsv", ".srj": "json"}

# Oxigraph computes with numbers and keeps no spelling of them: a number of a derived type comes out as a plain integer,
# a double without its exponent. The values are the expected ones.
CHANGED_BY_ENGINE = {
    "tsv03": ("XMLSchema#negativeInteger", "XMLSchema#integer"),
    "csv03": ("1.0E6", "1000000"),
}

Rows = list[tuple[str, ...]]


class Case(NamedTuple):
    """A test of the suite."""

    name: str
    query: Path
    data: Path
    result: Path


def cases() -> list[Case]:
    found = []
    for folder in ("csv-tsv-res", "json-res"):
        file = SUITE / folder / "manifest.ttl"
        if not file.is_file():
            continue
        graph = Graph().parse(file, publicID=file.as_uri())
        entries = graph.value(graph.value(None, RDF.type, MF.Manifest), MF.entries)
        for test in Collection(graph, entries or RDF.nil):
            action = graph.value(test, MF.action)
            parts = (graph.value(action, QT.query), graph.value(action, QT.data), graph.value(test, MF.result))
            found.append(Case(str(test).rpartition("#")[2], *(file.parent / Path(str(part)).name for part in parts)))
    return found


CASES = cases()


def answered(case: Case, format: str) -> str:
    quads = read_rdf(case.data.read_bytes(), syntax="turtle", source=case.data.name)
    return write(query(MemoryStore(quads), case.query.read_text(encoding="utf-8")), format)


def read(text: str, format: str) -> Rows:
    """Read results as rows of terms, in CSV of values: blank nodes by their order, numbers by their value."""
    if format == "csv":
        rows = [list(row) for row in csv.reader(io.StringIO(text, newline=""))]
        return numbered([tuple(row) for row in rows])
    result = Result.parse(io.BytesIO(text.encode()), format=format)
    if result.type == "ASK":
        return [(str(result.askAnswer).lower(),)]
    names = result.vars or []
    head = tuple(str(name) for name in names)
    return numbered([head, *(tuple(spelled(row.get(name)) for name in names) for row in result.bindings)])


def spelled(term: Node | None) -> str:
    if term is None:
        return ""
    if isinstance(term, BNode):
        return "_:" + str(term)
    if isinstance(term, Literal) and isinstance(term.value, int | float) and not isinstance(term.value, bool):
        return f"{float(term.value)}^^{term.datatype}"
    return term.n3().removesuffix(f"^^{XSD.integer.replace('integer', 'string')}")


def numbered(rows: Rows) -> Rows:
    labels: dict[str, str] = {}
    return [tuple(labels.setdefault(t, f"_:{len(labels)}") if t.startswith("_:") else t for t in row) for row in rows]


def values(text: str) -> Rows:
    """Read the values alone from results in JSON, as CSV has them."""
    document = json.loads(text)
    names = document["head"]["vars"]
    rows = [
        tuple(value_of(row[name]) if name in row else "" for name in names) for row in document["results"]["bindings"]
    ]
    return numbered([tuple(names), *rows])


def value_of(term: dict[str, str]) -> str:
    return ("_:" if term["type"] == "bnode" else "") + term["value"]


def test_the_suite_is_there(shared: Path) -> None:
    assert SUITE.is_relative_to(shared)
    assert len(CASES) == 6 + 4


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_our_answer_is_the_expected_one(case: Case) -> None:
    format = ENDINGS[case.result.suffix]
    expected = read(case.result.read_text(encoding="utf-8"), format)
    got = read(answered(case, format), format)
    if case.name in CHANGED_BY_ENGINE:
        was, becomes = CHANGED_BY_ENGINE[case.name]
        expected = [tuple(cell.replace(was, becomes) for cell in row) for row in expected]
    assert got == expected


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_format_says_the_same(case: Case, format: str) -> None:
    wanted, text = read(answered(case, "json"), "json"), answered(case, format)
    if case.query.stem in ("jsonres03", "jsonres04") and format in ("csv", "tsv"):
        assert [(text.strip(),)] == wanted  # the W3C has no such format for ASK
    elif format == "csv":
        assert read(text, "csv") == values(answered(case, "json"))
    else:
        assert read(text, format) == wanted
