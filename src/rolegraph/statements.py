"""List items and sentences as statements: which blocks of a section say something, and their lead-in labels."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from statistics import median_low
from typing import Final, NamedTuple

from rolegraph.outline import Outline, Section
from rolegraph.postings import Block, Span
from rolegraph.regexes import regex

_LABEL: Final = regex(r"[^.:;!?]{2,60}(?=:\s)")
_LONGEST_LINE: Final = 700
_LABEL_WORDS: Final = 8
_LIST_LINES: Final = 3
_PARAGRAPH_SENTENCES: Final = 3
_PARAGRAPH_LENGTH: Final = 240
_CAPTIONED: Final = 60
_CAPTION_LENGTH: Final = 6
_CAPTION_WORDS: Final = 4
_FURNITURE_LENGTH: Final = 60
_FURNITURE: Final = regex(
    r"(?:#[\w-]+[\s,]*)+|\S+@\S+|[\W\d_]+|(?:click here to |please )?apply(?: now| here| today| online)?[\W]*"
    r"|(?:read|show|view|see|learn) (?:more|less|all)\W*|share(?: this(?: job)?)?\W*|back to (?:top|all jobs|search)\W*"
    r"|yes|no|n/a|none",
    re.IGNORECASE,
)
# where a questionnaire begins: its first number on a line of its own
_QUESTIONS: Final = regex(r"0?1\W*$|required question$|supplemental question", re.IGNORECASE)
# what stands after a list and is none of it, lower case
_NOTICES: Final = (
    "equal opportunit",
    "equal employment",
    "equal-opportunit",
    "without regard to",
    "affirmative action",
    "recruitment agenc",
    "staffing agenc",
    "search firm",
    "unsolicited",
    "reasonable accommodation",
    "this job description",
    "not designed to",
    "not intended to",
    "all qualified applicants",
)
_NOTICE: Final = regex(r"\*{1,3}\w|\d{1,2}(?::\d\d)? ?[ap]\.?m\b|.{0,60}\b[A-Z]{2},? \d{5}$|.{0,60}\b(?:send|forward) ")


class Statement(NamedTuple):
    """One item or sentence.

    Args:
        span: Where it stands, whole.
        label: Its bold lead-in ("Operational Rigor"), without the colon; "" when there is none.
        prose: True for a sentence of a paragraph, False for an item of a list.
        item: True for what the source itself sets as an item of a list.
    """

    span: Span
    label: str
    prose: bool
    item: bool = False


def statements(outline: Outline, section: Section, beside: Callable[[str], bool] | None = None) -> Iterator[Statement]:
    """Yield what a section states, in order.

    Items of lists are kept whole. A paragraph with a bold lead-in is an item. Where a section has no list, its lines
    are the items, and a single paragraph is taken sentence by sentence. Lines that only introduce a list are left out,
    and so is what follows a list of lines and is none of it: questions, notices, a paragraph on the company.

    Args:
        outline: The posting.
        section: The section to read.
        beside: Which sentences of the paragraphs beside a list count; without it none does.

    Yields:
        The statements.
    """
    blocks = [block for block in section.blocks if outline.quote(block.span).strip(" .-–—•")]
    if not section.listed:
        blocks = blocks[: _end(outline, blocks)]
    typical = median_low([block.span.end - block.span.start for block in blocks]) if blocks else 0
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        text = outline.quote(block.span)
        if is_furniture(text):
            continue
        if introduces(text, block, after):
            # what stands before the sentence that introduces the list may say something of its own
            if block.kind == "paragraph" and beside is not None:
                yield from _beside(outline, block, beside)
            continue
        label = lead_in(outline, block)
        if block.kind in ("item", "cell") or label:
            yield Statement(block.span, label, False, True)
        elif block.kind != "paragraph":
            continue
        elif not section.listed and text[-1] != "?" and not _is_caption(text, typical):
            yield from _lines(outline, block, len(blocks))
        elif section.listed and beside is not None:
            yield from _beside(outline, block, beside)


def picked(
    outline: Outline, section: Section, is_list: Callable[[Sequence[str]], bool], is_one: Callable[[str], bool]
) -> Iterator[Statement]:
    """Yield what a section of anything states of one matter, in order.

    Args:
        outline: The posting.
        section: The section to read.
        is_list: Tells by its items whether a list is of the matter; lines that follow each other are asked as one too.
        is_one: Tells whether a sentence is of the matter.

    Yields:
        The items of the lists that are, and the sentences that are.
    """
    for kind, blocks in groupby(section.blocks, lambda block: _run(outline, block)):
        run = list(blocks)
        texts = [outline.quote(block.span) for block in run]
        if len(run) >= (2 if kind == "item" else _LIST_LINES) and kind and is_list(texts):
            for block, after in zip(run, [*run[1:], None], strict=True):
                if not introduces(outline.quote(block.span), block, after):
                    yield Statement(block.span, lead_in(outline, block), False, kind == "item")
        elif kind != "item":
            for block in run:
                yield from _beside(outline, block, is_one)


def _run(outline: Outline, block: Block) -> str:
    """Return what a block and its neighbours can be: items, lines of a list that lost its bullets, or else ""."""
    if block.kind in ("item", "cell"):
        return "item"
    text = outline.quote(block.span)
    return "" if text[-1] == ":" or is_furniture(text) or len(outline.sentences(block)) > 2 else "line"


def _is_notice(text: str) -> bool:
    """Tell whether a line is no more of the list above it: a legal notice, an address, office hours."""
    lower = text.lower()
    return any(notice in lower for notice in _NOTICES) or _NOTICE.match(text) is not None


def _is_caption(text: str, typical: int) -> bool:
    """Tell whether a line is the caption of some of the lines around it: a few words in capitals among sentences."""
    words = text.split()
    return (
        typical >= _CAPTIONED
        and len(text) >= _CAPTION_LENGTH
        and len(words) <= _CAPTION_WORDS
        and (text.istitle() or text.isupper())
    )


def is_furniture(text: str) -> bool:
    """Tell whether a line belongs to the page and not to the posting: a hash tag, a button, a number, an answer.

    Example:
        >>> [is_furniture(line) for line in ("#harbour", "Apply now!", "01", "Guard the gate")]
        [True, True, True, False]
    """
    return len(text) <= _FURNITURE_LENGTH and _FURNITURE.fullmatch(text) is not None


def _end(outline: Outline, blocks: Sequence[Block]) -> int:
    """Return how many of a section's lines are its own: where a list of lines ends."""
    lengths: list[int] = []
    for index, block in enumerate(blocks):
        text = outline.quote(block.span)
        if _QUESTIONS.match(text) or (index and _is_notice(text)):
            return index
        sentences = len(outline.sentences(block))
        # after lines of a sentence or two a paragraph of many is another matter
        short = len(lengths) >= _LIST_LINES and median_low(lengths) * 2 < sentences
        if short and sentences >= _PARAGRAPH_SENTENCES and len(text) > _PARAGRAPH_LENGTH:
            return index
        lengths.append(sentences)
    return len(blocks)


def _beside(outline: Outline, block: Block, beside: Callable[[str], bool]) -> Iterator[Statement]:
    for sentence in outline.sentences(block):
        if beside(outline.quote(sentence)):
            yield Statement(sentence, "", True)


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
