"""Where the list of a section ends, and what stands below it is none of it: notices, questions, a paragraph."""

import re
from collections.abc import Iterator
from typing import Final

from rolegraph.lexicons.duties import opening_word, verb_form
from rolegraph.lexicons.headings import section_kind
from rolegraph.outline import Outline
from rolegraph.postings import Block
from rolegraph.regexes import regex
from rolegraph.sections import Section

OWN: Final = {"responsibilities": "duty", "requirements": "demand", "preferred": "demand", "benefits": "offer"}
"""The matter of sections that are of one matter."""
REST: Final = "rest"
"""The kind of what stands below the list of such a section and is no more of it."""
EMPTY: Final = " .-–—•|\u00c2\u00a0\u00ad"
"""What is left of white space that was read in the wrong encoding."""
_LIST_LINES: Final = 3
_PARAGRAPH_SENTENCES: Final = 3
_PARAGRAPH_LENGTH: Final = 240
# where a questionnaire begins: its first number on a line of its own
_QUESTION_BELOW_LINES: Final = regex(r"0?1\W*$|required question$|supplemental question", re.IGNORECASE)
_QUESTION: Final = regex(r"01\W*$|required question$|supplemental question", re.IGNORECASE)
_QUESTION_BEGINS: Final = frozenset("01rRsSſ")
_LONGEST_NUMBER: Final = 30
# what stands after a list and is none of it, lower case
_NOTICES: Final = (
    "equal opportunit",
    "eeo employer",
    "eoe/",
    "eoe ",
    "attn:",
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
    "values diversity",
    "value diversity",
    "celebrates diversity",
    "celebrate diversity",
)
# "Harbour Light Inc. is a leading provider of lamps"
_COMPANY: Final = regex(
    r"(?!The |This |You |Our )[A-Z0-9]\S*(?: (?:[A-Z(&]\S*|of|and|the)){0,6}? is (?:an?|the|one of the)\b[^.;]{0,100}?"
    r"\b(?:company|companies|provider|firm|corporation|consultancy|manufacturer|bank|start-?up|non-?profit|retailer|lender"
    r"|leader in)\b"
)
_CAPTION_WORDS: Final = 3
_TEXT_LENGTH: Final = 200
_NOTICE: Final = regex(r"\*{1,3}\w|\d{1,2}(?::\d\d)? ?[ap]\.?m\b|.{0,60}\b[A-Z]{2},? \d{5}$|.{0,60}\b(?:send|forward) ")


def parted(outline: Outline) -> list[Section]:
    """Return the sections, those of one matter cut where their list of lines ends.

    Args:
        outline: The posting.

    Returns:
        The sections in order. What stands below such a list is a section of its own, of any matter and without a
        heading; a questionnaire below it is left out.
    """
    if outline.parted is None:
        outline.parted = list(_parted(outline))
    return outline.parted


def _parted(outline: Outline) -> Iterator[Section]:
    waiting = list(reversed(outline.sections))
    while waiting:
        section = waiting.pop()
        lines = section.kind in OWN and not section.listed
        blocks = _unquestioned(outline, section.blocks, lines=lines)
        own = _own(outline, blocks) if lines else len(blocks)
        yield section if own == len(section.blocks) else section._replace(blocks=blocks[:own])
        if own < len(blocks):
            again = _again(outline, section.kind, blocks, own)
            yield Section(REST, None, blocks[own:again])
            if again < len(blocks):
                waiting.append(section._replace(blocks=section.blocks[again:]))
                continue
        if len(blocks) < len(section.blocks) and _goes_on(outline, section.blocks[len(blocks)].span.start):
            return


def _again(outline: Outline, kind: str, blocks: tuple[Block, ...], start: int) -> int:
    """Return which block below the list of a section announces another of its kind; their number where none does."""
    for index in range(start, len(blocks)):
        text = outline.quote(blocks[index].span)
        if text[-1] == ":" and section_kind(text).name == kind:
            return index
    return len(blocks)


def _goes_on(outline: Outline, start: int) -> bool:
    """Tell whether a questionnaire that begins at an offset is all of the rest: more questions follow."""
    rest = outline.text[start:]
    return rest.count("?\n") > 1 or "required question" in rest.lower()


def _unquestioned(outline: Outline, blocks: tuple[Block, ...], *, lines: bool) -> tuple[Block, ...]:
    """Return the blocks that stand before a questionnaire, which a bare 1 begins only below lines of a list."""
    text, first = outline.text, _QUESTION_BELOW_LINES if lines else _QUESTION
    for index, block in enumerate(blocks):
        span = block.span
        # most lines begin with none of what the patterns begin with
        begins = text[span.start] in _QUESTION_BEGINS and (lines or span.end - span.start < _LONGEST_NUMBER)
        if begins and first.match(text[span.start : span.end]):
            return blocks[:index]
    return blocks


def _own(outline: Outline, blocks: tuple[Block, ...]) -> int:
    """Return how many blocks of a section of lines are its own: where the list of them ends."""
    lengths: list[int] = []
    for index, block in enumerate(blocks):
        text = outline.quote(block.span)
        if not text.strip(EMPTY):
            continue
        sentences = len(outline.sentences(block))
        # after lines of a sentence or two a paragraph of many is another matter
        short = len(lengths) >= _LIST_LINES and sorted(lengths)[(len(lengths) - 1) // 2] * 2 < sentences
        long = short and sentences >= _PARAGRAPH_SENTENCES and len(text) > _PARAGRAPH_LENGTH and not _begins(text)
        if long or (lengths and is_notice(text)) or (index >= _LIST_LINES and _heads_text(outline, blocks, index)):
            return index
        lengths.append(sentences)
    return len(blocks)


def _begins(text: str) -> bool:
    """Tell whether a paragraph begins as items of duty lists do."""
    return verb_form(opening_word(text)) in ("base", "third")


def _heads_text(outline: Outline, blocks: tuple[Block, ...], index: int) -> bool:
    """Tell whether a line in capitals below a list heads a paragraph, and not more of the list."""
    text = outline.quote(blocks[index].span)
    if not text.isupper() or text.count(" ") < _CAPTION_WORDS - 1 or index + 1 == len(blocks):
        return False
    below = blocks[index + 1]
    return below.span.end - below.span.start > _TEXT_LENGTH and len(outline.sentences(below)) > 1


def is_notice(text: str) -> bool:
    """Tell whether a line is no more of the list above it: a legal notice, an address, office hours.

    Example:
        >>> is_notice("We are an equal opportunity employer."), is_notice("A lamp of your own")
        (True, False)
    """
    lower = text.lower()
    for notice in _NOTICES:
        if notice in lower:
            return True
    return _NOTICE.match(text) is not None or (" is " in lower and _COMPANY.match(text) is not None)
