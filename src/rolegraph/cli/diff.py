"""`rolegraph diff`: what changed between two graphs, or between two dates of one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolegraph.cli.flow import check_date, dated, exit_code, load_graph, put
from rolegraph.cli.options import examples, with_as_of, with_format, with_output, with_talk
from rolegraph.errors import UsageError

if TYPE_CHECKING:
    from rolegraph.graph import RoleGraph
    from rolegraph.structure.changes import Changes

FORMATS = ("text", "json", "csv", "turtle", "n-quads")


@click.command(
    epilog=examples(
        "rolegraph diff more.nq graph.ttl",
        "rolegraph diff more.nq examples/ --format csv -o changes.csv",
        "rolegraph diff graph.ttl --from 2026-09 --to 2026-11",
        "rolegraph diff examples/ graph.ttl --exit-status",
    ),
)
@click.argument("inputs", metavar="[OLD NEW | GRAPH...]", nargs=-1, type=click.Path())
@click.option("--from", "since", default="", metavar="DATE", help="With --to: compare one graph as of this day ...")
@click.option("--to", "until", default="", metavar="DATE", help="... with the same graph as of this day.")
@with_as_of
@click.option("--limit", metavar="N", type=click.IntRange(0), help="How many changes to show in text, 0 for all.")
@click.option("--exit-status", "--exit-code", "exit_status", is_flag=True, help="Exit with 1 when anything changed.")
@with_format("The list's form.", FORMATS)
@with_output
@with_talk
def diff(
    *,
    inputs: tuple[str, ...],
    since: str,
    until: str,
    as_of: str,
    limit: int | None,
    exit_status: bool,
    format_: str,
    out: Path | None,
) -> int:
    """Tell what changed from OLD to NEW: roles, managers, places, pay, requirements, commitments, programs.

    OLD and NEW are graphs, postings or folders of them. With --from and --to the inputs are one graph, and its dates
    are compared: a posting counts from the day it was posted to the last day it is valid.
    """
    check_date(since, until, as_of)
    if bool(since) != bool(until) or (since and as_of):
        raise UsageError("--from and --to belong together, without --as-of: name both days")
    if not since and len(inputs) != 2:
        raise UsageError(f"diff compares two graphs, {len(inputs)} named: name OLD and NEW, or --from and --to")
    graphs = [load_graph(inputs)] * 2 if since else [load_graph([one]) for one in inputs]
    old, new = (dated(graph, day) for graph, day in zip(graphs, (since or as_of, until or as_of), strict=True))
    found = old.diff(new)
    put(_write(found, format_, limit, new), out)
    return max(exit_code(graph, good=not (exit_status and found)) for graph in graphs)


def _write(found: "Changes", format_: str, limit: int | None, newer: "RoleGraph") -> str | bytes:
    if format_ == "text":
        return found.to_text() if limit is None else found.to_text(rows=limit)
    if format_ == "csv":
        return found.to_csv()
    if format_ == "json":
        import json

        return json.dumps(found.to_json(), ensure_ascii=False, indent=2) + "\n"
    from rolegraph.exports import export_format

    return export_format(format_).render(found.to_quads(base=newer.settings.base))
