"""Where the role sits: fields, labels, sentences, titles; and the places that are somebody else's."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolegraph.extractors.locations import extract
from rolegraph.facts import Fact, Location, Remote, Title
from rolegraph.outline import Outline, outline
from rolegraph.sources import read


def outlined(text: str, **fields: str) -> Outline:
    """The outline of a posting with fields and a body of HTML."""
    record = {"title": "Harbour Pilot", "description": text or "<p>A posting.</p>", **fields}
    return outline(next(read(json.dumps(record).encode(), "posting.json")))


def facts(text: str, **fields: str) -> list[Fact]:
    found = outlined(text, **fields)
    titles = [Title(evidence=(b.span,), rule="title-field", text="") for b in found.posting.fields("title")]
    return list(extract(found, titles))


def places(text: str, **fields: str) -> list[tuple[str, str]]:
    return [(fact.name, fact.rule) for fact in facts(text, **fields) if isinstance(fact, Location)]


LABELS = [
    ("<p><strong>Location:</strong> Oslo, Norway</p>", ["Oslo"]),  # label and value in one line
    ("<p><b>Job Location</b></p><p>Oslo, Norway</p>", ["Oslo"]),  # value on the next line
    ("<h3>Locations</h3><ul><li>Oslo</li><li>Bergen, Norway</li></ul>", ["Oslo", "Bergen"]),  # a list of them
    ("<p>Duty station: Nairobi, Kenya</p>", ["Nairobi"]),  # the word of international organizations
    ("<p>Standort: München</p>", ["Munich"]),  # German
    ("<p>Location: 12 Mill St., Austin, TX 78701</p>", ["Austin"]),  # an address under the label is the place of work
    ("<p>Duty station</p><p>Harbour Board</p><p>12 Mill Lane</p><p>Austin, TX 78701</p>", ["Austin"]),  # over lines
    ("<p>Location: Columbia</p><p>Our yard in Columbia, MD is old.</p>", ["Columbia"]),  # told more exactly below
    ("<p>Location: The Pilot position is based in Tbilisi, Georgia.</p>", ["Tbilisi"]),  # a sentence under the label
]

SENTENCES = [
    ("This role is based in Oslo.", ["Oslo"]),
    ("This position will be located in Oslo or Bergen, Norway.", ["Oslo", "Bergen"]),  # alternatives
    ("The position is located in our Oslo office and reports to the Director.", ["Oslo"]),  # no further than the place
    ("You will work from our headquarters in Oslo.", ["Oslo"]),
    ("The successful candidate will be based out of London.", ["London"]),
    ("This is a full-time, on-site position at our shipyard office in Gdańsk.", ["Gdańsk"]),
    ("Hybrid role in Berlin.", ["Berlin"]),
    ("Dienstort ist München.", ["Munich"]),
    ("We are looking for a Pilot to join our Deck team in Bergen, Norway.", ["Bergen"]),  # the team one joins
    ("Skerry Ferries is seeking a Night Porter at our Austin, TX office.", ["Austin"]),  # the office before its name
    ("We are hiring a Cook for our main office in Oslo.", ["Oslo"]),
    ("Skerry Ferries has an opening in the Tallahassee area for a Pilot.", ["Tallahassee"]),
    ("You live within a commutable distance of Bergen.", ["Bergen"]),
    ("We may consider candidates who do not reside in the DC area.", ["Washington"]),
    (
        "The pilot can be based in any of the following: 1. Austin, TX; 2. Tulsa, OK.",
        ["Austin", "Tulsa"],
    ),  # an enumeration
    ("Wir suchen für unsere Werft in Bremen eine Seilerin.", ["Bremen"]),
    ("Sie arbeiten in unserer Niederlassung in Kiel.", ["Kiel"]),
    ("Le poste est à pourvoir dès maintenant à Nantes.", ["Nantes"]),
    ("Vous travaillez dans notre usine de Brest.", ["Brest"]),
    ("Trabajarás en nuestra tienda de Sevilla.", ["Seville"]),
    ("A vaga é presencial em Braga.", ["Braga"]),
    ("Vai trabalhar na nossa loja de Coimbra.", ["Coimbra"]),
    ("Le poste est basé à Lyon.", ["Lyon"]),
    ("El puesto está ubicado en Madrid.", ["Madrid"]),
    ("A vaga é baseada em Lisboa.", ["Lisbon"]),
]

TRAPS = [
    "Write to us at 101 Main St., Suite 4, San Francisco, CA 94107.",  # a contact address
    "Our customers include the cities of Paris, Rome and Vienna.",  # customers
    "Founded in Paris in 1998, the company now has 400 people.",  # history
    "We have offices in London, Tokyo and New York.",  # the company's offices
    "Based in Oslo, we are the leading maker of anchors.",  # the company's seat
    "We play a leading role in Europe and hold a strong position in Japan.",  # its place in markets
    "You must be eligible to work in the United States.",  # a condition
    "Five years of experience in a similar role in Germany.",  # somebody's earlier post
    "If the position is located in Denver, Colorado, name the local pay range.",  # for whoever fills in the form
    "You travel to Singapore twice a year.",  # travel
    "We have an office in London.",  # the company's office
    "We have helped 900 families relocate to Canada.",  # customers
    "None",  # a town in Italy
    "REST",  # a rare name of a city in Iran
]

TITLES = [
    ("Harbour Pilot - Oslo", ["Oslo"]),  # after a dash
    ("Harbour Pilot (Oslo, Norway)", ["Oslo"]),  # in brackets
    ("Harbour Pilot | Austin, TX", ["Austin"]),  # after a bar
    ("Sales Manager - EMEA", []),  # what the role covers
    ("Teacher - Reading", []),  # a trade that is a town too
    ("Analyst (IT)", []),  # a trade that is a country's code
    ("Pilot - Night Shift", []),
    ("Oslo Harbour Pilot", []),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_label_places_the_role(text: str, expected: list[str]) -> None:
    assert places(text) == [(name, "location-label") for name in expected]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_sentence_places_the_role(sentence: str, expected: list[str]) -> None:
    text = f"<p>We guide ships. {sentence} The harbour is old.</p>"
    assert places(text) == [(name, "location-sentence") for name in expected]


@pytest.mark.parametrize("sentence", TRAPS)
def test_place_of_something_else_is_none(sentence: str) -> None:
    assert places(f"<p>{sentence}</p>") == []


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_title_places_the_role(title: str, expected: list[str]) -> None:
    assert places("", title=title) == [(name, "location-title") for name in expected]


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        # the field wins over the prose
        ("<p>This role is based in Rome.</p>", {"location": "Oslo"}, [("Oslo", "location-field")]),
        # the prose may say more exactly where in the region of the field
        (
            "<p>Location: Boulder, CO</p>",
            {"location": "Colorado"},
            [("Colorado", "location-field"), ("Boulder", "location-label")],
        ),
        # but not elsewhere
        ("<p>Location: Boise, ID</p>", {"location": "Colorado"}, [("Colorado", "location-field")]),
        # a list of places in which the field's stands: the field had room for one
        (
            "<p>This role is based in Oslo, Bergen or Rome.</p>",
            {"location": "Bergen, Norway"},
            [("Bergen", "location-field"), ("Oslo", "location-sentence"), ("Rome", "location-sentence")],
        ),
        # but an office that is named for a larger town is none
        (
            "<p>Location: Oslo office - Bergen, Norway</p>",
            {"location": "Bergen"},
            [("Bergen", "location-field")],
        ),
        # an ambiguous name under a label is the one near the field's
        ("<p>Location: Dublin</p>", {"location": "Ohio"}, [("Ohio", "location-field"), ("Dublin", "location-label")]),
        # the title is read only where nothing else says it
        ("<p>This role is based in Rome.</p>", {"title": "Cook - Paris"}, [("Rome", "location-sentence")]),
        # a value that is no place
        ("", {"location": "not provided"}, []),
    ],
)
def test_stronger_source_comes_first(text: str, fields: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert places(text, **fields) == expected


def test_place_stated_twice_is_one_location_with_two_quotes() -> None:
    found = outlined("<p>Location: Oslo, Norway</p><p>This role is based in Oslo.</p>", location="Oslo")
    (fact,) = [fact for fact in extract(found, []) if isinstance(fact, Location)]
    assert [found.quote(span) for span in fact.evidence] == ["Oslo", "Oslo, Norway", "Oslo"]
    assert (fact.geonames, fact.country, fact.locality) == (3143244, "NO", "Oslo")


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("", {"location": "Remote (US)"}, [("US", "location-field")]),  # bound to a country
        ("", {"location": "Oslo / Remote"}, [("", "location-field")]),  # bound to none
        ("<p>Location: Remote</p>", {}, [("", "location-label")]),
        ("<p>This is a fully remote position.</p>", {}, [("", "location-sentence")]),
        ("<p>Guide ships (this is a remote position).</p>", {}, [("", "location-sentence")]),
        ("<p>This is not a remote role.</p>", {}, []),
        ("<p>You thrive in a fully remote company.</p>", {}, []),  # the company
        ("<p>Up to two remote days a week.</p>", {}, []),
        ("<p>Experience with remote sensing.</p>", {}, []),
        ("", {"location": "Hybrid remote in Oslo"}, []),
    ],
)
def test_remote_work(text: str, fields: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert [(f.scope, f.rule) for f in facts(text, **fields) if isinstance(f, Remote)] == expected


def test_remote_country_is_location_and_scope() -> None:
    assert places("", location="Remote - Germany") == [("Germany", "location-field")]


def test_unknown_town_is_less_sure() -> None:
    known, unknown = facts("", location="Austin, TX; Nowhere Springs, TX")
    assert isinstance(known, Location)
    assert isinstance(unknown, Location)
    assert (unknown.name, unknown.geonames, unknown.region, unknown.country) == ("Nowhere Springs", None, "Texas", "US")
    assert unknown.confidence < known.confidence


PHRASES = st.sampled_from(
    [
        "This role is based in ",
        "Location: ",
        "London, UK",
        "İstanbul",
        "Remote ",
        "fully remote position",
        ". ",
        "<p>",
        "ß",
    ]
)


@given(st.lists(st.one_of(PHRASES, st.text(max_size=12)), min_size=1, max_size=12).map("".join))
@settings(deadline=None, max_examples=150)
def test_evidence_lies_in_the_text_and_each_place_comes_once(text: str) -> None:
    found = outlined(f"<p>Body {text}</p>", location="Austin, TX")
    locations = [fact for fact in extract(found, []) if isinstance(fact, Location)]
    for fact in locations:
        assert 0 < fact.confidence < 1
        for span in fact.evidence:
            assert 0 <= span.start < span.end <= len(found.text)
            assert found.quote(span) == found.quote(span).strip()
    assert len({(fact.name, fact.region, fact.country) for fact in locations}) == len(locations)


def test_letters_that_grow_when_made_small_shift_no_quote() -> None:
    found = outlined("<p>İİİİ İstanbul. This role is based in London.</p>")
    (fact,) = extract(found, [])
    assert [found.quote(span) for span in fact.evidence] == ["London"]


@pytest.mark.parametrize("unit", ["based ", "This role is based in London. ", "role in ", "<p>Location: Oslo</p>"])
def test_a_megabyte_is_read_in_linear_time(unit: str) -> None:
    found = outlined(f"<p>{unit * (1_000_000 // len(unit))}</p>")
    start = time.perf_counter()
    list(extract(found, []))
    assert time.perf_counter() - start < 3
