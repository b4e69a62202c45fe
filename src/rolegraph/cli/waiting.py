"""Waits for long work in a way that the user can interrupt."""

from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def interruptible(work: Callable[[], Result]) -> Result:
    """Do work that spends its time outside Python, where an interrupt would wait until it is done.

    A SPARQL query can run for hours inside the engine. So it runs in a thread of its own; the main thread, which Python
    gives the interrupt to, is free to end the program.

    Args:
        work: What to do.

    Returns:
        What it returns.

    Raises:
        BaseException: What it raises.

    Example:
        >>> interruptible(lambda: 2 + 2)
        4
    """
    from threading import Thread

    results: list[Result] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again below, in the main thread
            failures.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
    return results[0]
