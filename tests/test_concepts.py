"""The concept schemes: sound SKOS, labelled in five languages, and in step with the contract and the code."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from rolegraph import facts, resources
from rolegraph.vocabulary import PREFIXES

LANGUAGES = {"en", "de", "fr", "es", "pt"}
EMPLOYMENT = {"FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"}
SCHEMES = {
    "seniority": "intern entry associate mid senior lead manager senior-manager director senior-director "
    "vice-president senior-vice-president executive chief",
    "commitment-kind": "equal-opportunity affirmative-action accommodation diversity-and-inclusion privacy "
    "employee-development fair-pay sustainability safety other-commitment",
    "condition-kind": "export-control visa citizenship clearance background-check drug-test driving-licence travel "
    "physical schedule other-condition",
    "requirement-kind": "experience skill education language certificate preferred",
    "benefit-kind": "health-benefit retirement-benefit leave-benefit bonus-benefit equity-benefit insurance-benefit "
    "flexible-work-benefit development-benefit family-benefit wellness-benefit commuting-benefit meal-benefit "
    "other-benefit",
    "line-kind": "solid-line dotted-line functional-line administrative-line joint-line interim-line",
    "employment": "full-time part-time contractor temporary internship volunteer per-diem other-employment",
    "change-kind": "role-opened role-closed manager-changed location-added location-removed pay-changed "
    "requirement-added requirement-dropped commitment-made commitment-dropped commitment-reworded program-started "
    "program-ended",
}
CONCEPTS = Graph().parse(resources.folder("ontology") / "concepts.ttl", format="turtle")
SOURCES = sorted((Path(__file__).resolve().parent.parent / "src" / "rolegraph").rglob("*.py"))
PREFIXED = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in ("rgc", "skos"))


def rgc(name: str) -> URIRef:
    return URIRef(PREFIXES["rgc"] + name)


def literals(graph: Graph, subject: URIRef, *said: URIRef) -> list[Literal]:
    return [o for predicate in said for o in graph.objects(subject, predicate) if isinstance(o, Literal)]


def terms(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted(node for node in nodes if isinstance(node, URIRef))


def skos_faults(graph: Graph) -> Iterator[str]:
    """Say where the graph breaks SKOS (https://www.w3.org/TR/skos-reference/) or what we promise of each concept."""
    schemes = terms(graph.subjects(RDF.type, SKOS.ConceptScheme))
    for concept in [*schemes, *terms(graph.subjects(RDF.type, SKOS.Concept))]:
        names = literals(graph, concept, SKOS.prefLabel)
        languages = Counter(name.language for name in names)
        if set(languages) != LANGUAGES or max(languages.values()) > 1:  # S14: at most one in a language
            yield f"{concept}: one prefLabel in each language, not {languages}"
        if set(names) & set(literals(graph, concept, SKOS.altLabel)):  # S13
            yield f"{concept}: one label is preferred and alternative"
        if len(literals(graph, concept, SKOS.definition)) != 1:
            yield f"{concept}: one definition"
        near = terms(graph.objects(concept, SKOS.related))
        if set(near) & {*graph.transitive_objects(concept, SKOS.broader)}:  # S27; the concept itself is among them
            yield f"{concept}: related and broader"
        if any((other, SKOS.related, concept) not in graph for other in near):
            yield f"{concept}: related is said on one side only"
        if concept not in schemes:
            homes = terms(graph.objects(concept, SKOS.inScheme))
            if len(homes) != 1 or homes != terms(graph.objects(concept, SKOS.topConceptOf)):
                yield f"{concept}: top concept of the one scheme it is in"
    for scheme in schemes:
        members = terms(graph.subjects(SKOS.inScheme, scheme))
        if members != terms(graph.objects(scheme, SKOS.hasTopConcept)):
            yield f"{scheme}: hasTopConcept and topConceptOf differ"
        spoken = [
            {
                (str(label).casefold(), label.language)
                for label in literals(graph, member, SKOS.prefLabel, SKOS.altLabel)
            }
            for member in members
        ]
        shared = [one & other for one, other in combinations(spoken, 2) if one & other]
        if shared:
            yield f"{scheme}: {shared} are labels of two concepts"
        notations = [notation for member in members for notation in literals(graph, member, SKOS.notation)]
        if notations and not len(notations) == len(set(notations)) == len(members):
            yield f"{scheme}: each concept has one notation of its own"


# a fault, and what the check says of it
SKOS_FAULTS = [
    ('rgc:lead skos:prefLabel "Leader"@en .', "one prefLabel"),  # two in one language
    ('rgc:lead skos:prefLabel "Capo"@it .', "one prefLabel"),  # a language of its own
    ('rgc:lead skos:altLabel "Lead"@en .', "preferred and alternative"),
    ('rgc:lead skos:altLabel "chief"@en .', "two concepts"),  # lookup would find two levels
    ('rgc:lead skos:definition "Leads."@en .', "one definition"),
    ("rgc:visa skos:broader rgc:travel . rgc:travel skos:broader rgc:citizenship .", "and broader"),  # by a way round
    ("rgc:lead skos:related rgc:chief .", "one side only"),
    ("rgc:lead skos:inScheme rgc:line-kind .", "the one scheme"),
    ("rgc:seniority skos:hasTopConcept rgc:visa .", "differ"),
    ("rgc:lead skos:notation 7 .", "notation of its own"),  # the order would not be total
]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_has_its_concepts(scheme: str) -> None:
    assert set(CONCEPTS.subjects(SKOS.inScheme, rgc(scheme))) == {rgc(name) for name in SCHEMES[scheme].split()}


def test_there_is_no_other_scheme() -> None:
    assert set(CONCEPTS.subjects(RDF.type, SKOS.ConceptScheme)) == {rgc(name) for name in SCHEMES}


def test_the_schemes_are_sound_skos() -> None:
    assert list(skos_faults(CONCEPTS)) == []


@pytest.mark.parametrize(("turtle", "complaint"), SKOS_FAULTS)
def test_a_fault_in_a_scheme_is_found(turtle: str, complaint: str) -> None:
    planted = Graph().parse(data=PREFIXED + turtle, format="turtle")
    assert complaint in " ".join(skos_faults(CONCEPTS + planted))


def test_the_contract_and_the_schemes_agree(shared: Path) -> None:
    contract = (shared / "design" / "graph-contract.md").read_text("utf-8")
    rows = {
        scheme: re.findall(r"`([\w-]+)`", row) for scheme, row in re.findall(r"\| `rgc:([\w-]+)` \| (.+) \|", contract)
    }
    assert len(rows) == 5
    assert rows == {scheme: SCHEMES[scheme].split() for scheme in rows}


def test_seniority_is_ordered_as_the_contract_orders_it() -> None:
    order = {name: CONCEPTS.value(rgc(name), SKOS.notation) for name in SCHEMES["seniority"].split()}
    assert list(order.values()) == [Literal(n) for n in range(1, 15)]


def test_employment_has_the_values_of_schema_org() -> None:
    assert {str(CONCEPTS.value(rgc(name), SKOS.notation)) for name in SCHEMES["employment"].split()} == EMPLOYMENT


def test_the_code_names_no_concept_that_is_not_declared() -> None:
    named = {f"{kind}-line" for kind in get_args(facts.LineKind)}
    named |= {facts.Benefit.kind, facts.Condition.kind}
    spelling = re.compile(r"\bconcept\(\s*\"([^\"]+)\"\s*\)|\brgc:([\w-]+\w)|w3id\.org/rolegraph/concept/([\w-]+)")
    for path in [*SOURCES, *resources.files("queries", ".rq"), *resources.files("shapes", ".ttl")]:
        named |= {"".join(match) for match in spelling.findall(path.read_text("utf-8"))}
    assert len(named) > 7
    assert sorted(name for name in named if (rgc(name), None, None) not in CONCEPTS) == []


def test_the_code_can_say_each_concept() -> None:
    # kinds come from rules and from word lists; an employment concept is joined by its notation, never written
    files = [*SOURCES, *(p for p in resources.folder("lexicons").rglob("*") if p.suffix in {".txt", ".yaml", ".json"})]
    text = "\n".join(path.read_text("utf-8") for path in files)
    said = set(re.findall(r"[\w-]+", text)) | {f"{kind}-line" for kind in get_args(facts.LineKind)}
    said |= {"other-commitment"}  # the contract's, for graphs of others: our rules keep a sentence only for its kind
    names = {name for scheme, names in SCHEMES.items() if scheme != "employment" for name in names.split()}
    assert sorted((names | EMPLOYMENT) - said) == [], "declared, but no rule or word list says it"
