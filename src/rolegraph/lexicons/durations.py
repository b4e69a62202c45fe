"""Years and months that a statement asks for, in figures and words."""

import re
from decimal import Decimal
from typing import Final

from rolegraph.facts import Quantity
from rolegraph.regexes import uncased
from rolegraph.remembering import remembered

_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_NUMBERS: Final = {word: number for number, word in enumerate(_WORDS.split())}
_NUMBER: Final = rf"(?:\d{{1,2}}(?:\.\d)?|{'|'.join(_NUMBERS)})"
_RANGE: Final = (
    rf"(?P<low>{_NUMBER})(?:\s?\(\d{{1,2}}\))?\s?\+?"
    rf"(?:\s?(?:-|–|—|to|or)\s?(?P<high>{_NUMBER})(?:\s?\(\d{{1,2}}\))?\s?(?P<open>\+)?)?"
)
# a damaged encoding leaves a "Â" before a space
_YEARS: Final = uncased(
    rf"(?<![\d.,$€£/])\b{_RANGE}(?:\s+or more|\s+plus)?Â?[\s-]?(?:(?:full|additional)\s)?"
    r"(?P<unit>years?|yrs?|months?|jahren?|ans|années|años|anos)\b\.?(?:['’])?"
)
_LABELLED: Final = uncased(rf"\byears? of (?:\w+ ){{0,2}}experience:\s?{_RANGE}(?![\s\d–—+-]*(?:years?|yrs?)\b)")
_UNITS: Final = ("year", "yr", "month", "jahr", "ans", "ann", "años", "anos")
# an age, a company's past, the length of a course of studies: no experience
_NONE: Final = uncased(
    r"(?:years?[- ](?:of age|old|or older)|years? in business|years? ago|anniversary"
    r"|years?[- ](?:under\w+ |post\w+ |accredited )?"
    r"(?:college|universit\w+|degrees?|institutions?|programs? of|courses?|school|bachelor)"
    r"|years? of (?:college|university|study|studies|course|schooling|high school|post-?secondary))\b"
)
# "within two years" asks for no experience
_SPAN: Final = uncased(
    r"\b(?:within|next|last|past|previous|every|after|first|up to|out of|less than|fewer than)(?: the)?\s$"
)
# how an organization praises itself: "For 30 years, we ...", "with over 80 years of experience"
_PRAISE: Final = uncased(
    r"(?:\b(?:after|for|has)(?: the)?|\bwith (?:over|more than|nearly|almost)|\b(?:with|has) an)\s$"
)
_MOST_ASKED: Final = 20
# the answers of a questionnaire: "1 - 2 years of experience", "Less than 1 year of experience"
_ANSWER: Final = uncased(
    r"\W*(?:no experiences?\b.{0,40}|(?:less than|more than|at least)? ?\d{1,2}(?: ?- ?\d{1,2}| or more)?\+? years?"
    r"(?: or more| to less than \d+ years?)?(?: of experience)?)\W*"
)


@remembered
def durations(text: str) -> tuple[Quantity, ...]:
    """Return the years and months that a statement names, in order; ages and terms are none.

    Args:
        text: A requirement.

    Returns:
        Quantities in years or months; "5 years" asks for at least five.

    Example:
        >>> [(str(q.minimum), q.maximum) for q in durations("3+ years in sales, 18 years of age, a four-year degree")]
        [('3', None)]
    """
    lower = text.lower()
    if not any(unit in lower for unit in _UNITS):
        return ()
    labelled = [_quantity(match, "years") for match in _LABELLED.finditer(lower)]
    asked = [match for match in _YEARS.finditer(lower) if _asked(lower, match)]
    units = ["months" if match["unit"].startswith("month") else "years" for match in asked]
    return (*labelled, *map(_quantity, asked, units))


@remembered
def counts_experience(sentence: str) -> bool:
    """Tell whether a sentence asks for a number of years of experience, wherever it stands.

    Args:
        sentence: A sentence or list item.

    Example:
        >>> [counts_experience(s) for s in ("3 years of experience at sea.", "For 9 years, the experience of travel")]
        [True, False]
    """
    lower = sentence.lower()
    if "experience" not in lower or sentence[-1:] == "?" or not any(unit in lower for unit in _UNITS):
        return False
    if _ANSWER.fullmatch(lower):
        return False
    return any(
        _asked(lower, match)
        and not _PRAISE.search(lower, max(0, match.start() - 20), match.start())
        and _number(match["low"]) < _MOST_ASKED
        for match in _YEARS.finditer(lower)
    )


def _asked(text: str, match: re.Match[str]) -> bool:
    return not (_NONE.match(text, match.start("unit")) or _SPAN.search(text, max(0, match.start() - 16), match.start()))


def _quantity(match: re.Match[str], unit: str) -> Quantity:
    low, high = (_number(match[name]) if match[name] else None for name in ("low", "high"))
    return Quantity(minimum=low, maximum=None if match["open"] else high, unit=unit)


def _number(word: str) -> Decimal:
    return Decimal(_NUMBERS.get(word, word))
