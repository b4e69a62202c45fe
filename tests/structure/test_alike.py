"""Roles that are alike, and that finding them does not compare all with all."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.structure import Hierarchy
from rolegraph.structure.alike import alike, alike_to, communities
from rolegraph.structure.duties import Duties, duty_words
from rolegraph.vocabulary import RG, SCHEMA, Quad, literal

from .samples import graph_of

DUTIES = {
    "loft": ["Cut kite sails to the plan", "Stitch the seams by hand"],
    "sails": ["Cut kite sails to the plan", "Mend torn seams"],
    "books": ["Keep the ledger and close the books each month"],
    "ledger": ["Keep the ledger and close the books each year"],
    "gate": ["Open the harbour gate at dawn"],
}


def duties_of(said: dict[str, list[str]]) -> Hierarchy:
    quads: list[Quad] = []
    for post, texts in said.items():
        for place, text in enumerate(texts):
            quads.append((f"<{post}>", RG.hasResponsibility, f"<{post}-{place}>", ""))
            quads.append((f"<{post}-{place}>", SCHEMA.text, literal(text), ""))
    return Hierarchy(graph_of([], said), quads)


def test_roles_with_like_duties_are_found() -> None:
    rows = alike(duties_of(DUTIES))
    assert [(row.post, row.other) for row in rows] == [("books", "ledger"), ("loft", "sails")]
    assert rows[0].likeness > rows[1].likeness > 0.3
    assert "ledger close" in rows[0].words
    assert [(row.post, row.other) for row in alike_to(duties_of(DUTIES), "sails")] == [("sails", "loft")]
    assert [row.members for row in communities(duties_of(DUTIES))] == [("books", "ledger"), ("loft", "sails")]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        # nothing is said, or nothing but short words
        ({"a": [], "b": ["To be it"]}, 0),
        # the same sentence in other white space and capitals
        ({"a": ["Trim  the SAILS"], "b": ["trim the sails"]}, 1),
        # no letter of a Latin script
        ({"a": ["帆を整える"], "b": ["帆を整える"]}, 1),
        # a text without an end
        ({"a": ["sail " * 100_000], "b": ["sail " * 100_000]}, 1),
    ],
)
def test_odd_duties(said: dict[str, list[str]], pairs: int) -> None:
    assert len(alike(duties_of(said))) == pairs


def test_what_is_said_of_one_organization_alone_is_compared_there() -> None:
    hierarchy = duties_of(DUTIES)
    hierarchy.graph.remove_node("ledger")
    assert [row.post for row in alike(Hierarchy(hierarchy.graph, hierarchy.quads))] == ["loft"]


@given(st.dictionaries(st.integers(0, 30), st.sets(st.sampled_from("abcdefgh"), min_size=1), max_size=12))
def test_likeness_is_a_share(words: dict[int, set[str]]) -> None:
    duties = Duties(words)
    for (one, other), likeness in duties.near().items():
        assert one < other
        assert 0 < likeness <= 1.0000001
        assert likeness == duties.likeness(other, one)
        assert (likeness > 0.9999999) == (words[one] == words[other])


@pytest.mark.parametrize("posts", [1_000, 4_000])
def test_the_pairs_grow_as_the_posts_do(posts: int) -> None:
    chance = random.Random(posts)
    # copies of one text, and texts of words that half of all posts have
    copies = {post: {f"w{word}" for word in range(40)} for post in range(posts)}
    mixed = {post: {f"w{chance.randrange(200)}" for _ in range(30)} for post in range(posts)}
    for words in (copies, mixed):
        assert len(Duties(words).near()) <= posts * 12 * 4


def test_the_order_of_the_quads_does_not_matter() -> None:
    hierarchy = duties_of(DUTIES)
    turned = Hierarchy(hierarchy.graph, list(reversed(hierarchy.quads)))
    assert alike(turned) == alike(hierarchy)
    assert communities(turned) == communities(hierarchy)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        # what has a sign or a digit in it tells something, short as it is
        ("C++ on MI6", ["c++", "mi6", "c++ mi6"]),
        # the stop at the end belongs to the sentence
        ("Guard gates.", ["guard", "gates", "guard gates"]),
    ],
)
def test_words_are_those_that_tell(text: str, words: list[str]) -> None:
    assert duty_words(text) == words
