"""The order of the seniority levels, as `skos:notation` gives it in the scheme `rgc:seniority`."""

from typing import Final

from rolegraph.vocabulary import LEVELS

RANKS: Final = {level: rank for rank, level in enumerate(LEVELS)}
"""How many levels lie below each."""


def seniority_key(level: str) -> tuple[int, str]:
    """Return the key that sorts levels from junior to senior, those outside the scheme last, by name.

    Example:
        >>> sorted(["chief", "grand-vizier", "entry"], key=seniority_key)
        ['entry', 'chief', 'grand-vizier']
    """
    return RANKS.get(level, len(LEVELS)), level
