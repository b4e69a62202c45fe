"""How many people a role manages, and the stated "none"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from rolegraph.facts import Fact, Role, TeamSize
from rolegraph.ladders import Rung, rung_at, rungs
from rolegraph.lexicons.titles import role_nouns, singular
from rolegraph.lexicons.triggers import Stems, places
from rolegraph.lexicons.words import groups
from rolegraph.outline import Outline
from rolegraph.postings import Block, Span
from rolegraph.regexes import regex, uncased
from rolegraph.sections import Section

_OF_SUPERVISION: Final = (
    *("supervis", "direct report", "subordinate", "line manage", "people manage", "manages people", "not manage"),
    *("report to you", "reports to you", "reporting to you", "report to this", "reporting to this"),
)
_OF_NOBODY: Final = (*_OF_SUPERVISION, "no report", "any staff", "have staff", "management of people")
_STEMS: Final = Stems(
    (*_OF_SUPERVISION, "manag", "overse", "lead", "directs ", "directing ", "heads ", "staff of", "team of")
)
_MOST: Final = 1000
_LONGEST: Final = 1500
_NOT_THE_ROLE: Final = uncased(
    r"\b(?:experience|years?|ability|able|background|track record|proven|(?:who|that|which)(?=(?: \w+){0,3}\s*\Z)|may"
    r"|might|could|assists?|assisting|help|helps|helping|our|potential(?:ly)?|eventually|managed by|led by"
    r"|we(?! (?:are|['’]re) (?:\w+ )?(?:seeking|looking|searching|hiring|recruiting|in search|in need)))\b"
)
_ASKED_FOR: Final = ("requirements", "preferred")
_SUBJECT: Final = uncased(
    r"\b(?:you will|you['’]ll|this (?:role|position|job|individual|person)|the incumbent|she|he)\b"
)
_END_OF_PEOPLE: Final = regex(
    r"\s*\b(?:and|or|during|for|in|on|with|who|that|as|to|at|across|from|by|focused)\b.*", re.IGNORECASE
)
_OF_PEOPLE: Final = ("management of ", "supervision of ", "the work of ")
_OF_REPORTS: Final = ("reports-to-role", "direct-reports")
_WINDOW: Final = 90
_LABEL_LENGTH: Final = 160


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[TeamSize]:
    """Yield the team sizes that a posting states for the roles it advertises.

    Args:
        outline: The posting's outline.
        found: The facts found before; its `Role` facts say which role a statement on a page of several belongs to.

    Yields:
        One fact for each stated number of people, in order of the text; one with both bounds 0 where the posting says
        that there are none, unless it states a number elsewhere for the same role.

    Example:
        >>> from rolegraph.outline import outline
        >>> from rolegraph.sources import read
        >>> posting = next(read(b"<p>You will lead a team of 4-6 night porters.</p>", "a.html"))
        >>> [(size.minimum, size.maximum, size.what) for size in extract(outline(posting), [])]
        [(4, 6, 'night porters')]
    """
    sizes: dict[tuple[str, int | None, int | None, str], TeamSize] = {}
    roles = [fact for fact in found if isinstance(fact, Role)]
    ladder = rungs(outline) if len(roles) > 1 else ()
    for kind, sentence in _sentences(outline):
        for size in (*_numbers(outline, sentence, kind), *_nobody(outline.lower, sentence)):
            role = _role(roles, ladder, size.evidence[0].start) if len(roles) > 1 else ""
            key = (role, size.minimum, size.maximum, size.what)
            sizes.setdefault(key, _of_role(size, role))
    numbered = {size.role for size in sizes.values() if size.maximum != 0}
    yield from (size for size in sizes.values() if size.maximum != 0 or size.role not in numbered)


def _sentences(outline: Outline) -> Iterator[tuple[str, Span]]:
    """Yield the sentences in which a number of people or a "none" may stand, with the kind of their section."""
    hits = sorted(set(_places(outline.lower)))[:_MOST]
    if not hits:
        return
    contents = [(section, block) for section, block in outline.blocks()]
    starts = [block.span.start for _, block in contents]
    done: set[Span] = set()
    for at in hits:
        index = bisect_right(starts, at) - 1
        if index + 1 < len(starts) and at < starts[index + 1] and (index < 0 or at >= contents[index][1].span.end):
            # a label that the outline has parted from its value, "Direct reports: none"
            index += 1
        if index < 0:
            continue
        section, block = contents[index]
        for span in _around(outline, section, block, at):
            if span not in done:
                done.add(span)
                yield section.kind, span


def _around(outline: Outline, section: Section, block: Block, at: int) -> Iterator[Span]:
    """Yield the sentence around a place, or the label and its value."""
    heading = section.heading
    if (
        heading is not None
        and 0 < block.span.start - heading.end < 4
        and block.span.end - heading.start < _LABEL_LENGTH
    ):
        yield Span(heading.start, block.span.end)
        return
    for sentence in outline.sentences(block):
        if sentence.start <= at < sentence.end:
            yield (
                sentence if sentence.end - sentence.start < _LONGEST else Span(max(sentence.start, at - 200), at + 200)
            )


def _places(lower: str) -> Iterator[int]:
    """Yield where to look: at words of managing that a number follows, and at words of supervision."""
    near = _near_number()
    for at, stem in places(lower, _STEMS):
        if stem in _OF_SUPERVISION or near.search(lower, at, at + _WINDOW):
            yield at


@cache
def _near_number() -> re.Pattern[str]:
    """Return a pattern for figures that may count people, no percentages, sums of money or dates, and number words."""
    lists = groups("teams")
    words = "|".join((*lists["numbers"][1:], *lists["tens"], "one or more"))
    return uncased(rf"(?<![\d$€£.,:/])\d{{1,5}}(?![\d%:/])|\b(?:{words})\b")


def _numbers(outline: Outline, sentence: Span, kind: str) -> Iterator[TeamSize]:
    text, lower = outline.text, outline.lower
    if not _near_number().search(lower, sentence.start, sentence.end):
        return
    taken: set[int] = set()
    reports = "report" in sentence.of(lower)
    for name, pattern in _number_patterns():
        if not reports and name in _OF_REPORTS:
            continue
        for match in pattern.finditer(lower, sentence.start, sentence.end):
            what = _END_OF_PEOPLE.split(" ".join(text[slice(*match.span("what"))].split()))[0]
            end = match.end("number")
            if end in taken or not _is_people(what, name) or _is_of_others(outline, sentence, match, kind):
                continue
            before = lower[max(0, match.start("number") - 20) : match.start("number")]
            if name == "manages-people" and before.endswith(" of ") and not before.endswith(_OF_PEOPLE):
                continue
            minimum, maximum = _bounds(match["number"])
            if maximum == 0 or (minimum is None and maximum is None):
                continue
            taken.add(end)
            yield TeamSize(minimum=minimum, maximum=maximum, what=what, evidence=(sentence,), rule=name, confidence=0.9)


def _nobody(lower: str, sentence: Span) -> Iterator[TeamSize]:
    words = sentence.of(lower)
    if not any(stem in words for stem in _OF_NOBODY):
        return
    match = _nobody_pattern().search(words)
    if match is not None and not re.search(r"\b(?:who|which|our|experience)\b", words[: match.start()]):
        yield TeamSize(minimum=0, maximum=0, evidence=(sentence,), rule="manages-nobody", confidence=0.9)


def _role(roles: Sequence[Role], ladder: Sequence[Rung], at: int) -> str:
    """Return the role below whose heading a place is; without headings of roles the one announced nearest above it."""
    if ladder:
        return rung_at(ladder, at)
    above = [role for role in roles if role.evidence and role.evidence[0].start <= at]
    return max(above, key=lambda role: role.evidence[0].start).label if above else ""


def _of_role(size: TeamSize, role: str) -> TeamSize:
    return TeamSize(
        minimum=size.minimum,
        maximum=size.maximum,
        what=size.what,
        role=role,
        evidence=size.evidence,
        rule=size.rule,
        confidence=size.confidence,
    )


def _is_of_others(outline: Outline, sentence: Span, match: re.Match[str], kind: str) -> bool:
    """Tell whether the people are somebody else's, or managing them is asked for, not offered."""
    before = outline.lower[max(sentence.start, match.start() - _WINDOW) : match.start()]
    doubts = [found.end() for found in _NOT_THE_ROLE.finditer(before)]
    subjects = [found.end() for found in _SUBJECT.finditer(before)]
    if kind in _ASKED_FOR and not subjects and not outline.text[match.start()].isupper():
        return True
    return bool(doubts) and max(doubts) > max(subjects, default=-1)


