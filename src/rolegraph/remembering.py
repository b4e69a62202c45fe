"""What was made of lines that come back.

Half of the lines of a posting stand in others too: what an employer says of itself, what it offers, its notices, the
demands of a family of jobs. What a function makes of such a line need not be made again.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, Final, ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_T = TypeVar("_T")

_MOST: Final = 2048
# a hostile text would fill the memory
_LONGEST: Final = 800


def remembered(read: Callable[Concatenate[str, _P], _T]) -> Callable[Concatenate[str, _P], _T]:
    """Keep what a function makes of the last two thousand short texts.

    Args:
        read: What it returns depends on its arguments alone, and nobody changes it.

    Returns:
        The same function, but faster where a text comes back; each long text it reads anew.

    Example:
        >>> @remembered
        ... def words(text: str) -> tuple[str, ...]:
        ...     return tuple(text.split())
        >>> words("night porter") is words("night porter")
        True
    """
    known = cast("Callable[Concatenate[str, _P], _T]", lru_cache(maxsize=_MOST)(read))

    @wraps(read)
    def recall(text: str, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        return known(text, *args, **kwargs) if len(text) <= _LONGEST else read(text, *args, **kwargs)

    return cast("Callable[Concatenate[str, _P], _T]", recall)
