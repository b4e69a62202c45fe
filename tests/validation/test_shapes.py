"""Each shape accepts the samples it must accept and refuses those it must refuse, for the reason the sample names.

A sample lies in `samples/shapes/<name of the shape file>/`; its first lines say what that file's shapes find in it:
`# expect: <shape> <component> <path> [<severity>]`, the path "-" where the node itself is wrong, the severity Violation
where none is given. What the shapes of other files find does not matter.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, URIRef

from rolegraph import resources
from rolegraph.validation import Report, validate
from rolegraph.validation.paths import spell_path
from rolegraph.validation.spelling import SHAPES, shorten
from rolegraph.vocabulary import Quad, local_name

Reader = Callable[[Path | str], list[Quad]]
SAMPLES = Path(__file__).parent.parent / "samples" / "shapes"
FILES = resources.files("shapes", ".ttl")
KINDS = sorted(path.name for path in SAMPLES.iterdir() if path.name != "whole")


def cases(folder: str, pattern: str) -> list[Path]:
    return sorted((SAMPLES / folder).glob(f"{pattern}-*.ttl"))


def expected(sample: Path) -> set[tuple[str, ...]]:
    lines = re.findall(r"^# expect: (.*)$", sample.read_text(encoding="utf-8"), re.MULTILINE)
    return {(*line.split(), "Violation")[:4] for line in lines}


def found(report: Report, shapes: set[str]) -> set[tuple[str, ...]]:
    return {
        (
            local_name(finding.shape),
            local_name(finding.component).removesuffix("ConstraintComponent"),
            spell_path(finding.path, shorten) or "-",
            local_name(finding.severity),
        )
        for finding in report.findings
        if local_name(finding.shape) in shapes
    }


def shapes_of(folder: str) -> set[str]:
    graph = Graph().parse(resources.folder("shapes") / f"{folder}.ttl")
    return {str(shape).removeprefix(SHAPES) for shape in graph.subjects(RDF.type) if isinstance(shape, URIRef)}


@pytest.mark.parametrize(
    "sample", [s for f in FILES for s in cases(f.stem, "valid")], ids=lambda s: f"{s.parent.name}/{s.stem}"
)
def test_accepts(sample: Path, read_quads: Reader) -> None:
    assert not expected(sample)
    assert found(validate(read_quads(sample), integrity=False), shapes_of(sample.parent.name)) == set()


@pytest.mark.parametrize(
    "sample", [s for f in FILES for s in cases(f.stem, "invalid")], ids=lambda s: f"{s.parent.name}/{s.stem}"
)
def test_refuses(sample: Path, read_quads: Reader) -> None:
    assert expected(sample)
    assert found(validate(read_quads(sample), integrity=False), shapes_of(sample.parent.name)) == expected(sample)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shape_is_described_and_tried(file: Path) -> None:
    graph = Graph().parse(file)
    refused = {line[0] for sample in cases(file.stem, "invalid") for line in expected(sample)}
    property_shapes = set(graph.subjects(RDF.type, SH.PropertyShape))
    node_shapes = set(graph.subjects(RDF.type, SH.NodeShape))
    assert property_shapes
    assert node_shapes
    for shape in property_shapes | node_shapes:
        # a node shape that asks something of the node itself speaks for itself too
        speaks = shape in property_shapes or (shape, SH.nodeKind, None) in graph
        assert str(shape).startswith(SHAPES)
        assert len(list(graph.objects(shape, SH.name))) == 1, shape
        assert len(list(graph.objects(shape, SH.description))) == 1, shape
        assert len(list(graph.objects(shape, SH.message))) == speaks, shape
        assert len(list(graph.objects(shape, SH.severity))) == speaks, shape
        assert not speaks or str(shape).removeprefix(SHAPES) in refused, f"no sample is refused by {shape}"
    assert set(graph.objects(None, SH.property)) == property_shapes
    assert all(any((shape, target, None) in graph for target in TARGETS) for shape in node_shapes)


TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


def test_samples_lie_beside_shapes() -> None:
    assert {path.stem for path in FILES} | {"integrity"} == set(KINDS)
    assert all(cases(kind, "valid") for kind in KINDS)


def test_shapes_are_core_and_import_nothing() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in FILES)
    assert not re.search(r"sh:(sparql|js|rule|select|ask)\b|owl:imports", text)
