"""The organization that hires.

Structured fields say it outright. Prose rarely does ("Company: ..."), but it names the organization where it speaks of
itself: "At X, we ...", "X is an equal opportunity employer", "About X". Each such place is a vote.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from rolegraph.facts import Fact, Organization, Unit
from rolegraph.lexicons.headings import section_kind
from rolegraph.lexicons.titles import has_role_noun
from rolegraph.lexicons.words import groups
from rolegraph.outline import Outline
from rolegraph.postings import Span
from rolegraph.regexes import regex
from rolegraph.remembering import remembered
from rolegraph.vocabulary import normal_form

_WORD: Final = r"[A-Z0-9À-ÖØ-Þ][\w&.'’+-]*"
_INNER: Final = r"(?:of|and|for|the|de|des|der|du|da|do|von|in)(?= (?:the )?[A-Z0-9À-ÖØ-Þ])"
_NAME: Final = rf"(?P<name>(?:[Tt]he )?{_WORD}(?: (?:{_WORD}|&|{_INNER})){{0,8}})"
# an organization that speaks of itself begins the sentence; the group that matches says how much the vote weighs
_OPENING: Final = regex(
    rf"(?:At {_NAME},? (?P<at>we|our|you|every|each|it)\b|(?:(?:As an?|Come"
    rf"|Why) [^.]{{0,40}}? )?{_NAME.replace('name', 'self')}"
    r"(?: \([^)]{1,40}\))?,? (?:"
    r"(?P<equal>(?:is|are)(?: \w+){0,3} an? (?:\w+[ ,/&-]+){0,4}(?:[Ee]qual|EQUAL|[Aa]ffirmative|EEO|AA/)"
    r"|(?:provides|offers|makes|will provide) (?:\w+ )?(?:reasonable )?accommodations?\b"
    r"|does not discriminate|prohibits discrimination|participates in E-Verify)"
    r"|(?P<does>(?:is|are|has|have) (?:currently |now |actively |also )?(?:an? )?(?:seeking|looking|hiring"
    r"|searching|recruiting|opening|proud|"
    r"committed|dedicated|immediate|headquartered|located|founded|established)\b"
    r"|seeks|celebrates|values|believes|invites|offers|provides|helps|delivers|serves|announces|was (?:founded"
    r"|established|named|created))"
    r"|(?P<is>(?:is|are) (?:an?|the|one of|among)\b)|(?P<acts>[a-z]{2,}s (?:\w|£|\$))))"
)
_WEIGHTS: Final = {"at": 3, "equal": 3, "does": 2, "is": 2, "acts": 1}
_INSIDE: Final = regex(
    rf"\b(?:(?:(?:time|careers?|employment|team|roles?|jobs?|positions?) (?:at|with)|(?:work|working|life) at)"
    rf"|[Jj]oin|[Ww]ithin) {_NAME}"
    rf"|\b{_NAME.replace('name', 'self')}(?:'s|’s) (?:mission|vision|values|culture|purpose|commitment|employees"
    rf"|people|customers|team)\b"
)
_CUES: Final = regex(r" (?:at|with|within) [A-Z0-9]|[Jj]oin [A-Z0-9]|['’]s (?:mi|vi|va|cu|pu|co|em|pe|te)")
_PROOF: Final = 3
_LONGEST_SENTENCE: Final = 600
_LISTS: Final = frozenset(("responsibilities", "requirements", "preferred", "benefits"))
# how such a heading begins, and the pattern of the whole
_HEADING_VOTES: Final = (
    (
        ("About", "ABOUT", "Why", "Join", "Who", "What", "Life", "Work", "Careers", "Welcome", "Meet", "Benefits"),
        regex(
            r"(?:About|ABOUT|Why|Join|Who is|What is|Life at|Working at|Work at|Careers at|Welcome to|Meet"
            rf"|Benefits at) {_NAME}\??$"
        ),
    ),
    (
        ("What ", "Why "),
        regex(rf"(?:What|Why)(?: \w+){{0,2}} {_NAME} (?:special|offers|different|unique|great|stands? for)\b"),
    ),
    (("What makes ", "What Makes "), regex(rf"(?:What makes|What Makes) {_NAME} \w+")),
)
# a site's name often begins with what the site is for
_CAREERS: Final = regex(r"(?:(?:join|work (?:at|for)|(?:careers|jobs) (?:at|with)) (?:the )?(?=\S))?", re.IGNORECASE)
_HEAD_END: Final = regex(r" (?:of|in|for|at) ")
_NO_HEADS: Final = frozenset(("process", "team", "teams", "roles", "page"))
_FORM: Final = regex(r"[\s,]+([\w.]+)$")
_EDGE: Final = regex(r"\b")
_BEFORE: Final = regex("[a-z,] ")
_POSSESSIVE: Final = regex(r"['’]s?$")


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the Organization and, where a field or label names it, the Unit.

    Args:
        outline: The posting.
        found: Not used.

    Yields:
        At most one Organization, then the Units in order.
    """
    best = next(_candidates(outline), None)
    if best is not None:
        yield best
    text = outline.text
    names = [(block.span, "unit-field", 0.95) for block in outline.posting.fields("unit")]
    for section in outline.of_kind("unit"):
        names += [(b.span, "unit-label", 0.85) for b in section.blocks[:1] if b.span.end - b.span.start <= 80]
    seen: set[str] = set()
    for span, rule, confidence in names:
        name = span.of(text)
        if normal_form(name) not in seen:
            seen.add(normal_form(name))
            yield Unit(name=name, evidence=(span,), rule=rule, confidence=confidence)


