"""`rolegraph analyze`: measures of the reporting structure."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolegraph.cli.completion import complete_measure
from rolegraph.cli.flow import STORE_HELP, check_date, dated, exit_code, load_graph, put
from rolegraph.cli.options import examples, with_as_of, with_format, with_inputs, with_output, with_store, with_talk

if TYPE_CHECKING:
    from rolegraph.structure import Analysis

FORMATS = ("text", "json", "csv", "turtle", "n-quads")


@click.command(
    epilog=examples(
        "rolegraph analyze graph.ttl",
        "rolegraph analyze graph.ttl --measure spans --format csv",
        "rolegraph analyze graph.ttl --measure chain --role 'Vessel Operations Manager'",
        "rolegraph analyze graph.ttl --as-of 2026-11 --format turtle -o measures.ttl",
        "rolegraph analyze --list",
    ),
)
@with_inputs("GRAPH")
@with_store(STORE_HELP)
@click.option(
    "-m",
    "--measure",
    "measures",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_measure,
    help="Only this measure; may be given again.",
)
@click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="ROLE",
    help="A role that a measure is asked about: its title, id or IRI; may be given again.",
)
@with_as_of
@click.option("--org", "organization", default="", metavar="NAME", help="Only the roles of this organization.")
@click.option("--list", "list_", is_flag=True, help="List the measures and stop.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(0),
    help="How many rows of each measure to write, 0 for all; by default 10 in text and all elsewhere.",
)
@with_format("The report's form; turtle and n-quads hold what is said of single roles.", FORMATS)
@with_output
@with_talk
def analyze(
    *,
    inputs: tuple[str, ...],
    store: Path | None,
    measures: tuple[str, ...],
    roles: tuple[str, ...],
    organization: str,
    as_of: str,
    limit: int | None,
    list_: bool,
    format_: str,
    out: Path | None,
) -> int:
    """Measure who reports to whom: layers, spans of control, chains of command, cycles, gaps and more."""
    from rolegraph import structure

    if list_:
        put("".join(f"{name:20}  {one.description}\n" for name, one in structure.MEASURES.items()), out)
        return 0
    check_date(as_of)
    graph = dated(load_graph(inputs, store), as_of)
    found = structure.analyze(graph.structural, organization=organization, measures=measures, roles=roles)
    put(_write(found, format_, rows=limit), out)
    return exit_code(graph)


def _write(found: "Analysis", format_: str, *, rows: int | None) -> str | bytes:
    if format_ == "text":
        return found.to_text() if rows is None else found.to_text(rows=rows)
    found = found.limited(rows or 0)
    if format_ == "csv":
        return found.to_csv()
    if format_ == "json":
        import json

        return json.dumps(found.to_json(), ensure_ascii=False, indent=2) + "\n"
    from rolegraph.exports import export_format

    return export_format(format_).render(found.to_quads())
