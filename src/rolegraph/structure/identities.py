"""Posts and organizations that resolution found to be one, as one node."""

from collections.abc import Iterable, Sequence

from rolegraph.vocabulary import ORG, RDF, RG, SKOS, Quad

_KINDS = frozenset((ORG.Post, ORG.Organization, ORG.FormalOrganization))


def unite(quads: Sequence[Quad]) -> Sequence[Quad]:
    """Put one node in the place of those that `skos:exactMatch` joins, directly or by way of others.

    Args:
        quads: A graph.

    Returns:
        The same graph where nothing is joined. Else the statements about each joined post or organization are those of
        one node: the advertised one, else one that a table lists, else the one whose IRI comes first. Its own title
        stays its title, those of the others are alternative ones; the organization and the unit of the others count
        where it has none.

    Example:
        >>> pair = ("<http://a>", "<http://b>")
        >>> quads = [(node, RDF.type, ORG.Post, "") for node in pair] + [(pair[1], SKOS.prefLabel, '"Cook"', "")]
        >>> unite([*quads, (pair[0], SKOS.exactMatch, pair[1], "")])[1]
        ('<http://a>', '<http://www.w3.org/2004/02/skos/core#prefLabel>', '"Cook"', '')
    """
    # what was united before says of a node that it is itself
    pairs = [(quad[0], quad[2]) for quad in quads if quad[1] == SKOS.exactMatch and quad[0] != quad[2]]
    if not pairs:
        return quads
    known = {quad[0] for quad in quads if quad[1] == RDF.type and quad[2] in _KINDS}
    chosen = _choose((pair for pair in pairs if known.issuperset(pair)), quads)
    units = {quad[0] for quad in quads if quad[1] == ORG.unitOf}
    # a posting seldom names the unit that a table does
    placed = {quad[0] for quad in quads if quad[1] == ORG.postIn and quad[2] in units}
    housed = {quad[0] for quad in quads if quad[1] == ORG.postIn}
    named = {quad[0] for quad in quads if quad[1] == SKOS.prefLabel}
    united: dict[Quad, None] = {}
    for subject, predicate, object_, graph in quads:
        node = chosen.get(subject, subject)
        if node != subject:
            if predicate == ORG.postIn and node in (placed if object_ in units else housed):
                continue
            if predicate == SKOS.prefLabel and node in named:
                predicate = SKOS.altLabel
        united[node, predicate, chosen.get(object_, object_), graph] = None
    return list(united)


def _choose(pairs: Iterable[tuple[str, str]], quads: Sequence[Quad]) -> dict[str, str]:
    """Return for each node that is joined to others the one that stands for all."""
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in pairs:
        parent[find(one)] = find(other)
    advertised = {quad[2] for quad in quads if quad[1] == RG.advertises and quad[2] in parent}
    listed = {quad[2] for quad in quads if quad[1] == RG.lists and quad[2] in parent}
    best: dict[str, str] = {}
    for node in sorted(parent, key=lambda node: (node not in advertised, node not in listed, node)):
        best.setdefault(find(node), node)
    return {node: best[find(node)] for node in parent}
