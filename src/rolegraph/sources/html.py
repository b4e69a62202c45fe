"""HTML pages and fragments, as career sites serve them and job boards hand them out."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rolegraph.drafts import Draft
from rolegraph.postings import Posting
from rolegraph.regexes import regex
from rolegraph.sources import annotated, markup, structured
from rolegraph.sources.bodies import add_body, unescape_markup
from rolegraph.sources.loose import Record, plain

_PAGE: Final = regex(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_PARTS: Final = regex(r"<(?:main|article)\b", re.IGNORECASE)
# RFC 5646, loosely: a language and what narrows it down
_LANGUAGE: Final = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_PROPERTIES: Final = {
    "og:title": "page-title",
    "og:site_name": "site-name",
    "og:url": "url",
}


def read(text: str, source: str, digest: str) -> Iterator[Posting]:
    """Read an HTML page or fragment.

    Args:
        text: The HTML; mark-up that was entity-escaped once or twice, as job-board APIs do, is unescaped first.
        source: Its name.
        digest: SHA-256 of its bytes.

    Yields:
        One posting. What schema.org JobPosting data in the page says becomes its fields. Of a page with such data for
        several, each of them: called by the source with `#` and its number, its text the description there.
    """
    text = unescape_markup(text)
    problems: list[str] = []
    tree = markup.parse(text, problems)
    language = _language(tree) if _PAGE.search(text[:20_000]) else ""
    stated = _stated(text, tree, problems)
    several = [one for one in stated if one.node is not None or one.record.get("description")]
    if len(stated) > 1 and len(several) != 1:
        for number, one in enumerate(several or stated, 1):
            draft = Draft(f"{source}#{number}", _digest(one))
            draft.language, draft.problems = language, list(problems)
            _add_stated(draft, one)
            yield draft.finish()
        return
    draft = Draft(source, digest)
    draft.language, draft.problems = language, problems
    one = next(iter(several or stated), _Stated({}))
    _add_page(draft, text, tree, one.record)
    yield draft.finish()


class _Stated(NamedTuple):
    """What a page says of one posting as data: its properties, and the element that they stand in, if any."""

    record: Record
    node: LexborNode | None = None


def _stated(text: str, tree: LexborHTMLParser, problems: list[str]) -> list[_Stated]:
    """Return the postings that a page states as data: in JSON-LD, else in its elements."""
    if "ld+json" in text and (found := structured.read_scripts(tree, problems)):
        return [_Stated(record) for record in found]
    if annotated.names_posting(text):
        return [_Stated(record, node) for record, node in annotated.read_elements(tree, problems)]
    return []


def _digest(one: _Stated) -> str:
    spelled = (one.node.html if one.node is not None else None) or json.dumps(one.record, sort_keys=True)
    return hashlib.sha256(spelled.encode("utf-8", "surrogatepass")).hexdigest()


def _add_stated(draft: Draft, one: _Stated) -> None:
    """Add one of several postings of a page: nothing outside of its data is known to be its own."""
    structured.add_posting(draft, one.record)
    if one.node is not None:
        markup.add_blocks(draft, one.node)
    else:
        add_body(draft, one.record.get("description"))


def _add_page(draft: Draft, text: str, tree: LexborHTMLParser, record: Record) -> None:
    """Add the posting of a page: what its data states, its head, the part that holds the posting."""
    structured.add_posting(draft, record)
    # a fragment says nothing of itself before its first element
    if _PAGE.search(text[:20_000]):
        _add_head(draft, tree)
    root = markup.main_part(tree) if _PARTS.search(text) else tree.body
    description = plain(record.get("description"))
    if description and (root is None or len(root.text()) < len(description) // 2):
        # a page that a script would fill: its data holds the posting that its body does not
        add_body(draft, description)
    else:
        markup.add_blocks(draft, root)


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
