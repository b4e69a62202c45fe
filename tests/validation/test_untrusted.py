"""Shapes of strangers: refused where they are more than SHACL Core, stopped where they take too long."""

from pathlib import Path
from time import perf_counter

import pytest

from rolegraph import resources
from rolegraph.errors import MalformedInput
from rolegraph.validation import validate
from rolegraph.validation.untrusted import MAX_BYTES, check_untrusted
from rolegraph.vocabulary import ORG, PREFIXES, RDF, Quad

HEAD = (
    "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()) + "@prefix : <urn:x:> .\n"
)
POST: list[Quad] = [("<urn:x:post>", RDF.type, ORG.Post, "")]

# (shapes, words of the error)
REFUSED = [
    (":S sh:targetNode :x ; sh:sparql [ sh:select 'SELECT $this { $this ?p ?o }' ] .", "a query"),
    ("<> owl:imports <http://127.0.0.1:9/> .", "imports"),
    (":S sh:targetNode :x ; sh:js [ sh:jsFunctionName 'f' ] .", "a program"),
    (":S sh:targetNode :x ; sh:rule [ a sh:TripleRule ] .", "a rule"),
    (":C a sh:ConstraintComponent ; sh:parameter [ sh:path :own ] . :S sh:targetNode :x ; :own 1 .", "not plain"),
    (":S sh:targetNode :x ; sh:node :S .", "leads back to itself"),
    (f"# {'x' * MAX_BYTES}\n", "bytes"),
]


@pytest.mark.parametrize(("body", "words"), REFUSED, ids=[row[1] for row in REFUSED])
def test_only_core_is_taken(body: str, words: str, tmp_path: Path) -> None:
    shapes = tmp_path / "own.ttl"
    shapes.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(MalformedInput, match=words):
        check_untrusted(POST, [shapes])


def test_a_catastrophic_pattern_is_stopped(tmp_path: Path) -> None:
    shapes = tmp_path / "own.ttl"
    shapes.write_text(f"{HEAD}:Evil sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:pattern '^(a+)+$' ] .")
    began = perf_counter()
    with pytest.raises(MalformedInput, match=r"more than 2 seconds .* at <urn:x:Evil>"):
        check_untrusted([("<urn:x:s>", "<urn:x:p>", f'"{"a" * 60}!"', "")], [shapes], seconds=2)
    assert perf_counter() - began < 30


def test_the_report_is_that_of_trusted_shapes() -> None:
    files = resources.files("shapes", ".ttl")
    assert validate(POST, shapes=files, untrusted=True) == validate(POST, shapes=files, engine="facts")
