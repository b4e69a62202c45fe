"""Tables of posts and postings in one graph: what every part of the program makes of both."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import rolegraph
from rolegraph.charts import chart
from rolegraph.cli.program import run as program
from rolegraph.stores.answers import Solutions
from rolegraph.vocabulary import SKOS

HEADER = "Position ID,Job Title,Reports To Position ID,Organisation,Department,Grade,FTE,Vacant,Name\n"
FIRST = (
    "M1,Mill Director,,Oatfield Mill,,A,1,no,Una Vale",
    "M2,Head of Grinding,M1,Oatfield Mill,Grinding,B,1,no,Per Holt",
    "M3,Stone Dresser,M2,Oatfield Mill,Grinding,D,0.5,yes,",
    "M4,Sack Clerk,M1,Oatfield Mill,Stores,E,1,no,Ida Nye",
    "M5,Sack Clerk,M2,Oatfield Mill,Stores,E,1,no,Bo Rask",
)
# a year later: another manager for M4, and M5 dropped
SECOND = (*FIRST[:3], "M4,Sack Clerk,M2,Oatfield Mill,Stores,E,1,no,Ida Nye")
POSTING = """---
organization: Oatfield Mill
---
# Stone Dresser

Oatfield Mill is hiring. The Stone Dresser reports to the Mill Director.
"""


INPUTS = ("mill-2026-03-31.csv", "dresser.md")


def table(*rows: str) -> str:
    return HEADER + "".join(f"{row}\n" for row in rows)


@pytest.fixture
def mill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mill-2026-03-31.csv").write_text(table(*FIRST), encoding="utf-8")
    (tmp_path / "mill-2027-03-31.csv").write_text(table(*SECOND), encoding="utf-8")
    (tmp_path / "dresser.md").write_text(POSTING, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs the program, and returns what it writes to both streams."""

    def start(*command: str) -> str:
        code = program(list(command))
        told = capsys.readouterr()
        assert code == 0, told
        return told.out + told.err

    return start


def both() -> rolegraph.RoleGraph:
    return rolegraph.build(*INPUTS)


def test_a_store_keeps_tables_as_it_keeps_postings(mill: Path, run: Callable[..., str]) -> None:
    assert "1 posting, 1 table: 2 new" in run("build", *INPUTS, "--store", "S")
    assert "1 posting, 1 table: 2 unchanged" in run("build", *INPUTS, "--store", "S")
    Path(INPUTS[0]).write_text(table(*SECOND), encoding="utf-8")
    # the graph of a table is named by its content: what was read in its place before goes
    assert "1 table: 1 changed" in run("build", INPUTS[0], "--store", "S")
    assert "tables        1\n" in run("status", "--store", "S")
    with rolegraph.open_store("S") as stored:
        assert {quad[:3] for quad in stored.quads} == {quad[:3] for quad in rolegraph.build(*INPUTS).quads}
    assert "Sack Clerk" in run("chart", "--store", "S", "--format", "mmd")
    assert "Oatfield Mill" in run("analyze", "--store", "S")
    assert "1 posting removed" in run("forget", INPUTS[0], "--store", "S")
    assert "tables        0\n" in run("status", "--store", "S")
    assert "Sack Clerk" not in run("chart", "--store", "S", "--format", "mmd")


def test_a_post_that_both_describe_is_one(mill: Path) -> None:
    graph = both()
    same = [link for link in graph.links if link.relation == SKOS.exactMatch]
    assert sorted((link.one.split("-")[1], link.rule) for link in same) == [("m1", "same-title"), ("m3", "same-title")]
    [(post, told)] = [one for one in graph.reporting().nodes(data=True) if one[1]["label"] == "Stone Dresser"]
    # what the posting has no word of comes from the table
    assert (told["vacant"], told["fte"], told["grade"], told["identifier"]) == (True, 0.5, "D", "M3")
    assert (told["organization"], told["unit"]) == ("Oatfield Mill", "Grinding")
    quotes = [quote for _, _, data in graph.reporting().out_edges(post, data=True) for quote in data["quotes"]]
    assert sorted(quotes) == [
        "M3,Stone Dresser,M2,Oatfield Mill,Grinding,D,0.5,yes",
        "The Stone Dresser reports to the Mill Director.",
    ]


def test_a_chart_draws_it_once(mill: Path) -> None:
    graph = both().reporting()
    drawn = chart(graph, format="mmd").decode()
    assert drawn.count("Stone Dresser") == 1
    [box] = [line for line in drawn.splitlines() if "Stone Dresser" in line]
    assert [word for word in ("<br/>D<br/>", "vacant", "0.5 FTE") if word not in box] == []
    assert "reports to the Mill Director" in chart(graph, format="html").decode()


