"""schema.org JobPosting data in the elements of a page: microdata and RDFa, read by extruct.

extruct is asked only for a page that names JobPosting so and has it in no JSON-LD, and only about the elements that do:
what stands elsewhere costs nothing, and the postings of a page keep their order.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rolegraph.regexes import regex
from rolegraph.sources.loose import Json, Record

_ATTRIBUTE: Final = regex(r"\b(?:itemtype|typeof)\s{0,9}=", re.IGNORECASE)
_NAMED: Final = regex(r"\s{0,9}[\"']?[^\"'<>]{0,200}\bJobPosting\b")
# the attributes that are looked at: a page of nothing else must not cost more than one of text
_MOST_ATTRIBUTES: Final = 2_000
_ATTRIBUTES: Final = ("itemtype", "typeof")
_MOST_ELEMENTS: Final = 500
# html5lib, through which RDFa is read, takes some seconds for a million characters
_LONGEST: Final = 300_000
_DEEPEST: Final = 5
_MISSING: Final = (
    "schema.org data in the page's elements left out: reading it needs extruct,"
    " which pip install 'rolegraph[microdata]' adds"
)


def names_posting(text: str) -> bool:
    """Tell whether a page may have JobPosting data in its elements.

    Example:
        >>> names_posting('<div itemscope itemtype="https://schema.org/JobPosting">')
        True
        >>> names_posting("<p>JobPosting</p>")
        False
    """
    if "JobPosting" not in text:
        return False
    return any(_NAMED.match(text, found.end()) for found in islice(_ATTRIBUTE.finditer(text), _MOST_ATTRIBUTES))


def read_elements(tree: LexborHTMLParser, problems: list[str]) -> Iterator[tuple[Record, LexborNode]]:
    """Yield the JobPostings that elements of a page state, in document order.

    Args:
        tree: The page.
        problems: Gets a sentence for what cannot be read, and when extruct is not installed.

    Yields:
        The properties of each, as its JSON-LD would have them, and the element.
    """
    for attribute, read in (("itemtype", _microdata), ("typeof", _rdfa)):
        found = _elements(tree, attribute)
        for node in found:
            if (record := _attempt(read, node, tree, problems)) is not None:
                yield record, node
        if found:
            return


def _elements(tree: LexborHTMLParser, attribute: str) -> list[LexborNode]:
    """Return the elements of the type JobPosting that lie in no other such element."""
    found: dict[int, LexborNode] = {}
    for node in tree.css(f'[{attribute}*="JobPosting"]')[:_MOST_ELEMENTS]:
        kinds = (node.attributes.get(attribute) or "").split()
        outer = node.parent
        while outer is not None and outer.mem_id not in found:
            outer = outer.parent
        if outer is None and any(_name(kind) == "JobPosting" for kind in kinds):
            found[node.mem_id] = node
    return list(found.values())


def _attempt(
    read: Callable[[str], Record | None], node: LexborNode, tree: LexborHTMLParser, problems: list[str]
) -> Record | None:
    if node.tag in ("html", "body"):
        html = tree.html or ""
    else:
        # an ancestor may have named the vocabulary
        html = f'<div vocab="https://schema.org/" prefix="schema: https://schema.org/">{node.html}</div>'
    if len(html) > _LONGEST:
        problems.append(f"schema.org data left out: an element of more than {_LONGEST:,} characters")
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read(html)
    except ImportError:
        if _MISSING not in problems:
            problems.append(_MISSING)
    except Exception as error:  # noqa: BLE001 - extruct does not say what it raises for broken pages
        problems.append(f"schema.org data left out: extruct fails with {type(error).__name__}: {str(error)[:100]}")
    return None


def _microdata(html: str) -> Record | None:
    import extruct

    found = extruct.extract(html, syntaxes=["microdata"])["microdata"]
    items = (_item(one) for one in found if isinstance(one, dict))
    return next((item for item in items if "JobPosting" in item["@type"]), None)


def _item(item: Record) -> Record:
    """Turn an item of extruct into what its JSON-LD would be."""
    kinds = item.get("type")
    record: Record = {"@type": [_name(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])]}
    for name, value in item.get("properties", {}).items():
        values = [_item(one) if isinstance(one, dict) else one for one in _listed(value)]
        record[_name(name)] = values[0] if len(values) == 1 else values
    return record


def _rdfa(html: str) -> Record | None:
    import extruct

    found = extruct.extract(html, syntaxes=["rdfa"])["rdfa"]
    nodes = {node["@id"]: node for node in found if "@id" in node}
    postings = [node for node in nodes.values() if any(_name(kind) == "JobPosting" for kind in node.get("@type", ()))]
    return _node(postings[0], nodes, html) if len(postings) == 1 else None


def _node(node: Record, nodes: dict[str, Record], html: str, depth: int = 0) -> Record:
    """Turn a node of expanded JSON-LD into one that holds the nodes it refers to; values in order of the page."""
    record: Record = {"@type": [_name(kind) for kind in node.get("@type", ())]}
    for name, values in node.items():
        if name.startswith("@"):
            continue
        held = [_value(one, nodes, html, depth) for one in values]
        held.sort(key=lambda one: _place_in(html, one))
        record[_name(name)] = held[0] if len(held) == 1 else held
    return record


def _value(value: Json, nodes: dict[str, Record], html: str, depth: int) -> Json:
    name = value.get("@id")
    if name is None:
        return value.get("@value")
    if name in nodes and depth < _DEEPEST:
        return _node(nodes[name], nodes, html, depth + 1)
    return "" if name.startswith("_:") else name


def _place_in(html: str, value: Json) -> tuple[int, str]:
    """Return where a value stands in the page: RDF has no order, and a graph comes in another one each time."""
    said = value
    while isinstance(said, dict | list):
        rest = [one for key, one in said.items() if key != "@type"] if isinstance(said, dict) else said
        said = next((one for one in rest if one), "")
    return html.find(str(said)), repr(value)


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _name(term: str) -> str:
    """Return the local name of a term, however it is spelled: an IRI, with a prefix, alone."""
    return term.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1]
