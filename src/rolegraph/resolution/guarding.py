"""What keeps two clusters of posts apart, however alike a title of one and a title of the other are."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rolegraph.resolution.posts import Post


@dataclass(slots=True)
class _Traits:
    """What the posts of one cluster are known by."""

    terms: set[str] = field(default_factory=set)
    ranks: set[tuple[str, ...]] = field(default_factory=set)  # of described posts
    named: set[tuple[str, ...]] = field(default_factory=set)  # of posts that are only named as superiors
    units: set[str] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)
    postings: set[str] = field(default_factory=set)
    superiors: set[str] = field(default_factory=set)

    def sets(self) -> tuple[set[object], ...]:
        return tuple(getattr(self, name) for name in self.__slots__)


class Guard:
    """Keeps clusters apart that are of other ranks, in other units, or told apart by a posting or a table.

    Args:
        posts: The posts of a graph.

    Example:
        >>> from rolegraph.resolution.titles import title_form
        >>> titles = {"<http://a>": "Director of Rail", "<http://b>": "Senior Director of Rail"}
        >>> guard = Guard([Post(term, t, "<http://org>", title_form(t), True) for term, t in titles.items()])
        >>> guard.clash("<http://a>", "<http://b>")
        True
    """

    def __init__(self, posts: Iterable[Post]) -> None:
        self._posts = {post.term: post for post in posts}
        self._traits: dict[str, _Traits] = {}

    def clash(self, one: str, other: str) -> bool:
        """Tell of two clusters, by their first nodes, whether they must not be one."""
        first, second = self._of(one), self._of(other)
        # two roles of one ladder, or one that answers to the other, are two, even where one rule finds them alike
        if not first.postings.isdisjoint(second.postings):
            return True
        if not (first.terms.isdisjoint(second.superiors) and second.terms.isdisjoint(first.superiors)):
            return True
        if first.identifiers and second.identifiers:
            return True
        ranks = (first.ranks, second.ranks) if first.ranks or second.ranks else (first.named, second.named)
        return any(a and b and a.isdisjoint(b) for a, b in (ranks, (first.units, second.units)))

    def merge(self, one: str, other: str, root: str) -> None:
        """Note that two clusters are one now, called by its first node `root`."""
        first, second = self._of(one), self._of(other)
        # the larger one takes up the smaller, so that a cluster of thousands is not copied thousands of times
        if len(first.terms) < len(second.terms):
            first, second = second, first
        for kept, added in zip(first.sets(), second.sets(), strict=True):
            kept |= added
        self._traits.pop(other, None)
        self._traits.pop(one, None)
        self._traits[root] = first

    def _of(self, term: str) -> _Traits:
        found = self._traits.get(term)
        if found is None:
            found = self._traits[term] = self._single(term)
        return found

    def _single(self, term: str) -> _Traits:
        traits = _Traits(terms={term})
        post = self._posts.get(term)
        if post is not None:
            (traits.ranks if post.described else traits.named).update((post.form.ranks, *post.halves))
            traits.units.update(post.units)
            traits.identifiers.update((post.identifier,) if post.identifier else ())
            traits.postings.update(post.postings)
            traits.superiors.update(post.superiors)
        return traits
