"""Every RDF syntax holds the graph, as two parsers that are not ours read it."""

import io
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.errors import OutputError
from rolegraph.exports import FORMATS, lines
from rolegraph.exports.terms import used_prefixes
from rolegraph.vocabulary import PREFIXES, SKOS, XSD, Quad, literal

from .samples import naughty_strings, quads_of, sample

SYNTAXES = {
    "turtle": (ox.RdfFormat.TURTLE, "turtle"),
    "trig": (ox.RdfFormat.TRIG, "trig"),
    "n-triples": (ox.RdfFormat.N_TRIPLES, "nt"),
    "n-quads": (ox.RdfFormat.N_QUADS, "nquads"),
    "json-ld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "rdf-xml": (ox.RdfFormat.RDF_XML, "xml"),
}
NAMED = {"trig", "n-quads", "json-ld"}
A, B = "<https://example.org/a>", "<https://example.org/b>"


def expected(quads: Iterable[Quad], syntax: str) -> set[Quad]:
    return set(quads) if syntax in NAMED else {(*quad[:3], "") for quad in quads}


def read_by_pyoxigraph(data: bytes, syntax: str) -> set[Quad]:
    graph = {str(ox.DefaultGraph()): ""}
    quads = ox.parse(data, SYNTAXES[syntax][0])
    return {
        (str(q.subject), str(q.predicate), str(q.object), graph.get(str(q.graph_name), str(q.graph_name)))
        for q in quads
    }


def read_by_rdflib(data: bytes, syntax: str) -> set[Quad]:
    if syntax not in NAMED:
        graph = rdflib.Graph().parse(data=data, format=SYNTAXES[syntax][1])
        return {(spelled(s), spelled(p), spelled(o), "") for s, p, o in graph}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parsers use what it deprecates
        dataset = rdflib.Dataset()
        dataset.parse(data=data, format=SYNTAXES[syntax][1])
        found = {(spelled(s), spelled(p), spelled(o), spelled(g)) for s, p, o, g in dataset.quads()}
    return {(*quad[:3], "" if quad[3] in {"<None>", "<urn:x-rdflib:default>"} else quad[3]) for quad in found}


def spelled(term: Any) -> str:
    if isinstance(term, rdflib.Literal):
        return literal(str(term), f"<{term.datatype}>" if term.datatype else "")
    return f"<{term}>"


def test_the_table_has_every_syntax() -> None:
    # what neosemantics takes is N-Triples that say less
    assert {*SYNTAXES, "n10s"} == {name for name, row in FORMATS.items() if row.takes == "quads"}


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("read", [read_by_pyoxigraph, read_by_rdflib])
def test_hostile_labels_come_back(syntax: str, read: Any, shared: Path) -> None:
    quads = quads_of(naughty_strings(shared))
    assert read(FORMATS[syntax].render(quads), syntax) == expected(quads, syntax)


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n\r")
    )
)
def test_any_text_that_the_door_lets_in_comes_back(syntax: str, text: str) -> None:
    quads = [(A, SKOS.prefLabel, literal(text), B)]
    assert read_by_pyoxigraph(FORMATS[syntax].render(quads), syntax) == expected(quads, syntax)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_order_and_doubles_change_no_byte(syntax: str) -> None:
    quads, _ = sample()
    written = FORMATS[syntax].render(quads)
    assert FORMATS[syntax].render([*reversed(quads), *quads]) == written
    assert FORMATS[syntax].render(sorted(quads)) == written


@pytest.mark.parametrize("syntax", ["n-triples", "n-quads"])
def test_lines_are_what_pyoxigraph_writes(syntax: str, shared: Path) -> None:
    written = FORMATS[syntax].render(quads_of(naughty_strings(shared)))
    quads = ox.parse(written, SYNTAXES[syntax][0])
    again = ox.serialize(quads if syntax in NAMED else (q.triple for q in quads), format=SYNTAXES[syntax][0])
    assert written == again


