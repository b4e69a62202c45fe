"""List items and sentences as statements: which blocks of a section say something, and their lead-in labels."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from rolegraph.outline import Outline, Section
from rolegraph.postings import Block, Span

_LABEL: Final = re.compile(r"[^.:;!?]{2,60}(?=:\s)")
_LONGEST_LINE: Final = 700
_LABEL_WORDS: Final = 8


class Statement(NamedTuple):
    """One item or sentence.

    Args:
        span: Where it stands, whole.
        label: Its bold lead-in ("Operational Rigor"), without the colon; "" when there is none.
        prose: True for a sentence of a paragraph, False for an item of a list.
    """

    span: Span
    label: str
    prose: bool


def statements(outline: Outline, section: Section) -> Iterator[Statement]:
    """Yield what a section states, in order.

    Items of lists are kept whole. A paragraph with a bold lead-in is an item. Where a section has no list, its lines
    are the items, and a single paragraph is taken sentence by sentence. Lines that only introduce a list are left out.

    Args:
        outline: The posting.
        section: The section to read.

    Yields:
        The statements.
    """
    blocks = [block for block in section.blocks if outline.quote(block.span).strip(" .-–—•")]
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        text = outline.quote(block.span)
        if introduces(text, block, after):
            continue
        label = lead_in(outline, block)
        if block.kind in ("item", "cell") or label:
            yield Statement(block.span, label, False)
        elif not section.listed and block.kind == "paragraph":
            yield from _lines(outline, block, len(blocks))


def introduces(text: str, block: Block, after: Block | None) -> bool:
    """Tell whether a block only introduces a list: it ends in a colon, and the block after it belongs to it."""
    if not text.endswith(":"):
        return False
    if block.kind != "item":
        return True
    return after is not None and after.kind == "item" and after.level > block.level


def _lines(outline: Outline, block: Block, count: int) -> Iterator[Statement]:
    sentences = outline.sentences(block)
    # several lines are a list that lost its bullets; one paragraph is prose
    if count > 1 and block.span.end - block.span.start <= _LONGEST_LINE:
        yield Statement(block.span, "", False)
    else:
        for sentence in sentences:
            yield Statement(sentence, "", True)


def lead_in(outline: Outline, block: Block) -> str:
    """Return the lead-in of a block: the bold words it begins with when a colon or a full stop sets them off.

    Args:
        outline: The posting.
        block: An item or paragraph.

    Returns:
        The label without its mark, or "".
    """
    text = outline.text
    first = block.strong[0] if block.strong else None
    if first is None or first.start > block.span.start or first.end >= block.span.end:
        return ""
    bold = text[first.start : first.end]
    rest = text[first.end : block.span.end].lstrip()
    if len(bold.split()) > _LABEL_WORDS:
        return ""
    if bold[-1] in ":.–—-" or rest[:1] in (":", "–", "—", "-"):
        return bold.rstrip(" :.–—-")
    # the bold may run on past the colon
    inner = _LABEL.match(bold)
    return inner[0] if inner else ""
