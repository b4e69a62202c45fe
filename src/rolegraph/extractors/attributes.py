"""The plain properties of a posting: dates, employment type, address on the web, identifier, language."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import Final

from rolegraph.facts import Attribute, Disagreement, Fact, Seniority, Title
from rolegraph.lexicons.languages import language_of, may_be_abroad, plainly_english
from rolegraph.lexicons.triggers import Stems
from rolegraph.lexicons.words import LANGUAGES, groups
from rolegraph.outline import Outline
from rolegraph.postings import Span
from rolegraph.regexes import AnyOf, regex

_FIELDS: Final = (
    ("date-posted", "datePosted"),
    ("valid-through", "validThrough"),
    ("employment-type", "employmentType"),
    ("url", "url"),
    ("identifier", "identifier"),
    ("language", "inLanguage"),
)
_ELSEWHERE: Final = frozenset(("benefits", "requirements", "preferred", "company", "legal", "responsibilities"))
# every type that the word lists know holds one of these
_TYPE_STEMS: Final = Stems(
    (
        *("full-time", "full time", "full_time", "fulltime", "part-time", "part time", "part_time", "parttime"),
        *("half-time", "half time", "contract", "fixed-term", "fixed term", "freelance", "tempor", "temp ", "temp."),
        *("seasonal", "intern ", "intern.", "intern,", "internship", "volunteer", "per diem", "per-diem", "per_diem"),
    )
)
_TYPE_STEMS_ABROAD: Final = Stems(
    (
        *_TYPE_STEMS,
        *(
            "vollzeit",
            "teilzeit",
            "minijob",
            "befristet",
            "praktikum",
            "freiberuflich",
            "aushilfe",
            "elternzeitvertretung",
        ),
        *("temps p", "temps c", "mi-temps", "cdd", "durée déterminée", "intérim", "stage", "indépendant"),
        *(
            "jornada",
            "tiempo completo",
            "tiempo parcial",
            "temporal",
            "duración determinada",
            "prácticas",
            "beca",
            "autónom",
        ),
        *(
            "tempo in",
            "tempo parcial",
            "período integral",
            "meio período",
            "temporári",
            "prazo det",
            "termo certo",
            "estágio",
        ),
    )
)
_DATE: Final = regex(
    r"(?P<month>[a-z]+)\s+(?P<day>\d\d?)(?P<comma>,)?\s+(?P<year>\d{4})"
    r"|(?P<day2>\d\d?)(?P<stop>\.)?\s+(?P<month2>[a-z]+)\s+(?P<year2>\d{4})",
    re.IGNORECASE,
)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_POSTED: Final = regex(r"(?:date )?post(?:ed|ing date)|open(?:s|ing date)", re.IGNORECASE)
_CLOSES: Final = regex(r"clos(?:es|ing)|deadline|apply by|valid through|open until|bewerbungsfrist", re.IGNORECASE)
# the kinds of employment of which a post has one, if both are not offered in one breath
_HOURS: Final = frozenset(("FULL_TIME", "PART_TIME"))
_TITLED: Final = frozenset(("FULL_TIME", "PART_TIME", "TEMPORARY", "INTERN"))
_DETECTED: Final = "language-detected"
# a block tells its language from so many characters on, by its first so many; how much of a posting counts, and
# how many blocks are asked
_TELLING, _LONGEST, _PART, _MOST = 60, 1000, 0.2, 200
_TAG: Final = regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")

# name and value of an attribute, where it stands, the rule, how sure that is
_Stated = tuple[str, str, Span, str, float]


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the properties that fields, labels or plain sentences state.

    Args:
        outline: The posting.
        found: The facts found before; the title is read from them.

    Yields:
        Attributes, each name and value once; a Disagreement where a field says full time and the prose part time, or
        the other way round.
    """
    seen: set[tuple[str, str]] = set()
    titles = [fact.evidence[0] for fact in found if isinstance(fact, Title)]
    trainee = any(isinstance(fact, Seniority) and fact.level == "intern" for fact in found)
    stated = list(_stated(outline, titles))
    disagreements = _disagreements(outline, stated)
    yield from disagreements
    disputed = {span for fact in disagreements for span in fact.evidence[1:]}
    for name, value, span, rule, confidence in stated:
        if value in _HOURS and span in disputed:
            continue
        single = name in ("datePosted", "validThrough")
        # "en-GB" says what "en" says
        key = (name, "" if single else value.partition("-")[0] if name == "inLanguage" else value)
        if value == "INTERN" and rule == "employment-title" and not trainee:
            # an Intern Program Manager is none
            continue
        if value and key not in seen:
            seen.add(key)
            yield Attribute(name=name, value=value, evidence=(span,), rule=rule, confidence=confidence)


