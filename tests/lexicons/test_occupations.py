"""The occupation that a title belongs to, and the table of titles."""

import pytest

from rolegraph.lexicons.occupations import occupation_of
from rolegraph.lexicons.titles import canonical
from rolegraph.resources import folder


@pytest.mark.parametrize(
    ("title", "code", "exact"),
    [
        ("Bakers", "51-3011.00", True),  # plural
        ("Sr. Data Scientist", "15-2051.00", True),  # whatever its level
        ("Software Engineer", "15-1252.00", True),  # a title that O*NET spells otherwise
        ("Data Scientist, Nets and Ropes", "15-2051.00", True),  # a specialty behind it
        ("Data Scientist - Ropes", "15-2051.00", True),
        ("Harbour Data Scientist", "15-2051.00", False),  # a specialty before it
        ("Accountant", "13-2011.00", True),  # one of two in a name
    ],
)
def test_title_belongs_to_an_occupation(title: str, code: str, exact: bool) -> None:
    found = occupation_of(canonical(title))
    assert found is not None
    assert (found.code, found.exact) == (code, exact)


@pytest.mark.parametrize(
    "title",
    [
        "Night Wizard",  # no occupation
        "Manager",  # of many
        "Assistant to the Baker",  # whom one serves
        "Deputy Harbour Baker",
        "Night Porter / Baker",  # two at once
        "Bakery Scientist",
        "Data Scientist Manager",  # the head is another word
        "",
    ],
)
def test_no_code_is_better_than_a_wrong_one(title: str) -> None:
    assert occupation_of(canonical(title)) is None


def test_the_table_is_sorted_and_each_title_finds_itself() -> None:
    lines = (folder("lexicons") / "occupations.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    assert lines == sorted(lines)
    assert len({row[0] for row in rows}) == len(rows)
    for title, code, name in rows:
        found = occupation_of(title)
        assert found is None or (found.code, found.name) == (code, name) or not found.exact
