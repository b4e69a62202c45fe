"""The head of a picture: title, what it shows, and the legend of colours, boxes and lines that occur in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from rolegraph.charts.colours import Swatch
from rolegraph.charts.forest import Forest
from rolegraph.charts.strokes import ORDER, SOLID, stroke
from rolegraph.charts.typography import SPARE, clean, measure, wrap

NARROWEST: Final = 420.0
"""Pixels that a head may take even where the chart below it is narrower."""

_ITEM: Final = 12.0
_ROW: Final = 24.0
_NAME: Final = 260.0


@dataclass(frozen=True, slots=True)
class Header:
    """The head, drawn from its own upper left corner.

    Args:
        parts: SVG elements.
        width: Pixels across.
        height: Pixels down, with the room below it.
    """

    parts: tuple[str, ...]
    width: float
    height: float


def set_header(title: str, summary: str, swatches: Sequence[Swatch], forest: Forest, width: float) -> Header:
    """Set the head of a picture.

    Args:
        title: The heading.
        summary: What the picture shows, in one line.
        swatches: The colours.
        forest: What is drawn: lines and boxes that do not occur are not explained.
        width: Pixels that the chart below takes.

    Returns:
        The head; larger on a poster, so that it can be read from where the whole is seen.
    """
    scale = min(max(1.0, width / 1800), 20.0)
    room = max(width, NARROWEST) / scale
    parts = []
    bottom = 0.0
    for line in wrap(title, room, 24, "bold"):
        bottom += 30
        parts.append(f'<text y="{bottom - 8:.1f}" font-size="24" class="rg-ink rg-bold">{escape(line)}</text>')
    for line in wrap(summary, room, 13):
        bottom += 19
        parts.append(f'<text y="{bottom - 4:.1f}" font-size="13" class="rg-grey">{escape(line)}</text>')
    bottom += 14
    x = widest = 0.0
    for item, text, extra in (*_colours(swatches), *_boxes(forest), *_strokes(forest)):
        wide = extra + measure(text, _ITEM) * SPARE["regular"] + 22
        if x and x + wide - 22 > room:
            x, bottom = 0.0, bottom + _ROW
        words = f'<text x="{extra:.1f}" y="12" font-size="12" class="rg-grey">{escape(text)}</text>'
        parts.append(f'<g transform="translate({x:.1f} {bottom:.1f})">{item}{words}</g>')
        x += wide
        widest = max(widest, x - 22)
    bottom += _ROW + 18 if x else 8
    wide = max([widest, *(measure(line, 24, "bold") * SPARE["bold"] for line in wrap(title, room, 24, "bold"))])
    wide = max([wide, *(measure(line, 13) * SPARE["regular"] for line in wrap(summary, room, 13))])
    scaled = parts if scale == 1.0 else [f'<g transform="scale({scale:.3f})">', *parts, "</g>"]
    return Header(tuple(scaled), wide * scale, bottom * scale)


def _colours(swatches: Sequence[Swatch]) -> Iterator[tuple[str, str, float]]:
    for swatch in swatches:
        name = wrap(swatch.name, _NAME, _ITEM)
        words = f"{name[0]}{'…' if len(name) > 1 else ''} {swatch.posts:,}" if name else f"{swatch.posts:,}"
        yield f'<rect y="2" width="12" height="12" rx="3.5" fill="{swatch.paint}"/>', clean(words), 18.0


def _boxes(forest: Forest) -> Iterator[tuple[str, str, float]]:
    if any(post.named for post in forest.posts):
        yield '<rect class="rg-named" y="1" width="24" height="14" rx="4"/>', "named, not posted", 31.0
    if any(post.vacant for post in forest.posts):
        yield '<rect class="rg-vacant" y="1" width="24" height="14" rx="4"/>', "vacant", 31.0
    if any(forest.hidden):
        yield '<rect y="1" width="24" height="14" rx="7" fill="#475467"/>', "direct reports not drawn", 31.0


def _strokes(forest: Forest) -> Iterator[tuple[str, str, float]]:
    found = {stroke(line) for line in forest.lines}
    if found <= {SOLID}:
        return
    for look in ORDER:
        if look in found:
            tip = f'<path class="rg-tip-{look.name}" d="M30 8L23 4V12Z"/>' if look.arrow else ""
            yield f'<path class="rg-{look.name}" d="M0 8H{24 if tip else 30}"/>{tip}', look.words, 37.0
