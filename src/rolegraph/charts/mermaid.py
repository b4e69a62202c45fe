"""The chart as Mermaid text, https://mermaid.js.org/syntax/flowchart.html, which code hosts draw in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rolegraph.charts.colours import choose_attribute, choose_colours
from rolegraph.charts.forest import Forest
from rolegraph.charts.layout import group_names
from rolegraph.charts.options import Options
from rolegraph.charts.posts import Post
from rolegraph.charts.strokes import heading, stroke
from rolegraph.charts.typography import clean

EDGES: Final = 500
"""Lines that Mermaid draws unless its host allows more (`maxEdges`)."""

CHARACTERS: Final = 50_000
"""Characters that Mermaid reads unless its host allows more (`maxTextSize`)."""

_PLAIN: Final = frozenset(" ,.-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

_SHAPES: Final = {"unit": ("[[", "]]"), "organization": ("[[", "]]"), "person": ("([", "])")}


def render(forest: Forest, options: Options) -> bytes:
    """Write a forest as a flowchart with the superiors on top.

    Args:
        forest: What to write.
        options: Title and colours.

    Returns:
        UTF-8 text, the same for the same input; its first line is a comment where hosts refuse so large a chart.

    Example:
        >>> text = render(Forest((Post("urn:a", 'A "b" [c]'),), (-1,), (), (0,), (0,), 0), Options()).decode()
        >>> 'p0["A #34;b#34; #91;c#93;"]' in text
        True
    """
    names = group_names(forest)
    groups = sorted(set(names), key=lambda name: (not name, name))
    rows = ["flowchart TB", f"  accTitle: {_escape(heading(forest, options.title)) or 'chart'}"]
    for number, group in enumerate(groups):
        clustered = bool(group) and len(groups) > 1
        if clustered:
            rows.append(f'  subgraph g{number}["{_escape(group)}"]')
        rows.extend(_node(n, forest.posts[n]) for n, name in enumerate(names) if name == group)
        if clustered:
            rows.append("  end")
    rows.extend(_edges(forest))
    rows.extend(_classes(forest, options))
    text = "\n".join([*rows, ""])
    if len(forest.lines) > EDGES or len(text) > CHARACTERS:
        limits = f"{EDGES} lines, {CHARACTERS} characters"
        text = f"%% larger than hosts draw ({limits}): choose a part by root or depth\n{text}"
    return text.encode()


def _node(number: int, post: Post) -> str:
    places = ", ".join(clean(place) for place in post.locations[:3])
    share = "" if post.fte is None or post.fte == 1 else f"{post.fte:g} FTE"
    marks = ("vacant" if post.vacant else "", "named, not posted" if post.named else "")
    parts = [post.label, clean(post.grade), places, share, *marks]
    words = "<br/>".join(_escape(part) for part in parts if clean(part)) or " "
    opening, closing = _SHAPES.get(post.kind, ("[", "]"))
    return f'  p{number}{opening}"{words}"{closing}'


def _edges(forest: Forest) -> Iterator[str]:
    """Write each line from superior to subordinate: Mermaid puts what comes first on top."""
    for line in forest.lines:
        look = stroke(line)
        if line.place == "tree":
            words = "" if look.name == "solid" else f'|"{look.words}"|'
            yield f"  p{line.superior} ---{words} p{line.subordinate}"
        elif line.place == "extra":
            yield f'  p{line.superior} ---|"{look.words}"| p{line.subordinate}'
        elif line.place == "side":
            yield f'  p{line.superior} -.-|"{look.words}"| p{line.subordinate}'
        else:
            yield f'  p{line.subordinate} -.->|"{look.words}"| p{line.superior}'


def _classes(forest: Forest, options: Options) -> Iterator[str]:
    pairs, _ = choose_colours(forest.posts, choose_attribute(forest.posts, options.color_by))
    members: dict[str, list[str]] = {}
    for number, (paint, _) in enumerate(pairs):
        members.setdefault(paint, []).append(f"p{number}")
    for number, (paint, nodes) in enumerate(members.items()):
        yield f"  classDef c{number} fill:#ffffff,stroke:{paint},stroke-width:2px,color:#1d2433"
        yield f"  class {','.join(nodes)} c{number}"
    named = [f"p{n}" for n, post in enumerate(forest.posts) if post.named]
    vacant = [f"p{n}" for n, post in enumerate(forest.posts) if post.vacant]
    if named:
        yield "  classDef named stroke-dasharray:5 4"
        yield f"  class {','.join(named)} named"
    if vacant:
        yield "  classDef vacant fill:#fffdf7,stroke-dasharray:11 3"
        yield f"  class {','.join(vacant)} vacant"


def _escape(text: str) -> str:
    """Write everything that Mermaid or HTML could take for syntax as a character code."""
    return "".join(
        character if character in _PLAIN or ord(character) > 0xA0 else f"#{ord(character)};"
        for character in clean(text)
    )
