"""The plain properties of a posting: dates, employment type, address, language."""

import time

import pytest

from rolegraph.extractors.attributes import extract
from rolegraph.facts import Attribute

from .outlining import outlined


def read(text: str, *fields: tuple[str, str]) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in extract(outlined(text, *fields), []) if isinstance(one, Attribute)]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("date-posted", "March 3, 2026", [("datePosted", "2026-03-03")]),
        ("date-posted", "03/04/2026", []),  # could be read two ways
        ("valid-through", "2026-03-03T10:00:00+02:00", [("validThrough", "2026-03-03T08:00:00Z")]),  # in UTC
        ("employment-type", "Full-time, temporary", [("employmentType", "FULL_TIME"), ("employmentType", "TEMPORARY")]),
        ("employment-type", "Regular", []),  # says nothing
        ("language", "pt_BR", [("inLanguage", "pt-BR")]),
        ("language", "the sea", []),  # no tag
        ("url", "https://northfell.example/1", [("url", "https://northfell.example/1")]),
    ],
)
def test_field(field: str, value: str, expected: list[tuple[str, str]]) -> None:
    assert read("", (field, value)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This is a full-time position.", [("employmentType", "FULL_TIME")]),
        ("# Responsibilities\n- Hires for a part-time position.", []),  # not of this post
        ("", []),
    ],
)
def test_prose(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("piece", ["is a full-time ", "full-time, part-time "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outlined(piece * (500_000 // len(piece)))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 6
