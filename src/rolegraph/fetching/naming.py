"""Names of files: made of names and numbers that strangers chose, and harmless on every file system."""

import hashlib
from typing import Final
from urllib.parse import urlsplit

from rolegraph.regexes import regex

_PLAIN: Final = regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_ODD: Final = regex(r"[^A-Za-z0-9]+")
_FILE: Final = regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,250}")
_LONGEST: Final = 40


def posting_name(board: str, name: str, identifier: str) -> str:
    """Return the file name of a board's posting, the same in every run.

    Args:
        board: The kind of board.
        name: The board's name.
        identifier: What the board calls the posting.

    Returns:
        The three with dots between, which none of them holds.

    Example:
        >>> posting_name("greenhouse", "skerrow", "4012"), posting_name("lever", "x", "../../etc")
        ('greenhouse.skerrow.4012.json', 'lever.x.etc-74ccf3c5b4c1.json')
    """
    return f"{posting_prefix(board, name)}{_part(identifier)}.json"


def posting_prefix(board: str, name: str) -> str:
    """Return what the names of all files of a board begin with, and of no other's."""
    return f"{board}.{_part(name)}."


def page_name(url: str, suffix: str) -> str:
    """Return the file name of a page, the same in every run.

    Args:
        url: Where the page is.
        suffix: The ending, with its dot.

    Returns:
        Its host, its path, and a digest of the whole, since a page may differ by its query alone.

    Example:
        >>> page_name("https://skerrow.example/jobs/lead?id=7", ".html")
        'skerrow-example-jobs-lead-aec57b7dedf4.html'
    """
    parts = urlsplit(url)
    slug = _ODD.sub("-", f"{parts.netloc}{parts.path}").strip("-")[: 2 * _LONGEST].strip("-")
    return f"{slug or 'page'}-{_digest(url)}{suffix}"


def is_file_name(name: object) -> bool:
    """Tell whether something is a name as the functions above make them, and so names a file in the folder itself."""
    return isinstance(name, str) and bool(_FILE.fullmatch(name))


def _part(text: str) -> str:
    """Return a text that is harmless in a file name; one that had to be changed is told apart by a digest."""
    if _PLAIN.fullmatch(text):
        return text
    slug = _ODD.sub("-", text).strip("-")[:_LONGEST].strip("-")
    return f"{slug or 'x'}-{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
