"""Each kind of fact becomes the triples that the graph contract says, and no other.

One file, long as it is: a table with a row or two for each kind of fact, in the order of the contract.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

import rolegraph
from rolegraph import facts as kinds
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
    Quantity,
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
from rolegraph.mapping import MAPPERS, quads
from rolegraph.postings import Posting, Span
from rolegraph.settings import Settings
from rolegraph.vocabulary import HASH_LENGTH, ORG, PREFIXES, RG

POSTING = Posting("gate.html", "00", "Night Porter at Quill Hotels", ())
HERE: dict[str, Any] = {"evidence": (Span(0, 12),), "rule": "test"}
ORGANIZATION = Organization(name="Quill Hotels", **HERE)
ROLE = Role(label="Night Porter", stated="Night Porter", canonical="night porter", **HERE)
_HASH = re.compile(rf"-[0-9a-f]{{{HASH_LENGTH}}}(?=$|-\d)")


def shown(term: str) -> str:
    """A term in prefixed form, the hash of a minted name left out."""
    iri = term[1:-1]
    if term.startswith("<"):
        if iri.startswith(Settings().base):
            return _HASH.sub("", iri.removeprefix(Settings().base))
        for prefix, space in PREFIXES.items():
            if iri.startswith(space):
                return f"{prefix}:{iri.removeprefix(space)}"
    return re.sub(r"\^\^<.*#(\w+)>$", r"^^\1", term)


def told(*facts: Fact, evidence: str = "none") -> set[str]:
    found = quads(POSTING, facts, Settings(evidence=evidence))  # type: ignore[arg-type]
    assert {graph for *_, graph in found} == {found[0][3]}
    return {" ".join(map(shown, quad[:3])) for quad in found}


def added(*facts: Fact) -> set[str]:
    """What facts say beyond the organization and the role that they are about."""
    return told(ORGANIZATION, ROLE, *facts) - told(ORGANIZATION, ROLE)


def test_every_kind_of_fact_has_a_mapper() -> None:
    concrete = {
        kind
        for kind in vars(kinds).values()
        if isinstance(kind, type) and issubclass(kind, Fact) and not kind.__subclasses__() and kind is not Fact
    }
    assert concrete == set(MAPPERS)


def test_the_posting() -> None:
    assert told() == {
        "posting rdf:type schema:JobPosting",
        'posting rg:text "Night Porter at Quill Hotels"',
        'posting dcterms:source "gate.html"',
    }


def test_the_role_and_the_organization() -> None:
    assert told(ORGANIZATION, ROLE) - told() == {
        "posting schema:hiringOrganization org-quill-hotels",
        "org-quill-hotels rdf:type org:Organization",
        "org-quill-hotels rdf:type schema:Organization",
        'org-quill-hotels skos:prefLabel "Quill Hotels"',
        "posting rg:advertises post-night-porter",
        "post-night-porter rdf:type org:Post",
        'post-night-porter skos:prefLabel "Night Porter"',
        'post-night-porter rg:titleAsStated "Night Porter"',
        "post-night-porter org:postIn org-quill-hotels",
        "post-night-porter org:role role-night-porter",
        "role-night-porter rdf:type org:Role",
        "role-night-porter rdf:type skos:Concept",
        'role-night-porter skos:prefLabel "night porter"',
    }


def statement(kind: str, relation: str, text: str = "Guard", slug: str = "guard") -> set[str]:
    return {
        f"post-night-porter {relation} {kind}-{slug}",
        f"{kind}-{slug} rdf:type rg:{kind.title()}",
        f'{kind}-{slug} schema:text "{text}"',
        f'{kind}-{slug} schema:position "2"^^integer',
    }


def line(kind: str, superior: str) -> set[str]:
    return {
        "line rdf:type rg:ReportingLine",
        "line rg:subordinate post-night-porter",
        f"line rg:superior {superior}",
        f"line rg:lineKind rgc:{kind}-line",
    }


HEAD = {
    "post-head-porter rdf:type org:Post",
    'post-head-porter skos:prefLabel "Head Porter"',
    "post-head-porter org:postIn org-quill-hotels",
    "post-head-porter org:role role-head-porter",
    "role-head-porter rdf:type org:Role",
    "role-head-porter rdf:type skos:Concept",
    'role-head-porter skos:prefLabel "head porter"',
}
REPORTS = {"post-night-porter org:reportsTo post-head-porter"}
STATEMENT: dict[str, Any] = {"text": "Guard", "position": 2}


@pytest.mark.parametrize(
    ("fact", "triples"),
    [
        (Title(text="Night Porter (m/f/d)", **HERE), {'posting schema:title "Night Porter (m/f/d)"'}),
        # another role: every fact of no role in particular is about both, so it is told apart below
        (Seniority(level="senior", **HERE), {"post-night-porter rg:seniority rgc:senior"}),
        (Seniority(level="senior", role="Night Porter", **HERE), {"post-night-porter rg:seniority rgc:senior"}),
        (
            Unit(name="Gates", **HERE),
            {
                "unit-gates rdf:type org:OrganizationalUnit",
                'unit-gates skos:prefLabel "Gates"',
                "unit-gates org:unitOf org-quill-hotels",
                "post-night-porter org:postIn unit-gates",
            },
        ),
        # lines: solid, administrative, joint and interim ones are the hierarchy, dotted and functional ones not
        (ReportingLine(superior="Head Porter", **HERE), HEAD | line("solid", "post-head-porter") | REPORTS),
        # the words lead somewhere: the address is kept beside the line, against the posting's own
        (
            ReportingLine(superior="Head Porter", link="porters.html#head-porter", **HERE),
            HEAD | line("solid", "post-head-porter") | REPORTS | {'line rg:superiorLink "porters.html#head-porter"'},
        ),
        # an address of mail is no page
        (
            ReportingLine(superior="Head Porter", link="mailto:head@quill.example", **HERE),
            HEAD | line("solid", "post-head-porter") | REPORTS,
        ),
        (ReportingLine(superior="Head Porter", line="dotted", **HERE), HEAD | line("dotted", "post-head-porter")),
        (
            ReportingLine(superior="Head Porter", line="functional", **HERE),
            HEAD | line("functional", "post-head-porter"),
        ),
        (
            ReportingLine(superior="Head Porter", line="interim", **HERE),
            HEAD | line("interim", "post-head-porter") | REPORTS,
        ),
        # a superior with a level, and with a person in it
        (
            ReportingLine(superior="Senior Porter", **HERE),
            {
                row.replace("head", "senior").replace("Head", "Senior")
                for row in HEAD | line("solid", "post-head-porter") | REPORTS
            }
            | {"post-senior-porter rg:seniority rgc:senior"},
        ),
        (
            ReportingLine(superior="Head Porter", person="Ada Gray", **HERE),
            HEAD
            | line("solid", "post-head-porter")
            | REPORTS
            | {
                "post-head-porter org:heldBy person-ada-gray",
                "person-ada-gray rdf:type foaf:Person",
                'person-ada-gray foaf:name "Ada Gray"',
            },
        ),
        # superiors that are no roles
        (
            ReportingLine(superior="Ada Gray", target="person", **HERE),
            line("solid", "person-ada-gray")
            | {
                "person-ada-gray rdf:type foaf:Person",
                'person-ada-gray foaf:name "Ada Gray"',
                "post-night-porter org:reportsTo person-ada-gray",
            },
        ),
        (
            ReportingLine(superior="Gates", target="unit", **HERE),
            line("solid", "unit-gates")
            | {
                "unit-gates rdf:type org:OrganizationalUnit",
                "unit-gates org:unitOf org-quill-hotels",
                'unit-gates skos:prefLabel "Gates"',
                "post-night-porter org:reportsTo unit-gates",
            },
        ),
        (
            ReportingLine(superior="Board of Keys", target="body", **HERE),
            line("solid", "body-board-of-keys")
            | {
                "body-board-of-keys rdf:type org:Organization",
                'body-board-of-keys skos:prefLabel "Board of Keys"',
                "post-night-porter org:reportsTo body-board-of-keys",
            },
        ),
        # nobody reports to oneself
        (ReportingLine(superior="night porter", **HERE), set()),
        # team sizes: one number, none, a range, one bound
        (TeamSize(minimum=5, maximum=5, **HERE), {'post-night-porter rg:directReports "5"^^integer'}),
        (TeamSize(minimum=0, maximum=0, **HERE), {'post-night-porter rg:directReports "0"^^integer'}),
        (
            TeamSize(minimum=3, maximum=5, **HERE),
            {
                'post-night-porter rg:directReportsMin "3"^^integer',
                'post-night-porter rg:directReportsMax "5"^^integer',
            },
        ),
        (TeamSize(minimum=3, maximum=None, **HERE), {'post-night-porter rg:directReportsMin "3"^^integer'}),
        (TeamSize(minimum=None, maximum=0, **HERE), {'post-night-porter rg:directReportsMax "0"^^integer'}),
        # places: in the gazetteer, and only named
        (
            Location(
                name="Oslo", locality="Oslo", country="NO", geonames=7, latitude=59.91273, longitude=-10.0, **HERE
            ),
            {
                "posting schema:jobLocation gn:7/",
                "post-night-porter rg:location gn:7/",
                "gn:7/ rdf:type schema:Place",
                'gn:7/ schema:name "Oslo"',
                "gn:7/ schema:address address",
                "address rdf:type schema:PostalAddress",
                'address schema:addressLocality "Oslo"',
                'address schema:addressCountry "NO"',
                "gn:7/ schema:geo geo",
                "geo rdf:type schema:GeoCoordinates",
                'geo schema:latitude "59.9127"^^float',
                'geo schema:longitude "-10"^^float',
            },
        ),
        (
            Location(name="The Old Mill", **HERE),
            {
                "posting schema:jobLocation place-the-old-mill",
                "post-night-porter rg:location place-the-old-mill",
                "place-the-old-mill rdf:type schema:Place",
                'place-the-old-mill schema:name "The Old Mill"',
            },
        ),
        (Remote(**HERE), {'posting schema:jobLocationType "TELECOMMUTE"'}),
        (
            Remote(scope="Norway", **HERE),
            {
                'posting schema:jobLocationType "TELECOMMUTE"',
                "posting schema:applicantLocationRequirements area-norway",
                "area-norway rdf:type schema:AdministrativeArea",
                'area-norway schema:name "Norway"',
            },
        ),
        # statements, with label, share of time, kinds and amounts
        (Responsibility(**STATEMENT, **HERE), statement("responsibility", "rg:hasResponsibility")),
        (
            Responsibility(label="Rigor", percent=Decimal("80.0"), **STATEMENT, **HERE),
            statement("responsibility", "rg:hasResponsibility")
            | {'responsibility-guard rg:label "Rigor"', 'responsibility-guard rg:percentOfTime "80"^^decimal'},
        ),
        (
            Requirement(
                kinds=("experience", "preferred"),
                quantities=(Quantity(minimum=Decimal(3), unit="years"),),
                **STATEMENT,
                **HERE,
            ),
            statement("requirement", "rg:hasRequirement")
            | {
                "requirement-guard dcterms:type rgc:experience",
                "requirement-guard dcterms:type rgc:preferred",
                "requirement-guard rg:quantity quantity-years",
                "quantity-years rdf:type schema:QuantitativeValue",
                'quantity-years schema:minValue "3"^^float',
                'quantity-years schema:unitText "years"',
            },
        ),
        (
            Benefit(kind="leave", **STATEMENT, **HERE),
            statement("benefit", "rg:hasBenefit") | {"benefit-guard dcterms:type rgc:leave"},
        ),
        (
            Condition(
                kind="travel",
                quantities=(Quantity(minimum=None, maximum=Decimal(40), unit="percent"),),
                **STATEMENT,
                **HERE,
            ),
            statement("condition", "rg:hasCondition")
            | {
                "condition-guard dcterms:type rgc:travel",
                "condition-guard rg:quantity quantity-percent",
                "quantity-percent rdf:type schema:QuantitativeValue",
                'quantity-percent schema:maxValue "40"^^float',
                'quantity-percent schema:unitText "percent"',
            },
        ),
        (
            Program(
                name="Lamplight",
                urls=("https://example.org/l", "/x", "javascript:x"),
                since=1999,
                quantities=(Quantity(minimum=Decimal("2.4E+3"), unit="lamps"),),
                description="Lamps for all",
                **HERE,
            ),
            {
                "org-quill-hotels rg:runsProgram program-lamplight",
                "posting schema:mentions program-lamplight",
                "program-lamplight rdf:type rg:Program",
                'program-lamplight skos:prefLabel "Lamplight"',
                "program-lamplight schema:url <https://example.org/l>",
                'program-lamplight rg:since "1999"^^gYear',
                "program-lamplight rg:quantity quantity-lamps",
                "quantity-lamps rdf:type schema:QuantitativeValue",
                'quantity-lamps schema:minValue "2400"^^float',
                'quantity-lamps schema:unitText "lamps"',
                'program-lamplight schema:description "Lamps for all"',
            },
        ),
        (
            Commitment(
                kind="privacy",
                text="We keep secrets",
                grounds=("age", "faith"),
                urls=("https://example.org/p",),
                **HERE,
            ),
            {
                "org-quill-hotels rg:makesCommitment commitment-we-keep-secrets",
                "posting schema:mentions commitment-we-keep-secrets",
                "commitment-we-keep-secrets rdf:type rg:Commitment",
                "commitment-we-keep-secrets dcterms:type rgc:privacy",
                'commitment-we-keep-secrets schema:text "We keep secrets"',
                'commitment-we-keep-secrets rg:protectedGround "age"',
                'commitment-we-keep-secrets rg:protectedGround "faith"',
                "commitment-we-keep-secrets schema:url <https://example.org/p>",
            },
        ),
        (
            Contact(email="jobs@example.org", telephone="+47 5", address="Gate 1", **HERE),
            {
                "posting schema:applicationContact contact-jobs-example-org",
                "contact-jobs-example-org rdf:type schema:ContactPoint",
                'contact-jobs-example-org schema:email "jobs@example.org"',
                'contact-jobs-example-org schema:telephone "+47 5"',
                "contact-jobs-example-org schema:address address",
                "address rdf:type schema:PostalAddress",
                'address schema:streetAddress "Gate 1"',
            },
        ),
        # an occupation: a code of a public classification
        (
            Occupation(code="33-9032.00", name="Security Guards", **HERE),
            {
                "posting schema:occupationalCategory occupation-33-9032-00",
                "occupation-33-9032-00 rdf:type schema:CategoryCode",
                'occupation-33-9032-00 schema:codeValue "33-9032.00"',
                'occupation-33-9032-00 schema:name "Security Guards"',
                "occupation-33-9032-00 schema:inCodeSet <https://www.onetcenter.org/taxonomy.html>",
            },
        ),
        (Industry(name="hospitality", **HERE), {'posting schema:industry "hospitality"'}),
        (
            Pay(quantity=Quantity(minimum=Decimal("50.50"), maximum=Decimal(60), unit="HOUR", currency="NOK"), **HERE),
            {
                "posting schema:baseSalary quantity-hour",
                "quantity-hour rdf:type schema:MonetaryAmount",
                'quantity-hour schema:minValue "50.5"^^float',
                'quantity-hour schema:maxValue "60"^^float',
                'quantity-hour schema:unitText "HOUR"',
                'quantity-hour schema:currency "NOK"',
            },
        ),
        # plain properties: text, dates with and without a time, addresses, and what is none
        (Attribute(name="employmentType", value="FULL_TIME", **HERE), {'posting schema:employmentType "FULL_TIME"'}),
        (Attribute(name="datePosted", value="2031-02-03", **HERE), {'posting schema:datePosted "2031-02-03"^^date'}),
        (
            Attribute(name="validThrough", value="2031-02-03T04:05:06Z", **HERE),
            {'posting schema:validThrough "2031-02-03T04:05:06Z"^^dateTime'},
        ),
        (
            Attribute(name="url", value="https://example.org/1", **HERE),
            {"posting schema:url <https://example.org/1>"},
        ),
        (Attribute(name="url", value="javascript:alert(1)", **HERE), set()),
        # two sayings of one property: neither makes a triple of the posting's own
        (
            Disagreement(property="employmentType", field="FULL_TIME", prose="PART_TIME", **HERE),
            {
                "posting rg:hasDisagreement disagreement-part-time",
                "disagreement-part-time rdf:type rg:Disagreement",
                "disagreement-part-time rg:disputes schema:employmentType",
                'disagreement-part-time rg:fieldValue "FULL_TIME"',
                'disagreement-part-time rg:proseValue "PART_TIME"',
            },
        ),
        (
            Disagreement(property="title", field="Porter", prose="Head Porter", **HERE),
            {
                "posting rg:hasDisagreement disagreement-head-porter",
                "disagreement-head-porter rdf:type rg:Disagreement",
                "disagreement-head-porter rg:disputes schema:title",
                'disagreement-head-porter rg:fieldValue "Porter"',
                'disagreement-head-porter rg:proseValue "Head Porter"',
            },
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Fact) else "",
)
def test_facts(fact: Fact, triples: set[str]) -> None:
    assert added(fact) == triples


@pytest.mark.parametrize(
    ("organization", "more"),
    [
        (Organization(name="Quill Hotels", formal=True, **HERE), {"org-quill-hotels rdf:type org:FormalOrganization"}),
        (
            Organization(name="Quill Hotels", url="https://example.org", **HERE),
            {"org-quill-hotels schema:url <https://example.org>"},
        ),
        (Organization(name="Quill Hotels", url="example", **HERE), set()),
    ],
)
def test_organizations(organization: Organization, more: set[str]) -> None:
    assert told(organization) - told(ORGANIZATION) == more


def test_variants_are_other_labels_of_the_same_post() -> None:
    names: dict[str, Any] = {"variants": ("Night Porter", "Porter"), "short": ("Keys",)}
    role = Role(label="Porter", stated="Porter / Night Porter", canonical="porter", **names, **HERE)
    assert {row for row in told(ORGANIZATION, role) if "abel" in row and row.startswith("post-")} == {
        'post-porter skos:prefLabel "Porter"',
        'post-porter skos:altLabel "Night Porter"',
        'post-porter skos:altLabel "Keys"',
    }


def test_a_fact_of_no_role_in_particular_is_about_all_and_a_fact_of_one_about_one() -> None:
    other = Role(label="Day Porter", canonical="day porter", **HERE)
    both = told(ORGANIZATION, ROLE, other, Seniority(level="senior", **HERE))
    assert {row for row in both if "seniority" in row} == {
        "post-night-porter rg:seniority rgc:senior",
        "post-day-porter rg:seniority rgc:senior",
    }
    one = told(ORGANIZATION, ROLE, other, Seniority(level="senior", role="Day Porter", **HERE))
    assert {row for row in one if "seniority" in row} == {"post-day-porter rg:seniority rgc:senior"}


def test_alternatives_are_said_both_ways() -> None:
    lines = [
        ReportingLine(superior=name, alternative=1, **HERE) for name in ("Head Porter", "Day Porter", "Head Porter")
    ]
    other = ReportingLine(superior="Head of Keys", alternative=2, **HERE)
    assert {row for row in told(ORGANIZATION, ROLE, *lines, other) if "alternativeTo" in row} == {
        "post-head-porter rg:alternativeTo post-day-porter",
        "post-day-porter rg:alternativeTo post-head-porter",
    }


def test_two_conditions_of_one_sentence_are_two_nodes() -> None:
    conditions = [
        Condition(kind=kind, text="A check and a test", position=1, **HERE)
        for kind in ("background-check", "drug-test")
    ]
    found = quads(POSTING, [ORGANIZATION, ROLE, *conditions])
    assert len({subject for subject, *_ in found if "condition-a-check" in subject}) == 2


def test_without_an_organization_names_belong_to_the_posting() -> None:
    other = Posting("b.html", "01", POSTING.text, ())
    posts = [{s for s, *_ in quads(posting, [ROLE]) if "post-night" in s} for posting in (POSTING, other)]
    assert posts[0].isdisjoint(posts[1])
    with_organization = [
        {s for s, *_ in quads(posting, [ORGANIZATION, ROLE]) if "post-night" in s} for posting in (POSTING, other)
    ]
    assert with_organization[0] == with_organization[1]


def _every_fact() -> Sequence[Fact]:
    rows = next(mark for mark in test_facts.pytestmark if mark.name == "parametrize").args[1]  # type: ignore[attr-defined]
    return [ORGANIZATION, ROLE, *(row[0] for row in rows)]


def test_order_and_doubles_of_facts_change_nothing() -> None:
    facts = _every_fact()
    assert quads(POSTING, [*reversed(facts), *facts]) == quads(POSTING, facts)


def test_quads_are_sorted_and_unique() -> None:
    found = quads(POSTING, _every_fact())
    assert found == sorted(set(found))


def test_every_field_of_a_fact_changes_what_is_said() -> None:
    # but for those that say how it was found or that only group facts, and a label that the title repeats
    silent = {"evidence", "rule", "confidence", "alternative", "role", "what"}
    said = {name for fact in _every_fact() for name in fact.names if getattr(fact, name)}
    declared = {name for kind in MAPPERS for name in kind.names}
    assert declared - said <= silent | {"formal", "url", "variants", "short", "region"}


def posts_of(unit: str, title: str = "Director of Engineering") -> set[str]:
    front = f"department: {unit}\n" if unit else ""
    page = f"---\ncompany: Harbour Works\n{front}---\n# {title}\n\nReports to the Head of Locks.\n"
    built = rolegraph.build(page.encode())
    return {quad[2] for quad in built.quads if quad[1] == RG.advertises}


def test_one_title_in_two_units_is_two_posts() -> None:
    # the contract: IRIs are computed from what they name, and a department's director is named with the department
    assert len({*posts_of("Locks"), *posts_of("Ferries"), *posts_of("")}) == 3
    assert posts_of("Locks") == posts_of("LOCKS")


def test_a_post_that_answers_to_its_own_title_has_no_line_in_a_unit_either() -> None:
    page = "---\ncompany: Harbour Works\ndepartment: Locks\n---\n# Head of Locks\n\nReports to the head of locks.\n"
    built = rolegraph.build(page.encode())
    assert not [quad for quad in built.quads if quad[1] == ORG.reportsTo]
