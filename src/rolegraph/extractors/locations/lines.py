"""The lines of a posting that may say where the role sits, and the places read in them."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from rolegraph.facts import Fact, Organization, Title
from rolegraph.lexicons.headings import section_kind
from rolegraph.lexicons.languages import may_be_abroad
from rolegraph.lexicons.places import Place, lookup, weigh
from rolegraph.lexicons.places_sentences import STEMS, STEMS_ABROAD, is_company, place_starts, remote_mention
from rolegraph.lexicons.places_stated import Reading, is_location, read_places
from rolegraph.lexicons.titles import has_role_noun
from rolegraph.lexicons.titles_noise import is_trade
from rolegraph.outline import Outline
from rolegraph.postings import Span
from rolegraph.regexes import regex
from rolegraph.sections import Section

# sections in which a place is somebody else's: laws of states, pay by state, where to send papers
_ELSEWHERE: Final = frozenset({"location", "legal", "benefits", "compensation", "organization", "date", "identifier"})
_TITLE_PARTS: Final = regex(r"\(([^()]{2,60})\)|\[([^\[\]]{2,60})\]|(?:\s[-–—|@]\s*|[–—|]\s*)([^-–—|()@]{2,60})$")
_WINDOW: Final = 160
_ENUMERATION: Final = regex(r":\s*\(?[1aA][.)]$")
# a value under "Location" that is longer than this may be a sentence, and one longer than that is one, unless it is
# nothing but places
_LINE, _LONG_LINE = 40, 160
_HEADER_LENGTH: Final = 80
# "None" and "Rest" are towns too: a bare name at the top is a place where it is a city's of about 100,000
_BARE_WEIGHT: Final = 400_000.0
_LABELS: Final = frozenset(
    {"title", "organization", "unit", "location", "reporting", "employment", "date", "identifier"}
)
_BARE: Final = regex(r"[^,(/;|]+")
# an address goes on below its label: whom to find there, the street, the town with its state or country
_ADDRESS_LINES, _ADDRESS_LENGTH = 4, 60
_WITH_STATE: Final = regex(r"[^\W\d][^\n,;:]{1,40}, ?(?:[A-Z]{2}\b|[^\W\d][^\n,;:]{3,25}$)[ \d-]*")
_TELLINGS: Final = 5
# a full stop that ends a sentence, not one of "St." or "D.C."
_STOP: Final = regex(r"(?:(?<=\b[A-Z]{2})|(?<=[a-z]{4}))\.\s+(?=[A-Z])")
_TOP, _TOP_FIELDS = 7, 40
# a posting says where it is a few times; a list of a thousand offices is none of it
MOST: Final = 200

Line = tuple[int, list[Reading]]


def read(outline: Outline, line: str, near: Sequence[Place], *, prose: bool = False) -> list[Reading]:
    """The places of a line; a bare name that several towns bear is the one that the posting tells more of elsewhere."""
    readings = read_places(line, near=near, prose=prose)
    if near or not readings or not all(_is_ambiguous(line, reading) for reading in readings):
        return readings
    told = _told_elsewhere(outline, line[readings[0].start : readings[0].end])
    return read_places(line, near=(told,), prose=prose) if told else readings


def _is_ambiguous(line: str, reading: Reading) -> bool:
    place = reading.place
    return place is not None and place.kind == "city" and len(lookup(line[reading.start : reading.end])) > 1


def _told_elsewhere(outline: Outline, name: str) -> Place | None:
    """The place of which a posting writes the name with what it lies in ("Columbia, MD")."""
    text, position = outline.text, -1
    for _ in range(_TELLINGS):
        position = text.find(f"{name}, ", position + 1)
        if position < 0:
            return None
        readings = read_places(text[position : position + _ADDRESS_LENGTH], prose=True)
        if readings and readings[0].end > len(name) and readings[0].place is not None:
            return readings[0].place
    return None


def labelled(outline: Outline, near: Sequence[Place]) -> Iterator[Line]:
    """The lines under a heading or label such as "Location", and the end of an address that goes on below it."""
    for index, section in enumerate(outline.sections):
        if section.kind != "location":
            continue
        lines = list(_label_lines(outline, section, near))
        yield from lines
        if not any(reading.place is not None or reading.remote for _, readings in lines for reading in readings):
            yield from _address_below(outline, index, near)


def _label_lines(outline: Outline, section: Section, near: Sequence[Place]) -> Iterator[Line]:
    for block in section.blocks:
        line, start = outline.quote(block.span), block.span.start
        sentence = _placed_by(outline, line, start, near) if len(line) > _LINE else None
        if sentence is not None:
            yield sentence
        elif len(line) <= _LONG_LINE or is_location(line):
            yield start, read(outline, line, near)


def _address_below(outline: Outline, index: int, near: Sequence[Place]) -> Iterator[Line]:
    """The town of an address whose first line alone the outline took for the label's value."""
    below = outline.sections[index + 1] if index + 1 < len(outline.sections) else None
    if below is None or below.kind in _LABELS or not outline.sections[index].blocks:
        return
    for block in below.blocks[:_ADDRESS_LINES]:
        line = outline.quote(block.span)
        if len(line) > _ADDRESS_LENGTH or line[-1] in ".:?!":
            return
        if _WITH_STATE.fullmatch(line) and is_location(line):
            yield block.span.start, read(outline, line, near)
            return


