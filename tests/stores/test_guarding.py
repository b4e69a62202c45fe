"""The guard in front of the parser: what it refuses would end the process or reach the network; all else passes."""

import subprocess
import sys
import time
from collections.abc import Callable

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.errors import QueryError
from rolegraph.stores.guarding import MAX_BYTES, MAX_DEPTH, MAX_PARTS, check_query
from rolegraph.stores.tokens import tokenize
from rolegraph.vocabulary import PREFIXES

ENDPOINT = "<http://127.0.0.1:1/>"  # a port that the engine refuses by itself, so that nothing is ever sent


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ SERVICE {ENDPOINT} {{}} }}",
        f"ASK {{ service silent {ENDPOINT} {{}} }}",
        f"ASK {{ SERVICESILENT{ENDPOINT}{{}} }}",
        f"ASK{{?s ?p 1SERVICE{ENDPOINT}{{}}}}",  # keywords need no space before them
        f"ASK{{?s ?p trueSERVICE{ENDPOINT}{{}}}}",
        f'ASK{{?s ?p""SERVICE{ENDPOINT}{{}}}}',
        f"ASK{{?s ?p ?o .#>\nSERVICE {ENDPOINT} {{}} }}",  # the comment ends at the line
        f"ASK{{?s ?p ?o .#>\rSERVICE {ENDPOINT} {{}} }}",
        f"ASK {{ ?s ?p '#' . SERVICE {ENDPOINT} {{}} }}",  # no comment begins in a string
        f"ASK {{ ?s ?p <http://a.example/#> . SERVICE {ENDPOINT} {{}} }}",
        f"ASK {{ ?s ?p '''a'' ''' . SERVICE {ENDPOINT} {{}} }}",
        f'ASK {{ ?s ?p "\\"" . SERVICE {ENDPOINT} {{}} }}',
        f"ASK {{ FILTER(?a <?b) SERVICE {ENDPOINT} {{}} }}",  # less-than is no IRI
        "BASE <http://127.0.0.1:1/> ASK { SERVICE<>{} }",
        "PREFIX a: <http://127.0.0.1:1/> ASK { SERVICE a:b {} }",
        "PREFIX : <http://127.0.0.1:1/> ASK { SERVICE:b{} }",
        "ASK { VALUES ?x { <http://127.0.0.1:1/> } SERVICE ?x {} }",
        f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ SERVICE {ENDPOINT} {{}} }} }} }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE {ENDPOINT} {{}} }} }}",
    ],
)
def test_service_is_found_wherever_it_hides(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE would ask another server"):
        check_query(text)
    check_query(text, allow_service=True)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service a schema:Service }",
        "ASK { ?s schema:service 'SERVICE' } # SERVICE",
        'ASK { ?s ?p """SERVICE""", "SERVICE"@en-service, <http://a.example/SERVICE> }',
        "PREFIX service: <http://a.example/> ASK { ?s service:of ?o }",
        "ASK { _:service ?p $SERVICE }",
    ],
)
def test_the_word_service_elsewhere_is_fine(text: str) -> None:
    check_query(text)
    pyoxigraph.Store().query(text, prefixes=PREFIXES)


PIECES = [
    "ASK", "SELECT *", "{", "}", "(", ")", "?s", "?p", "?o", ".", ";", "a", "'", '"', "'''", '"""', "\\", "#", "\n",
    "\r", " ", "<", ">", "<a:b>", "a:b", ":", "FILTER", "OPTIONAL", "UNION", "1", "1.", "true", "=", "<", "&&", "@en",
    "_:b", "VALUES ?x", "SERVICE", f"SERVICE{ENDPOINT}{{}}", f"SERVICE SILENT {ENDPOINT}{{}}", ENDPOINT, "^^", "|", "/",
    "*", "\ufeff", "\u2028", "é", "-", "\\u0053ERVICE", "%20",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["", f"SERVICE {ENDPOINT} {{}}"]))
def test_nothing_that_passes_calls_a_service(pieces: list[str], last: str) -> None:
    text = "ASK { " + "".join(pieces) + last + " }"
    try:
        check_query(text)
    except QueryError:
        return
    try:
        pyoxigraph.Store().query(text, prefixes={**PREFIXES, "": "http://a.example/", "a": "http://a.example/"})
    except SyntaxError:
        return
    except (OSError, RuntimeError) as error:
        pytest.fail(f"{text!r} passed and called a service: {error}")


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_the_guard_raises_nothing_but_query_errors(text: str) -> None:
    try:
        tokens = check_query(text)
    except QueryError:
        return
    else:
        # tokens lie in the text, in order, one behind the other
        ends = [token.start + len(token.text) for token in tokens]
        assert all(text.startswith(token.text, token.start) for token in tokens)
        assert all(end <= token.start for end, token in zip(ends, tokens[1:], strict=False))


