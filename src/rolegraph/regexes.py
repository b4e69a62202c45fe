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
