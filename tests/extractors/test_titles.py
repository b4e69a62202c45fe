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
        ("Sail Maker - Cleared or Clearable (up to 25% of what we sell!)", "Sail Maker", []),  # clearance, praise
        ("Sail Maker, Top Secret Clearance Required", "Sail Maker", []),
        ("Account Executive", "Account Executive", []),  # no level
        ("Chief of Staff", "Chief of Staff", []),
        ("VP, Harbours", "VP, Harbours", ["vice-president"]),
        ("Director or Senior Director, Rail Lead", "Rail Lead", ["director"]),  # variants
        ("Upcoming Role - Net Mender", "Net Mender", []),  # campaign before a dash
        ("Night Porter - Oslo - Future Opportunity", "Night Porter", []),  # place and campaign behind
        ("Night Porter (NYC)", "Night Porter", []),  # place in brackets
        ("Net Mender (Reading)", "Net Mender (Reading)", []),  # a town whose name is a trade
        ("Net Mender - Deep Sea", "Net Mender - Deep Sea", []),  # specialty
        ("Net Mender GS13 and GS14", "Net Mender", []),  # grades in a list
        ("Net Mender, Grade 7", "Net Mender", []),
        ("Net Mender I/II, Ropes", "Net Mender, Ropes", []),  # numbers of a series
        ("Net Mender - 2004/ 001", "Net Mender", []),  # reference
        ("Net Mender (part time, work from home)", "Net Mender", []),  # modes in a list
        ("Senior Net Mender - FT/Nights (8hr)", "Senior Net Mender", ["senior"]),  # shift
        ("Net Mender - Job Description", "Net Mender", []),  # kind of page
        ("Office of Docks: Net Mender", "Office of Docks: Net Mender", []),  # the unit tells two posts apart
        ("Dock Supervisors", "Dock Supervisors", ["manager"]),  # plural level
        ("Assistant to Director", "Assistant to Director", []),  # whom one serves
        ("Pressing Chief", "Pressing Chief", ["chief"]),
        ("Docks Branch Chief", "Docks Branch Chief", ["manager"]),
        ("Chief Deputy Clerk", "Chief Deputy Clerk", []),
        ("Seilerhelfer (w/m/d) in Teilzeit (75 %)", "Seilerhelfer", []),
        ("Technicien de quai H/F - CDI", "Technicien de quai", []),
        ("Técnico de redes (h/m) - Jornada completa", "Técnico de redes", []),
        ("Wir suchen: Seilerhelfer ab sofort", "Seilerhelfer", []),
        ("Seilerhelfer in Rostock", "Seilerhelfer", []),  # the town behind a preposition
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
        ("We are looking for a savvy and kind Night Porter to join us.", "Night Porter"),  # praise before it
        ("Our client is looking to hire a Night Porter for their house.", "Night Porter"),
        ("As a Night Porter, you will open doors.", "Night Porter"),  # spoken of as the reader's
        ("The Night Porter is responsible for doors.", "Night Porter"),  # spoken of as described
        ("The Harbour is an old one.", ""),  # no role
        ("Zum 1. Mai suchen wir eine engagierte und erfahrene Seilerhelferin für den Kai.", "Seilerhelferin"),
        ("Nous recherchons pour notre port un technicien de quai qui aime la mer.", "technicien de quai"),
        ("Buscamos para el puerto una técnica de redes con experiencia.", "técnica de redes"),
        ("Procuramos para o porto um técnico de redes com experiência.", "técnico de redes"),
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
    ("field", "short", "canonical"),
    [
        ("Office of Docks: Porter", ("Porter",), "porter"),  # the unit before it
        ("Docks - Night Porter (Gate)", ("Night Porter (Gate)", "Night Porter"), "night porter"),  # and an aside
        ("Net Mender - Docks", (), "net mender - docks"),  # what follows is a specialty
        ("Rope Maker / Net Mender", (), "rope maker / net mender"),
    ],
)
def test_short_titles(field: str, short: tuple[str, ...], canonical: str) -> None:
    role = next(one for one in extract(outlined("", ("title", field)), []) if isinstance(one, Role))
    assert (role.short, role.canonical) == (short, canonical)


@pytest.mark.parametrize(
    "piece", ["we are seeking a senior ", "Director or Senior ", "hiring for the ", "position of a "]
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outlined(piece * (500_000 // len(piece)))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 6


@pytest.mark.parametrize(
    "piece", ["- remote ", "part-time, ", "GS13 and ", "(m/f", "office: porter ", "1 years ", "II/"]
)
def test_time_grows_no_faster_than_the_title(piece: str) -> None:
    shape = outlined("", ("title", piece * (100_000 // len(piece))))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 3
