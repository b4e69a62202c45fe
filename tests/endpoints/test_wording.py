"""What a query is sent as: no value changes its structure, no row too many is asked for, no prefix is missing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from rolegraph.endpoints.wording import declare, word_query
from rolegraph.errors import QueryError
from rolegraph.stores.binding import bind_in_text, spell
from rolegraph.stores.library import named_queries
from rolegraph.stores.parameters import parameter_term
from rolegraph.stores.querying import query
from rolegraph.stores.tokens import declared_prefixes, tokenize
from rolegraph.vocabulary import value

from ..stores.test_binding import PREFIX, SAME, STORE, naughty

TERMS = ['"Clerk"', "<http://a.example/clerk>", '"5"^^<http://www.w3.org/2001/XMLSchema#integer>']


@pytest.mark.parametrize("text", [left for left, _ in SAME])
@pytest.mark.parametrize("term", TERMS)
def test_a_term_in_the_text_answers_as_one_beside_it(text: str, term: str) -> None:
    """Over our own engine, which takes both."""
    worded = word_query(PREFIX + text, {"p": term})
    wanted = query(STORE, PREFIX + text, parameters={"p": term})
    got = query(STORE, worded.text)
    names = getattr(got, "variables", ())
    if hasattr(got, "rows"):
        kept = [index for index, name in enumerate(names) if name not in worded.hidden]
        assert sorted(map(str, (tuple(row[i] for i in kept) for row in got.rows))) == sorted(
            map(str, getattr(wanted, "rows", ()))
        )
    else:
        assert got == wanted


SHORT = [
    # the short forms, which have no pattern that a value could stand in
    ("CONSTRUCT WHERE { ?s ?q ?p }", 'CONSTRUCT { ?s ?q ?p } WHERE { VALUES ?p { "x" } ?s ?q ?p }'),
    ("DESCRIBE ?p", 'DESCRIBE ?p WHERE { VALUES ?p { "x" } }'),
    ("DESCRIBE ?p LIMIT 5", 'DESCRIBE ?p WHERE { VALUES ?p { "x" } } LIMIT 5'),
    ("DESCRIBE ?p FROM <urn:g> # ?p", 'DESCRIBE ?p FROM <urn:g> WHERE { VALUES ?p { "x" } } # ?p'),
]


@pytest.mark.parametrize(("text", "bound"), SHORT)
def test_short_forms_are_written_out(text: str, bound: str) -> None:
    assert bind_in_text(text, tokenize(text), {"p": '"x"'}).text == bound


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        ("SELECT ?s { }", "SELECT ?s { } LIMIT 4"),
        ("SELECT ?s { } # the end", "SELECT ?s { } LIMIT 4 # the end"),
        ("SELECT ?s { } ORDER BY ?s OFFSET 2", "SELECT ?s { } ORDER BY ?s OFFSET 2 LIMIT 4"),
        ("SELECT ?s { } LIMIT 2", "SELECT ?s { } LIMIT 2"),
        ("SELECT ?s { } limit 20 OFFSET 1", "SELECT ?s { } limit 4 OFFSET 1"),
        ("SELECT ?s { } VALUES ?s { 1 }", "SELECT ?s { } LIMIT 4 VALUES ?s { 1 }"),
        ("SELECT ?s { { SELECT ?s { } LIMIT 9 } }", "SELECT ?s { { SELECT ?s { } LIMIT 9 } } LIMIT 4"),
        ("ASK { }", "ASK { }"),
        ("CONSTRUCT WHERE { }", "CONSTRUCT WHERE { }"),  # its LIMIT would count rows, not triples
    ],
)
def test_no_more_rows_are_asked_for_than_are_shown(text: str, limited: str) -> None:
    assert word_query(text, {}, rows=3).text == limited


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        ("ASK { ?a rg:rule schema:x }", ["rg", "schema"]),
        ("PREFIX rg: <urn:x> ASK { ?a rg:rule wdt:P31 }", []),  # its own, and one that the server may know
        ("ASK { ?a ?b 'rg:rule' } # rg:rule", []),
        ("BASE <urn:x>\nASK { ?a rg:rule <y> }", ["rg"]),
    ],
)
def test_prefixes_are_declared_where_they_are_used(text: str, prefixes: list[str]) -> None:
    sent = declare(text)
    assert sent.endswith(text)
    assert list(declared_prefixes(sent.removesuffix(text))) == prefixes
    assert "\n" not in sent.removesuffix(text), "lines keep their numbers"


def test_named_queries_are_sent_as_they_are() -> None:
    for named in named_queries():
        terms = dict.fromkeys(named.parameters, '"x"')
        parseQuery(word_query(named.text, terms, rows=5).text)


def read_naively(term: str) -> object:
    """Read a query as a server does that replaces escapes before it parses, as rdflib is one; return its string."""
    text = word_query("SELECT ?s { ?s ?p ?o }", {"o": term}).text + ' # "'
    where = parseQuery(text)[1]["where"]["part"]
    assert [part.name for part in where] == ["InlineData", "TriplesBlock"]
    return getattr(where[0]["value"][0], "string", None)


@given(st.text() | st.text(alphabet='\\u0027"U5C}{. \n'))
def test_no_text_gets_out_of_its_quotes(text: str) -> None:
    term = parameter_term(text)
    if term[0] == '"' and "^^" not in term:
        assert str(read_naively(term)) == value(term)
        assert query(STORE, f"ASK {{ FILTER(SAMETERM({spell(term)}, ?p)) }}", parameters={"p": text})


def test_naughty_strings_stay_in_their_quotes(shared: Path) -> None:
    for string in naughty(shared):
        read_naively(parameter_term(string))


@pytest.mark.parametrize("text", ["", "# nothing", "PREFIX a: <b:>", "DEFINE a:b 1 ASK {}", "( SELECT )"])
def test_what_is_no_query_is_not_sent(text: str) -> None:
    with pytest.raises(QueryError, match=r"is empty|begins no query"):
        word_query(text, {})
