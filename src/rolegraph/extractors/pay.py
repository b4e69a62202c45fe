"""What the post pays: the range, its currency and its period."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from rolegraph.facts import Fact, Pay, Quantity
from rolegraph.lexicons.numbers import Money, money
from rolegraph.outline import Outline
from rolegraph.postings import Span

_FIELD: Final = re.compile(
    r"(?:(?P<currency>[A-Z]{3})\s)?(?P<low>\d+(?:\.\d+)?)(?:-(?P<high>\d+(?:\.\d+)?))?(?:\s(?P<period>[A-Za-z]+))?$"
)
_PERIODS: Final = {
    "HOUR": re.compile(
        r"\bper hour|\ban hour|/ ?ho?u?r\b|\bhourly|\bpro stunde|\bde l'heure|\bpor hora", re.IGNORECASE
    ),
    "DAY": re.compile(r"\bper day|\ba day\b|/ ?day\b|\bdaily|\bpro tag\b", re.IGNORECASE),
    "WEEK": re.compile(r"\bper week|\ba week|/ ?w(?:ee)?k\b|\bweekly", re.IGNORECASE),
    "MONTH": re.compile(
        r"\bper month|\ba month|/ ?mo(?:nth)?\b|\bmonthly|\bpro monat|\bpar mois|\bal mes|\bpor mês", re.IGNORECASE
    ),
    "YEAR": re.compile(
        r"\bper year|\ba year|/ ?y(?:ea)?r\b|\bannual|\byearly|\bper annum|\bp\.?a\.?\b|\bpro jahr|\bjährlich"
        r"|\bpar an\b|\bbrut|\bal año|\bpor ano",
        re.IGNORECASE,
    ),
}
_CUE: Final = re.compile(
    r"\b(?:salar(?:y|ies)|base pay|pay (?:range|rate|scale|band|for)|compensation (?:range|for|is|will)"
    r"|remuneration|wage|hourly rate|starting (?:pay|at)|"
    r"annual (?:pay|base)|pays?|earn|OTE|gehalt|vergütung|salaire|rémunération|salario|salário|remuneração)\b",
    re.IGNORECASE,
)
_NO_PAY: Final = re.compile(
    r"\b(?:bonus(?:es)?|sign-on|signing|stipend|allowance|reimburse\w*|401|budget|revenue|sales of|valuation"
    r"|funding|raised|insurance|referral|"
    r"contribution|tuition|per diem|cap|maximum of the)\b",
    re.IGNORECASE,
)
_LEAST_YEARLY: Final = 5_000
_MOST_HOURLY: Final = 400


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield what the post pays.

    Args:
        outline: The posting.
        found: Not used.

    Yields:
        At most one Pay: from a field, else from a compensation section, else from a sentence that speaks of pay.
    """
    yield from list(_candidates(outline))[:1]


def _candidates(outline: Outline) -> Iterator[Pay]:
    text = outline.text
    for block in outline.posting.fields("pay"):
        if pay := _from_field(block.span.of(text), block.span):
            yield pay
    for section in outline.of_kind("compensation"):
        for block in section.blocks:
            yield from _in_stretch(outline, block.span, "pay-section", 0.93)
    for section in outline.of_kind("benefits"):
        for block in section.blocks:
            # "£54,000 to £63,000 a year" heads many a list of what there is to get
            for one in money(text, block.span.start, min(block.span.end, block.span.start + 60)):
                if one.start == block.span.start and one.maximum and _period(text[one.end : one.end + 20]):
                    yield from _in_stretch(outline, block.span, "pay-benefit", 0.85)
    for section, block in outline.blocks():
        if section.kind in ("company", "programs", "preferred", "responsibilities"):
            continue
        for sentence in outline.sentences(block):
            if _CUE.search(text, sentence.start, min(sentence.end, sentence.start + 400)):
                yield from _in_stretch(outline, sentence, "pay-sentence", 0.88)


def _from_field(value: str, span: Span) -> Pay | None:
    match = _FIELD.fullmatch(value)
    if match is None:
        stated = next(money(value), None)
        return _pay(stated, (value, ""), span, "pay-field", 0.97) if stated else None
    try:
        low, high = (Decimal(match[name]) if match[name] else None for name in ("low", "high"))
    except InvalidOperation:
        return None
    period = (match["period"] or "").upper()
    quantity = Quantity(
        minimum=low, maximum=high or low, unit=period if period in _PERIODS else "", currency=match["currency"] or ""
    )
    return Pay(quantity=quantity, evidence=(span,), rule="pay-field", confidence=0.98)


def _in_stretch(outline: Outline, span: Span, rule: str, confidence: float) -> Iterator[Pay]:
    text = outline.text
    end = min(span.end, span.start + 2_000)
    for one in money(text, span.start, end):
        before = text[max(span.start, one.start - 40) : one.start]
        if _NO_PAY.search(before):
            continue
        around = text[one.end : min(end, one.end + 40)], text[max(span.start, one.start - 80) : one.start]
        pay = _pay(one, around, span, rule, confidence)
        if pay is not None:
            yield pay


def _period(text: str) -> str:
    """Return the period that a text names first."""
    found = ((match.start(), name) for name, pattern in _PERIODS.items() if (match := pattern.search(text)))
    return min(found, default=(0, ""))[1]


def _pay(one: Money, around: tuple[str, str], span: Span, rule: str, confidence: float) -> Pay | None:
    period = _period(around[0]) or _period(around[1])
    top = one.maximum or one.minimum
    if not period:
        period = "YEAR" if top >= _LEAST_YEARLY else "HOUR" if top <= _MOST_HOURLY else ""
    if (period == "YEAR" and top < _LEAST_YEARLY) or (period == "HOUR" and top > _MOST_HOURLY):
        return None
    quantity = Quantity(minimum=one.minimum, maximum=one.maximum or one.minimum, unit=period, currency=one.currency)
    where = Span(one.start, one.end) if rule != "pay-field" else span
    return Pay(quantity=quantity, evidence=(where,), rule=rule, confidence=confidence)
