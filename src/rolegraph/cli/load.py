"""`rolegraph load`: graphs into a database."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rolegraph.cli.flow import STORE_HELP, exit_code, load_graph
from rolegraph.cli.logins import find_login, with_login
from rolegraph.cli.options import examples, with_retries, with_store, with_talk
from rolegraph.cli.talking import count, detail, remark
from rolegraph.errors import UsageError

if TYPE_CHECKING:
    from rolegraph.graph import RoleGraph
    from rolegraph.loading import Connection, Loaded, LoadOptions


@click.command(
    epilog="""\b
Into a database that runs:
  rolegraph load graph.trig http://127.0.0.1:7878
  rolegraph load examples/ http://127.0.0.1:3030/roles --user keeper --password-file keeper.txt
  rolegraph load examples/ virtuoso=http://127.0.0.1:8890 --user dba --password-file dba.txt

"""
    + examples(
        "rolegraph load examples/ files=parts",
        "rolegraph load --store jobs files=parts",
        "rolegraph build examples/ --format trig | rolegraph load files=parts --batch-bytes 100000",
        "rolegraph load --list",
    ),
)
@click.argument("names", metavar="[SOURCE]... TARGET", nargs=-1, type=click.Path())
@with_store(STORE_HELP)
@click.option(
    "--replace/--add",
    default=None,
    help="Replace each graph that is sent, or add to it; by default named graphs are replaced, and triples outside of "
    "any are added to the default graph.",
)
@click.option("--graph", metavar="IRI", default="", help="Put everything into this graph.")
@click.option("--default-graph", metavar="IRI", default="", help="Put triples outside of any graph into this one.")
@click.option(
    "--protocol",
    type=click.Choice(["gsp", "update"]),
    help="SPARQL 1.1 Graph Store Protocol or SPARQL 1.1 Update; by default the first if the target offers it.",
)
@click.option("--query-url", metavar="URL", default="", help="Where the target answers queries, if not where usual.")
@with_login("Who loads")
@click.option("--no-marks", is_flag=True, help="Leave no marks of what is loaded, and send everything each time.")
@click.option(
    "--batch-bytes",
    metavar="N",
    type=int,
    help="The most bytes of one request, or of one file of files=  [default: 4000000, or 100000000]",
)
@with_retries
@click.option("--timeout", metavar="SECONDS", type=float, help="The longest silence of the target  [default: 60]")
@click.option("--list", "list_", is_flag=True, help="List the kinds of target and stop.")
@with_talk
def load(
    *,
    names: tuple[str, ...],
    store: Path | None,
    list_: bool,
    user: str | None,
    password_file: Path | None,
    no_marks: bool,
    **options: Any,
) -> int:
    """Load postings and graphs into a database, each posting as one named graph.

    TARGET is a URL, or KIND=ADDRESS. When all is sent the target is asked how much it holds of each graph; where that
    is not what was sent, the exit code is 4. A run that was cut goes on where it was when it is started again.
    """
    from rolegraph.loading import LoadOptions, find_target, open_target

    if list_:
        _list_targets()
        return 0
    if not names:
        raise UsageError("load into what? name a target last, such as http://127.0.0.1:7878; --list shows the kinds")
    *sources, target = names
    find_target(target)
    stdin_is_taken = "-" in sources or not (sources or store)
    login = find_login(user, password_file, _host(target), stdin_is_taken=stdin_is_taken)
    given = {name: value for name, value in options.items() if value is not None}
    chosen = LoadOptions(marks=not no_marks, login=login, **given)
    graph = load_graph(sources, store)
    connection = open_target(target, chosen)
    try:
        loaded = _send(graph, connection, chosen)
    finally:
        connection.close()
    _summarize(loaded, target)
    return exit_code(graph)


def _send(graph: "RoleGraph", connection: "Connection", options: "LoadOptions") -> "Loaded":
    from rolegraph.loading import send, send_portions
    from rolegraph.stored import StoredGraph

    progress = _progress(connection)
    if isinstance(graph, StoredGraph):
        lies = graph.store
        loaded = send_portions((lies.quads(name) for name in lies.graphs()), connection, options, progress=progress)
        if progress:
            click.echo(err=True)
        return loaded
    return send(graph.quads, connection, options, progress=progress)


def _host(target: str) -> str:
    from urllib.parse import urlsplit

    from rolegraph.loading import find_target

    try:
        return urlsplit(find_target(target)[1]).hostname or ""
    except ValueError:
        return ""


def _list_targets() -> None:
    from rolegraph.cli.flow import put
    from rolegraph.loading import TARGETS

    put("".join(f"{row.name:10} {row.description}\n" for row in TARGETS.values()), None)


def _progress(connection: "Connection") -> Callable[[int, int], None] | None:
    """Return what shows how far it is, on a terminal; None elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        if total:
            end = "\n" if done == total else ""
            told = f"{done * 100 // total:3} %  {done:,} of {total:,} {connection.units}{end}"
        else:
            told = f"{done:,} {connection.units}"
        click.echo(f"\r{told}", nl=False, err=True)

    return show


def _summarize(loaded: "Loaded", target: str) -> None:
    for one in loaded.counts:
        detail(f"{one.name}: {one.found:,}")
    total = f"{sum(one.sent for one in loaded.counts):,} {loaded.units} in {count(len(loaded.counts), loaded.holder)}"
    before = f", {loaded.there:,} of them there already" if loaded.there else ""
    remark(f"{total}{before}, counted back -> {target}")
