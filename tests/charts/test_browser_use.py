"""The page as a reader uses it: zoom, pan, branches, the chain to the top, lines and their sources, pictures saved."""

import json
import struct
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest

from rolegraph.charts import Options, chart

from ..conftest import miss
from .browser import PROGRAM, Browser
from .organizations import cycle, line, made, post, tidewater, titled, two_roots
from .tables import export, organogram
from .test_browser import ACTIVE, CUT, NODES, OVERLAPPING

pytestmark = pytest.mark.browser

PANEL = "document.getElementById('panel').textContent"
SAVED = """(() => {
    const make = URL.createObjectURL;
    window.saved = '';
    URL.createObjectURL = blob => {
        const reader = new FileReader();
        reader.onload = () => { window.saved = reader.result; };
        reader.readAsDataURL(blob);
        return make(blob);
    };
})()"""
# every connector against every box, corner by corner, as the browser has them
CROSSING = r"""(() => {
    const boxes = [...document.querySelectorAll('#scene .node')].map(n => {
        const [x, y] = n.getAttribute('transform').match(/-?[\d.]+/g).map(Number);
        const box = n.querySelector('.box');
        return [x, y, x + +box.getAttribute('width'), y + +box.getAttribute('height')];
    });
    const found = [];
    for (const path of document.querySelectorAll('#scene .line')) {
        const d = path.getAttribute('d');
        if (d.includes('C') || d.includes('h')) continue;
        const points = [...d.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(m => [+m[1], +m[2]]);
        points.slice(1).forEach(([x, y], at) => {
            const [a, b] = points[at];
            const [left, right] = [Math.min(a, x), Math.max(a, x)];
            const [top, bottom] = [Math.min(b, y), Math.max(b, y)];
            const meets = o => left < o[2] - 1 && o[0] + 1 < right && top < o[3] - 1 && o[1] + 1 < bottom;
            if (boxes.some(meets)) found.push(d);
        });
    }
    return found.length;
})()"""


def press(words: str) -> str:
    """The script that presses the panel's button with these words."""
    return f"[...document.querySelectorAll('#panel button')].find(b => b.textContent === {json.dumps(words)}).click()"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if PROGRAM is None:
        miss("no Chromium on the PATH: install the package chromium")
    with Browser() as found:
        yield found


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator["Show"]:
    yield Show(browser, tmp_path)
    assert browser.complaints() == []


