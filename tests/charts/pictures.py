"""A finished SVG chart read back: where its boxes, words and lines really are, and what is wrong with them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET

from rolegraph.charts.cards import SIZES
from rolegraph.charts.typography import SPARE, is_right_to_left, measure

SVG = "{http://www.w3.org/2000/svg}"
BOXES = {"rg-box", "rg-named", "rg-vacant", "rg-body"}
CELL = 400.0

Point = tuple[float, float]


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


class Words(NamedTuple):
    text: str
    box: Box


class Picture(NamedTuple):
    width: float
    height: float
    frames: list[Box]
    headings: list[Box]
    boxes: list[Box]
    words: list[tuple[Words, Box]]  # each with the box that it stands in
    lines: list[list[Point]]  # corner by corner; curves are left out
    curves: list[list[Point]]


def read(svg: bytes) -> Picture:
    """Read a chart with every place in pixels from the corner of the picture."""
    root = ET.fromstring(svg)
    picture = Picture(float(root.attrib["width"]), float(root.attrib["height"]), [], [], [], [], [], [])
    body = root.findall(f"{SVG}g")[1]
    for group in body:
        _collect(group, _transform(body), picture)
        _collect_headings(group, _transform(body), picture)
    return picture


def _transform(element: ET.Element) -> tuple[float, float, float]:
    text = element.get("transform", "")
    move = re.search(r"translate\(([\d.-]+) ([\d.-]+)\)", text)
    scale = re.search(r"scale\(([\d.]+)\)", text)
    return (float(move[1]), float(move[2]), float(scale[1]) if scale else 1.0) if move else (0.0, 0.0, 1.0)


def _collect(group: ET.Element, outer: tuple[float, float, float], picture: Picture) -> None:
    x, y, _ = outer
    inner_x, inner_y, scale = _transform(group)
    x, y = x + inner_x, y + inner_y
    found: Box | None = None
    for element in group:
        kind = set(element.get("class", "").split())
        if element.tag == f"{SVG}rect" and kind & BOXES:
            left, top, width, height = (float(element.attrib[name]) for name in ("x", "y", "width", "height"))
            found = Box(x + left * scale, y + top * scale, x + (left + width) * scale, y + (top + height) * scale)
            picture.boxes.append(found)
        elif element.tag == f"{SVG}text" and found:
            picture.words.append((_words(element, x, y, scale), found))
        elif element.tag == f"{SVG}path" and element.get("class", "").startswith("rg-") and "rg-tip" not in str(kind):
            numbers = [
                (float(a) + x, float(b) + y) for a, b in re.findall(r"(-?[\d.]+) (-?[\d.]+)", element.get("d", ""))
            ]
            if "C" in element.get("d", ""):
                picture.curves.append(numbers)
            else:
                picture.lines.append(numbers)


def _collect_headings(element: ET.Element, outer: tuple[float, float, float], picture: Picture) -> None:
    x, y, _ = outer
    if element.tag == f"{SVG}rect":
        left, top, width, height = (float(element.attrib[name]) for name in ("x", "y", "width", "height"))
        picture.frames.append(Box(x + left, y + top, x + left + width, y + top + height))
    elif element.tag == f"{SVG}text":
        left, base, size = (float(element.attrib[name]) for name in ("x", "y", "font-size"))
        width = measure("".join(element.itertext()), size, "bold") * SPARE["bold"]
        picture.headings.append(Box(x + left, y + base - size, x + left + width, y + base + size * 0.3))


def _words(element: ET.Element, x: float, y: float, scale: float) -> Words:
    text = "".join(element.itertext())
    style = element.get("class", "").removeprefix("rg-")
    size, _, weight = SIZES.get(style, (10.0, 0.0, "bold"))  # type: ignore[call-overload]
    # as wide as it may get where a wider font stands in; a single character wider than a box is nobody's fault
    width = measure(text, size, weight) * (SPARE[weight] if text.isascii() else 1.0)
    width += 0.4 * len(text) * (style == "category")
    left = float(element.attrib["x"]) - (width / 2 if is_right_to_left(text) else 0.0)
    base = float(element.attrib["y"])
    return Words(
        text,
        Box(x + left * scale, y + (base - size) * scale, x + (left + width) * scale, y + (base + size * 0.3) * scale),
    )


def faults(picture: Picture) -> list[str]:
    """Return what no picture may show: things that overlap, are cut, cross, end in nothing or lie outside."""
    return [*_overlaps(picture), *_outside(picture), *_cut(picture), *_crossings(picture), *_framed(picture)]


def _overlaps(picture: Picture) -> Iterator[str]:
    for cell in _cells(picture).values():
        for at, one in enumerate(cell):
            for other in cell[at + 1 :]:
                if _meet(one, other, 0.3):
                    yield f"boxes overlap: {one} {other}"


def _outside(picture: Picture) -> Iterator[str]:
    points = [point for line in (*picture.lines, *picture.curves) for point in line]
    corners = [point for box in picture.boxes for point in ((box.left, box.top), (box.right, box.bottom))]
    for x, y in (*points, *corners):
        if not (0 <= x <= picture.width and 0 <= y <= picture.height):
            yield f"outside the picture: {x} {y}"


def _cut(picture: Picture) -> Iterator[str]:
    for words, box in picture.words:
        inside = words.box
        if (
            inside.left < box.left
            or inside.right > box.right
            or inside.top < box.top - 1
            or inside.bottom > box.bottom + 1
        ):
            yield f"words leave their box: {words} {box}"


def _framed(picture: Picture) -> Iterator[str]:
    for at, one in enumerate(picture.frames):
        yield from (f"frames overlap: {one} {other}" for other in picture.frames[at + 1 :] if _meet(one, other, 0.3))
    for heading in picture.headings:
        around = [frame for frame in picture.frames if _meet(heading, frame, 0.0)]
        if len(around) > 1 or any(heading.right > frame.right for frame in around) or heading.right > picture.width:
            yield f"a heading leaves its frame: {heading} {around}"
        yield from (f"a heading meets a box: {heading} {box}" for box in picture.boxes if _meet(heading, box, 0.3))


def _crossings(picture: Picture) -> Iterator[str]:
    cells = _cells(picture)
    for line in picture.lines:
        for end in (line[0], line[-1]):
            if not any(_on_edge(box, end) for box in cells[int(end[0] // CELL), int(end[1] // CELL)]):
                yield f"a line ends in nothing: {end}"
        for start, end in pairwise(line):
            stretch = Box(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))
            for box in {box for cell in _covered(stretch) for box in cells.get(cell, ())}:
                if _meet(stretch, box, 1.0):
                    yield f"a line crosses a box: {stretch} {box}"


def _cells(picture: Picture) -> defaultdict[tuple[int, int], list[Box]]:
    cells: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in picture.boxes:
        for cell in _covered(Box(box.left - 1, box.top - 1, box.right + 1, box.bottom + 1)):
            cells[cell].append(box)
    return cells


def _covered(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // CELL), int(box.right // CELL) + 1):
        for row in range(int(box.top // CELL), int(box.bottom // CELL) + 1):
            yield column, row


def _meet(one: Box, other: Box, slack: float) -> bool:
    across = one.left < other.right - slack and other.left < one.right - slack
    return across and one.top < other.bottom - slack and other.top < one.bottom - slack


def _on_edge(box: Box, point: Point) -> bool:
    x, y = point
    near = 0.3
    if not (box.left - near <= x <= box.right + near and box.top - near <= y <= box.bottom + near):
        return False
    return min(abs(x - box.left), abs(x - box.right), abs(y - box.top), abs(y - box.bottom)) <= near
