"""What the tests of the commands share: a folder to work in, and two ways to run the program."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import rolegraph
from rolegraph.cli.program import run

from ..documentation import board_server

CHECKOUT = Path(__file__).resolve().parent.parent.parent


class Result(NamedTuple):
    """What a run of the program left: its exit code and what it said, as text."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example postings, graphs built from them, and the program in bin/. Tests write elsewhere."""
    folder = tmp_path_factory.mktemp("workspace")
    shutil.copytree(CHECKOUT / "examples", folder / "examples")
    shutil.copy(CHECKOUT / "examples" / "skerrow-head-of-turbine-engineering.html", folder / "posting.html")
    (folder / "bin").mkdir()
    program = folder / "bin" / "rolegraph"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rolegraph "$@"\n')
    program.chmod(0o755)
    before = Path.cwd()
    os.chdir(folder)  # so that the graph names its sources as a user there would
    try:
        rolegraph.build("examples").save("graph.ttl")
        rolegraph.build("posting.html").save("more.nq")
        with rolegraph.open_store("jobs", write=True) as stored:
            stored.build("examples")
    finally:
        os.chdir(before)
    (folder / "jobs.csv").write_text("job_title;advert\nNight Porter;You report to the Head Porter.\n")
    shutil.copy(CHECKOUT / "example-tables" / "skerrow-posts.csv", folder / "posts.csv")
    (folder / "decisions.csv").write_text("one,other,decision\nMarine Technician,Senior Blade Engineer,different\n")
    (folder / "broken.ttl").write_text("<a> <b> ")
    (folder / "empty.html").write_text("")
    (folder / "bad.ttl").write_text(
        "@prefix org: <http://www.w3.org/ns/org#> .\n"
        "<http://a.example/post> a org:Post ; org:reportsTo <http://a.example/post> .\n"
    )
    return folder


@pytest.fixture
def environment(workspace: Path) -> dict[str, str]:
    """The environment of a user who has the program on the path, and whose job boards are on this machine."""
    path = f"{workspace / 'bin'}:{os.environ['PATH']}"
    return {**os.environ, **board_server(), "PATH": path, "PYTHONPATH": str(CHECKOUT / "src")}


@pytest.fixture
def program(workspace: Path, environment: dict[str, str]) -> Callable[..., Result]:
    """Runs the real program in a process of its own, in the workspace."""

    def start(*arguments: str | bytes, **options: Any) -> Result:
        options.setdefault("cwd", workspace)
        options.setdefault("env", environment)
        options.setdefault("stdin", None if "input" in options else subprocess.DEVNULL)
        if "stdout" not in options:
            options["stdout"] = subprocess.PIPE
        command = [sys.executable, "-m", "rolegraph", *arguments]
        done = subprocess.run(command, stderr=subprocess.PIPE, check=False, timeout=120, **options)
        return Result(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())

    return start


@pytest.fixture
def shell(workspace: Path, environment: dict[str, str], tmp_path: Path) -> Callable[[str], Result]:
    """Runs a line of shell in a copy of the workspace, with `rolegraph` on the path."""
    folder = tmp_path / "copy"
    shutil.copytree(workspace, folder)

    def start(line: str) -> Result:
        command = ["bash", "-c", line]
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return start


@pytest.fixture
def call(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Result]:
    """Runs the program inside the test's own process, in the workspace: quick, for what needs no process."""
    monkeypatch.chdir(workspace)

    def start(*arguments: str) -> Result:
        code = run(list(arguments))
        captured = capsysbinary.readouterr()
        return Result(code, captured.out.decode(), captured.err.decode())

    return start
