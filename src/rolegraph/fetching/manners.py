"""How politely and how patiently is fetched."""

from dataclasses import dataclass, fields

from rolegraph.errors import UsageError


@dataclass(frozen=True, slots=True)
class Manners:
    """How requests are sent, and what is made of slow, large and busy servers.

    Args:
        rate: The most requests that one host is sent in a second.
        retries: How often a request that failed for a reason that may pass is sent again.
        retry_wait: The wait before the first retry, in seconds; it doubles with each further one.
        longest_wait: The longest wait that a server may ask for (`Retry-After`, `Crawl-delay`), in seconds.
        timeout: The longest silence of a server, in seconds; a whole answer may take ten times that.
        max_bytes: The largest answer that is read, in bytes after unpacking.
        allow_private: Whether addresses that are not public (this machine, the local network) may be asked.

    Raises:
        UsageError: A number is negative, or zero where that makes no sense.

    Example:
        >>> Manners(rate=0.5).interval
        2.0
    """

    rate: float = 2.0
    retries: int = 3
    retry_wait: float = 1.0
    longest_wait: float = 120.0
    timeout: float = 30.0
    max_bytes: int = 50_000_000
    allow_private: bool = False

    def __post_init__(self) -> None:
        """Refuse numbers that would wait for ever or never."""
        for field in fields(self):
            value = getattr(self, field.name)
            least_is_zero = field.name in ("retries", "retry_wait", "longest_wait", "allow_private")
            if not (value >= 0 if least_is_zero else value > 0) or value == float("inf"):
                raise UsageError(f"{field.name} {value}: give a number {'of at least' if least_is_zero else 'above'} 0")

    @property
    def interval(self) -> float:
        """The time between two requests to a host, in seconds."""
        return 1 / self.rate
