"""RDF files: every syntax reads as the same quads, and what is broken or hostile is refused by name, line and cause."""

import json
from pathlib import Path

import pyoxigraph
import pytest

from rolegraph.errors import MalformedInput, UsageError
from rolegraph.stores.reading import SYNTAXES, RdfSyntax, rdf_syntax, read_rdf
from rolegraph.vocabulary import Quad, literal

QUAD = ("<http://a.example/s>", "<http://b.example/p>", '"é\\n\\"x\\""@en', "")
FORMS: dict[RdfSyntax, str] = {
    "turtle": '<http://a.example/s> <http://b.example/p> "é\\n\\"x\\""@en .',
    "trig": '{ <http://a.example/s> <http://b.example/p> """é\n"x\\""""@en }',
    "n-triples": '<http://a.example/s> <http://b.example/p> "\\u00e9\\n\\"x\\""@en .',
    "n-quads": '<http://a.example/s> <http://b.example/p> "é\\n\\"x\\""@en .',
    "json-ld": json.dumps({"@id": "http://a.example/s", "http://b.example/p": {"@value": 'é\n"x"', "@language": "en"}}),
    "rdf-xml": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:b="http://b.example/">
<rdf:Description rdf:about="http://a.example/s"><b:p xml:lang="en">é&#10;"x"</b:p></rdf:Description></rdf:RDF>""",
}
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x.example/">{}</rdf:RDF>'


def read(text: str | bytes, syntax: str, base: str = "") -> list[Quad]:
    return read_rdf(text if isinstance(text, bytes) else text.encode(), syntax=syntax, source="a file", base=base)


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_syntax_reads_the_same(syntax: RdfSyntax, mark: bytes) -> None:
    assert read(mark + FORMS[syntax].encode(), syntax) == [QUAD]


@pytest.mark.parametrize(
    ("name", "syntax"),
    [
        ("graph.ttl", "turtle"),
        ("GRAPH.TTL", "turtle"),
        (".nq", "n-quads"),
        ("nt", "n-triples"),
        ("Turtle", "turtle"),
        ("N-Quads", "n-quads"),
        ("RDF/XML", "rdf-xml"),
        ("application/ld+json", "json-ld"),
        ("a.b/c.d.jsonld", "json-ld"),
        ("x.owl", "rdf-xml"),
        ("C:\\graphs\\a.trig", "trig"),
    ],
)
def test_names_of_syntaxes(name: str, syntax: str) -> None:
    assert rdf_syntax(name) == syntax


@pytest.mark.parametrize("name", ["", "a.txt", "html", "turtle.gz", "ttl/"])
def test_an_unknown_syntax_is_answered_with_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        rdf_syntax(name)
    assert all(syntax in str(caught.value) for syntax in SYNTAXES)


