"""How long one posting takes once the program is warm: reading, outline, each extractor, mapping.

    python benchmarks/posting.py POSTING [--check]

Times stand beside a floor measured in the same run: parsing the same bytes with lexbor and taking their text.
`--check` exits with 1 when the whole way takes more than 5 ms.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from rolegraph import mapping, sources
from rolegraph.facts import Fact
from rolegraph.outline import outline
from rolegraph.pipeline import EXTRACTORS, convert

ROUNDS = 40
LIMIT = 5.0


def milliseconds(work: Callable[[], object]) -> float:
    """Return the median time of one call over `ROUNDS` calls."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1e3 * statistics.median(times)


def main() -> int:
    """Print the times; return the exit code."""
    names = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    path = (
        Path(names[0]) if names else Path(__file__).parent.parent / "examples" / "skerrow-chief-operating-officer.html"
    )
    data = path.read_bytes()
    text = data.decode()
    posting = next(iter(sources.read(data, path.name)))
    shape = outline(posting)
    found: list[Fact] = []
    floor = milliseconds(lambda: LexborHTMLParser(text).text())
    rows = [("parse and text (floor)", floor)]
    rows.append(("read", milliseconds(lambda: list(sources.read(data, path.name)))))
    rows.append(("outline", milliseconds(lambda: outline(posting).passages())))
    for name, extract in EXTRACTORS.items():
        known = tuple(found)
        rows.append((name, milliseconds(lambda extract=extract, known=known: list(extract(shape, known)))))  # type: ignore[misc]
        found.extend(extract(shape, known))
    rows.append(("map", milliseconds(lambda: mapping.quads(posting, found))))
    whole = milliseconds(lambda: list(convert(data, path.name)))
    rows.append(("the whole way", whole))
    print(f"{path}: {len(data):,} bytes, {len(found)} facts, median of {ROUNDS}")
    for name, spent in rows:
        print(f"{name:24} {spent:8.3f} ms {spent / floor:8.1f} x floor")
    return int("--check" in sys.argv and whole > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
