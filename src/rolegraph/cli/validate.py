"""`rolegraph validate`: a graph against its shapes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rolegraph.cli.flow import STORE_HELP, exit_code, load_graph, put
from rolegraph.cli.options import examples, with_format, with_inputs, with_output, with_store, with_talk
from rolegraph.cli.talking import log_details
from rolegraph.errors import UsageError

if TYPE_CHECKING:
    from rolegraph.validation import Report


@click.command(
    epilog=examples(
        "rolegraph validate graph.ttl",
        "rolegraph validate graph.ttl --format turtle -o report.ttl",
        "rolegraph validate examples/ --format sarif --fail-on warning -o report.sarif",
        "rolegraph validate < graph.ttl",
        "rolegraph validate --store jobs",
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
@click.option(
    "--untrusted-shapes",
    "untrusted",
    is_flag=True,
    help="The shapes are a stranger's: SHACL Core only, no queries, no imports, at most 10 seconds.",
)
@click.option(
    "--engine",
    type=click.Choice(("auto", "pyshacl", "facts", "sparql")),
    default="auto",
    show_default=True,
    help="What checks the shapes, with the same report: pySHACL, the judge; the shapes compiled to checks; or to"
    " SPARQL. By default the judge for one posting, checks for more, and SPARQL for more in a store.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("violation", "warning", "info")),
    default="violation",
    show_default=True,
    help="How bad a finding must be for exit code 1.",
)
@click.option("--limit", metavar="N", type=click.IntRange(0), help="Write at most N findings of each shape; all count.")
@click.option("--group", is_flag=True, help="As text, write what breaks one shape together.")
@with_format(
    "The report's form; turtle is a SHACL validation report, sarif and junit are for CI systems.",
    ("text", "json", "turtle", "sarif", "junit"),
)
@with_output
@with_talk
def validate(
    *,
    inputs: tuple[str, ...],
    store: Path | None,
    shapes: tuple[Path, ...],
    format_: str,
    out: Path | None,
    limit: int | None,
    **how: Any,
) -> int:
    """Check graphs, taken together, against SHACL shapes and the rules about the whole.

    The report goes to standard output. The exit code is 0 when the graph conforms (warnings are no hindrance, unless
    --fail-on says so) and 1 when it does not.
    """
    if how["untrusted"] and (not shapes or how["engine"] not in ("auto", "facts")):
        raise UsageError("--untrusted-shapes needs --shapes, and runs the engine facts alone: leave --engine out")
    graph = load_graph(inputs, store)
    log_details("rolegraph.validation")
    report = graph.validate(shapes=_files(shapes) or None, engine=how["engine"], untrusted=how["untrusted"])
    put(_write(report if limit is None else report.limited(limit), format_, how).rstrip("\n") + "\n", out)
    return exit_code(graph, good=not report.fails(_severity(how["fail_on"])))


def _write(report: "Report", form: str, how: dict[str, Any]) -> str:
    writers: dict[str, Callable[[], str]] = {
        "text": lambda: report.to_text(grouped=how["group"]),
        "json": report.to_json,
        "turtle": report.to_turtle,
        "sarif": report.to_sarif,
        "junit": lambda: report.to_junit(_severity(how["fail_on"])),
    }
    return writers[form]()


def _severity(name: str) -> str:
    from rolegraph.validation import SH

    return {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}[name]


def _files(shapes: tuple[Path, ...]) -> list[Path]:
    """Return the shape files named, those in a folder among them."""
    return [file for path in shapes for file in (sorted(path.glob("*.ttl")) if path.is_dir() else [path])]
