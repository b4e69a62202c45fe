"""The prose of a record: HTML, escaped HTML or plain text, with or without a heading of its own."""

import html as entities
import re
from typing import Final

from rolegraph.drafts import Draft
from rolegraph.regexes import regex
from rolegraph.sources import markup, text
from rolegraph.sources.loose import Json

_ESCAPED: Final = regex(r"&(?:amp;)*lt;/?(?:p|div|ul|li|strong|br|h[1-6]|span|b)\b", re.IGNORECASE)
_TAGS: Final = ("</p>", "</div>", "</li>", "<br", "</h", "</strong>", "</span>", "</td>", "<p>", "<li>", "</ul>")
_TAG: Final = regex(r"</?[a-zA-Z]")


def add_body(draft: Draft, body: Json) -> None:
    """Add a body as prose; nothing happens when it is no text or blank.

    Args:
        draft: The posting being read.
        body: HTML, entity-escaped or not, or plain text.
    """
    if not isinstance(body, str) or not body.strip():
        return
    # JSON can spell lone surrogates, which the parser of HTML would drop unsaid
    body = draft.mend(unescape_markup(body))
    if looks_like_markup(body):
        markup.add_blocks(draft, markup.parse(body, draft.problems).body)
    else:
        text.add_lines(draft, body)


def add_section(draft: Draft, heading: str, body: Json) -> None:
    """Add a heading and the body under it; nothing happens when there is no body."""
    if isinstance(body, str) and body.strip():
        add_heading(draft, heading)
        add_body(draft, body)


def add_list(draft: Draft, heading: str, items: str) -> None:
    """Add the items of a list, HTML without the list around them, under a heading."""
    add_body(draft, f"<h3>{entities.escape(heading)}</h3><ul>{items}</ul>")


def add_heading(draft: Draft, words: str) -> None:
    """Add a heading; nothing happens when it is blank."""
    draft.add("heading", [(draft.mend(words), False, "")], level=3)


def looks_like_markup(body: str) -> bool:
    """Tell whether a text is HTML: whether a tag that posting bodies are made of closes in it.

    Example:
        >>> looks_like_markup("<p>Hello</p>"), looks_like_markup("a < b and c > d")
        (True, False)
    """
    return any(tag in body for tag in _TAGS)


def unescape_markup(text: str) -> str:
    """Undo entity escaping of mark-up, at most twice, where no real tag stands beside it.

    Example:
        >>> unescape_markup("&amp;lt;p&amp;gt;Mind the gap&amp;lt;/p&amp;gt;")
        '<p>Mind the gap</p>'
    """
    for _ in range(2):
        if _TAG.search(text) or not _ESCAPED.search(text):
            return text
        text = entities.unescape(text)
    return text
