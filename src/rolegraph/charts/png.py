"""The chart as PNG: the SVG, set in the fonts that come with rolegraph, by resvg."""

from __future__ import annotations

import math
from typing import Final
from xml.etree import ElementTree as ET

from rolegraph.charts.typography import FILES, FONTS, covered
from rolegraph.errors import OutputError

LARGEST: Final = 24_000_000
"""Pixels of a picture, so that a chart of ten thousand posts fits in memory; larger ones are scaled down."""

SCALE: Final = 2.0
"""Pixels of the picture for each pixel of the SVG."""


def rasterize(svg: bytes) -> bytes:
    """Turn a chart's SVG into PNG.

    Text is set in the shipped fonts, so that the picture is the same everywhere; only where it has characters that they
    lack (ideographs, emoji) are the system's fonts looked at too.

    Args:
        svg: What `rolegraph.charts.svg.render` made.

    Returns:
        The picture, at twice the size of the SVG, or smaller where that would exceed `LARGEST` pixels.

    Raises:
        OutputError: resvg_py is not installed, or refuses the picture.
    """
    try:
        import resvg_py
    except ImportError as error:
        message = "PNG needs the package resvg_py: install it with pip install 'rolegraph[png]', or write .svg"
        raise OutputError(message) from error
    root = ET.fromstring(svg)  # noqa: S314 - our own output, without a document type
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    zoom = min(SCALE, math.sqrt(LARGEST / (width * height)))
    try:
        picture = resvg_py.svg_to_bytes(
            svg_string=svg.decode(),
            width=max(1, int(width * zoom)),
            skip_system_fonts=covered("".join(root.itertext())),
            font_files=[str(FONTS / file) for file in FILES],
            font_family="Inter",
            sans_serif_family="Inter",
        )
    except ValueError as error:
        raise OutputError(f"the picture cannot be drawn as PNG ({error}): write .svg instead") from error
    return bytes(picture)
