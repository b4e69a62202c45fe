"""Named initiatives that the organization runs, with the year they began, their links and their figures.

A program stands as the lead-in of a paragraph ("Open Harbour: Since 2014, we ..."), or in a sentence in which the
organization says that it runs one.

The file is long because one name is met in many ways, which share their patterns, and what they find is weighed against
each other before any of it is told.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from rolegraph.facts import Fact, Organization, Program, Title
from rolegraph.lexicons.counts import figures
from rolegraph.lexicons.headings import section_kind
from rolegraph.lexicons.initiatives import NOUNS, initiatives, is_organization, of_title, presents
from rolegraph.lexicons.titles import has_role_noun
from rolegraph.lexicons.triggers import Stems, present
from rolegraph.lexicons.words import groups
from rolegraph.outline import Outline, Passage
from rolegraph.postings import Block, Span
from rolegraph.regexes import regex
from rolegraph.remembering import remembered
from rolegraph.sections import Section
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
_ENOUGH: Final = 3
# no sentence names more, and each is described by the whole of it
_MOST: Final = 20
_MARKS: Final = frozenset(":–—-.")
_NEAR: Final = 60
_GOES_ON: Final = regex(r"[A-Z][\w.-]* (?:and|of|for|in|to|&) $")
# "we earn trust every day": such nouns end the name of a program only behind "our"
_WEAK: Final = frozenset(("Trust", "Week", "Day", "Days", "Lab", "Labs", "Network", "Foundation", "Awards"))
_CAPITAL: Final = r"[A-Z0-9][\w.'’&-]{0,30}"
_NAMED: Final = rf"(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|of|for|and|the|in|at|to|with)){{0,6}})(?: \([^()]{{1,24}}\))?"
_KIND: Final = r"(?:program(?:me)?|initiative|fellowship|campaign|scheme|scholarship|accelerator|incubator|project)"
_LOWER_NOUN: Final = regex(rf" {_KIND}\b")
_DEFINING: Final = Stems(
    (
        "program",
        "initiative",
        "fellowship",
        "campaign",
        "scheme",
        "scholarship",
        "accelerator",
        "incubator",
        "project",
        "non-profit",
        "nonprofit",
        "foundation",
        "charity",
        ".gov",
    )
)
# "Safe Harbour is a county-wide program that ..."
_IS_PROGRAM: Final = regex(
    rf"(?:[Tt]he )?{_NAMED},? (?:is|was) (?:an?|the|our) (?:(?!(?:is|are|to|that|who|of|in|for|with|by|under|open"
    rf"|early|company|community project)\b|employer)[\w'’./-]{{1,30}},? ){{0,7}}{_KIND}\b"
    r"(?= (?:that|which|to|for|of|in|by|run|created|designed|where|with"
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
_SENTENCE: Final = 60
# "Project Manager, Open Harbour Program", "Clerk of the Safe Slip Fund Project"
_OF_TITLE: Final = regex(
    rf"(?:,| of| of the| for| for the| -| –) (?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,6}}"
    r" (?:Program(?:me)?|Project|Initiative|Fellowship))(?=$|[,.;)]| [(–-])"
)
# "Winter Wharf" and "the Winter Wharf program" are one
_LAST_NOUN: Final = regex(rf"(?<=\w) {_KIND}$", re.IGNORECASE)
# an abbreviation behind a name, in brackets
_SHORT: Final = regex(r" \((?P<short>[A-Z][A-Za-z&-]{1,9})\)")
_ENDING: Final = regex(r"^(?:Program(?:me)?|Project|Initiative|Fellowship)$")
_SPAN: Final = regex(r"(?P<name>.+)", re.DOTALL)
_AROUND: Final = frozenset(("", "role", "company", "team", "programs", "other"))
_ABBREVIATED: Final = regex(
    rf"(?!The |Employee Assistance)(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|of|for|and|the|in)){{1,6}}"
    r" (?:Program(?:me)?|Project|Initiative|Fellowship)) \((?P<short>[A-Z][A-Za-z&-]{1,9})\)"
)
# "our non-profit, Open Harbour®"
_APPOSED: Final = regex(
    rf"\b[Oo]ur (?:own )?(?:[a-z-]{{1,20}} ){{0,2}}(?:non-?profit|foundation|charity|{_KIND})(?: arm)?,? "
    rf"(?:called |named |known as )?(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|of|for|and|the|in)){{0,5}})(?=[®™]|[,.;:!]|$)"
)
# 'the project "Open Harbour for All"', 'the "Open Harbour" campaign'
_QUOTED: Final = regex(
    rf"\b{_KIND},? (?:(?:entitled|called|titled|named) )?[\"“](?P<name>[A-Z][^\"“”]{{4,110}})[\"”]"
    rf"|[\"“](?P<first>[A-Z][^\"“”]{{4,110}})[\"”] (?:{_KIND}|Project|Program(?:me)?)\b"
)
# "LighterHarbour Program" among benefits: a word made up for it is a name of its own
_MADE_UP: Final = regex(r"(?P<name>[A-Z][a-z]+[A-Z][a-z]\w* Program)\W*$")
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
    organizations = [fact.name for fact in found if isinstance(fact, Organization)]
    stated = sorted(
        [
            *_lead_ins(outline, organizations),
            *_sentences(outline, organizations),
            *_defined(outline, found),
            *_mentioned(outline, found),
            *_of_titles(outline, found),
            *_behind_titles(outline, found),
            *_made_up(outline),
        ],
        key=lambda one: one[0],
    )
    programs: dict[str, Program] = {}
    long = {_initials(_bare(program.name)) for _, program in stated if len(program.name.split()) > 1}
    led = {program.evidence[0] for _, program in stated if program.rule == "program-lead-in"}
    names = sorted({_bare(program.name) for _, program in stated})
    for start, program in stated:
        if any(_is_of_another(_bare(program.name), name) for name in names):
            continue
        # a paragraph that a program's name leads is about that one
        if program.name.split()[0] in long:
            # "OHC", "OHC Fellows" where "Open Harbour Corps" is another of them
            continue
        if program.evidence[0] in led or not any(span.start <= start < span.end for span in led):
            programs.setdefault(normal_form(_LAST_NOUN.sub("", _bare(program.name))), program)
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
    lower, voices = outline.lower, ("our ", "we ", "we've", "we’ve", *(name.lower() for name in names))
    for passage in outline.passages_with(noun.lower() for noun in nouns):
        if passage.section.kind in _ELSEWHERE or passage.block.kind in ("cell", "heading"):
            continue
        words = outline.quote(passage.span)
        start, end = passage.span
        # many sentences say "we", few name what a program may be
        heard = any(lower.find(voice, start, end + len(voice) - 1) >= 0 for voice in voices)
        if not heard or not any(noun in words for noun in nouns):
            continue
        match = _named().search(words) or _RUN_PROGRAM.search(words)
        if match is None or not _is_name(match["name"]) or match["name"] in names:
            continue
        before = words[: match.start("name")]
        if (
            before[-1:] == " "
            and before.rstrip()[-1:].isalnum()
            and (before.split()[-1][0].isdigit() or _GOES_ON.search(before))
        ):
            # the end of a longer name
            continue
        if (after := words[match.end("name") :].split(maxsplit=1)) and has_role_noun(after[0].strip(".,;:")):
            continue
        ours = before.lower().endswith("our ")
        strong = match["name"].split()[-1] not in _WEAK
        if ours or (strong and _runs(before[-_NEAR:], names)):
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
        stated = _definition(words, abbreviated=passage.section.kind in _AROUND)
        if stated is not None and normal_form(stated[0]["name"]) not in given:
            yield passage.span.start, _of_match(outline, passage, *stated)


@remembered
def _definition(words: str, *, abbreviated: bool) -> tuple[re.Match[str], str, float] | None:
    """Return where a sentence names what it says is a program, with the rule and how sure that is."""
    # plain pieces first: what is not in the sentence need not be compiled
    is_one = " is " in words or " was " in words
    match = (is_one and _IS_PROGRAM.match(words)) or _THE_PROGRAM.search(words)
    if match and _is_name(match["name"]):
        return match, "program-definition", 0.85
    match = _APPOSED.search(words) if "our " in words.lower() else None
    if match and _is_name(match["name"]):
        return match, "program-definition", 0.8
    if abbreviated and " (" in words and (match := _ABBREVIATED.search(words)) and _is_abbreviated(match):
        return match, "program-abbreviated", 0.7
    match = _SERVICE.search(words) if ".gov" in words else None
    return (match, "program-address", 0.75) if match else None


def _is_of_another(name: str, other: str) -> bool:
    """Tell whether one of two names that end alike gives way: one with an owner before it, else the shorter one."""
    longer, shorter = (name, other) if len(name) > len(other) else (other, name)
    if len(shorter.split()) < _ENOUGH or not longer.endswith(f" {shorter}"):
        return False
    before = longer[: -len(shorter)].split()
    owned = before[-1].endswith(("'s", "’s", "s'", "s’")) or (len(before) == 1 and before[0].isupper())
    return (name == longer) == owned


def _bare(name: str) -> str:
    """Return a name without the abbreviation in brackets behind it."""
    return name.partition(" (")[0]


def _initials(name: str) -> str:
    return "".join(letter for letter in name if letter.isupper())


def _mentioned(outline: Outline, found: Sequence[Fact]) -> Iterator[tuple[int, Program]]:
    """Yield the programs that sentences name in capitals and as the organization's own."""
    given = [normal_form(f.name) for f in found if isinstance(f, Organization)]
    for passage in outline.passages_beginning(NOUNS):
        kind, words = passage.section.kind, outline.quote(passage.span)
        duty = kind == "responsibilities"
        if not (duty or kind in _AROUND) or passage.block.kind in ("heading", "cell"):
            continue
        # a line without a verb in the head of a posting names who hires
        if not duty and len(words) < _SENTENCE and words[-1] not in ".!":
            continue
        for quoted in islice(_QUOTED.finditer(words), _MOST):
            yield passage.span.start, _of_match(outline, passage, quoted, "program-name", 0.7)
        for one in initiatives(words)[:_MOST]:
            strong = one.capital and one.words > 1
            ours = one.owned not in ("the", "this", "their")
            if not (strong if duty else strong or ours or (one.capital and one.owned == "the")):
                continue
            name = words[one.start : one.end]
            if _is_name(name) and not any(normal_form(name) in other for other in given):
                match = _SPAN.match(words, one.start, one.end)
                if match:
                    yield passage.span.start, _of_match(outline, passage, match, "program-name", 0.7)


