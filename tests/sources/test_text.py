"""Plain text: a block a line, lines that were only wrapped joined again."""

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph import sources
from rolegraph.sources.text import unwrap

PROSE = (
    "The night porter guards the gate of the house from dusk until dawn, keeps the great book of keys in order, wakes"
    " the guests who asked to be woken before first light, and reports every morning to the head porter of the house."
)


def blocks(text: str) -> list[tuple[str, str]]:
    [posting] = sources.read(text.encode(), "a.txt")
    return [(block.kind, block.span.of(posting.text)) for block in posting.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Porter\n\nGuard the gate.\r\nKeep keys.",
            [("paragraph", "Porter"), ("paragraph", "Guard the gate."), ("paragraph", "Keep keys.")],
        ),
        (
            "Duties:\n- keys\n* oil\n• rope\n1. lamp",
            [("paragraph", "Duties:"), ("item", "keys"), ("item", "oil"), ("item", "rope"), ("item", "lamp")],
        ),
        # a list that was pasted as one line, its items set apart by tabs
        (
            "We give you:\tkeys\t\ta lamp \t oil",
            [("paragraph", "We give you:"), ("item", "keys"), ("item", "a lamp"), ("item", "oil")],
        ),
        # ... and a label with its value is none
        ("Place:\tOban", [("paragraph", "Place: Oban")]),
        # dashes without a space behind them, one a line or several
        ("-Guard the gate\n-Oil the lock", [("item", "Guard the gate"), ("item", "Oil the lock")]),
        (
            f"-Guard the gate {'of the quay ' * 6}-Oil the lock {'of the well-worn gate ' * 3}-Keep the keys",
            [
                ("item", f"Guard the gate {'of the quay ' * 6}".strip()),
                ("item", f"Oil the lock {'of the well-worn gate ' * 3}".strip()),
                ("item", "Keep the keys"),
            ],
        ),
        # a table drawn with bars, a cell of several lines among its rows, and text below it
        (
            "| Pay | $5/hour |\n|---|---|\n| Places |\nOban\nMull\n|\nGuard the gate.",
            [
                *(("cell", "Pay"), ("cell", "$5/hour"), ("cell", "Places"), ("cell", "Oban"), ("cell", "Mull")),
                ("paragraph", "Guard the gate."),
            ],
        ),
        ("| Pay |\n|---|\n| $5 |\nGuard.", [("cell", "Pay"), ("cell", "$5"), ("paragraph", "Guard.")]),
        # line ends of every kind
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", [("paragraph", letter) for letter in "abcdef"]),
        # items that one line runs together, by bullets or by numbers that count
        (
            f"Duties: • Keep {'the keys and ' * 12}locks • Oil locks",
            [("paragraph", "Duties:"), ("item", f"Keep {'the keys and ' * 12}locks"), ("item", "Oil locks")],
        ),
        (
            f"1. {'Keep the keys ' * 3}2. {'Oil the locks ' * 3}3. {'Light the lamps ' * 3}",
            [("item", f"{one} " * 2 + one) for one in ("Keep the keys", "Oil the locks", "Light the lamps")],
        ),
        # mark-up in a text file is text
        ("Use <b> tags", [("paragraph", "Use <b> tags")]),
    ],
)
def test_lines(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize("width", [60, 72, 80, 99])
def test_wrapped_prose_is_one_line_again(width: int) -> None:
    lines = [*textwrap.wrap(PROSE, width), "", *textwrap.wrap(PROSE, width)]
    assert [line for line in unwrap(lines) if line] == [PROSE, PROSE]


def test_one_long_line_among_wrapped_ones_does_not_keep_them_apart() -> None:
    long = f"Write to porter@gate.example {'and wait ' * 10}."
    lines = [*textwrap.wrap(PROSE, 60), "", *textwrap.wrap(PROSE, 60), "", long]
    assert [line for line in unwrap(lines) if line] == [PROSE, PROSE, long]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [""],
        # short lines are lines, also where they go on in lower case
        ["Porter", "guards", "keys", "and", "oil"],
        # a text with a line as long as a paragraph was never wrapped
        ["x" * 200, *textwrap.wrap(PROSE, 80)],
    ],
)
def test_lines_that_were_not_wrapped_stay(lines: list[str]) -> None:
    assert unwrap(lines) == lines


def test_items_are_not_joined_to_the_lines_before_them() -> None:
    lines = [*textwrap.wrap(PROSE, 70), *textwrap.wrap(f"- {PROSE}", 70), *textwrap.wrap(f"Keys: {PROSE}", 70)]
    assert [line[:5] for line in unwrap(lines)] == ["The n", "- The", "Keys:"]


def test_a_long_wrapped_paragraph_takes_time_in_proportion() -> None:
    lines = textwrap.wrap(PROSE, 80) * 4000
    start = time.process_time()
    joined = unwrap(lines)
    assert time.process_time() - start < 2
    assert "".join("".join(joined).split()) == "".join("".join(lines).split())


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=100).map(lambda line: "".join(line.splitlines())),
        max_size=12,
    )
)
def test_no_word_is_lost(lines: list[str]) -> None:
    assert " ".join(unwrap(lines)).split() == " ".join(lines).split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # marks on lines of their own go with the next lines, where there are several
        ("-\nKeys\n-\nOil\n-\nRope", [("item", "Keys"), ("item", "Oil"), ("item", "Rope")]),
        ("Keys\n-\nOil", [("paragraph", "Keys"), ("paragraph", "-"), ("paragraph", "Oil")]),
        # ... and not with items that have one
        ("-\n- Keys\n-\n- Oil\n-\n- Rope", [*(("paragraph", "-"), ("item", "Keys")), *(("paragraph", "-"),)]),
        # the rest of an item that was broken in a text that is not wrapped
        ("- Keys of iron and of\nwood\nOil", [("item", "Keys of iron and of wood"), ("paragraph", "Oil")]),
        ("- Own keys\n(however old).", [("item", "Own keys (however old).")]),
        # a line that ends behind a word that belongs to the next
        (
            "- Translate what the pilots ask into Armenian and\nEnglish;",
            [("item", "Translate what the pilots ask into Armenian and English;")],
        ),
        (
            "- Translate what the pilots ask into Armenian; and\nGuard",
            [("item", "Translate what the pilots ask into Armenian; and"), ("paragraph", "Guard")],
        ),
        ("- Keys.\nand oil", [("item", "Keys."), ("paragraph", "and oil")]),
    ],
)
def test_marks_and_rests_of_items(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text)[: len(expected)] == expected


def test_the_rest_of_an_item_that_was_broken_early_is_of_it() -> None:
    lines = [*textwrap.wrap(PROSE, 72), "", *textwrap.wrap(PROSE, 72), "", "- Keys of iron and of", "wood;", "- oil"]
    assert [line for line in unwrap(lines) if line] == [PROSE, PROSE, "- Keys of iron and of wood;", "- oil"]
