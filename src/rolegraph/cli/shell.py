"""`rolegraph shell`: statements, one after another."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rolegraph.cli.endpoints import with_endpoint, with_endpoint_answers
from rolegraph.cli.flow import STORE_HELP, check_date, dated, exit_code, load_graph, put
from rolegraph.cli.options import examples, with_as_of, with_format, with_inputs, with_limits, with_store, with_talk
from rolegraph.cli.talking import complain, detail, remark
from rolegraph.errors import RolegraphError, UnreadableInput, UsageError

if TYPE_CHECKING:
    from rolegraph.graph import RoleGraph
    from rolegraph.shell.session import Session
    from rolegraph.stores.answers import Answer

MOST_SHOWN = 1_000
"""How many rows a terminal is shown where the user does not say."""


@click.command(
    epilog=examples(
        "rolegraph shell graph.ttl",
        "rolegraph shell --store jobs --timeout 10",
        "rolegraph shell graph.ttl --format csv <<< 'direct-reports role=operating'",
        "echo 'ASK { ?line rg:lineKind rgc:dotted-line };' | rolegraph shell graph.ttl",
    ),
)
@with_inputs("GRAPH")
@with_store(STORE_HELP)
@with_endpoint("Ask this SPARQL endpoint in place of files.")
@with_endpoint_answers
@with_format("How rows are written (table, markdown, json, csv, tsv, xml), or triples (an RDF format).")
@with_as_of
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(0),
    help=f"The most rows or triples of an answer; 0 for all  [default: {MOST_SHOWN:,} in a terminal, else 0]",
)
@with_limits(60)
@click.option("--no-history", is_flag=True, help="Keep nothing of what is typed, and offer nothing of earlier days.")
@with_talk
def shell(
    *,
    inputs: tuple[str, ...],
    store: Path | None,
    format_: str,
    as_of: str,
    limit: int | None,
    timeout: float,
    allow_service: bool,
    no_history: bool,
    **endpoint: Any,
) -> int:
    """Ask one query after another over graphs that are loaded once.

    A statement is SPARQL, ended by `;` or an empty line; a named query with its parameters (roles role=head of); or a
    command that begins with a dot: .help lists them. The project's prefixes are known, tab completes.

    In a pipe the statements of standard input are answered one by one; those that fail are told, and the exit code is
    that of the first. The shell only reads: `rolegraph update` changes a store.
    """
    from rolegraph.cli.query import one_source
    from rolegraph.graph import RoleGraph
    from rolegraph.shell.commands import set_format
    from rolegraph.shell.session import Outlet, Session, Settings

    terminal = _is_terminal()
    _check_inputs(inputs, named=bool(store or endpoint["endpoint"]), terminal=terminal)
    check_date(as_of)
    settings = Settings(limit=(MOST_SHOWN if terminal else 0) if limit is None else limit, timeout=timeout)
    settings.allow_service, settings.timing = allow_service, terminal
    if format_:
        set_format(settings, format_)

    def load(named: Sequence[str]) -> "RoleGraph":
        return dated(load_graph(named, store), as_of)

    asked = one_source(inputs, store, as_of, endpoint, load if inputs or store else lambda _: _nothing())
    graph = asked if isinstance(asked, RoleGraph) else None
    outlet = Outlet(_write, lambda text: put(text, None), remark, remark if terminal else detail, complain)
    session = Session(asked, outlet, settings, load=load if graph is not None and not store else None, inputs=inputs)
    if terminal:
        _interact(session, str(store or endpoint["endpoint"] or ""), keep=not no_history)
    done = 0 if terminal else _answer_all(session)
    return done or (exit_code(graph) if graph is not None else 0)


def _is_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _check_inputs(inputs: Sequence[str], *, named: bool, terminal: bool) -> None:
    if "-" in inputs:
        raise UsageError("standard input holds the statements: name the file of the graph")
    if not inputs and not named and not terminal:
        raise UsageError("nothing to ask: name a graph, --store or --endpoint; standard input holds the statements")


def _nothing() -> "RoleGraph":
    from rolegraph.graph import RoleGraph

    return RoleGraph(())


def _write(answer: "Answer", text: str, format_: str, out: Path | None) -> None:
    from rolegraph.cli.query import write_answer

    put(write_answer(answer, text, format_, out), out)


def _interact(session: "Session", source: str, *, keep: bool) -> None:
    import warnings

    from rolegraph.shell.prompting import interact, prompt_session

    reader = prompt_session(session, _history() if keep else None)
    asked = source or ", ".join(session.inputs) or "nothing loaded yet: .load FILE"
    # a Ctrl-C between two statements may meet prompt_toolkit before it awaits what it has made: nothing to tell of
    warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
    remark(f"rolegraph shell: {asked}; .help tells what to type, .quit ends")
    interact(session, reader.prompt)


def _history() -> Path | None:
    from rolegraph.shell.history import history_file, state_folder

    try:
        return history_file(state_folder())
    except (OSError, RuntimeError) as error:  # RuntimeError: the user has no home
        remark(f"nothing is kept of what you type: {error}")
        return None


def _answer_all(session: "Session") -> int:
    """Answer the statements of standard input; return the exit code of the first that failed, else 0."""
    from rolegraph.cli.program import code_of
    from rolegraph.shell.statements import statements

    first = 0
    for one in statements(_lines()):
        try:
            session.run(one.text)
        except RolegraphError as error:
            error.add_note(f"in the statement that begins in line {one.line} of standard input")
            session.complain(error)
            first = first or code_of(error)
        if session.done:
            break
    return first


def _lines() -> Iterator[str]:
    """Yield the lines of standard input as they come, in UTF-8 whatever the locale."""
    if sys.stdin is None:
        raise UsageError("standard input is closed: pipe statements in")
    try:
        for number, line in enumerate(sys.stdin.buffer):
            yield line.decode("utf-8" if number else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput("standard input", f"line {number + 1} is not UTF-8; save the file as UTF-8") from error
