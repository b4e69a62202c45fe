"""How long a server asks to wait before it is asked again."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime


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
