"""What each command does with its options, by the results it writes."""

import csv
import io
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest

from rolegraph.charts import FORMATS as CHARTS
from rolegraph.exports import FORMATS as EXPORTS
from rolegraph.stores.library import GROUPS, named_queries
from rolegraph.structure import MEASURES


def quads(text: str) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS))


@pytest.mark.parametrize(
    ("options", "holds", "lacks"),
    [
        (("--evidence", "full"), "oa#exact", "nothing-like-it"),
        (("--evidence", "compact"), "oa#start", "oa#exact"),
        (("--evidence", "none"), "rolegraph#superior", "oa#start"),
        (("--base", "https://a.example/d/"), "<https://a.example/d/post", "rolegraph/data/"),
        (("--base", "urn:a:"), "<urn:a:post", "rolegraph/data/"),
        (("--source", "html"), "rolegraph#superior", "nothing-like-it"),
        (("--max-bytes", "100000"), "rolegraph#superior", "nothing-like-it"),
    ],
)
def test_build_options(options: tuple[str, ...], holds: str, lacks: str, call: Callable[..., Any]) -> None:
    done = call("build", "posting.html", "--format", "n-quads", "-q", *options)
    assert done.code == 0, done.err
    assert quads(done.out)
    assert holds in done.out
    assert lacks not in done.out


def test_build_reads_the_encoding_it_is_told(call: Callable[..., Any], tmp_path: Path) -> None:
    posting = tmp_path / "posting.md"
    posting.write_bytes("# Köchin\n\nYou report to the Küchenchef.\n".encode("cp1252"))
    told = call("build", str(posting), "--encoding", "cp1252", "--format", "turtle")
    assert told.code == 0, told.err
    assert "Köchin" in told.out


def test_build_reads_the_columns_it_is_told(call: Callable[..., Any]) -> None:
    done = call("build", "jobs.csv", "--map", "title=job_title", "--map", "body=advert", "-v", "--format", "turtle")
    assert done.code == 0, done.err
    assert "Head Porter" in done.out
    assert "note: jobs.csv#row=2: columns read: title = job_title, body = advert\n" in done.err


def test_build_refuses_what_is_too_large(call: Callable[..., Any]) -> None:
    done = call("build", "posting.html", "--max-bytes", "10")
    assert done.code == 3
    assert "--max-bytes" in done.err


@pytest.mark.parametrize("name", [name for name, one in EXPORTS.items() if one.extensions])
def test_build_and_export_take_the_format_of_the_ending(name: str, call: Callable[..., Any], tmp_path: Path) -> None:
    ending = EXPORTS[name].extensions[0]
    for command, source in (("build", "posting.html"), ("export", "more.nq")):
        out = tmp_path / f"{command}{ending}"
        done = call(command, source, "-o", str(out), "-q")
        assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / f"build{ending}").stat().st_size > 100


def test_export_puts_graphs_together(call: Callable[..., Any]) -> None:
    both = call("export", "graph.ttl", "more.nq", "--format", "n-quads").out
    assert {str(one.graph_name) for one in quads(both)} == {
        "DEFAULT",
        *(str(one.graph_name) for one in quads(call("export", "more.nq", "--format", "n-quads").out)),
    }


def test_validate_reports_in_every_form(call: Callable[..., Any]) -> None:
    text = call("validate", "bad.ttl")
    assert text.code == 1
    assert "does not conform" in text.out
    assert json.loads(call("validate", "bad.ttl", "--format", "json").out)["conforms"] is False
    turtle = call("validate", "bad.ttl", "--format", "turtle").out
    assert list(pyoxigraph.parse(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE))
    assert "ValidationReport" in turtle
    assert json.loads(call("validate", "bad.ttl", "--format", "sarif").out)["version"] == "2.1.0"
    assert call("validate", "bad.ttl", "--format", "junit").out.startswith("<?xml")
    assert call("validate", "bad.ttl", "--group", "--limit", "0").out.count("\n") < text.out.count("\n")


@pytest.mark.parametrize("engine", ["pyshacl", "facts", "sparql"])
def test_every_engine_reports_the_same(engine: str, call: Callable[..., Any]) -> None:
    assert call("validate", "bad.ttl", "--engine", engine).out == call("validate", "bad.ttl").out


