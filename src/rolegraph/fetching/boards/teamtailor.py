"""Teamtailor: every careers site has a JSON Feed (jsonfeed.org, 1.1), with schema.org's JobPosting in each item."""

from typing import Final

from rolegraph.fetching.listing import Board, Listing, Record, identified, parse_json, records, text_of


def _read(body: bytes, url: str, name: str) -> Listing:  # noqa: ARG001 - as every board
    document = parse_json(body)
    postings = [
        row
        for item in records(document, "items")
        for row in identified([item], "id", organization=_organization(item) or name)
    ]
    return Listing(tuple(postings), tuple(filter(None, [text_of(document, "next_url")])))


def _organization(item: Record) -> str:
    posting = item.get("_jobposting")
    return text_of(posting.get("hiringOrganization"), "name") if isinstance(posting, dict) else ""


BOARD: Final = Board("https://{name}.teamtailor.com", "/jobs.json", _read, "application/feed+json, application/json")
