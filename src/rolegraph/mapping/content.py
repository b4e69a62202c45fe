"""Facts about the posting and what it says: title, duties, requirements, programs, commitments and the rest."""

from typing import Final

from rolegraph.facts import (
    Attribute,
    Benefit,
    Commitment,
    Condition,
    Contact,
    Disagreement,
    Industry,
    Occupation,
    Organization,
    Pay,
    Program,
    Requirement,
    Responsibility,
    Statement,
    Title,
)
from rolegraph.mapping.writer import Writer, number
from rolegraph.vocabulary import (
    DCTERMS,
    ORG,
    RDF,
    RG,
    SCHEMA,
    SKOS,
    XSD,
    concept,
    literal,
    normal_form,
    value,
    web_address,
)

_ONET: Final = "<https://www.onetcenter.org/taxonomy.html>"
_DISPUTED: Final = {"title": SCHEMA.title, "jobLocation": SCHEMA.jobLocation, "baseSalary": SCHEMA.baseSalary}


def map_title(writer: Writer, fact: Title) -> None:
    """Add the title as stated."""
    writer.state(writer.iri, SCHEMA.title, literal(fact.text), fact)


def map_organization(writer: Writer, fact: Organization) -> None:
    """Add the organization that hires."""
    node = writer.organization = writer.name("org", normal_form(fact.name))
    writer.add(writer.iri, SCHEMA.hiringOrganization, node)
    writer.add(node, RDF.type, ORG.Organization, SCHEMA.Organization)
    if fact.formal:
        writer.add(node, RDF.type, ORG.FormalOrganization)
    writer.add_text(node, SKOS.prefLabel, fact.name)
    _link(writer, node, fact.url)
    writer.cite(node, fact)


def _link(writer: Writer, node: str, *urls: str) -> None:
    """Add addresses on the web; what is none stays in the text and is not made an IRI."""
    for url in urls:
        address = web_address(url) if url else ""
        if address.startswith("<"):
            writer.add(node, SCHEMA.url, address)


def _statement(writer: Writer, fact: Statement, kind: str, class_: str, relation: str) -> str:
    node = writer.name(kind, writer.own, fact.role, *_kind_of(fact), normal_form(fact.text))
    for post in writer.posts_of(fact.role):
        writer.add(post, relation, node)
    said = [
        (RDF.type, class_),
        (SCHEMA.text, literal(fact.text)),
        (SCHEMA.position, f'"{fact.position}"^^{XSD.integer}'),
    ]
    if fact.label:
        said.append((RG.label, literal(fact.label)))
    writer.describe(node, *said)
    writer.cite(node, fact)
    return node


def _kind_of(fact: Statement) -> tuple[str, ...]:
    """Return what keeps two conditions of one sentence apart: "a background check and a drug test"."""
    return (fact.kind,) if isinstance(fact, Condition) else ()


def map_responsibility(writer: Writer, fact: Responsibility) -> None:
    """Add a responsibility of the role."""
    node = _statement(writer, fact, "responsibility", RG.Responsibility, RG.hasResponsibility)
    if fact.percent is not None:
        writer.add(node, RG.percentOfTime, literal(number(fact.percent), XSD.decimal))


def map_requirement(writer: Writer, fact: Requirement) -> None:
    """Add a requirement with its kinds and amounts."""
    node = _statement(writer, fact, "requirement", RG.Requirement, RG.hasRequirement)
    writer.add(node, DCTERMS.type, *(concept(kind) for kind in fact.kinds))
    writer.amount(node, RG.quantity, fact.quantities)


def map_benefit(writer: Writer, fact: Benefit) -> None:
    """Add a benefit."""
    node = _statement(writer, fact, "benefit", RG.Benefit, RG.hasBenefit)
    writer.add(node, DCTERMS.type, concept(fact.kind))


def map_condition(writer: Writer, fact: Condition) -> None:
    """Add a condition."""
    node = _statement(writer, fact, "condition", RG.Condition, RG.hasCondition)
    writer.add(node, DCTERMS.type, concept(fact.kind))
    writer.amount(node, RG.quantity, fact.quantities)


