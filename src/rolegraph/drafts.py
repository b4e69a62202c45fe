"""A posting while it is being read: sources add blocks to a draft, in order, and finish it.

Here white space is folded, offsets are counted, characters that no XML document may hold are replaced, bullets are told
from text and lines set wholly in bold become headings, so that every source does all of this alike.
"""

from collections.abc import Sequence
from typing import Final

from rolegraph.postings import Block, BlockKind, Link, Posting, Span
from rolegraph.regexes import regex
from rolegraph.vocabulary import UNWRITABLE

Run = tuple[str, bool, str]
"""A stretch of inline text in one style: the text, its white space as the source has it; whether it is set in bold; the
target of the link it belongs to, else ""."""

MAX_TEXT: Final = 1_000_000
"""The most code points of text that a posting holds; the longest real ones have some 50,000."""
MAX_BLOCKS: Final = 50_000
"""The most blocks that a posting holds; the longest real ones have some 1,000."""

# characters without a shape, which editors leave in empty paragraphs: a line of nothing else is blank
_SHAPELESS: Final = (
    " \u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
)
_BULLET: Final = regex(
    r"(?:[•●▪■◦‣⁃∙·○◆❖➢➤✓✔\uf0b7\uf0a7]+|[-–—*+~](?=\s)|[-–](?=[A-Z][a-z’'])"
    r"|o(?=\s+[A-Z])|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s))\s*"
)
_HEADING_LENGTH: Final = 120
_FACTS_LENGTH: Final = 160
# marks of items that were run together in one line, and how long such items are on average
_INLINE: Final = regex(r"\s*[•●▪■◦‣◆❖➢➤✓✔\uf0b7\uf0a7]\s*")
_TIGHT: Final = regex(r"(?:(?<=\s)|^)[-–](?=[A-Z])")
_DASHED: Final = regex(r"\s+[-–*]\s+(?=[A-Z])")
_NUMBERED: Final = regex(r"(?:(?<=\s)|^)(\d{1,2})[.)]\s?(?=[A-Z])")
_RUN_LENGTH: Final = 120
_ITEM_LENGTH: Final = 25
_FEWEST_ITEMS: Final = 3
_SEPARATORS: Final = "|·•∙⋅"
_SEPARATOR: Final = regex(rf"\s+[{_SEPARATORS}]\s+")


class Draft:
    r"""Collects the blocks of one posting.

    Args:
        source: The file or URL that is being read, as its user named it.
        digest: SHA-256 of its bytes, in hexadecimal.

    Example:
        >>> draft = Draft("a.txt", "")
        >>> draft.field("title", "Night  Porter")
        >>> draft.add("paragraph", [("•  Guards the ", False, ""), ("gate", True, "")])
        >>> posting = draft.finish()
        >>> posting.text
        'Night Porter\n• Guards the gate'
        >>> [(b.kind, b.span.of(posting.text)) for b in posting.blocks]
        [('field', 'Night Porter'), ('item', 'Guards the gate')]
    """

    def __init__(self, source: str, digest: str) -> None:
        self.source = source
        self.digest = digest
        self.language = ""
        self.problems: list[str] = []
        self._lines: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._fields: set[tuple[str, str]] = set()
        self._printable = True
        self._replaced = 0

    def mend(self, text: str) -> str:
        """Return a text with U+FFFD for each character that no XML document may hold, lone surrogates among them.

        `finish` does so anyway; a source calls this where a parser on the way would drop the character instead.
        """
        text, count = UNWRITABLE.subn("\ufffd", text)
        self._replaced += count
        return text

    def field(self, name: str, value: str) -> None:
        """Add a statement of the source's own structure; nothing happens when `value` is blank or already there.

        Args:
            name: The field's name, as `rolegraph.postings.Posting.fields` is asked for it.
            value: What it says.
        """
        value = self._fit(_fold_space(value))
        if value and (name, value) not in self._fields:
            self._fields.add((name, value))
            self._blocks.append(Block("field", self._write(value), name=name))

    def add(self, kind: BlockKind, runs: Sequence[Run], *, level: int = 0, group: int = 0) -> None:
        """Add a block of prose; nothing happens when it holds no text.

        Args:
            kind: What the block is; a paragraph that begins with a bullet becomes an item, one that is set wholly in
                bold and ends like a heading becomes a heading, and a short line of facts set off by bars or dots
                becomes a block for each.
            runs: Its text.
            level: Heading level or list depth.
            group: The number of its table row or list.
        """
        strong: list[tuple[int, int]] = []
        links: list[tuple[int, int, str]] = []
        if len(runs) == 1 and not runs[0][1] and not runs[0][2]:
            # most blocks are of one style: nothing has to be found again after folding
            text = _fold_space(runs[0][0])
        else:
            text = _fold(runs, strong, links)
        whole = len(text)
        text = self._fit(text)
        if not text:
            return
        if len(text) < whole:
            strong, links = [], []
        if kind in ("paragraph", "heading") and len(text) <= _FACTS_LENGTH and (parts := _cut(text)):
            start = self._write(text).start
            self._blocks += [Block("paragraph", Span(start + left, start + right)) for left, right in parts]
            return
        if kind in ("paragraph", "item") and (cuts := _run_together(text)):
            self._add_run(kind, text, cuts, level, group)
            return
        skip = 0
        if kind == "paragraph":
            # no mark of a list begins with a capital letter
            if not text[0].isupper() and (bullet := _BULLET.match(text)) and bullet.end() < len(text):
                kind, level, skip = "item", level or 1, bullet.end()
            elif strong and _is_heading(text, strong):
                kind, level = "heading", 6
        span = self._write(text)
        start = span.start
        self._blocks.append(
            Block(
                kind,
                Span(start + skip, span.end) if skip else span,
                level,
                "",
                group,
                tuple([Span(start + a, start + b) for a, b in strong]) if strong else (),
                tuple([Link(Span(start + a, start + b), url) for a, b, url in links]) if links else (),
            )
        )

    def _add_run(self, kind: BlockKind, text: str, cuts: Sequence[tuple[int, int]], level: int, group: int) -> None:
        """Add the items that a line ran together, and what stands before the first of them."""
        start = self._write(text).start
        left = 0
        for at, (right, following) in enumerate([*cuts, (len(text), len(text))]):
            right -= len(text[left:right]) - len(text[left:right].rstrip())
            if left < right:
                one = "item" if at else kind
                self._blocks.append(
                    Block(one, Span(start + left, start + right), (level or 1) if at else level, "", group)
                )
            left = following

    def finish(self) -> Posting:
        """Return the posting: fields first, then the prose in the order it was added."""
        text = "\n".join(self._lines)
        # all that has to be mended is unprintable, and telling that is faster than looking for it
        if not self._printable:
            text = self.mend(text)
        if self._replaced:
            self.problems.append(f"{self._replaced} control characters or lone surrogates replaced by U+FFFD")
        return Posting(self.source, self.digest, text, tuple(self._blocks), self.language, tuple(self.problems))

    def _fit(self, text: str) -> str:
        """Return as much of a text as there is room for, "" for one that shows nothing; says so when it cuts."""
        if not text or not (text[0].isalnum() or text.strip(_SHAPELESS)):
            return ""
        room = MAX_TEXT - self._length if len(self._blocks) < MAX_BLOCKS else 0
        if len(text) <= room:
            return text
        problem = f"longer than {MAX_TEXT:,} characters or {MAX_BLOCKS:,} lines: what goes beyond is left out"
        if problem not in self.problems:
            self.problems.append(problem)
        return text[: max(0, room)].rstrip()

    def _write(self, text: str) -> Span:
        start = self._length
        self._printable = self._printable and text.isprintable()
        self._lines.append(text)
        self._length += len(text) + 1
        return Span(start, start + len(text))


