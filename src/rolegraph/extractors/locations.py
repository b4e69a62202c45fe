"""Where the role sits: from fields, lines headed "Location", the title, and sentences that place the role."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from rolegraph.facts import Disagreement, Fact, Location, Organization, Remote, Title
from rolegraph.lexicons.headings import section_kind
from rolegraph.lexicons.places import Place, lookup
from rolegraph.lexicons.places_sentences import STEMS, is_company, place_starts, remote_mention
from rolegraph.lexicons.places_stated import Reading, is_location, read_places
from rolegraph.lexicons.titles import has_role_noun
from rolegraph.lexicons.triggers import present
from rolegraph.lexicons.words import groups
from rolegraph.outline import Outline
from rolegraph.postings import Span
from rolegraph.regexes import regex

_FIELD, _LABEL, _SENTENCE, _TITLE = "location-field", "location-label", "location-sentence", "location-title"
_HEADER: Final = "location-header"
_CONFIDENCE: Final = {_FIELD: 0.97, _LABEL: 0.95, _HEADER: 0.88, _SENTENCE: 0.88, _TITLE: 0.8}
_UNKNOWN_PLACE: Final = 0.05  # the confidence that a town costs which is in no gazetteer
# sections in which a place is somebody else's: laws of states, pay by state, where to send papers
_ELSEWHERE: Final = frozenset({"location", "legal", "benefits", "compensation", "organization", "date", "identifier"})
_TITLE_PARTS: Final = regex(r"\(([^()]{2,60})\)|\[([^\[\]]{2,60})\]|(?:\s[-–—|@]\s*|[–—|]\s*)([^-–—|()@]{2,60})$")
_WINDOW: Final = 160
# a value under "Location" that is longer than this may be a sentence, and one longer than that is one, unless it is
# nothing but places
_LINE, _LONG_LINE = 40, 160
_HEADER_LENGTH: Final = 80
_TOP, _TOP_FIELDS = 7, 40
# a posting says where it is a few times; a list of a thousand offices is none of it
_MOST: Final = 200
_MOST_STRANGE: Final = 5
_TOWN: Final = (0.5, 0.8)  # degrees of latitude and longitude

Line = tuple[int, list[Reading]]


@dataclass(slots=True)
class _Findings:
    """What has been found so far, the best source first."""

    locations: dict[tuple[object, ...], Location] = field(default_factory=dict)
    remotes: dict[str, Remote] = field(default_factory=dict)
    near: list[Place] = field(default_factory=list)
    # what fields name, and where
    stated: tuple[Place, ...] = ()
    strange: dict[str, Location] = field(default_factory=dict)

    def add(self, line: Line, rule: str) -> None:
        """Add the readings of a line; what was found before gains evidence."""
        start, readings = line
        bare = any(reading.place is None for reading in readings)
        for reading in readings:
            span = Span(start + reading.start, start + reading.end)
            if reading.place is not None:
                self._add_place(reading.place, span, rule)
            if reading.remote and (reading.place is None or not bare):
                self._add_remote(reading.scope, span, rule)

    def add_fitting(self, lines: Iterable[Line], rule: str) -> None:
        """Add what a weaker source says: a place that stronger ones name, or one inside, or any if they name none."""
        known = tuple(self.near)
        for start, readings in lines:
            fitting = [
                reading
                for reading in readings
                if reading.place is None or not known or any(_fits(reading.place, place) for place in known)
            ]
            self.add((start, fitting), rule)
            if self.stated and rule != _HEADER and len(fitting) < len(readings) and len(self.strange) < _MOST_STRANGE:
                self._note((start, readings), rule)

    def _note(self, line: Line, rule: str) -> None:
        """Note the places of a line in which none of the fields' lies, and which lie in none of them."""
        start, readings = line
        for reading in readings:
            place = reading.place
            # what no gazetteer has may be anything, and an area may hold any place
            if place is None or place.kind == "area" or (place.kind == "city" and place.geonames is None):
                continue
            if not any(_fits(place, one) or _fits(one, place) or _alike(place, one) for one in self.stated):
                span = Span(start + reading.start, start + reading.end)
                self.strange.setdefault(place.name, _location(place, span, rule))

    def _add_place(self, place: Place, span: Span, rule: str) -> None:
        key = (place.geonames or place.name.casefold(), place.region, place.country)
        known = self.locations.get(key)
        if known is None:
            self.locations[key] = _location(place, span, rule)
            self.near.append(place)
        elif span not in known.evidence:
            self.locations[key] = known.replace(evidence=(*known.evidence, span))

    def _add_remote(self, scope: str, span: Span, rule: str) -> None:
        known = self.remotes.get(scope.casefold())
        if known is None:
            known = Remote(evidence=(span,), rule=rule, confidence=_CONFIDENCE[rule], scope=scope)
        elif span not in known.evidence:
            known = known.replace(evidence=(*known.evidence, span))
        self.remotes[scope.casefold()] = known


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Extract where the role sits and whether it can be done from elsewhere.

    Fields of the source come before lines headed "Location", these before sentences that place the role, and the title
    last: a weaker source adds a place only where the stronger ones name none or only the region around it.

    Args:
        outline: The posting's outline.
        found: The facts found before; the title is read from them.

    Yields:
        `Location` facts in the order in which the places are found, then `Remote` facts; each place once. Last a
        `Disagreement` for each place of the prose that is none of those which fields name, nor around or inside of one.

    Example:
        >>> from rolegraph.outline import outline
        >>> from rolegraph.sources import read
        >>> posting = next(read(b"<h1>Baker</h1><p>Location: Graz, Austria</p>", "baker.html"))
        >>> [(place.name, place.country, place.rule) for place in extract(outline(posting), [])]
        [('Graz', 'AT', 'location-label')]
    """
    findings = _Findings()
    for name in ("location", "remote"):
        for block in islice(outline.posting.fields(name), _MOST):
            findings.add((block.span.start, read_places(outline.quote(block.span))), _FIELD)
    findings.stated = tuple(findings.near)
    findings.add_fitting(islice(_labelled(outline, findings.near), _MOST), _LABEL)
    findings.add_fitting(_headed(outline, found, findings.near), _HEADER)
    findings.add_fitting(islice(_placed(outline, findings.near), _MOST), _SENTENCE)
    if not findings.locations:
        findings.add_fitting(_titled(outline, found), _TITLE)
    yield from findings.locations.values()
    remotes = findings.remotes
    yield from (remote for scope, remote in remotes.items() if scope or len(remotes) == 1)
    yield from _disagreements(findings)


def _disagreements(findings: _Findings) -> Iterator[Disagreement]:
    """The places of the prose that are not those of the fields."""
    fields = [one for one in findings.locations.values() if one.rule == _FIELD]
    for name, strange in findings.strange.items():
        yield Disagreement(
            property="jobLocation",
            field=", ".join(one.name for one in fields[:_MOST_STRANGE]),
            prose=name,
            evidence=(*(one.evidence[0] for one in fields[:_MOST_STRANGE]), strange.evidence[0]),
            rule=f"{_FIELD}/{strange.rule}",
            confidence=strange.confidence,
        )


def _labelled(outline: Outline, near: Sequence[Place]) -> Iterator[Line]:
    """The lines under a heading or label such as "Location"."""
    for section in outline.of_kind("location"):
        for block in section.blocks:
            line, start = outline.quote(block.span), block.span.start
            sentence = _placed_by(line, start, near) if len(line) > _LINE else None
            if sentence is not None:
                yield sentence
            elif len(line) <= _LONG_LINE or is_location(line):
                yield start, read_places(line, near=near)


def _headed(outline: Outline, found: Sequence[Fact], near: Sequence[Place]) -> Iterator[Line]:
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
        if not section_kind(rest).name and not has_role_noun(rest) and is_location(rest):
            yield block.span.start + skip, read_places(rest, near=near)


def _placed(outline: Outline, near: Sequence[Place]) -> Iterator[Line]:
    """The sentences that say where the role is done."""
    for span in islice(_sentences(outline), _MOST):
        sentence = outline.quote(span)
        placed = _placed_by(sentence, span.start, near)
        if placed is not None:
            yield placed
        remote = remote_mention(sentence)
        if remote is not None:
            yield span.start, [Reading(*remote, None, remote=True)]


def _placed_by(sentence: str, start: int, near: Sequence[Place]) -> Line | None:
    """What a sentence says of where the role is done."""
    for begin in place_starts(sentence):
        readings = read_places(sentence[begin : begin + _WINDOW], near=near, prose=True)
        if readings and readings[0].place is not None and not is_company(sentence, begin + readings[-1].end):
            return start + begin, readings
    return None


def _sentences(outline: Outline) -> Iterator[Span]:
    """The sentences that may place the role, but for those of sections that speak of other places."""
    stems = sorted(_positions(outline.lower))
    for section, block in outline.blocks():
        first = bisect_left(stems, block.span.start)
        if section.kind in _ELSEWHERE or first == bisect_left(stems, block.span.end, first):
            continue
        for span in outline.sentences(block):
            if bisect_left(stems, span.start) < bisect_left(stems, span.end):
                yield span


def _positions(text: str) -> Iterator[int]:
    """Where the stems begin; a search for each takes a third of the time of one pattern for all."""
    for stem in present(text, STEMS):
        position = text.find(stem)
        while position >= 0:
            yield position
            position = text.find(stem, position + len(stem))


def _titled(outline: Outline, found: Sequence[Fact]) -> Iterator[Line]:
    """The parts of the title in brackets or after a dash, where they are nothing but places."""
    for title in found:
        if not isinstance(title, Title):
            continue
        start, text = title.evidence[0].start, outline.quote(title.evidence[0])
        for match in _TITLE_PARTS.finditer(text):
            begin, end = match.span(match.lastindex or 0)
            if is_location(text[begin:end]) and not _is_trade(text[begin:end]):
                readings = read_places(text[begin:end])
                # "Sales Manager - EMEA" is what the role covers
                yield start + begin, [r for r in readings if r.place is None or r.place.kind != "area"]


def _is_trade(words: str) -> bool:
    """Whether the words after a title are rather a trade than a place: "Teacher - Reading", "Analyst (IT)"."""
    words = words.strip()
    return words.casefold() in groups("places")["word"] or (len(words) <= 3 and not lookup(words))


def _alike(place: Place, other: Place) -> bool:
    """Whether two may be one place that is read in two ways ("Portland"), or parts of one town."""
    if place.name.casefold() == other.name.casefold():
        return True
    if place.latitude is None or place.longitude is None or other.latitude is None or other.longitude is None:
        return False
    return abs(place.latitude - other.latitude) < _TOWN[0] and abs(place.longitude - other.longitude) < _TOWN[1]


def _fits(place: Place, known: Place) -> bool:
    return place == known or place.within(known)


def _location(place: Place, span: Span, rule: str) -> Location:
    known = place.geonames is not None or place.kind != "city"
    return Location(
        evidence=(span,),
        rule=rule,
        confidence=round(_CONFIDENCE[rule] - (0 if known else _UNKNOWN_PLACE), 2),
        name=place.name,
        locality=place.locality,
        region=place.region,
        country=place.country,
        geonames=place.geonames,
        latitude=place.latitude,
        longitude=place.longitude,
    )
