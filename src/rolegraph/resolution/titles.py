"""The normal form of a title: what two spellings of one role have in common.

"Sr. Director, Legal & Privacy" and "Senior Director of Privacy and Legal" have one key, "Director of Legal" another.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rolegraph.lexicons.titles import role_nouns
from rolegraph.lexicons.words import groups
from rolegraph.regexes import regex


class TitleForm(NamedTuple):
    """A title in normal words.

    Args:
        words: Its words in the order written, singular, abbreviations spelled out, fillers left out.
        key: The same words in alphabetical order; titles of one key are spellings of one title.
        ranks: The words among them that say how high the post stands, in alphabetical order.
        content: The other words.
    """

    words: tuple[str, ...]
    key: str
    ranks: tuple[str, ...]
    content: frozenset[str]


_LONGEST: Final = 300  # no title is longer
_WORD: Final = regex(r"[^\W_]+[+#]*")
_ASIDE: Final = regex(r"\(([^()]{1,80})\)")
_POSSESSIVE: Final = regex(r"(?<=\w)['’´`]s\b|(?<=s)['’](?=\s)")
_TECHNOLOGY: Final = regex(r"\bI\.?T\b\.?")
_DOTTED: Final = regex(r"\b(?:[A-Za-z]\.){2,}")
_DASHES: Final = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "’": "'", "‘": "'"})
_SEPARATOR: Final = regex(r"\s*(?:[,;/|&]|\s[-–—]\s|\band\b)\s*", re.IGNORECASE)
_NO_PLURAL: Final = ("ss", "us", "is", "as", "os")


@lru_cache(maxsize=65_536)
def title_form(title: str) -> TitleForm:
    """Return the normal form of a title.

    Args:
        title: One title, without the name of the organization.

    Returns:
        Its form; the key is "" when no word is left, or there are too many letters for a title.

    Example:
        >>> title_form("VP, Global Head of Industries").key
        'global head industry president vice'
        >>> title_form("Engineering Director").key == title_form("Director of Engineering").key
        True
        >>> title_form("Director of Engineering").ranks, title_form("Senior Director of Engineering").ranks
        (('director',), ('director', 'senior'))
    """
    if len(title) > _LONGEST:
        return TitleForm((), "", (), frozenset())
    words = _in_pairs(_words(_spelled(title)))
    ranks, fillers = _ranks(), _fillers()
    kept: list[str] = []
    for word in words:
        # a field named twice is named once ("Security Manager, Security Research"), but a manager of managers is two
        if word not in fillers and (word not in kept or word in ranks or word in role_nouns()):
            kept.append(word)
    stated = tuple(sorted(word.rpartition(" ")[2] for word in kept if is_rank(word)))
    return TitleForm(tuple(kept), " ".join(sorted(kept)), stated, frozenset(kept).difference(stated))


def is_rank(word: str) -> bool:
    """Tell whether a normal word says how high a post stands: a rank, the number of a grade.

    Example:
        >>> is_rank("director"), is_rank("ii"), is_rank("product manager"), is_rank("security")
        (True, True, True, False)
    """
    return word in _ranks() or word.isdigit() or word in _ROMAN or word.rpartition(" ")[2] in _ranks()


_ROMAN: Final = frozenset(("i", "ii", "iii", "iv", "v", "vi"))


@lru_cache(maxsize=16_384)
def parts_of(title: str) -> tuple[str, ...]:
    """Return the titles that a double title joins, each of which names a role; none for a plain one.

    Example:
        >>> parts_of("VP, Global Head of Industries"), parts_of("Manager, Red Team")
        (('VP', 'Global Head of Industries'), ())
    """
    parts = tuple(part for part in _SEPARATOR.split(title) if part) if len(title) <= _LONGEST else ()
    return parts if len(parts) > 1 and all(map(_is_title, parts)) else ()


def _is_title(part: str) -> bool:
    """Tell whether a part of a title is one of its own: a head in the singular ends it or has an "of"."""
    words = _words(_spelled(part), singular=False)
    heads = _heads()
    return any(
        word in heads and (place == len(words) - 1 or words[place + 1] == "of") for place, word in enumerate(words)
    )


def _spelled(title: str) -> str:
    """Return a title in small letters, without accents, abbreviations spelled out, asides that repeat it left out."""
    text = _TECHNOLOGY.sub("information technology", title) if not title.isupper() else title
    text = _DOTTED.sub(lambda m: m[0].replace(".", ""), _POSSESSIVE.sub("", text.translate(_DASHES)))
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if "(" in text:
        text = _ASIDE.sub(lambda m: "" if _repeats(m[1], text[: m.start()]) else f" {m[1]} ", text)
    return _expand(text.casefold())


def _expand(text: str) -> str:
    pattern, spelled = _spellings()
    return pattern.sub(lambda m: spelled[m[0]], text)


def _repeats(aside: str, before: str) -> bool:
    """Tell whether brackets hold an abbreviation of what stands before them: "Vice President (VP)", "... (GMP)"."""
    letters = "".join(aside.casefold().split())
    initials = [word[0] for word in _WORD.findall(before.casefold())]
    if 1 < len(letters) <= len(initials) and letters.isalpha() and sorted(initials[-len(letters) :]) == sorted(letters):
        return True
    return set(_words(_expand(aside.casefold()))) <= set(_words(_expand(before.casefold())))


def _words(text: str, *, singular: bool = True) -> list[str]:
    found = _WORD.findall(text)
    return [_singular(word) for word in found] if singular else found


@lru_cache(maxsize=16_384)
def _singular(word: str) -> str:
    """Return a word without the ending of the plural, whatever it is: two spellings need only come out the same."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _in_pairs(words: list[str]) -> list[str]:
    """Return words with the pairs that name a role of their own as one."""
    pairs = _compounds()
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1], word) in pairs:
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
    return joined


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    spelled = dict(line.split(" = ") for line in groups("title-forms")["spelling"])
    names = sorted((*spelled, *(f for f in _fillers() if " " in f or "-" in f)), key=lambda name: (-len(name), name))
    spelled |= {name: " " for name in names if name not in spelled}
    return regex(rf"(?<![\w&])(?:{'|'.join(map(re.escape, names))})(?![\w&])"), spelled


@cache
def _ranks() -> frozenset[str]:
    return frozenset(groups("title-forms")["rank"])


@cache
def _heads() -> frozenset[str]:
    return _ranks() | role_nouns()


@cache
def _fillers() -> frozenset[str]:
    return frozenset(groups("title-forms")["filler"])


@cache
def _compounds() -> frozenset[tuple[str, str]]:
    pairs = (line.split() for line in groups("title-forms")["compound"])
    return frozenset((first, last) for first, last in pairs)


@lru_cache(maxsize=16_384)
def without_generic(form: TitleForm) -> str:
    """Return a key without the words that say nothing beside the name of a field.

    Example:
        >>> without_generic(title_form("Director of Product Management")) == title_form("Director of Product").key
        True
    """
    generic = frozenset(groups("title-forms")["generic"])
    return " ".join(sorted(word for word in form.words if word not in generic))


@lru_cache(maxsize=16_384)
def unit_form(name: str) -> str:
    """Return the normal form of a unit's name.

    Example:
        >>> unit_form("The Engineering Department") == unit_form("Engineering")
        True
    """
    filler = frozenset(groups("title-forms")["unit-filler"])
    words = sorted({word for word in _words(_spelled(name)) if word not in filler}) if len(name) <= _LONGEST else []
    return " ".join(words) or " ".join(name.casefold().split())
