"""What a section states: items whole, prose by sentences, introductions left out, bold lead-ins as labels."""

import time

import pytest

from rolegraph import sources
from rolegraph.outline import outline
from rolegraph.statements import statements


def stated(html: str, matter: str = "demand") -> list[tuple[str, str, bool]]:
    of = outline(next(sources.read(html.encode(), "a.html")))
    return [(of.quote(one.span), one.label, one.prose) for one in statements(of, matter)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # items are kept whole, however many sentences they have
        ("<ul><li>Keys. And oil.</li><li>Rope</li></ul>", [("Keys. And oil.", "", False), ("Rope", "", False)]),
        # a line that introduces the list is none of its items
        ("<p>These, that is:</p><ul><li>Keys</li></ul>", [("Keys", "", False)]),
        # nor an item that introduces a list of its own
        ("<ul><li>Tools:<ul><li>Keys</li></ul></li></ul>", [("Keys", "", False)]),
        # ... but a long one that only ends in a colon
        (
            "<ul><li>Keys of iron and of wood, and locks of the same age:</li><li>Rope</li></ul>",
            [("Keys of iron and of wood, and locks of the same age:", "", False), ("Rope", "", False)],
        ),
        # a single paragraph is prose, several lines are a list that lost its bullets
        ("<p>Bring keys. Bring oil.</p>", [("Bring keys.", "", True), ("Bring oil.", "", True)]),
        ("<p>Bring keys.</p><p>Bring oil.</p>", [("Bring keys.", "", False), ("Bring oil.", "", False)]),
        # bold lead-ins
        ("<ul><li><b>Rigor:</b> in all</li></ul>", [("Rigor: in all", "Rigor", False)]),
        ("<ul><li><b>Rigor</b> – in all</li></ul>", [("Rigor – in all", "Rigor", False)]),
        ("<ul><li><b>Rigor: in</b> all</li></ul>", [("Rigor: in all", "Rigor", False)]),
        ("<ul><li><b>Rigor</b> in all</li></ul>", [("Rigor in all", "", False)]),
        # what stands after a list of lines is none of it: notices, questionnaires, the company's own paragraph
        (
            "<p>Keys</p><p>Oil</p><p>We are an equal opportunity employer.</p><p>Rope</p>",
            [("Keys", "", False), ("Oil", "", False)],
        ),
        ("<p>Keys</p><p>Oil</p><p>01</p><p>Have you a lamp?</p><p>Yes</p>", [("Keys", "", False), ("Oil", "", False)]),
        (
            "<p>Keys</p><p>Oil</p><p>Rope</p>"
            f"<p>{'The gate was built by friends of the sea, long ago and far away. ' * 5}</p>",
            [("Keys", "", False), ("Oil", "", False), ("Rope", "", False)],
        ),
        # ... but what is asked for below a notice still is
        (
            "<p>Keys</p><p>Oil</p><p>We are an equal opportunity employer.</p>"
            "<p>Five years of experience at a gate</p><p>Ability to work at night</p><p>Knowledge of locks</p>",
            [
                (line, "", False)
                for line in (
                    *("Keys", "Oil", "Five years of experience at a gate"),
                    *("Ability to work at night", "Knowledge of locks"),
                )
            ],
        ),
        # below a paragraph the list goes on where it is announced again
        (
            "<p>Keys</p><p>Oil</p><p>Rope</p>"
            f"<p>{'The gate was built by friends of the sea, long ago and far away. ' * 5}</p>"
            "<p>For this you'll need to have:</p><p>Patience</p><p>Wax</p>",
            [(line, "", False) for line in ("Keys", "Oil", "Rope", "Patience", "Wax")],
        ),
        # a company that is spoken of ends the list, and so does a headline over a paragraph
        (
            "<p>Keys</p><p>Oil</p><p>Harbour Light Inc. is a leading provider of lamps.</p><p>We grow.</p>",
            [("Keys", "", False), ("Oil", "", False)],
        ),
        (
            "<p>Keys</p><p>Oil</p><p>Rope</p><p>LIGHT FOR EVERY HARBOUR</p>"
            f"<p>{'The gate was built by friends of the sea. ' * 6}</p>",
            [("Keys", "", False), ("Oil", "", False), ("Rope", "", False)],
        ),
        # lead-ins tell items of several sentences among lines
        (
            "<p>Locks: knows them. Oils them.</p><p>Ropes: knows knots.</p><p>Lamps: lights them.</p>",
            [
                ("Locks: knows them. Oils them.", "", False),
                ("Ropes: knows knots.", "", False),
                ("Lamps: lights them.", "", False),
            ],
        ),
        # a bullet that one line of many kept does not make prose of the others
        (
            f"<ul><li>Keys</li></ul>{''.join(f'<p>Knowledge of {n} knots. And of their ropes.</p>' for n in range(6))}",
            [("Keys", "", False), *((f"Knowledge of {n} knots. And of their ropes.", "", False) for n in range(6))],
        ),
        # page furniture and captions among lines
        ("<p>Keys</p><p>-OR-</p><p>(Download PDF reader)</p><p>Oil</p>", [("Keys", "", False), ("Oil", "", False)]),
        ("<p>Keys</p><p>#harbour</p><p>Share this job</p><p>Oil</p>", [("Keys", "", False), ("Oil", "", False)]),
        (
            f"<p>Gate Skills</p><p>Keys {'of iron ' * 8}</p><p>Oil {'in cans ' * 8}</p>",
            [(f"Keys {'of iron ' * 8}".strip(), "", False), (f"Oil {'in cans ' * 8}".strip(), "", False)],
        ),
        # lines of dashes and dots state nothing
        ("<ul><li>—</li><li>Keys</li></ul>", [("Keys", "", False)]),
        # lists split by empty paragraphs are one list
        ("<ul><li>Keys</li></ul><p>&nbsp;</p><ul><li>Oil</li></ul>", [("Keys", "", False), ("Oil", "", False)]),
    ],
)
def test_statements(html: str, expected: list[tuple[str, str, bool]]) -> None:
    assert stated(f"<h2>Requirements</h2>{html}") == expected


