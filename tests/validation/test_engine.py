"""pySHACL as we run it: literals as they are, shapes of the user's own, nothing from the net, nothing on stderr."""

import logging
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import SKOS, Graph, URIRef
from rdflib.namespace import SH

from rolegraph import resources
from rolegraph.errors import MalformedInput, RolegraphError, UnreadableInput, UsageError
from rolegraph.validation import validate
from rolegraph.validation.shapes import load_shapes
from rolegraph.validation.terms import rdflib_graph, spell_term
from rolegraph.vocabulary import PREFIXES, RDF, Quad, literal

Reader = Callable[[Path | str], list[Quad]]
WHOLE = Path(__file__).parent.parent / "samples" / "shapes" / "whole" / "full.ttl"
HEAD = (
    "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()) + "@prefix : <urn:x:> .\n"
)
DATATYPES = ["integer", "decimal", "float", "double", "boolean", "date", "dateTime", "gYear", "string", "duration"]


def shapes_file(folder: Path, body: str, name: str = "own.ttl") -> Path:
    file = folder / name
    file.write_text(HEAD + body, encoding="utf-8")
    return file


# lexical forms that rdflib would rewrite, or that are none of their datatype
FORMS = [
    '"01"^^integer',
    '"1_0"^^integer',
    '"1.50"^^decimal',
    '"NaN"^^decimal',
    '"infinity"^^float',
    '"1e3"^^float',
    '"2026-02-30"^^date',
    '"yes"^^boolean',
    '"24:00"^^dateTime',
]


@pytest.mark.parametrize("form", FORMS)
def test_lexical_forms_are_kept(form: str, capfd: pytest.CaptureFixture[str]) -> None:
    text, name = form.split("^^")
    term = f"{text}^^<{PREFIXES['xsd']}{name}>"
    graph = rdflib_graph([("<urn:s>", "<urn:p>", term, "")])
    assert [spell_term(o) for o in graph.objects()] == [term]
    report = validate([("<urn:s>", "<https://w3id.org/rolegraph#confidence>", term, "")])
    assert {finding.value for finding in report.findings} <= {term}
    assert capfd.readouterr().err == ""
    assert rdflib.NORMALIZE_LITERALS is True
    assert logging.getLogger("rdflib.term").disabled is False


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from([*DATATYPES, "", "@pt-br", "@ar--rtl"]))
def test_terms_round_trip(text: str, kind: str) -> None:
    suffix = kind if kind.startswith("@") else f"^^<{PREFIXES['xsd']}{kind}>" if kind not in ("", "string") else ""
    term = literal(text) + suffix
    back = [spell_term(o) for o in rdflib_graph([("_:s", "<urn:p>", term, "")]).objects()]
    assert back == [term.removesuffix("--rtl")]


HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(
        ["NaN", "INF", "-INF", "-0", "9" * 5000, "1E400", "0001-01-01", "-0001-01-01T00:00:00Z", "\x00", " "]
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_value_breaks_the_validator(data: st.DataObject) -> None:
    # any literal in the place of any value: reported or accepted, never raised
    quads = sorted(_whole())
    for number in data.draw(st.lists(st.integers(0, len(quads) - 1), min_size=1, max_size=8)):
        subject, predicate, _, graph = quads[number]
        kind = data.draw(st.sampled_from(DATATYPES))
        quads[number] = (subject, predicate, literal(data.draw(HOSTILE), f"<{PREFIXES['xsd']}{kind}>"), graph)
    report = validate(quads)
    assert report.to_text()
    assert report.to_turtle()
    assert report.to_json()


def _whole() -> list[Quad]:
    graph = Graph().parse(WHOLE)
    return [(spell_term(s), spell_term(p), spell_term(o), "") for s, p, o in graph]


def test_shapes_of_the_user_replace_ours(tmp_path: Path) -> None:
    own = shapes_file(
        tmp_path, ":S a sh:NodeShape ; sh:targetClass org:Post ; sh:property [ sh:path rdfs:label ; sh:minCount 1 ] ."
    )
    quads = [("<urn:post>", RDF.type, "<http://www.w3.org/ns/org#Post>", "")]
    assert [finding.path for finding in validate(quads, shapes=[own]).findings] == [f"<{PREFIXES['rdfs']}label>"]
    both = validate(quads, shapes=[own, *resources.files("shapes", ".ttl")])
    assert len(both.findings) == 2


def test_shapes_without_a_name_are_called_the_same_each_time(tmp_path: Path) -> None:
    wanted = " , ".join(f"[ sh:path :{name} ; sh:minCount 1 ]" for name in "pq")
    body = f":S a sh:NodeShape ; sh:targetNode :x ; sh:property {wanted} ."
    reports = [validate([], shapes=[shapes_file(tmp_path, body, name)]) for name in ("one.ttl", "two.ttl")]
    assert reports[0].to_turtle() == reports[1].to_turtle()
    assert [finding.shape for finding in reports[0].findings] == ["_:shape-1", "_:shape-2"]


def test_shapes_are_read_once_and_again_when_they_change(tmp_path: Path) -> None:
    own = shapes_file(tmp_path, ":S a sh:NodeShape ; sh:targetNode :x ; sh:nodeKind sh:Literal .")
    assert load_shapes([own]) is load_shapes([own])
    assert len(validate([], shapes=[own]).findings) == 1
    shapes_file(tmp_path, ":S a sh:NodeShape ; sh:targetNode :x , :longer ; sh:nodeKind sh:Literal .")
    assert len(validate([], shapes=[own]).findings) == 2


# (file name, content, error, words of its message)
BROKEN = [
    ("own.ttl", "this is no Turtle", MalformedInput, "cannot be used"),
    ("own.ttl", "[" * 20_000, MalformedInput, "cannot be used"),  # deeper than any parser's stack
    ("own.ttl", ":S a sh:PropertyShape ; sh:minCount 1 .", MalformedInput, "sh:path"),  # a property of nothing
    ("own.ttl", ':S a sh:NodeShape ; sh:targetNode :x ; sh:pattern "(" .', MalformedInput, "cannot be used"),
    ("own.ttl", ":S a sh:NodeShape ; sh:targetNode :x ; sh:node :S .", MalformedInput, "cannot be used"),  # recursive
    ("own.jsonld", "{}", UsageError, "convert"),  # a syntax whose contexts are fetched
]


@pytest.mark.parametrize(("name", "body", "error", "words"), BROKEN)
def test_broken_shapes_say_so(
    name: str, body: str, error: type[RolegraphError], words: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = shapes_file(tmp_path, body, name)
    with pytest.raises(error, match=words) as raised:
        validate([("<urn:x:x>", RDF.type, "<urn:x:y>", "")], shapes=[file])
    assert str(file) in str(raised.value)
    assert capfd.readouterr().err == ""


def test_missing_shapes_say_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="check the path"):
        validate([], shapes=[tmp_path / "none.ttl"])


# (query, whether it is refused)
QUERIES = [
    ("SELECT $this { $this :p ?from . FILTER(?from = 'from the service') } # from here", False),
    ("SELECT $this { SERVICE <http://127.0.0.1:9/> { $this :p ?o } }", True),
    ("SELECT $this { <urn:a#> :p ?o . sErViCe <http://127.0.0.1:9/> { $this :p ?o } }", True),  # '#' in an IRI
    ("SELECT $this { \\\\u0053ERVICE <http://127.0.0.1:9/> { $this :p ?o } }", True),  # spelled by its number
    ("SELECT $this FROM <http://127.0.0.1:9/> { $this :p ?o }", True),
]


@pytest.mark.parametrize(("query", "refused"), QUERIES)
def test_nothing_is_fetched(query: str, refused: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("the net was asked")

    monkeypatch.setattr(socket.socket, "connect", connect)
    declared = (
        ':d sh:declare [ sh:prefix "" ; sh:namespace "urn:x:"^^xsd:anyURI ] ; owl:imports <http://127.0.0.1:9/> .\n'
    )
    shape = f':S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:sparql [ sh:prefixes :d ; sh:select """{query}""" ] .'
    own = shapes_file(tmp_path, declared + "<> owl:imports <http://127.0.0.1:9/> .\n" + shape)
    quads = [("<urn:x:s>", "<urn:x:p>", '"o"', "")]
    if refused:
        with pytest.raises(MalformedInput, match="nothing is fetched"):
            validate(quads, shapes=[own])
    else:
        assert validate(quads, shapes=[own]).conforms


def test_value_sets_are_those_of_the_concept_schemes() -> None:
    # a concept added to a scheme and not to the shape would be reported in every graph that uses it
    concepts = Graph().parse(resources.folder("ontology") / "concepts.ttl")
    shapes = Graph()
    for file in resources.files("shapes", ".ttl"):
        shapes.parse(file)
    listed: dict[str, set[str]] = {}
    for alternatives in shapes.objects(None, SH["or"]):
        members = list(shapes.items(alternatives))
        for scheme in (o for member in members for o in shapes.objects(member, SH.hasValue)):
            listed[str(scheme)] = {
                str(c) for m in members for head in shapes.objects(m, SH["in"]) for c in shapes.items(head)
            }
    assert len(listed) == 6
    for name, allowed in listed.items():
        assert allowed == {str(c) for c in concepts.subjects(SKOS.inScheme, URIRef(name))}
