"""Keeps annotated files as places in the postings, in the project's own gold.

    python -m benchmarks.accuracy.annotations development|held-out FILE... [--list]

A FILE has the keys of ../shared/corpus/gold/full.jsonl. Rows of an id that is there already take its place. What stands
nowhere in its posting is left out and counted; --list prints it, which is not for held-out files.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from benchmarks.accuracy import places
from benchmarks.accuracy.corpus import sample
from benchmarks.accuracy.gold import DEVELOPMENT, HELD_OUT
from benchmarks.accuracy.spans import as_spans


def main() -> int:
    """Convert the files; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("side", choices=[DEVELOPMENT, HELD_OUT])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="print what is left out")
    options = parser.parse_args()
    places.require_shared()
    target = places.OWN_GOLD / f"{options.side}.jsonl"
    lines = {json.loads(line)["id"]: line for line in _lines(target)}
    keys: Counter[str] = Counter()
    for line in (line for path in options.files for line in _lines(path)):
        row = json.loads(line)
        spelled, lost = as_spans(row, sample(row))
        lines[row["id"]] = json.dumps(spelled, sort_keys=True)
        keys.update(one.partition(":")[0] for one in lost)
        for one in lost if options.list else ():
            print(f"{row['id']}: {one}")
    target.parent.mkdir(exist_ok=True)
    target.write_text("".join(f"{lines[key]}\n" for key in sorted(lines)), encoding="utf-8")
    told = ", ".join(f"{count} {key}" for key, count in sorted(keys.items())) or "none"
    print(f"{len(lines)} postings in {target.relative_to(places.CHECKOUT)}; texts left out: {told}")
    return 0


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


if __name__ == "__main__":
    sys.exit(main())
