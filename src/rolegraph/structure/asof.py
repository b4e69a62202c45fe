"""A graph as it stood on a day: the postings and tables that counted then, and what they say."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rolegraph.errors import UsageError
from rolegraph.vocabulary import DCTERMS, FOAF, ORG, PROV, RDF, RG, SCHEMA, Quad, value

_POSTED: Final = SCHEMA.attributes["datePosted"]
_UNTIL: Final = SCHEMA.attributes["validThrough"]
_ISO: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# what stays when a posting that speaks of it does not count: another may speak of it too
_LASTING: Final = frozenset((ORG.Post, ORG.Organization, ORG.OrganizationalUnit, ORG.Role, FOAF.Person, SCHEMA.Place))


@dataclass(frozen=True, slots=True)
class AsOf:
    """What a graph said on a day.

    Args:
        quads: What was left, in the order of the graph.
        day: The day.
        counted: How many postings and tables count.
        undated: How many of them have no date.
        left_out: How many do not count.
    """

    quads: tuple[Quad, ...]
    day: date
    counted: int
    undated: int
    left_out: int


def last_day(text: str) -> date:
    """Return the last day of a year, a month or a day.

    Args:
        text: An ISO 8601 date: YYYY, YYYY-MM or YYYY-MM-DD.

    Raises:
        UsageError: It is none, or there is no such day.

    Example:
        >>> last_day("2024-02").isoformat(), last_day("2024").isoformat()
        ('2024-02-29', '2024-12-31')
    """
    parts = _ISO.fullmatch(text.strip())
    try:
        if parts is None:
            raise ValueError("write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month = int(parts[1]), int(parts[2] or 12)
        return date(year, month, int(parts[3] or calendar.monthrange(year, month)[1]))
    except (ValueError, IndexError) as error:
        raise UsageError(f"{text!r} is no date: {error}") from None


def as_of(quads: Sequence[Quad], day: date) -> AsOf:
    """Return what a graph says as of a day.

    A posting counts when it was posted on the day or before, and was not over before the day; one without a date always
    counts. Of the tables of one organization the latest that is not after the day counts; one without a date always
    does. What stands in the graph of a posting or table that does not count is left out. Where the syntax had no named
    graphs the evidence tells: a fact is left out when all of it was quoted from postings that do not count.

    Args:
        quads: The graph.
        day: The day; an hour of a day counts as the day (in UTC).

    Raises:
        UsageError: There are neither named graphs nor evidence, so that no fact tells its posting.

    Example:
        >>> posting, day = "<http://e/p>", f'"2024-05-01"^^<http://www.w3.org/2001/XMLSchema#date>'
        >>> quads = [(posting, RG.advertises, "<http://e/r>", posting), (posting, _POSTED, day, posting)]
        >>> as_of(quads, last_day("2024-04")).quads, as_of(quads, last_day("2024")).counted
        ((), 1)
    """
    documents, dated, over = _documents(quads), set[str](), set[str]()
    for document, (first, last) in _periods(quads, documents).items():
        dated.add(document)
        if (first and day < first) or (last and last < day):
            over.add(document)
    over |= _superseded(quads, day, over)
    kept = [quad for quad in quads if quad[3] not in over] if over else quads
    if any(quad[0] in over for quad in kept):
        kept = _without(kept, over)
    counted = documents - over
    return AsOf(tuple(kept), day, len(counted), len(counted - dated), len(over))


def _documents(quads: Sequence[Quad]) -> set[str]:
    """Return the postings and tables."""
    found = {quad[0] for quad in quads if quad[1] == RG.advertises}
    kinds = {SCHEMA.JobPosting, SCHEMA.Dataset}
    return found.union(quad[0] for quad in quads if quad[1] == RDF.type and quad[2] in kinds)


def _periods(quads: Sequence[Quad], documents: set[str]) -> dict[str, tuple[date | None, date | None]]:
    """Return the first and the last day of each document that has one."""
    first: dict[str, date] = {}
    last: dict[str, date] = {}
    for subject, predicate, obj, _ in quads:
        if predicate not in {_POSTED, _UNTIL, DCTERMS.date} or subject not in documents:
            continue
        day = _read_day(obj)
        if day is None:
            continue
        # of several dates, in several copies of one posting, the longest time counts
        if predicate == _UNTIL:
            last[subject] = max(last.get(subject, day), day)
        else:
            first[subject] = min(first.get(subject, day), day)
    return {document: (first.get(document), last.get(document)) for document in first.keys() | last.keys()}


def _read_day(term: str) -> date | None:
    day = _DAY.match(value(term))
    try:
        return date.fromisoformat(day[0]) if day else None
    except ValueError:
        return None  # the 31st of February, in a graph of others: no date


def _superseded(quads: Sequence[Quad], day: date, over: set[str]) -> set[str]:
    """Return the tables in whose place a later one of each of their organizations counts."""
    dates: dict[str, date] = {}
    tables = {quad[0] for quad in quads if quad[1] == RDF.type and quad[2] == SCHEMA.Dataset} - over
    for subject, predicate, obj, _ in quads:
        if predicate == DCTERMS.date and subject in tables and (read := _read_day(obj)) and read <= day:
            dates[subject] = max(dates.get(subject, read), read)
    owners: dict[str, set[str]] = defaultdict(set)
    for _, predicate, obj, graph in quads:
        if graph in dates and predicate == ORG.postIn:
            owners[graph].add(obj)
    latest: dict[str, date] = {}
    for table, organizations in owners.items():
        for one in organizations:
            latest[one] = max(latest.get(one, dates[table]), dates[table])
    return {table for table, all_ in owners.items() if all(latest[one] > dates[table] for one in all_)}


def _without(quads: Sequence[Quad], over: set[str]) -> list[Quad]:
    """Return the quads without what only the documents that are over say, as the evidence tells."""
    home = {quad[0]: quad[2] for quad in quads if quad[1] == PROV.wasQuotedFrom}
    if not home:
        raise UsageError(
            "the graph has neither named graphs nor evidence, so that no fact tells its posting: save it as N-Quads"
        )
    sources: dict[str, set[str]] = defaultdict(set)
    lasting = set()
    for subject, predicate, obj, _ in quads:
        if predicate == RG.evidence and obj in home:
            sources[subject].add(home[obj])
        elif predicate == RDF.type and obj in _LASTING:
            lasting.add(subject)
    gone = {fact for fact, found in sources.items() if found <= over and fact not in lasting}
    told = _told(quads, gone)
    gone |= over | {evidence for evidence, document in home.items() if document in over}
    return [quad for quad in quads if quad[0] not in gone and quad[2] not in gone and quad[:3] not in told]


def _told(quads: Iterable[Quad], gone: set[str]) -> set[tuple[str, str, str]]:
    """Return the triples that nodes which are gone were about: relations, and org:reportsTo where no line is left."""
    parts: dict[str, dict[str, set[str]]] = {
        term: defaultdict(set) for term in (RDF.subject, RDF.predicate, RDF.object, RG.subordinate, RG.superior)
    }
    for subject, predicate, obj, _ in quads:
        if predicate in parts:
            parts[predicate][subject].add(obj)
    stated: dict[bool, set[tuple[str, str, str]]] = {True: set(), False: set()}
    for node, ends in parts[RG.subordinate].items():
        for low in ends:
            stated[node in gone].update((low, ORG.reportsTo, high) for high in parts[RG.superior][node])
    for node in parts[RDF.subject].keys() & gone:
        for subject in parts[RDF.subject][node]:
            for predicate in parts[RDF.predicate][node]:
                stated[True].update((subject, predicate, obj) for obj in parts[RDF.object][node])
    return stated[True] - stated[False]
