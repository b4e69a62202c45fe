"""The sections of a posting: which lines are headings and labels, of which kind, and what stands under them."""

from itertools import zip_longest
from typing import Final, NamedTuple

from rolegraph.lexicons.headings import UNKNOWN, SectionKind, section_kind
from rolegraph.postings import Block, Posting, Span
from rolegraph.regexes import regex

_LABEL_LENGTH: Final = 60
_LINE_LENGTH: Final = 90
_VALUE_LENGTH: Final = 120
_INTRODUCTION_LENGTH: Final = 140
_HEADLINE_WORDS: Final = 7
# a paragraph that a list of what is offered follows, whatever section it stands in
_OFFERED: Final = regex(r"\b[Bb]enefits? ?(?:package|program)?\b[^.]{0,120}\binclud(?:es?|ing)\b")
_SMALL: Final = frozenset("a an and & at for in is of on or our the this to with you your".split())
_QUESTION_WORDS: Final = frozenset(["what", "what's", "what’s", "why", "who", "how"])
_HEADLINES: Final = frozenset(
    ["responsibilities", "requirements", "preferred", "benefits", "company", "team", "application", "legal"]
)
# what a list stands under its own heading for; in any other section a sentence may announce a list of these kinds
_CLOSED: Final = frozenset(["responsibilities", "requirements", "preferred", "benefits"])
_ANNOUNCED: Final = frozenset(["benefits", "application", "preferred"])
_STATED: Final = frozenset(["responsibilities", "requirements"])
# such a label is of its own line, and the section around it goes on
_ASIDES: Final = frozenset(["note", "notes", "important", "please note", "important note"])
_LONGEST_ASIDE: Final = 14
_FEWEST_VALUE_WORDS: Final = 5
# headings that go on with what is preferred where one of them stands right below "Preferred"
_BELOW_PREFERRED: Final = frozenset(
    "knowledge ability abilities skill skills of to in and or the experience education license licenses certification"
    " certifications other".split()
)
# "ESSENTIAL DUTIES (The following is not restrictive)": what is said of the list is none of the heading
_QUALIFIED: Final = regex(
    r"([A-Z][A-Z ,/&-]{3,60}?)\s*\((?=[^()]*\b(?:illustrative|following|inclusive|restrictive|representative"
    r"|necessarily|vary|not limited to)\b)[^()]*\)\W*$"
)
_DIGIT: Final = regex(r"\d")
_SPOKEN: Final = regex(r"[\w'’]+")
_HAS: Final = regex(r"\b(?:has|have)\b")
_MOST_ASKING_WORDS: Final = 12


class Section(NamedTuple):
    """A heading and what stands under it.

    Args:
        kind: `responsibilities`, `requirements`, `preferred`, `benefits`, `compensation`, `company`, `role`, `team`,
            `programs`, `conditions`, `supervision`, `legal`, `application`; `title`, `organization`, `unit`,
            `location`, `reporting`, `employment`, `date`, `identifier` for labels; `other` under a heading that is not
            known; "" before the first heading.
        heading: The heading's words without its colon; None before the first heading.
        blocks: The content in order. For "Location: Oslo" the block's span is narrowed to "Oslo".
        listed: Whether the section has list items or table cells, here or before a label that interrupted it.
    """

    kind: str
    heading: Span | None
    blocks: tuple[Block, ...]
    listed: bool = False


def sections(posting: Posting) -> tuple[Section, ...]:
    """Work out the sections of a posting.

    A heading is a block that the source says is one, a short line that ends in a colon, or a line that is a known
    heading and nothing else. A label ("Location: Oslo") makes a section of one line, after which the section around it
    goes on.

    Args:
        posting: The posting.

    Returns:
        Its sections in order; every block of prose is in exactly one, as content or as heading.

    Example:
        >>> from rolegraph import sources
        >>> (porter,) = sources.read_each(b"<h1>Porter</h1><h2>Requirements</h2><p>A lamp.</p>", "porter.html")
        >>> [one.kind for one in sections(porter)]
        ['other', 'requirements']
    """
    writer = _Writer(posting.text)
    for block, after in zip_longest(posting.blocks, posting.blocks[1:]):
        if block.kind != "field":
            writer.take(block, listed=after is not None and after.kind == "item")
    writer.close()
    return tuple(writer.sections)


def _last_sentence(text: str) -> int:
    """Return where the last sentence of a paragraph begins."""
    at = max(text.rfind(". "), text.rfind("! "))
    return at + 2 if at >= 0 else 0


