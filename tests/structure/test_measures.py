"""Every measure against networkx on small random graphs, and on the shapes that break recursion."""

import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.errors import UsageError
from rolegraph.structure import MEASURES, Hierarchy, Measure, ReportingGraph
from rolegraph.structure.betweenness import between, betweenness
from rolegraph.structure.bottlenecks import dominated_counts
from rolegraph.structure.chains import chain_of_command, lowest_common_managers
from rolegraph.structure.cycles import cycles
from rolegraph.structure.gaps import completeness, missing_levels, orphans
from rolegraph.structure.hierarchy import Node
from rolegraph.structure.layers import depths, layers, roots
from rolegraph.structure.managers import dangling_superiors, several_managers
from rolegraph.structure.measures import find_measure
from rolegraph.structure.reporting import reporting
from rolegraph.structure.spans import single_reports, span_bands, spans, subtree_sizes
from rolegraph.structure.undertakings import commitments, programs

from .samples import graph_of, kite_works, node

NUMBERS = st.integers(0, 11)
GRAPHS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=40).map(graph_of)
# a superior always has the higher number, so there is no cycle
ACYCLIC = st.lists(st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] != pair[1]), max_size=40).map(
    lambda pairs: graph_of((min(pair), max(pair)) for pair in pairs)
)
FORESTS = st.lists(st.integers(0, 11), max_size=14).map(
    lambda parents: graph_of((number + 1, min(parent, number)) for number, parent in enumerate(parents))
)


@given(GRAPHS)
def test_roots_have_reports_and_no_manager(graph: ReportingGraph) -> None:
    expected = {name for name in graph if graph.pred[name] and not graph.adj[name]}
    assert {root.post for root in roots(Hierarchy(graph))} == expected


@given(GRAPHS)
def test_depth_is_the_distance_to_the_nearest_root(graph: ReportingGraph) -> None:
    tops = {root.post for root in roots(Hierarchy(graph))}
    downward = graph.reverse()
    expected: dict[str, int] = {}
    for top in tops:
        for name, distance in nx.single_source_shortest_path_length(downward, top).items():
            expected[name] = min(expected.get(name, 99), distance + 1)
    assert depths(Hierarchy(graph)) == expected
    assert sum(layer.posts for layer in layers(Hierarchy(graph))) == len(expected)


@given(GRAPHS)
def test_cycles_are_the_strong_components_that_hold_a_line(graph: ReportingGraph) -> None:
    expected = {
        frozenset(members)
        for members in nx.strongly_connected_components(graph)
        if len(members) > 1 or graph.has_edge(*(list(members) * 2))
    }
    found = cycles(Hierarchy(graph))
    assert {frozenset(cycle.members) for cycle in found} == expected
    assert all(cycle.posts == len(cycle.members) for cycle in found)


@given(GRAPHS)
def test_the_whole_span_is_all_that_can_reach_the_manager(graph: ReportingGraph) -> None:
    assert subtree_sizes(Hierarchy(graph)) == [len(nx.ancestors(graph, name)) for name in graph]


@given(GRAPHS)
def test_direct_spans_leave_out_oneself(graph: ReportingGraph) -> None:
    expected = {name: len(set(graph.pred[name]) - {name}) for name in graph}
    assert {span.post: span.direct for span in spans(Hierarchy(graph))} == {n: c for n, c in expected.items() if c}
    assert {row.post for row in single_reports(Hierarchy(graph))} == {n for n, c in expected.items() if c == 1}
    assert sum(band.managers for band in span_bands(Hierarchy(graph))) == sum(map(bool, expected.values()))


@pytest.mark.parametrize("kind", [GRAPHS, FORESTS], ids=["any", "forest"])
def test_betweenness_is_that_of_networkx(kind: st.SearchStrategy[ReportingGraph]) -> None:
    @given(kind)
    def check(graph: ReportingGraph) -> None:
        found, estimated = betweenness(Hierarchy(graph))
        assert not estimated
        assert found == pytest.approx(list(nx.betweenness_centrality(graph).values()))

    check()


@given(ACYCLIC)
def test_the_dominated_reach_no_root_without_their_dominator(graph: ReportingGraph) -> None:
    tops = {name for name in graph if not graph.adj[name]}
    expected = []
    for name in graph:
        without = graph.copy()
        without.remove_node(name)
        reaching = tops.union(*(nx.ancestors(graph, top) for top in tops)) - {name}
        still = (tops - {name}).union(*(nx.ancestors(without, top) for top in tops - {name}))
        expected.append(len(reaching - still))
    assert dominated_counts(Hierarchy(graph)) == expected


