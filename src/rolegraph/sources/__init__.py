"""Bytes to postings: one module per form of input, one table that says which reads what."""

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePath
from typing import Final

from rolegraph.errors import InputError, MalformedInput, UsageError
from rolegraph.postings import Posting
from rolegraph.regexes import regex
from rolegraph.settings import Settings
from rolegraph.sources import html, markdown, records, text
from rolegraph.sources.bodies import unescape_markup
from rolegraph.sources.decoding import decode

# the keys of `rolegraph.sources.boards.BOARDS`, which only records need
_BOARDS: Final = (
    *("greenhouse", "lever", "ashby", "smartrecruiters", "workable", "recruitee", "teamtailor", "workday", "personio"),
)

Reader = Callable[[str, str, str], Iterator[Posting | InputError]]

SOURCES: Final[dict[str, Reader]] = {
    "html": html.read,
    "markdown": markdown.read,
    "text": text.read,
    "jsonl": records.read_lines,
    "json": records.read_document,
    **{name: partial(records.read_board, name) for name in _BOARDS},
}
"""The forms of input by the name that `--source` takes."""

SUFFIXES: Final[dict[str, str]] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".jsonld": "json",
}
"""The file name endings that a folder is searched for, and what they promise."""

_MARKUP: Final = regex(
    r"<(?:!doctype|html|head|body|p|div|ul|ol|li|h[1-6]|span|strong|b|em|table|main|article|section|script|br)[\s/>]",
    re.IGNORECASE,
)
_PAGE: Final = regex(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE
)
_FEED: Final = regex(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<workzag-jobs[\s>]")
_JSON: Final = regex(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_MARKDOWN: Final = regex(r"\A---\s*\n|^#{1,6} \S|^\s*[-*] \S.*\n|\*\*\S|\]\(", re.MULTILINE)


def read(data: bytes, source: str, settings: Settings | None = None) -> Iterator[Posting]:
    """Read the postings in one input.

    Args:
        data: The input's bytes.
        source: Its file name or URL; names the postings and helps to find their form.
        settings: How to read; `settings.source` overrides what the content looks like.

    Yields:
        The postings in it, in order; each holds text.

    Raises:
        UnreadableInput: Empty, binary, too large, in an unknown encoding.
        MalformedInput: Readable, but no posting, or one record of many is none.
        UsageError: `settings.source` names no source.

    Example:
        >>> [posting.text for posting in read(b"<p>Night&nbsp;porter</p>", "a.html")]
        ['Night porter']
    """
    for one in read_each(data, source, settings):
        if isinstance(one, InputError):
            raise one
        yield one


def read_each(data: bytes, source: str, settings: Settings | None = None) -> Iterator[Posting | InputError]:
    r"""Read the postings in one input as `read` does, and go on after a record that is none.

    Args:
        data: The input's bytes.
        source: Its file name or URL.
        settings: How to read.

    Yields:
        For each record its posting, or what is wrong with it.

    Raises:
        UnreadableInput: As for `read`.
        MalformedInput: The whole of it is no posting.
        UsageError: `settings.source` names no source.

    Example:
        >>> for one in read_each(b'{"title": "Cook"}\n{"title": \n{"title": "Porter"}', "a.jsonl"):
        ...     print(one.text if isinstance(one, Posting) else type(one).__name__)
        Cook
        MalformedInput
        Porter
    """
    settings = settings or Settings()
    content = decode(data, source, encoding=settings.encoding, max_bytes=settings.max_bytes)
    name = settings.source or find_source(content, source)
    if name not in SOURCES:
        raise UsageError(f"no source is called {name!r}: take one of {', '.join(SOURCES)}")
    for one in SOURCES[name](content, source, hashlib.sha256(data).hexdigest()):
        if isinstance(one, Posting) and not _says_something(one):
            yield MalformedInput(one.source, f"no text in it (read as {name}): is it the posting itself?")
        else:
            yield one


def _says_something(posting: Posting) -> bool:
    # the fields come first: with prose, the last block is prose
    return bool(posting.blocks) and (posting.blocks[-1].kind != "field" or any(posting.fields("title")))


def find_source(content: str, source: str) -> str:
    """Tell what form a text has.

    The content decides where it can; the ending of the name decides between forms that look alike.

    Args:
        content: The decoded text.
        source: Its file name or URL.

    Returns:
        A key of `SOURCES`.

    Example:
        >>> find_source('{"title": "Cook"}', "-")
        'json'
    """
    promised = SUFFIXES.get(PurePath(source).suffix.lower(), "")
    if promised not in ("html", "markdown") and _JSON.match(content):
        return "jsonl" if promised == "jsonl" or _is_lines(content) else "json"
    if _FEED.match(content):
        return "personio"
    if promised == "markdown" or (promised == "text" and not _PAGE.match(content)):
        return promised
    start = content[:20_000]
    if _MARKUP.search(start) or unescape_markup(start) != start:
        return "html"
    if promised:
        return promised
    return "markdown" if _MARKDOWN.search(start) else "text"


def _is_lines(content: str) -> bool:
    """Tell JSON Lines from a document: every one of the first lines is an object of its own."""
    first = [line.strip() for line in content.lstrip().split("\n", 3)[:2]]
    return len(first) == 2 and all(line.startswith("{") and line.endswith("}") for line in first)
