"""A graph in a store: built piece by piece, it says what one built at once says."""

import os
from pathlib import Path

import pytest

import rolegraph
from benchmarks.kills import run as run_kills
from rolegraph.errors import InputError, StoreError, UsageError
from rolegraph.resolution import DECIDED, Decision
from rolegraph.stores.answers import Solutions
from rolegraph.stores.library import named_queries
from rolegraph.structure import analyze
from rolegraph.vocabulary import SKOS

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PORTER = b"<h1>Night Porter</h1><p>Quaymouth Inns seeks a porter. You report to the Head Porter.</p>"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> rolegraph.StoredGraph:
    folder = tmp_path_factory.mktemp("stored") / "store"
    with rolegraph.open_store(folder, write=True) as graph:
        graph.build(EXAMPLES)
    return rolegraph.open_store(folder)


@pytest.fixture(scope="module")
def built() -> rolegraph.RoleGraph:
    return rolegraph.build(EXAMPLES)


@pytest.mark.parametrize("format", ["n-quads", "turtle", "trig", "graphml", "edges", "nodes"])
def test_it_is_written_with_the_same_bytes(
    format: str, stored: rolegraph.StoredGraph, built: rolegraph.RoleGraph
) -> None:
    assert stored.render(format) == built.render(format)


@pytest.mark.parametrize("format", ["n-quads", "n-triples", "turtle"])
def test_it_is_saved_with_the_same_bytes(
    format: str, stored: rolegraph.StoredGraph, built: rolegraph.RoleGraph, tmp_path: Path
) -> None:
    with rolegraph.open_store(stored.store.folder) as again:
        again.save(tmp_path / "graph", format=format)
        assert (tmp_path / "graph").read_bytes() == built.render(format)
        assert ("quads" in again.__dict__) == (format == "turtle"), "lines need not be in memory"


def test_it_is_measured_the_same(stored: rolegraph.StoredGraph, built: rolegraph.RoleGraph) -> None:
    assert analyze(stored.structural).to_json() == analyze(built.quads).to_json()
    assert len(stored.structural) < len(built.quads) / 2
    one, other = (graph.reporting(organization="Skerrow Tidal") for graph in (stored, built))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_every_named_query_answers_the_same(
    name: str, stored: rolegraph.StoredGraph, built: rolegraph.RoleGraph
) -> None:
    found, wanted = stored.query(name), built.query(name)
    assert isinstance(found, Solutions)
    assert isinstance(wanted, Solutions)
    # which of two equal rows comes first is the engine's choice, and it has another one on disk
    assert sorted(found.values(), key=repr) == sorted(wanted.values(), key=repr)


def test_building_again_passes_over_what_is_there(tmp_path: Path) -> None:
    with rolegraph.open_store(tmp_path / "store", write=True) as graph:
        first = graph.build(EXAMPLES)
        again = graph.build(EXAMPLES)
        other = graph.build(EXAMPLES, evidence="none")
        assert (first.added, again.unchanged, other.replaced) == (10, 10, 10)
        assert graph.quads == rolegraph.build(EXAMPLES, evidence="none").quads


def test_a_file_that_changed_is_followed(tmp_path: Path) -> None:
    page = tmp_path / "porter.html"
    page.write_bytes(PORTER)
    with rolegraph.open_store(tmp_path / "store", write=True) as graph:
        graph.build(page)
        page.write_bytes(PORTER.replace(b"Night Porter", b"Day Porter"))
        done = graph.build(page)
        assert (done.added, done.replaced, done.removed) == (0, 1, 0)
        assert graph.quads == rolegraph.build(page).quads


