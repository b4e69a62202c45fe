"""How long charts take, beside what any program would need to write so many boxes, or to show an empty page.

usage: python -m benchmarks.charts [POSTS]     (default 10000; the page needs Chromium, and is left out without it)
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rolegraph.charts import FORMATS, chart
from tests.charts.browser import PROGRAM, Browser
from tests.charts.organizations import cycle, made

if TYPE_CHECKING:
    import networkx

PAINT = "(performance.getEntriesByName('first-contentful-paint')[0] || {startTime: 0}).startTime"
EMPTY = "<!doctype html><title>floor</title><p>one line"
TEXTUAL = [suffix for suffix in FORMATS if suffix != ".png"]


def floor(posts: int) -> float:
    """Seconds to write a box with four lines of words for each post, and nothing else."""
    start = time.perf_counter()
    rows = []
    for number in range(posts):
        x, y = number % 100 * 240, number // 100 * 90
        rows.append(f'<g><rect x="{x:.1f}" y="{y:.1f}" width="220" height="70" rx="10"/>')
        rows.extend(f'<text x="{x + 18:.1f}" y="{y + row * 15:.1f}">Post {number}</text>' for row in range(4))
        rows.append(f'<path d="M{x:.1f} {y:.1f}L{x:.1f} {y - 20:.1f}L{x + 100:.1f} {y - 20:.1f}"/></g>')
    "\n".join(rows).encode()
    return time.perf_counter() - start


def draw(graph: "networkx.DiGraph[str]", suffix: str) -> tuple[bytes, float]:
    """A chart, and the seconds it took."""
    start = time.perf_counter()
    picture = chart(graph, format=suffix)
    return picture, time.perf_counter() - start


def painted(browser: Browser, page: Path) -> float:
    """Seconds from the start of loading a page to its first words on the screen."""
    browser.open(page)
    deadline = time.monotonic() + 30
    while not (found := browser.run(PAINT)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return float(found) / 1000


def main(posts: int) -> None:
    graphs = {
        "organization": made(posts),
        "one superior": made(posts, spread=posts * 10),
        "one ring": cycle(posts),
    }
    unit = min(floor(posts) for _ in range(3))
    print(f"{posts:,} posts; writing as many boxes takes {unit:.3f} s = 1.0")
    pages = {}
    for name, graph in graphs.items():
        for suffix in TEXTUAL:
            picture, seconds = draw(graph, suffix)
            print(f"{name:14} {suffix:6} {seconds:7.2f} s {seconds / unit:8.1f}   {len(picture):,} bytes")
            if suffix == ".html":
                pages[name] = picture
    if PROGRAM is None:
        print("no Chromium on the PATH: first paint not measured")
        return
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        page = Path(folder) / "page.html"
        page.write_text(EMPTY, encoding="utf-8")
        unit = min(painted(browser, page) for _ in range(3))
        print(f"an empty page is painted after {unit:.3f} s = 1.0")
        for name, picture in pages.items():
            page.write_bytes(picture)
            seconds = min(painted(browser, page) for _ in range(3))
            print(f"{name:14} paint  {seconds:7.2f} s {seconds / unit:8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
