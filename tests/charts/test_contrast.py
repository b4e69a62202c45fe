"""Words and lines can be told from their ground (WCAG 2.2: 4.5 to 1 for words, 3 to 1 for lines and marks)."""

import re

import pytest

from rolegraph.charts.colours import NEUTRAL, PALETTE, RAMP
from rolegraph.charts.html import _read
from rolegraph.charts.strokes import ORDER

PAGE = "#f6f7fa"
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in _read("page.css").split("@media", 2)[:2]
)


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def half_white(colour: str) -> str:
    """What `color-mix(in srgb, colour 55%, white)` gives, which the page writes categories in when it is dark."""
    return "#" + "".join(f"{round(int(colour[at : at + 2], 16) * 0.55 + 255 * 0.45):02x}" for at in (1, 3, 5))


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("words", "grounds"),
    [
        ("ink-1", ("page", "card", "tint", "named", "vacant")),
        ("ink-2", ("page", "card", "tint", "named", "vacant")),
        ("vacant-ink", ("vacant",)),
        ("accent", ("card",)),
        ("pill-ink", ("pill",)),
    ],
)
def test_words_can_be_read(scheme: dict[str, str], words: str, grounds: tuple[str, ...]) -> None:
    for ground in grounds:
        assert contrast(scheme[words], scheme[ground]) >= 4.5, ground


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("mark", ["line", "kin", "extra", "dotted", "functional", "cycle", "named-edge", "vacant-edge"])
def test_lines_can_be_seen(scheme: dict[str, str], mark: str) -> None:
    assert contrast(scheme[mark], scheme["page"]) >= 3


@pytest.mark.parametrize(("paint", "ink"), [*RAMP, *PALETTE, NEUTRAL])
def test_categories_can_be_read(paint: str, ink: str) -> None:
    assert contrast(ink, "#ffffff") >= 4.5
    assert contrast(ink, "#fafbfc") >= 4.5
    assert contrast(half_white(paint), DARK["card"]) >= 4.5


def test_pictures_use_lines_that_can_be_seen() -> None:
    for look in ORDER:
        assert contrast(look.colour, PAGE) >= 3, look.name
