"""The property-graph model: which class becomes which label, which property which column or relationship.

One table for every program that takes nodes and relationships: Neo4j (files and Bolt), Cypher, LadybugDB, Parquet.
Terms are prefixed names; a column's path of several goes from the node through others ("rg:evidence/oa:exact").
docs/property-graph.md shows the table to users.
"""

from typing import Final, Literal, NamedTuple

from rolegraph.vocabulary import PREFIXES

Kind = Literal["string", "string[]", "long", "double", "boolean"]
"""The type of a column."""


class Column(NamedTuple):
    """A property of nodes or relationships.

    Args:
        name: What it is called.
        kind: Its type. A `string` that is stated several times is the least of them, `quote` all joined.
        path: The RDF properties that lead to it; "" where it is worked out.
    """

    name: str
    kind: Kind
    path: str


class NodeType(NamedTuple):
    """A kind of node.

    Args:
        label: What it is called.
        classes: The RDF classes whose instances are meant.
        columns: Its properties beside `id`, the IRI.
    """

    label: str
    classes: tuple[str, ...]
    columns: tuple[Column, ...]


class EdgeType(NamedTuple):
    """A kind of relationship.

    Args:
        name: What it is called.
        predicate: The RDF property; "" for REPORTS_TO, which is made of the reporting lines.
        pairs: The labels that it leads from and to; a node without a class takes the first that fits.
    """

    name: str
    predicate: str
    pairs: tuple[tuple[str, str], ...]


_TEXT: Final = "string"
_LIST: Final = "string[]"
QUOTED: Final = (
    Column("quote", _TEXT, "rg:evidence/oa:exact"),
    Column("confidence", "double", "rg:confidence"),
    Column("rule", _TEXT, "rg:rule"),
)
_NAME: Final = Column("name", _TEXT, "skos:prefLabel")
_SAID: Final = (
    Column("text", _TEXT, "schema:text"),
    Column("heading", _TEXT, "rg:label"),
    Column("position", "long", "schema:position"),
    Column("kinds", _LIST, "dcterms:type"),
)
_POSTING: Final = (
    Column("title", _TEXT, "schema:title"),
    Column("url", _TEXT, "schema:url"),
    Column("source", _TEXT, "dcterms:source"),
    Column("identifier", _TEXT, "schema:identifier"),
    Column("date_posted", _TEXT, "schema:datePosted"),
    Column("valid_through", _TEXT, "schema:validThrough"),
    Column("employment_types", _LIST, "schema:employmentType"),
    Column("job_location_type", _TEXT, "schema:jobLocationType"),
    Column("industries", _LIST, "schema:industry"),
    Column("language", _TEXT, "schema:inLanguage"),
)
_POST: Final = (
    _NAME,
    Column("titles", _LIST, "skos:altLabel"),
    Column("titles_as_stated", _LIST, "rg:titleAsStated"),
    Column("seniority", _LIST, "rg:seniority"),
    Column("direct_reports", "long", "rg:directReports"),
    Column("direct_reports_min", "long", "rg:directReportsMin"),
    Column("direct_reports_max", "long", "rg:directReportsMax"),
    Column("vacant", "boolean", "rg:vacant"),
    Column("fte", "double", "rg:fte"),
    Column("grade", _TEXT, "rg:grade"),
    Column("identifier", _TEXT, "schema:identifier"),
    *QUOTED,
)
_PLACE: Final = (
    Column("name", _TEXT, "schema:name"),
    Column("locality", _TEXT, "schema:address/schema:addressLocality"),
    Column("region", _TEXT, "schema:address/schema:addressRegion"),
    Column("country", _TEXT, "schema:address/schema:addressCountry"),
    Column("latitude", "double", "schema:geo/schema:latitude"),
    Column("longitude", "double", "schema:geo/schema:longitude"),
)
_PROGRAM: Final = (
    _NAME,
    Column("description", _TEXT, "schema:description"),
    Column("since", "long", "rg:since"),
    Column("url", _TEXT, "schema:url"),
    *QUOTED,
)
_AMOUNT: Final = (
    Column("minimum", "double", "schema:minValue"),
    Column("maximum", "double", "schema:maxValue"),
    Column("unit", _TEXT, "schema:unitText"),
    Column("currency", _TEXT, "schema:currency"),
)
_TABLE: Final = (
    Column("source", _TEXT, "dcterms:source"),
    Column("date", _TEXT, "dcterms:date"),
)

