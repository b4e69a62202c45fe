"""The occupation that a title belongs to, by the titles of O*NET (CC BY 4.0, see NOTICE).

The table `occupations.tsv` is made by `tools/occupations.py`: one line a title, with code and name of the occupation. A
title that is not in it belongs to what its last words say ("clinical data scientist" is a data scientist); a title
without such words has no code, since none is better than a wrong one.
"""

from functools import cache, lru_cache
from typing import Final, NamedTuple

from rolegraph.regexes import regex
from rolegraph.resources import folder

# what stands behind the head of a title: "Data Scientist, Fraud", "Engineer - Docks", "Director of Elections"
_TAIL: Final = regex(
    r"\s*(?:,|\(|\s[-–—|:]\s| of | for | in ).*",
)
_LEVELS: Final = frozenset(
    """senior junior lead principal staff associate mid mid-level intermediate entry-level head global regional national
    group executive managing deputy assistant acting interim temporary""".split()
)
# these change what a title is, not how high it stands
_KEPT: Final = frozenset(("assistant", "deputy", "associate", "executive", "managing", "head", "group"))
_LONGEST: Final = 6  # words


class Occupation(NamedTuple):
    """An occupation of O*NET-SOC.

    Args:
        code: Its code.
        name: Its name.
        exact: Whether the title is one of its own; else only the last words are.
    """

    code: str
    name: str
    exact: bool


@lru_cache(maxsize=8192)
def occupation_of(canonical: str) -> Occupation | None:
    """Return the occupation that a title belongs to.

    Args:
        canonical: The title, as `rolegraph.lexicons.titles.canonical` spells it.

    Returns:
        The occupation whose title it is, whatever its level; else the one whose title its last words are; else None.

    Example:
        >>> occupation_of("senior data scientist")
        Occupation(code='15-2051.00', name='Data Scientists', exact=True)
        >>> occupation_of("clinical data scientist, trials").exact, occupation_of("night wizard")
        (False, None)
    """
    words = _TAIL.sub("", canonical).split()
    while words and words[0].rstrip(".") in _LEVELS - _KEPT:
        del words[0]
    table = _table()
    for start in range(max(0, len(words) - _LONGEST), len(words)):
        found = table.get(" ".join(words[start:]))
        if found is not None:
            return None if _is_served(words[:start]) else Occupation(*found, exact=start == 0)
    return None


def _is_served(before: list[str]) -> bool:
    """Tell whether the words before a known title make another one of it: "assistant X", "Y to X", "Y / X"."""
    return not (_KEPT | {"to", "and", "or", "chief", "-", "–"}).isdisjoint(before) or any(
        "/" in word for word in before
    )


@cache
def _table() -> dict[str, tuple[str, str]]:
    lines = (folder("lexicons") / "occupations.tsv").read_text(encoding="utf-8").splitlines()
    return {title: (code, name) for title, code, name in (line.split("\t") for line in lines)}
