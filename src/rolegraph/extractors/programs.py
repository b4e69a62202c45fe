"""Named initiatives that the organization runs, with the year they began, their links and their figures.

A program stands as the lead-in of a paragraph ("Open Harbour: Since 2014, we ..."), or in a sentence in which the
organization says that it runs one.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from rolegraph.facts import Fact, Organization, Program, Quantity
from rolegraph.lexicons.headings import section_kind
from rolegraph.lexicons.numbers import NUMBER, decimal
from rolegraph.lexicons.words import groups
from rolegraph.outline import Outline
from rolegraph.postings import Block, Span
from rolegraph.vocabulary import normal_form

_ELSEWHERE: Final = frozenset(
    [
        "responsibilities",
        "requirements",
        "preferred",
        "benefits",
        "conditions",
        "application",
        "compensation",
        "legal",
        "location",
        "title",
    ]
)
_LEAD: Final = re.compile(r"[^:.–—!?]{2,60}?(?:\.\d[^:–—!?]{0,20})?(?=\s?:\s|\s[–—-]\s)")
_SINCE: Final = re.compile(
    r"\b(?:since|founded in|launched in|created in|started in|began in|established in|from"
    r"|in)\s+(?:\w+\s)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(
    rf"(?<![\w$€£.,#/-])(?P<number>{NUMBER})\+?(?P<scale> (?:thousand|million"
    rf"|billion))?(?=\s(?P<words>(?:[\w'’-]+,? ){{0,6}}[\w'’-]+))"
)
_SCALES: Final = {" thousand": 1_000, " million": 1_000_000, " billion": 10**9}
_STOP: Final = frozenset(
    [
        "in",
        "on",
        "at",
        "for",
        "with",
        "to",
        "of",
        "across",
        "since",
        "that",
        "who",
        "which",
        "from",
        "by",
        "into",
        "per",
        "every",
        "each",
        "have",
        "has",
        "had",
        "are",
        "were",
        "is",
        "was",
        "be",
        "than",
        "around",
        "through",
        "throughout",
        "between",
        "via",
        "during",
        "within",
        "over",
        "under",
        "as",
        "so",
        "while",
        "when",
        "where",
        "or",
        "worldwide",
    ]
)
_PLURALS: Final = frozenset(["people", "children", "women", "men", "staff", "alumni", "youth"])
_ENOUGH: Final = 3


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the programs in document order.

    Args:
        outline: The posting.
        found: The Organization in it may be the one that runs them.

    Yields:
        One Program for each name; what several places say of it is put together.
    """
    names = [fact.name for fact in found if isinstance(fact, Organization)]
    programs: dict[str, Program] = {}
    for section, block in outline.blocks():
        if section.kind in _ELSEWHERE or block.kind == "cell":
            continue
        program = _from_lead_in(outline, block, names) or _from_sentence(outline, block, names)
        if program is not None:
            programs.setdefault(normal_form(program.name), program)
    yield from programs.values()


def _from_lead_in(outline: Outline, block: Block, names: list[str]) -> Program | None:
    lead = _lead(outline, block)
    if lead is None:
        return None
    name, rest = lead.of(outline.text), outline.text[lead.end : block.span.end].lstrip(" :–—-")
    linked = [link.url for link in block.links if link.span.start < lead.end]
    words = name.split()
    capital = all(
        word[0].isupper() or word[0].isdigit() or word in ("of", "the", "for", "and", "&", "in") for word in words
    )
    if not capital or section_kind(name).whole or len(words) > 7 or len(rest) < 30 or name in names:
        return None
    score = 2 * bool(linked) + 2 * bool(_nouns().search(name)) + bool(_SINCE.search(rest)) + bool(_runs(rest, names))
    score += bool(list(figures(rest)))
    if score < _ENOUGH:
        return None
    urls = linked or [link.url for link in block.links]
    return _program(_Stated(name, block.span, rest, urls), rule="program-lead-in", confidence=0.9)


