"""How long the program takes to start, as ratios to `python -c pass` in the same run.

    python benchmarks/cold_start.py [POSTING] [--runs N] [--check]

Runs are interleaved, so that a slow moment of the machine meets all of them; the median counts. With --check the
exit code is 1 when a ratio is over its limit.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parent.parent
POSTING: Final = CHECKOUT / "examples" / "skerrow-chief-operating-officer.html"
BASELINE: Final = "python -c pass"


def commands(posting: Path, folder: Path) -> dict[str, tuple[list[str], float]]:
    """Return what is measured: the arguments of Python, and the most that it may take in units of the baseline."""
    program = ["-m", "rolegraph"]
    build = [*program, "build", str(posting), "--quiet", "--out", str(folder / "graph.ttl")]
    query = [*program, "query", "roles", "--store", str(folder / "store"), "--out", str(folder / "roles.txt")]
    return {
        BASELINE: (["-c", "pass"], 1),
        "rolegraph --help": ([*program, "--help"], 6),
        "rolegraph build --no-validate": ([*build, "--no-validate"], 15),
        "rolegraph build": (build, 30),
        "rolegraph query --store": (query, 25),
    }


def measure(posting: Path, runs: int) -> list[tuple[str, float, float, float]]:
    """Return for each command its name, the median in milliseconds, the ratio to the baseline and the limit."""
    with tempfile.TemporaryDirectory() as folder:
        rows = commands(posting, Path(folder))
        store = ["-m", "rolegraph", "build", str(posting), "--quiet", "--store", str(Path(folder) / "store")]
        subprocess.run([sys.executable, *store], check=True)
        times: dict[str, list[float]] = {name: [] for name in rows}
        for run in range(runs + 1):
            for name, (arguments, _) in rows.items():
                start = time.perf_counter()
                subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
                if run:  # the first run fills the caches of the disk
                    times[name].append((time.perf_counter() - start) * 1000)
    medians = {name: statistics.median(found) for name, found in times.items()}
    return [(name, medians[name], medians[name] / medians[BASELINE], limit) for name, (_, limit) in rows.items()]


def main() -> int:
    """Measure, print a table, and tell whether all is within the limits."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("posting", nargs="?", type=Path, default=POSTING)
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a ratio is over its limit")
    options = parser.parse_args()
    rows = measure(options.posting, options.runs)
    print(f"{'command':30} {'ms':>7} {'ratio':>6} {'limit':>6}")
    for name, milliseconds, ratio, limit in rows:
        print(f"{name:30} {milliseconds:7.1f} {ratio:6.1f} {limit:6.0f}{'  over' if ratio > limit else ''}")
    return int(options.check and any(ratio > limit for _, _, ratio, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
