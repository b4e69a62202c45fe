"""Rules about a whole graph that SHACL Core cannot say, or cannot say fast.

Each rule is a pass over plain quads, linear in their number, and each has a shape and a constraint component of its own
in the namespace of our shapes, so that one report holds what the shapes and what the program found.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from rolegraph.validation.conflicts import READ, find_conflicts
from rolegraph.validation.cycles import find_cycles
from rolegraph.validation.findings import SH, Finding
from rolegraph.validation.spelling import SHAPES, shorten
from rolegraph.vocabulary import DCTERMS, OA, ORG, PROV, RDF, RG, SCHEMA, SKOS, Quad, concept, literal, value

POSTED: Final = SCHEMA.attributes["datePosted"]
VALID: Final = SCHEMA.attributes["validThrough"]
_DIRECT: Final = frozenset(concept(f"{kind}-line") for kind in ("solid", "administrative", "joint", "interim"))
_FACTS: Final = frozenset(
    (RG.ReportingLine, RG.Responsibility, RG.Requirement, RG.Benefit, RG.Condition, RG.Program, RG.Commitment)
)
DOCUMENTS: Final = frozenset((SCHEMA.JobPosting, RG.PostTable))
_LONGEST: Final = 8  # posts of a cycle that a message names

Values = Mapping[str, Mapping[str, list[str]]]
"""For each predicate, for each subject, the objects in order."""


def check_integrity(quads: Iterable[Quad]) -> list[Finding]:
    """Check what holds of the graph as a whole.

    Args:
        quads: The graph; named graphs are checked as one, as a union.

    Returns:
        What breaks a rule, in no order, without posting and quote.

    Example:
        >>> [f.message for f in check_integrity([("<a:x>", ORG.reportsTo, "<a:x>", "")])][0]
        'Remove org:reportsTo from the post to itself: nobody is their own superior.'
    """
    quads = sorted(quads)
    found: dict[str, dict[str, list[str]]] = {predicate: defaultdict(list) for predicate in _READ}
    for subject, predicate, object_, _ in quads:
        if predicate in found:
            objects = found[predicate][subject]
            # what two graphs say stands side by side
            if not objects or objects[-1] != object_:
                objects.append(object_)
    return [
        *(finding for rule in _RULES for finding in rule(found)),
        *_unstated_relations(found, quads),
    ]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule: its name, how bad it is to break it, and the property that is wrong then."""

    name: str
    severity: str
    path: str

    def broken(self, focus: str, wrong: str, message: str) -> Finding:
        return Finding(
            severity=self.severity,
            focus=focus,
            path=self.path,
            value=wrong,
            messages=(literal(message),),
            shape=f"<{SHAPES}{self.name}>",
            component=f"<{SHAPES}{self.name}ConstraintComponent>",
        )


_SELF: Final = _Rule("SelfReport", SH.Violation, ORG.reportsTo)
_CYCLE: Final = _Rule("ReportingCycle", SH.Violation, ORG.reportsTo)
_LINE: Final = _Rule("LineWithoutReportsTo", SH.Violation, ORG.reportsTo)
_REPORT: Final = _Rule("ReportsToWithoutLine", SH.Warning, ORG.reportsTo)
_OFFSETS: Final = _Rule("EvidenceOffsets", SH.Violation, OA.end)
_QUOTE: Final = _Rule("EvidenceQuote", SH.Violation, OA.exact)
_POSTING: Final = _Rule("EvidencePosting", SH.Violation, PROV.wasQuotedFrom)
_SUPPORT: Final = _Rule("FactWithoutPosting", SH.Violation, RG.evidence)
_RELATION: Final = _Rule("UnstatedRelation", SH.Violation, RDF.object)
_CONFLICT: Final = _Rule("ConflictingManagers", SH.Warning, ORG.reportsTo)
_PERIOD: Final = _Rule("ValidityPeriod", SH.Violation, VALID)


def _own_superiors(values: Values) -> Iterator[Finding]:
    for post, superiors in values[ORG.reportsTo].items():
        if post in superiors:
            message = "Remove org:reportsTo from the post to itself: nobody is their own superior."
            yield _SELF.broken(post, post, message)


def _reporting_cycles(values: Values) -> Iterator[Finding]:
    for cycle in find_cycles(values[ORG.reportsTo]):
        names = [shorten(post) for post in cycle[:_LONGEST]]
        more = [f"{len(cycle) - _LONGEST} more"] if len(cycle) > _LONGEST else []
        way = " -> ".join([*names, *more, names[0]])
        message = f"Break the cycle of org:reportsTo {way}: find the line that is wrong, or a superior of another name."
        yield _CYCLE.broken(cycle[0], cycle[1], message)


def _lines(values: Values) -> set[tuple[str, str]]:
    """Return subordinate and superior of each line beside which `org:reportsTo` stands."""
    return {
        (post, superior)
        for line, kinds in values[RG.lineKind].items()
        if not _DIRECT.isdisjoint(kinds)
        for post in values[RG.subordinate].get(line, ())
        for superior in values[RG.superior].get(line, ())
    }


def _missing_hierarchy(values: Values) -> Iterator[Finding]:
    stated = {(post, superior) for post, superiors in values[ORG.reportsTo].items() for superior in superiors}
    lines = _lines(values)
    for post, superior in lines - stated:
        message = "Add org:reportsTo beside the solid, administrative, joint or interim line to this superior."
        yield _LINE.broken(post, superior, message)
    for post, superior in stated - lines:
        message = "Add the rg:ReportingLine that says how the post reports to this superior, or remove org:reportsTo."
        yield _REPORT.broken(post, superior, message)


