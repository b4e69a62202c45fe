"""Pages that describe several roles, as a job family does: a heading a role, with its line, duties and demands below.

Each such heading is a rung. What stands below it, down to the next heading of its rank, is about that role alone; what
stands elsewhere on the page is about all of them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rolegraph.facts import Fact, Role, RoleFact, Seniority
from rolegraph.lexicons.headings import section_kind
from rolegraph.lexicons.titles import canonical, role_nouns, seniority, singular
from rolegraph.outline import Outline
from rolegraph.postings import Block, Span
from rolegraph.regexes import regex

_LONGEST: Final = 90
_MOST_WORDS: Final = 10
_MOST: Final = 60
_OF_A_ROLE: Final = ("responsibilities", "requirements", "preferred", "reporting", "supervision")
_LEVEL: Final = regex(r"\s*\((?:intermediate|senior|junior|entry[- ]level|mid[- ]level)\)\Z", re.IGNORECASE)
_BARE_LEVEL: Final = regex(
    r"(?:entry[- ]level|junior|associate|intermediate|senior|lead|staff|principal|distinguished)\Z", re.IGNORECASE
)
_FAMILY: Final = regex(r"(?<!\s)\s*+[-–—,|:]?\s*+(?:job family|roles(?: & responsibilities)?|levels)\Z", re.IGNORECASE)
_ITEMS: Final = 2
_REPORTS: Final = regex(r"\breport(?:s|ing)?\s+(?:\w+ly\s+)?(?:in)?to\b", re.IGNORECASE)
_HEAD_ENDS: Final = regex(r",|(?<!\s)\s++(?:of|for|to|in|at|on|and|&|[-–—])\s+|(?<!\s)\s*+[(|/:]", re.IGNORECASE)
_NO_TITLE: Final = regex(
    r"[?!]|\b(?:candidates?|roles|levels?|ladder|grades?|specialt(?:y|ies)|process|responsibilities|requirements"
    r"|position in|your|our|you|we|this|how|what|why)\b",
    re.IGNORECASE,
)


class Rung(NamedTuple):
    """A role of a page that describes several.

    Args:
        label: Its title.
        stated: The heading's words.
        heading: The heading.
        stretches: What stands below it, the heading included; more than one where the page takes the role up again.
    """

    label: str
    stated: str
    heading: Span
    stretches: tuple[Span, ...]

    def holds(self, at: int) -> bool:
        """Tell whether a code point of the text is about this role."""
        return any(span.start <= at < span.end for span in self.stretches)


def rungs(outline: Outline) -> tuple[Rung, ...]:
    """Return the roles that a page describes one by one.

    Args:
        outline: The posting's outline.

    Returns:
        The roles in order of the text; none where the page does not describe at least two.

    Example:
        >>> from rolegraph.outline import outline
        >>> from rolegraph.sources import read
        >>> page = b"<h2>Skipper</h2><p>Reports to the Pier Master.</p><h2>Cook</h2><p>Reports to the Skipper.</p>"
        >>> [rung.label for rung in rungs(outline(next(read(page, "a.html"))))]
        ['Skipper', 'Cook']
    """
    headings = [block for block in outline.posting.blocks if block.kind == "heading" and block.level]
    if len(headings) < 2:
        return ()
    found: dict[int, list[tuple[str, Block, Span]]] = {}
    page = _page_title(outline, headings)
    for block, stretch in _stretches(headings, len(outline.text)):
        label = _title(outline.quote(block.span), page)
        if label and _is_described(outline, headings, stretch, block.level, akin=_is_akin(label, page)):
            found.setdefault(block.level, []).append((label, block, stretch))
    best = max(found.values(), key=lambda some: len({label for label, _, _ in some}), default=[])
    merged: dict[str, Rung] = {}
    for label, block, stretch in best[:_MOST]:
        before = merged.get(label.casefold())
        merged[label.casefold()] = (
            before._replace(stretches=(*before.stretches, stretch))
            if before
            else Rung(label, outline.quote(block.span), block.span, (stretch,))
        )
    return tuple(merged.values()) if len(merged) > 1 else ()


def roles_of(found: Sequence[Rung]) -> Iterator[Role | Seniority]:
    """Yield the role of each rung, with the level that its title states."""
    for rung in found:
        yield Role(
            label=rung.label,
            variants=(rung.label,),
            stated=rung.stated,
            canonical=canonical(rung.label),
            evidence=(rung.heading,),
            rule="title-rung",
            confidence=0.9,
        )
        if level := seniority(rung.stated):
            yield Seniority(level=level, role=rung.label, evidence=(rung.heading,), rule="title-level", confidence=0.95)


def rung_at(found: Sequence[Rung], at: int) -> str:
    """Return the label of the role that a place of the text is about, "" where it is about all."""
    return next((rung.label for rung in found if rung.holds(at)), "")


def attach(found: Sequence[Rung], facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield facts, each with the role whose stretch it stands in.

    Args:
        found: The roles of the page.
        facts: The facts of the posting.

    Yields:
        The facts in their order; those that have a role, or stand outside all stretches, as they are.
    """
    for fact in facts:
        if isinstance(fact, RoleFact) and not fact.role and fact.evidence:
            role = rung_at(found, fact.evidence[0].start)
            yield fact.replace(role=role) if role else fact
        else:
            yield fact


