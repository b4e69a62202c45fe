"""`rolegraph shell` in a pipe: statements in, answers out, and what becomes of errors."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rolegraph.cli.program import run

TRUE = "answer\n------\ntrue\n"


@pytest.mark.parametrize(
    ("script", "arguments", "out", "err", "code"),
    [
        # an answer a statement, in the order of the statements
        ("ASK { ?x a org:Post };\nASK { ?x a rg:Nothing };", ["graph.ttl"], f"{TRUE}answer\n------\nfalse\n", "", 0),
        # a store, a named query, commands; the format set on the command line or on the way
        (
            "direct-reports role=operating",
            ["--store", "jobs", "--format", "csv"],
            "title,report,employer\r\nChief Operating Officer,Director of Marine Operations,Skerrow Tidal\r\n"
            "Chief Operating Officer,Head of Turbine Engineering,Skerrow Tidal\r\n",
            "",
            0,
        ),
        (".format json\nASK {}", ["graph.ttl"], '{"head":{},"boolean":true}\n', "", 0),
        (".timeout\n.limit\n.exit\nnonsense", ["graph.ttl"], "a query may take 60 s\nall rows and triples\n", "", 0),
        # an error is told with its place, the others are answered, and the exit code is that of the first
        (
            "ASK {};\n\nASK {\n ?x };\nnonsense\nASK {}",
            ["graph.ttl"],
            TRUE * 2,
            "error: line 2, column 2: this is not SPARQL 1.1 from '?x }' on\n   ?x }\n   ^\n"
            "  in the statement that begins in line 3 of standard input\n"
            "error: no query is called 'nonsense'; did you mean postings?\n"
            "  in the statement that begins in line 5 of standard input\n",
            2,
        ),
        ("ASK { ?x }", ["graph.ttl"], "", "error: line 1, column 7", 2),
        (".once /nowhere/a\nnonsense", ["graph.ttl"], "", "error: /nowhere/a: name a file in a folder", 4),
        (".read missing", ["graph.ttl"], "", "error: missing: cannot be read: No such file", 3),
        # the shell only reads
        (
            "CLEAR ALL;",
            ["--store", "jobs"],
            "",
            "CLEAR changes data, and a query only reads; use `rolegraph update`",
            2,
        ),
        # inputs that cannot be used are told first; the others are asked
        ("ASK { ?x a org:Post }", ["graph.ttl", "empty.html"], TRUE, "error: empty.html: ", 3),
        ("ASK {}", ["--store", "missing"], "", "error: missing: ", 4),
        # what is asked has to be named, and only once
        ("ASK {}", [], "", "nothing to ask: name a graph, --store or --endpoint", 2),
        ("ASK {}", ["-"], "", "standard input holds the statements: name the file of the graph", 2),
        ("ASK {}", ["graph.ttl", "--store", "jobs"], "", "name a store or graphs, not both", 2),
        ("ASK {}", ["graph.ttl", "--format", "pdf"], "", "'pdf' is no format", 2),
        (".load more.nq", ["--store", "jobs"], "", "this shell asks a store", 2),
        (".load more.nq\nASK { ?x a org:Post }", ["graph.ttl"], TRUE, "", 0),
        # limits
        (
            "SELECT ?s { ?s a org:Post }",
            ["graph.ttl", "--limit", "1", "--format", "csv"],
            "s\r\n",
            "only the first 1",
            0,
        ),
        (
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l };\nASK {}",
            ["graph.ttl", "--timeout", "0.5"],
            TRUE,
            "error: the query took longer than 0.5 s and was stopped",
            2,
        ),
        ("", ["graph.ttl"], "", "", 0),
    ],
)
def test_statements(
    script: str, arguments: list[str], out: str, err: str, code: int, program: Callable[..., Any]
) -> None:
    done = program("shell", *arguments, input=script.encode())
    assert done.code == code, done.err
    assert (done.out == out) if out != "s\r\n" else done.out.startswith(out)
    assert (done.err == err) if err.endswith("\n") or not err else (err in done.err)


def test_triples_are_written_too(program: Callable[..., Any]) -> None:
    script = b".format n-triples\nCONSTRUCT { ?a skos:broader ?b } { ?a org:reportsTo ?b };\nASK {}"
    lines = program("shell", "graph.ttl", input=script).out.splitlines()
    assert len([line for line in lines if "broader" in line]) == 9
    assert lines[9:] == TRUE.splitlines(), "rows keep their own format"


def test_what_is_no_text_is_told(program: Callable[..., Any]) -> None:
    done = program("shell", "graph.ttl", input=b"ASK {};\nASK { ?s ?p '\xe9' };\n")
    assert (done.code, done.out) == (3, TRUE)
    assert done.err == "error: standard input: line 2 is not UTF-8; save the file as UTF-8\n"


def test_answers_come_as_statements_do(workspace: Path, environment: dict[str, str]) -> None:
    """A program may ask, read the answer, and ask again."""
    command = [sys.executable, "-m", "rolegraph", "shell", "graph.ttl"]
    with subprocess.Popen(
        command, cwd=workspace, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as shell:
        assert shell.stdin is not None
        assert shell.stdout is not None
        for _ in range(3):
            shell.stdin.write("ASK {};\n")
            shell.stdin.flush()
            assert shell.stdout.readline() == "answer\n"
            assert shell.stdout.readline() == "------\n"
            assert shell.stdout.readline() == "true\n"
        shell.stdin.close()
        assert shell.wait() == 0


def test_nothing_of_the_terminal_is_needed_in_a_pipe(workspace: Path, environment: dict[str, str]) -> None:
    code = (
        "import sys; sys.modules['prompt_toolkit'] = None; from rolegraph.cli.program import run; "
        "sys.exit(run(['shell', 'graph.ttl']))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, input=b"ASK {}", capture_output=True, env=environment, check=False, cwd=workspace)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, TRUE, b"")


def test_a_fault_of_the_writer_ends_it(shell: Callable[[str], Any]) -> None:
    assert shell("yes 'ASK {};' | rolegraph shell graph.ttl | head -1").out == "answer\n"
    assert shell("echo 'ASK {};' | rolegraph shell graph.ttl > /dev/full").code == 4


def test_it_is_not_loaded_with_the_program() -> None:
    code = (
        "import sys, rolegraph.cli.program as p; p.run(['shell', '--help']); sys.exit('rolegraph.shell' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
    assert run(["shell", "--help"]) == 0
