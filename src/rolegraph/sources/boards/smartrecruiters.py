"""SmartRecruiters: https://developers.smartrecruiters.com/docs/posting-api (`/v1/companies/NAME/postings`)."""

from typing import Final

from rolegraph.drafts import Draft
from rolegraph.sources import spelling
from rolegraph.sources.bodies import add_section
from rolegraph.sources.loose import Record, look_up, plain, within

LISTS: Final = ("content",)

_SECTIONS: Final = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def is_posting(record: Record) -> bool:
    """Tell from its keys whether a record is a posting of this board."""
    return "jobAd" in record or ("name" in record and ("typeOfEmployment" in record or "releasedDate" in record))


def add(draft: Draft, record: Record, answer: Record) -> None:  # noqa: ARG001 - a board
    """Add the posting in a record."""
    draft.field("title", plain(record.get("name")))
    spelling.add_employer(draft, record, record.get("company"))
    place = within(record, "location")
    spelled = spelling.place(*(place.get(part) for part in ("city", "region", "country")))
    draft.field("location", spelled or plain(place.get("fullLocation")))
    spelling.add_remote(draft, place.get("remote"))
    draft.field("unit", plain(record.get("department"), "label"))
    draft.field("employment-type", spelling.employment(record.get("typeOfEmployment")))
    draft.field("date-posted", spelling.time(record.get("releasedDate")))
    draft.field("url", plain(record.get("postingUrl")) or plain(record.get("applyUrl")))
    draft.field("identifier", plain(record.get("refNumber")) or plain(record.get("id")))
    draft.field("language", plain(look_up(record, "language.code")))
    draft.field("industry", plain(record.get("industry"), "label"))
    pay = within(record, "compensation")
    draft.field("pay", spelling.pay(pay.get("currency"), pay.get("min"), pay.get("max"), pay.get("period")))
    sections = within(record, "jobAd.sections")
    for name in (*_SECTIONS, *sorted(sections.keys() - set(_SECTIONS))):
        section = within(sections, name)
        add_section(draft, plain(section.get("title")), section.get("text"))
