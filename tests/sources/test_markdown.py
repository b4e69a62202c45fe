"""Markdown with front matter, template tags and tables, read as the HTML that it renders to."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph import sources
from rolegraph.errors import InputError
from rolegraph.postings import Posting


def read(text: str) -> Posting:
    [posting] = sources.read(text.encode("utf-8", "replace"), "a.md")
    return posting


def told(posting: Posting) -> list[tuple[str, str]]:
    return [(block.name or block.kind, block.span.of(posting.text)) for block in posting.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Porter\n\nGuard the *gate*.\n\n- Keys\n- Oil",
            [("heading", "Porter"), ("paragraph", "Guard the gate."), ("item", "Keys"), ("item", "Oil")],
        ),
        ("Porter\n======\n\n1. Keys", [("heading", "Porter"), ("item", "Keys")]),
        ("**Keys**\n\nbrass", [("heading", "Keys"), ("paragraph", "brass")]),
        ("| Place | Oslo |\n|---|---|\n| a | b |", [("cell", "Place"), ("cell", "Oslo"), ("cell", "a"), ("cell", "b")]),
        # soft line breaks join, hard ones part
        ("Guard\nthe gate", [("paragraph", "Guard the gate")]),
        ("Guard  \nthe gate", [("paragraph", "Guard"), ("paragraph", "the gate")]),
        # HTML inside, template tags, comments
        ("Guard <b>it</b>\n\n<div>Keys</div>", [("paragraph", "Guard it"), ("paragraph", "Keys")]),
        ("{% include nav.html %}\n\nGuard {{ site.gate }} it\n\n{: .lead}", [("paragraph", "Guard it")]),
        ("<!-- x -->\n\nGuard", [("paragraph", "Guard")]),
        # code keeps its lines
        ("```\nKeys\nOil\n```", [("paragraph", "Keys"), ("paragraph", "Oil")]),
        # front matter: known keys, lists, other keys and types left alone
        (
            "---\ntitle: Porter\nteam: [Gates, Keys]\nlayout: x\n---\nGuard",
            [("title", "Porter"), ("unit", "Gates"), ("unit", "Keys"), ("paragraph", "Guard")],
        ),
        (
            '---\nTitle: "Porter: nights"\nlocation:\n  - {city: Oslo}\n  - Bergen\n---\nGuard',
            [("title", "Porter: nights"), ("location", "Bergen"), ("paragraph", "Guard")],
        ),
        (
            "---\ntitle: on\ndate: 2031-02-03\n...\nGuard",
            [("title", "on"), ("date-posted", "2031-02-03"), ("paragraph", "Guard")],
        ),
        # names of records and tables are known here too; an object is its name
        (
            "---\njobTitle: Porter\ncompany: {name: Quill}\ntype: Full-time\nid: 7\nbody: x\n---\nGuard",
            [("title", "Porter"), ("organization", "Quill"), ("employment-type", "Full-time"), ("paragraph", "Guard")],
        ),
        # TOML, which has days of its own
        (
            '+++\ntitle = "Porter"\nteam = ["Gates"]\ndate = 2031-02-03\ndraft = true\n+++\nGuard',
            [("title", "Porter"), ("unit", "Gates"), ("date-posted", "2031-02-03"), ("paragraph", "Guard")],
        ),
        ("---\r\ntitle: Porter\r\n---\r\nGuard", [("title", "Porter"), ("paragraph", "Guard")]),
        ("---\n- a\n---\nGuard", [("paragraph", "Guard")]),
        # a rule at the top is no front matter
        ("---\n\nGuard", [("paragraph", "Guard")]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(read(text)) == expected


LAUGHS = "a: &a [x, x]\n" + "\n".join(f"{b}: &{b} [*{a}, *{a}, *{a}]" for a, b in pairwise("abcdefghijklmnopqrs"))


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("title: [unclosed", "front matter left out: while parsing"),
        ("title: a\n\ttab: b", "front matter left out"),
        ("a: !!python/object:os.system x", ""),
        ("[" * 5000, "front matter left out"),
        ("a: &a [*a, *a]\ntitle: *b", "front matter left out: found undefined alias"),
        ("title: " + "x" * 30_000, "front matter left out: longer than 20,000 characters"),
        ("? [a]\n: b", "front matter left out"),
        # a billion laughs are no more than their first level
        (LAUGHS + "\ntitle: *s", ""),
        ("title: &a\n  b: *a", "front matter left out: found unconstructable"),
        ("<<: {title: Cook}", ""),
    ],
)
def test_front_matter_that_cannot_be_read_is_left_out_and_told(front: str, problem: str) -> None:
    posting = read(f"---\n{front}\n---\n# Porter\n\nGuard")
    assert ("heading", "Porter") in told(posting)
    assert [one[: len(problem)] for one in posting.problems] == ([problem] if problem else [])


HOSTILE = [
    "[",
    "![",
    "[a](",
    "*a **b ",
    "`a``b",
    "> ",
    "- a\n",
    "<a ",
    "<!--",
    "&a",
    "\\",
    "|a",
    "{{",
    "{% ",
    "a\n",
    "***",
    "_a ",
    "# a\n",
    "[a]: b\n",
    "```\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_kilobytes_of_anything_are_read_in_bounded_time(piece: str) -> None:
    start = time.process_time()
    read("# Porter\n\n" + piece * (100_000 // len(piece)))
    assert time.process_time() - start < 6


@given(st.lists(st.sampled_from([*HOSTILE, "---\n", "\n\n", "\t", "a", ": "]), max_size=30))
def test_any_markdown_is_a_posting_or_an_input_error(pieces: list[str]) -> None:
    try:
        posting = read("".join(pieces))
    except InputError:
        return
    assert all(block.span.of(posting.text).strip() for block in posting.blocks)


def test_the_comments_of_a_template_are_no_text() -> None:
    text = "# Cook\n\n{% comment %}\nSay what the cook does.\n{% endcomment %}\n\nCooks. {%- comment -%} open"
    posting = read(text)
    assert [block.span.of(posting.text) for block in posting.blocks] == ["Cook", "Cooks. open"]


def test_toml_that_cannot_be_read_is_left_out_and_told() -> None:
    posting = read('+++\ntitle = "Porter\n+++\n# Porter')
    assert told(posting) == [("heading", "Porter")]
    assert posting.problems[0].startswith("front matter left out: Illegal character")


def test_a_value_of_the_front_matter_stands_where_the_page_shows_it() -> None:
    text = """---
title: Porter
low: '38,000'
hostile: <script>alert(1)</script>
deep: {a: b}
---
Pays ${{ page.low }} a year{{ page.hostile }}{{ page.deep }}{{ page.absent }}{{ site.low }}.
"""
    posting = next(sources.read(text.encode(), "a.md"))
    assert posting.text.splitlines()[-1] == "Pays $38,000 a year ."
