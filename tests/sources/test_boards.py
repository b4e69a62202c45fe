"""The answers of job boards: what each states becomes fields, its prose blocks, a broken record an error of its own.

The samples are of our own writing, in the shapes that the boards document; each holds a whole board or one posting. One
file, long as it is: nine boards go through the same tests, each a row of their tables.
"""

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph import sources
from rolegraph.errors import InputError, MalformedInput, RolegraphError, UsageError
from rolegraph.postings import Posting
from rolegraph.settings import Settings
from rolegraph.sources.boards import BOARDS, find

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "boards"


def read(data: Any, name: str = "a.json", source: str = "") -> list[Posting | InputError]:
    text = data if isinstance(data, str) else json.dumps(data)
    return list(sources.read_each(text.encode(), name, Settings(source=source)))


def told(one: Posting | InputError) -> list[tuple[str, str]] | str:
    if isinstance(one, InputError):
        return one.cause
    return [(block.name or block.kind, block.span.of(one.text)) for block in one.blocks]


def field(one: Posting | InputError, name: str) -> list[str]:
    assert isinstance(one, Posting)
    return [block.span.of(one.text) for block in one.fields(name)]


SALARY = {"compensationType": "Salary", "currencyCode": "USD", "minValue": 9, "maxValue": 9}
NO_TEXT = "no text in it (read as json): is it the posting itself?"

