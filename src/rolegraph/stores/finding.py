"""Finds the postings of a store by what a user calls them."""

import os
from collections.abc import Iterator

from rolegraph.stores.disk import DiskStore
from rolegraph.stores.store import engine_term
from rolegraph.vocabulary import DCTERMS, RDF, RG, SCHEMA, literal, normal_form, value


def find_postings(store: DiskStore, text: str) -> list[str]:
    """Return the postings that are called `text`.

    Args:
        store: Where to look.
        text: An IRI, with or without brackets; else a URL or the name of a file; else a title, in any case. The first
            of these that fits anything counts. A file of many postings stands for all of them.

    Returns:
        Their terms, sorted.
    """
    text = text.encode("utf-8", "replace").decode()  # a command line may hold bytes that are no text
    return next((found for found in map(sorted, _candidates(store, text)) if found), [])


def _candidates(store: DiskStore, text: str) -> Iterator[set[str]]:
    """Yield what fits, the strictest reading first; looking through all postings comes last."""
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    iri = _iri(bare)
    if iri:
        yield {iri for kind in (SCHEMA.JobPosting, RG.PostTable) for _ in store.select(iri, RDF.type, kind)}
    for predicate in (SCHEMA.attributes["url"], DCTERMS.source):
        for term in filter(None, (iri, literal(text))):
            yield {quad[3] for quad in store.select("", predicate, term) if quad[0] == quad[3]}
    path = os.path.normpath(text)
    sources = [quad for quad in store.select("", DCTERMS.source, "") if quad[0] == quad[3]]
    yield {quad[3] for quad in sources if os.path.normpath(value(quad[2]).partition("#")[0]) == path}
    wanted = normal_form(text)
    yield {quad[3] for quad in store.select("", SCHEMA.title, "") if normal_form(value(quad[2])) == wanted}


def _iri(text: str) -> str:
    term = f"<{text}>"
    try:
        # a text that closes the bracket would be read as several terms
        return term if str(engine_term(term)) == term else ""
    except (SyntaxError, ValueError):
        return ""
