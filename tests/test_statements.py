"""What a section states: items whole, prose by sentences, introductions left out, bold lead-ins as labels."""

import time

import pytest

from rolegraph import sources
from rolegraph.outline import outline
from rolegraph.statements import picked, statements


def stated(html: str) -> list[tuple[str, str, bool]]:
    of = outline(next(sources.read(f"<h2>Requirements</h2>{html}".encode(), "a.html")))
    section = next(of.of_kind("requirements"))
    return [(of.quote(one.span), one.label, one.prose) for one in statements(of, section)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # items are kept whole, however many sentences they have
        ("<ul><li>Keys. And oil.</li><li>Rope</li></ul>", [("Keys. And oil.", "", False), ("Rope", "", False)]),
        # a line that introduces the list is none of its items
        ("<p>These, that is:</p><ul><li>Keys</li></ul>", [("Keys", "", False)]),
        # nor an item that introduces a list of its own, but one that only ends in a colon
        ("<ul><li>Tools:<ul><li>Keys</li></ul></li></ul>", [("Keys", "", False)]),
        ("<ul><li>Keys:</li><li>Rope</li></ul>", [("Keys:", "", False), ("Rope", "", False)]),
        ("<ul><li>Keys:</li></ul>", [("Keys:", "", False)]),
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
        # page furniture and captions among lines
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
    assert stated(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # of the paragraphs beside a list the sentences count that are asked for, those of its introduction too
        ("<p>Gates are old. Bring keys.</p><ul><li>Oil</li></ul>", ["Bring keys.", "Oil"]),
        ("<p>Bring keys. And that is:</p><ul><li>Oil</li></ul>", ["Bring keys.", "Oil"]),
    ],
)
def test_sentences_beside_a_list(html: str, expected: list[str]) -> None:
    of = outline(next(sources.read(f"<h2>Requirements</h2>{html}".encode(), "a.html")))
    found = [one for section in of.sections for one in statements(of, section, beside=lambda s: s.startswith("Bring"))]
    assert [of.quote(one.span) for one in found] == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # a list is taken whole or not at all
        (
            "<ul><li>Keys</li><li>Oil</li></ul><ul><li>Bring keys</li><li>Oil</li></ul>",
            [("Bring keys", True), ("Oil", True)],
        ),
        # three lines in a row are a list; two are read as prose
        ("<p>Bring keys</p><p>Oil</p><p>Rope</p>", [("Bring keys", False), ("Oil", False), ("Rope", False)]),
        ("<p>Bring keys. Stay.</p><p>Oil</p>", [("Bring keys.", False)]),
        # a line that introduces is none of the list, and parts it from the lines before
        ("<p>Rope</p><p>That is:</p><p>Bring keys</p><p>Oil</p>", [("Bring keys", False)]),
    ],
)
def test_picked(html: str, expected: list[tuple[str, bool]]) -> None:
    of = outline(next(sources.read(html.replace("</ul><ul>", "</ul><p>And:</p><ul>").encode(), "a.html")))

    def is_one(sentence: str) -> bool:
        return sentence.startswith("Bring")

    found = [one for section in of.sections for one in picked(of, section, lambda items: is_one(items[0]), is_one)]
    assert [(of.quote(one.span), one.item) for one in found] == expected


def test_many_items_that_look_like_introductions_take_time_in_proportion() -> None:
    start = time.process_time()
    assert len(stated(f"<ul>{'<li>Keys:</li>' * 40_000}</ul>")) == 40_000
    assert time.process_time() - start < 4
