"""The outline of a posting: its sections by kind and its sentences, worked out once and shared by every extractor."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from rolegraph.lexicons.sentences import split_sentences
from rolegraph.lexicons.triggers import Stems, Trigger, present, stems_of, triggers
from rolegraph.postings import Block, Posting, Span
from rolegraph.regexes import lowered
from rolegraph.sections import Section, sections


class Passage(NamedTuple):
    """A sentence and where it stands.

    Args:
        span: The sentence; headings and list items without a full stop are one.
        block: The block it is in; for a heading a block of that kind.
        section: The section around it.
    """

    span: Span
    block: Block
    section: Section


class Outline:
    """A posting with its sections and sentences.

    Args:
        posting: The posting.
        sections: Its sections in document order; field blocks are in none of them.
    """

    __slots__ = (
        "_lower",
        "_passages",
        "_sentences",
        "_starts",
        "matters",
        "parted",
        "posting",
        "sections",
        "stated",
        "text",
    )

    def __init__(self, posting: Posting, sections: tuple[Section, ...]) -> None:
        self.posting = posting
        self.text = posting.text
        self.sections = sections
        self._sentences: dict[Span, tuple[Span, ...]] = {}
        self._passages: tuple[Passage, ...] | None = None
        self._starts: list[int] = []
        self._lower = ""
        # what `rolegraph.endings` makes of the sections, kept here so that it is worked out once
        self.parted: list[Section] | None = None
        # ... and what `rolegraph.matters` tells of the sentences
        self.matters: dict[Span, str] | None = None
        # ... and what `rolegraph.statements` makes of it
        self.stated: dict[str, list[Any]] | None = None

    @property
    def lower(self) -> str:
        """The text in lower case, every character at the offset where it stands in the text."""
        if not self._lower:
            self._lower = lowered(self.text)
        return self._lower

    def passages(self) -> tuple[Passage, ...]:
        """Return the sentences of headings and content, in document order."""
        if self._passages is None:
            self._passages = tuple(self._read_passages())
            self._starts = [passage.span.start for passage in self._passages]
        return self._passages

    def _read_passages(self) -> Iterator[Passage]:
        heading = None
        for section in self.sections:
            # a section that goes on behind a label has its heading before that label
            if section.heading is not None and (heading is None or section.heading > heading):
                heading = section.heading
                yield Passage(heading, Block("heading", heading), section)
            for block in section.blocks:
                for span in self.sentences(block):
                    yield Passage(span, block, section)

    def passages_with(self, stems: Iterable[str]) -> list[Passage]:
        """Return the sentences that hold one of the given pieces of text, in document order.

        Args:
            stems: What to look for, lower case.

        Returns:
            The sentences, each once.
        """
        passages = self.passages()
        hits = {index for stem in stems for index in self._hits(stem)}
        return [passages[index] for index in sorted(hits)]

    def _hits(self, stem: str) -> list[int]:
        """Return the numbers of the sentences that hold a piece of text, in order."""
        passages, lower, starts = self.passages(), self.lower, self._starts
        hits: list[int] = []
        at = lower.find(stem)
        while at >= 0:
            index = bisect_right(starts, at) - 1
            end = passages[index].span.end if index >= 0 else at
            if at < end:
                hits.append(index)
            at = lower.find(stem, max(end, at + 1))
        return hits

    def triggered(self, topic: str) -> Iterator[tuple[Trigger, list[Passage]]]:
        """Yield the triggers of a topic whose stems stand in the posting, each with the sentences that hold them.

        Args:
            topic: The name of word lists that have stems.

        Yields:
            The triggers in the order of the lists, the sentences in document order, each once.
        """
        passages = self.passages()
        stems, owners = stems_of(topic)
        found: dict[int, set[int]] = {}
        for stem in present(self.lower, stems):
            if hits := self._hits(stem):
                for number in owners[stem]:
                    found.setdefault(number, set()).update(hits)
        for number in sorted(found):
            yield triggers(topic)[number], [passages[index] for index in sorted(found[number])]

    def passages_beginning(self, stems: Stems) -> list[Passage]:
        """Return the sentences that hold one of the given beginnings of words, in document order.

        Args:
            stems: What may begin a word, or a phrase, lower case; most are ruled out without a search.

        Returns:
            The sentences, each once.
        """
        return self.passages_with(present(self.lower, stems))

    def of_kind(self, *kinds: str) -> Iterator[Section]:
        """Yield the sections of the given kinds, in order."""
        return (section for section in self.sections if section.kind in kinds)

    def blocks(self) -> Iterator[tuple[Section, Block]]:
        """Yield every block of content with the section it stands in, in order."""
        return ((section, block) for section in self.sections for block in section.blocks)

    def sentences(self, block: Block) -> tuple[Span, ...]:
        """Return the sentences of a block, in order; an item or a heading may be one without a full stop."""
        found = self._sentences.get(block.span)
        if found is None:
            cuts = list(split_sentences(self.text, block.span.start, block.span.end))
            # most blocks are one sentence
            found = (block.span,) if cuts == [block.span] else tuple([Span(start, end) for start, end in cuts])
            self._sentences[block.span] = found
        return found

    def quote(self, span: Span) -> str:
        """Return the words at a span."""
        return self.text[span.start : span.end]


def outline(posting: Posting) -> Outline:
    """Work out the outline of a posting.

    Args:
        posting: The posting.

    Returns:
        Its outline.
    """
    return Outline(posting, sections(posting))
