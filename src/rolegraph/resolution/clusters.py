"""Which nodes are one: exact matches joined one by one, the surest first, unless they must stay apart."""

from collections.abc import Iterable
from typing import Protocol

from rolegraph.resolution.links import DECIDED, Link, link
from rolegraph.vocabulary import OWL, SKOS


class Keeper(Protocol):
    """Keeps clusters apart."""

    def clash(self, one: str, other: str) -> bool:
        """Tell of two clusters, by their first nodes, whether they must not be one."""

    def merge(self, one: str, other: str, root: str) -> None:
        """Note that two clusters are one now, called by its first node `root`."""


class Clusters:
    """Sets of nodes that are one.

    Args:
        apart: Pairs of nodes that a user said are different.

    Example:
        >>> clusters = Clusters([("<http://a>", "<http://c>")])
        >>> [clusters.join(*pair) for pair in (("<http://a>", "<http://b>"), ("<http://b>", "<http://c>"))]
        [True, False]
        >>> clusters.find("<http://b>"), clusters.find("<http://c>")
        ('<http://a>', '<http://c>')
    """

    def __init__(self, apart: Iterable[tuple[str, str]] = ()) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._enemies: dict[str, set[str]] = {}
        for one, other in apart:
            self._enemies.setdefault(one, set()).add(other)
            self._enemies.setdefault(other, set()).add(one)

    def find(self, node: str) -> str:
        """Return the node of a cluster that comes first in code point order."""
        root = node
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while (parent := self._parent.get(node, node)) != root:
            self._parent[node] = root
            node = parent
        return root

    def members(self, node: str) -> list[str]:
        """Return the nodes of a cluster, in no particular order."""
        root = self.find(node)
        return self._members.get(root, [root])

    def may_join(self, one: str, other: str) -> bool:
        """Tell whether no user said that a node of one cluster is none of the other's."""
        first, second = self.members(one), self.members(other)
        if len(first) > len(second):
            first, second = second, first
        enemies = [enemy for node in first for enemy in self._enemies.get(node, ())] if self._enemies else []
        return not enemies or set(second).isdisjoint(enemies)

    def join(self, one: str, other: str) -> bool:
        """Make two clusters one, if they may be; tell whether they are one now."""
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return True
        if not self.may_join(first, second):
            return False
        self._parent[second] = first
        # the longer list takes up the shorter one, so that a cluster of thousands is not copied thousands of times
        short, long = sorted((self.members_of_root(first), self.members_of_root(second)), key=len)
        long.extend(short)
        self._members.pop(second, None)
        self._members[first] = long
        return True

    def members_of_root(self, root: str) -> list[str]:
        """Return the list of members of a cluster by its first node, to be changed."""
        return self._members.get(root) or [root]


def join_all(
    links: Iterable[Link], decided: Iterable[Link] = (), keeper: Keeper | None = None
) -> tuple[Clusters, list[Link]]:
    """Join what is exactly the same, and return what is left to be said.

    Args:
        links: What the rules found, in any order.
        decided: What a user said: `skos:exactMatch` or `owl:differentFrom`. It wins over everything else.
        keeper: Tells which clusters must stay apart all the same.

    Returns:
        The clusters, and the links: those that joined two clusters (so that a cluster of n has n - 1), exact ones that
        were refused as `skos:closeMatch`, and of the others the surest between each two clusters.

    Example:
        >>> clusters, links = join_all([link("<http://a>", "<http://b>", "same-title")])
        >>> clusters.find("<http://b>"), len(links)
        ('<http://a>', 1)
    """
    decided = list(decided)
    kept = {one for one in decided if one.relation == OWL.differentFrom}
    clusters = Clusters((one.one, one.other) for one in kept)
    found = _surest_first(set(links))
    same = [one for one in found if one.relation == SKOS.exactMatch]
    for one in (*sorted(set(decided) - kept), *same):
        first, second = clusters.find(one.one), clusters.find(one.other)
        if first == second:
            continue
        if one.rule != DECIDED and keeper is not None and keeper.clash(first, second):
            found.append(link(one.one, one.other, "joined-apart"))
        elif clusters.join(first, second):
            kept.add(one)
            if keeper is not None:
                keeper.merge(first, second, clusters.find(first))
    return clusters, sorted(kept | _looser(found, clusters))


def _surest_first(links: Iterable[Link]) -> list[Link]:
    # twice, since pairs of a number and a link compare much slower than either
    return sorted(sorted(links), key=lambda one: -one.score)


def _looser(found: Iterable[Link], clusters: Clusters) -> set[Link]:
    """Return the links that are no exact match, one between each two clusters that no user parted."""
    kept: dict[tuple[str, str], Link] = {}
    for one in _surest_first(found):
        if one.relation != SKOS.exactMatch and one.rule != DECIDED:
            first, second = sorted((clusters.find(one.one), clusters.find(one.other)))
            if first != second and (first, second) not in kept and clusters.may_join(first, second):
                kept[first, second] = one
    return set(kept.values())
