"""A report: its order, its counts, its texts, and its graph in SHACL's own vocabulary."""

import json
import pickle
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdflib import PROV, RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from rolegraph.validation import Finding, Report, validate
from rolegraph.validation.findings import SH as TERMS
from rolegraph.validation.paths import Path as PropertyPath
from rolegraph.validation.paths import path_triples, spell_path
from rolegraph.validation.spelling import show, turtle
from rolegraph.vocabulary import OA, RG, Quad, literal, value

Reader = Callable[[Path | str], list[Quad]]
WHOLE = Path(__file__).parent.parent / "samples" / "shapes" / "whole"
PLAIN = Finding(severity=TERMS.Violation, focus="<a:b>", shape="<a:s>", component="<a:c>", messages=('"Mend it"',))


@pytest.fixture(scope="module")
def report(read_quads: Reader) -> Report:
    """A report with a finding of each severity, with and without path, value and quote."""
    text = (WHOLE / "full.ttl").read_text(encoding="utf-8")
    for right, wrong in [
        ('schema:currency "EUR"', 'schema:currency "euro"'),  # on a node without evidence of its own
        ("rgc:lead ;", "rgc:boss ;"),  # on a relation whose evidence is on a statement
        ("schema:position 2", "schema:position 2 , 7"),  # an info
        ('schema:employmentType "FULL_TIME" ;', 'schema:employmentType "full" ;'),  # a warning
        ("rg:percentOfTime 80.0", "rg:percentOfTime 800.0"),  # on a node with evidence
        ("rg:confidence 0.9", "rg:confidence 9.0"),
    ]:
        assert right in text
        text = text.replace(right, wrong, 1)
    return validate(read_quads(text))


# (file, severities that may be found): what a build writes at each setting of evidence
DETAILS = [
    ("full", set()),
    ("compact", set()),  # no quotes, no statements about plain relations
    ("none", {"Warning"}),  # no evidence at all conforms too, with a warning for each fact
]


@pytest.mark.parametrize(("detail", "severities"), DETAILS)
def test_whole_graphs_conform(detail: str, severities: set[str], read_quads: Reader) -> None:
    found = validate(read_quads(WHOLE / f"{detail}.ttl"))
    assert found.conforms
    assert {name for name, count in found.counts.items() if count} == severities
    assert {finding.path for finding in found.findings} <= {RG.evidence, RG.confidence}


def test_findings_name_posting_fact_quote_and_remedy(report: Report) -> None:
    found = {finding.shape.rsplit("/", 1)[1].rstrip(">"): finding for finding in report.findings}
    assert {finding.source for finding in report.findings} == {"miller.html"}
    assert {finding.posting for finding in report.findings} == {"<http://example.org/posting-1>"}
    assert found["Responsibility-percentOfTime"].quote == "Spend 80% of your time at the stones"
    assert found["JobPosting-employmentType-known"].quote == "Full-time"  # by its statement: the value is another one
    assert found["Money-currency"].quote == ""  # pay that belongs to the posting, which cites nothing
    assert found["Statement-position-single"].focus == "<http://example.org/responsibility-2>"
    assert all(finding.message.endswith(".") for finding in report.findings)
    assert report.counts == {"Violation": 6, "Warning": 1, "Info": 1}  # two statements speak of what is gone


def test_order_of_quads_does_not_matter(read_quads: Reader) -> None:
    quads = read_quads((WHOLE / "none.ttl").read_text(encoding="utf-8").replace("rgc:lead", "rgc:boss"))
    shuffled = random.Random(7).sample(quads, len(quads))
    assert validate(shuffled).to_turtle() == validate(quads).to_turtle()


def test_named_graphs_are_validated_as_a_union(read_quads: Reader) -> None:
    quads = [(*quad[:3], f"<http://example.org/g{n % 2}>") for n, quad in enumerate(read_quads(WHOLE / "full.ttl"))]
    assert validate(quads).findings == ()


