"""Reads the word lists."""

import re
from collections.abc import Iterator
from functools import cache

from rolegraph.regexes import regex
from rolegraph.resources import folder

_GROUP = regex(r"^\[(.*)\][ \t]*\r?$", re.MULTILINE)
LANGUAGES = ("en", "de", "fr", "es", "pt")
"""The languages that word lists exist in, the best covered first."""


@cache
def groups(topic: str, languages: tuple[str, ...] = LANGUAGES) -> dict[str, tuple[str, ...]]:
    """Return the phrases of a topic by group, over all languages.

    A word list is a text file: `[group]` opens a group, each other line is a phrase, `#` begins a comment line.

    Args:
        topic: The name of the files, without their ending.
        languages: The folders to read, in this order.

    Returns:
        Phrases by group name, in the order of the files.

    Example:
        >>> "responsibilities" in groups("headings")["responsibilities"]
        True
    """
    found: dict[str, dict[str, None]] = {}
    for language in languages:
        for group, phrases in _read(language, topic):
            found.setdefault(group, {}).update(dict.fromkeys(phrases))
    return {group: tuple(phrases) for group, phrases in found.items() if phrases}


def _read(language: str, topic: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the groups of one word list with their phrases; what stands before the first group is in one called ""."""
    try:
        data = (folder("lexicons") / language / f"{topic}.txt").read_bytes()
    except FileNotFoundError:
        return
    first, *rest = _GROUP.split(data.decode())
    for group, body in zip(("", *rest[::2]), (first, *rest[1::2]), strict=True):
        yield group, [line for line in map(str.strip, body.splitlines()) if line and line[0] != "#"]
