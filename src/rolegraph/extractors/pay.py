"""What the post pays: the range, its currency and its period."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import groupby, islice, pairwise
from typing import Final

from rolegraph.facts import Disagreement, Fact, Pay, Quantity
from rolegraph.lexicons.numbers import Money, money, money_marks
from rolegraph.outline import Outline
from rolegraph.postings import Block, Span
from rolegraph.regexes import regex

_FIELD: Final = regex(
    r"(?:(?P<currency>[A-Z]{3})\s)?(?P<low>\d{1,15}(?:\.\d{1,9})?)?(?:(?P<open>-)(?P<high>\d{1,15}(?:\.\d{1,9})?)?)?"
    r"(?:\s(?P<period>[A-Za-z]+))?$"
)
_PERIODS: Final = {
    "HOUR": regex(
        r"\bper hour|\ban hour|/ ?ho?u?r\b|\bhourly|^\W{0,3}ho?u?rs?\b|\bp\.?h\.?(?=\W|$)"
        r"|\bpro stunde|\bde l'heure|\bpor hora",
        re.IGNORECASE,
    ),
    "DAY": regex(r"\bper day|\ba day\b|^\W{0,3}day\b|/ ?day\b|\bdaily|\bpro tag\b", re.IGNORECASE),
    "WEEK": regex(r"\bper week|\ba week|/ ?w(?:ee)?k\b|^\W{0,3}week\b|(?<!bi)(?<!bi-)\bweekly", re.IGNORECASE),
    "MONTH": regex(
        r"\bper month|\ba month|/ ?mo(?:nth)?\b|\bmonthly|^\W{0,3}months?\b"
        r"|\bpro monat|\bpar mois|\bal mes|\bpor mês",
        re.IGNORECASE,
    ),
    "YEAR": regex(
        r"\bper year|\ba year|/ ?y(?:ea)?r\b|^\W{0,3}years?\b|\bannual|\byearly|\bper annum|\bp\.?a\.?\b"
        r"|\bpro jahr|\bjährlich"
        r"|\bpar an\b|\bbrut|\bal año|\bpor ano",
        re.IGNORECASE,
    ),
}
_CUE: Final = regex(
    r"\b(?:salar(?:y|ies)|base pay|pay (?:range|rate|scale|band|for)|compensation (?:range|for|is|will)"
    r"|remuneration|wage|hourly rate|starting (?:pay|at)|"
    r"hiring range|annual (?:pay|base)|pays?|earn|OTE"
    r"|gehalt|vergütung|salaire|rémunération|salario|salário|remuneração)\b",
    re.IGNORECASE,
)
_NO_PAY: Final = regex(
    r"\b(?:bonus(?:es)?|sign-on|signing|stipend|allowance|reimburse\w*|401|budget|revenue|sales of|valuation"
    r"|funding|raised|insurance|referral|"
    r"contribution|tuition|per diem|cap|maximum of the|maximum advertised|pay system)\b",
    re.IGNORECASE,
)
_NO_PAY_BEHIND: Final = regex(
    r"\s?(?:(?!plus\b|and\b|with\b)\w+[ -]){0,3}(?:bonus|stipend|allowance|reimburse|tuition|contribution"
    r"|deductible|referral|scholarship|budget|in (?:revenue|sales|funding|assets))",
    re.IGNORECASE,
)
# "Step 1 $40,000 to Step 10 $52,000", "$4,100.00 $5,300.00 monthly", "from a minimum of $50 up to $60"
_JOINING: Final = regex(
    r"(?:\s\([^()$€£]{1,24}\))?(?:\s?(?:-|–|—)?\s?|(?:\s?/ ?\w{2,5}|\s\w{2,9}ly| an? \w{2,9}| per \w{2,9})?"
    r"[\s,;]*(?:-|–|—|to|through|and|up to|max\w*:?)\s(?:[^.;$€£()]{0,36}))",
    re.IGNORECASE,
)
_STEP: Final = regex(r"\bstep (?:\d{1,2}|[A-L])\W{0,4}$", re.IGNORECASE)
_MIDDLE: Final = regex(r"\bmid(?:-?point|dle)?\W{0,4}$", re.IGNORECASE)
_FEWEST_STEPS: Final = 3
# two weeks' pay is none of the periods
_TWO_WEEKS: Final = regex(
    r"\bbi-?weekly|\b(?:per|each|a) pay period|\bevery two weeks|\bfortnight|\bsemi-?monthly", re.IGNORECASE
)
_BONUS: Final = regex(r"\b(?:bonus|premium)", re.IGNORECASE)
_WIDEST: Final = 5
_UNSURE: Final = 0.8
_LESS_SURE: Final = 0.78
_REACH: Final = 400
_SENTENCE: Final = ("pay-sentence", 0.88)
_ALONE: Final = 25
_ALONE_OPEN: Final = 40
_WITHOUT: Final = frozenset(("company", "programs", "preferred", "responsibilities", "legal", "conditions"))
# said of the post wherever it stands
_RANGE_OF_POST: Final = regex(
    r"\b(?:(?:base|annual|starting|hiring) (?:salary|pay)"
    r"|(?:salary|pay|hiring|compensation) (?:range|band(?:ing)?|scale))\b",
    re.IGNORECASE,
)
_SAMPLE: Final = regex(r"\b(?:example|sample|template|instead|e\.g)\b", re.IGNORECASE)
_MOST_TOLD: Final = 20
_LEAST_YEARLY: Final = 5_000
_MOST_HOURLY: Final = 400
# without a word for the period an amount tells it only where everybody thinks in such a currency of years or hours
_USUAL: Final = frozenset(("USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "SGD"))
_USUAL_HOURLY: Final = 100
# two amounts on a line of their own, as a year of work costs
_LEAST_ALONE, _MOST_ALONE, _WIDEST_ALONE = Decimal(15_000), Decimal(600_000), 3
_LOW: Final = regex(
    r"(?:min(?:imum)?|low(?:est|er)?|bottom)\b.{0,30}\b(?:rate|salary|pay|wage|compensation|range)\b", re.IGNORECASE
)
_HIGH: Final = regex(r"(?:max(?:imum)?|high(?:est|er)?|top|upper)\b", re.IGNORECASE)
# pay in columns: lowest, middle and highest, the steps of a scale, by the hour and by the year
_COLUMNS: Final = regex(
    r"min(?:imum)?:? ?[$£€][\d,.]+\W+(?:mid|max)|step (?:1|A)\W{1,3}[$£€]"
    r"|(?:hourly|annual(?:ly)?|monthly|yearly|bi-?weekly)\W{1,3}[$£€]",
    re.IGNORECASE,
)
_LOWEST: Final = regex(r"min(?:imum)?:? ?[$£€]", re.IGNORECASE)
_OPENING: Final = regex(r"(?:up to|starting (?:at|from)|from|between) (?=[$£€])", re.IGNORECASE)
_UP_TO: Final = regex(r"(?:up to|max(?:imum)?(?: of)?:?|not (?:to )?exceed(?:ing)?)\s*$", re.IGNORECASE)

_FROM: Final = regex(
    r"(?:\b(?:from|(?:start|begin)\w* (?:at|from|with)|at least|not? less than)|min(?:imum)?(?: of)?:?)\s*$",
    re.IGNORECASE,
)


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield what the post pays.

    Args:
        outline: The posting.
        found: Not used.

    Yields:
        The Pay of each field; without one at most one from a compensation section, else from a sentence that speaks of
        pay. Where the prose says another pay than the fields, a Disagreement.
    """
    text = outline.text
    stated = [
        pay
        for block in outline.posting.fields("pay")
        if (pay := _from_field(block.span.of(text), block.span)) is not None
    ]
    if not stated:
        # a bare line among what is no pay counts only where nothing else does
        yield from sorted(_told(outline), key=lambda pay: pay.confidence < _UNSURE)[:1]
        return
    yield from stated
    told = list(islice(_told(outline), _MOST_TOLD))
    if told and not any(_agree(one.quantity, pay.quantity) for one in told for pay in stated):
        yield Disagreement(
            property="baseSalary",
            field=stated[0].evidence[0].of(text),
            prose=told[0].evidence[0].of(text),
            evidence=(stated[0].evidence[0], told[0].evidence[0]),
            rule=f"{stated[0].rule}/{told[0].rule}",
            confidence=min(stated[0].confidence, told[0].confidence),
        )


