"""List items and sentences as statements: which blocks of a section say something, and their lead-in labels."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from rolegraph.endings import EMPTY, OWN, parted
from rolegraph.lexicons.demands import sounds_asked
from rolegraph.lexicons.duties import opening_word, verb_form
from rolegraph.lexicons.headings import section_kind
from rolegraph.lexicons.speakers import is_notice
from rolegraph.matters import MIXED, label_end, matters
from rolegraph.outline import Outline
from rolegraph.postings import Block, Span
from rolegraph.regexes import regex
from rolegraph.sections import Section

_LABEL: Final = regex(r"[^.:;!?]{2,60}(?=:\s)")
_LABEL_WORDS: Final = 8
_LIST_LINES: Final = 3
_LINE_SENTENCES: Final = 2
_SHORTEST: Final = 2
_MANY_LINES: Final = 5
_SMALL: Final = frozenset(["a", "an", "and", "for", "in", "of", "or", "the", "to", "with"])
_CAPTION: Final = 45
_DAMAGE: Final = " \u00c2\u00a0\u00ad|"
_CAPTIONED: Final = 60
_CAPTION_LENGTH: Final = 6
_CAPTION_WORDS: Final = 4
_HEADLINE_WORDS: Final = 7
_FEW_ITEMS: Final = 5
_BODILY: Final = ("While ", "In performing", "The ", "Physical ", "This ")
# the standard words on physical demands: a condition, wherever they stand
_OF_BODY: Final = regex(
    r"(?:While|In) performing the (?:[\w-]+ ){0,3}(?:duties|functions)\b"
    r"|(?:The )?(?:[Pp]hysical|[Ww]ork(?:ing)?) (?:demands|environment|conditions)(?: characteristics)?"
    r" (?:and \w+ \w+ )?described (?:here|below|above)"
    r"|(?:The|This) (?:employee|incumbent|position)s? (?:(?:is|must|may|will) )?"
    r"(?:regularly|frequently|occasionally|constantly|rarely) (?:(?:is|be) )?(?:required to )?"
    r"(?:lift|stand|walk|sit|stoop|talk|hear|reach|use hands|climb|kneel|move)"
)
_ANSWER: Final = regex(r"I (?:possess|have|do not|am|hold|agree|understand|certify|acknowledge)\b")
_FURNITURE_LENGTH: Final = 60
_FURNITURE: Final = regex(
    r"(?:#[\w-]+[\s,]*)+|\S+@\S+|[\W\d_]+|(?:click here to |please )?apply(?: now| here| today| online)?[\W]*"
    r"|(?:read|show|view|see|learn) (?:more|less|all)\W*|share(?: this(?: job)?)?\W*|back to (?:top|all jobs|search)\W*"
    r"|yes|no|n/a|none|[-–—*(]*(?:and|or|and/or)[-–—*)]*|\(?download (?:pdf|file)[\w ]*\)?",
    re.IGNORECASE,
)


class Statement(NamedTuple):
    """One item or sentence.

    Args:
        span: Where it stands, whole.
        label: Its bold lead-in ("Operational Rigor"), without the colon; "" when there is none.
        prose: True for a sentence of a paragraph, False for an item of a list.
        section: The section around it.
        item: True for what the source itself sets as an item of a list.
    """

    span: Span
    label: str
    prose: bool
    section: Section
    item: bool = False


def statements(outline: Outline, matter: str) -> Iterator[Statement]:
    """Yield what a posting states of one matter, in order.

    Items of lists are kept whole, and so are paragraphs with a bold lead-in. Lines that follow each other are a list
    that lost its bullets; a paragraph on its own is taken sentence by sentence. Lines that only introduce a list are
    left out, and so is what follows a list of lines and is none of it: questions, notices, a paragraph on the company.

    Args:
        outline: The posting.
        matter: `duty`, `demand` or `offer`.

    Yields:
        The statements.
    """
    if outline.stated is None:
        outline.stated = {}
        titles = frozenset(outline.quote(field.span) for field in outline.posting.fields("title"))
        for section in parted(outline):
            if section.kind in OWN or section.kind in MIXED:
                for about, one in _of_section(outline, section, titles):
                    outline.stated.setdefault(about, []).append(one)
    yield from outline.stated.get(matter, ())


def numbered(
    outline: Outline, stated: Iterable[Statement], left_out: Callable[[str, Statement], object]
) -> Iterator[tuple[int, str, Statement]]:
    """Yield statements with their words, white space folded, each wording once.

    Args:
        outline: The posting.
        stated: The statements, in order.
        left_out: Tells of the words of a statement, and of it, whether it is none after all.

    Yields:
        Its number from 1, its words, and the statement.
    """
    seen: set[str] = set()
    for one in stated:
        text = " ".join(outline.quote(one.span).split())
        if text not in seen and not left_out(text, one):
            seen.add(text)
            yield len(seen), text, one


def _of_section(outline: Outline, section: Section, titles: frozenset[str]) -> Iterator[tuple[str, Statement]]:
    """Yield what a section states, each with what it is about; the title said again states nothing."""
    course = matters(outline)
    blocks = [block for block in section.blocks if outline.quote(block.span).strip(EMPTY)]
    own = OWN.get(section.kind, "")
    if not blocks:
        return
    told = _lines(outline, section, blocks)
    lengths = sorted(block.span.end - block.span.start for block in blocks)
    typical = lengths[(len(lengths) - 1) // 2]
    apart = typical >= _CAPTIONED and own in ("", "duty") and _set_apart(outline, blocks, own)
    for block, after, lines in zip(blocks, [*blocks[1:], None], told, strict=True):
        text = outline.quote(block.span)
        if is_furniture(text) or text in titles or _is_contents(block) or _is_notice(text):
            continue
        if block.kind != "paragraph" and introduces(text, block, after):
            continue
        label = lead_in(outline, block)
        item = block.kind in ("item", "cell") or bool(label)
        if item or lines:
            captioned = not item and typical >= _CAPTIONED and _is_caption(text, own=bool(own))
            about = _matter(outline, block, own)
            captioned = captioned or (apart and not item and about == "duty" and _lacks_verb(text))
            if not captioned and (item or not _heads(text)):
                one = Statement(_trimmed(outline, block.span), label, False, section, item)
                yield about, one
        elif block.kind == "paragraph":
            # what stands before the sentence that introduces a list may say something of its own
            for sentence in outline.sentences(block):
                said = outline.quote(sentence)
                if course[sentence] != "other" and said[-1] not in ":?" and (own or said.count(" ") >= _SHORTEST):
                    span = Span(sentence.start + label_end(said), sentence.end)
                    yield course[sentence], Statement(_trimmed(outline, span), "", True, section)


def _is_notice(text: str) -> bool:
    """Tell whether a line is an employer's notice, an answer ("I possess 2 years ..."), or what a body must do."""
    return (
        (("qual" in text or "encouraged" in text) and is_notice(text))
        or (text.startswith("I ") and _ANSWER.match(text) is not None)
        or (text.startswith(_BODILY) and _OF_BODY.match(text) is not None)
    )


