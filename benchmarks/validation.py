"""What checking a store against the shapes costs, in units of loading the same data.

    python benchmarks/validation.py [--postings N] [--judge N] [--check]

The postings are the plain texts of ../shared/corpus, built once; where more are asked for, they come again under other
IRIs. The bar is a bare bulk load by Oxigraph of the same N-Quads in the same run. The facts engine runs posting by
posting, as while building; pySHACL checks the first `--judge` postings in one graph. Growth shows as the ratios at a
hundredth, a tenth and all of the postings. With `--check` the exit code is 1 when checking the store, rules about the
whole and all, is over its limit.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

import pyoxigraph

from rolegraph import resources
from rolegraph.pipeline import Converted, convert
from rolegraph.validation.bearing import bearing
from rolegraph.validation.compiled import compile_shapes
from rolegraph.validation.integrity import check_integrity
from rolegraph.validation.shacl import check_shapes
from rolegraph.validation.stored import QuadStore, StoreFacts, check_store
from rolegraph.validation.triples import read_shapes
from rolegraph.vocabulary import Quad

CORPUS: Final = Path(__file__).resolve().parents[2] / "shared" / "corpus"
BASE: Final = "<https://w3id.org/rolegraph/data/"
LIMIT: Final = 2.0
"""The most that checking a store may take, in units of loading it."""

Result = TypeVar("Result")


def built() -> Iterator[tuple[Quad, ...]]:
    """Yield the quads of each posting of the corpus."""
    for name in ("glassdoor", "armenian", "election"):
        with (CORPUS / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                text = f"{record.get('title') or 'Untitled'}\n\n{record['text']}".encode()
                for one in convert(text, f"{record['id']}.txt"):
                    if isinstance(one, Converted):
                        yield tuple(one.quads)


def copies(postings: list[tuple[Quad, ...]], count: int) -> Iterator[tuple[Quad, ...]]:
    """Yield as many postings as are asked for: those there are, and the same again under other IRIs."""
    for number in range(count):
        turn, index = divmod(number, len(postings))
        if not turn:
            yield postings[index]
        else:
            other = f"{BASE}copy-{turn}-"
            yield tuple(
                (s.replace(BASE, other, 1), p, o.replace(BASE, other, 1), g.replace(BASE, other, 1))
                for s, p, o, g in postings[index]
            )


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the processor seconds of one call, and what it returned."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def loaded(data: bytes) -> pyoxigraph.Store:
    """Load N-Quads as bare Oxigraph does."""
    store = pyoxigraph.Store()
    store.bulk_load(data, format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def measure(postings: list[tuple[Quad, ...]], count: int, judged: int) -> float:
    """Measure, print a row of the table, and return the ratio of checking a store, rules and all, to loading it."""
    files = resources.files("shapes", ".ttl")
    compile_shapes(read_shapes(files))  # once per process, however many postings there are
    data = "".join(f"{s} {p} {o} {g} .\n" for quads in copies(postings, count) for s, p, o, g in quads).encode()
    load = timed(lambda: loaded(data))[0]
    # our stores keep the union of all graphs as the default graph
    store = QuadStore(quad for quads in copies(postings, count) for quad in quads).store
    check, found = timed(lambda: check_store(store, files))
    program = compile_shapes(read_shapes(files))
    facts = sum(timed(lambda quads=quads: program.run(quads))[0] for quads in copies(postings, count))  # type: ignore[misc]
    some = [quad for quads in islice(copies(postings, count), judged) for quad in quads]
    judge = timed(lambda: check_shapes(some, files))[0] / min(judged, count) * count
    rules = timed(lambda: check_integrity(bearing(StoreFacts(store))))[0]
    columns = [load, check / load, rules / load, facts / load, judge / load]
    print(f"{count:>8} {len(store):>9} " + " ".join(f"{column:>8.2f}" for column in columns) + f" {len(found):>9}")
    return (check + rules) / load


def main() -> int:
    """Measure, print a table, and tell whether all is within the limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--postings", type=int, default=10_000)
    parser.add_argument("--judge", type=int, default=100, help="how many postings pySHACL checks; its time is scaled")
    parser.add_argument("--check", action="store_true", help="exit with 1 when checking the store is over its limit")
    options = parser.parse_args()
    postings = list(built())
    print("times of the load:            in a store         in memory")
    print("postings     quads   load s   shapes    rules    facts  pySHACL  findings")
    counts = sorted({max(1, options.postings // 100), max(1, options.postings // 10), options.postings})
    ratios = [measure(postings, count, options.judge) for count in counts]
    print(f"limit {LIMIT}")
    return int(options.check and ratios[-1] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
