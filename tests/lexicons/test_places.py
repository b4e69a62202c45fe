"""The gazetteer, and places as postings state them: a table of location lines with the GeoNames ids they mean."""

import json
import runpy
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolegraph.lexicons.places import lookup, lookup_code, name_key, weigh
from rolegraph.lexicons.places_stated import is_location, read_places
from rolegraph.resources import folder

CHECKOUT = Path(__file__).resolve().parents[2]
TABLE = folder("lexicons") / "places.tsv"

# a place is told by its GeoNames id, or by its name where the gazetteer has no id for it; None is remote work
LINES: list[tuple[str, list[int | str | None]]] = [
    # --- cities, bare: the largest of that name, in its own or another language, with and without accents
    ("London", [2643743]),
    ("Berlin", [2950159]),
    ("München", [2867714]),
    ("Muenchen", [2867714]),
    ("Köln", [2886242]),
    ("Cologne", [2886242]),
    ("Wien", [2761369]),
    ("Zürich", [2657896]),
    ("Zurich", [2657896]),
    ("Genève", [2660646]),
    ("Den Haag", [2747373]),
    ("Lisboa", [2267057]),
    ("Praha", [3067696]),
    ("København", [2618425]),
    ("Sao Paulo", [3448439]),
    ("Ciudad de México", [3530597]),
    ("Bangalore", [1277333]),
    ("Frankfurt", [2925533]),
    ("St. Louis, MO", [4407066]),
    ("Saint Louis, MO", [4407066]),
    ("Ft. Worth, TX", [4691930]),
    # --- abbreviations, in capitals only
    ("NYC or SF", [5128581, 5391959]),
    ("LA", [5368361]),
    ("Washington DC", [4140963]),
    ("USA", [6252001]),
    ("U.S.", [6252001]),
    ("UK", [2635167]),
    ("Dubai, UAE", [292223]),
    # --- a city and its state, province, nation or country: one place
    ("Portland, OR", [5746545]),
    ("Portland, ME", [4975802]),
    ("Portland OR 97204", [5746545]),
    ("Paris, TX", [4717560]),
    ("Cambridge, MA, USA", [4931972]),
    ("Cambridge, UK", [2653941]),
    ("Springfield, Illinois", [4250542]),
    ("Yerevan, Armenia", [616052]),
    ("Tbilisi, Georgia", [611717]),
    ("Atlanta, Georgia", [4180439]),
    ("Washington, D.C.", [4140963]),
    ("Toronto, ON, Canada", [6167865]),
    ("Toronto, ON M5V 2T6", [6167865]),
    ("London, Ontario", [6058560]),
    ("Sydney, NSW", [2147714]),
    ("Edinburgh, Scotland", [2650225]),
    ("München, Bayern", [2867714]),
    ("Madrid (España)", [3117735]),
    ("São Paulo, SP", [3448439]),
    ("Bengaluru, Karnataka, India", [1277333]),
    # --- codes that are both a state and a country: the one that the city lies in
    ("Toronto, CA", [6167865]),
    ("Berlin, DE", [2950159]),
    ("Bogotá, CO", [3688689]),
    ("Tel Aviv, IL", [293397]),
    ("San Francisco, CA", [5391959]),
    # --- several places
    ("London, Lisbon, Munich", [2643743, 2267057, 2867714]),
    ("New York, NY or San Francisco, CA", [5128581, 5391959]),
    ("New York City, NY; San Francisco, CA", [5128581, 5391959]),
    ("Amsterdam, Rotterdam or Utrecht", [2759794, 2747891, 2745912]),
    ("Berlin | London | Paris", [2950159, 2643743, 2988507]),
    ("Berlin und München", [2950159, 2867714]),
    ("Madrid y Barcelona", [3117735, 3128760]),
    ("Paris ou Lyon", [2988507, 2996944]),
    ("Lisboa e Porto", [2267057, 2735943]),
    ("DUBLIN OR LONDON", [2964574, 2643743]),
    ("Denver, LA, NYC", [5419384, 5368361, 5128581]),
    ("US, UK, Germany", [6252001, 2635167, 2921044]),
    ("Delaware, Ohio, Indiana", [4142224, 5165418, 4921868]),
    # --- ambiguous names are settled by the other places of the line
    ("Birmingham, Montgomery, Mobile", [4049979, 4076784, 4076598]),
    ("Boston, Cambridge", [4930956, 4931972]),
    ("London, Cambridge", [2643743, 2653941]),
    # --- the larger first: the region or country only says where the city lies
    ("Germany, Berlin", [2950159]),
    ("Germany: Berlin, Munich", [2950159, 2867714]),
    ("US-TX-Austin", [4671654]),
    ("USA - TX - Austin", [4671654]),
    ("NE > Omaha", [5074472]),
    ("EMEA (London)", [2643743]),
    # --- names that hold a separator
    ("Trinidad and Tobago", [3573591]),
    ("Frankfurt (Oder)", [2925535]),
    ("Winston-Salem, NC", [4499612]),
    ("AIX-EN-PROVENCE", [3038354]),
    ("Dallas/Fort Worth", [4684888]),
    # --- words around the place
    ("Greater Boston Area", [4930956]),
    ("Hybrid – 3 days in Berlin", [2950159]),
    ("Munich, Germany (HQ)", [2867714]),
    ("in our Oslo office", [3143244]),
    ("Downtown Chicago", [4887398]),
    ("City of Austin, TX", [4671654]),
    ("Washington State", [5815135]),
    ("New York State", [5128638]),
    ("Auckland and surrounding areas", [2193733]),
    ("Graz, with travel to the regions", [2778067]),
    ("Multiple locations: Boston, MA; Austin, TX", [4930956, 4671654]),
    # --- addresses as the place of work
    ("12 N. Mill St., Littleton, CO, 80120", [5429032]),
    ("12 N. Mill St. Littleton CO 80120", [5429032]),
    ("80331 München", [2867714]),
    ("75008 Paris", [2988507]),
    ("London EC2A 4NE, UK", [2643743]),
    ("Town Hall, Des Moines - 50319 - Polk County, IA, IA", [4853828]),
    # --- regions, countries, areas
    ("Bavaria", ["Bavaria"]),
    ("Texas", [4736286]),
    ("TX, TX, 78701", [4736286, 4736286]),
    ("Georgia", [4197000]),
    ("Deutschland", [2921044]),
    ("Luxembourg", [2960313]),
    ("EMEA", ["EMEA"]),
    ("Bay Area", ["San Francisco Bay Area"]),
    # --- towns and counties that no gazetteer holds, by name, where a region or country qualifies them
    ("Somewhere Falls, ND", ["Somewhere Falls"]),
    ("SOMEWHERE FALLS, ND", ["Somewhere Falls"]),
    ("Springfield, DE", ["Springfield"]),
    ("Chicago Woods, IL", ["Chicago Woods"]),
    ("Birch County, MI", ["Birch County"]),
    ("County of Los Angeles, CA", ["County of Los Angeles"]),
    # --- remote work
    ("Remote", [None]),
    ("100% remote", [None]),
    ("Remote (US)", [None, 6252001]),
    ("Remote - Germany", [None, 2921044]),
    ("US - Remote", [6252001, None]),
    ("Remote in the United States", [6252001]),
    ("London / Paris / Remote", [2643743, 2988507, None]),
    ("Austin, TX (Remote)", [4671654, None]),
    ("Télétravail, France", [None, 3017382]),
    # --- no place at all
    ("", []),
    ("Not provided", []),
    ("Multiple locations", []),
    ("Corporate headquarters", []),
    ("no remote possible", []),
    ("to be contacted in or at us", []),
    # --- all in small letters: names count, abbreviations of two letters do not
    ("berlin, germany", [2950159]),
    ("remote, germany", [None, 2921044]),
    ("it or us", []),
]


