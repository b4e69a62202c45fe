"""HTML as career sites write it and as nobody should: blocks as a browser shows them, in bounded time."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph import sources
from rolegraph.errors import InputError, MalformedInput
from rolegraph.postings import Posting
from rolegraph.sources.bodies import unescape_markup


def read(html: str) -> Posting:
    [posting] = sources.read(html.encode(), "a.html")
    return posting


def blocks(html: str) -> list[tuple[str, str]]:
    posting = read(html)
    return [(block.kind, block.span.of(posting.text)) for block in posting.blocks if block.kind != "field"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # bold lines as headings; a break inside bold ends the line
        ("<p><strong>About us</strong></p><p>Gates.</p>", [("heading", "About us"), ("paragraph", "Gates.")]),
        ("<p><strong>About us<br></strong>We guard.</p>", [("heading", "About us"), ("paragraph", "We guard.")]),
        (
            "<p><strong>Porter</strong><strong><br></strong><strong>Location: Oslo&nbsp;</strong></p>",
            [("heading", "Porter"), ("heading", "Location: Oslo")],
        ),
        # bold by style, as editors write it; the wrapper of a pasted document is not bold though its name says so
        ('<p><span style="font-weight: 700">Keys</span></p>', [("heading", "Keys")]),
        ('<div style="FONT-WEIGHT:bold">Keys</div>', [("heading", "Keys")]),
        ('<b style="font-weight:normal" id="docs-guid"><p>Keys</p></b>', [("paragraph", "Keys")]),
        ('<strong>Keys <span style="font-weight: 400">and oil</span></strong>', [("paragraph", "Keys and oil")]),
        # paragraphs of nothing but no-break spaces, and of zero-width ones
        ("<p>a</p><p>&nbsp;</p><p>&#8203;</p><p>b</p>", [("paragraph", "a"), ("paragraph", "b")]),
        # sentences split over elements
        ("<p>Reports <span>to </span><em>the</em><span> Head</span>.</p>", [("paragraph", "Reports to the Head.")]),
        ("<p>Gate<b>keep</b>er</p>", [("paragraph", "Gatekeeper")]),
        # lists: nested, split by paragraphs, with breaks in an item, with paragraphs in an item
        (
            "<ul><li>Keys<ul><li>brass</li></ul>also oil</li></ul>",
            [("item", "Keys"), ("item", "brass"), ("item", "also oil")],
        ),
        ("<ul><li>a</li></ul><p>&nbsp;</p><ul><li>b</li></ul>", [("item", "a"), ("item", "b")]),
        ("<ul><li>Keys<br><br>and oil<br></li></ul>", [("item", "Keys and oil")]),
        ("<ul><li><p>Keys</p><p>Oil</p></li></ul>", [("item", "Keys"), ("item", "Oil")]),
        # items without a list, never closed
        ("<li>a<li>b", [("item", "a"), ("item", "b")]),
        # bullets in paragraphs and behind breaks
        ("<p>• a<br>• b<br/>- c</p>", [("item", "a"), ("item", "b"), ("item", "c")]),
        # tables and definition lists
        ("<table><tr><th>Place</th><td>Oslo</td></tr></table>", [("cell", "Place"), ("cell", "Oslo")]),
        ("<dl><dt>Place<dd>Oslo</dl>", [("cell", "Place"), ("cell", "Oslo")]),
        ("<table><tr><td><ul><li>a</li></ul></td></tr></table>", [("item", "a")]),
        # headings by tag; whatever stands in one is heading
        ("<h3><span>Keys</span></h3>", [("heading", "Keys")]),
        ("<h2><div>Keys</div></h2>", [("heading", "Keys")]),
        ("<li><h4>Keys</h4>brass</li>", [("heading", "Keys"), ("item", "brass")]),
        # line breaks count where text is preformatted
        ("<pre>Keys\n\n- oil</pre>", [("paragraph", "Keys"), ("item", "oil")]),
        ('<div style="white-space: pre-line">Keys\nOil</div>', [("paragraph", "Keys"), ("paragraph", "Oil")]),
        ('<pre><span style="white-space:normal">Keys\nOil</span></pre>', [("paragraph", "Keys Oil")]),
        # what a browser does not show, and what frames the page
        (
            "<nav>n</nav><script>s</script><style>s</style><template>t</template><!-- c --><noscript>n</noscript>"
            "<svg><title>t</title><text>x</text></svg><select><option>o</select><button>b</button><p>seen</p>",
            [("paragraph", "seen")],
        ),
        (
            "<p hidden>x</p><p style='display : none'>x</p><p style='color:red;visibility:hidden'>x</p>y",
            [("paragraph", "y")],
        ),
        (
            "<span style='font-size:0'>x</span><span style='opacity: 0'>x</span><i style='opacity:0.5'>y</i>",
            [("paragraph", "y")],
        ),
        ("<p style='font-size:0.9em'>y</p>", [("paragraph", "y")]),
        # a whole page hidden until its script has run is read all the same
        ("<body style='visibility:hidden'><p>y</p></body>", [("paragraph", "y")]),
        # comments that are none, instructions, CDATA
        ("<!-->a<p>b<!--->c", [("paragraph", "a"), ("paragraph", "bc")]),
        ("<?php x ?><p>b</p><![CDATA[c]]>d", [("paragraph", "b"), ("paragraph", "d")]),
        # mark-up escaped once and twice, but not beside real tags, and not what only shows a tag
        ("&lt;p&gt;Keys&lt;/p&gt;", [("paragraph", "Keys")]),
        ("&amp;lt;p&amp;gt;Keys &amp;amp;amp; oil&amp;lt;/p&amp;gt;", [("paragraph", "Keys & oil")]),
        ("&lt;p&gt;5 < 6 keys&lt;/p&gt;", [("paragraph", "5 < 6 keys")]),
        ("<p>Write &lt;p&gt; tags</p>", [("paragraph", "Write <p> tags")]),
        # characters by number that no document may hold
        ("<p>a&#0;b&#xD800;c&#1;d</p>", [("paragraph", "a\ufffdb\ufffdc\ufffdd")]),
        # the part of a page that holds the posting
        (f"<body>menu<main><p>{'Keys ' * 50}</p></main>foot</body>", [("paragraph", ("Keys " * 50).strip())]),
        ("<body>menu<main></main><p>Keys</p></body>", [("paragraph", "menu"), ("paragraph", "Keys")]),
    ],
)
def test_blocks(html: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(html) == expected


def test_levels_and_groups() -> None:
    posting = read(
        "<h2>Keys</h2><ul><li>a<ol><li>b</li></ol></li></ul>"
        "<table><tr><td>c</td><td><ul><li>i</li></ul></td><td>d</td></tr><tr><td>e</td></tr></table>"
    )
    told = {block.span.of(posting.text): block for block in posting.blocks}
    assert [told[text].level for text in ("Keys", "a", "b", "i", "d")] == [2, 1, 2, 1, 0]
    # a list inside a row does not part its cells
    assert told["c"].group == told["d"].group != told["e"].group
    assert told["a"].group != told["b"].group


def test_bold_stretches_and_links() -> None:
    posting = read('<p>See <a href="/a?b=1&amp;c=2">our <b>big</b> gates</a> and <a>x</a>, <a href="">y</a></p>')
    [block] = posting.blocks
    assert [span.of(posting.text) for span in block.strong] == ["big"]
    assert [(link.span.of(posting.text), link.url) for link in block.links] == [("our big gates", "/a?b=1&c=2")]


@pytest.mark.parametrize(
    ("html", "fields"),
    [
        # what the head says of the page
        (
            "<!doctype html><html><head><title>Porter | Quill</title><meta property='og:site_name' content='Quill'>"
            "<link rel=canonical href='https://example.org/1'></head><body><p>x</p></body></html>",
            [("site-name", "Quill"), ("url", "https://example.org/1"), ("page-title", "Porter | Quill")],
        ),
        # a fragment has none
        ("<p>x</p><title>y</title>", []),
    ],
)
def test_head(html: str, fields: list[tuple[str, str]]) -> None:
    posting = read(html)
    assert [(block.name, block.span.of(posting.text)) for block in posting.blocks if block.kind == "field"] == fields


@pytest.mark.parametrize(
    ("stated", "language"),
    [("de", "de"), ("pt-BR", "pt-BR"), (" en ", "en"), ("", ""), ('"><script>', ""), ("x" * 500, ""), ("en_US", "")],
)
def test_language(stated: str, language: str) -> None:
    assert read(f"<html lang='{stated}'><body><p>x</p></body></html>").language == language


@pytest.mark.parametrize(
    "html", ["<p></p>", "<p>&nbsp;</p>", "<script>x</script>", "<html></html>", "<frameset><frame></frameset>"]
)
def test_no_text(html: str) -> None:
    with pytest.raises(MalformedInput, match="no text"):
        read(html)


def nested(tag: str) -> Callable[[int], str]:
    return lambda size: f"<{tag}>" * (size // (len(tag) + 2)) + "Keys"


HOSTILE: dict[str, Callable[[int], str]] = {
    # 100,000 levels, closed or not, hidden from a counter of tags by comments, quotation marks and stray closing tags
    "nested": nested("div"),
    "nested and closed": lambda size: "<div>" * (size // 11) + "Keys" + "</div>" * (size // 11),
    "nested inline": nested("i"),
    "nested lists": lambda size: "<ul><li>" * (size // 8) + "Keys",
    "closed in comments": lambda size: "<div><!--</div>-->" * (size // 18) + "Keys",
    "closed by others": lambda size: "<div></b>" * (size // 9) + "Keys",
    "closed in an object": lambda size: "<div><object></div></object>" * (size // 28) + "Keys",
    "tags with tags in quotes": lambda size: '<div title="</div>">' * (size // 20) + "Keys",
    "tags with quotes in names": lambda size: '<div "></div "><i>' * (size // 18) + "Keys",
    # formatting that every paragraph repeats
    "open formatting": lambda size: "<p>Keys" + "".join(f"<p><b id={n}>x" for n in range(size // 14)),
    "open formatting in a table": lambda size: "<table>" + "<b>" * 400 + "<tr></tr>x" * (size // 10) + "Keys",
    # attributes, options, and what never ends
    "attributes": lambda size: "<p " + " ".join(f"a{n}" for n in range(size // 7)) + ">Keys",
    "attributes without names": lambda size: "<p" + " /" * (size // 2) + ">Keys",
    "options": lambda size: "<select>" + "<option>x" * (size // 9) + "</select>Keys",
    "an open tag": lambda size: "<p>Keys</p>" + "<a " * (size // 3),
    "an open quotation mark": lambda size: "<p>Keys</p>" + '<a b="' * (size // 6),
    "an open comment": lambda size: "<p>Keys</p>" + "<!-- <" * (size // 6),
    "an open script": lambda size: "<p>Keys</p><script>" + "</scrip" * (size // 7),
    "angle brackets": lambda size: "Keys" + "<" * size,
    # blocks, bold stretches, links, white space, one word
    "paragraphs": lambda size: "<p>Keys" * (size // 7),
    "bold stretches": lambda size: "<p>" + "<b>a</b>b" * (size // 9) + "Keys</p>",
    "links": lambda size: "<p>" + "<a href=x>Keys</a> y " * (size // 21),
    "white space": lambda size: "<p>Keys" + " " * size,
    "one word": lambda size: "<p>Keys" + "y" * size,
    "entities": lambda size: "<p>Keys" + "&amp;" * (size // 5),
    "json-ld": lambda size: '<html><script type="application/ld+json">' + "[" * size + "</script><p>Keys",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_megabyte_of_anything_is_read_in_bounded_time(kind: str) -> None:
    html = HOSTILE[kind](1_000_000)
    start = time.process_time()
    posting = read(html)
    assert time.process_time() - start < 4
    assert "Keys" in posting.text


def test_a_hundred_thousand_levels_are_told() -> None:
    posting = read("<div>" * 100_000 + "<p>Keys</p> and oil")
    assert [block.span.of(posting.text) for block in posting.blocks] == ["Keys", "and oil"]
    assert posting.problems == ("nested 100001 levels deep: tags below level 512 left out, their text kept",)


@pytest.mark.parametrize("kind", HOSTILE)
def test_small_ones_are_no_worse(kind: str) -> None:
    # just below the size from which documents are balanced
    html = HOSTILE[kind](49_000)
    html = html if html.count("<") < 1000 else HOSTILE[kind](4_000)
    start = time.process_time()
    read(html)
    assert time.process_time() - start < 1


@given(st.text(max_size=60))
def test_unescaping_leaves_plain_text_alone(text: str) -> None:
    assert unescape_markup(text) == text or "lt;" in text


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "</", "p", "b", "li", "table", " ", "a='", '"', "=", "<!--", "-->", "x", "&lt;", "\0", "é"]
        ),
        max_size=60,
    )
)
def test_any_soup_is_a_posting_or_an_input_error(pieces: list[str]) -> None:
    try:
        posting = read("<p>" + "".join(pieces))
    except InputError:
        return
    assert all(block.span.of(posting.text).strip() for block in posting.blocks)
