"""What is written in each box, set in lines, and how large the box must be for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from rolegraph.charts.options import ColorBy
from rolegraph.charts.posts import Post
from rolegraph.charts.typography import Weight, clean, wrap

Style = Literal["category", "title", "detail", "note", "vacant"]

WIDTH: Final = 220.0
"""Pixels across every box."""

INSET: Final = 18.0
"""Pixels from a box's left edge to its text: the coloured bar, and room beside it."""

PADDING: Final = 11.0
"""Pixels above the first line of a box and below its last."""

_TIGHT: Final = 7.0
_ROOM: Final = WIDTH - INSET - 12
_SPACED: Final = 0.94  # categories are set with wider gaps between letters
_SHOWN: Final = 3
_KINDS: Final = {"unit": "Unit", "organization": "Organization", "person": "Person"}

SIZES: Final[dict[Style, tuple[float, float, Weight]]] = {
    "category": (9.5, 14.0, "bold"),
    "title": (13.5, 17.5, "bold"),
    "detail": (11.0, 15.0, "regular"),
    "note": (10.0, 15.0, "regular"),
    "vacant": (10.0, 15.0, "bold"),
}
"""For each style its font size and its line height, in pixels, and its weight."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text in a box.

    Args:
        text: The words.
        style: How they are set.
        baseline: Pixels from the top of the box to the foot of the letters.
    """

    text: str
    style: Style
    baseline: float


@dataclass(frozen=True, slots=True)
class Card:
    """The text of one box.

    Args:
        rows: Its lines, from the top.
        height: Pixels that the box needs for them.
    """

    rows: tuple[Row, ...]
    height: float


def category(post: Post, color_by: ColorBy) -> tuple[str, ...]:
    """Return the values by which the post is coloured, the deciding one last; empty where nothing is stated.

    Example:
        >>> category(Post("urn:a", "Analyst", seniority=("senior", "lead")), "seniority")
        ('Senior', 'Lead')
    """
    if color_by == "seniority":
        return tuple(name.replace("-", " ").capitalize() for name in post.seniority)
    if color_by == "location":
        return post.locations[:1]
    value = {"unit": post.unit, "grade": post.grade, "organization": post.organization}[color_by]
    return (value,) if value else ()


def write(
    post: Post,
    color_by: ColorBy,
    heading: str = "",
    *,
    superior: Post | None = None,
    dense: bool = False,
    closing: bool = False,
) -> Card:
    """Set the text of a post's box.

    Args:
        post: What the box is about.
        color_by: The attribute written above the title, and not repeated below it.
        heading: The organization named above the whole group, and not repeated in its boxes.
        superior: Whom it is drawn under.
        dense: Spare room, as charts of many posts must: what is the same as the superior's is not repeated.
        closing: Whether one of its lines closes a cycle.

    Returns:
        The lines, each at most `WIDTH` less its insets wide.

    Example:
        >>> [row.text for row in write(Post("urn:a", "Analyst", locations=("Oslo", "Bergen")), "seniority").rows]
        ['Analyst', 'Oslo, Bergen']
    """
    rows = []
    padding = _TIGHT if dense else PADDING
    bottom = padding
    texts = _texts(post, color_by, heading, superior if dense else None)
    for text, style in (*texts, *((("closes a cycle", "note"),) if closing else ())):
        size, height, weight = SIZES[style]
        for line in wrap(text, _ROOM * _SPACED if style == "category" else _ROOM, size, weight) or ["\ufffd"]:
            rows.append(Row(line, style, round(bottom + height / 2 + size * 0.36, 1)))
            bottom += height
    return Card(tuple(rows), bottom + padding)


def _texts(post: Post, color_by: ColorBy, heading: str, superior: Post | None) -> Iterator[tuple[str, Style]]:
    kind = _KINDS.get(post.kind)
    over = " / ".join(clean(value) for value in (*((kind,) if kind else ()), *category(post, color_by))).strip()
    if over:
        yield over.upper(), "category"
    yield post.label, "title"
    repeated = {clean(post.label), *(_details(superior, color_by, heading) if superior else ())}
    details = [text for text in _details(post, color_by, heading) if text not in repeated]
    if details and details[0] == clean(post.organization):
        yield details.pop(0), "detail"
    if details:
        yield " · ".join(details), "detail"
    if post.vacant:
        yield "Vacant", "vacant"
    if post.named:
        yield "named, not posted", "note"


def _details(post: Post, color_by: ColorBy, heading: str) -> list[str]:
    """Return what is known of a post besides its title and its colour, the organization first."""
    found = (
        "" if color_by == "organization" or post.organization == heading else post.organization,
        "" if color_by == "unit" else post.unit,
        "" if color_by == "grade" else post.grade,
        "" if post.fte is None or post.fte == 1 else f"{post.fte:g} FTE",
        _places(post.locations[color_by == "location" :]),
    )
    return [text for text in map(clean, found) if text]


def _places(names: tuple[str, ...]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
