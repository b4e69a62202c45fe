"""The labelled pairs: posts of real organizations, of which someone who read them said that they are one or two.

`tests/resolution/pairs.csv` was written by hand from titles, units and organizations of ../shared/corpus: which
spellings are one post, and which posts of a family are told apart. `half` parts it by organization; what the rules miss
was looked at in the half for development alone. A post is "described" where the corpus advertises or lists it, "named"
where it is known as a superior alone.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rolegraph.lexicons.titles_noise import clean_title, short_titles
from rolegraph.resolution import resolve
from rolegraph.vocabulary import ORG, RDF, RG, SCHEMA, SKOS, Quad, literal, mint, normal_form

PAIRS = Path(__file__).resolve().parent.parent.parent / "tests" / "resolution" / "pairs.csv"
BASE = "https://example.org/"


class Pair(NamedTuple):
    """Two posts of an organization, each by title, unit and whether it is described; and whether they are one."""

    half: str
    organization: str
    one: tuple[str, str, str]
    other: tuple[str, str, str]
    same: bool


class Outcome(NamedTuple):
    """How resolution did on pairs."""

    pairs: int
    precision: float
    recall: float
    wrong: tuple[Pair, ...]


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """Return the labelled pairs in the order of the file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Pair(
                row["half"],
                row["organization"],
                (row["one"], row["one_unit"], row["one_is"]),
                (row["other"], row["other_unit"], row["other_is"]),
                row["decision"] == "same",
            )
            for row in csv.DictReader(stream)
        ]


def graph_of(pairs: Sequence[Pair]) -> list[Quad]:
    """Return a graph of all the posts that pairs name; a posting of its own advertises each that is described."""
    posts = {(pair.organization, post) for pair in pairs for post in (pair.one, pair.other)}
    return sorted(quad for organization, post in posts for quad in _post(organization, *post))


def _post(organization: str, title: str, unit: str, kind: str) -> Iterator[Quad]:
    node, body = node_of(organization, (title, unit, kind)), mint(BASE, "org", normal_form(organization))
    posting = mint(BASE, "posting", organization, unit, title)
    yield node, RDF.type, ORG.Post, posting
    yield node, SKOS.prefLabel, literal(title), posting
    yield node, ORG.postIn, body, posting
    yield body, RDF.type, ORG.Organization, posting
    yield body, SKOS.prefLabel, literal(organization), posting
    if unit:
        home = mint(BASE, "unit", organization, unit)
        yield node, ORG.postIn, home, posting
        yield home, ORG.unitOf, body, posting
        yield home, SKOS.prefLabel, literal(unit), posting
    if kind == "described":
        # as `rolegraph build` does with the title of a posting
        for name in short_titles(clean_title(title)):
            yield node, SKOS.altLabel, literal(name), posting
        yield posting, SCHEMA.hiringOrganization, body, posting
        yield posting, RG.advertises, node, posting


def node_of(organization: str, post: tuple[str, str, str]) -> str:
    """Return the node of a post."""
    return mint(BASE, "post", organization, *post[1:], post[0])


def measure(pairs: Sequence[Pair], half: str = "") -> Outcome:
    """Return how many of the pairs that resolution makes one are one, and how many of those that are one it finds.

    Args:
        pairs: All pairs: a post is a candidate for every title of its organization.
        half: The half that is counted; "" for both.
    """
    links = resolve(graph_of(pairs), base=BASE).links
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while node in parent:
            node = parent[node]
        return node

    for one in links:
        if one.relation == SKOS.exactMatch and find(one.one) != find(one.other):
            parent[find(one.one)] = find(one.other)
    counted = [pair for pair in pairs if pair.half == half or not half]
    said = [
        find(node_of(pair.organization, pair.one)) == find(node_of(pair.organization, pair.other)) for pair in counted
    ]
    right = sum(pair.same and one for pair, one in zip(counted, said, strict=True))
    wrong = tuple(pair for pair, one in zip(counted, said, strict=True) if pair.same != one)
    return Outcome(len(counted), right / max(1, sum(said)), right / max(1, sum(pair.same for pair in counted)), wrong)
