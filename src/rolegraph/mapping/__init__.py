"""Facts to quads: the only place that knows how the graph contract spells a fact.

Quads are tuples of N-Triples terms, sorted and unique; every posting has a graph of its own, named by its IRI.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from rolegraph.facts import (
    Attribute,
    Benefit,
    Commitment,
    Condition,
    Contact,
    Disagreement,
    Fact,
    Industry,
    Location,
    Occupation,
    Organization,
    Pay,
    Program,
    Remote,
    ReportingLine,
    Requirement,
    Responsibility,
    Role,
    Seniority,
    TeamSize,
    Title,
    Unit,
)
from rolegraph.mapping import content, roles
from rolegraph.mapping.writer import Writer
from rolegraph.postings import Posting
from rolegraph.settings import Settings
from rolegraph.vocabulary import DCTERMS, RDF, RG, SCHEMA, UNWRITABLE, Quad, literal, web_address

MAPPERS: Final[dict[type[Fact], Callable[[Writer, Any], None]]] = {
    # the order matters for the first two: names of the others stand on the organization, and facts hang on the posts
    Organization: content.map_organization,
    Role: roles.map_role,
    Title: content.map_title,
    Seniority: roles.map_seniority,
    Occupation: content.map_occupation,
    Unit: roles.map_unit,
    ReportingLine: roles.map_line,
    TeamSize: roles.map_team,
    Location: roles.map_location,
    Remote: roles.map_remote,
    Responsibility: content.map_responsibility,
    Requirement: content.map_requirement,
    Benefit: content.map_benefit,
    Condition: content.map_condition,
    Program: content.map_program,
    Commitment: content.map_commitment,
    Contact: content.map_contact,
    Industry: content.map_industry,
    Pay: content.map_pay,
    Attribute: content.map_attribute,
    Disagreement: content.map_disagreement,
}
"""What writes each kind of fact."""


def graph_name(posting: Posting, settings: Settings | None = None) -> str:
    """Return the term that names a posting's graph: its IRI.

    Example:
        >>> graph_name(Posting("a.txt", "00", "Night Porter", ()))
        '<https://w3id.org/rolegraph/data/posting-201a7255960be7ea>'
    """
    return Writer(posting, settings or Settings()).iri


def quads(posting: Posting, facts: Iterable[Fact], settings: Settings | None = None) -> list[Quad]:
    """Return what the facts of a posting say, as quads.

    Args:
        posting: The posting.
        facts: What was found in it, in any order.
        settings: The base of data IRIs and the detail of evidence.

    Returns:
        Quads sorted by code point, each once; the graph of all is the posting's IRI.

    Example:
        >>> posting = Posting("a.txt", "00", "Night Porter", ())
        >>> len(quads(posting, []))
        3
    """
    writer = Writer(posting, settings or Settings())
    writer.add(writer.iri, RDF.type, SCHEMA.JobPosting)
    writer.add_text(writer.iri, RG.text, posting.text)
    # a file name is hostile input too, and may hold bytes that are no text
    source = UNWRITABLE.sub("\ufffd", posting.source)
    address = web_address(source)
    writer.add(writer.iri, DCTERMS.source, address if address.startswith("<http") else literal(source))
    known: dict[type[Fact], list[Any]] = {kind: [] for kind in MAPPERS}
    for fact in facts:
        known[type(fact)].append(fact)
    known[TeamSize] = roles.agreeing(known[TeamSize])
    writer.units = tuple(unit.name for unit in known[Unit])
    for kind, mapper in MAPPERS.items():
        for fact in known[kind]:
            mapper(writer, fact)
    roles.map_alternatives(writer, known[ReportingLine])
    return writer.quads()
