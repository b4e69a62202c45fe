"""Which hosts may be asked: public ones, and each under the address that was checked.

A name is resolved once. All its addresses are checked, and connections go to these addresses, so that a name server
which gives another answer to the next question (DNS rebinding) changes nothing.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

from rolegraph.fetching.failures import Failure, Passing
from rolegraph.regexes import regex

_NUMERIC: Final = regex(r"(?:[0-9]+|0[xX][0-9a-fA-F]*)")

# the last 32 bits of these are an IPv4 address that a gateway sends the packet on to (RFC 6052, RFC 4291)
_CARRIERS: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))


def is_public(address: str) -> bool:
    """Tell whether an address is one that everybody on the internet reaches under it.

    Args:
        address: An IPv4 or IPv6 address in its usual spelling.

    Returns:
        False for private, local, shared, reserved, multicast and documentation addresses, and for IPv6 addresses that
        carry such an IPv4 address.

    Example:
        >>> is_public("8.8.8.8"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1")
        (True, False, False)
    """
    found = ip_address(address)
    inner = _carried(found) if isinstance(found, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved and not found.is_unspecified


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in _CARRIERS[0] or (address in _CARRIERS[1] and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def check_host(host: str) -> None:
    """Refuse a host that is an IPv4 address in a spelling which programs read differently.

    Args:
        host: The host of a URL.

    Raises:
        Failure: It is empty, or a number, hexadecimal, octal or shortened: `2130706433`, `0x7f.1`, `127.1`.

    Example:
        >>> check_host("127.1")
        Traceback (most recent call last):
        rolegraph.fetching.failures.Failure: the host 127.1 is an address in an unusual spelling: write its four numbers
    """
    if not host:
        raise Failure("the URL names no host")
    if ":" in host or not _NUMERIC.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return
    try:
        IPv4Address(host)
    except ValueError:
        raise Failure(f"the host {host} is an address in an unusual spelling: write its four numbers") from None


class Resolver:
    """Finds the addresses of hosts, each once, and refuses hosts with one that must not be asked.

    Args:
        allow_private: Whether addresses that are not public may be asked.
    """

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._known: dict[str, tuple[str, ...]] = {}

    def addresses(self, host: str) -> tuple[str, ...]:
        """Return the addresses of a host, in the order in which the system prefers them.

        Raises:
            Failure: It has none, or one of them is not public and that was not allowed.
            Passing: The name server does not answer now.
        """
        if host not in self._known:
            check_host(host)
            self._known[host] = self._checked(host, _look_up(host))
        return self._known[host]

    def _checked(self, host: str, found: tuple[str, ...]) -> tuple[str, ...]:
        private = [] if self._allow_private else [one for one in found if not is_public(one)]
        if private:
            shown = private[0] if private[0] == host else f"{host} is {private[0]}, which"
            raise Failure(f"{shown} is not a public address: --allow-private permits it")
        return found


def _look_up(host: str) -> tuple[str, ...]:
    try:
        rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise Passing(f"the name {host} cannot be looked up now: {error.strerror}") from error
        raise Failure(f"no host is called {host}: {error.strerror}") from error
    except (UnicodeError, OSError) as error:
        raise Failure(f"the name {host} cannot be looked up: {error}") from error
    return tuple(dict.fromkeys(str(row[4][0]) for row in rows))
