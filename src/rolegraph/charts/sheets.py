"""One organization on a sheet, its name over its trees and over its posts without a line; and sheets on a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rolegraph.charts.arrange import COLUMN, SCREEN, SHAPE, STACK, Arrangement, Rectangle
from rolegraph.charts.packing import extent, pack
from rolegraph.charts.typography import wrap

PADDING: Final = 22.0
"""Pixels between the frame of a sheet and what stands in it."""

HEADING: Final = 30.0
"""Pixels that the heading of a sheet, or of the posts without a line, takes."""

TITLE: Final = 15.0
"""The font size of a sheet's heading, in pixels."""

LINE: Final = 19.0
"""Pixels from one line of a heading to the next."""

_COUNT: Final = 36.0
_NARROW: Final = 160.0
_APART: Final = 48.0
_BETWEEN: Final = 28.0
_SEEN: Final = 120
_LARGEST: Final = 4.0
_OWN: Final = 1.7
_HEAD: Final = 0.07  # what the head of a picture takes above the page, as a share of its width
_SHARES: Final = (1.0, 1.08, 1.15, 1.25, 1.35, 0.85, 0.7, 1.7)

Corner = tuple[float, float]
Sizes = Sequence[tuple[float, float]]


class Member(NamedTuple):
    """What stands on one sheet: the name of an organization, its trees, and its posts without a line."""

    name: str
    trees: list[Arrangement]
    lone: list[int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An organization with every place counted from the sheet's upper left corner.

    Args:
        width: Pixels across.
        height: Pixels down.
        trees: Its trees, each with its corner.
        lone: Its posts without a line, each with its corner.
        title: Its name in lines; empty for the only sheet of a page.
        heading: Where the heading of the posts without a line stands; None without such posts.
        scale: How many times larger than usual its headings are, so that those of a poster can be read from afar.
    """

    width: float
    height: float
    trees: list[tuple[Arrangement, Corner]]
    lone: list[tuple[int, Corner]]
    title: tuple[str, ...]
    heading: Rectangle | None
    scale: float


def fill_page(members: Sequence[Member], sizes: Sizes) -> tuple[list[Sheet], list[Corner]]:
    """Put sheets on the page that is largest when it is fitted to a screen.

    Args:
        members: What stands on each sheet; several sheets get a frame and a heading each.
        sizes: For each post the width and height of its box, in pixels.

    Returns:
        The sheets, and the corner of each.
    """
    areas = [
        sum((tree.width + _APART) * (tree.height + _APART) for tree in member.trees) + _cells(member.lone, sizes)
        for member in members
    ]
    scale = min(max(1.0, math.sqrt(len(sizes) / _SEEN)), _LARGEST)
    found = []
    for share in _SHARES:
        page = math.sqrt(sum(areas) * SHAPE) * share
        sheets = [
            _sheet(member, sizes, min(page, math.sqrt(area * SHAPE) * _OWN), scale, framed=len(members) > 1)
            for member, area in zip(members, areas, strict=True)
        ]
        outlines = [(sheet.width, sheet.height) for sheet in sheets]
        corners = pack(outlines, page, _BETWEEN)
        width, height = extent(corners, outlines)
        found.append((max(width / SCREEN[0], (height + _HEAD * width) / SCREEN[1]), sheets, corners))
    _, sheets, corners = min(found, key=lambda tried: tried[0])
    return sheets, corners


def _cells(lone: Sequence[int], sizes: Sizes) -> float:
    """Return the area that posts without a line need."""
    return sum((sizes[post][0] + COLUMN) * (sizes[post][1] + STACK) for post in lone)


def _sheet(member: Member, sizes: Sizes, page: float, scale: float, *, framed: bool) -> Sheet:
    # large trees first, small ones fill the gaps behind them
    trees = sorted(member.trees, key=lambda tree: -tree.height)
    outlines = [(tree.width, tree.height) for tree in trees]
    corners = pack(outlines, page, _APART)
    width, height = extent(corners, outlines)
    cells = [sizes[post] for post in member.lone]
    grid = pack(cells, max(width, min(page, math.sqrt(_cells(member.lone, sizes) * SHAPE))), STACK, rows=True)
    wide, tall = extent(grid, cells)
    width = max(width, wide)
    scale = round(max(1.0, min(scale, width / _NARROW)), 2)
    title, inset, top = _title(member.name, width, scale) if framed else ((), 0.0, 0.0)
    places = list(zip(trees, [(x + inset, y + top) for x, y in corners], strict=True))
    if not member.lone:
        return Sheet(width + 2 * inset, height + top + inset, places, [], title, None, scale)
    below = top + height + (_APART / 2 if trees else 0.0)
    high = HEADING * scale
    shelf = list(zip(member.lone, [(x + inset, y + below + high) for x, y in grid], strict=True))
    heading = Rectangle(inset, below, width, high)
    return Sheet(width + 2 * inset, below + high + tall + inset, places, shelf, title, heading, scale)


def _title(name: str, width: float, scale: float) -> tuple[tuple[str, ...], float, float]:
    """Return the lines of a heading, and where what is below it begins, across and down."""
    lines = wrap(name or "Organization not stated", width - _COUNT * scale, TITLE * scale, "bold")
    return tuple(lines), PADDING, PADDING + (HEADING + LINE * (len(lines) - 1)) * scale
