"""The page in a real browser: keyboard, search, collapse, panel, export, hostile titles, ten thousand posts."""

import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx
import pytest

from rolegraph.charts import Options, chart

from ..conftest import miss
from .browser import PROGRAM, Browser
from .organizations import HARD_TITLES, cycle, made, tidewater, titled, two_roots

pytestmark = pytest.mark.browser

ACTIVE = "document.activeElement.getAttribute('aria-label')"
NODES = "document.querySelectorAll('.node').length"
OVERLAPPING = """(() => {
    const boxes = [...document.querySelectorAll('.node > .box')].map(b => b.getBoundingClientRect());
    const beside = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1;
    const above = (a, b) => a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
    return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => !beside(a, b) && !above(a, b))).length;
})()"""
CUT = """[...document.querySelectorAll('.node')].filter(n => {
    const box = n.querySelector('.box').getBoundingClientRect();
    const words = [...n.querySelectorAll(':scope > text')].map(t => t.getBoundingClientRect());
    return words.some(r => r.left < box.left || r.right > box.right + 1 || r.bottom > box.bottom + 1);
}).length"""
SAVE = """(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return make(blob); };
})()"""
PAINT = "(performance.getEntriesByName('first-contentful-paint')[0] || {startTime: null}).startTime"
IMAGE = """[...document.querySelectorAll('.node')].find(n => n.textContent.includes('<img'))
    .dispatchEvent(new MouseEvent('click', {bubbles: true}))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if PROGRAM is None:
        miss("no Chromium on the PATH: install the package chromium")
    with Browser() as found:
        yield found


def show(browser: Browser, folder: Path, graph: "networkx.DiGraph[str]", options: Options | None = None) -> None:
    page = folder / "chart.html"
    page.write_bytes(chart(graph, format="html", options=options))
    browser.open(page)


def test_a_small_chart_stands_open_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, tidewater())
    assert browser.run(NODES) == 20
    assert browser.run("document.querySelectorAll('.line').length") == 22 + 4  # and a sample of each in the legend
    assert browser.complaints() == []


def test_no_two_boxes_overlap(browser: Browser, tmp_path: Path) -> None:
    for graph in (tidewater(), two_roots(), titled(HARD_TITLES), made(300), made(190, spread=400)):
        show(browser, tmp_path, graph)
        assert browser.run(OVERLAPPING) == 0
        assert browser.run(CUT) == 0


def test_keys_walk_the_tree(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, tidewater())
    browser.run("document.querySelector('.node').focus()")
    browser.press("ArrowDown", "ArrowDown")
    assert browser.run(ACTIVE).startswith("Chief Financial Officer")
    browser.press("ArrowLeft")  # closes
    assert browser.run("document.activeElement.getAttribute('aria-expanded')") == "false"
    assert browser.run(NODES) == 17
    browser.press("ArrowDown")  # the next on the screen: what is closed is passed over
    assert browser.run(ACTIVE).startswith("Chief Operating Officer")
    browser.press("ArrowUp", "ArrowRight", "ArrowRight")  # opens, then goes in
    assert browser.run(ACTIVE).startswith("Head of Financial Planning & Analysis")
    browser.press("End")
    assert browser.run(ACTIVE).startswith("Principal Engineer")
    browser.press("Home", "Enter")
    assert browser.run("document.getElementById('panel').hidden") is False
    browser.press("Escape")
    assert browser.run("document.getElementById('panel').hidden") is True
    assert browser.run(ACTIVE).startswith("Board of Directors")


def test_search_opens_the_way_and_centres_the_hit(browser: Browser, tmp_path: Path) -> None:
    graph = made(2_000)
    deepest = max(graph, key=lambda iri: int(iri.rsplit("-", 1)[1]))
    graph.nodes[deepest]["label"] = "Keeper of the Žižkov Lamp"
    show(browser, tmp_path, graph)
    assert browser.run("document.body.textContent.includes('Žižkov')") is True  # in the data, not yet on the screen
    assert browser.run("document.getElementById('scene').textContent.includes('Žižkov')") is False
    browser.press("/")
    browser.press(*"zizkov lamp")
    browser.press("Enter")
    assert browser.run(ACTIVE).startswith("Keeper of the Žižkov Lamp")
    x, y = browser.middle(".node:focus .box")
    assert 300 < x < 1000
    assert 100 < y < 800
    assert "reports to the" in browser.run("document.getElementById('panel').textContent")


def test_hostile_titles_are_words(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, titled(HARD_TITLES), Options(title="<img src=x onerror=alert(1)>"))
    assert (
        browser.run("document.querySelectorAll('img, iframe, script:not([id])').length") == 1
    )  # the page's own script
    assert browser.run("document.title") == "<img src=x onerror=alert(1)>"
    browser.run(IMAGE)
    assert browser.run("document.querySelector('#panel h2').textContent") == "<img src=x onerror=alert(1)>"
    assert browser.complaints() == []


def test_what_is_open_is_saved_as_an_svg_that_stands_alone(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, titled(HARD_TITLES))
    browser.run(SAVE)
    browser.click("#svg")
    deadline = time.monotonic() + 10
    while not (saved := browser.run("window.saved || ''")) and time.monotonic() < deadline:
        time.sleep(0.05)
    words = " ".join(
        "".join(element.itertext()) for element in ET.fromstring(saved).iter("{http://www.w3.org/2000/svg}text")
    )
    assert "Head of Titles" in words
    assert "var(" not in saved
    assert "class=" not in saved


def test_print_and_dark_show_the_chart(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, tidewater())
    browser.prefer("dark")
    assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 31)"
    browser.prefer("light")
    assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(246, 247, 250)"
    assert browser.printed().startswith(b"%PDF")


def test_around_opens_the_page_at_its_post(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, made(2_000), Options(around="https://example.org/7-1500"))
    x, y = browser.middle(".node.focus .box")
    assert 300 < x < 1100
    assert 100 < y < 800


@pytest.mark.parametrize(
    "graph",
    [made(10_000), made(10_000, spread=100_000), cycle(10_000), networkx.create_empty_copy(made(10_000))],
    ids=["organization", "one superior", "one ring", "no line"],
)
def test_ten_thousand_posts_are_painted_at_once(
    browser: Browser, tmp_path: Path, graph: "networkx.DiGraph[str]"
) -> None:
    show(browser, tmp_path, graph)
    assert 0 < browser.run(NODES) <= 400
    deadline = time.monotonic() + 20
    while (painted := browser.run(PAINT)) is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert painted is not None
    assert painted < 2_000
    for _ in range(6):
        browser.click("#more")
    assert browser.run(NODES) <= 2_501
    browser.press("/")
    browser.press(*"coordinator 5000" if "Coordinator 5000" in str(graph.nodes(data="label")) else "harbour")
    browser.press("Enter")
    assert browser.run("document.getElementById('panel').hidden") is False
    assert browser.run(NODES) <= 2_501
    assert browser.complaints() == []


def test_more_than_can_be_drawn_is_left_closed_and_said(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, made(6_000, spread=59))
    click = "dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    closed = "[...document.querySelectorAll('.node[aria-expanded=false] .toggle')]"
    for _ in range(58):
        browser.run(f"{closed}.slice(0, 1).forEach(t => t.{click})")
    assert 2_400 < browser.run(NODES) <= 2_501
    assert "boxes are drawn" in browser.run("document.getElementById('notice').textContent")
    assert browser.complaints() == []
