"""What is asked of an endpoint, and what becomes of its answers, good and bad; real servers are in tests/servers."""

import gzip
import json
from typing import Any

import pytest

from rolegraph.endpoints import RemoteEndpoint
from rolegraph.endpoints.addresses import Login
from rolegraph.errors import QueryError, StoreError, UsageError
from rolegraph.stores.answers import FORMATS, Answer, Boolean, Solutions, Triples, write

from .serving import RESULTS, Endpoint, Says, serving

SELECT, ASK, DESCRIBE = "SELECT ?a { ?a ?b ?c }", "ASK {}", "DESCRIBE <http://a.example/>"
XML = "application/sparql-results+xml"
PAGE = b"<html><head><title>Wel\x1bcome</title></head></html>"


def ask(server: Endpoint, text: str = SELECT, rows: int = 0, **options: Any) -> Answer:
    remote = RemoteEndpoint(server.url, **options)
    return remote.answer(remote.word(text, limit=rows), rows=rows)


def results(*rows: dict[str, Any]) -> bytes:
    return json.dumps({"head": {"vars": ["a"]}, "results": {"bindings": [{"a": row} for row in rows]}}).encode()


BAD = [
    # what it answers, to which query, what the error says
    (Says(status=401), SELECT, "asks for a name and password: see --user (HTTP 401)"),
    (Says(status=403), SELECT, "does not allow that: name a user who may, with --user"),
    (Says(status=404), SELECT, "has nothing there: is the address right?"),
    (Says(status=406), SELECT, "answers in none of the formats that are read here"),
    (Says(status=429, headers={"Retry-After": "7"}), SELECT, "is asked too often"),
    (Says(b"Disk full\nat line 7", "text/plain", 500), SELECT, "failed: Disk full (HTTP 500)"),
    (Says(PAGE, "text/html", 502), SELECT, "behind its gateway: Wel\\u001bcome (HTTP 502)"),
    # a server's words are cut short, and steer no terminal
    (Says(b"\x1b]0;x\x07 no \xe2\x80\xaesuch", "text/plain", 400), SELECT, ": \\u001b]0;x\\u0007 no \\u202esuch (HTTP"),
    (Says(b"x" * 9_999, "text/plain", 400), SELECT, "x" * 200 + "… (HTTP 400)"),
    (Says(status=302, headers={"Location": "https://me:secret@b.example/x?k"}), SELECT, "name that one, https://b.ex"),
    (Says(PAGE, "text/html"), SELECT, "answers with a web page where a SPARQL endpoint answers with results"),
    (Says(PAGE, "text/html"), DESCRIBE, "answers with a web page where a SPARQL endpoint answers with results"),
    (Says(b"a\r\n1\r\n", "text/csv"), SELECT, "answers with text/csv where"),
    # hung up, cut in the middle with and without a word of it, as Oxigraph does at its limit of time
    (Says(status=0), SELECT, "the connection broke off"),
    (Says(missing=9), SELECT, "the connection broke off"),
    (
        Says(b'{"head":{"vars":["a"]},"results":{"bind'),
        SELECT,
        "breaks off in the middle: is the query too much for it?",
    ),
    (Says(b'{"head":{"vars":["a"]}The SPARQL operation \x1b has'), SELECT, "It says: The SPARQL operation \\u001b has"),
    (Says(b"", RESULTS), SELECT, "breaks off in the middle"),
    (Says(b"<sparql xmlns='http://www.w3.org/2005/sparql-results#'><he", XML), SELECT, "breaks off in the middle"),
    (Says(b"?a\n<http://a.exa", "text/tab-separated-values"), SELECT, "breaks off in the middle"),
    (Says(b"<http://a.example/a> <http://a.exam", "application/n-triples"), DESCRIBE, "breaks off in the middle"),
    (Says(b"\xff\xfe\x00", "text/turtle"), DESCRIBE, "breaks off in the middle"),
    # a document that is none of results
    (Says(b"[]"), SELECT, "answers, but with no results of a query"),
    (Says(b'{"head":{},"results":{"bindings":[]}}'), SELECT, "with no results of a query"),
    (Says(b'{"head":{"vars":["a"]},"results":{"bindings":[7]}}'), SELECT, "with no results of a query"),
    (Says(b'{"head":{"vars":[1]},"results":{"bindings":[]}}'), SELECT, "with no results of a query"),
    (Says(b"[" * 19_000), SELECT, "breaks off in the middle"),
    (Says(b'{"head":{},"boolean":true}'), SELECT, "with results of another form of query"),
    (Says(), ASK, "with results of another form of query"),
    (Says(b'{"head":{},"boolean":"true"}'), ASK, "with no results of a query"),
    # terms that are none
    (Says(results({"type": "triple", "value": {}})), SELECT, "a term of the type triple, which is not read here"),
    (Says(results({"type": "uri", "value": "rel\x1bative"})), SELECT, "<rel\\u001bative>, which is no absolute IRI"),
    (
        Says(results({"type": "literal", "value": "x", "xml:lang": "no tag!"})),
        SELECT,
        "@no tag!, which is no tag of a language",
    ),
    (Says(results({"type": "literal", "value": 5})), SELECT, "with no results of a query"),
    (Says(results({"type": ["uri"], "value": "a:b"})), SELECT, "with no results of a query"),
    # too much, packed or not
    (Says(results({"type": "literal", "value": "x" * 30_000})), SELECT, "longer than 20,000 bytes: narrow the query"),
    (
        Says(gzip.compress(b" " * 10**7, mtime=0), headers={"Content-Encoding": "gzip"}),
        SELECT,
        "longer than 20,000 bytes",
    ),
]


