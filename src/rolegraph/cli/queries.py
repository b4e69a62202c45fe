"""`rolegraph queries`: the queries that come with rolegraph."""

from pathlib import Path

import click

from rolegraph.cli.completion import complete_query
from rolegraph.cli.flow import put
from rolegraph.cli.options import examples, with_format, with_output, with_talk


@click.command(
    epilog=examples(
        "rolegraph queries", "rolegraph queries --search superior", "rolegraph queries who-reports-to-whom"
    ),
)
@click.argument("name", required=False, shell_complete=complete_query)
@click.option("--search", default="", metavar="TEXT", help="List only queries whose name or description holds TEXT.")
@with_format("The list's form.", ("text", "json"))
@with_output
@with_talk
def queries(*, name: str | None, search: str, format_: str, out: Path | None) -> None:
    """List the named queries with what they answer, or show the SPARQL of the one called NAME."""
    import json
    from dataclasses import asdict

    from rolegraph.stores.library import named_queries, named_query

    if name:
        put(named_query(name).text.rstrip("\n") + "\n", out)
        return
    found = [one for one in named_queries() if search.casefold() in f"{one.name} {one.description}".casefold()]
    width = max((len(one.name) for one in found), default=0)
    lines = "".join(f"{one.name:{width}}  {one.description}\n" for one in found)
    put(lines if format_ == "text" else json.dumps([asdict(one) for one in found], indent=2) + "\n", out)
