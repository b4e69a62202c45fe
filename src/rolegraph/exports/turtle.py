"""Turtle, https://www.w3.org/TR/turtle/."""

from collections.abc import Sequence
from typing import BinaryIO

from rolegraph.exports.terms import turtle_terms, types_first, union, write_syntax
from rolegraph.vocabulary import Quad


def write(quads: Sequence[Quad], stream: BinaryIO) -> None:
    """Write the union of all graphs as Turtle, sorted by subject, types first, with the prefixes that it uses.

    Args:
        quads: A graph, in any order.
        stream: Where the UTF-8 goes.

    Raises:
        OutputError: A statement is not valid RDF; the message names it.
    """
    triples = sorted(union(quads), key=types_first)
    write_syntax(triples, stream, "TURTLE", turtle_terms(triples))
