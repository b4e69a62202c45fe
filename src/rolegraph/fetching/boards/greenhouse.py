"""Greenhouse: the Job Board API gives all postings at once, with their text when asked for it."""

from typing import Final

from rolegraph.fetching.listing import Board, Listing, identified, parse_json, records


def _read(body: bytes, url: str, name: str) -> Listing:  # noqa: ARG001 - as every board
    return Listing(identified(records(parse_json(body), "jobs"), "id", organization=name))


BOARD: Final = Board("https://boards-api.greenhouse.io", "/v1/boards/{name}/jobs?content=true", _read)
