"""Which nodes are one and the same: those that `skos:exactMatch` joins."""

from collections.abc import Iterable

from rolegraph.vocabulary import SKOS, Quad


def same_as(quads: Iterable[Quad]) -> dict[str, str]:
    """Return for each node that is joined to others the first of them all in code point order.

    Example:
        >>> same_as([("<b>", SKOS.exactMatch, "<a>", ""), ("<b>", SKOS.exactMatch, "<c>", "")])
        {'<a>': '<a>', '<b>': '<a>', '<c>': '<a>'}
    """
    first: dict[str, str] = {}

    def find(node: str) -> str:
        path = []
        while (above := first.setdefault(node, node)) != node:
            path.append(node)
            node = above
        first.update(dict.fromkeys(path, node))
        return node

    for one, predicate, other, _ in quads:
        if predicate == SKOS.exactMatch:
            low, high = sorted((find(one), find(other)))
            first[high] = low
    return {node: find(node) for node in sorted(first)}
