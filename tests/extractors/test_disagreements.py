"""Fields and prose that say different things: the field's value is the fact, what the prose says is kept beside it."""

from collections.abc import Callable, Iterator, Sequence

import pytest

import rolegraph
from rolegraph.explanation import explain
from rolegraph.extractors import attributes, locations, pay, titles
from rolegraph.facts import Attribute, Disagreement, Fact, Location, Pay, Title
from rolegraph.outline import Outline
from rolegraph.stores.answers import Solutions

from .outlining import outlined

HEADING, LABEL = "title-field/title-heading", "title-field/title-label"
SENTENCE = "employment-type-field/employment-sentence"

Extract = Callable[[Outline, Sequence[Fact]], Iterator[Fact]]


def disputed(extract: Extract, text: str, *fields: tuple[str, str]) -> list[tuple[str, str, str]]:
    outline = outlined(text, *fields)
    found = [one for one in extract(outline, []) if isinstance(one, Disagreement)]
    for one in found:
        blocks = [block for span in one.evidence for block in outline.posting.blocks if holds(block, span)]
        kinds = [block.kind == "field" for block in blocks]
        assert kinds == sorted(kinds, reverse=True), "the fields come first"
        assert set(kinds) == {True, False}, "both are quoted"
    return [(one.field, one.prose, one.rule) for one in found]


def holds(block: rolegraph.postings.Block, span: rolegraph.postings.Span) -> bool:
    return block.span.start <= span.start and span.end <= block.span.end


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (
            "# Harbour Pilot\nYou guide ships.",
            "Ferry Master",
            [("Ferry Master", "Harbour Pilot", HEADING)],
        ),
        (
            "Job title: Harbour Pilot\nYou guide ships.",
            "Ferry Master",
            [("Ferry Master", "Harbour Pilot", LABEL)],
        ),
        # another level is another title
        ("# Senior Engineer\nYou build.", "Engineer", [("Engineer", "Senior Engineer", HEADING)]),
        # the same with a place, a number, a gender mark, a level left to choose, in other capitals and forms
        ("# HARBOUR PILOT (m/f/d) - Bergen\nYou guide ships.", "Harbour Pilot", []),
        ("# Harbour Pilot #R-2201\nYou guide ships.", "Harbour Pilot", []),
        ("# Director / Senior Director, Rail Lead\nYou lead.", "Director, Rail Lead", []),
        ("# Elections Administrator\nYou count.", "Election Administrator", []),
        # headings that speak to the reader, that come late, and that name no role
        ("# What our engineers say\nYou build.", "Harbour Pilot", []),
        ("One.\nTwo.\nThree.\nFour.\n# Ferry Master\nYou steer.", "Harbour Pilot", []),
        ("# The harbour\nYou guide ships.", "Harbour Pilot", []),
        ("You guide ships.", "Harbour Pilot", []),
        # a label above something else
        ("Position: Number of vacancies: 1", "Harbour Pilot", []),
        # one heading that agrees is enough
        ("# Ferry Master\n# Harbour Pilot\nYou guide ships.", "Harbour Pilot", []),
    ],
)
def test_titles(text: str, title: str, expected: list[tuple[str, str, str]]) -> None:
    assert disputed(titles.extract, text, ("title", title)) == expected
    assert [one.text for one in titles.extract(outlined(text, ("title", title)), []) if isinstance(one, Title)] == [
        title
    ]


def test_a_title_of_the_prose_disputes_nothing() -> None:
    assert disputed(titles.extract, "# Harbour Pilot\nJob title: Ferry Master") == []


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("Location: Bergen, Norway", ["Oslo, Norway"], [("Oslo", "Bergen", "location-field/location-label")]),
        ("This role is based in Bergen.", ["Oslo, Norway"], [("Oslo", "Bergen", "location-field/location-sentence")]),
        ("Location: Madrid, Spain", ["Oslo", "Bergen"], [("Oslo, Bergen", "Madrid", "location-field/location-label")]),
        # one of several, around it, inside of it, next door, the same name
        ("Location: Oslo or Bergen", ["Bergen, Norway", "Oslo, Norway"], []),
        ("Location: Norway", ["Oslo, Norway"], []),
        ("Location: Oslo", ["Norway"], []),
        ("Location: Drammen, Norway", ["Oslo, Norway"], []),
        ("Location: Portland", ["Portland, ME"], []),
        # a place of others, a place that no gazetteer has, work from anywhere
        ("Our customers are in Madrid.", ["Oslo, Norway"], []),
        ("Location: Skerrow Point", ["Oslo, Norway"], []),
        ("Location: Remote", ["Oslo, Norway"], []),
        ("Location: Bergen, Norway", [], []),
    ],
)
def test_locations(text: str, places: list[str], expected: list[tuple[str, str, str]]) -> None:
    fields = [("location", place) for place in places]
    assert disputed(locations.extract, text, *fields) == expected
    if expected:
        found = [one.name for one in locations.extract(outlined(text, *fields), []) if isinstance(one, Location)]
        assert found == expected[0][0].split(", "), "only what the fields say is a fact"


