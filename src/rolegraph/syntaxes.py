"""Tells RDF from postings: by the ending of a file, else by how its content begins."""

import re
from pathlib import Path
from typing import Final

from rolegraph.sources import SUFFIXES

RDF_SUFFIXES = frozenset((".ttl", ".turtle", ".trig", ".nt", ".nq", ".jsonld", ".rdf", ".owl", ".xml"))
"""The endings of files that are read as RDF; anything else holds postings."""

# how a document begins in each syntax; comments may stand before it
_BEGINNINGS: Final = (
    ("trig", re.compile(rb"(?:\s|#[^\n]*\n)*(?:@prefix\s|@base\s|(?i:prefix)\s+[\w.-]*:\s*<|(?i:base)\s*<)")),
    ("nq", re.compile(rb"(?:\s|#[^\n]*\n)*(?:<\w[\w+.-]*:[^<>\s]*>|_:\w+)[^\n]*[\s>\"]\.[ \t]*(?:\r?\n|#|\Z)")),
    ("trig", re.compile(rb"(?:\s|#[^\n]*\n)*(?:<\w[\w+.-]*:[^<>\s]*>|_:\w+)\s")),
    ("rdf", re.compile(rb"(?s)\s*(?:<\?xml.{0,1500}?)?<(?:\w+:)?RDF[\s>]")),
    # a posting written in JSON-LD names schema.org's context; what rolegraph writes is expanded and needs none
    ("jsonld", re.compile(rb"(?s)\s*(?:\[\s*)?\{(?!.*\"@context\").*\"@(?:id|graph)\"")),
)

# XML that holds postings, not RDF
_FEED: Final = re.compile(rb"(?s)(?:\xef\xbb\xbf)?\s*(?:<\?xml.{0,1500}?)?<workzag-jobs[\s>]")


def find_syntax(name: str, data: bytes) -> str:
    """Tell the RDF syntax of an input; "" for one that is no RDF but a posting.

    Args:
        name: Its file name, or "-".
        data: Its content.

    Returns:
        The file's ending without the dot, where it is one of `RDF_SUFFIXES`; "" where it is that of a posting. Else the
        content tells: "trig", which Turtle is part of, "nq", which N-Triples is part of, "rdf" or "jsonld".

    Example:
        >>> find_syntax("a.ttl", b""), find_syntax("-", b"@prefix org: <http://a.example/> ."), find_syntax("a.md", b"")
        ('ttl', 'trig', '')
    """
    suffix = Path(name).suffix.lower()
    if suffix in RDF_SUFFIXES and not (suffix == ".xml" and _FEED.match(data)):
        return suffix[1:]
    if suffix in SUFFIXES and suffix != ".json":
        return ""
    start = data[:100_000].removeprefix(b"\xef\xbb\xbf")
    return next((syntax for syntax, beginning in _BEGINNINGS if beginning.match(start)), "")