def _candidates(outline: Outline) -> Iterator[Organization]:
    text = outline.text
    url = next((block.span.of(text) for block in outline.posting.fields("organization-url")), "")
    for block in outline.posting.fields("organization"):
        yield _organization(block.span.of(text), (block.span,), "organization-field", 0.99, url)
    for section in outline.of_kind("organization"):
        for block in section.blocks[:1]:
            if block.span.end - block.span.start <= 100:
                yield _organization(block.span.of(text), (block.span,), "organization-label", 0.93, url)
    sites = {block.span.end for block in outline.posting.fields("site-name")}
    votes = {
        name: cast
        for name, cast in _count_votes(outline).items()
        if any(span.end in sites for _, span in cast) or not _is_common(text, cast)
    }
    if votes:
        name = max(votes, key=lambda key: (sum(weight for weight, _ in votes[key]), -votes[key][0][1].start))
        spans = tuple(span for _, span in sorted(votes[name], key=lambda vote: (-vote[0], vote[1])))
        weight = sum(weight for weight, _ in votes[name])
        yield _organization(
            spans[0].of(text), spans[:3], "organization-self-reference", 0.9 if weight >= 3 else 0.7, url
        )


def _is_common(text: str, cast: list[tuple[int, Span]]) -> bool:
    """Tell whether a name of one word is a common one that only began sentences.

    A proper name has no small letters elsewhere, and capitals inside of a sentence too; but a sentence that speaks as
    the organization ("At Orchard, we ...") is proof enough.
    """
    word = cast[0][1].of(text)
    if len(word.split()) > 1 or not word.istitle() or max(weight for weight, _ in cast) >= _PROOF:
        return False
    inside = any(_BEFORE.match(text, at - 2) for at in _standing(text, word) if at >= 2)
    return not inside or any(_EDGE.match(text, at) for at in _standing(text, word.lower()))


def _standing(text: str, word: str) -> Iterator[int]:
    """Yield where a word stands that no longer one begins with; a pattern for each name would have to be compiled."""
    at = text.find(word)
    while at >= 0:
        if _EDGE.match(text, at + len(word)):
            yield at
        at = text.find(word, at + 1)


def _organization(name: str, spans: tuple[Span, ...], rule: str, confidence: float, url: str) -> Organization:
    form = _FORM.search(name)
    formal = bool(form and form[1].casefold().rstrip(".") in _legal_forms())
    return Organization(name=name, url=url, formal=formal, evidence=spans, rule=rule, confidence=confidence)


