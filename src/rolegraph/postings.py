"""The document model: what every source yields and every extractor reads.

A posting is its normalized text and the blocks that lie in it. Offsets are Unicode code points into
`Posting.text`, which never changes after reading; a quote is always derived from its span.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

BlockKind = Literal["field", "heading", "paragraph", "item", "cell"]


class Span(NamedTuple):
    """A stretch of a posting's text.

    Args:
        start: The first code point.
        end: The code point after the last.

    Example:
        >>> Span(3, 5).of("on to it")
        'to'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the piece of `text` that the span covers."""
        return text[self.start : self.end]


class Link(NamedTuple):
    """A hyperlink: the words that carry it and where it leads.

    Args:
        span: The linked words.
        url: The target as written in the source, not checked.
    """

    span: Span
    url: str


class Block(NamedTuple):
    """One line of a posting as a browser shows it.

    Args:
        kind: `field` for a statement of the source's own structure (a column, a JSON key, front matter),
            else what the block is in the prose.
        span: Where it lies in the text; never empty, never beginning or ending in white space.
        level: 1 to 6 for a heading, the nesting depth from 1 for an item, else 0.
        name: The name of a field (`title`, `location`, ...), else "".
        group: Cells of one table row share a number, as items of one list do; 0 elsewhere.
        strong: The stretches set in bold, in order, white space at their ends left out.
        links: The links in it, in order.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    name: str = ""
    group: int = 0
    strong: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()


class Posting(NamedTuple):
    """One job posting, read.

    Args:
        source: The file or URL it was read from, as its user named it.
        digest: SHA-256 of the bytes it was read from, in hexadecimal.
        text: The normalized plain text: one block a line, white space inside a block folded.
        blocks: The blocks in order of the text; the fields come first.
        language: BCP 47 tag that the source declares, else "".
        problems: What had to be mended or left out while reading, one sentence each.
    """

    source: str
    digest: str
    text: str
    blocks: tuple[Block, ...]
    language: str = ""
    problems: tuple[str, ...] = ()

    def fields(self, name: str) -> Iterator[Block]:
        """Yield the field blocks called `name`, in order.

        Args:
            name: For example `title`, `organization`, `location`, `unit`, `date_posted`.

        Yields:
            Blocks of kind `field`.
        """
        for block in self.blocks:
            if block.kind != "field":
                return
            if block.name == name:
                yield block
