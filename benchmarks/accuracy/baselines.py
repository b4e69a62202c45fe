"""What little effort gives: a regular expression for reporting lines, and the fields of the source alone."""

import re
from collections.abc import Iterator
from typing import Final

from benchmarks.accuracy.corpus import Read, Sample
from benchmarks.accuracy.kinds import FIELDS, Said

_WORD: Final = r"[A-Z][\w&/'-]*"

REPORTS_TO: Final = re.compile(
    r"\b[Rr]eport(?:s|ing)?(?:\s+directly)?\s+(?:in)?to:?\s+(?:the\s+)?"
    rf"({_WORD}(?:,?\s+(?:(?:of|and|for|the|&|-)\s+)*{_WORD})*)"
)
"""A form of "reports to", and behind it words in capitals with the small words that titles have between them."""

REPORTS_TO_WIDE: Final = re.compile(
    r"\b(?i:report(?:s|ing)?(?:\s+directly)?\s+(?:in)?to|supervised\s+by"
    r"|under(?:\s+the)?(?:\s+[\w,]+){0,3}\s+(?:supervision|direction|guidance)\s+(?:of|from)):?\s+(?:the\s+)?"
    rf"({_WORD}(?:,?[ \n](?:(?:of|and|for|the|&|-)\s+)*{_WORD})*)"
)
"""The same behind more wordings; a title ends at an empty line."""

EXPRESSIONS: Final = {"plain expression": REPORTS_TO, "wide expression": REPORTS_TO_WIDE}

STRUCTURED: Final = ("title", "location")
"""The kinds of fact that fields state; fields name the organization too, which the tools do not judge."""


def by_expression(sample: Sample, expression: re.Pattern[str]) -> list[str]:
    """Return the superiors that an expression finds."""
    return [re.sub(r"\s+", " ", match[1]) for match in expression.finditer(sample.record["text"])]


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
