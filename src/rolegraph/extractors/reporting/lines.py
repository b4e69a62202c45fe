"""Makes reporting lines of what was read, each superior of a role once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rolegraph.extractors.reporting.subjects import Known, Subject
from rolegraph.extractors.reporting.superiors import Superior
from rolegraph.extractors.reporting.words import words
from rolegraph.facts import LineKind, ReportingLine
from rolegraph.ladders import Rung, rung_at
from rolegraph.lexicons.titles import canonical
from rolegraph.postings import Link, Span
from rolegraph.regexes import regex

_KINDS: Final[tuple[tuple[LineKind, re.Pattern[str]], ...]] = (
    ("dotted", regex(r"\bdotted|\bindirectly|\bmatrix(?!ed\s+(?:role|position|post|environment))", re.IGNORECASE)),
    ("functional", regex(r"\bfunctional(?!ly and)|\bfachlich|\bfon[ck]tionnelle|\bfuncionalmente", re.IGNORECASE)),
    ("administrative", regex(r"\badministrative(?:ly|\s+report|\s+line)", re.IGNORECASE)),
    ("interim", regex(r"\binterim\b|\btemporarily\b|\binitially\b|\bfor the time being\b", re.IGNORECASE)),
    ("joint", regex(r"\bjointly\b|\bboth\b", re.IGNORECASE)),
)
_MOST_EVIDENCE: Final = 12
_MOST_LINES: Final = 400


class Statement(NamedTuple):
    """A place in a posting that names superiors.

    Args:
        superiors: Whom it names.
        subject: Who reports to them.
        rule: The wording that says so.
        confidence: How likely that is right, 0 to 1.
        evidence: The sentence or the label with its value.
        wording: The words of the statement, which say what kind of line it is.
        at: Where it begins.
    """

    superiors: Sequence[Superior]
    subject: Subject
    rule: str
    confidence: float
    evidence: Span
    wording: str
    at: int


def merge(
    statements: Iterable[Statement], known: Sequence[Known], ladder: Sequence[Rung] = ()
) -> Iterator[ReportingLine]:
    """Yield the lines of all statements, a superior of a role once, in order of the text.

    Args:
        statements: The statements.
        known: The roles that the posting advertises.
        ladder: The same on a page that describes them one by one.
    """
    several = len({one.label for one in known if one.label}) > 1
    lines: list[ReportingLine] = []
    alternative = 0
    for statement in sorted(statements, key=lambda one: (one.at, -one.confidence)):
        role = role_of(statement, known, ladder) if several else ""
        if any(superior.joint == "or" for superior in statement.superiors):
            alternative += 1
        for line in lines_of(statement, role, alternative):
            index = next((i for i, other in enumerate(lines) if is_same(line, other)), None)
            if index is None and len(lines) < _MOST_LINES:
                lines.append(line)
            elif index is not None:
                lines[index] = together(lines[index], line)
    yield from lines


def lines_of(statement: Statement, role: str, alternative: int) -> Iterator[ReportingLine]:
    """Yield the lines of one statement."""
    alternatives = any(superior.joint == "or" for superior in statement.superiors)
    for superior in statement.superiors:
        yield ReportingLine(
            evidence=(statement.evidence,),
            rule=statement.rule,
            confidence=statement.confidence,
            role=role,
            superior=superior.title,
            line=line_kind(statement, superior),
            target=superior.target,
            person=superior.person,
            alternative=alternative if alternatives else 0,
            link=superior.link,
        )


def note_links(statements: Iterable[Statement], links: Iterable[Link]) -> None:
    """Give superiors the hyperlinks that they stand in.

    Args:
        statements: The statements, whose superiors are changed.
        links: The links of the posting, in order.
    """
    links = list(links)
    starts = [link.span.start for link in links]
    for superior in (one for statement in statements for one in statement.superiors) if links else ():
        # of "the [Harbour](https://harbour.example)'s Director" the link is that of the harbour
        for link in links[max(0, bisect_right(starts, superior.start) - 1) : bisect_left(starts, superior.end)]:
            shared = min(link.span.end, superior.end) - max(link.span.start, superior.start)
            if 2 * shared > superior.end - superior.start:
                superior.link = link.url


def line_kind(statement: Statement, superior: Superior) -> LineKind:
    """Return the kind of line that a statement's own words say it is, or the bracket after the superior."""
    if any(_kind_aside(one) for one in statement.superiors):
        return _kind_aside(superior) or "solid"
    for kind, pattern in _KINDS:
        if pattern.search(statement.wording):
            return kind
    return "joint" if any(superior.joint == "and" for superior in statement.superiors) else "solid"


def _kind_aside(superior: Superior) -> LineKind | None:
    """Return the kind of line that the bracket after a superior names."""
    return next((kind for kind, pattern in _KINDS[:3] if pattern.search(superior.aside)), None)


def role_of(statement: Statement, known: Sequence[Known], ladder: Sequence[Rung] = ()) -> str:
    """Return the role a statement belongs to: the one it names, else the one below whose heading it stands.

    Without headings of roles it is the one announced nearest above.
    """
    if statement.subject.role or ladder:
        return statement.subject.role or rung_at(ladder, statement.at)
    above = [one for one in known if one.label and 0 <= one.heading <= statement.at]
    return max(above, key=lambda one: one.heading).label if above else ""


def is_same(line: ReportingLine, other: ReportingLine) -> bool:
    """Tell whether two lines name one superior of one role, one of them in fewer words perhaps."""
    if line.role != other.role:
        return False
    if line.person and line.person == other.person:
        return True
    short, long = sorted((spelled(line.superior), spelled(other.superior)), key=len)
    if short == long:
        return True
    if line.evidence == other.evidence:
        return False
    if long[: len(short)] == short:
        return True
    before = long[: len(long) - len(short)]
    return long[len(before) :] == short and not set(before) & words("en").prefixes


def spelled(title: str) -> list[str]:
    """Return the words of a title, abbreviations spelled out, in which two wordings of it agree."""
    return [word for word in re.findall(r"\w+", canonical(title)) if word not in ("of", "the", "for", "and")]


def together(line: ReportingLine, other: ReportingLine) -> ReportingLine:
    """Return one line for two statements of it, in the words of the surer one."""
    best, less = (other, line) if other.confidence > line.confidence else (line, other)
    evidence = tuple(dict.fromkeys((*best.evidence, *less.evidence)))[:_MOST_EVIDENCE]
    return best.replace(evidence=evidence, person=best.person or less.person, link=best.link or less.link)
