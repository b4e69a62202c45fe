"""Plain text: one block a line, hard-wrapped lines joined again."""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final

from rolegraph.drafts import Draft
from rolegraph.postings import Posting
from rolegraph.regexes import regex

_STARTS_BLOCK: Final = regex(
    r"\s*(?:[-–—*•●▪■◦‣·○❖➢✓+~]\s*\S|\(?\d{1,2}[.)]\s|[A-Z][A-Z &/'’-]{3,40}:|[A-Z][\w &/'’-]{2,30}:(?:\s|$))"
)
_MARKS: Final = frozenset("-–—*•●▪■·○")
_LONGEST_MARK: Final = 4
_ITEM_BEGINS: Final = frozenset(" -*•\t")
# words that no item ends with
_OPEN: Final = frozenset(["and", "or", "the", "of", "with", "a", "an", "for", "in", "from", "on", "at"])
_ITEM_MARKS: Final = ("- ", "* ", "• ")
_SHORTEST_BROKEN: Final = 45
_TABS: Final = regex(r"(?:\s*\t\s*)+")
_FEWEST_TABS: Final = 2
_LONGEST_ITEM: Final = 100
# a line of such marks parts the head of a table from its rows
_RULE: Final = "-: "
_LONGEST_CELL: Final = 8
_SHORTEST_WIDTH: Final = 50
_LONGEST_WIDTH: Final = 100
_FEWEST: Final = 3
# one line in so many may be longer than the width
_OUTLIERS: Final = 8


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
    # the row of a table whose cells go on below its label, up to a line of nothing but the mark
    open_row = 0
    lines = unwrap(text.splitlines())
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if bare[:1] == "|" and (len(bare) == 1 or "|" in bare[1:]):
            cells = [cell for one in bare.split("|") if (cell := one.strip()).strip(_RULE)]
            open_row = number if len(cells) == 1 and "|" in lines[number : number + _LONGEST_CELL] else 0
            for cell in cells:
                draft.add("cell", [(cell, False, "")], group=number)
        elif open_row and bare:
            draft.add("cell", [(line, False, "")], group=open_row)
        elif line.count("\t") >= _FEWEST_TABS and len(parts := _TABS.split(bare)) > _FEWEST_TABS:
            _add_tabbed(draft, parts)
        else:
            draft.add("paragraph", [(line, False, "")])


def _add_tabbed(draft: Draft, parts: list[str]) -> None:
    """Add a list that was pasted as one line; what stands before its first mark leads to it."""
    first, *items = parts
    draft.add("paragraph" if first.endswith(":") or len(first) > _LONGEST_ITEM else "item", [(first, False, "")])
    for item in items:
        draft.add("item", [(item, False, "")], level=1)


def unwrap(lines: list[str]) -> list[str]:
    """Join lines that were broken only because the next word did not fit.

    A line is full when the first word of the next would not have fitted beside it. A text counts as wrapped at the
    width that explains most lines which go on in lower case, when that is at least half of the lines behind full
    ones and few lines are longer: two lines that an address or a link ran together are no reason to give up.

    Args:
        lines: The lines of a text.

    Returns:
        The lines, fewer where some were joined.

    Example:
        >>> unwrap(["Short line", "Another one"])
        ['Short line', 'Another one']
    """
    if not lines:
        return lines
    lines = _with_marks(lines)
    width = _width(lines)
    out = [lines[:1]]
    for line, after in pairwise(lines):
        goes_on = _is_full(line, after, width) if width and line.strip() and after.strip() else False
        if (goes_on or _is_rest(line, after) or _is_broken(line, after)) and not _STARTS_BLOCK.match(after):
            out[-1].append(after.strip())
        else:
            out.append([after])
    return [" ".join(parts) for parts in out]


def _with_marks(lines: list[str]) -> list[str]:
    """Set the marks of items that stand on lines of their own before the items, where a text does so all along."""
    alone = [at for at, line in enumerate(lines[:-1]) if len(line) <= _LONGEST_MARK and line.strip() in _MARKS]
    if len(alone) < _FEWEST:
        return lines
    out, marked = list(lines), set[int]()
    for at in alone:
        if lines[at + 1].strip() and not _STARTS_BLOCK.match(lines[at + 1]):
            out[at + 1] = f"{lines[at].strip()} {lines[at + 1].strip()}"
            marked.add(at)
    return [line for at, line in enumerate(out) if at not in marked]


def _is_broken(line: str, after: str) -> bool:
    """Tell whether an item ends where none does, behind a word that belongs to the next line."""
    if (
        line[:1] not in _ITEM_BEGINS
        or line.lstrip()[:2] not in _ITEM_MARKS
        or not _SHORTEST_BROKEN <= len(line) <= _LONGEST_WIDTH
        or not after.strip()
    ):
        return False
    before, _, last = line.rstrip().rpartition(" ")
    return last in _OPEN and before[-1:] not in ",;"


def _is_rest(line: str, after: str) -> bool:
    """Tell whether a line is the rest of the item above it, broken before it was full."""
    if line[:1] not in _ITEM_BEGINS or not (after[:1].islower() or (after[:1] == "(" and after[1:2].islower())):
        return False
    bare = line.rstrip()
    return line.lstrip()[:2] in _ITEM_MARKS and (bare[-1] not in ".;:,!?)" or bare.endswith(("e.g.,", "i.e.,")))


def _width(lines: list[str]) -> int:
    """Return the width at which a text was wrapped; 0 when it was not."""
    most = sum(bool(line.strip()) for line in lines) // _OUTLIERS
    long = sum(len(line.rstrip()) > _LONGEST_WIDTH for line in lines)
    if long > most or max(map(len, lines), default=0) < _SHORTEST_WIDTH:
        return 0
    pairs = [(line.rstrip(), after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    # how many lines would go on in lower case at each width: a step up where a line is full, down where it no longer is
    steps = [0] * (_LONGEST_WIDTH + 2)
    for line, after in pairs:
        if len(line) <= _LONGEST_WIDTH and after.lstrip()[:1].islower():
            steps[len(line)] += 1
            steps[min(len(line) + 1 + len(after.split(maxsplit=1)[0]), _LONGEST_WIDTH + 1)] -= 1
    explained = list(accumulate(steps))[: _LONGEST_WIDTH + 1]
    width = max(range(_SHORTEST_WIDTH, _LONGEST_WIDTH + 1), key=lambda width: explained[width])
    full = sum(len(line) <= width and _is_full(line, after, width) for line, after in pairs)
    wider = sum(len(line.rstrip()) > width for line in lines)
    return width if _FEWEST <= explained[width] >= full / 2 and wider <= most else 0


def _is_full(line: str, after: str, width: int) -> bool:
    if len(line.rstrip()) > width:
        return after.lstrip()[:1].islower()
    return len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > width
