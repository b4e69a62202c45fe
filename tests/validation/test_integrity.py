"""The rules about the whole graph: each accepts and refuses its samples, and cycles are those of networkx."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.validation import validate
from rolegraph.validation.cycles import find_cycles
from rolegraph.validation.integrity import check_integrity
from rolegraph.validation.spelling import shorten
from rolegraph.vocabulary import ORG, RDF, SCHEMA, Quad, literal, local_name

Reader = Callable[[Path | str], list[Quad]]
SAMPLES = Path(__file__).parent.parent / "samples" / "shapes" / "integrity"
EDGES = st.lists(st.tuples(*(st.integers(0, 9).map("<a:{}>".format),) * 2), max_size=30)


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.ttl")), ids=lambda sample: sample.stem)
def test_rules(sample: Path, read_quads: Reader) -> None:
    lines = re.findall(r"^# expect: (.*)$", sample.read_text(encoding="utf-8"), re.MULTILINE)
    found = [
        (local_name(f.shape), local_name(f.component), shorten(str(f.path)), local_name(f.severity))
        for f in check_integrity(read_quads(sample))
    ]
    wanted = [(*line.split(), "Violation")[:4] for line in lines]
    assert found == [(shape, f"{kind}ConstraintComponent", path, how) for shape, kind, path, how in wanted]
    assert bool(lines) == sample.stem.startswith("invalid")


def test_every_rule_has_a_refusing_sample() -> None:
    source = (Path(check_integrity.__code__.co_filename)).read_text(encoding="utf-8")
    rules = set(re.findall(r'_Rule\("(\w+)"', source))
    refused = {w for sample in SAMPLES.glob("invalid-*") for w in re.findall(r"# expect: (\w+)", sample.read_text())}
    assert rules == refused


@given(EDGES)
def test_cycles_are_those_of_networkx(edges: list[tuple[str, str]]) -> None:
    targets: dict[str, list[str]] = {}
    for start, end in edges:
        targets.setdefault(start, []).append(end)
    cycles = list(find_cycles(targets))
    graph: nx.DiGraph[str] = nx.DiGraph(edges)
    parts = sorted((set(part) for part in nx.strongly_connected_components(graph) if len(part) > 1), key=min)
    assert [cycle[0] for cycle in cycles] == [min(part) for part in parts]
    for cycle, part in zip(cycles, parts, strict=True):
        assert len(set(cycle)) == len(cycle) > 1
        assert part.issuperset(cycle)
        assert all(graph.has_edge(*edge) for edge in pairwise([*cycle, cycle[0]]))
        lengths = [len(c) for c in nx.simple_cycles(graph.subgraph(part), length_bound=len(cycle)) if cycle[0] in c]
        assert min(n for n in lengths if n > 1) == len(cycle)
    assert bool(cycles) == any(len(cycle) > 1 for cycle in nx.simple_cycles(graph))


@given(EDGES)
def test_order_of_quads_does_not_matter(edges: list[tuple[str, str]]) -> None:
    quads = [(start, ORG.reportsTo, end, "") for start, end in edges]
    assert set(check_integrity(quads)) == set(check_integrity(quads[::-1]))


def test_a_ring_of_100_000_posts_is_one_finding() -> None:
    # the message stays short, nothing recurses, and the time is linear (a quadratic pass would take hours)
    posts = [f"<http://example.org/post-{n}>" for n in range(100_000)]
    quads = [(post, ORG.reportsTo, boss, "") for post, boss in pairwise([*posts, posts[0]])]
    began = perf_counter()
    cycles = [f for f in check_integrity(quads) if f.shape.endswith("ReportingCycle>")]
    assert perf_counter() - began < 60
    assert len(cycles) == 1
    assert "99992 more" in cycles[0].message


# (datePosted, validThrough, how many findings)
PERIODS = [
    ("2026-01-31", "2026-01-31", 0),  # a posting for one day
    ("2026-01-31", "2026-01-30", 1),  # ends before it begins
    ("2026-01-31T10:00:00Z", "2026-01-31", 0),  # a day beside an instant of that day
    ("2026-01-31T00:30:00+02:00", "2026-01-30T23:00:00Z", 0),  # later, though the day is written smaller
    ("2026-01-31T10:00:00", "2026-01-31T09:00:00", 1),  # instants without a zone
    ("2026-01-31T10:00:00", "2026-01-31T09:00:00Z", 1),  # one with, one without
    ("soon", "2026-01-31", 0),  # no date at all: the shape of the posting reports it
    ("99999-01-31", "2026-01-31", 0),  # a year that Python does not know
]


@pytest.mark.parametrize(("posted", "through", "findings"), PERIODS)
def test_periods(posted: str, through: str, findings: int) -> None:
    node = "<http://example.org/posting>"
    quads = [
        (node, RDF.type, SCHEMA.JobPosting, ""),
        (node, SCHEMA.attributes["datePosted"], literal(posted), ""),
        (node, SCHEMA.attributes["validThrough"], literal(through), ""),
    ]
    assert len(check_integrity(quads)) == findings


def test_rules_and_shapes_make_one_report(read_quads: Reader) -> None:
    report = validate([*read_quads(SAMPLES / "invalid-self-report.ttl"), ("<a:a>", RDF.type, ORG.Post, "")])
    assert {local_name(finding.shape) for finding in report.findings} == {"Post-prefLabel", "SelfReport"}
    assert not report.conforms
