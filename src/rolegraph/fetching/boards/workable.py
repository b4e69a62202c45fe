"""Workable: the interface of its careers widget gives all postings at once, and the organization above them."""

from typing import Final

from rolegraph.fetching.listing import Board, Listing, identified, parse_json, records, text_of


def _read(body: bytes, url: str, name: str) -> Listing:  # noqa: ARG001 - as every board
    document = parse_json(body)
    organization = text_of(document, "name") or name
    return Listing(identified(records(document, "jobs"), "shortcode", organization=organization))


BOARD: Final = Board("https://apply.workable.com", "/api/v1/widget/accounts/{name}?details=true", _read)