def _agree(told: Quantity, stated: Quantity) -> bool:
    """Tell whether what the prose says of pay can be what a field says: within the range, or for another period."""
    if told.currency and stated.currency and told.currency != stated.currency:
        return False
    if told.unit and stated.unit and told.unit != stated.unit:
        return True
    if (told.minimum, told.maximum) == (stated.minimum, stated.maximum):
        return True
    # "from 50,000" names one end
    low, high = stated.minimum or Decimal(0), stated.maximum
    single = told.minimum is not None and told.maximum in (told.minimum, None)
    return single and told.minimum >= low and (high is None or told.minimum <= high)  # type: ignore[operator]


def _told(outline: Outline) -> Iterator[Pay]:
    """Yield what the prose says of pay, the surest places first."""
    for section in outline.of_kind("compensation"):
        for _, row in groupby(section.blocks, _row):
            blocks = list(row)
            yield from _in_stretch(outline, Span(blocks[0].span.start, blocks[-1].span.end), "pay-section", 0.93)
    yield from _in_prose(outline)


def _row(block: Block) -> tuple[int, Span | None]:
    """Return what the cells of one row of a table share; "$40,000" and "$52,000" in two of them are one range."""
    return (block.group, None) if block.kind == "cell" else (0, block.span)


def _in_prose(outline: Outline) -> Iterator[Pay]:
    """Yield the pay that sentences speak of, and lines that are nothing but a range."""
    text = outline.text
    marks = money_marks(text, outline.lower)
    blocks = [block for _, block in outline.blocks()] if marks else []
    above = {block.span: before for before, block in pairwise(blocks)}
    below = {block.span: after for block, after in pairwise(blocks)}
    for passage in outline.passages_with(marks):
        span, kind, block = passage.span, passage.section.kind, passage.block
        cue = _CUE if kind not in _WITHOUT and kind != "benefits" else _RANGE_OF_POST
        lead, after = above.get(block.span), below.get(block.span)
        if table := _in_rows(text, lead, after, below):
            # "Minimum rate", "$18", "Maximum rate", "$22": each on a line of its own
            yield from _in_stretch(outline, table, *_SENTENCE)
            continue
        # "Min salary: ..." and "Max salary: ..." stand on two lines
        ends = (
            after is not None
            and span.end == block.span.end
            and text[after.span.start : after.span.start + 3].lower() == "max"
        )
        if _speaks(text, span, cue) or (ends and _LOWEST.match(text, span.start, span.end)):
            yield from _in_stretch(outline, Span(span.start, after.span.end) if ends and after else span, *_SENTENCE)
        elif lead is not None and _leads(text, lead, block):
            yield from _in_stretch(outline, span, *_SENTENCE)
        elif kind == "benefits" and span.start == block.span.start and _heads(text, span):
            # "£54,000 to £63,000 a year" heads many a list of what there is to get
            yield from _in_stretch(outline, span, "pay-benefit", 0.85)
        elif lead is not None and _SAMPLE.search(text, max(lead.span.start, lead.span.end - _REACH), lead.span.end):
            continue
        elif kind != "benefits" and span == block.span and _heads(text, span, alone=True, sure=kind in _WITHOUT):
            yield from _in_stretch(outline, span, "pay-line", 0.75 if kind in _WITHOUT else 0.8)


