"""What the organization offers: the statements of benefit sections, by kind."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from rolegraph.facts import Benefit, Fact
from rolegraph.lexicons.demands import is_advice
from rolegraph.lexicons.grants import STEMS, grants, is_granted_thing
from rolegraph.lexicons.words import groups
from rolegraph.outline import Outline
from rolegraph.postings import Span
from rolegraph.regexes import regex, uncased
from rolegraph.sections import Section
from rolegraph.statements import Statement, numbered, statements

# what leads to a list, asks, or stands among benefits where their list ended long ago
_NONE: Final = regex(
    r"(?i)[:?]\W*$|\bincluding$|\bthat include$|^you (?:want|believe|thrive|bring|are comfortable)\b"
    r"|\bequal[- ](?:employment )?opportunity employer|\b(?:resumes?|applications?|applicants?)\b.{0,200}\b(?:accepted"
    r"|preferred"
    r"|recommended|upload|considered|submitted)|\btty\b|\b(?:harassment|discrimination|conduct)\b.{0,200}\b(?:policy"
    r"|workplace)$"
    r"|^mon(?:day)?\W+(?:through|to|thru)?\W*fri(?:day)?\W*$|^(?:full|part)[- ]time\W+\d+ hours (?:per|a) week\W*$"
)
_DAMAGE: Final = " \u00c2\u00a0"
# a sentence begins right behind another, or behind a heading that was run into it
_GLUED: Final = regex(r"(?<=[a-z)]\.)(?=[A-Z])")
_RUN_IN: Final = regex(
    r"(?:[A-Z][A-Z&/-]+(?: [A-Z&/-]+)+(?: \([^()]{1,40}\))?:? ?|[A-Z][\w &'’/-]{2,40}:)(?=[A-Z][a-z]|[A-Z] )"
)
_ELSEWHERE: Final = frozenset(("benefits", "title", "location", "organization", "application", "conditions"))
_ASKING: Final = frozenset(("responsibilities", "requirements", "preferred"))
# the range of pay is what the post pays, and no benefit beside it
_PAY: Final = regex(r"(?i)\b(?:salary|pay|compensation) (?:range|grade|scale)\b")


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the benefits, numbered in document order.

    Args:
        outline: The posting.
        found: Not used.

    Yields:
        One Benefit for each statement of a benefits section; the same words once.
    """
    listed = list(statements(outline, "offer"))
    stated = sorted([*listed, *_granted(outline, listed)], key=lambda one: one.span)
    for position, text, one in numbered(outline, stated, _is_none):
        yield Benefit(
            text=text,
            position=position,
            label=one.label,
            kind=benefit_kind(text),
            evidence=(one.span,),
            rule="benefit-sentence" if one.prose else "benefit-item",
            confidence=0.7 if one.prose else 0.9,
        )


def _granted(outline: Outline, listed: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the sentences of prose outside of the benefits that grant something, as far as no statement holds them."""
    for passage in outline.passages_beginning(STEMS):
        span, section = passage.span, passage.section
        if section.kind in _ELSEWHERE or passage.block.kind != "paragraph":
            continue
        held = any(one.span.start < span.end and span.start < one.span.end for one in listed)
        for piece in () if held else _pieces(outline, span):
            if _grants(outline.quote(piece), section):
                yield Statement(piece, "", True, section)


def _pieces(outline: Outline, span: Span) -> Iterator[Span]:
    """Yield the sentences of one that lost its white space, without headings run into them and damaged white space."""
    start, text = span.start, outline.quote(span)
    ends = [match.start() for match in _GLUED.finditer(text)] if "." in text[:-1] else []
    for begin, end in pairwise((0, *ends, len(text))):
        words = text[begin:end]
        label = _RUN_IN.match(words)
        yield Span(start + begin + (label.end() if label else 0), start + begin + len(words.rstrip(_DAMAGE)))


def _grants(text: str, section: Section) -> bool:
    return grants(" ".join(text.split()), elsewhere=section.kind in _ASKING)


def _is_none(text: str, one: Statement) -> bool:
    if _NONE.search(text) or (text.isupper() and " " in text and not is_granted_thing(text)):
        return True
    if one.item:
        return False
    if _PAY.search(text):
        return True
    # prose elsewhere is praise of the place, unless it grants something
    doubtful = is_advice(text) or (one.prose and one.section.kind != "benefits")
    return doubtful and not _grants(text, one.section)


def benefit_kind(text: str) -> str:
    """Return the kind of a benefit: a local name of the scheme `rgc:benefit-kind`.

    Example:
        >>> benefit_kind("30 days of paid leave"), benefit_kind("A view of the harbour")
        ('leave-benefit', 'other-benefit')
    """
    lower = text.lower()
    return next((kind for kind, pattern in _patterns() if pattern.search(lower)), "other-benefit")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, uncased(rf"\b(?:{'|'.join(lines)})")) for kind, lines in groups("benefits").items())