@pytest.mark.parametrize(
    ("syntax", "quads", "written"),
    [
        # types first, prefixes only where used, numbers bare
        (
            "turtle",
            [(A, SKOS.prefLabel, '"Kiln"', B), (A, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", B, "")],
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
            "<https://example.org/a> a <https://example.org/b> ;\n"
            '\tskos:prefLabel "Kiln" .\n',
        ),
        ("turtle", [(A, B, literal("5", XSD.integer), "")], "<https://example.org/a> <https://example.org/b> 5 .\n"),
        (
            "turtle",
            [(A, B, literal("2011", XSD.gYear), "")],
            "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
            '<https://example.org/a> <https://example.org/b> "2011"^^xsd:gYear .\n',
        ),
        # the default graph has no fourth term
        ("n-quads", [(A, B, A, "")], "<https://example.org/a> <https://example.org/b> <https://example.org/a> .\n"),
        # an empty graph
        ("turtle", [], ""),
        ("n-quads", [], ""),
        ("json-ld", [], "[]"),
    ],
)
def test_written(syntax: str, quads: list[Quad], written: str) -> None:
    assert FORMATS[syntax].render(quads).decode() == written


@pytest.mark.parametrize(
    ("syntax", "quad", "message"),
    [
        # no XML document can hold a bell, escaped or not
        ("rdf-xml", (A, SKOS.prefLabel, literal("bell \a"), ""), r"XML has no such character: .*/a> .*bell \\\\u0007"),
        ("rdf-xml", (A, SKOS.prefLabel, literal("\ufffe"), ""), "XML has no such character"),
        # a property that no element can be named after
        ("rdf-xml", (A, "<https://example.org/2024>", B, ""), "no XML name ends the property of .*/2024>"),
        ("rdf-xml", (A, "<https://example.org/p/>", B, ""), "no XML name"),
        # an IRI with a space, which rdflib would write unread
        ("turtle", (A, "<https://example.org/a b>", B, ""), "not valid RDF: .*/a b>"),
        ("trig", (A, B, '"x', ""), "not valid RDF"),
        ("json-ld", (A, B, "nothing", ""), "not valid RDF"),
        # a lone surrogate has no UTF-8
        ("n-quads", (A, B, '"\ud800"', ""), r"lone surrogates: .*\\ud800"),
        ("turtle", (A, B, '"\ud800"', ""), "lone surrogates"),
    ],
)
def test_what_cannot_be_written_is_refused_by_name(syntax: str, quad: Quad, message: str) -> None:
    good = [(A, SKOS.prefLabel, literal(f"label {number}"), "") for number in range(20)]
    with pytest.raises(OutputError, match=message):
        FORMATS[syntax].render([*good, quad])


@given(st.from_regex(r"https://example\.org/[a-z0-9./#_-]{0,12}", fullmatch=True))
def test_rdf_xml_writes_any_property_or_refuses_it(iri: str) -> None:
    quads = [(A, f"<{iri}>", '"x"', "")]
    try:
        written = FORMATS["rdf-xml"].render(quads)
    except OutputError:
        return
    assert read_by_pyoxigraph(written, "rdf-xml") == set(quads)
    assert read_by_rdflib(written, "rdf-xml") == set(quads)


def test_every_prefix_is_found() -> None:
    assert used_prefixes(f"<{space}x>" for space in PREFIXES.values()) == dict(sorted(PREFIXES.items()))


@pytest.mark.parametrize("syntax", ["n-triples", "n-quads"])
@pytest.mark.parametrize("most", [1, 2, 7, 10**6])  # a line at a time, some, and all
def test_quads_that_come_one_by_one_are_written_the_same(
    syntax: str, most: int, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a literal, and the same with a language, a datatype and one letter more; a graph of each name's beginning
    alike = [literal("a"), '"a"@en', '"a"^^<urn:x:d>', literal("a "), literal("aa"), literal("a\t"), A, B]
    quads = [(A, SKOS.prefLabel, term, graph) for term in alike for graph in ("", A, "<https://example.org/a/b>")]
    quads += quads_of(naughty_strings(shared))[:200]
    monkeypatch.setattr(lines, "_PORTION", most)
    stream = io.BytesIO()
    FORMATS[syntax].write(iter([*quads, *reversed(quads)]), stream)
    assert stream.getvalue() == FORMATS[syntax].render(quads)
