"""Counts that a text gives of something: "more than 2,400 small film clubs"."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from rolegraph.facts import Quantity
from rolegraph.lexicons.numbers import NUMBER, decimal
from rolegraph.regexes import regex

_COUNT: Final = regex(
    rf"(?<![\w$€£.,#/-])(?P<number>{NUMBER})\+?(?P<scale> (?:thousand|million"
    rf"|billion))?(?=\s(?P<words>(?:[\w'’-]+,? ){{0,6}}[\w'’-]+))"
)
_SCALES: Final = {" thousand": 1_000, " million": 1_000_000, " billion": 10**9}
_STOP: Final = frozenset(
    "in on at for with to of across since that who which from by into per"
    " every each have has had are were is was be than around through throughout between via"
    " during within over under as so while when where or worldwide".split()
)
_PLURALS: Final = frozenset(["people", "children", "women", "men", "staff", "alumni", "youth"])


def figures(text: str) -> Iterator[Quantity]:
    """Yield the counts in a text, in order.

    Args:
        text: The text.

    Yields:
        Quantities whose unit is the noun phrase behind the number; years and percentages are none.

    Example:
        >>> [(str(q.minimum), q.unit) for q in figures("Since 2014 more than 2,400 small film clubs in 31 countries")]
        [('2400', 'small film clubs'), ('31', 'countries')]
    """
    for match in _COUNT.finditer(text):
        number = decimal(match["number"]) * _SCALES.get(match["scale"] or "", 1)
        counted = []
        for word in match["words"].split():
            counted.append(word.strip(","))
            if word[-1] == "," or counted[-1].casefold() in _STOP:
                counted = counted if word[-1] == "," and counted[-1].casefold() not in _STOP else counted[:-1]
                break
        # the noun ends where the last plural of the phrase stands
        while counted and not (counted[-1].endswith("s") or counted[-1].casefold() in _PLURALS):
            counted.pop()
        year = 1900 <= number <= 2100 and "," not in match["number"]
        if counted and not year:
            yield Quantity(minimum=Decimal(number), unit=" ".join(counted))
