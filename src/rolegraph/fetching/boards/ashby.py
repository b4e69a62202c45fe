"""Ashby: the job posting API gives all postings at once; those that are not listed are meant for nobody."""

from typing import Final

from rolegraph.fetching.listing import Board, Listing, identified, parse_json, records


def _read(body: bytes, url: str, name: str) -> Listing:  # noqa: ARG001 - as every board
    listed = [one for one in records(parse_json(body), "jobs") if one.get("isListed") is not False]
    return Listing(identified(listed, "id", organization=name))


BOARD: Final = Board("https://api.ashbyhq.com", "/posting-api/job-board/{name}?includeCompensation=true", _read)
