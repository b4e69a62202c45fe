"""Recruitee: https://docs.recruitee.com/reference/intro-to-careers-site-api (`/api/offers/`)."""

from typing import Final

from rolegraph.drafts import Draft
from rolegraph.sources import spelling
from rolegraph.sources.bodies import add_body, add_section
from rolegraph.sources.loose import Record, objects, plain, within

LISTS: Final = ("offers", "offer")

_MARKS: Final = frozenset(
    ("careers_url", "careers_apply_url", "employment_type_code", "min_hours", "min_hours_per_week")
)


def is_posting(record: Record) -> bool:
    """Tell from its keys whether a record is a posting of this board."""
    return ("title" in record or "translations" in record) and not _MARKS.isdisjoint(record)


def add(draft: Draft, record: Record, answer: Record) -> None:  # noqa: ARG001 - a board
    """Add the posting in a record; of several languages the first, where the record itself is in none."""
    translated = next(objects(list(within(record, "translations").values())), {})
    record = {**translated, **{key: value for key, value in record.items() if value not in (None, "")}}
    draft.field("title", plain(record.get("title")))
    spelling.add_employer(draft, record)
    places = [_place(one) for one in objects(record.get("locations"))]
    for place in places if any(places) else [_place(record) or plain(record.get("location"))]:
        draft.field("location", place)
    spelling.add_remote(draft, record.get("remote"))
    draft.field("unit", plain(record.get("department")))
    draft.field("employment-type", spelling.employment(record.get("employment_type_code")))
    draft.field("date-posted", spelling.time(record.get("published_at") or record.get("created_at")))
    draft.field("valid-through", spelling.time(record.get("close_at")))
    draft.field("url", plain(record.get("careers_url")))
    draft.field("identifier", plain(record.get("id")))
    draft.field("language", plain(record.get("lang")) or plain(record.get("language")))
    salary = within(record, "salary")
    draft.field("pay", spelling.pay(salary.get("currency"), salary.get("min"), salary.get("max"), salary.get("period")))
    add_body(draft, record.get("description"))
    add_section(draft, "Requirements", record.get("requirements"))
    add_section(draft, "Hours", _hours(record))


def _place(place: Record) -> str:
    return spelling.place(
        place.get("city"),
        place.get("state_name") or place.get("state"),
        place.get("country") or place.get("country_code"),
    )


def _hours(record: Record) -> str:
    low, high = (
        spelling.amount(record.get(f"{end}_hours") or record.get(f"{end}_hours_per_week")) for end in ("min", "max")
    )
    number = f"{low}-{high}" if low and high and low != high else low or high
    return number and f"{number} hours per week"