def _is_people(what: str, rule: str) -> bool:
    """Tell whether a phrase names people; the words after "a team of 9" need not."""
    if rule != "manages-people":
        return True
    people = groups("teams")["people"]
    return any(
        word in people or (word.endswith("s") and singular(word) in role_nouns()) for word in what.casefold().split()
    )


def _bounds(number: str) -> tuple[int | None, int | None]:
    """Return the bounds that a number's words state.

    Example:
        >>> [_bounds(words) for words in ("up to 18", "30+", "2-3", "nine (9)", "at least three", "approximately 50")]
        [(None, 18), (30, None), (2, 3), (9, 9), (3, None), (50, 50)]
    """
    low = re.sub(r"\([^)]*\)", "", number.casefold())
    values = [_value(word) for word in re.findall(r"\d+|[a-z]+", low.replace(",", ""))]
    numbers = [value for value in values if value is not None]
    if not numbers:
        return None, None
    if len(numbers) > 1:
        return min(numbers[:2]), max(numbers[:2])
    if re.search(r"\bup to\b|\bas many as\b|\bno more than\b|\bmaximum\b", low):
        return None, numbers[0]
    if re.search(r"\+|\bor more\b|\bat least\b|\bmore than\b|\bover\b|\bminimum\b|\bupwards\b", low):
        return numbers[0], None
    return numbers[0], numbers[0]


