"""The posting's title, the role it advertises with its variants, and the seniority that the title states.

A title field wins over a label, a label over a heading, a heading over prose. When the title is a campaign ("Strategic
Leads") or names levels apart from the role ("Director / Senior Director"), the sentence that says whom the organization
seeks tells the role.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rolegraph.facts import Disagreement, Fact, Role, Seniority, Title
from rolegraph.lexicons.titles import canonical, has_role_noun, role_nouns, seniority, singular
from rolegraph.outline import Outline
from rolegraph.postings import Span
from rolegraph.regexes import regex
from rolegraph.vocabulary import LEVELS

_LONGEST: Final = 140
# a heading that states the title stands at the top, below as many fields as there may be
_TOP, _TOP_FIELDS = 3, 60
_STEM: Final = 8
_NEAR_TOP: Final = 1_000
_TO_READERS: Final = regex(
    r"\b(?:we|our|us|you|your|join|about|why|what|who|meet|careers?|jobs?|teams?)\b", re.IGNORECASE
)

_LEVEL: Final = (
    r"(?:(?:senior|sr\.?|executive|assistant|associate|deputy|global|group|regional|managing) )*"
    r"(?:director|vice[ -]president|vp|svp|evp|manager|supervisor|head|lead|principal|staff|senior|sr\.?|junior|jr\.?"
    r"|associate|mid[ -]?level|mid|intermediate|entry[ -]level|graduate|manager)s?"
)
_ALTERNATIVES: Final = regex(
    rf"(?P<levels>{_LEVEL}(?:\s*(?:/|\||,|\bor\b|,\s*or\b|&|\band\b|\bto\b)\s*{_LEVEL})+)(?P<rest>(?:,?\s|\s?[-–—]\s|$).*)",
    re.IGNORECASE | re.DOTALL,
)
_LEVELS_ONLY: Final = regex(rf"{_LEVEL}(?:\s*(?:/|\||,|\bor\b|&|\band\b)\s*{_LEVEL})+", re.IGNORECASE)
_BETWEEN: Final = regex(r"\s*(?:/|\||,?\s*\bor\b|,|&|\band\b|\bto\b)\s*", re.IGNORECASE)

_SEEKS: Final = regex(
    r"\b(?:seek(?:s|ing)?|look(?:s|ing) for|hir(?:es|ing)|search(?:es|ing) for|recruit(?:s|ing)|in search of"
    r"|need(?:s)?|"
    r"opening for|opportunity for|position of|role of|role as|join \w+(?: \w+){0,4} as|sucht|suchen|recherch(?:e|ons)|"
    r"busca(?:mos)?|procura(?:mos)?)\s+"
    r"(?:to (?:hire|recruit|add)\s+)?(?:for\s+)?(?:an?|the|our(?: next| first)?|one|two|three|several|multiple"
    r"|additional|some|eine[nr]?|une?|una?|uma?)\s+"
    r"(?:\((?:\w+)\)\s+)?(?:(?:highly|very|new|an?|experienced|talented|motivated|skilled|passionate|dynamic"
    r"|dedicated|full[- ]time|"
    r"part[- ]time|driven|creative|strong|seasoned|exceptional|enthusiastic|qualified|curious|hands-on|energetic|"
    r"self-motivated|detail-oriented|ambitious|permanent|temporary|proactive|bright|outstanding|accomplished|strategic"
    r"|and),?\s+)*",
    re.IGNORECASE,
)
_TITLE_END: Final = regex(
    r"[.;:!?()\[\]]\s|[.;:!?]?$|\s(?:to|who|that|with|for|in|at|on|based|reporting|responsible|whose|as|join(?:ing)?|within|"
    r"located|from|and will|will|is|you|which|reports|where|m/f|w/m)\b|\s[-–—]\s",
    re.IGNORECASE,
)
_NOISE: Final = regex(
    r"\s*[(\[]\s*(?:[mfwdhxi*](?:\s*[/|,]\s*[mfwdhxi*]){1,3}|all genders?|gn|mwd|h/f|f/h|he/she"
    r"|remote[^)\]]{0,40}|hybrid[^)\]]{0,40}|"
    r"on-?site|full[- ]?time|part[- ]?time|contract|temporary|temp|permanent|evergreen|urgent|new|"
    r"(?:req(?:uisition)?|job|ref)\.?\s*(?:id|no\.?|number|#)?\s*[:#]?\s*[\w-]*\d[\w-]*|#?[A-Z]{0,4}-?\d{3,}[\w-]*)\s*[)\]]"
    r"|\s*(?:[-–—|,/]\s*)?(?:#\s*[\w-]*\d[\w-]*|\b(?:req|requisition|job id|ref)\b\.?\s*[:#]?\s*[\w-]*\d[\w-]*"
    r"|\bR-?\d{4,}\b|\bJR-?\d{4,}\b)"
    r"|\s*(?:[-–—|,]\s*)(?:fully\s+)?(?:remote|hybrid|on-?site|full[- ]?time|part[- ]?time"
    r"|multiple locations)(?:\s*[-–—(,]?\s*(?:us|usa|uk|eu|emea|anywhere)\)?)?\s*$"
    r"|\s+(?:[mfwdhx]/[mfwdhx](?:/[mfwdhx*])?)\s*$|\s*\b(?:GS|IC|L|E|P|T|M)-?\d{1,2}(?:/\d{1,2})?\b"
    r"|\s+\b(?:I{1,3}|IV|VI?)\b(?=\s*(?:$|[-–—,(]))"
    r"|\s*[(]\s*(?:\d+|two|three|four|five|several|multiple)\s+(?:posts?|positions?|openings?|vacanc(?:y"
    r"|ies))\s*[)]|\s+with (?:over )?\d+\+?\s*(?:years|yrs).*$|\s*[-–—]?\s*\d+\+?\s*(?:years|yrs)\b.*$",
    re.IGNORECASE,
)
_CAMPAIGN: Final = regex(
    r"^(?:we(?:'|’)?re hiring|now hiring|hiring|urgent(?:ly hiring)?|join (?:us|our team) as(?: an?)?"
    r"|job(?: opening| title| posting)?|"
    r"vacancy|career opportunity|open position|position|wanted|apply now|acting|interim)\s*[:!–—-]*\s+(?=\w)",
    re.IGNORECASE,
)


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
        One Title, one Role, and a Seniority for each level that the role's titles state, the lowest first; nothing
        when the posting has no title.
    """
    stated = _stated(outline)
    if stated is None:
        return
    yield Title(text=stated.text, evidence=(stated.span,), rule=stated.rule, confidence=stated.confidence)
    sought = _sought(outline)
    levels, label, variants, where = _role(outline, stated, sought)
    yield Role(
        label=label,
        variants=variants,
        stated=stated.text,
        canonical=canonical(label),
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


def _headings(outline: Outline) -> list[_Found]:
    """Return the headings that open no section of a known kind: an h1 first, then one that names a role, then any."""
    text = outline.text
    open_ = {section.heading for section in outline.sections if section.kind == "other"}
    heads = [b for b in outline.posting.blocks if b.kind == "heading" and _bare(text, b.span) in open_]
    heads = [b for b in heads if b.span.end - b.span.start <= _LONGEST and not _LEVELS_ONLY.fullmatch(b.span.of(text))]
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
            if line[-1:] not in "?!." and not _LEVELS_ONLY.fullmatch(line):
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
    for section, block in outline.blocks():
        if section.kind in ("legal", "benefits", "requirements", "preferred", "application"):
            continue
        for match in _SEEKS.finditer(outline.text, block.span.start, block.span.end):
            end = _TITLE_END.search(outline.text, match.end(), min(block.span.end, match.end() + _LONGEST))
            stop = end.start() if end else min(block.span.end, match.end() + _LONGEST)
            words = outline.text[match.end() : stop].strip().rstrip(",")
            if words and _names_role(words):
                return _Found(words, Span(match.end(), match.end() + len(words)), "title-sought", 0.8)
    return None


def _names_role(words: str) -> bool:
    """Tell whether a noun phrase is a title: it ends in a role noun, or has one before a comma or "of"."""
    parts = re.split(r",| of ", words)
    return any(singular(part.split()[-1].strip("()'’\"")) in role_nouns() for part in parts if part.split())


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
        if block.span.end - block.span.start < 80 and _LEVELS_ONLY.fullmatch(outline.quote(block.span)):
            return block.span, [part.strip() for part in _BETWEEN.split(outline.quote(block.span))]
    return None


def clean_title(title: str) -> str:
    """Return a title without requisition noise, gender marks, grades, work modes and campaign words.

    Args:
        title: The title as stated.

    Returns:
        The title; as it was, white space folded, when nothing would be left.

    Example:
        >>> clean_title("Hiring: Data Engineer II (m/f/d) - Remote #R-20931")
        'Data Engineer'
    """
    text = " ".join(title.split())
    text = _CAMPAIGN.sub("", text)
    for _ in range(3):
        text, count = _NOISE.subn("", text)
        if not count:
            break
    text = re.sub(r"\s+,", ",", " ".join(text.split())).strip(" -–—|,/:")
    return text or " ".join(title.split())


def split_variants(title: str) -> tuple[tuple[str, ...], str]:
    """Take a title that names several levels apart.

    Args:
        title: A title without noise.

    Returns:
        The titles it stands for, and the label that they share: the title without the levels when what is left names
        a role, else the first variant.

    Example:
        >>> split_variants("Director or Senior Director, Rail Lead")
        (('Director, Rail Lead', 'Senior Director, Rail Lead'), 'Rail Lead')
        >>> split_variants("Senior / Staff Engineer")
        (('Senior Engineer', 'Staff Engineer'), 'Engineer')
        >>> split_variants("Night Porter")
        (('Night Porter',), 'Night Porter')
    """
    match = _ALTERNATIVES.match(title)
    rest = match["rest"].lstrip(" ,-–—") if match else ""
    if match is None or not rest:
        return (title,), title
    separator = match["rest"][: len(match["rest"]) - len(rest)]
    levels = [part.strip() for part in _BETWEEN.split(match["levels"]) if part.strip()]
    if re.match(r"(?:of|for|in)\b", rest, re.IGNORECASE):
        separator = " "
    variants = tuple(f"{level}{separator}{rest}" for level in levels)
    return variants, rest if has_role_noun(rest) and separator.strip() != "of" else variants[0]
