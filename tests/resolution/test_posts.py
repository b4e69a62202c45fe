"""Which posts are one: the rules one by one, and what keeps posts apart."""

import pytest

from rolegraph.resolution import resolve
from rolegraph.vocabulary import RG

from .writing import BASE, Said, between, graph, links, post, same

VP = "VP, Global Head of Industries"


@pytest.mark.parametrize("title", ["Vice President & Global Head of Industries", "Global Head of Industries"])
def test_the_head_of_industries_is_one(title: str) -> None:
    quads = graph(Said(VP), Said("Industry Lead", reports=title))
    assert between(quads, post(VP), post(title)) == "exactMatch"


def test_a_title_cut_short_is_one_of_several_when_there_are_several() -> None:
    quads = graph(Said(VP), Said("SVP, Global Head of Industries"), Said("Lead", reports="Global Head of Industries"))
    short = post("Global Head of Industries")
    assert between(quads, post(VP), short) == "possiblySameAs"
    assert same(quads) == {}


@pytest.mark.parametrize(
    ("advertised", "named", "relation"),
    [
        # a rank that few hold, and one that many do
        ("Platform and Product Security Director", "Security Director", "exactMatch"),
        ("Backend Engineering Manager", "Engineering Manager", "closeMatch"),
        # a word that says nothing beside the field
        ("Director of Product Management", "Director of Product", "exactMatch"),
        # a slip of the pen
        ("Director of Corporate Development", "Director of Coporate Development", "exactMatch"),
        # a rank more is another post
        ("Senior Director of Quays", "Director of Quays", ""),
        ("Deputy Dock Manager", "Dock Manager", ""),
        # a field behind a comma is a field more
        ("Director of Engineering, Infrastructure", "Director of Engineering", ""),
        # a bare rank is anyone of the rank
        ("Senior Manager", "Sr. Manager", "possiblySameAs"),
        ("Chief Executive Officer", "CEO", "exactMatch"),
        # the organization in the title
        ("Harbour Works: Director", "Harbour Works’s Director", "exactMatch"),
        ("Harbour Works - Dock Manager", "Dock Manager", "exactMatch"),
    ],
)
def test_a_superior_and_a_post(advertised: str, named: str, relation: str) -> None:
    quads = graph(Said(advertised), Said("Porter", reports=named))
    assert between(quads, post(advertised), post(named)) == relation


def test_two_departments_have_two_directors() -> None:
    title = "Director of Engineering"
    quads = graph(Said(title, unit="Locks"), Said(title, unit="Ferries"))
    assert links(quads) == {}


def test_units_are_one_by_their_names() -> None:
    quads = graph(Said("Director of Engineering", unit="Locks"), Said("Engineering Director", unit="Locks Department"))
    assert list(links(quads).values()) == ["exactMatch"]


def test_a_superior_is_looked_for_in_the_unit_of_who_names_it() -> None:
    title = "Director of Engineering"
    directors = [Said(title, unit="Locks"), Said(title, unit="Ferries")]
    quads = graph(*directors, Said("Fitter", unit="Locks", reports="Engineering Director"))
    assert between(quads, post(title, unit="Locks"), post("Engineering Director")) == "exactMatch"
    assert between(quads, post(title, unit="Ferries"), post("Engineering Director")) == ""
    # no unit tells which
    quads = graph(*directors, Said("Fitter", reports="Engineering Director"))
    assert sorted(links(quads).values()) == ["possiblySameAs", "possiblySameAs"]


def test_the_only_director_may_be_of_another_department() -> None:
    quads = graph(Said("Director of Quays", unit="Locks"), Said("Fitter", unit="Ferries", reports="Quays Director"))
    assert list(links(quads).values()) == ["closeMatch"]
    # a chief is that of all departments
    quads = graph(
        Said("Chief Quay Officer", unit="Board"), Said("Fitter", unit="Ferries", reports="Chief Quays Officer")
    )
    assert list(links(quads).values()) == ["exactMatch"]


def test_a_unit_that_is_not_told_leaves_doubt() -> None:
    quads = graph(Said("Director of Quays", unit="Locks"), Said("Quays Director"))
    assert list(links(quads).values()) == ["closeMatch"]


def test_a_table_tells_posts_of_one_title_apart() -> None:
    quads = graph(Said("Case Worker, Docks", identifier="A1"), Said("Docks Case Worker", identifier="A2"))
    assert links(quads) == {}
    quads = graph(Said("Dock Manager", identifier="A1"), Said("Manager, Docks"))
    assert list(links(quads).values()) == ["exactMatch"]


