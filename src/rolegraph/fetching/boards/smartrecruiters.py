"""SmartRecruiters: the Posting API gives a list in pages, without texts; each posting has an address of its own."""

from typing import Final
from urllib.parse import quote

from rolegraph.fetching.listing import Board, Json, Listing, Record, identified, parse_json, records

_PAGE: Final = 100


def _read(body: bytes, url: str, name: str) -> Listing:
    document = parse_json(body)
    folder, _, query = url.partition("?")
    if not query:
        return Listing(identified(records([document], ""), "id", organization=name))
    found = records(document, "content")
    rows = identified(found, "id", organization=name)
    details = [f"{folder}/{quote(identifier, safe='')}" for identifier, _ in rows if identifier]
    nameless = tuple(row for row in rows if not row[0])
    return Listing(nameless, (*details, *_next_page(url, document, found)))


def _next_page(url: str, document: Json, found: list[Record]) -> tuple[str, ...]:
    start, _, offset = url.rpartition("=")
    total = document.get("totalFound")
    end = int(offset) + _PAGE
    more = bool(found) and isinstance(total, int) and total > end
    return (f"{start}={end}",) if more else ()


BOARD: Final = Board(
    "https://api.smartrecruiters.com", f"/v1/companies/{{name}}/postings?limit={_PAGE}&offset=0", _read
)
