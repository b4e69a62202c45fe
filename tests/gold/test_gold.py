"""Every sample and every example gives the graph that its gold asks for, and the check sees what is wrong."""

import copy
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import rolegraph

from .checking import check

if TYPE_CHECKING:
    import rdflib

HERE = Path(__file__).parent
CHECKOUT = HERE.parent.parent
GOLD: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted(HERE.glob("*.json"))
}


@cache
def graph_of(posting: str) -> "rdflib.Graph":
    return rolegraph.build(CHECKOUT / posting).graph


def test_every_posting_has_gold() -> None:
    postings = [*(CHECKOUT / "examples").iterdir(), *(CHECKOUT / "tests/samples/postings").iterdir()]
    assert sorted(path.stem for path in postings) == sorted(GOLD)


@pytest.mark.parametrize("name", GOLD)
def test_graph_is_what_the_gold_says(name: str) -> None:
    assert check(graph_of(GOLD[name]["posting"]), GOLD[name]) == []


def test_graph_of_the_seed_is_what_its_own_gold_says(shared: Path) -> None:
    (path,) = (shared / "corpus" / "seed").glob("*.gold.json")
    gold = json.loads(path.read_text("utf-8"))
    assert check(rolegraph.build(path.parent / gold["posting"]).graph, gold) == []


