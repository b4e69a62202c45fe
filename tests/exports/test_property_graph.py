"""The property graph, and every format of it, as the programs read it that the formats are for."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import igraph
import pyarrow.parquet
import pygraphviz
import pytest

import rolegraph
from rolegraph.errors import OutputError, UsageError
from rolegraph.exports import FORMATS
from rolegraph.exports.cypher import literal as cypher_literal
from rolegraph.exports.property_graph import Edge, PropertyGraph, property_graph
from rolegraph.exports.property_model import EDGES, NODES, edge_columns
from rolegraph.structure import reporting
from rolegraph.vocabulary import ORG, RDF, RG, SKOS, XSD, Quad, literal

from ..conftest import CHECKOUT
from .samples import naughty_strings, quads_of, sample

A, B, LINE = "<https://example.org/a>", "<https://example.org/b>", "<https://example.org/line>"
POSTING = "<https://example.org/posting>"
POST = (A, RDF.type, ORG.Post, POSTING)

# what a cell can hold, and what reading it can go wrong by
TORTURE = {
    "quotes": 'Head of "North", 5" pipes""',
    "a quote alone": '"',
    "commas and semicolons": "Glazing, firing; packing",
    "newlines": "two\nlines\r\nand\rmore\n",
    "tabs and spaces": "\t a \t",
    "a byte-order mark": "\ufeffHead",
    "formulas": '=HYPERLINK("x")',
    "a plus": "+1",
    "a minus": "-1",
    "an at": "@SUM(A1)",
    "a backslash": "C:\\kilns\\",
    "escaped quotes": "\\\"\\'\\u0027 \\",
    "Cypher": "'}) DETACH DELETE n //",
    "a number": "007",
    "null": "null",
    "other scripts": "陶工 ٱلْخَزَّاف 👩\u200d🏭",
    "separators of lines": "a\u2028b\u0085c\x0bd".replace("\x0b", "\ufffd"),
    "a megabyte": 'x, "y"\n' * 150_000,
}


def tortured() -> list[Quad]:
    """A post for each text, which is its label and one of its titles."""
    quads: list[Quad] = []
    for number, text in enumerate(TORTURE.values()):
        post = f"<https://example.org/{number:02}>"
        quads += [(post, RDF.type, ORG.Post, POSTING), (post, SKOS.prefLabel, literal(text), POSTING)]
        quads += [(post, SKOS.altLabel, literal(one), POSTING) for one in (text, "plain")]
        quads.append((post, ORG.reportsTo, "<https://example.org/00>", POSTING))
    return quads


@pytest.mark.parametrize(
    ("quads", "label", "column", "expected"),
    [
        # the least of several, as far as a column holds one
        ([(A, SKOS.prefLabel, '"b"', ""), (A, SKOS.prefLabel, '"a"', "")], "Post", "name", "a"),
        # all of several where it is a list, sorted
        ([(A, SKOS.altLabel, '"b"', ""), (A, SKOS.altLabel, '"a"', "")], "Post", "titles", ["a", "b"]),
        # concepts by their local name
        ([(A, RG.seniority, "<https://w3id.org/rolegraph/concept/lead>", "")], "Post", "seniority", ["lead"]),
        ([(A, RG.directReports, literal("4", XSD.integer), "")], "Post", "direct_reports", 4),
        # two figures are no figure, and what is no number is none
        ([(A, RG.directReports, f'"{n}"', "") for n in (4, 5)], "Post", "direct_reports", None),
        ([(A, RG.directReports, '"four"', "")], "Post", "direct_reports", None),
        ([(A, RG.directReports, '"99999999999999999999"', "")], "Post", "direct_reports", None),
        ([(A, RG.confidence, '"NaN"', ""), (A, RG.confidence, '"0.5"', "")], "Post", "confidence", 0.5),
        # an empty text says nothing
        ([(A, SKOS.prefLabel, '""', "")], "Post", "name", None),
        # a character that no database's text holds
        ([(A, SKOS.prefLabel, '"a\\u0000\\u001Fb"', "")], "Post", "name", "a\ufffd\ufffdb"),
    ],
)
def test_what_a_property_is(quads: list[Quad], label: str, column: str, expected: Any) -> None:
    (node,) = property_graph([POST, *quads]).nodes
    assert node.label == label
    assert node.properties.get(column) == expected


@pytest.mark.parametrize(
    ("quads", "expected"),
    [
        # a node without a class is what its relationship says
        ([(A, ORG.postIn, B, "")], [("IN_ORGANIZATION", "Post", "Organization")]),
        # one property, two kinds, by the class at its end
        ([(A, ORG.postIn, B, ""), (B, RDF.type, ORG.OrganizationalUnit, "")], [("IN_UNIT", "Post", "Unit")]),
        # what does not fit is left out, and so is a text where a node must be
        ([(A, ORG.postIn, B, ""), (B, RDF.type, "<https://schema.org/Place>", "")], []),
        ([(A, ORG.reportsTo, '"the boss"', "")], []),
        # a line beside org:reportsTo is one relationship, a bare org:reportsTo one too
        ([(LINE, RG.subordinate, A, ""), (LINE, RG.superior, B, "")], [("REPORTS_TO", "Post", "Post")]),
        (
            [(LINE, RG.subordinate, A, ""), (LINE, RG.superior, B, ""), (A, ORG.reportsTo, B, "")],
            [("REPORTS_TO", "Post", "Post")],
        ),
        ([(A, ORG.reportsTo, A, "")], [("REPORTS_TO", "Post", "Post")]),
    ],
)
def test_what_a_relationship_is(quads: list[Quad], expected: list[tuple[str, str, str]]) -> None:
    found = property_graph([POST, *quads]).edges
    assert [(edge.type, *edge.pair) for edge in found] == expected


def test_a_reporting_line_says_what_the_reporting_graph_says() -> None:
    quads, graph = sample()
    edges = [edge for edge in property_graph(quads).edges if edge.type == "REPORTS_TO"]
    assert {(edge.start, edge.end) for edge in edges} == set(graph.edges)
    for edge in edges:
        data = graph.edges[edge.start, edge.end]
        assert edge.properties["kind"] in data["kinds"]
        assert (edge.properties["quote"], edge.properties["confidence"]) == (data["quotes"][0], data["confidence"])
        assert edge.properties["hierarchy"] is data["hierarchy"]
        assert edge.properties["postings"] == data["postings"]


def test_every_statement_of_the_model_is_met_in_the_examples() -> None:
    found = rolegraph.build(CHECKOUT / "examples").properties()
    lines = [edge for edge in found.edges if edge.type == "REPORTS_TO"]
    assert len(lines) == 10
    assert all(edge.properties["quote"] and edge.properties["posting"] in found.postings for edge in lines)
    assert all(edge.properties["postings"] for edge in found.edges)
    ids = {node.id: node.label for node in found.nodes}
    assert all((ids[edge.start], ids[edge.end]) == edge.pair for edge in found.edges)


def test_the_model_is_sound() -> None:
    labels = {row.label for row in NODES}
    assert all({low, high} <= labels for row in EDGES for low, high in row.pairs)
    for columns in (*(row.columns for row in NODES), *(edge_columns(row.name) for row in EDGES)):
        assert len({column.name for column in columns}) == len(columns)


def unfolded(name: str, quads: list[Quad]) -> dict[str, bytes]:
    files = FORMATS[name].files
    assert files is not None
    return dict(files(property_graph(quads)))


def read_admin(data: bytes) -> list[dict[str, Any]]:
    """Read a table for neo4j-admin as its importer does: null where a cell is bare and empty, lists cut at U+001F."""
    csv.field_size_limit(10_000_000)
    (head, *rows) = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    read: dict[str, Callable[[str], Any]] = {
        "long": int,
        "double": float,
        "boolean": {"true": True, "false": False}.get,
    }
    read |= {"string[]": lambda cell: cell.split("\x1f")}
    cells = [
        {name: read.get(name.partition(":")[2], str)(cell) for name, cell in zip(head, row, strict=True) if cell}
        for row in rows
    ]
    return [{name.partition(":")[0] or name: found for name, found in row.items()} for row in cells]


def test_tables_for_neo4j_admin_hold_every_text() -> None:
    files = unfolded("neo4j-admin", tortured())
    rows = read_admin(files["nodes/Post.csv"])
    assert [row["name"] for row in rows] == list(TORTURE.values())
    assert [set(row["titles"]) for row in rows] == [{text, "plain"} for text in TORTURE.values()]
    assert not files["nodes/Post.csv"].startswith(b"\xef\xbb\xbf")
    edges = read_admin(files["relationships/REPORTS_TO.csv"])
    assert [edge[":START_ID"] for edge in edges] == [row["id"] for row in rows]


def test_the_readme_asks_for_a_buffer_that_holds_the_longest_cell() -> None:
    readme = unfolded("neo4j-admin", tortured())["README.md"].decode()
    assert "--multiline-fields=true" in readme
    assert int(readme.partition("--read-buffer-size=")[2].split()[0]) > len(TORTURE["a megabyte"])
    assert "--read-buffer-size" not in unfolded("neo4j-admin", sample()[0])["README.md"].decode()


def test_duckdb_reads_the_tables(tmp_path: Path) -> None:
    table = tmp_path / "Post.csv"
    table.write_bytes(unfolded("neo4j-admin", tortured())["nodes/Post.csv"])
    query = (
        'SELECT "name:string", "rule:string" FROM read_csv(?, header=true, all_varchar=true, auto_detect=false, '
        "delim=',', quote='\"', escape='\"', max_line_size=8000000, columns=$columns, parallel=false) ORDER BY 1"
    )
    head = table.read_bytes().partition(b"\n")[0].decode().split(",")
    columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in head) + "}"
    rows = duckdb.execute(query.replace("$columns", columns).replace("all_varchar=true, ", ""), [str(table)]).fetchall()
    assert sorted(name for name, _ in rows) == sorted(TORTURE.values())
    assert {rule for _, rule in rows} == {None}


def test_parquet_holds_every_text_and_type(tmp_path: Path) -> None:
    quads = [*tortured(), (A, RG.directReports, literal("4", XSD.integer), ""), POST]
    found = property_graph(quads)
    for name, data in unfolded("parquet", quads).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    rows = pyarrow.parquet.read_table(tmp_path / "nodes/Post.parquet").to_pylist()
    assert [{k: v for k, v in row.items() if v is not None} for row in rows] == [
        {"id": node.id, **node.properties} for node in found.nodes
    ]
    answer = duckdb.execute("SELECT max(direct_reports), count(*) FROM read_parquet(?)", [str(tmp_path / "nodes/*")])
    assert answer.fetchone() == (4, len(TORTURE) + 1)
    edges = pyarrow.parquet.read_table(tmp_path / "relationships/REPORTS_TO.parquet").to_pylist()
    assert [(edge["source"], edge["hierarchy"]) for edge in edges] == [(edge.start, True) for edge in found.edges]


@pytest.mark.parametrize("text", TORTURE.values(), ids=list(TORTURE))
def test_a_literal_of_cypher_is_one_line_that_ends_where_it_should(text: str) -> None:
    spelled = cypher_literal(text)
    assert spelled.isprintable() or not set(spelled) & set("\n\r\t\x85\u2028\u2029")
    inside = spelled[1:-1].replace("\\\\", "")
    assert "'" not in inside.replace("\\'", "")


def test_a_script_can_be_cut_at_its_lines() -> None:
    script = FORMATS["cypher"].render(property_graph(tortured())).decode()
    statements = [line for line in script.split("\n") if line and not line.startswith("//")]
    assert all(line.endswith(";") for line in statements)
    assert all(line.startswith(("CREATE CONSTRAINT ", "UNWIND split('")) for line in statements)


def test_pygraphviz_reads_dot_again(shared: Path) -> None:
    graph = reporting(quads_of(naughty_strings(shared)))
    read = pygraphviz.AGraph(string=FORMATS["dot"].render(graph).decode())
    assert {(str(low), str(high)) for low, high in read.edges()} == set(graph.edges)
    assert read.is_directed()
    for node, data in graph.nodes.items():
        # as DOT spells a label: backslashes doubled
        assert (read.get_node(node).attr["label"] or "").replace("\\\\", "\\") == data["label"]


def test_igraph_reads_graphml(shared: Path, tmp_path: Path) -> None:
    graph = reporting(quads_of(naughty_strings(shared)))
    (tmp_path / "g.graphml").write_bytes(FORMATS["graphml"].render(graph))
    read = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert read.is_directed()
    labels = dict(zip(read.vs["id"], read.vs["label"], strict=True))
    assert labels == {node: data["label"] for node, data in graph.nodes.items()}
    pairs = {(read.vs[edge.source]["id"], read.vs[edge.target]["id"]) for edge in read.es}
    assert pairs == set(graph.edges)
    assert set(read.es["confidence"]) == {0.85}


def test_neosemantics_gets_one_datatype_a_property_and_no_statements_or_blank_nodes() -> None:
    quads: list[Quad] = [
        (A, "<https://schema.org/datePosted>", literal("2026-01-01", XSD.date), ""),
        (B, "<https://schema.org/datePosted>", literal("2026-01-01T00:00:00Z", XSD.dateTime), ""),
        (A, RG.since, literal("2019", XSD.gYear), ""),
        (A, SKOS.prefLabel, '"Kiln"@en', ""),
        (A, SKOS.altLabel, '"x"', ""),
        (A, SKOS.altLabel, '"y"', POSTING),
        ("_:b1", ORG.reportsTo, A, ""),
        ("<https://example.org/s>", RDF.type, RDF.Statement, ""),
        ("<https://example.org/s>", RDF.predicate, RG.since, ""),
    ]
    text = FORMATS["n10s"].render(quads).decode()
    head = [line for line in text.split("\n") if line.startswith("#")]
    body = [line for line in text.split("\n") if line and not line.startswith("#")]
    assert any("multivalPropList: ['http://www.w3.org/2004/02/skos/core#altLabel']" in line for line in head)
    assert any(line.startswith("# CALL n10s.nsprefixes.add('skos'") for line in head)
    assert not [line for line in body if "_:" in line or "^^" in line or "@en" in line or "Statement" in line]
    assert len(body) == 7


@pytest.mark.parametrize("name", ["neo4j-admin", "parquet"])
def test_a_folder_is_written_whole_or_not_at_all(name: str, tmp_path: Path) -> None:
    built = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
    with pytest.raises(UsageError, match="folder of files"):
        built.render(name)
    out = tmp_path / "out"
    built.save(out, format=name)
    (out / "nodes" / "Old.csv").write_text("from before", encoding="utf-8")
    before = {path.relative_to(out): path.read_bytes() for path in out.rglob("*.*") if path.name != "Old.csv"}
    built.save(out, format=name)
    assert {path.relative_to(out): path.read_bytes() for path in out.rglob("*.*")} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    # a folder of somebody else's stays as it is
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("2 years", encoding="utf-8")
    with pytest.raises(OutputError, match="did not write"):
        built.save(mine, format=name)
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]


def test_a_folder_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    from rolegraph.writing import FOLDER_MARK, write_folder

    out = tmp_path / "out"
    write_folder(out, [("README.md", FOLDER_MARK)])

    def broken() -> Any:
        yield "a/b.csv", b"half"
        raise OutputError("cannot go on")

    with pytest.raises(OutputError, match="cannot go on"):
        write_folder(out, broken())
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "README.md"]


def test_an_empty_graph_is_written() -> None:
    assert property_graph([]) == PropertyGraph((), (), ())
    assert set(unfolded("neo4j-admin", [])) == {"constraints.cypher", "README.md"}
    assert FORMATS["cypher"].render(property_graph([])).count(b"\n") == 2


def test_the_order_of_quads_changes_nothing() -> None:
    quads, _ = sample()
    assert property_graph(quads) == property_graph(quads[::-1])
    assert all(isinstance(edge, Edge) for edge in property_graph(quads).edges)