def shown(line: str) -> list[int | str | None]:
    return [(r.place.geonames or r.place.name) if r.place else None for r in read_places(line)]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_location_line_means_these_places(line: str, expected: list[int | str | None]) -> None:
    assert shown(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Remote (US)", ["US", "US"]),  # a bracket binds
        ("Remote - US, Canada", ["US, Canada", "US", "Canada"]),  # a list of countries is one scope
        ("Remote (UK or Ireland)", ["UK or Ireland", "UK", "Ireland"]),  # so is one with "or"
        ("Remote (US) / Germany", ["US", "US", None]),  # a slash parts
        ("Germany (Remote)", ["Germany", "Germany"]),  # the country may come first
        ("Remote within the EU", ["EU"]),  # in one phrase
        ("London (Remote)", ["", ""]),  # a city binds nobody
        ("Hybrid remote in Chicago, IL", [None]),  # not remote: hybrid
        ("Oslo (not remote)", [None]),  # not remote: said so
    ],
)
def test_remote_work_is_bound_to(line: str, expected: list[str | None]) -> None:
    assert [reading.scope if reading.remote else None for reading in read_places(line)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Portland, OR", ["Portland, OR"]),  # the qualifier is part of the quote
        ("in our London office or Paris.", ["London", "Paris"]),  # the words around are not
        ("Cambridge (MA), Boston", ["Cambridge (MA)", "Boston"]),  # a bracket is closed
        ("12 Mill St., Austin, TX, 78701", ["Austin, TX"]),  # no street, no postal code at the end
        ("  Oslo. ", ["Oslo"]),  # no full stop
    ],
)
def test_reading_spans_the_words(line: str, expected: list[str]) -> None:
    assert [line[reading.start : reading.end] for reading in read_places(line)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("London and reports to the Director in Paris.", [2643743]),  # reading stops where the place ends
        ("Cincinnati, OH or Washington, DC.", [4508722, 4140963]),  # and not before
        ("our team of Berlin experts", []),  # a place among other words is none
        ("media and politics in reading", []),  # small letters are no names in prose
    ],
)
def test_prose_is_read_while_it_names_places(sentence: str, expected: list[int]) -> None:
    assert [r.place.geonames for r in read_places(sentence, prose=True) if r.place] == expected


