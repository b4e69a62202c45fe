"""A graph's quads on their way into an RDF syntax: sorted, without doubles, checked, with the prefixes they use."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter, lt
from typing import TYPE_CHECKING, BinaryIO, Final, Literal

from rolegraph.errors import OutputError
from rolegraph.exports.characters import encode, shown
from rolegraph.vocabulary import PREFIXES, RDF, XSD, Quad

if TYPE_CHECKING:
    import pyoxigraph

Triple = tuple[str, str, str]
Syntax = Literal["TURTLE", "TRIG", "JSON_LD", "RDF_XML"]

_CHUNK: Final = 1000  # lines joined into one write: more do not fit into the processor's cache, and take twice as long
_LAST: Final = itemgetter(-1)
_DATATYPE: Final = re.compile(r'"\^\^(<[^>]*>)\Z')
_BARE: Final = {XSD.integer, XSD.decimal}  # Turtle writes these numbers without quotes


def in_order(quads: Sequence[Quad]) -> Sequence[Quad]:
    """Return quads sorted, each once: the same sequence where they are, as those of a graph of ours mostly are.

    Example:
        >>> in_order([("<http://b>", "<http://b>", '"c"', ""), ("<http://a>", "<http://b>", '"c"', "")])[0][0]
        '<http://a>'
    """
    # looking takes a tenth of what sorting a set of millions does
    return quads if all(map(lt, quads, itertools.islice(quads, 1, None))) else sorted(set(quads))


def union(quads: Iterable[Quad]) -> list[Triple]:
    """Return the triples of all graphs together, sorted, each once.

    Example:
        >>> union([("<http://a>", "<http://b>", '"c"', "<http://g>"), ("<http://a>", "<http://b>", '"c"', "")])
        [('<http://a>', '<http://b>', '"c"')]
    """
    return sorted({quad[:3] for quad in quads})


def types_first(statement: Sequence[str]) -> tuple[str, bool, Sequence[str]]:
    """Return the key that sorts statements by subject, the types before the rest, as readers of Turtle expect.

    Example:
        >>> types_first(("<http://a>", RDF.type, "<http://b>")) < types_first(("<http://a>", "<http://a>", '"c"'))
        True
    """
    return statement[0], statement[1] != RDF.type, statement[1:]


def write_lines(statements: Iterable[Sequence[str]], stream: BinaryIO) -> None:
    r"""Write statements one a line, as canonical N-Triples and N-Quads do.

    Args:
        statements: Terms in their N-Triples spelling; a "" for the default graph is left out.
        stream: Where the UTF-8 goes, some thousand lines at a time.

    Raises:
        OutputError: A term holds a lone surrogate.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> write_lines([("<http://a>", "<http://b>", '"c"', "")], stream)
        >>> stream.getvalue()
        b'<http://a> <http://b> "c" .\n'
    """
    rest = iter(statements)
    while chunk := list(itertools.islice(rest, _CHUNK)):
        if not all(map(_LAST, chunk)):
            chunk = [one if one[-1] else one[:-1] for one in chunk]
        lines = list(map(" ".join, chunk))
        try:
            # most lines are in ASCII, and those are copied; a text that holds all of them would not be
            stream.write(b" .\n".join(map(str.encode, lines)) + b" .\n")
        except UnicodeEncodeError:
            encode("\n".join(lines))  # which says where it is


def write_syntax(
    statements: Sequence[Sequence[str]], stream: BinaryIO, syntax: Syntax, shortened: Iterable[str] = ()
) -> None:
    """Write statements in a syntax that needs a serializer.

    Args:
        statements: Triples or quads, in the order in which they are to be written.
        stream: Where the UTF-8 goes.
        syntax: The name of a `pyoxigraph.RdfFormat`.
        shortened: The terms that the syntax can shorten by a prefix.

    Raises:
        OutputError: A statement is not valid RDF 1.1 (its IRI holds a space, say); the message names it.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> write_syntax([("<http://a>", RDF.type, "<http://www.w3.org/ns/org#Post>")], stream, "TURTLE")
        >>> print(stream.getvalue().decode(), end="")
        <http://a> a <http://www.w3.org/ns/org#Post> .
    """
    import pyoxigraph as ox

    kind: ox.RdfFormat = getattr(ox.RdfFormat, syntax)
    prefixes = used_prefixes(shortened)
    quads = _parse(statements)
    if kind.supports_datasets:
        ox.serialize(quads, stream, kind, prefixes=prefixes)
    else:
        ox.serialize((quad.triple for quad in quads), stream, kind, prefixes=prefixes)


def turtle_terms(statements: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the terms that Turtle and TriG may shorten by a prefix: all but `a` and the datatypes of bare numbers.

    Example:
        >>> list(turtle_terms([("<http://a>", RDF.type, "<http://b>"), ("<http://a>", "<http://c>", '"d"')]))
        ['<http://a>', '<http://b>', '<http://a>', '<http://c>']
    """
    for statement in statements:
        for place, term in enumerate(statement):
            if term.startswith("<") and not (place == 1 and term == RDF.type):
                yield term
            elif term.endswith(">") and (datatype := _DATATYPE.search(term)) and datatype[1] not in _BARE:
                yield datatype[1]


def _parse(statements: Sequence[Sequence[str]]) -> "Iterator[pyoxigraph.Quad]":
    """Yield the statements as pyoxigraph's quads, in their order."""
    import io

    import pyoxigraph as ox

    stream = io.BytesIO()
    write_lines(statements, stream)
    try:
        yield from ox.parse(stream.getvalue(), ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        statement = statements[(error.lineno or 1) - 1]
        raise OutputError(f"not valid RDF: {shown(' '.join(statement))} ({error.msg})") from error


def used_prefixes(terms: Iterable[str]) -> dict[str, str]:
    """Return those of `vocabulary.PREFIXES` that begin one of the IRI terms, sorted by prefix.

    Example:
        >>> used_prefixes(["<http://www.w3.org/ns/org#Post>", "<http://example.org/>"])
        {'org': 'http://www.w3.org/ns/org#'}
    """
    spaces = {f"<{space}": prefix for prefix, space in PREFIXES.items()}
    starts = tuple(spaces)
    found = {
        spaces[start] for term in set(terms) if term.startswith(starts) for start in starts if term.startswith(start)
    }
    return {prefix: PREFIXES[prefix] for prefix in sorted(found)}
