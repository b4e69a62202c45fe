"""A store on disk: what it holds, who may write, and what becomes of it when something fails."""

import itertools
import json
import multiprocessing
import os
import resource
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rolegraph.errors import StoreError
from rolegraph.stores.about import ABOUT
from rolegraph.stores.answers import Solutions
from rolegraph.stores.disk import DiskStore
from rolegraph.stores.intake import Arrival, Intake
from rolegraph.stores.locking import LOCK, writer_of
from rolegraph.stores.querying import query
from rolegraph.stores.store import MemoryStore
from rolegraph.vocabulary import Quad

A, B, C = (f"<https://a.example/{name}>" for name in "abc")
P = "<https://a.example/p>"
SHARED: Quad = (A, P, '"said by two"', A)


def said(graph: str, *texts: str) -> list[Quad]:
    return [(graph, P, f'"{text}"', graph) for text in texts]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with three postings; a and b share a triple."""
    with DiskStore(tmp_path / "store", write=True, create=True) as store:
        intake = Intake(store)
        intake.put(Arrival(A, "1"), [*said(A, "a1", "a2"), SHARED])
        intake.put(Arrival(B, "1"), [*said(B, "b1"), (*SHARED[:3], B)])
        intake.put(Arrival(C, "1"), said(C, "c1"))
        intake.finish()
    return tmp_path / "store"


def union(store: DiskStore) -> list[tuple[str, ...]]:
    answer = query(store, "SELECT ?s ?p ?o { ?s ?p ?o }")
    assert isinstance(answer, Solutions)
    return sorted(tuple(str(term) for term in row) for row in answer.rows)


def is_union(store: DiskStore) -> bool:
    return union(store) == sorted({quad[:3] for quad in store.quads()})


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o } ORDER BY ?s ?o",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",  # a triple of two graphs counts once
        "SELECT ?g ?o { GRAPH ?g { ?s <https://a.example/p> ?o } } ORDER BY ?g ?o",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DESCRIBE <https://a.example/a>",
        "ASK { <https://a.example/a> ?p 'b1' }",
    ],
)
def test_it_answers_as_a_store_in_memory_does(text: str, folder: Path) -> None:
    store = DiskStore(folder)
    assert query(store, text) == query(MemoryStore(store.quads()), text)


def test_what_it_keeps_for_itself_is_no_part_of_the_graph(folder: Path) -> None:
    store = DiskStore(folder)
    assert all("x-rolegraph" not in "".join(quad) for quad in store.quads())
    assert all("x-rolegraph" not in "".join(quad) for quad in store.select(A))
    assert not query(store, "ASK { ?s <urn:x-rolegraph:digest> ?o }")


@pytest.mark.parametrize(
    ("graph", "quads", "left"),
    [
        (A, said(A, "a1", "new"), ["a1", "b1", "c1", "new", "said by two"]),  # b still says what both said
        (B, [], ["a1", "a2", "c1", "said by two"]),
        (C, [], ["a1", "a2", "b1", "said by two"]),
        (C, said(C, "c1"), ["a1", "a2", "b1", "c1", "said by two"]),
        ("<https://a.example/d>", [], ["a1", "a2", "b1", "c1", "said by two"]),  # of none there is nothing to take
        (C, said(C, r"\\ \" \n \u00e9 } } ; DROP ALL #"), None),  # a term is a term, whatever is in it
    ],
)
def test_replacing_keeps_the_union_true(graph: str, quads: list[Quad], left: list[str] | None, folder: Path) -> None:
    with DiskStore(folder, write=True) as store:
        store.replace(graph, quads)
        assert is_union(store)
        assert (graph in store.graphs()) == bool(quads)
        if left is not None:
            assert sorted(row[2] for row in union(store)) == [f'"{text}"' for text in left]


def test_both_gone_the_shared_triple_goes(folder: Path) -> None:
    with DiskStore(folder, write=True) as store:
        store.replace(A, [])
        store.replace(B, [])
        assert union(store) == [(C, P, '"c1"')]


@pytest.mark.parametrize(
    ("runs", "left", "counts"),
    [
        # the same again
        ([[("a", "1", "x")], [("a", "1", "x")]], {"a": "x"}, {"unchanged": 1}),
        # changed
        ([[("a", "1", "x")], [("a", "2", "y")]], {"a": "y"}, {"replaced": 1}),
        # two postings of one name in a run are put together, in any order
        ([[("a", "1", "x"), ("a", "2", "y")]], {"a": "xy"}, {"added": 1}),
        ([[("a", "1", "x"), ("a", "2", "y")], [("a", "2", "y"), ("a", "1", "x")]], {"a": "xy"}, {"unchanged": 1}),
        # of an earlier run nothing is left, whichever of the two comes first
        ([[("a", "1", "x"), ("a", "2", "y")], [("a", "2", "y"), ("a", "3", "z")]], {"a": "yz"}, {"replaced": 1}),
        ([[("a", "1", "x"), ("a", "2", "y")], [("a", "3", "z"), ("a", "2", "y")]], {"a": "yz"}, {"replaced": 1}),
        ([[("a", "1", "x"), ("a", "2", "y")], [("a", "2", "y")]], {"a": "y"}, {"replaced": 1}),
        ([[("a", "1", "x")], [("a", "1", "x"), ("a", "3", "z")]], {"a": "xz"}, {"unchanged": 1}),
        # twice in a run
        ([[("a", "1", "x"), ("a", "1", "x")]], {"a": "x"}, {"added": 1}),
    ],
)
def test_intake(
    runs: list[list[tuple[str, str, str]]], left: dict[str, str], counts: dict[str, int], tmp_path: Path
) -> None:
    with DiskStore(tmp_path / "store", write=True, create=True) as store:
        for run in runs:
            intake = Intake(store)
            for name, digest, text in run:
                arrival = Arrival(f"<https://a.example/{name}>", digest)
                if not intake.knows(arrival):
                    intake.put(arrival, said(arrival.graph, text))
            intake.finish()
        found = {
            name: "".join(sorted(quad[2][1] for quad in store.quads(f"<https://a.example/{name}>"))) for name in left
        }
        assert found == left
        assert dict(intake.counts) == counts
        assert is_union(store)


@pytest.mark.parametrize(
    ("second", "left"),
    [
        ([("b", "place")], {B}),  # the file holds another posting now
        ([("a", "elsewhere"), ("b", "place")], {A, B}),  # the posting moved
        ([("b", "place"), ("a", "elsewhere")], {A, B}),
        ([("b", "elsewhere")], {A, B}),  # nobody was at the place
        ([("b", "")], {A, B}),  # standard input is no place
    ],
)
def test_what_was_read_at_a_place_goes(second: list[tuple[str, str]], left: set[str], tmp_path: Path) -> None:
    with DiskStore(tmp_path / "store", write=True, create=True) as store:
        for run in ([("a", "place")], second):
            intake = Intake(store)
            for name, place in run:
                arrival = Arrival(f"<https://a.example/{name}>", place, place)
                if not intake.knows(arrival):
                    intake.put(arrival, said(arrival.graph, "x"))
            intake.finish()
        assert set(store.graphs()) == left


def hold(folder: Path, ready: "multiprocessing.synchronize.Event", end: "multiprocessing.synchronize.Event") -> None:
    with DiskStore(folder, write=True):
        ready.set()
        end.wait()


@pytest.fixture
def writer(folder: Path) -> Iterator[tuple[int, Callable[[], None]]]:
    """Another process that has the store open for writing: its number, and what lets it end."""
    context = multiprocessing.get_context("spawn")
    ready, end = context.Event(), context.Event()
    process = context.Process(target=hold, args=(folder, ready, end))
    process.start()
    assert ready.wait(60)
    yield process.pid or 0, end.set
    end.set()
    process.join()


def test_a_second_writer_is_told_who_holds_the_store(folder: Path, writer: tuple[int, Callable[[], None]]) -> None:
    with pytest.raises(StoreError, match=f"process {writer[0]} is writing to this store .*{LOCK}.*--wait"):
        DiskStore(folder, write=True)
    assert writer_of(folder) == writer[0]


def test_a_second_writer_may_wait(folder: Path, writer: tuple[int, Callable[[], None]]) -> None:
    writer[1]()
    with DiskStore(folder, write=True, wait=60) as store:
        assert len(store) == 6


def test_readers_see_what_is_there_while_somebody_writes(folder: Path, writer: tuple[int, Callable[[], None]]) -> None:
    assert len(DiskStore(folder)) == 6


def test_a_foreign_program_with_the_store_open(folder: Path) -> None:
    import pyoxigraph

    held = pyoxigraph.Store(str(folder))
    with pytest.raises(StoreError, match="another program has this store open"):
        DiskStore(folder, write=True)
    del held


def damage_table(folder: Path) -> None:
    table = max(folder.glob("*.sst"), key=lambda path: path.stat().st_size)
    data = bytearray(table.read_bytes())
    data[: len(data) // 2] = bytes(len(data) // 2)
    table.write_bytes(data)


def spell(name: str, text: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).write_text(text)

    return write


def lose(pattern: str) -> Callable[[Path], None]:
    def remove(folder: Path) -> None:
        for path in folder.glob(pattern):
            path.unlink()

    return remove


@pytest.mark.parametrize(
    ("damage", "said_of_it"),
    [
        (damage_table, r"store/\w+\.sst: the store is damaged .*Corruption.*rolegraph build POSTING\.\.\. --store"),
        (spell("CURRENT", "nonsense"), r"CURRENT: the store is damaged .* build it again from its postings"),
        (lose("CURRENT"), r"CURRENT: the store is damaged .* build it again from its postings"),
        (lose("MANIFEST-*"), r"MANIFEST-\d+: the store is damaged .* build it again"),
        (lose("*.sst"), r"\w+\.sst: the store is damaged .* build it again"),
        (spell(ABOUT, "{"), rf"{ABOUT}: damaged; .* build it again"),
        (spell(ABOUT, "[]"), rf"{ABOUT}: damaged; .* build it again"),
        (spell(ABOUT, '{"schema": 0}'), r"old schema 0, not 1; .* build it again"),
        (
            spell(ABOUT, '{"schema": 7, "program": "9.9"}'),
            r"a newer rolegraph \(9\.9\) .* schema 7, .* knows 1; upgrade",
        ),
        (lose(ABOUT), "no store is here; make one: rolegraph build"),
    ],
)
def test_a_damaged_store_is_told_with_the_file_and_the_way_out(
    damage: Callable[[Path], None], said_of_it: str, folder: Path
) -> None:
    damage(folder)
    with pytest.raises(StoreError, match=said_of_it):
        list(DiskStore(folder).quads())


def test_no_store_is_made_where_other_files_are(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"holds other files \(notes.txt\)"):
        DiskStore(tmp_path, write=True, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_making_that_was_stopped_is_taken_up(tmp_path: Path) -> None:
    with DiskStore(tmp_path / "store", write=True, create=True):
        pass
    (tmp_path / "store" / ABOUT).unlink()  # it is written last
    with pytest.raises(StoreError, match="no store is here"):
        DiskStore(tmp_path / "store")
    with DiskStore(tmp_path / "store", write=True, create=True) as store:
        assert store.graphs() == []


def add_without_end(store: DiskStore) -> None:
    for number in itertools.count():
        name = f"<https://a.example/{number}>"
        store.add([(name, P, f'"{os.urandom(20).hex()}"', name) for _ in range(5_000)])


def fill_the_disk(folder: Path, sender: "multiprocessing.connection.Connection") -> None:
    """Write more than a file may hold here; a full disk fails in the same calls."""
    store = DiskStore(folder, write=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        add_without_end(store)
    except StoreError as error:
        sender.send(str(error))
    os._exit(0)


def test_what_cannot_be_written_leaves_the_store_whole(folder: Path) -> None:
    before = sorted(DiskStore(folder).quads())
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=fill_the_disk, args=(folder, sender))
    process.start()
    told = receiver.recv()
    process.join()
    assert told.startswith(f"{folder}: ")
    with DiskStore(folder, write=True) as store:
        found = sorted(store.quads())
        assert is_union(store)
    counts: dict[str, int] = {}
    for quad in set(found) - set(before):
        counts[quad[3]] = counts.get(quad[3], 0) + 1
    assert set(before) <= set(found)
    assert set(counts.values()) <= {5_000}  # whole strokes


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK) or os.geteuid() != 0, reason="needs a file system to fill")
def test_a_full_disk(tmp_path: Path) -> None:
    import subprocess

    mount = tmp_path / "small"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", mount], check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        with DiskStore(mount / "store", write=True, create=True) as store:
            intake = Intake(store)
            intake.put(Arrival(A, "1"), said(A, "a1"))
            intake.finish()
            with pytest.raises(StoreError, match=r"the disk is full; .* make room and run the same command again"):
                add_without_end(store)
        with DiskStore(mount / "store") as store:
            assert (A, P, '"a1"', A) in set(store.quads(A))
            assert {sum(1 for _ in store.quads(graph)) for graph in store.graphs()} <= {1, 5_000}
    finally:
        subprocess.run(["umount", mount], check=True)


def test_the_file_beside_the_data_is_json(folder: Path) -> None:
    assert json.loads((folder / ABOUT).read_text())["schema"] == 1


def test_a_copied_folder_is_a_store(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    assert sorted(DiskStore(tmp_path / "copy").quads()) == sorted(DiskStore(folder).quads())
