"""What changed between two graphs: kind by kind, both ways, and written down."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolegraph
from rolegraph.resources import folder
from rolegraph.stores.reading import read_rdf
from rolegraph.structure.changes import KINDS, Change, Changes, compare
from rolegraph.vocabulary import (
    DCTERMS,
    ORG,
    RDF,
    RG,
    SCHEMA,
    SKOS,
    Quad,
    concept,
    literal,
    mint,
    value,
)

from .samples import BASE, kite_works, line

WORKS, POSTING = mint(BASE, "org", "works"), mint(BASE, "posting", "loft")
LOFT, MASTER, OWNER = (mint(BASE, "post", name) for name in ("Loft Hand", "Loft Master", "Owner"))
BERGEN, OSLO = "<https://sws.geonames.org/3161732/>", "<https://sws.geonames.org/3143244/>"

Triple = tuple[str, str, str]


def works(*said: Triple) -> list[Quad]:
    """A posting of an organization for one post, and what else is said."""
    triples = [
        (POSTING, RG.advertises, LOFT),
        (POSTING, SCHEMA.hiringOrganization, WORKS),
        (WORKS, RDF.type, ORG.Organization),
        (WORKS, SKOS.prefLabel, literal("Tidal Kites")),
        (LOFT, ORG.postIn, WORKS),
        *(
            (post, SKOS.prefLabel, literal(name))
            for post, name in ((LOFT, "Loft Hand"), (MASTER, "Loft Master"), (OWNER, "Owner"))
        ),
        *((place, SCHEMA.name, literal(name)) for place, name in ((BERGEN, "Bergen"), (OSLO, "Oslo"))),
        *said,
    ]
    return [(*triple, POSTING) for triple in triples]


def requirement(text: str) -> list[Triple]:
    node = mint(BASE, "requirement", text)
    return [(LOFT, RG.hasRequirement, node), (node, SCHEMA.text, literal(text))]


def commitment(kind: str, text: str) -> list[Triple]:
    node = mint(BASE, "commitment", text)
    return [
        (WORKS, RG.makesCommitment, node), (node, DCTERMS.type, concept(kind)), (node, SCHEMA.text, literal(text)),
    ]  # fmt: skip


def program(name: str) -> list[Triple]:
    node = mint(BASE, "program", name)
    return [(WORKS, RG.runsProgram, node), (node, SKOS.prefLabel, literal(name))]


def pay(low: str, high: str) -> list[Triple]:
    node = mint(BASE, "pay", low, high)
    said = ((SCHEMA.minValue, low), (SCHEMA.maxValue, high), (SCHEMA.currency, "NOK"), (SCHEMA.unitText, "YEAR"))
    return [(POSTING, SCHEMA.baseSalary, node), *((node, term, literal(text)) for term, text in said if text)]


TABLE: Final = [
    # (old, new, the changes: kind, what held before, what holds after)
    # nothing changed
    ([], [], []),
    # another manager; one more; none that anybody states
    ([(LOFT, ORG.reportsTo, MASTER)], [(LOFT, ORG.reportsTo, OWNER)],
     [("manager-changed", ["Loft Master"], ["Owner"])]),
    ([(LOFT, ORG.reportsTo, MASTER)], [(LOFT, ORG.reportsTo, MASTER), (LOFT, ORG.reportsTo, OWNER)],
     [("manager-changed", [], ["Owner"])]),
    ([(LOFT, ORG.reportsTo, MASTER)], [], [("manager-changed", ["Loft Master"], [])]),
    # places one by one
    ([(LOFT, RG.location, BERGEN)], [(LOFT, RG.location, OSLO)],
     [("location-added", [], ["Oslo"]), ("location-removed", ["Bergen"], [])]),
    # the same pay in the spelling of another syntax, other pay, pay without an end
    (pay("5", "7"), pay("5.0", "7.0"), []),
    (pay("5", "7"), pay("5", "8"), [("pay-changed", ["NOK 5 to 7 YEAR"], ["NOK 5 to 8 YEAR"])]),
    (pay("5", "5"), pay("", "8"), [("pay-changed", ["NOK 5 YEAR"], ["NOK up to 8 YEAR"])]),
    (pay("5", ""), [], [("pay-changed", ["NOK from 5 YEAR"], [])]),
    # a requirement by its words; capitals are none of them
    (requirement("A steady hand"), requirement("a  STEADY hand"), []),
    (requirement("A steady hand"), requirement("A cool head"),
     [("requirement-added", [], ["A cool head"]), ("requirement-dropped", ["A steady hand"], [])]),
    # a commitment dropped, made, made in other words, and one more of its kind
    (commitment("safety", "Safe"), [], [("commitment-dropped", ["Safe"], [])]),
    ([], commitment("safety", "Safe"), [("commitment-made", [], ["Safe"])]),
    (commitment("safety", "Safe"), commitment("safety", "Sound"), [("commitment-reworded", ["Safe"], ["Sound"])]),
    (commitment("safety", "Safe"), commitment("privacy", "Sound"),
     [("commitment-made", [], ["Sound"]), ("commitment-dropped", ["Safe"], [])]),
    (commitment("safety", "Safe"), commitment("safety", "Safe") + commitment("safety", "Sound"),
     [("commitment-made", [], ["Sound"])]),
    # programs by name
    (program("Wind School"), program("wind school"), []),
    (program("Wind School"), program("Sail Fund"),
     [("program-started", [], ["Sail Fund"]), ("program-ended", ["Wind School"], [])]),
    # a dotted line is no manager
    ([triple[:3] for triple in line(LOFT, MASTER, "dotted")], [], []),
]  # fmt: skip


def told(changes: list[Change]) -> list[tuple[str, list[str], list[str]]]:
    return [(one.kind, [said.label for said in one.before], [said.label for said in one.after]) for one in changes]


@pytest.mark.parametrize(("old", "new", "expected"), TABLE)
def test_changes(old: list[Triple], new: list[Triple], expected: list[tuple[str, list[str], list[str]]]) -> None:
    found = compare(works(*old), works(*new))
    assert told(found) == expected
    assert {change.organization for change in found} <= {"Tidal Kites"}
    assert Counter(map(mirrored, compare(works(*new), works(*old)))) == Counter(map(plain, found))


def plain(change: Change) -> tuple[object, ...]:
    return change.kind, change.of, change.before, change.after


MIRROR: Final = {
    "role-opened": "role-closed",
    "location-added": "location-removed",
    "requirement-added": "requirement-dropped",
    "commitment-made": "commitment-dropped",
    "program-started": "program-ended",
}
MIRROR.update({other: one for one, other in list(MIRROR.items())})


def mirrored(change: Change) -> tuple[object, ...]:
    return MIRROR.get(change.kind, change.kind), change.of, change.after, change.before


def test_every_kind_is_one_of_the_scheme() -> None:
    concepts = read_rdf((folder("ontology") / "concepts.ttl").read_bytes(), syntax="ttl", source="concepts.ttl")
    scheme = concept("change-kind")
    inside = {subject for subject, predicate, obj, _ in concepts if predicate.endswith("inScheme>") and obj == scheme}
    assert set(map(concept, KINDS)) == inside


@pytest.mark.parametrize(
    ("extra", "kinds"),
    [
        # nothing joins the two posts
        ([], ["role-opened", "role-closed"]),
        # the same post by another IRI, whichever side it is said on
        ([(LOFT, SKOS.exactMatch, OWNER, "<https://e/resolution>")], []),
        ([(OWNER, SKOS.exactMatch, LOFT, "<https://e/resolution>")], []),
        # by way of a third
        ([(OWNER, SKOS.exactMatch, MASTER, ""), (LOFT, SKOS.exactMatch, MASTER, "")], []),
        # nearly the same is another
        ([(LOFT, "<http://www.w3.org/2004/02/skos/core#closeMatch>", OWNER, "")], ["role-opened", "role-closed"]),
    ],
)
def test_posts_are_the_same_through_exact_matches(extra: list[Quad], kinds: list[str]) -> None:
    other = [(OWNER if s == LOFT else s, p, OWNER if o == LOFT else o, g) for s, p, o, g in works()]
    for old, new in ((works() + extra, other), (works(), other + extra)):
        assert [change.kind for change in compare(old, new)] == kinds


def test_a_superior_by_another_iri_is_no_change() -> None:
    link = [(MASTER, SKOS.exactMatch, OWNER, "")]
    assert compare(works((LOFT, ORG.reportsTo, MASTER)), works((LOFT, ORG.reportsTo, OWNER)) + link) == []


def test_posts_of_tables_open_and_close() -> None:
    row = [(MASTER, RDF.type, ORG.Post, ""), (MASTER, SCHEMA.attributes["identifier"], '"17"', "")]
    assert [(one.kind, one.label) for one in compare(works(), works() + row)] == [("role-opened", "Loft Master")]
    assert [one.kind for one in compare(works() + row, works())] == ["role-closed"]


def test_an_organization_that_only_one_graph_knows_has_dropped_nothing() -> None:
    assert [one.kind for one in compare(works(*commitment("safety", "Safe")), [])] == ["role-closed"]


def test_the_evidence_of_both_sides_is_kept() -> None:
    old = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
    text = "<h1>Night Porter</h1><p>You report to the Duty Manager.</p>"
    new = rolegraph.build(text.encode())
    link = [(s, SKOS.exactMatch, next(t for t, q, *_ in new.quads if q == RDF.type and "post-night" in t), "")
            for s, p, o, _ in old.quads if p == RDF.type and "post-night" in s][:1]  # fmt: skip
    changed = next(one for one in compare([*old.quads, *link], new.quads) if one.kind == "manager-changed")
    assert [quote.text for quote in changed.quotes_before] == ["You report to the Head Porter."]
    assert [quote.text for quote in changed.quotes_after] == ["You report to the Duty Manager."]
    assert changed.quotes_before[0].posting != changed.quotes_after[0].posting


FOUND: Final = Changes.between(
    works((LOFT, ORG.reportsTo, MASTER), *commitment("safety", "=Safe")),
    works((LOFT, ORG.reportsTo, OWNER), (LOFT, RG.location, OSLO)),
)


def test_the_report_reads_well() -> None:
    assert FOUND.to_text() == (
        "manager-changed 1, location-added 1, commitment-dropped 1\n"
        "\n"
        "Tidal Kites\n"
        "  change              of           before       after\n"
        "  ------------------  -----------  -----------  -----\n"
        "  manager changed     Loft Hand    Loft Master  Owner\n"
        "  location added      Loft Hand                 Oslo\n"
        "  commitment dropped  Tidal Kites  =Safe\n"
    )
    assert FOUND.to_text(rows=1).endswith("... and 2 more\n")


def test_json_and_csv_hold_every_change() -> None:
    found = json.loads(json.dumps(FOUND.to_json()))
    assert found["counts"] == {"manager-changed": 1, "location-added": 1, "commitment-dropped": 1}
    assert found["changes"][0]["before"] == [{"id": value(MASTER), "label": "Loft Master", "quotes": []}]
    assert "id" not in found["changes"][2]["before"][0]
    rows = list(csv.DictReader(io.StringIO(FOUND.to_csv())))
    assert [row["kind"] for row in rows] == [change["kind"] for change in found["changes"]]
    assert rows[2]["before"] == "'=Safe"


def test_triples_say_each_change_in_terms_of_the_ontology() -> None:
    quads = FOUND.to_quads()
    changes = [subject for subject, predicate, obj, _ in quads if (predicate, obj) == (RDF.type, RG.Change)]
    assert len(set(changes)) == 3
    assert {obj for _, predicate, obj, _ in quads if predicate == RG.after} == {OWNER, OSLO}
    assert {obj for _, predicate, obj, _ in quads if predicate == RG.before} == {MASTER, literal("=Safe")}
    assert {obj for _, predicate, obj, _ in quads if predicate == RG.changeOf} == {LOFT, WORKS}
    assert quads == sorted(set(quads))


QUADS = st.lists(st.sampled_from(kite_works() + works(*commitment("safety", "Safe"), *pay("1", "2"))))


@given(QUADS)
def test_a_graph_has_not_changed_from_itself(quads: list[Quad]) -> None:
    assert compare(quads, list(reversed(quads))) == []


@given(QUADS, QUADS)
def test_the_other_way_round_each_change_is_its_reverse(one: list[Quad], other: list[Quad]) -> None:
    there, back = compare(one, other), compare(other, one)
    assert Counter(map(plain, there)) == Counter(map(mirrored, back))
    for written in (Changes(tuple(there)).to_text(rows=0), Changes(tuple(there)).to_csv()):
        assert written.endswith("\n")


def test_real_pages_change_as_their_files_do(shared: Path) -> None:
    pages = sorted((shared / "corpus" / "gitlab" / "job-families").rglob("*.md"))[:12]
    graph = rolegraph.build(*pages)
    half = rolegraph.build(*pages[:6])
    assert graph.diff(graph).changes == ()
    kinds = half.diff(graph).counts()
    assert kinds["role-opened"] > 0
    assert "role-closed" not in kinds
    assert graph.diff(half).counts()["role-closed"] == kinds["role-opened"]
