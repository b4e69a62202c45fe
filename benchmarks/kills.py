"""Kills builds into a store at random instants, and looks whether anything is lost or half written.

    python benchmarks/kills.py [--kills N] [--seed N] [--postings N]

Each round starts `rolegraph build --store` in a process and sends it SIGKILL after a random part of the time that a
whole build takes; half of the rounds go on with the store that the last one left, some of them with postings that
changed, so that replacing is hit too. After each kill the store is opened again, and every posting in it must be whole:
its quads are those of the posting as it was or as it is now, and the default graph is the union of all. Every tenth
round, and at the end, the same build runs undisturbed, and the store must hold what one that was never killed holds.
The exit code is 1 when it does not.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

from rolegraph.stored import open_store
from rolegraph.vocabulary import Quad

SRC: Final = Path(__file__).resolve().parents[1] / "src"
Graphs = dict[str, frozenset[Quad]]


def write_postings(folder: Path, number: int, *, edition: int) -> None:
    """Write postings of our own; those of another edition ask for one thing more."""
    folder.mkdir(exist_ok=True)
    more = "".join(f"- Keep the log of season {index}\n" for index in range(edition + 12))
    for index in range(number):
        # a third have no address: their names come from their contents, and another edition has others
        address = f"url: https://jobs.example/{index}\n" if index % 3 else ""
        page = (
            f"---\ntitle: Harbour Pilot {index}\n{address}---\n"
            f"Quaymouth Pilots seeks a pilot. You report to the Pilot Master of Berth {index % 7}.\n\n"
            f"## Your duties\n\n{more}\n## Benefits\n\n- Free ferry travel\n"
        )
        (folder / f"p{index:05}.md").write_text(page)


def graphs_of(store: Path) -> Graphs:
    """Return what a store holds, posting by posting; check that its default graph is their union."""
    import pyoxigraph

    found: dict[str, set[Quad]] = {}
    with open_store(store) as graph:
        for quad in graph.store.quads():
            found.setdefault(quad[3], set()).add(quad)
        engine = pyoxigraph.Store.read_only(str(store))
        union = {
            (str(quad.subject), str(quad.predicate), str(quad.object))
            for quad in engine.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
        }
    assert union == {quad[:3] for quads in found.values() for quad in quads}, "the default graph is not the union"
    return {name: frozenset(quads) for name, quads in found.items()}


def start(postings: Path, store: Path) -> subprocess.Popen[bytes]:
    """Start a build, with batches small enough that many are written."""
    code = (
        "import sys; from rolegraph.stores import intake; intake.BATCH = 4000; "
        "from rolegraph.cli.program import run; sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "build", str(postings), "--store", str(store)]
    environment = {"PYTHONPATH": str(SRC), "PATH": "/usr/bin:/bin"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def build(postings: Path, store: Path) -> float:
    """Build undisturbed; return the seconds."""
    begun = time.monotonic()
    process = start(postings, store)
    _, said = process.communicate()
    assert process.returncode == 0, said.decode()
    return time.monotonic() - begun


def kill(postings: Path, store: Path, seconds: float) -> bool:
    """Build, and kill the build after a while; return False where it was done before."""
    process = start(postings, store)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    process.communicate()
    return process.returncode != 0


def run(kills: int, *, seed: int, number: int) -> Counter[str]:
    """Kill that many builds; return what was seen."""
    seen: Counter[str] = Counter()
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        postings = folder / "postings"
        whole = []
        for edition in (0, 1):
            write_postings(postings, number, edition=edition)
            whole.append(build(postings, folder / f"s{edition}"))
        right = [graphs_of(folder / f"s{edition}") for edition in (0, 1)]
        changed = build(postings, folder / "s0")
        assert graphs_of(folder / "s0") == right[1], "replacing does not give what building gives"
        store = folder / "store"
        while seen["killed"] < kills:
            if chance.random() < 0.5 or not store.exists():
                shutil.rmtree(store, ignore_errors=True)
                seen["begun anew"] += 1
            edition = chance.randrange(2)
            write_postings(postings, number, edition=edition)
            if not kill(postings, store, chance.uniform(0.02, 1.1 * max(*whole, changed))):
                seen["done before"] += 1
                continue
            seen["killed"] += 1
            look(store, right, seen)
            if seen["killed"] % 10 == 0:
                finish(postings, store, right[edition])
                seen["finished"] += 1
        write_postings(postings, number, edition=1)
        finish(postings, store, right[1])
    return seen


def look(store: Path, right: list[Graphs], seen: Counter[str]) -> None:
    """Check that every posting in a store is whole."""
    if not (store / "rolegraph.json").exists():  # killed before there was a store
        seen["no store yet"] += 1
        return
    found = graphs_of(store)
    for name, quads in found.items():
        assert quads in (right[0].get(name), right[1].get(name)), f"{name} is half written"
    seen["postings found whole"] += len(found)
    seen["found empty" if not found else "found in part" if len(found) < len(right[0]) else "found with all"] += 1


def finish(postings: Path, store: Path, right: Graphs) -> None:
    """Run the build to its end, and check that nothing is lost."""
    build(postings, store)
    assert graphs_of(store) == right, "the store is not what an undisturbed build makes"


def main() -> int:
    """Print the figures; return the exit code."""
    parser = argparse.ArgumentParser(description="builds into a store, killed at random instants")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postings", type=int, default=120)
    arguments = parser.parse_args()
    begun = time.monotonic()
    try:
        seen = run(arguments.kills, seed=arguments.seed, number=arguments.postings)
    except AssertionError as error:
        print(f"lost or half written: {error}", file=sys.stderr)
        return 1
    what = f"{arguments.kills} kills, seed {arguments.seed}, {arguments.postings} postings"
    print(f"{what}: nothing lost, none half written")
    for what, count in sorted(seen.items()):
        print(f"  {what:22} {count:8,}")
    print(f"  {'seconds':22} {time.monotonic() - begun:8.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
