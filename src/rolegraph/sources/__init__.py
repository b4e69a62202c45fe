"""Bytes to postings: one module per form of input, one table that says which reads what."""

import hashlib
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePath
from typing import Any, Final, Literal, NamedTuple

from rolegraph.errors import InputError, MalformedInput, UsageError
from rolegraph.postings import Posting
from rolegraph.regexes import regex
from rolegraph.settings import Settings
from rolegraph.sources.bodies import unescape_markup
from rolegraph.sources.columns import check_map, is_header
from rolegraph.sources.decoding import decode, refuse

POSTS: Final = "posts"
"""The source that says that an input is a table of posts, whatever its columns are called; `posts` opens these."""

# the keys of `rolegraph.sources.boards.BOARDS`, which only records need
_BOARDS: Final = (
    *("greenhouse", "lever", "ashby", "smartrecruiters", "workable", "recruitee", "teamtailor", "workday", "personio"),
)

Reader = Callable[[Any, str, str, Settings], Iterator[Posting | InputError]]


class Source(NamedTuple):
    """A form of input.

    Args:
        read: Yields the postings in an input, given its content, its name, the SHA-256 of its bytes, and the settings.
        endings: The endings, with their dot, of the files in that form; they promise it where contents look alike, and
            folders are searched for them; none for the boards, whose answers are JSON or XML among others.
        takes: Whether `read` takes the decoded text or the bytes as they are.
        magic: What bytes in that form begin with, then what must stand somewhere in them; empty for forms of text.
    """

    read: Reader
    endings: tuple[str, ...]
    takes: Literal["text", "bytes"] = "text"
    magic: tuple[bytes, ...] = ()


def _reader(module: str, function: str = "read", *needs: str, **fixed: str) -> Reader:
    """Return what reads a form; its module is imported when it is used, and given the settings that it needs."""

    def read(content: str | bytes, source: str, digest: str, settings: Settings) -> Iterator[Posting | InputError]:
        chosen = {name: getattr(settings, name) for name in needs}
        found: Iterator[Posting | InputError] = getattr(import_module(f"{__name__}.{module}"), function)(
            content, source, digest, **fixed, **chosen
        )
        return found

    return read


SOURCES: Final[dict[str, Source]] = {
    "html": Source(_reader("html"), (".html", ".htm", ".xhtml")),
    "markdown": Source(_reader("markdown"), (".md", ".markdown")),
    "text": Source(_reader("text"), (".txt", ".text")),
    "json": Source(_reader("json_documents", "read_document", "map"), (".json", ".jsonld")),
    "jsonl": Source(_reader("json_documents", "read_lines", "map"), (".jsonl", ".ndjson")),
    "csv": Source(_reader("tables", "read", "map", "encoding"), (".csv", ".tsv", ".tab"), "bytes"),
    "parquet": Source(_reader("parquet", "read", "map", "max_bytes"), (".parquet",), "bytes", (b"PAR1",)),
    "docx": Source(_reader("docx", "read", "max_bytes"), (".docx",), "bytes", (b"PK\x03\x04", b"word/")),
    "pdf": Source(_reader("pdf"), (".pdf",), "bytes", (b"%PDF-",)),
    **{name: Source(_reader("json_documents", "read_board", board=name), ()) for name in _BOARDS},
}
"""The forms of input by the name that `--source` takes."""

SUFFIXES: Final[dict[str, str]] = {ending: name for name, row in SOURCES.items() for ending in row.endings}
"""The file name endings that a folder is searched for, and what they promise."""

_TABULAR: Final = frozenset((POSTS, "csv", "parquet", "json", "jsonl"))
_LOOK: Final = 20_000
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
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