def test_places_named_elsewhere_settle_a_name() -> None:
    ohio = lookup_code("OH")[:1]
    assert read_places("Dublin")[0].place == lookup("Dublin")[0]
    near = read_places("Dublin", near=ohio)[0].place
    assert near is not None
    assert near.region == "Ohio"


def test_unknown_place_takes_its_region_from_what_qualifies_it() -> None:
    (reading,) = read_places("Somewhere Falls, ND")
    assert reading.place is not None
    assert (reading.place.locality, reading.place.region, reading.place.country) == (
        "Somewhere Falls",
        "North Dakota",
        "US",
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Remote, US", True), ("Berlin office", True), ("Berlin Sales Team", False), ("Mobile apps", False)],
)
def test_line_is_nothing_but_a_location(line: str, expected: bool) -> None:
    assert is_location(line) is expected


def test_every_sampled_entry_of_the_gazetteer_finds_itself() -> None:
    entries = 0
    for line in TABLE.read_text(encoding="utf-8").splitlines()[::53]:
        key, *fields = line.split("\t")
        for entry in fields:
            if entry[0] in "=~":
                continue
            kind, identifier, name, country, *_ = entry.split(";")
            found = lookup_code(key[1:].upper()) if kind == "r" else lookup(name)
            assert (int(identifier) if identifier else None, country) in {(p.geonames, p.country) for p in found}
            entries += 1
    assert entries > 500


def test_table_is_sorted_small_and_its_pointers_lead_somewhere() -> None:
    data = TABLE.read_bytes()
    assert len(data) < 6_000_000
    rows = dict(line.split(b"\t", 1) for line in data.splitlines())
    assert list(rows) == sorted(rows)
    own = {key: [entry for entry in row.split(b"\t") if entry[:1] not in b"=~"] for key, row in rows.items()}
    pointers = [entry for row in rows.values() for entry in row.split(b"\t") if entry[:1] in b"=~"]
    assert len(pointers) > 10_000
    for entry in pointers:
        key, number = entry[1:].split(b";")
        assert int(number) < len(own[key])


def test_table_is_what_the_tool_makes() -> None:
    made = runpy.run_path(str(CHECKOUT / "tools" / "gazetteer.py"))
    assert "".join(line + "\n" for line in made["lines"](made["entries"]())) == TABLE.read_text(encoding="utf-8")


def test_weights_order_what_lookup_returns() -> None:
    weights = [weight for weight, _ in weigh("Cambridge")]
    assert len(weights) > 3
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Łódź", "lodz"),
        ("Ağrı", "agri"),
        ("O'Fallon", "ofallon"),
        ("St. John's", "saint johns"),
        ("D.C.", "dc"),
        ("", ""),
    ],
)
def test_name_key(name: str, key: str) -> None:
    assert name_key(name) == key


def test_opening_the_gazetteer_costs_nothing_worth_naming() -> None:
    # only that nothing is parsed at opening: the whole table takes some 40 ms to split
    code = (
        "import time; from rolegraph.lexicons.places import lookup; start = time.perf_counter();"
        "lookup('Munich'); print(time.perf_counter() - start)"
    )
    best = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in range(3)
    )
    assert best < 0.02


NAMES = st.sampled_from(
    ["London", "TX", "Remote", "(US)", "Berlin", ", ", " or ", "/", "-", "Ünknown", "80331", "in", "."]
)


@given(
    st.one_of(
        st.text(max_size=200), st.lists(NAMES, max_size=20).map(" ".join), st.lists(NAMES, max_size=20).map("".join)
    )
)
@settings(deadline=None, max_examples=400)
def test_readings_lie_in_the_line_in_order(line: str) -> None:
    for prose in (False, True):
        end = 0
        for reading in read_places(line, prose=prose):
            assert end <= reading.start < reading.end <= len(line)
            end = reading.end
    is_location(line)


def test_naughty_strings_are_read_without_harm(shared: Path) -> None:
    strings = json.loads((shared / "suites" / "naughty-strings.json").read_text(encoding="utf-8"))
    assert len(strings) > 500
    for text in strings:
        for line in (text, f"London, {text}", f"{text}, TX", f"Remote ({text})"):
            for reading in read_places(line):
                assert 0 <= reading.start < reading.end <= len(line)
        assert lookup(text) == lookup(text)


@pytest.mark.parametrize(
    "unit", ["London, ", "(", "A", "Remote - ", "TX ", "1 Mill St. ", "- ", "London (", ", of", "É", "A-B"]
)
def test_a_megabyte_in_one_line_is_read_in_an_instant(unit: str) -> None:
    line = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    read_places(line)
    is_location(line)
    assert time.perf_counter() - start < 2
