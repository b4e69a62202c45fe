"""What rolegraph adds to the time that the bare engine takes for the named queries, over a large store.

    python benchmarks/queries.py [--postings N] [--store DIR] [--query NAME]... [--rounds N] [--check]

The store holds as many postings as wanted: those of ../shared/corpus are built once and written again under other
IRIs, with other words in the names of posts and organizations, so that each copy is postings of its own. `--store`
keeps it, and takes it where it is there already.

Two programs answer each query, each in a process of its own, in turn: one opens the folder with pyoxigraph and reads
the answer to its end; one asks rolegraph (checks, parameters, a process that can be stopped, the answer as plain
values). Processor time is told, of all processes together, the best of some rounds. What starting a process and opening
the store in it take is told apart, from a query that asks nothing, and left out of the others. With `--check` the exit
code is 1 where a query takes more than 1.5 times the engine's time and more than 50 ms above it.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pyoxigraph

from benchmarks.throughput import CORPUS, pages
from rolegraph.pipeline import Converted, convert
from rolegraph.stored import open_store
from rolegraph.stores.library import NamedQuery, named_queries
from rolegraph.vocabulary import PREFIXES, Quad

RATIO: Final = 1.5
SLACK: Final = 0.05
SAMPLE: Final = 4
_DATA: Final = "<https://w3id.org/rolegraph/data/"
_PLACES: Final = tuple(f"{_DATA}{kind}-" for kind in ("place", "address", "geo"))
_NAMES: Final = frozenset(f"<{PREFIXES['skos']}{name}>" for name in ("prefLabel", "altLabel")) | {
    f"<{PREFIXES['schema']}title>"
}

BARE: Final = """
import sys, time, json, pyoxigraph
from rolegraph.vocabulary import PREFIXES
store = pyoxigraph.Store.read_only(sys.argv[1])
for line in sys.stdin:
    text = json.loads(line)["text"]
    begun = time.process_time()
    result = store.query(text, prefixes=PREFIXES)
    count = 0
    if not isinstance(result, pyoxigraph.QueryBoolean):
        for row in result:
            count += 1
    print(json.dumps([time.process_time() - begun, count]), flush=True)
"""
OURS: Final = """
import sys, time, json, resource
from pathlib import Path
from rolegraph.stores.disk import DiskStore
from rolegraph.stores.limits import Limits
from rolegraph.stores.querying import query
store = DiskStore(Path(sys.argv[1]))
def spent():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
for line in sys.stdin:
    text = json.loads(line)["text"]
    begun = spent()
    answer = query(store, text, limits=Limits(seconds=3600, memory=0))
    count = len(answer) if hasattr(answer, "__len__") else 0
    print(json.dumps([spent() - begun, count]), flush=True)
"""


def built() -> list[list[Quad]]:
    """Build a part of the corpus."""
    made = (one for name, data in itertools.islice(pages(), 0, None, SAMPLE) for one in convert(data, name))
    return [one.quads for one in made if isinstance(one, Converted)]


def copies(graphs: list[list[Quad]], number: int) -> Iterator[list[Quad]]:
    """Yield that many postings; each round of copies has IRIs and names of its own, but for places, which all share."""

    def renamed(term: str, mark: str) -> str:
        return term if term.startswith(_PLACES) else term.replace(_DATA, mark, 1)

    for index in range(number):
        quads, turn = graphs[index % len(graphs)], index // len(graphs)
        mark = f"{_DATA}r{turn}-"
        yield [
            (
                renamed(s, mark),
                p,
                renamed(o, mark) if o[0] == "<" else f'"{turn} {o[1:]}' if p in _NAMES else o,
                g.replace(_DATA, mark, 1),
            )
            for s, p, o, g in quads
        ]


def fill(folder: Path, number: int) -> None:
    """Write the postings into a store by one bulk load of the engine, and tell the speed."""
    graphs, quads, begun = built(), 0, time.monotonic()
    reading, writing = os.pipe()
    with open_store(folder, write=True) as graph, ThreadPoolExecutor(1) as pool, os.fdopen(reading, "rb") as lines:
        loaded = pool.submit(
            graph.store.read, lambda engine: engine.bulk_load(lines, format=pyoxigraph.RdfFormat.N_QUADS)
        )
        with os.fdopen(writing, "w", encoding="utf-8", buffering=1 << 20) as out:
            for one in copies(graphs, number):
                # each triple twice: the engine's default graph is the union, as the store keeps it
                out.writelines(f"{s} {p} {o} .\n{s} {p} {o} {g} .\n" for s, p, o, g in one)
                quads += len(one)
        loaded.result()
        graph.store.read(lambda engine: engine.optimize())  # as a large build leaves it
        graph.store.flush()
    seconds = time.monotonic() - begun
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(
        f"{number:,} postings, {quads:,} quads into the store: {seconds:,.0f} s, {quads / seconds:,.0f} quads a second"
    )
    print(f"on disk {size:,.0f} MB, {1e6 * size / quads:.0f} bytes a quad", flush=True)


def ask(program: subprocess.Popen[str], text: str) -> tuple[float, int]:
    """Have a program answer a query; return its seconds and the rows."""
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(json.dumps({"text": text}) + "\n")
    program.stdin.flush()
    seconds, count = json.loads(program.stdout.readline())
    return seconds, count


def compare(folder: Path, queries: list[NamedQuery], rounds: int) -> int:
    """Print each query's times; return how many are over the limit."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for code in (BARE, OURS)
    ]
    start = min(ask(programs[1], "ASK {}")[0] for _ in range(5))
    print(f"a process that can be stopped, and the store opened in it: {1e3 * start:.0f} ms a query, left out below")
    print(f"{'query':34} {'rows':>8} {'engine s':>9} {'ours s':>9} {'ratio':>6}")
    over = 0
    for query in queries:
        best = [float("inf")] * 2
        rows = [0, 0]
        for number in range(rounds):
            for which, program in enumerate(programs):
                seconds, rows[which] = ask(program, query.text)
                best[which] = min(best[which], seconds)
            if number == 0 and best[0] > 20:
                break  # long enough for one round to tell
        low, high = best[0], max(best[1] - start, 0.0)
        bad = high > RATIO * low and high - low > SLACK
        over += bad
        note = " OVER" if bad else ""
        note += f" ROWS DIFFER: {rows}" if rows[0] != rows[1] else ""
        print(f"{query.name:34} {rows[1]:8,} {low:9.3f} {high:9.3f} {high / low:6.2f}{note}", flush=True)
    for program in programs:
        program.communicate()
    return over


def main() -> int:
    """Print the figures; return the exit code."""
    parser = argparse.ArgumentParser(description="named queries over a large store, against the bare engine")
    parser.add_argument("--postings", type=int, default=5_000)
    parser.add_argument("--store", type=Path, help="a store to keep, and to take where it is there")
    parser.add_argument("--query", action="append", default=[], help="only this one; may be given again")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true", help=f"exit with 1 above {RATIO:g} times the engine")
    arguments = parser.parse_args()
    if not CORPUS.is_dir():
        print(f"no postings to measure with: {CORPUS} is missing", file=sys.stderr)
        return int(arguments.check)
    queries = [one for one in named_queries() if not arguments.query or one.name in arguments.query]
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.store or Path(temporary) / "store"
        if not (folder / "rolegraph.json").exists():
            fill(folder, arguments.postings)
        over = compare(folder, queries, arguments.rounds)
    return int(arguments.check and over > 0)


if __name__ == "__main__":
    sys.exit(main())
