"""What goes into a command and what comes out: graphs in, a result to a file or to standard output."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rolegraph.cli.talking import complain, count, detail
from rolegraph.errors import InternalFault, OutputError, UsageError

if TYPE_CHECKING:
    from rolegraph.exports import Format
    from rolegraph.graph import RoleGraph


def or_stdin(inputs: Sequence[str]) -> tuple[str, ...]:
    """Return the inputs, or standard input when none is named and something is piped in.

    Raises:
        UsageError: Nothing is named and nothing is piped in.
    """
    if not inputs and (sys.stdin is None or sys.stdin.isatty()):
        raise UsageError("nothing to read: name a file, or pipe one in")
    return tuple(inputs) or ("-",)


def load_graph(inputs: Sequence[str]) -> "RoleGraph":
    """Load the graph that a command works on, and tell of inputs that could not be used."""
    from rolegraph.graph import load

    graph = load(*or_stdin(inputs))
    tell_problems(graph)
    detail(f"{count(len(graph.quads), 'quad')} in all, {count(len(graph.postings), 'posting')} built on the way")
    return graph


def tell_problems(graph: "RoleGraph") -> None:
    """Say of each input that could not be used why, and with --verbose what was odd about the others."""
    for problem in graph.problems:
        complain(f"error: {problem}")
    for posting in graph.postings:
        for oddity in posting.problems:
            detail(f"note: {posting.source}: {oddity}")


def exit_code(graph: "RoleGraph", *, good: bool = True) -> int:
    """Return 3 when an input could not be used, 70 when that was our fault, else 0 for what is good and 1 for not."""
    if any(isinstance(problem, InternalFault) for problem in graph.problems):
        return 70
    return 3 if graph.problems else 0 if good else 1


def put(data: bytes | str, out: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output, in UTF-8 whatever the locale.

    Args:
        data: The result.
        out: The file; None for standard output.

    Raises:
        OutputError: The file cannot be written, or standard output is closed.
        OSError: Standard output cannot be written.
    """
    from rolegraph.writing import write_file

    encoded = data.encode() if isinstance(data, str) else data
    if out is not None:
        write_file(out, encoded)
        return
    if sys.stdout is None:
        raise OutputError("standard output is closed: name a file with --out")
    sys.stdout.buffer.write(encoded)
    sys.stdout.buffer.flush()


def check_place(format_: "Format", out: Path | None) -> None:
    """Refuse an output that does not suit the format before the long work starts.

    Raises:
        UsageError: A folder of files shall go to standard output.
        OutputError: The folder holds what rolegraph did not write, or is no folder; or a file was to be one.
    """
    from rolegraph.writing import check_folder

    if format_.files:
        if out is None:
            raise UsageError(f"{format_.name} is a folder of files: name the folder that shall hold them with --out")
        check_folder(out)
    elif out is not None and out.is_dir():
        raise OutputError(f"{out}: is a folder: name a file in it")


def put_graph(graph: "RoleGraph", format_: "Format", out: Path | None) -> None:
    """Write a graph in a format: to a file or a folder, whole or not at all, or to standard output."""
    if format_.files and out is not None:
        graph.save(out, format=format_.name)
    else:
        put(graph.render(format_.name), out)
