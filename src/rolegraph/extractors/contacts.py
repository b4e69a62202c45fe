"""Where to apply or ask: e-mail addresses, telephone numbers and postal addresses given for that."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rolegraph.facts import Contact, Fact
from rolegraph.lexicons.triggers import Stems
from rolegraph.outline import Outline, Passage
from rolegraph.postings import Span
from rolegraph.regexes import regex

_EMAIL: Final = regex(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w@])")
_DOMAIN: Final = regex(r"[\w-]{1,63}\.[\w-]")
_TELEPHONE: Final = regex(
    r"\b(?:tel(?:ephone)?|phone|call|mobile|telefon|tél(?:éphone)?|teléfono)\b\.?(?: us| number)?(?: at"
    r"| on)?\s*:?\s*(?P<number>\+?\(?\d[\d ()./-]{6,18}\d)",
    re.IGNORECASE,
)
_TELEPHONE_STEMS: Final = Stems(("tel.", "tel:", "tel ", "telephone", "telefon", "phone", "call ", "mobile", "tél"))
_DIGITS: Final = regex(r"\d[\d ()./-]{6}")
_ADDRESS_STEMS: Final = Stems(
    (
        " mail at",
        " mail to",
        " mail us",
        "mail:",
        "post at",
        "post to",
        "post:",
        "write to",
        "postal",
    )
)
# what may stand before the "@" of an address, and behind it
_BEFORE, _BEHIND = 64, 345
_ADDRESS: Final = regex(
    r"\b(?:(?:via|by|through) (?:postal )?(?:mail|post)(?: at| to|:)|write to(?: us at)?|mail (?:us )?(?:at|to)"
    r"|postal address:?|send (?:\w+ ){0,4}by post to)\s+"
    r"(?P<address>[^\n]{8,160}?)(?=[.;]?\s*$|\.\s+(?-i:[A-Z][a-z]+ [a-z])|;|\s+or (?:by|via|call)\b|\n)",
    re.IGNORECASE | re.MULTILINE,
)


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the contacts in document order.

    Args:
        outline: The posting.
        found: Not used.

    Yields:
        A Contact for each e-mail address, telephone number and postal address; each once.
    """
    seen: set[str] = set()
    for kind, match, group in _matches(outline):
        value = match[group].rstrip(".,; ")
        if value in seen or (kind == "address" and "@" in value):
            continue
        seen.add(value)
        start = match.start(group)
        yield Contact(
            email=value if kind == "email" else "",
            telephone=value if kind == "telephone" else "",
            address=" ".join(value.split()) if kind == "address" else "",
            evidence=(Span(start, start + len(value)),),
            rule=f"contact-{kind}",
            confidence=0.95 if kind == "email" else 0.85,
        )


def _matches(outline: Outline) -> Iterator[tuple[str, re.Match[str], str | int]]:
    text = outline.text
    yield from (("email", match, 0) for match in _emails(text))
    if _DIGITS.search(text):
        for passage in outline.passages_beginning(_TELEPHONE_STEMS):
            yield from (("telephone", match, "number") for match in _TELEPHONE.finditer(text, *_bounds(passage)))
    for passage in outline.passages_beginning(_ADDRESS_STEMS):
        yield from (("address", match, "address") for match in _ADDRESS.finditer(text, *_bounds(passage)))


def _emails(text: str) -> Iterator[re.Match[str]]:
    """Yield the e-mail addresses; only the surroundings of an "@" are looked at."""
    at, end = text.find("@"), 0
    while at >= 0:
        domain = _DOMAIN.match(text, at + 1)
        match = _EMAIL.search(text, max(end, at - _BEFORE), at + _BEHIND) if domain else None
        if match is not None and match.start() < at:
            end = match.end()
            yield match
        at = text.find("@", max(end, at + 1))


def _bounds(passage: Passage) -> tuple[int, int]:
    """Return where to look: an address may end in what looks like the next sentence ("St. San Marino, CA")."""
    return passage.span.start, passage.block.span.end
