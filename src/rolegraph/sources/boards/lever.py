"""Lever: https://github.com/lever/postings-api (`/v0/postings/NAME?mode=json`)."""

from typing import Final

from rolegraph.drafts import Draft
from rolegraph.sources import spelling
from rolegraph.sources.bodies import add_body, add_list
from rolegraph.sources.loose import Record, objects, plain, texts, within

LISTS: Final = ("postings", "data")


def is_posting(record: Record) -> bool:
    """Tell from its keys whether a record is a posting of this board."""
    return "text" in record and ("categories" in record or "hostedUrl" in record)


def add(draft: Draft, record: Record, answer: Record) -> None:  # noqa: ARG001 - a board
    """Add the posting in a record."""
    categories = within(record, "categories")
    draft.field("title", plain(record.get("text")))
    spelling.add_employer(draft, record)
    _add_places(draft, record, categories)
    for unit in (categories.get("team"), categories.get("department")):
        draft.field("unit", plain(unit))
    draft.field("employment-type", spelling.employment(categories.get("commitment")))
    draft.field("date-posted", spelling.time(record.get("createdAt")))
    draft.field("url", plain(record.get("hostedUrl")))
    draft.field("identifier", plain(record.get("reqCode")) or plain(record.get("id")))
    salary = within(record, "salaryRange")
    draft.field(
        "pay", spelling.pay(salary.get("currency"), salary.get("min"), salary.get("max"), salary.get("interval"))
    )
    add_body(draft, record.get("description") or record.get("descriptionPlain"))
    for part in objects(record.get("lists")):
        if isinstance(part.get("content"), str):
            add_list(draft, " ".join(texts(part.get("text"))), part["content"])
    add_body(draft, record.get("additional") or record.get("additionalPlain"))
    add_body(draft, record.get("salaryDescription") or record.get("salaryDescriptionPlain"))


def _add_places(draft: Draft, record: Record, categories: Record) -> None:
    places = texts(categories.get("location"))
    places += [place for place in texts(categories.get("allLocations")) if place not in places]
    remote = plain(record.get("workplaceType")).lower() == "remote"
    for place in places:
        # a town alone is settled by the country, which speaks of the only place
        alone = len(places) == 1 and "," not in place and not remote and "remote" not in place.lower()
        draft.field("location", spelling.place(place, record.get("country")) if alone else place)
    spelling.add_remote(draft, record.get("workplaceType"))
