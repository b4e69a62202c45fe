"""Time to build tables of posts, by the number of rows: `python benchmarks/rosters.py [--check] [ROWS ...]`.

A made table: ids, titles of which nine in ten are new, managers by id, units, places, grades. Each size is built by the
command in a process of its own, with and without validation, and measured in processor time: seconds, and as ratios to
reading the rows with `csv` and writing as many bytes as the graph has in the same run. The time for a row should not
grow with their number. With --check the exit code is 1 where a ratio of 10,000 rows or more is above its limit (of
fewer, starting the program takes most).
"""

import csv
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

TITLES = ("Head", "Director", "Manager", "Senior Engineer", "Engineer", "Analyst", "Officer", "Technician", "Clerk")
LIMITS: Final = (30.0, 110.0)
LEAST: Final = 10_000
PLACES = ("Edinburgh", "Oslo", "Leeds", "Porto", "Graz", "Remote")


def rows(count: int) -> str:
    lines = ["id,title,manager_id,unit,organization,location,grade,fte,vacant"]
    for number in range(count):
        manager = f"P{(number - 1) // 8}" if number else ""
        title = f"{TITLES[number % len(TITLES)]}, Section {number // 10}"
        vacant = "yes" if number % 50 == 7 else "no"
        place, grade = PLACES[number % len(PLACES)], "ABCDE"[number % 5]
        lines.append(f'P{number},"{title}",{manager},Unit {number % 97},Skerrow Tidal,{place},{grade},1.0,{vacant}')
    return "\n".join(lines) + "\n"


def floor(table: Path, graph: Path) -> float:
    """Return what reading the rows and writing the bytes of the graph takes, and no more: processor seconds."""
    start = time.process_time()
    with table.open(encoding="utf-8", newline="") as stream:
        list(csv.reader(stream))
    chunk = bytes(200_000)
    with graph.with_suffix(".floor").open("wb") as out:
        for _ in range(graph.stat().st_size // len(chunk) + 1):
            out.write(chunk)
    return time.process_time() - start


def build(table: Path, graph: Path, *options: str) -> tuple[float, int]:
    """Build by the command; return its processor seconds, and its peak of memory in megabytes."""
    command = [sys.executable, "-m", "rolegraph", "build", str(table), "--no-resolve", "--quiet", *options]
    process = subprocess.Popen([*command, "--max-bytes", "1000000000", "-o", str(graph)])
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def main(arguments: list[str]) -> int:
    sizes = [int(one) for one in arguments if one.isdecimal()] or [1_000, 10_000, 100_000]
    slow = []
    print(
        f"{'rows':>9} {'build s':>8} {'us/row':>7} {'ratio':>6} {'peak MB':>8}"
        f" {'validated s':>12} {'ratio':>6} {'peak MB':>8}"
    )
    with TemporaryDirectory() as folder:
        for count in sizes:
            table, graph = Path(folder, f"{count}.csv"), Path(folder, "out.nq")
            table.write_text(rows(count), encoding="utf-8")
            built, memory = build(table, graph, "--no-validate")
            least = floor(table, graph)
            validated, more = build(table, graph)
            ratios = (built / least, validated / least)
            print(
                f"{count:>9,} {built:>8.2f} {built / count * 1e6:>7.0f} {ratios[0]:>6.1f} {memory:>8,}"
                f" {validated:>12.2f} {ratios[1]:>6.1f} {more:>8,}"
            )
            for ratio, limit, what in zip(ratios, LIMITS, ("build", "build and validate"), strict=True):
                if count >= LEAST and ratio > limit:
                    slow.append(f"{what} {count:,} rows: {ratio:.1f} > {limit}")
    for line in slow:
        print(f"too slow: {line}")
    return int("--check" in arguments and bool(slow))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
