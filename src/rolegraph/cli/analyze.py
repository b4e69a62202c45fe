"""`rolegraph analyze`: measures of the reporting structure."""

from pathlib import Path

import click

from rolegraph.cli.completion import complete_measure
from rolegraph.cli.flow import STORE_HELP, exit_code, load_graph, put
from rolegraph.cli.options import examples, with_format, with_inputs, with_output, with_store, with_talk


@click.command(
    short_help="Measure the reporting structure.",
    epilog=examples(
        "rolegraph analyze graph.ttl",
        "rolegraph analyze graph.ttl --measure spans --format csv",
        "rolegraph analyze graph.ttl --measure chain --role 'Vessel Operations Manager'",
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
    "--role", "roles", multiple=True, metavar="ROLE", help="A role that a measure is asked about; may be given again."
)
@click.option("--org", "organization", default="", metavar="NAME", help="Only the roles of this organization.")
@click.option("--list", "list_", is_flag=True, help="List the measures and stop.")
@with_format("The report's form.", ("text", "json", "csv"))
@with_output
@with_talk
def analyze(
    *,
    inputs: tuple[str, ...],
    store: Path | None,
    measures: tuple[str, ...],
    roles: tuple[str, ...],
    organization: str,
    list_: bool,
    format_: str,
    out: Path | None,
) -> int:
    """Measure who reports to whom: layers, spans of control, chains of command, cycles, gaps and more."""
    import json

    from rolegraph import structure

    if list_:
        put("".join(f"{name:18}  {one.description}\n" for name, one in structure.MEASURES.items()), out)
        return 0
    graph = load_graph(inputs, store)
    found = structure.analyze(graph.structural, organization=organization, measures=measures, roles=roles)
    json_text = json.dumps(found.to_json(), ensure_ascii=False, indent=2) + "\n" if format_ == "json" else ""
    put(json_text or (found.to_csv() if format_ == "csv" else found.to_text()), out)
    return exit_code(graph)
