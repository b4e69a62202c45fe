"""Strings that break programs, as titles, organizations, places, names of files and parameters, through the whole way.

Nothing is raised but an `InputError` for a title that says nothing; the string is found again in every syntax; every
IRI is one for a strict parser; all syntaxes say the same.
"""

import html
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import rolegraph
from rolegraph.errors import InputError, MalformedInput
from rolegraph.pipeline import Converted, ConvertedTable, convert
from rolegraph.stores.answers import Solutions
from rolegraph.vocabulary import DCTERMS, RG, SCHEMA, SKOS, UNWRITABLE, Quad, value

SYNTAXES = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "n-triples": ox.RdfFormat.N_TRIPLES,
    "n-quads": ox.RdfFormat.N_QUADS,
    "json-ld": ox.RdfFormat.JSON_LD,
    "rdf-xml": ox.RdfFormat.RDF_XML,
}
# what shows nothing, as `rolegraph.drafts` has it: a string of nothing else is blank
_SHAPELESS = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"


def cleaned(text: str) -> str:
    """The string as a posting holds it: white space folded, what XML cannot say replaced."""
    return UNWRITABLE.sub("\ufffd", " ".join(text.split()))


@pytest.fixture(scope="module")
def strings(shared: Path) -> list[str]:
    found: list[str] = json.loads((shared / "suites" / "naughty-strings.json").read_text("utf-8"))
    assert len(found) == 515
    return found


def record(**columns: str) -> bytes:
    body = "You guard the gate of the house. This role reports to the Head Porter."
    return json.dumps({"title": "Night Porter", "company": "Quill Hotels", "description": body, **columns}).encode()


def postings(strings: list[str], column: str) -> Iterator[tuple[str, Converted | InputError]]:
    for number, text in enumerate(strings):
        [found] = convert(record(**{column: text}), f"{number}.json")
        assert not isinstance(found, ConvertedTable)
        yield text, found


def said(quads: tuple[Quad, ...] | list[Quad], *predicates: str) -> set[str]:
    return {value(object_) for _, predicate, object_, _ in quads if predicate in predicates}


@pytest.mark.parametrize(
    ("column", "predicates"),
    [
        ("title", (SCHEMA.title, RG.titleAsStated, SKOS.prefLabel)),
        ("company", (SKOS.prefLabel,)),
        ("location", (RG.text,)),
    ],
)
def test_in_every_field(column: str, predicates: tuple[str, ...], strings: list[str]) -> None:
    lost = []
    for text, found in postings(strings, column):
        wanted = cleaned(text)
        if isinstance(found, InputError):
            # without a title there is no posting; any other column may be blank
            assert column == "title"
            assert isinstance(found, MalformedInput)
            assert "no title" in found.cause
            assert not any(map(str.isalnum, wanted)), text
            continue
        if wanted.strip(_SHAPELESS) and not any(wanted in one for one in said(found.quads, *predicates)):
            lost.append(text)
        for quad in found.quads:
            for term in quad:
                if term.startswith("<"):
                    assert str(ox.NamedNode(term[1:-1])) == term
    assert lost == []


def test_in_prose(strings: list[str]) -> None:
    for text in strings:
        page = f"<h1>Night Porter</h1><p>Reports to the {html.escape(text)}.</p><ul><li>{html.escape(text)}</li></ul>"
        [found] = convert(page.encode("utf-8", "replace"), "a.html")
        if isinstance(found, InputError):
            # a NUL or the like makes the page binary; that is told
            assert "binary" in found.cause
            continue
        assert cleaned(text) in said(found.quads, RG.text).pop()


def test_as_mark_up(strings: list[str]) -> None:
    for text in strings:
        page = f"<h1>Night Porter</h1><div>{text}</div>"
        for found in convert(page.encode("utf-8", "replace"), "a.html"):
            assert isinstance(found, Converted | InputError)


def test_as_names_of_files(strings: list[str], tmp_path: Path) -> None:
    names = []
    for number, text in enumerate(strings):
        # what a file system cannot have in a name
        name = text.replace("/", "_").replace("\0", "_").encode("utf-8", "replace").decode()[:60]
        path = tmp_path / f"{name}{number}.json"
        path.write_bytes(record(title=f"Night Porter {number}"))
        names.append(str(path))
    built = rolegraph.build(tmp_path / "", *names[:3])
    listed = [name for name in names if not Path(name).name.startswith(".")]
    assert len(built.postings) == len(listed) + 3
    assert built.problems == ()
    assert {UNWRITABLE.sub("\ufffd", name) for name in listed} <= said(built.quads, DCTERMS.source)


@pytest.fixture(scope="module")
def all_of_them(strings: list[str]) -> rolegraph.RoleGraph:
    lines = b"\n".join(
        record(title=f"Porter {text}", company=f"{text} Ltd", location=text, url=f"https://example.org/{text}")
        for text in strings
    )
    return rolegraph.build(lines, source="jsonl")


def test_every_syntax_says_the_same(all_of_them: rolegraph.RoleGraph, strings: list[str]) -> None:
    assert len(all_of_them.postings) == 515
    for syntax, format_ in SYNTAXES.items():
        read = list(ox.parse(all_of_them.render(syntax), format_))
        triples = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in read}
        assert triples == {quad[:3] for quad in all_of_them.quads}, syntax
        if format_.supports_datasets:
            assert {str(quad.graph_name) for quad in read} == {quad[3] for quad in all_of_them.quads}
        literals = {quad.object.value for quad in read if isinstance(quad.object, ox.Literal)}
        titles = {one for one in literals if one.startswith("Porter")}
        assert {cleaned(f"Porter {text}") for text in strings} <= titles, syntax


def test_as_parameters(all_of_them: rolegraph.RoleGraph, strings: list[str]) -> None:
    for text in strings:
        asked = cleaned(f"Porter {text}")
        answer = all_of_them.query("SELECT ?posting { ?posting schema:title ?title }", parameters={"title": asked})
        assert isinstance(answer, Solutions)
        assert len(answer.values()) >= 1, text