def test_verbose_says_what_is_left_to_the_judge(call: Callable[..., Any], tmp_path: Path) -> None:
    shape = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<http://a.example/s> sh:targetNode <http://a.example/x> ;\n"
        "  sh:sparql [ sh:select 'SELECT $this { $this <http://a.example/p> ?o }' ] .\n"
    )
    (tmp_path / "mine.ttl").write_text(shape)
    done = call("validate", "graph.ttl", "--shapes", str(tmp_path), "--engine", "facts", "--verbose")
    assert done.code == 0
    assert "a.example/s> is left to pySHACL" in done.err


def test_validate_takes_other_shapes(call: Callable[..., Any], tmp_path: Path) -> None:
    shape = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> .\n"
        "<http://a.example/s> a sh:NodeShape ; sh:targetClass schema:JobPosting ;\n"
        '  sh:property [ sh:path schema:url ; sh:minCount 9 ; sh:message "Nine URLs." ] .\n'
    )
    (tmp_path / "mine.ttl").write_text(shape)
    for path in (tmp_path, tmp_path / "mine.ttl"):
        done = call("validate", "graph.ttl", "--shapes", str(path))
        assert done.code == 1
        assert "Nine URLs." in done.out


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


ROLES = "SELECT ?title { ?posting rg:advertises/skos:prefLabel ?title } ORDER BY ?title"


def test_query_answers_in_every_format(call: Callable[..., Any], tmp_path: Path) -> None:
    titles = [row["title"] for row in rows(call("query", ROLES, "graph.ttl", "--format", "csv").out)]
    assert len(titles) == 10
    found = json.loads(call("query", ROLES, "graph.ttl", "--format", "json").out)["results"]["bindings"]
    assert [row["title"]["value"] for row in found] == titles
    assert call("query", ROLES, "graph.ttl", "--format", "tsv").out.count("\n") == 11
    spoken = ET.fromstring(call("query", ROLES, "graph.ttl", "--format", "xml").out)
    assert [one.text for one in spoken.iter("{http://www.w3.org/2005/sparql-results#}literal")] == titles
    assert call("query", ROLES, "graph.ttl").out.splitlines()[2:] == titles
    assert "| title |" in call("query", ROLES, "graph.ttl", "--format", "markdown").out
    call("query", ROLES, "graph.ttl", "-o", str(tmp_path / "titles.csv"))
    assert [row["title"] for row in rows((tmp_path / "titles.csv").read_text())] == titles


def test_query_takes_text_a_file_or_a_name(call: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(ROLES)
    texts = {call("query", query, "graph.ttl").out for query in (ROLES, str(tmp_path / "mine.rq"))}
    assert len(texts) == 1
    assert "Chief Executive Officer" in call("query", "top-roles", "graph.ttl").out


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("Head of Turbine Engineering", 1),
        ('"Head of Turbine Engineering"', 1),  # a literal in quotes
        ("head of turbine engineering", 0),  # bound as it is
        ('" } DROP ALL #', 0),  # cannot leave its place
        ("=", 0),
        ("", 0),
    ],
)
def test_query_binds_parameters_as_terms(value: str, count: int, call: Callable[..., Any]) -> None:
    query = "SELECT ?post { ?posting rg:advertises ?post . ?post skos:prefLabel ?name }"
    done = call("query", query, "graph.ttl", "--format", "csv", "--param", f"name={value}")
    assert (done.code, len(rows(done.out))) == (0, count)
    assert call("query", query, "graph.ttl", "--format", "csv", "--param", f"?name={value}").out == done.out


def test_query_constructs_rdf(call: Callable[..., Any], tmp_path: Path) -> None:
    query = "CONSTRUCT { ?a <http://a.example/above> ?b } { ?b org:reportsTo ?a }"
    assert len(quads(call("query", query, "graph.ttl", "--format", "n-triples").out)) == 9
    turtle = call("query", query, "graph.ttl").out.encode()
    assert len(list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))) == 9
    call("query", query, "graph.ttl", "-o", str(tmp_path / "above.nt"))
    assert len(quads((tmp_path / "above.nt").read_text())) == 9
    assert call("query", query, "graph.ttl", "--format", "table").out.startswith("subject")


