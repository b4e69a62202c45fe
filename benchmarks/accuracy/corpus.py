"""The development postings: their bytes, the company each belongs to, and what rolegraph makes of them."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.accuracy.places import CORPUS
from rolegraph.facts import Fact
from rolegraph.pipeline import Converted, convert, find_facts

TABLES: Final = ("glassdoor", "armenian", "election")
"""The corpora that are a file of records."""

FOLDERS: Final = {"tts": "tts", "gitlab": "gitlab/job-families", "sourcegraph": "sourcegraph"}
"""The corpora that are a folder of pages, each of one organization."""


class Sample(NamedTuple):
    """One posting.

    Args:
        id: As the gold names it.
        company: Whose it is; postings of one company are never on both sides of a split.
        name: The name of its file.
        data: Its bytes; for a record its line.
        record: The record, for a posting of a table; else empty.
    """

    id: str
    company: str
    name: str
    data: bytes
    record: dict[str, Any]


@cache
def table(name: str) -> dict[str, Sample]:
    """Return the postings of a table by id, in order."""
    found = {}
    for line in (CORPUS / f"{name}.jsonl").read_bytes().splitlines():
        record = json.loads(line)
        company = record.get("company") or record.get("columns", {}).get("Company") or record["id"]
        found[record["id"]] = Sample(record["id"], str(company).strip().casefold(), f"{name}.jsonl", line, record)
    return found


def sample(gold: dict[str, Any]) -> Sample:
    """Return the posting that a row of gold speaks of."""
    source = gold["source"].partition("/")[0]  # some name the folder, some what it is in
    if source in TABLES:
        return table(source)[gold["id"]]
    path = page(source, gold["file"])
    return Sample(gold["id"], source, path.name, path.read_bytes(), {})


def page(source: str, name: str) -> Path:
    """Return the path of a page, by its name or its place in the corpora."""
    return CORPUS / FOLDERS[source] / Path(name).name


def all_records() -> Iterator[Sample]:
    """Yield the postings of all tables: those whose reporting lines are judged."""
    for name in TABLES:
        yield from table(name).values()


class Read(NamedTuple):
    """What rolegraph makes of a posting.

    Args:
        sample: The posting.
        converted: As built; None where it is refused.
        raw: Its facts before their confidences are calibrated.
    """

    sample: Sample
    converted: Converted | None
    raw: tuple[Fact, ...]


@cache
def _read(name: str, data: bytes) -> tuple[Converted | None, tuple[Fact, ...]]:
    first = next(iter(convert(data, name)), None)
    if not isinstance(first, Converted):
        return None, ()
    return first, find_facts(first.posting)


def read(one: Sample) -> Read:
    """Build one posting."""
    return Read(one, *_read(one.name, one.data))
