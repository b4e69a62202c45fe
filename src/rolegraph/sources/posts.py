"""Finds tables of posts among the inputs, and opens them: CSV and its kin, Parquet, JSON and JSON Lines."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from rolegraph.errors import InputError, MalformedInput
from rolegraph.headers import fold
from rolegraph.rosters.layouts import Columns, asks_for_posts, recognize
from rolegraph.rosters.model import Table
from rolegraph.settings import Settings
from rolegraph.sources import POSTS
from rolegraph.sources.columns import BODY, DELIMITERS, NAMES, SECTIONS
from rolegraph.sources.decoding import decode, refuse
from rolegraph.sources.loose import Record

_FORMS: Final = {
    **dict.fromkeys((".csv", ".tsv", ".tab"), "csv"),
    ".parquet": "parquet",
    ".json": "json",
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
}
_BODIES: Final = frozenset(fold(name) for field in (BODY, *SECTIONS) for name in NAMES[field] if "." not in name)
_LOOK: Final = 20_000
# what the manager's column is called, in part; most JSON is of postings, and is not parsed twice
_MANAGER: Final = re.compile(
    rb'"[\w .-]{0,40}(?:parent|manager|supervisor|superior|reports|reporting|boss|pid)[\w .-]{0,40}"\s*:', re.IGNORECASE
)
_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")


def find_table(data: bytes, source: str, settings: Settings) -> Table | None:
    r"""Tell whether an input is a table of posts, and open it.

    Args:
        data: Its bytes.
        source: Its file name or URL.
        settings: How to read; `settings.source` may say that it is one, `settings.map` which columns hold what.

    Returns:
        The table; None for postings, or anything else.

    Raises:
        UnreadableInput: It cannot be decoded.
        MalformedInput: It is a table of posts, or is said to be one, and has no column that says whom a post reports
            to, or not one that the user named.

    Example:
        >>> find_table(b"id,title,parentId\n1,Head,\n2,Baker,1\n", "a.csv", Settings()).columns.layout
        'd3-org-chart'
        >>> find_table(b"title,company,description\nBaker,Crumb,Bakes\n", "a.csv", Settings())
    """
    told = settings.source == POSTS or asks_for_posts(settings.map)
    form = _form(data, source, settings, told=told)
    if not form:
        return None
    refuse(data, source, max_bytes=settings.max_bytes)
    header, rows = _OPEN[form](data, source, settings)
    if not told and not _BODIES.isdisjoint(map(fold, header)):
        return None
    columns = recognize(header, settings.map, source, told=told)
    if columns is None:
        return None
    return Table(source, hashlib.sha256(data).hexdigest(), header, rows, columns)


def _form(data: bytes, source: str, settings: Settings, *, told: bool) -> str:
    """Return the form in which an input may hold a table of posts, "" where it cannot."""
    suffix = PurePath(source).suffix.lower()
    form = settings.source if settings.source not in ("", POSTS) else _FORMS.get(suffix, "")
    if form not in ("", *_FORMS.values()) or (not form and suffix in _OTHERS):
        return ""
    if not form or form == "csv":
        # what is called a table may be JSON all the same, and what comes by a pipe is called nothing
        if _JSON.match(data[:200]):
            form = "jsonl" if _is_lines(data) else "json"
        elif not form:
            form = "parquet" if data.startswith(b"PAR1") else "csv" if told or _has_header(data) else ""
    elif form == "json" and _is_lines(data):
        form = "jsonl"
    if form in ("json", "jsonl") and not told and not _MANAGER.search(data[:_LOOK]):
        return ""
    return form


_OTHERS: Final = frozenset((".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text", ".pdf", ".docx", ".jsonld"))


def _has_header(data: bytes) -> bool:
    """Tell whether the first line may name the columns of a table of posts."""
    line = data[:4000].lstrip().partition(b"\n")[0].decode("utf-8-sig", "replace").strip()
    for delimiter in DELIMITERS:
        cells = [cell.strip(' "') for cell in line.split(delimiter)]
        if len(cells) > 1 and max(map(len, cells)) <= 40:
            try:
                found: Columns | None = recognize(cells, {}, "")
            except MalformedInput:
                return True
            if found:
                return True
    return False


def _is_lines(data: bytes) -> bool:
    first = [line.strip() for line in data[:_LOOK].lstrip().split(b"\n", 3)[:2]]
    return len(first) == 2 and all(line.startswith(b"{") and line.endswith(b"}") for line in first)


Opened = tuple[Sequence[str], Iterator[tuple[str, Sequence[str]] | InputError]]


def _open_csv(data: bytes, source: str, settings: Settings) -> Opened:
    from rolegraph.sources.tables import open_table

    return open_table(data, source, settings.encoding)


def _open_parquet(data: bytes, source: str, settings: Settings) -> Opened:
    from rolegraph.sources.parquet import open_rows

    header, rows = open_rows(data, source, max_bytes=settings.max_bytes)
    return header, _cells(header, rows)


def _open_json(data: bytes, source: str, settings: Settings) -> Opened:
    from rolegraph.sources.json_documents import find_records

    text = decode(data, source, encoding=settings.encoding, max_bytes=settings.max_bytes)
    return _open_records(list(find_records(text, source)))


def _open_lines(data: bytes, source: str, settings: Settings) -> Opened:
    from rolegraph.sources.json_documents import parse_lines

    text = decode(data, source, encoding=settings.encoding, max_bytes=settings.max_bytes)
    return _open_records(list(parse_lines(text, source)))


def _open_records(records: Sequence[tuple[str, Record] | InputError]) -> Opened:
    header = list(dict.fromkeys(str(key) for one in records if not isinstance(one, InputError) for key in one[1]))
    return header, _cells(header, iter(records))


def _cells(
    header: Sequence[str], records: Iterator[tuple[str, Record] | InputError]
) -> Iterator[tuple[str, Sequence[str]] | InputError]:
    for one in records:
        yield one if isinstance(one, InputError) else (one[0], [_text(one[1].get(name)) for name in header])


_OPEN: Final[Mapping[str, Any]] = {
    "csv": _open_csv,
    "parquet": _open_parquet,
    "json": _open_json,
    "jsonl": _open_lines,
}


def _text(value: Any) -> str:
    """Return a JSON value as a cell of a table.

    Example:
        >>> _text(7), _text(7.0), _text(None), _text(True), _text(["P1", "P2"]), _text({"id": "P3"})
        ('7', '7', '', 'true', 'P1; P2', 'P3')
    """
    if isinstance(value, str):
        return value
    if value is None or value != value:  # noqa: PLR0124 - NaN is not equal to itself
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return "; ".join(text for one in value if (text := _text(one)))
    if isinstance(value, dict):
        return next((_text(value[key]) for key in ("id", "name", "title") if value.get(key) is not None), "")
    return str(value) if isinstance(value, int | float) else json.dumps(value, default=str)
