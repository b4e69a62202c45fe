"""Postings in German, French, Spanish and Portuguese: title, levels, places, kind of employment and language."""

from pathlib import Path
from typing import Any

import pytest

from rolegraph.facts import Attribute, Fact, Location, Role, Seniority
from rolegraph.pipeline import extract
from rolegraph.sources import read

SAMPLES = Path(__file__).parent.parent / "samples" / "abroad"

FULL, PART, TEMPORARY, INTERN = "FULL_TIME", "PART_TIME", "TEMPORARY", "INTERN"

GOLD: dict[str, tuple[str, list[str], list[str], list[str], list[str]]] = {
    # an h1 with noise behind it; a site told in a sentence, customers' towns and a contact address beside it
    "de-seilerei-konstrukteur.html": ("Senior Konstrukteur Fördertechnik", ["senior"], ["Rosenheim"], [FULL], ["de"]),
    # plain text; a title without a label, labels below it, both kinds of employment
    "de-klinik-stationsleitung.txt": ("Stationsleitung Geriatrie", ["manager"], ["Rostock"], [FULL, PART], ["de"]),
    # labels in bold; a level behind the title that is none before it
    "fr-chocolaterie-chef-de-produit.html": ("Chef de produit confirmé", ["mid"], ["Lyon"], [FULL], ["fr"]),
    # no heading at all: the sentence that seeks names the role
    "fr-archives-stage.txt": ("stagiaire archiviste", ["intern"], ["Rennes"], [INTERN], ["fr"]),
    # both genders in the title; the seat of the company is elsewhere
    "es-cooperativa-jefe-de-taller.txt": ("Jefe/a de taller", ["manager"], ["Zaragoza"], [FULL], ["es"]),
    # place and employment in sentences; partners' towns and a contact address beside it
    "es-laboratorio-investigadora-junior.html": (
        "Investigador/a júnior en acuicultura",
        ["entry"],
        ["Vigo"],
        [FULL, TEMPORARY],
        ["es"],
    ),
    # the page declares more of its language
    "pt-fiacao-engenheira.html": ("Engenheira(o) de Processos Pleno", ["mid"], ["Blumenau"], [FULL], ["pt-BR"]),
    # European Portuguese, no heading
    "pt-livraria-gerente.txt": ("gerente de loja", ["manager"], ["Braga"], [FULL], ["pt"]),
}


def found_in(name: str) -> tuple[Fact, ...]:
    return extract(next(read((SAMPLES / name).read_bytes(), name)))


def texts(facts: tuple[Fact, ...], kind: type[Fact], value: str, **wanted: Any) -> list[str]:
    fits = [f for f in facts if isinstance(f, kind) and all(getattr(f, key) == said for key, said in wanted.items())]
    return [getattr(fact, value) for fact in fits]


@pytest.mark.parametrize("name", GOLD)
def test_posting_in_another_language(name: str) -> None:
    title, levels, places, employment, languages = GOLD[name]
    facts = found_in(name)
    assert texts(facts, Role, "label") == [title]
    assert texts(facts, Seniority, "level") == levels
    assert texts(facts, Location, "name") == places
    assert sorted(texts(facts, Attribute, "value", name="employmentType")) == employment
    assert texts(facts, Attribute, "value", name="inLanguage") == languages


def test_every_sample_is_in_the_table() -> None:
    assert sorted(path.name for path in SAMPLES.iterdir()) == sorted(GOLD)