def test_queries_lists_shows_and_finds(call: Callable[..., Any]) -> None:
    names = [query.name for query in named_queries()]
    listed = call("queries").out.splitlines()
    assert [line.split()[0] for line in listed if line.startswith("  ")] == names
    assert [line for line in listed if line and line[0] != " "] == [f"{name}: {told}" for name, told in GROUPS.items()]
    for query in named_queries():
        shown = call("queries", query.name).out
        assert [line for line in shown.splitlines() if not line.startswith("# as in:")] == query.text.splitlines()
    assert call("queries", "--search", "WHICH KIND line", "--format", "names").out == "who-reports-to-whom\n"
    assert call("queries", "--search", "zebra") == (
        0,
        "",
        "no query holds all of 'zebra'; `rolegraph queries` lists all\n",
    )
    assert call("queries", "--format", "names").out.split() == names
    assert [row["name"] for row in csv.DictReader(io.StringIO(call("queries", "--format", "csv").out))] == names
    assert [one["name"] for one in json.loads(call("queries", "--format", "json").out)] == names
    assert call("queries", "--group", "nothing").code == 2
    assert call("queries", "roles", "--search", "pay").code == 2


def test_the_example_of_every_query_is_a_command(call: Callable[..., Any]) -> None:
    for query in named_queries():
        line = next(x for x in call("queries", query.name).out.splitlines() if x.startswith("# as in: rolegraph "))
        assert call(*shlex.split(line)[4:]).code == 0


@pytest.mark.parametrize("suffix", CHARTS)
def test_chart_draws_in_every_format(suffix: str, call: Callable[..., Any], tmp_path: Path) -> None:
    out = tmp_path / f"chart{suffix}"
    done = call("chart", "graph.ttl", "-o", str(out))
    assert (done.code, done.out, done.err) == (0, "", "")
    begins = {".svg": b"<svg", ".png": b"\x89PNG", ".html": b"<!", ".dot": b"digraph", ".mmd": b"flowchart"}[suffix]
    assert begins in out.read_bytes()[:200]


@pytest.mark.parametrize(
    ("options", "present", "absent"),
    [
        ((), "Curator of Maritime Collections", "Zebra"),
        (("--org", "Skerrow Tidal"), "Marine Technician", "Curator"),
        (("--root", "Head of Turbine Engineering"), "Senior Blade Engineer", "Marine Technician"),
        (("--root", "Chief Executive Officer", "--depth", "1"), "Chief Operating Officer", "Marine Technician"),
        (("--around", "Vessel Operations Manager"), "Chief Operating Officer", "Senior Blade Engineer"),
        (("--title", "Zebra"), "Zebra", "nothing-like-it"),
        (("--color-by", "location"), "Inverness", "Zebra"),
    ],
)
def test_chart_options(options: tuple[str, ...], present: str, absent: str, call: Callable[..., Any]) -> None:
    done = call("chart", "graph.ttl", "--format", "mmd", *options)
    assert done.code == 0, done.err
    assert present in done.out
    assert absent not in done.out


def test_chart_of_nothing_says_so(call: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "nothing.ttl").touch()
    done = call("chart", str(tmp_path / "nothing.ttl"))
    assert done.code == 0
    assert done.out.startswith("<svg")


def test_analyze_reports_in_every_form(call: Callable[..., Any]) -> None:
    found = json.loads(call("analyze", "graph.ttl", "--format", "json").out)
    assert set(found["measures"]) == {name for name, one in MEASURES.items() if not one.roles}
    spans = rows(call("analyze", "graph.ttl", "-m", "spans", "--format", "csv").out)
    assert {row["post_label"]: row["direct"] for row in spans}["Chief Operating Officer"] == "2"
    assert [line.split()[0] for line in call("analyze", "--list").out.splitlines()] == list(MEASURES)
    two = call(
        "analyze", "graph.ttl", "-m", "common-manager", "--role", "Senior Blade Engineer", "--role", "Marine Technician"
    )
    assert "Chief Operating Officer" in two.out


