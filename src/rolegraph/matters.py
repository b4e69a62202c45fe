"""What each line and sentence of a posting is about: the likeliest course of matters through its sections.

A heading that says what stands under it speaks for its matter; where none does, the words of a line and its neighbours
decide. Turning from one matter to another has a price, so that a list keeps together and a stray line stays with it,
while lines that lost their own heading part from those above.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from operator import add
from typing import Final, NamedTuple

from rolegraph.endings import OWN, REST, is_notice, parted
from rolegraph.lexicons.demands import sounds_asked
from rolegraph.lexicons.duties import verb_form
from rolegraph.lexicons.headings import section_kind
from rolegraph.lexicons.matters import Weights, is_plain, weigh
from rolegraph.outline import Outline
from rolegraph.postings import Span
from rolegraph.sections import Section

MIXED: Final = frozenset(
    [
        REST,
        "",
        "role",
        "other",
        "team",
        "company",
        "reporting",
        "supervision",
        "conditions",
        "legal",
        "compensation",
        "application",
        "employment",
        "programs",
        "location",
        "organization",
        "unit",
    ]
)
"""Sections of anything: before the first heading, under one that nobody knows, ...; no titles, dates and numbers."""

# the price of turning to another matter: from one line to the next, where lists and prose meet, after an introduction
_TURN: Final = 250
_WEAK: Final = 150
_STEP: Final = 120
_LIST_TURN: Final = 600
_INTRODUCED: Final = 20
_INTRODUCTION: Final = Weights(0, 0, 0, 0)
# long paragraphs of these sections say nothing of the role, and are many
_SMALL_PRINT: Final = frozenset(["legal", "application"])
_LONGEST_NOTICE: Final = 300
_NOTICE: Final = Weights(0, 0, 0, 300)
_LABEL_LENGTH: Final = 60
# which forms of a verb tell of duties, and how many paragraphs with one it takes
_FORMS: Final = (("base", "third"), 5)
_TELLING: Final = {"requirements": (("third",), 8)}
_HEADED_OTHERWISE: Final = frozenset(["responsibilities", "preferred", "benefits"])
_BEGUN: Final = 220
_LONGEST_VERB: Final = 20
_WIDEST_GAP: Final = 3
_BEGINNING: Final = 60
_TOGETHER: Final = 2000
_HEADED: Final = 450
_BESIDE: Final = Weights(0, 0, 0, 100)
# what a section speaks for by itself
_SECTIONS: Final = {
    REST: Weights(-150, -150, -150, 150),
    "": Weights(0, 0, -60, 100),
    "role": Weights(80, 0, -60, 0),
    "company": Weights(-100, -100, 0, 150),
    "team": Weights(-50, -50, -60, 100),
    "other": Weights(0, 0, -30, 50),
    "conditions": Weights(-150, -100, 0, 150),
    "legal": Weights(-200, -200, 0, 200),
    "compensation": Weights(-200, -200, 0, 200),
    "application": Weights(-450, -450, 0, 200),
}
# a heading of other things speaks for what stands right below it; a list that lost its heading may follow
_FADING: Final = frozenset(["company", "conditions", "legal", "compensation", "application"])
_FADES: Final = (6, 12)
_PLAIN: Final = {own: Weights(0, 0, 0, 0)._replace(**{own: 200}) for own in ("duty", "demand")}
_ANY: Final = Weights(0, 0, -60, 60)
_FIELDS: Final = Weights._fields
_OTHER: Final = _FIELDS.index("other")


class _Unit(NamedTuple):
    span: Span
    # as those of `Weights`
    weights: tuple[int, ...]
    turn: int
    prose: bool


def matters(outline: Outline) -> dict[Span, str]:
    """Return what each item and each sentence is about.

    Args:
        outline: The posting.

    Returns:
        `duty`, `demand`, `offer` or `other` by the span of each list item, and of each sentence of other blocks, in the
        sections that may state such things.
    """
    if outline.matters is None:
        found: dict[Span, str] = {}
        for section in parted(outline):
            if section.kind in OWN or section.kind in MIXED:
                units = list(_units(outline, section))
                own = OWN.get(section.kind, "")
                for unit, matter in zip(units, _course(units, own), strict=True):
                    # a sentence beside others is taken along only where its own words do not say otherwise
                    alone = unit.prose and (section.listed or not own)
                    weak = alone and unit.weights[_FIELDS.index(matter)] < unit.weights[_OTHER] - _WEAK
                    found[unit.span] = "other" if weak else matter
        outline.matters = found
    return outline.matters


def _units(outline: Outline, section: Section) -> Iterator[_Unit]:
    """Yield the items and sentences of a section with what speaks for each matter."""
    turn, before = _TURN, ""
    body = outline.text
    priors = _priors(section.kind, listed=section.listed)
    begun = _begun(body, section)
    for index, block in enumerate(section.blocks):
        if index in _FADES and section.kind in _FADING:
            priors = _halved(priors[0]), _halved(priors[1])
        item = block.kind in ("item", "cell")
        if before and before != block.kind:
            turn = min(turn, _STEP)
        before, turn = block.kind, _TURN if turn == _TOGETHER else turn
        small = not item and section.kind in _SMALL_PRINT and block.span.end - block.span.start > _LONGEST_NOTICE
        own, prior = OWN.get(section.kind, ""), priors[item]
        if index in begun:
            prior = prior._replace(duty=prior.duty + _BEGUN)
        for span in (block.span,) if item else outline.sentences(block):
            text = body[span.start : span.end]
            if not item and (end := label_end(text)):
                # "Requirements: a lamp." within a paragraph speaks for the rest of it
                own = OWN[section_kind(text[:end]).name]
                prior = Weights(0, 0, 0, 0)._replace(**{own: _HEADED})
            introduces = text[-1] in ":?"
            if introduces:
                weights = _INTRODUCTION
            elif (section.kind == REST and is_notice(text)) or (
                small and block.span.end - block.span.start > _LONGEST_NOTICE
            ):
                weights = _NOTICE
            elif own and is_plain(text, own):
                weights = _PLAIN[own]
            else:
                weights = weigh(text, item=item)
            yield _Unit(span, tuple(map(add, weights, prior)), turn, not item)
            turn = _INTRODUCED if introduces else _LIST_TURN if item else _TOGETHER if index in begun else _TURN


def _begun(text: str, section: Section) -> frozenset[int]:
    """Return the numbers of the paragraphs that begin with a verb of duties, many of them in a row.

    A list of duties that lost its heading and its bullets is nothing but such paragraphs. Among requirements only the
    third person tells ("Keeps the keys"), for "Keep the keys" may be an ability.
    """
    forms, fewest = _TELLING.get(section.kind, _FORMS)
    if section.kind in _HEADED_OTHERWISE or len(section.blocks) < fewest:
        return frozenset()
    found: set[int] = set()
    run: list[int] = []
    for index, block in enumerate(section.blocks):
        start = block.span.start
        first = text[start : min(block.span.end, start + _LONGEST_VERB)].split(maxsplit=1)[0]
        if block.kind != "paragraph" or verb_form(first.lower().rstrip(",;/")) not in forms:
            continue
        if sounds_asked(text[start : min(block.span.end, start + _BEGINNING)]):
            continue
        if run and index - run[-1] > _WIDEST_GAP:
            run = []
        run.append(index)
        if len(run) >= fewest:
            found.update(run)
    return frozenset(found)


def _halved(weights: Weights) -> Weights:
    return Weights(*(weight // 2 for weight in weights))


def label_end(sentence: str) -> int:
    """Return where the heading ends that a sentence runs into, with its colon and the space after it; 0 without one.

    Example:
        >>> label_end("Requirements: a lamp."), label_end("Bring this: a lamp.")
        (14, 0)
    """
    colon = sentence.find(": ", 0, _LABEL_LENGTH)
    if colon <= 0:
        return 0
    kind = section_kind(sentence[:colon])
    return colon + 2 if kind.whole and kind.name in OWN else 0


@cache
def _priors(kind: str, *, listed: bool) -> tuple[Weights, Weights]:
    """Return what a section of a kind speaks for: to a sentence, and to an item of a list."""
    own = OWN.get(kind)
    if own is None:
        return (_SECTIONS.get(kind, _ANY),) * 2
    headed = Weights(0, 0, 0, 0)._replace(**{own: _HEADED})
    # benefits are of all sorts, and few words tell them
    return _BESIDE if listed else headed, headed._replace(offer=2 * _HEADED) if own == "offer" else headed


def _course(units: Sequence[_Unit], own: str) -> list[str]:
    """Return the matter of each unit, so that what speaks for all of them, less the price of the turns, is most."""
    if not units:
        return []
    tops = {unit.weights.index(max(unit.weights)) for unit in units}
    if len(tops) == 1 and own in ("", _FIELDS[min(tops)]):
        return [_FIELDS[min(tops)]] * len(units)
    # a section of one matter begins with it
    prices = [units[0].turn if own and name != own else 0 for name in _FIELDS]
    best = [weight - price for weight, price in zip(units[0].weights, prices, strict=True)]
    came: list[list[int]] = []
    for unit in units[1:]:
        top = best.index(max(best))
        moved = best[top] - unit.turn
        came.append([at if stayed >= moved else top for at, stayed in enumerate(best)])
        pairs = zip(best, unit.weights, strict=True)
        best = [(max(moved, stayed)) + weight for stayed, weight in pairs]
    at = best.index(max(best))
    course = [at]
    for row in reversed(came):
        at = row[at]
        course.append(at)
    return [_FIELDS[at] for at in reversed(course)]
