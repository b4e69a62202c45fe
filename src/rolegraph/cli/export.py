"""`rolegraph export`: graphs in another format."""

from pathlib import Path

import click

from rolegraph.cli.flow import STORE_HELP, check_place, exit_code, load_graph, put, put_graph
from rolegraph.cli.options import examples, with_format, with_inputs, with_output_or_folder, with_store, with_talk
from rolegraph.errors import UsageError


@click.command(
    epilog=examples(
        "rolegraph export graph.ttl -o lines.graphml",
        "rolegraph export graph.ttl more.nq --format n-quads",
        "rolegraph export graph.ttl --format neo4j-admin -o import/",
        "rolegraph export --list",
    ),
)
@with_inputs("GRAPH")
@with_store(STORE_HELP)
@with_format("The format; by default the output's ending.")
@click.option("--list", "list_", is_flag=True, help="List the formats and stop.")
@with_output_or_folder
@with_talk
def export(*, inputs: tuple[str, ...], store: Path | None, format_: str, list_: bool, out: Path | None) -> int:
    """Write graphs, put together, in another RDF syntax, as a property graph, or as who reports to whom.

    Some formats are a folder of files: name it with --out. It must be new, empty or written by rolegraph before.
    """
    from rolegraph.exports import FORMATS, export_format

    if list_:
        put(
            "".join(f"{row.name:12} {' '.join(row.extensions):26} {row.description}\n" for row in FORMATS.values()), out
        )
        return 0
    if not format_ and (out is None or not out.suffix):
        raise UsageError("which format? name it with --format or by the ending of --out; --list shows them")
    chosen = export_format(format_ or str(out))
    check_place(chosen, out)
    graph = load_graph(inputs, store)
    put_graph(graph, chosen, out)
    return exit_code(graph)
