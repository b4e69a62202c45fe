"""Databases that run, and a thousand postings to load into them."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import httpx
import pytest

import rolegraph
from rolegraph.exports import FORMATS
from rolegraph.stores.answers import Solutions
from rolegraph.stores.reading import read_rdf
from rolegraph.stores.store import MemoryStore
from rolegraph.vocabulary import Quad

from ..conftest import CHECKOUT, miss
from . import starting
from .fetching import Missing

KINDS = {"oxigraph": starting.oxigraph, "virtuoso": starting.virtuoso, "fuseki": starting.fuseki}
POSTINGS = 1_000
FIRST = 200
LONGEST = 600  # seconds that one test may take, what it waits for included
SAMPLE = CHECKOUT / "tests" / "queries" / "sample.trig"
SAMPLE_GRAPH = "https://sample.example/graph"
Rows = list[tuple[str, ...]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs databases."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.servers)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """End a test that hangs on a server that never answers, whichever client asks it."""
    if Path(__file__).parent not in item.path.parents:
        return (yield)

    def end(*_: object) -> None:
        raise TimeoutError(f"no end after {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(LONGEST)
    try:
        return (yield)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@dataclass(frozen=True)
class Corpus:
    """The postings that are loaded.

    Args:
        file: Where they lie as N-Quads.
        first: Where the first of them lie, for a load that is cut.
        quads: What they say.
        store: The same in our own engine.
    """

    file: Path
    first: Path
    quads: tuple[Quad, ...]
    store: MemoryStore

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many triples each graph has."""
        return Counter(quad[3] for quad in self.quads)


@pytest.fixture(scope="session")
def corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The first thousand postings of the development corpora, by the names of their graphs; built once for all."""
    folder = shared / "corpus"
    names = ("glassdoor.jsonl", "armenian.jsonl", "election.jsonl", "tts", "job-board-shapes", "gitlab/job-families")
    # a graph of links would not be a posting, and the words of each quote only take longer to send
    built = rolegraph.build(*(folder / name for name in (*names, "sourcegraph")), evidence="compact", resolve=False)
    quads = of_postings(built.quads, POSTINGS)
    lies = tmp_path_factory.mktemp("corpus")
    first = written(lies / "first.nq", of_postings(quads, FIRST))
    return Corpus(written(lies / "postings.nq", quads), first, quads, MemoryStore(quads))


def written(path: Path, quads: tuple[Quad, ...]) -> Path:
    path.write_bytes(FORMATS["n-quads"].render(quads))
    return path


def of_postings(quads: tuple[Quad, ...], number: int) -> tuple[Quad, ...]:
    """Return what the first so many graphs say, by their names."""
    kept = set(sorted({quad[3] for quad in quads})[:number])
    return tuple(quad for quad in quads if quad[3] in kept)


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., starting.Server]]:
    """Starts a kind of database with some options, once: it runs until the tests end."""
    with ExitStack() as stack:

        @cache
        def run(kind: str, **options: Any) -> starting.Server:
            try:
                return stack.enter_context(KINDS[kind](tmp_path_factory.mktemp(kind), **options))
            except Missing as missing:
                miss(str(missing))
                raise

        yield run


@pytest.fixture(scope="session", params=KINDS)
def server(request: pytest.FixtureRequest, start: Callable[..., starting.Server]) -> starting.Server:
    """Each kind of database, empty at first."""
    return start(request.param)


@pytest.fixture(scope="session")
def sampled(server: starting.Server) -> starting.Server:
    """Each kind of database, holding the sample of the named queries in one graph."""
    load(server, SAMPLE, options=("--graph", SAMPLE_GRAPH))
    return server


@pytest.fixture(scope="session")
def sample() -> MemoryStore:
    """The same sample in our own engine."""
    return MemoryStore(read_rdf(SAMPLE.read_bytes(), syntax="trig", source=SAMPLE.name))


def environment(server: starting.Server) -> dict[str, str]:
    """Return the environment of a user who may write there."""
    login = {"ROLEGRAPH_USER": server.user, "ROLEGRAPH_PASSWORD": server.password} if server.user else {}
    return {**os.environ, "PYTHONPATH": str(CHECKOUT / "src"), **login}


def command(*arguments: str | Path) -> list[str]:
    """Return the command that runs the program."""
    return [sys.executable, "-m", "rolegraph", *map(str, arguments)]


def load(server: starting.Server, *sources: str | Path, options: tuple[str, ...] = ()) -> str:
    """Load into a database by the program, and return what it said."""
    done = subprocess.run(
        command("load", *sources, server.url, *options),
        env=environment(server),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stdout
    return done.stderr


def ask(server: starting.Server, text: str, *sent: tuple[str, str], timeout: float = 120) -> Rows:
    """Ask a database, and return its rows, sorted, with values that all engines spell alike."""
    auth = httpx.DigestAuth(server.user, server.password) if server.name == "fuseki" and server.user else None
    answer = httpx.post(
        server.query,
        data={"query": text, **dict(sent)},
        headers={"Accept": "application/sparql-results+json"},
        auth=auth,
        timeout=timeout,
    )
    assert answer.status_code == 200, answer.text
    document = answer.json()
    names = document["head"]["vars"]
    rows = document["results"]["bindings"]
    return sorted(tuple(alike(row[name]["value"]) if name in row else "" for name in names) for row in rows)


def ours(answer: object) -> Rows:
    """Return our own answer in the same way."""
    assert isinstance(answer, Solutions)
    return sorted(tuple(alike(text or "") for text in row) for row in answer.values())


def alike(text: str) -> str:
    """Return a value as all engines spell it: numbers by value; Virtuoso says 1 and 0 for true and false."""
    text = {"true": "1", "false": "0"}.get(text, text)
    try:
        return f"{float(text):.6g}"
    except ValueError:
        return text
