"""Tables of decisions: what they may say, what is wrong with them, how they persist."""

from pathlib import Path

import pytest

import rolegraph
from rolegraph.errors import InputError, MalformedInput, UnreadableInput
from rolegraph.graph import RoleGraph
from rolegraph.resolution import Decision, Link, candidates, decide, read_decisions, resolve, to_csv
from rolegraph.resolution.decisions import parse_decisions
from rolegraph.vocabulary import OWL, RG, SKOS, value

from .writing import BASE, Said, graph, org, post, same

QUADS = graph(
    Said("VP of Docks"),
    Said("Mate", reports="Vice President, Docks"),
    Said("Dock Manager", unit="Locks"),
    Said("Dock Manager", unit="Ferries"),
    Said("Cook", "Tidal Kites"),
)
ONE, OTHER = post("VP of Docks"), post("Vice President, Docks")


def decided(*rows: str) -> tuple[list[Link], list[InputError]]:
    decisions, problems = parse_decisions("\n".join(("one,other,decision,note", *rows)), "decisions.csv")
    found, more = decide(QUADS, decisions)
    return found, problems + more


@pytest.mark.parametrize(
    "row",
    [
        # by title and organization, in any case and spacing
        "VP of Docks @ Harbour Works,Vice President  docks@harbour works,different,",
        f"{value(ONE)},{ONE},different,",
        # a title alone, where one post has it
        "VP of Docks,Mate,different,they are two",
    ],
)
def test_ways_to_name_a_post(row: str) -> None:
    row = row.replace("Vice President  docks", '"Vice President,  docks').replace("@harbour works,", '@harbour works",')
    if row.startswith(value(ONE)):
        row = row.replace(ONE, value(OTHER))
    found, problems = decided(row)
    assert [str(problem) for problem in problems] == []
    assert [one.relation for one in found] == [OWL.differentFrom]


def test_organizations_are_named_behind_a_sign() -> None:
    found, problems = decided("@ Harbour Works,@ Tidal Kites,same,")
    assert problems == []
    assert {found[0].one, found[0].other} == {org("Harbour Works"), org("Tidal Kites")}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("VP of Docks @ Harbour Works,Cook @ Tidal Kites,maybe,", "row 2: decision 'maybe': write same or different"),
        ("VP of Docks @ Harbour Works,,same,", "row 2: names one thing only"),
        ("VP of Docks @ Harbour Works,Captain @ Harbour Works,same,", "row 2: 'Captain @ Harbour Works' is no post"),
        ("Dock Manager @ Harbour Works,VP of Docks,same,", "row 2: 'Dock Manager @ Harbour Works' names 2 nodes"),
        ("Cook,Cook @ Tidal Kites,same,", "'Cook @ Tidal Kites' are one node"),
    ],
)
def test_a_bad_row_is_named(row: str, words: str) -> None:
    row = row.replace("Cook,Cook @", f"{value(post('Cook', 'Tidal Kites'))},Cook @")
    found, problems = decided(row, "VP of Docks,Mate,same,")
    assert len(found) == 1, "the other rows are used"
    assert len(problems) == 1
    assert str(problems[0]).startswith("decisions.csv: row 2: ")
    assert words in str(problems[0])


def test_rows_that_contradict_others() -> None:
    found, problems = decided("VP of Docks,Mate,same,", "Mate,Cook,same,", "VP of Docks,Cook,different,")
    assert [one.relation for one in found] == [SKOS.exactMatch, SKOS.exactMatch]
    assert "row 4: 'VP of Docks' and 'Cook' cannot be different" in str(problems[0])


def test_a_later_row_overrules_an_earlier_one() -> None:
    found, problems = decided("VP of Docks,Mate,same,", "Mate,VP of Docks,different,")
    assert problems == []
    assert [one.relation for one in found] == [OWL.differentFrom]


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", MalformedInput, "row 1: no column 'one'"),
        (b"one,other\n", MalformedInput, "row 1: no column 'decision'"),
        (b"one,other,decision\n\xff\xfe,b,same\n", UnreadableInput, "not UTF-8"),
        (b'one,other,decision\n"' + b"x" * 200_000 + b'",b,same\n', MalformedInput, "row 2: field larger"),
    ],
)
def test_tables_that_are_none(content: bytes, error: type[InputError], words: str, tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_bytes(content)
    with pytest.raises(error, match=r"decisions\.csv") as raised:
        read_decisions(tmp_path / "decisions.csv")
    assert words in str(raised.value)


def test_a_missing_table(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="No such file"):
        read_decisions(tmp_path / "none.csv")


@pytest.mark.parametrize(
    "text",
    [
        # a byte-order mark, semicolons, capitals, more columns and fewer cells, rows without a decision
        "\ufeffone;other;decision\nVP of Docks;Mate;SAME\n;;\n",
        "Note,One,Other,Decision,score\nhm,VP of Docks,Mate,same,1\n,Cook,Mate\n",
    ],
)
def test_spreadsheets_save_tables_in_their_own_ways(text: str, tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_text(text, encoding="utf-8")
    decisions, problems = read_decisions(tmp_path / "decisions.csv")
    assert (len(decisions), problems) == (1, [])


def test_candidates_come_back_as_decisions() -> None:
    links = resolve(QUADS, base=BASE).links
    table = to_csv(candidates(QUADS, links))
    assert parse_decisions(table) == ([], []), "nobody decided yet"
    filled = table.replace(",,the same title in the same organization,", ",different,no,")
    decisions, problems = parse_decisions(filled)
    assert (len(decisions), problems) == (1, [])
    found, problems = decide(QUADS, decisions)
    assert problems == []
    assert same(QUADS, found) == {}


def test_a_table_is_no_formula() -> None:
    quads = graph(Said("=SUM(1) of Docks"), Said("Mate", reports="=SUM(1), Docks"))
    table = to_csv(candidates(quads, resolve(quads, base=BASE).links))
    assert "'=SUM(1)" in table
    assert ",=SUM" not in table


def test_decisions_persist_in_the_graph() -> None:
    built = RoleGraph(tuple(QUADS)).resolve(decisions=[Decision(ONE, OTHER, OWL.differentFrom)])
    assert (ONE, OWL.differentFrom, OTHER, f"<{BASE}resolution>") in built.quads or (
        OTHER,
        OWL.differentFrom,
        ONE,
        f"<{BASE}resolution>",
    ) in built.quads
    # found anew, by a later run that has no table, and from a syntax without named graphs
    assert built.resolve().quads == built.quads
    again = built.resolve(decisions=[Decision(ONE, OTHER, SKOS.exactMatch)])
    assert [one.relation for one in again.links if {one.one, one.other} == {ONE, OTHER}] == [SKOS.exactMatch]


def test_decisions_survive_a_file(tmp_path: Path) -> None:
    built = RoleGraph(tuple(QUADS)).resolve(decisions=[Decision(ONE, OTHER, OWL.differentFrom)])
    for name in ("graph.ttl", "graph.nq"):
        built.save(tmp_path / name)
        loaded = rolegraph.load(tmp_path / name)
        assert loaded.links == built.links
        assert not any(quad[1] == RG.possiblySameAs for quad in loaded.quads)