def _stretches(headings: Sequence[Block], end: int) -> Iterator[tuple[Block, Span]]:
    """Yield headings with what stands below each, down to the next one of the same rank or a higher one."""
    stops: list[int] = [end] * len(headings)
    above: list[int] = []
    for index, block in enumerate(headings):
        while above and headings[above[-1]].level >= block.level:
            stops[above.pop()] = block.span.start
        above.append(index)
    for block, stop in zip(headings, stops, strict=True):
        yield block, Span(block.span.start, stop)


def _page_title(outline: Outline, headings: Sequence[Block]) -> str:
    """Return the title of the whole page."""
    stated = [*outline.posting.fields("title"), *(block for block in headings if block.level == 1)]
    return _FAMILY.sub("", " ".join(outline.quote(stated[0].span).split())) if stated else ""


def _is_akin(label: str, page: str) -> bool:
    """Tell whether a role is one of those that the page is named for: "Senior Skipper" on the page "Skippers"."""
    words = {singular(word) for word in re.findall(r"[^\W\d_]{4,}", page)}
    return bool(words & {singular(word) for word in re.findall(r"[^\W\d_]{4,}", label)})


def _title(text: str, page: str = "") -> str:
    """Return the title that a heading is, "" when it is another heading.

    Args:
        text: The heading.
        page: The title of the page, which a heading that is nothing but a level completes.

    Example:
        >>> [_title(words) for words in ("Skipper (Intermediate)", "VP of Ferries", "Skipper Responsibilities")]
        ['Skipper', 'VP of Ferries', '']
        >>> _title("Senior", "Skipper")
        'Senior Skipper'
    """
    if _BARE_LEVEL.match(text.strip()) and _title(page):
        return f"{text.strip()} {page}"
    label = _LEVEL.sub("", " ".join(text.split())).strip(" :")
    if not label or len(label) > _LONGEST or len(label.split()) > _MOST_WORDS or _NO_TITLE.search(label):
        return ""
    head = _HEAD_ENDS.split(label, maxsplit=1)[0].split()
    if not head or not label[0].isupper() or singular(head[-1].strip(".")) not in role_nouns():
        return ""
    kind = section_kind(label)
    return "" if kind.name and kind.whole else label


def _is_described(outline: Outline, headings: Sequence[Block], stretch: Span, level: int, *, akin: bool) -> bool:
    """Tell whether a role is described below its heading: by its line, under headings of its own, or by a list.

    A list alone says so only where the role is one of those that the page is named for.
    """
    if _REPORTS.search(outline.text, stretch.start, stretch.end):
        return True
    inside = (b for b in headings if stretch.start < b.span.start < stretch.end and b.level > level)
    if any(section_kind(outline.quote(block.span)).name in _OF_A_ROLE for block in inside):
        return True
    blocks = outline.posting.blocks
    items = sum(block.kind == "item" and stretch.start < block.span.start < stretch.end for block in blocks)
    return akin and items >= _ITEMS