READ: dict[str, list[list[tuple[str, str]] | str]] = {
    "ashby.json": [
        [
            ("title", "Tide Modeller"),
            ("location", "Halifax, Nova Scotia, Canada"),
            ("location", "Aarhus, Denmark"),
            ("location", "Boston, MA"),
            ("unit", "Tides"),
            ("unit", "Science"),
            ("employment-type", "Full Time"),
            ("date-posted", "2031-02-03T08:00:00.123+00:00"),
            ("url", "https://jobs.example.org/undertow/b7-1"),
            ("identifier", "b7-1"),
            ("pay", "CAD 90000-115000 YEAR"),
            ("pay", "CAD 80000.5-100000 YEAR"),
            ("heading", "About the role"),
            ("paragraph", "You report to the Director of Tides."),
            ("item", "Model tides"),
        ],
        [
            ("title", "Sounding Intern"),
            ("location", "Remote - Canada"),
            ("remote", "Remote"),
            ("unit", "Science"),
            ("employment-type", "Intern"),
            ("url", "https://jobs.example.org/undertow/b7-2"),
            ("identifier", "b7-2"),
            ("pay", "$21 - $23 per hour"),
            ("paragraph", "Sound the depths."),
        ],
        NO_TEXT,
    ],
    "greenhouse.json": [
        [
            ("title", "Lighthouse Engineer"),
            ("organization", "Pellorin Beacons"),
            ("location", "Bergen, Norway"),
            ("unit", "Lamps and Lenses"),
            ("employment-type", "Full-time"),
            ("industry", "Navigation"),
            ("industry", "Optics"),
            ("date-posted", "2031-02-03T09:30:00+01:00"),
            ("valid-through", "2031-04-30T23:59:00Z"),
            ("url", "https://boards.example.org/pellorin/jobs/40010"),
            ("identifier", "LH-7"),
            ("language", "en"),
            ("pay", "NOK 620000-710500 YEAR"),
            ("paragraph", "You keep the lamps of R&D lit."),
            ("heading", "What you do"),
            ("item", "Grind lenses"),
            ("item", "Report to the Head of Lamps"),
            ("heading", "Annual salary"),
            ("paragraph", "What we pay depends on experience."),
        ],
        [
            ("title", "Fog Signal Keeper"),
            ("location", "Stavanger, Norway"),
            ("remote", "Remote"),
            ("pay", "EUR 21.5-24 HOUR"),
            ("url", "https://boards.example.org/pellorin/jobs/40011"),
            ("identifier", "40011"),
            ("paragraph", "Listen for fog."),
        ],
        "a text where a posting is due: give an object",
    ],
    "lever.json": [
        [
            ("title", "Senior Rope Maker"),
            ("location", "Lorient, FR"),
            ("unit", "Rigging"),
            ("unit", "Workshop"),
            ("employment-type", "Full-time"),
            ("date-posted", "2031-02-03T12:00:00Z"),
            ("url", "https://jobs.example.org/tresse/5d0c-11"),
            ("identifier", "5d0c-11"),
            ("pay", "EUR 2400-3100 MONTH"),
            ("paragraph", "Tresse & Filles lays rope."),
            ("heading", "What you will do"),
            ("item", "Lay hawsers"),
            ("item", "Report to the Workshop Manager"),
            ("heading", "What you bring <or> learn"),
            ("item", "Strong hands"),
            ("paragraph", "We are an equal opportunity employer."),
            ("paragraph", "Paid thirteen times a year."),
        ],
        [
            ("title", "Splicing Tutor"),
            ("location", "Nantes, France"),
            ("location", "Brest, France"),
            ("remote", "Remote"),
            ("unit", "School"),
            ("employment-type", "Part-time"),
            ("date-posted", "soon"),
            ("url", "https://jobs.example.org/tresse/5d0c-12"),
            ("identifier", "5d0c-12"),
            ("paragraph", "Teach splicing."),
            ("paragraph", "Bring patience."),
            ("paragraph", "Write to us."),
        ],
        NO_TEXT,
    ],
    "personio.xml": [
        [
            ("title", "Deichplanerin (m/w/d)"),
            ("organization", "Deichbau Nordsand GmbH"),
            ("location", "Husum"),
            ("location", "Emden"),
            ("location", "Bremen"),
            ("unit", "Vermessung & Planung"),
            ("employment-type", "full-time or part-time"),
            ("employment-type", "permanent"),
            ("date-posted", "2031-02-03T10:00:00+00:00"),
            ("identifier", "907"),
            ("heading", "Deine Aufgaben"),
            ("item", "Deiche planen"),
            ("item", "Du berichtest an die Leiterin Planung"),
            ("heading", "Dein Profil"),
            ("paragraph", "Ein Abschluss & feste Stiefel"),
        ],
        "no text in it (read as personio): is it the posting itself?",
        [
            ("title", "Schafhirt"),
            ("location", "Husum"),
            ("employment-type", "part-time"),
            ("identifier", "909"),
            ("heading", "Aufgaben"),
            ("paragraph", "Schafe halten den Deich kurz."),
        ],
    ],
    "recruitee.json": [
        [
            ("title", "Polder Warden"),
            ("organization", "Waterschap Zilverdijk"),
            ("location", "Utrecht, Netherlands"),
            ("unit", "Dikes"),
            ("employment-type", "parttime fixed term"),
            ("date-posted", "2031-02-03T10:00:00+00:00"),
            ("valid-through", "2031-03-31T22:00:00Z"),
            ("url", "https://zilverdijk.example.org/o/polder-warden"),
            ("identifier", "512"),
            ("pay", "EUR 3200-4100.5 MONTH"),
            ("paragraph", "Walk the dikes."),
            ("heading", "Requirements"),
            ("item", "Good boots"),
            ("heading", "Hours"),
            ("paragraph", "24-32 hours per week"),
        ],
        [
            ("title", "Pump Fitter"),
            ("location", "Gouda, South Holland, Netherlands"),
            ("location", "Delft, NL"),
            ("remote", "Remote"),
            ("employment-type", "fulltime permanent"),
            ("url", "https://zilverdijk.example.org/o/pump-fitter"),
            ("identifier", "513"),
            ("paragraph", "Fit pumps."),
        ],
        "a null where a posting is due: give an object",
    ],
    "smartrecruiters.json": [
        [
            ("title", "Ferry Dispatcher"),
            ("organization", "Vandvej Ferries"),
            ("location", "Odense, Syddanmark, DK"),
            ("unit", "Operations"),
            ("employment-type", "Full-time"),
            ("date-posted", "2031-02-03T10:00:00.000Z"),
            ("url", "https://jobs.example.org/Vandvej/74400-ferry-dispatcher"),
            ("identifier", "REF12X"),
            ("language", "en"),
            ("industry", "Transportation"),
            ("pay", "DKK 31000-36000 MONTH"),
            ("heading", "Company Description"),
            ("paragraph", "Vandvej Ferries crosses the belts."),
            ("heading", "Job Description"),
            ("item", "Dispatch ferries"),
            ("heading", "Qualifications"),
            ("paragraph", "A steady voice."),
        ],
        [
            ("title", "Deckhand"),
            ("location", "Nyborg, Denmark"),
            ("remote", "Remote"),
            ("employment-type", "Seasonal"),
            ("date-posted", "2031-02-04T10:00:00.000Z"),
            ("identifier", "74401"),
        ],
    ],
    "teamtailor-feed.json": [
        [
            ("title", "Harbour Diver"),
            ("employment-type", "FULL_TIME"),
            ("organization", "Isbryter AB"),
            ("organization-url", "https://career.example.org"),
            ("location", "Gävle, SE"),
            ("identifier", "88"),
            ("pay", "SEK 190-220 HOUR"),
            ("date-posted", "2031-02-03T12:00:00+01:00"),
            ("url", "https://career.example.org/jobs/88-harbour-diver"),
            ("paragraph", "Dive under ships."),
        ],
    ],
    "teamtailor.json": [
        [
            ("title", "Ice Pilot"),
            ("location", "Luleå, Sweden"),
            ("unit", "Pilotage"),
            ("employment-type", "fulltime"),
            ("date-posted", "2031-02-03T12:00:00.000+01:00"),
            ("valid-through", "2031-05-01"),
            ("url", "https://career.example.org/jobs/3301-ice-pilot"),
            ("identifier", "3301"),
            ("language", "en"),
            ("pay", "SEK 42000-55000 MONTH"),
            ("paragraph", "Find the lead."),
            ("paragraph", "You pilot ships through ice."),
            ("heading", "Your profile"),
            ("item", "Master's licence"),
        ],
        [
            ("title", "Chart Corrector"),
            ("remote", "Remote"),
            ("identifier", "3302"),
            ("paragraph", "Correct charts."),
        ],
        NO_TEXT,
    ],
    "workable-v3.json": [
        [
            ("title", "Sail Cutter"),
            ("location", "Lisbon, Portugal"),
            ("unit", "Loft"),
            ("employment-type", "Part-time"),
            ("date-posted", "2031-02-03T10:00:00Z"),
            ("url", "https://kestrel.example.org/jobs/1"),
            ("identifier", "GROOV003"),
            ("pay", "EUR 1900-2300"),
            ("paragraph", "Cut sails."),
            ("heading", "Requirements"),
            ("item", "Two years at the table"),
            ("heading", "Benefits"),
            ("item", "Thirty days of leave"),
        ],
    ],
    "workable-widget.json": [
        [
            ("title", "Kite Tester"),
            ("organization", "Kestrel Kites"),
            ("location", "Porto, Portugal"),
            ("location", "Vigo, Spain"),
            ("unit", "Quality"),
            ("employment-type", "Full-time"),
            ("date-posted", "2031-02-03"),
            ("url", "https://apply.example.org/j/AB12CD34EF"),
            ("identifier", "K-1"),
            ("industry", "Leisure"),
            ("paragraph", "Fly kites until they break."),
        ],
        NO_TEXT,
        [
            ("title", "String Winder"),
            ("organization", "Kestrel Kites"),
            ("location", "Portugal"),
            ("remote", "Remote"),
            ("identifier", "AB12CD34EH"),
            ("paragraph", "Wind strings."),
        ],
    ],
    "workday.json": [
        [
            ("title", "Quay Crane Driver"),
            ("organization", "Kade Twaalf"),
            ("location", "Rotterdam"),
            ("location", "Moerdijk"),
            ("location", "Vlissingen"),
            ("employment-type", "Part time"),
            ("date-posted", "2031-02-03"),
            ("valid-through", "2031-03-03"),
            ("url", "https://kade.example.org/job/Rotterdam/Quay-Crane-Driver_R-157"),
            ("identifier", "R-157"),
            ("paragraph", "Lift boxes."),
            ("heading", "Duties"),
            ("item", "Drive cranes"),
        ],
    ],
}


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_whole_boards(name: str) -> None:
    assert [told(one) for one in sources.read_each((SAMPLES / name).read_bytes(), name)] == READ[name]