def test_two_rungs_of_one_page_are_two() -> None:
    # one manages the others, as the page that lists both says
    rungs = [
        Said("Ferry Sales Manager", posting="p", reports="Manager, Ferries Sales"),
        Said("Manager, Ferry Sales", posting="p"),
    ]
    quads = graph(*rungs)
    assert between(quads, post("Ferry Sales Manager"), post("Manager, Ferry Sales")) == ""
    assert between(quads, post("Manager, Ferries Sales"), post("Manager, Ferry Sales")) == "exactMatch"


def test_what_a_posting_calls_its_role() -> None:
    text = "As the Security First-Line Supervisor, you will report to the Director."
    quads = graph(Said("Security Engineering Supervisor", text=text), Said("Security Supervisor"))
    assert list(links(quads).values()) == ["exactMatch"]
    # not a role of another field
    other = "As the Dock Supervisor, you will report to the Director."
    assert links(graph(Said("Security Engineering Supervisor", text=other), Said("Dock Supervisor"))) == {}


def test_a_post_that_is_offered_at_two_levels_joins_neither() -> None:
    levels = ("Director, Quay Lead", "Senior Director, Quay Lead")
    quads = graph(Said("Quay Lead", names=levels), Said("Mate", reports=levels[0]), Said("Cook", reports=levels[1]))
    assert same(quads) == {}
    assert set(links(quads).values()) == {"closeMatch"}


def test_pages_that_say_we_are_of_the_organization_of_their_folder() -> None:
    ours = [Said(f"Mate {n}", source=f"jobs/{n}.md") for n in "abc"]
    text = "Harbour Works is old. At Harbour Works, we sail."
    named = Said("Director of Quays", source="jobs/d.md")
    silent = Said("Cook", "", source="jobs/e.md", reports="Quays Director", text=text)
    quads = graph(*ours, named, silent)
    assert between(quads, post("Director of Quays"), post("Quays Director", "")) == "exactMatch"
    # a page that never names it may be of anybody
    quads = graph(*ours, named, silent._replace(text="We sail."))
    assert between(quads, post("Director of Quays"), post("Quays Director", "")) == ""
    # and so may one of another folder
    quads = graph(*ours, named, silent._replace(source="other/e.md"))
    assert between(quads, post("Director of Quays"), post("Quays Director", "")) == ""


def test_other_organizations_have_other_posts() -> None:
    assert links(graph(Said("VP of Docks", "Harbour Works"), Said("Vice President, Docks", "Tidal Kites"))) == {}


def test_a_big_block_joins_nothing_by_chance() -> None:
    posts = [Said("Director of Engineering", unit=f"Unit {n}") for n in range(30)]
    quads = graph(*posts, Said("Fitter", reports="Engineering Director"))
    assert links(quads) == {}


@pytest.mark.parametrize(
    "title", ["", " ", "()", "\x00", "&", "of", "\U0001f6a2", "-" * 3000, "(" * 3000, "Manager " * 500]
)
def test_odd_titles_stand_alone(title: str) -> None:
    assert links(graph(Said(title), Said("Cook", reports=title and f"{title} "))) in ({}, links(graph(Said(title))))


def test_the_links_are_under_the_base_of_the_posts() -> None:
    quads = graph(Said("VP of Docks"), Said("Vice President, Docks"))
    found = resolve(quads, base="https://other.example/").quads
    assert {quad[3] for quad in found} == {f"<{BASE}resolution>"}
    assert [quad[1] for quad in found].count(RG.confidence) == 1


def test_rows_of_tables_are_told_apart_by_their_identifiers() -> None:
    rows = [Said("Dock Manager", identifier=str(n), unit=f"Dock {n}") for n in range(3)]
    rows += [Said("Dock Manager", "Harbour Works Ltd.", identifier="9"), Said("Manager, Dock", identifier="3")]
    assert {one.rule for one in resolve(graph(*rows), base=BASE).links} == {"same-name"}


@pytest.mark.parametrize(
    ("loose", "row"),
    [
        # in the organization of the table, in one of another spelling, and where the title alone says so
        (Said("Manager, Dock"), Said("Dock Manager", identifier="7")),
        (Said("Manager, Dock", "Harbour Works Ltd."), Said("Dock Manager", identifier="7")),
        (Said("Manager, Dock"), Said("Harbour Works: Dock Manager", "Quay Holding", identifier="7")),
    ],
)
def test_a_posting_is_a_row_of_a_table(loose: Said, row: Said) -> None:
    quads = graph(loose, row, Said("Porter", "Fjord Lines", identifier="1"))
    assert between(quads, post(loose.title, loose.organization), post(row.title, row.organization)) == "exactMatch"


def test_links_stand_under_the_base_of_the_graph() -> None:
    rows = [Said("Cook", name, identifier=name) for name in ("Harbour Works", "Harbour Works Ltd.")]
    found = resolve(graph(*rows), base="https://elsewhere.example/").quads
    assert {quad[3] for quad in found} == {f"<{BASE}resolution>"}
