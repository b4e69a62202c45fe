"""What a title says: levels, head nouns, and the title under which roles of organizations are compared."""

import re

import pytest

from rolegraph.lexicons.titles import canonical, has_role_noun, seniority, singular
from rolegraph.lexicons.words import groups


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("VP, Global Head of Rails", "vice-president"),  # the highest of two
        ("Sr. Cook", "senior"),
        ("Junior Rigger", "entry"),
        ("Account Executive", ""),  # looks like a level
        ("Product Manager", ""),
        ("Chief of Staff", ""),
        ("Assistant to the CTO", ""),  # whom one serves says nothing of one's own level
        ("Night Porter", ""),
        ("Abteilungsleiterin Seilerei", "manager"),  # German: who leads a department
        ("Leiter:in Seilerei", "director"),  # who leads by no other word is the head
        ("Teamleitung Seilerei", "lead"),
        ("Projektleiter Seilerei", ""),  # a project is no level
        ("Werkstudentin Seilerei", "intern"),
        ("Geschäftsführer", "chief"),
        ("Responsable d'atelier", "manager"),  # French
        ("Cheffe d'équipe", "lead"),
        ("Chef de projet", ""),
        ("Cordier confirmé", "mid"),
        ("Directrice générale", "chief"),
        ("Jefa de servicio", "manager"),  # Spanish
        ("Jefe de proyecto", ""),
        ("Jefa de turno", "lead"),
        ("Becaria de archivo", "intern"),
        ("Gerente de produção", "manager"),  # Portuguese
        ("Gerente de projetos", ""),
        ("Analista sênior", "senior"),
        ("Analista pleno", "mid"),
        ("Diretora executiva", "chief"),
        ("", ""),
    ],
)
def test_seniority(title: str, level: str) -> None:
    assert seniority(title) == level


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("Sr. Data Engineers", "senior data engineer"),
        ("VP, R&D", "vice president, r and d"),
        ("SVP  Harbours", "senior vice president harbours"),  # white space
        ("CTO", "chief technology officer"),
        ("", ""),
    ],
)
def test_canonical(title: str, same: str) -> None:
    assert canonical(title) == same
    assert canonical(same) == same


@pytest.mark.parametrize(
    ("word", "one"),
    [("Attorneys", "attorney"), ("Secretaries", "secretary"), ("Logistics", "logistics"), ("", "")],
)
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Backend Engineers", True),
        ("Join our team", False),
        ("Ingénieur", True),
        ("Netzflickerhelferin", True),
        ("Hafenarbeit", False),
        ("", False),
    ],
)
def test_role_noun(text: str, names: bool) -> None:
    assert has_role_noun(text) is names


def test_no_word_of_a_level_has_a_digit() -> None:
    """Titles that differ in numbers alone are looked at once."""
    phrases = [phrase for group in groups("levels").values() for phrase in group]
    assert not [phrase for phrase in phrases if re.search(r"\d(?![\d,]*\})", phrase)]
    assert seniority("Senior Porter, Gate 7") == seniority("Senior Porter, Gate 12") == "senior"
