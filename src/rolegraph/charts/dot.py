"""The chart as Graphviz text (the DOT language, https://graphviz.org/doc/info/lang.html); no Graphviz is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rolegraph.charts.colours import choose_attribute, choose_colours
from rolegraph.charts.forest import Forest
from rolegraph.charts.layout import group_names
from rolegraph.charts.options import Options
from rolegraph.charts.posts import Post
from rolegraph.charts.strokes import describe, heading, stroke
from rolegraph.charts.typography import clean, wrap

_STYLES: Final = {
    "solid": "solid",
    "administrative": "solid",
    "joint": "solid",
    "interim": "dashed",
    "extra": "solid",
    "dotted": "dotted",
    "functional": "dashed",
    "cycle": "dashed",
}
_LINE: Final = 200.0


def render(forest: Forest, options: Options) -> bytes:
    r"""Write a forest as a directed graph whose edges go from subordinate to superior.

    Args:
        forest: What to write.
        options: Title and colours.

    Returns:
        UTF-8 text, the same for the same input.

    Example:
        >>> text = render(Forest((Post("urn:a", 'The "A"'),), (-1,), (), (0,), (0,), 0), Options(title="T")).decode()
        >>> 'label="The \\"A\\""' in text
        True
    """
    names = group_names(forest)
    pairs, _ = choose_colours(forest.posts, choose_attribute(forest.posts, options.color_by))
    rows = [
        "digraph reporting {",
        "  graph [rankdir=BT, splines=ortho, labelloc=t, fontname=Inter];",
        f"  label={_quote(heading(forest, options.title))};",
        '  node [shape=box, style="rounded,filled", fillcolor=white, fontname=Inter, fontsize=11];',
        "  edge [fontname=Inter, fontsize=9];",
    ]
    groups = sorted(set(names), key=lambda name: (not name, name))
    for number, group in enumerate(groups):
        clustered = bool(group) and len(groups) > 1
        if clustered:
            rows.append(f"  subgraph cluster_{number} {{ label={_quote(group)};")
        rows.extend(_node(n, forest.posts[n], pairs[n][0]) for n, name in enumerate(names) if name == group)
        if clustered:
            rows.append("  }")
    rows.extend(_edges(forest))
    return "\n".join([*rows, "}", ""]).encode()


def _node(number: int, post: Post, paint: str) -> str:
    details = " · ".join(text for text in (post.unit, post.grade, *post.locations[:3]) if clean(text))
    label = [*wrap(post.label, _LINE, 11), *wrap(details, _LINE, 11), *_marks(post)]
    look = ', style="rounded,dashed"' if post.named else ', style="rounded,filled,diagonals"' if post.vacant else ""
    shape = {"unit": ", shape=folder", "organization": ", shape=component", "person": ", shape=oval"}.get(post.kind, "")
    return f"  p{number} [label={_quote(*label)}, tooltip={_quote(post.iri)}, color={_quote(paint)}{look}{shape}];"


def _marks(post: Post) -> Iterator[str]:
    if post.fte is not None and post.fte != 1:
        yield f"{post.fte:g} FTE"
    if post.vacant:
        yield "vacant"
    if post.named:
        yield "named, not posted"


def _edges(forest: Forest) -> Iterator[str]:
    for line in forest.lines:
        look = stroke(line)
        # a line that Graphviz must not rank by: it would turn the tree over
        loose = "" if line.place in {"tree", "extra"} else ", constraint=false"
        words = "" if look.name == "solid" else f", xlabel={_quote(look.words)}"
        yield (
            f"  p{line.subordinate} -> p{line.superior} [style={_STYLES[look.name]}, color={_quote(look.colour)}"
            f"{words}, tooltip={_quote(describe(line, forest))}{loose}];"
        )


def _quote(*lines: str) -> str:
    r"""Write lines as one double-quoted string.

    A backslash starts an escape in labels (`\N` is the node's name) and `&` an entity, so both are escaped themselves.
    """
    escaped = (clean(line).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines)
    return '"' + "\\n".join(escaped) + '"'
