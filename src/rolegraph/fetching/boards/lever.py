"""Lever: the Postings API gives a bare list in pages, without a total: a page that is not full is the last."""

from typing import Final

from rolegraph.fetching.listing import Board, Listing, identified, parse_json, records

_PAGE: Final = 100


def _read(body: bytes, url: str, name: str) -> Listing:
    document = parse_json(body)
    start, _, skip = url.rpartition("=")
    full = isinstance(document, list) and len(document) >= _PAGE
    further = (f"{start}={int(skip) + _PAGE}",) if full else ()
    return Listing(identified(records(document, ""), "id", organization=name), further)


BOARD: Final = Board("https://api.lever.co", f"/v0/postings/{{name}}?mode=json&limit={_PAGE}&skip=0", _read)
