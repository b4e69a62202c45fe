"""`rolegraph fetch` as a program: its streams, its exit codes, and what it does when it is interrupted."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ..fetching.serving import Server, boards, page, serving

QUICK = ("--allow-private", "--rate", "10000", "--retries", "1", "--retry-wait", "0.001", "--timeout", "5")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as started:
        started.routes = {**boards("skerrow", started.url), "/page": [page()]}
        yield started


@pytest.fixture
def fetch(server: Server, call: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    base = ("--api-base", f"{server.url}/{{board}}", "-o", str(tmp_path / "postings"))
    return lambda *arguments: call("fetch", *QUICK, *base, *(one.replace("SERVER", server.url) for one in arguments))


@pytest.mark.parametrize(
    ("arguments", "code", "paths", "said"),
    [
        (("greenhouse:skerrow",), 0, 3, "3 postings: 3 new -> "),
        (("greenhouse:skerrow", "greenhouse:skerrow"), 0, 3, "3 postings: 3 new -> "),  # once is enough
        (("greenhouse:skerrow", "personio:skerrow", "SERVER/page"), 0, 6, "6 postings: 6 new -> "),
        (("greenhouse:skerrow", "SERVER/nothing"), 3, 3, "3 postings: 3 new, 1 failed -> "),
        (("greenhouse:nobody",), 4, 0, "error: greenhouse:nobody: 127.0.0.1 has nothing there"),
        (("https://a:b@a.example/",), 4, 0, "error: https://a.example/: the URL holds a name or password"),
        (("blackboard:skerrow",), 2, 0, "error: 'blackboard:skerrow' is no board: begin with one of greenhouse, lever"),
        (("greenhouse:skerrow", "--rate", "0"), 2, 0, "error: rate 0.0: give a number above 0"),
        (("greenhouse:skerrow", "--api-base", "ftp://a.example"), 2, 0, "error: --api-base 'ftp://a.example'"),
        (("greenhouse:skerrow", "-o", "/proc/postings"), 4, 0, "error: /proc/postings: cannot be made"),
        (("greenhouse:skerrow", "--max-bytes", "10"), 4, 0, "more than the 10 bytes allowed: raise --max-bytes"),
        ((), 2, 0, "Missing argument"),
    ],
)
def test_exit_code_and_streams(
    arguments: tuple[str, ...], code: int, paths: int, said: str, fetch: Callable[..., Any]
) -> None:
    done = fetch(*arguments)
    assert (done.code, len(done.out.splitlines())) == (code, paths), done.err
    assert all(Path(line).is_file() for line in done.out.splitlines())
    assert said in done.err
    assert "Traceback" not in done.err


def test_the_second_time_and_the_talk(fetch: Callable[..., Any]) -> None:
    assert fetch("greenhouse:skerrow", "-q").err == ""
    told = fetch("greenhouse:skerrow", "-v")
    assert told.err.count("unchanged: ") == 3
    assert told.err.endswith("3 unchanged -> " + str(Path(told.out.splitlines()[0]).parent) + "\n")


def test_paths_can_end_in_nul(fetch: Callable[..., Any]) -> None:
    done = fetch("greenhouse:skerrow", "-0")
    assert done.out.count("\0") == 3
    assert "\n" not in done.out


def test_a_file_that_cannot_be_written_ends_it(fetch: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "postings" / "greenhouse.skerrow.4013.json").mkdir(parents=True)
    done = fetch("greenhouse:skerrow")
    assert done.code == 4
    assert "4013.json: is a folder" in done.err


def test_without_httpx_the_way_out_is_told(tmp_path: Path) -> None:
    program = "import sys; sys.modules['httpx'] = None; from rolegraph.cli import main; main()"
    command = [sys.executable, "-c", program, "fetch", "greenhouse:skerrow", "-o", str(tmp_path / "postings")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == "error: fetching needs the package httpx: install it with pip install 'rolegraph[fetch]'\n"
    assert not (tmp_path / "postings").exists()


def test_an_interrupt_leaves_whole_files_only(server: Server, environment: dict[str, str], tmp_path: Path) -> None:
    server.routes["/lever/v0/postings/skerrow?mode=json&limit=100&skip=100"] = [page(hangs=True)]
    base = ("--api-base", f"{server.url}/{{board}}", "-o", str(tmp_path / "postings"))
    command = [sys.executable, "-m", "rolegraph", "fetch", "lever:skerrow", *QUICK, *base]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        end = time.monotonic() + 30
        while len(server.asked) < 2 and time.monotonic() < end:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, err.decode().strip()) == (130, "interrupted")
    assert len(out.splitlines()) == 100
    names = [path.name for path in (tmp_path / "postings").iterdir()]
    assert len([name for name in names if name.endswith(".json") and not name.startswith(".")]) == 100
    assert not [name for name in names if name.endswith(".part")]