@given(GRAPHS)
def test_members_of_a_cycle_dominate_nobody(graph: ReportingGraph) -> None:
    hierarchy = Hierarchy(graph)
    counts = dict(zip(graph, dominated_counts(hierarchy), strict=True))
    assert all(counts[name] == 0 for cycle in cycles(hierarchy) if cycle.posts > 1 for name in cycle.members)


@given(ACYCLIC, st.data())
def test_lowest_common_managers_have_no_common_manager_below(graph: ReportingGraph, data: st.DataObject) -> None:
    if not graph:
        return
    one, other = (data.draw(st.sampled_from(list(graph))) for _ in range(2))
    above = [nx.descendants(graph, name) | {name} for name in (one, other)]
    common = above[0] & above[1]
    expected = sorted(name for name in common if not common & set(graph.pred[name]))
    found: list[str] = [row.post for row in lowest_common_managers(Hierarchy(graph), one, other)]
    assert found == expected
    downward: nx.DiGraph[object] = nx.DiGraph((high, low) for low, high in graph.edges)
    downward.add_nodes_from(graph)
    assert (nx.lowest_common_ancestor(downward, one, other) or "") in {*found, ""}
    assert bool(found) == bool(common)


@given(GRAPHS, st.data())
def test_a_chain_follows_lines_to_a_top_or_once_round(graph: ReportingGraph, data: st.DataObject) -> None:
    if not graph:
        return
    steps = chain_of_command(Hierarchy(graph), data.draw(st.sampled_from(list(graph))))
    posts = [step.post for step in steps]
    assert all(graph.has_edge(low, high) for low, high in itertools.pairwise(posts))
    assert steps[-1].repeats == (posts[-1] in posts[:-1])
    assert steps[-1].repeats or not graph.adj[posts[-1]]
    assert len(set(posts)) == len(posts) - steps[-1].repeats
    assert [step.step for step in steps] == list(range(len(steps)))


@given(GRAPHS)
def test_orphans_managers_and_dangling(graph: ReportingGraph) -> None:
    hierarchy = Hierarchy(graph)
    assert {row.post for row in orphans(hierarchy)} == {name for name in graph if not graph.degree[name]}
    several = {name for name in graph if len(set(graph.adj[name]) - {name}) > 1}
    assert {row.post for row in several_managers(hierarchy)} == several
    assert all(not graph.nodes[row.post] for row in dangling_superiors(hierarchy))
    assert sum(row.reports for row in dangling_superiors(hierarchy)) == sum(low != high for low, high in graph.edges)


@given(GRAPHS)
def test_shares_of_completeness_lie_between_none_and_all(graph: ReportingGraph) -> None:
    rows = completeness(Hierarchy(graph))
    assert all(row.share is None or 0 <= row.share <= 1 for row in rows)
    assert all(0 <= row.known <= row.of for row in rows)
    assert rows[-1].aspect == "score"


def test_several_managers_counts_alternatives_once_and_dotted_lines() -> None:
    graph = graph_of([("a", "b"), ("a", "c"), ("d", "b"), ("d", "c")])
    graph.edges["a", "b"]["alternative"] = graph.edges["a", "c"]["alternative"] = True
    graph.edges["d", "c"]["hierarchy"] = False
    assert [(row.post, row.managers, row.others) for row in several_managers(Hierarchy(graph))] == [
        ("d", ("b",), ("c",))
    ]


def test_the_strongest_line_leads_the_chain() -> None:
    graph = graph_of([("a", "b"), ("a", "c"), ("a", "d"), ("a", "e")])
    graph.edges["a", "b"].update(kinds=["interim-line"], confidence=0.9)
    graph.edges["a", "c"].update(kinds=["solid-line"], confidence=0.6)
    graph.edges["a", "d"].update(kinds=["solid-line"], confidence=0.8)
    graph.edges["a", "e"].update(kinds=["dotted-line"], confidence=1.0, hierarchy=False)
    steps = chain_of_command(Hierarchy(graph), "a")
    assert [step.post for step in steps] == ["a", "d"]
    assert steps[0].other_managers == ("c", "b")


def test_a_role_in_a_cycle_is_its_own_lowest_manager() -> None:
    hierarchy = Hierarchy(graph_of([("a", "b"), ("b", "a"), ("c", "a"), ("d", "b")]))
    assert [row.post for row in lowest_common_managers(hierarchy, "a", "a")] == ["a"]
    assert [row.post for row in lowest_common_managers(hierarchy, "c", "d")] == ["a", "b"]


