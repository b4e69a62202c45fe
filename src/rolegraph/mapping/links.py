"""The hyperlink on the words that name a superior: where it leads, and whether it means what the words say."""

from posixpath import dirname, join, normpath
from typing import Final

from rolegraph.lexicons.titles import canonical, has_role_noun
from rolegraph.regexes import regex
from rolegraph.vocabulary import UNWRITABLE

_LONGEST: Final = 2000
_SCHEME: Final = regex(r"[a-z][a-z0-9+.-]*:")
_WORD: Final = regex(r"[^\W_]+")
_MINOR: Final = frozenset(("of", "the", "for", "and", "to", "in", "at", "role", "roles"))


def address_of(link: str, own: str) -> str:
    """Return where a link leads.

    Args:
        link: Its target as the posting writes it.
        own: The posting's own address: a URL, else the path of the file.

    Returns:
        The target against the posting's own address, "" for one that is no page of the web or of the same files.

    Example:
        >>> address_of("../fleet/#head-of-fleet", "https://skerry.example/jobs/mate/")
        'https://skerry.example/jobs/fleet/#head-of-fleet'
        >>> [address_of(link, "jobs/mate.md#3") for link in ("fleet.md", "#head", "/jobs/x", "mailto:a@skerry.example")]
        ['jobs/fleet.md', 'jobs/mate.md#head', '/jobs/x', '']
    """
    link = UNWRITABLE.sub("\ufffd", "".join(link.split()))
    own = own.partition("#")[0]
    if not link or len(link) > _LONGEST:
        return ""
    if scheme := _SCHEME.match(link.casefold()):
        return link if scheme[0] in ("http:", "https:") else ""
    if own.startswith(("http://", "https://")):
        from urllib.parse import urljoin

        try:
            return urljoin(own, link)
        except ValueError:  # "//[" is no host
            return ""
    if link.startswith("//"):
        return f"https:{link}"
    path, mark, heading = link.partition("#")
    if path and not path.startswith("/"):
        # the last "/" tells a folder, which normpath forgets
        path = normpath(join(dirname(own), path)) + "/" * path.endswith("/")
    return (path or own) + mark + heading


def heading_meant(title: str, link: str) -> str:
    """Return the words of the heading that a link leads to, where they are those of another title than its own words.

    Args:
        title: The words that carry the link.
        link: Its target.

    Returns:
        The words of the heading in alphabetical order; "" where the link names no heading, one that is no title, or one
        of the same words.

    Example:
        >>> heading_meant("Head of Fleet", "/jobs/#head-of-rail"), heading_meant("Fleet Director", "#director-of-fleet")
        ('head rail', '')
        >>> heading_meant("Head of Fleet", "/team#about-us")
        ''
    """
    heading = link.partition("#")[2][:_LONGEST].replace("-", " ").replace("_", " ")
    if not has_role_noun(heading):
        return ""
    meant = _words(heading)
    return " ".join(sorted(meant)) if meant != _words(title) else ""


def _words(title: str) -> set[str]:
    return {word for word in _WORD.findall(canonical(title)) if word not in _MINOR}