def _is_contents(block: Block) -> bool:
    """Tell whether a block is a line of the page's table of contents: nothing but a link to a place in a page."""
    return len(block.links) == 1 and block.links[0].span == block.span and "#" in block.links[0].url


def _heads(text: str) -> bool:
    """Tell whether a line is a heading or a question that stands among lines of a list."""
    return text.endswith((":", "?")) or section_kind(text).whole


def _matter(outline: Outline, block: Block, own: str) -> str:
    """Return what a whole block is about: what its section is of where one sentence is, else the first that counts."""
    course = matters(outline)
    if block.span in course:
        return course[block.span]
    found = [course[sentence] for sentence in outline.sentences(block)]
    return own if own in found else next((one for one in found if one != "other"), "other")


def _lines(outline: Outline, section: Section, blocks: Sequence[Block]) -> list[bool]:
    """Tell of each block of a section whether it is a line of a list that lost its bullets."""
    if section.kind in OWN:
        # among a few lines one of several sentences is a paragraph
        counts = [len(outline.sentences(block)) for block in blocks]
        most = _LINE_SENTENCES if len(blocks) >= _MANY_LINES else 1
        items = sum(block.kind != "paragraph" for block in blocks)
        # a bullet or two that were kept are no reason to take the other lines for prose
        listed = section.listed and not 0 < items * _FEW_ITEMS <= len(blocks)
        alike = not listed and _are_alike(outline, blocks, counts)
        short = [
            count <= most or (alike and _begins(outline, block)) for count, block in zip(counts, blocks, strict=True)
        ]
        return [len(blocks) > 1 and not listed and one for one in short]
    found: list[bool] = []
    for kind, group in groupby(blocks, lambda block: _run(outline, block)):
        run = list(group)
        # paragraphs of two sentences are prose, unless they are the exception
        counts = [len(outline.sentences(block)) for block in run]
        single = sum(count == 1 for count in counts)
        few = single * 2 >= len(run) and max(counts) <= _LINE_SENTENCES
        listed = len(run) >= _LIST_LINES and (few or (kind == "duty" and _are_alike(outline, run, counts)))
        if bool(kind) and not listed and len(run) >= _LIST_LINES:
            # a paragraph of many sentences between the lines of a list is none of them
            found += _between(counts)
        else:
            found += [bool(kind) and listed] * len(run)
    return found


def _between(counts: Sequence[int]) -> list[bool]:
    """Tell of each block of a run with paragraphs in it whether it is a line of a list between them."""
    found: list[bool] = []
    for short, group in groupby(counts, lambda count: count <= _LINE_SENTENCES):
        part = list(group)
        single = sum(count == 1 for count in part)
        found += [short and len(part) >= _LIST_LINES and single * 2 >= len(part)] * len(part)
    return found