class _Writer:
    """Takes blocks in order and writes sections."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sections: list[Section] = []
        self.kind = ""
        self.heading: Span | None = None
        self.level = 0
        self.label = False
        self.row_label = False
        self.content: list[Block] = []
        self.around: tuple[str, Span | None, int] = ("", None, 0)
        self.row = 0
        self.resumed = False
        self.listed = False
        # whether the section stands under a heading of its own below "Preferred"
        self.below_preferred = False

    def close(self) -> None:
        """End the section that is being written."""
        listed = any(block.kind in ("item", "cell") for block in self.content) or (self.resumed and self.listed)
        if self.content or (self.heading is not None and not self.resumed):
            self.sections.append(Section(self.kind, self.heading, tuple(self.content), listed))
        if not self.label:
            self.listed = listed
        self.content = []

    def open(self, kind: str, heading: Span | None, level: int) -> None:
        """Begin a section."""
        self.close()
        self.kind, self.heading, self.level, self.label, self.resumed = kind, heading, level, False, False
        self.row_label = self.below_preferred = False

    def take(self, block: Block, *, listed: bool) -> None:
        """Take one block in, as heading, as label and value, or as content.

        Args:
            block: The block.
            listed: Whether an item follows it.
        """
        if block.kind == "cell" and self._take_cell(block):
            return
        span = block.span
        colon = self.text.find(":", span.start, min(span.end, span.start + _LABEL_LENGTH))
        if colon > 0 and self._take_label(block, colon):
            return
        kind = self._heading_kind(block, listed=listed)
        if kind is None:
            self._take_content(block)
            return
        if kind.name in _STATED and block.kind == "paragraph" and span.end - span.start > _LINE_LENGTH:
            # what stands before the sentence that announces a list is content
            at = span.start + _last_sentence(self.text[span.start : span.end])
            if at > span.start:
                self._take_content(block._replace(span=Span(span.start, at - 1)))
                block = block._replace(span=Span(at, span.end))
        self._take_heading(block, kind)

    def _take_cell(self, block: Block) -> bool:
        """Take a table cell: the first of a row may be the label of the others."""
        first, self.row = block.group != self.row, block.group
        if not first:
            return False
        if self.row_label and self.content:
            # that label was of the row before
            self._end_label()
        short = block.span.end - block.span.start <= _LABEL_LENGTH
        kind = section_kind(self.text[block.span.start : block.span.end]) if short else UNKNOWN
        if kind.label:
            self._begin_label(kind, block.span)
            self.row_label = True
        elif kind.name:
            self.open(kind.name, block.span, 6)
        return bool(kind.name)

    def _take_label(self, block: Block, colon: int) -> bool:
        """Take "Label: value" apart where the label is known; a label inside a list stands for its own line only."""
        words = Span(block.span.start, colon)
        kind = section_kind(self.text[words.start : words.end])
        start = colon + 1
        while start < block.span.end and self.text[start].isspace():
            start += 1
        if not kind.name or not kind.whole or start >= block.span.end or self.text[colon + 1 : colon + 3] == "//":
            return False
        if block.kind == "heading" and self.text[colon - 1].isdigit():
            # "Objective 2: keep the gate shut" is a heading to its end
            return False
        if not kind.label and (block.kind == "item" or kind.name == self.kind):
            # "Education: a degree" among requirements is one of them
            return False
        if self._is_of_list(block, kind, start):
            return False
        value = block._replace(
            span=Span(start, block.span.end), kind="paragraph" if block.kind == "heading" else block.kind
        )
        if kind.label or self._is_run_in(block, kind, words, start):
            self._begin_label(kind, words)
            self.content.append(value)
            self._end_label()
        else:
            kept = self._is_kept(kind, words, block)
            self.open("preferred" if kept else kind.name, words, 6)
            self.below_preferred = kept
            self.content.append(value)
        return True

    def _is_of_list(self, block: Block, kind: SectionKind, start: int) -> bool:
        """Tell whether what looks like a label leads in an item: "Organization: a mind for order." among skills."""
        if self.kind not in _CLOSED or kind.name not in ("organization", "unit", "title"):
            return False
        value = self.text[start : block.span.end]
        return value[-1] == "." and value.count(" ") >= _FEWEST_VALUE_WORDS

    def _is_run_in(self, block: Block, kind: SectionKind, words: Span, start: int) -> bool:
        """Tell whether what stands behind a heading on its line is all that is of it.

        "Note: ..." is an aside; "Preferred qualifications: ..." among requirements is a paragraph of its own, and so
        are the "Benefits: ..." that come before anything else.
        """
        if block.kind != "paragraph":
            return False
        if kind.name == "legal":
            short = words.end - words.start <= _LONGEST_ASIDE
            return short and self.text[words.start : words.end].casefold() in _ASIDES
        if block.span.end - start <= _VALUE_LENGTH:
            return False
        return (kind.name, self.kind) in (("preferred", "requirements"), ("benefits", "role"), ("benefits", ""))

    def _is_kept(self, kind: SectionKind, words: Span, block: Block) -> bool:
        """Tell whether a heading below "Preferred" only groups what is: at once "Education:", then "Experience:"."""
        if self.kind != "preferred" or kind.name not in ("requirements", "conditions"):
            return False
        named = _SPOKEN.findall(self.text[words.start : words.end].lower())
        if not self.content:
            return kind.name == "requirements" or not {"physical", "working", "work", "environment"}.intersection(named)
        return self.below_preferred and block.kind != "heading" and _BELOW_PREFERRED.issuperset(named)

    def _heading_kind(self, block: Block, *, listed: bool) -> SectionKind | None:
        """Return the kind a block opens as a heading, or None when it is content.

        Args:
            block: The block.
            listed: Whether an item follows it.
        """
        text = self.text[block.span.start : block.span.end]
        if block.kind == "heading":
            return section_kind(text)
        if block.kind != "paragraph":
            return None
        if "(" in text and (bare := _QUALIFIED.match(text)):
            text = bare[1]
        if len(text) > _LINE_LENGTH:
            if listed and "enefit" in text and _OFFERED.search(text):
                return SectionKind("benefits")
            return self._introduced(text) if text[-1] == ":" else None
        kind = section_kind(text)
        if not kind.name:
            # an unknown line with a colon groups what follows; it does not end the section it stands in
            return None
        if text[-1] == ":" and kind.name == self.kind and not kind.whole and not kind.label:
            # "You have experience with:" among requirements groups too
            return None
        asked = self._is_asking(text, kind)
        if text[-1] == ":" and kind.name == "responsibilities" and not kind.whole and _HAS.search(text):
            # "The office has three areas of responsibility:" is about the office
            return None
        if kind.whole or asked or text.endswith((":", "…", "...")) or (text.isupper() and len(text) > 3):
            return kind
        return kind if self._is_headline(text, kind) else None

    def _is_asking(self, text: str, kind: SectionKind) -> bool:
        """Tell whether a line is a heading in the form of a question: "What we expect from you (all of you)"."""
        words = text.split()
        if words[0].casefold() not in _QUESTION_WORDS or (len(words) > 1 and words[1] in ("many", "much")):
            return False
        if text[-1] == "?":
            return True
        other = kind.name in _HEADLINES and kind.name != self.kind
        return other and text[-1] not in ".!,;" and len(words) <= _MOST_ASKING_WORDS

    def _is_headline(self, text: str, kind: SectionKind) -> bool:
        """Tell whether a line is set like a heading of another section: short, in capitals, without a stop."""
        if not self.content or kind.label or kind.name == self.kind or kind.name not in _HEADLINES or text[-1] in ".,;":
            return False
        words = text.split()
        return 1 < len(words) <= _HEADLINE_WORDS and all(
            w[0].isupper() or not w[0].isalpha() or w in _SMALL for w in words
        )

    def _introduced(self, text: str) -> SectionKind | None:
        """Return the kind of list that the last sentence of a paragraph announces, where the section is of anything."""
        last = text[_last_sentence(text) :]
        if len(last) > _INTRODUCTION_LENGTH:
            return None
        kind = section_kind(last)
        if self.kind in _CLOSED:
            return kind if kind.whole and kind.name in _STATED and kind.name != self.kind else None
        return kind if kind.name in _ANNOUNCED else None

    def _take_heading(self, block: Block, kind: SectionKind) -> None:
        span = block.span
        end = span.end
        while end > span.start and self.text[end - 1] in ": ":
            end -= 1
        words = Span(span.start, end)
        level = block.level or 6
        if kind.label:
            self._begin_label(kind, words)
        elif not kind.name and self.kind not in ("", "other") and level > self.level and not self.label:
            # a heading below the one that opened the section: it groups, the kind stays
            self.content_heading(words, level)
        else:
            # "Preferred", and at once "Education:" below it: what that asks for is preferred
            kept = self._is_kept(kind, words, block)
            self.open("preferred" if kept else kind.name or "other", words, level)
            self.below_preferred = kept

    def content_heading(self, words: Span, level: int) -> None:
        """Begin a section of the same kind under a heading of lower rank, keeping the rank of the one above."""
        above = self.level
        self.open(self.kind, words, level)
        self.level = above

    def _take_content(self, block: Block) -> None:
        long = block.kind == "paragraph" and block.span.end - block.span.start > _VALUE_LENGTH
        if self.label and long and not self.content and self.around[0] in _CLOSED:
            # what stands under it is more than the value of a label, and no more of the list before it
            self.open("other", self.heading, 6)
        if self._is_offering(block):
            self.kind, self.label = "benefits", False
        elif self.label and (long or (self.content and block.kind not in ("item", "cell"))):
            self._end_label()
        self.content.append(block)

    def _is_offering(self, block: Block) -> bool:
        """Tell whether "Compensation:" below a list of demands has a list of its own: its first line is no amount."""
        if not (self.label and self.kind == "compensation" and self.content and self.around[0] in _CLOSED):
            return False
        first = self.content[0].span
        return block.kind == "paragraph" and not _DIGIT.search(self.text, first.start, first.end)

    def _begin_label(self, kind: SectionKind, words: Span) -> None:
        if not self.label:
            self.around = (self.kind, self.heading, self.level)
        around = self.around
        self.open(kind.name, words, 6)
        self.label, self.around = True, around

    def _end_label(self) -> None:
        """Go on with the section around a label."""
        self.open(*self.around)
        self.resumed = True
