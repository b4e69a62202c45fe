"""Every fact of a graph with the words behind it: the quote, the rule, the place in the text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rolegraph.vocabulary import DCTERMS, FOAF, OA, ORG, PROV, RDF, RG, SCHEMA, SKOS, Quad, local_name, value

_NAMES: Final = (
    SKOS.prefLabel,
    FOAF.name,
    SCHEMA.text,
    SCHEMA.name,
    SCHEMA.email,
    SCHEMA.telephone,
    SCHEMA.streetAddress,
)
# the most telling type of a node that has several
_TYPES: Final = (RG.ReportingLine, RG.Disagreement, ORG.Post, ORG.Organization)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One fact and one piece of evidence for it.

    Args:
        source: The file or URL of the posting.
        posting: The posting's IRI.
        fact: The kind of fact: the local name of a class or property ("ReportingLine", "seniority").
        says: What the fact says, in words.
        rule: The rule or field that found it.
        confidence: How sure the rule is, as a decimal; "" where nothing is said.
        line: The line of the posting's text that the quote begins in, from 1; 0 where the text is not in the graph.
        start: The quote's first code point in the posting's text.
        end: The code point after its last.
        quote: The exact words; "" in a graph written with compact evidence and without texts.
    """

    source: str
    posting: str
    fact: str
    says: str
    rule: str
    confidence: str
    line: int
    start: int
    end: int
    quote: str


def explain(quads: Sequence[Quad]) -> list[Explanation]:
    """Explain a graph.

    Args:
        quads: The graph; built with evidence, else there is nothing to show.

    Returns:
        For each fact and each piece of its evidence an explanation, by source, place in the text and kind of fact.

    Example:
        >>> import rolegraph
        >>> built = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
        >>> next(e for e in explain(built.quads) if e.fact == "ReportingLine").quote
        'You report to the Head Porter.'
    """
    return sorted(set(_explain(_Index(quads))), key=lambda e: (e.source, e.posting, e.start, -e.end, e.fact, e.says))


class _Index:
    """The quads by subject and predicate."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        self.by_subject: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, object_, _ in quads:
            held = self.by_subject[subject][predicate]
            if object_ not in held:
                held.append(object_)

    def objects(self, subject: str, predicate: str) -> list[str]:
        """Return the objects of a subject and predicate."""
        return self.by_subject[subject][predicate] if subject in self.by_subject else []

    def text(self, subject: str, predicate: str) -> str:
        """Return the first object as text, "" when there is none."""
        return next((value(one) for one in self.objects(subject, predicate)), "")

    def name(self, node: str) -> str:
        """Return what a node is called."""
        if node.startswith('"'):
            return value(node)
        return next((name for term in _NAMES if (name := self.text(node, term))), "") or local_name(node)


class _Text:
    """The text of a posting or table, and where its lines begin: a table has as many quotes as rows."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def line(self, start: int) -> int:
        return bisect_left(self._ends, start) + 1 if self.text else 0


def _explain(index: _Index) -> Iterator[Explanation]:
    texts: dict[str, _Text] = {}
    for node in list(index.by_subject):
        for evidence in index.objects(node, RG.evidence):
            posting = next(iter(index.objects(evidence, PROV.wasQuotedFrom)), "")
            start, end = int(index.text(evidence, OA.start) or 0), int(index.text(evidence, OA.end) or 0)
            if posting not in texts:
                texts[posting] = _Text(index.text(posting, RG.text))
            text = texts[posting].text
            fact, says = _say(index, node)
            yield Explanation(
                source=index.text(posting, DCTERMS.source),
                posting=value(posting) if posting else "",
                fact=fact,
                says=says,
                rule=" ".join(sorted(value(rule) for rule in index.objects(node, RG.rule))),
                confidence=index.text(node, RG.confidence),
                line=texts[posting].line(start),
                start=start,
                end=end,
                quote=index.text(evidence, OA.exact) or text[start:end],
            )


def _say(index: _Index, node: str) -> tuple[str, str]:
    """Return the kind of a fact and what it says."""
    types = index.objects(node, RDF.type)
    if RDF.Statement in types:
        subject, predicate, object_ = (
            next(iter(index.objects(node, term)), '""') for term in (RDF.subject, RDF.predicate, RDF.object)
        )
        about = "" if SCHEMA.JobPosting in index.objects(subject, RDF.type) else f"{index.name(subject)}: "
        return local_name(predicate), about + index.name(object_)
    kind = local_name(next((one for one in (*_TYPES, *types) if one in types), "<fact>"))
    if RG.ReportingLine in types:
        low, high, line = (
            index.name(next(iter(index.objects(node, term)), '""'))
            for term in (RG.subordinate, RG.superior, RG.lineKind)
        )
        return kind, f"{low} reports to {high} ({line})"
    if RG.Disagreement in types:
        field, prose = index.text(node, RG.fieldValue), index.text(node, RG.proseValue)
        disputed = local_name(next(iter(index.objects(node, RG.disputes)), "<fact>"))
        return kind, f"{disputed}: the field says {field}, the prose {prose}"
    amount = [
        value(one)
        for term in (SCHEMA.currency, SCHEMA.minValue, SCHEMA.maxValue, SCHEMA.unitText)
        for one in index.objects(node, term)
    ]
    kinds = ", ".join(sorted(local_name(one) for one in index.objects(node, DCTERMS.type)))
    return kind, " ".join(amount) or (f"{kinds}: " if kinds else "") + index.name(node)
