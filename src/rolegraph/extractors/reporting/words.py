"""The word lists of reporting lines, one set of lists a language."""

from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rolegraph.lexicons.titles import role_nouns, singular
from rolegraph.lexicons.words import groups
from rolegraph.regexes import regex

# words that only capitals tell from a unit or a country
_GENDERED: Final = regex(r"(?:/(?:a|o|in|e|ra|trice)|[(](?:a|o|in|e|ra)[)]|[:*_]in|[·•.]e)\Z")
_ABBREVIATED: Final = frozenset(("vp", "svp", "evp", "avp"))
_SHORT_NAMES: Final = frozenset(("IT", "US", "HR", "AM"))


class Words(NamedTuple):
    """Word lists of one language; what each holds is said in its file, `lexicons/en/reporting.txt`."""

    roles: frozenset[str]
    learners: frozenset[str]
    ranks: frozenset[str]
    surnames: frozenset[str]
    prenominal: frozenset[str]
    bodies: frozenset[str]
    units: frozenset[str]
    fields: frozenset[str]
    connectors: frozenset[str]
    articles: frozenset[str]
    conjunctions: frozenset[str]
    alternatives: frozenset[str]
    stops: frozenset[str]
    verbs: frozenset[str]
    modals: frozenset[str]
    generic: frozenset[str]
    selves: frozenset[str]
    pronouns: frozenset[str]
    others: frozenset[str]
    documents: frozenset[str]
    labels: frozenset[str]
    ends: frozenset[str]
    compounds: frozenset[str]
    auxiliaries: frozenset[str]
    homonyms: frozenset[str]
    anybody: frozenset[str]
    fillers: frozenset[str]
    assisting: frozenset[str]
    plurals: frozenset[str]
    unspecific: frozenset[str]
    openers: frozenset[str]
    hiring: frozenset[str]
    asked: frozenset[str]
    work: frozenset[str]
    first: frozenset[str]
    grades: frozenset[str]
    producing: frozenset[str]
    prefixes: frozenset[str]
    qualifiers: frozenset[str]
    tails: frozenset[str]
    arrangements: frozenset[str]
    language: str

    @property
    def is_romance(self) -> bool:
        """Whether the head of a noun phrase stands first and adjectives after it."""
        return self.language in ("fr", "es", "pt")

    def is_role(self, word: str) -> bool:
        """Tell whether a word, in lower case, ends the title of a post."""
        return _is_role(self.language, word)

    def is_stop(self, word: str) -> bool:
        """Tell whether no title goes on past a word, given as it is written."""
        return word.casefold() in self.stops and word not in _SHORT_NAMES

    def is_compound(self, first: str, second: str) -> bool:
        """Tell whether two titles joined by "and" are commonly those of one person.

        Example:
            >>> words("en").is_compound("Founder", "CEO"), words("en").is_compound("Mayor", "City Council")
            (True, False)
        """
        pair = f"{first.casefold()}|{second.casefold()}"
        return any(fnmatchcase(pair, pattern) for pattern in self.compounds)


@cache
def words(language: str) -> Words:
    """Return the word lists of a language.

    Args:
        language: A folder of the lexicons: `en`, `de`, `fr`, `es`, `pt`.

    Returns:
        The lists; those that the language has no words for are empty.
    """
    lists = groups("reporting", (language,))
    return Words(
        **{name: frozenset(lists.get(name, ())) for name in Words._fields if name != "language"}, language=language
    )


@cache
def grades_of_help() -> frozenset[str]:
    """Return the words that may stand before "supervision"."""
    return frozenset(groups("reporting", ("en",))["grades-of-help"])


@cache
def given_names() -> frozenset[str]:
    """Return given names in lower case."""
    return frozenset(" ".join(groups("given-names")["given"]).split())


@lru_cache(maxsize=8192)
def _is_role(language: str, word: str) -> bool:
    lists = words(language)
    word = _GENDERED.sub("", word)
    if language == "de":
        # "Geschaeftsfuehrung", where a system knows no umlauts
        word = word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü") if "fue" in word or "ae" in word else word
    if language != "en" and word not in lists.stops and _is_role("en", word):
        return True
    parts = word.replace("/", "-").split("-")
    if parts[0] in _ABBREVIATED:
        # "VP-Ferries"
        return True
    for one in (word, parts[-1]):
        one = one.removesuffix("(s)")
        if one in lists.roles or one.removesuffix("s") in lists.roles:
            return True
        if language == "en" and (noun := singular(one)) in role_nouns() and noun not in lists.learners:
            return True
    endings = _endings(language)
    return bool(endings) and word.endswith(endings)


@cache
def _endings(language: str) -> tuple[str, ...]:
    return tuple(word[1:] for word in sorted(words(language).roles) if word.startswith("*"))
