"""The chart as one interactive HTML page that needs nothing but itself.

The posts travel as JSON in a data block; the page's own script (the `.js` files of this folder, in the order of
`SCRIPTS`) makes text nodes of them and never markup. A content security policy allows that one script and that one
style sheet by their hashes, and no request at all.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Final
from xml.sax.saxutils import escape

from rolegraph.charts.colours import NEUTRAL, PALETTE, RAMP, choose_attribute
from rolegraph.charts.forest import Forest
from rolegraph.charts.layout import group_names
from rolegraph.charts.options import Options
from rolegraph.charts.posts import Line, Post
from rolegraph.charts.strokes import ORDER, heading, stroke, summarize
from rolegraph.charts.typography import clean
from rolegraph.vocabulary import LEVELS

SCRIPTS: Final = ("model", "cards", "arrange", "layout", "routes", "scene", "panel", "view", "save", "search", "page")

_FOLDER: Final = Path(__file__).parent
# what could end the data block or start a comment in it, and what old parsers take for the end of a line
_HARMLESS: Final = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def render(forest: Forest, options: Options) -> bytes:
    """Write a forest as a page.

    Args:
        forest: What the page holds: all of it, whatever stands open at first.
        options: Title, first colours, and how many levels stand open at first.

    Returns:
        A UTF-8 document; the same for the same input.

    Example:
        >>> page = render(Forest((Post("urn:a", "</script><b>"),), (-1,), (), (0,), (0,), 0), Options())
        >>> b"</script><b>" in page
        False
    """
    script, style = _script(), _read("page.css")
    title = clean(heading(forest, options.title))
    page = Template(_read("page.html")).substitute(
        script_hash=_hash(script),
        style_hash=_hash(style),
        style=style,
        script=script,
        title=escape(title),
        data=_data(forest, options, title),
    )
    return page.encode()


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    parts = "\n".join(_read(f"{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


def _hash(text: str) -> str:
    """Return the source expression that allows the inline element with this text (CSP Level 3, 2.3.1)."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _data(forest: Forest, options: Options, title: str) -> str:
    strings = _Strings()
    names = group_names(forest)
    only = names[0] if len(set(names)) == 1 else ""
    content = {
        "title": title,
        "summary": clean(summarize(forest, "" if only == title else only)),
        "organization": clean(only),
        "colorBy": choose_attribute(forest.posts, options.color_by),
        "open": options.depth,
        "focus": forest.focus,
        "posts": [_post(post, strings) for post in forest.posts],
        "groups": [strings.add(name) for name in names],
        "parents": forest.parents,
        "lone": forest.lone,
        "lines": [_line(line, strings) for line in forest.lines],
        "strokes": {look.name: [look.words, look.arrow] for look in ORDER},
        "levels": [[name.replace("-", " ").capitalize(), *pair] for name, pair in zip(LEVELS, RAMP, strict=True)],
        "palette": PALETTE,
        "neutral": NEUTRAL,
        "strings": strings.table,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_HARMLESS)


class _Strings:
    """Every string once: names of places, units and organizations recur ten thousand times."""

    def __init__(self) -> None:
        self.table: list[str] = []
        self._index: dict[str, int] = {}

    def add(self, text: str) -> int:
        text = clean(text)
        if text not in self._index:
            self._index[text] = len(self.table)
            self.table.append(text)
        return self._index[text]


def _post(post: Post, strings: _Strings) -> list[Any]:
    label = clean(post.label)
    return [
        label,
        post.kind if post.kind in {"unit", "organization", "person"} else "post",
        strings.add(post.organization),
        strings.add(post.unit),
        [strings.add(name.replace("-", " ").capitalize()) for name in post.seniority],
        [strings.add(name) for name in post.locations],
        int(post.named),
        [title for title in map(clean, post.titles) if title != label],
        clean(post.iri),
        strings.add(post.grade),
        int(post.vacant),
        post.fte,
        clean(post.identifier),
    ]


def _line(line: Line, strings: _Strings) -> list[Any]:
    return [
        line.subordinate,
        line.superior,
        line.place,
        stroke(line).name,
        [strings.add(kind.replace("-", " ")) for kind in line.kinds],
        round(line.confidence, 3),
        [strings.add(quote) for quote in line.quotes],
        [strings.add(source) for source in line.sources],
    ]
