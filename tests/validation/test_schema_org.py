"""Our graphs pass the schema.org shapes that ship inside pySHACL, and faults in them do not.

Those shapes say `http://schema.org/`, we say `https://schema.org/`: without the conversion they find nothing to look at
and the check passes whatever the graph says.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDFS, Graph

from rolegraph.pipeline import Converted, convert
from rolegraph.validation import Report, validate
from rolegraph.vocabulary import Quad

Reader = Callable[[Path | str], list[Quad]]
SHAPES = Path(pyshacl.__file__).parent / "assets" / "schema.ttl"
ROOT = Path(__file__).parents[2]
WHOLE = ROOT / "tests" / "samples" / "shapes" / "whole" / "full.ttl"


@pytest.fixture(scope="module")
def hierarchy() -> list[Quad]:
    """The classes of schema.org, under which the shapes ask of a posting what they ask of any thing."""
    pairs = Graph().parse(SHAPES).subject_objects(RDFS.subClassOf)
    return [(f"<{below}>", f"<{RDFS.subClassOf}>", f"<{above}>", "") for below, above in pairs]


def converted(quads: Iterable[Quad]) -> list[Quad]:
    """Say http where we say https."""

    def plain(term: str) -> str:
        return term.replace("<https://schema.org/", "<http://schema.org/", 1) if term[0] == "<" else term

    return [(plain(s), plain(p), plain(o), g) for s, p, o, g in quads]


def check(quads: Iterable[Quad]) -> Report:
    return validate(converted(quads), shapes=[SHAPES], integrity=False)


def test_whole_sample_passes(read_quads: Reader, hierarchy: list[Quad]) -> None:
    quads = read_quads(WHOLE)
    assert check(quads).findings == ()
    assert check(quads + hierarchy).findings == ()


def test_examples_pass(hierarchy: list[Quad]) -> None:
    files = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix != ".json")
    graphs = [one for path in files for one in convert(path.read_bytes(), path.name) if isinstance(one, Converted)]
    quads = sorted({quad for one in graphs for quad in one.quads})
    assert len(graphs) >= 6
    assert validate(quads).conforms
    assert check(quads).findings == ()
    assert check(quads + hierarchy).findings == ()


# (what is right, the fault planted for it, the property that the shapes then complain of, whether the class of all
# things says so)
FAULTS = [
    ('schema:title "Senior', 'schema:title "x"@en , "Senior', "title", False),  # a language tag is no plain string
    ('"2026-01-31"^^xsd:date', '"soon"', "datePosted", False),  # neither date nor dateTime
    ("a org:FormalOrganization , schema:Organization", "a org:FormalOrganization", "hiringOrganization", False),
    ("a schema:AdministrativeArea , schema:Country", "a schema:Country", "applicantLocationRequirements", False),
    ('schema:minValue "2400"^^xsd:float', "schema:minValue 2400", "minValue", False),  # no other number will do
    ('schema:latitude "59.91273"^^xsd:float', "schema:latitude 59.91273", "latitude", False),
    ("a schema:Place ;", "a schema:Thing ;", "jobLocation", False),
    ("schema:url <https://birch-mills.example/jobs/1>", 'schema:url "birch-mills.example"', "url", True),
]


@pytest.mark.parametrize(("right", "wrong", "name", "inherited"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_planted_faults_are_caught(
    right: str, wrong: str, name: str, inherited: bool, read_quads: Reader, hierarchy: list[Quad]
) -> None:
    text = WHOLE.read_text(encoding="utf-8")
    assert right in text
    quads = read_quads(text.replace(right, wrong, 1)) + (hierarchy if inherited else [])
    paths = {finding.path for finding in check(quads).findings}
    assert paths == {f"<http://schema.org/{name}>"}
    assert validate(quads, shapes=[SHAPES], integrity=False).findings == ()  # what the conversion is for
