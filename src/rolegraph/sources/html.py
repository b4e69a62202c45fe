"""HTML pages and fragments, as career sites serve them and job boards hand them out."""

import html
import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from rolegraph.drafts import Draft
from rolegraph.postings import Posting
from rolegraph.regexes import regex
from rolegraph.sources import markup, structured

_PAGE: Final = regex(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_PARTS: Final = regex(r"<(?:main|article)\b", re.IGNORECASE)
_ESCAPED: Final = regex(r"&(?:amp;)*lt;/?(?:p|div|ul|li|strong|br|h[1-6]|span|b)\b", re.IGNORECASE)
_TAG: Final = regex(r"</?[a-zA-Z]")
# RFC 5646, loosely: a language and what narrows it down
_LANGUAGE: Final = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_PROPERTIES: Final = {
    "og:title": "page-title",
    "og:site_name": "site-name",
    "og:url": "url",
}


def read(text: str, source: str, digest: str) -> Iterator[Posting]:
    """Read one HTML page or fragment.

    Args:
        text: The HTML; mark-up that was entity-escaped once or twice, as job-board APIs do, is unescaped first.
        source: Its name.
        digest: SHA-256 of its bytes.

    Yields:
        One posting. What schema.org JobPosting data in the page says becomes its fields.
    """
    draft = Draft(source, digest)
    text = unescape_markup(text)
    tree = markup.parse(text, draft.problems)
    # a fragment says nothing of itself before its first element
    root, description = tree.body, ""
    if _PAGE.search(text[:20_000]):
        draft.language = _language(tree)
        description = structured.add_fields(draft, tree)
        _add_head(draft, tree)
    if _PARTS.search(text):
        root = markup.main_part(tree)
    if description and (root is None or len(root.text()) < len(description) // 2):
        # a page that a script would fill: its data holds the posting that its body does not
        root = markup.parse(unescape_markup(description), draft.problems).body
    markup.add_blocks(draft, root)
    yield draft.finish()


def unescape_markup(text: str) -> str:
    """Undo entity escaping of mark-up, at most twice, where no real tag stands beside it.

    Example:
        >>> unescape_markup("&amp;lt;p&amp;gt;Mind the gap&amp;lt;/p&amp;gt;")
        '<p>Mind the gap</p>'
    """
    for _ in range(2):
        if _TAG.search(text) or not _ESCAPED.search(text):
            return text
        text = html.unescape(text)
    return text


def _language(tree: LexborHTMLParser) -> str:
    stated = tree.root.attributes.get("lang") if tree.root is not None else None
    return stated.strip() if stated and _LANGUAGE.fullmatch(stated.strip()) else ""


def _add_head(draft: Draft, tree: LexborHTMLParser) -> None:
    """Add what the head says of the page: weaker than any JobPosting data, but often the only title there is."""
    for node in tree.css("meta[property]"):
        if name := _PROPERTIES.get(node.attributes.get("property") or ""):
            draft.field(name, node.attributes.get("content") or "")
    if (link := tree.css_first("link[rel=canonical]")) is not None:
        draft.field("url", link.attributes.get("href") or "")
    if (title := tree.css_first("head > title")) is not None:
        draft.field("page-title", title.text())
