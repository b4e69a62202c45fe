"""Failures that may pass, and how long a server asks to wait before it is asked again."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from rolegraph.errors import StoreError


class Passing(StoreError):
    """A failure that may pass: the same batch can be sent again, where sending it twice does no harm.

    Args:
        cause: What is wrong and what to do.
        wait: How many seconds the database asks to wait; None where it does not ask.
    """

    def __init__(self, cause: str, *, wait: float | None = None) -> None:
        super().__init__(cause)
        self.wait = wait


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return how long a server asks to wait: it names seconds or a time (RFC 9110, 10.2.3).

    Example:
        >>> retry_after({"retry-after": "7"}), retry_after({})
        (7.0, None)
    """
    text = headers.get("retry-after", "").strip()
    if text.isdecimal() and text.isascii():
        return float(text[:12])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, OverflowError, OSError):
        return None