def may_hold_posts(source: str, settings: Settings) -> bool:
    """Tell whether an input may be a table of posts, by its name and what the user says; most are none.

    Example:
        >>> may_hold_posts("a.csv", Settings()), may_hold_posts("-", Settings()), may_hold_posts("a.html", Settings())
        (True, True, False)
    """
    if settings.source:
        return settings.source in _TABULAR
    form = SUFFIXES.get(PurePath(source).suffix.lower(), "")
    return not form or form in _TABULAR


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
        UsageError: `settings.source` names no source, or a board whose columns `settings.map` names as well.

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
        UsageError: `settings.source` names no source, or a board whose columns `settings.map` names as well.

    Example:
        >>> for one in read_each(b'{"title": "Cook"}\n{"title": \n{"title": "Porter"}', "a.jsonl"):
        ...     print(one.text if isinstance(one, Posting) else type(one).__name__)
        Cook
        MalformedInput
        Porter
    """
    settings = settings or Settings()
    check_map(settings.map)
    if settings.source == POSTS:
        raise MalformedInput(source, "no table of posts: give CSV, Parquet or JSON whose first row names its columns")
    if settings.source and settings.source not in SOURCES:
        raise UsageError(f"no source is called {settings.source!r}: take one of {', '.join((*SOURCES, POSTS))}")
    if settings.map and settings.source in _BOARDS:
        raise UsageError(f"map and source {settings.source}: a board's columns are known; leave one of the two out")
    refuse(data, source, max_bytes=settings.max_bytes)
    name, content = settings.source or find_raw(data, source, settings.encoding), ""
    if not name or SOURCES[name].takes == "text":
        content = decode(data, source, encoding=settings.encoding, max_bytes=settings.max_bytes)
        name = name or find_source(content, source)
    form = SOURCES[name]
    digest = hashlib.sha256(data).hexdigest()
    for one in form.read(content if form.takes == "text" else data, source, digest, settings):
        if isinstance(one, Posting) and not _says_something(one):
            yield MalformedInput(one.source, f"no text in it (read as {name}): is it the posting itself?")
        else:
            yield one


def _says_something(posting: Posting) -> bool:
    # the fields come first: with prose, the last block is prose
    return bool(posting.blocks) and (posting.blocks[-1].kind != "field" or any(posting.fields("title")))


def find_raw(data: bytes, source: str, encoding: str = "") -> str:
    r"""Tell whether an input has a form that is read from its bytes, and which.

    Args:
        data: The bytes.
        source: Its file name or URL; a form that it promises needs only begin as such a form does.
        encoding: The encoding of a table; "" for UTF-8, or UTF-16 with a byte-order mark.

    Returns:
        A key of `SOURCES`, or "" for text in another form.

    Example:
        >>> find_raw(b"%PDF-1.7 ...", "-"), find_raw(b"title,body\nCook,Cooks", "-"), find_raw(b"Cook, Oslo", "-")
        ('pdf', 'csv', '')
    """
    promised = SUFFIXES.get(PurePath(source).suffix.lower(), "")
    for name, form in SOURCES.items():
        if form.magic and _begins(data, form.magic, promised=name == promised):
            return name
    if promised not in ("", "csv"):
        return ""
    head = data[:_LOOK]
    try:
        start = head.decode(encoding or ("utf-16" if head[:2] in _UTF_16 else "utf-8-sig"), "replace")
    except LookupError:
        return ""
    if promised == "csv":
        return "" if _PAGE.match(start) or _JSON.match(start) else "csv"
    return "csv" if is_header(start.lstrip().partition("\n")[0]) else ""


def _begins(data: bytes, magic: tuple[bytes, ...], *, promised: bool) -> bool:
    if promised:
        # some programs write a line before a PDF begins, and what is cut off lacks its end
        return magic[0] in data[:1024]
    return data.startswith(magic[0]) and all(part in data for part in magic[1:])


def find_source(content: str, source: str) -> str:
    """Tell what form a text has.

    The content decides where it can; the ending of the name decides between forms that look alike.

    Args:
        content: The decoded text.
        source: Its file name or URL.

    Returns:
        A key of `SOURCES` whose form takes text.

    Example:
        >>> find_source('{"title": "Cook"}', "-")
        'json'
    """
    promised = SUFFIXES.get(PurePath(source).suffix.lower(), "")
    if promised and SOURCES[promised].takes == "bytes":
        promised = ""
    if promised not in ("html", "markdown") and _JSON.match(content):
        return "jsonl" if promised == "jsonl" or _is_lines(content) else "json"
    if _FEED.match(content):
        return "personio"
    if promised == "markdown" or (promised == "text" and not _PAGE.match(content)):
        return promised
    start = content[:_LOOK]
    if _MARKUP.search(start) or unescape_markup(start) != start:
        return "html"
    if promised:
        return promised
    return "markdown" if _MARKDOWN.search(start) else "text"


def _is_lines(content: str) -> bool:
    """Tell JSON Lines from a document: every one of the first lines is an object of its own."""
    first = [line.strip() for line in content.lstrip().split("\n", 3)[:2]]
    return len(first) == 2 and all(line.startswith("{") and line.endswith("}") for line in first)
