"""Picks from a large graph the quads that structure is read from, a small part of it."""

from collections.abc import Callable, Iterator
from typing import Final

from rolegraph.structure.statements import KINDS, READ
from rolegraph.vocabulary import DCTERMS, OA, PROV, RDF, RG, SKOS, Quad

Select = Callable[[str, str, str], Iterator[Quad]]
"""Yields the quads with a subject, a predicate and an object, "" for any."""

# read of few things only: most of a graph are statements of evidence
_OF_FEW: Final = frozenset({RDF.type, RG.evidence, RG.confidence, DCTERMS.type, OA.exact, PROV.wasQuotedFrom})


def bearing(select: Select) -> list[Quad]:
    """Return the quads that `reporting` and `analyze` need of a graph.

    Args:
        select: Looks quads up.

    Returns:
        Quads, sorted, each once: what comes of them is what comes of the whole graph.

    Example:
        >>> line = ("<http://a/l>", RG.subordinate, "<http://a/p>", "")
        >>> def select(subject, predicate, object_):
        ...     return iter([line] if predicate == RG.subordinate else [])
        >>> bearing(select) == [line]
        True
    """
    # what is one is united before anything is read
    told = (*(predicate for predicate in READ if predicate not in _OF_FEW), SKOS.exactMatch)
    found = {quad for predicate in told for quad in select("", predicate, "")}
    found.update(quad for kind in KINDS for quad in select("", RDF.type, kind))
    lines = {quad[0] for quad in found if quad[1] == RG.subordinate}
    commitments = {quad[2] for quad in found if quad[1] == RG.makesCommitment}
    evidence = [quad for line in lines for quad in select(line, RG.evidence, "")]
    found.update(evidence)
    found.update(quad for line in lines for quad in select(line, RG.confidence, ""))
    found.update(quad for one in commitments for quad in select(one, DCTERMS.type, ""))
    for quote in {quad[2] for quad in evidence}:
        found.update(select(quote, OA.exact, ""))
        found.update(select(quote, PROV.wasQuotedFrom, ""))
    return sorted(found)