def test_analyze_writes_measures_as_triples(call: Callable[..., Any]) -> None:
    done = call("analyze", "graph.ttl", "-m", "spans", "--format", "n-quads", "--limit", "1")
    assert {str(quad.predicate).rpartition("#")[2] for quad in quads(done.out)} == {"spanOfControl>", "subtreeSize>"}
    assert "rg:layer 1" in call("analyze", "graph.ttl", "--format", "turtle").out


def test_limits_of_rows(call: Callable[..., Any]) -> None:
    assert "... and 3 more" in call("analyze", "graph.ttl", "-m", "depths", "--limit", "8").out
    assert "more" not in call("analyze", "graph.ttl", "-m", "depths", "--limit", "0").out
    assert len(rows(call("analyze", "graph.ttl", "-m", "depths", "--limit", "8", "--format", "csv").out)) == 8


# what has no date always counts, what was posted in 2026 does not in 2000
@pytest.mark.parametrize(("day", "fewer"), [("2000", True), ("2026-11-20", False)])
def test_as_of_a_day(day: str, fewer: bool, call: Callable[..., Any]) -> None:
    for command in (
        ("analyze", "graph.ttl"),
        ("chart", "graph.ttl", "--format", "mmd"),
        ("query", "roles", "graph.ttl"),
    ):
        done = call(*command, "--as-of", day)
        assert done.code == 0, done.err
        assert re.fullmatch(rf"as of {day}[-\d]*: \d+ of 10 postings count, 4 without a date\n", done.err), done.err
        assert call(*command, "--as-of", day, "--quiet").err == ""
        assert (len(done.out) < len(call(*command).out)) is fewer


def test_diff_of_two_graphs_and_of_two_days(call: Callable[..., Any], tmp_path: Path) -> None:
    text = call("diff", "posting.html", "examples").out
    assert "role opened" in text
    assert text.startswith("role-opened ")
    found = json.loads(call("diff", "posting.html", "examples", "--format", "json").out)
    table = rows(call("diff", "posting.html", "examples", "--format", "csv").out)
    assert [row["kind"] for row in table] == [one["kind"] for one in found["changes"]]
    assert all(row["quotes_after"] for row in table if row["kind"] == "role-opened")
    changes = quads(call("diff", "posting.html", "examples", "--format", "n-quads").out)
    assert sum(str(quad.object).endswith("#Change>") for quad in changes) == len(table)
    assert call("diff", "examples", "examples").out == "no change\n"
    for day in ("2024-01-01", "2024-06-30"):
        posted = tmp_path / f"{day}.md"
        posted.write_text(f"---\ntitle: Porter {day}\ndate: {day}\n---\n# Porter {day}\n\nGuard the gate.\n")
    days = call("diff", str(tmp_path), "--from", "2024-01", "--to", "2024-06")
    assert days.out.startswith("role-opened 1\n")
    assert days.err.splitlines() == [
        "as of 2024-01-31: 1 of 2 postings count, 0 without a date",
        "as of 2024-06-30: 2 of 2 postings count, 0 without a date",
    ]


def test_explain_gives_every_fact_its_words(call: Callable[..., Any]) -> None:
    found = json.loads(call("explain", "posting.html", "--format", "json").out)
    assert {"ReportingLine", "Responsibility", "Requirement", "title"} <= {one["fact"] for one in found}
    assert all(one["quote"] and one["rule"] and one["end"] - one["start"] == len(one["quote"]) for one in found)
    lines = call("explain", "posting.html", "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == found
    table = rows(call("explain", "posting.html", "--format", "csv").out)
    assert [row["quote"] for row in table] == [one["quote"] for one in found]
    # a posting and the graph built from it are explained alike
    assert call("explain", "more.nq", "--format", "json").out == call("explain", "posting.html", "--format", "json").out


def test_explain_can_be_narrowed(call: Callable[..., Any]) -> None:
    done = call("explain", "posting.html", "--fact", "reportingline", "--fact", "Organization")
    assert "ReportingLine: Head of Turbine Engineering reports to Chief Operating Officer (solid-line)" in done.out
    assert "Requirement" not in done.out
    none = call("explain", "posting.html", "--fact", "Zebra")
    assert (none.code, none.out) == (0, "")
    assert "no such fact; there are: " in none.err
