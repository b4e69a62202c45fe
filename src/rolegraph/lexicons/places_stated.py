"""Places as postings state them: reads a location line such as "Portland, OR / Remote (US)"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from string import capwords
from typing import Final, NamedTuple

from rolegraph.lexicons.places import Place
from rolegraph.lexicons.places_pieces import Piece, Weighed, cut
from rolegraph.remembering import remembered

# a location line is never longer; what stands beyond is not read, so that no input makes reading slow
_LONGEST_LINE: Final = 2000
# how much likelier an ambiguous name is in a region or country that the line names beside it, and that the caller does
_SAME_REGION, _SAME_COUNTRY, _NEAR_REGION, _NEAR_COUNTRY = 10.0, 5.0, 100.0, 50.0
# a name that only begins an unknown one ("Berlin Mitte") counts where it is a large city
_LARGE_CITY: Final = 1_000_000.0
_CODE_LENGTH: Final = 3
# pieces between a place and the last that qualifies it: "Ames (B12) - 50010 - Story County, IA, IA, USA"
_FARTHEST: Final = 8
_CLOSE_MARKS: Final = (",", "-", "(")


class Reading(NamedTuple):
    """One place or one mention of remote work in a location line.

    Args:
        start: Its first code point, in the line.
        end: The code point after its last.
        place: The place, or None for remote work bound to none; without GeoNames id where it is not in the gazetteer.
        remote: Whether the work can be done from elsewhere.
        scope: The country, region or area that remote work is bound to, as stated, or "".
    """

    start: int
    end: int
    place: Place | None
    remote: bool = False
    scope: str = ""


@dataclass(slots=True)
class _Entry:
    """A reading in the making."""

    start: int
    end: int
    mark: str
    places: Weighed
    remote: bool = False
    scope: str = ""

    @property
    def large(self) -> bool:
        """Whether it is something that remote work is bound to."""
        return bool(self.places) and self.places[0][1].kind != "city"


@dataclass(slots=True)
class _Reader:
    """What has been read of a line."""

    line: str
    entries: list[_Entry] = field(default_factory=list)
    outer: tuple[Place, ...] = ()


def read_places(line: str, *, near: Iterable[Place] = (), prose: bool = False) -> list[Reading]:
    """Read the places in a location line.

    A name is settled by what qualifies it ("Portland, OR"), else by the other places of the line, else by population.
    A name that is not in the gazetteer is kept where a region or country qualifies it ("Somewhere Falls, ND").

    Args:
        line: The value of a location field or label, or, with `prose`, a sentence from where a place is expected.
        near: Places that the posting names elsewhere; an ambiguous name is taken for the one near them.
        prose: Stop at the first words that are no place.

    Returns:
        The readings in order of the line, none within another. Only the first 2,000 code points are read.

    Example:
        >>> [(r.place.name, r.place.country) for r in read_places("London, Lisbon, Munich")]
        [('London', 'GB'), ('Lisbon', 'PT'), ('Munich', 'DE')]
        >>> [(r.place.name, r.place.region_code) for r in read_places("Portland, ME or Paris, TX")]
        [('Portland', 'ME'), ('Paris', 'TX')]
        >>> [(r.place and r.place.name, r.remote, r.scope) for r in read_places("Remote (Germany)")]
        [(None, True, 'Germany'), ('Germany', True, 'Germany')]
    """
    reader = _Reader(line[:_LONGEST_LINE])
    pieces = list(_until_other_words(cut(reader.line, prose=True)) if prose else cut(reader.line))
    index = 0
    while index < len(pieces):
        index = _take(reader, pieces, index)
    _drop_strangers(reader)
    _spread_remote(reader)
    chosen = _settle(reader.entries, tuple(near))
    return [_reading(reader.line, entry, place) for entry, place in zip(reader.entries, chosen, strict=True)]


def _drop_strangers(reader: _Reader) -> None:
    """Leave out a name between a town and its country that lies in neither: a region that the gazetteer has not.

    "Inverness, Highland, GB" is one place, though there is a Highland in California.
    """
    entries = reader.entries
    for index in range(len(entries) - 3, -1, -1):
        town, stranger, country = entries[index : index + 3]
        if stranger.mark != "," or country.mark != "," or not country.places or country.places[0][1].kind != "country":
            continue
        outer = country.places[0][1]
        if any(p.within(outer) for _, p in town.places) and not any(p.within(outer) for _, p in stranger.places):
            town.places = tuple((weight, place) for weight, place in town.places if place.within(outer))
            del entries[index + 1 : index + 3]


def _until_other_words(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces that a sentence begins with and that are places."""
    for piece in pieces:
        if piece.kind in ("nothing", "street") and piece.last:
            return
        yield piece
        if piece.last and piece.kind != "unknown":
            return


