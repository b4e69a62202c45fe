"""The library as its users see it: the public names, and what a RoleGraph hands out."""

import os
from pathlib import Path

import pytest

import rolegraph
from rolegraph.errors import InputError, MalformedInput, OutputError, UnreadableInput, UsageError
from rolegraph.syntaxes import find_syntax

CHECKOUT = Path(__file__).resolve().parent.parent
EXAMPLES = CHECKOUT / "examples"
PORTER = b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>"


@pytest.fixture(scope="module")
def built() -> rolegraph.RoleGraph:
    return rolegraph.build(EXAMPLES)


def test_the_public_names_are_there() -> None:
    for name in rolegraph.__all__:
        assert getattr(rolegraph, name) is not None
    assert dir(rolegraph) == sorted(rolegraph.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = rolegraph.nothing


def test_every_view_says_the_same(built: rolegraph.RoleGraph) -> None:
    assert len(built.graph) == len({quad[:3] for quad in built.quads})
    assert sum(1 for _ in built.dataset.quads()) == len(built.quads)
    assert {str(one.identifier) for one in built.dataset.graphs() if len(one)} == {q[3][1:-1] for q in built.quads}
    assert str(dict(built.graph.namespaces())["rg"]) == "https://w3id.org/rolegraph#"


def test_reporting_has_roles_for_nodes_and_kinds_of_line_on_edges(built: rolegraph.RoleGraph) -> None:
    lines = built.reporting()
    label = {node: data["label"] for node, data in lines.nodes(data=True)}
    kinds = {(label[low], label[high]): data["kinds"] for low, high, data in lines.edges(data=True)}
    assert list(kinds["Environmental Monitoring Lead", "Head of Turbine Engineering"]) == ["dotted-line"]
    assert list(kinds["Head of Turbine Engineering", "Chief Operating Officer"]) == ["solid-line"]
    with pytest.raises(UsageError, match="Nowhere"):
        built.reporting(organization="Nowhere")


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".nq", ".jsonld", ".json", ".rdf"])
def test_what_is_saved_can_be_loaded(suffix: str, built: rolegraph.RoleGraph, tmp_path: Path) -> None:
    path = tmp_path / f"graph{suffix}"
    built.save(path)
    loaded = rolegraph.load(path)
    assert {quad[:3] for quad in loaded.quads} == {quad[:3] for quad in built.quads}
    assert (loaded.postings, loaded.facts, loaded.problems) == ((), (), ())


def test_the_order_of_the_inputs_does_not_matter() -> None:
    files = sorted(EXAMPLES.iterdir())
    assert rolegraph.build(*files).render("turtle") == rolegraph.build(*reversed(files)).render("turtle")


def test_the_union_of_two_graphs_is_their_merge(tmp_path: Path) -> None:
    files = sorted(EXAMPLES.iterdir())
    for name, some in (("a.nq", files[:4]), ("b.nq", files[4:])):
        rolegraph.build(*some).save(tmp_path / name)
    assert rolegraph.load(tmp_path).quads == rolegraph.build(*files).quads


def test_inputs_that_cannot_be_used_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    (tmp_path / "broken.ttl").write_text("<a> ")
    (tmp_path / "posting.html").write_bytes(PORTER)
    built = rolegraph.build(tmp_path / "empty.html", tmp_path / "posting.html", tmp_path / "missing.html")
    assert [type(problem) for problem in built.problems] == [UnreadableInput, UnreadableInput]
    loaded = rolegraph.load(tmp_path)
    assert [Path(problem.source).name for problem in loaded.problems] == ["broken.ttl", "empty.html"]
    assert loaded.quads == rolegraph.build(tmp_path / "posting.html").quads


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (rolegraph.build, UsageError),  # nothing to build from
        (lambda: rolegraph.build(PORTER, colour="red"), UsageError),
        (lambda: rolegraph.build(b""), UnreadableInput),
        (lambda: rolegraph.build(b"<p></p>"), MalformedInput),
        (lambda: rolegraph.load("missing.ttl"), UnreadableInput),
        (lambda: rolegraph.build(PORTER).render("docx"), UsageError),
        (lambda: rolegraph.build(PORTER).save("/nowhere/graph.ttl"), OutputError),
        (lambda: rolegraph.build(PORTER).query("no-such-query"), UsageError),
    ],
)
def test_errors_are_of_the_tree(call: object, error: type[rolegraph.RolegraphError]) -> None:
    assert callable(call)
    with pytest.raises(error):
        call()


def test_settings_are_taken_by_name_and_as_a_whole() -> None:
    whole = rolegraph.build(PORTER, settings=rolegraph.Settings(base="https://a.example/", evidence="none"))
    named = rolegraph.build(PORTER, base="https://a.example/", evidence="none")
    assert whole.quads == named.quads
    assert any(quad[0].startswith("<https://a.example/") for quad in whole.quads)
    assert len(whole.quads) < len(rolegraph.build(PORTER).quads)


def test_a_notebook_shows_a_table_that_no_title_can_break() -> None:
    hostile = rolegraph.build(
        b"# Night Porter <script>alert(1)</script>\n\nYou report to the Head Porter.\n", source="text"
    )
    shown = hostile._repr_html_()
    assert "Head Porter" in shown
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("name", "data", "syntax"),
    [
        ("graph.ttl", b"", "ttl"),  # by its ending
        ("posting.html", b"@prefix a: <b:> .", ""),
        ("-", b"# a comment\n@prefix a: <b:c> .", "trig"),
        ("-", b"# A heading\n\nText", ""),
        ("-", b"PREFIX a: <b:c>\n", "trig"),
        ("-", b"Prefix codes are our trade", ""),
        ("-", b"<a:b> <a:c> <a:d> .\n", "nq"),
        ("-", b'_:b <a:c> "d" <a:g> .\n', "nq"),
        ("-", b"<a:b> a <a:c> ;\n  <a:d> 5 .\n", "trig"),
        ("-", b"<html><body><p>x</p>", ""),
        ("-", b"<p>x</p>", ""),
        ("-", b'<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="x">', "rdf"),
        ("graph.xml", b'<rdf:RDF xmlns:rdf="x">', "xml"),
        ("graph.xml", b"<x/>", "xml"),
        ("board.xml", b'<?xml version="1.0"?>\n<workzag-jobs><position/>', ""),
        ("-", b'[{"@id": "a:b"}]', "jsonld"),
        ("-", b'{"@context": "https://schema.org", "@id": "a:b", "@type": "JobPosting"}', ""),
        ("graph.json", b'[{"@id": "a:b"}]', "jsonld"),
        ("posting.json", b'{"title": "Cook"}', ""),
        ("/dev/fd/63", b"@prefix a: <b:c> .", "trig"),
    ],
)
def test_the_syntax_of_an_input(name: str, data: bytes, syntax: str) -> None:
    assert find_syntax(name, data) == syntax


def test_errors_carry_the_file_they_speak_of() -> None:
    with pytest.raises(InputError, match=r"^a\\nb\.html: no such file$") as caught:
        rolegraph.build("a\nb.html")
    assert caught.value.source == f"a{os.linesep}b.html"
