"""How large each box is drawn: on a poster the heads of many posts are larger, so that the whole can be read too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from rolegraph.charts.forest import group_children, preorder

DENSE: Final = 90
"""Posts beyond which boxes spare room and heads are drawn larger."""

_FITTED: Final = 60
_HEADED: Final = 14
_LARGEST: Final = 12.0


def enlarge(parents: Sequence[int]) -> list[float]:
    """Return how many times larger than usual each box is.

    A chart of some sixty posts can be read when it fills a screen. A larger one is seen smaller, by the root of its
    size, and so is the part below each head: the head's box grows by as much.

    Args:
        parents: For each post the superior it is drawn under, or -1.

    Returns:
        A factor for each post: 1 for all in a small chart, and always for those with nobody below.

    Example:
        >>> factors = enlarge([-1] + [0] * 499)
        >>> round(factors[0], 1), factors[1]
        (2.9, 1.0)
    """
    if len(parents) <= DENSE:
        return [1.0] * len(parents)
    counts = [1] * len(parents)
    tops = [post for post, parent in enumerate(parents) if parent < 0]
    for post in reversed(list(preorder(group_children(parents), tops))):
        if parents[post] >= 0:
            counts[parents[post]] += counts[post]
    most = min(math.sqrt(len(parents) / _FITTED), _LARGEST)
    return [round(max(1.0, min(math.sqrt(count / _HEADED), most)), 2) for count in counts]
