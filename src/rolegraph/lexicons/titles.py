"""What a title says: its seniority, its head noun, the levels it is offered at."""

import re
from functools import cache, lru_cache
from typing import Final

from rolegraph.lexicons.words import groups
from rolegraph.regexes import Alternatives, AnyOf, regex
from rolegraph.vocabulary import LEVELS

# each with letters that a title must hold; a pattern is compiled when it is first used
_SPELLED: Final = tuple(
    (letters, regex(pattern, re.IGNORECASE), spelled)
    for letters, pattern, spelled in (
        ("sr", r"\bsr\b\.?", "senior"),
        ("jr", r"\bjr\b\.?", "junior"),
        ("v", r"\bs\.?v\.?p\b\.?", "senior vice president"),
        ("v", r"\be\.?v\.?p\b\.?", "executive vice president"),
        ("v", r"\ba\.?v\.?p\b\.?", "assistant vice president"),
        ("v", r"\bv\.?p\b\.?", "vice president"),
        ("ceo", r"\bceo\b", "chief executive officer"),
        ("cfo", r"\bcfo\b", "chief financial officer"),
        ("coo", r"\bcoo\b", "chief operating officer"),
        ("cto", r"\bcto\b", "chief technology officer"),
        ("cio", r"\bcio\b", "chief information officer"),
        ("cmo", r"\bcmo\b", "chief marketing officer"),
        ("ciso", r"\bciso\b", "chief information security officer"),
        ("mgr", r"\bmgr\b\.?", "manager"),
        ("dir", r"\bdir\b\.?", "director"),
        ("asst", r"\basst\b\.?", "assistant"),
        ("assoc", r"\bassoc\b\.?", "associate"),
        ("eng", r"\beng\b\.?", "engineer"),
        ("&", r"\s*&\s*", " and "),
    )
)
# most titles hold nothing of these, and one look is cheaper than all
_ANY_SPELLED: Final = regex(r"\b(?:[sj]r|[sea]?\.?v\.?p|c[efotim]o|ciso|mgr|dir|asst|assoc|eng)\b|&")


def seniority(title: str) -> str:
    """Return the level that a title states: the highest one named in it.

    Args:
        title: One title, without alternatives.

    Returns:
        A member of `rolegraph.vocabulary.LEVELS`, or "" when the title says nothing of its level. The words in titles
        that look like a level and are none (Account Executive, Chief of Staff, Product Manager) count for nothing.

    Example:
        >>> [seniority(t) for t in ("VP, Global Head of Rails", "Sr. Cook", "Account Executive", "Product Manager")]
        ['vice-president', 'senior', '', '']
    """
    # no word of a level has a digit, and large organizations number their sections, wards and shifts
    return _seniority(_DIGITS.sub("0", title))


_DIGITS: Final = regex(r"\d+")


@lru_cache(maxsize=8192)
def _seniority(title: str) -> str:
    neutral, levels = _level_patterns()
    text = " ".join(title.casefold().replace("’", "'").split())
    if "to " in text:
        # "Assistant to the CTO" is no CTO
        text = _SERVED.sub("", text)
    if (words := neutral.of(text)) is not None:
        text = words.sub(" ", text)
    text = " ".join(text.split())
    return next((level for level, words in levels if words.is_in(text)), "")


_SERVED: Final = regex(r"\bto (?:the|our|an?) .*|(?:(?<=assistant )|(?<=secretary )|(?<=advisor )|(?<=adviser ))to .*")


@cache
def _level_patterns() -> tuple[Alternatives, list[tuple[str, AnyOf]]]:
    lists = groups("levels")
    neutral = Alternatives(lists["neutral"], r"(?<!\w)(?:{})s?(?!\w)")
    levels = [level for level in reversed(LEVELS) if level in lists]
    return neutral, [(level, AnyOf(rf"(?<!\w)(?:{line})s?(?!\w)" for line in lists[level])) for level in levels]


@cache
def role_nouns() -> frozenset[str]:
    """Return the nouns that end a title, singular and lower case."""
    return frozenset(groups("role-nouns")["noun"])


@cache
def _compound_ends() -> tuple[str, ...]:
    """Return the nouns that end German compounds which name a role."""
    return groups("role-nouns")["suffix"]


def singular(word: str) -> str:
    """Return the singular of a role noun in lower case; any other word as it is, in lower case.

    Example:
        >>> singular("Attorneys"), singular("Nurses"), singular("Secretaries"), singular("Logistics")
        ('attorney', 'nurse', 'secretary', 'logistics')
    """
    word = word.casefold()
    for ending, new in (("ies", "y"), ("s", ""), ("es", "")):
        if word.endswith(ending) and (one := word.removesuffix(ending) + new) in role_nouns():
            return one
    return word


# a compound that names a role has so many letters, and ends in one of these
_COMPOUND: Final = 9
_COMPOUND_LETTERS: Final = frozenset("enrtgu")
_WORD: Final = regex(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


def has_role_noun(text: str) -> bool:
    """Tell whether a text names a role: whether one of its words is a role noun, singular or plural, or ends in one.

    Example:
        >>> has_role_noun("Backend Engineers"), has_role_noun("Join our team"), has_role_noun("Softwareentwickler:in")
        (True, False, True)
    """
    words = _WORD.findall(text)
    return any(singular(word) in role_nouns() for word in words) or any(is_compound_role(word) for word in words)


def is_compound_role(word: str) -> bool:
    """Tell whether a word is a German compound that ends in a role noun.

    Example:
        >>> is_compound_role("Vertriebsleiterin"), is_compound_role("Leiter")
        (True, False)
    """
    return len(word) >= _COMPOUND and word[-1] in _COMPOUND_LETTERS and word.casefold().endswith(_compound_ends())


@lru_cache(maxsize=8192)
def canonical(title: str) -> str:
    """Return the title under which a role is the same in any organization.

    Abbreviations are spelled out, case and "&" do not matter, a plural head becomes singular.

    Example:
        >>> canonical("Sr. Data Engineers"), canonical("VP, R&D")
        ('senior data engineer', 'vice president, r and d')
    """
    lower = title.lower()
    for letters, pattern, spelled in _SPELLED if _ANY_SPELLED.search(lower) else ():
        if letters in lower:
            title = pattern.sub(spelled, title)
    words = " ".join(title.casefold().split()).split(" ")
    if len(words) > 1 or words[0]:
        bare = words[-1].rstrip(",.")
        words[-1] = singular(bare) if singular(bare) in role_nouns() else words[-1]
    return " ".join(words)
