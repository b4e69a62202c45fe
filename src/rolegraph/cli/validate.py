"""`rolegraph validate`: a graph against its shapes."""

from pathlib import Path

import click

from rolegraph.cli.flow import STORE_HELP, exit_code, load_graph, put
from rolegraph.cli.options import examples, with_format, with_inputs, with_output, with_store, with_talk


@click.command(
    short_help="Check graphs against SHACL shapes and graph rules.",
    epilog=examples(
        "rolegraph validate graph.ttl",
        "rolegraph validate graph.ttl --format turtle -o report.ttl",
        "rolegraph validate < graph.ttl",
    ),
)
@with_inputs("GRAPH")
@with_store(STORE_HELP)
@click.option(
    "--shapes",
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    help="Use the shapes in this file or folder in place of rolegraph's own; may be given again.",
)
@with_format("The report's form; turtle is a SHACL validation report.", ("text", "json", "turtle"))
@with_output
@with_talk
def validate(
    *, inputs: tuple[str, ...], store: Path | None, shapes: tuple[Path, ...], format_: str, out: Path | None
) -> int:
    """Check graphs, taken together, against SHACL shapes and the rules about the whole.

    The report goes to standard output. The exit code is 0 when the graph conforms (warnings are no hindrance) and 1
    when it does not.
    """
    graph = load_graph(inputs, store)
    report = graph.validate(shapes=_files(shapes) or None)
    written = {"text": report.to_text, "json": report.to_json, "turtle": report.to_turtle}[format_]()
    put(written.rstrip("\n") + "\n", out)
    return exit_code(graph, good=report.conforms)


def _files(shapes: tuple[Path, ...]) -> list[Path]:
    """Return the shape files named, those in a folder among them."""
    return [file for path in shapes for file in (sorted(path.glob("*.ttl")) if path.is_dir() else [path])]
