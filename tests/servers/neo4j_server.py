"""Starts a real Neo4j, and its importer, from the jars of Maven Central; on loopback, with a folder of its own."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from .fetching import Missing, neo4j_folder, program
from .starting import JAVA

_TOOL: Final = "org.neo4j.cli.AdminTool"


def _java(*arguments: str) -> list[str]:
    folder = neo4j_folder()
    if not (folder / "classpath").is_file():
        raise Missing(f"{folder} is missing: python -m tests.servers.fetching fetches it")
    return [program("java"), "-Xmx1g", *JAVA, "-cp", f"{folder}/jars/*:{folder}", *arguments]


@contextmanager
def neo4j(home: Path, *, password: str = "") -> Iterator[str]:
    """Run Neo4j with its data below a folder, and yield the URL of its Bolt port.

    Args:
        home: The folder; what is there from before is opened again.
        password: The password of the user `neo4j`; "" lets everybody in.
    """
    home.mkdir(exist_ok=True)
    if password:
        admin(home, "dbms", "set-initial-password", password)
    log = (home / "log.txt").open("wb")
    command = _java("Neo4jServer", str(home), str(bool(password)).lower())
    # it ends when its standard input does, even where this process is killed
    with log, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            port = process.stdout.readline().decode().strip()
            assert port.isdecimal(), (home / "log.txt").read_text(encoding="utf-8", errors="replace")[-2000:]
            yield f"bolt://127.0.0.1:{port}"
        finally:
            process.stdin.close()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()


def admin(home: Path, *arguments: str, cwd: Path | None = None) -> str:
    """Run neo4j-admin on a folder, and return what it says."""
    (home / "conf").mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = _java(_TOOL, *arguments)
    done = subprocess.run(command, env=environment, cwd=cwd, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def shell_arguments(command: str) -> Sequence[str]:
    """Return the arguments of a command of a README, without the program's name."""
    import shlex

    return shlex.split(command.replace("\\\n", " "))[1:]
