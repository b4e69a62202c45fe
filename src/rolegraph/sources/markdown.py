"""Markdown, with or without front matter in YAML or TOML, read as the HTML that it renders to."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from rolegraph.drafts import Draft
from rolegraph.headers import fold
from rolegraph.postings import Posting
from rolegraph.regexes import regex
from rolegraph.sources import markup
from rolegraph.sources.columns import BODY, FIELD_OF, SECTIONS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_FRONT_MATTER: Final = regex(
    r"\A(?:---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(.*?)^\+\+\+)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE
)
_LONGEST_FRONT_MATTER: Final = 20_000
_TEMPLATE: Final = regex(r"\{%[^%\n]*%\}|\{\{[^{}\n]*\}\}|\{:[^{}\n]*\}")
# where a site shows what the front matter says: Jekyll's {{ page.salary }}
_VALUE: Final = regex(r"\{\{-?\s*page\.([\w-]{1,40})\s*-?\}\}")
_LONGEST_VALUE: Final = 200
_MARKS: Final = regex(r"[<>{}\[\]`*_|]")
_COMMENT: Final = regex(r"\{%-?\s*comment\s*-?%\}")
_END_OF_COMMENT: Final = regex(r"\{%-?\s*endcomment\s*-?%\}")
# front matter says in one word what a table says in two, and some words are the site's own
_FIELDS: Final = {
    **{key: name for key, name in FIELD_OF.items() if name != BODY and name not in SECTIONS},
    "date": "date-posted",
    "type": "employment-type",
    **dict.fromkeys(("id", "link", "applyurl", "name", "text"), ""),
}


def read(text: str, source: str, digest: str) -> Iterator[Posting]:
    """Read one Markdown posting.

    Args:
        text: CommonMark with tables; template tags (`{% ... %}`, `{{ ... }}`) are no text, but those that show a
            value of the front matter (`{{ page.salary }}`) are that value.
        source: Its name.
        digest: SHA-256 of its bytes.

    Yields:
        One posting; the known keys of its front matter become fields.
    """
    draft = Draft(source, digest)
    shown: dict[str, str] = {}
    if front := _FRONT_MATTER.match(text):
        if len(front[0]) > _LONGEST_FRONT_MATTER:
            draft.problems.append(f"front matter left out: longer than {_LONGEST_FRONT_MATTER:,} characters")
        else:
            shown = _add_front_matter(draft, front)
        text = text[front.end() :]
    text = _VALUE.sub(lambda tag: shown.get(tag[1], " "), _without_comments(text))
    tree = markup.parse(_renderer().render(_TEMPLATE.sub(" ", text)), draft.problems)
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


def _add_front_matter(draft: Draft, front: re.Match[str]) -> dict[str, str]:
    """Add what the front matter says as fields; return its short values by key, for the text to show."""
    try:
        data = _parse_yaml(front[1]) if front[1] is not None else _parse_toml(front[2])
    except (ValueError, RecursionError) as error:
        draft.problems.append(f"front matter left out: {' '.join(str(error).split())[:120]}")
        return {}
    if not isinstance(data, dict):
        return {}
    for key, value in data.items():
        if name := _FIELDS.get(fold(str(key))):
            # one level only: aliases can make a few lines into a billion values
            for one in value if isinstance(value, list) else [value]:
                draft.field(name, _plain(one.get("name") if isinstance(one, dict) else one))
    plain = {str(key): " ".join(_plain(value).split()) for key, value in data.items()}
    # a value is shown as it is: what marks up text or code in it is left to the fields
    return {key: one for key, one in plain.items() if len(one) <= _LONGEST_VALUE and not _MARKS.search(one)}


def _parse_yaml(text: str) -> Any:
    import yaml

    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes nothing but text and lists
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _parse_toml(text: str) -> Any:
    import tomllib

    return tomllib.loads(text)


def _plain(value: Any) -> str:
    # TOML has dates and numbers of its own
    return str(value) if isinstance(value, str | int | float | date) and not isinstance(value, bool) else ""
