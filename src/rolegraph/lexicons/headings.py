"""What kind of section a heading opens."""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rolegraph.lexicons.words import groups

_NOISE: Final = re.compile(r"^[\W\d_]+|[\s:.!?…*#_=-]+$")
_APOSTROPHES: Final = str.maketrans("’‘`", "'''")


class SectionKind(NamedTuple):
    """The kind of a section.

    Args:
        name: `responsibilities`, `requirements`, ...; "" when the heading is not known.
        label: Whether the heading is a label that stands for one line only, as "Location:" does.
        whole: Whether the heading is a known phrase and nothing else.
    """

    name: str
    label: bool = False
    whole: bool = False


UNKNOWN: Final = SectionKind("")


@lru_cache(maxsize=8192)
def section_kind(heading: str) -> SectionKind:
    """Tell what kind of section a heading opens.

    Args:
        heading: Its text, colon and numbering included or not.

    Returns:
        The kind whose phrase is the whole heading, else the one with the longest phrase in it, else `UNKNOWN`.

    Example:
        >>> section_kind("Your Key Responsibilities:").name
        'responsibilities'
        >>> section_kind("Location").label
        True
    """
    text = " ".join(_NOISE.sub("", heading.translate(_APOSTROPHES).casefold()).replace(",", " ").split())
    whole, pattern, parts = _tables()
    if text in whole:
        return whole[text]
    if len(text) > 90:
        return UNKNOWN
    found = max(pattern.findall(text), key=len, default="")
    return parts[found] if found else UNKNOWN


@cache
def _tables() -> tuple[dict[str, SectionKind], re.Pattern[str], dict[str, SectionKind]]:
    whole: dict[str, SectionKind] = {}
    parts: dict[str, SectionKind] = {}
    for group, phrases in groups("headings").items():
        name, label = group.removesuffix("!"), group.endswith("!")
        for phrase in phrases:
            text = phrase.removeprefix("=")
            whole.setdefault(text, SectionKind(name, label, True))
            if not phrase.startswith("="):
                parts.setdefault(text, SectionKind(name, label))
    spelled = "|".join(re.escape(phrase) for phrase in sorted(parts, key=lambda p: (-len(p), p)))
    return whole, re.compile(rf"(?<!\w)(?:{spelled})(?!\w)"), parts