def headed(outline: Outline, found: Sequence[Fact], near: Sequence[Place]) -> Iterator[Line]:
    """The lines at the top that are nothing but places, alone or behind the organization ("Skerry Ferries, Oban")."""
    names = [f"{fact.name}, ".casefold() for fact in found if isinstance(fact, Organization)]
    prose = [block for block in outline.posting.blocks[:_TOP_FIELDS] if block.kind != "field"][:_TOP]
    for block in prose:
        line = outline.quote(block.span)
        skip = next((len(name) for name in names if line.casefold().startswith(name)), 0)
        rest = line[skip:]
        if len(line) > _HEADER_LENGTH or not rest[:1].isupper() or rest[-1] in ".?!" or ":" in rest:
            continue
        # titles and headings of sections stand there too, and are told more cheaply than places
        if section_kind(rest).name or has_role_noun(rest) or not is_location(rest):
            continue
        if skip or not _BARE.fullmatch(rest) or _is_well_known(rest):
            yield block.span.start + skip, read(outline, rest, near)


def _is_well_known(name: str) -> bool:
    """Tell whether a bare name is a large city's or country's; what is no name at all is a remote word."""
    weights = weigh(name)
    return not weights or weights[0][0] >= _BARE_WEIGHT


def placed(outline: Outline, near: Sequence[Place]) -> Iterator[Line]:
    """The sentences that say where the role is done."""
    for span in islice(_sentences(outline), MOST):
        sentence = outline.quote(span)
        if _ENUMERATION.search(sentence):
            # "in one of: 1. Oslo; 2. Bergen" is one sentence
            sentence = outline.text[span.start : span.start + len(sentence) + _WINDOW].partition("\n")[0]
        placed = _placed_by(outline, sentence, span.start, near)
        if placed is not None:
            yield placed
        remote = remote_mention(sentence)
        if remote is not None:
            yield span.start, [Reading(*remote, None, remote=True)]


def _placed_by(outline: Outline, sentence: str, start: int, near: Sequence[Place]) -> Line | None:
    """What a sentence says of where the role is done."""
    for begin in place_starts(sentence):
        stop = _STOP.search(sentence, begin, begin + _WINDOW)
        end = stop.start() if stop else begin + _WINDOW
        readings = read(outline, sentence[begin:end], near, prose=True)
        if readings and readings[0].place is not None and not is_company(sentence, begin + readings[-1].end):
            return start + begin, readings
    return None


def _sentences(outline: Outline) -> Iterator[Span]:
    """The sentences that may place the role, but for those of sections that speak of other places."""
    for span, block, section in outline.passages_beginning(STEMS_ABROAD if may_be_abroad(outline.lower) else STEMS):
        if block.kind != "heading" and section.kind not in _ELSEWHERE:
            yield span


def titled(outline: Outline, found: Sequence[Fact]) -> Iterator[Line]:
    """The parts of the title in brackets or after a dash, where they are nothing but places."""
    for title in found:
        if not isinstance(title, Title):
            continue
        start, text = title.evidence[0].start, outline.quote(title.evidence[0])
        for match in _TITLE_PARTS.finditer(text):
            begin, end = match.span(match.lastindex or 0)
            if is_location(text[begin:end]) and not is_trade(text[begin:end]):
                readings = read_places(text[begin:end])
                # "Sales Manager - EMEA" is what the role covers
                yield start + begin, [r for r in readings if r.place is None or r.place.kind != "area"]
