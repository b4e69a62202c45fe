"""Python's collector of circles, kept from walking over millions of tuples that are in none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def few_collections() -> Iterator[None]:
    """Put the collector off while a large graph is made or read: a quarter of the time of a large table.

    What is in no circle is freed all the same; the collector is as it was afterwards, whatever happens.

    Example:
        >>> with few_collections():
        ...     gc.isenabled()
        False
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_young() -> None:
    """Where the collector is off, free what has come since the last call and is in circles.

    Who reads many inputs calls it between them, so that what their readers leave behind does not add up.
    """
    if not gc.isenabled():
        gc.collect(0)
