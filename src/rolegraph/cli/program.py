"""The program: its commands, its exit codes, and what becomes of an error."""

import os
import sys
from importlib import import_module
from typing import Final

import click

from rolegraph import __version__
from rolegraph.cli.talking import complain
from rolegraph.errors import InputError, InternalFault, OutputError, QueryError, RolegraphError, StoreError, UsageError

DONE: Final = 0
USAGE: Final = 2
UNREADABLE: Final = 3
UNREACHABLE: Final = 4
INTERNAL: Final = 70
INTERRUPTED: Final = 130

EXIT_CODES: Final[tuple[tuple[type[RolegraphError], int], ...]] = (
    (UsageError, USAGE),
    (QueryError, USAGE),
    (InternalFault, INTERNAL),
    (InputError, UNREADABLE),
    (StoreError, UNREACHABLE),
    (OutputError, UNREACHABLE),
)
"""What each kind of error ends the program with."""


COMMANDS: Final = {
    "fetch": "Fetch the postings of job boards and pages.",
    "build": "Build the graph of job postings and tables of posts.",
    "resolve": "Find which posts and organizations are the same.",
    "validate": "Check graphs against SHACL shapes and graph rules.",
    "query": "Answer a SPARQL or named query over graphs.",
    "queries": "List the named queries, or show one.",
    "shell": "Ask one query after another.",
    "export": "Write graphs in another format.",
    "load": "Load graphs into a database.",
    "chart": "Draw who reports to whom.",
    "analyze": "Measure the reporting structure.",
    "diff": "Tell what changed between two graphs or dates.",
    "explain": "Show each fact with the words behind it.",
    "status": "Tell what is in a store, and how it is.",
    "forget": "Take a posting out of a store.",
    "update": "Change a store by SPARQL Update.",
}
"""What each command does, in the order in which they are used; it is the function of its name in the module of it."""


class _Commands(click.Group):
    """Imports a command when it is asked for, and lists all in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click passes it
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"rolegraph.cli.{cmd_name}"), cmd_name)
        command.short_help = COMMANDS[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing all of them, as the method of the group would."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  rolegraph build examples/ -o graph.ttl
  rolegraph query who-reports-to-whom graph.ttl
  rolegraph chart graph.ttl -o chart.svg
  rolegraph build examples/ | rolegraph query roles

\b
Exit codes:
  0    done
  1    the graph does not conform; with --exit-status: false, empty or changed
  2    wrong usage: an option, a value, a query that is not SPARQL
  3    an input cannot be read; the others were used
  4    a store or endpoint cannot be opened or reached, or the output cannot be written
  70   internal error
  130  interrupted""",
)
@click.version_option(__version__, prog_name="rolegraph")
def program() -> None:
    """Turn job postings into a graph of roles and reporting lines, with the quote behind every fact.

    Inputs are files, folders or "-" for standard input, which is also read when nothing is named. Commands that work on
    graphs take postings too. Results go to standard output or to --out, everything else to standard error.
    """


def run(arguments: list[str]) -> int:
    """Run the program.

    Args:
        arguments: What stands behind `rolegraph` on the command line.

    Returns:
        The exit code.
    """
    try:
        result = program.main(arguments, prog_name="rolegraph", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return INTERRUPTED
    except RolegraphError as error:
        complain(f"error: {error}")
        return code_of(error)
    except Exception as error:  # noqa: BLE001 - the last door: a user gets one line, a developer the rest
        if isinstance(error, OSError) and error.errno is not None:
            _drop_output()
            complain(f"error: {error.filename or 'standard output'}: {error.strerror}")
            return UNREACHABLE
        _tell_internal(error, whole=bool({"-v", "--verbose"} & set(arguments)))
        return INTERNAL
    return result if isinstance(result, int) else DONE


def code_of(error: RolegraphError) -> int:
    """Return the exit code that tells of an error."""
    return next(code for kind, code in EXIT_CODES if isinstance(error, kind))


def _drop_output() -> None:
    """Forget what could not be written to standard output, or Python would try again when it ends, and fail."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_internal(error: Exception, *, whole: bool) -> None:
    complain(f"internal error: {type(error).__name__}: {error}" + ("" if whole else "; --verbose shows where"))
    if whole:
        import traceback

        traceback.print_exception(error)
