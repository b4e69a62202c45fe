"""Fetches the servers and clients that the tests run and Debian and PyPI have not: `python -m tests.servers.fetching`.

Fuseki and Neo4j come from Maven Central, Comunica from npm. What is there is not fetched again.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

CACHE: Final = Path(os.environ.get("ROLEGRAPH_SERVERS") or Path("~/.cache/rolegraph-servers").expanduser())
"""Where what was fetched is kept."""

HERE: Final = Path(__file__).parent

JENA: Final = "5.6.0"  # the last that runs on Java 17
JENA_JAR: Final = CACHE / f"jena-fuseki-server-{JENA}.jar"
JENA_SHA256: Final = "d28c1eaf703122ee628895a460c20fa4aa60a892f435d403ea8c036f241da1f8"

COMUNICA: Final = CACHE / "comunica"

NEO4J_SOURCES: Final = HERE / "neo4j"

_PACKAGES: Final = {
    "mvn": "maven",
    "javac": "openjdk-17-jdk-headless",
    "java": "openjdk-17-jre-headless",
    "npm": "npm",
    "node": "nodejs",
    "virtuoso-t": "virtuoso-opensource-7 virtuoso-opensource-7-bin",
}
"""The programs that the tests need, each with the packages of Debian that bring it."""

_ATTEMPTS: Final = 3


class Missing(Exception):
    """Something is not here; the message says how it comes."""


def program(name: str) -> str:
    """Return the path of a program.

    Raises:
        Missing: It is not installed.
    """
    found = shutil.which(name)
    if found is None:
        raise Missing(f"{name} is missing: apt-get install {_PACKAGES[name]}")
    return found


def fetch_jena() -> None:
    """Fetch the jar of Fuseki, which has Jena's command line in it, where it is not there yet."""
    if not JENA_JAR.is_file():
        what = f"-Dartifact=org.apache.jena:jena-fuseki-server:{JENA}"
        _run(
            "Fuseki from Maven Central",
            [program("mvn"), "-q", "-B", "dependency:copy", what, f"-DoutputDirectory={CACHE}"],
        )
    found = hashlib.sha256(JENA_JAR.read_bytes()).hexdigest()
    if found != JENA_SHA256:
        raise Missing(f"{JENA_JAR}: its SHA-256 is {found}, not {JENA_SHA256}: remove it")


def fetch_comunica() -> None:
    """Fetch Comunica, in the versions that its lock names, where it is not there yet."""
    names = ("package.json", "package-lock.json")
    done = COMUNICA / "fetched"
    wanted = "".join((HERE / "comunica" / name).read_text(encoding="utf-8") for name in names)
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return
    done.unlink(missing_ok=True)
    COMUNICA.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(HERE / "comunica" / name, COMUNICA)
    _run("Comunica from npm", [program("npm"), "ci", "--no-audit", "--no-fund", "--silent"], cwd=COMUNICA)
    done.write_text(wanted, encoding="utf-8")


def neo4j_folder() -> Path:
    """Return the folder of the jars of Neo4j: another one for another version of the server or of its main class."""
    sources = (NEO4J_SOURCES / "pom.xml", NEO4J_SOURCES / "Neo4jServer.java")
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
    return CACHE / f"neo4j-{digest}"


def fetch_neo4j() -> None:
    """Fetch the jars of Neo4j (150 MB), and compile the main class, where that is not done yet."""
    folder = neo4j_folder()
    if (folder / "classpath").is_file():
        return
    part = folder.with_suffix(f".{os.getpid()}.part")
    part.mkdir(parents=True, exist_ok=True)
    pom, main = NEO4J_SOURCES / "pom.xml", NEO4J_SOURCES / "Neo4jServer.java"
    copy = ["-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={part / 'jars'}"]
    _run("Neo4j from Maven Central", [program("mvn"), *copy])
    _run("the main class of Neo4j", [program("javac"), "-cp", f"{part / 'jars'}/*", "-d", str(part), str(main)])
    (part / "classpath").write_text("jars/*:.\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    part.replace(folder)


def _run(what: str, command: list[str], cwd: Path | None = None) -> None:
    """Run a command that fetches or compiles something, and again where it fails: registries have bad moments."""
    said = ""
    for _ in range(_ATTEMPTS):
        try:
            done = subprocess.run(
                command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=600
            )
        except subprocess.TimeoutExpired:
            said = "no end after 600 seconds"
            continue
        if done.returncode == 0:
            return
        said = (done.stdout + done.stderr).strip()[-1500:] or f"exit code {done.returncode}"
    raise Missing(f"{what} cannot be had: {' '.join(command)}\n{said}")


_STEPS: Final[tuple[Callable[[], object], ...]] = (
    *((lambda name=name: program(name)) for name in _PACKAGES),
    *(fetch_jena, fetch_comunica, fetch_neo4j),
)


def main() -> int:
    """Look for everything and fetch what can be fetched; say all that is missing, not the first alone."""
    missing = []
    for step in _STEPS:
        try:
            step()
        except Missing as error:
            missing.append(str(error))
    for told in missing:
        print(f"error: {told}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