def _disagreements(outline: Outline, stated: Sequence[_Stated]) -> list[Disagreement]:
    """Return where prose names other working hours than a field; it may well add another kind of employment."""
    hours = [one for one in stated if one[1] in _HOURS]
    fields = [one for one in hours if one[3] == "employment-type-field"]
    said = {value for _, value, *_ in fields}
    found: dict[str, Disagreement] = {}
    for _, value, span, rule, confidence in hours[len(fields) :] if fields else ():
        # "full-time or part-time" agrees with either
        if not said.isdisjoint(one[1] for one in hours if one[2] == span):
            continue
        if value in found:
            found[value] = found[value].replace(evidence=(*found[value].evidence, span))
            continue
        found[value] = Disagreement(
            property="employmentType",
            field=" ".join(sorted(said)),
            prose=value,
            evidence=(fields[0][2], span),
            rule=f"{fields[0][3]}/{rule}",
            confidence=confidence,
        )
    return list(found.values())


def _stated(outline: Outline, titles: Sequence[Span]) -> Iterator[_Stated]:
    text = outline.text
    for field, name in _FIELDS:
        for block in outline.posting.fields(field):
            for value in _normal(name, block.span.of(text)):
                yield name, value, block.span, f"{field}-field", 0.99
    for section in outline.of_kind("date"):
        label = outline.quote(section.heading) if section.heading else ""
        name = "validThrough" if _CLOSES.search(label) else "datePosted" if _POSTED.search(label) else ""
        for block in section.blocks[:1] if name else ():
            yield name, next(iter(_normal(name, outline.quote(block.span))), ""), block.span, "date-label", 0.95
    for section in outline.of_kind("employment"):
        for block in section.blocks[:1]:
            for value in employment_types(outline.quote(block.span)):
                yield "employmentType", value, block.span, "employment-label", 0.95
    yield from _in_prose(outline)
    for span in titles:
        for value in employment_types(span.of(text)):
            # a Contract Specialist and a Volunteer Coordinator are neither
            if value in _TITLED:
                yield "employmentType", value, span, "employment-title", 0.85
    yield from _languages(outline)


def _languages(outline: Outline) -> Iterator[_Stated]:
    """Yield the languages that the posting is written in: each that a fifth of it, told block by block, is in."""
    long = (block for _, block in outline.blocks() if block.span.end - block.span.start >= _TELLING)
    prose = list(islice(long, _MOST))
    declared = outline.posting.language

    def tag(language: str) -> str:
        # the page may say more of the same language ("pt-BR")
        return declared if declared.lower().startswith(f"{language}-") and _TAG.fullmatch(declared) else language

    if prose and plainly_english(outline.lower):
        yield "inLanguage", tag("en"), outline.sentences(prose[0])[0], _DETECTED, 0.95
        return
    told: dict[str, list[tuple[Span, float]]] = {}
    for block in prose:
        guess = language_of(outline.quote(block.span)[:_LONGEST])
        if guess.language:
            told.setdefault(guess.language, []).append((block.span, guess.confidence))
    size = {language: sum(span.end - span.start for span, _ in spans) for language, spans in told.items()}
    for language in sorted(told, key=lambda one: (-size[one], one)):
        if size[language] >= _PART * sum(size.values()):
            surest = max(told[language], key=lambda one: one[1])
            yield "inLanguage", tag(language), surest[0], _DETECTED, surest[1]


