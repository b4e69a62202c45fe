"""Starts real databases on loopback, each on a free port with a folder of its own, and ends them again.

Oxigraph comes with the package of its name, Virtuoso from Debian; the rest `fetching` has fetched. What is started ends
with the block that started it, and with the process that runs the tests, even where that is killed.
"""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from .fetching import COMUNICA, JENA_JAR, Missing, program

JAVA: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
"""How Java runs what lives for seconds."""

VIRTUOSO_INI: Final = Path("/etc/virtuoso-opensource-7/virtuoso.ini")

# what the corpus needs room for: 8 KiB a buffer
_VIRTUOSO: Final = {"NumberOfBuffers": "60000", "MaxDirtyBuffers": "45000", "DirsAllowed": "."}

_PATIENCE: Final = 120


class Server(NamedTuple):
    """A server that runs.

    Args:
        name: What the table of targets calls it.
        url: Its address.
        query: Where it answers queries.
        user: Who may write; "" where everybody may.
        password: That user's password.
        union: What a query is sent with so that it sees all named graphs as one.
    """

    name: str
    url: str
    query: str
    user: str = ""
    password: str = ""
    union: tuple[tuple[str, str], ...] = ()


def comunica(*arguments: str) -> list[str]:
    """Return the command that runs Comunica."""
    there = COMUNICA / "node_modules" / ".bin" / "comunica-sparql"
    if not there.exists():
        raise Missing("Comunica is missing: python -m tests.servers.fetching fetches it")
    program("node")
    return [str(there), *arguments]


def jena(*arguments: str) -> list[str]:
    """Return the command that runs a class of Jena's."""
    if not JENA_JAR.is_file():
        raise Missing(f"{JENA_JAR} is missing: python -m tests.servers.fetching fetches it")
    return [program("java"), "-Xmx2g", *JAVA, "-cp", str(JENA_JAR), *arguments]


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def oxigraph(folder: Path, *, options: tuple[str, ...] = ()) -> Iterator[Server]:
    """Run Oxigraph, which knows no passwords."""
    server = Path(sys.executable).parent / "oxigraph"
    if not server.is_file():
        raise Missing("oxigraph is missing: pip install oxigraph")
    url = f"http://127.0.0.1:{free_port()}"
    command = [str(server), "serve", "--location", str(folder / "data"), "--bind", url[7:], *options]
    with _running(command, folder, url):
        yield Server("oxigraph", url, f"{url}/query", union=(("union-default-graph", ""),))


@contextmanager
def fuseki(folder: Path, *, auth: str = "", user: str = "keeper", password: str = "p:ä'ss wörd") -> Iterator[Server]:
    """Run Apache Jena Fuseki with a dataset in memory, behind basic or digest authentication where asked for."""
    port = free_port()
    options = ["--mem", "--update", "--localhost", "--port", str(port)]
    if auth:
        passwords = folder / "passwords"
        passwords.write_text(f"{user}: {password}\n", encoding="utf-8")
        options += [f"--auth={auth}", "--passwd", str(passwords)]
    command = jena("org.apache.jena.fuseki.main.cmds.FusekiMainCmd", *options, "/roles")
    url = f"http://127.0.0.1:{port}/roles"
    with _running(command, folder, url):
        union = (("default-graph-uri", "urn:x-arq:UnionGraph"),)
        yield Server("fuseki", url, f"{url}/query", user if auth else "", password if auth else "", union)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Run Virtuoso with a database of its own; only dba may write, by digest authentication."""
    server = program("virtuoso-t")
    if not VIRTUOSO_INI.is_file():
        raise Missing(f"{VIRTUOSO_INI} is missing: apt-get install virtuoso-opensource-7")
    web, sql = free_port(), free_port()
    lines, section = [], ""
    for line in VIRTUOSO_INI.read_text(encoding="utf-8").splitlines():
        section = line if line.startswith("[") else section
        name = line.partition("=")[0].strip()
        if name == "ServerPort":
            line = f"ServerPort = 127.0.0.1:{web if section == '[HTTPServer]' else sql}"
        elif name in _VIRTUOSO:
            line = f"{name} = {_VIRTUOSO[name]}"
        lines.append(line.replace("/var/lib/virtuoso-opensource-7/db", str(folder)))
    ini = folder / "virtuoso.ini"
    ini.write_text("\n".join(lines) + "\n", encoding="utf-8")
    url = f"http://127.0.0.1:{web}"
    with _running([server, "+configfile", str(ini), "+foreground", "+wait"], folder, f"{url}/sparql"):
        yield Server("virtuoso", url, f"{url}/sparql", "dba", "dba")


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[None]:
    """Run a server until the block ends; it has answered something, good or bad, before the block begins."""
    log = folder / "server.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [*_tied(), *command], cwd=folder, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT
        )
        try:
            _wait(process, url, log)
            yield
        finally:
            process.kill()
            process.wait()


def _tied() -> list[str]:
    """Return what ties a command to the life of this process, on Linux."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL"] if setpriv else []


def _wait(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            urlopen(url, timeout=5).close()
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.05)
        else:
            return
    said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise AssertionError(f"{process.args!r} does not answer at {url}: {said}")
