"""Reads labels: "Reports to: VP Sales", "Supervisor" above a name, a table row."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from rolegraph.extractors.reporting.lines import Statement
from rolegraph.extractors.reporting.places import Places
from rolegraph.extractors.reporting.subjects import Subject
from rolegraph.extractors.reporting.superiors import Superior, read_superiors
from rolegraph.extractors.reporting.words import words
from rolegraph.lexicons.words import LANGUAGES
from rolegraph.postings import Block, Span
from rolegraph.regexes import Alternatives, regex

_NOBODY: Final = regex(r"(?:n\s*/\s*a|none|tbd|tba|not applicable|-+|various|unknown)\b", re.IGNORECASE)
_PERSON: Final = regex(r"[^\W\d_]\w+(?:\s+[^\W\d_][\w.'’-]*){1,2}")
_NEXT: Final = regex(r"\s*\([^()\n]{0,40}\bline\)\s*[;,/]\s*(?:and\s+)?", re.IGNORECASE)
_BRACKET: Final = regex(r"\s*\([^()\n]{0,40}\bline\)", re.IGNORECASE)
# before a label these show that it is none: "talk to your line manager: ..."
_PROSE: Final = frozenset(
    ("who", "staff", "to", "with", "your", "our", "the", "a", "an", "by", "from", "contact", "ask", "of")
)
# a value is no sentence: "Reporting structure" above "The Clerk will report to ..."
_CLAUSE: Final = regex(r"\s+(?:(?:will|shall|may|must)\s+\w|reports?\s|is\s|are\s|has\s|have\s)", re.IGNORECASE)
# what parts a label from its value; in a label of capitals a blank is enough
_MARK: Final = r"\s*(?:[._…]{2,40}\s?)?[:：|?]\s*[–—-]?|\s+[–—-]\s*|[–—-]\s+|\s*$"
_BLANK: Final = rf"{_MARK}|\s(?=\w)"
_SHORTEST_LABEL: Final = 8
_LONGEST_VALUE: Final = 200
_LONGEST_LABEL: Final = 60


def read_labels(places: Places) -> Iterator[Statement]:
    """Yield the statements made by labels.

    Args:
        places: Where to look.

    Yields:
        Statements in order of the text.
    """
    text = places.outline.text
    for index, hits in places.stems.items():
        block, done = places.blocks[index], -1
        for at, stem in hits:
            if at < done:
                continue
            start, end = max(block.span.start, at - _LONGEST_LABEL), min(block.span.end, at + _LONGEST_LABEL)
            capitals = text[start : start + _SHORTEST_LABEL].isupper()
            if end < block.span.end and not capitals and not any(mark in text[at:end] for mark in ":：|?–—-"):
                continue
            for language in _languages(stem):
                found = list(_read(places, index, language, start, end))
                if found:
                    done = found[-1].superiors[0].start
                    yield from found
                    break


def _read(places: Places, index: int, language: str, start: int, end: int) -> Iterator[Statement]:
    """Yield the statements of the first label between two places that has a value."""
    text, block = places.outline.text, places.blocks[index]
    lower = places.outline.lower
    capitals = start == block.span.start and text[start : start + _SHORTEST_LABEL].isupper()
    labels = _labels(language, _BLANK if capitals else _MARK).of(lower[start:end])
    for match in labels.finditer(lower, start, end) if labels else ():
        if match[2].strip() or match.end() == block.span.end or (capitals and _is_heading(text, match, block)):
            statement = _statement(text, match, block, places.following(index), language)
            if statement is not None:
                yield statement
                yield from _further(text, statement, language)
                return


def _further(text: str, first: Statement, language: str) -> Iterator[Statement]:
    """Yield the lines after a semicolon, "Plant Manager (solid line); Engineering Director (dotted line)"."""
    at = first.superiors[-1].end
    for _ in range(3):
        match = _NEXT.match(text, at, first.evidence.end)
        if match is None:
            return
        superiors = read_superiors(text, match.end(), first.evidence.end, language=language, label=True)
        if not superiors or not all(one.clear for one in superiors):
            return
        at = superiors[-1].end
        bracket = _BRACKET.match(text, at, first.evidence.end)
        if bracket is None:
            return
        yield first._replace(superiors=superiors, wording=bracket[0], at=superiors[0].start)


@cache
def _languages(stem: str) -> tuple[str, ...]:
    """Return the languages that have a label with a stem in it."""
    return tuple(language for language in LANGUAGES if any(stem in label for label in words(language).labels))


@cache
def _labels(language: str, mark: str) -> Alternatives:
    labels = sorted(words(language).labels, key=lambda one: (-len(one), one))
    spelled = [re.escape(label).replace("'", "['’]?").replace(r"\ ", r"\s+") for label in labels]
    aside = r"(?:\s*/\s*[^\W\d_][\w ]{2,20})?(?:\s*\([^()\n]{0,30}\))?"
    return Alternatives(spelled, rf"(?<![\w-])({{}}){aside}({mark})", re.MULTILINE)


@cache
def _ends() -> re.Pattern[str]:
    spelled = "|".join(re.escape(label) for label in sorted(words("en").ends, key=lambda one: (-len(one), one)))
    return re.compile(rf"\s(?:(?:{spelled})\s*[:：]|[A-Z]\w+:)|\s\|", re.IGNORECASE)


def _statement(
    text: str, match: re.Match[str], block: Block, following: Block | None, language: str
) -> Statement | None:
    label = match[1]
    mark = match[2].strip()
    before = text[block.span.start : match.start()].strip(" -•*·|")
    if not mark and (before or " " not in label.strip()):
        return None
    if mark and before[-1:].isalnum() and ":" not in before and " " not in label.strip():
        # a sentence: "Clerks report to the Night Supervisor: ..." announces the clerks
        return None
    if mark and before and (mark != ":" or (before[-1:].isalnum() and _is_other(before, language))):
        return None
    start, end = match.end(), block.span.end
    if not text[start:end].strip():
        if following is None or following.span.end - following.span.start > _LONGEST_VALUE:
            return None
        start, end = following.span.start, following.span.end
    if _NOBODY.match(text[start : start + 40].strip()):
        return None
    if stop := _ends().search(text, start, min(end, start + _LONGEST_VALUE)):
        end = stop.start()
    superiors = [
        one for one in map(_as_person, read_superiors(text, start, end, language=language, label=True)) if one.clear
    ]
    if not superiors or _CLAUSE.match(text, superiors[-1].end, end):
        return None
    last = superiors[-1].end
    whole = block.span.start if match.start() - block.span.start < 40 else match.start()
    if end - whole > 300:
        end = last
    rule = "label-" + "-".join(re.findall(r"\w+", label)[:3])
    return Statement(
        superiors, Subject("self"), rule, 0.95, Span(whole, max(end, last)), match[0] + before[-30:], match.start()
    )


def _is_heading(text: str, match: re.Match[str], block: Block) -> bool:
    """Tell whether capitals alone part a label from its value: "REPORTS TO Head Gardener", as tables are flattened."""
    value = text[match.end() : block.span.end].split(maxsplit=1)
    label = text[match.start() : match.end()]
    return match.start() == block.span.start and label.isupper() and bool(value) and value[0].istitle()


def _is_other(before: str, language: str) -> bool:
    """Tell whether the words before a label in the midst of a line make it somebody else's."""
    last = before.rsplit(maxsplit=1)[-1].casefold()
    return last in words(language).others or last in _PROSE


def _as_person(superior: Superior) -> Superior:
    """Take the two or three words of a label that name no role for the name of a person; a rank makes them a role."""
    if not superior.clear and superior.title.split()[0].casefold() in words("en").prefixes:
        superior.clear = True
    if (
        not superior.clear
        and superior.target == "role"
        and _PERSON.fullmatch(superior.title)
        and superior.title.istitle()
    ):
        known = words("en").fields | words("en").units | words("en").bodies
        if not any(word.casefold() in known for word in superior.title.split()):
            superior.target, superior.person, superior.clear = "person", superior.title, True
    return superior
