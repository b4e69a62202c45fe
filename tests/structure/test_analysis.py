"""The analysis as text, JSON and CSV."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.errors import UsageError
from rolegraph.structure import MEASURES, analyze, reporting
from rolegraph.structure.analysis import STATED
from rolegraph.structure.tables import _widest, columns, draw
from rolegraph.vocabulary import RG, value

from .samples import graph_of, kite_works, node, post


def test_the_report_reads_well() -> None:
    assert analyze(kite_works(), measures=["roots", "spans", "dangling", "orphans"]).to_text() == (
        "nodes 4, advertised 2, lines 3, hierarchy 2, organizations 1\n"
        "\n"
        "roots: The tops: posts that others report to and that report to nobody.\n"
        "  post            direct\n"
        "  --------------  ------\n"
        "  Head of Design       1\n"
        "\n"
        "spans: Span of control: counted directly and in all, and as stated.\n"
        "  post                direct  whole  stated min  stated max\n"
        "  ------------------  ------  -----  ----------  ----------\n"
        "  Head of Design           1      2\n"
        "  Lead Kite Designer       1      1           4           4\n"
        "\n"
        "dangling: Superiors that are named but advertised nowhere.\n"
        "  post            reports\n"
        "  --------------  -------\n"
        "  Head of Design        1\n"
        "\n"
        "orphans: Posts without a line, up or down.\n"
        "  none\n"
    )


def test_long_lists_are_cut_and_counted() -> None:
    graph = graph_of((f"a{number}", f"b{number}") for number in range(25))
    text = analyze(graph, measures=["roots"]).to_text(rows=3)
    assert text.endswith("b10        1\n  ... and 22 more\n")
    assert "more" not in analyze(graph, measures=["roots"]).to_text(rows=0)


def test_json_names_nodes_by_iri_and_label() -> None:
    found = json.loads(json.dumps(analyze(kite_works(), roles=["Rigger", "Head of Design"]).to_json()))
    assert found["nodes"] == 4
    assert found["measures"]["roots"] == [
        {"post": {"id": node("Head of Design"), "label": "Head of Design"}, "direct": 1}
    ]
    assert found["measures"]["common-manager"][0]["post"]["label"] == "Head of Design"
    assert set(found["measures"]) == set(MEASURES) - {"chain", "alike-to"}
    assert found["measures"]["programs"][0]["organizations"] == ["Tidal Kites"]


def test_one_measure_as_csv_has_its_own_columns() -> None:
    text = analyze(kite_works(), measures=["chain"], roles=["Rigger"]).to_csv()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["post_label"] for row in rows] == ["Rigger", "Lead Kite Designer", "Head of Design"]
    assert rows[0]["post"] == node("Rigger")


def test_several_measures_as_csv_share_four_columns() -> None:
    rows = list(csv.reader(io.StringIO(analyze(kite_works(), measures=["roots", "cycles"]).to_csv())))
    assert rows == [
        ["measure", "row", "column", "value"],
        ["roots", "1", "post", node("Head of Design")],
        ["roots", "1", "post_label", "Head of Design"],
        ["roots", "1", "direct", "1"],
    ]


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r@x"])
def test_no_cell_is_a_formula(label: str) -> None:
    graph = graph_of([("low", "high")])
    graph.nodes["high"]["label"] = label
    rows = list(csv.reader(io.StringIO(analyze(graph, measures=["roots"]).to_csv(), newline="")))
    assert rows[1][1] == "'" + label.replace("\r", " ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"measures": ["cycle"]}, "no measure is called 'cycle'; near it: 'cycles'"),
        ({"measures": ["chain"]}, "chain needs --role ROLE once, none given"),
        ({"measures": ["chain"], "roles": ["Rigger", "Head of Design"]}, "chain needs --role ROLE once, 2 given"),
        ({"roles": ["Nobody"]}, "no role is called 'Nobody'"),
        ({"organization": "Kites of the Tide"}, "no post of an organization"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        analyze(kite_works(), **arguments)


def test_a_reporting_graph_is_measured_without_undertakings() -> None:
    names = [result.measure.name for result in analyze(reporting(kite_works())).results]
    assert "roots" in names
    assert "commitments" not in names
    with pytest.raises(UsageError, match="measured whole"):
        analyze(reporting(kite_works()), organization="Tidal Kites")


def test_an_empty_graph_has_an_empty_report() -> None:
    assert analyze([]).to_text().startswith("nodes 0, advertised 0")
    assert analyze([]).to_csv().startswith("measure,row,column,value\n")


@given(st.lists(st.lists(st.text(max_size=90), min_size=3, max_size=3), max_size=5))
def test_no_table_is_wider_than_80_columns(rows: list[list[str]]) -> None:
    lines = draw(["post", "managers", "others"], rows)
    assert len(lines) == len(rows) + 2
    assert all(columns(line) <= 80 and "\n" not in line and "\x1b" not in line for line in lines)


def test_the_whole_report_fits_80_columns_and_hides_no_control_characters() -> None:
    graph = graph_of((f"https://example.org/{'x' * 90}{low}", f"https://example.org/{'y' * 90}") for low in range(3))
    for number, name in enumerate(graph):
        graph.nodes[name].update(
            label=f"\x1b[31mDirector\u202e of 部長部長部長部長部長部長部長部長部長部長部長部長部長部長部長部長 {number}"
        )
    text = analyze(graph, roles=[next(iter(graph))]).to_text()
    assert all(columns(line) <= 80 for line in text.splitlines())
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (
            ["depths"],
            {("Head of Design", RG.layer, "1"), ("Lead Kite Designer", RG.layer, "2"), ("Rigger", RG.layer, "3")},
        ),
        # of a post with a stated team size and nobody in the graph: 0 is counted too
        (["bottlenecks"], {("Head of Design", RG.dominates, "2"), ("Lead Kite Designer", RG.dominates, "1")}),
        (["between"], {("Lead Kite Designer", RG.betweenness, "0.166667")}),
        # what cannot be said is passed over beside what can
        (["depths", "cycles", "layers"], {("Rigger", RG.layer, "3")}),
        (["alike"], set()),
    ],
)
def test_measures_are_said_in_triples(names: list[str], said: set[tuple[str, str, str]]) -> None:
    quads = analyze(kite_works(), measures=names).to_quads()
    assert {(post(name), predicate, text) for name, predicate, text in said} <= {
        (subject, predicate, value(obj)) for subject, predicate, obj, _ in quads
    }
    assert quads == sorted(set(quads))
    assert {quad[3] for quad in quads} <= {""}


def test_every_property_of_a_measure_is_a_column_of_it() -> None:
    for name, columns_ in STATED.items():
        assert {"post", *columns_} <= set(MEASURES[name].row._fields)


def test_a_measure_that_says_nothing_of_posts_is_refused_in_triples() -> None:
    with pytest.raises(UsageError, match="layers: nothing of it can be said in RDF; depths, spans"):
        analyze(kite_works(), measures=["layers"]).to_quads()
    assert analyze([]).to_quads() == []


def test_a_span_that_is_not_counted_is_not_said() -> None:
    ladder = graph_of(
        (rung * 2 + low, rung * 2 + 2 + high) for rung in range(3_000) for low in (0, 1) for high in (0, 1)
    )
    quads = analyze(ladder, measures=["spans"]).to_quads()
    assert ("<6000>", RG.spanOfControl) in {quad[:2] for quad in quads}
    assert ("<6000>", RG.subtreeSize) not in {quad[:2] for quad in quads}


def test_a_limit_holds_for_every_form() -> None:
    found = analyze(graph_of((f"a{number}", f"b{number}") for number in range(25)), measures=["roots", "depths"])
    assert len(found.limited(3).to_json()["measures"]["roots"]) == 3
    assert found.limited(3).to_csv().count("roots,") == 9  # three columns a row
    assert len(found.limited(3).to_quads()) == 3
    assert found.limited(0).to_csv() == found.to_csv()


@given(st.lists(st.integers(0, 200), min_size=1, max_size=8), st.integers(8, 80))
def test_columns_share_the_width(widths: list[int], room: int) -> None:
    widest = _widest(widths, room)
    cut = [min(width, widest) for width in widths]
    assert sum(cut) <= room or widest == 8
    # what is cut is as wide as can be
    assert all(width <= widest for width in widths) or widest == 8 or sum(cut) > room - len(widths)
