"""Parameters: the answer is the one with the term in the variable's place, and no value changes the query."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.errors import UsageError
from rolegraph.stores.answers import Solutions, Triples
from rolegraph.stores.binding import bind
from rolegraph.stores.parameters import parameter_term, parameter_terms
from rolegraph.stores.querying import query
from rolegraph.stores.reading import read_rdf
from rolegraph.stores.store import MemoryStore
from rolegraph.stores.tokens import tokenize
from rolegraph.vocabulary import value

DATA = b"""
PREFIX : <http://a.example/>
:g1 { :clerk skos:prefLabel "Clerk" ; org:reportsTo :head ; rg:years 5.0 ; schema:identifier "5" .
      :intern skos:prefLabel "Intern" ; org:reportsTo :clerk ; rg:years 1 . }
:g2 { :head skos:prefLabel "Head of Records" ; rg:years 10 . :clerk skos:prefLabel "Clerk" . :chief a org:Post . }
""".replace(
    b"PREFIX :",
    b"""PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rg: <https://w3id.org/rolegraph#> PREFIX schema: <https://schema.org/> PREFIX :""",
)
STORE = MemoryStore(read_rdf(DATA, syntax="trig", source="sample"))
PREFIX = "PREFIX : <http://a.example/> "

# the query with ?p, the same with the value in its place
SAME = [
    # a filter on a variable that is not selected
    (
        "SELECT ?s { ?s skos:prefLabel ?l FILTER(STR(?l) = STR(?p)) }",
        "SELECT ?s { ?s skos:prefLabel ?l FILTER(STR(?l) = STR(%)) }",
    ),
    # numbers of two types are equal as numbers: the optimizer must not compare them as terms
    ("SELECT ?s { ?s rg:years ?n FILTER(?n = ?p) }", "SELECT ?s { ?s rg:years ?n FILTER(?n = %) }"),
    ("SELECT ?s { ?s rg:years ?n FILTER(!(?n = ?p)) }", "SELECT ?s { ?s rg:years ?n FILTER(!(?n = %)) }"),
    ("SELECT ?s { ?s rg:years ?n FILTER(?n IN (?p, 1)) }", "SELECT ?s { ?s rg:years ?n FILTER(?n IN (%, 1)) }"),
    # a bound variable is bound
    ("SELECT ?s { ?s rg:years ?n FILTER(BOUND(?p)) }", "SELECT ?s { ?s rg:years ?n }"),
    ("SELECT ?s { ?s rg:years ?n FILTER(!BOUND(?p)) }", "SELECT ?s { ?s rg:years ?n FILTER(false) }"),
    (
        "SELECT ?x { ?s rg:years ?n BIND(COALESCE(?p, 0) AS ?x) }",
        "SELECT ?x { ?s rg:years ?n BIND(COALESCE(%, 0) AS ?x) }",
    ),
    ("SELECT (BOUND(?p) AS ?b) { ?s rg:years ?n }", "SELECT (true AS ?b) { ?s rg:years ?n }"),
    # in the object of a pattern, with GRAPH, with a path
    ("SELECT ?s ?q { ?s ?q ?p }", "SELECT ?s ?q { ?s ?q % }"),
    ("SELECT ?s ?g { GRAPH ?g { ?s ?q ?p } }", "SELECT ?s ?g { GRAPH ?g { ?s ?q % } }"),
    ("SELECT ?s { ?s org:reportsTo+ ?p }", "SELECT ?s { ?s org:reportsTo+ % }"),
    # in OPTIONAL, UNION, nested groups, EXISTS, a filter of an OPTIONAL
    (
        "SELECT * { ?s rg:years ?n OPTIONAL { ?s ?q ?o FILTER(?o = ?p) } }",
        "SELECT * { ?s rg:years ?n OPTIONAL { ?s ?q ?o FILTER(?o = %) } }",
    ),
    (
        "SELECT ?s ?b { ?s rg:years ?n OPTIONAL { BIND(?p AS ?b) } }",
        "SELECT ?s ?b { ?s rg:years ?n OPTIONAL { BIND(% AS ?b) } }",
    ),
    (
        "SELECT ?s { { ?s ?q ?p } UNION { ?s rg:years ?n FILTER(?n > ?p) } }",
        "SELECT ?s { { ?s ?q % } UNION { ?s rg:years ?n FILTER(?n > %) } }",
    ),
    (
        "SELECT ?s { ?s rg:years ?n {{{ ?s ?q ?o FILTER(?o = ?p) }}} }",
        "SELECT ?s { ?s rg:years ?n {{{ ?s ?q ?o FILTER(?o = %) }}} }",
    ),
    (
        "SELECT ?s { ?s rg:years ?n FILTER EXISTS { ?s ?q ?p } }",
        "SELECT ?s { ?s rg:years ?n FILTER EXISTS { ?s ?q % } }",
    ),
    (
        "SELECT ?s { ?s rg:years ?n FILTER NOT EXISTS { ?s ?q ?o FILTER(?o = ?p) } }",
        "SELECT ?s { ?s rg:years ?n FILTER NOT EXISTS { ?s ?q ?o FILTER(?o = %) } }",
    ),
    ("SELECT ?s { ?s rg:years ?n MINUS { ?s ?q ?p } }", "SELECT ?s { ?s rg:years ?n MINUS { ?s ?q % } }"),
    (
        "SELECT ?s ?e { ?s rg:years ?n BIND(EXISTS { ?s ?q ?p } AS ?e) }",
        "SELECT ?s ?e { ?s rg:years ?n BIND(EXISTS { ?s ?q % } AS ?e) }",
    ),
    # rows of VALUES are a filter on it
    (
        'SELECT ?s { VALUES ?p { 5 "Clerk" } ?s rg:years ?n }',
        'SELECT ?s { VALUES ?v { 5 "Clerk" } FILTER(SAMETERM(?v, %)) ?s rg:years ?n }',
    ),
    # aggregates: no row is still one row of 0; groups stay groups
    ("SELECT (COUNT(*) AS ?n) { ?s ?q ?p }", "SELECT (COUNT(*) AS ?n) { ?s ?q % }"),
    (
        "SELECT ?q (COUNT(*) AS ?n) { ?s ?q ?o FILTER(?o = ?p) } GROUP BY ?q",
        "SELECT ?q (COUNT(*) AS ?n) { ?s ?q ?o FILTER(?o = %) } GROUP BY ?q",
    ),
    (
        "SELECT ?p (COUNT(*) AS ?n) { ?s ?q ?p } GROUP BY ?p",
        "SELECT (% AS ?p) (COUNT(*) AS ?n) { ?s ?q % } GROUP BY (%)",
    ),
    # subqueries, selected there or not, with aggregates, beside and as the whole pattern
    (
        "SELECT ?s { { SELECT ?s { ?s ?q ?p } } ?s rg:years ?n }",
        "SELECT ?s { { SELECT ?s { ?s ?q % } } ?s rg:years ?n }",
    ),
    (
        "SELECT ?s ?n { ?s skos:prefLabel ?l { SELECT (COUNT(*) AS ?n) { ?x ?q ?o FILTER(?o = ?p) } } }",
        "SELECT ?s ?n { ?s skos:prefLabel ?l { SELECT (COUNT(*) AS ?n) { ?x ?q ?o FILTER(?o = %) } } }",
    ),
    ("SELECT ?s { SELECT ?s { ?s ?q ?p } }", "SELECT ?s { SELECT ?s { ?s ?q % } }"),
    ("SELECT ?s (?p AS ?x) { SELECT ?s { ?s rg:years 10 } }", "SELECT ?s (% AS ?x) { SELECT ?s { ?s rg:years 10 } }"),
    (
        "SELECT ?s ?x { SELECT ?s (STR(?p) AS ?x) { ?s rg:years ?n } }",
        "SELECT ?s ?x { SELECT ?s (STR(%) AS ?x) { ?s rg:years ?n } }",
    ),
    # selected itself, in any place; with DISTINCT; $p is ?p
    ("SELECT ?p ?s { ?s ?q ?p }", "SELECT (% AS ?p) ?s { ?s ?q % }"),
    ("SELECT DISTINCT ?s { ?s ?q $p }", "SELECT DISTINCT ?s { ?s ?q % }"),
    ("select distinct?s{?s ?q ?p}order by?p", "SELECT DISTINCT ?s { ?s ?q % }"),
    # a star leaves the parameter out
    ("SELECT * { ?s ?q ?p }", "SELECT * { ?s ?q % }"),
    # the other forms
    ("ASK { ?s ?q ?o FILTER(?o = ?p) }", "ASK { ?s ?q ?o FILTER(?o = %) }"),
    ("ASK { SELECT ?s { ?s ?q ?p } }", "ASK { SELECT ?s { ?s ?q % } }"),
    (
        "CONSTRUCT { ?s rdfs:comment ?p } WHERE { ?s rg:years ?n }",
        "CONSTRUCT { ?s rdfs:comment % } WHERE { ?s rg:years ?n }",
    ),
    (
        "CONSTRUCT { ?s rdfs:comment 1 } WHERE { ?s ?q ?o FILTER(?o = ?p) }",
        "CONSTRUCT { ?s rdfs:comment 1 } WHERE { ?s ?q ?o FILTER(?o = %) }",
    ),
    ("DESCRIBE ?s { ?s ?q ?p }", "DESCRIBE ?s { ?s ?q % }"),
    # words that look like the variable, or like brackets, are not touched
    ('SELECT ?s ?x { ?s ?q ?p BIND("?p {" AS ?x) } # ?p }', 'SELECT ?s ?x { ?s ?q % BIND("?p {" AS ?x) }'),
    ("SELECT ?s ?pp { ?s ?q ?p . ?s rg:years ?pp }", "SELECT ?s ?pp { ?s ?q % . ?s rg:years ?pp }"),
]
VALUES = ["Clerk", "5", "5.0", '"5"^^xsd:decimal', "10", "rgc:director", "<http://a.example/clerk>", "", "nobody"]


