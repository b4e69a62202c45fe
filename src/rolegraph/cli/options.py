"""What several commands share: the arguments and options that mean the same everywhere."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from rolegraph.cli.talking import note_talk
from rolegraph.errors import OutputError

Command = TypeVar("Command", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """Return the end of a command's help: whole commands that work as they stand."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def with_inputs(name: str) -> Callable[[Command], Command]:
    """Add the argument that names the inputs, as the parameter `inputs`."""
    return click.argument("inputs", metavar=f"[{name}]...", nargs=-1, type=click.Path())


def with_output(command: Command) -> Command:
    """Add `--out`, as the parameter `out`: None for standard output."""
    return click.option(
        "-o",
        "--out",
        metavar="FILE",
        type=click.Path(path_type=Path),
        callback=_check_output,
        help="The file to write, whole or not at all; standard output if not given.",
    )(command)


def with_output_or_folder(command: Command) -> Command:
    """Add `--out` as `with_output` does, for what can be a folder of files too: `flow.put_graph` writes it."""
    return click.option(
        "-o",
        "--out",
        metavar="PATH",
        type=click.Path(path_type=Path),
        callback=_check_place,
        help="The file or folder to write, whole or not at all; standard output if not given.",
    )(command)


def with_format(help_: str, choices: tuple[str, ...] = ()) -> Callable[[Command], Command]:
    """Add `--format`, as the parameter `format_`; the first of the choices is its default."""
    return click.option(
        "--format",
        "format_",
        metavar=None if choices else "NAME",
        type=click.Choice(choices) if choices else str,
        default=choices[0] if choices else "",
        show_default=bool(choices),
        help=help_,
    )


def with_as_of(command: Command) -> Command:
    """Add `--as-of`, as the parameter `as_of`: "" for everything."""
    return click.option(
        "--as-of",
        default="",
        metavar="DATE",
        help="Only what counted on a day: YYYY-MM-DD, or the last of YYYY-MM or YYYY; what has no date always counts.",
    )(command)


def with_retries(command: Command) -> Command:
    """Add `--retries` and `--retry-wait` (seconds), as the parameters `retries` and `retry_wait`: None if not given."""
    doubled = "The wait before the first retry; it doubles with each further one  [default: 1]"
    wait = click.option("--retry-wait", metavar="SECONDS", type=float, help=doubled)
    often = "How often a failed request is sent again  [default: 3]"
    return click.option("--retries", metavar="N", type=int, help=often)(wait(command))


def with_store(help_: str, *, required: bool = False) -> Callable[[Command], Command]:
    """Add `--store`, as the parameter `store`: None where graphs are named, or piped in."""
    return click.option("--store", metavar="DIR", type=click.Path(path_type=Path), required=required, help=help_)


def with_wait(command: Command) -> Command:
    """Add `--wait`, as the parameter `wait`, in seconds."""
    return click.option(
        "--wait",
        metavar="SECONDS",
        type=click.FloatRange(0),
        default=0.0,
        help="How long to wait for another program that is writing to the store  [default: 0]",
    )(command)


def with_limits(seconds: int) -> Callable[[Command], Command]:
    """Add `--timeout` and `--allow-service`, as the parameters `timeout` and `allow_service`."""

    def add(command: Command) -> Command:
        command = click.option(
            "--allow-service", is_flag=True, help="Let SERVICE (and LOAD, in an update) ask other servers."
        )(command)
        return click.option(
            "--timeout",
            metavar="SECONDS",
            type=click.FloatRange(0),
            default=float(seconds),
            help=f"How long it may take; 0 for as long as it needs  [default: {seconds}]",
        )(command)

    return add


def with_talk(command: Command) -> Command:
    """Add `--quiet` and `--verbose`, which `rolegraph.cli.talking` knows of."""
    for name, help_ in (("verbose", "Say more on standard error."), ("quiet", "Say only errors on standard error.")):
        add = click.option(f"-{name[0]}", f"--{name}", is_flag=True, expose_value=False, callback=note_talk, help=help_)
        command = add(command)
    return command


def _check_output(_context: click.Context, _parameter: click.Parameter, out: Path | None) -> Path | None:
    """Refuse an output that cannot be written before the long work starts."""
    if out is not None and out.is_dir():
        raise OutputError(f"{out}: is a folder: name a file in it")
    return _check_place(_context, _parameter, out)


def _check_place(_context: click.Context, _parameter: click.Parameter, out: Path | None) -> Path | None:
    if out is None or str(out) == "-":
        return None
    if not out.parent.is_dir():
        raise OutputError(f"{out}: the folder {out.parent} does not exist: make it first")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise OutputError(f"{out}: cannot be written: permission denied")
    return out
