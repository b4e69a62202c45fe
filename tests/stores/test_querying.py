"""Queries: prefixes, the union of graphs, FROM, and errors that say what to do."""

import pytest

from rolegraph.errors import QueryError, StoreError
from rolegraph.stores.answers import Boolean, Solutions, Triples
from rolegraph.stores.querying import query
from rolegraph.stores.store import MemoryStore
from rolegraph.vocabulary import Quad, literal

LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"


def quad(subject: str, label: str, graph: str = "") -> Quad:
    return (f"<http://a.example/{subject}>", LABEL, literal(label), f"<http://a.example/{graph}>" if graph else "")


# the same triple in two postings' graphs, one in the default graph as well
STORE = MemoryStore(
    [quad("org", "Org", "g1"), quad("org", "Org", "g2"), quad("a", "A", "g1"), quad("b", "B", "g2"), quad("c", "C")]
)


def rows(text: str) -> list[tuple[str | None, ...]]:
    answer = query(STORE, text)
    assert isinstance(answer, Solutions)
    return answer.values()


def test_the_default_graph_is_the_union_with_each_triple_once() -> None:
    assert rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [("4",)]
    assert rows("SELECT ?l { ?s skos:prefLabel ?l } ORDER BY ?l") == [("A",), ("B",), ("C",), ("Org",)]


def test_graph_sees_each_named_graph_and_no_other() -> None:
    assert rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g") == [
        ("http://a.example/g1", "2"),
        ("http://a.example/g2", "2"),
    ]


def test_from_names_a_graph_of_the_store_and_fetches_nothing() -> None:
    assert rows("SELECT ?l FROM <http://a.example/g1> { ?s ?p ?l } ORDER BY ?l") == [("A",), ("Org",)]
    assert rows("SELECT ?l FROM <file:///etc/hostname> { ?s ?p ?l }") == []
    assert rows("SELECT ?l FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?l } }") == []


def test_a_store_hands_out_its_quads() -> None:
    assert len(STORE) == 5
    assert STORE.graphs() == ["<http://a.example/g1>", "<http://a.example/g2>"]
    assert list(STORE.quads()) == sorted(STORE.quads())
    assert list(STORE.quads("")) == [quad("c", "C")]
    assert list(STORE.quads("<http://a.example/g1>")) == [quad("a", "A", "g1"), quad("org", "Org", "g1")]


def test_blank_nodes_keep_their_labels() -> None:
    store = MemoryStore([("_:x1", LABEL, '"X"', "")])
    answer = query(store, "SELECT ?s { ?s ?p ?o }")
    assert isinstance(answer, Solutions)
    assert answer.rows == (("_:x1",),)


def test_a_quad_that_is_none_is_an_error() -> None:
    with pytest.raises(StoreError, match="N-Quads"):
        query(MemoryStore([("<a:>", "<b:>", "no term", "")]), "ASK {}")


def test_the_other_forms() -> None:
    assert query(STORE, "ASK { ?s ?p 'A' }") == Boolean(True)
    assert not query(STORE, "ASK { ?s ?p 'Z' }")
    triple = ("<http://a.example/a>", LABEL, '"A"')
    assert query(STORE, "CONSTRUCT WHERE { ?s ?p 'A' }") == Triples((triple,))
    assert query(STORE, "DESCRIBE <http://a.example/a>") == Triples((triple,))


def test_a_prefix_of_the_query_wins_over_the_project_s() -> None:
    assert rows("PREFIX skos: <http://a.example/> SELECT ?l { ?s skos:prefLabel ?l }") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the query is empty"),
        ("  # nothing\n", "the query is empty"),
        ("SELECT ?s { ?s nope:x ?o }", "line 1, column 16: the prefix nope: is not known; declare it"),
        ("SELECT ?s\n{ ?s <x> ?o }", "line 2, column 6: the IRI <x> is relative"),
        ("SELECT ?s { ?s ?p }", "line 1, column 13: this is not SPARQL 1.1 from '?s ?p }' on"),
        ("SELECT ?s { ?s ?p ?o", "line 1, column 21: this is not SPARQL 1.1 at the end"),
        ("SELEC ?s { ?s ?p ?o }", "line 1, column 1: this is not SPARQL 1.1 from 'SELEC"),
        ("SELECT ?s { ?s ?p ?o BIND(1 AS ?s) }", "a variable is computed twice"),
        ("SELECT ?s { ?s ?p ?o } # " + "long " * 2000 + "\n LIMIT x", "cannot be run"),
        ("SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }", "The SELECT contains a variable that is unbound"),
        ("hello there", "line 1, column 1"),
        ("SELECT * { ?s ?p <http://a.example/ b> }", "line 1, column 18: this IRI is not closed, or"),
    ],
)
def test_errors_say_where_and_what(text: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        query(STORE, text)
    message = str(caught.value)
    assert said in message
    assert "expected" not in message, "the parser's own list helps nobody"
    assert len(message) < 300


def test_an_error_counts_in_the_user_s_text_whatever_is_bound() -> None:
    with pytest.raises(QueryError, match="line 2, column 2"):
        query(STORE, "SELECT ?s { ?s ?p ?o .\n FILTER ?o == ?p }", parameters={"o": "x"})


def test_a_star_stands_for_the_variables_in_the_order_of_the_query() -> None:
    for form in ("SELECT *", "select distinct*", "SELECT REDUCED *"):
        answer = query(STORE, form + " { ?z ?a ?m OPTIONAL { ?m ?q ?b } }", parameters={"a": LABEL})
        assert isinstance(answer, Solutions)
        assert answer.variables == ("z", "m", "q", "b")
        assert len(answer.rows) == 4


def test_a_triple_as_a_term_is_refused() -> None:
    with pytest.raises(QueryError, match=r"RDF 1\.2"):
        query(STORE, "SELECT (TRIPLE(<a:>, <a:>, 1) AS ?x) {}")


def test_a_service_that_is_allowed_and_down_is_a_store_error() -> None:
    with pytest.raises(StoreError, match="SERVICE failed"):
        query(STORE, "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", allow_service=True)
