"""SPARQL Update on a store: what it may change, and that the union of all graphs stays the union."""

from pathlib import Path

import pytest

from rolegraph.errors import QueryError, StoreError
from rolegraph.stores.answers import Solutions
from rolegraph.stores.disk import DiskStore
from rolegraph.stores.limits import Limits
from rolegraph.stores.querying import query
from rolegraph.stores.updating import update
from rolegraph.vocabulary import Quad

P = "<a:p>"
QUADS: list[Quad] = [
    *(("<a:s>", P, f'"{text}"', "<a:g>") for text in ("one", "two", "both")),
    *(("<a:s>", P, f'"{text}"', "<a:h>") for text in ("three", "both")),
]


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    with DiskStore(tmp_path / "store", write=True, create=True) as made:
        made.add(QUADS)
        made.replace("<a:i>", [("<a:t>", P, '"four"', "<a:i>")], digests=["d"], places=["p"])
    return DiskStore(tmp_path / "store")


def texts(store: DiskStore) -> str:
    """Return what the union says, and check that it is the union."""
    store.close()
    answer = query(store, "SELECT ?s ?p ?o { ?s ?p ?o }")
    assert isinstance(answer, Solutions)
    found = sorted(tuple(str(term) for term in row) for row in answer.rows)
    assert found == sorted({quad[:3] for quad in store.quads()})
    return " ".join(sorted(row[2].strip('"') for row in found))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 'new' } }", "both four new one three two"),
        (
            "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 'new' } . GRAPH <a:h> { <a:s> <a:p> 'new' } }",
            "both four new one three two",
        ),
        ("DELETE DATA { GRAPH <a:g> { <a:s> <a:p> 'both' } }", "both four one three two"),  # the other still says it
        ("DELETE WHERE { GRAPH ?g { ?s ?p 'both' } }", "four one three two"),
        ("DELETE WHERE { GRAPH <a:g> { ?s ?p ?o } } ;", "both four three"),
        ("WITH <a:h> DELETE { ?s ?p ?o } INSERT { ?s ?p 'new' } WHERE { ?s ?p ?o } # done", "both four new one two"),
        # what is read without GRAPH is the union
        (
            "INSERT { GRAPH <a:n> { ?s <a:n> ?o } } WHERE { ?s <a:p> ?o }",
            "both both four four one one three three two two",
        ),
        ("DROP GRAPH <a:g>", "both four three"),
        ("CLEAR NAMED", ""),
        ("DROP ALL", ""),
        ("COPY <a:g> TO <a:h>", "both four one two"),
        ("MOVE <a:h> TO <a:g>", "both four three"),
        ("ADD <a:h> TO <a:n>", "both four one three two"),
        ("PREFIX x: <a:> INSERT DATA { GRAPH x:g { x:s rg:rule 'new' } } ; DROP GRAPH x:h", "both four new one two"),
        (
            "INSERT { GRAPH <a:g> { ?s <a:p> 'new' } } USING <a:h> WHERE { ?s <a:p> 'three' }",
            "both four new one three two",
        ),
        (
            "insert data { graph <a:g> { <a:s> <a:p> 'INSERT DATA { <a:s> }' } }",
            "INSERT DATA { <a:s> } both four one three two",
        ),
        (
            "INSERT DATA { GRAPH <a:g> { [] <a:p> 'blank' } } ; DELETE WHERE { GRAPH <a:g> { ?s ?p 'blank' } }",
            "both four one three two",
        ),
        ("DROP GRAPH <a:h> ; # the end", "both four one two"),
        ("BASE <a:> DELETE WHERE { GRAPH <g> { ?s ?p 'one' } }", "both four three two"),
        ("PREFIX x: <a:> DROP GRAPH x:g", "both four three"),
        (r"DELETE WHERE { GRAPH <a:\u0067> { ?s ?p 'one' } }", "both four three two"),
        ("COPY GRAPH <a:g> TO GRAPH <a:h>", "both four one two"),
        ("MOVE SILENT <a:none> TO <a:g>", "both four three"),
        ("CLEAR GRAPH <a:i>", "both one three two"),
        ("CREATE GRAPH <a:empty>", "both four one three two"),
    ],
)
def test_update(text: str, left: str, store: DiskStore) -> None:
    update(store, text)
    assert texts(store) == left


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("INSERT DATA { <a:s> <a:p> 'new' }", "line 1, column 15: the default graph is the union .* GRAPH <...>"),
        ("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } <a:s> <a:p> 'new' }", "column 45: the default graph"),
        ("DELETE DATA { <a:s> <a:p> 'one' }", "the default graph"),
        ("DELETE WHERE { ?s ?p ?o }", "the default graph"),
        ("DELETE { ?s ?p ?o } WHERE { GRAPH <a:g> { ?s ?p ?o } }", "the default graph"),
        ("INSERT { GRAPH ?g { ?s ?p 1 } ?s ?p 1 } WHERE { GRAPH ?g { ?s ?p ?o } }", "the default graph"),
        (
            "WITH <a:g> DELETE { ?s ?p 1 } WHERE { ?s ?p ?o } ; INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
            "the default graph",
        ),
        ("CLEAR DEFAULT", "the default graph"),
        ("MOVE DEFAULT TO <a:g>", "the default graph"),
        ("COPY <a:g> TO DEFAULT", "the default graph"),
        ("LOAD <http://127.0.0.1/> INTO GRAPH <a:g>", "LOAD would ask another server, which is switched off"),
        ("LOAD SILENT <http://127.0.0.1/>", "LOAD would ask another server"),
        ("INSERT { GRAPH <a:g> { ?s ?p 1 } } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE would ask"),
        ("SELECT * { ?s ?p ?o }", "SELECT changes nothing; ask it with `rolegraph query`"),
        ("DROP GRAPH <a:g> ; ASK { ?s ?p ?o }", "ASK changes nothing"),
        ("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> } }", "line 1, column 41: this is not SPARQL 1.1 Update"),
        ("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 'x } }", "the string that begins here is not closed"),
        (f"DELETE {{ GRAPH <a:g> {{ ?s ?p 1 }} }} WHERE {'{' * 20_000}{'}' * 20_000}", "more than 100 brackets"),
        (f"INSERT DATA {{ GRAPH <a:g> {{ <a:s> <a:p> '{'x' * 1_100_000}' }} }}", "more than 1,048,576"),
        # the second step fails: the first is undone
        ("DROP GRAPH <a:h> ; CREATE GRAPH <a:g>", "the update cannot be carried out"),
        (
            "INSERT { GRAPH <a:n> { ?a ?b ?c } } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o"
            " . ?q ?r ?u . ?v ?w ?x . ?y ?z ?a1 . ?b1 ?c1 ?d1 . ?e1 ?f1 ?g1 . ?h1 ?i1 ?j1 . ?k1 ?l1 ?m1 }",
            "the update took longer than 3 s|more than 1.5 GB",
        ),
    ],
)
def test_what_is_refused_or_fails_changes_nothing(text: str, said: str, store: DiskStore) -> None:
    with pytest.raises((QueryError, StoreError), match=said):
        update(store, text, limits=Limits(seconds=3, memory=1_500_000_000))
    assert texts(store) == "both four one three two"


def test_a_lot_of_data_is_no_depth(store: DiskStore) -> None:
    data = " ".join(f"<a:s{i}> <a:p> 'many' ." for i in range(5_000))
    update(store, f"INSERT DATA {{ GRAPH <a:n> {{ {data} }} }}")
    assert texts(store).count("many") == 5_000


def test_an_update_waits_for_the_writer(store: DiskStore) -> None:
    with DiskStore(store.folder, write=True), pytest.raises(StoreError, match="is writing to this store"):
        update(store, "DROP ALL", wait=0.1)
