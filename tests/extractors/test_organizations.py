"""Who hires: fields, labels, and the places where an organization speaks of itself."""

import time

import pytest

from rolegraph.extractors.organizations import extract
from rolegraph.facts import Organization, Unit

from .outlining import outlined


def hires(text: str, *fields: tuple[str, str]) -> str:
    return next((one.name for one in extract(outlined(text, *fields), []) if isinstance(one, Organization)), "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("At Northfell Ferries, we cross the sound.", "Northfell Ferries"),
        ("Northfell Ferries is an equal opportunity employer.", "Northfell Ferries"),
        ("# About Northfell Ferries\nFerries since 1880.", "Northfell Ferries"),
        ("Company: Northfell Ferries", "Northfell Ferries"),
        ("Selected candidates will be called. Selected names are kept.", ""),  # a word that begins sentences
        ("Next, candidates will meet us. Next, candidates will sail.", ""),
        ("We like Skerry. Skerry operates boats.", "Skerry"),  # capitals inside of a sentence: a name
        ("We like boats. Boats need paint.", ""),
        ("Head of Rope is a hard job.", ""),  # a role that acts
        ("# Responsibilities\n- Splicing is a daily task.", ""),  # an item of a list of duties
        ("5+ years is a must.", ""),  # no letters
        ("", ""),
    ],
)
def test_name(text: str, name: str) -> None:
    assert hires(text) == name


@pytest.mark.parametrize(
    ("site", "name"),
    [
        ("Northfell Ferries", "Northfell Ferries"),
        ("Careers at Northfell Ferries", "Northfell Ferries"),  # what the site is for is not its name
        ("Join the Northfell Ferries", "Northfell Ferries"),
        ("Join", "Join"),  # nothing would be left
    ],
)
def test_site_name(site: str, name: str) -> None:
    assert hires("", ("site-name", site)) == name


def test_field_wins_and_shows_a_legal_form() -> None:
    one = next(extract(outlined("At Skerry, we sail.", ("organization", "Northfell Ltd")), []))
    assert isinstance(one, Organization)
    assert (one.name, one.formal, one.rule) == ("Northfell Ltd", True, "organization-field")


def test_units_once_each() -> None:
    found = extract(outlined("", ("unit", "Deck"), ("unit", "deck"), ("unit", "Galley")), [])
    assert [one.name for one in found if isinstance(one, Unit)] == ["Deck", "Galley"]


@pytest.mark.parametrize("piece", ["At Northfell Ferries Of ", "Acme And Sons ", "join Northfell ", "A B C D "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outlined(piece * (500_000 // len(piece)))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 6
