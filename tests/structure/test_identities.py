"""What resolution says is one is one node of the reporting graph."""

import networkx as nx

from rolegraph.structure import reporting
from rolegraph.structure.identities import unite
from rolegraph.vocabulary import ORG, RDF, RG, SCHEMA, SKOS, Quad, literal

from .samples import POSTING, kite_works, line, node, post

OTHER = "<https://example.org/data/posting-other>"
NAMED, HEAD = post("Design Head"), post("Head of Design")


def named(title: str = "Design Head", *, matched: bool = True) -> list[Quad]:
    """A second posting whose post reports to the head of design under another title."""
    mate, head = post("Sail Maker"), post(title)
    quads: list[Quad] = [
        (OTHER, RG.advertises, mate, OTHER),
        (mate, RDF.type, ORG.Post, OTHER),
        (mate, SKOS.prefLabel, literal("Sail Maker"), OTHER),
        (head, RDF.type, ORG.Post, OTHER),
        (head, SKOS.prefLabel, literal(title), OTHER),
        *line(mate, head, posting=OTHER),
    ]
    match = (*sorted((head, HEAD)), "<https://example.org/data/resolution>")
    return [*quads, (match[0], SKOS.exactMatch, match[1], match[2])] if matched else quads


def test_chains_cross_postings() -> None:
    apart = reporting([*kite_works(), *named(matched=False)])
    assert not nx.has_path(apart.to_undirected(), node("Sail Maker"), node("Rigger"))
    joined = reporting([*kite_works(), *named()])
    assert len(joined) == len(apart) - 1
    assert nx.has_path(joined.to_undirected(), node("Sail Maker"), node("Rigger"))


def test_attributes_are_united() -> None:
    joined = reporting([*kite_works(), *named()])
    # neither is advertised: the IRI that comes first stands for both
    chosen, other = sorted((NAMED, HEAD))
    data = joined.nodes[chosen[1:-1]]
    assert other[1:-1] not in joined
    assert data["seniority"] == ["director"]
    assert data["organization"] == "Tidal Kites"
    assert {data["label"], *data["titles"]} >= {"Design Head", "Head of Design"}


def test_the_advertised_post_stands_for_both() -> None:
    for one in (NAMED, HEAD):
        quads = [*kite_works(), *named(), (POSTING, RG.advertises, one, POSTING)]
        joined = reporting(quads)
        assert joined.nodes[one[1:-1]]["advertised"]
        assert len({NAMED[1:-1], HEAD[1:-1]} & set(joined)) == 1
        assert joined.nodes[one[1:-1]]["label"] == ("Design Head" if one == NAMED else "Head of Design")


def test_only_exact_matches_of_posts_and_organizations_join() -> None:
    close = [(*quad[:1], SKOS.closeMatch, *quad[2:]) if quad[1] == SKOS.exactMatch else quad for quad in named()]
    assert len(reporting([*kite_works(), *close])) == len(reporting([*kite_works(), *named(matched=False)]))
    # two concepts that match are no business of a reporting graph
    place = "<https://example.org/data/place>"
    quads: list[Quad] = [("<http://c/a>", SKOS.exactMatch, "<http://c/b>", ""), (place, RDF.type, SCHEMA.Place, "")]
    assert unite(quads) == quads


def test_chains_and_circles_of_matches_are_one_node() -> None:
    nodes = [f"<http://a/{n}>" for n in range(200)]
    quads: list[Quad] = [(one, RDF.type, ORG.Post, "") for one in nodes]
    quads += [(one, SKOS.exactMatch, other, "") for one, other in zip(nodes, nodes[1:] + nodes[:1], strict=True)]
    assert {quad[0] for quad in unite(quads)} == {"<http://a/0>"}
