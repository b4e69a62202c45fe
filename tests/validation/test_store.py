"""A store is validated where it lies, with the report that its quads in memory get."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolegraph.stored import StoredGraph, open_store
from rolegraph.validation import validate
from rolegraph.validation.bearing import bearing
from rolegraph.validation.integrity import check_integrity
from rolegraph.validation.origins import trace, trace_in
from rolegraph.validation.stored import QuadStore, StoreFacts
from rolegraph.vocabulary import DCTERMS, OA, ORG, PROV, RDF, RG, SCHEMA, Quad, concept

Reader = Callable[[Path | str], list[Quad]]
SAMPLES = Path(__file__).parent.parent / "samples" / "shapes"
EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.mark.parametrize("sample", sorted(SAMPLES.rglob("*.ttl")), ids=lambda s: f"{s.parent.name}/{s.stem}")
def test_rules_about_the_whole(sample: Path, read_quads: Reader) -> None:
    assert_rules_agree(read_quads(sample))


def assert_rules_agree(quads: list[Quad]) -> None:
    store = QuadStore(quads)
    facts = StoreFacts(store.store)
    assert Counter(check_integrity(bearing(facts))) == Counter(check_integrity(store.quads()))


NODES = [f"<urn:x:{letter}>" for letter in "abcd"]
TRIPLES = [
    (PROV.wasQuotedFrom, NODES),
    (RG.evidence, NODES),
    (RG.text, ['"abcdef"', '"äöü€𝄞x"', '"two"@en']),  # a character of four bytes is one
    *(
        (offset, [f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer>' for n in (-1, 0, 2, 6, 7)])
        for offset in (OA.start, OA.end)
    ),
    (OA.start, ['"x"', "<urn:x:a>"]),  # no number at all
    (OA.exact, ['"ab"', '"cdef"', '"äö"', '"€𝄞x"']),
    (RDF.type, [SCHEMA.JobPosting, RG.PostTable, RG.ReportingLine, RG.Benefit]),
    *((part, NODES) for part in (RDF.subject, RDF.object)),
    (RDF.predicate, [ORG.reportsTo, RG.evidence]),
    (ORG.reportsTo, NODES),
    (RG.lineKind, [concept("solid-line"), concept("dotted-line")]),
    *((end, NODES) for end in (RG.subordinate, RG.superior)),
    (DCTERMS.source, ['"a.html"']),
]
GRAPHS = st.lists(
    st.sampled_from(TRIPLES).flatmap(
        lambda row: st.tuples(st.sampled_from(NODES), st.just(row[0]), st.sampled_from(row[1]), st.sampled_from(NODES))
    ),
    max_size=40,
)


@given(GRAPHS)
@settings(max_examples=300, deadline=None)
def test_rules_and_origins_by_chance(quads: list[Quad]) -> None:
    assert_rules_agree(quads)
    found = check_integrity(quads)
    in_store = trace_in(StoreFacts(with_graphs(quads)), found)
    assert list(in_store) == list(trace(found, quads))


def with_graphs(quads: list[Quad]) -> pyoxigraph.Store:
    """Return a store with the union of the quads as its default graph, and their named graphs."""
    store = QuadStore(quads).store
    lines = "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads)
    store.bulk_extend(pyoxigraph.parse(lines.encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    return store


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> StoredGraph:
    """A store of the examples without a triple in 35, so that there is something to report."""
    folder = tmp_path_factory.mktemp("faulty") / "store"
    with open_store(folder, write=True) as stored:
        stored.build(EXAMPLES)
        for graph in stored.store.graphs():
            kept = [quad for number, quad in enumerate(stored.store.quads(graph)) if number % 35]
            stored.store.replace(graph, kept)
    return open_store(folder)


@pytest.mark.parametrize("engine", ["auto", "sparql", "facts", "pyshacl"])
def test_every_engine_reports_the_same_of_a_store(engine: str, faulty: StoredGraph) -> None:
    wanted = validate(tuple(sorted(faulty.store.quads())), engine="pyshacl")
    assert len({finding.shape for finding in wanted.findings}) > 10
    assert sum(bool(finding.quote) for finding in wanted.findings) > 10
    report = open_store(faulty.store.folder).validate(engine=engine)
    for form in ("to_text", "to_json", "to_turtle", "to_sarif", "to_junit"):
        assert getattr(report, form)() == getattr(wanted, form)()


@pytest.mark.parametrize(
    ("engine", "read_whole"),
    [("auto", False), ("sparql", False), ("facts", True), ("pyshacl", True)],
)
def test_only_some_engines_read_a_store_whole(engine: str, read_whole: bool, faulty: StoredGraph) -> None:
    stored = open_store(faulty.store.folder)
    stored.validate(engine=engine)
    assert ("quads" in stored.__dict__) is read_whole


def test_a_single_posting_in_a_store_is_judged(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", write=True) as stored:
        stored.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
        assert stored.validate().conforms
        assert "quads" in stored.__dict__


def test_shapes_of_ones_own_are_handed_on_with_what_they_ask_for(tmp_path: Path, faulty: StoredGraph) -> None:
    shapes = tmp_path / "own.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> .\n"
        "<urn:x:s> sh:targetClass schema:JobPosting ; sh:message 'seen' ;\n"
        "  sh:sparql [ sh:select 'SELECT $this { $this <https://schema.org/title> ?title }' ] .\n"
    )
    reports = [faulty.validate(shapes=[shapes], engine=engine) for engine in ("sparql", "pyshacl")]
    assert reports[0].to_json() == reports[1].to_json()
    assert "seen" in reports[0].to_text()
