"""The kinds of fact that a posting states, each with its evidence.

Facts know nothing of RDF: `rolegraph.mapping` turns them into triples. They are frozen, small and picklable, and every
one says which rule found it, where in the text, and how sure the rule is.
"""

from decimal import Decimal
from inspect import get_annotations
from typing import Any, ClassVar, Literal, NoReturn, Self, dataclass_transform

from rolegraph.postings import Span

LineKind = Literal["solid", "dotted", "functional", "administrative", "joint", "interim"]
TargetKind = Literal["role", "person", "unit", "body"]


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """What holds values under names: frozen, made of keyword arguments, compared and hashed by value.

    To readers and type checkers a subclass is `@dataclass(frozen=True, kw_only=True)`. It is none, since making two
    dozen of those takes as long, at every start of the program, as extracting ten postings.

    Example:
        >>> Quantity(minimum=Decimal(2), unit="years").replace(unit="months")
        Quantity(minimum=Decimal('2'), maximum=None, unit='months', currency='')
    """

    names: ClassVar[tuple[str, ...]] = ()
    """The names of the values, in order."""
    _defaults: ClassVar[dict[str, Any]] = {}
    _known: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        own = [name for name in get_annotations(cls) if name != "names"]
        cls.names = (*cls.names, *own)
        cls._known = frozenset(cls.names)
        cls._defaults = {**cls._defaults, **{name: cls.__dict__[name] for name in own if name in cls.__dict__}}

    def __init__(self, **values: Any) -> None:
        held = self._defaults | values
        if held.keys() != self._known:
            wrong = ", ".join(sorted(held.keys() ^ self._known))
            raise TypeError(f"{type(self).__name__}: missing or unknown: {wrong}")
        object.__setattr__(self, "__dict__", held)

    def replace(self, **changes: Any) -> Self:
        """Return a record like this one, with other values under some names."""
        held = self.__dict__ | changes
        if len(held) != len(self.names):
            return type(self)(**held)  # which says what is unknown
        # every fact of every posting gets its confidence so: half the time of making one anew
        copy = object.__new__(type(self))
        object.__setattr__(copy, "__dict__", held)
        return copy

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a {type(self).__name__} is frozen: replace() makes a changed one")

    __delattr__ = __setattr__  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *(self.__dict__[name] for name in self.names)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={self.__dict__[name]!r}' for name in self.names)})"


class Fact(Record):
    """What every fact carries.

    Args:
        evidence: Where the posting says so: one span or more, the best first.
        rule: The name of the rule or field that found it, as `explain` and `rg:rule` show it.
        confidence: How likely the fact is right, 0 to 1.
    """

    evidence: tuple[Span, ...]
    rule: str
    confidence: float = 0.9


class Quantity(Record):
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


class Title(Fact):
    """The posting's title as stated."""

    text: str


class Role(Fact):
    """A role that the posting advertises.

    Args:
        label: The title without seniority alternatives, place or requisition noise.
        variants: Each title under which the role is offered ("Director, Industry Lead", ...).
        stated: The title as the posting words it.
        short: Shorter names: without the unit that leads the title, without what it adds in brackets.
        canonical: The title shared across organizations: lower case, abbreviations spelled out.
    """

    label: str
    variants: tuple[str, ...] = ()
    stated: str = ""
    short: tuple[str, ...] = ()
    canonical: str = ""


class RoleFact(Fact):
    """A fact about one advertised role.

    Args:
        role: The label of the role it belongs to; "" for every role of the posting.
    """

    role: str = ""


class Seniority(RoleFact):
    """A level that the title states: a local name of the scheme `rgc:seniority`."""

    level: str


class Occupation(Fact):
    """The occupation that the role's title belongs to, in O*NET-SOC.

    Args:
        code: Its code ("15-2051.00").
        name: Its name ("Data Scientists").
    """

    code: str
    name: str


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


class Unit(Fact):
    """The part of the organization the role sits in."""

    name: str


class ReportingLine(RoleFact):
    """Whom a role reports to.

    Args:
        superior: The title of the role, or the name of the unit or body; for a person without a stated title the name.
        line: The kind of line.
        target: What the superior is.
        person: The name of the person in the superior role, where stated.
        alternative: Lines of one posting with the same number above 0 name alternatives to each other.
        link: The target of the hyperlink on the words that name the superior, as the posting writes it, else "".
    """

    superior: str
    line: LineKind = "solid"
    target: TargetKind = "role"
    person: str = ""
    alternative: int = 0
    link: str = ""


class TeamSize(RoleFact):
    """How many people report to the role; None for a bound the text leaves open, both 0 for a stated "none"."""

    minimum: int | None
    maximum: int | None
    what: str = ""


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


class Remote(RoleFact):
    """The role can be done from elsewhere; `scope` is the country or region it is bound to, as stated, else ""."""

    scope: str = ""


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


class Responsibility(Statement):
    """What the holder does; `percent` is the share of time it takes, 0 to 100, where stated."""

    percent: Decimal | None = None


class Requirement(Statement):
    """What the candidate must be, have or know; `kinds` are local names of the scheme `rgc:requirement-kind`."""

    kinds: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class Benefit(Statement):
    """What the organization offers; `kind` is a local name of the scheme `rgc:benefit-kind`."""

    kind: str = "other-benefit"


class Condition(Statement):
    """What holds before or during employment; `kind` is a local name of the scheme `rgc:condition-kind`."""

    kind: str = "other-condition"
    quantities: tuple[Quantity, ...] = ()


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


class Contact(Fact):
    """Where to apply or ask: any of the parts may be ""."""

    email: str = ""
    telephone: str = ""
    address: str = ""


class Industry(Fact):
    """An industry that the role or the organization serves."""

    name: str


class Pay(Fact):
    """What the post pays; the period is schema.org's unitText (HOUR, DAY, WEEK, MONTH, YEAR) or ""."""

    quantity: Quantity


class Disagreement(Fact):
    """A field of the source and the prose beside it say different things; the field's value is the fact.

    The evidence is both, the field's spans first.

    Args:
        property: The local name of the schema.org property: `title`, `jobLocation`, `employmentType`, `baseSalary`.
        field: What the field says.
        prose: What the prose says.
    """

    property: str
    field: str
    prose: str


class Attribute(Fact):
    """A plain property of the posting.

    Args:
        name: The local name of the schema.org property: `datePosted`, `validThrough`, `employmentType`, `url`,
            `identifier`, `inLanguage`.
        value: In schema.org's own form (ISO 8601 date, FULL_TIME, BCP 47 tag).
    """

    name: str
    value: str
