"""Whether confidences mean what they say: the expected calibration error, and the picture of it."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from benchmarks.accuracy.fitting import Table, fit
from benchmarks.accuracy.judgements import Judgement, folds
from rolegraph.calibration import ANY_RULE, shifted

BINS: Final = 10

Sure = tuple[float, bool]
"""A confidence, and whether the fact is right."""


class Bin(NamedTuple):
    """The facts whose confidences lie in one tenth: how many, how sure on average, what share of them is right."""

    size: int
    confidence: float
    right: float


def stated(judged_facts: Iterable[Judgement]) -> list[Sure]:
    """Return the confidences as the authors of the rules stated them."""
    return [(one.stated, one.right) for one in judged_facts]


def fitted(judged_facts: Iterable[Judgement], table: Table) -> list[Sure]:
    """Return the confidences by a table."""
    return [(_by(table, one), one.right) for one in judged_facts]


def cross_validated(judged_facts: Sequence[Judgement]) -> list[tuple[Judgement, float]]:
    """Return each fact with its confidence by a table that was fitted without its company."""
    found = []
    for others, held in folds(judged_facts):
        table = fit(others)
        found += [(one, _by(table, one)) for one in held]
    return found


def _by(table: Table, one: Judgement) -> float:
    known = table.get((one.fact, one.rule)) or table.get((one.fact, ANY_RULE))
    return shifted(one.stated, known.shift) if known else one.stated


def bins(sure: Sequence[Sure]) -> list[Bin]:
    """Return the tenths of the scale that hold facts, from the least sure.

    A confidence on a border belongs to the tenth above it.
    """
    held: list[list[Sure]] = [[] for _ in range(BINS)]
    for one in sure:
        # confidences have two decimals: whole numbers do not fall to the wrong side of a border
        held[min(round(one[0] * 100) * BINS // 100, BINS - 1)].append(one)
    return [_bin(part) for part in held if part]


def groups(sure: Sequence[Sure]) -> list[Bin]:
    """Return about ten groups of facts, as many in each as can be where facts of one confidence stay together."""
    parts: list[list[Sure]] = [[]]
    for _, same in groupby(sorted(sure, key=lambda one: one[0]), key=lambda one: one[0]):
        if len(parts[-1]) >= len(sure) / BINS:
            parts.append([])
        parts[-1] += same
    return [_bin(part) for part in parts if part]


def _bin(part: Sequence[Sure]) -> Bin:
    return Bin(len(part), sum(one[0] for one in part) / len(part), sum(one[1] for one in part) / len(part))


def calibration_error(parts: Sequence[Bin]) -> float:
    """Return the expected calibration error: how far, on average over facts, the share right is from the confidence."""
    count = sum(one.size for one in parts)
    return sum(one.size * abs(one.right - one.confidence) for one in parts) / count if count else 0.0
