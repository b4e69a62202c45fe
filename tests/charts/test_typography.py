"""Text is measured as it is set, and broken where readers expect it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolegraph.charts.typography import FILES, FONTS, LONGEST, Weight, clean, clusters, measure, wrap

from .organizations import HARD_TITLES

TEXT = st.text(max_size=200) | st.sampled_from(HARD_TITLES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # lines of like length rather than a full one and a rest
        ("Senior Director, Industry Lead", ["Senior Director,", "Industry Lead"]),
        # a break after a dash inside a long word
        ("Vice-President/Global-Head", ["Vice-President/", "Global-Head"]),
        # but not inside the brackets that German postings end with
        ("Leitung Hafenbetrieb (m/w/d)", ["Leitung Hafenbetrieb", "(m/w/d)"]),
        # a word that is wider than a line begins one
        ("Lead Donaudampfschifffahrtsgesellschaft", ["Lead", "Donaudampfschiff", "fahrtsgesellschaft"]),
        # ideographs may part anywhere
        ("営業統括本部国際戦略室長", ["営業統括本部", "国際戦略室長"]),
        # white space of any kind is one space
        ("a\n\t b\u00a0c", ["a b c"]),
        ("", []),
        (" \n", []),
    ],
)
def test_lines_break_where_readers_expect_it(text: str, expected: list[str]) -> None:
    assert wrap(text, 180, 13.5, "bold") == expected


@settings(deadline=None)
@given(text=TEXT, width=st.floats(40, 400), weight=st.sampled_from(["regular", "bold"]))
def test_no_line_is_wider_than_asked_and_nothing_is_lost(text: str, width: float, weight: Weight) -> None:
    lines = wrap(text, width, 13.5, weight)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    for line in lines:
        assert measure(line, 13.5, weight) <= width + 0.01 or len(clusters(line)) == 1


def test_a_hostile_title_is_bounded() -> None:
    assert sum(len(line) for line in wrap("x" * 1_000_000, 100, 10)) == LONGEST + 1


@settings(deadline=None)
@given(st.text())
def test_clean_text_is_legal_xml(text: str) -> None:
    found = clean(text)
    assert all(character >= " " and not "\ud800" <= character <= "\udfff" for character in found)


def test_clusters_join_again() -> None:
    for title in HARD_TITLES:
        assert "".join(clusters(title)) == title


def test_every_font_comes_with_its_licence() -> None:
    for file in FILES:
        family = file.split("-")[0].removesuffix(".ttf")
        assert (FONTS / file).stat().st_size > 100_000
        assert "ermission" in (FONTS / f"{family}.LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "size", "weight", "width"),
    # what resvg makes of the same words, in pixels: measured once on a picture of them
    [("Chief Executive Officer", 100.0, "bold", 1144.0), ("Rotterdam", 100.0, "regular", 496.0)],
)
def test_measures_are_those_of_the_picture(text: str, size: float, weight: Weight, width: float) -> None:
    assert measure(text, size, weight) == pytest.approx(width, rel=0.03)