# what the object around a board says of its postings
AROUND = {"workable-widget.json": ("organization",), "teamtailor.json": ("location", "unit")}


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_each_posting_of_a_board_alone(name: str) -> None:
    """A posting is recognised without the board around it; only what stands around it is lost."""
    if name.endswith(".xml"):
        return
    document = json.loads((SAMPLES / name).read_text("utf-8"))
    found = find(document)
    assert found is not None
    for record, whole in zip(found.records, READ[name], strict=True):
        if isinstance(record, dict) and isinstance(whole, list):
            # as a line of JSON Lines, which is also how one posting of many is kept
            [alone] = read(json.dumps(record), "a.jsonl")
            missing = {"workable-widget.json": {"organization"}, "teamtailor.json": {"location", "unit"}}.get(
                name, set()
            )
            assert told(alone) == [one for one in whole if one[0] not in missing]


def test_the_boards_are_the_sources_without_endings() -> None:
    assert [name for name, form in sources.SOURCES.items() if not form.endings] == list(BOARDS)


@pytest.mark.parametrize("board", BOARDS)
def test_fetch_says_who_hires_where_the_board_does_not(board: str) -> None:
    attributes = {"title": "Porter", "name": "Porter", "text": "Porter"}
    record = {**attributes, "type": "jobs", "attributes": attributes, "company_name": "Skerrow Tidal"}
    [posting] = read(record, source=board)
    assert field(posting, "organization") == ["Skerrow Tidal"]


