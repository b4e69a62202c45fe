"""A location line cut into pieces: the places, codes and remote words between its commas, slashes and brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, NamedTuple

from rolegraph.lexicons.places import Place, lookup, lookup_code, weigh
from rolegraph.lexicons.words import groups
from rolegraph.regexes import regex

PieceKind = Literal["place", "unknown", "county", "street", "remote", "nothing"]
Weighed = tuple[tuple[float, Place], ...]

# "," and brackets and spaced dashes join a place to what it lies in; ";" and "/" and "or" part two places
_COMMA, _DASH, _OPEN, _CLOSE, _PART = ",", "-", "(", ")", "/"
_SEPARATOR: Final = regex(
    r"""(?P<comma>,)
    | (?P<open>[(\[])
    | (?P<close>[)\]])
    | (?P<dash>(?<!\S)[-–—](?!\S)|(?<=\S)-(?=\s)|[–—>:]
        |(?P<tight>(?:(?<=\b[A-Z]{2})|(?<=\b[A-Z]{3})|(?<=[Rr]emote)|(?<=REMOTE))-(?=[A-Z])
        |(?<=\w)-(?=[A-Z]{2}(?:\W|$)(?!-[a-z]))))
    | (?P<part>[;/|•·\n]|(?<=\s)(?:or|and|und|oder|et|ou|o|y|e|sowie|&|\+)(?=\s)
        |(?<=[^\s,]\s)(?:OR|AND)(?=\s[^\W\d]))""",
    re.VERBOSE,
)
_MARKS: Final = {"comma": _COMMA, "open": _OPEN, "close": _CLOSE, "dash": _DASH, "part": _PART}
_WORD: Final = regex(r"\S+")
_EDGES: Final = "\"'“”„‚‘’«»*…!?#_~"
# half of a no-break space read in the wrong encoding, before a capital
_DAMAGED: Final = frozenset("Â" + letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGIT: Final = regex(r"\d")
_INITIALS: Final = regex(r"(?:[A-Z]\.){2,}")
_MOST_WORDS: Final = 5  # of a name; "Newfoundland and Labrador" has three
_CODE_LENGTH: Final = 3
_WELL_KNOWN: Final = 1_000_000.0  # the weight from which an abbreviation is a city ("LA") and not a state's code
_LARGE: Final = ("region", "country")
# a bare code is a state first, but for the two whose country is meant far more often
_COUNTRY_FIRST: Final = {"DE", "IN"}
_STATES: Final = ("US", "CA")


@dataclass(slots=True)
class Piece:
    """A piece of a location line.

    Args:
        start: Its first code point, in the line.
        end: The code point after its last.
        mark: What parts it from the piece before: a comma, dash, bracket, or "/" for anything that parts two places.
        kind: What it is; an `unknown` has the form of a name and nothing else.
        places: What it can mean as a place of its own, weighed.
        wholes: What it can mean as the region or country that another place lies in.
        parts: For an unknown or a street: what its first or last words can mean, each with its start and end.
        remote: Whether it says that the work is done from elsewhere.
        last: Whether words follow in it that are no part of a location; prose is not read beyond it.
    """

    start: int
    end: int
    mark: str
    kind: PieceKind
    places: Weighed = ()
    wholes: tuple[Place, ...] = ()
    parts: tuple[tuple[int, int, Weighed], ...] = ()
    remote: bool = False
    last: bool = False


class _Words(NamedTuple):
    """The words of a piece, each with its place in the line."""

    line: str
    spans: tuple[tuple[int, int], ...]

    def text(self, start: int = 0, end: int | None = None) -> str:
        spans = self.spans[start:end]
        return self.line[spans[0][0] : spans[-1][1]] if spans else ""

    def word(self, index: int) -> str:
        start, end = self.spans[index]
        return self.line[start:end].casefold()

    def part(self, start: int, end: int) -> "_Words":
        return _Words(self.line, self.spans[start:end])


def cut(line: str, *, prose: bool = False) -> Iterator[Piece]:
    """Cut a location line into pieces.

    Args:
        line: The line. One that is all in small letters may hold names in small letters.
        prose: Whether it is a part of a sentence, in which names have capitals.

    Yields:
        Its pieces in order, those without a word left out.

    Example:
        >>> [(piece.kind, piece.mark) for piece in cut("Remote (US) or Springfield, IL 62704")]
        [('remote', ''), ('place', '('), ('place', '/'), ('place', ',')]
    """
    plain = not prose and line.islower()
    mark, position = "", 0
    found = [
        (match.start(), match.end(), _MARKS[str(match.lastgroup)])
        for match in _SEPARATOR.finditer(line)
        if match["tight"] is None or not _in_name(line, match.start())
    ]
    index = 0
    while index <= len(found):
        end, after, next_mark = found[index] if index < len(found) else (len(line), len(line), "")
        joined = _join(line, position, found, index)
        if joined > index:
            index = joined
            end, after, next_mark = found[index] if index < len(found) else (len(line), len(line), "")
        words = _words(line, position, end)
        if words.spans:
            yield from _classify(words, mark, plain)
            mark = next_mark
        else:
            mark = _stronger(mark, next_mark)
        position = after
        index += 1


def _in_name(line: str, hyphen: int) -> bool:
    """Whether a hyphen is a part of a known name written in capitals ("AIX-EN-PROVENCE")."""
    start, end = line.rfind(" ", 0, hyphen) + 1, line.find(" ", hyphen)
    name = line[start : end if end > 0 else len(line)].strip(",;/()")
    return len(name) < 40 and bool(lookup(name))


def _stronger(first: str, second: str) -> str:
    """Which of two marks with nothing between them counts: a part over a bracket over a comma."""
    order = ("", _CLOSE, _COMMA, _DASH, _OPEN, _PART)
    return max(first, second, key=order.index)


def _join(line: str, start: int, found: list[tuple[int, int, str]], index: int) -> int:
    """The index of the separator that ends a name which holds a separator ("Trinidad and Tobago"), else `index`."""
    if index >= len(found) or found[index][2] not in (_PART, _OPEN):
        return index
    end = found[index + 1][0] if index + 1 < len(found) else len(line)
    name = line[start:end].strip()
    if len(name) > 40 or "\n" in name or not name[:1].isupper():
        return index
    if found[index][2] == _OPEN and index + 1 < len(found) and lookup(name):
        return index + 2 if found[index + 1][2] == _CLOSE and not line[found[index + 1][1] :].strip() else index + 1
    return index + 1 if lookup(name) else index


def _words(line: str, start: int, end: int) -> _Words:
    spans = []
    for match in _WORD.finditer(line, start, end):
        first, last = match.span()
        while first < last and (line[first] in _EDGES or line[first : first + 2] in _DAMAGED):
            first += 1
        while first < last and line[last - 1] in _EDGES:
            last -= 1
        if (
            first < last
            and line[last - 1] == "."
            and last == len(line.rstrip())
            and not _INITIALS.fullmatch(line[first:last])
        ):
            last -= 1
        if first < last and any(c.isalnum() for c in line[first:last]):
            spans.append((first, last))
    return _Words(line, tuple(spans))


def _classify(words: _Words, mark: str, plain: bool) -> Iterator[Piece]:
    """The piece, or two where a name and what it lies in stand without a comma ("Austin TX")."""
    whole = _meaning(words, mark, plain)
    if whole is not None:
        yield whole
        return
    remote = _is_remote(words.text())
    left, right = _strip(words)
    rest = words.part(left, right)
    if not rest.spans:
        yield _piece(words, mark, "remote" if remote else "nothing", remote=remote)
        return
    named = (
        _named(rest, mark, plain)
        or _loosely_named(rest, mark, plain)
        or [_unnamed(words.part(left, len(words.spans)), rest, mark, plain)]
    )
    named[0].remote = remote
    yield from named


def _meaning(words: _Words, mark: str, plain: bool) -> Piece | None:
    """The piece if its words are a place or a code and nothing else."""
    text = words.text()
    if not words.spans or len(words.spans) > _MOST_WORDS or not _is_name(text, plain):
        return None
    code = text.replace(".", "")
    is_code = len(code) <= _CODE_LENGTH and code.isupper()
    places = weigh(text) if len(code) > 2 or not plain else ()
    coded = _likeliest_first(code) if is_code else ()
    wholes = tuple(place for _, place in places if place.kind in _LARGE) + coded
    if coded and (not places or places[0][0] < _WELL_KNOWN):
        places = tuple((float(place.population), place) for place in coded[:1] if _stands_alone(place))
    if not places and not wholes:
        return None
    return _piece(words, mark, "place", places=places, wholes=wholes)


def _likeliest_first(code: str) -> tuple[Place, ...]:
    """What a code means: states that are written by code, then countries, then the regions of other countries."""
    first = "country" if code in _COUNTRY_FIRST else "region"
    return tuple(sorted(lookup_code(code), key=lambda place: (not _stands_alone(place), place.kind != first)))


def _stands_alone(place: Place) -> bool:
    return place.kind == "country" or place.country in _STATES


def _named(words: _Words, mark: str, plain: bool) -> list[Piece] | None:
    """The place that the words are, that they end in as "Austin TX" does, or that they begin with."""
    whole = _meaning(words, mark, plain)
    if whole is not None:
        return [whole]
    for size in (1, 2, 3):
        if len(words.spans) <= size:
            break
        head, tail = words.part(0, len(words.spans) - size), words.part(len(words.spans) - size, len(words.spans))
        outer = _meaning(tail, _COMMA, plain)
        if outer is None or not outer.wholes:
            continue
        inner = _meaning(head, mark, plain)
        if inner is None and lookup_code(tail.text()) and outer.wholes[0].country:
            inner = _unnamed(head, head, mark, plain)
        if inner is not None and (inner.kind != "place" or _any_within(inner.places, outer.wholes)):
            return [inner, outer] if inner.kind != "nothing" else [_remark(outer, mark)]
    return None


def _remark(piece: Piece, mark: str) -> Piece:
    piece.mark = mark
    return piece


def _any_within(places: Weighed, wholes: tuple[Place, ...]) -> bool:
    return any(place.within(whole) for _, place in places for whole in wholes)


def _unnamed(words: _Words, rest: _Words, mark: str, plain: bool) -> Piece:
    """A piece that holds a name we do not know, or none."""
    county = _county_end(words, plain)
    if county:
        return _piece(words.part(0, county), mark, "county")
    vocabulary = _vocabulary()
    lowered = [words.word(index).strip(".") for index in range(len(words.spans))]
    if any(_DIGIT.search(word) for word in lowered) or any(word in vocabulary["street"] for word in lowered[1:]):
        return _piece(words, mark, "street", parts=tuple(_ends(rest, plain)), last=True)
    begun = tuple(_begins(rest, plain))
    if begun and rest.text(begun[0][2], begun[0][2] + 1).islower():
        size, piece = begun[0][2:]
        return _piece(rest.part(0, size), mark, "place", places=piece.places, wholes=piece.wholes, last=True)
    parts = tuple((start, end, piece.places) for start, end, _, piece in begun)
    named = len(rest.spans) <= _MOST_WORDS and _is_name(rest.text(), plain) and not _DIGIT.search(rest.text())
    if not named or any(word in vocabulary["venue"] for word in lowered):
        return _piece(words, mark, "nothing", parts=parts, last=True)
    return _piece(rest, mark, "unknown", parts=parts, last=True)


def _begins(words: _Words, plain: bool) -> Iterator[tuple[int, int, int, Piece]]:
    """What the first words mean, the most words first: start, end, number of words, meaning."""
    for size in range(min(len(words.spans) - 1, _MOST_WORDS), 0, -1):
        found = _meaning(words.part(0, size), "", plain)
        if found is not None and found.places:
            yield found.start, found.end, size, found


def _ends(words: _Words, plain: bool) -> Iterator[tuple[int, int, Weighed]]:
    """What the last words mean, the most words first."""
    count = len(words.spans)
    for size in range(min(count - 1, _MOST_WORDS), 0, -1):
        found = _meaning(words.part(count - size, count), "", plain)
        if found is not None and found.places:
            yield found.start, found.end, found.places


def _county_end(words: _Words, plain: bool) -> int:
    """How many words name a county or its like, from the first: "Lake County", "County of Lake"; 0 if they do not."""
    units, count = _vocabulary()["county"], len(words.spans)
    if count < 2 or not _is_name(words.text(), plain):
        return 0
    if words.text(0, 2).casefold() in units:
        return min(count, _MOST_WORDS) if count > 2 else 0
    return next((size + 1 for size in range(1, min(count, _MOST_WORDS)) if words.word(size) in units), 0)


def _strip(words: _Words) -> tuple[int, int]:
    """The first word and the word after the last that are neither noise, remote words nor numbers."""
    left, right = 0, len(words.spans)
    noise = _vocabulary()["noise"]

    def empty(index: int) -> bool:
        word = words.word(index).strip(".%'’")
        return word in noise or _DIGIT.search(word) is not None

    while right > left and empty(right - 1) and not lookup_code(words.text(right - 1, right)):
        right -= 1
    # "ON" and "OR" are noise too, but not as all that is left
    kept = int(left < right and bool(lookup_code(words.text(right - 1, right))))
    while left < right - kept and empty(left) and not _begins_name(words, left, right):
        left += 1
    return left, right


def _begins_name(words: _Words, left: int, right: int) -> bool:
    """Whether a noise word is the first of a known name ("Las Vegas", "Los Angeles County")."""
    if not words.text(left, left + 1)[:1].isupper():
        return False
    return any(lookup(words.text(left, left + size)) for size in (2, 3) if left + size <= right)


def _loosely_named(words: _Words, mark: str, plain: bool) -> list[Piece] | None:
    """The place that the words are without those that only go with a known place ("Greater Boston Area")."""
    vocabulary = _vocabulary()
    left, right = 0, len(words.spans)
    if right > 2 and words.text(0, 2).casefold() in vocabulary["of"]:
        left = 2
    while right - left > 1 and words.word(right - 1) in vocabulary["loose"]:
        right -= 1
    while right - left > 1 and words.word(left) in vocabulary["loose"]:
        left += 1
    if right - left == len(words.spans):
        return None
    named = _named(words.part(left, right), mark, plain)
    left_out = {words.word(index) for index in (0, len(words.spans) - 1)}
    if named is not None and left_out & vocabulary["unit"]:
        # "New York State" is not the city
        larger = tuple(meant for meant in named[0].places if meant[1].kind != "city")
        named[0].places = larger or named[0].places
    return named


def _is_name(text: str, plain: bool) -> bool:
    return plain or text[:1].isupper() or not text[:1].isascii()


def _piece(
    words: _Words,
    mark: str,
    kind: PieceKind,
    *,
    places: Weighed = (),
    wholes: tuple[Place, ...] = (),
    remote: bool = False,
    parts: tuple[tuple[int, int, Weighed], ...] = (),
    last: bool = False,
) -> Piece:
    return Piece(words.spans[0][0], words.spans[-1][1], mark, kind, places, wholes, parts, remote, last)


def _is_remote(text: str) -> bool:
    """Whether the words say that the work is done from elsewhere, and do not take it back."""
    vocabulary = _vocabulary()
    lowered = [word.strip(".!?\"'") for word in text.casefold().split()]
    joined = f" {' '.join(lowered)} "
    if not any(f" {phrase} " in joined for phrase in vocabulary["remote"]):
        return False
    return not any(f" {word} " in joined for word in vocabulary["not"] | vocabulary["hybrid"])


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    found = {name: frozenset(phrases) for name, phrases in groups("places").items()}
    single = {word for phrase in found["remote"] | found["hybrid"] | found["not"] for word in phrase.split()}
    return found | {"noise": found["noise"] | single}