def put(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda gold: gold.update({key: value})


def put_in(key: str, number: int, **values: object) -> Callable[[dict[str, Any]], None]:
    return lambda gold: gold[key][number].update(values)


def drop(key: str, number: int) -> Callable[[dict[str, Any]], None]:
    return lambda gold: gold[key].pop(number)


def trap(kind: str, words: str) -> Callable[[dict[str, Any]], None]:
    return lambda gold: gold["never"].update({kind: [words]})


@pytest.mark.parametrize(
    ("spoil", "failure"),
    [
        (put("organization", "Nobody & Sons"), "posting: organization 'nobody & sons' is missing"),
        (put("title_as_stated", "Harbour Master"), "posting: title 'Harbour Master' is missing"),
        (put("role_family", "Harbour Master"), "role: prefLabel 'harbour master' is missing"),
        # a title variant that the gold does not know is too much
        (drop("role_titles", 0), "role: title 'manager, pathway owner' is too much"),
        (put("seniority", ["manager"]), "role: seniority is ['manager', 'senior-manager'], not ['manager']"),
        (drop("locations", 0), "locations: location 'https://sws.geonames.org/5419384/' is too much"),
        (put_in("locations", 0, geonames=1), "locations: location 'https://sws.geonames.org/1/' is missing"),
        (put_in("locations", 0, country="XX"), "locations: country 'XX' is missing"),
        # the city of the address is one of the locations: that is the trap
        (put("contact", {"email": "x", "address": "1 Main Street, Omaha"}), "locations: 'Omaha' is where to write to"),
        (put("reports_to", []), "reports_to: org:reportsTo 'svp, hospital operations' is too much"),
        (
            put_in("reports_to", 0, line="dotted"),
            "reports_to: line to ('svp, hospital operations', 'dotted-line') is missing",
        ),
        (
            put_in("reports_to", 0, quote="You report"),
            "reports_to: the line to 'svp, hospital operations' does not quote",
        ),
        (
            put_in("reports_to", 0, seniority="chief"),
            "reports_to: level of 'svp, hospital operations' 'chief' is missing",
        ),
        (put("direct_reports", {"directReports": 5}), "team: rg:directReports 5 is missing"),
        # an item that the gold does not have moves all that follow
        (drop("responsibilities_start", 3), "responsibilities: number 4 is 'Write the yearly capacity plan"),
        (put("responsibilities_end", ["on the moon"]), "responsibilities: none ends in 'on the moon'"),
        (put("time_allocations", []), "responsibilities: more shares of time than stated: [60.0]"),
        (put_in("time_allocations", 0, percent=61), "responsibilities: 61 % of time is missing on"),
        (
            put_in("time_allocations", 0, responsibility=2),
            "responsibilities: 60 % of time is missing on 'Build and guide",
        ),
        (drop("requirements", 3), "requirements: label 'diplomacy' is too much"),
        (put_in("requirements", 3, label="Tact"), "requirements: 'tact' is there 0 times"),
        (put_in("requirements", 3, preferred=True), "requirements: 'diplomacy' is not a preference"),
        (put_in("requirements", 3, years=[2]), "amounts: years ('diplomacy', 2.0) is missing"),
        (
            put_in("requirements", 0, money={"from": 1, "to": 2, "currency": "USD"}),
            "amounts: money ('financial breadth', 1.0",
        ),
        (put("benefits_start", ["Free tea"]), "benefits: number 1 is '', not 'Free tea'"),
        (drop("programs", 0), "programs: program 'open ward' is too much"),
        (put_in("programs", 0, since=1999), "programs: 'open ward' is since '2016', not '1999'"),
        (
            put_in("programs", 0, url="https://a.example/"),
            "programs: link 'https://a.example/' of 'open ward' is missing",
        ),
        (put_in("programs", 0, figures={"clinics": 310}), "programs: figure of 'open ward' is too much: 12"),
        (put_in("programs", 1, figures={"families": 1}), "programs: figure of 'bridge home' is missing: 1 families"),
        (drop("commitments", 5), "commitments: equal-opportunity 'All qualified applicants"),
        (
            put_in("commitments", 6, kind="safety"),
            "commitments: safety 'We are an AA/Veterans/Disabled Employer' is missing",
        ),
        (
            put_in("commitments", 4, times=2),
            "commitments: 'Merrow Health is proud to be an equal opportunity employer' is said",
        ),
        (
            put_in("commitments", 3, url="https://a.example/"),
            "commitments: 'We will keep honoring our caller privacy pledge' has",
        ),
        (drop("conditions", 0), "conditions: background-check 'Every offer of employment"),
        (put("date_posted", "2026-01-01"), "properties: datePosted '2026-01-01' is missing"),
        (put("employment_type", ["INTERN"]), "properties: employmentType 'INTERN' is missing"),
        (put("industries", ["mining"]), "properties: industry 'aviation' is too much"),
        (
            put("pay", {"from": 1, "to": 2, "currency": "EUR", "period": "HOUR"}),
            "pay: amount (1.0, 2.0, 'EUR', 'HOUR') is missing",
        ),
        (trap("locations", "Tucson"), "traps: 'Tucson' is none of the locations"),
        (trap("superiors", "Hospital"), "traps: 'Hospital' is none of the superiors"),
        (trap("responsibilities", "surgeons"), "traps: 'surgeons' is none of the responsibilities"),
        (trap("commitments", "genetic information"), "traps: 'genetic information' is none of the commitments"),
        (put("evidence_at_least", 10_000), "evidence: there are only"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_check_names_what_is_wrong(spoil: Callable[[dict[str, Any]], None], failure: str) -> None:
    gold = copy.deepcopy(GOLD["hospital-pathway-champions"])
    graph = graph_of(gold["posting"])
    before = check(graph, gold)
    spoil(gold)
    assert any(line.startswith(failure) for line in set(check(graph, gold)) - set(before))


@pytest.mark.parametrize(
    ("pattern", "change", "failure"),
    [
        # one character more at the end of a quote
        ("?s oa:exact ?o", lambda text: text + "!", "evidence: "),
        # a line turned round
        ("?s rg:lineKind ?o", lambda text: "dotted-line", "reports_to: "),
        # a commitment whose text is another's
        ("?s a rg:Commitment ; schema:text ?o", lambda text: "We are good", "commitments: "),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_check_sees_a_changed_graph(pattern: str, change: Callable[[str], str], failure: str) -> None:
    from rdflib import Graph, Literal, URIRef, Variable

    from rolegraph.vocabulary import PREFIXES

    gold = GOLD["hospital-pathway-champions"]
    before = check(graph_of(gold["posting"]), gold)
    graph = Graph()
    for triple in graph_of(gold["posting"]):
        graph.add(triple)
    query = f"SELECT ?s ?o {{ {pattern} }} ORDER BY ?s ?o LIMIT 1"
    ((subject, old),) = [
        (row[Variable("s")], row[Variable("o")]) for row in graph.query(query, initNs=PREFIXES).bindings
    ]
    (predicate,) = set(graph.predicates(subject, old))
    new = Literal(change(str(old))) if isinstance(old, Literal) else URIRef(PREFIXES["rgc"] + change(str(old)))
    graph.set((subject, predicate, new))
    assert any(line.startswith(failure) for line in set(check(graph, gold)) - set(before))
