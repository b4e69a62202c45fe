"""Finds the few places of a posting that may say whom a role reports to: one cheap scan for stems."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from rolegraph.extractors.reporting.triggers import triggers
from rolegraph.lexicons.triggers import Stems, places
from rolegraph.lexicons.words import groups
from rolegraph.outline import Outline
from rolegraph.postings import Block

# an honest posting has four places, a page of forty roles two hundred; more of them is an attack on our time
_MOST: Final = 3000
# the widths at which mail and terminals wrap text
_NARROWEST, _WIDEST = 60, 100
# a text of some length in a language holds its commonest word; looking for that is cheaper than for all its stems
_SIGNS: Final = ((" und ", ("de",)), (" der ", ("de",)), (" de ", ("fr", "es", "pt")))
# a short one may do without
_SHORT: Final = 1500
_FURTHER: Final = (
    *((sign, ("fr",)) for sign in (" vous ", " du ", " des ")),
    *((sign, ("es",)) for sign in (" el ", " del ")),
    (" sie ", ("de",)),
    (" ao ", ("pt",)),
)


class Places(NamedTuple):
    """Where stems stand in a posting.

    Args:
        outline: The posting's outline.
        blocks: Its blocks of prose, in order.
        stems: The stems that stand in a block, with their offsets, by the block's index.
        width: The longest line, in code points, of a text that was wrapped at a fixed width; else 0.
        languages: The languages that the text may be in.
    """

    outline: Outline
    blocks: Sequence[Block]
    stems: dict[int, list[tuple[int, str]]]
    width: int
    languages: tuple[str, ...] = ("en",)

    def following(self, index: int) -> Block | None:
        """Return the block after the one at `index`."""
        return self.blocks[index + 1] if index + 1 < len(self.blocks) else None


def find_places(outline: Outline) -> Places | None:
    """Find the blocks in which a stem stands.

    Args:
        outline: The posting's outline.

    Returns:
        The places; None where the posting has none, as most have.
    """
    lower = outline.lower
    hits = sorted(find_stems(lower))[:_MOST]
    if not hits:
        return None
    blocks = [block for block in outline.posting.blocks if block.kind != "field"]
    starts = [block.span.start for block in blocks]
    stems: dict[int, list[tuple[int, str]]] = {}
    for at, stem in hits:
        index = bisect_right(starts, at) - 1
        if index >= 0 and at < blocks[index].span.end:
            stems.setdefault(index, []).append((at, stem))
    width = max((block.span.end - block.span.start for block in blocks), default=0)
    return Places(outline, blocks, stems, width if _NARROWEST <= width <= _WIDEST else 0, languages_of(lower))


def languages_of(text: str) -> tuple[str, ...]:
    """Return the languages that a text in lower case may be in, by their commonest words; English is always one.

    Example:
        >>> languages_of("planning and sailing"), languages_of("planen und segeln")
        (('en',), ('en', 'de'))
    """
    signs = _SIGNS if len(text) > _SHORT else _SIGNS + _FURTHER
    found = {language: None for sign, some in signs if sign in text for language in some}
    return ("en", *found)


def find_stems(text: str) -> Iterator[tuple[int, str]]:
    """Return where stems stand in a text.

    Args:
        text: The text in lower case.

    Returns:
        Offset and stem, stem by stem.

    Example:
        >>> sorted(find_stems("reports to nobody, without supervision"))
        [(0, 'report'), (27, 'supervis')]
    """
    return places(text, _stems(*languages_of(text)))


@cache
def _stems(*languages: str) -> Stems:
    """Return the stems of all wordings and labels of some languages, those that hold another one left out."""
    stems = {trigger.stem for trigger in triggers() if trigger.language in languages}
    for language in languages:
        stems.update(groups("reporting", (language,)).get("labels", ()))
    return Stems(sorted(one for one in stems if not any(other != one and other in one for other in stems)))
