"""`rolegraph fetch`: postings from job boards and pages into a folder."""

import os
from collections import Counter
from pathlib import Path
from typing import Any, Final

import click

from rolegraph.cli.flow import put
from rolegraph.cli.options import examples, with_retries, with_talk
from rolegraph.cli.talking import complain, count, detail, remark
from rolegraph.errors import InputError

_THERE: Final = ("new", "changed", "unchanged")


@click.command(
    epilog=examples(
        "rolegraph fetch greenhouse:skerrow -o postings",
        "rolegraph fetch lever:skerrow ashby:skerrow --rate 1 --prune -o postings",
        "rolegraph fetch greenhouse:skerrow -0 -o postings | xargs -0 rolegraph build -o graph.ttl",
    ),
)
@click.argument("targets", metavar="BOARD:NAME|URL...", nargs=-1, required=True)
@click.option(
    "-o",
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to; made where it is not there yet.",
)
@click.option("--prune", is_flag=True, help="Remove the files of postings that vanished from their board.")
@click.option("-0", "--null", is_flag=True, help="End each path with a NUL byte in place of a newline, for xargs -0.")
@click.option("--rate", metavar="N", type=float, help="The most requests to one host in a second  [default: 2]")
@with_retries
@click.option("--timeout", metavar="SECONDS", type=float, help="The longest silence of a server  [default: 30]")
@click.option(
    "--max-bytes", metavar="N", type=int, help="The largest answer to read, unpacked, in bytes  [default: 50000000]"
)
@click.option(
    "--allow-private",
    is_flag=True,
    default=None,
    envvar="ROLEGRAPH_ALLOW_PRIVATE",
    show_envvar=True,
    help="Ask addresses that are not public, too: this machine and the local network.",
)
@click.option(
    "--api-base",
    metavar="URL",
    default="",
    envvar="ROLEGRAPH_API_BASE",
    show_envvar=True,
    help="Where the boards' interfaces are, in place of the usual places; {board} and {name} stand for the two.",
)
@with_talk
def fetch(*, targets: tuple[str, ...], out: Path, prune: bool, null: bool, api_base: str, **manners: Any) -> int:
    """Fetch the postings of job boards, and pages, politely: each posting is one file in a folder.

    Boards are greenhouse, lever, ashby, smartrecruiters, workable, recruitee, teamtailor and personio; their NAME is
    the part of a board's address that names it. Pages are fetched as their robots.txt allows. What did not change
    since the last run is not fetched again. The paths of the files go to standard output.
    """
    from rolegraph.fetching import Manners, fetch_each

    chosen = Manners(**{name: value for name, value in manners.items() if value is not None})
    tally: Counter[str] = Counter()
    for one in fetch_each(*targets, out=out, prune=prune, api_base=api_base, manners=chosen):
        if isinstance(one, InputError):
            complain(f"error: {one}")
            tally["failed"] += 1
            continue
        tally[one.state] += 1
        detail(f"{one.state}: {one.path}")
        if one.state != "removed":
            put(os.fsencode(one.path) + (b"\0" if null else b"\n"), None)
    _summarize(tally, out)
    return _exit_code(tally)


def _summarize(tally: Counter[str], out: Path) -> None:
    told = ", ".join(f"{tally[state]:,} {state}" for state in (*_THERE, "removed", "failed") if tally[state])
    remark(f"{count(_there(tally), 'posting')}{': ' if told else ''}{told} -> {out}")


def _there(tally: Counter[str]) -> int:
    return sum(tally[state] for state in _THERE)


def _exit_code(tally: Counter[str]) -> int:
    """Return 4 when nothing could be fetched, 3 when something could not, else 0."""
    return 0 if not tally["failed"] else 3 if _there(tally) else 4
