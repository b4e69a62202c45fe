"""How alike two titles are that are not the same: the share of words in common, a slip of one letter let pass."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rolegraph.resolution.links import RULES, Link, link
from rolegraph.resolution.posts import Post
from rolegraph.resolution.titles import TitleForm

_MOST: Final = 24
"""How many titles of one organization may have a rank and a word in common for the word to tell anything."""

_SHORTEST: Final = 7  # letters of a word in which one may be wrong


def similar_links(groups: Mapping[tuple[str, str], Sequence[Post]]) -> Iterator[Link]:
    """Yield the links between posts whose titles have the same ranks and most words in common.

    Args:
        groups: The posts by home and key of the title.

    Yields:
        Links of the rules "spelling", "similar-title" and "related-title".

    Example:
        >>> from rolegraph.resolution.titles import title_form
        >>> titles = ("Corporate Development Director", "Coporate Development Director")
        >>> posts = [Post(f"<http://{n}>", t, "<http://org>", title_form(t), True) for n, t in enumerate(titles)]
        >>> [found.rule for found in similar_links({("", post.form.key): [post] for post in posts})]
        ['spelling']
    """
    blocks: dict[tuple[str, tuple[str, ...], str], list[Post]] = defaultdict(list)
    for (home, _), group in groups.items():
        leader = next((post for post in group if post.described), group[0])
        if len(leader.form.content) > 1:
            for word in leader.form.content:
                blocks[home, leader.form.ranks, word].append(leader)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if 1 < len(block) <= _MOST:
            yield from _compare(block, seen)


def _compare(block: Sequence[Post], seen: set[tuple[str, str]]) -> Iterator[Link]:
    for place, one in enumerate(block):
        for other in block[place + 1 :]:
            pair = (one.term, other.term)
            if pair not in seen and not _kept_apart(one, other):
                seen.add(pair)
                rule, score = likeness(one.form, other.form)
                if rule:
                    yield link(*pair, rule, score)


def _kept_apart(one: Post, other: Post) -> bool:
    if one.identifier and other.identifier:
        return True
    return bool(one.units and other.units) and one.units.isdisjoint(other.units)


def likeness(one: TitleForm, other: TitleForm) -> tuple[str, float]:
    """Return the rule by which two titles of the same ranks are alike, and its score; ("", 0) for none.

    Example:
        >>> from rolegraph.resolution.titles import title_form
        >>> likeness(title_form("Manager, Data Platform Quality"), title_form("Manager, Data Platform"))
        ('related-title', 0.6)
    """
    common = one.content & other.content
    left, right = sorted(one.content - common), sorted(other.content - common)
    if len(left) == len(right) == 1 and is_slip(left[0], right[0]):
        return "spelling", RULES["spelling"].score
    share = len(common) / (len(common) + len(left) + len(right))
    for rule, least in (("similar-title", 0.75), ("related-title", 0.6)):
        if share >= least:
            return rule, RULES[rule].score
    return "", 0.0


def is_slip(one: str, other: str) -> bool:
    """Tell whether two long words differ in one letter, or in two that changed places.

    Example:
        >>> is_slip("corporate", "coporate"), is_slip("supervisor", "superivsor"), is_slip("internal", "external")
        (True, True, False)
    """
    if one == other or min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