def _are_alike(outline: Outline, blocks: Sequence[Block], counts: Sequence[int]) -> bool:
    """Tell whether lines are a list, some of whose items hold several sentences: nearly all begin as items do."""
    if len(blocks) < _LIST_LINES or max(counts) == 1:
        return False
    begun = sum(_begins(outline, block) for block in blocks)
    single = sum(count == 1 for count in counts)
    return begun * 5 >= len(blocks) * 4 and single * (4 if len(blocks) >= _MANY_LINES else 2) >= len(blocks)


def _begins(outline: Outline, block: Block) -> bool:
    """Tell whether a line begins with a verb of duties, or a lead-in: "Guards ...", "Teamwork: ..."."""
    text = outline.quote(block.span)
    if block.kind != "paragraph" or text[-1] == ":":
        return False
    return verb_form(opening_word(text).partition("/")[0]) != "" or _LABEL.match(text) is not None


def _run(outline: Outline, block: Block) -> str:
    """Return the matter of a line where the lines around it that are of the same can make a list with it, else ""."""
    sentences = outline.sentences(block)
    if block.kind != "paragraph" or outline.quote(block.span)[-1] == ":":
        return ""
    if len(sentences) > _LINE_SENTENCES and not _begins(outline, block):
        return ""
    course = matters(outline)
    found = {course[sentence] for sentence in sentences}
    return found.pop() if len(found) == 1 else ""


def _trimmed(outline: Outline, span: Span) -> Span:
    """Return a span without what damaged white space left at its ends."""
    text = outline.quote(span)
    if text[0] not in _DAMAGE and text[-1] not in _DAMAGE:
        return span
    start = span.start + len(text) - len(text.lstrip(_DAMAGE))
    end = span.end - len(text) + len(text.rstrip(_DAMAGE))
    return Span(start, end) if start < end else span


def _set_apart(outline: Outline, blocks: Sequence[Block], own: str) -> bool:
    """Tell whether the duties of a section nearly all begin with a verb, so that a line without one is a caption."""
    lacking = [_lacks_verb(outline.quote(block.span)) for block in blocks]
    if not any(lacking):
        return False
    lines = [
        block
        for block, one in zip(blocks, lacking, strict=True)
        if not one and block.kind == "paragraph" and _matter(outline, block, own) == "duty"
    ]
    begun = sum(_begins(outline, block) for block in lines)
    return len(lines) >= _MANY_LINES and begun * 5 >= len(lines) * 4


def _lacks_verb(text: str) -> bool:
    """Tell whether a line is a few words without a verb, or a headline: "Ballots and Candidate Filing"."""
    words = text.split()
    # "Other duties as assigned" is one of them
    if not text[-1].isalpha() or len(words) > _HEADLINE_WORDS or words[-1] in ("assigned", "required", "needed"):
        return False
    if all(word[0].isupper() or word in _SMALL or not word[0].isalpha() for word in words):
        return len(words) > 1
    return len(words) <= _CAPTION_WORDS and words[0].lower() != "have" and not verb_form(opening_word(text))


def _is_caption(text: str, *, own: bool) -> bool:
    """Tell whether a line is the caption of some of the lines around it: a few words in capitals among sentences."""
    words = text.split()
    if len(text) < _CAPTION_LENGTH or len(words) > _CAPTION_WORDS:
        return False
    if text.istitle() or text.isupper():
        return True
    # where the heading says what is listed, names of skills and tools are of it
    plain = own or text[-1] in ".;," or sounds_asked(text)
    return not plain and all(word[0].isupper() or word in _SMALL or not word[0].isalpha() for word in words)


def is_furniture(text: str) -> bool:
    """Tell whether a line belongs to the page and not to the posting: a hash tag, a button, a number, an answer.

    Example:
        >>> [is_furniture(line) for line in ("#harbour", "Apply now!", "01", "Guard the gate")]
        [True, True, True, False]
    """
    return len(text) <= _FURNITURE_LENGTH and _FURNITURE.fullmatch(text) is not None


def introduces(text: str, block: Block, after: Block | None) -> bool:
    """Tell whether a block only introduces a list: it ends in a colon, and is short or has a list below it."""
    if not text.endswith(":"):
        return False
    if block.kind != "item":
        return True
    nested = after is not None and after.kind == "item" and after.level > block.level
    return nested or len(text) <= _CAPTION


def lead_in(outline: Outline, block: Block) -> str:
    """Return the lead-in of a block: the bold words it begins with when a colon or a full stop sets them off.

    Args:
        outline: The posting.
        block: An item or paragraph.

    Returns:
        The label without its mark, or "".
    """
    text = outline.text
    first = block.strong[0] if block.strong else None
    if first is None or first.start > block.span.start or first.end >= block.span.end:
        return ""
    bold = text[first.start : first.end]
    rest = text[first.end : block.span.end].lstrip()
    if len(bold.split()) > _LABEL_WORDS:
        return ""
    if bold[-1] in ":.–—-" or rest[:1] in (":", "–", "—", "-"):
        return bold.rstrip(" :.–—-")
    # the bold may run on past the colon
    inner = _LABEL.match(bold)
    return inner[0] if inner else ""
