"""Facts about the role: posts, seniority, reporting lines, places, team sizes."""

from collections.abc import Sequence

from rolegraph.facts import Location, Remote, ReportingLine, Role, Seniority, TeamSize, Unit
from rolegraph.lexicons.titles import canonical, seniority
from rolegraph.mapping.links import address_of, heading_meant
from rolegraph.mapping.places import describe_place, place_iri
from rolegraph.mapping.writer import Writer
from rolegraph.vocabulary import (
    FOAF,
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
)

_HIERARCHY = frozenset(("solid", "administrative", "joint", "interim"))


def add_post(writer: Writer, label: str, shared: str = "", units: Sequence[str] = (), told: Sequence[str] = ()) -> str:
    """Add a post with its label, organization and canonical role.

    Args:
        writer: The posting's quads.
        label: The title.
        shared: The title shared across organizations; "" works it out.
        units: The names of the units that the posting puts the post in.
        told: What else tells the post from others of its title.

    Returns:
        The post's term. The same title in the same organization is the same post, unless the units are others.
    """
    post = writer.name("post", *told, *_post_key(writer, label, units))
    writer.add(post, RDF.type, ORG.Post)
    writer.add_text(post, SKOS.prefLabel, label)
    writer.add(post, ORG.postIn, writer.organization)
    title = shared or canonical(label)
    role = writer.name("role", title)
    writer.add(post, ORG.role, role)
    writer.add(role, RDF.type, ORG.Role, SKOS.Concept)
    writer.add_text(role, SKOS.prefLabel, title)
    return post


