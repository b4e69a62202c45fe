"""Confidences that mean what they say: of the facts told at 0.9, nine in ten should be right.

A rule brings its author's estimate. How right its facts turned out to be against hand-made gold stands in
`lexicons/confidences.tsv` as a shift in log-odds, for each rule and, for rules that gold has not seen, for each kind of
fact. A shift keeps the order of what one rule finds surer and less sure. `make calibrate` fits the table again.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from math import exp, log
from typing import Final

from rolegraph.facts import Fact
from rolegraph.resources import folder

ANY_RULE: Final = "*"
"""The name under which the table has the shift of a kind of fact as a whole."""

_LEAST: Final = 0.01
_MOST: Final = 0.99


def shifted(confidence: float, shift: float) -> float:
    """Return a confidence moved in log-odds: never certain, to two decimals.

    Args:
        confidence: 0 to 1.
        shift: How far, in natural log-odds.

    Returns:
        The new confidence, 0.01 to 0.99.

    Example:
        >>> shifted(0.9, 0.0), shifted(0.9, -1.0), shifted(0.9, 9.0), shifted(1.0, 0.0)
        (0.9, 0.77, 0.99, 0.99)
    """
    bound = min(max(confidence, _LEAST / 10), 1 - _LEAST / 10)
    likely = 1 / (1 + exp(-log(bound / (1 - bound)) - shift))
    return min(max(round(likely, 2), _LEAST), _MOST)


def calibrated(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts with the confidences that gold bears out.

    Args:
        facts: As the extractors found them.

    Returns:
        The same facts in the same order. Kinds of fact that gold does not judge keep their authors' estimates.
    """
    return tuple([_calibrated(fact) for fact in facts])


def _calibrated(fact: Fact) -> Fact:
    likely = _confidence(type(fact).__name__, fact.rule, fact.confidence)
    return fact if likely == fact.confidence else fact.replace(confidence=likely)


@lru_cache(maxsize=4096)
def _confidence(kind: str, rule: str, stated: float) -> float:
    table = shifts()
    shift = table.get((kind, rule), table.get((kind, ANY_RULE)))
    return stated if shift is None else shifted(stated, shift)


@cache
def shifts() -> dict[tuple[str, str], float]:
    """Return the shifts by kind of fact and rule.

    The columns of the file are kind, rule, shift, and how many facts of the rule were right and wrong when it was
    fitted; lines that begin with # are comments.

    Example:
        >>> ("ReportingLine", "*") in shifts()
        True
    """
    found = {}
    for line in (folder("lexicons") / "confidences.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, rule, shift, *_ = line.split("\t")
            found[kind, rule] = float(shift)
    return found
