"""The 66 real tables of ../shared/corpus: every post and line in the graph, what is odd counted as it is there.

`structures.json` was made with networkx from the tables themselves; here SPARQL counts what the graphs say.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

import rolegraph
from rolegraph.stores.answers import Solutions
from rolegraph.stores.querying import query
from rolegraph.structure import analyze

COUNTS = {
    "rows": "{ ?table rg:lists ?post . ?post rg:evidence ?counted . ?counted prov:wasQuotedFrom ?table }",
    "posts": "{ ?table rg:lists ?counted . ?counted a org:Post ; schema:identifier ?id ; skos:prefLabel ?label }",
    "edges": """{ SELECT DISTINCT (CONCAT(STR(?post), " ", STR(?superior)) AS ?counted) {
        ?table rg:lists ?post . ?other rg:lists ?superior . ?post org:reportsTo ?superior .
        ?line rg:subordinate ?post ; rg:superior ?superior ; rg:lineKind rgc:solid-line .
        ?line rg:evidence/oa:exact ?quote } }""",
    "dangling": """{ SELECT DISTINCT (CONCAT(STR(?post), " ", STR(?superior)) AS ?counted) {
        ?table rg:lists ?post . ?post org:reportsTo ?superior FILTER NOT EXISTS { ?other rg:lists ?superior } } }""",
    "junior_rows": "{ ?counted a rg:StaffGroup }",
    "junior_dangling": "{ ?counted rg:staffUnder ?post FILTER NOT EXISTS { ?table rg:lists ?post } }",
}
SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"
TABLES = json.loads((SHARED / "structures.json").read_text()) if SHARED.is_dir() else {"missing": {}}


def count(built: rolegraph.RoleGraph, pattern: str) -> int:
    answer = query(built.store, f"SELECT (COUNT(DISTINCT ?counted) AS ?count) {pattern}")
    assert isinstance(answer, Solutions)
    return int(str(answer.values()[0][0]))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_in_the_graph_whole(name: str, shared: Path) -> None:
    told = TABLES[name]
    table = shared / "corpus" / name
    junior = table.with_name(table.name.replace("-senior", "-junior"))
    built = rolegraph.build(*dict.fromkeys((table, junior)))
    assert built.problems == ()
    found = {name: count(built, pattern) for name, pattern in COUNTS.items()}
    found["duplicate_rows"] = found["rows"] - found["posts"]
    kinds = Counter(problem.kind for roster in built.rosters for problem in roster.problems)
    found["self_reports"] = kinds["self-report"]
    measured = {one.measure.name: one.rows for one in analyze(built.quads, measures=["cycles", "dangling"]).results}
    found["cyclic_posts"] = sum(cycle.posts for cycle in measured["cycles"])
    assert found.items() >= {key: value for key, value in told.items() if key not in ("roots", "depth")}.items()
    # and what is reported is what is counted
    assert sum(row.reports for row in measured["dangling"]) == kinds["unknown-manager"] == told["dangling"]
    assert kinds["job-share"] + kinds["duplicate"] + kinds["not-in-post"] == found["duplicate_rows"]
    assert bool(kinds["cycle"]) == bool(told["cyclic_posts"])


def test_all_tables_are_there(shared: Path) -> None:
    assert len(TABLES) == 66
    assert sum(told["posts"] for told in TABLES.values()) == 3576
