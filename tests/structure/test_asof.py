"""Which postings and tables count on a day, and what is left of a graph without the others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rolegraph
from rolegraph.errors import UsageError
from rolegraph.stores.answers import Solutions
from rolegraph.structure.asof import as_of, last_day
from rolegraph.vocabulary import DCTERMS, ORG, RDF, RG, SCHEMA, SKOS, XSD, Quad, literal

POSTED, UNTIL = SCHEMA.attributes["datePosted"], SCHEMA.attributes["validThrough"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-29", "2024-02-29"),
        # the last day of a month, a month in a leap year, a year
        ("2024-04", "2024-04-30"),
        ("2024-02", "2024-02-29"),
        ("2023-02", "2023-02-28"),
        ("2024", "2024-12-31"),
        (" 2024 ", "2024-12-31"),
        ("0001", "0001-12-31"),
    ],
)
def test_a_date_stands_for_its_last_day(text: str, day: str) -> None:
    assert last_day(text).isoformat() == day


@pytest.mark.parametrize(
    "text",
    # no day of the calendar, no ISO date, digits of another script, an hour, nothing
    ["2023-02-29", "2024-13", "2024-00", "0000", "24", "1.2.2024", "2024/02", "٢٠٢٤", "2024-01-01T00:00", "", "today"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        last_day(text)


def posting(name: str, *, posted: str = "", until: str = "", graph: str | None = None) -> list[Quad]:
    iri = f"<http://e/{name}>"
    home = iri if graph is None else graph
    quads = [(iri, RDF.type, SCHEMA.JobPosting, home), (iri, RG.advertises, f"<http://e/post-{name}>", home)]
    quads += [(iri, POSTED, literal(posted, XSD.date), home)] if posted else []
    quads += [(iri, UNTIL, literal(until, XSD.dateTime if "T" in until else XSD.date), home)] if until else []
    return quads


@pytest.mark.parametrize(
    ("posted", "until", "counts"),
    [
        # without a date it always does
        ("", "", True),
        # posted before, on, after the day
        ("2024-05-01", "", True),
        ("2024-05-15", "", True),
        ("2024-05-16", "", False),
        # over after, on, before the day
        ("2024-05-01", "2024-06-01", True),
        ("2024-05-01", "2024-05-15", True),
        ("2024-05-01", "2024-05-14", False),
        # an hour of the day is the day
        ("", "2024-05-15T00:00:00Z", True),
        # an end without a beginning
        ("", "2024-05-14", False),
        # no day of the calendar is no date
        ("2024-02-31", "", True),
        ("soon", "", True),
    ],
)
def test_a_posting_counts(posted: str, until: str, counts: bool) -> None:
    found = as_of(posting("p", posted=posted, until=until), date(2024, 5, 15))
    assert bool(found.quads) is counts
    assert (found.counted, found.left_out) == (int(counts), int(not counts))
    undated = posted in {"", "2024-02-31", "soon"} and not until
    assert found.undated == int(undated)


def table(name: str, day: str, *organizations: str) -> list[Quad]:
    iri = f"<http://e/{name}>"
    quads = [(iri, RDF.type, SCHEMA.Dataset, iri)]
    quads += [(iri, DCTERMS.date, literal(day, XSD.date), iri)] if day else []
    return quads + [(f"<http://e/post-{name}>", ORG.postIn, f"<http://e/{one}>", iri) for one in organizations]


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        # before every table; between; after all
        ("2012", {"undated"}),
        ("2013-06", {"old", "undated"}),
        ("2013-10", {"new", "undated"}),
        # both of an organization on one day, and one with an organization that the later has not
        ("2014", {"twin", "new", "wide", "undated"}),
    ],
)
def test_of_the_tables_of_an_organization_the_latest_counts(day: str, kept: set[str]) -> None:
    quads = [
        *table("old", "2013-03-31", "ministry"),
        *table("new", "2013-09-30", "ministry"),
        *table("undated", "", "ministry"),
        *table("wide", "2013-12-01", "agency", "office"),
        *table("twin", "2013-12-31", "agency"),
    ]
    assert {quad[3][len("<http://e/") : -1] for quad in as_of(quads, last_day(day)).quads} == kept


def test_what_two_postings_say_stays_when_one_is_over() -> None:
    same = ("<http://e/head>", SKOS.prefLabel, '"Head"')
    one, two = posting("one", posted="2024-01-01", until="2024-02-01"), posting("two", posted="2024-01-05")
    quads = [*one, *two, (*same, "<http://e/one>"), (*same, "<http://e/two>"), (*same, "")]
    assert as_of(quads, date(2024, 3, 1)).quads == (*two, (*same, "<http://e/two>"), (*same, ""))


FOLDER = {
    "old.md": "---\ntitle: Rigger\norganization: Tidal Kites\ndate: 2024-01-10\nvalid-through: 2024-03-31\n"
    "location: Bergen\n---\n# Rigger\n\nYou report to the Loft Master.\n\n## Requirements\n\n- A head for heights\n",
    "new.md": "---\ntitle: Sailmaker\norganization: Tidal Kites\ndate: 2024-05-01\n---\n# Sailmaker\n\n"
    "You report to the Loft Master.\n\n## Requirements\n\n- A steady hand\n",
}


@pytest.fixture
def built() -> rolegraph.RoleGraph:
    graphs = [rolegraph.build(text.encode(), source="markdown") for text in FOLDER.values()]
    return rolegraph.RoleGraph(tuple(sorted(quad for graph in graphs for quad in graph.quads)))


def answer(graph: rolegraph.RoleGraph, query: str) -> list[tuple[object, ...]]:
    found = graph.query(query)
    assert isinstance(found, Solutions)
    return list(found.values())


@pytest.mark.parametrize(("day", "roles"), [("2024-02", ["Rigger"]), ("2024-04", []), ("2024-05", ["Sailmaker"])])
def test_a_graph_without_named_graphs_is_read_by_its_evidence(
    built: rolegraph.RoleGraph, day: str, roles: list[str]
) -> None:
    union = rolegraph.RoleGraph(tuple(sorted({(*quad[:3], "") for quad in built.quads})))
    for graph in (built, union):
        found = graph.as_of(day)
        assert [title for title, *_ in answer(found, "roles")] == roles
        assert found.reporting().number_of_edges() == len(roles)
        requirements = answer(found, "SELECT ?r { ?post rg:hasRequirement ?r }")
        assert bool(requirements) == bool(roles)
        assert len(requirements) < len(answer(graph, "SELECT ?r { ?post rg:hasRequirement ?r }"))
        places = answer(found, "SELECT ?place { ?post rg:location ?place }")
        assert len(places) == (roles == ["Rigger"])


def test_a_graph_that_tells_no_origin_is_refused(built: rolegraph.RoleGraph) -> None:
    bare = [quad for quad in built.quads if "wasQuotedFrom" not in quad[1]]
    union = rolegraph.RoleGraph(tuple(sorted({(*quad[:3], "") for quad in bare})))
    with pytest.raises(UsageError, match="neither named graphs nor evidence"):
        union.as_of("2024-04")


DAYS = st.dates(date(2023, 1, 1), date(2024, 12, 31))


@given(st.lists(st.tuples(DAYS, st.booleans()), max_size=8), DAYS, st.integers(0, 400))
def test_without_an_end_what_counts_goes_on_counting(postings: list[tuple[date, bool]], day: date, later: int) -> None:
    quads = [
        quad
        for number, (posted, told) in enumerate(postings)
        for quad in posting(str(number), posted=posted.isoformat() if told else "")
    ]
    before, after = as_of(quads, day), as_of(quads, day + timedelta(later))
    assert set(before.quads) <= set(after.quads) <= set(quads)
    assert before.undated == after.undated
    assert before.counted + before.left_out == len(postings)


@given(DAYS, DAYS)
def test_as_of_a_day_twice_is_as_of_that_day(posted: date, day: date) -> None:
    once = as_of(posting("p", posted=posted.isoformat()), day)
    assert as_of(once.quads, day).quads == once.quads