def _count_votes(outline: Outline) -> dict[str, list[tuple[int, Span]]]:
    """Return the weights and places of every name that votes were cast for, by its normal form."""
    text = outline.text
    votes: dict[str, list[tuple[int, Span]]] = {}

    def vote(span: tuple[int, int], offset: int, weight: int) -> None:
        start, end = span[0] + offset, span[1] + offset
        if text[start : start + 4].lower() == "the ":
            start += 4
        name = _POSSESSIVE.sub("", text[start:end].rstrip(".,"))
        if _is_name(name):
            votes.setdefault(normal_form(name), []).append((weight, Span(start, start + len(name))))

    for block in outline.posting.fields("site-name"):
        prefix = _CAREERS.match(block.span.of(text))
        start = block.span.start + (prefix.end() if prefix else 0)
        votes.setdefault(normal_form(text[start : block.span.end]), []).append((2, Span(start, block.span.end)))
    for section in outline.sections:
        if section.heading is not None:
            for span in _headed(outline.quote(section.heading)):
                vote(span, section.heading.start, 2)
        for block in section.blocks:
            # the items of a list of duties begin with verbs and tools, not with who hires
            if block.kind == "item" and section.kind in _LISTS:
                continue
            for start, end in outline.sentences(block):
                for span, weight in _named(text[start : min(end, start + _LONGEST_SENTENCE)]):
                    vote(span, start, weight)
    _vote_first_line(outline, votes)
    return votes


@remembered
def _headed(words: str) -> tuple[tuple[int, int], ...]:
    """Return where a heading names the organization ("About Skerry Ferries"), for each wording that says so."""
    return tuple(
        [
            match.span("name")
            for starts, pattern in _HEADING_VOTES
            if words.startswith(starts) and (match := pattern.match(words))
        ]
    )


@remembered
def _named(words: str) -> tuple[tuple[tuple[int, int], int], ...]:
    """Return where a sentence names the organization that it speaks of, each with the weight of its vote."""
    found = []
    if (match := _OPENING.match(words)) is not None:
        weight = next(weight for kind, weight in _WEIGHTS.items() if match[kind])
        found.append((match.span("name" if match["name"] else "self"), weight))
    if _CUES.search(words):
        found += [(match.span("name" if match["name"] else "self"), 1) for match in _INSIDE.finditer(words)]
    return tuple(found)


def _vote_first_line(outline: Outline, votes: dict[str, list[tuple[int, Span]]]) -> None:
    """Count a line at the top of capitalized words that names no role: the letterhead of a plain text.

    A place may stand behind a comma ("Skerry Ferries, Oban").
    """
    for block in outline.posting.blocks[:3]:
        line = outline.quote(block.span).partition(",")[0].rstrip()
        words = line.split()
        if block.kind == "field" or not 1 < len(words) <= 8 or ":" in line or line[-1] in ".?!":
            continue
        capitals = all(word[:1].isupper() or word.lower() in ("of", "for", "and", "the", "&") for word in words)
        if capitals and not has_role_noun(line) and _is_name(line) and not section_kind(line).name:
            span = Span(block.span.start, block.span.start + len(line))
            votes.setdefault(normal_form(line), []).append((2, span))
            return


def _is_name(name: str) -> bool:
    words = name.split()
    if not words or len(name) < 2 or words[0].casefold().strip("'’.,") in _not_names():
        return False
    # "The Night Porter reports to ..." begins like an organization that does something
    head = _HEAD_END.split(name, maxsplit=1)[0].split()[-1]
    return (
        any(c.isalpha() for c in name) and head.casefold() not in _NO_HEADS and not has_role_noun(f"{head} {words[-1]}")
    )


@cache
def _not_names() -> frozenset[str]:
    return frozenset(groups("organizations")["not-a-name"])


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(form.rstrip(".") for form in groups("organizations")["legal-form"])
