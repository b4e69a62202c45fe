"""Fetches a page into a file."""

import codecs
from collections.abc import Iterator
from typing import Final

from rolegraph.errors import InputError, UnreadableInput
from rolegraph.fetching.failures import Failure
from rolegraph.fetching.naming import page_name
from rolegraph.fetching.remembering import Known, Memory
from rolegraph.fetching.saving import Folder, Saved
from rolegraph.fetching.visiting import Answer, Visitor, checked_url
from rolegraph.regexes import regex

ENDINGS: Final[dict[str, str]] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/ld+json": ".json",
}
"""The content types that a page may have, and the endings of their files."""

_PASSWORD: Final = regex(r"//[^/?#]*@")


def fetch_page(url: str, visitor: Visitor, folder: Folder, memory: Memory) -> Iterator[Saved | InputError]:
    """Fetch one page, as its robots.txt allows.

    Args:
        url: Where it is.
        visitor: Sends the requests.
        folder: Where the file goes.
        memory: What earlier runs learned.

    Yields:
        Its file, or what is wrong.
    """
    try:
        address = str(checked_url(url))
        known = memory.of(address, address) or Known()
        accept = ", ".join(ENDINGS)
        answer = visitor.get(address, accept=accept, obey_robots=True, etag=known.etag, modified=known.modified)
        if answer.changed:
            saved = folder.save(page_name(address, _ending(answer)), _content(answer))
            memory.keep(address, {address: Known(answer.etag, answer.modified, (saved.path.name,))}, whole=True)
            yield saved
        else:
            yield from map(folder.leave, known.files)
    except Failure as failure:
        yield UnreadableInput(_PASSWORD.sub("//", url), str(failure))


def _ending(answer: Answer) -> str:
    if answer.kind not in ENDINGS:
        raise Failure(f"its content type is {answer.kind!r}: only HTML, text and JSON are fetched")
    if not answer.body.strip():
        raise Failure("the page is empty")
    return ENDINGS[answer.kind]


def _content(answer: Answer) -> bytes:
    """Return the page, in UTF-8 with its mark where only the header says which other encoding it is in."""
    label = answer.charset.strip().lower()
    marked = answer.body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if label in ("", "utf-8", "utf8", "us-ascii", "ascii") or marked:
        return answer.body
    from rolegraph.sources.decoding import decode

    try:
        text = decode(answer.body, answer.url, encoding=label, max_bytes=len(answer.body))
        return codecs.BOM_UTF8 + text.encode()
    except (InputError, UnicodeEncodeError):  # the header is wrong; the page may know better
        return answer.body
