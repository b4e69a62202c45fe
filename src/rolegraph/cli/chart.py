"""`rolegraph chart`: the reporting structure as a picture."""

from pathlib import Path
from typing import Any

import click

from rolegraph.cli.flow import STORE_HELP, check_date, dated, exit_code, load_graph, put
from rolegraph.cli.options import examples, with_as_of, with_format, with_inputs, with_output, with_store, with_talk
from rolegraph.errors import UsageError


@click.command(
    epilog=examples(
        "rolegraph chart graph.ttl -o chart.svg",
        "rolegraph chart examples/*.html -o page.html --color-by location",
        "rolegraph chart graph.ttl --root 'Chief Operating Officer' --depth 1 --format mmd",
    ),
)
@with_inputs("GRAPH")
@with_store(STORE_HELP)
@with_output
@with_format("svg, png, html, dot or mmd; by default the output's ending, else svg.")
@click.option(
    "--root", default="", metavar="ROLE", help="Draw this role (its title, id or IRI) and everybody below it."
)
@click.option("--depth", metavar="N", type=click.IntRange(0), help="How many levels below the top to draw.")
@click.option("--org", "organization", default="", metavar="NAME", help="Draw the roles of this organization.")
@click.option(
    "--around",
    default="",
    metavar="ROLE",
    help="Draw this role, its chain of command, peers and reports.",
)
@with_as_of
@click.option(
    "--color-by",
    "--colour-by",
    type=click.Choice(["seniority", "grade", "unit", "location", "organization"]),
    help="What the colours mean; by default the first of seniority, grade, unit and location that is stated.",
)
@click.option("--title", default="", metavar="TEXT", help="The heading.")
@with_talk
def chart(
    *, inputs: tuple[str, ...], store: Path | None, out: Path | None, format_: str, as_of: str, **options: Any
) -> int:
    """Draw who reports to whom."""
    from rolegraph import charts

    suffix = f".{format_.removeprefix('.')}" if format_ else out.suffix.lower() if out else ".svg"
    if suffix not in charts.FORMATS:
        known = ", ".join(name.removeprefix(".") for name in charts.FORMATS)
        raise UsageError(f"no chart format is called {suffix.removeprefix('.')!r}: choose one of {known}")
    check_date(as_of)
    graph = dated(load_graph(inputs, store), as_of)
    put(charts.chart(graph.reporting(), format=suffix, options=charts.Options(**options)), out)
    return exit_code(graph)
