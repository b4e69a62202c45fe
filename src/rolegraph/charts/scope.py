"""Which posts of the reporting graph stand in the picture."""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rolegraph.charts.options import Options
from rolegraph.charts.posts import in_hierarchy, read_post, reading_order, subordinates, superiors
from rolegraph.errors import UsageError
from rolegraph.vocabulary import normal_form

if TYPE_CHECKING:
    import networkx


PEERS: Final = 40
"""Reports of one superior that are drawn beside the post which a chart is about."""

MOST: Final = 20_000
"""Posts of a picture; of more, those nearest to the tops are drawn, and the others counted."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The posts in the picture.

    Args:
        posts: Their IRIs.
        top: The post that stands on top whatever it reports to, or "".
        focus: The post that the picture is about, or "".
        depth: How many levels below the tops are drawn; None for all.
        most: How many posts are drawn at most, those nearest to the tops; None for all.
    """

    posts: frozenset[str]
    top: str = ""
    focus: str = ""
    depth: int | None = None
    most: int | None = None


def select(graph: networkx.DiGraph[str], options: Options, *, whole: bool = False) -> Scope:
    """Choose the posts that `options` asks for.

    Args:
        graph: The reporting graph, lines going from subordinate to superior.
        options: What is wanted.
        whole: Leave nothing out for `depth` and `around`, as a page that collapses does.

    Returns:
        The scope; empty for an empty graph.

    Raises:
        UsageError: A post or organization that the graph does not have, a title that several posts bear, or options
            that exclude each other.
    """
    if options.root and options.around:
        raise UsageError("root and around exclude each other: give one of them")
    if options.depth is not None and options.depth < 0:
        raise UsageError(f"depth is {options.depth}: give 0 for the tops alone, or more")
    known = _of_organization(graph, options.organization) if options.organization else frozenset(graph)
    # what a table says is no more is drawn for whoever asks for it by name
    posts = known - {iri for iri, gone in graph.nodes(data="eliminated") if gone}
    if options.root:
        top = find_post(graph, options.root, known)
        below = _reach(top, lambda iri: subordinates(graph, iri), posts, None)
        return Scope(below, top=top, focus=top, depth=None if whole else options.depth, most=None if whole else MOST)
    if not options.around:
        return Scope(posts, depth=None if whole else options.depth, most=None if whole else MOST)
    focus = find_post(graph, options.around, known)
    if whole:
        return Scope(posts | {focus}, focus=focus)
    above = _reach(focus, lambda iri: superiors(graph, iri), posts, None)
    below = _reach(focus, lambda iri: subordinates(graph, iri), posts, 1 if options.depth is None else options.depth)
    peers = {peer for superior in superiors(graph, focus) for peer in _first(graph, superior) if peer in posts}
    beside = {other for other in (*graph.pred[focus], *graph.adj[focus]) if not _hierarchical(graph, focus, other)}
    return Scope(above | below | peers | (beside & posts), focus=focus)


def _first(graph: networkx.DiGraph[str], superior: str) -> list[str]:
    """Return the reports of `superior` that are drawn as peers: the first `PEERS` of them."""
    return heapq.nsmallest(PEERS, subordinates(graph, superior), key=lambda iri: reading_order(read_post(graph, iri)))


def _hierarchical(graph: networkx.DiGraph[str], one: str, other: str) -> bool:
    pairs = ((one, other), (other, one))
    return any(graph.has_edge(*pair) and in_hierarchy(graph.edges[pair]) for pair in pairs)


def find_post(graph: networkx.DiGraph[str], wanted: str, among: Iterable[str]) -> str:
    """Return the IRI of the post called `wanted`.

    Args:
        graph: The reporting graph.
        wanted: An IRI (with or without its angle brackets), a label or one of a post's titles.
        among: The posts to look in.

    Raises:
        UsageError: No post or several posts bear that name; the message lists what there is.

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph()
        >>> graph.add_node("urn:a", label="Data Analyst")
        >>> find_post(graph, "data  analyst", graph)
        'urn:a'
    """
    pool = frozenset(among)
    bare = wanted.strip().removeprefix("<").removesuffix(">")
    for iri in (wanted, bare, f"<{bare}>"):
        if iri in pool:
            return iri
    names: dict[str, set[str]] = {}
    for iri in pool:
        post = read_post(graph, iri)
        for name in (post.label, *post.titles):
            names.setdefault(normal_form(name), set()).add(iri)
    ids = {iri: read_post(graph, iri).identifier for iri in pool}
    form = normal_form(wanted)
    found = sorted(names.get(form, ())) or sorted(iri for iri, own in ids.items() if own and normal_form(own) == form)
    if len(found) == 1:
        return found[0]
    if found:
        told = [ids[iri] for iri in found]
        by, shown = ("id", told) if all(told) and len(set(told)) == len(told) else ("IRI", found)
        raise UsageError(f"{len(found)} posts are called {wanted!r}: give the {by} of one of them: {_listed(shown)}")
    labels = {normal_form(name): name for iri in sorted(pool) for name in (read_post(graph, iri).label,)}
    raise UsageError(f"no post is called {wanted!r}{_nearest(wanted, labels)}")


def _of_organization(graph: networkx.DiGraph[str], name: str) -> frozenset[str]:
    """Return the posts of the organization and the superiors that they name."""
    members: set[str] = set()
    names: dict[str, str] = {}
    wanted = normal_form(name)
    for iri in graph:
        post = read_post(graph, iri)
        own = post.organization or (post.label if post.kind == "organization" else "")
        names[normal_form(own)] = own
        if normal_form(own) == wanted:
            members.add(iri)
    if not members:
        names.pop("", None)
        raise UsageError(f"no organization is called {name!r}{_nearest(name, names)}")
    return frozenset(members.union(*(superiors(graph, iri) for iri in members)))


def _reach(
    start: str, step: Callable[[str], Iterable[str]], within: frozenset[str], limit: int | None
) -> frozenset[str]:
    """Return what is reached from `start` in at most `limit` steps, `start` among it."""
    seen = {start}
    level = {start}
    while level and (limit is None or limit > 0):
        level = {found for iri in level for found in step(iri) if found in within} - seen
        seen |= level
        limit = None if limit is None else limit - 1
    return frozenset(seen)


def _nearest(wanted: str, names: dict[str, str]) -> str:
    near = difflib.get_close_matches(normal_form(wanted), names, n=3, cutoff=0.5)
    shown = [names[name] for name in near] or [names[name] for name in sorted(names)[:3]]
    return (
        f"; near it: {_listed(shown)}" if near else f"; there is: {_listed(shown)}" if shown else ": the graph is empty"
    )


def _listed(names: Sequence[str]) -> str:
    more = len(names) - 5
    return ", ".join(repr(name) for name in names[:5]) + (f" and {more} more" if more > 0 else "")
