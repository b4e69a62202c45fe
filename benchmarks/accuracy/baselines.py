"""What little effort gives: one regular expression for reporting lines, and the fields of the source alone."""

import re
from collections.abc import Iterator
from typing import Final

from benchmarks.accuracy.corpus import Read, Sample
from benchmarks.accuracy.kinds import FIELDS, Said

_WORD: Final = r"[A-Z][\w&/'-]*"

REPORTS_TO: Final = re.compile(
    rf"\b[Rr]eport(?:s|ing)?(?: directly)? (?:in)?to:? (?:the )?({_WORD}(?:,? (?:(?:of|and|for|the|&|-) )*{_WORD})*)"
)
"""A form of "reports to", and behind it words in capitals with the small words that titles have between them."""

STRUCTURED: Final = ("title", "location")
"""The kinds of fact that fields state; fields name the organization too, which the tools do not judge."""


def by_expression(sample: Sample) -> list[str]:
    """Return the superiors that the expression finds."""
    text = re.sub(r"\s+", " ", sample.record["text"])
    return [match[1] for match in REPORTS_TO.finditer(text)]


def by_fields(built: Read) -> Said:
    """Return what the fields of the source state, word for word; of a place what stands before the first comma."""
    said: Said = {field: [] for field in FIELDS}
    said["role_title"] = list(_fields(built, "title"))
    said["locations"] = [[stated.partition(",")[0], None] for stated in _fields(built, "location")]
    return said


def _fields(built: Read, name: str) -> Iterator[str]:
    if built.converted:
        posting = built.converted.posting
        yield from (block.span.of(posting.text) for block in posting.fields(name))
