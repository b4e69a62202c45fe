"""Datatypes of XML Schema as SHACL and SPARQL see them: what is a form of each, and which of two values is less.

Lexical forms follow XML Schema 1.1 part 2, comparison the operators of SPARQL 1.1, section 17.3: values are compared
with their like, and whatever cannot be compared is neither less, equal nor greater.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from rolegraph.regexes import regex
from rolegraph.vocabulary import PREFIXES, value

_XSD: Final = PREFIXES["xsd"]
LANG_STRING: Final = f"<{PREFIXES['rdf']}langString>"
"""The term of the datatype of strings with a language."""
STRING: Final = f"<{_XSD}string>"
"""The term of xsd:string, which plain literals have without saying so."""

_DECIMAL: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_FLOAT: Final = rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"
_ZONE: Final = r"(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_YEAR: Final = r"(-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
_DATE: Final = _YEAR + r"-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME: Final = r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9](?:\.[0-9]+)?)"
_FORMS: Final = {
    "boolean": regex(r"true|false|0|1"),
    "integer": regex(r"[+-]?[0-9]+"),
    "decimal": regex(_DECIMAL),
    "float": regex(_FLOAT),
    "double": regex(_FLOAT),
    "dateTime": regex(rf"{_DATE}T(?:{_TIME}|(24:00:00(?:\.0+)?)){_ZONE}"),
    "date": regex(_DATE + _ZONE),
    "time": regex(rf"(?:{_TIME}|(24:00:00(?:\.0+)?)){_ZONE}"),
    "gYear": regex(_YEAR + _ZONE),
    "gYearMonth": regex(_YEAR + r"-(0[1-9]|1[0-2])" + _ZONE),
}
_SIGNED: Final = {"long": 63, "int": 31, "short": 15, "byte": 7}
_BOUNDS: Final[dict[str, tuple[int | None, int | None]]] = {
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2**bits), 2**bits - 1) for name, bits in _SIGNED.items()},
    **{f"unsigned{name.capitalize()}": (0, 2 ** (bits + 1) - 1) for name, bits in _SIGNED.items()},
}
# more digits than any number of ours has, and than Python turns into an int without complaint
_MOST_DIGITS: Final = 4000


def datatype(term: str) -> str:
    """Return the term of a literal's datatype, as SPARQL's function of that name does; "" for what is no literal.

    Example:
        >>> datatype('"Pförtner"@de')
        '<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>'
    """
    if term[0] != '"':
        return ""
    if term[-1] == '"':
        return STRING
    return term[term.rindex('"') + 3 :] if term[-1] == ">" else LANG_STRING


def is_well_formed(term: str) -> bool:
    """Say whether a literal is a form of its datatype; true of datatypes that we do not know.

    Example:
        >>> is_well_formed('"2026-02-30"^^<http://www.w3.org/2001/XMLSchema#date>')
        False
    """
    name = _local(datatype(term))
    if name in _BOUNDS:
        number = _number(value(term), "integer")
        low, high = _BOUNDS[name]
        return number is not None and (low is None or number >= low) and (high is None or number <= high)
    form = _FORMS.get(name)
    if form is None:
        return True
    found = form.fullmatch(value(term))
    return found is not None and (name not in ("date", "dateTime") or _is_day(found))


def compare(left: str, right: str) -> int | None:
    """Compare two values.

    Args:
        left: A term.
        right: A term.

    Returns:
        -1, 0 or 1 where the first is less than, equal to or greater than the second; None where they cannot be
        compared.

    Example:
        >>> integer, decimal = "<http://www.w3.org/2001/XMLSchema#integer>", "<http://www.w3.org/2001/XMLSchema#decimal>"
        >>> compare(f'"2"^^{integer}', f'"1.5"^^{decimal}'), compare(f'"2"^^{integer}', '"1.5"')
        (1, None)
    """
    (kind, first), (other, second) = _measure(left), _measure(right)
    if kind != other or not kind:
        return None
    if isinstance(first, float) != isinstance(second, float):  # numbers that meet a float become one
        first, second = _float(first), _float(second)
    return -1 if first < second else 1 if first > second else 0 if first == second else None


@lru_cache(maxsize=4096)
def _measure(term: str) -> tuple[str, Any]:
    """Return what a term is compared with, "" for nothing, and its measure."""
    kind = datatype(term)
    if kind == STRING:
        return "string", value(term)
    name = _local(kind)
    if (name not in _FORMS and name not in _BOUNDS) or not is_well_formed(term):
        return "", None
    if name in _ZONED:
        return _ZONED[name](name, _FORMS[name].fullmatch(value(term)))
    if name == "boolean":
        return name, value(term) in ("true", "1")
    number = _number(value(term), name if name in _FORMS else "integer")
    return ("number", number) if number is not None else ("", None)


def _local(kind: str) -> str:
    return kind[len(_XSD) + 1 : -1] if kind.startswith(f"<{_XSD}") else ""


def _number(text: str, name: str) -> int | Decimal | float | None:
    if len(text) > _MOST_DIGITS or not _FORMS[name].fullmatch(text):
        return None
    if name == "integer":
        return int(text)
    return Decimal(text) if name == "decimal" else float(text)


def _float(number: int | Decimal | float) -> float:
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def _is_day(found: re.Match[str]) -> bool:
    year, month, day = int(found[1][-4:]), int(found[2]), int(found[3])
    if day <= 28:
        return True
    # leap years come back every 400 years, which Python's calendar need not go beyond
    turn = int(found[1]) if len(found[1]) < 10 else year
    return day <= monthrange(turn % 400 + 400, month)[1]


def _zone(text: str | None) -> tuple[str, int]:
    """Return whether there is a zone, and its minutes east of Greenwich."""
    if not text:
        return "", 0
    if text == "Z":
        return "zoned ", 0
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    return "zoned ", minutes if text[0] == "+" else -minutes


def _instant(name: str, found: re.Match[str]) -> tuple[str, Any]:
    """Measure a date, a time or both in seconds; those with a zone are not compared with those without."""
    groups = list(found.groups())
    zone, minutes = _zone(groups.pop())
    date = {"time": 0, "gYear": 1, "gYearMonth": 2}.get(name, 3)  # how many groups say the day
    day = [int(group) for group in groups[:date]] + [1] * (3 - date)
    days = _days(*day) if date else 0
    clock: list[Any] = groups[-4:] if name in ("dateTime", "time") else ["0", "0", "0", None]
    hours, moments, seconds = (24, 0, Decimal(0)) if clock[3] else (int(clock[0]), int(clock[1]), Decimal(clock[2]))
    return zone + name, ((days * 24 + hours) * 60 + moments - minutes) * 60 + seconds


def _days(year: int, month: int, day: int) -> int:
    """Count the days of the proleptic Gregorian calendar from the first of March of the year 0."""
    shifted = year - (month < 3)
    return 365 * shifted + shifted // 4 - shifted // 100 + shifted // 400 + (153 * ((month + 9) % 12) + 2) // 5 + day


_ZONED: Final[dict[str, Callable[[str, Any], tuple[str, Any]]]] = dict.fromkeys(
    ("dateTime", "date", "time", "gYear", "gYearMonth"), _instant
)
