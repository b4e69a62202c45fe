"""Every named query, on four hand-made postings and a table of posts: rows, parameters, a second engine, form.

The rows that `expected/NAME.csv` holds were checked by hand against `sample.trig`.
"""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import rdflib

from rolegraph import resources
from rolegraph.stores.answers import Solutions, write
from rolegraph.stores.library import GROUPS, NamedQuery, named_queries
from rolegraph.stores.parameters import parameter_term
from rolegraph.stores.querying import query
from rolegraph.stores.reading import read_rdf
from rolegraph.stores.store import MemoryStore
from rolegraph.stores.tokens import tokenize
from rolegraph.vocabulary import OA, PROV, RG, value

HERE = Path(__file__).parent
QUERIES = named_queries()
NAMES = [named.name for named in QUERIES]


@cache
def store() -> MemoryStore:
    return MemoryStore(read_rdf((HERE / "sample.trig").read_bytes(), syntax="trig", source="sample.trig"))


@cache
def union() -> rdflib.Graph:
    graph = rdflib.Graph()
    graph.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o, _ in store().quads()), format="nt")
    return graph


def ask(named: NamedQuery, **parameters: str) -> Solutions:
    answer = query(store(), named.text, parameters=parameters)
    assert isinstance(answer, Solutions)
    return answer


def test_the_sample_quotes_its_postings_truly() -> None:
    objects = {quad[:2]: quad[2] for quad in store().quads()}
    quotes = [node for node, predicate in objects if predicate == OA.exact]
    assert len(quotes) == 31
    for node in quotes:
        text = value(objects[objects[node, PROV.wasQuotedFrom], RG.text])
        start, end = (int(value(objects[node, offset])) for offset in (OA.start, OA.end))
        assert text[start:end] == value(objects[node, OA.exact])


def test_no_query_is_untested() -> None:
    assert len(NAMES) >= 40
    assert sorted(NAMES) == sorted(path.stem for path in (HERE / "expected").glob("*.csv"))


@pytest.mark.parametrize("named", QUERIES, ids=NAMES)
def test_rows(named: NamedQuery) -> None:
    expected = (HERE / "expected" / f"{named.name}.csv").read_text(encoding="utf-8")
    assert write(ask(named), "csv").replace("\r\n", "\n") == expected
    assert expected.count("\n") > 1, "a query that finds nothing in the sample tests nothing"


@pytest.mark.parametrize("named", [named for named in QUERIES if named.example], ids=lambda named: named.name)
def test_the_example_narrows_the_rows(named: NamedQuery) -> None:
    everything, narrowed = ask(named), ask(named, **named.example)
    assert set(named.example) <= set(named.parameters)
    assert narrowed.rows
    assert set(narrowed.rows) <= set(everything.rows)
    assert narrowed.variables == everything.variables


@pytest.mark.parametrize(
    ("named", "name"),
    [(named, name) for named in QUERIES for name in named.parameters],
    ids=lambda part: str(part)[:40],
)
def test_each_parameter_does_something(named: NamedQuery, name: str) -> None:
    nothing = {"years": "0", "below": "0", "least": "2"}.get(name, "no such text")
    assert ask(named, **{name: nothing}).rows == ()


@pytest.mark.parametrize("named", QUERIES, ids=NAMES)
@pytest.mark.parametrize("with_example", [False, True])
def test_rdflib_finds_the_same_rows(named: NamedQuery, with_example: bool) -> None:
    given = named.example if with_example else {}
    ours = ask(named, **given)
    theirs = union().query(named.text, initBindings={name: node(parameter_term(text)) for name, text in given.items()})
    assert [str(name) for name in theirs.vars or ()] == list(ours.variables)
    wanted = sorted(tuple(map(comparable, row)) for row in theirs if isinstance(row, tuple))
    got = sorted(tuple(comparable(term and node(term)) for term in row) for row in ours.rows)
    assert got == wanted


def node(term: str) -> rdflib.term.Identifier:
    made = rdflib.util.from_n3(term)
    assert isinstance(made, rdflib.term.Identifier)
    return made


def comparable(term: object) -> str:
    """A term as text that two engines spell alike: numbers by value, the rest as they stand."""
    number = term.value if isinstance(term, rdflib.Literal) else None
    if isinstance(number, int | float | Decimal) and not isinstance(number, bool):
        return f"{float(number):.6g}"
    return "" if term is None else str(term)


