"""What the holder of the role does: the statements of the sections that say so."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from rolegraph.facts import Fact, Responsibility
from rolegraph.lexicons.demands import asks, is_advice, sounds_asked
from rolegraph.lexicons.duties import begins_with_duty, is_duty
from rolegraph.outline import Outline
from rolegraph.regexes import regex
from rolegraph.statements import picked, statements

# sections of anything, duties among it; before the first heading, under one that nobody knows, ...
_MIXED: Final = frozenset(["", "role", "other", "team", "company", "title", "reporting", "supervision"])
_MOST: Final = 0.55

_PERCENT: Final = regex(
    r"\b(\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b|per cent\b)(?:\s+(?:of\s+)?(?:\w+\s+)?(?:time|hours|week|effort"
    r"|capacity)\b|\s*\)?\s*$)"
    r"|\((\d{1,3}(?:\.\d+)?)\s?%(?: of (?:the )?time)?\)",
    re.IGNORECASE,
)


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the responsibilities, numbered in document order.

    Args:
        outline: The posting.
        found: Not used.

    Yields:
        One Responsibility for each item of a duty list and each sentence of a duty paragraph, and for each list and
        sentence elsewhere that reads like one; the same words once.
    """
    seen: set[str] = set()
    for section in outline.sections:
        if section.kind == "responsibilities":
            stated = statements(outline, section, beside=_is_duty)
        elif section.kind in _MIXED:
            stated = picked(outline, section, _is_list_of_duties, _is_duty)
        else:
            continue
        for one in stated:
            text = " ".join(outline.quote(one.span).split())
            if text in seen or (not one.item and is_advice(text)):
                continue
            seen.add(text)
            yield Responsibility(
                text=text,
                position=len(seen),
                label=one.label,
                percent=_percent(text),
                evidence=(one.span,),
                rule="responsibility-sentence" if one.prose else "responsibility-item",
                confidence=0.8 if one.prose else 0.93,
            )


def _is_duty(sentence: str) -> bool:
    return is_duty(sentence) and not asks(sentence)


def _is_list_of_duties(items: Sequence[str]) -> bool:
    """Tell whether most items begin with what somebody does, and few sound like something that is asked."""
    begin = sum(begins_with_duty(item) or is_duty(item) for item in items)
    # most lists are not: what they ask for is looked at last
    return begin >= 2 and begin >= _MOST * len(items) and sum(map(sounds_asked, items)) < begin


def _percent(text: str) -> Decimal | None:
    match = _PERCENT.search(text)
    if match is None:
        return None
    value = Decimal(match[1] or match[2])
    return value if value <= 100 else None
