"""What kind of section a heading opens."""

from functools import cache, lru_cache
from typing import Final, NamedTuple

from rolegraph.lexicons.words import groups
from rolegraph.regexes import regex

_NUMBERING: Final = regex(r"[\W\d_]*")
_WORD: Final = regex(r"[\w&]+(?:['-]\w+)*")
# the abbreviation of a heading: "Minimum Qualifications (MQs)"
_ABBREVIATED: Final = regex(r"\s\([A-Z]{2,6}s?\)(?=\s?:?\s*$)")
_MOST_WORDS: Final = 7
_LONGEST: Final = 90
_ASKED: Final = frozenset(["requirements", "preferred", "benefits"])
_GENERAL: Final = frozenset(["company", "team", "role"])
_REQUIRED: Final = frozenset(["required", "minimum", "must"])
# "Â" is what is left of a no-break space that was read in the wrong encoding
_MARKS: Final = str.maketrans("’‘`Â", "''' ")


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
    if len(heading) > _LONGEST:
        # "Objective 2: ..." may run on
        before, colon, _ = heading.partition(":")
        return section_kind(before)._replace(whole=False) if colon and len(before) <= _LONGEST else UNKNOWN
    if "(" in heading:
        heading = _ABBREVIATED.sub("", heading)
    text = heading.translate(_MARKS).casefold().rstrip("_")
    words = _words(text[_NUMBERING.match(text).end() :])  # type: ignore[union-attr]
    whole, parts, openings, endings = _tables()
    if words in whole:
        return whole[words]
    count = len(words)
    runs = [(i, j) for i in range(count) for j in range(i + 1, min(count, i + _MOST_WORDS) + 1) if words[i:j] in parts]
    ending = next((endings[words[-i:]] for i in (2, 1) if words[-i:] in endings and count > i), None)
    if not runs:
        short = count <= _MOST_WORDS
        opening = next((openings[words[:i]] for i in (2, 1) if short and words[:i] in openings and i < count), UNKNOWN)
        return ending or opening
    # "Our company offers benefits": what is offered says more than who offers it
    start, end = max(
        runs, key=lambda run: (parts[words[slice(*run)]].name not in _GENERAL, len(" ".join(words[slice(*run)])))
    )
    known = {at for run in runs for at in range(*run)}
    # "Key duties and general responsibilities": nothing but phrases and the words that go with them
    covered = all(
        at in known or word.isdigit() or word in _fillers() or (word,) in whole for at, word in enumerate(words)
    )
    kind = parts[words[start:end]]
    if ending is not None and kind.name not in _ASKED:
        return ending
    required = not _REQUIRED.isdisjoint(words) and "not" not in words
    if kind.name == "requirements" and not required and not _preferring().isdisjoint(words):
        kind = SectionKind("preferred")
    elif kind.name == "preferred" and required:
        kind = SectionKind("requirements")
    return kind._replace(whole=covered)


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a phrase; marks between words do not count, those inside ("day-to-day", "you'll") do."""
    return tuple(["you'll" if word == "youll" else word for word in _WORD.findall(text)])


@cache
def _preferring() -> frozenset[str]:
    return frozenset(groups("headings")["preferring"])


@cache
def _fillers() -> frozenset[str]:
    """Return the words that stand beside a phrase without changing what the heading says."""
    return frozenset(groups("headings")["fillers"])


_Phrases = dict[tuple[str, ...], SectionKind]


@cache
def _tables() -> tuple[_Phrases, _Phrases, _Phrases, _Phrases]:
    """Return, as tuples of words, what is a whole heading, what may stand inside one, begin one and end one."""
    whole: _Phrases = {}
    parts: _Phrases = {}
    openings: _Phrases = {}
    endings: _Phrases = {}
    for group, phrases in groups("headings").items():
        if group in ("fillers", "preferring"):
            continue
        name, label = group.removesuffix("!"), group.endswith("!")
        for phrase in phrases:
            if phrase.endswith("*"):
                openings.setdefault(_words(phrase[:-1]), SectionKind(name, label))
                continue
            if phrase.startswith("*"):
                endings.setdefault(_words(phrase), SectionKind(name, label))
                continue
            words = _words(phrase.removeprefix("="))
            whole.setdefault(words, SectionKind(name, label, True))
            if not phrase.startswith("="):
                parts.setdefault(words, SectionKind(name, label))
    return whole, parts, openings, endings
