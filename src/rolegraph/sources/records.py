"""Postings as records: JSON Lines, JSON lists and the answers of job boards, one posting a record.

Columns are known by the names that job boards and data sets give them; `--map` is for others.
"""

import hashlib
import html as entities
import json
from collections.abc import Iterator
from typing import Any, Final

from rolegraph.drafts import Draft
from rolegraph.errors import InputError, MalformedInput
from rolegraph.postings import Posting
from rolegraph.sources import html, markup, structured, text

Json = Any

# what each field may be called, the surest name first; dots go into objects
_COLUMNS: Final = {
    "title": ("title", "job_title", "jobTitle", "position", "name", "text"),
    "organization": ("company", "company_name", "companyName", "organization", "employer", "hiringOrganization.name"),
    "location": (
        "location",
        "locationName",
        "city",
        "categories.location",
        "jobLocation",
        "candidate_required_location",
    ),
    "unit": ("department", "departments", "team", "categories.team", "categories.department"),
    "employment-type": ("employmentType", "employment_type", "job_type", "commitment", "categories.commitment"),
    "date-posted": ("datePosted", "publishedAt", "first_published", "date_posted", "created_at"),
    "url": ("absolute_url", "hostedUrl", "jobUrl", "url", "apply_url"),
    "identifier": ("requisition_id", "id"),
    "language": ("language", "lang"),
}
_BODIES: Final = (
    "content",
    "descriptionHtml",
    "description",
    "body",
    "descriptionPlain",
    "job_description",
    "description_html",
    "text",
)
_LISTS: Final = ("jobs", "results", "data", "postings", "offers", "hits")
_LONGEST_TITLE: Final = 200
_TOO_DEEP: Final = "JSON nested too deep to be a posting"


def read_lines(data: str, source: str, digest: str) -> Iterator[Posting | InputError]:  # noqa: ARG001 - a reader
    """Read JSON Lines, one posting a line.

    Args:
        data: The text.
        source: Its name; a posting's source is this with `#L` and the line number from 1.
        digest: SHA-256 of its bytes; not used, as every line has one of its own.

    Yields:
        For each line that is not blank its posting, or what is wrong with it.
    """
    for number, line in enumerate(data.split("\n"), 1):
        if line.strip():
            yield _attempt_line(line, f"{source}#L{number}")


def _attempt_line(line: str, source: str) -> Posting | InputError:
    try:
        record = _parse(line, source)
    except InputError as error:
        return error
    if not isinstance(record, dict):
        return MalformedInput(source, "not a JSON object: give one posting a line")
    return _attempt(record, source, "")


def read_document(data: str, source: str, digest: str) -> Iterator[Posting | InputError]:
    """Read a JSON document: one posting, a list of them, or a job board's answer.

    Args:
        data: The text.
        source: Its name; in a list a posting's source is this with `#` and its number from 1.
        digest: SHA-256 of its bytes.

    Yields:
        Postings in document order, or what is wrong with one.

    Raises:
        MalformedInput: Not JSON, or no posting in it.
    """
    try:
        records = _records(_parse(data, source))
    except RecursionError:
        raise MalformedInput(source, _TOO_DEEP) from None
    if not records:
        raise MalformedInput(
            source, "no posting in it: give an object with a title and a description, or a list of them"
        )
    for number, record in enumerate(records, 1):
        alone = len(records) == 1
        yield _attempt(record, source if alone else f"{source}#{number}", digest if alone else "")


def _attempt(record: dict[str, Json], source: str, digest: str) -> Posting | InputError:
    try:
        return read_record(record, source, digest)
    except RecursionError:
        return MalformedInput(source, _TOO_DEEP)


def read_record(record: dict[str, Json], source: str, digest: str = "") -> Posting:
    """Read one record.

    Args:
        record: Column names and values.
        source: Its name.
        digest: SHA-256 of its bytes; "" computes it from the record.

    Returns:
        The posting: known columns as fields, then the body.
    """
    spelled = json.dumps(record, ensure_ascii=True, sort_keys=True)
    draft = Draft(source, digest or hashlib.sha256(spelled.encode()).hexdigest())
    body_key = next((key for key in _BODIES if _is_body(key, record.get(key))), "")
    if record.get("@type") == "JobPosting":
        structured.add_posting(draft, record)
    else:
        for name, keys in _COLUMNS.items():
            values = next((v for key in keys if key != body_key and (v := _texts(_look_up(record, key)))), [])
            for one in values:
                draft.field(name, one)
    if body_key:
        _add_body(draft, record[body_key])
    lists = record.get("lists")
    for part in lists if isinstance(lists, list) else ():
        if isinstance(part, dict) and isinstance(part.get("content"), str):
            heading = entities.escape(" ".join(_texts(part.get("text"))))
            _add_body(draft, f"<h3>{heading}</h3><ul>{part['content']}</ul>")
    return draft.finish()


def _is_body(key: str, value: Json) -> bool:
    if not isinstance(value, str) or not value.strip():
        return False
    # Lever calls the title "text", as data sets call the body
    return key != "text" or len(value) > _LONGEST_TITLE or "\n" in value.strip()


def _add_body(draft: Draft, body: str) -> None:
    # JSON can spell lone surrogates, which the parser of HTML would drop unsaid
    body = draft.mend(html.unescape_markup(body))
    if looks_like_markup(body):
        markup.add_blocks(draft, markup.parse(body, draft.problems).body)
    else:
        text.add_lines(draft, body)


def looks_like_markup(body: str) -> bool:
    """Tell whether a text is HTML: whether a tag that posting bodies are made of closes in it.

    Example:
        >>> looks_like_markup("<p>Hello</p>"), looks_like_markup("a < b and c > d")
        (True, False)
    """
    return any(tag in body for tag in ("</p>", "</div>", "</li>", "<br", "</h", "</strong>", "</span>", "</td>", "<p>"))


def _parse(data: str, source: str) -> Json:
    try:
        return json.loads(data, strict=False)
    except ValueError as error:
        raise MalformedInput(source, f"not JSON: {error}") from None
    except RecursionError:
        raise MalformedInput(source, _TOO_DEEP) from None


def _records(document: Json) -> list[dict[str, Json]]:
    if isinstance(document, dict):
        if postings := list(structured.job_postings(document)):
            return postings
        for key in _LISTS:
            if isinstance(document.get(key), list):
                return _records(document[key])
        document = [document]
    if not isinstance(document, list):
        return []
    return [record for record in document if isinstance(record, dict)]


def _look_up(record: Json, path: str) -> Json:
    for key in path.split("."):
        record = record.get(key) if isinstance(record, dict) else None
    return record


def _texts(value: Json) -> list[str]:
    if isinstance(value, list):
        return [one for item in value for one in _texts(item)]
    if isinstance(value, dict):
        return _texts(value.get("name") or value.get("text"))
    if isinstance(value, bool) or value is None:
        return []
    return [str(value)] if str(value).strip() else []