@pytest.mark.parametrize(
    ("own", "above", "skipped"),
    [
        # next to each other in the scheme, and level
        (["entry"], ["associate"], None),
        (["manager"], ["manager"], None),
        # one level between
        (["manager"], ["director"], 1),
        # alternatives: from the highest of the one to the lowest of the other
        (["lead", "manager"], ["director", "chief"], 1),
        # the superior is junior: no level is missing
        (["chief"], ["entry"], None),
        # unknown on one side, or outside the scheme
        ([], ["chief"], None),
        (["apprentice"], ["chief"], None),
        # from end to end
        (["intern"], ["chief"], 12),
    ],
)
def test_missing_levels(own: list[str], above: list[str], skipped: int | None) -> None:
    graph = graph_of([("a", "b")])
    graph.nodes["a"]["seniority"], graph.nodes["b"]["seniority"] = own, above
    assert [row.skipped for row in missing_levels(Hierarchy(graph))] == ([] if skipped is None else [skipped])


def test_stated_team_sizes_stand_beside_counted_ones() -> None:
    span = spans(Hierarchy(reporting(kite_works())))[0]
    assert (span.post, span.direct, span.stated_min) == (node("Head of Design"), 1, None)
    span = spans(Hierarchy(reporting(kite_works())))[1]
    assert (span.post, span.direct, span.whole, span.stated_min, span.stated_max) == (
        node("Lead Kite Designer"), 1, 1, 4, 4,
    )  # fmt: skip


def test_undertakings_across_organizations() -> None:
    quads = kite_works()
    hierarchy = Hierarchy(reporting(quads), quads)
    assert commitments(hierarchy) == [("fair-pay", 1, ("Tidal Kites",))]
    assert programs(hierarchy) == [("Wind School", "2011", ("Tidal Kites",))]


CHAIN = [(number, number + 1) for number in range(100_000)]
LADDER = [(rung * 2 + low, rung * 2 + 2 + high) for rung in range(3_000) for low in (0, 1) for high in (0, 1)]


@pytest.mark.parametrize(
    ("pairs", "node_count", "deepest", "cycle_sizes"),
    [
        # deeper than any recursion goes
        (CHAIN, 100_001, 100_001, []),
        # a circle of 10,000
        ([(number, (number + 1) % 10_000) for number in range(10_000)], 10_000, 0, [10_000]),
        # 100,000 direct reports
        ([(number, 100_000) for number in range(100_000)], 100_001, 2, []),
        # every post has two managers: counting subtrees one by one would be quadratic
        (LADDER, 6_002, 3_001, []),
        # a chain into a circle
        ([*CHAIN[:1_000], (1_000, 500)], 1_001, 0, [501]),
    ],
    ids=["chain", "circle", "flat", "ladder", "into-circle"],
)
def test_large_graphs_of_awkward_shape(
    pairs: list[tuple[int, int]], node_count: int, deepest: int, cycle_sizes: list[int]
) -> None:
    hierarchy = Hierarchy(graph_of(pairs))
    for measure in MEASURES.values():
        if not measure.roles:
            measure.function(hierarchy)
    assert len(hierarchy.nodes) == node_count
    assert max(depths(hierarchy).values(), default=0) == deepest
    assert [cycle.posts for cycle in cycles(hierarchy)] == cycle_sizes
    assert len(chain_of_command(hierarchy, "0")) >= 2
    assert lowest_common_managers(hierarchy, "0", "1")


def test_spans_beyond_the_budget_are_not_guessed() -> None:
    hierarchy = Hierarchy(graph_of(LADDER))
    sizes = dict(zip(hierarchy.nodes, subtree_sizes(hierarchy), strict=True))
    assert [sizes[Node(name)] for name in ("0", "2", "4", "6000")] == [0, 2, 4, None]
    assert any(row.estimated for row in between(hierarchy))


def test_an_estimate_is_near() -> None:
    hierarchy = Hierarchy(graph_of(LADDER[:2_400]))
    found, estimated = betweenness(hierarchy)
    exact = nx.betweenness_centrality(hierarchy.graph)
    assert estimated
    assert max(abs(share - exact[name]) for name, share in zip(hierarchy.nodes, found, strict=True)) < 0.03


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_a_graph_with_no_node(measure: Measure) -> None:
    hierarchy = Hierarchy(graph_of([]))
    if measure.roles:
        with pytest.raises(UsageError, match="the graph names none"):
            measure.function(hierarchy, *["nobody"] * measure.roles)
    else:
        assert not any(isinstance(cell, int) and cell for row in measure.function(hierarchy) for cell in row)


def test_an_unknown_measure_is_refused_with_those_near() -> None:
    with pytest.raises(UsageError, match="no measure is called 'root'; near it: 'roots'"):
        find_measure("root")
