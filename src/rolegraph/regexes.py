"""Regular expressions that are compiled when they are first used.

A posting meets half of the patterns that the extractors know. Compiling all of them takes longer than reading,
extracting and writing one posting, so each waits until it is needed.
"""

import re
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
