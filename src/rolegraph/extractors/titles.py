"""The posting's title, the role it advertises with its variants, and the seniority that the title states.

A title field wins over a label, a label over a heading, a heading over prose. When the title is a campaign ("Strategic
Leads") or names levels apart from the role ("Director / Senior Director"), the sentence that says whom the organization
seeks tells the role.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from rolegraph.facts import Disagreement, Fact, Role, Seniority, Title
from rolegraph.ladders import roles_of, rungs
from rolegraph.lexicons.languages import may_be_abroad
from rolegraph.lexicons.titles import (
    canonical,
    has_role_noun,
    is_compound_role,
    role_nouns,
    seniority,
    singular,
)
from rolegraph.lexicons.titles_noise import clean_title, levels_offered, short_titles, split_variants
from rolegraph.lexicons.triggers import Stems
from rolegraph.lexicons.words import groups
from rolegraph.outline import Outline
from rolegraph.postings import Span
from rolegraph.regexes import regex, uncased
from rolegraph.vocabulary import LEVELS

_LONGEST: Final = 140
# a heading that states the title stands at the top, below as many fields as there may be
_TOP, _TOP_FIELDS = 3, 60
_STEM: Final = 8
_NEAR_TOP: Final = 1_000
_TO_READERS: Final = regex(
    r"\b(?:we|our|us|you|your|join|about|why|what|who|meet|careers?|jobs?|teams?)\b", re.IGNORECASE
)
# sections that seldom speak of the role itself
_OTHERS: Final = frozenset(("legal", "benefits", "requirements", "preferred", "application"))

_SEEKS: Final = uncased(
    r"\b(?:seek(?:s|ing)?|look(?:s|ing) (?:for|to (?:hire|recruit|add))|hir(?:es|ing)|search(?:es|ing)? for"
    r"|recruit(?:s|ing)|in search of"
    r"|need(?:s)?|"
    r"opening for|opportunity for|position of|role of|role as|join \w+(?: \w+){0,4} as|sucht|suchen|recherch(?:e|ons)|"
    r"busca(?:mos)?|procura(?:mos)?)\s+"
    r"(?:to (?:hire|recruit|add)\s+)?(?:for\s+)?(?:an?|the|our(?: next| first)?|one|two|three|several|multiple"
    r"|additional|some|eine[nr]?|une?|una?|uma?)\s+"
    r"(?:\((?:\w+)\)\s+)?(?:(?:highly|very|new|an?|experienced|talented|motivated|skilled|passionate|dynamic"
    r"|dedicated|full[- ]time|"
    r"part[- ]time|driven|creative|strong|seasoned|exceptional|enthusiastic|qualified|curious|hands-on|energetic|"
    r"self-motivated|detail-oriented|ambitious|permanent|temporary|proactive|bright|outstanding|accomplished|strategic"
    r"|and),?\s+)*"
)
# other languages may say much between the verb and whom it seeks
_SEEKS_ABROAD: Final = uncased(
    r"\b(?:such(?:en|t)\b[^.!?:\n]{0,90}?\b(?:eine[nr]?|ein)(?:\(n\)|[/:*]n)?"
    r"|(?:recherch(?:ons|e)|recrut(?:ons|e)|(?:à la|en) recherche d['’])[^.!?:\n]{0,60}?\b(?:une?|un ?[(·/.-]e\)?|des)"
    r"|(?:busca(?:mos|ndo)?|selecciona(?:mos)?|incorporar|contratar|precisamos)[^.!?:\n]{0,50}?\b(?:un ?[(/]a\)?|una?)"
    r"|(?:procura(?:mos)?|recruta(?:mos|r)|contrata(?:ndo|mos)?)[^.!?:\n]{0,50}?\b(?:um ?[(/]a\)?|uma?))\s+(?=[^\W\d])"
)
_STEMS: Final = Stems(
    (
        *(
            "seek",
            "look",
            "hir",
            "search",
            "recruit",
            "need",
            "in search",
            "opening for",
            "opportunity for",
            "position of",
        ),
        *("role of", "role as", "join "),
    )
)
_STEMS_ABROAD: Final = Stems(
    (
        *_STEMS,
        *("such", "recherch", "recrut", "busca", "selecciona", "incorpora", "contrata", "procura", "precisa"),
    )
)
_TITLE_END: Final = uncased(
    r"[.;:!?()\[\]]\s|[.;:!?]?$|\s[-–—]\s|\s(?:to|who|that|with|for|in|at|on|based|reporting|responsible|whose|as"
    r"|join(?:ing)?|within|located|from|and will|will|is|you|which|reports|where|m/f|w/m"
    r"|für|im|zur|zum|mit|am|ab|bei|pour|afin|qui|au sein|en|dans|chez|basée?|para|com|con|que|na|no|em)\b"
)
# "As a Night Porter, you will", "The Night Porter is responsible for"
_SPOKEN_OF: Final = regex(
    r"\b(?:[Aa]s (?:an?|our|the) (?:new )?(?P<you>[^\W\d][^,.;:()\n]{2,60}), you\b"
    r"|\bThe (?P<the>[A-Z][^,.;:()\n]{2,60}?) (?:position |role )?"
    r"(?:is (?:responsible|accountable|an?|the)|will|reports|serves|supports|provides|performs|manages|leads|plans"
    r"|develops|designs|works|ensures|coordinates|oversees|assists|directs)\b)"
)
# what praises the one who is sought stands in small letters before the title
_PRAISE: Final = regex(r"(?:[a-zà-ÿ][\w'’-]*(?:\([nr]\)|[/:*][nr])?,? )+(?=[A-ZÀ-Þ])")


_FIRST_WORD: Final = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def _romance_nouns() -> frozenset[str]:
    return frozenset(groups("role-nouns", ("fr", "es", "pt"))["noun"])


class _Found(NamedTuple):
    """A candidate for the title: its text, where it stands, the rule and how sure it is."""

    text: str
    span: Span
    rule: str
    confidence: float


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the Title, the Role and its Seniority.

    Args:
        outline: The posting.
        found: Not used: this extractor is the first.

    Yields:
        One Title, one Role, and a Seniority for each level that the role's titles state, the lowest first; on a page
        that describes several roles, those of each; nothing when the posting has no title. Where the prose states
        another title than a field, a Disagreement.
    """
    stated = _stated(outline)
    if stated is None:
        return
    yield Title(text=stated.text, evidence=(stated.span,), rule=stated.rule, confidence=stated.confidence)
    if several := rungs(outline):
        yield from roles_of(several)
        return
    sought = _sought(outline)
    levels, label, variants, where = _role(outline, stated, sought)
    short = short_titles(label)
    yield Role(
        label=label,
        variants=variants,
        stated=stated.text,
        short=short,
        canonical=canonical(short[-1] if short else label),
        evidence=where,
        rule="title-variants" if len(variants) > 1 else stated.rule,
        confidence=stated.confidence,
    )
    for level in levels:
        yield Seniority(level=level, evidence=where, rule="title-level", confidence=0.95)
    if stated.rule == "title-field":
        yield from _disagreements(outline, stated)