def _post_key(writer: Writer, label: str, units: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what names a post: two departments that each have a "Director of Engineering" have two posts."""
    return (writer.scope, *sorted({normal_form(unit) for unit in units}), normal_form(label))


def map_role(writer: Writer, fact: Role) -> None:
    """Add the advertised post."""
    post = add_post(writer, fact.label, fact.canonical, writer.units)
    writer.posts[fact.label] = post
    writer.add(writer.iri, RG.advertises, post)
    writer.add_text(post, SKOS.altLabel, *(name for name in (*fact.variants, *fact.short) if name != fact.label))
    writer.add_text(post, RG.titleAsStated, fact.stated)
    writer.cite(post, fact)


def map_seniority(writer: Writer, fact: Seniority) -> None:
    """Add a level of the role."""
    for post in writer.posts_of(fact.role):
        writer.state(post, RG.seniority, concept(fact.level), fact)


def map_unit(writer: Writer, fact: Unit) -> None:
    """Put the posts in a unit of the organization."""
    unit = writer.name("unit", writer.scope, normal_form(fact.name))
    writer.add(unit, RDF.type, ORG.OrganizationalUnit)
    writer.add_text(unit, SKOS.prefLabel, fact.name)
    writer.add(unit, ORG.unitOf, writer.organization)
    writer.cite(unit, fact)
    for post in writer.posts_of(""):
        writer.add(post, ORG.postIn, unit)


def map_line(writer: Writer, fact: ReportingLine) -> None:
    """Add a reporting line and the superior at its upper end."""
    # nobody reports to oneself, not even in other capitals
    own = _advertised(writer, fact.superior) if fact.target == "role" else ""
    posts = [post for post in writer.posts_of(fact.role) if post != own]
    superior = _superior(writer, fact) if posts else ""
    for post in posts:
        line = writer.name("line", value(writer.iri), post, superior, fact.line, "")
        writer.add(line, RDF.type, RG.ReportingLine)
        writer.add(line, RG.subordinate, post)
        writer.add(line, RG.superior, superior)
        writer.add(line, RG.lineKind, concept(f"{fact.line}-line"))
        if fact.link:
            writer.add_text(line, RG.superiorLink, address_of(fact.link, writer.url or writer.posting.source))
        writer.cite(line, fact)
        if fact.line in _HIERARCHY:
            writer.add(post, ORG.reportsTo, superior)


def _advertised(writer: Writer, title: str) -> str:
    """Return the post that this posting advertises under a title, "" for none."""
    wanted = normal_form(title)
    return next((post for label, post in writer.posts.items() if normal_form(label) == wanted), "")


def map_alternatives(writer: Writer, facts: list[ReportingLine]) -> None:
    """Say which superiors are told as alternatives to each other."""
    for one in facts:
        for other in facts:
            if one is not other and one.alternative and one.alternative == other.alternative:
                first, second = _superior(writer, one), _superior(writer, other)
                if first != second:
                    writer.add(first, RG.alternativeTo, second)


def _superior(writer: Writer, fact: ReportingLine) -> str:
    if fact.target == "unit":
        node = writer.name("unit", writer.scope, normal_form(fact.superior))
        writer.add(node, RDF.type, ORG.OrganizationalUnit)
        writer.add(node, ORG.unitOf, writer.organization)
    elif fact.target == "body":
        node = writer.name("body", writer.scope, normal_form(fact.superior))
        writer.add(node, RDF.type, ORG.Organization)
    elif fact.target == "person":
        return _person(writer, fact.person or fact.superior)
    else:
        # the superior of one rung of a ladder is another rung; one that is only named tells no unit of its own
        units = writer.units if _advertised(writer, fact.superior) else ()
        # words that lead to the heading of another title name the post of neither title for sure
        meant = heading_meant(fact.superior, fact.link) if fact.link else ""
        node = add_post(writer, fact.superior, units=units, told=("link", meant) if meant else ())
        if level := seniority(fact.superior):
            writer.state(node, RG.seniority, concept(level), fact)
        if fact.person:
            writer.add(node, ORG.heldBy, _person(writer, fact.person))
    writer.add_text(node, SKOS.prefLabel, fact.superior)
    return node


def _person(writer: Writer, name: str) -> str:
    node = writer.name("person", writer.scope, normal_form(name))
    writer.add(node, RDF.type, FOAF.Person)
    writer.add_text(node, FOAF.name, name)
    return node


def agreeing(facts: list[TeamSize]) -> list[TeamSize]:
    """Return team sizes whose ranges hold together: of several ranges of a role, all get the widest bounds.

    Example:
        >>> from rolegraph.postings import Span
        >>> sizes = [TeamSize(minimum=30, maximum=None, evidence=(Span(0, 1),), rule=""),
        ...          TeamSize(minimum=4, maximum=6, evidence=(Span(2, 3),), rule="")]
        >>> [(one.minimum, one.maximum) for one in agreeing(sizes)]
        [(4, None), (4, None)]
    """
    ranges = [fact for fact in facts if fact.minimum is None or fact.minimum != fact.maximum]
    # a size that is of every role meets those of each
    shared = any(not fact.role for fact in ranges)
    joined: dict[str, tuple[int | None, int | None]] = {}
    for fact in ranges:
        low, high = joined.setdefault("" if shared else fact.role, (fact.minimum, fact.maximum))
        joined["" if shared else fact.role] = (
            None if low is None or fact.minimum is None else min(low, fact.minimum),
            None if high is None or fact.maximum is None else max(high, fact.maximum),
        )
    bounds = {fact: joined["" if shared else fact.role] for fact in ranges}
    return [
        fact.replace(minimum=bounds[fact][0], maximum=bounds[fact][1]) if fact in bounds else fact for fact in facts
    ]


def map_team(writer: Writer, fact: TeamSize) -> None:
    """Add the stated number of direct reports."""
    if fact.minimum is not None and fact.minimum == fact.maximum:
        bounds = ((RG.directReports, fact.minimum),)
    else:
        stated = ((RG.directReportsMin, fact.minimum), (RG.directReportsMax, fact.maximum))
        bounds = tuple((term, bound) for term, bound in stated if bound is not None)  # type: ignore[assignment]
    for post in writer.posts_of(fact.role):
        for term, bound in bounds:
            writer.state(post, term, literal(str(bound), XSD.integer), fact)


def map_location(writer: Writer, fact: Location) -> None:
    """Add a place, and say that the posts and the job are there."""
    place = place_iri(fact, writer.base)
    for subject, predicate, object_ in describe_place(fact, writer.base):
        writer.add(subject, predicate, object_)
    writer.state(writer.iri, SCHEMA.jobLocation, place, fact)
    for post in writer.posts_of(fact.role):
        writer.state(post, RG.location, place, fact)


def map_remote(writer: Writer, fact: Remote) -> None:
    """Say that the job can be done from elsewhere, and from where."""
    writer.state(writer.iri, SCHEMA.jobLocationType, literal("TELECOMMUTE"), fact)
    if fact.scope:
        area = writer.name("area", normal_form(fact.scope))
        writer.add(area, RDF.type, SCHEMA.AdministrativeArea)
        writer.add_text(area, SCHEMA.name, fact.scope)
        writer.state(writer.iri, SCHEMA.applicantLocationRequirements, area, fact)
