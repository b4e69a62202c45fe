"""What holds before or during employment: export control, visa, clearance, checks, travel, schedule and the like."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from rolegraph.facts import Condition, Fact, Quantity
from rolegraph.lexicons.duties import verb_form
from rolegraph.outline import Outline, Passage
from rolegraph.regexes import regex
from rolegraph.remembering import remembered

_ELSEWHERE: Final = frozenset(("company", "team", "benefits", "programs"))
# in such a section only a sentence about the post itself states a condition
_OF_POST: Final = regex(
    r"\b(?:offers?|employment|position|role|post|applicants?|candidates?|hires?|you must|you (?:will )?need"
    r"|is subject to|are subject to|sponsorship|to sponsor|positions|incumbents?"
    r"|appointees?|employees? (?:are|must|will be|may be) (?:required|expected|subject|asked|able))\b|^travel\b(?! and)"
    r"|^(?:must|occasional(?:ly)?|flexib\w+|ability|willing\w*|availab\w+|able|possess\w*|registered)\b"
    r"|\bresidency\b.{0,40}\brequired\b|\bmay (?:be required|require|involve)\b|^\W*mon(?:day)?.{1,12}fri(?:day)?\W*$",
    re.IGNORECASE,
)
# of these kinds an employer says little of itself, so any demand will do
_PLAIN: Final = frozenset(
    ("background-check", "citizenship", "clearance", "driving-licence", "drug-test", "export-control", "visa")
)
_DEMANDED: Final = regex(
    r"\b(?:required|requires?|requiring|must|only|need(?:ed|s)?|essential|preferred|ability|accepta\w+|eligib\w+|unable|cannot"
    r"|can't|able to|in order|valid|active|proof|(?:you|will|may|can)(?: not)? be)\b"
    r"|\bdrug[- ]free\b",
    re.IGNORECASE,
)
# "Manages background checks": what the holder does with what would be a condition, were it asked of the holder
_HANDLED: Final = frozenset(
    ("background-check", "citizenship", "clearance", "drug-test", "export-control", "other-condition", "visa")
)
_ASKED: Final = regex(
    r"^\W*(?:be(?:come)?|complete|certify|clear|disclose|file|furnish|have|hold|maintain|meet|must|obtain|own|pass|possess|produce"
    r"|provide|open|register|requires?|serve|show|sign|submit|take|undergo|work)\b"
    r"|\b(?:must|required|requires|subject to|contingent|conditions? of|candidates?|applicants?|you|ability|able"
    r"|willing|employment|your)\b",
    re.IGNORECASE,
)
_FIRST_WORD: Final = regex(r"^\W*(\w+)(?=[ ,])(?! (?:clearance|check|investigation|citizen)s?\b)")
_PERCENT: Final = regex(r"(\d{1,3})(?:\s?%?\s?(?:-|–|to)\s?(\d{1,3}))?\s?(?:%|percent\b)", re.IGNORECASE)
# one sentence of semicolons tells all the physical demands of a post
_LONGEST: Final = 1500
_LONGEST_LABEL: Final = 80
_SHARE: Final = regex(
    r"\W*(?:(?:up to|about|approx\w*\.?|less than|max\w*|at least) )?"
    r"\d{1,3}\s?(?:%|(?:-|–|to)\s?\d{1,3}\s?%).{0,20}\Z"
)
# "A work permit is required." may stand where a heading could
_SENTENCE: Final = regex(r"(?:\S+ ){2,20}\S+\.\Z")
_TRAVEL: Final = regex(r"(?:\w+ ){0,2}travel(?: \w+){0,2}\Z", re.IGNORECASE)
_NOTHING: Final = regex(r"(?:none|no|not (?:required|applicable)|n/?a|nil|0 ?%)\b", re.IGNORECASE)
# holds only where the sentence states no condition of another kind
_OTHER: Final = "other-condition"


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the conditions, numbered in document order.

    Args:
        outline: The posting.
        found: Not used.

    Yields:
        One Condition for each sentence and kind that it states; the same words of the same kind once. The evidence of a
        condition that goes on ("Please note that any offer ...") is the first sentence.
    """
    seen: set[tuple[str, str]] = set()
    for kind, passage in _stated(outline):
        text = " ".join(outline.quote(passage.span).split())
        if (kind, text) in seen:
            continue
        seen.add((kind, text))
        yield Condition(
            text=text,
            position=len(seen),
            kind=kind,
            quantities=tuple(_shares(text)) if kind == "travel" else (),
            evidence=(passage.span,),
            rule=f"condition-{kind}",
            confidence=0.88,
        )


def _stated(outline: Outline) -> list[tuple[str, Passage]]:
    """Return the conditions with their sentences, in document order."""
    found, known = [], set[int]()
    for rank, (trigger, passages) in enumerate(outline.triggered("conditions")):
        for named in passages:
            passage, words = _value(outline, named)
            start = passage.span.start
            # a question asks the candidate, it states nothing
            if (passage.block.kind == "heading" and not _SENTENCE.match(words)) or len(words) > _LONGEST:
                continue
            if words.endswith("?"):
                continue
            if passage.section.kind in _ELSEWHERE and not _is_of_post(trigger.name, words):
                continue
            if trigger.name in _HANDLED and _is_handled(words):
                continue
            if trigger.matches(words) and not (trigger.name == _OTHER and start in known):
                known.add(start)
                found.append((start, rank, trigger.name, passage))
    return [(name, passage) for _, _, name, passage in sorted(found, key=lambda one: one[:2])]


def _is_of_post(kind: str, words: str) -> bool:
    """Tell whether a sentence in a section on the employer or its benefits states a condition of the post."""
    return _OF_POST.search(words) is not None or (kind in _PLAIN and _DEMANDED.search(words) is not None)


@remembered
def _is_handled(words: str) -> bool:
    """Tell whether a sentence says what the holder does, and asks nothing of whoever applies."""
    first = _FIRST_WORD.match(words)
    return first is not None and verb_form(first[1].lower()) != "" and not _ASKED.search(words)


def _value(outline: Outline, passage: Passage) -> tuple[Passage, str]:
    """Return a sentence with its words; for a label on a line of its own the value below it, with the words of both.

    "Travel required:" says nothing alone, and neither does the "Less than 10%" below it.
    """
    words = outline.quote(passage.span)
    blocks, heading = passage.section.blocks, passage.block.kind == "heading"
    if len(words) > _LONGEST_LABEL:
        return passage, words
    if heading and _SENTENCE.match(words):
        return passage, words
    labels = passage.section.kind == "conditions" if heading else words.endswith(":") and passage.block.kind != "item"
    if not labels and not _TRAVEL.match(words):
        return passage, words
    place = 0 if heading else bisect_left(blocks, passage.block.span, key=lambda block: block.span) + 1
    if place >= len(blocks):
        return passage, "" if labels else words
    span = outline.sentences(blocks[place])[0]
    text = outline.quote(span)
    # a list below a label is of many things, but a share below "Willingness to travel:" is its value
    if not (labels and blocks[place].kind != "item") and not _SHARE.match(text):
        return passage, "" if labels else words
    if len(text) > _LONGEST_LABEL or _NOTHING.match(text):
        return passage, ""
    return passage._replace(span=span, block=blocks[place]), f"{words} {text}"


def _shares(text: str) -> Iterator[Quantity]:
    for match in _PERCENT.finditer(text):
        low, high = Decimal(match[1]), Decimal(match[2]) if match[2] else None
        yield Quantity(
            minimum=low if high is not None else None, maximum=high if high is not None else low, unit="percent"
        )
