"""Rectangles put side by side on a page, each as high up as it fits: the skyline method, lowest place first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

MOST: Final = 1500
"""Rectangles that are fitted one by one; more go in plain rows, which takes no longer the more there are."""


def pack(
    sizes: Sequence[tuple[float, float]], page: float, gap: float, *, rows: bool = False
) -> list[tuple[float, float]]:
    """Place rectangles on a page of a given width and any height.

    Args:
        sizes: Width and height of each, in pixels.
        page: Pixels across; a rectangle wider than that stands at the left.
        gap: Pixels between two of them.
        rows: Put them in rows, as a list of like things is read.

    Returns:
        The upper left corner of each; no two overlap.

    Example:
        >>> pack([(100, 80), (40, 20), (40, 50)], 150, 10)
        [(0.0, 0.0), (110.0, 0.0), (110.0, 30.0)]
    """
    if rows or len(sizes) > MOST:
        return _in_rows(sizes, page, gap)
    sky = [(0.0, 0.0)]  # where each stretch begins, and down to where it is taken
    corners = []
    for width, height in sizes:
        x, y, first, last = _lowest(sky, width, page)
        corners.append((x, y))
        end = x + width + gap
        after = [(end, sky[last - 1][1])] if last == len(sky) or sky[last][0] > end else []
        sky[first:last] = [(x, y + height + gap), *after]
    return corners


def _lowest(sky: Sequence[tuple[float, float]], width: float, page: float) -> tuple[float, float, int, int]:
    """Return the highest place on the page, and which stretches of the skyline it stands under."""
    best: tuple[float, float, int, int] | None = None
    for first, (x, _) in enumerate(sky):
        if first and x + width > page:
            break
        y, last = 0.0, first
        while last < len(sky) and sky[last][0] < x + width:
            y = max(y, sky[last][1])
            last += 1
        if best is None or y < best[1]:
            best = x, y, first, last
    assert best is not None
    return best


def _in_rows(sizes: Sequence[tuple[float, float]], page: float, gap: float) -> list[tuple[float, float]]:
    corners = []
    x = y = deepest = 0.0
    for width, height in sizes:
        if x and x + width > page:
            x, y, deepest = 0.0, y + deepest + gap, 0.0
        corners.append((x, y))
        deepest = max(deepest, height)
        x += width + gap
    return corners


def extent(corners: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return how far rectangles reach to the right and down."""
    pairs = list(zip(corners, sizes, strict=True))
    return max((x + width for (x, _), (width, _) in pairs), default=0.0), max(
        (y + height for (_, y), (_, height) in pairs), default=0.0
    )