@pytest.mark.parametrize(
    ("text", "kind", "expected", "facts"),
    [
        (
            "This is a part-time position.",
            "FULL_TIME",
            [("FULL_TIME", "PART_TIME", SENTENCE)],
            ["FULL_TIME"],
        ),
        (
            "Employment type: Full-time",
            "Part-time",
            [("PART_TIME", "FULL_TIME", "employment-type-field/employment-label")],
            ["PART_TIME"],
        ),
        # the same, more than that, both
        ("This is a full-time position.", "FULL_TIME", [], ["FULL_TIME"]),
        ("This is a temporary position.", "FULL_TIME", [], ["FULL_TIME", "TEMPORARY"]),
        ("Employment type: full-time or part-time", "FULL_TIME", [], ["FULL_TIME", "PART_TIME"]),
        ("This is a part-time position.", "INTERN", [], ["INTERN", "PART_TIME"]),
    ],
)
def test_employment(text: str, kind: str, expected: list[tuple[str, str, str]], facts: list[str]) -> None:
    field = ("employment-type", kind)
    assert disputed(attributes.extract, text, field) == expected
    found = [one.value for one in attributes.extract(outlined(text, field), []) if isinstance(one, Attribute)]
    assert found == facts


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        (
            "The salary is $50,000 to $60,000 a year.",
            ["USD 70000-80000 YEAR"],
            [("USD 70000-80000 YEAR", "$50,000 to $60,000", "pay-field/pay-sentence")],
        ),
        (
            "The salary is £50,000 to £60,000 a year.",
            ["EUR 50000-60000 YEAR"],
            [("EUR 50000-60000 YEAR", "£50,000 to £60,000", "pay-field/pay-sentence")],
        ),
        # the same, one of several, one end of it, for another period, no amount
        ("The salary is $50,000 to $60,000 a year.", ["USD 50000-60000 YEAR"], []),
        ("The salary is $50,000 to $60,000 a year.", ["USD 70000-80000 YEAR", "USD 50000-60000 YEAR"], []),
        ("The salary starts at $50,000 a year.", ["USD 50000-60000 YEAR"], []),
        ("The salary starts at $50,000 a year.", ["USD 40000- YEAR"], []),
        ("Hourly rate: $25.00", ["USD 50000-60000 YEAR"], []),
        ("The salary is competitive.", ["USD 50000-60000 YEAR"], []),
        ("A bonus of $5,000 is paid.", ["USD 50000-60000 YEAR"], []),
    ],
)
def test_pay(text: str, fields: list[str], expected: list[tuple[str, str, str]]) -> None:
    stated = [("pay", field) for field in fields]
    assert disputed(pay.extract, text, *stated) == expected
    assert len([one for one in pay.extract(outlined(text, *stated), []) if isinstance(one, Pay)]) == len(fields)


PAGE = b"""<html><head><script type="application/ld+json">{"@type": "JobPosting", "title": "Ferry Master",
"hiringOrganization": "Quill Harbours", "jobLocation": "Oslo, Norway", "employmentType": "FULL_TIME",
"baseSalary": {"currency": "NOK", "value": {"minValue": 600000, "maxValue": 700000, "unitText": "YEAR"}}}</script>
</head><body><h1>Harbour Pilot</h1><p>Location: Bergen, Norway</p><p>This is a part-time position.</p>
<p>The salary is NOK 400,000 to NOK 450,000 per year.</p></body></html>"""


def test_a_page_against_its_own_data() -> None:
    built = rolegraph.build(PAGE)
    assert built.validate().conforms
    assert {one.property for one in built.facts if isinstance(one, Disagreement)} == {
        *("title", "jobLocation", "employmentType", "baseSalary"),
    }
    told = [(one.says, one.quote) for one in explain(built.quads) if one.fact == "Disagreement"]
    assert [(says, quote) for says, quote in told if says.startswith("title")] == [
        ("title: the field says Ferry Master, the prose Harbour Pilot", "Ferry Master"),
        ("title: the field says Ferry Master, the prose Harbour Pilot", "Harbour Pilot"),
    ]
    answer = built.query("disagreements")
    assert isinstance(answer, Solutions)
    assert [row[1:] for row in answer.values()] == [
        ("baseSalary", "NOK 600000-700000 YEAR", "NOK 400,000 to NOK 450,000"),
        ("employmentType", "FULL_TIME", "PART_TIME"),
        ("jobLocation", "Oslo", "Bergen"),
        ("title", "Ferry Master", "Harbour Pilot"),
    ]
