"""Trying again what failed for a reason that may pass."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from rolegraph.errors import StoreError
from rolegraph.retrying import Passing

if TYPE_CHECKING:
    from rolegraph.loading.targets import LoadOptions

Result = TypeVar("Result")


def patiently(work: Callable[[], Result], options: "LoadOptions") -> Result:
    """Do work, and again when it fails for a reason that may pass.

    Args:
        work: What to do; doing it twice does no harm.
        options: How often, and how long is waited.

    Returns:
        What it returns.

    Raises:
        StoreError: It failed for good, or too often, or the target asks to wait too long.
    """
    for attempt in range(options.retries + 1):
        try:
            return work()
        except Passing as failure:
            pause = options.retry_wait * 2**attempt if failure.wait is None else failure.wait
            if attempt == options.retries:
                raise
            if pause > options.longest_wait:
                raise StoreError(f"{failure}; it asks to come back in {pause:.0f} seconds") from failure
            time.sleep(pause)
    raise AssertionError("the last attempt returns or raises")
