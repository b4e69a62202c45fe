"""Ashby: https://developers.ashbyhq.com/docs/public-job-posting-api (`/posting-api/job-board/NAME`)."""

from collections.abc import Iterator
from typing import Final

from rolegraph.drafts import Draft
from rolegraph.sources import spelling
from rolegraph.sources.bodies import add_body
from rolegraph.sources.loose import Record, objects, plain, within

LISTS: Final = ("jobs",)

_BESIDE_URL: Final = frozenset(
    ("isListed", "isRemote", "publishedAt", "descriptionHtml", "descriptionPlain", "employmentType", "applyUrl")
)


def is_posting(record: Record) -> bool:
    """Tell from its keys whether a record is a posting of this board."""
    return ("jobUrl" in record and not _BESIDE_URL.isdisjoint(record)) or (
        "descriptionHtml" in record and "isListed" in record
    )


def add(draft: Draft, record: Record, answer: Record) -> None:  # noqa: ARG001 - a board
    """Add the posting in a record."""
    draft.field("title", plain(record.get("title")))
    spelling.add_employer(draft, record)
    _add_places(draft, record)
    for unit in (record.get("team"), record.get("department")):
        draft.field("unit", plain(unit))
    draft.field("employment-type", spelling.employment(record.get("employmentType")))
    draft.field("date-posted", spelling.time(record.get("publishedAt")))
    draft.field("url", plain(record.get("jobUrl")))
    draft.field("identifier", plain(record.get("id")))
    for salary in _salaries(within(record, "compensation")):
        draft.field("pay", salary)
    add_body(draft, record.get("descriptionHtml") or record.get("descriptionPlain"))


def _add_places(draft: Draft, record: Record) -> None:
    stated = plain(record.get("location"))
    address = _address(record)
    # "HQ" and "Office" name no place: the address does
    draft.field("location", stated if "," in stated or not address else address)
    for other in objects(record.get("secondaryLocations")):
        draft.field("location", _address(other) or plain(other.get("location")))
    kind = record.get("workplaceType")
    # the flag is older than the kind, and is set for hybrid work too
    spelling.add_remote(draft, kind if plain(kind) else record.get("isRemote"))


def _address(record: Record) -> str:
    address = within(record, "address.postalAddress") or within(record, "address")
    return spelling.place(*(address.get(f"address{part}") for part in ("Locality", "Region", "Country")))


def _salaries(compensation: Record) -> Iterator[str]:
    """Yield the salaries of all tiers, else of the summary, else the summary's words."""
    components = [
        component
        for tier in objects(compensation.get("compensationTiers"))
        for component in objects(tier.get("components"))
    ]
    found = False
    for one in components or objects(compensation.get("summaryComponents")):
        if plain(one.get("compensationType")) == "Salary":
            spelled = spelling.pay(
                one.get("currencyCode"), one.get("minValue"), one.get("maxValue"), one.get("interval")
            )
            found = found or bool(spelled)
            yield spelled
    if not found:
        yield plain(compensation.get("scrapeableCompensationSalarySummary"))