@pytest.mark.parametrize(
    ("record", "stated"),
    [
        ({"name": "Porter", "jobAd": {}, "company": {"name": "Quill"}}, "Quill"),
        ({"name": "Porter", "jobDescriptions": "", "subcompany": "Quill"}, "Quill"),
        ({"_jobposting": {"title": "Porter", "hiringOrganization": {"name": "Quill"}}}, "Quill"),
        ({"_jobposting": {"title": "Porter", "hiringOrganization": {}}}, "skerrow"),
    ],
)
def test_what_the_board_says_of_who_hires_comes_first(record: dict[str, Any], stated: str) -> None:
    [posting] = read({**record, "company_name": "skerrow"})
    assert field(posting, "organization") == [stated]


LEVER = {"text": "Porter", "categories": {"team": "Gates"}, "createdAt": 1711929600000}


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_records_of_boards_and_others_stand_together(name: str) -> None:
    """Each is read in its own way, and what a board calls its keys tells nothing of the columns of the others."""
    others = [{"title": "Cook", "advert": "Cooks and serves what the harbour brings in. " * 5} for _ in range(2)]
    records = [others[0], LEVER, others[1]]
    text = json.dumps({"hits": records}) if name == "a.json" else "\n".join(map(json.dumps, records))
    found = read(text, name)
    assert [field(one, "title") for one in found] == [["Cook"], ["Porter"], ["Cook"]]
    assert [field(one, "date-posted") for one in found] == [[], ["2024-04-01T00:00:00Z"], []]
    assert [len([*told(one)]) for one in found] == [2, 3, 2]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_columns_that_the_user_names_win_over_boards(name: str) -> None:
    settings = Settings(map={"title": ["categories.team"]})
    [posting] = sources.read_each(json.dumps(LEVER).encode(), name, settings)
    assert field(posting, "title") == ["Gates"]
    with pytest.raises(UsageError, match="leave one of the two out"):
        list(sources.read_each(json.dumps(LEVER).encode(), name, dataclasses.replace(settings, source="lever")))


