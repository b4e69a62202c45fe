"""`rolegraph forget`: take a posting out of a store."""

from pathlib import Path

import click

from rolegraph.cli.flow import opened, put
from rolegraph.cli.options import examples, with_store, with_talk, with_wait
from rolegraph.cli.talking import count, remark


@click.command(
    epilog=examples(
        "rolegraph forget examples/skerrow-marine-technician.txt --store jobs",
        "rolegraph forget 'Senior Learning Officer' --store jobs",
    ),
)
@click.argument("posting", metavar="POSTING")
@with_store("The folder of the store.", required=True)
@click.option("--all", "every", is_flag=True, help="Where several postings are called so, remove all of them.")
@with_wait
@with_talk
def forget(*, posting: str, store: Path, every: bool, wait: float) -> int:
    """Take POSTING out of a store: its IRI, its URL, the file it was read from, or its title.

    What other postings say too stays. The IRIs of what was removed go to standard output.
    """
    with opened(store, write=True, wait=wait) as graph:
        removed = graph.forget(posting, every=every)
    put("".join(f"{iri}\n" for iri in removed), None)
    remark(f"{count(len(removed), 'posting')} removed from {store}")
    return 0
