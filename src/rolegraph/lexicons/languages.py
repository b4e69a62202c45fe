"""The language of a text, told by its stop words, over the languages that word lists exist in."""

from collections import Counter
from functools import cache
from typing import Final, NamedTuple

from rolegraph.lexicons.words import LANGUAGES, groups
from rolegraph.regexes import regex

_WORD: Final = regex(r"[^\W\d_]+")
# running text of any language is a third stop words and more; lists of terms have fewer, and decide nothing
_FEWEST, _SHARE, _LEAD = 4, 0.12, 1.5


# words that stand apart in running text; where English ones are many and the others hardly there, it is English
_ENGLISH, _OTHERS = (" the ", " and "), (" und ", " der ", " les ", " des ", " que ", " para ", " del ", " da ")
_MANY, _FEW = 6, 0.1


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


def plainly_english(lowered: str) -> bool:
    """Tell whether a long text is English and nothing else, without reading its words: most postings are.

    Args:
        lowered: The text, in small letters.

    Example:
        >>> plainly_english("the nets and the ropes and the sails of the ship and the crew of the boat")
        True
        >>> plainly_english("der knoten und die leinen")
        False
    """
    english = sum(lowered.count(word) for word in _ENGLISH)
    return english >= _MANY and sum(lowered.count(word) for word in _OTHERS) <= _FEW * english


@cache
def _stop_words() -> dict[str, tuple[str, ...]]:
    """Return the languages that each stop word belongs to."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for word in " ".join(groups("stop-words", (language,))["word"]).split():
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}
