"""What rows become: posts, lines, counts; and what is said of rows that are odd, each with its number."""

from decimal import Decimal
from pathlib import Path

import pytest

import rolegraph
from rolegraph.settings import Settings
from rolegraph.structure import analyze

from .tabling import lines, problems, roster

UK = "Post Unique Reference,Name,Grade,Job Title,Organisation,Unit,Reports to Senior Post,FTE\n"
JUNIOR = "Organisation,Unit,Reporting Senior Post,Grade,Generic Job Title,Number of Posts in FTE\n"


@pytest.mark.parametrize(
    ("table", "expected", "told"),
    [
        # a manager that no row has: the line is kept, to a post of which the id alone is known
        ("id,title,manager_id\n1,Chief,\n2,Cook,9\n", [("Cook", "post 9", "solid")], [("row=3", "unknown-manager")]),
        # one post told twice, with one manager and with another: both lines stay
        (
            "id,title,manager_id\n1,Chief,\n2,Cook,1\n2,Cook,3\n3,Head,1\n",
            [("Cook", "Chief", "solid"), ("Cook", "Head", "solid"), ("Head", "Chief", "solid")],
            [("row=4", "duplicate")],
        ),
        # nobody reports to oneself
        ("id,title,manager_id\n1,Chief,1\n2,Cook,1\n", [("Cook", "Chief", "solid")], [("row=2", "self-report")]),
        # a circle is kept, and told at its first row
        (
            "id,title,manager_id\n1,A,3\n2,B,1\n3,C,2\n4,D,1\n",
            [("A", "C", "solid"), ("B", "A", "solid"), ("C", "B", "solid"), ("D", "A", "solid")],
            [("row=2", "cycle")],
        ),
        # an empty title
        ("id,title,manager_id\n1,,\n2,Cook,1\n", [("Cook", "untitled post 1", "solid")], [("row=2", "no-title")]),
        # no id, but a title; nothing at all
        ("id,title,manager_id\n1,Chief,\n,Cook,1\n", [("Cook", "Chief", "solid")], []),
        ("id,title,manager_id\n1,Chief,\n,,1\n", [("untitled post", "Chief", "solid")], [("row=3", "no-id")]),
        # several managers in one cell, and dotted lines in lists of either kind
        (
            "id,title,manager_id,dotted_ids\n1,A,,\n2,B,1,\n3,C,1;2,\n4,D,1,2:3\n5,E,1,2; 3;5\n",
            [
                *[("B", "A", "solid"), ("C", "A", "solid"), ("C", "B", "solid"), ("D", "A", "solid")],
                *[("D", "B", "dotted"), ("D", "C", "dotted"), ("E", "A", "solid"), ("E", "B", "dotted")],
                ("E", "C", "dotted"),
            ],
            [("row=6", "self-report")],
        ),
        (
            "id,title,manager_id,functional_manager_id\n1,A,,\n2,B,1,3\n3,C,1,\n",
            [("B", "A", "solid"), ("B", "C", "functional"), ("C", "A", "solid")],
            [],
        ),
        # a name that two rows bear
        (
            "Name,Title,Manager\nAda,Chief,\nBo,Head,Ada\nBo,Cook,Ada\nCy,Waiter,Bo\n",
            [("Head", "Chief", "solid"), ("Waiter", "Head", "solid")],
            [("row=4", "duplicate")],
        ),
        (
            "employee_id,Name,Title,Manager\n1,Ada,Chief,\n2,Bo,Head,Ada\n3,Bo,Cook,Ada\n4,Cy,Waiter,Bo\n",
            [("Head", "Chief", "solid"), ("Cook", "Chief", "solid"), ("Waiter", "Head", "solid")],
            [("row=5", "ambiguous-manager")],
        ),
        # a share of a post that is no number
        ("id,title,manager_id,fte\n1,Chief,,half\n", [], [("row=2", "fte")]),
    ],
)
def test_rows(table: str, expected: list[tuple[str, str, str]], told: list[tuple[str, str]]) -> None:
    found = roster(table)
    assert lines(found) == expected
    assert problems(found) == told


@pytest.mark.parametrize(
    ("manager", "hint"),
    [
        ("p-01", "did you mean 'P-01'?"),
        ("00P-02", "did you mean 'P-02'?"),
        ("P-033", "did you mean 'P-03'?"),
        ("X9", ""),
    ],
)
def test_an_unknown_manager_is_told_with_what_it_resembles(manager: str, hint: str) -> None:
    found = roster(f"id,title,manager_id\nP-01,Chief,\nP-02,Head,P-01\nP-03,Cook,{manager}\n")
    [problem] = [one for one in found.problems if one.kind == "unknown-manager"]
    assert str(problem).startswith(f"a.csv#row=4: the manager {manager!r} is in no row")
    assert ("did you mean" in str(problem)) == bool(hint)
    assert hint in str(problem)
    assert "mend the cell" in str(problem)


