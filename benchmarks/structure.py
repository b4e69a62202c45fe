"""How long the measures take, as ratios to the time networkx needs to build the same graph.

usage: python benchmarks/structure.py [POSTS]     (default 100000; 1000000 takes some minutes and 8 GB)
"""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import networkx as nx

from rolegraph.exports import FORMATS
from rolegraph.structure import MEASURES, Hierarchy, reporting
from rolegraph.vocabulary import ORG, RG, SKOS, Quad, concept, literal

T = TypeVar("T")
REPORTS = 7  # direct reports of each manager
LEVELS = ("director", "senior-manager", "manager", "lead", "senior", "mid", "associate")


def hierarchy_of(posts: int) -> Iterator[Quad]:
    """A company of `posts` posts, every hundredth with a second manager."""
    name = [f"<https://example.org/post-{number:07}>" for number in range(posts)]
    level, left = 0, 1
    for number, post in enumerate(name):
        if number == left:
            level, left = level + 1, left * REPORTS + 1
        yield (post, SKOS.prefLabel, literal(f"Post {number}"), "")
        yield (post, RG.seniority, concept(LEVELS[min(level, len(LEVELS) - 1)]), "")
        yield ("<https://example.org/posting>", RG.advertises, post, "")
        if number:
            yield (post, ORG.reportsTo, name[(number - 1) // REPORTS], "")
        if number % 100 == 99:
            yield (post, ORG.reportsTo, name[(number - 1) // REPORTS // 2], "")


# what is alive already is left out of garbage collection, which would else fall on any measure at random
def timed(function: Callable[[], T]) -> tuple[T, float]:
    gc.collect()
    gc.freeze()
    start = time.perf_counter()
    found = function()
    return found, time.perf_counter() - start


def main(posts: int) -> None:
    quads = list(hierarchy_of(posts))
    graph, seconds = timed(lambda: reporting(quads))
    pairs = list(graph.edges)

    def build() -> "nx.DiGraph[str]":
        built: nx.DiGraph[str] = nx.DiGraph()
        built.add_nodes_from(graph)
        built.add_edges_from(pairs)
        return built

    unit = min(timed(build)[1] for _ in range(3))
    print(
        f"{posts} posts, {len(pairs)} lines, {len(quads)} quads; networkx builds the bare graph in {unit:.3f} s = 1.0"
    )
    print(f"{'reporting (from quads)':28} {seconds / unit:8.2f}")
    hierarchy, seconds = timed(lambda: Hierarchy(graph, quads))
    print(f"{'Hierarchy (integer arrays)':28} {seconds / unit:8.2f}")
    total = seconds
    for measure in MEASURES.values():
        if not measure.roles:
            rows, seconds = timed(lambda measure=measure: measure.function(hierarchy))  # type: ignore[misc]
            total += 0 if measure.from_quads else seconds
            print(f"{measure.name:28} {seconds / unit:8.2f}   {len(rows)} rows")
    print(f"{'all measures of the graph':28} {total / unit:8.2f}")
    for name, row in FORMATS.items():
        data, seconds = timed(lambda row=row: row.render(quads if row.takes == "quads" else graph))  # type: ignore[misc]
        print(f"write {name:22} {seconds / unit:8.2f}   {len(data):,} bytes")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
