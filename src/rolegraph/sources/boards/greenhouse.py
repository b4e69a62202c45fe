"""Greenhouse: https://developers.greenhouse.io/job-board.html.

`/v1/boards/NAME/jobs?content=true` gives a board, `/jobs/ID?pay_transparency=true` a posting with its pay.
"""

from typing import Final

from rolegraph.drafts import Draft
from rolegraph.sources import spelling
from rolegraph.sources.bodies import add_body, add_heading
from rolegraph.sources.loose import Json, Record, look_up, objects, plain, texts

LISTS: Final = ("jobs",)

_BESIDE_CONTENT: Final = frozenset(("questions", "internal_job_id", "departments", "offices", "metadata"))
_PLACEHOLDER: Final = "No Department"
# custom fields that boards commonly have, by the words of their names
_METADATA: Final = {
    "employment type": "employment-type",
    "time type": "employment-type",
    "job type": "employment-type",
    "industry": "industry",
    "business unit": "unit",
}
_WORKPLACE: Final = ("location type", "workplace type", "work type", "remote")


def is_posting(record: Record) -> bool:
    """Tell from its keys whether a record is a posting of this board."""
    return "absolute_url" in record or ("content" in record and not _BESIDE_CONTENT.isdisjoint(record))


def add(draft: Draft, record: Record, answer: Record) -> None:  # noqa: ARG001 - a board
    """Add the posting in a record."""
    draft.field("title", plain(record.get("title")))
    spelling.add_employer(draft, record)
    # an office is where the organization sits: it stands in where the posting names no place itself
    places = texts(record.get("location")) or texts(record.get("offices"), "location")
    for place in places:
        draft.field("location", place)
    for unit in texts(record.get("departments")):
        if unit != _PLACEHOLDER:
            draft.field("unit", unit)
    for custom in objects(record.get("metadata")):
        _add_custom(draft, plain(custom.get("name")).lower(), custom.get("value"))
    draft.field("date-posted", spelling.time(record.get("first_published")))
    draft.field("valid-through", spelling.time(record.get("application_deadline")))
    draft.field("url", plain(record.get("absolute_url")))
    draft.field("identifier", plain(record.get("requisition_id")) or plain(record.get("id")))
    draft.field("language", plain(record.get("language")))
    ranges = list(objects(record.get("pay_input_ranges")))
    for one in ranges:
        draft.field("pay", _pay(one))
    add_body(draft, record.get("content"))
    for one in ranges:
        # what the page shows beside the range
        add_heading(draft, plain(one.get("title")) if one.get("blurb") else "")
        add_body(draft, one.get("blurb"))


def _pay(one: Record) -> str:
    # the answer has no period of its own: the title says it ("Annual salary"), or the words below
    period = spelling.pay_period(plain(one.get("title"))) or spelling.pay_period(plain(one.get("blurb")))
    return spelling.pay(one.get("currency_type"), one.get("min_cents"), one.get("max_cents"), period, per=100)


def _add_custom(draft: Draft, name: str, value: Json) -> None:
    if isinstance(value, dict):
        # of type currency_range, or currency
        if unit := look_up(value, "unit"):
            low = value.get("min_value") or value.get("amount")
            draft.field("pay", spelling.pay(unit, low, value.get("max_value") or value.get("amount"), name))
        return
    field = next((field for words, field in _METADATA.items() if words in name), "")
    for one in texts(value):
        if field:
            draft.field(field, one)
    if any(words in name for words in _WORKPLACE):
        spelling.add_remote(draft, value)
