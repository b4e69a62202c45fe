"""Teamtailor: https://docs.teamtailor.com (JSON:API, `/v1/jobs?include=department,locations`).

A career site's `/jobs.json` is a JSON Feed whose items carry schema.org's JobPosting as `_jobposting`.
"""

from collections.abc import Iterator
from typing import Final

from rolegraph.drafts import Draft
from rolegraph.sources import spelling, structured
from rolegraph.sources.bodies import add_body
from rolegraph.sources.loose import Record, many, objects, plain, texts, within

LISTS: Final = ("data", "items")


def is_posting(record: Record) -> bool:
    """Tell from its keys whether a record is a posting of this board."""
    return "_jobposting" in record or (record.get("type") == "jobs" and "attributes" in record)


def add(draft: Draft, record: Record, answer: Record) -> None:
    """Add the posting in a record; a JSON:API answer has units and places beside the postings."""
    if "_jobposting" in record:
        _add_item(draft, record)
        return
    said = within(record, "attributes")
    draft.field("title", plain(said.get("title")))
    spelling.add_employer(draft, record)
    places = list(_related(record, answer, ("locations", "location")))
    for place in places:
        name = plain(place.get("city")) or plain(place.get("name"))
        draft.field("location", spelling.place(name, place.get("region"), place.get("country")))
    if not places:
        for name in texts(said.get("location")):
            draft.field("location", name)
    spelling.add_remote(draft, said.get("remote-status"))
    for unit in _related(record, answer, ("department",)):
        draft.field("unit", plain(unit.get("name")))
    draft.field("employment-type", spelling.employment(said.get("employment-type")))
    draft.field("date-posted", spelling.time(said.get("created-at")))
    draft.field("valid-through", spelling.time(said.get("end-date")))
    draft.field("url", plain(within(record, "links").get("careersite-job-url")))
    draft.field("identifier", plain(record.get("id")))
    draft.field("language", plain(said.get("language-code")))
    draft.field(
        "pay",
        spelling.pay(
            said.get("currency"), said.get("min-salary"), said.get("max-salary"), said.get("salary-time-unit")
        ),
    )
    add_body(draft, said.get("pitch"))
    add_body(draft, said.get("body"))


def _add_item(draft: Draft, record: Record) -> None:
    stated = within(record, "_jobposting")
    draft.field("title", plain(record.get("title")) or plain(stated.get("title")))
    structured.add_posting(draft, {key: value for key, value in stated.items() if key not in ("title", "url")})
    if not stated.get("hiringOrganization"):
        spelling.add_employer(draft, record)
    if not stated.get("datePosted"):
        draft.field("date-posted", spelling.time(record.get("date_published")))
    draft.field("url", plain(record.get("url")) or plain(stated.get("url")))
    add_body(draft, record.get("content_html") or stated.get("description") or record.get("content_text"))


def _related(record: Record, answer: Record, names: tuple[str, ...]) -> Iterator[Record]:
    """Yield the attributes of the resources that a record is related to, where the answer includes them."""
    included = {(plain(one.get("type")), plain(one.get("id"))): one for one in objects(answer.get("included"))}
    if not included:
        return
    for name in names:
        for link in many(within(record, f"relationships.{name}").get("data")):
            key = (plain(link.get("type")), plain(link.get("id"))) if isinstance(link, dict) else ("", "")
            if key in included:
                yield within(included[key], "attributes")
