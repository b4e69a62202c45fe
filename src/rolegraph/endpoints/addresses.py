"""Addresses of servers, and who asks there."""

from dataclasses import dataclass, field

from rolegraph.errors import UsageError


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password; the password never shows in a message, a log or a traceback.

    Example:
        >>> Login("dba", "secret")
        Login(user='dba')
    """

    user: str
    password: str = field(repr=False)


def without_login(url: str) -> str:
    """Return a URL without the name and password in it, for messages.

    Example:
        >>> without_login("neo4j://me:secret@db.example:7687/x"), without_login("files=out")
        ('neo4j://db.example:7687/x', 'files=out')
    """
    head, slashes, rest = url.partition("://")
    end = min((place for mark in "/?#" if (place := rest.find(mark)) >= 0), default=len(rest))
    return f"{head}{slashes}{rest[:end].rpartition('@')[2]}{rest[end:]}" if slashes else url


def check_url(url: str) -> None:
    """Refuse what is no URL of the web.

    Args:
        url: The address.

    Raises:
        UsageError: It cannot be asked.
    """
    import httpx

    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise UsageError(f"{without_login(url)!r} is no URL: {error}") from error
    if parsed.port is not None and not 0 < parsed.port < 65_536:
        raise UsageError(f"{without_login(url)!r} is no URL: {parsed.port} is no port")
    if parsed.scheme not in ("http", "https") or not parsed.host or not url.isprintable() or " " in url:
        raise UsageError(f"{without_login(url)!r}: give a URL that begins with http:// or https://")