@pytest.mark.parametrize(
    ("text", "syntax", "said"),
    [
        ("<http://a.example/s> <http://b.example/p> ;;\n x .", "turtle", "line 1, column 43"),
        ("<http://a.example/s> <http://b.example/p q> 1 .", "turtle", "Invalid IRI"),  # a space in an IRI
        ("<s> <http://b.example/p> 1 .", "turtle", "relative IRI"),
        (b'<http://a.example/s> <http://b.example/p> "\xff" .', "turtle", "UTF-8"),
        ('<http://a.example/s> <http://b.example/p> "\\uD800" .', "n-triples", "D800"),  # half a surrogate pair
        ("<http://a.example/s> <http://b.example/p> _:b <http://a.example/g> .", "n-triples", "not n-triples"),
        ("hello", "rdf-xml", "line 1, column 1"),
        ("", "rdf-xml", "no element found"),
        (XML.format("<x:a>\n</x:b>"), "rdf-xml", "line 2"),
        ("<html><body></body></html>", "rdf-xml", "not rdf-xml"),
        ("", "json-ld", "line 1"),
        ('{"@id": "http://a.example/s",\n "http://b.example/p": }', "json-ld", "line 2"),
        # contexts are never fetched, wherever they lie
        ('{"@context": "https://schema.org/", "name": "x"}', "json-ld", "remote JSON-LD context"),
        ('{"@context": "file:///etc/hostname", "name": "x"}', "json-ld", "remote JSON-LD context"),
        ('{"@context": {"@import": "http://127.0.0.1:9/"}, "name": "x"}', "json-ld", "remote JSON-LD context"),
        # RDF 1.2
        ("<a:s> <a:p> <<( <a:s> <a:p> 1 )>> .", "turtle", "RDF 1.2"),
        ('<a:s> <a:p> "a"@en--ltr .', "turtle", "RDF 1.2"),
        # entities, in the prolog and where they are not even allowed
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + XML.format(""), "rdf-xml", "line 1: a DOCTYPE is refused"),
        ("\n<!doctype x>" + XML.format(""), "rdf-xml", "line 2"),
        (XML.format('<!DOCTYPE x [<!ENTITY a "b">]>'), "rdf-xml", "line 1"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x>'.encode("utf-16"), "rdf-xml", "DOCTYPE"),
        ('<?xml version="1.0" encoding="iso-8859-1"?>' + XML.format(""), "rdf-xml", "UTF-8"),
        # nesting that overflows a parser's stack or takes it quadratic time
        ('{"http://a.example/":' * 50_000 + "1" + "}" * 50_000, "json-ld", "nested more than 256"),
        ("[" * 100_000, "json-ld", "nested more than 256"),
        ('{"@context":{"a":{"@id":"http://a.example/","@context":' * 300 + "{}" + "}}}" * 300, "json-ld", "nested"),
        ("<a:s> <a:p> " + "<<( <a:s> <a:p> " * 50_000, "turtle", "nested more than 256"),
        ("<a:s> <a:p> " + "<<( <a:s> <a:p> " * 50_000, "n-quads", "nested more than 256"),
        (XML.format("<x:a><x:b>" * 30_000 + "</x:b></x:a>" * 30_000), "rdf-xml", "nested more than 256"),
    ],
    ids=lambda part: str(part)[:40],
)
def test_what_cannot_be_read_is_refused(text: str | bytes, syntax: str, said: str) -> None:
    with pytest.raises(MalformedInput) as caught:
        read(text, syntax)
    message = str(caught.value)
    assert message.startswith("a file: ")
    assert said in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        # text that only looks like what is refused
        ('<http://a.example/s> <http://b.example/p> "' + "<<( " * 300 + '" .', "turtle"),
        (json.dumps({"@id": "http://a.example/s", "http://b.example/p": "[{" * 300}), "json-ld"),
        (XML.format('<x:a rdf:about="a:s"><x:b>&lt;!DOCTYPE x&gt;</x:b></x:a><!-- <!DOCTYPE x> -->'), "rdf-xml"),
        # deep, and harmless
        ("<a:s> <a:p> " + "[ <a:p> " * 5000 + "1" + " ]" * 5000 + " .", "turtle"),
    ],
)
def test_what_only_looks_hostile_is_read(text: str, syntax: str) -> None:
    assert read(text, syntax)


def test_relative_iris_take_the_base() -> None:
    assert read("<s> <#p> <../o> .", "turtle", base="http://a.example/b/c") == [
        ("<http://a.example/b/s>", "<http://a.example/b/c#p>", "<http://a.example/o>", "")
    ]
    with pytest.raises(UsageError, match="base"):
        read("<s> <#p> <o> .", "turtle", base="not a base")


def test_blank_nodes_are_named_by_their_document() -> None:
    text = "[] <http://b.example/p> _:x . _:x <http://b.example/p> [ <http://b.example/q> 1 ] ."
    once, again, other = read(text, "turtle"), read(text, "turtle"), read(text + "\n", "turtle")
    assert once == again
    assert {quad[0] for quad in once}.isdisjoint(quad[0] for quad in other)
    assert len({quad[0] for quad in once}) == 3
    grouped = read("_:g { _:g <http://b.example/p> _:g }", "trig")
    assert len({grouped[0][i] for i in (0, 2, 3)}) == 1


def test_quads_are_sorted_and_each_is_read_once() -> None:
    line = "<http://a.example/s> <http://b.example/p> <http://b.example/{}> .\n"
    quads = read("".join(line.format(n) for n in (2, 1, 2, 3)), "n-quads")
    assert quads == sorted(set(quads))
    assert len(quads) == 3


def test_naughty_strings_come_back_whole_in_every_syntax(shared: Path) -> None:
    strings = json.loads((shared / "suites" / "naughty-strings.json").read_text(encoding="utf-8"))
    terms = sorted({literal("".join(c for c in text if c >= " " and c not in "\ufffe\uffff")) for text in strings})
    quads = [("<http://a.example/s>", "<http://b.example/p>", term, "") for term in terms]
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o, _ in quads)
    parsed = [quad.triple for quad in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)]
    forms = pyoxigraph.RdfFormat
    for form, syntax in ((forms.TURTLE, "turtle"), (forms.RDF_XML, "rdf-xml"), (forms.JSON_LD, "json-ld")):
        assert read(pyoxigraph.serialize(parsed, format=form) or b"", syntax) == quads
