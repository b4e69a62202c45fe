"""The way of a graph into a target: planned, what is missing sent, with retries, and counted back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from rolegraph.errors import StoreError
from rolegraph.loading.patience import patiently
from rolegraph.loading.targets import Batch, Connection, Count, LoadOptions
from rolegraph.vocabulary import Quad

_NAMED: Final = 5  # differing graphs that a message names
_PORTION: Final = 100_000  # quads in memory, those of one graph more or less

Progress = Callable[[int, int], None]
"""Is told after each batch how many units are there, and of how many; 0 where that is not known."""


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


def send_portions(
    graphs: Iterable[Iterable[Quad]],
    connection: Connection,
    options: LoadOptions | None = None,
    *,
    progress: Progress | None = None,
) -> Loaded:
    """Send named graphs to an open target and count back, as `send` does, but some at a time: they may be many.

    Args:
        graphs: The quads of each graph; where the target is not `piecemeal` they go together all the same.
        connection: As for `send`.
        options: As for `send`.
        progress: Is told how far it is; it does not know how much there is, and is told 0 for that.

    Returns:
        What is there now.

    Raises:
        StoreError: As `send` does; the graphs before the failure are there.
    """
    counts: list[Count] = []
    sent = there = 0
    for portion in _portions(graphs, _PORTION if connection.piecemeal else inf):

        def show(done: int, _total: int, before: int = sent + there) -> None:
            if progress:
                progress(before + done, 0)

        loaded = send(portion, connection, options, progress=show)
        counts += loaded.counts
        sent, there = sent + loaded.sent, there + loaded.there
    return Loaded(tuple(counts), connection.units, connection.holder, sent, there)


def _portions(graphs: Iterable[Iterable[Quad]], most: float) -> Iterator[list[Quad]]:
    """Yield graphs together until they have so many quads; one portion, if empty, where there is no graph."""
    portion: list[Quad] = []
    empty = True
    for quads in graphs:
        portion += quads
        if len(portion) >= most:
            yield portion
            portion, empty = [], False
    if portion or empty:
        yield portion


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
