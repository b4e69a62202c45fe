"""Picks from a store the quads by which a rule about the whole may be broken, a small part of it.

Lines and days are read whole: there are few of them. Most of a graph is evidence, and of that queries name what may be
wrong, some of it perhaps too much, none too little; what they name is read whole, and the rules decide.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from rolegraph.validation.conflicts import READ
from rolegraph.validation.integrity import DOCUMENTS, POSTED, VALID
from rolegraph.validation.stored import StoreFacts
from rolegraph.vocabulary import OA, ORG, PROV, RDF, RG, Quad

_WHOLE: Final = (
    *(ORG.reportsTo, RG.lineKind, RG.subordinate, RG.superior, POSTED, VALID),
    *(RG.evidenceBefore, RG.evidenceAfter),
)

# COALESCE: what has no value, as an offset that is no number, is looked at
_FALSE: Final = f"""SELECT DISTINCT ?f {{
  ?f {PROV.wasQuotedFrom} ?posting ; {OA.start} ?start ; {OA.end} ?end . ?posting {RG.text} ?text
  OPTIONAL {{ ?f {OA.exact} ?exact }}
  FILTER(COALESCE(?start < 0 || ?start >= ?end || ?end > STRLEN(?text)
    || (BOUND(?exact) && STR(?exact) != SUBSTR(STR(?text), ?start + 1, ?end - ?start)), true)) }}"""
_LOST: Final = f"""SELECT DISTINCT ?f {{
  {{ SELECT DISTINCT ?posting {{ [] {PROV.wasQuotedFrom} ?posting }} }}
  {" ".join(f"FILTER NOT EXISTS {{ ?posting a {kind} }}" for kind in sorted(DOCUMENTS))}
  ?f {PROV.wasQuotedFrom} ?posting }}"""
_UNSUPPORTED: Final = f"""SELECT DISTINCT ?f {{
  ?f {RG.evidence} ?evidence FILTER NOT EXISTS {{ ?evidence {PROV.wasQuotedFrom} ?posting }} }}"""
_UNSTATED: Final = f"""SELECT DISTINCT ?f {{
  ?f {RDF.subject} ?s ; {RDF.predicate} ?p ; {RDF.object} ?o FILTER NOT EXISTS {{ ?s ?p ?o }} }}"""


def bearing(facts: StoreFacts) -> list[Quad]:
    """Return the quads of a store that `check_integrity` needs.

    Args:
        facts: The facts of the store.

    Returns:
        Quads: what the rules find in them is what they find in the whole store.

    Example:
        >>> from rolegraph.validation.stored import QuadStore
        >>> line, other = ("<a:x>", ORG.reportsTo, "<a:y>", ""), ("<a:x>", "<a:p>", "<a:y>", "")
        >>> bearing(StoreFacts(QuadStore([line, other]).store)) == [line]
        True
    """
    found = set(facts.quads(frozenset(_WHOLE)))
    found.update((node, RDF.type, kind, "") for kind in DOCUMENTS for node in facts.subjects(RDF.type, kind))
    for query, read in _NOMINATED:
        found.update(quad for node in facts.select(query) for quad in read(facts, node))
    if facts.subjects(RDF.type, RG.PostTable):
        found.update(_of_conflicts(facts, {line for line, predicate, _, _ in found if predicate == RG.subordinate}))
    return sorted(found)


def _of_evidence(facts: StoreFacts, node: str) -> Iterator[Quad]:
    yield from _about(facts, node, PROV.wasQuotedFrom, OA.start, OA.end, OA.exact)
    for posting in facts.objects(PROV.wasQuotedFrom, node):
        yield from _about(facts, posting, RG.text)


def _of_fact(facts: StoreFacts, node: str) -> Iterator[Quad]:
    yield from _about(facts, node, RDF.type, RG.evidence)
    for evidence in facts.objects(RG.evidence, node):
        yield from _about(facts, evidence, PROV.wasQuotedFrom)


def _of_statement(facts: StoreFacts, node: str) -> Iterator[Quad]:
    yield from _about(facts, node, RDF.subject, RDF.predicate, RDF.object)


def _of_conflicts(facts: StoreFacts, lines: Iterable[str]) -> Iterator[Quad]:
    """Yield what tells which document gives a post which manager; only where there is a table can two disagree."""
    yield from facts.quads(frozenset(READ))
    for line in lines:
        yield from (quad for quad in _of_fact(facts, line) if quad[1] != RDF.type)


def _about(facts: StoreFacts, node: str, *predicates: str) -> Iterator[Quad]:
    return ((node, predicate, one, "") for predicate in predicates for one in facts.objects(predicate, node))


_NOMINATED: Final[tuple[tuple[str, Callable[[StoreFacts, str], Iterator[Quad]]], ...]] = (
    (_FALSE, _of_evidence),
    (_LOST, _of_evidence),
    (_UNSUPPORTED, _of_fact),
    (_UNSTATED, _of_statement),
)