@pytest.mark.parametrize(("says", "text", "message"), BAD, ids=lambda one: str(one)[:70])
def test_a_bad_answer_is_told_and_never_used(says: Says, text: str, message: str) -> None:
    with serving(says) as server, pytest.raises(StoreError) as caught:
        ask(server, text, most_bytes=20_000)
    assert message in str(caught.value)
    assert str(caught.value).startswith("http://127.0.0.1:")
    assert str(caught.value).isprintable()
    assert "secret" not in str(caught.value)


GOOD = [
    # what it answers, the term that is made of it
    (results({"type": "uri", "value": "http://a.example/x"}), RESULTS, "<http://a.example/x>"),
    (results({"type": "literal", "value": 'a"\n'}), "application/json", r'"a\"\n"'),
    (results({"type": "literal", "value": "x", "xml:lang": "de_AT"}), RESULTS, '"x"@de-at'),
    (
        results({"type": "literal", "value": "x", "datatype": "http://www.w3.org/2001/XMLSchema#string"}),
        RESULTS,
        '"x"',
    ),
    # Virtuoso's types and labels
    (
        results({"type": "typed-literal", "value": "5", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}),
        RESULTS,
        '"5"^^<http://www.w3.org/2001/XMLSchema#integer>',
    ),
    (results({"type": "bnode", "value": "nodeID://b1 <x>"}), RESULTS, "_:b0"),
    # characters that no IRI may hold, halves of characters
    (results({"type": "uri", "value": "http://a.example/a b>\x1b"}), RESULTS, "<http://a.example/a%20b%3E%1B>"),
    (results({"type": "literal", "value": "a\ud83d"}), RESULTS, '"a�"'),
    # other syntaxes
    (
        b"<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head><variable name='a'/></head>"
        b"<results><result><binding name='a'><bnode>x</bnode></binding></result></results></sparql>",
        XML,
        "_:b0",
    ),
    (b"?a\n<http://a.example/x>\n", "text/tab-separated-values", "<http://a.example/x>"),
]