def map_program(writer: Writer, fact: Program) -> None:
    """Add a program that the organization runs."""
    node = writer.name("program", writer.scope, normal_form(fact.name))
    writer.add(node, RDF.type, RG.Program)
    writer.add_text(node, SKOS.prefLabel, fact.name)
    if writer.organization:
        writer.add(writer.organization, RG.runsProgram, node)
    writer.add(writer.iri, SCHEMA.mentions, node)
    _link(writer, node, *fact.urls)
    if fact.since is not None:
        writer.add(node, RG.since, literal(str(fact.since), XSD.gYear))
    writer.amount(node, RG.quantity, fact.quantities)
    writer.add_text(node, SCHEMA.description, fact.description)
    writer.cite(node, fact)


def map_commitment(writer: Writer, fact: Commitment) -> None:
    """Add a commitment of the organization; the same words in another posting of it are the same node."""
    node = writer.name("commitment", writer.scope, fact.kind, normal_form(fact.text))
    writer.add(node, RDF.type, RG.Commitment)
    writer.add(node, DCTERMS.type, concept(fact.kind))
    writer.add_text(node, SCHEMA.text, fact.text)
    writer.add_text(node, RG.protectedGround, *fact.grounds)
    if writer.organization:
        writer.add(writer.organization, RG.makesCommitment, node)
    writer.add(writer.iri, SCHEMA.mentions, node)
    _link(writer, node, *fact.urls)
    writer.cite(node, fact)


def map_contact(writer: Writer, fact: Contact) -> None:
    """Add where to apply or ask."""
    node = writer.name("contact", value(writer.iri), fact.email or fact.telephone or fact.address)
    writer.add(writer.iri, SCHEMA.applicationContact, node)
    writer.add(node, RDF.type, SCHEMA.ContactPoint)
    writer.add_text(node, SCHEMA.email, fact.email)
    writer.add_text(node, SCHEMA.telephone, fact.telephone)
    if fact.address:
        address = writer.name("address", value(node), "")
        writer.add(node, SCHEMA.address, address)
        writer.add(address, RDF.type, SCHEMA.PostalAddress)
        writer.add_text(address, SCHEMA.streetAddress, fact.address)
    writer.cite(node, fact)


def map_industry(writer: Writer, fact: Industry) -> None:
    """Add an industry."""
    writer.state(writer.iri, SCHEMA.industry, literal(fact.name), fact)


def map_occupation(writer: Writer, fact: Occupation) -> None:
    """Add the occupation that the title belongs to: the same node in every posting."""
    node = writer.name("occupation", fact.code)
    writer.add(node, RDF.type, SCHEMA.CategoryCode)
    writer.add_text(node, SCHEMA.codeValue, fact.code)
    writer.add_text(node, SCHEMA.name, fact.name)
    writer.add(node, SCHEMA.inCodeSet, _ONET)
    writer.state(writer.iri, SCHEMA.occupationalCategory, node, fact)


def map_pay(writer: Writer, fact: Pay) -> None:
    """Add what the post pays."""
    for node in writer.amount(writer.iri, SCHEMA.baseSalary, (fact.quantity,)):
        # pay in an unknown currency is an amount of money all the same
        writer.add(node, RDF.type, SCHEMA.MonetaryAmount)
        writer.cite(node, fact)


def map_attribute(writer: Writer, fact: Attribute) -> None:
    """Add a plain property of the posting."""
    if fact.name == "url":
        object_ = web_address(fact.value)
        if not object_.startswith("<"):
            return
    elif fact.name in ("datePosted", "validThrough"):
        object_ = literal(fact.value, XSD.dateTime if "T" in fact.value else XSD.date)
    else:
        object_ = literal(fact.value)
    writer.state(writer.iri, SCHEMA.attributes[fact.name], object_, fact)


def map_disagreement(writer: Writer, fact: Disagreement) -> None:
    """Add that a field and the prose disagree; what the field says is written as a fact of its own."""
    disputed = SCHEMA.attributes.get(fact.property) or _DISPUTED[fact.property]
    node = writer.name("disagreement", value(writer.iri), fact.property, normal_form(fact.prose))
    writer.add(writer.iri, RG.hasDisagreement, node)
    writer.describe(
        node,
        (RDF.type, RG.Disagreement),
        (RG.disputes, disputed),
        (RG.fieldValue, literal(fact.field)),
        (RG.proseValue, literal(fact.prose)),
    )
    writer.cite(node, fact)
