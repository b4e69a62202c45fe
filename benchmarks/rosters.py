"""Time to build tables of posts, by the number of rows: `python benchmarks/rosters.py [ROWS ...]`.

A made table: ids, titles of which one in ten is new, managers by id, units, places, grades. Each size is built in a
process of its own, with validation left out; the time for a row should not grow with their number.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

TITLES = ("Head", "Director", "Manager", "Senior Engineer", "Engineer", "Analyst", "Officer", "Technician", "Clerk")
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


def measure(count: int, folder: Path) -> tuple[float, float, float]:
    """Return the seconds to convert, to build and write Turtle by the command, and the peak of memory in megabytes."""
    table = folder / f"{count}.csv"
    table.write_text(rows(count), encoding="utf-8")
    command = [sys.executable, __file__, "--one", str(table)]
    converted, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    start = time.perf_counter()
    build = [sys.executable, "-m", "rolegraph", "build", str(table), "--no-validate", "--quiet"]
    options = ["--max-bytes", "1000000000", "-o", str(folder / "out.nq")]
    subprocess.run(build + options, check=True)
    return float(converted), time.perf_counter() - start, float(memory)


def convert(table: Path) -> None:
    from rolegraph.pipeline import convert
    from rolegraph.settings import Settings

    data = table.read_bytes()
    start = time.perf_counter()
    list(convert(data, table.name, Settings(max_bytes=1_000_000_000)))
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000]
    print(f"{'rows':>9} {'convert s':>10} {'us/row':>8} {'build -o .nq s':>15} {'peak MB':>8}")
    with TemporaryDirectory() as folder:
        for count in sizes:
            converted, built, memory = measure(count, Path(folder))
            print(f"{count:>9,} {converted:>10.2f} {converted / count * 1e6:>8.0f} {built:>15.2f} {memory:>8.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        convert(Path(sys.argv[2]))
    else:
        main()
