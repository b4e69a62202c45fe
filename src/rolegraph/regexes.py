"""Regular expressions that are compiled when they are first used.

A posting meets half of the patterns that the extractors know. Compiling all of them takes longer than reading,
extracting and writing one posting, so each waits until it is needed.
"""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any, cast


class _Waiting:
    """Stands in for a compiled pattern and becomes it, as far as anybody can tell, at the first use."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._source)
        # from now on the methods are found here without a detour
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"):
            self.__dict__[method] = getattr(compiled, method)
        return getattr(compiled, name)


class AnyOf:
    r"""Several patterns of which it is only asked whether one of them is in a text.

    Each is looked for, and compiled, only where a text holds the plain words without which it cannot match: of a word
    list with a hundred patterns a posting needs five.

    Args:
        patterns: Regular expressions for text in lower case, as `uncased` takes them.

    Example:
        >>> lamps = AnyOf([r"\blamps? (?:are|is) lit\b", r"\b(?:one|two) lanterns"])
        >>> lamps.is_in("the lamp is lit"), lamps.is_in("the lamp is out"), lamps.is_in("two lanterns")
        (True, False, True)
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._sources = tuple(patterns)

    @cached_property
    def members(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The patterns, each behind the plain words without which it cannot match."""
        known = [(plain_words(source).lower(), source) for source in self._sources]
        found = [(plain, uncased(source)) for plain, source in known if plain]
        if rest := [source for plain, source in known if not plain]:
            # these are looked for in any text: all at once, where words begin if all of them do
            at_words = all(source.startswith(r"\b") and "|" not in _flat(source) for source in rest)
            joined = rf"\b(?:{'|'.join(source[2:] for source in rest)})" if at_words else "|".join(rest)
            found.append(("", uncased(joined)))
        return tuple(found)

    def is_in(self, text: str) -> bool:
        """Tell whether one of the patterns is in a text, which is in lower case."""
        for plain, pattern in self.members:  # noqa: SIM110 - as a generator it takes a third longer
            if plain in text and pattern.search(text):
                return True
        return False


class Alternatives:
    r"""A pattern of many alternatives, of which only those are compiled that a text may hold.

    Args:
        alternatives: Regular expressions for text in lower case, as `uncased` takes them; the first that fits counts.
        frame: The whole pattern, with "{}" where the alternatives stand.
        flags: As for `re.compile`.

    Example:
        >>> lamps = Alternatives([r"red\s+lamp", "lantern"], r"\b({})s?\b")
        >>> lamps.of("two red lamps").search("two red lamps")[1], lamps.of("no light")
        ('red lamp', None)
    """

    def __init__(self, alternatives: Iterable[str], frame: str, flags: int = 0) -> None:
        self._alternatives, self._frame, self._flags = tuple(alternatives), frame, flags

    @cached_property
    def _members(self) -> tuple[tuple[str, str], ...]:
        return tuple((plain_words(one).lower(), one) for one in self._alternatives)

    @property
    def whole(self) -> re.Pattern[str]:
        """The pattern with all alternatives."""
        return _framed(self._frame, self._alternatives, self._flags)

    def of(self, text: str) -> re.Pattern[str] | None:
        """Return the pattern that finds in a text, which is in lower case, what the whole would; None for nothing."""
        held = tuple([one for plain, one in self._members if plain in text])
        return _framed(self._frame, held, self._flags) if held else None


@lru_cache(maxsize=1024)
def _framed(frame: str, alternatives: tuple[str, ...], flags: int) -> re.Pattern[str]:
    return uncased(frame.replace("{}", "|".join(alternatives)), flags)


_ONE = re.compile(r"\\.|\[\^?\]?[^]]*\]")
# in brackets: what is there for certain, and what may be
_CERTAIN = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))([^()|]*)\)(?![*?{])")
_GROUP = re.compile(r"\([^()]*\)")
_LOOSE = re.compile(r".(?:[*+?]+|\{[^}]*\}[+?]?)|[.^$]")


def _flat(pattern: str) -> str:
    """Return a pattern without classes, and without brackets but for what is there for certain."""
    rest, groups = _ONE.sub("\0", pattern), 1
    while groups:
        rest, groups = _GROUP.subn("\0", _CERTAIN.sub(r"\1", rest))
    return rest


def plain_words(pattern: str) -> str:
    r"""Return the longest piece of plain text that everything a pattern matches holds; "" where none is sure.

    Args:
        pattern: A regular expression without flags in it.

    Example:
        >>> plain_words(r"\b(?:very )?(?:red lamps?)\b"), plain_words(r"red|green")
        ('red lamp', '')
    """
    return max(plain_pieces(pattern), key=len, default="")


def plain_pieces(pattern: str) -> tuple[str, ...]:
    r"""Return the pieces of plain text that everything a pattern matches holds, in order.

    Example:
        >>> plain_pieces(r"\bunder\s+the (?:old |new )?lamp")
        ('under', 'the ', 'lamp')
    """
    pieces = _LOOSE.sub("\0", _flat(pattern))
    return () if "|" in pieces else tuple(filter(None, pieces.split("\0")))


_CAPITAL = re.compile(r"\\.|\(\?P?<\w+>|[A-ZÀ-Þ]")


def uncased(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return a pattern for text in lower case, which finds what it spells in capitals or not.

    It takes half the time that `re.IGNORECASE` does, to compile as well as to search with.

    Args:
        pattern: The regular expression; its capitals are lowered.
        flags: As for `re.compile`.

    Returns:
        The pattern, to be compiled when it is first used.

    Example:
        >>> uncased(r"\bGED\b").search("a ged, or a degree")[0]
        'ged'
    """
    return regex(_CAPITAL.sub(lambda match: match[0].lower() if len(match[0]) == 1 else match[0], pattern), flags)


def lowered(text: str) -> str:
    """Return a text in lower case, every character at the offset where it stands in the text.

    Example:
        >>> len(lowered("İzmir")), lowered("GED")
        (5, 'ged')
    """
    lower = text.lower()
    # a few characters grow when lowered ("İ"); they stay as they are, so that offsets hold
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first used.

    Args:
        pattern: The regular expression.
        flags: As for `re.compile`.

    Returns:
        What `re.compile` returns, for all that is asked of it.

    Raises:
        re.error: At the first use, the pattern is no regular expression; a test uses each once.

    Example:
        >>> regex(r"[a-z]+").search("Night porter")[0]
        'ight'
    """
    return cast("re.Pattern[str]", _Waiting(pattern, flags))
