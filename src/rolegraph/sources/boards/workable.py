"""Workable: its widget (`/api/v1/widget/accounts/NAME`) and https://workable.readme.io (`/spi/v3/jobs`)."""

from typing import Final

from rolegraph.drafts import Draft
from rolegraph.sources import spelling
from rolegraph.sources.bodies import add_body, add_section
from rolegraph.sources.loose import Record, objects, plain, texts, within

LISTS: Final = ("jobs", "results")


def is_posting(record: Record) -> bool:
    """Tell from its keys whether a record is a posting of this board."""
    return "shortcode" in record and "title" in record


def add(draft: Draft, record: Record, answer: Record) -> None:
    """Add the posting in a record; the widget's answer names the organization."""
    draft.field("title", plain(record.get("title")))
    spelling.add_employer(draft, record, answer.get("name"))
    _add_places(draft, record)
    for unit in texts(record.get("department")):
        draft.field("unit", unit)
    # the page's own data have "full" and "part" for the kind
    kind = plain(record.get("type"))
    draft.field("employment-type", spelling.employment(record.get("employment_type")) or (kind and f"{kind} time"))
    posted = (record.get(key) for key in ("published_on", "published", "created_at"))
    draft.field("date-posted", spelling.time(next((one for one in posted if isinstance(one, str)), "")))
    draft.field("url", plain(record.get("url")) or plain(record.get("shortlink")))
    draft.field("identifier", plain(record.get("code")) or plain(record.get("shortcode")))
    draft.field("language", plain(record.get("language")))
    draft.field("industry", plain(record.get("industry")))
    salary = within(record, "salary")
    draft.field(
        "pay",
        spelling.pay(
            salary.get("salary_currency"), salary.get("salary_from"), salary.get("salary_to"), salary.get("interval")
        ),
    )
    add_body(draft, record.get("description") or record.get("full_description"))
    add_section(draft, "Requirements", record.get("requirements"))
    add_section(draft, "Benefits", record.get("benefits"))


def _add_places(draft: Draft, record: Record) -> None:
    place = within(record, "location")
    if place:
        draft.field("location", _place(place) or plain(place.get("location_str")))
    elif not record.get("locations"):
        # in the widget the state is a region; beside an object for the place it is "published"
        draft.field("location", spelling.place(*(record.get(part) for part in ("city", "state", "country"))))
    for other in objects(record.get("locations")):
        if other.get("hidden") is not True:
            draft.field("location", _place(other))
    # the flag is set for hybrid work too
    kind = place.get("workplace_type") or record.get("workplace")
    flags = (place.get("telecommuting"), record.get("telecommuting"), record.get("remote"))
    spelling.add_remote(draft, kind if plain(kind) else True in flags)


def _place(place: Record) -> str:
    return spelling.place(place.get("city"), place.get("region"), place.get("country") or place.get("country_code"))