def test_their_disagreement_is_told(mill: Path) -> None:
    graph = both()
    answer = graph.query("conflicting-managers")
    assert isinstance(answer, Solutions)
    assert answer.values() == [("Stone Dresser", "Head of Grinding", "Mill Director", *INPUTS, "Oatfield Mill")]
    [warning] = graph.validate(engine="facts").findings
    assert "its table says Head of Grinding, dresser.md says Mill Director" in warning.message


@pytest.mark.parametrize(
    "titles",
    [
        ("Sack Clerk", "Sack Clerk"),  # the same title
        ("Sack Clerk", "sack  clerk"),  # spelled otherwise
        ("Head of Sacks", "Sacks Head"),  # the same words
        ("Sack Manager", "Sack Management Manager"),  # a word that says nothing
    ],
)
def test_posts_of_two_identifiers_are_never_one(titles: tuple[str, str], mill: Path) -> None:
    rows = [f"M{number},{title},M1,Oatfield Mill,Stores,E,1,no," for number, title in enumerate(titles, 4)]
    Path("two.csv").write_text(table(FIRST[0], *rows), encoding="utf-8")
    posting = POSTING.replace("Stone Dresser", titles[0])
    graph = rolegraph.build("two.csv", posting.encode())
    told = [data["identifier"] for _, data in graph.reporting().nodes(data=True) if "identifier" in data]
    assert sorted(told) == ["M1", "M4", "M5"]


def test_two_years_of_a_table_are_compared(mill: Path) -> None:
    older, newer = (rolegraph.build(f"mill-{year}-03-31.csv") for year in (2026, 2027))
    told = {(change.kind, change.label) for change in older.diff(newer).changes}
    assert told == {("manager-changed", "Sack Clerk"), ("role-closed", "Sack Clerk")}
    assert {post for post, _ in newer.reporting().nodes(data=True)} < set(older.reporting())


def test_titles_tell_posts_of_a_table_without_ids_apart_from_closed_ones(mill: Path) -> None:
    older = rolegraph.build(b"Title,Reports to,Organization\nMiller,,Oatfield\nClerk,Miller,Oatfield\n")
    newer = rolegraph.build(b"Title,Reports to,Organization\nMiller,,Oatfield\n")
    assert [(change.kind, change.label) for change in older.diff(newer).changes] == [("role-closed", "Clerk")]


@pytest.mark.parametrize(
    ("day", "posts"),
    [
        ("2026-03-30", 0),  # before the first
        ("2026-03-31", 5),  # the day of the first
        ("2026-12", 5),  # between both
        ("2027-03-31", 4),  # the second follows the first
    ],
)
def test_the_table_of_the_day_counts(day: str, posts: int, mill: Path) -> None:
    graph = rolegraph.build("mill-2026-03-31.csv", "mill-2027-03-31.csv")
    assert len(graph.as_of(day).reporting()) == posts


@pytest.mark.parametrize(
    ("format", "words"),
    [
        ("neo4j-admin", ("PostTable", "vacant:boolean", "fte:double", "grade", "2026-03-31")),
        ("cypher", ("PostTable", "vacant", "fte", "grade")),
        ("parquet", ("PostTable", "vacant", "fte", "grade")),
        ("graphml", ('attr.name="vacant"', 'attr.name="fte"', 'attr.name="grade"', ">0.5<")),
    ],
)
def test_what_tables_add_is_exported(format: str, words: tuple[str, ...], mill: Path) -> None:
    both().save("out", format=format)
    files = [path for path in (mill / "out", *(mill / "out").rglob("*")) if path.is_file()]
    held = b"".join(os.fsencode(path.name) + path.read_bytes() for path in files)
    assert [word for word in words if word.encode() not in held] == []


def test_charts_leave_out_what_a_table_says_is_no_more(mill: Path, run: Callable[..., str]) -> None:
    gone = "M9,Horse Keeper,M1,Oatfield Mill,Stores,E,1,Eliminated,Eliminated"
    Path("gone.csv").write_text(table(*FIRST, gone), encoding="utf-8")
    assert "Horse Keeper" not in run("chart", "gone.csv", "--format", "mmd")
    # unless it is asked for by its name
    assert "Horse Keeper" in run("chart", "gone.csv", "--format", "mmd", "--root", "Horse Keeper")


def test_a_table_is_explained(mill: Path, run: Callable[..., str]) -> None:
    told = run("explain", "mill-2026-03-31.csv", "--fact", "ReportingLine")
    assert "Stone Dresser reports to Head of Grinding (solid-line)  [manager-column, 1]" in told
    assert "line 4, " in told
