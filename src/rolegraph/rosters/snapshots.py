"""The day that a table tells of: a column says it, the user, or the name of the file."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath
from typing import Final

from rolegraph.regexes import regex

_ISO: Final = regex(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_BRITISH: Final = regex(r"(?<!\d)(\d\d)([-_.]?)(\d\d)\2((?:20)?\d\d)(?!\d)")
# the two days of the year that organograms are of
_SEASONS: Final = regex(r"(mar|sep)(?:ch|t|tember)?[-_. ]?((?:20)?\d\d)(?!\d)")
_SNAPSHOT: Final = {"mar": (3, 31), "sep": (9, 30)}


def snapshot(cells: Iterable[str], source: str, layout: str) -> str:
    """Return the day that a table tells of.

    Args:
        cells: What its column of dates says, if it has one.
        source: The name of its file.
        layout: The name of its layout; the names of organograms write their two days of the year in British ways.

    Returns:
        The day in ISO 8601; "" where the rows differ, or nothing says it.

    Example:
        >>> snapshot(["2026-03-31"], "a.csv", ""), snapshot([], "posts-2025-09-30.csv", "")
        ('2026-03-31', '2025-09-30')
        >>> snapshot([], "return-September-2013-senior.csv", "uk-organogram-senior")
        '2013-09-30'
    """
    stated = {cell[:10] for cell in cells if cell}
    if stated:
        days = {next(_days(one), "") for one in stated}
        return days.pop() if len(days) == 1 else ""
    name = PurePath(source).stem
    if not layout.startswith("uk-organogram"):
        return next(_days(name), "")
    # the other days in such a name are those of its making
    return _british(name.casefold()) or next((day for day in _days(name) if day[5:] in ("03-31", "09-30")), "")


def _days(text: str) -> Iterator[str]:
    for match in _ISO.finditer(text):
        if day := _day(*(int(part) for part in match.group(1, 3, 4))):
            yield day


def _british(name: str) -> str:
    for match in _BRITISH.finditer(name):
        day, month, year = (int(part) for part in match.group(1, 3, 4))
        if (month, day) in _SNAPSHOT.values() and (found := _day(year % 2000 + 2000, month, day)):
            return found
    season = _SEASONS.search(name)
    return _day(int(season[2]) % 2000 + 2000, *_SNAPSHOT[season[1]]) if season else ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
