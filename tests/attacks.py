"""Texts made to hurt a regular expression: what its repeats take, many times over, before something that fails.

A pattern that backtracks catastrophically does so where a repeat can take the same text in more than one way and the
match fails behind it. So every repeat of a pattern gets a text of its own: what stands before it, a thousand times what
it takes, and a character that hardly any pattern takes.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from re import _constants as code  # type: ignore[attr-defined]  # isort: skip
from re import _parser as parser  # type: ignore[attr-defined]  # isort: skip

END: Final = "\x00"
_CANDIDATES: Final = "a A0 1-.,/'\n é:;($"
_CATEGORIES: Final = {
    code.CATEGORY_DIGIT: "1",
    code.CATEGORY_NOT_DIGIT: "a",
    code.CATEGORY_SPACE: " ",
    code.CATEGORY_NOT_SPACE: "a",
    code.CATEGORY_WORD: "a",
    code.CATEGORY_NOT_WORD: "-",
}


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Yield a text of about `length` characters for every way through each repeat of a pattern."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    for before, unit in _repeats(list(tree), ""):
        if unit:
            yield before + unit * (length // len(unit)) + END


def _repeats(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Yield for each repeat what leads to it and one helping of what it takes."""
    for kind, value in nodes:
        if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most > 8:
                for unit in islice(_words(list(inner)), 6):
                    yield before, unit
            yield from _repeats(list(inner), before)
        elif kind is code.SUBPATTERN:
            yield from _repeats(list(value[3]), before)
        elif kind is code.ATOMIC_GROUP:
            yield from _repeats(list(value), before)
        elif kind is code.BRANCH:
            for branch in value[1]:
                yield from _repeats(list(branch), before)
        before += next(_words([(kind, value)]), "")


def _words(nodes: list[Any]) -> Iterator[str]:
    """Yield texts that a sequence of nodes takes: the first way through all, then each other way through one."""
    options = [list(islice(_options(kind, value), 4)) or [""] for kind, value in nodes]
    first = [one[0] for one in options]
    yield "".join(first)
    for index, others in enumerate(options):
        for other in others[1:]:
            yield "".join([*first[:index], other, *first[index + 1 :]])


def _options(kind: Any, value: Any) -> Iterator[str]:
    if kind is code.LITERAL:
        yield chr(value)
    elif kind is code.NOT_LITERAL:
        yield next(c for c in _CANDIDATES if ord(c) != value)
    elif kind is code.ANY:
        yield from "a "
    elif kind is code.IN:
        yield from _members(value)
    elif kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        least, _, inner = value
        for word in _words(list(inner)):
            yield word * max(1, least)
        if least == 0:
            yield ""
    elif kind is code.SUBPATTERN:
        yield from _words(list(value[3]))
    elif kind is code.ATOMIC_GROUP:
        yield from _words(list(value))
    elif kind is code.BRANCH:
        for branch in value[1]:
            yield from islice(_words(list(branch)), 1)


def _members(members: list[Any]) -> Iterator[str]:
    if members[0][0] is code.NEGATE:
        refused = re.compile("[" + "".join(_spelled(member) for member in members[1:]) + "]")
        yield from islice((c for c in _CANDIDATES if not refused.match(c)), 3)
        return
    for kind, value in members:
        if kind is code.LITERAL:
            yield chr(value)
        elif kind is code.RANGE:
            yield chr(value[0])
        elif kind is code.CATEGORY:
            yield _CATEGORIES[value]


def _spelled(member: Any) -> str:
    kind, value = member
    if kind is code.LITERAL:
        return re.escape(chr(value))
    if kind is code.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {"1": r"\d", " ": r"\s", "-": r"\W"}.get(_CATEGORIES[value], r"\w")
