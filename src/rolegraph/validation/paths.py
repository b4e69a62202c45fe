"""SHACL property paths as plain values: an IRI's term, or an operator with its operands.

The operators are those of SHACL 1.0, section 2.3.1, under the names of their terms: `inversePath`, `alternativePath`,
`zeroOrMorePath`, `oneOrMorePath`, `zeroOrOnePath`, and `sequence` for a list.
"""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from rolegraph.vocabulary import PREFIXES

Path: TypeAlias = "str | tuple[str, tuple[Path, ...]]"
"""An IRI's term, or an operator and its operands."""

_SH: Final = PREFIXES["sh"]
_SUFFIXES: Final = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}
_FIRST: Final = f"<{PREFIXES['rdf']}first>"
_REST: Final = f"<{PREFIXES['rdf']}rest>"
_NIL: Final = f"<{PREFIXES['rdf']}nil>"

UNARY: Final = ("inversePath", *_SUFFIXES)
"""The operators that take one path."""


def spell_path(path: Path, name: Callable[[str], str] = str) -> str:
    """Spell a path as SPARQL does.

    Args:
        path: The path.
        name: How an IRI's term is written, for example as a prefixed name.

    Returns:
        The path in the syntax of SPARQL 1.1, section 9.1.

    Example:
        >>> spell_path(("alternativePath", ("<a:x>", ("inversePath", ("<a:y>",)))))
        '<a:x>|^<a:y>'
    """
    if isinstance(path, str):
        return name(path)
    operator, operands = path
    parts = [spell_path(part, name) if isinstance(part, str) else _grouped(part, name) for part in operands]
    if operator == "inversePath":
        return f"^{parts[0]}"
    if operator in _SUFFIXES:
        return parts[0] + _SUFFIXES[operator]
    return ("|" if operator == "alternativePath" else "/").join(parts)


def _grouped(path: Path, name: Callable[[str], str]) -> str:
    text = spell_path(path, name)
    return text if path[0] == "inversePath" else f"({text})"


def path_triples(path: Path, label: str) -> tuple[str, list[tuple[str, str, str]]]:
    """Write a path in RDF, as `sh:resultPath` wants it.

    Args:
        path: The path.
        label: The blank node to start from (`_:path1`); further ones are called after it.

    Returns:
        The node that stands for the path, and the triples that describe it, outermost first.

    Example:
        >>> path_triples(("inversePath", ("<a:x>",)), "_:p")
        ('_:p', [('_:p', '<http://www.w3.org/ns/shacl#inversePath>', '<a:x>')])
    """
    if isinstance(path, str):
        return path, []
    operator, operands = path
    if operator in UNARY:
        node, below = path_triples(operands[0], f"{label}-1")
        return label, [(label, f"<{_SH}{operator}>", node), *below]
    if operator == "sequence":
        return label, list(_list_triples(operands, label))
    head = f"{label}-list"
    return label, [(label, f"<{_SH}{operator}>", head), *_list_triples(operands, head)]


def _list_triples(members: tuple[Path, ...], head: str) -> Iterator[tuple[str, str, str]]:
    for number, member in enumerate(members, 1):
        cell = head if number == 1 else f"{head}-{number}"
        node, below = path_triples(member, f"{cell}-item")
        yield (cell, _FIRST, node)
        yield (cell, _REST, f"{head}-{number + 1}" if number < len(members) else _NIL)
        yield from below