def _disagreements(outline: Outline, stated: _Found) -> Iterator[Disagreement]:
    """Yield the title that the prose states, where it is another one than the field's."""
    top = [block.span for block in outline.posting.blocks[:_TOP_FIELDS] if block.kind != "field"][:_TOP]
    told = [one for one in _headings(outline) if one.span in top and not _TO_READERS.search(one.text)]
    for section in outline.of_kind("title"):
        told += [
            _Found(outline.quote(block.span), block.span, "title-label", 0.97)
            for block in section.blocks[:1]
            if block.span.end - block.span.start <= _LONGEST
            and block.span.start < max(_NEAR_TOP, len(outline.text) * 0.4)
        ]
    told = [one for one in told if has_role_noun(one.text)]
    if told and not any(_alike(one.text, stated.text) for one in told):
        yield Disagreement(
            property="title",
            field=stated.text,
            prose=told[0].text,
            evidence=(stated.span, told[0].span),
            rule=f"{stated.rule}/{told[0].rule}",
            confidence=told[0].confidence,
        )


def _alike(one: str, other: str) -> bool:
    """Tell whether two titles may name one role: a level in common, and all words of the shorter in the longer."""
    first, second = (split_variants(clean_title(title))[0] for title in (one, other))
    if {seniority(variant) for variant in first}.isdisjoint({seniority(variant) for variant in second}):
        return False
    # "Elections Administrator", "Election Administration": the beginnings of words tell enough
    words, others = (
        {word[:_STEM].rstrip("s") for variant in variants for word in re.findall(r"[^\W\d_]+", canonical(variant))}
        for variants in (first, second)
    )
    return words <= others or others <= words


