"""schema.org JobPosting data in a page (JSON-LD), as fields of the posting.

The vocabulary is https://schema.org/JobPosting; what publishers really write is looser, so every property may be text,
an object, or a list of either.
"""

import json
from collections import deque
from collections.abc import Iterator
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from rolegraph.drafts import Draft
from rolegraph.regexes import regex

Json = Any

_CONTROL: Final = regex(r"[\x00-\x1f]")
_TRAILING: Final = regex(r",(?=\s*[}\]])")
# what XHTML and old pages put around a script
_WRAPPERS: Final = (
    ("/*<![CDATA[*/", "/*]]>*/"),
    ("//<![CDATA[", "//]]>"),
    ("<![CDATA[", "]]>"),
    ("<!--", "//-->"),
    ("", "-->"),
)
_TEXT_FIELDS: Final = {
    "title": "title",
    "datePosted": "date-posted",
    "validThrough": "valid-through",
    "employmentType": "employment-type",
    "url": "url",
    "industry": "industry",
    "inLanguage": "language",
    "employmentUnit": "unit",
}


def add_fields(draft: Draft, tree: LexborHTMLParser) -> str:
    """Add the fields of the first JobPosting in the page's JSON-LD, if there is one.

    Args:
        draft: The posting being read; gets a problem for a block of JSON-LD that cannot be read.
        tree: The page.

    Returns:
        The posting's description there, HTML or plain text, else "".
    """
    for script in tree.css('script[type*="ld+json"]'):
        try:
            posting = next(job_postings(parse_loosely(script.text())), None)
            if posting is not None:
                add_posting(draft, posting)
                return _plain(posting.get("description"))
        except (ValueError, RecursionError) as error:
            draft.problems.append(f"a block of JSON-LD left out: {str(error)[:120]}")
    return ""


def parse_loosely(text: str) -> Json:
    """Parse JSON with the slips that pages make: control characters, trailing commas, a closing `};`.

    Raises:
        ValueError: It is not JSON even so.
        RecursionError: It is nested too deep.

    Example:
        >>> parse_loosely('{"title": "Cook",};')
        {'title': 'Cook'}
    """
    text = text.strip()
    for start, end in _WRAPPERS:
        text = text.removeprefix(start).removesuffix(end).strip()
    text = text.removesuffix(";")
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError:
        return json.loads(_TRAILING.sub("", _CONTROL.sub(" ", text)), strict=False)


def job_postings(data: Json) -> Iterator[dict[str, Json]]:
    """Yield the JobPosting objects in JSON-LD, at the top, in a list or in `@graph`, in document order.

    Example:
        >>> [job["title"] for job in job_postings({"@graph": [{"@type": ["JobPosting"], "title": "Cook"}]})]
        ['Cook']
    """
    queue = deque([data])
    while queue:
        node = queue.popleft()
        if isinstance(node, list):
            queue.extend(node)
        elif isinstance(node, dict):
            if any(str(kind).rsplit("/", 1)[-1] == "JobPosting" for kind in _many(node.get("@type"))):
                yield node
            queue.extend(node[key] for key in ("@graph", "mainEntity", "itemListElement", "item") if key in node)


def add_posting(draft: Draft, posting: dict[str, Json]) -> None:
    """Add what one JobPosting object states as fields.

    Args:
        draft: The posting being read.
        posting: The object, its values as the publisher wrote them.
    """
    for key, name in _TEXT_FIELDS.items():
        for one in _many(posting.get(key)):
            draft.field(name, _plain(one))
    for organization in _many(posting.get("hiringOrganization")):
        draft.field("organization", _plain(organization))
        if isinstance(organization, dict):
            draft.field("organization-url", _plain(organization.get("sameAs") or organization.get("url")))
    for place in _many(posting.get("jobLocation")):
        draft.field("location", _place(place))
    if any(_plain(kind).upper() == "TELECOMMUTE" for kind in _many(posting.get("jobLocationType"))):
        scopes = [_plain(scope) for scope in _many(posting.get("applicantLocationRequirements"))]
        for scope in scopes or [""]:
            draft.field("remote", f"Remote ({scope})" if scope else "Remote")
    for identifier in _many(posting.get("identifier")):
        draft.field("identifier", _plain(identifier, "value"))
    for salary in _many(posting.get("baseSalary")):
        draft.field("pay", _pay(salary))


def _many(value: Json) -> list[Json]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _plain(value: Json, *keys: str) -> str:
    """Return the text of a value: itself, or the first of `keys`, `name`, `@id` that an object has."""
    if isinstance(value, dict):
        return next((_plain(value[key]) for key in (*keys, "name", "@id") if value.get(key)), "")
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _place(place: Json) -> str:
    address = place.get("address", place) if isinstance(place, dict) else place
    if not isinstance(address, dict):
        return _plain(address)
    parts = [_plain(address.get(key)) for key in ("addressLocality", "addressRegion", "addressCountry")]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or _plain(place)


def _pay(salary: Json) -> str:
    """Spell pay as "EUR 50000-70000 YEAR", the form that the extractor of pay reads from a field."""
    if not isinstance(salary, dict):
        return _plain(salary)
    amount = salary.get("value")
    inner = amount if isinstance(amount, dict) else salary
    low = _plain(inner.get("minValue")) or _plain(inner.get("value"))
    high = _plain(inner.get("maxValue"))
    number = f"{low}-{high}" if low and high and low != high else low or high
    if not number:
        return ""
    return " ".join(part for part in (_plain(salary.get("currency")), number, _plain(inner.get("unitText"))) if part)
