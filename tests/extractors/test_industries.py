"""Industries: fields and lists, and words of the kind that begin no list."""

import time

import pytest

from rolegraph.extractors.industries import extract
from rolegraph.facts import Industry

from .outlining import outlined


def named(text: str, *fields: tuple[str, str]) -> list[str]:
    return [one.name for one in extract(outlined(text, *fields), []) if isinstance(one, Industry)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We serve industries such as fishing, shipping and tourism.", ["fishing", "shipping", "tourism"]),
        ("Key verticals (e.g. fishing, energy) matter.", ["fishing", "energy"]),  # in brackets
        ("Sells into sectors including rail and freight.", ["rail", "freight"]),
        ("We know industries like ours.", []),  # one member is no list
        ("Farmers markets are near.", []),
        ("Industries such as fishing, Fishing and rail.", ["fishing", "rail"]),  # once
        ("", []),
    ],
)
def test_list(text: str, expected: list[str]) -> None:
    assert named(text) == expected


def test_field() -> None:
    assert named("", ("industry", "Fishing")) == ["Fishing"]


@pytest.mark.parametrize("piece", ["industries such as ", "markets (", "sectors, including rail, ", "industries "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outlined(piece * (500_000 // len(piece)))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 6