@pytest.mark.parametrize(("text", "pasted"), SAME, ids=[row[0][:60] for row in SAME])
@pytest.mark.parametrize("given", VALUES)
def test_a_parameter_is_the_term_in_its_place(text: str, pasted: str, given: str) -> None:
    got = query(STORE, PREFIX + text, parameters={"p": given})
    wanted = query(STORE, PREFIX + pasted.replace("%", parameter_term(given)))
    if isinstance(got, Solutions) and isinstance(wanted, Solutions):
        assert sorted(map(repr, got.rows)) == sorted(map(repr, wanted.rows))
        assert set(got.variables) == set(wanted.variables)
    else:
        assert got == wanted


@pytest.mark.parametrize("given", ["<http://a.example/clerk>", "Clerk", "5"])
def test_a_literal_where_none_can_stand_matches_nothing(given: str) -> None:
    subject = query(STORE, PREFIX + "SELECT ?o { ?p org:reportsTo ?o }", parameters={"p": given})
    described = query(STORE, PREFIX + "DESCRIBE ?p", parameters={"p": given})
    assert isinstance(subject, Solutions)
    assert isinstance(described, Triples)
    assert bool(subject.rows) == bool(described.triples) == given.startswith("<")


def test_several_parameters_at_once() -> None:
    text = PREFIX + "SELECT ?s { ?s rg:years ?n . ?s skos:prefLabel ?l FILTER(?n >= ?years && CONTAINS(?l, ?text)) }"
    answer = query(STORE, text, parameters={"years": "5", "?text": "e"})
    assert isinstance(answer, Solutions)
    assert [value(row[0] or "") for row in sorted(answer.rows)] == ["http://a.example/clerk", "http://a.example/head"]


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("ASK { ?a ?b ?c }", "role", "no variable ?role to bind; its variables: ?a, ?b, ?c"),
        ("ASK { <a:> <a:> 1 }", "role", "its variables: none"),
        ("ASK { ?a ?b ?c }", "a b", "no variable ?a b"),  # nothing that is no name gets as far as the query
        ("ASK { ?a ?b ?c }", "", "no variable ? to bind"),
        ("ASK { ?a ?b '?role' } # ?role", "role", "no variable ?role"),  # strings and comments hold no variables
        ("SELECT (1 AS ?role) {}", "role", "computed by the query itself (line 1, column 14)"),
        ("ASK { BIND(1 AS ?role) }", "role", "computed by the query itself"),
    ],
)
def test_a_parameter_that_cannot_be_bound_is_named(text: str, name: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        query(STORE, text, parameters={name: "x"})
    assert said in str(caught.value)


def test_a_parameter_given_twice_is_refused() -> None:
    with pytest.raises(UsageError, match="given twice"):
        parameter_terms({"?a": "1", "a": "2"})


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Clerk", '"Clerk"'),
        ("", '""'),
        ("5", '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("-2", '"-2"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("0.75", '"0.75"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        # numbers that would print otherwise stay text: postcodes, versions, exponents, too many digits
        ("007", '"007"'),
        ("1.0", '"1.0"'),
        ("1e3", '"1e3"'),
        ("+1", '"+1"'),
        ("-0", '"-0"'),
        ("1234567890123456789", '"1234567890123456789"'),
        ("٣", '"٣"'),
        ("true", '"true"'),
        ("rgc:director", "<https://w3id.org/rolegraph/concept/director>"),
        ("org:reportsTo", "<http://www.w3.org/ns/org#reportsTo>"),
        ("nope:director", '"nope:director"'),  # an unknown prefix is text
        ("rgc:", '"rgc:"'),
        ("rgc:a b", '"rgc:a b"'),
        ("<https://a.example/x>", "<https://a.example/x>"),
        ("https://a.example/x?y=1#z", "<https://a.example/x?y=1#z>"),
        ('"https://a.example/x"', '"https://a.example/x"'),  # quotes force text
        ("https://a.example/x and y", '"https://a.example/x and y"'),
        ("<relative>", '"<relative>"'),
        ("<b>bold</b>", '"<b>bold</b>"'),
        ("<http://a.example/ x>", '"<http://a.example/ x>"'),
        ("<urn:a> . <urn:b> <urn:c> <urn:d>", '"<urn:a> . <urn:b> <urn:c> <urn:d>"'),
        ('"5"^^xsd:integer', '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ('"5"^^<http://www.w3.org/2001/XMLSchema#integer>', '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ('"Leiter"@de-AT', '"Leiter"@de-at'),
        (r'"a\"b\u00e9\n"', r'"a\"bé\n"'),
        ('"5"^^nope:integer', r'"\"5\"^^nope:integer"'),  # what is no literal is text, quotes and all
        ('"5"^^<nope>', r'"\"5\"^^<nope>"'),
        ('"open', r'"\"open"'),
        ('"a" . "b"', r'"\"a\" . \"b\""'),
        (r'"\uD800"', r'"\"\\uD800\""'),
        (r'"\UFFFFFFFF"', r'"\"\\UFFFFFFFF\""'),
        ("a\nb\x00", r'"a\nb\u0000"'),
    ],
)
def test_the_term_that_a_value_stands_for(text: str, term: str) -> None:
    assert parameter_term(text) == term


def test_a_value_that_is_no_text_is_refused() -> None:
    with pytest.raises(UsageError, match="not Unicode"):
        parameter_term("a\udcff")


def naughty(shared: Path) -> list[str]:
    strings = json.loads((shared / "suites" / "naughty-strings.json").read_text(encoding="utf-8"))
    assert len(strings) == 515
    return [str(text).encode("utf-8", "replace").decode() for text in strings]


def test_naughty_strings_are_values_and_nothing_else(shared: Path) -> None:
    """No value raises, changes the query's text, or arrives as another text."""
    text = "SELECT ?s ?same { ?s skos:prefLabel ?l BIND(STR(?p) AS ?same) FILTER(?s != ?p) } ORDER BY ?s"
    tokens = tokenize(text)
    scaffold = bind(text, tokens, {"p": '"x"'}).text
    for string in naughty(shared):
        term = parameter_term(string)
        assert bind(text, tokens, {"p": term}).text == scaffold
        answer = query(STORE, text, parameters={"p": string})
        assert isinstance(answer, Solutions)
        assert len(answer.rows) == 3
        if term[0] == '"' and not string.startswith('"'):
            assert {value(row[1] or "") for row in answer.rows} == {string}


@given(st.text())
def test_any_text_that_is_not_written_as_a_term_arrives_unchanged(text: str) -> None:
    term = parameter_term(text)
    assert value(term) == text or text[0] in '<"' or ":" in text
    answer = query(STORE, "SELECT (STR(?p) AS ?x) {}", parameters={"p": text})
    assert isinstance(answer, Solutions)
    assert value(answer.rows[0][0] or "") == value(term)
