"""How queries are explained: their operations in order, and how many matches each triple pattern has."""

import json

import pytest

import rolegraph
from rolegraph.errors import QueryError, UsageError
from rolegraph.stores.algebra import algebra_of
from rolegraph.stores.explaining import explain
from rolegraph.stores.library import named_queries
from rolegraph.stores.tokens import declared_prefixes

PORTER = b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>"


@pytest.fixture(scope="module")
def graph() -> rolegraph.RoleGraph:
    return rolegraph.build(PORTER)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # patterns that are joined, counted one by one
        (
            "SELECT ?post { ?line a rg:ReportingLine ; rg:subordinate ?post }",
            "matches  operation\n"
            "         select ?post\n"
            "      1    pattern 1  ?line a rg:ReportingLine\n"
            "      1    pattern 2  ?line rg:subordinate ?post\n",
        ),
        # a parameter counts as the value that it is bound to
        (
            "SELECT ?post { ?post skos:prefLabel ?title }",
            "title = Head Porter\n"
            "matches  operation\n"
            "         select ?post\n"
            "      1    pattern 1  ?post skos:prefLabel ?title\n",
        ),
        # what is optional, and a condition
        (
            'ASK { ?a a org:Post OPTIONAL { ?a skos:note ?b } FILTER(?b = "x" && !BOUND(?a)) }',
            "matches  operation\n"
            "         ask\n"
            '           filter (?b = "x" && !BOUND(?a))\n'
            "             left join\n"
            "      2        pattern 1  ?a a org:Post\n"
            "      0        pattern 2  ?a skos:note ?b\n",
        ),
        # a path between two variables is not counted: that can take longer than the query
        (
            "SELECT * { ?a org:reportsTo+ ?b }",
            "matches  operation\n         select ?a ?b\n      ?    pattern 1  ?a org:reportsTo+ ?b\n",
        ),
        # a prefix of the query's own, a named graph, a limit
        (
            "PREFIX p: <http://a.example/>\nSELECT ?x { GRAPH ?g { ?x p:y 5 } } LIMIT 3",
            "matches  operation\n"
            "         at most 3 rows\n"
            "           select ?x\n"
            "             graph ?g\n"
            "      0        pattern 1  ?x p:y 5\n",
        ),
    ],
)
def test_operations(query: str, expected: str, graph: rolegraph.RoleGraph) -> None:
    parameters = {"title": "Head Porter"} if "?title" in query else {}
    assert explain(graph, query, parameters=parameters).text() == expected


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_every_named_query_is_translated(name: str) -> None:
    text = next(query.text for query in named_queries() if query.name == name)
    tree = algebra_of(text, declared_prefixes(text))
    assert tree is not None
    assert tree.patterns


@pytest.mark.parametrize(
    ("query", "parameters", "error", "told"),
    [
        ("SELECT {", {}, QueryError, "line 1"),
        ("ASK { ?a foo:b ?c }", {}, QueryError, "the prefix foo: is not known"),
        ("ASK { ?a a ?b }", {"c": "x"}, UsageError, "c"),
        ("INSERT DATA { rgc:a rgc:b rgc:c }", {}, QueryError, "update"),
    ],
)
def test_faults_are_told_as_by_an_answer(
    query: str, parameters: dict[str, str], error: type[Exception], told: str, graph: rolegraph.RoleGraph
) -> None:
    with pytest.raises(error, match=told):
        explain(graph, query, parameters=parameters)


def test_what_has_no_translation_says_so(graph: rolegraph.RoleGraph) -> None:
    # rdflib reads no nested triple, which the engine does
    found = explain(graph, "ASK { << rgc:a rgc:b rgc:c >> rgc:d ?x }")
    assert found.text() == "this query cannot be translated into operations\n"


def test_as_json(graph: rolegraph.RoleGraph) -> None:
    document = json.loads(explain(graph, "ASK { ?line rg:superior ?a }").json())
    assert document["steps"] == [
        {"depth": 0, "operation": "ask"},
        {"depth": 1, "operation": "pattern 1  ?line rg:superior ?a", "matches": 1},
    ]
