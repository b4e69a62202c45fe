"""Numbers, amounts of money and counts, as postings write them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from rolegraph.lexicons.triggers import word_starts
from rolegraph.regexes import regex

NUMBER: Final = r"\d{1,3}(?:[,.' \u00a0\u202f]\d{3}){1,6}(?:[.,]\d{1,2})?(?!\d)|\d{1,18}(?:[.,]\d{1,9})?"
"""A number with or without marks between thousands."""

_SYMBOLS: Final = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "¥": "JPY",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
    "zł": "PLN",
}
_PREFIXED: Final = {
    "US$": "USD",
    "CA$": "CAD",
    "C$": "CAD",
    "CAD$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "S$": "SGD",
    "HK$": "HKD",
    "R$": "BRL",
}
_CODES: Final = (
    "USD|EUR|GBP|CHF|CAD|AUD|NZD|SGD|HKD|INR|JPY|CNY|KRW|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|ILS|AED|SAR|ZAR|BRL|MXN"
    "|AMD|RUB|UAH"
)
_SCALE: Final = {
    "k": 1_000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "thousand": 1_000,
    "trillion": 10**12,
    "t": 10**12,
}
_SCALES: Final = (
    r"(?:(?P<{0}>k|m|mm|mn|b|bn|K|M|MM|B|BN|T)\b|[ -](?P<{0}w>thousand|million|billion|trillion|K(?!-))\b)?"
)
_MARK: Final = rf"(?:(?:US|CAD?|AU?|NZ|S|HK|R)?\$|[€£₹¥₩₪₺]|zł|\b(?:{_CODES})\b)"
_MONEY: Final = regex(
    rf"(?:(?P<before>{_MARK})\s?(?P<low>{NUMBER}){_SCALES.format('ls')}(?P<lp>\+?)"
    rf"(?:\s*(?:-|–|—|to|and|up to|bis|à"
    rf"|a)\s*(?P<again>\$?{_MARK})?\s?(?P<high>{NUMBER}){_SCALES.format('hs')}(?P<hp>\+?))?"
    rf"|(?<!\d)(?P<low2>{NUMBER}){_SCALES.format('ls2')}(?P<lp2>\+?)(?:\s*(?:-|–|—|to|bis|à"
    rf"|a)\s*(?P<high2>{NUMBER}){_SCALES.format('hs2')}(?P<hp2>\+?))?"
    rf"\s?(?P<after>[€£₹]|\$(?=\s*(?:$|[\n.,;)/+]|per\b|a\b|monthly|net\b|gross))|zł|\b(?:{_CODES}|[Ee]uros?"
    rf"|(?:U\.?S\.? )?[Dd]ollars|[Dd]rams?)\b))"
    rf"(?:\s?(?P<code>\b(?:{_CODES})\b))?"
)

_ANY_MARK: Final = regex(rf"[$€£₹¥₩₪₺]|zł|[Ee]uro|[Dd]ollars|[Dd]rams?\b|\b(?:{_CODES})\b")


class Money(NamedTuple):
    """An amount of money in a text.

    Args:
        start: Its first code point.
        end: The code point after its last.
        minimum: The amount, or the lower end of a range.
        maximum: The upper end, None where there is none.
        currency: ISO 4217 code.
        open_ended: Whether a "+" stands behind it.
    """

    start: int
    end: int
    minimum: Decimal
    maximum: Decimal | None
    currency: str
    open_ended: bool


def decimal(text: str) -> Decimal:
    """Return the value of a number, whatever stands between its thousands.

    Example:
        >>> decimal("2,400"), decimal("85.000"), decimal("1.5"), decimal("50,000.00"), decimal("2 400")
        (Decimal('2400'), Decimal('85000'), Decimal('1.5'), Decimal('50000.00'), Decimal('2400'))
    """
    text = re.sub(r"[ '\u00a0\u202f]", "", text)
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return Decimal(text)
    whole, part = re.sub(r"[.,]", "", text[:last]), text[last + 1 :]
    # three digits behind the only kind of mark are thousands
    if len(part) == 3 and (whole != "0" and len({c for c in text if c in ".,"}) == 1):
        return Decimal(whole + part)
    return Decimal(f"{whole}.{part}")


def money(text: str, start: int = 0, end: int | None = None) -> Iterator[Money]:
    """Yield the amounts of money in a text, in order.

    Args:
        text: The text.
        start: The first code point to look at.
        end: The code point after the last; None for the end.

    Yields:
        Amounts and ranges; "k", "M" and "B" are multiplied out, and count for both ends of a range.

    Example:
        >>> [(str(m.minimum), str(m.maximum), m.currency) for m in money("grew it ($1B to $5B+) on £45-50k")]
        [('1000000000', '5000000000', 'USD'), ('45000', '50000', 'GBP')]
    """
    stop = len(text) if end is None else end
    # the first look is cheap: no mark, no amount
    if not _ANY_MARK.search(text, start, stop):
        return
    for match in _MONEY.finditer(text, start, stop):
        suffix = "" if match["before"] else "2"
        scales = [match[f"{end}s{suffix}"] or match[f"{end}s{suffix}w"] for end in ("l", "h")]
        low, high = match[f"low{suffix}"], match[f"high{suffix}"]
        first, second = (_SCALE.get((s or "").lower(), 1) for s in scales)
        # "£45-50k": one letter for both ends
        if high and first == 1 and second > 1 and decimal(low) < 1000:
            first = second
        yield Money(
            match.start(),
            match.end(),
            decimal(low) * first,
            decimal(high) * second if high else None,
            match["code"] or _currency(match["before"] or match["after"]),
            bool(match[f"hp{suffix}"] or match[f"lp{suffix}"]),
        )


def money_marks(text: str, lower: str) -> tuple[str, ...]:
    """Return the marks of money that a text holds, lower case: without one it names no amount.

    Args:
        text: The text, as long as a posting.
        lower: The same in lower case.

    Returns:
        Signs, codes and words, in a fixed order.

    Example:
        >>> money_marks("USD 40 or €35", "usd 40 or €35"), money_marks("Thirty", "thirty")
        (('€', 'usd'), ())
    """
    starts = word_starts(lower)
    marks = [mark for mark in _SYMBOLS if mark in text]
    marks += [mark.lower() for mark, start in _SPELT if start in starts and mark in text]
    return tuple(dict.fromkeys(marks))


_SPELT: Final = tuple(
    (mark, mark.lower().encode()[:4])
    for mark in (*_CODES.split("|"), "Euro", "euro", "dollars", "Dollars", "Dram", "dram")
)


def _currency(mark: str) -> str:
    word = {"euro": "EUR", "euros": "EUR", "dollars": "USD", "dram": "AMD", "drams": "AMD"}.get(
        mark.lower().rpartition(" ")[2]
    )
    return _PREFIXED.get(mark) or _SYMBOLS.get(mark) or word or mark
