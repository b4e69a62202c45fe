"""What kind of section a heading opens."""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rolegraph.lexicons.words import groups

_NOISE: Final = re.compile(r"^[\W\d_]+|[\s:.!?…*#_=-]+$")
_WORD: Final = re.compile(r"[\w&]+(?:['-]\w+)*")
_MOST_WORDS: Final = 7
_LONGEST: Final = 90
_APOSTROPHES: Final = str.maketrans("’‘`", "'''")


class SectionKind(NamedTuple):
    """The kind of a section.

    Args:
        name: `responsibilities`, `requirements`, ...; "" when the heading is not known.
        label: Whether the heading is a label that stands for one line only, as "Location:" does.
        whole: Whether the heading is a known phrase and nothing else.
    """

    name: str
    label: bool = False
    whole: bool = False


UNKNOWN: Final = SectionKind("")


@lru_cache(maxsize=8192)
def section_kind(heading: str) -> SectionKind:
    """Tell what kind of section a heading opens.

    Args:
        heading: Its text, colon and numbering included or not.

    Returns:
        The kind whose phrase is the whole heading, else the one with the longest phrase in it, else `UNKNOWN`.

    Example:
        >>> section_kind("Your Key Responsibilities:").name
        'responsibilities'
        >>> section_kind("Location").label
        True
    """
    words = _words(_NOISE.sub("", heading.translate(_APOSTROPHES).casefold()))
    whole, parts, openings = _tables()
    if words in whole:
        return whole[words]
    if len(heading) > _LONGEST:
        # "Objective 2: ..." may run on
        before, colon, _ = heading.partition(":")
        return section_kind(before)._replace(whole=False) if colon and len(before) <= _LONGEST else UNKNOWN
    count = len(words)
    runs = [
        (i, j) for i in range(count) for j in range(i + 1, min(count, i + _MOST_WORDS) + 1) if words[i:j] in parts
    ]
    if not runs:
        return next((openings[words[:i]] for i in (2, 1) if words[:i] in openings and i < count <= _MOST_WORDS), UNKNOWN)
    start, end = max(runs, key=lambda run: len(" ".join(words[slice(*run)])))
    known = {at for run in runs for at in range(*run)}
    # "Key duties and general responsibilities": nothing but phrases and the words that go with them
    covered = all(at in known or word in _fillers() or (word,) in whole for at, word in enumerate(words))
    return parts[words[start:end]]._replace(whole=covered)


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a phrase; marks between words do not count, those inside ("day-to-day", "you'll") do."""
    return tuple(_WORD.findall(text))


@cache
def _fillers() -> frozenset[str]:
    """Return the words that stand beside a phrase without changing what the heading says."""
    return frozenset(groups("headings")["fillers"])


_Phrases = dict[tuple[str, ...], SectionKind]


@cache
def _tables() -> tuple[_Phrases, _Phrases, _Phrases]:
    """Return, as tuples of words, what is a whole heading, what may stand inside one, and what one may begin with."""
    whole: _Phrases = {}
    parts: _Phrases = {}
    openings: _Phrases = {}
    for group, phrases in groups("headings").items():
        if group == "fillers":
            continue
        name, label = group.removesuffix("!"), group.endswith("!")
        for phrase in phrases:
            if phrase.endswith("*"):
                openings.setdefault(_words(phrase[:-1]), SectionKind(name, label))
                continue
            words = _words(phrase.removeprefix("="))
            whole.setdefault(words, SectionKind(name, label, True))
            if not phrase.startswith("="):
                parts.setdefault(words, SectionKind(name, label))
    return whole, parts, openings
