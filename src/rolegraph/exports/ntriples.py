"""N-Triples, https://www.w3.org/TR/n-triples/, in its canonical form."""

from collections.abc import Sequence
from typing import BinaryIO

from rolegraph.exports.terms import union, write_lines
from rolegraph.vocabulary import Quad


def write(quads: Sequence[Quad], stream: BinaryIO) -> None:
    """Write the union of all graphs as N-Triples, sorted.

    Args:
        quads: A graph, in any order.
        stream: Where the UTF-8 goes.

    Raises:
        OutputError: A term holds a lone surrogate.
    """
    write_lines(union(quads), stream)