def test_a_table_that_changed_is_followed_and_what_is_odd_about_it_told(tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    told: list[str] = []
    with rolegraph.open_store(tmp_path / "store", write=True) as graph:
        for manager in ("", "9"):
            table.write_text(f"id,title,manager_id\n1,Head Porter,\n2,Porter,{manager or 1}\n")
            done = graph.build(table, tell=lambda roster: told.extend(one.kind for one in roster.problems))
        assert (done.added, done.replaced, done.removed, done.tables) == (0, 1, 0, 1)
        assert graph.quads == rolegraph.build(table).quads
    assert told == ["no-organization", "no-organization", "unknown-manager"]


def test_of_several_that_come_in_place_of_one_one_is_what_became_of_it(tmp_path: Path) -> None:
    page = tmp_path / "porters.html"
    with rolegraph.open_store(tmp_path / "store", write=True) as graph:
        page.write_bytes(PORTER)
        graph.build(page)
        page.write_bytes(PORTER.replace(b"Night", b"Day"))
        (tmp_path / "other.html").write_bytes(PORTER.replace(b"Night", b"Gate"))
        done = graph.build(tmp_path)
        assert (done.added, done.replaced, done.removed) == (1, 1, 0)


def test_records_that_move_in_their_file_stay(tmp_path: Path) -> None:
    lines = [f'{{"title": "Clerk {n}", "description": "You report to the Chief Clerk."}}' for n in range(4)]
    jobs = tmp_path / "jobs.jsonl"
    with rolegraph.open_store(tmp_path / "store", write=True) as graph:
        for chosen in ((0, 1, 2), (3, 0, 2), (2,), (0, 1, 2, 3)):
            jobs.write_text("\n".join(lines[number] for number in chosen))
            graph.build(jobs)
            wanted = rolegraph.build(jobs).quads
            # lines that are no longer there leave their posting: nothing was read in their place
            assert set(wanted) <= set(graph.quads)
        assert graph.quads == wanted


@pytest.mark.parametrize(
    ("called", "left"),
    [
        ("https://jobs.example/1", "Two"),  # its URL
        ("one.md", "Two"),  # its file
        ("./one.md", "Two"),
        ("one", "Two"),  # its title, in any case
        ("IRI", "Two"),
        ("<IRI>", "Two"),
    ],
)
def test_forgetting(called: str, left: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, title in enumerate(("One", "Two"), 1):
        head = f"---\ntitle: {title}\nurl: https://jobs.example/{number}\norganization: Quaymouth\n---\n"
        Path(f"{title.lower()}.md").write_text(head + "You report to the Chief.\n")
    with rolegraph.open_store("store", write=True) as graph:
        graph.build("one.md", "two.md")
        iri = str(graph.query("SELECT ?p { ?p schema:title 'One' }").values()[0][0])  # type: ignore[union-attr]
        assert graph.forget(called.replace("IRI", iri)) == (iri,)
        assert graph.quads == rolegraph.build("two.md").quads  # what both said is there
        assert graph.status().postings == 1


@pytest.mark.parametrize(
    "called",
    ["", "nobody", "x> } ; DROP ALL #", "<>", "\x00", "\udcff", '"', "\\", "http://a.example/ x", "a" * 10_000],
)
def test_forgetting_nobody(called: str, tmp_path: Path) -> None:
    with rolegraph.open_store(tmp_path / "store", write=True) as graph:
        graph.build(PORTER)
        with pytest.raises(UsageError, match="no posting is called"):
            graph.forget(called)
        assert graph.status().postings == 1


def test_forgetting_one_of_several(tmp_path: Path) -> None:
    with rolegraph.open_store(tmp_path / "store", write=True) as graph:
        graph.build(PORTER, PORTER + b"<p>Nights.</p>")
        with pytest.raises(UsageError, match=r"2 postings are called 'night porter': .* --all: https://"):
            graph.forget("night porter")
        assert len(graph.forget("night porter", every=True)) == 2
        assert graph.quads == ()


def test_status_tells_of_what_went_wrong(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    with rolegraph.open_store(tmp_path / "store", write=True) as graph:
        with pytest.raises(InputError, match="empty"):
            graph.build(tmp_path / "empty.html")
        graph.build(PORTER, tmp_path / "empty.html")
        status = graph.status()
        assert status.about.build is not None
        assert status.about.build.left_out == 1
        assert status.problems[0] == f"process {os.getpid()} is writing to it"
        assert "empty.html: the file is empty" in status.problems[2]
        assert (status.postings, status.lines) == (1, 1)
        assert status.triples == len({quad[:3] for quad in graph.quads})
    with pytest.raises(StoreError, match="no store is here"):
        rolegraph.open_store(tmp_path)


def test_nothing_is_lost_in_twenty_kills() -> None:
    seen = run_kills(20, seed=int(os.environ.get("ROLEGRAPH_SEED", "7")), number=25)
    assert seen["killed"] == 20


PAGES = {
    "head.md": "---\ncompany: Tidal Kites\n---\n# Vice President & Global Head of Ferries\n\nRuns all ferries.\n",
    "lead.md": "---\ncompany: Tidal Kites Ltd.\n---\n# Ferry Lead\n\nReports to our Global Head of Ferries.\n",
    "mate.md": "---\ncompany: Tidal Kites\n---\n# Mate\n\nReports to the VP, Global Head of Ferries.\n",
}


def test_links_are_those_of_a_graph_built_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    with rolegraph.open_store(tmp_path / "store", write=True) as graph:
        for name, text in PAGES.items():
            (folder / name).write_text(text)
            graph.build(folder / name)
    stored = rolegraph.open_store(tmp_path / "store")
    built = rolegraph.build(folder)
    assert [one.rule for one in stored.links] == [one.rule for one in built.links] != []
    assert stored.render("n-quads").count(b"exactMatch") == built.render("n-quads").count(b"exactMatch")
    # and they join what the pages say
    assert len(stored.reporting()) == len(built.reporting()) == 3
    with rolegraph.open_store(tmp_path / "store", write=True) as graph:
        graph.forget("Mate")
    forgotten = rolegraph.open_store(tmp_path / "store")
    assert len(forgotten.links) < len(built.links)


def test_what_a_user_decided_stays(tmp_path: Path) -> None:
    decision = Decision("Mate @ Tidal Kites", "Ferry Lead @ Tidal Kites Ltd.", SKOS.exactMatch)
    with rolegraph.open_store(tmp_path / "store", write=True) as graph:
        graph.build(*(text.encode() for text in PAGES.values()))
        links, unusable = graph.link(decisions=[decision])
        assert (unusable, DECIDED in {one.rule for one in links}) == ([], True)
        graph.build(b"---\ncompany: Tidal Kites\n---\n# Purser\n\nReports to the Mate.\n")
    assert DECIDED in {one.rule for one in rolegraph.open_store(tmp_path / "store").links}
