"""What holds of resolution whatever the posts: order, transitivity, doing it twice, what users decide."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from rolegraph.resolution import DECIDED, link, resolve, take_links
from rolegraph.resolution.titles import title_form
from rolegraph.vocabulary import OWL, RG, SKOS, Quad

from .writing import BASE, Said, graph, post, same

TITLES = (
    *(
        "VP of Docks",
        "Vice President, Docks",
        "SVP Docks",
        "Director of Docks",
        "Docks Director",
        "Senior Director, Docks",
    ),
    *(
        "Head of Docks",
        "VP, Head of Docks",
        "Dock Manager",
        "Manager, Docks",
        "Manager, Dock Managers",
        "Manager",
        "CEO",
    ),
    *("Chief Executive Officer", "Ferry and Dock Manager", "Dock & Ferry Manager", "Director of Dcoks and Ferries"),
)
POSTS = st.builds(
    Said,
    title=st.sampled_from(TITLES),
    organization=st.sampled_from(("Harbour Works", "Harbour Works Ltd.", "Tidal Kites", "")),
    unit=st.sampled_from(("", "", "Locks", "Ferries")),
    reports=st.sampled_from(("", *TITLES)),
    posting=st.sampled_from(("", "", "p")),
    identifier=st.sampled_from(("", "", "", "A1", "A2")),
)
GRAPHS = st.lists(POSTS, min_size=1, max_size=9).map(lambda posts: graph(*posts))
FEW = settings(max_examples=60, deadline=None)


@FEW
@given(GRAPHS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same(quads: list[Quad], chance: random.Random) -> None:
    found = resolve(quads, base=BASE)
    shuffled = quads[:]
    chance.shuffle(shuffled)
    assert resolve(shuffled, base=BASE) == found
    # said in the default graph alone, as Turtle does
    plain = sorted({(*quad[:3], "") for quad in quads})
    assert resolve(plain, base=BASE).links == found.links


@FEW
@given(GRAPHS)
def test_links_have_one_direction_and_no_loop(quads: list[Quad]) -> None:
    links = resolve(quads, base=BASE).links
    assert all(one.one < one.other for one in links)
    assert len({(one.one, one.other) for one in links}) == len(links)
    # as many exact matches as join the nodes: n - 1 of a cluster of n
    clusters = same(quads)
    exact = [one for one in links if one.relation == SKOS.exactMatch]
    assert len(exact) == len(clusters) - len(set(clusters.values()))


@FEW
@given(GRAPHS)
def test_no_chain_of_matches_joins_what_must_stay_apart(quads: list[Quad]) -> None:
    clusters = same(quads)
    said: dict[str, dict[str, set[str]]] = {}
    for one, predicate, other, _ in quads:
        said.setdefault(predicate, {}).setdefault(one, set()).add(other)
    described = {two for found in said[RG.advertises].values() for two in found}
    for root in set(clusters.values()):
        members = {node for node, first in clusters.items() if first == root} & described
        titles = {label for node in members for label in said[SKOS.prefLabel][node]}
        ranks = {title_form(title.strip('"')).ranks for title in titles}
        assert len(ranks) <= 1 or any("head" in rank for rank in ranks)
        for found in said[RG.advertises].values():
            assert len(members & found) <= 1


@FEW
@given(GRAPHS)
def test_twice_is_once(quads: list[Quad]) -> None:
    found = resolve(quads, base=BASE)
    rest, links = take_links([*quads, *found.quads])
    assert rest == quads
    assert tuple(links) == found.links
    assert resolve(rest, base=BASE) == found


@FEW
@given(GRAPHS, st.data())
def test_decisions_win(quads: list[Quad], data: st.DataObject) -> None:
    nodes = sorted({quad[0] for quad in quads if quad[1] == SKOS.prefLabel and "/post-" in quad[0]})
    if len(nodes) < 2:
        return
    one, other = data.draw(st.lists(st.sampled_from(nodes), min_size=2, max_size=2, unique=True))
    joined = same(quads, [link(one, other, DECIDED)])
    assert joined[one] == joined[other]
    parted = [link(one, other, DECIDED, relation=OWL.differentFrom)]
    apart = same(quads, parted)
    assert apart.get(one, one) != apart.get(other, other)
    # and nothing weaker says again what was decided
    links = resolve(quads, decided=parted, base=BASE).links
    assert [two.relation for two in links if {two.one, two.other} == {one, other}] == [OWL.differentFrom]


def test_a_decision_splits_a_cluster() -> None:
    quads = graph(Said("VP of Docks"), Said("Mate", reports="Vice President, Docks"), Said("Cook", reports="VP Docks"))
    titles = [post(title) for title in ("VP of Docks", "Vice President, Docks", "VP Docks")]
    assert len(set(same(quads).values())) == 1
    parted = [link(titles[0], titles[1], DECIDED, relation=OWL.differentFrom)]
    clusters = same(quads, parted)
    assert clusters.get(titles[0], titles[0]) != clusters.get(titles[1], titles[1])
