"""The curve of a line that is not part of the tree: a second superior, a dotted line, the way back of a cycle."""

from typing import Final

from rolegraph.charts.arrange import Points, Rectangle

_BOW: Final = 30.0


def bend(start: Rectangle, end: Rectangle) -> Points:
    """Return a Bézier curve from one box to another that leaves and arrives at the sides facing each other.

    Args:
        start: The box of the subordinate.
        end: The box of the superior; the same box for a post that reports to itself.

    Returns:
        Start, two control points, end.

    Example:
        >>> bend(Rectangle(200, 0, 100, 40), Rectangle(0, 0, 100, 40))
        ((200, 20.0), (150.0, 20.0), (150.0, 20.0), (100, 20.0))
    """
    if start == end:
        right = start.x + start.width
        return (
            (right, start.y + start.height * 0.7),
            (right + 20, start.y + start.height * 0.9),
            (right + 20, start.y + start.height * 0.1),
            (right, start.y + start.height * 0.3),
        )
    if start.x >= end.x + end.width or end.x >= start.x + start.width:
        return _across(start, end)
    return _along(start, end)


def _across(start: Rectangle, end: Rectangle) -> Points:
    """Connect boxes that stand beside each other: from side to side."""
    leftward = start.x > end.x
    begin = (start.x if leftward else start.x + start.width, start.y + start.height / 2)
    finish = (end.x + end.width if leftward else end.x, end.y + end.height / 2)
    pull = max(20.0, abs(begin[0] - finish[0]) / 2)
    pull = pull if not leftward else -pull
    return (begin, (begin[0] + pull, begin[1]), (finish[0] - pull, finish[1]), finish)


def _along(start: Rectangle, end: Rectangle) -> Points:
    """Connect boxes that stand above each other: around their right sides."""
    begin = (start.x + start.width, start.y + start.height / 2)
    finish = (end.x + end.width, end.y + end.height / 2)
    out = max(begin[0], finish[0]) + _BOW
    return (begin, (out, begin[1]), (out, finish[1]), finish)