@pytest.mark.parametrize("named", QUERIES, ids=NAMES)
def test_form(named: NamedQuery) -> None:
    """What a reader of the file and other engines count on."""
    tokens = tokenize(named.text)
    variables = {token.text[1:] for token in tokens if token.kind == "variable"}
    words = [token.word for token in tokens]
    selected = set(re.findall(r"\?(\w+)", selection(named)))
    assert named.description.endswith(".")
    assert named.group in GROUPS
    assert set(named.parameters) <= variables - selected, "a parameter is used, and is no column"
    assert "ORDER" in words, "rows come in one order"
    assert not {"SERVICE", "FROM", "GRAPH"} & set(words), "it runs on a store without named graphs"
    declared = set(re.findall(r"^PREFIX (\w+):", named.text, re.MULTILINE))
    body = named.text[named.text.index("SELECT") :]
    assert declared == {token.text.partition(":")[0] for token in tokenize(body) if token.kind == "name"}
    assert max(map(len, named.text.split("\n"))) <= 120


@pytest.mark.parametrize("named", QUERIES, ids=NAMES)
def test_head(named: NamedQuery) -> None:
    """What `rolegraph queries` lists and the shell completes is read from these comments."""
    head, _, body = named.text.partition("\nPREFIX")
    kinds = [line.partition(":")[0] for line in head.split("\n")[1:]]
    assert kinds == ["# group", *["# parameters"] * len(named.parameters), *["# example"] * bool(named.example)]
    for name, one in named.parameters.items():
        cast = f"xsd:decimal(STR(?{name}))" in body
        assert (one.kind == "number") == cast, f"?{name} is compared as what its head says"


@pytest.mark.parametrize("named", QUERIES, ids=NAMES)
def test_the_order_is_total(named: NamedQuery) -> None:
    """Every column that is not counted takes part, so that no two engines order rows that differ in their own way."""
    columns = set(re.findall(r"(?<![(\w])\?(\w+)", re.sub(r"\([^()]*\([^()]*\) AS \?\w+\)", "", selection(named))))
    ordered = set(re.findall(r"\?(\w+)", named.text[named.text.rindex("ORDER BY") :]))
    assert columns <= ordered


def selection(named: NamedQuery) -> str:
    return named.text[named.text.index("SELECT") : named.text.index("WHERE")]


@pytest.mark.parametrize("named", QUERIES, ids=NAMES)
def test_every_path_starts_somewhere(named: NamedQuery) -> None:
    """Virtuoso refuses a transitive path with two free ends."""
    for match in re.finditer(r"(\?\w+) \w+:\w+[*+] (\?\w+)", named.text):
        before = named.text[named.text.rindex("WHERE", 0, match.start()) : match.start()]
        assert any(re.search(re.escape(end) + r"\b", before) for end in match.groups()), match[0]


def test_the_terms_of_the_queries_are_declared() -> None:
    declared = rdflib.Graph()
    for path in resources.files("ontology", ".ttl"):
        declared.parse(path)
    known = {str(subject) for subject in declared.subjects()}
    namespaces = {"rg": "https://w3id.org/rolegraph#", "rgc": "https://w3id.org/rolegraph/concept/"}
    for named in QUERIES:
        for token in tokenize(named.text):
            prefix, _, local = token.text.partition(":")
            if token.kind == "name" and prefix in namespaces and local:
                assert namespaces[prefix] + local in known, f"{token.text} in {named.name}"


def test_the_order_of_seniority_is_that_of_the_concept_scheme() -> None:
    named = next(named for named in QUERIES if named.name == "roles-by-seniority")
    ranks = {name: int(rank) for name, rank in re.findall(r"\(rgc:([a-z-]+) (\d+)\)", named.text)}
    scheme = rdflib.Graph()
    scheme.parse(resources.folder("ontology") / "concepts.ttl")
    rows = scheme.query(
        """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX rgc: <https://w3id.org/rolegraph/concept/>
        SELECT ?level ?rank { ?level skos:inScheme rgc:seniority ; skos:notation ?rank }"""
    )
    assert ranks == {str(level).rsplit("/", 1)[-1]: int(rank) for level, rank in rows}  # type: ignore[misc]