NODES: Final = (
    NodeType("Posting", ("schema:JobPosting",), _POSTING),
    NodeType("PostTable", ("rg:PostTable", "schema:Dataset"), _TABLE),
    NodeType("Post", ("org:Post",), _POST),
    NodeType("Person", ("foaf:Person",), (Column("name", _TEXT, "foaf:name"),)),
    NodeType("Unit", ("org:OrganizationalUnit",), (_NAME, *QUOTED)),
    NodeType(
        "Organization",
        ("org:FormalOrganization", "org:Organization", "schema:Organization"),
        (_NAME, Column("url", _TEXT, "schema:url"), *QUOTED),
    ),
    NodeType("Role", ("org:Role",), (_NAME,)),
    NodeType("Place", ("schema:Place",), _PLACE),
    NodeType("Area", ("schema:AdministrativeArea",), (Column("name", _TEXT, "schema:name"),)),
    NodeType(
        "Occupation",
        ("schema:CategoryCode",),
        (Column("name", _TEXT, "schema:name"), Column("code", _TEXT, "schema:codeValue")),
    ),
    NodeType("Program", ("rg:Program",), _PROGRAM),
    NodeType(
        "Commitment",
        ("rg:Commitment",),
        (
            Column("text", _TEXT, "schema:text"),
            Column("kinds", _LIST, "dcterms:type"),
            Column("grounds", _LIST, "rg:protectedGround"),
            *QUOTED,
        ),
    ),
    NodeType(
        "Responsibility",
        ("rg:Responsibility",),
        (*_SAID[:3], Column("percent_of_time", "double", "rg:percentOfTime"), *QUOTED),
    ),
    NodeType("Requirement", ("rg:Requirement",), (*_SAID, *QUOTED)),
    NodeType("Benefit", ("rg:Benefit",), (*_SAID, *QUOTED)),
    NodeType("Condition", ("rg:Condition",), (*_SAID, *QUOTED)),
    NodeType("Amount", ("schema:MonetaryAmount", "schema:QuantitativeValue"), _AMOUNT),
)
"""Every kind of node; one that is of several classes has the label that comes first."""

_AGENTS: Final = ("Post", "Unit", "Organization", "Person")
_SAME: Final = (("Post", "Post"), ("Organization", "Organization"), ("Unit", "Unit"))
REPORTS_TO: Final = "REPORTS_TO"

EDGES: Final = (
    EdgeType("ADVERTISES", "rg:advertises", (("Posting", "Post"),)),
    EdgeType(REPORTS_TO, "", tuple((low, high) for low in ("Post", "Person") for high in _AGENTS)),
    EdgeType("ALTERNATIVE_TO", "rg:alternativeTo", tuple((one, other) for one in _AGENTS for other in _AGENTS)),
    EdgeType("HIRING_ORGANIZATION", "schema:hiringOrganization", (("Posting", "Organization"),)),
    EdgeType("IN_ORGANIZATION", "org:postIn", (("Post", "Organization"),)),
    EdgeType("IN_UNIT", "org:postIn", (("Post", "Unit"),)),
    EdgeType("UNIT_OF", "org:unitOf", (("Unit", "Organization"), ("Unit", "Unit"))),
    EdgeType("HAS_ROLE", "org:role", (("Post", "Role"),)),
    EdgeType("HELD_BY", "org:heldBy", (("Post", "Person"),)),
    EdgeType("LOCATED_IN", "rg:location", (("Post", "Place"),)),
    EdgeType("JOB_LOCATION", "schema:jobLocation", (("Posting", "Place"),)),
    EdgeType("OPEN_TO", "schema:applicantLocationRequirements", (("Posting", "Area"),)),
    EdgeType("HAS_OCCUPATION", "schema:occupationalCategory", (("Posting", "Occupation"),)),
    EdgeType("HAS_RESPONSIBILITY", "rg:hasResponsibility", (("Post", "Responsibility"),)),
    EdgeType("HAS_REQUIREMENT", "rg:hasRequirement", (("Post", "Requirement"),)),
    EdgeType("HAS_BENEFIT", "rg:hasBenefit", (("Post", "Benefit"),)),
    EdgeType("HAS_CONDITION", "rg:hasCondition", (("Post", "Condition"),)),
    EdgeType("RUNS_PROGRAM", "rg:runsProgram", (("Organization", "Program"),)),
    EdgeType("MAKES_COMMITMENT", "rg:makesCommitment", (("Organization", "Commitment"),)),
    EdgeType("MENTIONS", "schema:mentions", (("Posting", "Program"), ("Posting", "Commitment"))),
    EdgeType("PAYS", "schema:baseSalary", (("Posting", "Amount"),)),
    EdgeType("HAS_AMOUNT", "rg:quantity", (("Requirement", "Amount"), ("Condition", "Amount"), ("Program", "Amount"))),
    EdgeType("SAME_AS", "skos:exactMatch", _SAME),
    EdgeType("CLOSE_TO", "skos:closeMatch", _SAME),
    EdgeType("POSSIBLY_SAME_AS", "rg:possiblySameAs", _SAME),
)
"""Every kind of relationship."""

STATED_IN: Final = Column("postings", _LIST, "")
"""On every relationship: the named graphs that state it, which are postings."""

LINE: Final = (
    Column("id", _TEXT, ""),
    Column("kind", _TEXT, "rg:lineKind"),
    Column("link", _TEXT, "rg:superiorLink"),
    Column("hierarchy", "boolean", ""),
    *QUOTED,
    Column("posting", _TEXT, ""),
)
"""What REPORTS_TO has beside that: one relationship a reporting line, `id` the line's IRI."""


def edge_columns(name: str) -> tuple[Column, ...]:
    """Return the properties of a kind of relationship.

    Example:
        >>> [column.name for column in edge_columns("ADVERTISES")]
        ['postings']
    """
    return (*LINE, STATED_IN) if name == REPORTS_TO else (STATED_IN,)


def expand(name: str) -> str:
    """Return the term that a prefixed name stands for.

    Example:
        >>> expand("org:Post")
        '<http://www.w3.org/ns/org#Post>'
    """
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"
