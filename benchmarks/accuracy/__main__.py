"""Measures accuracy, prints the report and writes it to docs/accuracy.md, the picture to docs/reliability.svg.

    python -m benchmarks.accuracy [--print]      (`make accuracy`)

With --print nothing is written.
"""

import argparse
import sys

from benchmarks.accuracy import places, plot, report
from benchmarks.accuracy.measuring import measure


def main() -> int:
    """Measure, print and write; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--print", action="store_true", dest="only_print", help="write no file")
    options = parser.parse_args()
    places.require_shared()
    figures = measure()
    text = report.page(figures)
    print(text)
    if not options.only_print:
        places.REPORT.write_text(text, encoding="utf-8")
        places.PLOT.write_text(plot.draw("How many facts are right, by confidence", figures.series), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