def _speaks(text: str, span: Span, cue: re.Pattern[str]) -> bool:
    """Tell whether a passage speaks of pay, or gives it in columns."""
    found = cue.search(text, span.start, min(span.end, span.start + _REACH))
    return found is not None or (cue is _CUE and _COLUMNS.match(text, span.start, span.end) is not None)


def _in_rows(text: str, lead: Block | None, after: Block | None, below: Mapping[Span, Block]) -> Span | None:
    """Return the stretch of four lines that name the lowest pay, give it, name the highest and give it."""
    last = below.get(after.span) if after is not None else None
    if lead is None or after is None or last is None:
        return None
    rows = _LOW.match(text, lead.span.start, lead.span.end) and _HIGH.match(text, after.span.start, after.span.end)
    return Span(lead.span.start, last.span.end) if rows else None


def _leads(text: str, lead: Block, block: Block) -> bool:
    """Tell whether a block leads to a range below it ("The salary range is:") or beside it, and not to an example."""
    span, beside = lead.span, lead.kind == block.kind == "cell" and lead.group == block.group
    start = max(span.start, span.end - _REACH)
    return (
        (text[span.end - 1] == ":" or beside)
        and bool(_CUE.search(text, start, span.end))
        and not _SAMPLE.search(text, start, span.end)
    )


def _heads(text: str, span: Span, *, alone: bool = False, sure: bool = False) -> bool:
    """Tell whether a passage begins with a range of pay and its period.

    `alone`: and says little else; then one amount, or a range that only a year's pay has, will do unless `sure`.
    """
    opening = _OPENING.match(text, span.start, span.end) if alone else None
    start = opening.end() if opening else span.start
    one = next(_ranges(text, start, min(span.end, span.start + 60)), None)
    if one is None or one.start != start or (alone and span.end - one.end > (_ALONE_OPEN if opening else _ALONE)):
        return False
    if opening:
        # what is given up to an amount is a benefit as often
        return not sure and one.minimum >= _LEAST_ALONE and _period(text[one.end : one.end + 20]) == "YEAR"
    loose = alone and not sure
    return bool((one.maximum or loose) and _period(text[one.end : one.end + 20])) or (loose and _is_yearly(one))


