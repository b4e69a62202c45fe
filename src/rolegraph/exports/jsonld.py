"""JSON-LD, https://www.w3.org/TR/json-ld11/, in expanded form: readers need no context and fetch nothing."""

from collections.abc import Sequence
from typing import BinaryIO

from rolegraph.exports.terms import types_first, write_syntax
from rolegraph.vocabulary import Quad


def write(quads: Sequence[Quad], stream: BinaryIO) -> None:
    """Write the graphs as JSON-LD, the default graph first, then by name.

    Args:
        quads: A graph, in any order.
        stream: Where the UTF-8 goes.

    Raises:
        OutputError: A statement is not valid RDF; the message names it.
    """
    write_syntax(sorted(set(quads), key=lambda quad: (quad[3], types_first(quad))), stream, "JSON_LD")
