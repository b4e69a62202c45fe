"""An invented graph of hostile labels, as quads and as a reporting graph."""

import json
import re
from pathlib import Path

from rolegraph.structure import ReportingGraph, reporting
from rolegraph.vocabulary import OA, ORG, RDF, RG, SKOS, XSD, Quad, concept, literal, mint

BASE = "https://example.org/data/"
# the door (the reader of postings) replaces what XML cannot say, and folds white space
_DOOR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def naughty_strings(shared: Path) -> list[str]:
    found: list[str] = json.loads((shared / "suites" / "naughty-strings.json").read_text("utf-8"))
    assert len(found) == 515
    return [" ".join(_DOOR.sub("\ufffd", text).split()) for text in found]


def quads_of(labels: list[str]) -> list[Quad]:
    """A post for each label, all reporting to the first, in two postings' graphs and the default graph."""
    postings = [mint(BASE, "posting", name) for name in ("one", "two")]
    posts = [mint(BASE, "post", str(number), label) for number, label in enumerate(labels)]
    quads: list[Quad] = []
    for number, (post, label) in enumerate(zip(posts, labels, strict=True)):
        graph = postings[number % 2]
        line, evidence = mint(BASE, "line", post), mint(BASE, "evidence", post)
        triples = [
            (postings[number % 2], RG.advertises, post),
            (post, RDF.type, ORG.Post),
            (post, SKOS.prefLabel, literal(label)),
            (post, SKOS.altLabel, literal(f"{label} 1")),
            (post, SKOS.altLabel, literal(f"{label} 2")),
            (post, RG.seniority, concept("director")),
            (post, RG.directReports, literal(str(number), XSD.integer)),
            (line, RG.subordinate, post),
            (line, RG.superior, posts[0]),
            (line, RG.lineKind, concept("solid-line")),
            (line, RG.confidence, literal("0.85", XSD.decimal)),
            (line, RG.evidence, evidence),
            (evidence, OA.exact, literal(f"reports to {label}")),
        ]
        quads += [(*triple, graph) for triple in triples]
        if number:
            quads.append((post, ORG.reportsTo, posts[0], ""))
    # what two postings state stands in both graphs
    quads += [(posts[0], RDF.type, ORG.Post, posting) for posting in postings]
    return quads


def sample() -> tuple[list[Quad], ReportingGraph]:
    quads = quads_of(["Head of Kilns", "Glazer, stoneware", '=HYPERLINK("x")', "Töpfer | 陶工", ""])
    return quads, reporting(quads)