def test_everything_wrong_is_told_at_once() -> None:
    found = roster("id,title,manager_id\n1,Chief,1\n2,,1\n2,Cook,8\n4,D,5\n5,E,4\n")
    assert problems(found) == [
        *[("row=2", "self-report"), ("row=4", "duplicate"), ("row=4", "unknown-manager"), ("row=5", "cycle")]
    ]


@pytest.mark.parametrize(
    ("rows", "posts", "told"),
    [
        # a job share: the same post, half and half, one half of it vacant
        (
            "1,N/D,SCS2,Chief,Crumb,HQ,XX,1\n2,N/D,SCS1,Head,Crumb,HQ,1,0.5\n2,Vacant,SCS1,Head,Crumb,HQ,1,0.6\n",
            [("Chief", "1", 1, False), ("Head", "2", Decimal("1.1"), False)],
            ["job-share"],
        ),
        # vacant in any capitals; names that are none
        ("1,VACANT,SCS2,Chief,Crumb,HQ,xx,1\n", [("Chief", "1", 1, True)], []),
        # paid and not in post
        (
            "1,N/D,SCS2,Chief,Crumb,HQ,XX,1\n0,N/D,SCS1,Not in post,Crumb,,1,1\n0,N/D,SCS1,Not in post,Crumb,,1,0.5\n",
            [("Chief", "1", 1, False), ("Not in post", "0", Decimal("1.5"), False)],
            ["not-in-post"],
        ),
        # no more: told, and so is who still reports to it
        (
            "1,N/D,SCS2,Chief,Crumb,HQ,XX,1\n2,Eliminated,SCS1,Head,Crumb,HQ,1,0\n3,N/D,SCS1,Cook,Crumb,HQ,2,1\n",
            [("Chief", "1", 1, False), ("Head", "2", 0, False), ("Cook", "3", 1, False)],
            ["eliminated", "eliminated-manager"],
        ),
    ],
)
def test_rules_of_organograms(rows: str, posts: list[tuple[object, ...]], told: list[str]) -> None:
    found = roster(UK + rows)
    assert [(post.label, post.identifier, post.fte, post.vacant) for post in found.posts] == posts
    assert [kind for _, kind in problems(found)] == told


def test_an_eliminated_post_is_marked_until_another_table_lists_it(tmp_path: Path) -> None:
    head = "2,{name},SCS1,Head,Crumb,HQ,1,1\n"
    chief = "1,N/D,SCS2,Chief,Crumb,HQ,XX,1\n"
    (tmp_path / "a.csv").write_text(UK + chief + head.format(name="Eliminated"))
    marked = {
        data["identifier"]: data.get("eliminated") for _, data in rolegraph.build(tmp_path).reporting().nodes(data=True)
    }
    assert marked == {"1": None, "2": True}
    (tmp_path / "b.csv").write_text(UK + head.format(name="N/D"))
    marked = {
        data["identifier"]: data.get("eliminated") for _, data in rolegraph.build(tmp_path).reporting().nodes(data=True)
    }
    assert marked == {"1": None, "2": None}


def test_junior_rows_are_counts_and_no_posts(tmp_path: Path) -> None:
    found = roster(JUNIOR + "Crumb,HQ,2,AO,Clerk,17.4\nCrumb,HQ,2,AO,Clerk,17.4\nCrumb,HQ,XX,EO,Officer,\n")
    assert (found.posts, found.lines) == ((), ())
    assert [(one.title, one.superior, one.grade, one.fte) for one in found.groups] == [
        ("Clerk", ("id", "2"), "AO", Decimal("17.4")),
        ("Clerk", ("id", "2"), "AO", Decimal("17.4")),
        ("Officer", (), "EO", None),
    ]
    # the senior posts are named alike in both tables, whatever the capitals of their organization
    (tmp_path / "senior.csv").write_text(UK + "2,N/D,SCS1,Head,Crumb,HQ,XX,1\n")
    (tmp_path / "junior.csv").write_text(JUNIOR + "CRUMB,HQ,2,AO,Clerk,17.4\nCRUMB,HQ,3,AO,Clerk,1\n")
    built = rolegraph.build(tmp_path)
    counted = {row[:4] for row in built.query("staff-groups").values()}  # type: ignore[union-attr]
    assert counted == {(None, "Clerk", "AO", "1"), ("Head", "Clerk", "AO", "17.4")}
    assert built.validate().conforms


