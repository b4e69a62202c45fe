"""What holds of any rows at all, and of strings that break programs in every column."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rolegraph
from rolegraph.rosters.cells import NOTHING
from rolegraph.stores.reading import read_rdf
from rolegraph.vocabulary import UNWRITABLE, literal

IDS = st.sampled_from([f"P{number}" for number in range(12)])
ROWS = st.lists(
    st.tuples(IDS, st.sampled_from(("Chief", "Baker", "Cook", "")), st.one_of(IDS, st.just(""))),
    min_size=1,
    max_size=25,
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode("utf-8", "replace")


@given(ROWS)
@QUICK
def test_posts_are_the_distinct_ids_and_lines_the_distinct_references(rows: list[tuple[str, str, str]]) -> None:
    built = rolegraph.build(table(("id", "title", "manager_id"), rows))
    [roster] = built.rosters
    ids = {row[0] for row in rows}
    assert {post.identifier for post in roster.posts if post.rows} == ids
    assert {post.identifier for post in roster.posts if not post.rows} == {
        row[2] for row in rows if row[2] and row[0] != row[2]
    } - ids
    found = {(roster.posts[one.subordinate].identifier, roster.posts[one.superior].identifier) for one in roster.lines}
    assert found == {(row[0], row[2]) for row in rows if row[2] and row[0] != row[2]}
    # every line is in the graph, and the graph says no other
    answer = built.query("SELECT ?a ?b { ?x org:reportsTo ?y . ?x schema:identifier ?a . ?y schema:identifier ?b }")
    assert set(answer.values()) == found  # type: ignore[union-attr]
    assert sorted(str(one) for one in roster.problems) == sorted({str(one) for one in roster.problems})
    assert sum(len(post.rows) for post in roster.posts) == len(rows) == roster.rows
    assert all(roster.text[slice(*row)].startswith(post.identifier) for post in roster.posts for row in post.rows)


@given(ROWS, st.randoms())
@QUICK
def test_the_order_of_rows_changes_no_post_and_no_line(rows: list[tuple[str, str, str]], random: object) -> None:
    header = ("id", "title", "organization", "manager_id")
    named = [(row[0], row[1], "Crumb", row[2]) for row in rows]
    shuffled = list(named)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (rolegraph.build(table(header, some), evidence="none") for some in (named, shuffled))
    query = "SELECT ?a ?b { { ?a org:reportsTo ?b } UNION { ?t rg:lists ?a . BIND(1 AS ?b) } } ORDER BY ?a ?b"
    assert one.query(query).values() == other.query(query).values()  # type: ignore[union-attr]


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=6))
@QUICK
def test_any_cells_give_a_graph_or_errors(cells: list[list[str]]) -> None:
    try:
        built = rolegraph.build(
            table(("id", "title", "manager_id", "unit", "location", "fte"), cells), organization="Crumb"
        )
    except rolegraph.RolegraphError:
        return
    data = built.render("n-quads")
    assert sorted(read_rdf(data, syntax="nq", source="-")) == sorted(built.quads)
    text = built.rosters[0].text if built.rosters else ""
    assert all(
        0 <= start < end <= len(text) for roster in built.rosters for post in roster.posts for start, end in post.rows
    )


def cleaned(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", " ".join(text.split()))


@pytest.mark.parametrize("column", ["id", "title", "unit", "organization", "location", "grade"])
def test_naughty_strings(column: str, shared: Path) -> None:
    strings: list[str] = json.loads((shared / "suites" / "naughty-strings.json").read_text("utf-8"))
    header = ["id", "title", "organization", "unit", "location", "grade", "manager_id"]
    rows = []
    for number, text in enumerate(strings):
        row = {"id": f"P{number}", "title": "Baker", "organization": "Crumb", "manager_id": "P0"} | {column: text}
        rows.append([row.get(name, "") for name in header])
    built = rolegraph.build(table(header, rows), source="posts")
    assert built.problems == ()
    wanted = {cleaned(text) for text in strings if cleaned(text).casefold() not in NOTHING or column == "id"} - {""}
    if column == "id":
        wanted = {text for text in wanted if "@" not in text}
        assert {post.identifier for post in built.rosters[0].posts} >= wanted
    else:
        told = {quad[2] for quad in built.quads}
        if column != "location":
            parts = {part.strip() for text in wanted for part in (text.split(";") if column == "unit" else [text])}
            missing = [text for text in parts if text and text.casefold() not in NOTHING and literal(text) not in told]
            # two spellings of one unit or organization are one
            assert len(missing) <= (30 if column in ("unit", "organization") else 0), missing
    for syntax, form in (
        ("n-quads", ox.RdfFormat.N_QUADS),
        ("turtle", ox.RdfFormat.TURTLE),
        ("rdf-xml", ox.RdfFormat.RDF_XML),
    ):
        read = {
            str(triple.triple if isinstance(triple, ox.Quad) else triple)
            for triple in ox.parse(built.render(syntax), format=form)
        }
        assert len(read) == len({quad[:3] for quad in built.quads})
