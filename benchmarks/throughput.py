"""What the whole way costs over real postings: HTML bytes to N-Quads, with every fact and its evidence.

    python benchmarks/throughput.py [--sample N] [--stages] [--check]

The postings are those of ../shared/corpus, as HTML: pages as they are, Markdown rendered, plain texts with a paragraph
a line. The floor is what lexbor takes to parse the same bytes and give their text. Both are measured page by page in
turn, so that a slow moment of the machine meets both, and of some rounds the best of each page counts.

`--stages` tells where the time goes. Growth shows as the time a byte over a quarter of the pages, over their shorter
half, and over all. With `--check` the exit code is 1 when the whole way is over its limit.
"""

import argparse
import html
import io
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from rolegraph import mapping, sources
from rolegraph.exports.terms import write_lines
from rolegraph.facts import Fact
from rolegraph.outline import outline
from rolegraph.pipeline import EXTRACTORS, Converted, convert

CORPUS: Final = Path(__file__).resolve().parents[2] / "shared" / "corpus"
ROUNDS: Final = 3
LIMIT: Final = 40.0
"""The most that the whole way may take, in units of the floor."""

Page = tuple[str, bytes]


def pages() -> Iterator[Page]:
    """Yield the name and the HTML of every posting."""
    for name in ("glassdoor", "armenian", "election"):
        with (CORPUS / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                heading = html.escape(record.get("title") or "")
                body = "\n".join(f"<p>{html.escape(line)}</p>" for line in record["text"].split("\n") if line.strip())
                yield f"{record['id']}.html", f"<h1>{heading}</h1>\n{body}".encode()
    markdown = MarkdownIt("commonmark").enable("table")
    for folder in ("tts", "gitlab/job-families", "sourcegraph"):
        for path in sorted((CORPUS / folder).iterdir()):
            text = path.read_text(encoding="utf-8", errors="replace")
            if path.suffix == ".md":
                # the front matter is no part of what a site shows
                text = text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text
                yield f"{path.stem}.html", markdown.render(text).encode()
            elif path.suffix == ".html":
                yield path.name, text.encode()


def floor(data: bytes) -> None:
    """Parse a page and take its text."""
    LexborHTMLParser(data).text()


def whole(name: str, data: bytes) -> list[Converted]:
    """Turn a page into N-Quads; return what became of its postings."""
    converted = [one for one in convert(data, name) if isinstance(one, Converted)]
    for one in converted:
        write_lines(one.quads, io.BytesIO())
    return converted


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(documents: Sequence[Page]) -> list[tuple[float, float]]:
    """Return for each page the seconds of the floor and of the whole way, the best of some rounds."""
    times: list[tuple[float, float]] = [(float("inf"), float("inf"))] * len(documents)
    for _ in range(ROUNDS):
        for index, (name, data) in enumerate(documents):
            low = seconds(lambda data=data: floor(data))  # type: ignore[misc]
            high = seconds(lambda name=name, data=data: whole(name, data))  # type: ignore[misc]
            times[index] = (min(low, times[index][0]), min(high, times[index][1]))
    return times


def stages(documents: Sequence[Page]) -> dict[str, float]:
    """Return the seconds that each stage takes over all pages."""
    spent: dict[str, float] = {}
    last = time.process_time()

    def lap(stage: str) -> None:
        nonlocal last
        now = time.process_time()
        spent[stage] = spent.get(stage, 0.0) + now - last
        last = now

    for name, data in documents:
        lap("(between)")
        read = [one for one in sources.read_each(data, name) if not isinstance(one, Exception)]
        lap("read")
        for posting in read:
            shape = outline(posting)
            shape.passages()
            lap("outline")
            found: list[Fact] = []
            for kind, extract in EXTRACTORS.items():
                found.extend(extract(shape, tuple(found)))
                lap(kind)
            quads = mapping.quads(posting, found)
            lap("map")
            write_lines(quads, io.BytesIO())
            lap("write")
    return spent


def main() -> int:
    """Print the figures; return the exit code."""
    parser = argparse.ArgumentParser(description="cost of the whole way over real postings")
    parser.add_argument("--sample", type=int, default=1, help="take every Nth posting")
    parser.add_argument("--stages", action="store_true", help="tell where the time goes")
    parser.add_argument("--check", action="store_true", help=f"exit with 1 above {LIMIT:g} times the floor")
    arguments = parser.parse_args()
    if not CORPUS.is_dir():
        print(f"no postings to measure with: {CORPUS} is missing", file=sys.stderr)
        return int(arguments.check)
    documents = [(name, data) for name, data in pages() if data.strip()][:: arguments.sample]
    size = sum(len(data) for _, data in documents)
    made = [one for page in documents for one in whole(*page)]
    facts, quads = sum(len(one.facts) for one in made), sum(len(one.quads) for one in made)
    print(f"{len(documents):,} pages, {size:,} bytes: {len(made):,} postings, {facts:,} facts, {quads:,} quads")
    times = measure(documents)
    low, high = (sum(column) for column in zip(*times, strict=True))
    print(f"lexbor, parse and text (floor) {1e3 * low / len(documents):8.3f} ms a page")
    print(f"HTML to N-Quads                {1e3 * high / len(documents):8.3f} ms a page, {high / low:.1f} x floor")
    by_length = sorted(range(len(documents)), key=lambda index: len(documents[index][1]))
    parts = {"first quarter": range(len(documents) // 4), "shorter half": by_length[: len(by_length) // 2]}
    for what, part in {**parts, "all": by_length}.items():
        spent = sum(times[index][1] for index in part)
        length = sum(len(documents[index][1]) for index in part)
        print(f"  {what:14} {1e3 * spent / len(part):7.3f} ms a page, {1e9 * spent / length:5.0f} ns a byte")
    if arguments.stages:
        for stage, spent in sorted(stages(documents).items(), key=lambda one: -one[1]):
            print(f"  {stage:18} {1e3 * spent / len(documents):7.3f} ms {spent / low:6.1f} x floor")
    return int(arguments.check and high / low > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
