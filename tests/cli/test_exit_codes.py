"""Exit codes: what the program promises to those who call it from other programs."""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
NEVER_ENDS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TOO_LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        # 0: done
        ("build posting.html", 0, r"1 posting, \d+ facts, \d+ quads, conforms\n"),
        ("validate graph.ttl", 0, ""),
        ("query|ASK { ?s a org:Post }|graph.ttl|--exit-status", 0, ""),
        ("query roles --store jobs --limit 1", 0, "only the first 1 are shown: there are more"),
        ("build examples --store jobs", 0, "^10 postings: 10 unchanged -> jobs\n$"),
        ("query|ASK { ?s a rg:Nothing }|graph.ttl", 0, ""),  # a false answer is an answer
        # 1: not conforming, and false or empty where the user asks for it
        ("validate bad.ttl", 1, ""),
        ("query|ASK { ?s a rg:Nothing }|graph.ttl|--exit-status", 1, ""),
        ("query|SELECT * { ?s a rg:Nothing }|graph.ttl|--exit-status", 1, ""),
        ("query|CONSTRUCT { ?s ?p ?o } WHERE { ?s a rg:Nothing ; ?p ?o }|graph.ttl|--exit-status", 1, ""),
        ("diff examples posting.html --exit-status", 1, ""),
        ("diff examples posting.html --exit-code", 1, ""),
        ("diff examples posting.html", 0, ""),  # a difference is an answer
        ("diff graph.ttl examples --exit-status", 0, ""),
        # 2: usage
        ("", 2, "Usage: rolegraph"),
        ("buidl x", 2, "No such command 'buidl'"),
        ("build posting.html --evidence some", 2, "--evidence"),
        ("build posting.html --format docx", 2, "'docx' names no format"),
        ("build posting.html -o graph.docx", 2, "docx' names no format"),
        ("build posting.html --base example", 2, "--base 'example': give an absolute IRI"),
        ("build posting.html --base http://a.example/x", 2, "ends in / # or :"),
        ("build|posting.html|--base|http://a.example/<x>/", 2, "--base"),
        ("build posting.html --source word", 2, "--source 'word': choose one of html"),
        ("build jobs.csv --map titel=job_title", 2, "map 'titel': no field is called so: choose among title, "),
        ("build jobs.csv --map job_title", 2, "--map 'job_title': write FIELD=COLUMN"),
        ("build posting.html --encoding klingon", 2, "klingon"),
        ("build posting.html --max-bytes 0", 2, "--max-bytes"),
        ("query", 2, "Missing argument 'QUERY'"),
        ("query who-reports-to-who graph.ttl", 2, "did you mean who-reports-to-whom"),
        ("query|SELECT ?a WHERE|graph.ttl", 2, "line 1"),
        ("query|INSERT DATA { <a:a> <a:b> <a:c> }|graph.ttl", 2, ""),
        ("query graph.ttl who-reports-to-whom", 2, "the query comes first"),
        ("query roles graph.ttl --param title", 2, "write NAME=VALUE"),
        ("query roles graph.ttl --param nobody=5", 2, "nobody"),
        ("query roles graph.ttl -p title=a -p ?title=b", 2, "given twice"),
        ("query roles graph.ttl --store jobs", 2, "name a store or graphs, not both"),
        ("query roles --store jobs --limit 0", 2, "--limit"),
        (f"query|{NEVER_ENDS}|graph.ttl|--timeout|1", 2, "the query took longer than 1 s and was stopped"),
        (f"query|{NEVER_ENDS}|--store|jobs|--timeout|1", 2, "the query took longer than 1 s and was stopped"),
        (f"query|{TOO_LARGE}|graph.ttl|--memory|0.3", 2, "the query needed more than 0.3 GB of memory"),
        ("query|ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }|graph.ttl", 2, "SERVICE would ask another server"),
        ("build posting.html --store jobs -o graph.ttl", 2, "--store takes the graph in place of --out"),
        ("forget nobody --store jobs", 2, "no posting is called 'nobody'"),
        ("status", 2, "Missing option '--store'"),
        ("update|CLEAR DEFAULT|--store|jobs", 2, "line 1, column 7: the default graph"),
        ("query roles graph.ttl --format docx", 2, "'docx' is no format for answers"),
        ("query|DESCRIBE ?s { ?s a org:Post }|graph.ttl|--format|csv", 2, "holds no triples"),
        ("queries nothing-like-that", 2, "no query is called 'nothing-like-that'"),
        ("export graph.ttl", 2, "which format?"),
        ("chart graph.ttl --format pdf", 2, "no chart format is called 'pdf': choose one of svg, png, html, dot, mmd"),
        ("chart graph.ttl -o /tmp/chart", 2, "no chart format is called ''"),
        ("chart graph.ttl --root Nobody", 2, "Nobody"),
        ("analyze graph.ttl --measure beauty", 2, "no measure is called 'beauty'"),
        ("analyze graph.ttl -m layers --format turtle", 2, "layers: nothing of it can be said in RDF"),
        ("analyze graph.ttl --as-of soon", 2, "'soon' is no date: write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("analyze graph.ttl --as-of 2024-02-30", 2, "'2024-02-30' is no date: day "),
        ("diff graph.ttl", 2, "compares two graphs, 1 named: name OLD and NEW, or --from and --to"),
        ("diff graph.ttl --from 2024", 2, "--from and --to belong together"),
        ("diff graph.ttl --from 2024 --to 2025 --as-of 2024", 2, "without --as-of"),
        ("diff graph.ttl --from 2024 --to 24", 2, "'24' is no date"),
        ("validate graph.ttl --shapes nowhere.ttl", 2, "nowhere.ttl"),
        ("validate graph.ttl --engine guess", 2, "--engine"),
        ("validate graph.ttl --untrusted-shapes", 2, "--untrusted-shapes needs --shapes"),
        # 3: unreadable input
        ("build nowhere.html", 3, "error: nowhere.html: no such file\n"),
        ("build empty.html", 3, "error: empty.html: .*empty"),
        ("build jobs.csv --map title=job", 3, r"jobs.csv: no column 'job', .* \(columns: job_title, advert\)"),
        ("build posting.html --source pdf", 3, "cut off"),
        ("build posting.html empty.html", 3, "1 posting, .* 1 input left out, conforms"),  # the others are built
        ("query roles nowhere.ttl", 3, "error: nowhere.ttl: no such file\n"),
        ("query roles broken.ttl", 3, "error: broken.ttl: line 1"),
        ("query roles broken.ttl graph.ttl", 3, "error: broken.ttl: line 1"),  # the others are asked
        ("query nowhere.rq graph.ttl", 3, "nowhere.rq: the query cannot be read"),
        ("validate graph.ttl empty.html", 3, "error: empty.html"),
        ("diff graph.ttl nowhere.ttl", 3, "error: nowhere.ttl: no such file"),
        # 4: out of reach
        ("query roles --store nowhere", 4, "error: nowhere: no store is here; make one: rolegraph build"),
        ("status --store examples", 4, "error: examples: no store is here"),
        ("forget nobody --store nowhere", 4, "error: nowhere: no store is here"),
        ("update|DROP ALL|--store|nowhere", 4, "error: nowhere: no store is here"),
        ("build posting.html --store examples", 4, "error: examples: holds other files"),
        ("build posting.html --store posting.html", 4, "error: posting.html: the store cannot be made"),
        ("query|ASK { SERVICE <http://127.0.0.1:47/> {} }|graph.ttl|--allow-service", 4, "SERVICE failed"),
        ("build posting.html -o nowhere/graph.ttl", 4, "nowhere does not exist"),
        ("build posting.html -o examples", 4, "examples: is a folder"),
        ("build posting.html -o /proc/graph.ttl", 4, "error: /proc/graph.ttl: cannot be written"),
    ],
)
def test_exit_code(line: str, code: int, said: str, call: Callable[..., Any]) -> None:
    done = call(*(line.split("|") if "|" in line else line.split()))
    assert done.code == code, done.err
    assert re.search(said, done.err), done.err
    assert "Traceback" not in done.err


