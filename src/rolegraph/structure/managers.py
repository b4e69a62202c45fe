"""Superiors that deserve a second look: several for one post, and those that no posting advertises."""

from typing import NamedTuple

from rolegraph.structure.hierarchy import Hierarchy, Node


class SeveralManagers(NamedTuple):
    """A post with more than one superior.

    Args:
        post: Its node.
        managers: Its superiors in the hierarchy, the strongest line first.
        others: Its superiors by dotted and functional lines, sorted.
    """

    post: Node
    managers: tuple[Node, ...]
    others: tuple[Node, ...]


class DanglingSuperior(NamedTuple):
    """A superior that is named but that no posting advertises.

    Args:
        post: Its node.
        reports: How many report to it, by lines of every kind.
    """

    post: Node
    reports: int


def several_managers(hierarchy: Hierarchy) -> list[SeveralManagers]:
    """Return the posts with more than one superior, by IRI; dotted and functional lines count too.

    Superiors told as alternatives ("a Director or Senior Director") count as one; a post that reports to itself is no
    superior of its own. No node: none. Several roots and cycles do not matter. Linear.

    Example:
        >>> import networkx
        >>> several_managers(Hierarchy(networkx.DiGraph([("baker", "head"), ("baker", "miller")])))
        [SeveralManagers(post='baker', managers=('head', 'miller'), others=())]
    """
    found = []
    for number, (post, lines) in enumerate(hierarchy.graph.adjacency()):
        if len(lines) < 2:
            continue
        alternatives = sum(bool(data.get("alternative")) for data in lines.values())
        if len(lines) - (post in lines) - max(alternatives - 1, 0) > 1:
            managers = tuple(hierarchy.nodes[n] for n in hierarchy.superiors[number] if n != number)
            others = (Node(superior) for superior, data in lines.items() if not data.get("hierarchy", True))
            found.append(SeveralManagers(Node(post), managers, tuple(sorted(others))))
    return sorted(found)


def dangling_superiors(hierarchy: Hierarchy) -> list[DanglingSuperior]:
    """Return the superior posts that no posting advertises and no table lists, most reports first, then by IRI.

    Units, organizations and persons cannot be advertised and are left out. No node: none. Roots are listed like others;
    so are the members of a cycle. Linear.

    Example:
        >>> import networkx
        >>> dangling_superiors(Hierarchy(networkx.DiGraph([("baker", "head")])))
        [DanglingSuperior(post='head', reports=1)]
    """
    found = [
        DanglingSuperior(node, reports)
        for node, data, reports in zip(hierarchy.nodes, hierarchy.attributes, hierarchy.reports, strict=True)
        if reports and not data.get("advertised") and data.get("kind", "post") == "post"
    ]
    return sorted(found, key=lambda row: (-row.reports, row.post))
