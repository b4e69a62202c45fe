"""What every format keeps, and what each says."""

import json
import re
import struct
import sys
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx
import pytest

from rolegraph.charts import FORMATS, Options, chart
from rolegraph.charts.typography import clean
from rolegraph.errors import OutputError, UsageError

from .organizations import HARD_TITLES, cycle, five, line, made, post, tidewater, titled, two_roots

SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: bytes) -> list[str]:
    """Return the words that an SVG draws, element by element."""
    return ["".join(element.itertext()) for element in ET.fromstring(picture).iter(f"{SVG}text")]


def labels(page: bytes) -> list[str]:
    """Return the titles that a page carries."""
    found = re.search(rb'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return [entry[0] for entry in json.loads(found[1])["posts"]]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "graph",
    [networkx.DiGraph(), made(1), five(), tidewater(), two_roots(), cycle(), titled(HARD_TITLES)],
    ids=["empty", "one", "five", "dotted lines", "two roots", "cycle", "hard titles"],
)
def test_every_format_draws_every_graph_the_same_way_twice(suffix: str, graph: "networkx.DiGraph[str]") -> None:
    other: networkx.DiGraph[str] = networkx.DiGraph()
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(data=True))))
    picture = chart(graph, format=suffix)
    assert len(picture) > 30
    assert picture == chart(other, format=suffix.removeprefix("."))


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no chart format is called 'gif': give one of \.svg, \.png"):
        chart(five(), format="gif")


@pytest.fixture(scope="module")
def naughty(shared: Path) -> list[str]:
    found: list[str] = json.loads((shared / "suites" / "naughty-strings.json").read_text(encoding="utf-8"))
    assert len(found) == 515
    return found


def test_naughty_titles_are_words_in_svg(naughty: list[str]) -> None:
    picture = chart(titled(naughty), format="svg")
    drawn = "".join("".join(texts(picture)).split())
    for title in naughty:
        assert "".join(clean(title).split()) in drawn
    tags = {element.tag.removeprefix(SVG) for element in ET.fromstring(picture).iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "g", "path", "text", "tspan"}


def test_naughty_titles_are_data_in_html(naughty: list[str]) -> None:
    page = chart(titled(naughty), format="html", options=Options(title="</title><script>alert(1)</script>"))
    assert sorted(labels(page)) == sorted(
        [*(clean(t) or clean(iri(n)) for n, t in enumerate(naughty)), "Head of Titles"]
    )
    assert page.count(b"<script") == 2
    assert page.count(b"</script") == 2
    assert b"<!--" not in page
    # everything but the page's own markup: no title closes or opens anything
    assert b"onerror" not in page.split(b'id="data">')[0]
    assert not re.search("[\u2028\u2029]", page.decode())


def iri(number: int) -> str:
    return f"https://example.org/title{number}"


def test_naughty_titles_are_labels_in_dot(naughty: list[str]) -> None:
    import pygraphviz

    graph = pygraphviz.AGraph(string=chart(titled(naughty), format="dot").decode())
    assert len(graph.nodes()) == 516
    assert len(graph.edges()) == 515
    shown = "".join("".join(node.attr["label"].replace("\\n", "").split()) for node in graph.nodes())
    for title in naughty:
        written = clean(title).replace("\\", "\\\\").replace("&", "&amp;")
        assert "".join(written.split()) in shown


def test_naughty_titles_are_quoted_in_mermaid(naughty: list[str]) -> None:
    text = chart(titled(naughty), format="mmd").decode()
    nodes = [row for row in text.splitlines() if re.match(r'  p\d+\["', row)]
    assert len(nodes) == 516
    for row in nodes:
        inside = row[row.index('["') + 2 : -2].replace("<br/>", "")
        # what is left after the character codes has no meaning to Mermaid or HTML
        assert not re.search(r"[\"<>&`\[\]{}()|\\%;:]", re.sub(r"#\d+;", "", inside)), row


def test_graphviz_draws_what_is_written() -> None:
    import pygraphviz

    graph = pygraphviz.AGraph(string=chart(tidewater(), format="dot").decode())
    picture = graph.draw(format="svg", prog="dot")
    drawn = " ".join(texts(picture))
    assert "Head of Financial Planning & Analysis" in " ".join(drawn.split())


def test_an_svg_is_named_described_and_alone() -> None:
    picture = chart(tidewater(), format="svg", options=Options(title="Who <reports> to & whom"))
    root = ET.fromstring(picture)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert title.text == "Who <reports> to & whom"
    assert "Yard Planner reports to Director, Container Terminals." in (desc.text or "")
    assert "Crane Automation Engineer reports to Vice President, Energy Transition (dotted line)." in (desc.text or "")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert picture.count(b"http") == picture.count(b'xmlns="http://www.w3.org/2000/svg"')
    assert b"<script" not in picture


