"""Finds the posting that states a fact and the words in it, so that a report names them.

The evidence of a node says both. A node that carries none (an amount, an address) takes those of the node it belongs
to; a plain relation those of its `rdf:Statement`; a node of which no evidence speaks takes the posting whose graph it
is in or from which it can be reached. Where a graph lies is not asked here: it answers a few questions about single
nodes, which quads in memory do by indexes made when they are needed, and stores by their own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, Protocol

from rolegraph.validation.facts import QuadFacts
from rolegraph.validation.findings import Finding
from rolegraph.vocabulary import DCTERMS, OA, PROV, RDF, RG, SCHEMA, Quad, value


class Ground(Protocol):
    """What is asked of a graph."""

    def objects(self, predicate: str, subject: str) -> Collection[str]:
        """Return the objects of a subject and a predicate, each once."""
        ...

    def subjects(self, predicate: str, object_: str) -> Collection[str]:
        """Return the subjects of a predicate and an object, each once."""
        ...

    def leading(self, object_: str) -> Collection[tuple[str, str]]:
        """Return the subjects and predicates that have this object."""
        ...

    def graph(self, subject: str) -> str:
        """Return the named graph of a node's first triple; "" where there is none."""
        ...


class QuadGround(QuadFacts):
    """Quads in memory.

    Args:
        quads: The graph.
    """

    def __init__(self, quads: Sequence[Quad]) -> None:
        super().__init__(quads, _READ)
        self._quads = quads

    def leading(self, object_: str) -> list[tuple[str, str]]:
        """Return the subjects and predicates that have this object."""
        return self._leading.get(object_, [])

    def graph(self, subject: str) -> str:
        """Return the named graph of a node's first triple; "" where there is none."""
        return self._graphs.get(subject, "")

    @cached_property
    def _leading(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for subject, predicate, object_, _ in self._quads:
            found[object_].append((subject, predicate))
        return dict(found)

    @cached_property
    def _graphs(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for subject, _, _, graph in sorted(self._quads):
            if graph:
                found.setdefault(subject, graph)
        return found


def trace(findings: Iterable[Finding], quads: Sequence[Quad]) -> Iterator[Finding]:
    """Add posting, source and quote to findings.

    Args:
        findings: Findings about the graph.
        quads: The graph.

    Yields:
        The findings in their order, with what the graph knows of their origin.

    Example:
        >>> from rolegraph.validation.findings import SH
        >>> post, line = "<a:posting>", "<a:line>"
        >>> quads = [(post, RDF.type, SCHEMA.JobPosting, ""), (post, DCTERMS.source, '"a.html"', ""),
        ...     (line, RG.evidence, "<a:e>", ""),
        ...     ("<a:e>", PROV.wasQuotedFrom, post, ""), ("<a:e>", OA.exact, '"it"', "")]
        >>> finding = Finding(severity=SH.Info, focus=line, shape="<a:s>", component="<a:c>")
        >>> [(f.source, f.quote) for f in trace([finding], quads)]
        [('a.html', 'it')]
    """
    found = list(findings)
    if found:
        yield from trace_in(QuadGround(quads), found)


def trace_in(ground: Ground, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Add posting, source and quote to findings, as `trace` does, wherever the graph lies."""
    origins = _Origins(ground)
    yield from (origins.of(finding) for finding in findings)


class _Origins:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def of(self, finding: Finding) -> Finding:
        evidence = self._evidence(finding)
        posting = self._posting(finding.focus, evidence)
        sources = self._objects(DCTERMS.source, posting)
        quote = next(filter(None, (self._quote(node) for node in evidence)), "")
        return replace(finding, posting=posting, source=value(sources[0]) if sources else "", quote=quote)

    def _objects(self, predicate: str, subject: str) -> list[str]:
        return sorted(self._ground.objects(predicate, subject)) if subject else []

    def _evidence(self, finding: Finding) -> list[str]:
        focus = finding.focus
        if self._objects(OA.start, focus):
            return [focus]
        if isinstance(finding.path, str):
            for object_ in (finding.value, ""):
                if evidence := self._of_relation(focus, finding.path, object_):
                    return evidence
        owners = (subject for subject, predicate in sorted(self._ground.leading(focus)) if predicate not in _NO_OWNER)
        cited = (self._objects(RG.evidence, node) for node in (focus, *owners))
        return next(filter(None, cited), [])

    def _of_relation(self, subject: str, predicate: str, object_: str) -> list[str]:
        """Return the evidence of the last statement about a relation; about any of a property, without an object."""
        for node in sorted(self._ground.subjects(RDF.subject, subject), reverse=True):
            if predicate in self._ground.objects(RDF.predicate, node) and (
                not object_ or object_ in self._ground.objects(RDF.object, node)
            ):
                return self._objects(RG.evidence, node)
        return []

    def _posting(self, focus: str, evidence: list[str]) -> str:
        if self._is_document(focus):
            return focus
        quoted = (posting for node in evidence for posting in self._objects(PROV.wasQuotedFrom, node))
        return next(quoted, "") or self._ground.graph(focus) or self._nearest(focus)

    def _is_document(self, node: str) -> bool:
        return not _DOCUMENTS.isdisjoint(self._ground.objects(RDF.type, node))

    def _nearest(self, node: str) -> str:
        """Return the document that leads to a node in the fewest steps, the first by name of several; "" for none."""
        if node[0] == '"':
            return ""
        met, level = {node}, [node]
        while level:
            if documents := [one for one in level if self._is_document(one)]:
                return min(documents)
            behind = {subject for one in level for subject, _ in self._ground.leading(one)}
            level = list(behind - met)
            met |= behind
        return ""

    def _quote(self, evidence: str) -> str:
        if exact := self._objects(OA.exact, evidence):
            return value(exact[0])
        postings, start, end = ((self._objects(p, evidence) or [""])[0] for p in (PROV.wasQuotedFrom, OA.start, OA.end))
        texts = self._objects(RG.text, postings)
        first, last = (value(term) if term else "" for term in (start, end))
        if not (texts and first.isdecimal() and last.isdecimal() and len(first) < 10 and len(last) < 10):
            return ""
        return value(texts[0])[int(first) : int(last)]


_READ: Final = frozenset(
    (
        *(RDF.type, RDF.subject, RDF.predicate, RDF.object, DCTERMS.source),
        *(RG.evidence, RG.text, PROV.wasQuotedFrom, OA.exact, OA.start, OA.end),
    )
)
_DOCUMENTS: Final = frozenset((SCHEMA.JobPosting, RG.PostTable))
# who is the object of these does not belong to the subject
_NO_OWNER: Final = frozenset((RDF.subject, RDF.object, PROV.wasQuotedFrom))
