"""HTML to blocks: the walk that every source with mark-up in it shares.

The tree comes from lexbor, which parses as the HTML standard says a browser does. What a browser does not show
(scripts, templates, comments, hidden elements) is no text of the posting, nor is what frames the page (navigation).
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rolegraph.drafts import Draft, Run
from rolegraph.postings import BlockKind
from rolegraph.regexes import regex
from rolegraph.sources.balancing import balance, is_large

_UNSEEN: Final = frozenset(
    "script style template noscript svg math head iframe object video audio canvas map select button textarea input"
    " nav dialog -comment -doctype".split()
)
_BREAKING: Final = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr li main menu ol p pre section summary table tbody td tfoot th thead tr ul"
    " br".split()
)
_HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
_BOLD: Final = frozenset(("strong", "b"))
_LISTS: Final = frozenset(("ul", "ol", "menu"))
_CELLS: Final = frozenset(("td", "th", "dt", "dd"))
_ROWS: Final = frozenset(("tr", "dt"))
_SHAPING: Final = _LISTS | _CELLS | _ROWS | frozenset(_HEADINGS) | {"li", "pre"}
_HIDDEN_STYLE: Final = regex(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?:\.0*)?(?:\s*(?:;|!|$)|[a-z%])",
    re.IGNORECASE,
)
_WEIGHT: Final = regex(r"font-weight\s*:\s*(?:(bold|[6-9]00)|normal|[1-5]00)", re.IGNORECASE)
_WHITE_SPACE: Final = regex(r"white-space\s*:\s*(?:(pre|break-spaces)|normal|nowrap)", re.IGNORECASE)
_SHORTEST_MAIN: Final = 200


def parse(html: str, problems: list[str]) -> LexborHTMLParser:
    """Parse HTML in time and memory that grow with its length, whatever is in it.

    Args:
        html: A page or a fragment.
        problems: Gets a sentence when tags had to be left out.

    Returns:
        The tree.
    """
    return LexborHTMLParser(balance(html, problems) if is_large(html) else html)


def main_part(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the element that holds the posting: the only `main` or `article` of a page, else its body."""
    for selector in ("main", "article"):
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text(deep=True)) > _SHORTEST_MAIN:
            return found[0]
    return tree.body


class _Place(NamedTuple):
    """Where in the document a text stands: what its block is, and the style and link of the text itself."""

    kind: BlockKind = "paragraph"
    level: int = 0
    group: int = 0
    lists: int = 0
    bold: bool = False
    url: str = ""
    # in preformatted text a line break is one
    lines: bool = False


class _Walk:
    """The inline text gathered since the last break, and where it stands."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.runs: list[Run] = []
        self.place = _Place()
        self.groups = 0

    def flush(self) -> None:
        """End the block that was being gathered."""
        if self.runs:
            place = self.place
            kind = place.kind
            self.draft.add(kind, self.runs, level=place.level, group=place.group if kind in ("item", "cell") else 0)
            self.runs = []

    def take(self, text: str) -> None:
        """Take in the text of a node."""
        *_, bold, url, lines = self.place
        if lines and "\n" in text:
            for line in text.split("\n"):
                self.flush()
                self.runs.append((line, bold, url))
        else:
            self.runs.append((text, bold, url))

    def enter(self, node: LexborNode, tag: str | None) -> _Place | None:
        """Take in the beginning of an element; return what holds inside, None when it is not to be read."""
        if tag is None or tag in _UNSEEN:
            return None
        kind, level, group, lists, was_bold, url, were_lines = self.place
        if tag == "br":
            # an item is one line of the list however it is broken
            if kind == "item":
                self.runs.append((" ", False, ""))
            else:
                self.flush()
            return None
        bold, lines = was_bold or tag in _BOLD, were_lines
        attributes = node.attributes
        if attributes:
            if "hidden" in attributes:
                return None
            if style := attributes.get("style"):
                hidden, bold, lines = _read_style(style, bold, lines)
                if hidden:
                    return None
        if tag in _BREAKING:
            if self.runs:
                self.flush()
            if tag in _SHAPING:
                return self._shape(tag, bold, lines)
        elif tag == "a":
            return _Place(kind, level, group, lists, bold, attributes.get("href") or "", lines)
        if bold == was_bold and lines == were_lines:
            return self.place
        return _Place(kind, level, group, lists, bold, url, lines)

    def _shape(self, tag: str, bold: bool, lines: bool) -> _Place:
        """Return what holds inside an element that makes a heading, an item or a cell of what is in it."""
        kind, level, group, lists, _, url, _ = self.place
        if tag in _LISTS:
            lists += 1
        if tag in _LISTS or tag in _ROWS:
            self.groups += 1
        if kind == "heading":
            # whatever stands in a heading is heading
            pass
        elif tag in _HEADINGS:
            kind, level = "heading", _HEADINGS[tag]
        elif tag == "li":
            kind, level = "item", max(1, lists)
        elif tag in _CELLS and kind != "item":
            kind = "cell"
        if tag in _LISTS or tag in _ROWS or tag == "dd":
            group = self.groups
        return _Place(kind, level, group, lists, bold, url, lines or tag == "pre")


@lru_cache(maxsize=256)
def _read_style(style: str, bold: bool, lines: bool) -> tuple[bool, bool, bool]:
    """Return whether a style hides an element, sets it in bold, and keeps its line breaks, given what held before."""
    weight, white_space = _WEIGHT.search(style), _WHITE_SPACE.search(style)
    return (
        bool(_HIDDEN_STYLE.search(style)),
        bool(weight[1]) if weight else bold,
        bool(white_space[1]) if white_space else lines,
    )


def add_blocks(draft: Draft, root: LexborNode | None) -> None:
    """Add the text under `root` to `draft`, one block a line as a browser shows it.

    Args:
        draft: The posting being read.
        root: The element to read; None adds nothing.
    """
    walk = _Walk(draft)
    # an explicit stack: a hostile page must not reach the interpreter's recursion limit
    above: list[tuple[LexborNode, bool, _Place]] = []
    node = root.child if root is not None else None
    while node is not None or above:
        if node is None:
            node, breaking, place = above.pop()
            if breaking and walk.runs:
                walk.flush()
            walk.place = place
        elif (tag := node.tag) == "-text":
            # most texts are the white space between elements
            if (text := node.text_content) and (walk.runs or not text.isspace()):
                walk.take(text)
        elif (inside := walk.enter(node, tag)) is not None:
            above.append((node, tag in _BREAKING, walk.place))
            walk.place = inside
            node = node.child
            continue
        node = node.next
    walk.flush()
