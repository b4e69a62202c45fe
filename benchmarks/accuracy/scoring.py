"""Precision, recall and F1 over postings, with an interval that knows of companies."""

import random
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from benchmarks.accuracy.corpus import Sample
from benchmarks.accuracy.kinds import Counts

ROUNDS: Final = 1000

Judged = tuple[Sample, Counts]
"""A posting and what the judges counted in it."""


class Score(NamedTuple):
    """What the judges count over postings.

    Args:
        postings: How many postings were judged.
        companies: Of how many companies they are.
        right: Facts that are right.
        wrong: Facts that are not.
        missed: Facts of the gold that were not found.
        low: The lower end of the interval that 95 in 100 resamples of the companies give for F1.
        high: Its upper end.
    """

    postings: int
    companies: int
    right: int
    wrong: int
    missed: int
    low: float
    high: float

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _f1((self.right, self.wrong, self.missed))


def score(judged: Sequence[Judged]) -> Score:
    """Add up what the judges counted.

    The interval comes from drawing as many companies as there are, with replacement: postings of one company are alike,
    and drawing postings one by one would make the figures look surer than they are. The draws are the same every time.
    """
    by_company: dict[str, Counts] = {}
    for one, counts in judged:
        by_company[one.company] = _sum([by_company.get(one.company, (0, 0, 0)), counts])
    companies = [by_company[name] for name in sorted(by_company)]
    draw = random.Random(0)
    drawn = sorted(_f1(_sum(draw.choices(companies, k=len(companies)))) for _ in range(ROUNDS)) if companies else [0.0]
    low, high = (drawn[int(share * (len(drawn) - 1))] for share in (0.025, 0.975))
    return Score(len(judged), len(companies), *_sum(counts for _, counts in judged), low, high)


def _sum(counts: Iterable[Counts]) -> Counts:
    right = wrong = missed = 0
    for one in counts:
        right, wrong, missed = right + one[0], wrong + one[1], missed + one[2]
    return right, wrong, missed


def _f1(counts: Counts) -> float:
    right, wrong, missed = counts
    return 2 * right / (2 * right + wrong + missed) if right else 0.0