def test_a_record_is_named_by_its_place_in_the_board() -> None:
    found = list(sources.read_each((SAMPLES / "greenhouse.json").read_bytes(), "greenhouse.json"))
    assert [one.source for one in found] == [f"greenhouse.json#{number}" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("board", "record", "name", "expected"),
    [
        # Greenhouse: the period stands in the title or the words below; of cents, whole or broken
        ("greenhouse", {"pay_input_ranges": [{"min_cents": 1000, "currency_type": "USD"}]}, "pay", ["USD 10-"]),
        (
            "greenhouse",
            {"pay_input_ranges": [{"min_cents": 2150, "max_cents": 2400, "currency_type": "USD", "blurb": "per hour"}]},
            "pay",
            ["USD 21.5-24 HOUR"],
        ),
        ("greenhouse", {"pay_input_ranges": [{"min_cents": "x"}, None, 5, {"max_cents": -1}]}, "pay", []),
        (
            "greenhouse",
            {"metadata": {"name": "Employment Type", "value": ["Part-time"]}},
            "employment-type",
            ["Part-time"],
        ),
        # Lever: a wage by the hour, a sum paid once, an unknown interval
        (
            "lever",
            {"salaryRange": {"min": 20, "max": 25, "currency": "USD", "interval": "per-hour-wage"}},
            "pay",
            ["USD 20-25 HOUR"],
        ),
        ("lever", {"salaryRange": {"min": 500, "currency": "usd", "interval": "one-time"}}, "pay", ["USD 500-"]),
        ("lever", {"createdAt": 10**30}, "date-posted", []),
        ("lever", {"categories": {"location": "Remote - US"}, "country": "US"}, "location", ["Remote - US"]),
        # Ashby: pay in other intervals, equity alone, words alone
        (
            "ashby",
            {"compensation": {"summaryComponents": [{**SALARY, "interval": "2 WEEK"}]}},
            "pay",
            ["USD 9"],
        ),
        (
            "ashby",
            {"compensation": {"summaryComponents": [{"compensationType": "EquityPercentage", "minValue": 1}]}},
            "pay",
            [],
        ),
        ("ashby", {"compensation": {"compensationTierSummary": "1% - 2%"}}, "pay", []),
        ("ashby", {"isRemote": True}, "remote", ["Remote"]),
        ("ashby", {"isRemote": True, "workplaceType": "OnSite"}, "remote", []),
        ("ashby", {"employmentType": "PartTime"}, "employment-type", ["Part Time"]),
        # SmartRecruiters: a place in words only
        ("smartrecruiters", {"location": {"fullLocation": "Ribe, Denmark"}}, "location", ["Ribe, Denmark"]),
        (
            "smartrecruiters",
            {"location": {"country": "us", "region": "ME", "city": "Bath"}},
            "location",
            ["Bath, ME, US"],
        ),
        # Workable: the page's own data
        ("workable", {"type": "part", "workplace": "remote"}, "employment-type", ["part time"]),
        ("workable", {"workplace": "remote"}, "remote", ["Remote"]),
        ("workable", {"state": "published", "location": {"city": "Faro", "countryCode": "PT"}}, "location", ["Faro"]),
        # Recruitee: hours are prose, a language of its own choice
        ("recruitee", {"min_hours_per_week": 40, "max_hours_per_week": 40}, "paragraph", ["40 hours per week"]),
        ("recruitee", {"translations": {"nl": {"title": "Sluiswachter"}}, "title": ""}, "title", ["Sluiswachter"]),
        # Teamtailor: relations that lead nowhere
        ("teamtailor", {"relationships": {"locations": {"data": [None, {"id": "1"}]}}}, "location", []),
        # Workday: a place with its country, a list without descriptions
        (
            "workday",
            {"jobPostingInfo": {"title": "x", "location": "Perth", "country": {"descriptor": "Australia"}}},
            "location",
            ["Perth, Australia"],
        ),
        ("workday", {"locationsText": "2 Locations", "externalPath": "/job/1", "title": "x"}, "title", ["x"]),
    ],
)
def test_properties(board: str, record: dict[str, Any], name: str, expected: list[str]) -> None:
    titles = {"title": "Porter", "text": "Porter", "name": "Porter"}
    if board == "teamtailor":
        record = {"type": "jobs", "attributes": titles, **record}
    [posting] = read({**titles, **record}, source=board)
    assert isinstance(posting, Posting)
    assert [block.span.of(posting.text) for block in posting.blocks if name in (block.name, block.kind)] == expected


@pytest.mark.parametrize(
    ("data", "board"),
    [
        # one posting, a list, an answer with one object in place of the list
        ({"absolute_url": "https://example.org", "title": "x"}, "greenhouse"),
        ({"title": "x", "content": "y", "questions": []}, "greenhouse"),
        ([{"text": "x", "hostedUrl": "y"}], "lever"),
        ({"data": {"type": "jobs", "attributes": {}}}, "teamtailor"),
        ({"offer": {"title": "x", "careers_url": "y"}}, "recruitee"),
        ({"results": [{"title": "x", "shortcode": "y"}]}, "workable"),
        ({"jobs": [None, {"title": "x", "jobUrl": "y", "applyUrl": "z"}]}, "ashby"),
        ({"jobPostings": [{"title": "x", "externalPath": "y"}]}, "workday"),
        # none of them
        ({"title": "x", "description": "y"}, ""),
        ({"jobs": [{"title": "x"}]}, ""),
        ({"text": "x"}, ""),
        ([], ""),
        ("x", ""),
    ],
)
def test_boards_are_told_by_their_keys(data: Any, board: str) -> None:
    found = find(data)
    assert (found.board.__name__.rsplit(".", 1)[-1] if found else "") == board  # type: ignore[attr-defined]


