"""Shapes from strangers: SHACL Core without queries and imports, run where it can be stopped.

A regular expression of a few characters can take years over a short text, and nothing but the end of its process stops
it. So the compiled checks run in a process of their own, with limits of time and memory.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from rolegraph.errors import MalformedInput
from rolegraph.validation.compiled import compile_shapes
from rolegraph.validation.engines import name_blank_shapes
from rolegraph.validation.findings import Finding
from rolegraph.validation.paths import Path as PropertyPath
from rolegraph.validation.spelling import shorten, show
from rolegraph.validation.triples import ShapeTriples, read_shapes, sh
from rolegraph.vocabulary import PREFIXES, Quad

MAX_BYTES: Final = 1_000_000
"""The largest file of shapes that is read from a stranger."""
MAX_MEMORY: Final = 2 * 1024**3
"""The most memory that their checks may take, in bytes."""
SECONDS: Final = 10.0
"""How long they may run, where the caller does not say."""

_REFUSED: Final = {
    f"<{PREFIXES['owl']}imports>": "imports",
    **dict.fromkeys(map(sh, ("sparql", "select", "ask", "construct", "update", "target")), "a query"),
    **dict.fromkeys(map(sh, ("js", "jsLibrary", "jsFunctionName")), "a program"),
    sh("rule"): "a rule",
}
_FIELDS: Final = ("severity", "focus", "path", "value", "messages", "shape", "component")


def check_untrusted(quads: Sequence[Quad], files: Sequence[Path], *, seconds: float = SECONDS) -> list[Finding]:
    """Check a graph against shapes that a stranger wrote.

    Args:
        quads: The graph.
        files: The shapes, in Turtle (`.ttl`) or N-Triples (`.nt`).
        seconds: How long the check may take.

    Returns:
        What breaks a shape, in no order, without posting and quote.

    Raises:
        UsageError: A file is in another syntax.
        UnreadableInput: A file cannot be read.
        MalformedInput: A file is too large, holds a query, a program, a rule, an import or anything else that is not
            SHACL Core, or its shapes take too long.

    Example:
        >>> from rolegraph import resources
        >>> check_untrusted([], [resources.folder("shapes") / "role.ttl"])
        []
    """
    names = ", ".join(map(str, files))
    for file in files:
        if file.exists() and file.stat().st_size > MAX_BYTES:
            raise MalformedInput(str(file), f"more than {MAX_BYTES:,} bytes of shapes are not read from strangers")
    _refuse(read_shapes(files), names)
    quads_ = [[s, p, o] for s, p, o, _ in quads]
    asked = json.dumps({"files": [str(file.absolute()) for file in files], "quads": quads_, "seconds": seconds})
    command = [sys.executable, "-P", "-m", __spec__.name]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(command, input=asked.encode(), capture_output=True, env=environment, timeout=seconds)  # noqa: S603, PLW1510 - our own program
        output, complete = done.stdout, done.returncode == 0
    except subprocess.TimeoutExpired as error:
        output, complete = error.stdout or b"", False
    lines = output.decode().splitlines()
    if not complete:
        shape = show(shorten(lines[-1])) if lines else "reading them"
        cause = f"the shapes take more than {seconds:g} seconds or too much memory, at {shape}; simplify its sh:pattern"
        raise MalformedInput(names, cause)
    return name_blank_shapes([_finding(values) for values in json.loads(lines[-1])])


def _refuse(graph: ShapeTriples, names: str) -> None:
    for _, predicate, _ in graph.triples:
        if predicate in _REFUSED:
            cause = f"{shorten(predicate)} is {_REFUSED[predicate]}, which is not taken from strangers; remove it"
            raise MalformedInput(names, cause)
    unclear = compile_shapes(graph).model.unclear
    for shape, reason in sorted(unclear.items()):
        cause = f"{show(shorten(shape))} is not plain SHACL Core ({show(reason)}), which is all that strangers may use"
        raise MalformedInput(names, cause)


def _finding(values: list[Any]) -> Finding:
    found = dict(zip(_FIELDS, values, strict=True))
    return replace(
        Finding(severity="", focus="", shape="", component=""),
        **(found | {"path": _path(found["path"]), "messages": tuple(found["messages"])}),
    )


def _path(written: Any) -> PropertyPath:
    return written if isinstance(written, str) else (written[0], tuple(map(_path, written[1])))


def main() -> None:
    """Run the checks that standard input asks for: write each shape when it begins, and what was found at the end."""
    asked = json.load(sys.stdin)
    _limit(asked["seconds"])
    program = compile_shapes(read_shapes([Path(file) for file in asked["files"]]))
    found = program.run([(*triple, "") for triple in asked["quads"]], note=lambda shape: print(shape, flush=True))
    print(json.dumps([[getattr(finding, field) for field in _FIELDS] for finding in found]))


def _limit(seconds: float) -> None:
    """Let the system stop this process too, where it can: the one that waits for it may be gone."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    main()