def _is_yearly(one: Money) -> bool:
    """Tell whether an amount is a range that only a year's pay has."""
    if one.maximum is None or one.currency not in _USUAL:
        return False
    low, high = sorted((one.minimum, one.maximum))
    return low >= _LEAST_ALONE and high <= min(_MOST_ALONE, _WIDEST_ALONE * low)


def _from_field(value: str, span: Span) -> Pay | None:
    match = _FIELD.fullmatch(value)
    if match is None:
        stated = next(money(value), None)
        return _pay(stated, (value, ""), span, "pay-field", 0.97) if stated else None
    try:
        low, high = (Decimal(match[name]) if match[name] else None for name in ("low", "high"))
    except InvalidOperation:
        return None
    if low is None and high is None:
        return None
    period = (match["period"] or "").upper()
    quantity = Quantity(
        minimum=low,
        maximum=high or (None if match["open"] else low),
        unit=period if period in _PERIODS else "",
        currency=match["currency"] or "",
    )
    return Pay(quantity=quantity, evidence=(span,), rule="pay-field", confidence=0.98)


def _in_stretch(outline: Outline, span: Span, rule: str, confidence: float) -> Iterator[Pay]:
    text = outline.text
    end = min(span.end, span.start + 2_000)
    for one in _ranges(text, span.start, end):
        before = text[max(span.start, one.start - 40) : one.start]
        if _NO_PAY.search(before) or _NO_PAY_BEHIND.match(text, one.end, end):
            continue
        # "400 USD + bonus (once a year)": what follows a bonus is told of the bonus
        behind = _BONUS.split(text[one.end : min(end, one.end + 40)], maxsplit=1)[0]
        around = behind, text[max(span.start, one.start - 80) : one.start]
        pay = _pay(one, around, span, rule, confidence)
        if pay is not None:
            yield pay


def _ranges(text: str, start: int, end: int) -> Iterator[Money]:
    """Yield amounts; two that words join are one range."""
    held: Money | None = None
    for one in _whole(text, list(money(text, start, end)), start):
        if held is not None and _MIDDLE.search(text, held.end, one.start):
            held = held._replace(end=one.end)
            continue
        if held is not None and _joins(text, held, one):
            yield held._replace(end=one.end, maximum=one.minimum)
            held = None
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _whole(text: str, amounts: list[Money], start: int) -> list[Money]:
    """Return the amounts; those of all steps of a scale are one range."""
    steps = [
        one for one in amounts if one.maximum is None and _STEP.search(text, max(start, one.start - 12), one.start)
    ]
    if len(steps) < _FEWEST_STEPS or steps != amounts or steps[0].minimum >= steps[-1].minimum:
        return amounts
    return [steps[0]._replace(end=steps[-1].end, maximum=steps[-1].minimum)]


def _joins(text: str, low: Money, high: Money) -> bool:
    if low.maximum is not None or high.maximum is not None or low.currency != high.currency:
        return False
    close = low.minimum < high.minimum <= _WIDEST * low.minimum
    return close and bool(_JOINING.fullmatch(text, low.end, high.start))


def _period(text: str) -> str:
    """Return the period that a text names first."""
    found = ((match.start(), name) for name, pattern in _PERIODS.items() if (match := pattern.search(text)))
    return min(found, default=(0, ""))[1]


def _pay(one: Money, around: tuple[str, str], span: Span, rule: str, confidence: float) -> Pay | None:
    period = _period(around[0]) or _period(around[1])
    top = one.maximum or one.minimum
    if not period and _TWO_WEEKS.search(around[0]):
        confidence = min(confidence, _LESS_SURE)
    elif not period and one.currency in _USUAL:
        # whole dollars may be a month's pay, cents are an hour's
        cents = "." in f"{one.minimum} {top}"
        period = "YEAR" if top >= _LEAST_YEARLY else "HOUR" if cents and top <= _USUAL_HOURLY else ""
    if (period == "YEAR" and top < _LEAST_YEARLY) or (period == "HOUR" and top > _MOST_HOURLY):
        return None
    low, high = sorted((one.minimum, one.maximum or one.minimum))
    least = None if low == high and _UP_TO.search(around[1]) else low
    most = None if low == high and (_FROM.search(around[1]) or around[0][:1] == "+") else high
    quantity = Quantity(minimum=least, maximum=most, unit=period, currency=one.currency)
    where = Span(one.start, one.end) if rule != "pay-field" else span
    return Pay(quantity=quantity, evidence=(where,), rule=rule, confidence=confidence)