def _stated(outline: Outline) -> _Found | None:
    """Return the title as stated, from the surest place that has one."""
    return next((c for c in _candidates(outline) if c.text.strip(" -–—:|")), None)


def _candidates(outline: Outline) -> Iterator[_Found]:
    text = outline.text
    for block in outline.posting.fields("title"):
        yield _Found(block.span.of(text), block.span, "title-field", 0.99)
    headings = _headings(outline)
    yield from (one for one in headings if one.confidence > 0.9 and has_role_noun(one.text))
    for section in outline.of_kind("title"):
        for block in section.blocks[:1]:
            if block.span.end - block.span.start <= _LONGEST:
                yield _Found(block.span.of(text), block.span, "title-label", 0.97)
    yield from headings
    for block in outline.posting.fields("page-title"):
        yield _page_title(text, block.span)
    yield from _first_lines(outline)
    yield from _campaigns(outline)
    if sought := _sought(outline):
        yield sought
    yield from _spoken_of(outline)


def _spoken_of(outline: Outline) -> Iterator[_Found]:
    """Yield the first role that sentences speak of as the reader's, or as the one described."""
    for section, block in outline.blocks():
        if section.kind in _OTHERS:
            continue
        match = _SPOKEN_OF.search(outline.text, block.span.start, block.span.end)
        if match is not None and _names_role(match["you"] or match["the"]):
            start, end = match.span("you" if match["you"] else "the")
            yield _Found(outline.text[start:end], Span(start, end), "title-spoken-of", 0.7)


def _headings(outline: Outline) -> list[_Found]:
    """Return the headings that open no section of a known kind: an h1 first, then one that names a role, then any."""
    text = outline.text
    open_ = {section.heading for section in outline.sections if section.kind == "other"}
    heads = [b for b in outline.posting.blocks if b.kind == "heading" and _bare(text, b.span) in open_]
    heads = [b for b in heads if b.span.end - b.span.start <= _LONGEST and not levels_offered(b.span.of(text))]
    roles = [b for b in heads[:3] if has_role_noun(b.span.of(text)) and not b.span.of(text).endswith("?")]
    first = [_Found(b.span.of(text), b.span, "title-heading", 0.95) for b in heads if b.level == 1]
    return first + [_Found(b.span.of(text), b.span, "title-heading", 0.9) for b in roles]


def _campaigns(outline: Outline) -> Iterator[_Found]:
    """Yield a heading near the top that opens nothing and names no role: a campaign's name."""
    text = outline.text
    for section in outline.sections[:8]:
        words = section.heading
        if section.kind == "other" and words is not None and words.end < len(text) * 0.4:
            line = words.of(text)
            if line[-1:] not in "?!." and not levels_offered(line):
                yield _Found(line, words, "title-heading", 0.75)


def _bare(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1] in ": ":
        end -= 1
    return Span(span.start, end)


def _page_title(text: str, span: Span) -> _Found:
    """Return the part of a page's title that names a role: what stands around it is the site."""
    parts = [(m.start(), m.end()) for m in re.finditer(r"(?:(?!\s[|–—·»-]\s).)+", span.of(text))]
    best = next((p for p in parts if has_role_noun(span.of(text)[p[0] : p[1]])), parts[0] if parts else (0, 0))
    part = span.of(text)[best[0] : best[1]]
    start = span.start + best[0] + len(part) - len(part.lstrip())
    return _Found(part.strip(), Span(start, start + len(part.strip())), "title-page", 0.85)