def test_errors_are_one_line(call: Callable[..., Any]) -> None:
    done = call("build", "nowhere\nerror: forged\x1b[2J.html")
    assert done.code == 3
    assert done.err.count("\n") == 1
    assert "\x1b" not in done.err


def test_a_damaged_installation_is_an_internal_error(
    program: Callable[..., Any], environment: dict[str, str], tmp_path: Path
) -> None:
    # a real one: the package without the folders that come with it
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CHECKOUT / "src" / "rolegraph", tmp_path / "rolegraph", ignore=ignored)
    damaged = {**environment, "PYTHONPATH": str(tmp_path)}
    done = program("queries", env=damaged)
    assert done.code == 70
    assert done.err.startswith("internal error: FileNotFoundError: rolegraph's own folder 'queries' is missing")
    assert done.err.count("\n") == 1
    assert "Traceback" in program("queries", "--verbose", env=damaged).err


@pytest.mark.parametrize("wait", [0.0, 1.5], ids=["while starting", "inside the SPARQL engine"])
def test_an_interrupt_ends_with_130_and_no_traceback(wait: float, workspace: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "rolegraph", "query", NEVER_ENDS, "graph.ttl"]
    with subprocess.Popen(
        command, cwd=workspace, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    ) as run:
        assert run.stderr is not None
        for line in run.stderr:  # importtime tells how far the program has come
            if line.rstrip().endswith(b"click.globals" if not wait else b"rolegraph.stores.binding"):
                break
        time.sleep(wait)
        run.send_signal(signal.SIGINT)
        rest = run.stderr.read()
        code = run.wait(timeout=20)
    assert code == 130
    assert b"Traceback" not in rest


def test_the_reader_may_go(shell: Callable[[str], Any]) -> None:
    # as with other programs of Unix: killed by SIGPIPE, without a word
    done = shell(
        "rolegraph -h > /dev/null; rolegraph export graph.ttl --format n-quads | head -1; echo ${PIPESTATUS[0]}"
    )
    assert done.out.splitlines()[-1] == str(128 + signal.SIGPIPE)
    assert done.err == ""


@pytest.mark.parametrize(
    "line", ["queries", "--help", "build posting.html -q", "query roles graph.ttl", "chart graph.ttl"]
)
def test_a_full_disk(line: str, program: Callable[..., Any]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = program(*line.split(), stdout=full)
    assert (done.code, done.err) == (4, "error: standard output: No space left on device\n")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("rolegraph queries >&-", 4),  # nowhere to write to
        ("rolegraph build posting.html -o graph.nt >&- 2>&-", 0),  # nothing to write there
        ("rolegraph query roles graph.ttl -o roles.csv <&-", 0),
        ("rolegraph build <&-", 2),
        ("rolegraph build - <&-", 3),
    ],
)
def test_closed_streams(line: str, code: int, shell: Callable[[str], Any]) -> None:
    done = shell(line)
    assert done.code == code
    assert "Traceback" not in done.err
