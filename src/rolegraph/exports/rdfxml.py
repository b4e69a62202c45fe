"""RDF/XML, https://www.w3.org/TR/rdf-syntax-grammar/."""

import io
import re
from collections.abc import Sequence
from typing import BinaryIO, Final

from rolegraph.errors import OutputError
from rolegraph.exports.characters import keep_returns, not_xml, shown
from rolegraph.exports.terms import types_first, union, write_syntax
from rolegraph.vocabulary import Quad, value

# a property becomes an element's name, so its IRI has to end in one (RDF/XML section 2.2)
_ELEMENT: Final = re.compile(r"[^\W\d][\w.\-]*>\Z")


def write(quads: Sequence[Quad], stream: BinaryIO) -> None:
    """Write the union of all graphs as RDF/XML, sorted by subject, types first.

    Args:
        quads: A graph, in any order.
        stream: Where the UTF-8 goes.

    Raises:
        OutputError: XML cannot say a statement: it holds a control character, or its property's IRI does not end in an
            XML name; or it is not valid RDF. The message names it.
    """
    triples = sorted(union(quads), key=types_first)
    for triple in triples:
        if not_xml(value(triple[2])):
            raise OutputError(
                f"XML has no such character: {shown(' '.join(triple))}; write Turtle or N-Triples instead"
            )
        if not _ELEMENT.search(triple[1]):
            raise OutputError(f"no XML name ends the property of {shown(' '.join(triple))}; write Turtle instead")
    written = io.BytesIO()
    write_syntax(triples, written, "RDF_XML", (predicate for _, predicate, _ in triples))
    stream.write(keep_returns(written.getvalue()))
