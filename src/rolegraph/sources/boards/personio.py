"""Personio: https://developer.personio.de/docs/retrieving-open-job-positions, XML (`NAME.jobs.personio.de/xml`).

`rolegraph.sources.feeds` makes records of the XML: an element's name is the key, its text or children the value.
"""

from typing import Final

from rolegraph.drafts import Draft
from rolegraph.sources import spelling
from rolegraph.sources.bodies import add_section
from rolegraph.sources.loose import Record, objects, plain, texts, within

LISTS: Final = ("position",)

_DESCRIPTIONS: Final = "jobDescriptions"


def is_posting(record: Record) -> bool:
    """Tell from its keys whether a record is a posting of this board."""
    return _DESCRIPTIONS in record


def add(draft: Draft, record: Record, answer: Record) -> None:  # noqa: ARG001 - a board
    """Add the posting in a record."""
    draft.field("title", plain(record.get("name")))
    spelling.add_employer(draft, record, record.get("subcompany"))
    places = texts(record.get("office")) + texts(within(record, "additionalOffices").get("office"))
    for place in places:
        draft.field("location", place)
    draft.field("unit", plain(record.get("department")))
    for kind in (record.get("schedule"), record.get("employmentType")):
        # "full-or-part-time" is both
        draft.field("employment-type", spelling.employment(kind).replace("full-or-part", "full-time or part"))
    draft.field("date-posted", spelling.time(record.get("createdAt")))
    draft.field("identifier", plain(record.get("id")))
    for part in objects(within(record, _DESCRIPTIONS).get("jobDescription")):
        add_section(draft, plain(part.get("name")), part.get("value"))
