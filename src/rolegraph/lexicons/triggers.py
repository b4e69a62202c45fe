"""Patterns that are tried only where a cheap search finds one of their stems.

Regular expressions of many alternatives cost milliseconds a posting; finding a plain word costs microseconds. So every
group of patterns in such a word list names stems, and a sentence without a stem of the group is never looked at.
"""

import re
from functools import cache
from typing import NamedTuple

from rolegraph.lexicons.words import groups


class Trigger(NamedTuple):
    """One group of patterns.

    Args:
        name: The group ("export-control").
        where: What stands behind "@" in the group's name: a condition that the extractor knows, or "".
        stems: Lower-case pieces of text, one of which every match holds.
        pattern: Matches what the group stands for, whatever the case.
    """

    name: str
    where: str
    stems: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def triggers(topic: str) -> tuple[Trigger, ...]:
    """Return the triggers of a topic, over all languages, in the order of the files.

    A line "stems: a, b" in a group lists its stems ("_" stands for a blank); the other lines are its patterns.

    Args:
        topic: The name of the word lists, without their ending.

    Returns:
        One Trigger a group.

    Example:
        >>> [trigger.name for trigger in triggers("conditions")][:2]
        ['export-control', 'visa']
    """
    found = []
    for group, lines in groups(topic).items():
        name, _, where = group.partition("@")
        listed = [stem.strip() for line in lines if line.startswith("stems:") for stem in line[6:].split(",")]
        stems = [stem.replace("_", " ") for stem in listed]
        patterns = [line for line in lines if not line.startswith("stems:")]
        found.append(Trigger(name, where, tuple(stems), re.compile("|".join(patterns), re.IGNORECASE)))
    return tuple(found)
