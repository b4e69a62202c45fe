"""What the owners of pages ask robots to leave alone: robots.txt (RFC 9309), read once per host."""

from collections.abc import Callable
from typing import Final

from protego import Protego

from rolegraph.fetching.failures import Failure

AGENT: Final = "rolegraph"
"""The name that robots.txt files know us by."""


class Robots:
    """The robots.txt of the hosts that were asked.

    Args:
        get: Fetches the body at a URL, or raises Failure.
    """

    def __init__(self, get: Callable[[str], bytes]) -> None:
        self._get = get
        self._known: dict[str, Protego | Failure] = {}

    def check(self, url: str, origin: str) -> float:
        """Refuse a page that robots are asked to leave alone.

        Args:
            url: The page.
            origin: Its scheme, host and port.

        Returns:
            How many seconds the host asks robots to let pass between requests; 0 where it does not ask.

        Raises:
            Failure: The page is not for robots, or the file that says so cannot be read.
        """
        if origin not in self._known:
            self._known[origin] = self._read(f"{origin}/robots.txt")
        rules = self._known[origin]
        if isinstance(rules, Failure):
            raise Failure(f"{origin}/robots.txt cannot be read ({rules}), so the page is left alone")
        if not rules.can_fetch(url, AGENT):
            raise Failure(f"{origin}/robots.txt asks programs to leave this page alone")
        delay = float(rules.crawl_delay(AGENT) or 0)
        return delay if delay > 0 else 0.0  # not a number is not above 0

    def _read(self, url: str) -> Protego | Failure:
        try:
            return Protego.parse(self._get(url).decode("utf-8", "replace"))
        except Failure as failure:
            # RFC 9309, 2.3.1.3: no file, no rules; 2.3.1.4: a server in trouble is left alone
            nothing_there = 400 <= failure.status < 500 and failure.status != 429
            return Protego.parse("") if nothing_there else failure
