"""Reads the word lists."""

from collections.abc import Iterator
from functools import cache

from rolegraph.resources import folder

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
    for group, phrase in _phrases(topic, languages):
        found.setdefault(group, {})[phrase] = None
    return {group: tuple(phrases) for group, phrases in found.items()}


def _phrases(topic: str, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for language in languages:
        path = folder("lexicons") / language / f"{topic}.txt"
        if not path.exists():
            continue
        group = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            line = line.strip()
            if line.startswith("[") and line.endswith("]"):
                group = line[1:-1]
            elif line and not line.startswith("#"):
                yield group, line