@pytest.mark.parametrize(
    ("color_by", "above", "legend"),
    [
        ("seniority", "SENIOR VICE PRESIDENT", "Director 3"),
        ("unit", "ENERGY TRANSITION", "Operations 8"),
        ("location", "ROTTERDAM", "Bergen 9"),
        ("organization", "HALVORSEN TIDEWATER", "Halvorsen Tidewater 19"),
    ],
)
def test_colours_are_said_in_words_too(color_by: str, above: str, legend: str) -> None:
    drawn = texts(chart(tidewater(), options=Options(color_by=color_by)))  # type: ignore[arg-type]
    assert above in drawn
    assert legend in drawn


def test_marks_say_what_is_unsure_or_missing() -> None:
    graph = tidewater()
    line(graph, "https://example.org/ceo", "https://example.org/yard")
    drawn = texts(chart(graph))
    assert drawn.count("named, not posted") == 3 + 1  # three boxes, and the legend
    assert {"further superior", "dotted line", "functional line", "line that closes a cycle"} <= set(drawn)
    picture = chart(tidewater(), options=Options(depth=2))
    assert {"+2", "+1", "direct reports not drawn"} <= set(texts(picture))
    assert any("posts outside this picture" in words for words in texts(picture))
    assert texts(chart(two_roots())).count("No reporting line stated") == 2


@pytest.mark.parametrize(
    ("suffix", "words"),
    [("svg", b"No posts to draw"), ("html", b"No posts to draw"), ("dot", b"digraph"), ("mmd", b"flowchart TB")],
)
def test_an_empty_graph_gives_a_picture_that_says_so(suffix: str, words: bytes) -> None:
    assert words in chart(networkx.DiGraph(), format=suffix)


def test_a_bare_graph_is_drawn() -> None:
    picture = chart(networkx.DiGraph([("urn:b", "urn:a"), ("urn:c", "urn:a")]))
    assert {"urn:a", "urn:b", "urn:c"} <= set(texts(picture))


def pixels(picture: bytes) -> tuple[int, int, set[bytes]]:
    """Return the width, the height and the colours of an 8-bit RGBA picture (PNG, ISO/IEC 15948)."""
    width, height = struct.unpack_from(">LL", picture, 16)
    assert picture[24:26] == b"\x08\x06"
    packed, at = b"", 8
    while at < len(picture):
        (length,) = struct.unpack_from(">L", picture, at)
        if picture[at + 4 : at + 8] == b"IDAT":
            packed += picture[at + 8 : at + 8 + length]
        at += length + 12
    raw = zlib.decompress(packed)
    rows: set[bytes] = set()
    above = bytearray(width * 4)
    for row in range(height):
        start = row * (width * 4 + 1)
        line_ = bytearray(raw[start + 1 : start + 1 + width * 4])
        unfilter(raw[start], line_, above)
        rows.update(bytes(line_[n : n + 4]) for n in range(0, len(line_), 4))
        above = line_
    return width, height, rows


def unfilter(kind: int, row: bytearray, above: bytearray) -> None:
    for n in range(len(row)):
        left = row[n - 4] if n >= 4 else 0
        corner = above[n - 4] if n >= 4 else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = above[n]
        elif kind == 3:
            guess = (left + above[n]) // 2
        elif kind == 4:
            base = left + above[n] - corner
            guess = min((left, above[n], corner), key=lambda value: abs(base - value))
        else:
            guess = 0
        row[n] = (row[n] + guess) & 255


def test_a_png_has_ink_where_the_words_are() -> None:
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    post(graph, "a", "Head of Ink", "lead", organization="")
    width, height, colours = pixels(chart(graph, format="png"))
    assert width > 500
    assert height > 300
    assert b"\x1d\x24\x33\xff" in colours  # the ink of titles, which nothing but letters has


def test_a_png_of_a_large_chart_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rolegraph.charts.png.LARGEST", 500_000)
    width, height = struct.unpack_from(">LL", chart(tidewater(), format="png"), 16)
    assert 490_000 < width * height <= 500_000 + width + height


def test_png_without_its_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(OutputError, match=r"pip install 'rolegraph\[png\]'"):
        chart(five(), format="png")


def test_a_page_allows_its_own_script_and_nothing_else() -> None:
    import hashlib
    from base64 import b64encode

    page = chart(five(), format="html").decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        inline = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert inline
        digest = b64encode(hashlib.sha256(inline[1].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy[1]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", page)
    assert not re.search(r'(?:src|href)="(?!data:,")', page)


def test_mermaid_warns_of_what_its_hosts_refuse() -> None:
    assert chart(made(600), format="mmd").startswith(b"%% larger than hosts draw")
    assert chart(made(60), format="mmd").startswith(b"flowchart TB")