@pytest.mark.parametrize(
    ("options", "table", "same"),
    [
        # next year's table: another title, manager, unit; the same post
        ({}, "id,title,organization,unit,manager_id\n7,Head Baker,Crumb,Ovens,9\n", True),
        ({}, "id,title,organization\n7,Baker,CRUMB\n", True),
        ({"organization": "Crumb"}, "id,title,manager_id\n7,Baker,\n", True),
        # another organization, another id, no organization
        ({}, "id,title,organization,manager_id\n7,Baker,Loaf,\n", False),
        ({}, "id,title,organization,manager_id\n70,Baker,Crumb,\n", False),
        ({}, "id,title,manager_id\n7,Baker,\n", False),
    ],
)
def test_a_post_keeps_its_iri_from_table_to_table(options: dict[str, str], table: str, same: bool) -> None:
    settings = Settings(source="posts", map={"manager": "manager_id" if "manager_id" in table else ""}, **options)  # type: ignore[arg-type]
    first = rolegraph.build(b"id,title,organization,manager_id\n7,Baker,Crumb,\n")
    query = "SELECT ?post { ?table rg:lists ?post }"
    second = rolegraph.build(table.encode(), settings=settings)
    assert (first.query(query).values() == second.query(query).values()) == same  # type: ignore[union-attr]


def test_two_posts_of_one_title_stay_two() -> None:
    built = rolegraph.build(b"id,title,organization,manager_id\n1,Baker,Crumb,\n2,Baker,Crumb,1\n")
    assert sorted(data["identifier"] for _, data in built.reporting().nodes(data=True)) == ["1", "2"]


def test_the_reporting_graph_tells_what_rows_say() -> None:
    header = "id,title,organization,department,location,grade,fte,vacant,manager_id\n"
    table = f'{header}1,Head of Ovens,Crumb,Ovens; South,"Oslo, Norway",B,0.5,yes,\n'
    [data] = rolegraph.build(table.encode()).reporting().nodes.values()
    told: dict[str, object] = {
        "label": "Head of Ovens",
        "organization": "Crumb",
        "locations": ["Oslo"],
        "seniority": ["director"],
    }
    told |= {"grade": "B", "fte": 0.5, "vacant": True, "identifier": "1", "advertised": True}
    assert data.items() >= told.items()
    assert data["unit"] in ("Ovens", "South")


def test_a_circle_of_ten_thousand_posts() -> None:
    rows = "\n".join(f"{n},Post {n},Crumb,{n % 10_000 + 1}" for n in range(1, 10_001))
    built = rolegraph.build(f"id,title,organization,manager_id\n{rows}\n".encode(), evidence="none")
    [told] = built.rosters[0].problems
    assert (told.place, told.kind) == ("-#row=2", "cycle")
    assert "10,000 posts" in told.cause
    [cycle] = analyze(built.quads, measures=["cycles"]).results[0].rows
    assert cycle.posts == 10_000
    from rolegraph.validation.integrity import check_integrity

    assert [one.message.startswith("Break the cycle") for one in check_integrity(built.quads)] == [True]


def test_every_quote_is_a_row_of_the_text() -> None:
    built = rolegraph.build(
        b'id,title,manager_id,notes\n1,"Head, ""South"" side",,x\n2,Caf\xc3\xa9 \xf0\x9f\xa5\x90 cook,1,y\n'
    )
    text = built.rosters[0].text
    assert text == 'id,title,manager_id\n1,"Head, ""South"" side",\n2,Café 🥐 cook,1\n'
    assert sorted(text[slice(*row)] for post in built.rosters[0].posts for row in post.rows) == text.splitlines()[1:]
    assert built.validate().conforms


@pytest.mark.parametrize(
    ("name", "header", "cell", "date"),
    [
        ("posts-2026-03-31.csv", "x", "", "2026-03-31"),
        ("posts_20260331.csv", "x", "", "2026-03-31"),
        ("posts.csv", "as_of", "2026-03-31", "2026-03-31"),
        ("posts.csv", "Snapshot Date", "2026-03-31T00:00:00", "2026-03-31"),
        # no day of the calendar; a number that is none
        ("posts-2026-13-31.csv", "x", "", "1999-01-01"),
        ("posts-120260331.csv", "x", "", "1999-01-01"),
    ],
)
def test_the_day_that_a_table_tells_of(name: str, header: str, cell: str, date: str) -> None:
    assert roster(f"id,title,manager_id,{header}\n1,Chief,,{cell}\n", name, date="1999-01-01").date == date