def _in_prose(outline: Outline) -> Iterator[_Stated]:
    """Yield the employment type of sentences that say it of the post ("This is a full-time position")."""
    stems = _TYPE_STEMS_ABROAD if may_be_abroad(outline.lower) else _TYPE_STEMS
    for span, block, section in outline.passages_beginning(stems):
        if section.kind in _ELSEWHERE or block.kind == "heading":
            continue
        words = outline.text[span.start : min(span.end, span.start + 300)]
        said = [match[0] for match in _sentence_pattern().finditer(words)]
        for value in employment_types("; ".join(said)):
            yield "employmentType", value, span, "employment-sentence", 0.85
        if said:
            return


def _normal(name: str, value: str) -> list[str]:
    if name in ("datePosted", "validThrough"):
        return [day] if (day := iso_date(value)) else []
    if name == "employmentType":
        return employment_types(value)
    if name == "inLanguage":
        return [value.replace("_", "-")] if _TAG.fullmatch(value) else []
    return [value]


def iso_date(text: str) -> str:
    """Return a date or time in ISO 8601, times in UTC; "" when the text is none or could be read two ways.

    Example:
        >>> iso_date("March 3, 2026"), iso_date("2026-03-03T10:00:00+02:00"), iso_date("03/04/2026")
        ('2026-03-03', '2026-03-03T08:00:00Z', '')
    """
    text = text.strip()
    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return _written_date(text)
    try:
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC)
    except OverflowError:
        return ""
    return moment.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def _written_date(text: str) -> str:
    """Return the date that is written with the name of its month, in full or by its first three letters."""
    match = _DATE.fullmatch(text)
    if match is None:
        return ""
    name = (match["month"] or match["month2"]).lower()
    short = len(name) == 3 and name != "may"
    if short and (match["stop"] or (match["month"] and not match["comma"])):
        return ""
    month = next((at for at, one in enumerate(_MONTHS, 1) if one == name or (short and one[:3] == name)), 0)
    try:
        return date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"])).isoformat()
    except ValueError:
        return ""


def employment_types(text: str) -> list[str]:
    """Return the employment types that a text names, as schema.org's `employmentType` spells them.

    Example:
        >>> employment_types("Full-time, temporary"), employment_types("Regular")
        (['FULL_TIME', 'TEMPORARY'], [])
    """
    lower = text.lower()
    return [name for name, words in _types() if words.is_in(lower)]


@cache
def _types() -> tuple[tuple[str, AnyOf], ...]:
    lists = groups("employment").items()
    return tuple((name, AnyOf(rf"(?<!\w)(?:{line})(?!\w)" for line in lines)) for name, lines in lists)


@cache
def _sentence_pattern() -> re.Pattern[str]:
    types = "|".join(line for lines in groups("employment").values() for line in lines)
    abroad = "|".join(line for lines in groups("employment", LANGUAGES[1:]).values() for line in lines)
    return regex(
        rf"\b(?:is|as|for|be|of) an? (?:\w+[ ,]+){{0,3}}?(?:{types})(?:,? (?:and )?(?:{types})){{0,3}}"
        r"(?:[ ,]+\w+){0,3} "
        r"(?:position|role|job|opportunity|post|employment|contract|basis|internship)\b"
        rf"|^(?:{types})(?:(?:,| oder| ou| o|/) ?(?:{types})){{0,3}}\.?$"
        # "in Vollzeit", "à temps plein", "em regime de tempo integral"
        rf"|\b(?:in|auf|als|à|en|a|em|de|une?|uma?|contrato|contrat|stelle|poste)(?: eine[rn]?)? (?:{abroad})(?!\w)",
        re.IGNORECASE,
    )
