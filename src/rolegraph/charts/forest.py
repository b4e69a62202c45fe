"""From the reporting graph to a forest: every post once, under its first superior, cycles cut and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rolegraph.charts.posts import (
    Line,
    Place,
    Post,
    in_hierarchy,
    read_line,
    read_post,
    reading_order,
    subordinates,
    superiors,
)
from rolegraph.charts.scope import Scope

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, slots=True)
class Forest:
    """What a chart draws; posts are given by their indexes in `posts`.

    Args:
        posts: The posts, the senior ones first, then by label.
        parents: For each post the superior it is drawn under, or -1.
        lines: Every line between two drawn posts, in order of subordinate, then superior.
        hidden: For each post how many of its direct reports are not drawn.
        lone: The posts that the graph states no line of any kind for, in order.
        outside: How many posts of the graph are not drawn.
        focus: The post that the chart is about, or -1.
    """

    posts: tuple[Post, ...]
    parents: tuple[int, ...]
    lines: tuple[Line, ...]
    hidden: tuple[int, ...]
    lone: tuple[int, ...]
    outside: int
    focus: int = -1

    def roots(self) -> list[int]:
        """Return the tops of the trees, in order; posts without any line are not among them."""
        alone = frozenset(self.lone)
        return [index for index, parent in enumerate(self.parents) if parent < 0 and index not in alone]


def grow(graph: networkx.DiGraph[str], scope: Scope) -> Forest:
    """Make the forest of the posts in `scope`.

    A post with several superiors stands under the first of them. A cycle is cut at one line, always the same one: at a
    member that another superior can take, else above its most senior member.

    Args:
        graph: The reporting graph, lines going from subordinate to superior.
        scope: The posts to draw.

    Returns:
        The forest; with no post for an empty scope.

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph([("urn:a", "urn:b"), ("urn:b", "urn:a"), ("urn:c", "urn:a")])
        >>> grow(graph, Scope(frozenset(graph))).parents
        (-1, 0, 0)
    """
    posts = sorted((read_post(graph, iri) for iri in scope.posts), key=reading_order)
    index = {post.iri: number for number, post in enumerate(posts)}
    choices = [[index[s] for s in superiors(graph, post.iri) if s in index and s != post.iri] for post in posts]
    if scope.top in index:
        choices[index[scope.top]] = []
    parents = _uncycle(choices)
    kept = _kept(depths(parents), scope)
    if len(kept) < len(posts):
        renumbered = {old: new for new, old in enumerate(kept)}
        parents = [renumbered.get(parents[old], -1) for old in kept]
        posts = [posts[old] for old in kept]
        index = {post.iri: number for number, post in enumerate(posts)}
    return Forest(
        posts=tuple(posts),
        parents=tuple(parents),
        lines=tuple(_lines(graph, posts, index, parents)),
        hidden=tuple(sum(s not in index for s in subordinates(graph, post.iri)) for post in posts),
        lone=tuple(n for n, post in enumerate(posts) if not graph.adj[post.iri] and not graph.pred[post.iri]),
        outside=len(graph) - len(posts),
        focus=index.get(scope.focus, -1),
    )


def _kept(levels: Sequence[int], scope: Scope) -> list[int]:
    """Return the posts that are drawn, of those given by how far they are below their tops."""
    kept = [number for number, depth in enumerate(levels) if scope.depth is None or depth <= scope.depth]
    if scope.most is not None and len(kept) > scope.most:
        return sorted(sorted(kept, key=lambda number: levels[number])[: scope.most])
    return kept


def depths(parents: Sequence[int]) -> list[int]:
    """Return how far each post is below its top.

    Example:
        >>> depths([-1, 0, 1, -1])
        [0, 1, 2, 0]
    """
    found = [-1] * len(parents)
    for start in range(len(parents)):
        path = []
        post = start
        while post >= 0 and found[post] < 0:
            path.append(post)
            post = parents[post]
        depth = found[post] if post >= 0 else -1
        for step in reversed(path):
            depth += 1
            found[step] = depth
    return found


def _uncycle(choices: Sequence[Sequence[int]]) -> list[int]:
    """Return one superior for each post, or -1, so that no cycle is left."""
    parents = [options[0] if options else -1 for options in choices]
    component = _Components(len(parents))
    for post, parent in enumerate(parents):
        if parent >= 0:
            component.join(post, parent)
    for cycle in _cycles(parents):
        for member in sorted(cycle, reverse=True):  # the least senior first: it is the likeliest to be misplaced
            other = next((s for s in choices[member] if component.of(s) != component.of(member)), -1)
            if other >= 0:
                parents[member] = other
                component.join(member, other)
                break
        else:
            parents[min(cycle)] = -1
    return parents


def _cycles(parents: Sequence[int]) -> list[list[int]]:
    """Return the cycles of a graph in which each node has at most one successor."""
    seen = [0] * len(parents)
    found = []
    for start in range(len(parents)):
        path = []
        post = start
        while post >= 0 and not seen[post]:
            seen[post] = start + 1
            path.append(post)
            post = parents[post]
        if post >= 0 and seen[post] == start + 1:
            found.append(path[path.index(post) :])
    return found


class _Components:
    """Union-find over posts."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def of(self, post: int) -> int:
        while self._above[post] != post:
            self._above[post] = self._above[self._above[post]]
            post = self._above[post]
        return post

    def join(self, one: int, other: int) -> None:
        self._above[self.of(one)] = self.of(other)


def _lines(
    graph: networkx.DiGraph[str], posts: Sequence[Post], index: dict[str, int], parents: Sequence[int]
) -> Iterator[Line]:
    begins, ends = _intervals(parents)
    for number, post in enumerate(posts):
        for superior in sorted(index[s] for s in graph.adj[post.iri] if s in index):
            data = graph.edges[post.iri, posts[superior].iri]
            place: Place
            if not in_hierarchy(data):
                place = "side"
            elif parents[number] == superior:
                place = "tree"
            elif begins[number] <= begins[superior] < ends[number]:  # the superior stands below, or is the post itself
                place = "cut"
            else:
                place = "extra"
            yield read_line(data, number, superior, place)


def _intervals(parents: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return for each post where its subtree begins and ends in preorder."""
    begins, ends = [0] * len(parents), [0] * len(parents)
    order = list(preorder(group_children(parents), [post for post, parent in enumerate(parents) if parent < 0]))
    for position, post in enumerate(order):
        begins[post] = position
        ends[post] = position + 1
    for post in reversed(order):
        if parents[post] >= 0:
            ends[parents[post]] = max(ends[parents[post]], ends[post])
    return begins, ends


def preorder(children: Sequence[Sequence[int]], tops: Iterable[int]) -> Iterator[int]:
    """Yield every post after its superior, a whole subtree before the next.

    Args:
        children: For each post its subordinates.
        tops: Where to start.

    Example:
        >>> list(preorder([[1, 2], [3], [], []], [0]))
        [0, 1, 3, 2]
    """
    for top in tops:
        waiting = [top]
        while waiting:
            post = waiting.pop()
            yield post
            waiting.extend(reversed(children[post]))


def group_children(parents: Sequence[int]) -> list[list[int]]:
    """Return for each post its subordinates, in order.

    Example:
        >>> group_children([-1, 0, 0])
        [[1, 2], [], []]
    """
    found: list[list[int]] = [[] for _ in parents]
    for post, parent in enumerate(parents):
        if parent >= 0:
            found[parent].append(post)
    return found
