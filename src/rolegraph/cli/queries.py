"""`rolegraph queries`: the queries that come with rolegraph."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolegraph.cli.completion import complete_group, complete_query
from rolegraph.cli.flow import put
from rolegraph.cli.options import examples, with_format, with_output, with_talk
from rolegraph.cli.talking import remark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolegraph.stores.library import NamedQuery


@click.command(
    epilog=examples(
        "rolegraph queries",
        "rolegraph queries --search 'superior evidence'",
        "rolegraph queries --group reporting --format names",
        "rolegraph queries who-reports-to-whom",
    ),
)
@click.argument("name", required=False, shell_complete=complete_query)
@click.option(
    "--search",
    default="",
    metavar="TEXT",
    help="List only queries that hold each word of TEXT: in name, description, parameters or SPARQL.",
)
@click.option(
    "--group", default="", metavar="NAME", shell_complete=complete_group, help="List only this group of queries."
)
@with_format("The list's form.", ("text", "names", "csv", "json"))
@with_output
@with_talk
def queries(*, name: str | None, search: str, group: str, format_: str, out: Path | None) -> None:
    """List the named queries with what they answer, group by group, or show the SPARQL of the one called NAME."""
    from rolegraph.errors import UsageError
    from rolegraph.stores.library import named_query, search_queries
    from rolegraph.stores.listing import as_csv, as_json, as_list, as_names, as_sparql

    if name and (search or group):
        raise UsageError(f"name a query or search for some, not both: {name} and {search or group}")
    found: Sequence[NamedQuery] = [named_query(name)] if name else search_queries(search, group=group)
    if not found:
        remark(f"no query holds all of {search!r}; `rolegraph queries` lists {'the group' if group else 'all'}")
    text = {"text": as_sparql if name else as_list, "names": as_names, "csv": as_csv, "json": as_json}[format_]
    put(text(found, width=_width(out)), out)


def _width(out: Path | None) -> int:
    import shutil

    return shutil.get_terminal_size().columns if out is None and sys.stdout is not None and sys.stdout.isatty() else 0
