"""`rolegraph update`: change a store, or a database, by SPARQL Update."""

from pathlib import Path
from typing import Any

import click

from rolegraph.cli.endpoints import chosen_endpoint, with_endpoint
from rolegraph.cli.flow import opened
from rolegraph.cli.options import examples, with_limits, with_store, with_talk, with_wait
from rolegraph.cli.talking import remark
from rolegraph.errors import UsageError


@click.command(
    epilog=examples(
        "rolegraph update 'INSERT DATA { GRAPH <urn:n> { rgc:director skos:note 1 } }' --store jobs",
        "rolegraph update 'DROP SILENT GRAPH <urn:n>' --store jobs",
    ),
)
@click.argument("update_", metavar="UPDATE")
@with_store("The folder of the store.")
@with_endpoint("Change the database behind this SPARQL endpoint in place of a store.")
@with_wait
@with_limits(0)
@with_talk
def update(
    *, update_: str, store: Path | None, wait: float, timeout: float, allow_service: bool, **endpoint: Any
) -> int:
    """Change a store by UPDATE: SPARQL 1.1 Update, or a file of it that ends in .ru.

    It is one transaction: all of it is done or nothing. The default graph is the union of all graphs, to be read; what
    is changed is a graph that GRAPH or WITH names. Building a posting again, once it changed, takes its graph back.
    Behind an endpoint all this is as that database has it.
    """
    from rolegraph.stores.library import read_update

    remote = chosen_endpoint(**endpoint)
    text = read_update(update_)
    if remote is not None and store is None:
        remote.update(text, timeout=timeout, allow_service=allow_service)
    elif store is not None and remote is None:
        with opened(store) as graph:
            graph.update(text, timeout=timeout, allow_service=allow_service, wait=wait)
    else:
        raise UsageError("name what to change, one of --store and --endpoint")
    remark(f"done -> {store or endpoint['endpoint']}")
    return 0