@pytest.mark.parametrize(("body", "kind", "term"), GOOD, ids=lambda one: str(one)[:70])
def test_a_term_is_read_and_every_format_can_hold_it(body: bytes, kind: str, term: str) -> None:
    with serving(Says(body, kind)) as server:
        answer = ask(server)
    assert answer == Solutions(("a",), ((term,),))
    for format in FORMATS:
        assert write(answer, format)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<http://a.example/s> <http://a.example/p> _:x .\n", "application/n-triples"),
        (b"<http://a.example/s> <http://a.example/p> _:x .\n", "text/plain; charset=utf-8"),
        (b"@base <http://a.example/> . <s> <p> [] .\n", "text/turtle"),
        (b'{"@id":"http://a.example/s","http://a.example/p":{"@id":"_:x"}}', "application/ld+json"),
    ],
)
def test_a_graph_is_read_in_every_syntax(body: bytes, kind: str) -> None:
    with serving(Says(body, kind)) as server:
        answer = ask(server, DESCRIBE)
    assert isinstance(answer, Triples)
    assert [(s, p) for s, p, _ in answer.triples] == [("<http://a.example/s>", "<http://a.example/p>")]


def test_truth_values() -> None:
    for body, kind in (
        (b'{"head":{},"boolean":false}', RESULTS),
        (b"<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head/><boolean>false</boolean></sparql>", XML),
    ):
        with serving(Says(body, kind)) as server:
            assert ask(server, ASK) == Boolean(False)


LONG = f"SELECT ?a {{ ?a ?b ?c FILTER(?c != '{'x' * 3_000}') }}"
WAYS = [
    # what it takes, the query, the ways that are tried
    (("", ""), SELECT, ["GET"]),
    (("", ""), LONG, ["POST application/x-www-form-urlencoded"]),
    (("POST", ""), SELECT, ["GET", "POST application/x-www-form-urlencoded"]),
    (("POST", "query"), LONG, ["POST application/x-www-form-urlencoded", "POST application/sparql-query"]),
]


@pytest.mark.parametrize(("to", "text", "ways"), WAYS, ids=lambda one: str(one)[:40])
def test_a_query_is_sent_in_the_way_that_the_server_takes(to: tuple[str, str], text: str, ways: list[str]) -> None:
    with serving(Says(to=to)) as server:
        ask(server, text)
        assert [f"{one.method} {one.headers.get('content-type', '')}".strip() for one in server.asked] == ways
        last = server.asked[-1]
        assert (last.fields.get("query") or [last.body]) == [text]
        assert last.headers["accept"].startswith(RESULTS)


def test_what_the_address_says_is_kept() -> None:
    with serving(Says()) as server:
        remote = RemoteEndpoint(f"{server.url}?default-graph-uri=urn:g")
        remote.answer(remote.word(SELECT))
        assert [one.fields for one in server.requests] == [{"default-graph-uri": ["urn:g"], "query": [SELECT]}]


UNIONS = [
    # how the server gives itself away, the query, the options, what it is sent beside the query
    ({"Server": "oxigraph/0.5"}, SELECT, {}, {"union-default-graph": [""]}),
    ({"Fuseki-Request-Id": "1"}, SELECT, {}, {"default-graph-uri": ["urn:x-arq:UnionGraph", "urn:x-arq:DefaultGraph"]}),
    ({"Server": "oxigraph/0.5"}, SELECT, {"union": False}, {}),
    ({"Server": "oxigraph/0.5"}, "SELECT ?a FROM <urn:g> { ?a ?b ?c }", {}, {}),
    ({}, SELECT, {}, {}),
]


@pytest.mark.parametrize(("headers", "text", "options", "sent"), UNIONS, ids=str)
def test_the_default_graph_is_the_union(
    headers: dict[str, str], text: str, options: dict[str, Any], sent: dict[str, list[str]]
) -> None:
    with serving(Says(headers=headers), look=headers) as server:
        ask(server, text, **options)
        assert {**server.asked[-1].fields, "query": 0} == {**sent, "query": 0}


