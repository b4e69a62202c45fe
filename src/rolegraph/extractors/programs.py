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
from rolegraph.lexicons.titles import has_role_noun
from rolegraph.lexicons.triggers import present
from rolegraph.lexicons.words import groups
from rolegraph.outline import Outline, Passage
from rolegraph.postings import Block, Span
from rolegraph.regexes import regex
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
_LEAD: Final = regex(r"[^:.–—!?]{2,60}?(?:\.\d[^:–—!?]{0,20})?(?=\s?:\s|\s[–—-]\s)")
_SINCE: Final = regex(
    r"\b(?:since|founded in|launched in|created in|started in|began in|established in|from"
    r"|in)\s+(?:\w+\s)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_COUNT: Final = regex(
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
# "we earn trust every day": such nouns end the name of a program only behind "our"
_WEAK: Final = frozenset(("Trust", "Week", "Day", "Days", "Lab", "Labs", "Network", "Foundation", "Awards"))
_CAPITAL: Final = r"[A-Z0-9][\w.'’&-]{0,30}"
_NAMED: Final = rf"(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|of|for|and|the|in)){{0,6}})(?: \([^()]{{1,24}}\))?"
_KIND: Final = r"(?:program(?:me)?|initiative|fellowship|campaign|scheme|scholarship|accelerator|incubator|project)"
_DEFINING: Final = (
    "program",
    "initiative",
    "fellowship",
    "campaign",
    "scheme",
    "scholarship",
    "accelerator",
    "incubator",
    ".gov",
)
# "Safe Harbour is a county-wide program that ..."
_IS_PROGRAM: Final = regex(
    rf"(?:[Tt]he )?{_NAMED},? (?:is|was) (?:an?|the|our) (?:(?!(?:is|are|to|that|who|of|in|for|with|by|under)\b"
    rf"|employer)[\w'’./-]{{1,30}},? ){{0,7}}{_KIND}\b(?= (?:that|which|to|for|of|in|by|run|created|designed|where|with"
    r"|helping|serving|at|within|bringing|funded|financed|implemented|supported|sponsored|aimed|aiming)\b|[,.;:]|$)"
)
# "The Safe Harbour program places ..."
_THE_PROGRAM: Final = regex(
    rf"\b(?:[Tt]he|[Oo]ur) {_NAMED} {_KIND} (?:is|was|has|brings|places|pairs|helps|supports|promotes|provides|offers"
    r"|connects|accelerates|enables|trains|works|aims|serves|seeks|recruits|invites|embeds|partners)\b"
)
# "we have run the Safe Harbour program since ..."
_RUN_PROGRAM: Final = regex(
    rf"\b(?:[Tt]he|[Oo]ur) (?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,5}}) {_KIND}\b(?! \w+(?:er|or)\b)"
)
# "in the Safe Harbour Support Program (SHSP)"; elsewhere such a name is a benefit or somebody else's
_AROUND: Final = frozenset(("", "role", "company", "team", "programs", "other"))
_ABBREVIATED: Final = regex(
    rf"(?!The |Employee Assistance)(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|of|for|and|the|in)){{1,6}}"
    r" (?:Program(?:me)?|Project|Initiative|Fellowship)) \((?P<short>[A-Z][A-Za-z&-]{1,9})\)"
)
# a public service is named by its address: "harbour.gov is ...", "harbour.gov's team"
_SERVICE: Final = regex(
    r"(?<![\w@./-])(?P<name>[A-Za-z][A-Za-z0-9-]{1,30}\.gov)(?=(?:['’]s)? (?:is|was|has|helps|provides|offers"
    r"|team|platform|program|product|service|security|leadership|users|partners|engineering)\b|['’]s [a-z])"
)


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the programs in document order.

    Args:
        outline: The posting.
        found: The Organization in it may be the one that runs them.

    Yields:
        One Program for each name; what several places say of it is put together.
    """
    names = [fact.name for fact in found if isinstance(fact, Organization)]
    stated = sorted(
        [*_lead_ins(outline, names), *_sentences(outline, names), *_defined(outline, found)], key=lambda one: one[0]
    )
    programs: dict[str, Program] = {}
    led = {program.evidence[0] for _, program in stated if program.rule == "program-lead-in"}
    for start, program in stated:
        # a paragraph that a program's name leads is about that one
        if program.evidence[0] in led or not any(span.start <= start < span.end for span in led):
            programs.setdefault(normal_form(program.name), program)
    yield from programs.values()


def _lead_ins(outline: Outline, names: list[str]) -> Iterator[tuple[int, Program]]:
    for section, block in outline.blocks():
        if section.kind not in _ELSEWHERE and block.kind != "cell":
            program = _from_lead_in(outline, block, names)
            if program is not None:
                yield block.span.start, program


def _sentences(outline: Outline, names: list[str]) -> Iterator[tuple[int, Program]]:
    """Yield the programs of sentences that say "our <Name> Initiative" or "we launched the <Name> Fund"."""
    text = outline.text
    # as part of a name a noun is capitalized ("Open Harbour Fund"), behind one it is not ("the Open Harbour program")
    nouns = [noun for noun in present(outline.lower, _lower_nouns()) if noun.capitalize() in text]
    nouns = [noun.capitalize() for noun in nouns] + [kind for kind in present(outline.lower, _DEFINING) if kind in text]
    if not nouns:
        return
    for passage in outline.passages_with(("our ", "we ", "we've", "we’ve", *(name.lower() for name in names))):
        if passage.section.kind in _ELSEWHERE or passage.block.kind in ("cell", "heading"):
            continue
        words = outline.quote(passage.span)
        if not any(noun in words for noun in nouns):
            continue
        match = _named().search(words) or _RUN_PROGRAM.search(words)
        if match is None or not _is_name(match["name"]) or match["name"] in names:
            continue
        ours = words[: match.start("name")].lower().endswith("our ")
        strong = match["name"].split()[-1] not in _WEAK
        if ours or (strong and _runs(words[: match.start("name")], names)):
            yield passage.span.start, _of_match(outline, passage, match, "program-sentence", 0.7)


def _defined(outline: Outline, found: Sequence[Fact]) -> Iterator[tuple[int, Program]]:
    """Yield the programs that a sentence says are one, and the services that a government's address names."""
    given = {
        normal_form(f.name) for f in found if isinstance(f, Organization) and f.rule != "organization-self-reference"
    }
    for passage in outline.passages_beginning(_DEFINING):
        words = outline.quote(passage.span)
        if passage.block.kind == "heading":
            continue
        match = _IS_PROGRAM.match(words) or _THE_PROGRAM.search(words)
        if match is not None and _is_name(match["name"]):
            rule, confidence = "program-definition", 0.85
        elif passage.section.kind in _AROUND and (match := _ABBREVIATED.search(words)) and _is_abbreviation(match):
            rule, confidence = "program-abbreviated", 0.7
        elif match := _SERVICE.search(words):
            rule, confidence = "program-address", 0.75
        else:
            continue
        if normal_form(match["name"]) not in given:
            yield passage.span.start, _of_match(outline, passage, match, rule, confidence)


def _is_abbreviation(match: re.Match[str]) -> bool:
    """Tell whether the capitals in brackets are the first letters of the name before them, the last ones at least."""
    letters = "".join(word[0] for word in match["name"].split() if word[0].isupper())
    short = "".join(c for c in match["short"] if c.isupper())
    return len(short) > 1 and letters.endswith(short[-2:])


def _is_name(name: str) -> bool:
    first = name.split(maxsplit=1)[0].casefold().strip("'’.,")
    return first not in groups("organizations")["not-a-name"] and not has_role_noun(name.rsplit(maxsplit=1)[-1])


def _of_match(outline: Outline, passage: Passage, match: re.Match[str], rule: str, confidence: float) -> Program:
    sentence = passage.span
    name = Span(sentence.start + match.start("name"), sentence.start + match.end("name"))
    urls = [link.url for link in passage.block.links if name.start <= link.span.start < name.end]
    stated = _Stated(name.of(outline.text), sentence, outline.quote(sentence), urls)
    return _program(stated, rule=rule, confidence=confidence)


def _from_lead_in(outline: Outline, block: Block, names: list[str]) -> Program | None:
    head = outline.text[block.span.start : min(block.span.end, block.span.start + 90)]
    if not (block.strong or block.links or ":" in head or "–" in head or "—" in head or " - " in head):
        return None
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
def _lower_nouns() -> tuple[str, ...]:
    return tuple(dict.fromkeys(noun.lower() for noun in groups("programs")["noun"]))


@cache
def _nouns() -> re.Pattern[str]:
    return regex(rf"\b(?:{'|'.join(groups('programs')['noun'])})\b")


@cache
def _acts() -> re.Pattern[str]:
    return regex(rf"\b(?:we|we've|we have)(?: \w+)? (?:{'|'.join(groups('programs')['act'])})\b|\bour\b", re.IGNORECASE)


@cache
def _named() -> re.Pattern[str]:
    nouns = "|".join(groups("programs")["noun"])
    return regex(
        rf"(?:(?P<ours>\b[Oo]ur) |\b)(?P<name>(?:[A-Z][\w'’&-]+ ){{1,5}}(?:{nouns})|(?:Project"
        rf"|Operation) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\b"
    )
