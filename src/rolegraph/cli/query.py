"""`rolegraph query`: SPARQL over graphs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rolegraph.cli.completion import complete_query, complete_value
from rolegraph.cli.endpoints import chosen_endpoint, with_endpoint, with_endpoint_answers
from rolegraph.cli.flow import STORE_HELP, check_date, dated, exit_code, load_graph, put
from rolegraph.cli.options import (
    examples,
    with_as_of,
    with_format,
    with_inputs,
    with_limits,
    with_output,
    with_store,
    with_talk,
)
from rolegraph.cli.talking import remark
from rolegraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolegraph.endpoints import RemoteEndpoint
    from rolegraph.graph import RoleGraph
    from rolegraph.stores.answers import Answer


@click.command(
    epilog="""\b
From a database that runs:
  rolegraph query roles --endpoint http://127.0.0.1:7878 --limit 10
  rolegraph query counts.rq --endpoint https://db.example/sparql --user keeper --format csv

"""
    + examples(
        "rolegraph query who-reports-to-whom graph.ttl",
        "rolegraph query all-reports graph.ttl --param role='Chief Operating Officer' --format csv",
        "rolegraph query 'SELECT ?title { ?posting schema:title ?title }' examples/*.html",
        "rolegraph query roles --store jobs --limit 10 --timeout 5",
        "rolegraph query span-of-control graph.ttl --explain",
        "rolegraph query 'ASK { ?line rg:lineKind rgc:dotted-line }' graph.ttl --exit-status",
    ),
)
@click.argument("query_", metavar="QUERY", shell_complete=complete_query)
@with_inputs("GRAPH")
@with_store(STORE_HELP)
@with_endpoint("Ask this SPARQL endpoint in place of files.")
@with_endpoint_answers
@click.option(
    "-p",
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    shell_complete=complete_value,
    help="Bind a variable to a value; may be given again.",
)
@with_format(
    "table, markdown, json, csv, tsv, xml; for CONSTRUCT and DESCRIBE an RDF format; "
    "by default the output's ending tells, else table or turtle."
)
@with_as_of
@click.option("--limit", metavar="N", type=click.IntRange(1), help="The most rows or triples to answer with.")
@with_limits(60)
@click.option(
    "--memory",
    metavar="GB",
    type=click.FloatRange(0),
    default=4.0,
    help="How much memory it may take, for answers of millions of rows; 0 for as much as it needs  [default: 4]",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Show the query's operations and how many matches each pattern has, as text or json, and answer nothing.",
)
@click.option("--exit-status", is_flag=True, help="Exit with 1 when an ASK is false or nothing is found.")
@with_output
@with_talk
def query(
    *,
    query_: str,
    inputs: tuple[str, ...],
    store: Path | None,
    limit: int | None,
    parameters: tuple[str, ...],
    format_: str,
    as_of: str,
    explain: bool,
    exit_status: bool,
    out: Path | None,
    timeout: float,
    memory: float,
    allow_service: bool,
    **endpoint: Any,
) -> int:
    """Answer QUERY over graphs: SPARQL, a .rq file, or a name of `rolegraph queries`.

    The project's prefixes are known. A value is bound as a term and never pasted into the query: <IRI> or a prefixed
    name such as rgc:director is an IRI, 5 a number, "text"@en a literal, anything else a plain string.
    """
    from rolegraph.graph import RoleGraph
    from rolegraph.stores.library import find_query

    values = _pairs(parameters)
    _check_order(query_)
    check_date(as_of)
    text = find_query(query_)
    graph = one_source(inputs, store, as_of, endpoint, lambda named: dated(load_graph(named, store), as_of))
    if explain:
        put(_explained(graph, text, values, format_), out)
        return exit_code(graph) if isinstance(graph, RoleGraph) else 0
    answer = graph.query(
        text, parameters=values, limit=limit or 0, timeout=timeout, memory=memory, allow_service=allow_service
    )
    _tell_cut(answer, limit)
    put(write_answer(answer, text, format_, out), out)
    good = bool(answer) or not exit_status
    return exit_code(graph, good=good) if isinstance(graph, RoleGraph) else int(not good)


def _explained(asked: "RoleGraph | RemoteEndpoint", text: str, values: dict[str, str], format_: str) -> str:
    from rolegraph.stores.explaining import explain

    if format_ not in ("", "table", "json"):
        raise UsageError(f"--explain writes text or json, not {format_}")
    found = explain(asked, text, parameters=values)
    return found.json() if format_ == "json" else found.text()


def _tell_cut(answer: "Answer", limit: int | None) -> None:
    from rolegraph.stores.answers import Boolean

    if not isinstance(answer, Boolean) and answer.cut:
        told = "--limit leaves out" if len(answer) == limit else "the endpoint keeps back"
        remark(f"only the first {len(answer):,} are shown: there are more, which {told}")


def one_source(
    inputs: tuple[str, ...],
    store: Path | None,
    as_of: str,
    endpoint: dict[str, Any],
    load: "Callable[[tuple[str, ...]], RoleGraph]",
) -> "RoleGraph | RemoteEndpoint":
    """Return what is asked; it is one thing.

    Args:
        inputs: Files and folders.
        store: A store.
        as_of: A date.
        endpoint: The options of an endpoint.
        load: Loads the graph that is asked where no endpoint is.

    Raises:
        UsageError: More than one is named.
    """
    remote = chosen_endpoint(**endpoint)
    if remote is None:
        return load(inputs)
    others = (f"--store {store}" if store else "", *inputs[:1], "--as-of" if as_of else "")
    for other in filter(None, others):
        raise UsageError(f"an endpoint is asked as it is, and alone: leave out --endpoint or {other}")
    return remote


def _pairs(parameters: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        name = name.strip().lstrip("?$")
        if not equals or not name:
            raise UsageError(f"--param {parameter!r}: write NAME=VALUE")
        if name in values:
            raise UsageError(f"--param {name}: is given twice; give it once")
        values[name] = value
    return values


def _check_order(query_: str) -> None:
    """Refuse a graph in the query's place before standard input is waited for."""
    if "{" not in query_ and not query_.endswith(".rq") and Path(query_).is_file():
        raise UsageError(
            f"{query_!r} is a file, and the query comes first: rolegraph query QUERY FILE (a query file ends in .rq)"
        )


def write_answer(answer: "Answer", text: str, format_: str, out: Path | None) -> str | bytes:
    """Return an answer, written for a file or, for None, for standard output, where a table fits the terminal."""
    import shutil

    from rolegraph.exports import export_format
    from rolegraph.stores.answers import FORMATS, Triples, write
    from rolegraph.stores.tables import visible
    from rolegraph.stores.tokens import declared_prefixes
    from rolegraph.vocabulary import PREFIXES

    on_terminal = out is None and sys.stdout is not None and sys.stdout.isatty()
    if isinstance(answer, Triples) and format_ not in ("table", "markdown"):
        chosen = export_format(format_ or (str(out) if out and out.suffix else "turtle"))
        if chosen.takes != "quads":
            raise UsageError(f"{chosen.name} holds no triples: choose turtle, n-triples, json-ld or rdf-xml")
        data = chosen.render([(*triple, "") for triple in answer.triples])
        return visible(data.decode()) if on_terminal else data
    ending = out.suffix[1:] if out is not None else ""
    width = shutil.get_terminal_size().columns if on_terminal else 0
    prefixes = {**declared_prefixes(text), **PREFIXES}
    written = write(answer, format_ or (ending if ending in FORMATS else "table"), width=width, prefixes=prefixes)
    return visible(written) if on_terminal else written