def _fold_space(text: str) -> str:
    """Return a text with each run of white space as one space, none at the ends."""
    text = text.strip()
    # of all white space only the plain space is printable
    return text if "  " not in text and text.isprintable() else " ".join(text.split())


def _fold(runs: Sequence[Run], strong: list[tuple[int, int]], links: list[tuple[int, int, str]]) -> str:
    """Fold white space over the borders of runs, and add where bold and linked words come to lie."""
    out: list[str] = []
    length = 0
    gap = False
    # whether the last words were bold: a space between two bold stretches does not part them
    was_bold = False
    for text, bold, url in runs:
        folded = _fold_space(text)
        if not folded:
            gap = gap or bool(text)
            continue
        if length and (gap or text[0].isspace()):
            out.append(" ")
            length += 1
        start = length
        out.append(folded)
        length += len(folded)
        gap = text[-1].isspace()
        if bold:
            strong.append((strong.pop()[0] if was_bold else start, length))
        was_bold = bold
        if url:
            if links and links[-1][2] == url and links[-1][1] >= start - 1:
                links[-1] = (links[-1][0], length, url)
            else:
                links.append((start, length, url))
    return "".join(out)


def _cut(text: str) -> list[tuple[int, int]]:
    """Cut a line of facts ("Skerry Ferries | Oban | Full-time") into its parts; an empty list for any other line."""
    # most lines hold none of the marks, and are in ASCII, which holds one of them
    if "|" not in text and (text.isascii() or not any(mark in text for mark in _SEPARATORS)):
        return []
    marks = list(_SEPARATOR.finditer(text))
    if not marks:
        return []
    cuts = [0, *(end for mark in marks for end in mark.span()), len(text)]
    return [(left, right) for left, right in zip(cuts[::2], cuts[1::2], strict=True) if left < right]


def _run_together(text: str) -> list[tuple[int, int]]:
    """Return where the marks of items lie that one line runs together; an empty list for any other line."""
    if not text.isascii() and (marks := list(_INLINE.finditer(text))) and len(marks) > (marks[0].start() == 0) + 1:
        return [mark.span() for mark in marks]
    if len(text) < _RUN_LENGTH:
        return []
    found: list[tuple[int, int]] = []
    if text[0] == "-" and text[1].isupper() and " -" in text:
        # "-Keep the gate -Oil the lock"
        found = [mark.span() for mark in _TIGHT.finditer(text)]
    elif text.count(" - ") + text.count(" – ") + text.count(" * ") >= _FEWEST_ITEMS:
        found = [mark.span() for mark in _DASHED.finditer(text)]
    elif "1" in text and "2" in text and "3" in text:
        found = [mark.span() for count, mark in enumerate(_NUMBERED.finditer(text), 1) if int(mark[1]) == count]
    long = len(found) >= _FEWEST_ITEMS and len(text) - found[0][0] >= _ITEM_LENGTH * len(found)
    return found if long else []


def _is_heading(text: str, strong: list[tuple[int, int]]) -> bool:
    if len(text) > _HEADING_LENGTH or text[-1] in ".!,;" or len(strong) != 1:
        return False
    start, end = strong[0]
    return not text[:start].strip() and not text[end:].strip(" :")