@cache
def _value(word: str) -> int | None:
    if word.isdigit():
        return int(word) if len(word) < 6 else None
    lists = groups("teams")
    if word in lists["numbers"]:
        return lists["numbers"].index(word) + 1
    if word in lists["tens"]:
        return lists["tens"].index(word) * 10 + 30
    return None


@cache
def _number_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lists = groups("teams")
    words = "|".join((*lists["numbers"], *lists["tens"]))
    one = rf"(?:\d{{1,3}},\d{{3}}|\d{{1,5}}|(?:{words})(?:\s*\(\d{{1,5}}\))?|\(\d{{1,5}}\))"
    about = (
        r"(?:up to|at least|more than|over|approximately|approx\.?|about|around|roughly|a (?:minimum|maximum) of"
        r"|as many as|no more than|upwards of|some)\s+"
    )
    range_of = rf"{one}(?:\s*\(\d{{1,5}}\))?(?:\s*(?:[-–—]|to|or)\s*{one})?(?:\s?\+)?(?:\s+or\s+more\b)?"
    number = rf"(?P<number>(?:{about})?{range_of})(?![\w%$.,/-]*\d)"
    verb = rf"\b(?:{'|'.join(lists['managing'])})\b"
    role = r"(?:you|this\s+(?:role|position|post|job))"
    group = rf"(?:{'|'.join(lists['groups'])})"
    what = r"(?P<what>(?:\s+[^\W\d_][\w'’/-]*){0,4})"
    return (
        ("manages-group-of", uncased(rf"{verb}[^.;:!?()\n]{{0,80}}?\b{group}\s+of\s+{number}{what}")),
        ("manages-people", uncased(rf"{verb}(?:[\s,]+[^\W\d_][\w'’-]*){{0,7}}?,?\s+{number}{what}")),
        ("direct-reports", uncased(rf"\b(?<!of ){number}(?P<what>\s+direct\s+reports)\b")),
        (
            "direct-reports-label",
            uncased(
                rf"\b(?P<what>direct\s+reports|supervises|subordinates"
                r"|(?:posts|positions|employees|staff|people|persons)\s+(?:supervised|managed)"
                rf"|(?:staff|employees|people|posts|positions)\s+reporting\s+to\s+{role})\s*[:–-]\s*{number}"
            ),
        ),
        (
            "reports-to-role",
            uncased(
                rf"\b{number}{what}\s+(?:(?:who|will|directly)\s+){{0,3}}report(?:s|ing)?\s+(?:directly\s+)?to\s+{role}\b"
            ),
        ),
        (
            "reports-to-role",
            uncased(rf"\breporting\s+to\s+{role}\s+(?:will\s+be|are)\s+{number}{what}"),
        ),
    )


@cache
def _nobody_pattern() -> re.Pattern[str]:
    return uncased(rf"\b(?:{'|'.join(groups('teams')['nobody'])})")