def test_a_board_that_is_asked_for_wins() -> None:
    [posting] = read([{"text": "Porter", "title": "Cook"}], source="lever")
    assert field(posting, "title") == ["Porter"]
    [posting] = read({"name": "Porter"}, source="smartrecruiters")
    assert field(posting, "title") == ["Porter"]
    first, second = read('{"text": "Porter"}\n{"text": "Cook"}', source="lever")
    assert [field(first, "title"), field(second, "title")] == [["Porter"], ["Cook"]]
    with pytest.raises(MalformedInput, match="not JSON"):
        read('{"text": ', source="lever")


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        # escaped once and twice, plain, with white space alone, of another type
        ("&lt;p&gt;Guard&lt;/p&gt;", [("paragraph", "Guard")]),
        ("&amp;lt;p&amp;gt;Guard&amp;lt;/p&amp;gt;", [("paragraph", "Guard")]),
        ("Guard\n- keys", [("paragraph", "Guard"), ("item", "keys")]),
        (" \n", []),
        ({"body": "Guard"}, []),
        # what a page must not run, and what no text may hold
        ("<p>Guard<script>alert(1)</script></p>", [("paragraph", "Guard")]),
        ("<p>Gu\u0000ard\ud800</p>", [("paragraph", "Gu\ufffdard\ufffd")]),
    ],
)
def test_prose(prose: Any, expected: list[tuple[str, str]]) -> None:
    [posting] = read({"absolute_url": "x", "title": "Porter", "content": prose})
    assert told(posting) == [("title", "Porter"), ("url", "x"), *expected]


# ---- XML -----------------------------------------------------------------------------------------------------------

POSITION = "<position><name>Schafhirt</name><jobDescriptions/></position>"
FEED = f"<workzag-jobs>{POSITION}{{}}</workzag-jobs>"
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("xml", "titles", "cause"),
    [
        (FEED.format(""), ["Schafhirt"], ""),
        (f"<?xml version='1.0'?>\n<!-- made by hand -->{FEED.format(POSITION)}", ["Schafhirt", "Schafhirt"], ""),
        # a fault: what stands before it is kept, and it is named
        (
            FEED.format("<position><name>Cook</position>"),
            ["Schafhirt"],
            "line 1, column 98: not well-formed XML: mismatched tag",
        ),
        (FEED.format("&nbsp;"), ["Schafhirt"], "not well-formed XML: undefined entity"),
        (FEED.format(POSITION)[:120], ["Schafhirt"], "not well-formed XML"),
        # no entities, wherever from
        (f"{BOMB}{FEED.format('<position><name>&b;</name></position>')}", [], "a document type"),
        ('<!DOCTYPE x SYSTEM "http://example.org/x.dtd">' + FEED.format(""), [], "a document type"),
        ('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + FEED.format("&f;"), [], "a document type"),
        # too deep, nothing in it
        (FEED.format("<position>" + "<a>" * 100_000), ["Schafhirt"], "nested too deep"),
        ("<workzag-jobs></workzag-jobs>", [], "no <position> in it"),
    ],
)
def test_xml(xml: str, titles: list[str], cause: str) -> None:
    found: list[Posting | InputError] = []
    try:
        # a document type stands before the element by which the form is told
        found.extend(sources.read_each(xml.encode(), "a.xml", Settings(source="personio")))
    except InputError as error:
        found.append(error)
    assert [field(one, "title") for one in found if isinstance(one, Posting)] == [[title] for title in titles]
    faults = [one.cause for one in found if isinstance(one, InputError)]
    assert len(faults) == bool(cause)
    assert all(cause in fault for fault in faults)


def test_xml_declares_its_encoding() -> None:
    xml = '<?xml version="1.0" encoding="ISO-8859-1"?>' + FEED.format("<position><name>Köchin</name></position>")
    _, posting = sources.read_each(xml.encode("latin-1"), "a.xml")
    assert field(posting, "title") == ["Köchin"]


# ---- anything at all -----------------------------------------------------------------------------------------------

_KEYS = sorted({key for path in SAMPLES.glob("*.json") for key in re.findall(r'"([\w-]+)":', path.read_text("utf-8"))})
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("jobs"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=6),
    max_leaves=15,
)


@given(_ANY, st.sampled_from(["", *sorted(BOARDS)]))
def test_any_json_is_postings_or_input_errors(data: Any, board: str) -> None:
    try:
        found = read(data, source=board)
    except RolegraphError:
        return
    assert all(isinstance(one, Posting | MalformedInput) for one in found)
