"""What the holder of the role does: the statements of the sections that say so."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from rolegraph.endings import OWN
from rolegraph.facts import Fact, Responsibility
from rolegraph.lexicons.demands import is_advice
from rolegraph.lexicons.duties import is_duty, is_no_duty
from rolegraph.lexicons.matters import is_of_body
from rolegraph.outline import Outline
from rolegraph.regexes import uncased
from rolegraph.statements import Statement, numbered, statements

_PERCENT: Final = uncased(
    r"\b(\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b|per cent\b)(?:\s+(?:of\s+)?(?:\w+\s+)?(?:time|hours|week|effort"
    r"|capacity)\b|\s*\)?\s*$)"
    r"|\((\d{1,3}(?:\.\d+)?)\s?%(?: of (?:the )?time)?\)"
)
_ARTICLES: Final = ("The ", "Our ", "This ")


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the responsibilities, numbered in document order.

    Args:
        outline: The posting.
        found: Not used.

    Yields:
        One Responsibility for each item of a duty list and each sentence of a duty paragraph, and for each list and
        sentence elsewhere that reads like one; the same words once.
    """
    for position, text, one in numbered(outline, statements(outline, "duty"), _is_none):
        yield Responsibility(
            text=text,
            position=position,
            label=one.label,
            percent=_percent(text),
            evidence=(one.span,),
            rule="responsibility-sentence" if one.prose else "responsibility-item",
            confidence=0.8 if one.prose else 0.93,
        )


def _is_none(text: str, one: Statement) -> bool:
    return not one.item and (is_advice(text) or (one.prose and (is_no_duty(text) or _is_of_others(text, one))))


def _is_of_others(text: str, one: Statement) -> bool:
    """Tell whether a sentence that stands among others says what a team or an office does."""
    return one.section.kind not in OWN and text.startswith(_ARTICLES) and is_of_body(text) and not is_duty(text)


def _percent(text: str) -> Decimal | None:
    match = _PERCENT.search(text.lower()) if "%" in text or "percent" in text or "per cent" in text else None
    if match is None:
        return None
    value = Decimal(match[1] or match[2])
    return value if value <= 100 else None
