"""`rolegraph resolve` and what `build` adds: the links, the report, decisions, and their errors."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Shell = Callable[[str], Any]

PAGES = {
    "head.md": "---\ncompany: Tidal Kites\n---\n# Vice President & Global Head of Ferries\n\nRuns all ferries.\n",
    "lead.md": "---\ncompany: Tidal Kites Ltd.\n---\n# Ferry Lead\n\nReports to our Global Head of Ferries.\n",
    "mate.md": "---\ncompany: Tidal Kites\n---\n# Mate\n\nReports to the VP, Global Head of Ferries.\n",
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text)
    return folder


def test_build_links_what_is_one(shell: Shell, pages: Path) -> None:
    built = shell(f"rolegraph build {pages} --format n-quads --no-validate")
    assert built.out.count("core#exactMatch> <") == 6  # each as a triple, and in its statement
    assert shell(f"rolegraph build {pages} --format n-quads --no-validate --no-resolve").out.count("exactMatch") == 0
    # the links conform too
    assert shell(f"rolegraph build {pages} -q").code == 0


def test_parts_loaded_together_say_what_the_whole_says(shell: Shell, pages: Path) -> None:
    for name in PAGES:
        assert shell(f"rolegraph build {pages / name} --no-validate -o {pages / name}.nq").code == 0
    whole = shell(f"rolegraph build {pages}/*.md --no-validate --format n-quads").out
    assert shell(f"rolegraph export {pages}/*.nq --format n-quads").out == whole


def test_the_report_and_the_chart_follow_the_links(shell: Shell, pages: Path) -> None:
    told = shell(f"rolegraph resolve {pages} --report")
    assert "part-of-title" in told.out
    assert "Global Head of Ferries @ Tidal Kites Ltd." in told.out
    assert told.err == "3 links: 3 exactMatch\n"
    assert "2      2" in shell(f"rolegraph analyze {pages} -m spans").out


def test_only_links(shell: Shell, pages: Path) -> None:
    links = shell(f"rolegraph resolve {pages} --links-only --format n-quads -q").out
    assert links.count("\n") == 21
    assert links.count("/resolution> .\n") == 21


def test_candidates_are_edited_and_given_back(shell: Shell, pages: Path) -> None:
    table = pages / "candidates.csv"
    assert shell(f"rolegraph resolve {pages}/*.md --candidates {table} --links-only").code == 0
    table.write_text(table.read_text().replace(",,one title is half", ",different,one title is half"))
    decided = shell(f"rolegraph resolve {pages}/*.md --decisions {table} -o {pages}/decided.nq")
    assert (decided.code, decided.err) == (0, "3 links: 1 differentFrom, 2 exactMatch\n")
    # without the table, what was decided stays
    assert shell(f"rolegraph resolve {pages}/decided.nq --links-only").err == decided.err


def test_bad_rows_are_named_and_the_others_used(shell: Shell, pages: Path) -> None:
    table = pages / "decisions.csv"
    table.write_text("one,other,decision\nMate,Cook,same\nMate,Ferry Lead,alike\nMate,Ferry Lead,different\n")
    done = shell(f"rolegraph resolve {pages}/*.md --decisions {table} --links-only --format n-quads")
    assert done.code == 3
    assert f"error: {table}: row 2: 'Cook' is no post or organization of the graph" in done.err
    assert f"error: {table}: row 3: decision 'alike': write same or different" in done.err
    assert "owl#differentFrom" in done.out


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("rolegraph resolve graph.ttl --decisions nowhere.csv", 3, "nowhere.csv: cannot be read"),
        ("rolegraph resolve graph.ttl --format pictures", 2, "pictures"),
        ("rolegraph resolve nowhere.ttl", 3, "nowhere.ttl: no such file"),
    ],
)
def test_wrong_usage(shell: Shell, line: str, code: int, words: str) -> None:
    done = shell(line)
    assert done.code == code
    assert words in done.err
