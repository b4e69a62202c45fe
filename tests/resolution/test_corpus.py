"""How right resolution is on real pages and pairs: what issue 4 asks to be shown."""

from pathlib import Path

import networkx as nx
import pytest

import rolegraph
from benchmarks.resolution.ladders import judge, linked_superiors, tally
from benchmarks.resolution.pairs import measure, read_pairs
from rolegraph.vocabulary import normal_form


@pytest.mark.parametrize("half", ["development", "held-out"])
def test_labelled_pairs(half: str) -> None:
    pairs = read_pairs()
    found = measure(pairs, half)
    assert found.pairs >= 250
    assert sum(pair.same for pair in pairs if pair.half == half) >= 40
    assert found.precision >= 0.98, found.wrong
    assert found.recall >= 0.90, found.wrong


def test_the_labels_are_consistent() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 500
    labels = {frozenset(((pair.organization, *pair.one), (pair.organization, *pair.other))) for pair in pairs}
    assert len(labels) == len(pairs)
    halves: dict[str, set[str]] = {}
    for pair in pairs:
        halves.setdefault(normal_form(pair.organization), set()).add(pair.half)
    assert all(len(half) == 1 for half in halves.values()), "an organization is in one half"


def test_linked_superiors(shared: Path) -> None:
    folder = shared / "corpus" / "gitlab" / "job-families"
    assert len(list(linked_superiors(folder))) >= 75
    verdicts = [verdict for verdict in judge(rolegraph.build(folder), folder) if verdict.outcome != "dead"]
    counts = tally(verdicts)
    assert counts["right"] >= 0.9 * len(verdicts), counts
    assert counts["other"] <= 0.02 * len(verdicts), counts


def test_a_chain_through_many_pages(shared: Path) -> None:
    folder = shared / "corpus" / "tts"
    pages = [*sorted(folder.glob("login-*.md")), folder / "login-director.html"]
    graph = rolegraph.build(*pages).reporting()
    said = {
        node: {normal_form(name) for name in (data["label"], *data["titles"])} for node, data in graph.nodes.items()
    }

    def find(*names: str) -> set[str]:
        return {node for node, titles in said.items() if titles & set(names)}

    chain = [
        find("login.gov: security compliance lead"),
        find("login.gov: security supervisor", "login.gov's security supervisor"),
        find("login.gov's security director", "login.gov: platform and product security director"),
        find("login.gov's director", "login.gov - director"),
    ]
    assert [len(nodes) for nodes in chain] == [1, 1, 1, 1]
    component = nx.node_connected_component(graph.to_undirected(), next(iter(chain[0])))
    assert all(nodes <= component for nodes in chain)
