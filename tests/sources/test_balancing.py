"""Balanced documents say what they said, and hold no tag that was not balanced."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from rolegraph.drafts import Draft
from rolegraph.postings import Posting
from rolegraph.sources import markup
from rolegraph.sources.balancing import MAX_DEPTH, MAX_TAGS, balance, is_large

_TAG = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>")
_VOID = {"br", "hr", "link", "meta"}


def posting_of(html: str) -> Posting:
    draft = Draft("a.html", "")
    markup.add_blocks(draft, LexborHTMLParser(html).body)
    return draft.finish()


@pytest.mark.parametrize(
    ("html", "balanced"),
    [
        # what is left open is closed, in order, where the standard closes it
        ("<ul><li>a<li>b", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>a<p>b", "<div>a</div><div>b</div>"),
        ("<p>a<ul><li>b</ul>c", "<div>a</div><ul><li>b</li></ul>c"),
        ("<table><tr><td>a<td>b<tr><th>c</table>", "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
        ("<h1>a</h2>b", "<h1>a</h1>b"),
        ("<div><i>a</div>b", "<div><span>a</span></div>b"),
        # what closes nothing is left out, and nothing reaches beyond its table cell or list
        ("a</div></b></p>b", "ab"),
        ("<div><table><tr><td></div>a</table></div>", "<div><table><tr><td>a</td></tr></table></div>"),
        ("<li>a<ul></li><li>b</ul>", "<li>a<ul><li>b</li></ul></li>"),
        # bold ends where it is closed, across blocks too
        ("<b><p>a</b>b", '<span style=";font-weight:bold"><div>a</div></span>b'),
        # attributes that matter stay, their quotation marks and tags made harmless
        ("""<a href='x"y<z' onclick=evil()>a</a>""", '<a href="x&quot;y&lt;z">a</a>'),
        ('<p style="display:none" class=b hidden>', '<div style="display:none" hidden=""></div>'),
        ("<b style='font-weight:400'>a", '<span style="font-weight:400;font-weight:bold">a</span>'),
        # comments, scripts, styles and what no reader sees are left out; JSON-LD and the title stay
        ("a<!-- <p> -->b<script>if (a<b) {}</script><style>p>a{}</style><svg><p>x</p></svg>c", "abc"),
        (
            '<script type=\'application/ld+json\'>{"a": "<p>"}</script>',
            '<script type="application/ld+json">{"a": "\\u003cp>"}</script>',
        ),
        ("<title>a <b> c</title>", "<title>a &lt;b> c</title>"),
        # an element that ends with a slash is whole in drawings only
        ("<svg>" + "<path d=''/>" * 100 + "</svg>a<svg/>b<i/>c", "ab<span>c</span>"),
        ("<nav><table><i>" + "<b>" * 100 + "</nav>a", "a"),
        # an angle bracket that opens no tag is text
        ("a < b <3 c <", "a &lt; b &lt;3 c &lt;"),
        # a tag that never ends takes the rest with it, as in browsers
        ("a<p b='c>d", "a<div></div>"),
    ],
)
def test_balance(html: str, balanced: str) -> None:
    assert balance(html, []) == balanced


_SOUP = st.lists(
    st.sampled_from(
        "<p> </p> <div> </div> <ul> <li> </li> </ul> <b> </b> <a/href=x> </a> <table> <tr> <td> </td> </table> <h2>"
        " </h3> <br>"
        " <svg> </svg> <select> <option> </select> <object> </object> <title> </title> <script> </script>"
        " <!-- -->"
        " <style> </style> <pre> <template> </template> <form> <button> </button> <dt> <dd> <plaintext> <frameset>"
        " <body> </body> <html> <head> </head> < > \" ' = a é <x/y> <math> <mi> </p <p/ <![CDATA[ ]]> <nobr> <textarea>"
        " <image>".split()
    ),
    max_size=40,
)


@given(_SOUP)
def test_every_tag_is_closed_in_order(pieces: list[str]) -> None:
    balanced = balance(" ".join(pieces), [])
    opened: list[str] = []
    for closing, name in _TAG.findall(balanced):
        if closing:
            assert opened.pop() == name
        elif name not in _VOID:
            opened.append(name)
    assert opened == []
    # no "<" but of those tags: a parser finds no other
    assert "<" not in _TAG.sub("", balanced)


@given(_SOUP, st.booleans())
def test_balancing_twice_changes_nothing_that_is_read(pieces: list[str], spaced: bool) -> None:
    once = balance((" " if spaced else "").join(pieces), [])
    assert posting_of(balance(once, [])).text == posting_of(once).text


def test_real_pages_read_the_same(shared: Path) -> None:
    pages = sorted((shared / "corpus").rglob("*.html"))
    assert len(pages) > 150
    for page in pages[::5]:
        html = page.read_text("utf-8")
        straight, balanced = posting_of(html), posting_of(balance(html, []))
        assert (straight.text, straight.blocks) == (balanced.text, balanced.blocks), page


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<div>" * 600, f"nested 600 levels deep: tags below level {MAX_DEPTH} left out, their text kept"),
        ("<p>a" * (MAX_TAGS + 1), f"more than {MAX_TAGS:,} tags: those beyond left out, their text kept"),
    ],
)
def test_what_is_left_out_is_told(html: str, problem: str) -> None:
    problems: list[str] = []
    balanced = balance(html, problems)
    assert problems == [problem]
    assert balanced.count("</") <= MAX_TAGS
    assert balanced.count("a") == html.count("a")


@pytest.mark.parametrize(
    ("html", "large"),
    [("<p>" * 1000, False), ("<p>" * 1001, True), ("a" * 50_000, False), ("a" * 50_001, True)],
)
def test_is_large(html: str, large: bool) -> None:
    assert is_large(html) is large
