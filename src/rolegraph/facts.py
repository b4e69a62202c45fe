"""The kinds of fact that a posting states, each with its evidence.

Facts know nothing of RDF: `rolegraph.mapping` turns them into triples. They are frozen, small and picklable, and every
one says which rule found it, where in the text, and how sure the rule is.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rolegraph.postings import Span

LineKind = Literal["solid", "dotted", "functional", "administrative", "joint", "interim"]
TargetKind = Literal["role", "person", "unit", "body"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact carries.

    Args:
        evidence: Where the posting says so: one span or more, the best first.
        rule: The name of the rule or field that found it, as `explain` and `rg:rule` show it.
        confidence: How likely the fact is right, 0 to 1.
    """

    evidence: tuple[Span, ...]
    rule: str
    confidence: float = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount, a range or a count.

    Args:
        minimum: The lower bound, or the value itself.
        maximum: The upper bound; None where the text leaves it open ("5+ years").
        unit: What is counted, in the words of the text ("years", "countries"); for money the period ("YEAR") or "".
        currency: ISO 4217 code for money, else "".
    """

    minimum: Decimal | None
    maximum: Decimal | None = None
    unit: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Fact):
    """The posting's title as stated."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Fact):
    """A role that the posting advertises.

    Args:
        label: The title without seniority alternatives, place or requisition noise.
        variants: Each title under which the role is offered ("Director, Industry Lead", ...).
        stated: The title as the posting words it.
        canonical: The title shared across organizations: lower case, abbreviations spelled out.
    """

    label: str
    variants: tuple[str, ...] = ()
    stated: str = ""
    canonical: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFact(Fact):
    """A fact about one advertised role.

    Args:
        role: The label of the role it belongs to; "" for every role of the posting.
    """

    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seniority(RoleFact):
    """A level that the title states: a local name of the scheme `rgc:seniority`."""

    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Fact):
    """The organization that hires.

    Args:
        name: As the posting writes it.
        url: Its home page, if stated.
        formal: True where a legal form shows that it is a legal entity.
    """

    name: str
    url: str = ""
    formal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Fact):
    """The part of the organization the role sits in."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingLine(RoleFact):
    """Whom a role reports to.

    Args:
        superior: The title of the role, or the name of the unit or body; for a person without a stated title the name.
        line: The kind of line.
        target: What the superior is.
        person: The name of the person in the superior role, where stated.
        alternative: Lines of one posting with the same number above 0 name alternatives to each other.
    """

    superior: str
    line: LineKind = "solid"
    target: TargetKind = "role"
    person: str = ""
    alternative: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSize(RoleFact):
    """How many people report to the role; None for a bound the text leaves open, both 0 for a stated "none"."""

    minimum: int | None
    maximum: int | None
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location(RoleFact):
    """Where the role sits.

    Args:
        name: The place as the gazetteer or, if unknown, the text names it.
        locality: The city, else "".
        region: The state, province or region, else "".
        country: ISO 3166-1 alpha-2, else "".
        geonames: The GeoNames id of a known place, else None.
        latitude: Degrees north, else None.
        longitude: Degrees east, else None.
    """

    name: str
    locality: str = ""
    region: str = ""
    country: str = ""
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote(RoleFact):
    """The role can be done from elsewhere; `scope` is the country or region it is bound to, as stated, else ""."""

    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(RoleFact):
    """A sentence or list item that says something of the role.

    Args:
        text: Whole, white space folded.
        position: From 1 in document order, counted per kind.
        label: A bold lead-in ("Operational Rigor"), else "".
    """

    text: str
    position: int
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility(Statement):
    """What the holder does; `percent` is the share of time it takes, 0 to 100, where stated."""

    percent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Statement):
    """What the candidate must be, have or know; `kinds` are local names of the scheme `rgc:requirement-kind`."""

    kinds: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit(Statement):
    """What the organization offers; `kind` is a local name of the scheme `rgc:benefit-kind`."""

    kind: str = "other-benefit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Statement):
    """What holds before or during employment; `kind` is a local name of the scheme `rgc:condition-kind`."""

    kind: str = "other-condition"
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Program(Fact):
    """A named initiative that the organization itself runs.

    Args:
        name: As the posting writes it.
        urls: Its links, the first the one on its name.
        since: The year it began, else None.
        quantities: Its figures ("more than 2,400 organizations").
        description: What the posting says it is, else "".
    """

    name: str
    urls: tuple[str, ...] = ()
    since: int | None = None
    quantities: tuple[Quantity, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Fact):
    """A sentence in which the organization binds itself.

    Args:
        kind: A local name of the scheme `rgc:commitment-kind`.
        text: The sentence, white space folded.
        urls: The links in it.
        grounds: The protected grounds that an equal-opportunity sentence lists, in order.
    """

    kind: str
    text: str
    urls: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Fact):
    """Where to apply or ask: any of the parts may be ""."""

    email: str = ""
    telephone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Industry(Fact):
    """An industry that the role or the organization serves."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay(Fact):
    """What the post pays; the period is schema.org's unitText (HOUR, DAY, WEEK, MONTH, YEAR) or ""."""

    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Fact):
    """A plain property of the posting.

    Args:
        name: The local name of the schema.org property: `datePosted`, `validThrough`, `employmentType`, `url`,
            `identifier`, `inLanguage`.
        value: In schema.org's own form (ISO 8601 date, FULL_TIME, BCP 47 tag).
    """

    name: str
    value: str