def _of_titles(outline: Outline, found: Sequence[Fact]) -> Iterator[tuple[int, Program]]:
    """Yield the programs that the title of the posting names."""
    for title in found:
        if not isinstance(title, Title) or not title.evidence or "ro" not in title.text:
            continue
        span = title.evidence[0]
        match = _OF_TITLE.search(outline.quote(span))
        if match and has_role_noun(match.string[: match.start()]) and _is_name(match["name"]):
            passage = Passage(span, Block("paragraph", span), Section("title", None, ()))
            yield span.start, _of_match(outline, passage, match, "program-name", 0.7)


def _behind_titles(outline: Outline, found: Sequence[Fact]) -> Iterator[tuple[int, Program]]:
    """Yield the initiatives that the title says the post is in, where a sentence says what they are or do."""
    given = [normal_form(f.name) for f in found if isinstance(f, Organization) and f.rule == "organization-field"]
    quoted = {outline.quote(t.evidence[0]) for t in found if isinstance(t, Title) and t.evidence}
    for name in dict.fromkeys(name for title in sorted(quoted) for name in of_title(title, outline.text)):
        if any(normal_form(name) in other for other in given):
            continue
        does = presents(name)
        for passage in outline.passages_with((name.lower(),)):
            match = does.match(outline.quote(passage.span))
            if match and passage.block.kind != "heading":
                yield passage.span.start, _of_match(outline, passage, match, "program-definition", 0.8)
                break


