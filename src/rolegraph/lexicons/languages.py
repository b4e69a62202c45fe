"""The language of a text, told by its stop words, over the languages that word lists exist in."""

from collections import Counter
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rolegraph.lexicons.words import LANGUAGES, groups
from rolegraph.regexes import regex

_WORD: Final = regex(r"[^\W\d_]+")
# running text of any language is a third stop words and more; lists of terms have fewer, and decide nothing
_FEWEST, _SHARE, _LEAD = 4, 0.12, 1.5


# words that stand apart in running text: one of them at least is in any text of some length in each language
_ENGLISH: Final = " the "
_ABROAD: Final = (" und ", " les ", " que ", " para ", " des ")
_MANY, _FEW = 4, 0.1
_SHORT: Final = 500  # letters, up to which it costs nothing to take a text for anything


class Guess(NamedTuple):
    """A language and how sure it is.

    Args:
        language: Its ISO 639-1 code, "" where the text does not say.
        confidence: 0 to 1.
    """

    language: str
    confidence: float


UNKNOWN: Final = Guess("", 0.0)


def language_of(text: str) -> Guess:
    """Tell the language of a text.

    Args:
        text: A sentence or more.

    Returns:
        The language whose stop words are the most, if they are many and clearly more than any other's.

    Example:
        >>> language_of("Wir suchen zum nächsten Termin eine Person, die mit uns die Fähren wartet und plant.")
        Guess(language='de', confidence=0.95)
        >>> language_of("SQL, Python, Tableau")
        Guess(language='', confidence=0.0)
    """
    words = _WORD.findall(text.casefold())
    counts: Counter[str] = Counter()
    known = _stop_words()
    for word in words:
        for language in known.get(word, ()):
            counts[language] += 1
    (first, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    if most < _FEWEST or most < _SHARE * len(words) or most < _LEAD * second:
        return UNKNOWN
    return Guess(first, 0.95 if most >= 2 * second + _FEWEST else 0.85)


@lru_cache(maxsize=4)
def may_be_abroad(lowered: str) -> bool:
    """Tell whether a text may hold sentences in another language than English, without reading its words.

    Args:
        lowered: The text, in small letters.

    Example:
        >>> may_be_abroad(100 * "the nets and the ropes "), may_be_abroad(100 * "der knoten und die leinen ")
        (False, True)
    """
    return len(lowered) < _SHORT or _ENGLISH not in lowered or any(word in lowered for word in _ABROAD)


def plainly_english(lowered: str) -> bool:
    """Tell whether a long text is English and nothing else, without reading its words: most postings are.

    Args:
        lowered: The text, in small letters.

    Example:
        >>> plainly_english("the nets, the ropes, the sails of the ship and the crew of the boat")
        True
        >>> plainly_english("der knoten und die leinen")
        False
    """
    english = lowered.count(_ENGLISH)
    if english < _MANY or not may_be_abroad(lowered):
        return english >= _MANY
    return sum(lowered.count(word) for word in _ABROAD) <= _FEW * english


@cache
def _stop_words() -> dict[str, tuple[str, ...]]:
    """Return the languages that each stop word belongs to."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for word in " ".join(groups("stop-words", (language,))["word"]).split():
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}
