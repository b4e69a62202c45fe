"""What goes into a command and what comes out: graphs in, a result to a file or to standard output."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rolegraph.cli.talking import complain, count, detail, is_verbose, remark
from rolegraph.errors import InternalFault, OutputError, UsageError

if TYPE_CHECKING:
    from rolegraph.exports import Format
    from rolegraph.graph import RoleGraph
    from rolegraph.rosters.model import Roster
    from rolegraph.stored import StoredGraph
    from rolegraph.writing import Writer

_MOST_TOLD: Final = 10
"""How many rows of a table with one kind of problem are named where the user does not ask for all."""


def or_stdin(inputs: Sequence[str]) -> tuple[str, ...]:
    """Return the inputs, or standard input when none is named and something is piped in.

    Raises:
        UsageError: Nothing is named and nothing is piped in.
    """
    if not inputs and (sys.stdin is None or sys.stdin.isatty()):
        raise UsageError("nothing to read: name a file, or pipe one in")
    return tuple(inputs) or ("-",)


STORE_HELP: Final = "Take the graph in this store in place of files; `rolegraph build --store` makes one."


def load_graph(inputs: Sequence[str], store: Path | None = None) -> "RoleGraph":
    """Load the graph that a command works on, and tell of inputs that could not be used.

    Args:
        inputs: What is named on the command line.
        store: The folder of a store, which is opened to be read and asked, not loaded.

    Returns:
        The graph.

    Raises:
        UsageError: Both are named, or neither is and nothing is piped in.
        InputError: No input could be used.
        StoreError: The store cannot be opened.
    """
    if store is not None:
        if inputs:
            raise UsageError(f"name a store or graphs, not both: --store {store} and {inputs[0]}")
        return opened(store)
    from rolegraph.building import load

    graph = load(*or_stdin(inputs))
    tell_problems(graph)
    detail(f"{count(len(graph.quads), 'quad')} in all, {count(len(graph.postings), 'posting')} built on the way")
    return graph


def check_date(*dates: str) -> None:
    """Refuse what is no date before anything is read."""
    if any(dates):
        from rolegraph.structure.asof import last_day

        for text in filter(None, dates):
            last_day(text)


def dated(graph: "RoleGraph", as_of: str) -> "RoleGraph":
    """Return the graph as of a day, and say how many of its postings and tables count; all of it when none is named."""
    if not as_of:
        return graph
    from rolegraph.structure.asof import as_of as filtered
    from rolegraph.structure.asof import last_day

    found = filtered(graph.quads, last_day(as_of))
    whole = found.counted + found.left_out
    remark(f"as of {found.day}: {found.counted:,} of {count(whole, 'posting')} count, {found.undated:,} without a date")
    return graph.saying(found.quads)


def opened(store: Path, *, write: bool = False, create: bool = False, wait: float = 0.0) -> "StoredGraph":
    """Open a store: the one way in for all commands."""
    from rolegraph.stored import open_store

    return open_store(store, write=write, create=create, wait=wait)


def tell_problems(graph: "RoleGraph") -> None:
    """Say of each input that could not be used why, and with --verbose what was odd about the others."""
    for problem in graph.problems:
        complain(f"error: {problem}")
    for roster in graph.rosters:
        tell_roster(roster)
    for posting in graph.postings:
        for oddity in posting.problems:
            detail(f"note: {posting.source}: {oddity}")


def tell_roster(roster: "Roster") -> None:
    """Say what is odd about a table of posts: of each kind the first rows, all with --verbose."""
    told: dict[str, int] = {}
    for problem in roster.problems:
        told[problem.kind] = told.get(problem.kind, 0) + 1
        (remark if told[problem.kind] <= _MOST_TOLD else detail)(f"warning: {problem}")
    for kind, times in told.items():
        if times > _MOST_TOLD and not is_verbose():
            remark(f"warning: {roster.source}: {times - _MOST_TOLD:,} more of the kind {kind}: --verbose tells all")


def exit_code(graph: "RoleGraph", *, good: bool = True) -> int:
    """Return 3 when an input could not be used, 70 when that was our fault, else 0 for what is good and 1 for not."""
    if any(isinstance(problem, InternalFault) for problem in graph.problems):
        return 70
    return 3 if graph.problems else 0 if good else 1


def put(data: "bytes | str | Writer", out: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output, in UTF-8 whatever the locale.

    Args:
        data: The result, or what writes it to a stream.
        out: The file; None for standard output.

    Raises:
        OutputError: The file cannot be written, or standard output is closed.
        OSError: Standard output cannot be written.
    """
    from rolegraph.writing import write_file, write_to

    encoded = data.encode() if isinstance(data, str) else data
    if out is not None:
        write_file(out, encoded)
        return
    if sys.stdout is None:
        raise OutputError("standard output is closed: name a file with --out")
    write_to(sys.stdout.buffer, encoded)
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
    if out is not None:
        graph.save(out, format=format_.name)
    else:
        put(graph.writer(format_.name), out)
