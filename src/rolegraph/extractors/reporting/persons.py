"""Tells the name of a person from the title of a post, and puts words together again."""

from collections.abc import Sequence
from typing import Final

from rolegraph.extractors.reporting.tokens import Token
from rolegraph.extractors.reporting.words import Words, given_names

_ADDRESS: Final = frozenset(("dr", "mr", "ms", "mrs", "prof"))
_RANKS_OF_ADDRESS: Final = frozenset(("professor", "doctor", "sir", "dame", "captain", "sergeant"))


def is_person(parts: Sequence[Token], lists: Words) -> bool:
    """Tell whether words are the name of a person, by an address, a given name or an initial.

    Example:
        >>> from rolegraph.extractors.reporting.tokens import tokens
        >>> from rolegraph.extractors.reporting.words import words
        >>> [is_person(tokens(t, 0, len(t)), words("en")) for t in ("Clara Miller", "Tide Q. Wong", "Data Science")]
        [True, True, False]
    """
    if parts and parts[0].low in _ADDRESS:
        return len(parts) > 1
    if is_addressed(parts, lists):
        return True
    if not 2 <= len(parts) <= 4 or not all(token.is_capital for token in parts):
        return False
    given = parts[0].low in given_names()
    if any(is_known(token, lists) and not (given and token.low in lists.surnames) for token in parts):
        return False
    return given or (_is_plain(parts) and any(len(token.text.rstrip(".")) == 1 for token in parts[1:-1]))


def is_addressed(parts: Sequence[Token], lists: Words) -> bool:
    """Tell whether words are a name after a rank: "Professor Ada Moss"; "Professor Emeritus of Tides" is a title."""
    rest = parts[1:]
    if not rest or len(rest) > 3 or parts[0].low not in _RANKS_OF_ADDRESS or not _is_plain(rest):
        return False
    return rest[0].low in given_names() and not any(is_known(token, lists) for token in rest)


def may_be_person(parts: Sequence[Token], lists: Words) -> bool:
    """Tell whether words that stand before ", Director of ..." are a name, though no list knows it."""
    return 2 <= len(parts) <= 3 and _is_plain(parts) and not any(is_known(token, lists) for token in parts)


def _is_plain(parts: Sequence[Token]) -> bool:
    """Tell whether words are capitalized and are no abbreviations."""
    return all(t.is_capital and t.text.rstrip(".").isalpha() and not t.text[1:2].isupper() for t in parts)


def is_known(token: Token, lists: Words) -> bool:
    """Tell whether a word belongs to titles, units or bodies."""
    low = token.low
    return lists.is_role(low) or low in lists.fields or low in lists.units or low in lists.bodies


def is_plural(token: Token, lists: Words) -> bool:
    """Tell whether a word in lower case means several people: "scientists"."""
    low = token.low
    return not token.is_capital and low.endswith("s") and lists.is_role(low) and not lists.is_role(low + "s")


def spell(parts: Sequence[Token]) -> str:
    """Return words as the text has them, what was skipped between them left out."""
    pieces: list[str] = []
    for index, token in enumerate(parts):
        gap = index and token.start > parts[index - 1].end
        pieces.append(f" {token.text}" if gap else token.text)
    return "".join(pieces)
