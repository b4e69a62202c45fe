"""What `reporting` reads from a graph's quads."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.errors import UsageError
from rolegraph.structure import reporting
from rolegraph.vocabulary import FOAF, ORG, RDF, RG, SCHEMA, SKOS, XSD, Quad, concept, literal, value

from .samples import POSTING, graph_of, kite_works, line, node, post

A, B, C, FIRM, UNIT = (f"<https://example.org/{name}>" for name in ("a", "b", "c", "firm", "unit"))


def test_a_whole_graph_is_read() -> None:
    graph = reporting(kite_works())
    assert graph.nodes[node("Lead Kite Designer")] == {
        "label": "Lead Kite Designer",
        "kind": "post",
        "organization": "Tidal Kites",
        "unit": "Design",
        "seniority": ["senior", "lead"],
        "locations": ["Bergen"],
        "advertised": True,
        "titles": ["Lead Kite Designer", "Senior Kite Designer"],
        "direct_reports": 4,
        "alternatives": [],
    }
    person = next(name for name, data in graph.nodes.items() if data["kind"] == "person")
    assert graph.nodes[person]["label"] == "Ingrid Solheim"
    assert not graph.nodes[node("Head of Design")]["advertised"]
    assert graph.edges[node("Lead Kite Designer"), node("Head of Design")] == {
        "kinds": ["solid-line"],
        "hierarchy": True,
        "confidence": 0.9,
        "quotes": ["You report to the Head of Design"],
        "postings": [value(POSTING)],
        "alternative": False,
    }
    dotted = graph.edges[node("Lead Kite Designer"), person]
    assert (dotted["kinds"], dotted["hierarchy"], dotted["confidence"]) == (["dotted-line"], False, 0.7)
    assert len(graph) == 4
    assert graph.number_of_edges() == 3


@pytest.mark.parametrize(
    ("triples", "attribute", "expected"),
    [
        # nothing is said of the node: the end of its IRI stands in for a label
        ([], "label", "a"),
        # the label stated most often wins, whatever the order of its letters
        (
            [(A, SKOS.prefLabel, '"Zeta"', B), (A, SKOS.prefLabel, '"Zeta"', C), (A, SKOS.prefLabel, '"Eta"', B)],
            "label",
            "Zeta",
        ),
        # equally often: the first in code point order
        ([(A, SKOS.prefLabel, '"Zeta"', B), (A, SKOS.prefLabel, '"Eta"', B)], "label", "Eta"),
        # an empty label is no label
        ([(A, SKOS.prefLabel, '""', ""), (A, RG.titleAsStated, '"Baker (m/f)"', "")], "label", "Baker (m/f)"),
        # language tags and escapes are no part of a label
        ([(A, SKOS.prefLabel, '"Chef \\"des\\" fours"@fr', "")], "label", 'Chef "des" fours'),
        # a node that says what it is
        ([(A, RDF.type, FOAF.Person, "")], "kind", "person"),
        ([(A, RDF.type, ORG.OrganizationalUnit, "")], "kind", "unit"),
        ([(A, RDF.type, ORG.FormalOrganization, "")], "kind", "organization"),
        # org:OrganizationalUnit is a subclass of org:Organization: the narrower class tells
        ([(A, RDF.type, ORG.Organization, ""), (A, RDF.type, ORG.OrganizationalUnit, "")], "kind", "unit"),
        # a node of no known class is a post
        ([(A, RDF.type, SCHEMA.Place, "")], "kind", "post"),
        # straight in an organization
        ([(A, ORG.postIn, FIRM, ""), (FIRM, SKOS.prefLabel, '"Orchard"', "")], "organization", "Orchard"),
        # in a unit in a unit of an organization
        (
            [
                (A, ORG.postIn, UNIT, ""),
                (UNIT, ORG.unitOf, B, ""),
                (B, ORG.unitOf, FIRM, ""),
                (FIRM, SKOS.prefLabel, '"Orchard"', ""),
            ],
            "organization",
            "Orchard",
        ),
        (
            [(A, ORG.postIn, UNIT, ""), (UNIT, SKOS.prefLabel, '"Pruning"', ""), (UNIT, ORG.unitOf, FIRM, "")],
            "unit",
            "Pruning",
        ),
        # a unit whose organization nobody says
        ([(A, ORG.postIn, UNIT, ""), (UNIT, RDF.type, ORG.OrganizationalUnit, "")], "organization", ""),
        # units within one another in a circle end the search
        ([(A, ORG.postIn, UNIT, ""), (UNIT, ORG.unitOf, B, ""), (B, ORG.unitOf, UNIT, "")], "organization", ""),
        # levels in order, one outside the scheme last
        (
            [(A, RG.seniority, concept(level), "") for level in ("chief", "apprentice", "entry")],
            "seniority",
            ["entry", "chief", "apprentice"],
        ),
        # a place without a name goes by the town of its address
        (
            [
                (A, RG.location, FIRM, ""),
                (FIRM, SCHEMA.address, UNIT, ""),
                (UNIT, SCHEMA.addressLocality, '"Turku"', ""),
            ],
            "locations",
            ["Turku"],
        ),
        # the same place in two graphs is one place
        (
            [(A, RG.location, FIRM, B), (A, RG.location, FIRM, C), (FIRM, SCHEMA.name, '"Oulu"', "")],
            "locations",
            ["Oulu"],
        ),
        # a team of nobody is a statement, unlike silence
        ([(A, RG.directReports, literal("0", XSD.integer), "")], "direct_reports", 0),
        ([], "direct_reports", None),
        # a range, an open range, two figures
        ([(A, RG.directReportsMin, '"5"', ""), (A, RG.directReportsMax, '"7"', "")], "direct_reports_max", 7),
        ([(A, RG.directReportsMin, '"5"', "")], "direct_reports_max", None),
        ([(A, RG.directReports, '"5"', B), (A, RG.directReports, '"8"', C)], "direct_reports_min", 5),
        # foreign data: no number, a negative one, one that Python refuses to convert
        ([(A, RG.directReports, '"many"', "")], "direct_reports", None),
        ([(A, RG.directReports, '"-3"', "")], "direct_reports", None),
        ([(A, RG.directReports, f'"{"9" * 5000}"', "")], "direct_reports", None),
    ],
)
def test_attributes_of_a_node(triples: list[Quad], attribute: str, expected: Any) -> None:
    graph = reporting([(POSTING, RG.advertises, A, ""), *triples])
    assert graph.nodes["https://example.org/a"].get(attribute) == expected


@pytest.mark.parametrize(
    ("quads", "attribute", "expected"),
    [
        # ORG data without lines of ours: stated, so sure
        ([(A, ORG.reportsTo, B, "")], "hierarchy", True),
        ([(A, ORG.reportsTo, B, "")], "kinds", ["solid-line"]),
        ([(A, ORG.reportsTo, B, "")], "confidence", 1.0),
        # dotted alone is no hierarchy; dotted beside solid is one edge with both kinds
        (line(A, B, "dotted"), "hierarchy", False),
        (line(A, B, "dotted") + line(A, B), "hierarchy", True),
        (line(A, B, "dotted") + line(A, B), "kinds", ["dotted-line", "solid-line"]),
        # the surest line counts
        (line(A, B, "joint", confidence="0.4") + line(A, B, confidence="0.6"), "confidence", 0.6),
        # foreign data: a confidence that is none
        (line(A, B, confidence="NaN"), "confidence", 0.0),
        (line(A, B, confidence="high"), "confidence", 0.0),
        # quotes of two postings, in order, each once
        (
            line(A, B, quote="reports to B")
            + line(A, B, "joint", quote="also to B")
            + line(A, B, quote="reports to B"),
            "quotes",
            ["also to B", "reports to B"],
        ),
        # the graph's name tells the posting where evidence is left out, but only if it names a posting
        ([*line(A, B), (POSTING, RG.advertises, A, POSTING)], "postings", [value(POSTING)]),
        (line(A, B, posting="<https://example.org/links>"), "postings", []),
        # alternatives are told apart from two managers
        (line(A, B) + line(A, C) + [(C, RG.alternativeTo, B, "")], "alternative", True),
        ([*line(A, B), (C, RG.alternativeTo, B, "")], "alternative", False),
    ],
)
def test_attributes_of_a_line(quads: list[Quad], attribute: str, expected: Any) -> None:
    graph = reporting(quads)
    assert graph.edges["https://example.org/a", "https://example.org/b"][attribute] == expected


def test_alternatives_are_named_on_both() -> None:
    graph = reporting(line(A, B) + line(A, C) + [(C, RG.alternativeTo, B, "")])
    assert graph.nodes["https://example.org/b"]["alternatives"] == ["https://example.org/c"]
    assert graph.nodes["https://example.org/c"]["alternatives"] == ["https://example.org/b"]


@pytest.mark.parametrize(
    ("quads", "nodes", "edges"),
    [
        # no node
        ([], 0, 0),
        # an advertised post without a line
        ([(POSTING, RG.advertises, A, "")], 1, 0),
        # a self-report is kept for the measures to name
        ([(A, ORG.reportsTo, A, "")], 1, 1),
        # a cycle
        ([(A, ORG.reportsTo, B, ""), (B, ORG.reportsTo, A, "")], 2, 2),
        # the same statement in the default graph and in two named ones
        ([(A, ORG.reportsTo, B, graph) for graph in ("", POSTING, C)], 2, 1),
        # blank nodes of foreign data keep their labels
        ([("_:x", ORG.reportsTo, "_:y", "")], 2, 1),
        # a line without a superior is no line
        ([(A, RG.subordinate, B, "")], 0, 0),
    ],
)
def test_shapes_of_graphs(quads: list[Quad], nodes: int, edges: int) -> None:
    graph = reporting(quads)
    assert (len(graph), graph.number_of_edges()) == (nodes, edges)


@pytest.mark.parametrize(
    "organization",
    [
        "Tidal Kites",
        "TIDAL  kites",
        value(next(s for s, p, o, _ in kite_works() if p == SKOS.prefLabel and o == '"Tidal Kites"')),
    ],
)
def test_one_organization_keeps_those_its_lines_lead_to(organization: str) -> None:
    other = [(A, ORG.postIn, FIRM, ""), (FIRM, SKOS.prefLabel, '"Orchard"', ""), (A, ORG.reportsTo, B, "")]
    graph = reporting(kite_works() + other, organization=organization)
    assert nx.utils.graphs_equal(graph, reporting(kite_works()))


def test_an_unknown_organization_is_refused_with_those_near() -> None:
    with pytest.raises(UsageError, match="'Tidal Kite'; near it: 'Tidal Kites'"):
        reporting(kite_works(), organization="Tidal Kite")
    with pytest.raises(UsageError, match="the graph names none"):
        reporting([], organization="Tidal Kites")


def test_a_post_goes_by_its_iri() -> None:
    assert post("Rigger") == f"<{node('Rigger')}>"
    assert list(reporting(kite_works())) == sorted(reporting(kite_works()))


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_quads_does_not_matter(random: Any) -> None:
    quads = kite_works()
    expected = reporting(quads)
    random.shuffle(quads)
    found = reporting(quads)
    assert list(found.nodes.items()) == list(expected.nodes.items())
    assert list(found.edges.items()) == list(expected.edges.items())


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_the_edges_are_those_stated(pairs: list[tuple[int, int]]) -> None:
    quads = [
        (f"<https://example.org/{low}>", ORG.reportsTo, f"<https://example.org/{high}>", "") for low, high in pairs
    ]
    expected = graph_of(pairs)
    found = nx.relabel_nodes(reporting(quads), lambda name: name.rpartition("/")[2])
    assert set(found.edges) == set(expected.edges)
    assert list(found) == list(expected)
