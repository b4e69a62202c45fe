"""Patterns that are tried only where a cheap search finds one of their stems.

Regular expressions of many alternatives cost milliseconds a posting; finding a plain word costs microseconds. So every
group of patterns in such a word list names stems, and a sentence without a stem of the group is never looked at. Most
stems are in no posting at all: the beginnings of its words, gathered once, tell which ones are worth a search.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rolegraph.lexicons.words import groups
from rolegraph.regexes import AnyOf, regex

_START: Final = 4
_LONG_START: Final = 6
# letters stay, all else parts words
_LETTERS: Final = bytes(i if chr(i).isalpha() and i < 128 else 32 for i in range(256))
_FIRST: Final = regex(r"[^\W\d_]+")


class Trigger(NamedTuple):
    """One group of patterns.

    Args:
        name: The group ("export-control").
        where: What stands behind "@" in the group's name: a condition that the extractor knows, or "".
        stems: Lower-case pieces of text, one of which every match holds.
        said: What the group stands for, in lower case.
        unless: What rules it out, in lower case.
    """

    name: str
    where: str
    stems: tuple[str, ...]
    said: AnyOf
    unless: AnyOf

    def matches(self, words: str) -> bool:
        """Tell whether a sentence says what the group stands for."""
        lower = words.lower()
        return self.said.is_in(lower) and not self.unless.is_in(lower)


@cache
def triggers(topic: str) -> tuple[Trigger, ...]:
    """Return the triggers of a topic, over all languages, in the order of the files.

    A line "stems: a, b" in a group lists its stems ("_" stands for a blank), and "unless: x" is a pattern that rules a
    sentence out; the other lines are its patterns. A stem begins where a word begins.

    Args:
        topic: The name of the word lists, without their ending.

    Returns:
        One Trigger a group.

    Example:
        >>> [trigger.name for trigger in triggers("conditions")][:2]
        ['export-control', 'visa']
    """
    found = []
    for group, lines in groups(topic).items():
        name, _, where = group.partition("@")
        listed = [stem.strip() for line in lines if line.startswith("stems:") for stem in line[6:].split(",")]
        stems = [stem.replace("_", " ") for stem in listed]
        patterns = [line for line in lines if not line.startswith(("stems:", "unless:"))]
        unless = [line[7:].strip() for line in lines if line.startswith("unless:")]
        found.append(Trigger(name, where, tuple(stems), AnyOf(patterns), AnyOf(unless)))
    return tuple(found)


def present(text: str, stems: Iterable[str]) -> tuple[str, ...]:
    """Return the stems that a text may hold; those left out are certainly not the beginning of a word in it.

    Args:
        text: The text, lower case.
        stems: What may begin a word of it, lower case.

    Returns:
        The stems that deserve a search, in the order given.

    Example:
        >>> present("we do not discriminate.", ("discriminat", "privacy"))
        ('discriminat',)
    """
    starts = word_starts(text)
    return tuple(stem for stem in stems if (start := _start(stem)) is None or start in starts)


@lru_cache(maxsize=2)
def word_starts(text: str) -> set[bytes]:
    """Return the first four and six letters of every word, the whole word where it is shorter; not to be changed.

    Example:
        >>> sorted(word_starts("we pay in euros"))
        [b'euro', b'euros', b'in', b'pay', b'we']
    """
    words = set(text.encode("ascii", "replace").translate(_LETTERS).split())
    return {word[:_START] for word in words} | {word[:_LONG_START] for word in words}


@lru_cache(maxsize=4096)
def _start(stem: str) -> bytes | None:
    """Return the beginning of a stem's first word; None when it is too short or too foreign to tell."""
    word = _FIRST.search(stem)
    if word is None or not word[0].isascii() or "'" in stem:
        # "n't" ends a word
        return None
    if len(word[0]) >= _START:
        return word[0][: _LONG_START if len(word[0]) >= _LONG_START else _START].encode()
    # a short word is told from a longer one by what stands behind it
    return word[0].encode() if word.end() < len(stem) else None
