"""What graphs say, read by the tools in ../shared as they read any graph: nothing of rolegraph stands in between."""

import contextlib
import io
import json
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from benchmarks.accuracy.corpus import TABLES, Read, Sample, all_records, read
from benchmarks.accuracy.gold import Row
from benchmarks.accuracy.kinds import FIELDS, Said
from benchmarks.accuracy.places import CORPUS
from rolegraph.exports import export_format
from rolegraph.vocabulary import Quad

_BEGINNING: Final = 200


def facts_of(built: Read, gold: Row) -> Said:
    """Return the facts that a posting's own graph states."""
    import read_facts

    # the tool finds a posting by long texts of the gold, and a posting may have none
    begins = built.converted.posting.text[:_BEGINNING] if built.converted else ""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = folder / "gold.jsonl"
        rows.write_text(json.dumps({**gold, "begins": begins}), encoding="utf-8")
        said = _run(read_facts.main, rows, _written(built.converted.quads if built.converted else [], folder))
    empty: Said = {field: [] for field in FIELDS}
    return {**empty, **said.get(gold["id"], {})}


def lines_of(built: Read) -> list[str]:
    """Return the superiors that a record's own graph states."""
    import read_lines

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for one in TABLES:
            holds = built.sample.name == f"{one}.jsonl"
            (folder / f"{one}.jsonl").write_bytes(built.sample.data + b"\n" if holds else b"")
        said = _run(read_lines.main, folder, _written(built.converted.quads if built.converted else [], folder))
    return list(said[built.sample.id])


def merged_lines() -> dict[str, list[str]]:
    """Return the superiors by posting that the graph of all records states."""
    import read_lines

    with tempfile.TemporaryDirectory() as name:
        said: dict[str, list[str]] = _run(read_lines.main, CORPUS, _written(_merged(all_records()), Path(name)))
    return said


def _merged(samples: Iterable[Sample]) -> list[Quad]:
    quads: set[Quad] = set()
    for one in samples:
        converted = read(one).converted
        quads.update(converted.quads if converted else ())
    return sorted(quads)


def _written(quads: list[Quad], folder: Path) -> Path:
    path = folder / "graph.nq"
    path.write_bytes(export_format("nq").render(quads))
    return path


def _run(main: Callable[[], None], *arguments: Path) -> dict[str, Any]:
    """Run one of the tools with arguments, and return the JSON it prints; what it says on the side is let go."""
    before, sys.argv = sys.argv, ["tool", *map(str, arguments)]
    said = io.StringIO()
    try:
        with (
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(action="ignore", category=ResourceWarning),  # the tools leave files open
        ):
            main()
    finally:
        sys.argv = before
    found: dict[str, Any] = json.loads(said.getvalue())
    return found
