"""Which titles are spellings of one, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.resolution.titles import parts_of, title_form, unit_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # abbreviations
        ("VP, Global Head of Industries", "Vice President & Global Head of Industries"),
        ("Sr. Director, Quays", "Senior Director of Quays"),
        ("SVP Ferries", "Senior Vice President, Ferries"),
        ("CTO", "Chief Technology Officer"),
        ("Chief Technical Officer", "Chief Technology Officer"),
        ("IT Manager", "Information Technology Manager"),
        ("UX Research Manager", "Manager, User Experience Research"),
        # "&", "and", commas, "of"
        ("Manager, Locks & Weirs", "Manager of Locks and Weirs"),
        ("Security Engineering and Research Director", "Director, Security Engineering & Research"),
        # an abbreviation in brackets behind what it stands for
        ("Vice President (VP) of Docks", "VP of Docks"),
        ("Group Manager, Quays (GMQ)", "Group Manager, Quays"),
        # word order
        ("Engineering Director", "Director of Engineering"),
        ("Engineering Manager, Backend", "Backend Engineering Manager"),
        # a field named twice
        ("Security Manager, Security Research", "Security Manager, Research"),
        # singular and plural, hyphens, accents, case
        ("Campground & Shelters Supervisor", "Campground and Shelter Supervisor"),
        ("Full-Stack Engineer", "fullstack engineer"),
        ("Directrice générale", "DIRECTRICE GENERALE"),
    ],
)
def test_spellings_of_one_title(one: str, other: str) -> None:
    assert title_form(one).key == title_form(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # ranks
        ("Senior Director of Quays", "Director of Quays"),
        ("Deputy Director", "Director"),
        ("Lock Keeper II", "Lock Keeper III"),
        ("Manager, Ferries", "Director, Ferries"),
        # one who manages those who are called so
        ("Partner Manager", "Manager, Partner Managers"),
        # the pair names the role, the rest its field
        ("Product Marketing Manager", "Product Manager, Marketing"),
        # one who serves another
        ("Assistant to the Director", "Assistant Director"),
        # brackets that add something
        ("Paralegal (Corporate)", "Paralegal"),
        # one letter
        ("R&D Director", "R Director"),
    ],
)
def test_titles_that_are_two(one: str, other: str) -> None:
    assert title_form(one).key != title_form(other).key


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("VP, Global Head of Industries", ("VP", "Global Head of Industries")),
        ("Chief Legal Officer, Head of Docks and Secretary", ("Chief Legal Officer", "Head of Docks", "Secretary")),
        # a field behind the comma is no title
        ("Manager, Red Team", ()),
        ("Senior Manager, Partner Managers", ()),
        ("Director", ()),
        ("", ()),
    ],
)
def test_double_titles(title: str, parts: tuple[str, ...]) -> None:
    assert parts_of(title) == parts


def test_units() -> None:
    assert unit_form("Office of Elections") == unit_form("Elections Department")
    assert unit_form("Team") == "team"  # a name of nothing but fillers is itself


@given(st.text(max_size=400))
def test_any_text_has_a_form(text: str) -> None:
    form = title_form(text)
    assert form.key == " ".join(sorted(form.words))
    assert title_form(text.replace(" ", "  ")).key == form.key
    parts_of(text)
    unit_form(text)