def _made_up(outline: Outline) -> Iterator[tuple[int, Program]]:
    """Yield the programs among the benefits that have a name of their own."""
    if " Program" not in outline.text:
        return
    for section in outline.of_kind("benefits"):
        for block in section.blocks:
            if match := _MADE_UP.match(outline.quote(block.span)):
                passage = Passage(block.span, block, section)
                yield block.span.start, _of_match(outline, passage, match, "program-name", 0.7)


def _is_abbreviated(match: re.Match[str]) -> bool:
    """Tell whether a match is a name with its abbreviation, and not an organization's."""
    return _is_abbreviation(match["name"], match["short"]) and not is_organization(match.string, match.end())


def _is_abbreviation(name: str, short: str) -> bool:
    """Tell whether the capitals in brackets are the first letters of the name before them, the last ones at least."""
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    capitals = "".join(c for c in short if c.isupper())
    return len(capitals) > 1 and letters.endswith(capitals[-2:])


def _is_name(name: str) -> bool:
    first = name.split(maxsplit=1)[0].casefold().strip("'’.,")
    last = name.rsplit(maxsplit=1)[-1]
    return first not in groups("organizations")["not-a-name"] and (last == "Fellows" or not has_role_noun(last))


def _of_match(outline: Outline, passage: Passage, match: re.Match[str], rule: str, confidence: float) -> Program:
    sentence = passage.span
    start, end = match.span("first" if match.lastgroup == "first" else "name")
    named = match.string[start:end].split()
    if len(named) > 2 and named[-1] == _initials(" ".join(named[:-1])):
        # an abbreviation that lost its brackets
        end -= len(named[-1]) + 1
    elif len(named) > 1 and (noun := _LOWER_NOUN.match(match.string, end)):
        # "the Winter Wharf program" is its whole name
        end = noun.end()
    elif _ENDING.search(named[-1]) and (short := _SHORT.match(match.string, end)):
        # "Open Harbour Program (OHP)" is cut behind the brackets
        end = short.end() if _is_abbreviation(match.string[start:end], short["short"]) else end
    name = Span(sentence.start + start, sentence.start + end)
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
    name, behind = lead.of(outline.text), outline.text[lead.end : block.span.end].lstrip()
    rest = behind.lstrip(" :–—-")
    linked = [link.url for link in block.links if link.span.start < lead.end]
    words = name.split()
    capital = all(
        word[0].isupper() or word[0].isdigit() or word in ("of", "the", "for", "and", "&", "in") for word in words
    )
    # a linked word that a sentence begins with is no lead-in
    if behind[:1] not in _MARKS and outline.text[lead.end - 1] not in _MARKS and not block.strong:
        return None
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


@cache
def _lower_nouns() -> Stems:
    return Stems(dict.fromkeys(noun.lower() for noun in groups("programs")["noun"]))


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