def _take(reader: _Reader, pieces: Sequence[Piece], index: int) -> int:
    """Read the place at a piece with what qualifies it; return the index of the next piece."""
    piece = pieces[index]
    if piece.mark not in _CLOSE_MARKS:
        reader.outer = ()
    if piece.kind == "remote":
        reader.entries.append(_Entry(piece.start, piece.end, piece.mark, (), remote=True))
        return index + 1
    after, wholes, end = _qualifiers(piece, pieces, index)
    entry = _entry(reader, piece, wholes, end)
    if entry is None:
        return index + 1
    if not wholes and _holds_next(entry, pieces[after : after + 1]):
        reader.outer = tuple(place for _, place in entry.places if place.kind in ("region", "country"))
        if piece.remote:
            reader.entries.append(_Entry(piece.start, piece.end, piece.mark, (), remote=True))
    else:
        reader.entries.append(entry)
    return after


def _holds_next(entry: _Entry, following: Sequence[Piece]) -> bool:
    """Whether a region or country only says where the next place lies ("Germany: Berlin")."""
    if not following or following[0].mark not in _CLOSE_MARKS or not entry.large:
        return False
    if entry.places[0][1].kind == "area" and following[0].places:
        return following[0].mark != ","
    return any(place.within(outer) for _, place in following[0].places for _, outer in entry.places)


def _qualifiers(piece: Piece, pieces: Sequence[Piece], index: int) -> tuple[int, tuple[Place, ...], int]:
    """What a place is said to lie in: the index after the pieces that say so, the innermost regions, the end."""
    after, end = index + 1, piece.end
    wholes: tuple[Place, ...] = ()
    if _is_list_of_regions(pieces, index) or (piece.kind == "place" and piece.last):
        return after, wholes, end
    position = index + 1
    while position < min(len(pieces), index + _FARTHEST) and pieces[position].mark in _CLOSE_MARKS:
        other = pieces[position]
        position += 1
        if other.kind in ("nothing", "county") or (other.kind == "unknown" and piece.kind == "place" and not wholes):
            continue
        fitting = _fitting(piece, other, wholes)
        if fitting and pieces[position - 2].kind == "unknown" and position - 2 > index and fitting[0].kind != "country":
            break
        if not fitting:
            break
        wholes = fitting if not wholes or fitting[0].within(wholes[0]) else wholes
        after, end = position, other.end
        if other.last:
            break
    return after, wholes, end


def _is_list_of_regions(pieces: Sequence[Piece], index: int) -> bool:
    """Whether three or more names of regions or countries stand in a row: a list, not a place and what it lies in."""
    row = [piece for piece in pieces[index : index + 3] if piece.places and piece.places[0][1].kind != "city"]
    return len(row) == 3 and all(piece.end - piece.start > 3 for piece in row[1:])


def _fitting(piece: Piece, other: Piece, wholes: tuple[Place, ...]) -> tuple[Place, ...]:
    """The regions or countries that `other` can mean and that the place can lie in."""
    if other.kind != "place":
        return ()
    if wholes:
        # "Cambridge, MA, USA", "VA, VA" as some boards write it, and "Cambridge, US-MA"
        wider = tuple(outer for outer in other.wholes if any(w == outer or w.within(outer) for w in wholes))
        return wider or tuple(
            outer
            for outer in other.wholes
            if any(outer.within(w) for w in wholes) and any(place.within(outer) for _, place in piece.places)
        )
    if piece.kind != "place":
        return other.wholes[:1]
    fits = tuple(outer for outer in other.wholes if any(place.within(outer) for _, place in piece.places))
    return fits or _small_namesake(piece, other)


def _small_namesake(piece: Piece, other: Piece) -> tuple[Place, ...]:
    """The state whose code stands after the name of a town known elsewhere in the country ("Springfield, DE")."""
    countries = {place.country for _, place in piece.places if place.kind == "city"}
    if other.end - other.start > _CODE_LENGTH or (other.places and other.places[0][1].kind == "city"):
        # "Denver, LA" are two cities
        return ()
    return tuple(outer for outer in other.wholes if outer.kind == "region" and outer.country in countries)[:1]


