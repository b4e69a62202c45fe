"""Where sentences end."""

import re
from collections.abc import Iterator
from typing import Final

from rolegraph.regexes import regex

# a mark that may end a sentence, what may close after it, and what may begin the next one
_END: Final = regex(r"[.!?…](?:[\"'”’)\]]+)?(?:\s+(?=[\"'“‘(\[]?[A-ZÀ-ÖØ-Þ0-9•¿¡])|(?<=[a-z]{3}\.)(?=[A-Z][a-z]))")
_LAST_WORD: Final = regex(r"[\w.&'’-]+$")
_INITIALS: Final = regex(r"(?:\w\.)+\w")
_ABBREVIATIONS: Final = frozenset(
    [
        "sr",
        "jr",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "inc",
        "ltd",
        "co",
        "corp",
        "llc",
        "vs",
        "dept",
        "dir",
        "mgr",
        "asst",
        "assoc",
        "exec",
        "gov",
        "approx",
        "max",
        "min",
        "no",
        "nos",
        "nr",
        "vol",
        "fig",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "bzw",
        "ca",
        "z.b",
        "d.h",
        "u.a",
        "evtl",
        "inkl",
        "ggf",
        "sra",
        "srta",
        "av",
        "ave",
        "blvd",
        "rd",
        "ph.d",
        "b.s",
        "m.s",
        "b.a",
        "m.a",
        "e.g",
        "i.e",
        "cf",
        "al",
        "gen",
        "col",
        "capt",
        "lt",
        "sgt",
        "rev",
        "hon",
        "pres",
        "supt",
        "div",
        "ext",
        "tel",
        "mt",
        "ft",
    ]
)


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of `text[start:end]` lie, white space at their ends left out.

    Args:
        text: The whole text.
        start: The first code point to look at.
        end: The code point after the last.

    Yields:
        Start and end of each sentence, in order; they cover all but white space.

    Example:
        >>> line = "Reports to the Sr. Director (CAO), U.S. Division. Apply now!"
        >>> [line[a:b] for a, b in split_sentences(line, 0, len(line))]
        ['Reports to the Sr. Director (CAO), U.S. Division.', 'Apply now!']
    """
    first = start
    for found in _END.finditer(text, start, end):
        if text[found.start()] == "." and _is_abbreviation(text, first, found):
            continue
        stop = found.end() - len(found[0]) + len(found[0].rstrip())
        yield first, stop
        first = found.end()
    if text[first:end].strip():
        yield first, end


def _is_abbreviation(text: str, first: int, found: re.Match[str]) -> bool:
    # the last word of a sentence is short; a longer look back would make a text without spaces quadratic
    before = text[max(first, found.start() - 24) : found.start()]
    last = before[before.rfind(" ") + 1 :]
    if not last.isalpha():
        # marks are in it: they may part words, or be of one
        word = _LAST_WORD.search(last)
        if word is None:
            return False
        last = word[0]
    last = last.casefold()
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()) or _INITIALS.fullmatch(last) is not None
