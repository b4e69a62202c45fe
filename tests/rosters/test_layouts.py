"""Which tables are tables of posts, and what their columns hold; in every form a table comes in."""

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import rolegraph
from rolegraph.errors import InputError, MalformedInput, UsageError
from rolegraph.pipeline import Converted, ConvertedTable, convert
from rolegraph.rosters.layouts import LAYOUTS, recognize
from rolegraph.settings import Settings
from rolegraph.stores.answers import Solutions

from .tabling import converted, lines, roster

CHIEF = [("Baker", "Chief", "solid")]


@pytest.mark.parametrize(
    ("table", "layout"),
    [
        ("id,title,parentId\n1,Chief,\n2,Baker,1\n", "d3-org-chart"),
        ("employee_id;title;manager_id\n1;Chief;\n2;Baker;1\n", "employee"),
        ("PersonID\tSupervisorID\tName\tTitle\n1\t\tAda\tChief\n2\t1\tBo\tBaker\n", "orgplus"),
        ("id,pid,title\n1,,Chief\n2,1,Baker\n", "balkan"),
        ("ID,First Name,Last Name,Boss ID,Position\n1,A,B,,Chief\n2,C,D,1,Baker\n", "organimi"),
        ("Name,Title,Manager\nAda,Chief,\nBo,Baker,Ada\n", "name"),
        ("Email,Title,Supervisor Email\nAda@x.example,Chief,\nb@x.example,Baker,ADA@X.example\n", "e-mail"),
        ("ID,Job Title,Reports To\n1,Chief,\n2,Baker,1\n", "id-reports-to"),
        ("Position ID,Position Title,Reports To Position ID\n1,Chief,\n2,Baker,1\n", "position"),
        ("Post Unique Reference,Job Title,Reports to Senior Post\n1,Chief,xx\n2,Baker,1\n", "uk-organogram-senior"),
        # no layout, but the columns are known by their names
        ("staff_id,title,line_manager\n1,Chief,\n2,Baker,1\n", ""),
        # titles refer to titles, in any case
        ("title,reports to\nChief,\nBaker,chief\n", ""),
        # ids are there, but managers are named by title, by name, by address
        ("id,title,manager\n1,Chief,\n2,Baker,Chief\n", ""),
        ("id,name,title,manager\n1,Ada,Chief,\n2,Bo,Baker,Ada\n", "name"),
        ("id,title,email,manager\n1,Chief,a@x.example,\n2,Baker,b@x.example,A@x.example\n", ""),
        # addresses that are called ids are no ids
        ("employee_id,title,manager_id\na@x.example,Chief,\nb@x.example,Baker,A@x.example\n", "employee"),
        # a column with gaps turns ids into decimal numbers
        ("id,title,manager_id\n1,Chief,\n2,Baker,1.0\n", "id-manager-id"),
        # what stands for no manager
        ("id,title,manager_id\n1,Chief,N/A\n2,Baker,1\n", "id-manager-id"),
    ],
)
def test_layouts(table: str, layout: str) -> None:
    found = roster(table)
    assert found.layout == layout
    assert [post.label for post in found.posts] == ["Chief", "Baker"]
    assert lines(found) == CHIEF


def test_each_layout_fits_its_own_columns() -> None:
    for layout in LAYOUTS:
        header = [name for name in (layout.id, layout.manager, "Title") if name]
        columns = recognize(header, {}, "a")
        assert columns is not None
        assert (columns.layout, columns.counts) == (layout.name, layout.counts)


@pytest.mark.parametrize(
    ("table", "options"),
    [
        ("key,called,boss\n1,Chief,\n2,Baker,1\n", {"map": {"id": "key", "title": "called", "manager": "boss"}}),
        ("key,called,up\n1,Chief,\n2,Baker,1\n", {"map": {"title": "called", "manager": "up", "id": "KEY"}}),
        # a column that would be read as the postings' texts
        ("id,title,manager_id,description\n1,Chief,,Leads\n2,Baker,1,Bakes\n", {"source": "posts"}),
    ],
)
def test_the_user_says_which_columns(table: str, options: dict[str, Any]) -> None:
    assert lines(roster(table, "a.csv", **options)) == CHIEF


@pytest.mark.parametrize(
    "table",
    [
        "title,company\nPorter,Gatehouse\n",
        "title,company,description\nPorter,Gatehouse,Guards the gate.\n",
        # a table of postings may say whom the role reports to
        "id,title,description,manager_id\n7,Porter,Guards the gate at night.,1\n",
    ],
)
def test_tables_of_postings_stay_what_they_are(table: str) -> None:
    assert all(isinstance(one, Converted) for one in convert(table.encode(), "a.csv"))