class Show:
    """Opens charts as pages."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser, self._page = browser, folder / "chart.html"

    def __call__(self, graph: "networkx.DiGraph[str]", **options: object) -> None:
        self._page.write_bytes(chart(graph, format="html", options=Options(**options)))  # type: ignore[arg-type]
        self._browser.open(self._page)


def saved(browser: Browser, button: str) -> bytes:
    browser.run(SAVED)
    browser.click(button)
    deadline = time.monotonic() + 20
    while not (found := browser.run("window.saved")) and time.monotonic() < deadline:
        time.sleep(0.05)
    return b64decode(found.split(",", 1)[1])


def test_a_picture_is_saved_as_png_with_its_legend(browser: Browser, show: Show) -> None:
    show(tidewater())
    picture = saved(browser, "#png")
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack_from(">LL", picture, 16)
    assert width > 2000
    assert height > 1000
    text = saved(browser, "#svg").decode()
    assert {"dotted line", "named, not posted", "Director 3"} <= set(text.replace("<", ">").split(">"))
    assert "−" not in text  # what closes boxes has no use on paper


def test_the_wheel_zooms_where_the_pointer_is(browser: Browser, show: Show) -> None:
    show(tidewater())
    before = browser.middle(".node .box")
    browser.call("Input.dispatchMouseEvent", type="mouseWheel", x=before[0], y=before[1], deltaX=0, deltaY=-400)
    after = browser.middle(".node .box")
    assert before == pytest.approx(after, abs=2)
    assert browser.run("document.querySelector('.node .box').getBoundingClientRect().width") > 250


def test_nobody_pans_into_nothing(browser: Browser, show: Show) -> None:
    show(tidewater())
    for start, end in (((700, 500), (5000, 500)), ((700, 500), (-4000, -4000))):
        for kind, (x, y) in (("mousePressed", start), ("mouseMoved", end), ("mouseReleased", end)):
            browser.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)
    frame = browser.run(
        "(b => [b.left, b.top, b.right, b.bottom])(document.getElementById('scene').getBoundingClientRect())"
    )
    assert frame[0] < 1400
    assert frame[2] > 40
    assert frame[3] > 90


def test_the_chain_to_the_top_is_shown_and_listed(browser: Browser, show: Show) -> None:
    show(tidewater())
    browser.press("/", *"yard", "Enter")
    assert browser.run(ACTIVE).startswith("Yard Planner")
    above = [
        "Director, Container Terminals",
        "Chief Operating Officer",
        "Chief Executive Officer",
        "Board of Directors",
    ]
    assert browser.run("[...document.querySelectorAll('#panel ol .post')].map(b => b.textContent)") == above
    assert browser.run("document.querySelectorAll('.node.chain').length") == 4
    assert browser.run("document.querySelectorAll('.link.chain').length") == 4


def test_a_line_tells_its_words_and_where_they_stand(browser: Browser, show: Show) -> None:
    graph = tidewater()
    graph.edges["https://example.org/crane", "https://example.org/vp-green"]["postings"] = ["https://example.org/ad-17"]
    show(graph)
    browser.run(
        "document.querySelector('.link .dotted').parentNode.dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    said = browser.run(PANEL)
    assert "Crane Automation Engineer reports to Vice President, Energy Transition (dotted line)" in said
    assert "reports to the Vice President, Energy Transition" in said
    assert "from https://example.org/ad-17" in said
    browser.press("Escape")


def test_one_branch_alone_and_everything_again(browser: Browser, show: Show) -> None:
    show(made(300))
    browser.press("/", *"vice president", "Enter")
    name = browser.run("document.querySelector('#panel h2').textContent")
    browser.run(press("Only this branch"))
    assert browser.run("document.querySelector('.node').getAttribute('aria-label')").startswith(name)
    assert name in browser.run("document.getElementById('notice').textContent")
    browser.run(press("Open all below"))
    assert browser.run(
        "[...document.querySelectorAll('.node')].every(n => n.getAttribute('aria-expanded') !== 'false')"
    )
    browser.click("#all")
    assert browser.run("document.querySelector('.node').getAttribute('aria-label')").startswith("Chief Executive")
    assert browser.run("document.getElementById('notice').textContent") == ""


def test_what_reports_to_posts_that_are_closed_is_not_hidden(browser: Browser, show: Show) -> None:
    show(cycle(60), depth=1)
    assert "closes a cycle" in browser.run("document.getElementById('scene').textContent")
    assert browser.run("document.querySelectorAll('.stub .cycle').length") == 1


def test_vacancies_grades_and_shares_are_shown(browser: Browser, show: Show) -> None:
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    head = post(graph, "head", "Head of Locks", grade="SCS1", identifier="1")
    line(graph, post(graph, "keeper", "Lock Keeper", grade="G7", vacant=True, fte="0.5", identifier="2"), head)
    # a manager whom no row describes has an id all the same
    line(graph, head, post(graph, "board", "post 9000", identifier="9000", advertised=False))
    show(graph)
    shown = browser.run("document.getElementById('scene').textContent")
    assert "SCS1" in shown
    assert "0.5 FTE" in shown
    assert "Vacant" in shown
    assert shown.count("named, not posted") == 1
    assert browser.run("document.getElementById('colour').value") == "grade"
    assert browser.run("document.querySelectorAll('.node.vacant').length") == 1
    assert "vacant" in browser.run("document.getElementById('legend').textContent")
    browser.press("/", *"9000")
    assert "post 9000" in browser.run("document.getElementById('hits').textContent")
    browser.press("Enter")
    assert "Id9000" in browser.run("document.getElementById('panel').textContent")


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720), (768, 1024), (390, 800)])
def test_every_window_shows_the_top_and_the_tools(browser: Browser, show: Show, width: int, height: int) -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.call("Emulation.setDeviceMetricsOverride", **size)
    try:
        for graph in (tidewater(), made(500), two_roots()):
            show(graph)
            x, y = browser.middle(".node .box")
            assert 0 < x < width
            assert 0 < y < height
            assert browser.run("document.documentElement.scrollWidth") <= width
            assert browser.run(
                "[...document.querySelectorAll('header button:not([hidden])')]"
                ".every(b => b.getBoundingClientRect().right <= innerWidth)"
            )
            # the first picture can be read
            assert browser.run("document.querySelector('.node .box').getBoundingClientRect().width") >= 220 * 0.54
            assert browser.run("document.getElementById('chart').clientHeight") > 200
    finally:
        browser.call("Emulation.setDeviceMetricsOverride", width=1400, height=900, deviceScaleFactor=1, mobile=False)


def test_the_tree_is_one_for_those_who_cannot_see_it(browser: Browser, show: Show) -> None:
    show(two_roots())
    tree = "document.querySelector('[role=tree]')"
    assert (
        browser.run(f"document.getElementById({tree}.getAttribute('aria-labelledby')).textContent")
        == "Who reports to whom"
    )
    items = "[...document.querySelectorAll('[role=treeitem]')]"
    assert browser.run(f"{items}.filter(n => n.getAttribute('tabindex') === '0').length") == 1
    assert browser.run(f"{items}.every(n => n.getAttribute('aria-label') && +n.getAttribute('aria-level') > 0)")
    assert browser.run(f"{items}.every(n => +n.getAttribute('aria-posinset') <= +n.getAttribute('aria-setsize'))")
    browser.press("Tab")
    for _ in range(20):
        if browser.run("document.activeElement.getAttribute('role')") == "treeitem":
            break
        browser.press("Tab")
    assert browser.run("document.activeElement.getAttribute('role')") == "treeitem"
    assert browser.run("getComputedStyle(document.activeElement.querySelector('.box')).strokeWidth") == "3.5px"


def test_hostile_titles_are_words_everywhere(browser: Browser, show: Show, shared: Path) -> None:
    found = json.loads((shared / "suites" / "naughty-strings.json").read_text(encoding="utf-8"))
    titles = [title for title in found if "<" in title or "javascript" in title.lower()]
    assert len(titles) > 100
    show(titled(titles))
    browser.click("#more")
    browser.press("/", *"alert", "ArrowDown", "Enter")
    assert browser.run("document.querySelectorAll('#scene *, #panel *').length") > 100
    assert (
        browser.run("document.querySelectorAll('img, iframe, a, object, embed, #panel script, #scene script').length")
        == 0
    )


def test_real_tables_hold_together(browser: Browser, show: Show, shared: Path) -> None:
    corpus = shared / "corpus"
    graphs = [
        organogram(corpus / "uk-organograms" / f"{name}-senior.csv")
        for name in ("Cabinet-Office-FINAL--30-Sept-2013", "Copy-of-HEE-organogram---September-2013-cleaned")
    ]
    for graph in (*graphs, export(corpus / "gitlab" / "posts.csv")):
        show(graph)
        for _ in range(3):
            assert browser.run(OVERLAPPING) == 0
            assert browser.run(CUT) == 0
            assert browser.run(CROSSING) == 0
            browser.click("#more")
        assert browser.run(NODES) > 100


def test_lines_go_around_boxes(browser: Browser, show: Show) -> None:
    for graph in (tidewater(), two_roots(), cycle(12)):
        show(graph)
        assert browser.run(CROSSING) == 0
        assert browser.run("[...document.querySelectorAll('.line')].every(p => !p.getAttribute('d').includes('C'))")
