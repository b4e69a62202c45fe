"""Hostile queries: each ends with a clear error in its time, and harms neither the program nor the store."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from rolegraph.errors import QueryError, RolegraphError, UsageError
from rolegraph.stores.answers import Answer, Boolean, Solutions
from rolegraph.stores.disk import DiskStore
from rolegraph.stores.limits import Limits, run_limited
from rolegraph.stores.querying import query
from rolegraph.stores.store import MemoryStore, Store
from rolegraph.vocabulary import Quad

QUADS: list[Quad] = [
    (f"<https://a.example/{i}>", "<https://a.example/p>", f'"{"a" * 30}{i}"', "<https://a.example/g>")
    for i in range(300)
]
LIMITS = Limits(seconds=2, memory=1_500_000_000)  # of which RocksDB asks for 0.4 at its opening
PRODUCT = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "memory":
        return MemoryStore(QUADS)
    with DiskStore(tmp_path / "store", write=True, create=True) as made:
        made.add(QUADS)
    return DiskStore(tmp_path / "store")


def nested(number: int) -> str:
    return f"ASK {'{' * number} ?s ?p ?o {'}' * number}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # refused before any parser sees them
        (nested(20_000), "more than 100 brackets are open"),
        (f"ASK {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}", "more than 100 brackets"),
        (f"ASK {{ FILTER({' + '.join(['1'] * 7_000)} = 1) }}", "more than 1,000"),
        (f"ASK {{ ?s {'/'.join(['<a:a>'] * 5_000)} ?o }}", "more than 1,000"),
        (f"ASK {{ ?s ?p '{'x' * 70_000}' }}", "more than 65,536"),
        # products
        (f"SELECT (COUNT(*) AS ?n) {PRODUCT}", "took longer than 2 s and was stopped; .* --timeout"),
        (f"ASK {PRODUCT[:-1]} FILTER(STRLEN(?o) > STRLEN(?c) + 99) }}", "took longer than 2 s"),
        (f"SELECT ?a ?d {PRODUCT} ORDER BY ?f", "took longer than 2 s|more than 1.5 GB"),
        (f"SELECT DISTINCT ?a ?d ?g ?j {PRODUCT}", "took longer than 2 s|more than 1.5 GB"),
        (f"SELECT * {PRODUCT}", "took longer than 2 s|more than 1.5 GB"),
        (f"CONSTRUCT {{ ?a ?e ?i }} WHERE {PRODUCT}", "took longer than 2 s|more than 1.5 GB"),
        # texts that grow
        (f"SELECT (GROUP_CONCAT(?c) AS ?t) {PRODUCT}", "took longer than 2 s|more than 1.5 GB"),
        (
            "SELECT (STRLEN(?x9) AS ?n) { ?s ?p ?o "
            + " ".join(f"BIND(CONCAT({', '.join([f'?x{i}' if i else '?o'] * 30)}) AS ?x{i + 1})" for i in range(9))
            + " }",
            "took longer than 2 s|more than 1.5 GB",
        ),
        # closures
        (
            "SELECT (COUNT(*) AS ?n) { ?a (!<a:a>|!<a:b>)* ?b . ?c (!<a:a>|!<a:b>)* ?d . ?e (!<a:a>)* ?f }",
            "took longer",
        ),
    ],
)
def test_a_hostile_query_ends_with_an_error(text: str, said: str, store: Store) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryError, match=said):
        query(store, text, limits=LIMITS)
    assert time.monotonic() - begun < 30  # 2 s and a start, on a busy machine
    assert query(store, "ASK { ?s ?p ?o }", limits=Limits(seconds=60)) == Boolean(True)


@pytest.mark.parametrize(
    "text",
    [
        # Oxigraph's expressions are automata: these would take others years
        'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(REGEX(?o, "^(a+)+$")) }',
        'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(REGEX(?o, "(x+x+)+y", "i")) }',
        'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(REPLACE(?o, "(a|aa)+$", "b") = "c") }',
        # too large an automaton is an error of the expression, and no row has it
        'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(REGEX(?o, "((a{1000}){1000}){1000}")) }',
    ],
)
def test_a_catastrophic_expression_is_harmless(text: str, store: Store) -> None:
    assert query(store, text, limits=Limits(seconds=60)) == Solutions(
        ("n",), (('"0"^^<http://www.w3.org/2001/XMLSchema#integer>',),)
    )


def overflow_the_stack() -> None:
    """Give the engine's parser what the checks would have refused."""
    import pyoxigraph

    pyoxigraph.Store().query(nested(20_000))


def take_memory() -> bytes:
    return bytes(2_000_000_000)


def fail() -> None:
    raise UsageError("as told")


def stumble() -> None:
    raise ZeroDivisionError("by our own fault")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("work", "kind", "said"),
    [
        (overflow_the_stack, QueryError, "nests too deeply|took longer"),
        (take_memory, QueryError, "needed more than 1.5 GB of memory"),
        (die, QueryError, "was stopped"),  # as the system does where memory is short
        (fail, UsageError, "as told"),
        (stumble, RolegraphError, "the engine failed: ZeroDivisionError: by our own fault"),
        (partial(time.sleep, 60), QueryError, "took longer than 2 s"),
    ],
)
def test_the_other_process_may_end_in_any_way(
    work: Callable[[], object], kind: type[RolegraphError], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(kind, match=said):
        run_limited(work, LIMITS, what="query")
    assert capfd.readouterr().err == ""


def test_a_program_with_threads_starts_the_process_anew(store: Store) -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert query(store, "ASK { ?s ?p ?o }", limits=Limits(seconds=60)) == Boolean(True)
    finally:
        end.set()
        thread.join()


@pytest.mark.parametrize(
    ("text", "rows", "found", "cut"),
    [
        ("SELECT * { ?s ?p ?o }", 10, 10, True),
        ("SELECT * { ?s ?p ?o }", 300, 300, False),
        ("SELECT * { ?s ?p ?o }", 0, 300, False),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", 10, 10, True),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", 300, 300, False),
        (f"SELECT * {PRODUCT}", 5, 5, True),  # a product of which five rows are wanted is no trouble
    ],
)
def test_rows_are_cut_and_the_answer_says_so(text: str, rows: int, found: int, cut: bool, store: Store) -> None:
    answer: Answer = query(store, text, rows=rows, limits=Limits(seconds=60))
    assert not isinstance(answer, Boolean)
    assert (len(answer), answer.cut) == (found, cut)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the processes")
def test_no_process_outlives_the_one_that_asked(tmp_path: Path) -> None:
    code = (
        "from rolegraph.stores.limits import *; import time, os\n"
        f"def work():\n open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid())); time.sleep(600)\n"
        "run_limited(work, Limits(seconds=600), what='query')"
    )
    process = subprocess.Popen([sys.executable, "-c", code])
    child = tmp_path / "pid"
    while not (child.exists() and child.read_text()):
        assert process.poll() is None
    process.kill()
    process.wait()
    state = Path("/proc") / child.read_text() / "stat"
    for _ in range(10_000_000):
        if not state.exists() or state.read_text().split()[2] == "Z":
            return
    pytest.fail("the process goes on")