def _first_lines(outline: Outline) -> Iterator[_Found]:
    """Yield a short line at the very top that names a role: plain text has no headings."""
    for _, block in list(outline.blocks())[:3]:
        line = outline.quote(block.span)
        if len(line) <= 80 and line[-1:] not in ".!?,;:" and has_role_noun(line):
            yield _Found(line, block.span, "title-first-line", 0.8)


def _sought(outline: Outline) -> _Found | None:
    """Return the role that a sentence says is sought ("we are seeking a Night Porter to ...")."""
    abroad = may_be_abroad(outline.lower)
    patterns = (_SEEKS, _SEEKS_ABROAD) if abroad else (_SEEKS,)
    for span, block, section in outline.passages_beginning(_STEMS_ABROAD if abroad else _STEMS):
        if section.kind in _OTHERS or block.kind == "heading":
            continue
        for pattern in patterns:
            for match in pattern.finditer(outline.lower, span.start, span.end):
                if found := _title_at(outline, match.end(), block.span.end):
                    return found
    return None


def _title_at(outline: Outline, start: int, end: int) -> _Found | None:
    """Return the title that begins at a place in a sentence, or behind the praise there."""
    text, last = outline.text, min(end, start + _LONGEST)
    close = _TITLE_END.search(outline.lower, start, last)
    stop = close.start() if close else last
    praise = _PRAISE.match(text, start, stop)
    begin = praise.end() if praise else start
    words = text[begin:stop].strip().rstrip(",")
    if not words or not _names_role(words):
        return None
    return _Found(words, Span(begin, begin + len(words)), "title-sought", 0.8)


def _names_role(words: str) -> bool:
    """Tell whether a noun phrase is a title: it ends in a role noun, or has one before a comma or "of"."""
    parts = re.split(r",| of ", words)
    heads = [part.split()[-1].strip("()'’\"") for part in parts if part.split()]
    return any(singular(head) in role_nouns() or is_compound_role(head) for head in heads) or _begins_role(words)


def _begins_role(words: str) -> bool:
    """Tell whether a noun phrase begins with a role noun, as in French, Spanish and Portuguese."""
    first = _FIRST_WORD.match(words)
    return first is not None and first[0].casefold() in _romance_nouns()


def _role(
    outline: Outline, stated: _Found, sought: _Found | None
) -> tuple[list[str], str, tuple[str, ...], tuple[Span, ...]]:
    """Return the levels, the label, the variants and the evidence of the role."""
    title = clean_title(stated.text)
    variants, label = split_variants(title)
    where: tuple[Span, ...] = (stated.span,)
    if sought is not None and sought.span != stated.span:
        offered, family = split_variants(clean_title(sought.text))
        # the sentence refines a title that says less: it lists levels the title does not, or the title names no role
        refines = _related(title, family) or stated.rule in ("title-heading", "title-first-line")
        if (len(offered) > len(variants) and refines) or not has_role_noun(title):
            variants, label, where = offered, family, (sought.span, stated.span)
    levels = _levels_of(variants)
    line = _levels_line(outline) if len(variants) == 1 else None
    if line is not None:
        # "Director / Senior Director" on a line of its own, the role named beside it
        span, offered_levels = line
        levels = _levels_of(tuple(offered_levels))
        variants = tuple(f"{level}, {label}" for level in offered_levels)
        where = (*where, span)
    return levels, label, variants, where


def _levels_of(variants: tuple[str, ...]) -> list[str]:
    found = {seniority(variant) for variant in variants}
    return [level for level in LEVELS if level in found]


def _related(one: str, other: str) -> bool:
    """Tell whether two titles share a word that means something."""
    return bool({singular(w) for w in re.findall(r"\w{4,}", one)} & {singular(w) for w in re.findall(r"\w{4,}", other)})


def _levels_line(outline: Outline) -> tuple[Span, list[str]] | None:
    """Return a heading or short first line that is nothing but levels ("Manager / Senior Manager")."""
    for block in outline.posting.blocks[:12]:
        if block.span.end - block.span.start < 80 and (levels := levels_offered(outline.quote(block.span))):
            return block.span, levels
    return None
