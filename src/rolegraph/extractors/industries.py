"""The industries that a role or its organization serves, where a list names them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rolegraph.facts import Fact, Industry
from rolegraph.lexicons.triggers import Stems, present
from rolegraph.outline import Outline
from rolegraph.postings import Span
from rolegraph.regexes import regex
from rolegraph.vocabulary import normal_form

_LIST: Final = regex(
    r"\b(?:industries|verticals|sectors|branches|segments|vertical markets|industry verticals"
    r"|markets)\b(?:\s+\w+){0,3}?\s*"
    r"(?:\((?:e\.\s?g\.,?|i\.\s?e\.,?|such as|including|for example,?|like)?\s*(?P<inside>[^()]{3,200})\)"
    r"|(?:,?\s*(?:such as|including|like|for example,?)\s+)(?P<after>[^.;:()]{3,200}))",
    re.IGNORECASE,
)
_BETWEEN: Final = regex(r"[,;]|\b(?:and|or|etc)\b", re.IGNORECASE)
_LONGEST: Final = 4
_STEMS: Final = Stems(("industr", "vertical", "sectors", "branches", "segments", "markets"))


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the industries in document order.

    Args:
        outline: The posting.
        found: Not used.

    Yields:
        One Industry for each member of the industry field or of a list of industries; each once.
    """
    seen: set[str] = set()
    for name, span, rule in _members(outline):
        if normal_form(name) not in seen:
            seen.add(normal_form(name))
            yield Industry(
                name=name, evidence=(span,), rule=rule, confidence=0.98 if rule == "industry-field" else 0.85
            )


def _members(outline: Outline) -> Iterator[tuple[str, Span, str]]:
    text = outline.text
    for block in outline.posting.fields("industry"):
        yield block.span.of(text), block.span, "industry-field"
    for match in _lists(outline):
        group = "inside" if match["inside"] else "after"
        start, end = match.span(group)
        marks = [mark.span() for mark in _BETWEEN.finditer(text, start, end)]
        # what stands between two marks, before the first and behind the last
        bounds = zip((start, *(mark[1] for mark in marks)), (*(mark[0] for mark in marks), end), strict=True)
        parts = [(at, text[at:stop]) for at, stop in bounds if text[at:stop].strip()]
        # "industries like ours" is no list
        if len(parts) < 2:
            continue
        for at, part in parts:
            name = part.strip(" .\n")
            start = at + part.index(name)
            if name and "\n" not in name and len(name.split()) <= _LONGEST:
                yield name, Span(start, start + len(name)), "industry-list"


def _lists(outline: Outline) -> Iterator[re.Match[str]]:
    """Yield the lists in order, none inside another; the pattern is tried only where a word for industries begins."""
    lower, places = outline.lower, set[int]()
    for stem in present(lower, _STEMS):
        at = lower.find(stem)
        while at >= 0:
            places.add(at)
            at = lower.find(stem, at + 1)
    end = 0
    for place in sorted(places):
        match = _LIST.match(outline.text, place) if place >= end else None
        if match is not None:
            end = match.end()
            yield match
