"""The options that name an endpoint, and who asks it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolegraph.cli.logins import find_login, with_login
from rolegraph.cli.options import Command
from rolegraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolegraph.endpoints import RemoteEndpoint


def with_endpoint(help_: str) -> "Callable[[Command], Command]":
    """Add `--endpoint` and the options that say who asks it, which `chosen_endpoint` takes."""

    def add(command: Command) -> Command:
        command = click.option(
            "--token-env",
            metavar="NAME",
            help="The environment variable that holds a bearer token for the endpoint.",
        )(command)
        command = with_login("Who asks the endpoint")(command)
        return click.option("--endpoint", metavar="URL", help=help_)(command)

    return add


def with_endpoint_answers(command: Command) -> Command:
    """Add the options that say what an endpoint shall answer, and how much, which `chosen_endpoint` takes too."""
    command = click.option(
        "--max-bytes",
        metavar="N",
        type=click.IntRange(1),
        help="The longest answer that is taken from an endpoint, in bytes  [default: 200000000]",
    )(command)
    return click.option(
        "--union/--no-union",
        default=True,
        help="Let the default graph of an Oxigraph or Fuseki server be the union of all its graphs, as it is "
        "everywhere here  [default: union]",
    )(command)


def chosen_endpoint(
    *,
    endpoint: str | None,
    user: str | None,
    password_file: Path | None,
    token_env: str | None,
    union: bool = True,
    max_bytes: int | None = None,
) -> "RemoteEndpoint | None":
    """Return the endpoint that the options name; None where they name none.

    Raises:
        UsageError: They make no sense together, or the password or the token cannot be had.
        StoreError: The package that it takes is not installed.
    """
    if endpoint is None:
        for name, given in (("--password-file", password_file), ("--token-env", token_env), ("--max-bytes", max_bytes)):
            if given is not None:
                raise UsageError(f"{name} is for an endpoint: name one with --endpoint")
        return None
    from urllib.parse import urlsplit

    from rolegraph.endpoints import MAX_BYTES, RemoteEndpoint

    token = ""
    if token_env is not None:
        token = os.environ.get(token_env, "").strip()
        if not token:
            raise UsageError(f"--token-env {token_env}: that environment variable is not set, or empty")
    remote = RemoteEndpoint(endpoint, token=token, union=union, most_bytes=max_bytes or MAX_BYTES)
    if token:
        return remote
    login = find_login(user, password_file, urlsplit(endpoint).hostname or "")
    return RemoteEndpoint(endpoint, login, union=union, most_bytes=remote.most_bytes) if login else remote