_KEYS = "Keys, and three years of experience with locks"
_ROPE = "Strong knowledge of ropes"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # of the paragraphs beside a list the sentences count that are asked for, those of its introduction too
        (
            "<h2>Requirements</h2><p>Gates are old. You must have a lamp.</p><ul><li>Oil</li></ul>",
            ["You must have a lamp.", "Oil"],
        ),
        (
            "<h2>Requirements</h2><p>You must have a lamp. And that is:</p><ul><li>Oil</li></ul>",
            ["You must have a lamp.", "Oil"],
        ),
        # a list under a heading that nobody knows is told by its items
        (f"<h2>Gates</h2><ul><li>{_KEYS}</li><li>{_ROPE}</li></ul>", [_KEYS, _ROPE]),
        # three lines in a row are a list
        (f"<p>{_KEYS}</p><p>{_ROPE}</p><p>Ability to climb</p>", [_KEYS, _ROPE, "Ability to climb"]),
        # headings and captions among lines are none of the list
        (
            f"<p>{_KEYS} and doors of every age</p><p>Basic Information</p>"
            f"<p>{_ROPE} and knots of every sort and age</p>"
            "<p>Ability to climb ladders in wind and rain</p>",
            [
                f"{_KEYS} and doors of every age",
                f"{_ROPE} and knots of every sort and age",
                "Ability to climb ladders in wind and rain",
            ],
        ),
        # what is left of white space that was read in the wrong encoding is no text of the item
        ("<h2>Requirements</h2><ul><li>Oil\u00c2\u00a0</li></ul>", ["Oil"]),
        # a short item that ends in a colon introduces those after it
        ("<h2>Requirements</h2><ul><li>Skill in:</li><li>Oil</li></ul>", ["Oil"]),
        # what a body must do is a condition, wherever it stands
        (
            "<h2>Requirements</h2><ul><li>Oil</li><li>While performing the essential duties of this job, the porter"
            " stands.</li><li>The employee is frequently required to climb the wall.</li></ul>",
            ["Oil"],
        ),
        # a label that was run into the sentence is none of it
        ("<h2>Gates</h2><p>We build gates of iron. Requirements: You must have a lamp.</p>", ["You must have a lamp."]),
    ],
)
def test_statements_by_their_words(html: str, expected: list[str]) -> None:
    assert [text for text, _, _ in stated(f"<h1>Porter</h1>{html}")] == expected


def test_many_items_that_look_like_introductions_take_time_in_proportion() -> None:
    start = time.process_time()
    item = f"<li>{_KEYS}, but not only those:</li>"
    assert len(stated(f"<h2>Requirements</h2><ul>{item * 10_000}</ul>")) == 10_000
    assert time.process_time() - start < 4