@pytest.mark.parametrize("scheme", ["Basic", "Digest"])
def test_a_password_is_sent_when_it_is_asked_for_and_never_told(scheme: str) -> None:
    challenge = {"WWW-Authenticate": f'{scheme} realm="roles", nonce="1", qop="auth"'}
    with serving(Says(status=401, headers=challenge)) as server:
        with pytest.raises(StoreError, match="refuses the name or password") as caught:
            ask(server, login=Login("keeper", "open sesame"))
        first, second = server.asked[0], server.asked[-1]
    assert "authorization" not in first.headers
    assert second.headers["authorization"].startswith(scheme)
    assert "sesame" not in f"{caught.value!r} {RemoteEndpoint(server.url, Login('keeper', 'sesame'))!r}"


def test_a_token_is_sent_and_never_told() -> None:
    with serving(Says(status=401)) as server:
        with pytest.raises(StoreError, match="refuses the token") as caught:
            ask(server, token="t0ken")
        assert server.asked[0].headers["authorization"] == "Bearer t0ken"
    assert "t0ken" not in f"{caught.value!r} {RemoteEndpoint(server.url, token='t0ken')!r}"


@pytest.mark.parametrize(
    ("url", "options", "message"),
    [
        ("ftp://a.example/", {}, "give a URL that begins with http:// or https://"),
        ("sparql", {}, "give a URL that begins with http:// or https://"),
        ("http://me:secret@a.example/", {}, "http://a.example/: the URL holds a name or password"),
        ("http://a.example/\x1b", {}, "is no URL"),
        ("http://a.example:99999/", {}, "is no URL"),
        ("http://a.example/", {"token": "a\nb"}, "a character that no bearer token has"),
        ("http://a.example/", {"token": "a", "login": Login("b", "c")}, "a user or a token, not both"),
    ],
)
def test_what_cannot_be_asked_is_refused(url: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        RemoteEndpoint(url, **options)
    assert message in str(caught.value)
    assert "secret" not in str(caught.value)


def test_who_is_not_there() -> None:
    for url in ("http://127.0.0.1:9/", "http://nobody.invalid/sparql"):
        with pytest.raises(StoreError, match="cannot be reached"):
            RemoteEndpoint(url).query(ASK, timeout=20)


def test_the_whole_answer_has_a_limit_of_time() -> None:
    """A byte now and then is no sign of life."""
    with serving(Says(b'{"head":', drips=True)) as server, pytest.raises(QueryError, match="took longer than 3 s"):
        RemoteEndpoint(server.url).query(SELECT, timeout=3)


def test_an_update_is_never_sent() -> None:
    with serving(Says()) as server:
        remote = RemoteEndpoint(server.url)
        for text in (
            "DROP ALL",
            "SELECT ?a { } ; DROP ALL",
            "DEFINE x:y 1 INSERT DATA { }",
            "PREFIX a: <b:> CLEAR ALL",
        ):
            with pytest.raises(QueryError, match=r"rolegraph update|begins no query"):
                remote.query(text)
        assert not server.requests


def test_a_fault_of_the_query_is_shown_where_it_is() -> None:
    with serving(Says(b"expected one of '(', '+', ...", "text/plain", 400)) as server:
        with pytest.raises(QueryError, match=r"line 1, column 13: this is not SPARQL 1.1 from 'LIMIT' on"):
            RemoteEndpoint(server.url).query("SELECT ?a { LIMIT")
        with pytest.raises(QueryError, match="the prefix wdt: is not known"):
            RemoteEndpoint(server.url).query("SELECT ?a { ?a wdt:P31 ?b }")


def test_the_most_rows() -> None:
    body = results(*({"type": "literal", "value": str(number)} for number in range(3)))
    with serving(Says(body)) as server:
        assert ask(server, rows=2) == Solutions(("a",), (('"0"',), ('"1"',)), cut=True)
        assert server.asked[-1].fields["query"] == [f"{SELECT} LIMIT 3"]
