"""Colours that mean something: one per seniority level, or one per unit, location or organization, with a legend.

Every colour comes twice: as paint for a bar or swatch, and darker, for words, with a contrast of at least 6 to 1 on
white (WCAG 2.2, 1.4.3 asks for 4.5). Colour never says anything that words in the box do not say too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rolegraph.charts.cards import category
from rolegraph.charts.options import ColorBy
from rolegraph.charts.posts import Post
from rolegraph.vocabulary import LEVELS

RAMP: Final = (
    ("#e28339", "#8f4700"),
    ("#ce8a00", "#7e5404"),
    ("#b1920b", "#705c09"),
    ("#929802", "#5f6304"),
    ("#6a9d36", "#436b16"),
    ("#319f58", "#147038"),
    ("#009978", "#006e56"),
    ("#0f918b", "#0c6c67"),
    ("#168897", "#0b6a76"),
    ("#0080a7", "#0d6785"),
    ("#0075bf", "#10619d"),
    ("#4566bf", "#3e59a1"),
    ("#6257b6", "#59519d"),
    ("#7749a4", "#6e4993"),
)
"""For the seniority levels, lowest first: even steps of hue, darker towards the top."""

PALETTE: Final = (
    ("#507ed3", "#34589d"),
    ("#d77343", "#904016"),
    ("#06976d", "#0c6b4d"),
    ("#bc598c", "#8a3a64"),
    ("#b49600", "#6c5904"),
    ("#825eb9", "#664893"),
    ("#0e97a9", "#056774"),
    ("#bf534e", "#923a37"),
    ("#699630", "#44670d"),
    ("#b66cbb", "#7b407f"),
    ("#085b87", "#03527b"),
    ("#895709", "#7e4f04"),
)
"""For values without an order, the most frequent first."""

NEUTRAL: Final = ("#aab2bf", "#5b6472")


_CHOICES: Final[tuple[ColorBy, ...]] = ("seniority", "grade", "unit", "location")


def choose_attribute(posts: Sequence[Post], wanted: ColorBy | None = None) -> ColorBy:
    """Return what the colours mean: `wanted`, else the first of seniority, grade, unit and location that a post states.

    Example:
        >>> choose_attribute([Post("urn:a", "A", unit="Sales")])
        'unit'
    """
    if wanted is not None:
        return wanted
    return next((by for by in _CHOICES if any(category(post, by) for post in posts)), _CHOICES[0])


@dataclass(frozen=True, slots=True)
class Swatch:
    """One entry of the legend.

    Args:
        name: What the colour stands for.
        paint: The colour of bars.
        ink: The colour of words.
        posts: How many posts bear it.
    """

    name: str
    paint: str
    ink: str
    posts: int


def choose_colours(
    posts: Sequence[Post], color_by: ColorBy, levels: Sequence[int] = ()
) -> tuple[list[tuple[str, str]], list[Swatch]]:
    """Give each post its colours.

    Args:
        posts: The posts of the chart.
        color_by: What decides.
        levels: For each post how far it is below its top; grades are ordered by it.

    Returns:
        For each post its paint and its ink; and the legend: seniority and grades from the top down, other values by
        frequency, then name. Values beyond the palette share one grey entry, posts without a value another.

    Example:
        >>> pairs, legend = choose_colours([Post("urn:a", "A", unit="Sales"), Post("urn:b", "B")], "unit")
        >>> [(swatch.name, swatch.posts) for swatch in legend]
        [('Sales', 1), ('not stated', 1)]
    """
    values = [(category(post, color_by) or ("",))[-1] for post in posts]
    counts = Counter(value for value, post in zip(values, posts, strict=True) if value or post.kind == "post")
    if color_by == "seniority":
        ramp = {name.replace("-", " ").capitalize(): pair for name, pair in zip(LEVELS, RAMP, strict=True)}
        names = [name for name in reversed(ramp) if name in counts]
        colours = {name: ramp[name] for name in names}
    else:
        names = sorted((name for name in counts if name), key=lambda name: (-counts[name], name))
        colours = dict(zip(names, PALETTE, strict=False))
        if color_by == "grade":
            names = _by_height(values, levels)
    legend = [Swatch(name, *colours[name], counts[name]) for name in names if name in colours]
    others = sum(counts[name] for name in counts if name and name not in colours)
    if others:
        legend.append(Swatch("other", *NEUTRAL, others))
    if counts[""] and legend:
        legend.append(Swatch("not stated", *NEUTRAL, counts[""]))
    return [colours.get(value, NEUTRAL) for value in values], legend


def _by_height(values: Sequence[str], levels: Sequence[int]) -> list[str]:
    """Return the values, those of the posts nearest to the tops first."""
    found: dict[str, list[int]] = {}
    for value, level in zip(values, levels or [0] * len(values), strict=True):
        if value:
            found.setdefault(value, []).append(level)
    return sorted(found, key=lambda value: (sum(found[value]) / len(found[value]), value))
