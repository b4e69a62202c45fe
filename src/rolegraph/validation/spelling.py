"""How terms and texts of a report are shown: prefixed names, harmless text, Turtle."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from rolegraph.vocabulary import PREFIXES, Quad

SHAPES: Final = "https://w3id.org/rolegraph/shape/"
"""The namespace of our shapes and of the rules that the program checks beside them."""

_PREFIXES: Final = PREFIXES | {"shape": SHAPES}
_NAMESPACES: Final = {namespace: prefix for prefix, namespace in _PREFIXES.items()}
_IRI: Final = re.compile(r"<(.*[/#])([A-Za-z][A-Za-z0-9_-]*)>")
_TYPED: Final = re.compile(r'(".*"\^\^)(<[^"]*>)', re.DOTALL)


def shorten(term: str) -> str:
    """Write a term with a prefixed name where one of our prefixes fits.

    Args:
        term: A term in its N-Triples spelling.

    Returns:
        `schema:title` for an IRI, `"5"^^xsd:integer` for a literal; the term itself where no prefix fits.

    Example:
        >>> shorten("<https://schema.org/title>"), shorten("<https://sws.geonames.org/1/>")
        ('schema:title', '<https://sws.geonames.org/1/>')
    """
    if found := _IRI.fullmatch(term):
        prefix = _NAMESPACES.get(found[1])
        return f"{prefix}:{found[2]}" if prefix else term
    if found := _TYPED.fullmatch(term):
        return found[1] + shorten(found[2])
    return term


def show(text: str, limit: int = 200) -> str:
    r"""Make a text fit for a line of a terminal or a log.

    Args:
        text: Any text, of hostile origin.
        limit: The most code points to show.

    Returns:
        The text on one line, what a terminal would obey escaped, the end cut where it is too long.

    Example:
        >>> show("a\x1b[2Jb\nc")
        'a\\x1b[2Jb\\nc'
    """
    cut = text if len(text) <= limit else f"{text[: limit - 1]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in cut)


def turtle(quads: Iterable[Quad]) -> str:
    """Write quads as Turtle, whatever graph they are in.

    Args:
        quads: Sorted by subject.

    Returns:
        Turtle 1.1 with the prefixes that it uses.

    Example:
        >>> print(turtle([("<a:b>", "<https://schema.org/name>", '"x"', "")]))
        @prefix schema: <https://schema.org/> .
        <BLANKLINE>
        <a:b> schema:name "x" .
        <BLANKLINE>
    """
    blocks: list[str] = []
    used: set[str] = set()
    for subject, group in groupby(quads, key=lambda quad: quad[0]):
        lines = " ;\n    ".join(
            f"{_note(predicate, used)} {_note(object_, used)}" for _, predicate, object_, _ in group
        )
        blocks.append(f"{_note(subject, used)} {lines} .\n")
    heads = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in _PREFIXES.items() if prefix in used)
    return "\n".join([heads, *blocks] if heads else blocks)


def _note(term: str, used: set[str]) -> str:
    short = shorten(term)
    if short != term:
        used.add(short.rsplit(":", 1)[0].rsplit("^", 1)[-1])
    return short
