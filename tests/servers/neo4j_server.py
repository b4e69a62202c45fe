"""Starts a real Neo4j, and its importer, from the jars of Maven Central; on loopback, with a folder of its own.

`python -m tests.servers.neo4j_server` fetches the jars (150 MB) with Maven and compiles the main class; Java 17.
"""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SOURCES: Final = Path(__file__).parent / "neo4j"
CACHE: Final = Path(os.environ.get("ROLEGRAPH_SERVERS") or Path("~/.cache/rolegraph-servers").expanduser())
"""Where what was fetched is kept."""

_POM: Final = SOURCES / "pom.xml"
_MAIN: Final = SOURCES / "Neo4jServer.java"
_TOOL: Final = "org.neo4j.cli.AdminTool"


class Missing(Exception):
    """The server is not here; the message says how it comes."""


def _folder() -> Path:
    # another version of the server or of its main class is another folder
    digest = hashlib.sha256(_POM.read_bytes() + _MAIN.read_bytes()).hexdigest()[:12]
    return CACHE / f"neo4j-{digest}"


def fetch() -> None:
    """Fetch the jars, and compile the main class, where that is not done yet."""
    folder = _folder()
    if (folder / "classpath").is_file():
        return
    part = folder.with_suffix(f".{os.getpid()}.part")
    part.mkdir(parents=True, exist_ok=True)
    copy = ["mvn", "-q", "-B", "-f", str(_POM), "dependency:copy-dependencies", f"-DoutputDirectory={part / 'jars'}"]
    subprocess.run(copy, check=True, timeout=900)
    subprocess.run(["javac", "-cp", f"{part / 'jars'}/*", "-d", str(part), str(_MAIN)], check=True, timeout=300)
    (part / "classpath").write_text("jars/*:.\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    part.replace(folder)


def _java(*arguments: str) -> list[str]:
    folder = _folder()
    if not (folder / "classpath").is_file():
        raise Missing(f"{folder} is missing: python -m tests.servers.neo4j_server fetches it")
    if shutil.which("java") is None:
        raise Missing("java is missing: apt-get install openjdk-17-jdk-headless")
    return ["java", "-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", f"{folder}/jars/*:{folder}", *arguments]


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


if __name__ == "__main__":
    fetch()
