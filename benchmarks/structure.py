"""How long the measures take, as ratios to the time networkx needs to build the same graph, and the memory they need.

usage: python benchmarks/structure.py [--check] [--quads] [POSTS]...

Without a number: 10000, 100000 and 1000000 posts (some 2 minutes and 3 GB). With --check the exit code is 1 where all
linear measures together take more than 3 times the building, of 100000 posts or more (fewer fit into the processor's
cache, which makes building cheap and the ratio high), or where the ratio grows twofold from the smallest number to the
largest. With --quads also: `reporting` from quads, and what each format of export takes.
"""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

import networkx as nx

from rolegraph.exports import FORMATS
from rolegraph.structure import MEASURES, Hierarchy, reporting
from rolegraph.vocabulary import ORG, RG, SKOS, Quad, concept, literal

T = TypeVar("T")
REPORTS: Final = 7  # direct reports of each manager
LEVELS: Final = ("director", "senior-manager", "manager", "lead", "senior", "mid", "associate")
SITES: Final = ("Aberdeen", "Bergen", "Cork", "Delft")
LIMIT: Final = 3.0
LEAST: Final = 100_000
GROWTH: Final = 2.0


def posts_of(count: int) -> Iterator[tuple[int, str, list[int]]]:
    """A company of `count` posts: number, level and managers of each, every hundredth with a second manager."""
    level, left = 0, 1
    for number in range(count):
        if number == left:
            level, left = level + 1, left * REPORTS + 1
        managers = [(number - 1) // REPORTS] if number else []
        if number % 100 == 99:
            managers.append((number - 1) // REPORTS // 2)
        yield number, LEVELS[min(level, len(LEVELS) - 1)], managers


def quads_of(count: int) -> Iterator[Quad]:
    name = [f"<https://example.org/post-{number:07}>" for number in range(count)]
    for number, level, managers in posts_of(count):
        yield (name[number], SKOS.prefLabel, literal(f"Post {number}"), "")
        yield (name[number], RG.seniority, concept(level), "")
        yield ("<https://example.org/posting>", RG.advertises, name[number], "")
        for manager in managers:
            yield (name[number], ORG.reportsTo, name[manager], "")


def graph_of(count: int) -> "nx.DiGraph[str]":
    """The same company as a reporting graph, as `reporting` makes it."""
    name = [f"https://example.org/post-{number:07}" for number in range(count)]
    graph: nx.DiGraph[str] = nx.DiGraph()
    lines = []
    for number, level, managers in posts_of(count):
        graph.add_node(
            name[number],
            label=f"Post {number}",
            kind="post",
            organization="Tidal Kites",
            unit=f"Unit {number % 40}",
            seniority=[level],
            locations=[SITES[number % len(SITES)]],
            advertised=True,
            titles=[],
            alternatives=[],
        )
        lines += [(name[number], name[manager]) for manager in managers]
    graph.add_edges_from(lines, kinds=["solid-line"], hierarchy=True, confidence=1.0, quotes=[], postings=[])
    return graph


# what is alive already is left out of garbage collection, which would else fall on any measure at random; the
# processor's time is counted, so that what else the machine does falls on nobody
def timed(function: Callable[[], T]) -> tuple[T, float]:
    gc.collect()
    gc.freeze()
    start = time.process_time()
    found = function()
    return found, time.process_time() - start


def memory() -> int:
    """How many megabytes this process holds."""
    pages = Path("/proc/self/statm")
    return int(pages.read_text().split()[1]) * 4096 // 1_000_000 if pages.exists() else 0


def measured(count: int) -> tuple[float, float]:
    """Print what each measure takes, and return the ratio of all linear ones and the seconds of building."""
    before = memory()
    graph = graph_of(count)
    pairs = list(graph.edges)
    held = memory() - before

    def build() -> "nx.DiGraph[str]":
        built: nx.DiGraph[str] = nx.DiGraph()
        built.add_nodes_from(graph)
        built.add_edges_from(pairs)
        return built

    before = memory()
    rounds = [measured_once(graph, build) for _ in range(3 if count < 1_000_000 else 2)]
    best = {name: min(one[name] for one in rounds) for name in rounds[0]}
    unit = best.pop("networkx")
    print(f"\n{count:,} posts, {len(pairs):,} lines; networkx builds the bare graph in {unit:.3f} s = 1.0")
    total = 0.0
    for name, seconds in best.items():
        linear = name not in MEASURES or MEASURES[name].linear
        total += seconds if linear else 0
        print(f"{name:28} {seconds / unit:8.2f}{'' if linear else '   not linear: not in the sum'}")
    print(f"{'all linear measures':28} {total / unit:8.2f}   {total:.2f} s, {total / count * 1e6:.1f} us a post")
    print(f"{'memory':28} {memory() - before:8}   MB for arrays and measures, {held} MB the graph with its attributes")
    return total / unit, unit


def measured_once(graph: "nx.DiGraph[str]", build: Callable[[], object]) -> dict[str, float]:
    """Return the seconds of building and of each measure on arrays made anew; rounds of both take turns."""
    seconds = {"networkx": timed(build)[1]}
    hierarchy, seconds["integer arrays"] = timed(lambda: Hierarchy(graph))
    for measure in MEASURES.values():
        if not measure.roles and not measure.from_quads:
            seconds[measure.name] = timed(lambda measure=measure: measure.function(hierarchy))[1]  # type: ignore[misc]
    return seconds


def measured_quads(count: int, unit: float) -> None:
    """Print what reading from quads takes, the measures that read quads, and each format."""
    quads = list(quads_of(count))
    graph, seconds = timed(lambda: reporting(quads))
    print(f"{'reporting (from quads)':28} {seconds / unit:8.2f}   {len(quads):,} quads")
    hierarchy = Hierarchy(graph, quads)
    for measure in MEASURES.values():
        if measure.from_quads and not measure.roles:
            rows, seconds = timed(lambda measure=measure: measure.function(hierarchy))  # type: ignore[misc]
            print(f"{measure.name:28} {seconds / unit:8.2f}   {len(rows):,} rows")
    for name, row in FORMATS.items():
        data, seconds = timed(lambda row=row: row.render(quads if row.takes == "quads" else graph))  # type: ignore[misc]
        print(f"write {name:22} {seconds / unit:8.2f}   {len(data):,} bytes")


def main(arguments: list[str]) -> int:
    sizes = [int(argument) for argument in arguments if argument.isdecimal()] or [10_000, 100_000, 1_000_000]
    found = {}
    for count in sizes:
        found[count] = measured(count)
        if "--quads" in arguments:
            measured_quads(count, found[count][1])
    slow = [
        f"{count:,} posts: {ratio:.2f} > {LIMIT}"
        for count, (ratio, _) in found.items()
        if count >= LEAST and ratio > LIMIT
    ]
    first, last = found[min(sizes)][0], found[max(sizes)][0]
    if last > first * GROWTH:
        slow.append(f"the ratio grows from {first:.2f} to {last:.2f}")
    for line in slow:
        print(f"too slow: {line}")
    return int("--check" in arguments and bool(slow))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
