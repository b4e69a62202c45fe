"""Named graphs cut into pieces that one request each can send, with a mark in each that tells when it is there.

A mark is a triple inside the graph that it speaks of, `GRAPH rg:loadMark "HASH NUMBER/OF"`, and travels with its piece:
a database takes both or neither. A run that was cut asks for the marks and sends only the pieces without one.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from rolegraph.errors import UsageError
from rolegraph.vocabulary import RG, Quad, literal

Triple = tuple[str, str, str]

DEFAULT: Final = ""
"""What stands for the default graph, as in quads."""


class Piece(NamedTuple):
    """As much of a graph as one request sends.

    Args:
        graph: The term of the graph; "" for the default graph.
        lines: Its triples in N-Triples, and its mark.
        units: How many triples that is, without the mark.
        first: Whether it is the first of its graph: the one that takes the place of what was there.
        mark: The mark as a literal term; "" without one.
        blank: Whether it holds blank nodes, which become others each time they are sent.
    """

    graph: str
    lines: str
    units: int
    first: bool
    mark: str
    blank: bool


def place(quads: Sequence[Quad], *, graph: str = "", default_graph: str = "") -> list[tuple[str, list[Triple]]]:
    """Sort quads into the graphs of the target.

    Args:
        quads: A graph, in any order.
        graph: The IRI of the one graph that all go into; "" for their own.
        default_graph: The IRI of the graph for those that have none; "" for the default graph.

    Returns:
        Each graph's term with its triples, sorted, each once; marks of an earlier load are left out.

    Raises:
        UsageError: An IRI is none.

    Example:
        >>> place([("<http://a>", "<http://b>", '"c"', "")], default_graph="http://g")
        [('<http://g>', [('<http://a>', '<http://b>', '"c"')])]
    """
    one, other = _graph_term("--graph", graph), _graph_term("--default-graph", default_graph)
    placed: defaultdict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        if quad[1] != RG.loadMark:
            placed[one or quad[3] or other].append(quad[:3])
    # sorting what is sorted, as the quads of a graph of ours are, costs less than a set
    return [(name, [triple for triple, _ in groupby(sorted(placed[name]))]) for name in sorted(placed)]


def _graph_term(option: str, iri: str) -> str:
    scheme, colon, rest = iri.partition(":")
    good = colon and rest and scheme.isascii() and scheme[:1].isalpha()
    if iri and not (good and iri.isprintable() and not set(iri) & set(' <>"{}|\\^`')):
        raise UsageError(f"{option} {iri!r}: give an absolute IRI, such as https://example.org/roles")
    return f"<{iri}>" if iri else ""


def cut(
    graph: str, triples: Sequence[Triple], *, most_bytes: int, most_units: int = 0, marks: bool = True
) -> list[Piece]:
    """Cut a graph into pieces.

    Args:
        graph: Its term; the default graph, which has no name to speak of, gets no marks.
        triples: Its triples, sorted.
        most_bytes: The most bytes of a piece; a single triple may be longer.
        most_units: The most triples of a piece; 0 for no limit.
        marks: Whether each piece gets a mark.

    Returns:
        The pieces. All triples with blank nodes are in the first one, since a blank node is another one in every
        request.

    Example:
        >>> [piece] = cut("<http://g>", [("<http://a>", "<http://b>", '"c"')], most_bytes=1000)
        >>> piece.units, piece.mark
        (1, '"1c84ac623cca721e 1/1"')
    """
    groups = list(_groups(triples, most_bytes, most_units))
    pieces = []
    for number, (lines, blank) in enumerate(groups, 1):
        text = "".join(lines)
        mark = ""
        if marks and graph != DEFAULT:
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
            mark = literal(f"{digest} {number}/{len(groups)}")
            text += f"{graph} {RG.loadMark} {mark} .\n"
        pieces.append(Piece(graph, text, len(lines), number == 1, mark, blank))
    return pieces


def _groups(triples: Sequence[Triple], most_bytes: int, most_units: int) -> Iterator[tuple[list[str], bool]]:
    """Yield the lines of each piece, and whether blank nodes are in it."""
    blank = [triple for triple in triples if triple[0].startswith("_:") or triple[2].startswith("_:")]
    kept = frozenset(blank)
    lines = [f"{s} {p} {o} .\n" for s, p, o in blank]
    size, pinned = sum(map(len, lines)), bool(blank)
    for triple in triples:
        if triple in kept:
            continue
        line = f"{triple[0]} {triple[1]} {triple[2]} .\n"
        # surrogates are refused where the text becomes UTF-8, with a message of its own
        length = len(line) if line.isascii() else len(line.encode("utf-8", "surrogatepass"))
        if lines and (size + length > most_bytes or len(lines) == most_units):
            yield lines, pinned
            lines, size, pinned = [], 0, False
        lines.append(line)
        size += length
    if lines:
        yield lines, pinned
