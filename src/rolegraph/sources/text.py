"""Plain text: one block a line, hard-wrapped lines joined again."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from rolegraph.drafts import Draft
from rolegraph.postings import Posting
from rolegraph.regexes import regex

_STARTS_BLOCK: Final = regex(
    r"\s*(?:[-–—*•●▪■◦‣·○❖➢✓+~]\s*\S|\(?\d{1,2}[.)]\s|[A-Z][A-Z &/'’-]{3,40}:|[A-Z][\w &/'’-]{2,30}:(?:\s|$))"
)
_SHORTEST_WIDTH: Final = 50
_LONGEST_WIDTH: Final = 100
_FEWEST: Final = 3


def read(text: str, source: str, digest: str) -> Iterator[Posting]:
    """Read one plain-text posting.

    Args:
        text: The text.
        source: Its name.
        digest: SHA-256 of its bytes.

    Yields:
        One posting, a block for each line or run of wrapped lines.
    """
    draft = Draft(source, digest)
    add_lines(draft, text)
    yield draft.finish()


def add_lines(draft: Draft, text: str) -> None:
    """Add plain text to a posting being read, one block a line.

    Args:
        draft: The posting being read.
        text: The text; lines that were wrapped at a fixed width are joined.
    """
    for line in unwrap(text.splitlines()):
        draft.add("paragraph", [(line, False, "")])


def unwrap(lines: list[str]) -> list[str]:
    """Join lines that were broken only because the next word did not fit.

    A line is full when the first word of the next would not have fitted beside it. A text counts as wrapped when no
    line is longer than 100 columns and at least half of the lines behind full ones begin in lower case.

    Args:
        lines: The lines of a text.

    Returns:
        The lines, fewer where some were joined.

    Example:
        >>> unwrap(["Short line", "Another one"])
        ['Short line', 'Another one']
    """
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not _SHORTEST_WIDTH <= width <= _LONGEST_WIDTH:
        return lines
    full = [after for line, after in pairwise(lines) if line.strip() and after.strip() and _is_full(line, after, width)]
    going_on = sum(after.lstrip()[:1].islower() for after in full)
    if going_on < _FEWEST or going_on * 2 < len(full):
        return lines
    out = [lines[:1]]
    for line, after in pairwise(lines):
        if line.strip() and after.strip() and _is_full(line, after, width) and not _STARTS_BLOCK.match(after):
            out[-1].append(after.strip())
        else:
            out.append([after])
    return [" ".join(parts) for parts in out]


def _is_full(line: str, after: str, width: int) -> bool:
    return len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > width
