"""Workday: what a career site asks for, a posting (`/wday/cxs/TENANT/SITE/job/...`) or the list of them."""

from typing import Final

from rolegraph.drafts import Draft
from rolegraph.sources import spelling
from rolegraph.sources.bodies import add_body
from rolegraph.sources.loose import Record, plain, texts, within

LISTS: Final = ("jobPostings",)


def is_posting(record: Record) -> bool:
    """Tell from its keys whether a record is a posting of this board."""
    return "jobPostingInfo" in record or ("externalPath" in record and "title" in record)


def add(draft: Draft, record: Record, answer: Record) -> None:  # noqa: ARG001 - a board
    """Add the posting in a record; "Posted 8 Days Ago" says no date and is left out."""
    said = within(record, "jobPostingInfo") or record
    draft.field("title", plain(said.get("title")))
    spelling.add_employer(draft, record, record.get("hiringOrganization"))
    draft.field("organization-url", plain(within(record, "hiringOrganization").get("url")))
    others = texts(said.get("additionalLocations"), "descriptor")
    stated = plain(said.get("location"), "descriptor") or plain(said.get("locationsText"))
    alone = not others and "," not in stated and "remote" not in stated.lower()
    draft.field("location", spelling.place(stated, plain(said.get("country"), "descriptor") if alone else ""))
    for place in others:
        draft.field("location", place)
    spelling.add_remote(draft, said.get("remoteType"))
    draft.field("employment-type", spelling.employment(said.get("timeType")))
    draft.field("date-posted", spelling.time(said.get("startDate")))
    draft.field("valid-through", spelling.time(said.get("endDate")))
    draft.field("url", plain(said.get("externalUrl")))
    draft.field("identifier", plain(said.get("jobReqId")) or plain(said.get("id")))
    add_body(draft, said.get("jobDescription"))