@given(st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: c not in '"\\\r\n')))
def test_a_string_hides_anything(text: str) -> None:
    tokens = check_query(f'ASK {{ ?s ?p "{text}" }}')
    assert [token.text for token in tokens] == ["ASK", "{", "?s", "?p", f'"{text}"', "}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("INSERT DATA { <a:> <a:> 1 }", "line 1, column 1: INSERT changes data"),
        ("PREFIX a: <a:>\nBASE <b:> delete where { ?s ?p ?o }", "line 2, column 11: DELETE"),
        ("# SELECT\nLOAD <http://127.0.0.1:1/>", "line 2, column 1: LOAD"),
        ("CLEAR ALL", "`rolegraph update`"),
        ("with <a:> delete {} where {}", "WITH"),
        ("ASK { ?s ?p 'open }", "line 1, column 13: the string that begins here is not closed"),
        ('ASK {\n ?s ?p """open"" }', "line 2, column 8"),
        ("ASK { '\ud800' }", "line 1, column 8: a character here is not Unicode"),
        ("#" * (MAX_BYTES + 1), "65,537 bytes"),
        ("ASK " + "{" * 101 + "}" * 101, "column 105: more than 100 brackets"),
        ("ASK { FILTER(" + "(" * 20_000, "more than 100 brackets"),
        ("ASK { ?s ?p " + "[ ?p " * 101 + "] " * 101, "more than 100 brackets"),
    ],
)
def test_what_is_refused_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        check_query(text)
    assert said in str(caught.value)


# each grows a tree in the parser or the optimizer without any bracket left open; without the guard the longest of
# each that fits into 64 KiB overflows the stack
CHAINS: dict[str, Callable[[int], str]] = {
    "not": lambda n: "ASK { FILTER(" + "!" * n + "true) }",
    "sum": lambda n: "ASK { FILTER(1" + " + 1" * n + ") }",
    "signs": lambda n: "ASK { FILTER(1" + "+1" * n + ") }",
    "or": lambda n: "ASK { FILTER(?x" + "||?x" * n + ") }",
    "sequence": lambda n: "ASK { ?s <a:>" + "/<a:>" * (n // 4) + " ?o }",  # the optimizer takes cubic time on these
    "alternative": lambda n: "ASK { ?s <a:>" + "|<a:>" * n + " ?o }",
    "union": lambda n: "ASK { {} " + "UNION {}" * (n // 2) + " }",
    "minus": lambda n: "ASK { " + "MINUS {}" * (n // 2) + " }",
    "optional": lambda n: "ASK { " + "OPTIONAL {}" * (n // 2) + " }",
    "bind": lambda n: "ASK { " + "".join(f"BIND(1 AS ?a{i})" for i in range(n // 3)) + " }",
    "graph": lambda n: "ASK { " + "GRAPH ?g {}" * (n // 20) + " }",  # quadratic and worse, too
    "projection": lambda n: "SELECT " + "".join(f"(1 AS ?a{i})" for i in range(n // 2)) + " {}",
    "triples": lambda n: "ASK { " + "<a:> <a:> 1 ." * (n // 4) + " }",
    "objects": lambda n: "ASK { <a:> <a:> 1" + ",1" * (n // 4) + " }",
    "collection": lambda n: "ASK { ?s ?p (" + "1 " * (n // 10) + ") }",
    "quoted": lambda n: "ASK { ?s ?p " + "<<" * n + " }",
    "brackets": lambda n: "ASK { " + "{" * min(n, 98) + "}" * min(n, 98) + " }",
    "unions within": lambda n: "ASK { " + "{ {} UNION " * min(n, 48) + "{}" + "}" * min(n, 48) + " }",
    "subqueries": lambda n: "SELECT * { " + "{ SELECT * { " * min(n, 48) + "} }" * min(n, 48) + " }",
    "conditions": lambda n: "ASK { FILTER(" + "IF(1,1," * min(n, 97) + "1" + ")" * min(n, 97) + ") }",
}


@pytest.mark.parametrize("name", CHAINS)
def test_what_passes_does_not_end_the_process(name: str) -> None:
    """The largest chain that passes is run in a process of its own, which must come back."""
    size = MAX_PARTS
    while True:
        text = CHAINS[name](size)
        try:
            check_query(text)
            break
        except QueryError:
            size -= 5
    code = "import sys, pyoxigraph\ntry: pyoxigraph.Store().query(sys.stdin.read())\nexcept SyntaxError: pass"
    done = subprocess.run([sys.executable, "-c", code], input=text, text=True, timeout=60, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("name", sorted(set(CHAINS) - {"brackets", "unions within", "subqueries", "conditions"}))
def test_the_longest_chains_are_refused(name: str) -> None:
    with pytest.raises(QueryError, match=r"more than 1,000 keywords|more than 1,000;|more than 65,536"):
        check_query(CHAINS[name](12_000))


def test_data_does_not_count() -> None:
    """Thousands of rows and arguments are no depth: they are lists to the parser."""
    check_query("ASK { VALUES (?x ?y) { " + "(1 UNDEF) " * 5000 + "} }")
    check_query("ASK { FILTER(?x IN (1" + ",1" * 20_000 + ")) }")


def test_limits_are_as_documented() -> None:
    assert (MAX_BYTES, MAX_DEPTH, MAX_PARTS) == (65_536, 100, 1_000)
    check_query("ASK " + "{" * 100 + "}" * 100)


@pytest.mark.parametrize(
    "unit", ["a-", "a.", "<", "<a", ":", "_:a.", "1e", ".", "\\", "?", '"a" ', "é-", ":%20.", "#", "@a-", "''", "a:b."]
)
def test_tokens_take_linear_time(unit: str) -> None:
    """64 KiB of anything is cut within a moment; a quadratic pattern would take minutes."""
    started = time.process_time()
    text = unit * (60_000 // len(unit.encode()))
    assert sum(len(token.text) for token in tokenize(text)) == len(text.replace(" ", "")) * (unit != "#")
    assert time.process_time() - started < 10
