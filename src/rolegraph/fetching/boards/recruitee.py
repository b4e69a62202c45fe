"""Recruitee: the careers site API gives all offers at once, on a host of the organization's own."""

from typing import Final

from rolegraph.fetching.listing import Board, Listing, identified, parse_json, records


def _read(body: bytes, url: str, name: str) -> Listing:  # noqa: ARG001 - as every board
    return Listing(identified(records(parse_json(body), "offers"), "id", organization=name))


BOARD: Final = Board("https://{name}.recruitee.com", "/api/offers/", _read)
