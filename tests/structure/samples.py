"""An invented graph as quads, and reporting graphs made from pairs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import networkx as nx

from rolegraph.vocabulary import (
    DCTERMS,
    FOAF,
    OA,
    ORG,
    PROV,
    RDF,
    RG,
    SCHEMA,
    SKOS,
    XSD,
    Quad,
    concept,
    literal,
    mint,
    value,
)

if TYPE_CHECKING:
    from rolegraph.structure import ReportingGraph

BASE = "https://example.org/data/"
POSTING = mint(BASE, "posting", "tidal-kites")


def post(label: str) -> str:
    return mint(BASE, "post", "tidal kites", label)


def node(label: str) -> str:
    return value(post(label))


def line(
    low: str, high: str, kind: str = "solid", *, quote: str = "", confidence: str = "0.9", posting: str = POSTING
) -> list[Quad]:
    """A reporting line with its evidence, and org:reportsTo where the kind asks for it."""
    term = mint(BASE, "line", low, high, kind)
    found = [
        (term, RDF.type, RG.ReportingLine),
        (term, RG.subordinate, low),
        (term, RG.superior, high),
        (term, RG.lineKind, concept(f"{kind}-line")),
        (term, RG.confidence, literal(confidence, XSD.decimal)),
    ]
    if quote:
        evidence = mint(BASE, "evidence", quote)
        found += [
            (term, RG.evidence, evidence),
            (evidence, OA.exact, literal(quote)),
            (evidence, PROV.wasQuotedFrom, posting),
        ]
    if kind not in {"dotted", "functional"}:
        found.append((low, ORG.reportsTo, high))
    return [(*triple, posting) for triple in found]


def kite_works() -> list[Quad]:
    """Three posts under a head of design, a dotted line to a person, in one unit of one organization."""
    organization, unit = mint(BASE, "org", "tidal kites"), mint(BASE, "unit", "tidal kites", "design")
    lead, rigger, head = post("Lead Kite Designer"), post("Rigger"), post("Head of Design")
    person, place = mint(BASE, "person", "Ingrid Solheim"), "<https://sws.geonames.org/3161732/>"
    commitment, program = mint(BASE, "commitment", "we pay fairly"), mint(BASE, "program", "Wind School")
    triples = [
        (POSTING, RDF.type, SCHEMA.JobPosting),
        (POSTING, RG.advertises, lead),
        (POSTING, RG.advertises, rigger),
        (organization, RDF.type, ORG.Organization),
        (organization, SKOS.prefLabel, literal("Tidal Kites")),
        (unit, RDF.type, ORG.OrganizationalUnit),
        (unit, SKOS.prefLabel, literal("Design")),
        (unit, ORG.unitOf, organization),
        (lead, RDF.type, ORG.Post),
        (lead, SKOS.prefLabel, literal("Lead Kite Designer")),
        (lead, SKOS.altLabel, literal("Senior Kite Designer")),
        (lead, SKOS.altLabel, literal("Lead Kite Designer")),
        (lead, ORG.postIn, unit),
        (lead, RG.seniority, concept("lead")),
        (lead, RG.seniority, concept("senior")),
        (lead, RG.location, place),
        (lead, RG.directReports, literal("4", XSD.integer)),
        (place, SCHEMA.name, literal("Bergen")),
        (rigger, SKOS.prefLabel, literal("Rigger")),
        (rigger, ORG.postIn, organization),
        (head, RDF.type, ORG.Post),
        (head, SKOS.prefLabel, literal("Head of Design")),
        (head, ORG.postIn, organization),
        (head, RG.seniority, concept("director")),
        (person, RDF.type, FOAF.Person),
        (person, FOAF.name, literal("Ingrid Solheim")),
        (organization, RG.makesCommitment, commitment),
        (commitment, DCTERMS.type, concept("fair-pay")),
        (organization, RG.runsProgram, program),
        (program, SKOS.prefLabel, literal("Wind School")),
        (program, RG.since, literal("2011", XSD.gYear)),
    ]
    quads = [(*triple, POSTING) for triple in triples]
    quads += line(lead, head, quote="You report to the Head of Design")
    quads += line(lead, person, "dotted", quote="with a dotted line to Ingrid Solheim", confidence="0.7")
    quads += line(rigger, lead, quote="reports to our Lead Kite Designer")
    return sorted(quads)


def graph_of(pairs: Iterable[tuple[object, object]], nodes: Iterable[object] = ()) -> "ReportingGraph":
    """A reporting graph of subordinate-superior pairs, nodes sorted as `reporting` sorts them."""
    edges = sorted((str(low), str(high)) for low, high in pairs)
    graph: ReportingGraph = nx.DiGraph()
    graph.add_nodes_from(sorted({str(one) for one in nodes}.union(*edges)))
    graph.add_edges_from(edges)
    return graph
