"""Large or hostile HTML made harmless before it is parsed: every tag closed in order, nesting and number bounded.

HTML parsers follow the standard into its costly corners: a tree of 100,000 levels takes lexbor 24 s, and 100 kB of
unclosed `<p><b id=...>` take 6 GB, as each paragraph repeats all formatting left open. Here the tags are read once,
in linear time, and those that matter to a posting are written again, each closed in order. The outcome holds no other
"<", so the parser meets no other tags, and its tree is as deep and as large as what is written here.
"""

import re
from collections import Counter
from itertools import islice
from typing import Final

from rolegraph.regexes import regex

MAX_DEPTH: Final = 512
"""The deepest nesting of elements that is kept."""
MAX_TAGS: Final = 200_000
"""The most elements that are kept."""

# below these, the worst that a document can hold is parsed in some 100 ms
_FEW_TAGS: Final = 1000
_SHORT: Final = 50_000
# how far up a closing tag looks for what it closes
_LOOK: Final = 64

# a tag as the standard's tokenizer reads it (13.2.5.6 and following): a quotation mark counts only behind "=", and one
# that is never closed goes to the end; possessive, so that no document makes the pattern read anything twice
_ATTRIBUTE: Final = (
    r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)(?:"|\Z)|'([^']*+)(?:'|\Z)|([^\s>"'][^\s>]*+))?+)?+"""
)
_ATTRIBUTES: Final = rf"((?:[\s/]*+{_ATTRIBUTE.replace('([', '(?:[')})*+[\s/]*+)"
_TOKEN: Final = regex(
    rf"""<!--(?:>|->|.*?(?:--!?>|\Z))
    |<(script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>]){_ATTRIBUTES}(?:>|\Z)(.*?)(?:</\1(?=[\s/>])[^>]*+>|\Z)
    |<(/?)([a-zA-Z][^\s/>]*+){_ATTRIBUTES}(?:>|\Z)
    |<(?:[!?][^>]*+(?:>|\Z)|/[^>]++(?:>|\Z)|/>)?""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_KEPT_ATTRIBUTES: Final = frozenset(
    "href style hidden lang type property content rel charset"
    # microdata and RDFa
    " itemscope itemtype itemprop datetime typeof vocab prefix".split()
)

# elements whose content no reader sees; they are left out whole
_UNSEEN: Final = frozenset("template noscript svg math object video audio canvas map select button dialog nav".split())
_FOREIGN: Final = frozenset(("svg", "math"))
_VOID: Final = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
_KEPT_VOID: Final = frozenset(("br", "hr", "link", "meta"))
_KEPT: Final = frozenset(
    "html head body main article ul ol menu li dl dt dd table caption thead tbody tfoot tr td th pre"
    " h1 h2 h3 h4 h5 h6".split()
)
_BLOCKS: Final = _KEPT | frozenset(
    "address aside blockquote center details div fieldset figcaption figure footer form header hgroup p plaintext"
    " section summary".split()
)
_BOLD: Final = frozenset(("b", "strong"))
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS: Final = frozenset(("td", "th", "caption"))
# what an opening tag ends, and what it does not look beyond
_ENDS: Final = {
    "p": (frozenset(("p",)), _BLOCKS),
    "a": (frozenset(("a",)), _BLOCKS),
    **dict.fromkeys(_HEADINGS, (_HEADINGS, _BLOCKS)),
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "table", *_CELLS))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl", "table", *_CELLS))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl", "table", *_CELLS))),
    "td": (_CELLS, frozenset(("table", "tr"))),
    "th": (_CELLS, frozenset(("table", "tr"))),
    "tr": (frozenset(("tr", "caption")), frozenset(("table",))),
    "tbody": (frozenset(("thead", "tbody", "tfoot", "caption")), frozenset(("table",))),
    "thead": (frozenset(("thead", "tbody", "tfoot", "caption")), frozenset(("table",))),
    "tfoot": (frozenset(("thead", "tbody", "tfoot", "caption")), frozenset(("table",))),
}
_NOTHING: Final[frozenset[str]] = frozenset()
# what a closing tag does not look beyond
_OUTSIDE: Final = _CELLS | {"table"}
_BEYOND: Final = {
    "li": _OUTSIDE | {"ul", "ol", "menu"},
    **dict.fromkeys(("table", "thead", "tbody", "tfoot", "tr", *_CELLS), frozenset(("table",))),
}


def is_large(html: str) -> bool:
    """Tell whether a document is large enough to hurt, and so has to be balanced."""
    return len(html) > _SHORT or html.count("<") > _FEW_TAGS


def balance(html: str, problems: list[str]) -> str:
    """Write the tags of a document again so that every one is closed in order.

    Args:
        html: A page or a fragment, however broken.
        problems: Gets a sentence when tags had to be left out.

    Returns:
        The same text in the same blocks, list items, cells, headings, bold stretches and links. Elements without a
        meaning of their own have become `span` or `div`; comments, scripts other than JSON-LD and what no reader sees
        are left out.

    Example:
        >>> balance("<ul><li><B>Bold</b> and<li>plain", [])
        '<ul><li><span style=";font-weight:bold">Bold</span> and</li><li>plain</li></ul>'
    """
    scale = _Scale()
    last = 0
    for token in _TOKEN.finditer(html):
        scale.text(html[last : token.start()])
        last = token.end()
        if token[1]:
            scale.raw(token[1].lower(), token[2], token[3])
        elif token[5]:
            name = token[5].lower()
            if token[4]:
                scale.close(name)
            else:
                scale.open(name, token[6])
        elif token[0] == "<":  # also before "/" at the very end
            scale.text("&lt;")
    scale.text(html[last:])
    scale.pop(len(scale.opened))
    if scale.deepest > MAX_DEPTH:
        problems.append(f"nested {scale.deepest} levels deep: tags below level {MAX_DEPTH} left out, their text kept")
    if scale.tags >= MAX_TAGS:
        problems.append(f"more than {MAX_TAGS:,} tags: those beyond left out, their text kept")
    return "".join(scale.out)


class _Scale:
    """The elements that are open, and what has been written."""

    def __init__(self) -> None:
        self.out: list[str] = []
        # the name of each open element and what closes it, "" where it was left out
        self.opened: list[tuple[str, str]] = []
        self.names: Counter[str] = Counter()
        self.tags = 0
        self.deepest = 0
        self.unseen = 0

    def text(self, text: str) -> None:
        """Write text."""
        if text and not self.unseen:
            self.out.append(text)

    def raw(self, name: str, attributes: str, content: str) -> None:
        """Write an element that holds no tags: of scripts the data, of the page's title the words."""
        if name == "title" and not self.unseen:
            content = content.replace("<", "&lt;")
            self.text(f"<title>{content}</title>")
        elif name == "script" and "ld+json" in attributes and not self.unseen:
            # within JSON a "<" stands in strings only
            content = content.replace("<", "\\u003c")
            self.text(f'<script type="application/ld+json">{content}</script>')

    def open(self, name: str, attributes: str) -> None:
        """Write an opening tag, after closing what it ends."""
        if name in _VOID:
            if name in _KEPT_VOID:
                self._write(f"<{name}{_keep(attributes)}>")
            return
        if attributes.endswith("/") and (self.unseen or name in _FOREIGN):
            # <path/> is whole; in HTML's own elements the slash means nothing
            return
        ended, beyond = _ENDS.get(name, _ENDS["p"] if name in _BLOCKS else (_NOTHING, _NOTHING))
        if ended:
            self._end(ended, beyond)
            if name in _BLOCKS and name != "p":
                self._end(*_ENDS["p"])
        self.names[name] += 1
        self.unseen += name in _UNSEEN
        self.deepest = max(self.deepest, len(self.opened) + 1)
        written = name if name in _KEPT or name in ("a", "time") else "div" if name in _BLOCKS else "span"
        if self.unseen or len(self.opened) >= MAX_DEPTH or self.tags >= MAX_TAGS:
            self.opened.append((name, ""))
            self._part(name)
        else:
            self.opened.append((name, f"</{written}>"))
            self._write(f"<{written}{_keep(attributes, 'font-weight:bold' if name in _BOLD else '')}>")

    def close(self, name: str) -> None:
        """Write the closing tag of the nearest open element called `name`, after those of all inside it."""
        if name == "br":
            self._write("<br>")
            return
        crosses = name in _BOLD or name == "a"
        beyond = _BEYOND.get(name, _OUTSIDE if name in _BLOCKS or crosses else _BLOCKS)
        if name in _UNSEEN:
            # the rest of the page must not stay unseen; what is searched here is always closed
            self._end(frozenset((name,)), _NOTHING, look=len(self.opened))
        else:
            # any heading's closing tag closes the heading that is open, as the standard has it
            self._end(_HEADINGS if name in _HEADINGS else frozenset((name,)), beyond)

    def _end(self, names: frozenset[str], beyond: frozenset[str], look: int = _LOOK) -> None:
        """Close the nearest open element of `names` and all inside it, unless one of `beyond` is nearer."""
        if not any(self.names[name] for name in names):
            return
        # a bounded look: a stack of a million must not be searched for each of a million tags
        for depth, (name, _) in enumerate(islice(reversed(self.opened), look), 1):
            if name in names:
                self.pop(depth)
                return
            if name in beyond:
                return

    def pop(self, count: int) -> None:
        """Close the innermost elements."""
        for _ in range(count):
            name, closing = self.opened.pop()
            if closing:
                self.out.append(closing)
            else:
                self._part(name)
            self.names[name] -= 1
            self.unseen -= name in _UNSEEN

    def _write(self, tag: str) -> None:
        self.tags += 1
        if self.tags <= MAX_TAGS:
            self.text(tag)

    def _part(self, name: str) -> None:
        """Keep the words apart on either side of a tag that is left out."""
        if name in _BLOCKS:
            self._write("<br>")


def _keep(attributes: str, style: str = "") -> str:
    """Return the attributes that matter, spelled so that they hold neither tag nor quotation mark."""
    if not attributes and not style:
        return ""
    kept: dict[str, str] = {}
    for name, *values in _ATTRIBUTE_PATTERN.findall(attributes):
        if name.lower() in _KEPT_ATTRIBUTES:
            kept.setdefault(name.lower(), "".join(values))
    if style:
        # the element's own style comes first: "font-weight: normal" on a bold element makes it plain
        kept["style"] = f"{kept.get('style', '')};{style}"
    return "".join(f' {name}="{value.replace(chr(34), "&quot;").replace("<", "&lt;")}"' for name, value in kept.items())


_ATTRIBUTE_PATTERN: Final = regex(_ATTRIBUTE)
