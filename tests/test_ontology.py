"""The ontology: complete, in step with the code, in a decidable profile, and consistent with its concepts and data.

Three reasoners are asked. py-horned-owl checks the profile (OWL 2 DL and RL). hermit-reasoner, a tableau reasoner for
OWL 2 DL, knows datatypes but not `rdf:Statement`, which the direct semantics has no place for. owlrl takes the graph as
it is, statements included, but passes over ill-typed literals. Each check is also shown a fault that it must find.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import owlrl
import pyoxigraph
import pytest
from hermit import Reasoner, load_ontology_from_string
from hermit.structural.owl_clausification import OWLClausification
from hermit.structural.owl_normalization import OWLNormalization
from pyhornedowl import open_ontology_from_string
from pyhornedowl.profile import check_profile
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from rolegraph import resources, vocabulary
from rolegraph.vocabulary import PREFIXES, RG, value

CHECKOUT = Path(__file__).resolve().parent.parent
SOURCES = sorted((CHECKOUT / "src" / "rolegraph").rglob("*.py"))
FOREIGN: tuple[type, ...] = tuple(
    getattr(vocabulary, name) for name in ("ORG", "SCHEMA", "SKOS", "OA", "DCTERMS", "PROV", "FOAF")
)
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
TURTLE = (
    "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    + "@prefix : <https://example.org/x/> .\n"
)


def read(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


ONTOLOGY = read(resources.folder("ontology") / "rolegraph.ttl")
CONCEPTS = read(resources.folder("ontology") / "concepts.ttl")
SAMPLE = read(Path(__file__).parent / "samples" / "ontology" / "graph.ttl")
DECLARED = {str(s) for s, _, kind in ONTOLOGY.triples((None, RDF.type, None)) if kind in KINDS}
OURS = sorted(term for term in DECLARED if term.startswith(PREFIXES["rg"]))


def literals(graph: Graph, subject: URIRef, said: URIRef) -> list[Literal]:
    return [o for o in graph.objects(subject, said) if isinstance(o, Literal)]


def plant(graph: Graph, turtle: str) -> Graph:
    return graph + Graph().parse(data=TURTLE + turtle, format="turtle")


def merged(*graphs: Graph) -> Graph:
    """The union as one OWL document: the header of the first graph alone, and without `rdf:Statement` nodes."""
    union = Graph()
    headers = [next(graph.subjects(RDF.type, OWL.Ontology), None) for graph in graphs]
    dropped = set(headers[1:]) | {node for graph in graphs for node in graph.subjects(RDF.type, RDF.Statement)}
    for graph in graphs:
        for triple in graph:
            if triple[0] not in dropped:
                union.add(triple)
    return union


def document(graph: Graph) -> str:
    """The graph as RDF/XML, which both OWL libraries read, in the order of its N-Triples.

    py-horned-owl takes owl:versionIRI for an undeclared property where it stands before the type of the ontology.
    """
    lines = sorted(graph.serialize(format="nt").splitlines())
    triples = pyoxigraph.parse("\n".join(lines), format=pyoxigraph.RdfFormat.N_TRIPLES)
    written = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.RDF_XML)
    assert written is not None
    return written.decode()


# ---- the files and the code --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rolegraph.ttl", "concepts.ttl"])
def test_two_parsers_read_the_same(name: str) -> None:
    path = resources.folder("ontology") / name
    strict = pyoxigraph.serialize(pyoxigraph.parse(path=path), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert strict is not None
    assert isomorphic(read(path), Graph().parse(data=strict, format="nt"))


def test_the_vocabulary_of_the_code_is_the_ontology() -> None:
    spelled = {value(term) for term in vars(RG).values() if isinstance(term, str) and PREFIXES["rg"] in term}
    assert spelled == set(OURS)


def test_no_file_spells_a_term_that_is_not_declared() -> None:
    files = [*SOURCES, *resources.files("queries", ".rq"), *resources.files("shapes", ".ttl")]
    spelling = re.compile(r"(?:\brg:|\bRG\.|https://w3id\.org/rolegraph#)([A-Za-z]\w*)")
    found = {(path.name, name) for path in files for name in spelling.findall(path.read_text("utf-8"))}
    assert {name for _, name in found} >= {"ReportingLine", "rule"}, "the search finds nothing"
    assert sorted((path, name) for path, name in found if PREFIXES["rg"] + name not in DECLARED) == []


def test_the_code_uses_each_declared_term() -> None:
    code = "\n".join(path.read_text("utf-8") for path in SOURCES if path.name != "vocabulary.py")
    unused = [term for term in OURS if not re.search(rf"\bRG\.{term.split('#')[1]}\b", code)]
    assert unused == [], "declared, but never written: take the terms out, or let the mapping write them"


def test_the_sample_uses_each_declared_term() -> None:
    used = {str(term) for triple in SAMPLE for term in triple}
    assert [term for term in OURS if term not in used] == []


def test_the_contract_names_nothing_that_is_not_declared(shared: Path) -> None:
    contract = (shared / "design" / "graph-contract.md").read_text("utf-8")
    terms = {PREFIXES["rg"] + name for name in re.findall(r"\brg:(\w+)", contract)}
    assert len(terms) > 25
    assert terms <= set(OURS)


def test_each_foreign_term_of_the_code_is_declared_once() -> None:
    # rdf: and xsd: are OWL's own; a term of another vocabulary without a declaration takes our graphs out of OWL 2 DL
    spelled = set()
    for holder in FOREIGN:
        for name, term in vars(holder).items():
            if not name.startswith("__"):
                spelled |= {value(iri) for iri in (term.values() if isinstance(term, dict) else [term])}
    assert sorted(spelled - DECLARED) == [], "declare them in section 9 of ontology/rolegraph.ttl"
    kinds = Counter(s for s, _, kind in (ONTOLOGY + CONCEPTS).triples((None, RDF.type, None)) if kind in KINDS)
    assert [str(term) for term, count in kinds.items() if count > 1] == []


# ---- what is said of each term -----------------------------------------------------------------------------------


def undescribed(graph: Graph) -> Iterator[str]:
    """Say what each rg: term of the graph lacks."""
    for term in map(URIRef, OURS):
        for said, text in ((RDFS.label, "label"), (SKOS.definition, "definition")):
            texts = [str(o) for o in literals(graph, term, said) if o.language == "en"]
            if len(texts) != 1 or texts[0] != " ".join(texts[0].split()):
                yield f"{term} needs one {text} in English, on one line"
        if (term, RDFS.isDefinedBy, URIRef("https://w3id.org/rolegraph")) not in graph:
            yield f"{term} does not say where it is defined"
        if (term, RDF.type, OWL.Class) in graph:
            continue
        for word, said in (("domain", RDFS.domain), ("range", RDFS.range)):
            reason = " ".join(literals(graph, term, SKOS.editorialNote))
            if (term, said, None) not in graph and not re.search(rf"\bno {word}\b", reason, re.IGNORECASE):
                yield f"{term} has no {word} and no reason for it"


# what a careless edit may take away, and what the check then says
UNDESCRIBED = [
    ("ReportingLine", RDFS.label, "label"),
    ("superior", SKOS.definition, "definition"),
    ("rule", RDFS.isDefinedBy, "defined"),
    ("advertises", RDFS.domain, "no domain"),
    ("evidence", SKOS.editorialNote, "no domain"),
    ("superior", SKOS.editorialNote, "no range"),
]


def test_each_term_is_described() -> None:
    assert list(undescribed(ONTOLOGY)) == []


@pytest.mark.parametrize(("name", "said", "complaint"), UNDESCRIBED)
def test_a_missing_description_is_found(name: str, said: URIRef, complaint: str) -> None:
    graph = ONTOLOGY + Graph()
    graph.remove((URIRef(PREFIXES["rg"] + name), said, None))
    (found,) = undescribed(graph)
    assert name in found
    assert complaint in found


def test_the_header_says_what_it_is() -> None:
    for graph, prefix in ((ONTOLOGY, "rg"), (CONCEPTS, "rgc")):
        header = next(graph.subjects(RDF.type, OWL.Ontology))
        said = {str(p).rsplit("/", 1)[1].split("#")[-1]: str(o) for p, o in graph.predicate_objects(header)}
        assert said["license"] == "https://www.apache.org/licenses/LICENSE-2.0"
        assert said["versionIRI"].endswith(said["versionInfo"])
        assert (said["preferredNamespacePrefix"], said["preferredNamespaceUri"]) == (prefix, PREFIXES[prefix])
        assert said["title"]
        assert said["description"]
        assert "imports" not in said, "the ontology opens without a network"


# ---- the profile -------------------------------------------------------------------------------------------------

# the datatypes of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#Entities_3), a subset of those of OWL 2 DL
NUMBERS = """decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte
unsignedLong unsignedInt unsignedShort unsignedByte float double"""
STRINGS = "string normalizedString token language Name NCName NMTOKEN hexBinary base64Binary anyURI"
DATATYPES = {RDFS.Literal, RDF.PlainLiteral, RDF.langString, RDF.XMLLiteral} | {
    XSD[name] for name in NUMBERS.split() + STRINGS.split() + ["boolean", "dateTime", "dateTimeStamp"]
}
LISTED = [OWL.members, OWL.distinctMembers, OWL.unionOf, OWL.intersectionOf, OWL.oneOf, OWL.propertyChainAxiom]


def outside_the_profile(graph: Graph) -> set[str]:
    """Name every way in which the graph is not an OWL 2 DL and OWL 2 RL ontology."""
    owl = open_ontology_from_string(document(graph), "rdf")
    found = {type(fault).__name__ for name in ("DL", "RL") for fault in check_profile(owl, name).violations}
    # what the checker does not look at
    annotations = set(graph.subjects(RDF.type, OWL.AnnotationProperty))
    for subject, predicate, obj in graph:
        if isinstance(obj, Literal) and predicate not in annotations and (obj.datatype or XSD.string) not in DATATYPES:
            found.add("LiteralOutsideTheDatatypeMap")
        if predicate == RDFS.range and (subject, RDF.type, OWL.DatatypeProperty) in graph and obj not in DATATYPES:
            found.add("RangeOutsideTheDatatypeMap")
    for node in graph.subjects():
        if isinstance(node, BNode) and (node, RDF.type, None) not in graph and (node, RDF.first, None) not in graph:
            found.add("UntypedNode")
    for said in LISTED:
        for start in graph.objects(None, said):
            if len(list(Collection(graph, start))) < 2 or not isinstance(start, BNode):
                found.add("MalformedList")
    return found


SOME_AMOUNT = "owl:onProperty rg:quantity ; owl:someValuesFrom schema:QuantitativeValue"

# a violation of the profile, and the name of the check that must find it
VIOLATIONS = [
    ("rg:superior a owl:DatatypeProperty .", "UseOfIllegalPunning"),  # object and data property at once
    ("rg:since a owl:DatatypeProperty .", "UseOfIllegalPunning"),  # annotation and data property at once
    ("rg:superior rdfs:range org:Membership .", "UseOfUndeclaredClass"),
    ("rg:superior rdfs:subPropertyOf org:memberOf .", "UseOfUndeclaredObjectProperty"),
    ("rg:Program dcterms:creator :me .", "UseOfUndeclaredObjectProperty"),
    ("rg:Program owl:sameKindAs rg:Benefit .", "UseOfUndeclaredObjectProperty"),  # no such word in OWL
    ("rdf:List a owl:Class .", "UseOfReservedVocabulary"),
    (":x a rdf:Statement .", "UseOfUndeclaredClass"),  # reserved, so that it cannot be a class
    (":x rg:superior ( :y :z ) .", "UseOfUndeclaredAnnotationProperty"),  # a list as a value
    ("[] a owl:AllDisjointClasses ; owl:members rg:Program .", "MalformedList"),
    ("[] a owl:AllDisjointClasses ; owl:members ( rg:Program ) .", "MalformedList"),
    (
        "rg:superior rdfs:range [ a owl:Class ; owl:unionOf ( org:Post org:Organization ) ] .",
        "UseOfNonSuperClassExpression",
    ),
    (f"rg:Program rdfs:subClassOf [ a owl:Restriction ; {SOME_AMOUNT} ] .", "UseOfNonSuperClassExpression"),
    (f"rg:Program rdfs:subClassOf [ {SOME_AMOUNT} ] .", "UntypedNode"),  # parsers pass over it without a word
    # a transitive property must not be disjoint with another: reasoning with it is undecidable
    ("rg:superior a owl:TransitiveProperty .", "UseOfNonSimplePropertyInDisjointPropertiesAxiom"),
    ("rg:percentOfTime rdfs:range xsd:gYear .", "RangeOutsideTheDatatypeMap"),
    (':x schema:name "2009"^^xsd:gYear .', "LiteralOutsideTheDatatypeMap"),
]

DOCUMENTS = {
    "ontology": [ONTOLOGY],
    "concepts": [CONCEPTS],
    "both": [ONTOLOGY, CONCEPTS],
    "both and a graph": [ONTOLOGY, CONCEPTS, SAMPLE],
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_profile_is_decidable(name: str) -> None:
    assert outside_the_profile(merged(*DOCUMENTS[name])) == set()


@pytest.mark.parametrize(("turtle", "violation"), VIOLATIONS)
def test_a_violation_of_the_profile_is_found(turtle: str, violation: str) -> None:
    assert violation in outside_the_profile(plant(ONTOLOGY, turtle))


# ---- consistency -------------------------------------------------------------------------------------------------


def tableau(graph: Graph) -> Reasoner:
    axioms = load_ontology_from_string(document(merged(graph)))
    return Reasoner(OWLClausification().clausify(OWLNormalization().process_ontology(axioms)))


def rule_errors(graph: Graph) -> list[str]:
    spoken = Graph()
    for triple in graph:
        if triple[1] not in SILENT:  # words have no consequences, and would double the time
            spoken.add(triple)
    closure = owlrl.OWLRL_Semantics(spoken, False, False, False)
    closure.closure()
    return list(closure.error_messages)


WHOLE = ONTOLOGY + CONCEPTS + SAMPLE
SILENT = {SKOS.prefLabel, SKOS.altLabel, SKOS.definition, RDFS.label, RDFS.seeAlso, RDFS.isDefinedBy}
DATA = "@prefix d: <https://example.org/data/> .\n@prefix rgc: <https://w3id.org/rolegraph/concept/> .\n"

# a fault that both reasoners must find
CONTRADICTIONS = [
    "d:program a rg:Commitment .",
    "d:posting a org:Post .",
    "d:harbour-master a skos:Concept .",
    "d:line-1 rg:superior d:harbour-master .",  # reports to oneself
    "d:line-1 rg:lineKind rgc:dotted-line .",  # solid already
    "d:line-1 rg:subordinate d:board .",  # a board reports to nobody as a post does
    "d:deputy rg:alternativeTo d:deputy .",
    "d:deputy rg:hasBenefit d:nights .",
    "d:deputy rg:location d:address .",  # the address is not the place
    "d:posting rg:makesCommitment d:commitment .",  # the organization does
    "d:cabin rg:evidence d:posting .",  # the span is the evidence
]


def test_the_whole_is_consistent() -> None:
    assert tableau(WHOLE).is_consistent()
    assert rule_errors(WHOLE) == []


@pytest.mark.parametrize("turtle", CONTRADICTIONS)
def test_a_contradiction_is_found(turtle: str) -> None:
    graph = plant(WHOLE, DATA + turtle)
    assert not tableau(graph).is_consistent()
    assert rule_errors(graph) != []


def test_rules_read_statements_too() -> None:
    # the tableau does not see rdf:Statement; its evidence is held to the same range
    graph = plant(WHOLE, DATA + "d:said rg:evidence d:program .")
    assert tableau(graph).is_consistent()
    assert rule_errors(graph) != []


def misfits() -> Iterator[tuple[str, str]]:
    """For each property, data that its domain must refuse and data that its range must refuse."""
    for term in map(URIRef, OURS):
        name, span = term.split("#")[1], ONTOLOGY.value(term, RDFS.range)
        if (term, RDF.type, OWL.ObjectProperty) in ONTOLOGY:
            fit, misfit = ":y", f"[ a {'rg:Condition' if span == URIRef(value(RG.Benefit)) else 'rg:Benefit'} ]"
        elif (term, RDF.type, OWL.DatatypeProperty) in ONTOLOGY:
            fit, misfit = ('"seven"', "7") if span == XSD.string else ("7", '"seven"')
        else:
            continue
        if (term, RDFS.domain, None) in ONTOLOGY:
            yield f"domain of {name}", f":x a rg:Benefit ; rg:{name} {fit} ."
        if span:
            yield f"range of {name}", f":x rg:{name} {misfit} ."


@pytest.mark.parametrize("turtle", [pytest.param(turtle, id=name) for name, turtle in misfits()])
def test_each_domain_and_range_refuses_a_misfit(turtle: str) -> None:
    assert not tableau(plant(ONTOLOGY, turtle)).is_consistent()


def test_a_second_text_of_a_posting_is_refused() -> None:
    assert not tableau(plant(WHOLE, DATA + 'd:posting rg:text "Another text" .')).is_consistent()


def test_each_class_can_have_members() -> None:
    members = " ".join(
        f"[] a <{term}> ." for term in sorted(DECLARED) if (URIRef(term), RDF.type, OWL.Class) in ONTOLOGY
    )
    assert members.count("[] a") > 25
    assert tableau(plant(ONTOLOGY, members)).is_consistent()
    assert not tableau(plant(ONTOLOGY, members + "rg:Program rdfs:subClassOf org:Post .")).is_consistent()
