"""What a section states: items whole, prose by sentences, introductions left out, bold lead-ins as labels."""

import time

import pytest

from rolegraph import sources
from rolegraph.outline import outline
from rolegraph.statements import statements


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
        # lines of dashes and dots state nothing
        ("<ul><li>—</li><li>Keys</li></ul>", [("Keys", "", False)]),
        # lists split by empty paragraphs are one list
        ("<ul><li>Keys</li></ul><p>&nbsp;</p><ul><li>Oil</li></ul>", [("Keys", "", False), ("Oil", "", False)]),
    ],
)
def test_statements(html: str, expected: list[tuple[str, str, bool]]) -> None:
    assert stated(html) == expected


def test_many_items_that_look_like_introductions_take_time_in_proportion() -> None:
    start = time.process_time()
    assert len(stated(f"<ul>{'<li>Keys:</li>' * 40_000}</ul>")) == 40_000
    assert time.process_time() - start < 4
