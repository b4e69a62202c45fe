"""The title as stated, the role it names, its variants and its levels."""

import time

import pytest

from rolegraph.extractors.titles import extract
from rolegraph.facts import Role, Seniority, Title

from .outlining import outlined


def read(text: str, *fields: tuple[str, str]) -> tuple[str, str, list[str]]:
    """Return the title as stated, the label of the role, and the levels."""
    found = list(extract(outlined(text, *fields), []))
    title = next((one.text for one in found if isinstance(one, Title)), "")
    role = next((one.label for one in found if isinstance(one, Role)), "")
    return title, role, [one.level for one in found if isinstance(one, Seniority)]


@pytest.mark.parametrize(
    ("field", "role", "levels"),
    [
        ("Night Porter", "Night Porter", []),
        ("Senior Net Mender (m/f/d)", "Senior Net Mender", ["senior"]),  # mark of gender
        ("Hiring: Sail Maker - Remote #R-20931", "Sail Maker", []),  # campaign, place, requisition
        ("Account Executive", "Account Executive", []),  # no level
        ("Chief of Staff", "Chief of Staff", []),
        ("VP, Harbours", "VP, Harbours", ["vice-president"]),
        ("Director or Senior Director, Rail Lead", "Rail Lead", ["director"]),  # variants
    ],
)
def test_title_field(field: str, role: str, levels: list[str]) -> None:
    stated, label, found = read("", ("title", field))
    assert (stated, label) == (field, role)
    assert set(levels) <= set(found)
    assert bool(levels) == bool(found)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Net Mender\nYou mend nets.", "Net Mender"),  # heading
        ("Job title: Net Mender\nYou mend nets.", "Net Mender"),  # label
        ("Northfell Ferries\nNight Porter\nYou open doors.", "Night Porter"),  # first lines
        ("We are looking for a seasoned Night Porter to join us.", "Night Porter"),  # prose alone
        ("Nothing to see here.", ""),
        ("", ""),
    ],
)
def test_title_without_a_field(text: str, title: str) -> None:
    assert read(text)[0] == title


def test_role_carries_the_canonical_title() -> None:
    role = next(one for one in extract(outlined("", ("title", "Sr. Porters")), []) if isinstance(one, Role))
    assert role.canonical == "senior porter"


@pytest.mark.parametrize(
    "piece", ["we are seeking a senior ", "Director or Senior ", "hiring for the ", "position of a "]
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outlined(piece * (500_000 // len(piece)))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 6
