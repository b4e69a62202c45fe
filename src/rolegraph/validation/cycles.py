"""Cycles of a directed graph, found in linear time and without recursion."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence


def find_cycles(targets: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Find what is tangled: a shortest cycle through the least node of each strongly connected part.

    Args:
        targets: For each node the nodes it leads to; a node that leads nowhere may be left out.

    Yields:
        For each strongly connected part of two nodes or more one cycle: its nodes in order, beginning with the least of
        the part, which is not repeated at the end. Parts come in the order of their least nodes. A node that leads to
        itself is no cycle; without nodes there is none.

    Example:
        >>> list(find_cycles({"b": ["c"], "c": ["b", "d"], "d": ["d"]}))
        [('b', 'c')]
    """
    tangled = {min(part): part for part in _strong_parts(targets) if len(part) > 1}
    for first in sorted(tangled):
        yield _shortest_cycle(first, set(tangled[first]), targets)


def _strong_parts(targets: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield the strongly connected parts by Kosaraju's algorithm: two passes, one along the edges, one against them."""
    sources: dict[str, list[str]] = defaultdict(list)
    for node, ends in targets.items():
        for end in ends:
            sources[end].append(node)
    seen: set[str] = set()
    for root in reversed(list(_finish_order(targets))):
        if root in seen:
            continue
        seen.add(root)
        part = [root]
        for node in part:  # grows while it is read
            fresh = [source for source in dict.fromkeys(sources.get(node, ())) if source not in seen]
            seen.update(fresh)
            part += fresh
        yield part


def _finish_order(targets: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the nodes in the order in which a depth-first search leaves them."""
    seen: set[str] = set()
    for root in targets:
        if root in seen:
            continue
        seen.add(root)
        path = [(root, iter(targets[root]))]
        while path:
            node, rest = path[-1]
            fresh = next((target for target in rest if target not in seen), None)
            if fresh is None:
                path.pop()
                yield node
            else:
                seen.add(fresh)
                path.append((fresh, iter(targets.get(fresh, ()))))


def _shortest_cycle(first: str, part: set[str], targets: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Walk breadth-first inside a strongly connected part until an edge leads back to `first`."""
    came_from: dict[str, str] = {}
    queue = deque([first])
    while queue:
        node = queue.popleft()
        for target in targets.get(node, ()):
            if target == first and node != first:
                way = [node]
                while way[-1] != first:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if target in part and target not in came_from and target != first:
                came_from[target] = node
                queue.append(target)
    raise AssertionError(f"{first} lies on no cycle")
