"""Patterns that are tried only where a cheap search finds one of their stems.

Regular expressions of many alternatives cost milliseconds a posting; finding a plain word costs microseconds. So every
group of patterns in such a word list names stems, and a sentence without a stem of the group is never looked at. Most
stems are in no posting at all: the beginnings of its words, gathered once, tell which ones are worth a search.
"""

from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from rolegraph.lexicons.words import groups
from rolegraph.regexes import AnyOf
from rolegraph.remembering import remembered

_STARTS: Final = (4, 7)
# letters stay, all else parts words
_LETTERS: Final = bytes(i if chr(i).isalpha() and i < 128 else 32 for i in range(256))


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
        return _says(words, self.said, self.unless)


@remembered
def _says(words: str, said: AnyOf, unless: AnyOf) -> bool:
    lower = words.lower()
    return said.is_in(lower) and not unless.is_in(lower)


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


class Stems(tuple[str, ...]):
    """Beginnings of words and phrases to look for, lower case; what a text must hold of each is worked out once."""

    @cached_property
    def needed(self) -> tuple[frozenset[bytes], dict[bytes, list[tuple[int, frozenset[bytes]]]]]:
        """The part of each stem that tells most, and by that part where the stem stands, with its other parts."""
        found: dict[bytes, list[tuple[int, frozenset[bytes]]]] = {}
        for at, stem in enumerate(self):
            *others, longest = sorted(_parts(stem), key=len) or [b""]
            found.setdefault(longest, []).append((at, frozenset(others)))
        return frozenset(found), found


@cache
def stems_of(topic: str) -> tuple[Stems, dict[str, list[int]]]:
    """Return the stems of all triggers of a topic, and by stem the numbers of the triggers that it belongs to."""
    owners: dict[str, list[int]] = {}
    for number, trigger in enumerate(triggers(topic)):
        for stem in dict.fromkeys(trigger.stems):
            owners.setdefault(stem, []).append(number)
    return Stems(owners), owners


def present(text: str, stems: Stems) -> list[str]:
    """Return the stems that a text may hold; those left out are certainly not the beginning of a word in it.

    Args:
        text: The text, lower case.
        stems: What may begin a word of it.

    Returns:
        The stems that deserve a search, in the order given.

    Example:
        >>> present("we do not discriminate.", Stems(("discriminat", "privacy")))
        ['discriminat']
    """
    starts = word_starts(text)
    keys, known = stems.needed
    # one look at two sets rules out most
    found = [at for key in keys & starts for at, others in known[key] if others <= starts]
    return [stems[at] for at in sorted(found)]


def places(text: str, stems: Stems) -> Iterator[tuple[int, str]]:
    """Yield where stems stand in a text: offset and stem, stem by stem.

    Args:
        text: The text, lower case.
        stems: What may begin a word of it.

    Example:
        >>> list(places("manage those who manage", Stems(("manag", "lead"))))
        [(0, 'manag'), (17, 'manag')]
    """
    for stem in present(text, stems):
        at = text.find(stem)
        while at >= 0:
            yield at, stem
            at = text.find(stem, at + len(stem))


@lru_cache(maxsize=2)
def word_starts(text: str) -> set[bytes]:
    """Return every word with its first four and seven letters, and b"" that all begin with; not to be changed.

    Example:
        >>> sorted(word_starts("we pay in euros"))
        [b'', b'euro', b'euros', b'in', b'pay', b'we']
    """
    words = set(_letters(text).split())
    return words.union([b""], *(map(itemgetter(slice(length)), words) for length in _STARTS))


def _parts(stem: str) -> Iterator[bytes]:
    """Yield the words of a stem, and the beginning of its last; none when they are too short to tell."""
    letters = _letters(stem)
    *whole, last = letters.split() or [b""]
    if letters[-1:] == b" ":
        # what stands behind a word tells it from a longer one
        whole.append(last)
    elif length := max((length for length in _STARTS if length <= len(last)), default=0):
        yield last[:length]
    # "n't" ends a word
    yield from whole[1:] if "n't".startswith(stem[:2]) else whole


def _letters(text: str) -> bytes:
    return text.encode("ascii", "replace").translate(_LETTERS)