def _false_evidence(values: Values) -> Iterator[Finding]:
    texts = {posting: value(found[0]) for posting, found in values[RG.text].items() if len(found) == 1}
    for evidence, postings in values[PROV.wasQuotedFrom].items():
        start, end = (_offset(values[p].get(evidence, [])) for p in (OA.start, OA.end))
        if start is None or end is None:
            continue  # the shape of the evidence reports it
        for text in (texts[posting] for posting in postings if posting in texts):
            if not 0 <= start < end <= len(text):
                message = f"Move oa:start and oa:end into the text of the posting, which has {len(text)} code points."
                yield _OFFSETS.broken(evidence, literal(str(end)), message)
                continue
            for exact in values[OA.exact].get(evidence, ()):
                if value(exact) != text[start:end]:
                    message = (
                        "Quote with oa:exact what rg:text has between oa:start and oa:end, counted in code points."
                    )
                    yield _QUOTE.broken(evidence, exact, message)


def _offset(found: list[str]) -> int | None:
    """Read the one offset; None where there is none or it is not a number of ordinary length."""
    text = value(found[0]) if len(found) == 1 else ""
    digits = text[1:] if text[:1] in ("-", "+") else text
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 19 else None


def _lost_postings(values: Values) -> Iterator[Finding]:
    documents = {node for node, kinds in values[RDF.type].items() if not DOCUMENTS.isdisjoint(kinds)}
    sides = (values[RG.evidenceBefore], values[RG.evidenceAfter])
    apart = {evidence for side in sides for cited in side.values() for evidence in cited}
    for evidence, quoted in values[PROV.wasQuotedFrom].items():
        if evidence in apart and evidence not in values[OA.start]:
            continue  # a graph of changes repeats the words of evidence that stands in the graphs that were compared
        for posting in quoted:
            if posting not in documents:
                message = "Add the schema:JobPosting or rg:PostTable that the evidence was quoted from, or remove it."
                yield _POSTING.broken(evidence, posting, message)


def _unsupported_facts(values: Values) -> Iterator[Finding]:
    """Yield facts whose every piece of evidence is quoted from nothing; those without evidence a shape reports."""
    quoted = values[PROV.wasQuotedFrom]
    for fact, evidence in values[RG.evidence].items():
        if not _FACTS.isdisjoint(values[RDF.type].get(fact, ())) and not any(node in quoted for node in evidence):
            message = "Cite evidence that says with prov:wasQuotedFrom which posting states the fact."
            yield _SUPPORT.broken(fact, evidence[0], message)


def _unstated_relations(values: Values, quads: Iterable[Quad]) -> Iterator[Finding]:
    parts = [values[predicate] for predicate in (RDF.subject, RDF.predicate, RDF.object)]
    # a set of all triples of a large graph is dear, and few of them have a statement about them
    about = {subject for subjects in parts[0].values() for subject in subjects}
    stated = {quad[:3] for quad in quads if quad[0] in about} if about else set()
    for node in parts[0]:
        triple = [part.get(node, []) for part in parts]
        if all(len(part) == 1 for part in triple) and (triple[0][0], triple[1][0], triple[2][0]) not in stated:
            message = "Remove the rdf:Statement, or state the triple that it gives evidence for."
            yield _RELATION.broken(node, triple[2][0], message)


def _conflicting_managers(values: Values) -> Iterator[Finding]:
    for conflict in find_conflicts(values):
        told = (
            value(found[0]) if (found := values[predicate].get(node)) else shorten(node)
            for predicate, node in (
                (SKOS.prefLabel, conflict.superior),
                (DCTERMS.source, conflict.document),
                (SKOS.prefLabel, conflict.other),
            )
        )
        message = "Find out who manages the post: its table says {}, {} says {}; both lines stay.".format(*told)
        yield _CONFLICT.broken(conflict.post, conflict.superior, message)


def _ended_before_posted(values: Values) -> Iterator[Finding]:
    for posting, ends in values[VALID].items():
        for end in ends:
            if any(_is_before(end, begin) for begin in values[POSTED].get(posting, ())):
                message = "Mend schema:validThrough or schema:datePosted: the posting ends before it begins."
                yield _PERIOD.broken(posting, end, message)


def _is_before(first: str, second: str) -> bool:
    """Compare two days or instants; where one is a day the day alone counts."""
    try:
        if "T" not in value(first) or "T" not in value(second):
            return date.fromisoformat(value(first)[:10]) < date.fromisoformat(value(second)[:10])
        instants = [datetime.fromisoformat(value(term)) for term in (first, second)]
    except ValueError:
        return False  # the shape of the posting reports it
    early, late = (instant if instant.tzinfo else instant.replace(tzinfo=UTC) for instant in instants)
    return early < late


_RULES: Final[tuple[Callable[[Values], Iterator[Finding]], ...]] = (
    _own_superiors,
    _reporting_cycles,
    _missing_hierarchy,
    _false_evidence,
    _lost_postings,
    _unsupported_facts,
    _ended_before_posted,
    _conflicting_managers,
)
_READ: Final = (
    *(RDF.type, RDF.subject, RDF.predicate, RDF.object, ORG.reportsTo, POSTED, VALID),
    *(RG.subordinate, RG.superior, RG.lineKind, RG.evidence, RG.text),
    *(OA.exact, OA.start, OA.end, PROV.wasQuotedFrom, RG.evidenceBefore, RG.evidenceAfter),
    *READ,
)
