"""How each kind of line is drawn and named, the same in every picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rolegraph.charts.forest import Forest
from rolegraph.charts.posts import Line


@dataclass(frozen=True, slots=True)
class Stroke:
    """The look of a line.

    Args:
        name: Its CSS class.
        words: What it means, for the legend.
        colour: Its colour.
        dashes: Lengths of dashes and gaps, in pixels; "" for an unbroken line.
        width: Pixels.
        arrow: Whether an arrow head marks the superior; a line of the tree needs none.
    """

    name: str
    words: str
    colour: str
    dashes: str = ""
    width: float = 1.6
    arrow: bool = False


SOLID: Final = Stroke("solid", "reports to", "#7c899f")
ADMINISTRATIVE: Final = Stroke("administrative", "administrative line", "#6b7f99", "12 3")
JOINT: Final = Stroke("joint", "joint line", "#6b7f99", "16 3 4 3")
INTERIM: Final = Stroke("interim", "interim line", "#6b7f99", "6 4")
EXTRA: Final = Stroke("extra", "further superior", "#4f6f9f", arrow=True)
DOTTED: Final = Stroke("dotted", "dotted line", "#8a5fb0", "0.1 6", 2.6, arrow=True)
FUNCTIONAL: Final = Stroke("functional", "functional line", "#2f8577", "8 4 1 4", 1.8, arrow=True)
CYCLE: Final = Stroke("cycle", "line that closes a cycle", "#c2410c", "6 4", 1.8, arrow=True)

_OUTSIDE: Final = {"functional-line": FUNCTIONAL}
_INSIDE: Final = {"administrative-line": ADMINISTRATIVE, "joint-line": JOINT, "interim-line": INTERIM}
ORDER: Final = (SOLID, ADMINISTRATIVE, JOINT, INTERIM, EXTRA, DOTTED, FUNCTIONAL, CYCLE)


def stroke(line: Line) -> Stroke:
    """Return the look of a line.

    Example:
        >>> stroke(Line(1, 0, ("dotted-line",), 0.9, (), "side")).words
        'dotted line'
    """
    if line.place == "cut":
        return CYCLE
    if line.place == "extra":
        return EXTRA
    if line.place == "side":
        return next((_OUTSIDE[kind] for kind in line.kinds if kind in _OUTSIDE), DOTTED)
    if "solid-line" in line.kinds:
        return SOLID
    return next((_INSIDE[kind] for kind in line.kinds if kind in _INSIDE), SOLID)


def describe(line: Line, forest: Forest) -> str:
    """Say a line in a sentence.

    Example:
        >>> from rolegraph.charts.posts import Post
        >>> line = Line(1, 0, ("interim-line", "joint-line"), 0.9, (), "tree")
        >>> describe(line, Forest((Post("urn:a", "Head"), Post("urn:b", "Analyst")), (-1, 0), (line,), (0, 0), (), 0))
        'Analyst reports to Head (interim line, joint line)'
    """
    kinds = [kind.replace("-", " ") for kind in line.kinds if kind != "solid-line"]
    if line.place == "cut":
        kinds.append("closes a cycle")
    said = f"{forest.posts[line.subordinate].label} reports to {forest.posts[line.superior].label}"
    return f"{said} ({', '.join(kinds)})" if kinds else said


def summarize(forest: Forest, organization: str = "") -> str:
    """Say in one line what a chart shows.

    Args:
        forest: What is drawn.
        organization: The only organization in it, where the title does not say it already.

    Example:
        >>> from rolegraph.charts.posts import Post
        >>> summarize(Forest((Post("urn:a", "A", advertised=False),), (-1,), (), (2,), (0,), 3))
        '1 post · 1 named, not posted · 3 posts outside this picture'
    """
    if not forest.posts:
        return "No posts to draw: the graph states no role."
    posts = len(forest.posts)
    lines = len(forest.lines)
    named = sum(post.named for post in forest.posts)
    vacant = sum(post.vacant for post in forest.posts)
    cycles = sum(line.place == "cut" for line in forest.lines)
    parts = (
        organization,
        f"{posts:,} post{'s' * (posts != 1)}",
        f"{lines:,} reporting line{'s' * (lines != 1)}" if lines else "",
        f"{named:,} named, not posted" if named else "",
        f"{vacant:,} vacant" if vacant else "",
        f"{cycles:,} cycle{'s' * (cycles != 1)}" if cycles else "",
        f"{forest.outside:,} post{'s' * (forest.outside != 1)} outside this picture" if forest.outside else "",
    )
    return " · ".join(part for part in parts if part)


def heading(forest: Forest, title: str) -> str:
    """Return the title of a chart: the one asked for, else the only organization, else the focus, else a plain word."""
    if title.strip():
        return title
    if forest.focus >= 0:
        return forest.posts[forest.focus].label
    names = {post.organization for post in forest.posts if post.organization}
    return next(iter(names)) if len(names) == 1 else "Who reports to whom"