def _entry(reader: _Reader, piece: Piece, wholes: tuple[Place, ...], end: int) -> _Entry | None:
    """The entry that a piece makes with what qualifies it, or None if it names no place."""
    inside = wholes or reader.outer
    if piece.kind == "place":
        places = _inside(piece.places, inside) or (() if wholes else piece.places)
        if places:
            return _Entry(piece.start, end, piece.mark, places, piece.remote)
    for start, stop, meant in piece.parts:
        if piece.kind == "unknown" and wholes and wholes[0].kind == "region":
            # a town we do not know ("Chicago Heights, IL") is likelier than a quarter of one we know
            break
        places = _inside(meant, inside) if inside else tuple(_large_cities(meant, piece))
        if places:
            return _Entry(start, end if wholes else stop, piece.mark, places, piece.remote)
    if wholes and piece.kind in ("place", "unknown", "county"):
        place = _unknown(reader.line[piece.start : piece.end], wholes[0], county=piece.kind == "county")
        return _Entry(piece.start, end, piece.mark, ((0.0, place),), piece.remote)
    return None


def _inside(places: Weighed, wholes: tuple[Place, ...]) -> Weighed:
    return tuple((weight, place) for weight, place in places if any(place.within(whole) for whole in wholes))


def _large_cities(places: Weighed, piece: Piece) -> Iterator[tuple[float, Place]]:
    """The large cities among what the first words of an unknown name mean."""
    if piece.kind == "unknown":
        yield from ((weight, place) for weight, place in places if place.kind == "city" and weight >= _LARGE_CITY)


@remembered
def is_location(line: str) -> bool:
    """Tell whether a line says where, and nothing else.

    Args:
        line: A line or a part of one.

    Returns:
        True if it names a place or remote work and every other word only goes with it.

    Example:
        >>> is_location("Hybrid, Berlin office"), is_location("Berlin Sales Team"), is_location("Hybrid")
        (True, False, False)
    """
    pieces = list(cut(line[:_LONGEST_LINE]))
    whole = all(piece.kind in ("place", "remote", "nothing", "county") and not piece.last for piece in pieces)
    return whole and any(piece.kind in ("place", "remote") for piece in pieces)


def _unknown(name: str, whole: Place, *, county: bool) -> Place:
    """A place that is not in the gazetteer, by its name and what it is said to lie in."""
    name = capwords(name) if name.isupper() else " ".join(name.split())
    return Place(
        name,
        "area" if county else "city",
        locality="" if county else name,
        region=whole.region,
        region_code=whole.region_code,
        country=whole.country,
    )


def _spread_remote(reader: _Reader) -> None:
    """Tell the places beside a remote word that they are meant, and the remote word what it is bound to."""
    entries = reader.entries
    for index, entry in enumerate(entries):
        if entry.places:
            continue
        first, last = _bound(reader, index)
        for neighbour in entries[first:last]:
            neighbour.remote = True
        if first < last and entries[first].large:
            entry.scope = reader.line[entries[first].start : entries[last - 1].end]
    for entry in entries:
        if entry.remote and entry.large:
            entry.scope = reader.line[entry.start : entry.end]


def _bound(reader: _Reader, index: int) -> tuple[int, int]:
    """The entries that a remote word is joined to: after it ("Remote (US)"), else before it ("Germany, remote")."""
    entries, end = reader.entries, index + 1
    while end < len(entries) and entries[end].large:
        between = reader.line[entries[end - 1].end : entries[end].start]
        if entries[end].mark not in _CLOSE_MARKS and (end == index + 1 or any(mark in between for mark in ");|•\n")):
            break
        end += 1
    if end > index + 1:
        return index + 1, end
    if entries[index].mark not in _CLOSE_MARKS:
        return index, index
    start = index
    while start > 0 and entries[start - 1].large and (start == index or entries[start].mark == ","):
        start -= 1
    return (start, index) if start < index else (max(index - 1, 0), index)


def _settle(entries: Sequence[_Entry], near: Sequence[Place]) -> list[Place | None]:
    """Choose what each entry means, by weight and by what the others most likely mean."""
    tops = [entry.places[0][1] if entry.places else None for entry in entries]
    chosen: list[Place | None] = []
    for index, entry in enumerate(entries):
        others = [place for other, place in enumerate(tops) if place is not None and other != index]
        ranked = [
            (weight * _bonus(place, others, near), -order, place) for order, (weight, place) in enumerate(entry.places)
        ]
        chosen.append(max(ranked)[2] if ranked else None)
    return chosen


def _bonus(place: Place, others: Sequence[Place], near: Sequence[Place]) -> float:
    if not place.country:
        return 1.0
    for places, region, country in ((near, _NEAR_REGION, _NEAR_COUNTRY), (others, _SAME_REGION, _SAME_COUNTRY)):
        same = [other for other in places if other.country == place.country]
        if any(place.region_code and other.region_code == place.region_code for other in same):
            return region
        if same:
            return country
    return 1.0


def _reading(line: str, entry: _Entry, place: Place | None) -> Reading:
    end = entry.end
    if "(" in line[entry.start : end] and line[end : end + 1] == ")":
        end += 1
    return Reading(entry.start, end, place, entry.remote, entry.scope)
