"""The gazetteer: cities, regions, countries and areas by name, from GeoNames (CC BY 4.0, see NOTICE).

The table `places.tsv` is made by `tools/gazetteer.py`: one line a name key, sorted by bytes, so that opening it is
mapping a file into memory and finding a name is bisection over it; nothing is parsed that is not asked for. A line is
the key and its entries, split by tabs: first the places whose own name it is (`c;2867714;Munich;DE;BY;48.1374;11.5755;
1505005`), then pointers to places (`=munich;0`: place 0 of that key; `~` instead of `=` for a rare name). Codes are
keys too: `#tx` and `#us.tx`.
"""

import mmap
import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from rolegraph.resources import folder

PlaceKind = Literal["city", "region", "country", "area"]

_KINDS: Final[dict[str, PlaceKind]] = {"c": "city", "r": "region", "n": "country", "a": "area"}
# letters that Unicode does not decompose, as an English keyboard writes them
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ə": "a"}
    | dict.fromkeys(".'’‘`ʻʼ´", "")
)
_SPELLED_OUT: Final = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
_LONGEST_NAME: Final = 80
# a city is meant more often than the state around it that bears its name; a rare name of a big city less than a town
_CITY, _RARE = 4.0, 0.1
# these write states and provinces as often as cities; elsewhere a region that bears a city's name is seldom meant
_STATES: Final = ("US", "CA", "AU")
_REGION = 0.25
# an area has no population in the table; it is listed because postings mean it by that name
_AREA = 1_000_000.0


class Place(NamedTuple):
    """A place on Earth.

    Args:
        name: GeoNames' name, or the one that English-language postings use for it.
        kind: What it is; an area is any other stretch of land ("EMEA", "Bay Area").
        geonames: Its GeoNames id, or None where the table has none.
        locality: The name of the city; "" for anything larger.
        region: The first-level region it lies in or is, by name, or "".
        region_code: That region's code as postings write it ("TX", "ON", "BY"), or "".
        country: ISO 3166-1 alpha-2, or "".
        latitude: Degrees north, or None.
        longitude: Degrees east, or None.
        population: People who live there; for a region those of its cities; 0 if not known.
    """

    name: str
    kind: PlaceKind
    geonames: int | None = None
    locality: str = ""
    region: str = ""
    region_code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0

    def within(self, other: "Place") -> bool:
        """Tell whether this place lies in the country or region `other`.

        Example:
            >>> texas = lookup_code("TX")[0]
            >>> [place.country for place in lookup("Paris") if place.within(texas)]
            ['US']
        """
        if self == other or not other.country or self.country != other.country:
            return False
        return other.kind == "country" or (other.kind == "region" and self.region_code == other.region_code)


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """Return the form under which a name is looked up: no case, accents or punctuation.

    Example:
        >>> name_key("St. Louis"), name_key("Île-de-France"), name_key("The Hague"), name_key("U.S.")
        ('saint louis', 'ile de france', 'hague', 'us')
    """
    text = unicodedata.normalize("NFKD", name[:_LONGEST_NAME].casefold().translate(_LETTERS))
    letters = "".join(c if c.isalnum() else " " for c in text if not unicodedata.combining(c))
    words = letters.split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join([_SPELLED_OUT.get(word, word) for word in words[:-1]] + words[-1:])


def code_key(code: str) -> str:
    """Return the form under which a code is looked up.

    Example:
        >>> code_key("TX"), code_key("US.TX")
        ('#tx', '#us.tx')
    """
    return "#" + code[:_LONGEST_NAME].casefold()


def lookup(name: str) -> tuple[Place, ...]:
    """Return the places that bear a name.

    Args:
        name: In any case, with or without accents; not a code.

    Returns:
        The likeliest first: by population, a city before the region that bears its name, places of which it is the
        usual name before those of which it is a rare one. Empty if there is none.

    Example:
        >>> munich = lookup("münchen")[0]
        >>> munich.name, munich.geonames, munich.country, munich.region
        ('Munich', 2867714, 'DE', 'Bavaria')
        >>> [place.country for place in lookup("London")][:2]
        ['GB', 'CA']
    """
    return tuple(place for _, place in weigh(name))


def weigh(name: str) -> tuple[tuple[float, Place], ...]:
    """Return the places that bear a name as `lookup` does, each after its weight.

    Args:
        name: In any case, with or without accents; not a code.

    Returns:
        Pairs of weight and place, the heaviest first. The weight is the population, made larger for a city and smaller
        for a rare name.

    Example:
        >>> [(round(weight), place.name) for weight, place in weigh("Bombay")]
        [(50767344, 'Mumbai')]
    """
    return _entries(name_key(name))


def lookup_code(code: str) -> tuple[Place, ...]:
    """Return the regions and countries that a code stands for.

    Args:
        code: Two or three capital letters ("TX", "ON", "DE"), or a country's and a region's with a dot ("US.TX").

    Returns:
        The likeliest first; countries by ISO 3166-1 alpha-2. Empty if there is none or the code is not in capitals.

    Example:
        >>> [place.name for place in lookup_code("DE")]
        ['Germany', 'Delaware']
        >>> lookup_code("de")
        ()
    """
    return tuple(place for _, place in _entries(code_key(code))) if code.isupper() else ()


@lru_cache(maxsize=16384)
def _entries(key: str) -> tuple[tuple[float, Place], ...]:
    if len(key) < 2:
        return ()
    found = [_read(entry) for entry in _line(key).split("\t")[1:]]
    found.sort(key=lambda entry: (-entry[0], entry[1].geonames or 0, entry[1].name))
    return tuple(found)


def _line(name: str) -> str:
    """The line of a key, or "": bisection by position, each position standing for the line it lies in."""
    table, key = _table(), name.encode()

    def key_at(position: int) -> bytes:
        start = table.rfind(b"\n", 0, position) + 1
        return table[start : table.find(b"\t", start)]

    start = bisect_left(range(len(table)), key, key=key_at)
    if table[start : start + len(key) + 1] != key + b"\t":
        return ""
    return table[start : table.find(b"\n", start)].decode()


@cache
def _table() -> mmap.mmap:
    with (folder("lexicons") / "places.tsv").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _read(entry: str) -> tuple[float, Place]:
    if entry[0] in "=~":
        key, number = entry[1:].split(";")
        weight, place = _read(_line(key).split("\t")[1 + int(number)])
        return (weight if entry[0] == "=" else weight * _RARE), place
    kind, identifier, name, country, code, latitude, longitude, population = entry.split(";")
    place = Place(
        name,
        _KINDS[kind],
        int(identifier) if identifier else None,
        locality=name if kind == "c" else "",
        region=name if kind == "r" else _region_name(country, code),
        region_code=code,
        country=country,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population),
    )
    return _weight(place), place


def _weight(place: Place) -> float:
    if place.kind == "area":
        return _AREA
    if place.kind == "region":
        return place.population * (1.0 if place.country in _STATES else _REGION)
    return place.population * (_CITY if place.kind == "city" else 1.0)


def _region_name(country: str, code: str) -> str:
    regions = _entries(code_key(f"{country}.{code}")) if code else ()
    return regions[0][1].name if regions else ""