def _lead(outline: Outline, block: Block) -> Span | None:
    """Return the words that a block begins with and sets off: in bold, as a link, or by a colon or dash."""
    start = block.span.start
    marked = [link.span for link in block.links[:1]] + list(block.strong[:1])
    for span in marked:
        if span.start == start and span.end < block.span.end and span.end - start <= 80:
            end = span.end
            while outline.text[end - 1] in " :–—-.":
                end -= 1
            return Span(start, end)
    match = _LEAD.match(outline.text, start, block.span.end)
    return Span(start, match.end()) if match else None


def _from_sentence(outline: Outline, block: Block, names: list[str]) -> Program | None:
    """Return the program of the first sentence that says "our <Name> Initiative" or "we launched <Name> Fund"."""
    for sentence in outline.sentences(block):
        words = outline.quote(sentence)
        match = _named().search(words) if _nouns().search(words) else None
        if match is None or not (match["ours"] or _runs(words[: match.start("name")], names)):
            continue
        name = Span(sentence.start + match.start("name"), sentence.start + match.end("name"))
        urls = [link.url for link in block.links if name.start <= link.span.start < name.end]
        stated = _Stated(name.of(outline.text), sentence, words, urls)
        return _program(stated, rule="program-sentence", confidence=0.7)
    return None


class _Stated(NamedTuple):
    """A program as a block or sentence states it: the words that describe it, its links."""

    name: str
    around: Span
    description: str
    urls: list[str]


def _program(stated: _Stated, *, rule: str, confidence: float) -> Program:
    since = _SINCE.search(stated.description)
    return Program(
        name=stated.name,
        urls=tuple(dict.fromkeys(url for url in stated.urls if url)),
        since=int(since["year"]) if since else None,
        quantities=tuple(figures(stated.description)),
        description=" ".join(stated.description.split()),
        evidence=(stated.around,),
        rule=rule,
        confidence=confidence,
    )


def _runs(text: str, names: list[str]) -> bool:
    """Tell whether a text says that the organization itself acts ("we launched", "Acme runs")."""
    return bool(_acts().search(text.replace("’", "'"))) or any(f"{name} " in text for name in names)


def figures(text: str) -> Iterator[Quantity]:
    """Yield the counts in a text, in order.

    Args:
        text: The text.

    Yields:
        Quantities whose unit is the noun phrase behind the number; years and percentages are none.

    Example:
        >>> [(str(q.minimum), q.unit) for q in figures("Since 2014 more than 2,400 small film clubs in 31 countries")]
        [('2400', 'small film clubs'), ('31', 'countries')]
    """
    for match in _COUNT.finditer(text):
        number = decimal(match["number"]) * _SCALES.get(match["scale"] or "", 1)
        counted = []
        for word in match["words"].split():
            counted.append(word.strip(","))
            if word[-1] == "," or counted[-1].casefold() in _STOP:
                counted = counted if word[-1] == "," and counted[-1].casefold() not in _STOP else counted[:-1]
                break
        # the noun ends where the last plural of the phrase stands
        while counted and not (counted[-1].endswith("s") or counted[-1].casefold() in _PLURALS):
            counted.pop()
        year = 1900 <= number <= 2100 and "," not in match["number"]
        if counted and not year:
            yield Quantity(minimum=Decimal(number), unit=" ".join(counted))


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(groups('programs')['noun'])})\b")


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:we|we've|we have)(?: \w+)? (?:{'|'.join(groups('programs')['act'])})\b|\bour\b", re.IGNORECASE
    )


@cache
def _named() -> re.Pattern[str]:
    nouns = "|".join(groups("programs")["noun"])
    return re.compile(
        rf"(?:(?P<ours>\b[Oo]ur) |\b)(?P<name>(?:[A-Z][\w'’&-]+ ){{1,5}}(?:{nouns})|(?:Project"
        rf"|Operation) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\b"
    )
