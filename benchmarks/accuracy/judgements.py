"""Facts and what the judges say of each: what confidences are fitted to."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from benchmarks.accuracy.corpus import read
from benchmarks.accuracy.errors import judged
from benchmarks.accuracy.kinds import KINDS

FOLDS: Final = 10

# the number of years stands on a requirement, and has no confidence of its own
_WITHOUT_CONFIDENCE: Final = ("years",)


class Judgement(NamedTuple):
    """One fact that gold judges.

    Args:
        kind: The kind of fact, as the report names it.
        fact: The class of the fact.
        rule: What found it.
        stated: Its confidence by the author of the rule.
        right: Whether it is right.
        company: Whose posting it is in.
    """

    kind: str
    fact: str
    rule: str
    stated: float
    right: bool
    company: str


def judgements(side: str) -> Iterator[Judgement]:
    """Yield the facts of one side that gold calls right or wrong; those it calls arguable are left out."""
    for kind in KINDS:
        if kind.name in _WITHOUT_CONFIDENCE:
            continue
        for one, gold in judged(kind, side):
            for fact, predicted in kind.predictions(read(one).raw):
                verdict = kind.verdict(gold, predicted)
                if verdict != "unjudged":
                    right = verdict == "right"
                    name = type(fact).__name__
                    yield Judgement(kind.name, name, fact.rule, fact.confidence, right, one.company)


def folds(judged_facts: Sequence[Judgement]) -> list[tuple[list[Judgement], list[Judgement]]]:
    """Return pairs of what to fit on and what to judge by it: no company is on both sides of a pair.

    Companies go, those with most facts first, to the fold that has the fewest.
    """
    sizes: dict[str, int] = {}
    for one in judged_facts:
        sizes[one.company] = sizes.get(one.company, 0) + 1
    fold_of: dict[str, int] = {}
    held = [0] * FOLDS
    for company in sorted(sizes, key=lambda name: (-sizes[name], name)):
        fold = held.index(min(held))
        fold_of[company] = fold
        held[fold] += sizes[company]
    sides = []
    for fold in range(FOLDS):
        inside = [one for one in judged_facts if fold_of[one.company] == fold]
        sides.append(([one for one in judged_facts if fold_of[one.company] != fold], inside))
    return sides


def rate(judged_facts: Iterable[Judgement]) -> tuple[int, int]:
    """Return how many are right and how many wrong."""
    found = [one.right for one in judged_facts]
    return sum(found), len(found) - sum(found)
