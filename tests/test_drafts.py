"""Blocks as a draft makes them: white space folded, offsets true, bullets and bold headings told, room bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.drafts import MAX_BLOCKS, MAX_TEXT, Draft, Run
from rolegraph.postings import Posting


def plain(text: str) -> list[Run]:
    return [(text, False, "")]


def bold(text: str) -> Run:
    return text, True, ""


def draft_of(*runs: Run) -> Posting:
    draft = Draft("a.html", "")
    draft.add("paragraph", runs)
    return draft.finish()


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("Guards the gate", "paragraph", "Guards the gate"),
        # white space of every kind is one space, none at the ends
        ("\u00a0 Guards\r\n\tthe\u2003gate \u2028", "paragraph", "Guards the gate"),
        # bullets that editors leave in the text
        ("• Guards the gate", "item", "Guards the gate"),
        ("•Guards the gate", "item", "Guards the gate"),
        ("- Guards the gate", "item", "Guards the gate"),
        ("– Guards the gate", "item", "Guards the gate"),
        ("\uf0b7 Guards the gate", "item", "Guards the gate"),
        ("o Guards the gate", "item", "Guards the gate"),
        ("1. Guards the gate", "item", "Guards the gate"),
        ("(iv) Guards the gate", "item", "Guards the gate"),
        ("b) Guards the gate", "item", "Guards the gate"),
        # what only looks like one
        ("-5 °C in winter", "paragraph", "-5 °C in winter"),
        ("on call", "paragraph", "on call"),
        ("1.5 tonnes", "paragraph", "1.5 tonnes"),
        ("24/7 service", "paragraph", "24/7 service"),
        # a bullet without words is a line like any other
        ("•", "paragraph", "•"),
        # zero-width characters inside words stay
        ("Gate\u00adkeeper", "paragraph", "Gate\u00adkeeper"),
    ],
)
def test_a_paragraph(text: str, kind: str, content: str) -> None:
    posting = draft_of(*plain(text))
    [block] = posting.blocks
    assert (block.kind, block.span.of(posting.text), block.level) == (kind, content, int(kind == "item"))


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\u200b", "\ufeff \u200d", "\u00ad", "\n"])
def test_nothing_is_made_of_nothing(text: str) -> None:
    posting = draft_of(*plain(text))
    assert (posting.text, posting.blocks) == ("", ())


@pytest.mark.parametrize(
    ("runs", "kind"),
    [
        # a line set wholly in bold is a heading, however many elements set it so, with or without a colon
        ([bold("About us")], "heading"),
        ([bold("About"), bold(" us ")], "heading"),
        ([bold("About"), (" ", False, ""), bold("us")], "heading"),
        ([bold("About us"), (":", False, "")], "heading"),
        # a bold sentence, a bold lead-in and a bold word are none
        ([bold("We guard gates.")], "paragraph"),
        ([bold("Rigor:"), (" in all you do", False, "")], "paragraph"),
        ([("All ", False, ""), bold("gates")], "paragraph"),
        ([bold("About"), (" and ", False, ""), bold("us")], "paragraph"),
        # as long as a paragraph
        ([bold("gate " * 30)], "paragraph"),
    ],
)
def test_a_bold_line_is_a_heading(runs: list[Run], kind: str) -> None:
    assert draft_of(*runs).blocks[0].kind == kind


@pytest.mark.parametrize(
    ("runs", "text", "strong"),
    [
        # white space folds across the borders of runs, and never stands inside a bold stretch's ends
        ([("a ", False, ""), bold(" b "), (" c", False, "")], "a b c", ["b"]),
        ([("a", False, ""), bold("b"), ("c", False, "")], "abc", ["b"]),
        ([bold("a"), bold("b"), (" ", False, ""), bold("c")], "ab c", ["ab c"]),
        ([bold("a"), ("-", False, ""), bold("b")], "a-b", ["a", "b"]),
        ([("x", False, ""), ("  ", True, ""), ("y", False, "")], "x y", []),
    ],
)
def test_bold_stretches(runs: list[Run], text: str, strong: list[str]) -> None:
    posting = draft_of(*runs)
    assert posting.text == text
    assert [span.of(text) for span in posting.blocks[0].strong] == strong


def test_links() -> None:
    posting = draft_of(
        ("See ", False, ""), ("our ", False, "/a"), ("gates", True, "/a"), (" or ", False, ""), ("x", False, "/b")
    )
    assert [(link.span.of(posting.text), link.url) for link in posting.blocks[0].links] == [
        ("our gates", "/a"),
        ("x", "/b"),
    ]


def test_fields_come_once_each_and_blank_ones_never() -> None:
    draft = Draft("a.json", "")
    for name, value in [
        ("title", " Night  Porter"),
        ("title", "Night Porter"),
        ("location", "\u200b"),
        ("unit", "Gates"),
    ]:
        draft.field(name, value)
    posting = draft.finish()
    assert [(block.name, block.span.of(posting.text)) for block in posting.blocks] == [
        ("title", "Night Porter"),
        ("unit", "Gates"),
    ]
    assert [block.span.of(posting.text) for block in posting.fields("title")] == ["Night Porter"]


@pytest.mark.parametrize("character", ["\0", "\x01", "\x1b", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_cannot_say_is_replaced_and_told(character: str) -> None:
    posting = draft_of(*plain(f"Gate{character}keeper"))
    assert posting.text == "Gate\ufffdkeeper"
    assert posting.problems == ("1 control characters or lone surrogates replaced by U+FFFD",)


@pytest.mark.parametrize("character", ["\x7f", "\x85", "\u202e", "\ufdd0", "\U000e0001", "\U0010ffff"])
def test_what_xml_can_say_stays(character: str) -> None:
    posting = draft_of(*plain(f"Gate{character}keeper"))
    assert posting.text.replace(" ", "\x85") == f"Gate{character}keeper"
    assert posting.problems == ()


@pytest.mark.parametrize(
    ("lines", "length", "kept"),
    [
        # one line that is too long is cut, also in its bold stretches
        ([[bold("g" * (MAX_TEXT + 5))]], MAX_TEXT, 1),
        # many lines: the last that fits is cut, the others are left out
        ([plain("g" * 400_000)] * 4, MAX_TEXT, 3),
        ([plain("g")] * (MAX_BLOCKS + 10), 2 * MAX_BLOCKS - 1, MAX_BLOCKS),
    ],
)
def test_room_is_bounded_and_that_is_told_once(lines: list[list[Run]], length: int, kept: int) -> None:
    draft = Draft("a.txt", "")
    for runs in lines:
        draft.add("paragraph", runs)
    posting = draft.finish()
    assert (len(posting.text), len(posting.blocks)) == (length, kept)
    assert [problem for problem in posting.problems if "left out" in problem] == list(posting.problems)
    assert len(posting.problems) == 1
    assert all(span.end <= len(posting.text) for block in posting.blocks for span in (block.span, *block.strong))


_RUNS = st.lists(
    st.tuples(
        st.text(max_size=8) | st.sampled_from([" ", "\u00a0", "• ", "\n", " | ", " · ", "|"]),
        st.booleans(),
        st.sampled_from(["", "/a", "/b"]),
    ),
    max_size=5,
)


@given(st.lists(st.tuples(st.sampled_from(["paragraph", "item", "heading", "cell"]), _RUNS), max_size=5))
def test_blocks_lie_in_order_on_the_words_they_hold(lines: list[tuple[str, list[Run]]]) -> None:
    draft = Draft("a.html", "")
    for kind, runs in lines:
        draft.add(kind, runs)  # type: ignore[arg-type]
    posting = draft.finish()
    last = -1
    for block in posting.blocks:
        quote = block.span.of(posting.text)
        assert quote == " ".join(quote.split()) != ""
        assert last < block.span.start < block.span.end <= len(posting.text)
        last = block.span.end
        for span in (*block.strong, *(link.span for link in block.links)):
            inner = span.of(posting.text)
            assert inner == inner.strip() != ""
            assert span.end <= block.span.end
    # nothing is lost but white space and lines that show nothing
    shown = ["".join(run[0] for run in runs) for _, runs in lines]
    told = "".join(posting.text.split())
    assert all("".join(line.split()) in told for line in shown if line.isprintable() and line.strip())
