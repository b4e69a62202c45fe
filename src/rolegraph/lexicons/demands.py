"""How a statement asks something of the candidate."""

import re
from functools import cache

from rolegraph.lexicons.words import groups
from rolegraph.regexes import AnyOf
from rolegraph.remembering import remembered


def asks(sentence: str) -> bool:
    """Tell whether a sentence of prose says what the candidate must be, have or know.

    Args:
        sentence: One sentence.

    Example:
        >>> [asks(s) for s in ("You must have a lamp.", "The ideal candidate is patient.", "You will guard.")]
        [True, True, False]
    """
    if sentence[-1:] in "?:":
        return False
    lower = sentence.lower()
    told = _begins("sentence beginning").match(lower) or (
        _holds("sentence hint", lower) and _said("sentence").is_in(lower)
    )
    return bool(told) and not _said("condition").is_in(lower)


@remembered
def is_advice(sentence: str) -> bool:
    """Tell whether a sentence under a heading of requirements or duties tells how to apply, or praises the company.

    Args:
        sentence: One sentence.

    Example:
        >>> is_advice("Show it on your resume."), is_advice("A lamp of your own.")
        (True, False)
    """
    lower = sentence.lower()
    if _begins("advice beginning").match(lower) is not None:
        return True
    return _holds("advice hint", lower) and _said("advice").is_in(lower)


def sounds_asked(item: str) -> bool:
    """Tell whether a list item reads like one of a requirements list.

    Args:
        item: The item.

    Example:
        >>> [sounds_asked(s) for s in ("3 years of experience", "Guard the gate")]
        [True, False]
    """
    return _holds("item", item.lower())


def _holds(group: str, lower: str) -> bool:
    for piece in groups("requirements")[group]:  # noqa: SIM110 - as a generator it takes twice the time
        if piece in lower:
            return True
    return False


@cache
def _said(group: str) -> AnyOf:
    return AnyOf(line if line[0] in "^\\" else rf"\b(?:{line})" for line in groups("requirements")[group])


@cache
def _begins(group: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{line})" for line in groups("requirements")[group]))
