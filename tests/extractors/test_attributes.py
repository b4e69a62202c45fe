"""The plain properties of a posting: dates, employment type, address, language."""

import time
from typing import Any

import pytest

from rolegraph.extractors.attributes import extract
from rolegraph.facts import Attribute, Seniority, Title
from rolegraph.postings import Span

from .outlining import outlined


def read(text: str, *fields: tuple[str, str]) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in extract(outlined(text, *fields), []) if isinstance(one, Attribute)]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("date-posted", "March 3, 2026", [("datePosted", "2026-03-03")]),
        ("date-posted", "3. march  2026", [("datePosted", "2026-03-03")]),
        ("date-posted", "Mar 3, 2026", [("datePosted", "2026-03-03")]),  # the month by its first letters
        ("date-posted", "March 32, 2026", []),  # no day
        ("date-posted", "Marchember 3, 2026", []),  # no month
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
        ("Full-time", [("employmentType", "FULL_TIME")]),  # a line of its own
        ("Die Stelle ist in Teilzeit zu besetzen.", [("employmentType", "PART_TIME")]),  # German
        ("Un poste à temps plein.", [("employmentType", "FULL_TIME")]),  # French
        (
            "Un contrato temporal a jornada completa.",
            [("employmentType", "FULL_TIME"), ("employmentType", "TEMPORARY")],
        ),
        ("Em regime de tempo integral.", [("employmentType", "FULL_TIME")]),  # Portuguese
        ("# Responsibilities\n- Hires for a part-time position.", []),  # not of this post
        ("", []),
    ],
)
def test_prose(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("title", "level", "expected"),
    [
        ("Net Mender (part-time)", "", ["PART_TIME"]),
        ("Net Mending Intern", "intern", ["INTERN"]),
        ("Intern Program Manager", "manager", []),  # who looks after interns
        ("Contract Specialist", "", []),  # contracts are what the role works on
        ("Volunteer Coordinator", "", []),
    ],
)
def test_title(title: str, level: str, expected: list[str]) -> None:
    here: dict[str, Any] = {"evidence": (Span(0, len(title)),), "rule": "title-field"}
    found = [Title(text=title, **here), Seniority(level=level, **here)]
    facts = extract(outlined("", ("title", title)), found)
    assert [one.value for one in facts if isinstance(one, Attribute)] == expected


ENGLISH = "You mend the nets of our fleet, and you work with the crew on the quay."
GERMAN = "Sie flicken die Netze der Flotte und arbeiten mit der Mannschaft auf dem Kai."


@pytest.mark.parametrize(
    ("text", "fields", "languages"),
    [
        (ENGLISH, [], ["en"]),
        (GERMAN, [], ["de"]),
        (f"{GERMAN}\n{ENGLISH}", [], ["de", "en"]),  # block by block
        ("\n".join([ENGLISH] * 9 + [GERMAN]), [], ["en"]),  # a sentence of another language is none of the posting's
        (GERMAN, [("language", "de-AT")], ["de-AT"]),  # the source says more
        (GERMAN, [("language", "en")], ["en", "de"]),  # the source says otherwise: both are told
        ("Nets, ropes, sails", [], []),
    ],
)
def test_language(text: str, fields: list[tuple[str, str]], languages: list[str]) -> None:
    assert [value for name, value in read(text, *fields) if name == "inLanguage"] == languages


@pytest.mark.parametrize("piece", ["is a full-time ", "full-time, part-time "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outlined(piece * (500_000 // len(piece)))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 6
