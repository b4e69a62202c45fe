"""What the organization offers: the statements of benefit sections, by kind."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from rolegraph.facts import Benefit, Fact
from rolegraph.lexicons.demands import is_advice
from rolegraph.lexicons.words import groups
from rolegraph.outline import Outline
from rolegraph.regexes import regex, uncased
from rolegraph.statements import Statement, numbered, statements

# the range of pay is what the post pays, and no benefit beside it
_PAY: Final = regex(r"(?i)\b(?:salary|pay|compensation) (?:range|grade|scale)\b")


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the benefits, numbered in document order.

    Args:
        outline: The posting.
        found: Not used.

    Yields:
        One Benefit for each statement of a benefits section; the same words once.
    """
    for position, text, one in numbered(outline, statements(outline, "offer"), _is_none):
        yield Benefit(
            text=text,
            position=position,
            label=one.label,
            kind=benefit_kind(text),
            evidence=(one.span,),
            rule="benefit-sentence" if one.prose else "benefit-item",
            confidence=0.7 if one.prose else 0.9,
        )


def _is_none(text: str, one: Statement) -> bool:
    # prose elsewhere is praise of the place, mostly
    praise = one.prose and one.section.kind != "benefits"
    return praise or (not one.item and (is_advice(text) or _PAY.search(text) is not None))


def benefit_kind(text: str) -> str:
    """Return the kind of a benefit: a local name of the scheme `rgc:benefit-kind`.

    Example:
        >>> benefit_kind("30 days of paid leave"), benefit_kind("A view of the harbour")
        ('leave-benefit', 'other-benefit')
    """
    lower = text.lower()
    return next((kind for kind, pattern in _patterns() if pattern.search(lower)), "other-benefit")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, uncased(rf"\b(?:{'|'.join(lines)})")) for kind, lines in groups("benefits").items())
