"""Answers in the W3C formats, read back by two other readers, and in tables that no value takes over."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.query import Result

from rolegraph.errors import UsageError
from rolegraph.stores.answers import FORMATS, Answer, Boolean, Solutions, Triples, write
from rolegraph.stores.tables import display_width, harmless, markdown_table, text_table, wrap
from rolegraph.vocabulary import XSD, literal, value

ROWS = Solutions(
    ("role", "n", "é"),
    (
        ("<https://schema.org/title>", literal("5", XSD.integer), literal('a,"b"\n\tc|<x>') + "@en-gb"),
        ("_:b1", literal("1.5", XSD.decimal), None),
        (None, None, '""'),
        ('"日本"', '"<http://a.example/>"', literal("\\N \\\\")),
    ),
)
NONE = Solutions(("a", "b"), ())
FORM = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
}


def reread(text: str, format: str) -> list[tuple[str | None, ...]]:
    solutions = pyoxigraph.parse_query_results(text, format=FORM[format])
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    width = len(list(solutions.variables))
    return [tuple(None if row[i] is None else str(row[i]) for i in range(width)) for row in solutions]


@pytest.mark.parametrize("format", FORM)
@pytest.mark.parametrize("answer", [ROWS, NONE])
def test_pyoxigraph_reads_back_the_same_rows(format: str, answer: Solutions) -> None:
    assert reread(write(answer, format), format) == list(answer.rows)


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_rdflib_reads_back_the_same_rows(format: str) -> None:
    result = Result.parse(io.BytesIO(write(ROWS, format).encode()), format=format)
    names = result.vars or []
    assert [str(name) for name in names] == list(ROWS.variables)
    got = [[str(row[name]).removeprefix("_:") if name in row else None for name in names] for row in result.bindings]
    assert got == [[None if term is None else value(term).removeprefix("_:") for term in row] for row in ROWS.rows]


def test_csv_holds_the_values() -> None:
    """SPARQL 1.1 Query Results CSV: CR LF, values without their types."""
    text = write(ROWS, "csv")
    assert text.startswith("role,n,é\r\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == [
        ["https://schema.org/title", "5", 'a,"b"\n\tc|<x>'],
        ["_:b1", "1.5", ""],
        ["", "", ""],
        ["日本", "<http://a.example/>", "\\N \\\\"],
    ]


@pytest.mark.parametrize("truth", [True, False])
def test_truth_values(truth: bool) -> None:
    answer = Boolean(truth)
    for format in ("json", "xml"):
        read = pyoxigraph.parse_query_results(write(answer, format), format=FORM[format])
        assert isinstance(read, pyoxigraph.QueryBoolean)
        assert bool(read) is truth
    assert json.loads(write(answer, "json")) == {"head": {}, "boolean": truth}
    assert write(answer, "table").split()[-1] == write(answer, "csv").strip() == str(truth).lower()


def test_xml_is_well_formed_whatever_it_holds() -> None:
    answer = Solutions(("a",), ((literal("\x00\x01\x1b[2J\ufffe ]]> &amp;"),),))
    root = ElementTree.fromstring(write(answer, "xml"))
    assert "".join(root.itertext()) == "\ufffd\ufffd\ufffd[2J\ufffd ]]> &amp;"


def test_naughty_strings_survive_every_format(shared: Path) -> None:
    strings = json.loads((shared / "suites" / "naughty-strings.json").read_text(encoding="utf-8"))
    answer = Solutions(("text",), tuple((literal(text.encode("utf-8", "replace").decode()),) for text in strings))
    for format in ("json", "tsv"):
        got = [value(row[0] or "") for row in reread(write(answer, format), format)]
        assert got == [value(row[0] or "") for row in answer.rows]
    ElementTree.fromstring(write(answer, "xml"))
    for width in (0, 1, 20, 80):
        table = write(answer, "table", width=width)
        assert all(char.isprintable() or char in "\n\u200c\u200d" for char in table)
        assert not width or max(map(display_width, table.split("\n"))) <= width
    assert len(write(answer, "table").split("\n")) == len(strings) + 3


@pytest.mark.parametrize(
    "answer", [ROWS, NONE, Boolean(True), Triples((("<a:>", "<a:>", '"x"'),)), Solutions((), ((), ()))]
)
@pytest.mark.parametrize("format", FORMATS)
def test_every_kind_in_every_format(answer: Answer, format: str) -> None:
    if isinstance(answer, Triples) and format not in ("table", "markdown"):
        with pytest.raises(UsageError, match="RDF syntax"):
            write(answer, format)
    else:
        text = write(answer, format)
        assert text == "" or text.endswith("\n")


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="table, json, csv, tsv, xml, markdown"):
        write(ROWS, "yaml")


def test_no_rows_make_a_head_alone() -> None:
    assert write(NONE, "table") == "a  b\n-  -\n"
    assert write(NONE, "csv") == "a,b\r\n"
    assert len(NONE) == 0


def test_tables_wrap_at_spaces_and_set_numbers_right() -> None:
    rows = [["Harbour Master", "1.5"], ["Keeper of the Log", "10"]]
    wide = ["role                 n", "-----------------  ---", "Harbour Master     1.5", "Keeper of the Log   10"]
    narrow = ["role             n", "-------------  ---", "Harbour        1.5", "Master", "Keeper of the   10", "Log"]
    assert text_table(["role", "n"], rows).splitlines() == wide
    assert text_table(["role", "n"], rows, width=18).splitlines() == narrow


def test_a_table_too_narrow_for_columns_sets_records() -> None:
    rows = [["Harbour Master", "Port Director", "Port"], ["Pilot", "", "Port"]]
    assert text_table(["role", "superior", "employer"], rows, width=20) == (
        "role: Harbour Master\nsuperior: Port\n  Director\nemployer: Port\n\nrole: Pilot\nsuperior:\nemployer: Port\n"
    )


@given(
    st.lists(st.lists(st.text(max_size=40), min_size=3, max_size=3), max_size=4),
    st.integers(min_value=1, max_value=120),
)
def test_no_line_of_a_table_is_too_wide(rows: list[list[str]], width: int) -> None:
    text = text_table(["a", "long name", "日本"], rows, width=width)
    assert max(map(display_width, text.split("\n"))) <= width
    assert all(char.isprintable() or char in "\n\u200c\u200d" for char in text)


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    text = harmless(text)
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(display_width(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b]0;title\x07b", "a\\u001b]0;title\\u0007b"),  # an escape sequence that names the window
        ("\u202eevil", "\\u202eevil"),  # right-to-left override
        ("a\u2066b\u2069", "a\\u2066b\\u2069"),
        ("a\nb\tc\u2028d", "a b c d"),
        ("\U000e0041", "\\U000e0041"),  # a tag character
        ("\ud800", "\\ud800"),
        ("\ufeffx", "\\ufeffx"),
        ("נמל العربية", "נמל العربية"),  # letters of any direction are letters
        ("👩\u200d🔧", "👩\u200d🔧"),
    ],
)
def test_no_value_steers_the_terminal(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_markdown_is_escaped() -> None:
    text = markdown_table(["a"], [["[x](http://a.example) | <script> *b* `c` & \\ #"]])
    cell = text.splitlines()[2]
    assert cell == "| \\[x\\](http://a.example) \\| \\<script\\> \\*b\\* \\`c\\` \\& \\\\ \\# |"


def test_tables_shorten_iris() -> None:
    answer = Solutions(("a",), (("<https://w3id.org/rolegraph/concept/director>",), ("<https://a.example/x>",)))
    assert write(answer, "table").split("\n")[2:4] == ["rgc:director", "https://a.example/x"]
    assert "x:x" in write(answer, "table", prefixes={"x": "https://a.example/"})


def test_rdflib_agrees_on_the_namespaces() -> None:
    assert write(Solutions(("t",), ((rdflib.SDO.title.n3(),),)), "table").endswith("schema:title\n")
