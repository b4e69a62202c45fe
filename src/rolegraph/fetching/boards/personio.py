"""Personio: an XML feed of all positions, on a host of the organization's own; each becomes a JSON object."""

import re
from typing import Final
from xml.etree import ElementTree as ET

from rolegraph.fetching.failures import Failure
from rolegraph.fetching.listing import Board, Json, Listing, identified, text_of
from rolegraph.regexes import regex

# what could define entities, and with them a small answer that fills the memory
_DOCTYPE: Final = regex(r"<!(?:doctype|entity)", re.IGNORECASE)
_DEEPEST: Final = 50


def _read(body: bytes, url: str, name: str) -> Listing:  # noqa: ARG001 - as every board
    positions = [value for one in _feed(body).iter("position") if isinstance(value := _value(one), dict)]
    rows = (identified([one], "id", organization=text_of(one, "subcompany") or name) for one in positions)
    return Listing(tuple(row for few in rows for row in few))


def _feed(body: bytes) -> ET.Element:
    try:
        text = body.decode("utf-8-sig")
        if _DOCTYPE.search(text):
            raise Failure("the answer declares a document type, which no feed of postings needs")
        feed = ET.fromstring(text)  # noqa: S314 - without a document type there are no entities
    except UnicodeDecodeError as error:
        raise Failure(f"the answer is not UTF-8: {error}") from error
    except (ET.ParseError, ValueError) as error:
        raise Failure(f"the answer is no XML: {error}") from error
    if feed.tag != "workzag-jobs":
        raise Failure("the answer is no feed of positions (workzag-jobs): did the interface change?")
    return feed


def _value(element: ET.Element, depth: int = 0) -> Json:
    """Return an element as JSON: its text, or its children by name, in a list where several have the same name."""
    if depth > _DEEPEST:
        raise Failure("a position is nested too deep to be one")
    children: dict[str, Json] = {}
    for child in element:
        value = _value(child, depth + 1)
        if child.tag not in children:
            children[child.tag] = value
        elif isinstance(children[child.tag], list):
            children[child.tag].append(value)
        else:
            children[child.tag] = [children[child.tag], value]
    return children or (element.text or "").strip()


BOARD: Final = Board("https://{name}.jobs.personio.de", "/xml", _read, "application/xml, text/xml")
