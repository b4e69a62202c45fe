"""The way of a graph into a target: planned, what is missing sent, with retries, and counted back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from rolegraph.errors import StoreError
from rolegraph.loading.patience import patiently
from rolegraph.loading.targets import Batch, Connection, Count, LoadOptions
from rolegraph.vocabulary import Quad

_NAMED: Final = 5  # differing graphs that a message names

Progress = Callable[[int, int], None]
"""Is told after each batch how many units are there, and of how many."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded.

    Args:
        counts: What the target holds, graph by graph.
        units: What is counted.
        holder: What it is counted in.
        sent: How many of them this run sent.
        there: How many of them were there from a run before.
    """

    counts: tuple[Count, ...]
    units: str
    holder: str
    sent: int
    there: int


def send(
    quads: Sequence[Quad],
    connection: Connection,
    options: LoadOptions | None = None,
    *,
    progress: Progress | None = None,
) -> Loaded:
    """Send a graph to an open target and count back.

    Args:
        quads: The graph.
        connection: The target; it is left open.
        options: How often is tried again, and how long is waited.
        progress: Is told how far it is.

    Returns:
        What is there now.

    Raises:
        StoreError: The target failed, or holds something else than was sent; the graphs that differ are named.
    """
    options = options or LoadOptions()
    batches = connection.plan(quads)
    missing = patiently(lambda: connection.missing(batches), options)
    total = sum(batch.units for batch in batches)
    there = done = total - sum(batch.units for batch in missing)
    for batch in missing:
        _send(connection, batch, options)
        done += batch.units
        if progress:
            progress(done, total)
    counts = tuple(patiently(lambda: list(connection.counts(batches)), options))
    _check(counts, connection.units)
    return Loaded(counts, connection.units, connection.holder, total - there, there)


def _send(connection: Connection, batch: Batch, options: LoadOptions) -> None:
    if batch.repeatable:
        patiently(lambda: connection.send(batch), options)
    else:
        connection.send(batch)


def _check(counts: Sequence[Count], units: str) -> None:
    wrong = [count for count in counts if not count.right]
    if not wrong:
        return
    named = "; ".join(f"{one.name}: {one.sent:,} sent, {one.found:,} found" for one in wrong[:_NAMED])
    more = f"; and {len(wrong) - _NAMED:,} more" if len(wrong) > _NAMED else ""
    raise StoreError(
        f"the target does not hold the {units} that were sent: {named}{more}; load again, or with --replace"
    )
