"""What every measure says of the graphs that break measures: no node, several roots, a cycle, an unknown node."""

from typing import Any, Final

import pytest

from rolegraph.errors import UsageError
from rolegraph.structure import MEASURES, Hierarchy
from rolegraph.vocabulary import RG, SCHEMA, literal

from .samples import graph_of

# two tops, and one post below both; two who report to each other, and one below them
GRAPHS: Final = {
    "several roots": graph_of([("a", "r"), ("b", "s"), ("c", "r"), ("c", "s")]),
    "a cycle": graph_of([("a", "b"), ("b", "a"), ("c", "a")]),
}
QUADS: Final = [
    *((f"<{post}>", RG.hasResponsibility, f"<duty-{post}>", "") for post in ("a", "b")),
    *((f"<duty-{post}>", SCHEMA.text, literal("Trim the sails of every kite"), "") for post in ("a", "b")),
    ("<works>", RG.makesCommitment, "<safety>", ""),
    ("<works>", RG.runsProgram, "<school>", ""),
]
_LIKE: Final = [("a", "b", 1.0, ("sails every", "kite", "trim"))]
_NONE: Final[list[Any]] = []

EXPECTED: Final[dict[str, tuple[list[Any], list[Any]]]] = {
    # known, of and share of each aspect: what nobody is asked has no share
    "completeness": (
        [(0, 5, 0.0), (5, 5, 1.0), (0, 0, None), (0, 0, None), (0, 0, None), (0, 2, 0.0), (5, 12, 0.3333)],
        [(0, 3, 0.0), (1, 3, 0.3333), (0, 0, None), (0, 0, None), (0, 0, None), (0, 2, 0.0), (1, 8, 0.1111)],
    ),
    # in a cycle somebody manages, but nobody is a root, and there is no layer
    "organizations": ([("", 5, 0, 4, 4, 2, 2, 2)], [("", 3, 0, 3, 3, 0, 2, 0)]),
    "kinds": ([("solid-line", 4, 4)], [("solid-line", 3, 3)]),
    "roots": ([("r", 2), ("s", 2)], _NONE),
    "layers": ([(1, 2, 2), (2, 3, 0)], _NONE),
    "depths": ([("r", 1), ("s", 1), ("a", 2), ("b", 2), ("c", 2)], _NONE),
    # who reports to two counts for both; the members of a cycle have each other below them, and not themselves
    "spans": (
        [("r", 2, 2, None, None), ("s", 2, 2, None, None)],
        [("a", 2, 2, None, None), ("b", 1, 2, None, None)],
    ),
    "bands": (
        [("1", 0), ("2-3", 2), ("4-7", 0), ("8-12", 0), ("13-16", 0), ("17+", 0)],
        [("1", 1), ("2-3", 1), ("4-7", 0), ("8-12", 0), ("13-16", 0), ("17+", 0)],
    ),
    "matrix": ([("all", "", 1, 2, 2.0, 0, 2, 0, 0, 0, 0)], [("all", "", None, 2, 1.5, 1, 1, 0, 0, 0, 0)]),
    "managers-of-managers": (_NONE, [("a", 1, 2), ("b", 1, 1)]),
    "single-reports": (_NONE, [("b", "a")]),
    "cycles": (_NONE, [(2, ("a", "b"))]),
    "several-managers": ([("c", ("r", "s"), ())], _NONE),
    "dangling": ([("r", 2), ("s", 2)], [("a", 2), ("b", 1)]),
    "orphans": (_NONE, _NONE),
    "missing-levels": (_NONE, _NONE),
    # whoever reaches two roots by separate ways depends on neither; a cycle is one node
    "bottlenecks": ([("r", 1), ("s", 1)], _NONE),
    "between": (_NONE, [("a", 0.5, False)]),
    # lines do not matter
    "alike": (_LIKE, _LIKE),
    "communities": ([(2, _LIKE[0][3], ("a", "b"))],) * 2,
    "commitments": ([("", 1, ("works",))],) * 2,
    "programs": ([("school", "", ("works",))],) * 2,
    # once round the circle
    "chain": (
        [(0, "c", ("s",), False), (1, "r", (), False)],
        [(0, "c", (), False), (1, "a", (), False), (2, "b", (), False), (3, "a", (), True)],
    ),
    "alike-to": (_NONE, _NONE),
    # c and a are below r alone; in the cycle both members stand at one height
    "common-manager": ([("r", "")], [("a", ""), ("b", "")]),
}


def test_every_measure_is_in_the_table() -> None:
    assert list(EXPECTED) == list(MEASURES)


def found(name: str, hierarchy: Hierarchy, roles: tuple[str, ...]) -> list[Any]:
    measure = MEASURES[name]
    rows = [tuple(row) for row in measure.function(hierarchy, *roles[: measure.roles])]
    return [row[1:] for row in rows] if name == "completeness" else rows


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize(("place", "graph"), list(enumerate(GRAPHS)), ids=GRAPHS)
def test_several_roots_and_a_cycle(name: str, place: int, graph: str) -> None:
    assert found(name, Hierarchy(GRAPHS[graph], QUADS), ("c", "a")) == EXPECTED[name][place]


# what stays of each measure where there is nothing to measure
EMPTY: Final = {"completeness": [(0, 0, None)] * 7, "bands": [(*row[:1], 0) for row in EXPECTED["bands"][0]]}


@pytest.mark.parametrize("name", MEASURES)
def test_no_node_and_an_unknown_node(name: str) -> None:
    hierarchy = Hierarchy(graph_of([]))
    if MEASURES[name].roles:
        # one that is asked about a role refuses one that is not there, in an empty graph and in another
        for graph in (graph_of([]), *GRAPHS.values()):
            with pytest.raises(UsageError, match="no role is called 'nobody'"):
                found(name, Hierarchy(graph, QUADS), ("nobody",) * 2)
    else:
        assert found(name, hierarchy, ()) == EMPTY.get(name, [])


@pytest.mark.parametrize("name", [name for name, measure in MEASURES.items() if not measure.roles])
def test_a_node_of_which_nothing_is_known_is_measured_all_the_same(name: str) -> None:
    # a line to a node without a single attribute; what the quads say of posts that the graph has not is passed over
    rows = found(name, Hierarchy(graph_of([("x", "y")]), QUADS), ())
    assert bool(rows) == (name not in NOTHING)


# there is nothing to say of one line between two posts
NOTHING: Final = (
    """managers-of-managers cycles several-managers orphans missing-levels between alike communities""".split()
)
