"""Which column of a table, or key of a record, holds what: one table of known names, and what a user says of others.

Names are compared without regard to case, spaces, underscores and camel case: "Job Title", "job_title" and "jobTitle"
are one. A dot goes into an object.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rolegraph.errors import UsageError
from rolegraph.headers import LONGEST_NAME, fold
from rolegraph.sources.loose import Json, Record

BODY: Final = "body"
"""What the text of a posting is called where fields are named."""

SECTIONS: Final = ("responsibilities", "requirements", "benefits")
"""Parts of the text that tables keep in columns of their own; each is read under a heading."""

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "job_title", "position", "position_title", "posting_title", "role", "name", "text"),
    "organization": (
        "company",
        "company_name",
        "organization",
        "organisation",
        "organization_name",
        "employer",
        "employer_name",
        "hiring_organization.name",
    ),
    "location": (
        "location",
        "location_name",
        "locations",
        "city",
        "categories.location",
        "job_location",
        "candidate_required_location",
        "work_location",
        "place",
    ),
    "unit": ("department", "departments", "team", "business_unit", "categories.team", "categories.department"),
    "employment-type": (
        "employment_type",
        "job_type",
        "contract_type",
        "work_type",
        "commitment",
        "categories.commitment",
    ),
    "date-posted": (
        "date_posted",
        "published_at",
        "first_published",
        "posted",
        "posted_at",
        "posting_date",
        "publication_date",
        "created_at",
    ),
    "valid-through": ("valid_through", "closing_date", "application_deadline", "deadline", "closes", "expires_at"),
    "pay": ("salary", "pay", "salary_range", "pay_range", "compensation", "salary_estimate"),
    "industry": ("industry", "sector"),
    "url": ("absolute_url", "hosted_url", "job_url", "url", "link", "job_link", "apply_url"),
    "identifier": ("requisition_id", "id", "job_id", "posting_id", "reference"),
    "language": ("language", "lang"),
    BODY: (
        "content",
        "description_html",
        "description",
        "body",
        "description_plain",
        "job_description",
        "full_description",
        "job_description_html",
        "posting_text",
        "job_text",
        "text",
    ),
    "responsibilities": ("responsibilities", "job_responsibilities", "key_responsibilities", "duties", "job_duties"),
    "requirements": (
        "requirements",
        "job_requirements",
        "qualifications",
        "required_qualifications",
        "minimum_qualifications",
        "preferred_qualifications",
    ),
    "benefits": ("benefits", "perks", "what_we_offer"),
}
"""What each field may be called, the surest name first."""

DELIMITERS: Final = (",", ";", "\t", "|")
"""What stands between the cells of a table; of those that fit alike, the first is taken."""
_LONGEST_HEADER: Final = 4000


class Columns(NamedTuple):
    """Which columns hold what.

    Args:
        names: For each field the columns to look in, the surest first.
        mapped: The fields whose columns the user named: all of them are taken, not only the first that is filled.
    """

    names: dict[str, tuple[str, ...]]
    mapped: frozenset[str] = frozenset()


KNOWN: Final = Columns(NAMES)
"""What is known without a user's word."""


FIELD_OF: Final[dict[str, str]] = {
    fold(name): field for field, names in reversed(NAMES.items()) for name in names if "." not in name
}
"""The field that a name alone, folded, stands for."""


def find(record: Record, keys: Mapping[str, str], name: str) -> tuple[str, Json]:
    """Look a column up in a record.

    Args:
        record: The record.
        keys: Its keys by their folded names, as `keys_of` gives them.
        name: A column's name; dots may go into objects.

    Returns:
        The key of the record, "" when it has none of that name, and its value.

    Example:
        >>> record = {"Job Title": "Porter", "office": {"city": "Oslo"}}
        >>> find(record, keys_of(record), "job_title"), find(record, keys_of(record), "office.city")
        (('Job Title', 'Porter'), ('office', 'Oslo'))
    """
    if name in record:
        return name, record[name]
    if (key := keys.get(fold(name))) is not None:
        return key, record[key]
    first, dot, rest = name.partition(".")
    if dot and isinstance(inner := record.get(keys.get(fold(first), "")), dict):
        return keys[fold(first)], find(inner, keys_of(inner), rest)[1]
    return "", None


def keys_of(record: Record) -> dict[str, str]:
    """Return the keys of a record by their folded names, the first of those that are alike."""
    return {fold(key): key for key in reversed(record)}


def is_header(line: str) -> bool:
    """Tell whether a line is the header of a table of postings: short names, two of them known, one for what is read.

    Example:
        >>> is_header("id;Job Title;Company"), is_header("Porter, Oslo"), is_header("Title, Location: Oslo")
        (True, False, False)
    """
    if len(line) > _LONGEST_HEADER:
        return False
    for delimiter in DELIMITERS:
        if delimiter in line:
            cells = [fold(cell) for cell in line.split(delimiter)]
            fields = [field for cell in cells if (field := FIELD_OF.get(cell))]
            if len(fields) > 1 and max(map(len, cells)) <= LONGEST_NAME and {"title", BODY} & {*fields}:
                return True
    return False


def check_map(chosen: Mapping[str, Sequence[str]]) -> None:
    """Refuse a map that names what is no field.

    Raises:
        UsageError: It does; the message lists the fields.
    """
    if chosen.keys() <= NAMES.keys():
        return
    from rolegraph.rosters.layouts import FIELDS

    for field in chosen:
        if field not in NAMES and field not in FIELDS:
            names = ", ".join(dict.fromkeys((*NAMES, *FIELDS)))
            raise UsageError(f"map {field!r}: no field is called so: choose among {names}")
