"""Betweenness: how many chains between others a post lies on."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from rolegraph.structure.hierarchy import Hierarchy, Node

# steps that the search for shortest chains may take before it is cut to a sample: so many a node, and so many at least
_STEPS: Final = 20
_LEAST: Final = 100_000


class Between(NamedTuple):
    """A post on the chains between others.

    Args:
        post: Its node.
        between: The share of pairs of other nodes that have it on their shortest chain, 0 to 1.
        estimated: True where that is an estimate from a sample.
    """

    post: Node
    between: float
    estimated: bool


def between(hierarchy: Hierarchy) -> list[Between]:
    """Return the posts on chains between others, those on most first, then by IRI.

    Exact counting is not linear, so it is cut: where many posts have several managers the shares are an estimate from
    evenly spread nodes, and say so. No node: none. Several roots and cycles do not matter.

    Example:
        >>> import networkx
        >>> between(Hierarchy(networkx.DiGraph([("baker", "head"), ("head", "chief")])))
        [Between(post='head', between=0.5, estimated=False)]
    """
    shares, estimated = betweenness(hierarchy)
    rows = [Between(hierarchy.nodes[n], round(share, 6), estimated) for n, share in enumerate(shares) if share]
    return sorted(rows, key=lambda row: (-row.between, row.post))


def betweenness(hierarchy: Hierarchy) -> tuple[list[float], bool]:
    """Return the betweenness of each node, by number, and whether it is an estimate.

    Brandes's algorithm (2001) searches from every node. Here a node with one manager needs no search of its own: all
    its chains go on as its manager's do. So one search for each post with several managers is enough, and a tree needs
    none. Beyond 100,000 steps and 20 a node the searches start at evenly spread nodes only, the same ones at each run.

    Returns:
        The shares of pairs of other nodes, as `networkx.betweenness_centrality` normalizes them, and False where they
        are exact. No node: empty. Several roots and cycles do not matter.

    Example:
        >>> import networkx
        >>> betweenness(Hierarchy(networkx.DiGraph([("baker", "head"), ("head", "chief")])))
        ([0.0, 0.5, 0.0], False)
    """
    count = len(hierarchy.nodes)
    pairs = max((count - 1) * (count - 2), 1)
    budget = _STEPS * count + _LEAST
    scores = _exact(hierarchy, budget)
    if scores is not None:
        return [score / pairs for score in scores], False
    scores, started = [0.0] * count, 0
    while started < count and budget > 0:
        budget -= _search(hierarchy.superiors, started * _stride(count) % count, 1, scores)[1]
        started += 1
    return [score * count / started / pairs for score in scores], True


def _exact(hierarchy: Hierarchy, budget: int) -> list[float] | None:
    """Return how many chains each node lies on, None where that takes more steps than the budget."""
    superiors, order = hierarchy.superiors, hierarchy.contraction.order
    circling = {number for members in hierarchy.cyclic for number in members}
    chained = [len(managers) == 1 for managers in superiors]
    for number in circling:
        chained[number] = False
    starts = [1] * len(superiors)  # the chains that go on from a node: its own, and those that come up through it alone
    for number in order:
        if chained[number]:
            starts[superiors[number][0]] += starts[number]
    above = [0] * len(superiors)
    scores = [0.0] * len(superiors)
    for number, managers in enumerate(superiors):
        if managers and not chained[number]:
            above[number], steps = _search(superiors, number, starts[number], scores)
            budget -= steps
            if budget < 0:
                return None
    for number in reversed(order):
        if chained[number]:
            above[number] = above[superiors[number][0]] + 1
    return [score + (start - 1) * up for score, start, up in zip(scores, starts, above, strict=True)]


def _search(superiors: Sequence[Sequence[int]], start: int, weight: int, scores: list[float]) -> tuple[int, int]:
    """Add to the scores what `weight` chains from `start` give, and return how many nodes are above and the steps."""
    distance, ways, order = {start: 0}, {start: 1.0}, [start]
    steps = 1
    for number in order:
        steps += len(superiors[number])
        for manager in superiors[number]:
            if manager not in distance:
                distance[manager], ways[manager] = distance[number] + 1, 0.0
                order.append(manager)
            if distance[manager] == distance[number] + 1:
                ways[manager] += ways[number]
    depends = dict.fromkeys(order, 0.0)
    for number in reversed(order):
        for manager in superiors[number]:
            if distance[manager] == distance[number] + 1:
                depends[number] += ways[number] / ways[manager] * (1 + depends[manager])
        if number != start:
            scores[number] += weight * depends[number]
    return len(order) - 1, steps


def _stride(count: int) -> int:
    """Return a step that visits all of `count` numbers, far-apart ones first (near the golden section)."""
    step = max(round(count * 0.618), 1)
    while math.gcd(step, count) != 1:
        step += 1
    return step
