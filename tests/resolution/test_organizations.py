"""Which names are one organization's."""

import pytest

from rolegraph.resolution.organizations import host_of, is_plain, organization_form, skeleton
from rolegraph.vocabulary import RDF, SCHEMA

from .writing import Said, between, graph, links, org


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        # legal forms, case, accents, "&", an article
        ("Harbour Works", "Harbour Works, Inc.", "exactMatch"),
        ("HARBOUR WORKS", "Harbour Works GmbH & Co. KG", "exactMatch"),
        ("Société des Quais S.A.", "Societe des Quais", "exactMatch"),
        ("Locks & Weirs", "Locks and Weirs Ltd", "exactMatch"),
        ("The Quay Trust", "Quay Trust", "exactMatch"),
        # one name, two legal entities
        ("Harbour Works Inc.", "Harbour Works GmbH", "closeMatch"),
        # initials, which others may have too
        ("Tidal Transport Services", "TTS", "possiblySameAs"),
        # a Cyrillic a, an l for an I, a space of no width: never one, always told
        ("Harbour Works", "Hаrbour Works", "possiblySameAs"),
        ("Illis", "lllis", "possiblySameAs"),
        ("Harbour Works", "Harbour\u200b Works", "possiblySameAs"),
        # part of a name, another name
        ("Harbour Works", "Harbour Works Logistics", ""),
        ("Harbour Works", "Harbour Walks", ""),
    ],
)
def test_names(one: str, other: str, relation: str) -> None:
    quads = graph(Said("Cook", one), Said("Cook", other))
    assert between(quads, org(one), org(other)) == relation


def test_a_posting_explains_initials() -> None:
    text = "We are Tidal Transport Services (TTS) of the north."
    quads = graph(Said("Cook", "Tidal Transport Services", text=text), Said("Mate", "TTS"))
    assert between(quads, org("Tidal Transport Services"), org("TTS")) == "exactMatch"


@pytest.mark.parametrize(
    ("one", "other", "url", "relation"),
    [
        ("Quaytech", "Quaytech Group", "https://www.quaytech.example/a", "exactMatch"),
        ("Tidal Transport Services", "TTS", "https://tts.example/", "exactMatch"),
        # one domain, names that are not one
        ("Quaytech", "Quaytech Logistics", "https://quaytech.example/", "possiblySameAs"),
        # a job board is nobody's own domain
        ("Quaytech", "Quaytech Group", "https://boards.greenhouse.io/quaytech", ""),
    ],
)
def test_domains(one: str, other: str, url: str, relation: str) -> None:
    quads = graph(Said("Cook", one, url=url), Said("Mate", other, url=url))
    assert between(quads, org(one), org(other)) == relation


def test_posts_follow_their_organizations() -> None:
    quads = graph(Said("VP of Docks", "Harbour Works"), Said("Vice President, Docks", "Harbour Works Ltd."))
    assert sorted(links(quads).values()) == ["exactMatch", "exactMatch"]
    forged = graph(Said("VP of Docks", "Harbour Works"), Said("Vice President, Docks", "Hаrbour Works"))
    assert sorted(links(forged).values()) == ["possiblySameAs"]


def test_a_name_without_letters_joins_nothing() -> None:
    assert links(graph(Said("Cook", "???"), Said("Mate", "!!!"))) == {}
    assert organization_form("Inc.") == "inc"


def test_a_mail_address_tells_the_domain() -> None:
    quads = graph(Said("Cook", "Quaytech"), Said("Mate", "Quaytech Holding"))
    contact = "<https://example.org/contact>"
    for posting in {quad[0] for quad in quads if quad[2] == SCHEMA.JobPosting and quad[1] == RDF.type}:
        quads.append((posting, SCHEMA.applicationContact, contact, posting))
    quads.append((contact, SCHEMA.email, '"jobs@quaytech.example"', ""))
    assert between(quads, org("Quaytech"), org("Quaytech Holding")) == "exactMatch"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://careers.quay.co.uk/1", "quay.co.uk"),
        ("mate@gmail.com", ""),
        ("http://10.0.0.1/", ""),
        ("javascript:x", ""),
        ("", ""),
    ],
)
def test_hosts(address: str, host: str) -> None:
    assert host_of(address) == host


def test_what_looks_alike() -> None:
    assert skeleton("Modern") == skeleton("Modem")
    assert is_plain("Łódź Kai")
    assert not is_plain("Łódź\u202e Kai")
