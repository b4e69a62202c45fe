"""Markdown, with or without YAML front matter, read as the HTML that it renders to."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from rolegraph.drafts import Draft
from rolegraph.postings import Posting
from rolegraph.regexes import regex
from rolegraph.sources import markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_FRONT_MATTER: Final = regex(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_LONGEST_FRONT_MATTER: Final = 20_000
_TEMPLATE: Final = regex(r"\{%[^%\n]*%\}|\{\{[^{}\n]*\}\}|\{:[^{}\n]*\}")
_COMMENT: Final = regex(r"\{%-?\s*comment\s*-?%\}")
_END_OF_COMMENT: Final = regex(r"\{%-?\s*endcomment\s*-?%\}")
_FIELDS: Final = {
    "title": "title",
    "job_title": "title",
    "role": "title",
    "company": "organization",
    "organization": "organization",
    "organisation": "organization",
    "location": "location",
    "locations": "location",
    "department": "unit",
    "team": "unit",
    "date": "date-posted",
    "posted": "date-posted",
    "date_posted": "date-posted",
    "dateposted": "date-posted",
    "closes": "valid-through",
    "closing_date": "valid-through",
    "valid_through": "valid-through",
    "validthrough": "valid-through",
    "deadline": "valid-through",
    "type": "employment-type",
    "employment_type": "employment-type",
    "employmenttype": "employment-type",
    "url": "url",
    "lang": "language",
    "industry": "industry",
    "salary": "pay",
}


def read(text: str, source: str, digest: str) -> Iterator[Posting]:
    """Read one Markdown posting.

    Args:
        text: CommonMark with tables; template tags (`{% ... %}`, `{{ ... }}`) are no text.
        source: Its name.
        digest: SHA-256 of its bytes.

    Yields:
        One posting; the known keys of its front matter become fields.
    """
    draft = Draft(source, digest)
    if front := _FRONT_MATTER.match(text):
        if len(front[1]) > _LONGEST_FRONT_MATTER:
            draft.problems.append(f"front matter left out: longer than {_LONGEST_FRONT_MATTER:,} characters")
        else:
            _add_front_matter(draft, front[1])
        text = text[front.end() :]
    tree = markup.parse(_renderer().render(_TEMPLATE.sub(" ", _without_comments(text))), draft.problems)
    markup.add_blocks(draft, tree.body)
    yield draft.finish()


def _without_comments(text: str) -> str:
    """Leave out what stands between the tags of a template's comment; one without an end stays."""
    kept = []
    at = 0
    while (start := _COMMENT.search(text, at)) and (end := _END_OF_COMMENT.search(text, start.end())):
        kept.append(text[at : start.start()])
        at = end.end()
    return " ".join((*kept, text[at:]))


@cache
def _renderer() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("table")


def _add_front_matter(draft: Draft, text: str) -> None:
    import yaml

    try:
        data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes nothing but text and lists
    except (yaml.YAMLError, RecursionError) as error:
        draft.problems.append(f"front matter left out: {' '.join(str(error).split())[:120]}")
        return
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        if name := _FIELDS.get(str(key).lower().replace("-", "_")):
            for one in value if isinstance(value, list) else [value]:
                draft.field(name, _plain(one))


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else ""