def test_graph_of_a_node_names_its_posting(read_quads: Reader) -> None:
    quads = [
        (*q[:3], "<http://example.org/p>")
        for q in read_quads("<http://example.org/x> a <http://www.w3.org/ns/org#Post> .")
    ]
    assert [finding.posting for finding in validate(quads).findings] == ["<http://example.org/p>"]


def test_report_is_shacl(report: Report) -> None:
    graph = Graph().parse(data=report.to_turtle(), format="turtle")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(node, SH.conforms) == Literal(False)
    results = list(graph.objects(node, SH.result))
    assert set(results) == set(graph.subjects(RDF.type, SH.ValidationResult))
    seen = sorted(
        (
            str(graph.value(r, SH.focusNode)),
            str(graph.value(r, SH.sourceShape)),
            str(graph.value(r, SH.value) or ""),
        )
        for r in results
    )
    assert seen == sorted((value(f.focus), value(f.shape), value(f.value or '""')) for f in report.findings)
    for result in results:
        for predicate in (SH.resultSeverity, SH.sourceConstraintComponent, SH.resultMessage, SH.resultPath):
            assert (result, predicate, None) in graph
    assert set(graph.objects(None, PROV.wasQuotedFrom)) == {URIRef("http://example.org/posting-1")}
    assert Literal("Full-time") in set(graph.objects(None, URIRef(value(OA.exact))))


def test_two_parsers_read_the_same_report(report: Report) -> None:
    strict = {
        (str(q.subject), str(q.predicate), str(q.object)) for q in parse(report.to_turtle(), format=RdfFormat.TURTLE)
    }
    assert len(strict) == len(report.to_graph()) == len(Graph().parse(data=report.to_turtle(), format="turtle"))
    plain = {value(o) for _, _, o in strict if o[0] == '"'}
    assert plain == {value(o) for _, _, o, _ in report.to_graph() if o[0] == '"'}


def test_json(report: Report) -> None:
    read = json.loads(report.to_json())
    assert read["conforms"] is False
    assert read["counts"] == report.counts
    assert [entry["message"] for entry in read["findings"]] == [finding.message for finding in report.findings]
    assert all(set(entry) == set(read["findings"][0]) for entry in read["findings"])


def test_report_survives_a_process_border(report: Report) -> None:
    assert pickle.loads(pickle.dumps(report)).findings == report.findings


# (severity, fails at Violation, at Warning, at Info)
THRESHOLDS = [
    (TERMS.Violation, True, True, True),
    (TERMS.Warning, False, True, True),
    (TERMS.Info, False, False, True),
    ("<http://example.org/Disaster>", True, True, True),  # a severity of the shapes' own counts as a violation
]


@pytest.mark.parametrize(("severity", "violation", "warning", "info"), THRESHOLDS)
def test_thresholds(severity: str, violation: bool, warning: bool, info: bool) -> None:
    report = Report.of([replace(PLAIN, severity=severity)])
    assert [report.fails(s) for s in (TERMS.Violation, TERMS.Warning, TERMS.Info)] == [violation, warning, info]
    assert report.conforms is not violation


# (path, how SPARQL spells it)
PATHS: list[tuple[PropertyPath, str]] = [
    ("<a:p>", "<a:p>"),
    (("inversePath", ("<a:p>",)), "^<a:p>"),
    (("sequence", ("<a:p>", "<a:q>", "<a:r>")), "<a:p>/<a:q>/<a:r>"),
    (("alternativePath", ("<a:p>", ("inversePath", ("<a:q>",)))), "<a:p>|^<a:q>"),
    (("zeroOrMorePath", (("sequence", ("<a:p>", "<a:q>")),)), "(<a:p>/<a:q>)*"),
    (("inversePath", (("oneOrMorePath", ("<a:p>",)),)), "^(<a:p>+)"),
    (("zeroOrOnePath", ("<a:p>",)), "<a:p>?"),
]


