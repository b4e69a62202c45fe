"""Where the role sits: from fields, lines headed "Location", the title, and sentences that place the role."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Final

from rolegraph.extractors.locations.lines import MOST, Line, headed, labelled, placed, read, titled
from rolegraph.facts import Disagreement, Fact, Location, Remote
from rolegraph.lexicons.places import Place
from rolegraph.lexicons.places_stated import Reading
from rolegraph.outline import Outline
from rolegraph.postings import Span
from rolegraph.regexes import regex

_FIELD, _LABEL, _SENTENCE, _TITLE = "location-field", "location-label", "location-sentence", "location-title"
_HEADER: Final = "location-header"
_CONFIDENCE: Final = {_FIELD: 0.97, _LABEL: 0.95, _HEADER: 0.88, _SENTENCE: 0.88, _TITLE: 0.8}
_UNKNOWN_PLACE: Final = 0.05  # the confidence that a town costs which is in no gazetteer
# what stands between the places of a list; a dash says which of two is meant ("Birmingham Office - Alabaster, AL")
_BETWEEN: Final = regex(r"[;,(|/\n]|\b(?:or|and|oder|und|ou|et|o|y|e)\b")
_MOST_STRANGE: Final = 5
_TOWN: Final = (0.5, 0.8)  # degrees of latitude and longitude

ANYWHERE: Final = "Remote"
"""The name of the place of work that can be done from anywhere."""


@dataclass(slots=True)
class _Findings:
    """What has been found so far in a text, the best source first."""

    text: str
    locations: dict[tuple[object, ...], Location] = field(default_factory=dict)
    remotes: dict[str, Remote] = field(default_factory=dict)
    near: list[Place] = field(default_factory=list)
    # what fields name, and what the prose names that is none of it
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
        """Add what a weaker source says: a place that stronger ones name, or one inside, or any if they name none.

        A list of places in which one of those stands names the others as well: the source had room for one.
        """
        known = tuple(self.near)
        for start, readings in lines:
            fitting = [r for r in readings if r.place is None or not known or any(_fits(r.place, k) for k in known)]
            listed = any(reading.place in known for reading in fitting) and self._is_list(start, readings)
            self.add((start, readings if listed else fitting), rule)
            if self.stated and rule != _HEADER and not listed and len(fitting) < len(readings):
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

    def _is_list(self, start: int, readings: Sequence[Reading]) -> bool:
        pairs = list(pairwise(readings))
        return bool(pairs) and all(_BETWEEN.search(self.text, start + a.end, start + b.start) for a, b in pairs)

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
    findings = _Findings(outline.text)
    for name in ("location", "remote"):
        for block in islice(outline.posting.fields(name), MOST):
            findings.add((block.span.start, read(outline, outline.quote(block.span), ())), _FIELD)
    findings.stated = tuple(findings.near)
    findings.add_fitting(islice(labelled(outline, findings.near), MOST), _LABEL)
    findings.add_fitting(headed(outline, found, findings.near), _HEADER)
    findings.add_fitting(islice(placed(outline, findings.near), MOST), _SENTENCE)
    if not findings.locations:
        findings.add_fitting(titled(outline, found), _TITLE)
    yield from findings.locations.values()
    remotes = [remote for scope, remote in findings.remotes.items() if scope or len(findings.remotes) == 1]
    # who asks where roles sit is told of these too; a sentence about a role that has a place only grants a choice
    stated = (one for one in remotes if not one.scope and (one.rule != _SENTENCE or not findings.locations))
    yield from (
        Location(evidence=one.evidence, rule=one.rule, confidence=one.confidence, name=ANYWHERE) for one in stated
    )
    yield from remotes
    yield from _disagreements(findings)


def _disagreements(findings: _Findings) -> Iterator[Disagreement]:
    """The places of the prose that are not those of the fields."""
    fields = [one for one in findings.locations.values() if one.rule == _FIELD][:_MOST_STRANGE]
    for name, strange in islice(findings.strange.items(), _MOST_STRANGE):
        yield Disagreement(
            property="jobLocation",
            field=", ".join(one.name for one in fields),
            prose=name,
            evidence=(*(one.evidence[0] for one in fields), strange.evidence[0]),
            rule=f"{_FIELD}/{strange.rule}",
            confidence=strange.confidence,
        )


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