@pytest.mark.parametrize(
    ("table", "options", "cause"),
    [
        (
            "employee_id,title\n1,Chief\n",
            {},
            r"no column says whom .* --map manager=COLUMN, .*\(columns: employee_id, title\)",
        ),
        ("id,title,fte\n1,Chief,1\n", {}, "no column says whom"),
        ("id,title\n1,Chief\n", {"source": "posts"}, "no column says whom"),
        ("id,title,boss\n1,Chief,\n", {"map": {"manager": "bos"}}, r"no column 'bos', .* mean 'boss'\?"),
        ("thing,manager\nx,y\n", {}, "a table of posts, not of postings.*--map id=COLUMN,title=COLUMN,manager=COLUMN"),
        ("id,title,manager_id\n", {}, "without a row"),
        ("Porter wanted", {"source": "posts"}, "no column says whom"),
        ("<p>Porter", {"source": "posts"}, r"no column says whom|no table of posts"),
    ],
)
def test_tables_that_cannot_be_read(table: str, options: dict[str, Any], cause: str) -> None:
    [error] = convert(table.encode(), "a.csv", Settings(**options))
    assert isinstance(error, MalformedInput)
    with pytest.raises(InputError, match=cause):
        raise error


def test_posts_without_lines_when_asked() -> None:
    found = roster("employee_id,title\n1,Chief\n2,Baker\n", map={"manager": ""})
    assert (len(found.posts), found.lines) == (2, ())


def test_a_map_names_known_fields() -> None:
    with pytest.raises(UsageError, match=r"no field is called so: choose among title, .*manager"):
        list(convert(b"a,b\n", "a.csv", Settings(map={"chief": "a"})))


ROWS = [
    {"id": 1, "title": "Chief", "parentId": None, "fte": 1.0, "vacant": False},
    {"id": 2, "title": "Baker", "parentId": 1, "fte": 0.5, "vacant": True},
]


def parquet() -> bytes:
    out = io.BytesIO()
    # a column of integers with gaps is one of floats once a data frame had it
    table = pa.table(
        {
            "id": [1, 2],
            "title": ["Chief", "Baker"],
            "parentId": pa.array([None, 1.0]),
            "fte": [1.0, 0.5],
            "vacant": [False, True],
        }
    )
    pq.write_table(table, out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "places"),
    [
        (json.dumps(ROWS).encode(), "a.json", ["#1", "#2"]),
        (json.dumps({"nodes": ROWS}).encode(), "a.json", ["#1", "#2"]),
        (b"\n".join(json.dumps(row).encode() for row in ROWS), "a.jsonl", ["#L1", "#L2"]),
        (parquet(), "a.parquet", ["#row=1", "#row=2"]),
        # what comes by a pipe has no ending that tells
        (json.dumps(ROWS).encode(), "-", ["#1", "#2"]),
        (b"\n".join(json.dumps(row).encode() for row in ROWS), "-", ["#L1", "#L2"]),
        (b"id,title,parentId,fte,vacant\n1,Chief,,1,no\n2,Baker,1,0.5,yes\n", "-", ["#row=2", "#row=3"]),
        ("id,title,parentId,fte,vacant\n1,Chief,,1,no\n2,Baker,1,0.5,yes\n".encode("utf-16"), "a.csv", []),
    ],
)
def test_every_form_of_table(data: bytes, name: str, places: list[str]) -> None:
    found = roster(data, name)
    assert lines(found) == CHIEF
    assert [(post.fte, post.vacant) for post in found.posts] == [(Decimal(1), False), (Decimal("0.5"), True)]


def test_tables_and_postings_in_one_batch(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text("title,reports to,company\nChief,,Crumb\nBaker,Chief,Crumb\n")
    (tmp_path / "posting.json").write_text(
        '{"title": "Baker", "company": "Crumb", "description": "You report to the Cook."}'
    )
    built = rolegraph.build(tmp_path)
    assert (len(built.postings), len(built.rosters), built.problems) == (1, 1, ())
    # a table whose ids are titles means the posts that postings mean
    answer = built.query("who-reports-to-whom", parameters={"role": "baker"})
    conflicts = built.query("conflicting-managers")
    assert isinstance(answer, Solutions)
    assert isinstance(conflicts, Solutions)
    assert sorted(str(row[1]) for row in answer.values()) == ["Chief", "Cook"]
    assert [row[1:3] for row in conflicts.values()] == [("Chief", "Cook")]
    again = rolegraph.load(tmp_path)
    assert set(again.quads) == set(built.quads)
    assert len(again.rosters) == 1


def test_errors_of_rows_come_beside_the_rest() -> None:
    table, errors = converted(b"id,title,manager_id\n1,Chief,\n2,K\xf6chin,1\n3,Baker,1,x\n4,Cook,1\n")
    assert [(one.source, one.cause.split(":")[0]) for one in errors] == [
        ("a.csv#row=3", "not utf-8 (0xF6)"),
        ("a.csv#row=4", "4 cells where the first row names 3"),
    ]
    assert lines(table.roster) == [("Cook", "Chief", "solid")]
    assert isinstance(table, ConvertedTable)
