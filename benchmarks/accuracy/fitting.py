"""Fits the confidences of the rules to gold, and writes them to src/rolegraph/lexicons/confidences.tsv.

    python -m benchmarks.accuracy.fitting        (`make calibrate`)

Each kind of fact gets a shift in log-odds, and within it each rule, so that the mean confidence is the share of right
facts. Few facts say little: the author's estimate counts as `KIND_WEIGHT` facts for a kind, and what a kind says counts
as `RULE_WEIGHT` facts for each of its rules (the mean of a Beta distribution with that prior).
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import exp, log
from typing import Final, NamedTuple

from benchmarks.accuracy import places
from benchmarks.accuracy.gold import DEVELOPMENT
from benchmarks.accuracy.judgements import Judgement, judgements, rate
from rolegraph.calibration import ANY_RULE

KIND_WEIGHT: Final = 5
RULE_WEIGHT: Final = 10

_FURTHEST: Final = 6.0

_HEAD: Final = """\
# How right each rule turned out to be against the development gold; `make calibrate` writes this file.
# kind of fact, rule (* for all and any other), shift in log-odds of its author's estimate, right, wrong
"""


class Shift(NamedTuple):
    """What is fitted for a rule: the shift, and the counts it comes from."""

    shift: float
    right: int
    wrong: int


Table = dict[tuple[str, str], Shift]


def fit(judged_facts: Iterable[Judgement]) -> Table:
    """Return the shifts by class of fact and rule."""
    by_class: dict[str, list[Judgement]] = defaultdict(list)
    for one in judged_facts:
        by_class[one.fact].append(one)
    table: Table = {}
    for name, group in sorted(by_class.items()):
        whole = table[name, ANY_RULE] = _fitted(group, 0.0, KIND_WEIGHT)
        by_rule: dict[str, list[Judgement]] = defaultdict(list)
        for one in group:
            by_rule[one.rule].append(one)
        for rule, part in sorted(by_rule.items()):
            table[name, rule] = _fitted(part, whole.shift, RULE_WEIGHT)
    return table


def _fitted(group: Sequence[Judgement], prior: float, weight: int) -> Shift:
    """Return the shift under which the mean confidence is the smoothed share of right facts."""
    right, wrong = rate(group)
    stated = [_log_odds(one.stated) for one in group]
    target = (right + weight * _mean(stated, prior)) / (len(group) + weight)
    low, high = -_FURTHEST, _FURTHEST
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _mean(stated, middle) < target else (low, middle)
    return Shift(round((low + high) / 2, 2), right, wrong)


def _log_odds(stated: float) -> float:
    bound = min(max(stated, 0.001), 0.999)
    return log(bound / (1 - bound))


def _mean(stated: Sequence[float], shift: float) -> float:
    return sum(1 / (1 + exp(-one - shift)) for one in stated) / len(stated)


def main() -> int:
    """Fit and write the table; return the exit code."""
    places.require_shared()
    table = fit(judgements(DEVELOPMENT))
    lines = [f"{name}\t{rule}\t{one.shift}\t{one.right}\t{one.wrong}\n" for (name, rule), one in table.items()]
    places.CONFIDENCES.write_text(_HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} shifts in {places.CONFIDENCES.relative_to(places.CHECKOUT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
