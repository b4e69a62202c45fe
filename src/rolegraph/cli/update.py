"""`rolegraph update`: change a store by SPARQL Update."""

from pathlib import Path

import click

from rolegraph.cli.flow import opened
from rolegraph.cli.options import examples, with_limits, with_store, with_talk, with_wait
from rolegraph.cli.talking import remark


@click.command(
    epilog=examples(
        "rolegraph update 'INSERT DATA { GRAPH <urn:n> { rgc:director skos:note 1 } }' --store jobs",
        "rolegraph update 'DROP SILENT GRAPH <urn:n>' --store jobs",
    ),
)
@click.argument("update_", metavar="UPDATE")
@with_store("The folder of the store.", required=True)
@with_wait
@with_limits(0)
@with_talk
def update(*, update_: str, store: Path, wait: float, timeout: float, allow_service: bool) -> int:
    """Change a store by UPDATE: SPARQL 1.1 Update, or a file of it that ends in .ru.

    It is one transaction: all of it is done or nothing. The default graph is the union of all graphs, to be read; what
    is changed is a graph that GRAPH or WITH names. Building a posting again, once it changed, takes its graph back.
    """
    from rolegraph.stores.library import read_update

    with opened(store) as graph:
        graph.update(read_update(update_), timeout=timeout, allow_service=allow_service, wait=wait)
    remark(f"done -> {store}")
    return 0
