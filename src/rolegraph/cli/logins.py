"""Who asks a database: the options that say it, and where the password comes from."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolegraph.cli.options import Command
from rolegraph.errors import UsageError

if TYPE_CHECKING:
    from rolegraph.endpoints.addresses import Login


def with_login(who: str) -> Callable[[Command], Command]:
    """Add `--user` and `--password-file`, as the parameters `user` and `password_file`: None if not given."""

    def add(command: Command) -> Command:
        command = click.option(
            "--password-file",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="A file whose first line is the password; - for standard input.",
        )(command)
        return click.option(
            "--user",
            metavar="NAME",
            envvar="ROLEGRAPH_USER",
            show_envvar=True,
            help=f"{who}; the password is taken from --password-file, ROLEGRAPH_PASSWORD, the netrc file, or asked "
            "for.",
        )(command)

    return add


def find_login(
    user: str | None, password_file: Path | None, host: str, *, stdin_is_taken: bool = False
) -> "Login | None":
    """Return the name and password to ask a database with.

    Args:
        user: The name, where one is given.
        password_file: The file of the password, where one is given.
        host: The host, which may stand in the netrc file.
        stdin_is_taken: Whether the graphs come from standard input, so that the password cannot.

    Returns:
        Name and password; None where no name is known.

    Raises:
        UsageError: There is a name and no password, or the file cannot be read.
    """
    from rolegraph.endpoints.addresses import Login

    if user is None and password_file is None:
        return _from_netrc(host, user)
    if user is None:
        raise UsageError("whose password is that? name the user with --user or ROLEGRAPH_USER")
    if password_file is not None:
        return Login(user, _first_line(password_file, stdin_is_taken=stdin_is_taken))
    password = os.environ.get("ROLEGRAPH_PASSWORD")
    if password is not None:
        return Login(user, password)
    known = _from_netrc(host, user)
    if known is not None:
        return known
    if not (sys.stderr is not None and sys.stderr.isatty()):
        raise UsageError(f"no password for {user}: set ROLEGRAPH_PASSWORD, or name a --password-file")
    import getpass

    return Login(user, getpass.getpass(f"Password of {user} for {host}: "))


def _first_line(path: Path, *, stdin_is_taken: bool) -> str:
    if str(path) == "-" and stdin_is_taken:
        raise UsageError("--password-file -: standard input has the graphs; name a file")
    try:
        text = sys.stdin.readline() if str(path) == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise UsageError(f"--password-file {path}: {getattr(error, 'strerror', None) or 'is not UTF-8'}") from None
    return text.partition("\n")[0].rstrip("\r")


def _from_netrc(host: str, user: str | None) -> "Login | None":
    """Return what the netrc file knows of a host; its `default` entry is not for databases."""
    import netrc

    from rolegraph.endpoints.addresses import Login

    path = Path(os.environ.get("NETRC") or Path("~/.netrc").expanduser())
    if not host or not path.is_file():
        return None
    try:
        known = netrc.netrc(path).hosts.get(host)
    except (OSError, UnicodeError, netrc.NetrcParseError) as error:
        # the message of a parse error may quote the file
        raise UsageError(f"{path}: cannot be read as a netrc file ({type(error).__name__})") from None
    if known is None or (user is not None and known[0] != user):
        return None
    return Login(known[0], known[2] or "")
