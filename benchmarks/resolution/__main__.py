"""Print how right resolution is.

usage: python -m benchmarks.resolution        (needs ../shared for the linked superiors)
"""

from pathlib import Path

import rolegraph
from benchmarks.resolution.ladders import judge, tally
from benchmarks.resolution.pairs import measure, read_pairs

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared"


def main() -> None:
    """Print both measures, and what is wrong."""
    pairs = read_pairs()
    for half in ("development", "held-out", ""):
        found = measure(pairs, half)
        same = sum(pair.same for pair in pairs if not half or pair.half == half)
        print(
            f"{half or 'all':12} {found.pairs:4} pairs, {same:3} same:"
            f" precision {found.precision:.3f}, recall {found.recall:.3f}"
        )
        for pair in found.wrong if half else ():
            print(f"    {'missed' if pair.same else 'WRONG'}: {pair.organization}: {pair.one} | {pair.other}")
    folder = SHARED / "corpus" / "gitlab" / "job-families"
    if folder.is_dir():
        verdicts = judge(rolegraph.build(folder), folder)
        print(f"linked superiors: {tally(verdicts)}")
        for verdict in verdicts:
            if verdict.outcome not in ("right", "dead"):
                print(f"    {verdict.outcome}: {' | '.join(verdict.linked)}: {', '.join(verdict.posts)}")


if __name__ == "__main__":
    main()
