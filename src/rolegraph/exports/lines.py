"""N-Triples and N-Quads, https://www.w3.org/TR/n-quads/, in their canonical form: a statement a line, sorted.

What is in memory is sorted there. Quads that come one by one, as those of a store do, are sorted some at a time, put
aside in files without a name, and merged, so that a graph may be larger than memory.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from typing import BinaryIO, Final

from rolegraph.exports.characters import encode
from rolegraph.exports.terms import in_order, union, write_lines
from rolegraph.vocabulary import Quad

_PORTION: Final = 200_000  # lines that are sorted at a time: some 50 MB


def write(quads: Iterable[Quad], stream: BinaryIO, *, graphs: bool = False) -> None:
    """Write a graph a statement a line, sorted by subject, predicate, object and graph, each once.

    Args:
        quads: A graph, in any order; in memory where it is a sequence.
        stream: Where the UTF-8 goes.
        graphs: Whether as N-Quads; else as N-Triples, the union of all graphs.

    Raises:
        OutputError: A term holds a lone surrogate.
    """
    if isinstance(quads, Sequence):
        write_lines(in_order(quads) if graphs else union(quads), stream)
        return
    stream.writelines(_sorted(_lines(quads, graphs=graphs), _PORTION))


def _lines(quads: Iterable[Quad], *, graphs: bool) -> Iterator[bytes]:
    for quad in quads:
        yield encode(" ".join(quad if graphs and quad[3] else quad[:3]) + " .\n")


def _sorted(lines: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Yield lines sorted, each once, with at most so many in memory.

    A term ends before a character that is less than all that could go on with it, so that the order of the lines is
    that of their terms.
    """
    from tempfile import TemporaryFile

    aside: list[BinaryIO] = []
    try:
        while True:
            portion = sorted(itertools.islice(lines, most))
            if len(portion) < most:
                break
            aside.append(TemporaryFile())  # noqa: SIM115  # it is closed below
            aside[-1].writelines(portion)
            aside[-1].seek(0)
        yield from (line for line, _ in itertools.groupby(merge(*aside, portion)))
    finally:
        for file in aside:
            file.close()
