"""A store goes into a database some graphs at a time, and what is there in the end is what goes in at once."""

from pathlib import Path
from typing import Any

import pytest

from rolegraph.cli.program import run
from rolegraph.loading import Loaded, LoadOptions, open_target, send, send_portions, sending
from rolegraph.stored import StoredGraph, open_store

from .misbehaving import Server, serving

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> StoredGraph:
    folder = tmp_path_factory.mktemp("stored") / "jobs"
    with open_store(folder, write=True) as graph:
        graph.build(EXAMPLES)
    return open_store(folder)


def load(server: Server, stored: StoredGraph, told: list[tuple[int, int]], **options: Any) -> Loaded:
    chosen = LoadOptions(timeout=5, retries=0, **options)
    connection = open_target(f"{server.url}/", chosen)
    graphs = (stored.store.quads(name) for name in stored.store.graphs())
    try:
        return send_portions(graphs, connection, chosen, progress=lambda done, total: told.append((done, total)))
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("options", "most"),
    [({}, 1), ({}, 1000), ({}, 10**6), ({"graph": "http://g.example/all"}, 1)],
    ids=["a graph at a time", "some", "all at once", "one graph of all, which cannot be cut"],
)
def test_every_graph_arrives_once(
    options: dict[str, Any], most: int, stored: StoredGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_PORTION", most)
    with serving() as server, serving() as other:
        told: list[tuple[int, int]] = []
        loaded = load(server, stored, told, **options)
        connection = open_target(f"{other.url}/", LoadOptions(**options))
        assert sorted(loaded.counts) == sorted(send(stored.quads, connection, LoadOptions(**options)).counts)
        connection.close()
        assert loaded.sent == sum(count.sent for count in loaded.counts)
        assert told[-1] == (loaded.sent, 0)
        assert [done for done, _ in told] == sorted(done for done, _ in told)
        assert server.graphs == other.graphs
        assert load(server, stored, told, **options).sent == 0


def test_a_store_makes_the_parts_that_files_make(stored: StoredGraph, tmp_path: Path) -> None:
    assert run(["load", "--store", str(stored.store.folder), f"files={tmp_path / 'one'}", "--quiet"]) == 0
    (tmp_path / "graph.nq").write_bytes(stored.render("n-quads"))
    assert run(["load", str(tmp_path / "graph.nq"), f"files={tmp_path / 'other'}", "--quiet"]) == 0
    one, other = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "other"))
    assert one == other


def test_an_empty_store_makes_an_empty_load(tmp_path: Path) -> None:
    open_store(tmp_path / "store", write=True).store.close()
    assert run(["load", "--store", str(tmp_path / "store"), f"files={tmp_path / 'parts'}", "--quiet"]) == 0
    assert [path.name for path in (tmp_path / "parts").iterdir()] == ["README.md"]


def test_a_store_and_files_are_not_taken_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", "--store", str(tmp_path), str(EXAMPLES), f"files={tmp_path / 'parts'}"]) == 2
    assert "not both" in capsys.readouterr().err
