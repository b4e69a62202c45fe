"""Finds the posting that states a fact and the words in it, so that a report names them.

The evidence of a node says both. A node that carries none (an amount, an address) takes those of the node it belongs
to; a plain relation those of its `rdf:Statement`; a node of which no evidence speaks takes the posting whose graph it
is in or from which it can be reached. All of it is a few linear passes, made only when something was found.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rolegraph.validation.findings import Finding
from rolegraph.vocabulary import DCTERMS, OA, PROV, RDF, RG, SCHEMA, Quad, value


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
        origins = _Origins(quads, {finding.focus for finding in found})
        yield from (origins.of(finding) for finding in found)


class _Origins:
    def __init__(self, quads: Sequence[Quad], nodes: set[str]) -> None:
        self._of: dict[str, dict[str, list[str]]] = {predicate: defaultdict(list) for predicate in _READ}
        self._owners: dict[str, list[str]] = defaultdict(list)
        self._graphs: dict[str, str] = {}
        edges: dict[str, list[str]] = defaultdict(list)
        for subject, predicate, object_, graph in sorted(quads):
            if predicate in self._of:
                self._of[predicate][subject].append(object_)
            if object_ in nodes and predicate not in _NO_OWNER:
                self._owners[object_].append(subject)
            if graph:
                self._graphs.setdefault(subject, graph)
            if object_[0] != '"':
                edges[subject].append(object_)
        self._relations = dict(self._read_relations())
        self._postings = [s for s, kinds in self._of[RDF.type].items() if not _DOCUMENTS.isdisjoint(kinds)]
        self._reached = _reach(self._postings, edges)

    def _read_relations(self) -> Iterator[tuple[tuple[str, str, str], list[str]]]:
        for node, subjects in self._of[RDF.subject].items():
            for subject in subjects:
                for predicate in self._of[RDF.predicate].get(node, ()):
                    evidence = self._of[RG.evidence].get(node, [])
                    yield (subject, predicate, ""), evidence
                    yield from (((subject, predicate, o), evidence) for o in self._of[RDF.object].get(node, ()))

    def of(self, finding: Finding) -> Finding:
        evidence = self._evidence(finding)
        posting = self._posting(finding.focus, evidence)
        sources = self._of[DCTERMS.source].get(posting, [])
        quote = next(filter(None, (self._quote(node) for node in evidence)), "")
        return replace(finding, posting=posting, source=value(sources[0]) if sources else "", quote=quote)

    def _evidence(self, finding: Finding) -> list[str]:
        cited, focus = self._of[RG.evidence], finding.focus
        if focus in self._of[OA.start]:
            return [focus]
        if isinstance(finding.path, str):
            for object_ in (finding.value, ""):
                if evidence := self._relations.get((focus, finding.path, object_)):
                    return evidence
        return next((cited[node] for node in (focus, *self._owners.get(focus, ())) if node in cited), [])

    def _posting(self, focus: str, evidence: list[str]) -> str:
        if focus in self._reached and not _DOCUMENTS.isdisjoint(self._of[RDF.type].get(focus, ())):
            return focus
        quoted = (posting for node in evidence for posting in self._of[PROV.wasQuotedFrom].get(node, ()))
        return next(quoted, "") or self._graphs.get(focus, "") or self._reached.get(focus, "")

    def _quote(self, evidence: str) -> str:
        if exact := self._of[OA.exact].get(evidence):
            return value(exact[0])
        postings, start, end = (self._of[p].get(evidence, [""])[0] for p in (PROV.wasQuotedFrom, OA.start, OA.end))
        texts = self._of[RG.text].get(postings, [])
        first, last = (value(term) if term else "" for term in (start, end))
        if not (texts and first.isdecimal() and last.isdecimal() and len(first) < 10 and len(last) < 10):
            return ""
        return value(texts[0])[int(first) : int(last)]


_READ = (
    *(RDF.type, RDF.subject, RDF.predicate, RDF.object, DCTERMS.source),
    *(RG.evidence, RG.text, PROV.wasQuotedFrom, OA.exact, OA.start, OA.end),
)
_DOCUMENTS = frozenset((SCHEMA.JobPosting, RG.PostTable))
# who is the object of these does not belong to the subject
_NO_OWNER = frozenset((RDF.subject, RDF.object, PROV.wasQuotedFrom))


def _reach(postings: Iterable[str], edges: dict[str, list[str]]) -> dict[str, str]:
    """Say for each node the first posting that leads to it, nearest first."""
    reached = {posting: posting for posting in postings}
    queue = deque(reached)
    while queue:
        node = queue.popleft()
        for target in edges.get(node, ()):
            if target not in reached:
                reached[target] = reached[node]
                queue.append(target)
    return reached
