"""What tab offers, by what stands before the cursor."""

from pathlib import Path

import pytest

import rolegraph
from rolegraph.errors import QueryError
from rolegraph.shell.completion import candidates
from rolegraph.shell.session import Outlet, Session
from rolegraph.shell.terms import known_terms
from rolegraph.stores.answers import Answer


def nothing(*_: object) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def session() -> Session:
    built = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
    return Session(built, Outlet(nothing, nothing, nothing, nothing, nothing))


@pytest.mark.parametrize(
    ("before", "offered", "not_offered"),
    [
        # a statement begins with a form or a named query
        ("", {"SELECT", "ASK", "who-reports-to-whom"}, {"FILTER", "org:Post"}),
        ("sel", {"SELECT"}, {"ASK"}),
        ("dir", {"direct-reports"}, {"roles"}),
        (".", {".help", ".queries", ".quit"}, {"SELECT"}),
        (".q", {".queries", ".quit"}, {".help"}),
        # behind `a` stand classes, elsewhere properties
        ("SELECT ?x { ?x a org:", {"org:Post", "org:Organization"}, {"org:reportsTo"}),
        ("SELECT ?x { ?x a Po", {"org:Post", "rg:PostTable", "schema:PostalAddress"}, {"schema:position"}),
        ("SELECT ?x {\n  ?x a ", {"org:Post", "org:"}, {"org:reportsTo", "FILTER"}),
        ("SELECT ?x { ?x org:re", {"org:reportsTo"}, {"org:Role"}),
        ("SELECT ?x { ?x reports", {"org:reportsTo"}, set()),  # by the name behind the prefix
        ("SELECT ?x { ?x rg:lineKind rgc:solid", {"rgc:solid-line"}, set()),
        ("SELECT ?x { ?x sch", {"schema:"}, set()),
        ("SELECT ?x { ?x ?y ?z fil", {"FILTER"}, set()),
        ("SELECT ?x { ?x ?y ?z } ord", {"ORDER BY"}, set()),
        # variables that were named
        ("SELECT ?role ?unit { ?r", {"?role"}, {"?unit", "?r"}),
        ("SELECT ?role { $", set(), {"?role"}),
        # nothing in strings, IRIs and comments
        ("SELECT ?x { ?x ?y 'org:re", set(), {"org:reportsTo"}),
        ("SELECT ?x { ?x <http://a.exa", set(), set()),
        ("SELECT ?x { # org:re", set(), {"org:reportsTo"}),
        ("SELECT ?x { ?x ?y 'a' . ?x org:re", {"org:reportsTo"}, set()),
        ("SELECT ?x { ?x ?y 'it\\'s' . ?x <http://a.example/#b> ?y . ?x org:re", {"org:reportsTo"}, set()),
        ("SELECT ?x { FILTER(?a < ?b) ?x org:re", {"org:reportsTo"}, set()),
        # the parameters of named queries, each once
        ("who-reports-to-whom ", {"role=", "organization="}, set()),
        ("who-reports-to-whom role=x ", {"organization="}, {"role="}),
        ("who reports to whom ro", {"role="}, set()),
        ("who-reports-to-whom role=", set(), {"role="}),
        ("nonsense ro", set(), {"role="}),
        (".run direct-reports ", {"role="}, set()),
        # what commands take
        (".run dire", {"direct-reports"}, {"roles"}),
        (".sh dire", {"direct-reports"}, set()),
        (".queries pl", {"places"}, set()),
        (".help ti", {"timeout", "timing"}, set()),
        (".format n", {"n-triples", "n-quads"}, {"table"}),
        (".timing o", {"on", "off"}, set()),
        (".schema Rep", {"rg:ReportingLine"}, set()),
        (".schema org:P", {"org:Post"}, set()),
        (".limit 1", set(), {"10"}),
        (".nothing x", set(), set()),
        (".load 'unclosed", set(), set()),
    ],
)
def test_offers(before: str, offered: set[str], not_offered: set[str], session: Session) -> None:
    found = candidates(before, session)
    texts = [one.text for one in found]
    assert offered <= set(texts)
    assert not not_offered & set(texts)
    assert len(texts) == len(set(texts)), "each once"
    if not offered:
        assert texts == []
    for one in found:
        assert 0 <= one.replaces <= len(before)


def test_files_are_offered(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("graph one.ttl", "graph.nq", ".hidden", "gr\x1b[2J"):
        (tmp_path / name).touch()
    (tmp_path / "graphs").mkdir()
    (tmp_path / "graphs" / "one.rq").touch()
    assert [one.text for one in candidates(".load gr", session)] == ["'graph one.ttl'", "graph.nq", "graphs/"]
    assert [one.text for one in candidates(".read graphs/", session)] == ["graphs/one.rq"]
    assert [one.text for one in candidates(".run graphs/", session)] == ["graphs/one.rq"]
    assert [one.text for one in candidates(f".once {tmp_path}/graph.", session)] == [f"{tmp_path}/graph.nq"]
    assert ".hidden" not in [one.text for one in candidates(".load ", session)]
    assert candidates(".load nowhere/x", session) == []


def test_terms_of_the_graph_are_known(session: Session) -> None:
    terms = {term.name: term for term in session.terms}
    assert terms["rg:ReportingLine"].kind == "class"
    assert terms["rg:ReportingLine"].meaning
    assert terms["rgc:dotted-line"].kind == "concept"
    assert terms["schema:datePosted"].kind == "property"
    quads = [*session.asked.quads, ("<http://a.example/x>", "<http://www.w3.org/2002/07/owl#sameAs>", '"y"', "")]  # type: ignore[attr-defined]
    added = {term.name for term in known_terms(rolegraph.RoleGraph(tuple(quads)))} - set(terms)
    assert added == {"owl:sameAs"}


def test_what_does_not_answer_adds_no_terms() -> None:
    class Silent:
        def query(self, *_: object, **__: object) -> Answer:
            raise QueryError("it takes too long")

    assert any(term.name == "org:Post" for term in known_terms(Silent()))
