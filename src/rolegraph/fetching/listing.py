"""What a board's answer holds, whichever board it is: postings, and further addresses that belong to it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rolegraph.fetching.failures import Failure

Json = Any
Record = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Listing:
    """One answer of a board, understood.

    Args:
        postings: The postings in it: what the board calls each, and the posting itself.
        further: Addresses where more of the board is, in the order in which to ask.
    """

    postings: tuple[tuple[str, Record], ...] = ()
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """How a kind of board is read.

    Args:
        base: Where its interface is; `{name}` stands for the board's name.
        path: What follows, up to the first answer; `{name}` stands for the board's name.
        read: Understands an answer: its bytes, the address it was asked from, and the board's name.
        accept: The content types that are asked for.
    """

    base: str
    path: str
    read: Callable[[bytes, str, str], Listing]
    accept: str = "application/json"

    def start(self, name: str, base: str = "") -> str:
        """Return where to begin.

        Args:
            name: The board's name, quoted as a URL needs it.
            base: What to use in place of the usual base; "" uses that.
        """
        return ((base or self.base).rstrip("/") + self.path).replace("{name}", name)


def parse_json(body: bytes) -> Json:
    """Return what a JSON answer says.

    Raises:
        Failure: It is no JSON.

    Example:
        >>> parse_json(b'{"jobs": []}')
        {'jobs': []}
    """
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Failure(f"the answer is no JSON: {error}") from error


def records(document: Json, key: str) -> list[Record]:
    """Return the objects in a list of an answer.

    Args:
        document: The answer.
        key: Where in it the list stands; "" where it is the list.

    Raises:
        Failure: There is no such list.

    Example:
        >>> records({"jobs": [{"id": 1}, None]}, "jobs")
        [{'id': 1}]
    """
    found = document
    if key:
        found = document.get(key) if isinstance(document, dict) else None
    if not isinstance(found, list):
        raise Failure(f"the answer is no list of postings{f' ({key!r})' if key else ''}: did the interface change?")
    return [one for one in found if isinstance(one, dict)]


def identified(found: list[Record], key: str, *, organization: str) -> tuple[tuple[str, Record], ...]:
    """Return records with what the board calls each, and with the organization where they do not name it themselves.

    Args:
        found: The records.
        key: Where in a record its identifier stands.
        organization: Who hires.

    Returns:
        Identifier and record, in the same order; "" where a record has no identifier.

    Example:
        >>> identified([{"id": 7}], "id", organization="Skerrow Tidal")
        (('7', {'id': 7, 'company_name': 'Skerrow Tidal'}),)
    """
    return tuple((_identifier(one.get(key)), _with_organization(one, organization)) for one in found)


def _identifier(value: Json) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _with_organization(record: Record, organization: str) -> Record:
    named = record.get("company_name") or record.get("company")
    return record if named else {**record, "company_name": organization}


def text_of(document: Json, key: str) -> str:
    """Return a text in an answer; "" where there is none."""
    value = document.get(key) if isinstance(document, dict) else None
    return value if isinstance(value, str) else ""
