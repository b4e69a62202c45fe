"""How fields are spelled so that extractors read them: pay, places, times, kinds of employment.

`rolegraph.extractors.pay` reads "EUR 50000-70000 YEAR", `locations` "Oslo, NO", `attributes` ISO 8601 and words.
"""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from rolegraph.drafts import Draft
from rolegraph.regexes import regex
from rolegraph.sources.loose import Json, Record, plain

# the stem by which boards name a period ("per-year-salary", "annual", "1 MONTH", "daily")
_PERIODS: Final = (
    ("hour", "HOUR"),
    ("day", "DAY"),
    ("daily", "DAY"),
    ("week", "WEEK"),
    ("month", "MONTH"),
    ("year", "YEAR"),
    ("annual", "YEAR"),
    ("annum", "YEAR"),
)
_COUNT: Final = regex(r"\d+(?:\.\d+)?(?=\s)")
_CURRENCY: Final = regex(r"[A-Z]{3}")
_HUMP: Final = regex(r"(?<=[a-z])(?=[A-Z])")
# no post pays more; what does is a slip or an attack on the memory
_DIGITS: Final = 15


def pay(currency: Json, low: Json, high: Json, period: Json = "", *, per: int = 1) -> str:
    """Spell pay.

    Args:
        currency: ISO 4217 code; anything else is left out.
        low: The lower bound, a number or its digits.
        high: The upper bound.
        period: What names the period ("per-year-salary", "1 YEAR", "monthly").
        per: How many of the units counted make one of the currency: 100 for cents.

    Returns:
        For example "EUR 50000-70000 YEAR"; "EUR 50000- YEAR" with no upper bound; "" without an amount.

    Example:
        >>> pay("EUR", 5000000, 7000000, "annual", per=100), pay("NOK", "250.50", None, "hourly")
        ('EUR 50000-70000 YEAR', 'NOK 250.5- HOUR')
    """
    least, most = amount(low, per), amount(high, per)
    if not least and not most:
        return ""
    number = least if least == most else f"{least}-{most}"
    code = plain(currency).strip().upper()
    return " ".join(
        part for part in (code if _CURRENCY.fullmatch(code) else "", number, pay_period(plain(period))) if part
    )


def amount(value: Json, per: int = 1) -> str:
    """Spell an amount without exponent, separators and trailing zeros; "" for none, zero and what is no number.

    Example:
        >>> amount("120,000.00"), amount(1.2e5), amount(0), amount("competitive")
        ('120000', '120000', '', '')
    """
    digits = plain(value).replace(",", "").replace(" ", "")
    try:
        number = Decimal(digits) / per
    except (InvalidOperation, ValueError):
        return ""
    if not number.is_finite() or number <= 0 or number.adjusted() > _DIGITS or number.adjusted() < -2:
        return ""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def pay_period(text: str) -> str:
    """Return the period that a text names as schema.org's unitText, "" for none and for several of one.

    Example:
        >>> pay_period("per-hour-wage"), pay_period("1 YEAR"), pay_period("2 WEEK")
        ('HOUR', 'YEAR', '')
    """
    text = text.lower()
    count = _COUNT.match(text)
    if count and Decimal(count[0]) != 1:
        return ""
    return next((name for stem, name in _PERIODS if stem in text), "")


def place(*parts: Json) -> str:
    """Spell a place of its parts, the smallest first; a code of two letters is a country's or region's.

    A region called after its town is left out: as a part of the line it would be read as a second town.

    Example:
        >>> place("Oslo", "Oslo", "no"), place(None, "", {"name": "Norway"}), place("Porto", "Porto District", "PT")
        ('Oslo, NO', 'Norway', 'Porto, PT')
    """
    said = [one for part in parts if (one := plain(part).strip())]
    kept = [one for one in said if one is said[0] or not one.startswith(f"{said[0]} ")]
    return ", ".join(dict.fromkeys(one.upper() if len(one) == 2 else one for one in kept))


def time(value: Json) -> str:
    """Spell a time: milliseconds since 1970 and "2031-02-03 10:00:00 UTC" in ISO 8601, anything else as it is.

    Example:
        >>> time(1927886400000), time("2031-02-03 10:00:00 UTC"), time("2031-02-03")
        ('2031-02-03T12:00:00Z', '2031-02-03T10:00:00+00:00', '2031-02-03')
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return datetime.fromtimestamp(value / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (OverflowError, OSError, ValueError):
            return ""
    text = plain(value).strip()
    return f"{text[:10]}T{text[11:-4]}+00:00" if text.endswith(" UTC") and len(text) == 23 else text


def employment(value: Json) -> str:
    """Spell a kind of employment in words: "FullTime" and "fulltime_permanent" too.

    Example:
        >>> employment("FullTime"), employment("fulltime_permanent"), employment({"label": "Part-time"})
        ('Full Time', 'fulltime permanent', 'Part-time')
    """
    return _HUMP.sub(" ", plain(value, "label")).replace("_", " ")


def add_employer(draft: Draft, record: Record, stated: Json = None) -> None:
    """Add who hires: what the board states, else `company_name`, under which `rolegraph fetch` keeps the name."""
    draft.field("organization", plain(stated) or plain(record.get("company_name")))


def add_remote(draft: Draft, stated: Json) -> None:
    """Add that the role can be done from elsewhere, where a flag or a word for the kind of workplace says so."""
    word = plain(stated).lower()
    if stated is True or (("remote" in word or word == "fully") and "hybrid" not in word and "non" not in word):
        draft.field("remote", "Remote")
