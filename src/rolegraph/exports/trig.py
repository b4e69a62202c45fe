"""TriG, https://www.w3.org/TR/trig/."""

from collections.abc import Sequence
from typing import BinaryIO

from rolegraph.exports.terms import turtle_terms, types_first, write_syntax
from rolegraph.vocabulary import Quad


def write(quads: Sequence[Quad], stream: BinaryIO) -> None:
    """Write the graphs as TriG, the default graph first, then by name; in each as in Turtle.

    Args:
        quads: A graph, in any order.
        stream: Where the UTF-8 goes.

    Raises:
        OutputError: A statement is not valid RDF; the message names it.
    """
    statements = sorted(set(quads), key=lambda quad: (quad[3], types_first(quad)))
    write_syntax(statements, stream, "TRIG", turtle_terms(statements))
