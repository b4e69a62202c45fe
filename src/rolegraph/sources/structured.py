"""schema.org JobPosting data in a page (JSON-LD), as fields of the posting.

The vocabulary is https://schema.org/JobPosting; what publishers really write is looser, so every property may be text,
an object, or a list of either.
"""

import html
import json
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from rolegraph.drafts import Draft
from rolegraph.regexes import regex
from rolegraph.sources import spelling
from rolegraph.sources.loose import Json, Record, many, plain

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


# a posting speaks of its organization and places; whatever asks for more copies of a node is no posting
_MOST_REFERENCES: Final = 200
_DEEPEST_REFERENCE: Final = 4


def read_scripts(tree: LexborHTMLParser, problems: list[str]) -> list[Record]:
    """Return the JobPostings in the JSON-LD of a page.

    Args:
        tree: The page.
        problems: Gets a sentence for a block of JSON-LD that cannot be read.

    Returns:
        The postings of all scripts in document order, one that is there twice only once.
    """
    found: dict[str, Record] = {}
    for script in tree.css('script[type*="ld+json"]'):
        try:
            for posting in job_postings(parse_loosely(script.text())):
                found.setdefault(_identity(posting), posting)
        except (ValueError, RecursionError) as error:
            problems.append(f"a block of JSON-LD left out: {str(error)[:120]}")
    return list(found.values())


def _identity(posting: Record) -> str:
    """Return what two copies of a posting share: title, place and address or number; without those all of it."""
    named = [plain(posting.get("url")), *(plain(one, "value") for one in many(posting.get("identifier")))]
    if not any(named):
        return json.dumps(posting, sort_keys=True)
    places = [_place(one) for one in many(posting.get("jobLocation"))]
    return json.dumps([plain(posting.get("title")), named, places])


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


def job_postings(data: Json) -> Iterator[Record]:
    """Yield the JobPosting objects in JSON-LD in document order, wherever they stand, but for those inside of others.

    What they say of a node by its `@id` alone is filled in from where that node stands.

    Example:
        >>> [job["title"] for job in job_postings({"@graph": [{"@type": ["JobPosting"], "title": "Cook"}]})]
        ['Cook']
        >>> graph = [{"@type": "JobPosting", "hiringOrganization": {"@id": "#us"}}, {"@id": "#us", "name": "Quill"}]
        >>> next(job_postings({"@graph": graph}))["hiringOrganization"]["name"]
        'Quill'
    """
    postings: list[Record] = []
    nodes: dict[str, Record] = {}
    stack = [data]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            if isinstance(name := node.get("@id"), str) and len(node) > 1:
                nodes.setdefault(name, node)
            if is_job_posting(node):
                postings.append(node)
            else:
                stack.extend(reversed(node.values()))
    for posting in postings:
        yield _fill(posting, nodes, [_MOST_REFERENCES]) if nodes else posting


def is_job_posting(node: Record) -> bool:
    """Tell whether a node of JSON-LD is of the type JobPosting, whatever the spelling of its IRI."""
    return any(str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1] == "JobPosting" for kind in many(node.get("@type")))


def _fill(value: Json, nodes: dict[str, Record], left: list[int], depth: int = 0) -> Json:
    """Return a value with the nodes that it refers to; `left` holds how many references may still be followed."""
    if depth > _DEEPEST_REFERENCE:
        return value
    if isinstance(value, list):
        return [_fill(one, nodes, left, depth + 1) for one in value]
    if not isinstance(value, dict):
        return value
    name = value.get("@id")
    if isinstance(name, str) and name in nodes and value.keys() <= {"@id", "@type"} and left[0] > 0:
        left[0] -= 1
        value = nodes[name]
    return {key: _fill(one, nodes, left, depth + 1) for key, one in value.items()}


def add_posting(draft: Draft, posting: Record) -> None:
    """Add what one JobPosting object states as fields.

    Args:
        draft: The posting being read.
        posting: The object, its values as the publisher wrote them.
    """
    for key, name in _TEXT_FIELDS.items():
        for one in many(posting.get(key)):
            # text inside of a script has no entities; publishers write them all the same
            draft.field(name, html.unescape(plain(one)))
    for organization in many(posting.get("hiringOrganization")):
        draft.field("organization", html.unescape(plain(organization)))
        if isinstance(organization, dict):
            draft.field("organization-url", plain(organization.get("sameAs") or organization.get("url")))
    for place in many(posting.get("jobLocation")):
        draft.field("location", _place(place))
    if any(plain(kind).upper() == "TELECOMMUTE" for kind in many(posting.get("jobLocationType"))):
        scopes = [plain(scope) for scope in many(posting.get("applicantLocationRequirements"))]
        for scope in scopes or [""]:
            draft.field("remote", f"Remote ({scope})" if scope else "Remote")
    for identifier in many(posting.get("identifier")):
        draft.field("identifier", plain(identifier, "value"))
    for salary in many(posting.get("baseSalary")):
        draft.field("pay", _pay(salary))


def _place(place: Json) -> str:
    address = place.get("address", place) if isinstance(place, dict) else place
    if not isinstance(address, dict):
        return plain(address)
    parts = [plain(address.get(key)) for key in ("addressLocality", "addressRegion", "addressCountry")]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or plain(place)


def _pay(salary: Json) -> str:
    """Spell pay as "EUR 50000-70000 YEAR", the form that the extractor of pay reads from a field."""
    if not isinstance(salary, dict):
        return plain(salary)
    amount = salary.get("value")
    inner = amount if isinstance(amount, dict) else salary
    low, high = (plain(inner.get(bound)) or plain(inner.get("value")) for bound in ("minValue", "maxValue"))
    if not (low or high) and isinstance(amount, str | int | float):
        low = high = plain(amount)
    unit = plain(inner.get("unitText")) or plain(salary.get("unitText"))
    spelled = spelling.pay(salary.get("currency") or inner.get("currency"), low, high, unit)
    # words in place of a number ("50k") are read as prose would be
    return spelled or " ".join(
        dict.fromkeys(one for one in (plain(salary.get("currency")), low, high) if one and (low or high))
    )