@pytest.mark.parametrize(("path", "spelled"), PATHS)
def test_paths(path: PropertyPath, spelled: str) -> None:
    assert spell_path(path) == spelled
    node, triples = path_triples(path, "_:path")
    graph = (
        Graph().parse(data=turtle(sorted((*triple, "") for triple in triples)), format="turtle") if triples else Graph()
    )
    # rdflib renames blank nodes: the node that nothing leads to is the path
    roots = set(graph.subjects()) - set(graph.objects()) or {URIRef(value(node))}
    assert rebuilt(graph, roots.pop()) == path


def rebuilt(graph: Graph, node: object) -> PropertyPath:
    if not isinstance(node, BNode):
        return f"<{node}>"
    for predicate, operand in graph.predicate_objects(node):
        operator = str(predicate).removeprefix(str(SH))
        if predicate == SH.alternativePath:
            return operator, tuple(rebuilt(graph, item) for item in Collection(graph, operand))
        if operator.endswith("Path"):
            return operator, (rebuilt(graph, operand),)
    return "sequence", tuple(rebuilt(graph, item) for item in Collection(graph, node))


@given(st.text())
def test_text_of_a_report_obeys_nobody(hostile: str) -> None:
    # a title or quote can neither forge a line of the report nor drive the terminal
    finding = replace(PLAIN, value=literal(hostile), source=hostile, quote=hostile, messages=(literal(hostile),))
    lines = Report.of([finding]).to_text().split("\n")
    assert len(lines) == 5 - (not hostile)
    assert all(line.isprintable() for line in lines)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_turtle_of_a_report_carries_any_text(hostile: str) -> None:
    finding = replace(PLAIN, value=literal(hostile), quote=hostile)
    objects = {q.object.value for q in parse(Report.of([finding]).to_turtle(), format=RdfFormat.TURTLE)}
    assert hostile in objects


def test_long_texts_are_cut() -> None:
    assert len(show("x" * 5000)) == 200


def test_sarif(report: Report) -> None:
    log = json.loads(report.to_sarif())
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert log["version"] == "2.1.0"
    assert len(set(rules)) == len(rules)
    assert [one["level"] for one in run["results"]] == ["error"] * 6 + ["warning", "note"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"].endswith(".")
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "miller.html"
    prints = [one["partialFingerprints"]["rolegraph/v1"] for one in run["results"]]
    assert len(set(prints)) == len(prints)


# (severity that fails a test, failed tests, whether the text of a warning stands among the failures)
FAILURES = [(TERMS.Violation, 1, False), (TERMS.Warning, 1, True)]


@pytest.mark.parametrize(("severity", "failed", "warned"), FAILURES)
def test_junit(severity: str, failed: int, warned: bool, report: Report) -> None:
    suite = ElementTree.fromstring(report.to_junit(severity))
    assert (suite.get("tests"), suite.get("failures")) == ("1", str(failed))
    (failure,) = suite.iter("failure")
    assert ("employmentType" in (failure.text or "")) is warned


@given(st.text())
def test_reports_for_ci_systems_carry_any_text(hostile: str) -> None:
    safe = hostile.encode("utf-8", "replace").decode()
    report = Report.of([replace(PLAIN, source=hostile, quote=hostile, messages=(literal(safe),))])
    assert ElementTree.fromstring(report.to_junit().encode("utf-8", "replace")).get("failures") == "1"
    assert len(json.loads(report.to_sarif())["runs"][0]["results"]) == 1


def test_limit_counts_what_it_leaves_out() -> None:
    report = Report.of([replace(PLAIN, focus=f"<a:{n}>") for n in range(5)]).limited(2)
    assert [finding.focus for finding in report.findings] == ["<a:0>", "<a:1>"]
    assert report.counts["Violation"] == 5
    assert "3 more of <a:s>" in report.to_text()
    assert json.loads(report.to_json())["left_out"] == 3
    assert report.limited(0).conforms is False


def test_grouped_text_says_once_what_to_do() -> None:
    text = Report.of([replace(PLAIN, focus=f"<a:{n}>") for n in range(5)]).to_text(grouped=True)
    assert text.count("Mend it") == 1
    assert text.startswith("Violation: <a:s>, 5 findings\n  Mend it\n  (no posting): <a:0>\n")
