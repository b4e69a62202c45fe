"""The chart as SVG 1.1: text as text, a title and a description, no script, nothing fetched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from rolegraph.charts.arrange import Points, Rectangle
from rolegraph.charts.cards import INSET, SIZES, WIDTH, Card, Row, write
from rolegraph.charts.colours import choose_attribute, choose_colours
from rolegraph.charts.forest import Forest, depths
from rolegraph.charts.layout import Connector, Layout, group_names, lay_out
from rolegraph.charts.legend import Header, set_header
from rolegraph.charts.options import ColorBy, Options
from rolegraph.charts.posts import Post
from rolegraph.charts.sheets import LINE, PADDING, TITLE
from rolegraph.charts.sizes import DENSE, enlarge
from rolegraph.charts.strokes import ORDER, Stroke, describe, heading, stroke, summarize
from rolegraph.charts.typography import FAMILY, SPARE, clean, is_right_to_left, measure

MARGIN: Final = 44.0
"""Pixels between the edge of the picture and what is drawn."""

_SAID: Final = 200
_QUOTED: Final = 400
_SOURCES: Final = 3
_CORNER: Final = 8.0
_CSS: Final = (
    f"text{{font-family:{FAMILY}}}"
    ".rg-ink{fill:#1d2433}.rg-grey{fill:#5f6a80}.rg-bold{font-weight:600}"
    ".rg-box{fill:#fff;stroke:#d5dbe5}.rg-shadow{fill:#23304a;fill-opacity:.06}"
    ".rg-named{fill:#fafbfc;stroke:#7b8598;stroke-dasharray:5 4}.rg-body{fill:#eef1f7;stroke:#b9c3d4}"
    ".rg-vacant{fill:#fffdf7;stroke:#a15c00;stroke-width:1.3;stroke-dasharray:11 3}"
    ".rg-focus{stroke:#1d2433;stroke-width:2}"
    ".rg-frame{fill:#fff;fill-opacity:.6;stroke:#e2e7ef}.rg-rule{stroke:#dde2ea}"
    ".rg-title{font-size:13.5px;font-weight:600;fill:#1d2433}.rg-detail{font-size:11px;fill:#5f6a80}"
    ".rg-note{font-size:10px;fill:#5f6a80;font-style:italic}"
    "text.rg-vacant{stroke:none;font-size:10px;font-weight:600;fill:#8a4b00}"
    ".rg-category{font-size:9.5px;font-weight:600;letter-spacing:.4px}"
    + "".join(
        f".rg-{s.name}{{fill:none;stroke:{s.colour};stroke-width:{s.width}"
        + (f";stroke-dasharray:{s.dashes}" if s.dashes else "")
        + (";stroke-linecap:round" if s.name == "dotted" else "")
        + "}"
        + (f".rg-tip-{s.name}{{fill:{s.colour}}}" if s.arrow else "")
        for s in ORDER
    )
)


def render(forest: Forest, options: Options) -> bytes:
    """Draw a forest as SVG.

    Args:
        forest: What to draw; empty gives a picture that says so.
        options: Title and colours.

    Returns:
        A UTF-8 document; the same for the same input.

    Example:
        >>> render(Forest((), (), (), (), (), 0), Options()).decode().count("No posts to draw")
        2
    """
    names = group_names(forest)
    several = len(set(names)) > 1
    title = heading(forest, options.title)
    color_by = choose_attribute(forest.posts, options.color_by)
    cards = _cards(forest, names, color_by)
    scales = enlarge(forest.parents)
    summary = summarize(forest, "" if several or title in names else "".join(names[:1]))
    layout = lay_out(forest, [(WIDTH * scale, card.height * scale) for card, scale in zip(cards, scales, strict=True)])
    pairs, swatches = choose_colours(forest.posts, color_by, depths(forest.parents))
    header = set_header(clean(title), summary, swatches, forest, layout.width)
    body = [
        *_frames(layout, several=several),
        *_lines(forest, layout.connectors, scales),
        *(
            _post(post, box, cards[n], pairs[n], scale=scales[n], focus=n == forest.focus)
            for n, (post, box) in enumerate(zip(forest.posts, layout.boxes, strict=True))
        ),
        *(_hidden(layout.boxes[number], count) for number, count in enumerate(forest.hidden) if count),
    ]
    return _document(clean(title), _description(forest, summary), header, layout, body).encode()


def _cards(forest: Forest, names: Sequence[str], color_by: ColorBy) -> list[Card]:
    closing = {line.subordinate for line in forest.lines if line.place == "cut"}
    return [
        write(
            post,
            color_by,
            name,
            superior=forest.posts[parent] if parent >= 0 else None,
            dense=len(forest.posts) > DENSE,
            closing=number in closing,
        )
        for number, (post, name, parent) in enumerate(zip(forest.posts, names, forest.parents, strict=True))
    ]


def _description(forest: Forest, summary: str) -> str:
    said = [f"{describe(line, forest)}." for line in forest.lines[:_SAID]]
    more = len(forest.lines) - _SAID
    return " ".join([f"{summary}.", *said, *([f"And {more:,} lines more."] if more > 0 else [])])


def _document(title: str, text: str, header: Header, layout: Layout, body: Sequence[str]) -> str:
    width = max(layout.width, header.width) + 2 * MARGIN
    height = layout.height + header.height + 2 * MARGIN
    mark = hashlib.sha256(f"{title}\0{text}".encode("utf-8", "replace")).hexdigest()[:8]
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}" height="{_n(height)}"'
        f' viewBox="0 0 {_n(width)} {_n(height)}" role="img" aria-labelledby="rg-title-{mark} rg-desc-{mark}">',
        f'<title id="rg-title-{mark}">{_text(title)}</title>',
        f'<desc id="rg-desc-{mark}">{_text(text)}</desc>',
        f"<style>{_CSS}</style>",
        f'<rect width="{_n(width)}" height="{_n(height)}" fill="#f6f7fa"/>',
        f'<g transform="translate({_n(MARGIN)} {_n(MARGIN)})">',
        *header.parts,
        "</g>",
        f'<g transform="translate({_n(MARGIN)} {_n(MARGIN + header.height)})">',
        *body,
        "</g>",
        "</svg>",
    )
    return "\n".join(part for part in parts if part) + "\n"


def _frames(layout: Layout, *, several: bool) -> Iterator[str]:
    for group in layout.groups:
        (x, y, _, _), scale = group.frame, group.scale
        if several:
            yield f'<rect class="rg-frame" {_place(group.frame)} rx="16"/>'
            count = (
                f'<tspan dx="8" font-size="{_n(11 * scale)}" font-weight="400" class="rg-grey">{group.posts:,}</tspan>'
            )
            for number, words in enumerate(group.title, 1):
                where = f'x="{_n(x + PADDING)}" y="{_n(y + PADDING + (12 + LINE * (number - 1)) * scale)}"'
                end = count if number == len(group.title) else ""
                yield f'<text {where} font-size="{_n(TITLE * scale)}" class="rg-ink rg-bold">{_text(words)}{end}</text>'
        if group.lone:
            yield _shelf(group.lone, scale)


def _shelf(place: Rectangle, scale: float) -> str:
    """Draw the heading of the posts without a line, with a rule behind it where there is room."""
    x, y, width, _ = place
    words = "No reporting line stated"
    long = measure(words, 12, "bold") * SPARE["bold"]
    scale = min(scale, width / long)
    where = f'x="{_n(x)}" y="{_n(y + 14 * scale)}" font-size="{_n(12 * scale)}"'
    end = x + long * scale + 12
    rule = f'<path class="rg-rule" d="M{_n(end)} {_n(y + 10 * scale)}H{_n(x + width)}"/>' if end < x + width else ""
    return f'<text {where} class="rg-grey rg-bold">{words}</text>{rule}'


def _lines(forest: Forest, connectors: Sequence[Connector], scales: Sequence[float]) -> Iterator[str]:
    """Draw the tree first, then the other lines, and the boxes after both: no line crosses a word."""
    for connector in sorted(connectors, key=lambda connector: forest.lines[connector.line].place != "tree"):
        line = forest.lines[connector.line]
        look = stroke(line)
        path = _curve(connector.points) if connector.curved else _elbow(connector.points)
        said = clean(describe(line, forest)) + "".join(f"\n“{clean(quote)[:_QUOTED]}”" for quote in line.quotes)
        said += "".join(f"\n{clean(source)}" for source in line.sources[:_SOURCES])
        tip = _arrow(connector.points, look) if look.arrow else ""
        # a line below a head that is drawn larger is as much thicker
        scale = scales[line.superior] if line.place == "tree" else 1.0
        thick = f' style="stroke-width:{_n(look.width * scale)}"' if scale > 1 else ""
        yield f'<g><title>{_text(said)}</title><path class="rg-{look.name}"{thick} d="{path}"/>{tip}</g>'


def _post(post: Post, place: Rectangle, card: Card, colours: tuple[str, str], *, scale: float, focus: bool) -> str:
    """Draw a box; one that is larger than usual is drawn at the usual size and scaled."""
    box = place if scale == 1 else Rectangle(0, 0, place.width / scale, place.height / scale)
    radius = {"unit": 3, "organization": 3, "person": 20}.get(post.kind, 10)
    shadow = "" if post.named else f'<rect class="rg-shadow" {_place(box._replace(y=box.y + 2.5))} rx="{radius}"/>'
    offset = (box.height - card.height) / 2
    moved = f' transform="translate({_n(place.x)} {_n(place.y)}) scale({scale:g})"' if scale != 1 else ""
    return (
        f"<g{moved}><title>{_text(_said(post))}</title>{shadow}"
        f'<rect class="{_shape(post)}{" rg-focus" if focus else ""}" {_place(box)} rx="{radius}"/>'
        + _bar(post, box, colours[0])
        + "".join(_row(row, box, offset, colours[1]) for row in card.rows)
        + "</g>"
    )


def _said(post: Post) -> str:
    """Return what the tooltip of a box says."""
    share = "" if post.fte is None else f"{post.fte:g} FTE"
    marks = ("vacant" if post.vacant else "", "named, not posted" if post.named else "")
    parts = (post.label, post.organization, post.unit, post.grade, share, *post.locations, *marks)
    return "\n".join(clean(text) for text in parts if text)


def _shape(post: Post) -> str:
    if post.kind in {"unit", "organization"}:
        return "rg-body"
    return "rg-named" if post.named else "rg-vacant" if post.vacant else "rg-box"


def _bar(post: Post, box: Rectangle, paint: str) -> str:
    """Draw the coloured bar: pale where the post is only named, hollow where it is vacant."""
    bar = Rectangle(box.x + 7, box.y + 9, 4, max(box.height - 18, 4))
    if post.vacant:
        return f'<rect {_place(bar)} rx="2" fill="#fff" stroke="{paint}" stroke-width="1.4"/>'
    pale = ' fill-opacity=".55"' if post.named else ""
    return f'<rect {_place(bar)} rx="2" fill="{paint}"{pale}/>'


def _row(row: Row, box: Rectangle, offset: float, ink: str) -> str:
    size, _, weight = SIZES[row.style]
    room = WIDTH - INSET - 12
    fill = f' fill="{ink}"' if row.style == "category" else ""
    y = _n(box.y + offset + row.baseline)
    if is_right_to_left(row.text):
        width = min(measure(row.text, size, weight), room)
        # a middle anchor means the same place to renderers that know `direction` and to those that do not
        where = f'x="{_n(box.x + INSET + room - width / 2)}" y="{y}" text-anchor="middle" direction="rtl"'
        return f'<text class="rg-{row.style}" {where}{fill}>{_text(row.text)}</text>'
    return f'<text class="rg-{row.style}" x="{_n(box.x + INSET)}" y="{y}"{fill}>{_text(row.text)}</text>'


def _hidden(box: Rectangle, count: int) -> str:
    words = f"+{count:,}"
    width = measure(words, 10, "bold") + 14
    x, y = box.x + box.width - width - 10, box.y + box.height - 8
    return (
        f"<g><title>{count:,} direct report{'s' * (count != 1)} not drawn</title>"
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="16" rx="8" fill="#475467"/>'
        f'<text x="{_n(x + width / 2)}" y="{_n(y + 11.6)}" font-size="10" font-weight="600" fill="#fff"'
        f' text-anchor="middle">{words}</text></g>'
    )


def _elbow(points: Points) -> str:
    """Return the path through `points` with rounded corners."""
    path = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, after)
        path.append(f"L{_n(start[0])} {_n(start[1])}Q{_n(corner[0])} {_n(corner[1])} {_n(end[0])} {_n(end[1])}")
    return "".join([*path, f"L{_n(points[-1][0])} {_n(points[-1][1])}"])


def _towards(corner: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = abs(across) + abs(down)
    share = min(_CORNER, length / 2) / length if length else 0.0
    return corner[0] + across * share, corner[1] + down * share


def _curve(points: Points) -> str:
    start, *rest = points
    return f"M{_n(start[0])} {_n(start[1])}C" + " ".join(f"{_n(x)} {_n(y)}" for x, y in rest)


def _arrow(points: Points, look: Stroke) -> str:
    """Return an arrow head at the superior's box; every line but those of the tree arrives level."""
    x, y = points[-1]
    back = 7.0 if points[-2][0] > x else -7.0
    shape = f"M{_n(x)} {_n(y)}L{_n(x + back)} {_n(y - 4)}V{_n(y + 4)}Z"
    return f'<path class="rg-tip-{look.name}" d="{shape}"/>'


def _place(place: Rectangle) -> str:
    x, y, width, height = place
    return f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'


def _text(text: str) -> str:
    return escape("\n".join(clean(line) for line in text.split("\n")))


def _n(number: float) -> str:
    """Write a number of pixels with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")
