"""N-Quads, https://www.w3.org/TR/n-quads/, in its canonical form."""

from collections.abc import Sequence
from typing import BinaryIO

from rolegraph.exports.terms import in_order, write_lines
from rolegraph.vocabulary import Quad


def write(quads: Sequence[Quad], stream: BinaryIO) -> None:
    """Write the graphs as N-Quads, sorted by subject, predicate, object and graph.

    Args:
        quads: A graph, in any order.
        stream: Where the UTF-8 goes.

    Raises:
        OutputError: A term holds a lone surrogate.
    """
    write_lines(in_order(quads), stream)
