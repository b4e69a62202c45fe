"""Which posts are one: keys first, then other names, then what most words of the titles say.

Posts are only ever compared inside of blocks: one organization and one key, one name, one ending or one word of the
title. A block that has more than a few posts tells nothing about any two of them and is passed over, so the work grows
with the number of posts and not with its square.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rolegraph.resolution.linked import Target
from rolegraph.resolution.links import Link, link
from rolegraph.resolution.posts import Post
from rolegraph.resolution.similarity import similar_links
from rolegraph.resolution.titles import without_generic
from rolegraph.vocabulary import SKOS

_MOST: Final = 5
"""How many posts a title may fit to be named as perhaps one of them."""

_MANY: Final = 64
"""How many posts of one block a title is held against one by one."""

# ranks that few hold in one organization, so that a title cut short still tells which post is meant
_HELD_BY_FEW: Final = frozenset(("director", "president", "chief", "head"))
_OF_THE_WHOLE: Final = frozenset(("president", "chief"))

_Index = dict[tuple[str, str], list[Post]]


def post_links(posts: Sequence[Post], linked: Mapping[str, Target] | None = None) -> Iterator[Link]:
    """Yield what posts have to do with each other.

    Args:
        posts: The posts of a graph.
        linked: The superiors whose titles lead to a post, which then is the one that they mean.

    Yields:
        Links in no particular order; which exact matches hold together is for `clusters.join_all` to say.

    Example:
        >>> from rolegraph.resolution.titles import title_form
        >>> titles = {"<http://a>": "Engineering Director", "<http://b>": "Director of Engineering"}
        >>> posts = [Post(term, title, "<http://org>", title_form(title), True) for term, title in titles.items()]
        >>> [found.rule for found in post_links(posts)]
        ['same-title']
    """
    if not linked:
        yield from _by_words(posts)
        return
    yield from (link(term, target.post.term, target.rule) for term, target in linked.items())
    described = {post.term for post in posts if post.described}
    for found in _by_words(posts):
        mention, other = (found.one, found.other) if found.one in linked else (found.other, found.one)
        if mention not in linked or other not in described:
            yield found
        elif found.relation == SKOS.exactMatch and linked[mention].post.term != other:
            # who wrote the line wrote both the words and the address, and of the two the address names one post
            yield link(mention, other, "words-against-link")


def _by_words(posts: Iterable[Post]) -> Iterator[Link]:
    """Yield the links between posts that what they are called gives."""
    posts = sorted((post for post in posts if post.form.key), key=lambda post: post.term)
    groups: _Index = defaultdict(list)
    for post in posts:
        groups[post.home, post.form.key].append(post)
    for group in groups.values():
        if len(group) > 1:
            yield from _same_title(group)
    yield from _other_names(groups)
    loose = [group for group in groups.values() if not any(post.described for post in group)]
    yield from _short_titles(groups, loose)
    yield from similar_links(groups)


def _same_title(group: Sequence[Post]) -> Iterator[Link]:
    """Yield the links between posts of one title in one organization: units and identifiers keep them apart."""
    distinct: dict[tuple[str, frozenset[str], tuple[str, ...]], list[Post]] = defaultdict(list)
    # a posting that advertises a "Dock Manager" and a "Manager, Dock" means two
    postings = [posting for post in group for posting in post.postings]
    twice = len(postings) > len(set(postings))
    for post in group:
        if post.described:
            distinct[post.identifier, post.units, post.form.words if twice else ()].append(post)
    rule = "same-title" if all(map(_tells, group)) else "bare-rank"
    for same in distinct.values():
        yield from (link(same[0].term, other.term, rule) for other in same[1:])
    leaders = [same[0] for _, same in sorted(distinct.items(), key=lambda item: item[1][0].term)]
    mentioned = [post for post in group if not post.described]
    yield from (link(mentioned[0].term, other.term, rule) for other in mentioned[1:] if not leaders)
    for post in leaders:
        yield from _fuller(post, leaders)
    units: dict[str, list[Post]] = defaultdict(list)
    for post in leaders:
        for unit in post.units:
            units[unit].append(post)
    for post in mentioned if leaders else ():
        # a title that hundreds of units have is looked for in its own alone
        near = [one for unit in sorted(post.around)[:1] for one in units[unit]] if len(leaders) > _MANY else leaders
        yield from _choose(post, near[:_MANY], "same-title")


def _fuller(post: Post, leaders: Sequence[Post]) -> Iterator[Link]:
    """Yield the links from a described post to those of its title that say more of where they are."""
    if post.identifier or len(leaders) > _MOST + 1:
        return
    fuller = [one for one in leaders if one is not post and _says_more(one, post)]
    if len(fuller) == 1:
        listed = fuller[0].identifier and (fuller[0].units == post.units or not post.units)
        yield link(post.term, fuller[0].term, "same-title" if listed else "unit-unstated")
    else:
        yield from (link(post.term, one.term, "several-candidates") for one in fuller)


def _says_more(one: Post, other: Post) -> bool:
    """Tell whether a post agrees with another and has a unit or an identifier that the other lacks."""
    if one.units and other.units:
        return not one.units.isdisjoint(other.units) and (one.units > other.units or bool(one.identifier))
    return bool(one.units or one.identifier) and not other.units


def _choose(post: Post, candidates: Sequence[Post], rule: str) -> Iterator[Link]:
    """Yield the link from a title to the only post it fits, or weak ones to the few that it may stand for.

    A title that is only named as a superior is looked for in the units of those who report to it first.
    """
    # nobody is the superior of oneself: "Dock Manager" answers to another "Manager, Dock"
    found = [one for one in candidates if not _in_line(one, post)]
    near = [one for one in found if one.units and not one.units.isdisjoint(post.around)]
    exact = [one for one in found if one.form.words == post.form.words]
    if len(near) == len(post.around) == 1 or (not post.around and len(exact) == 1):
        found = near or exact
    if len(found) == 1:
        yield link(post.term, found[0].term, _checked(rule, post, found[0]))
    elif len(found) <= _MOST:
        yield from (link(post.term, one.term, "several-candidates") for one in found)


def _checked(rule: str, post: Post, only: Post) -> str:
    """Return the rule by which a title goes to the only post it fits: a weaker one where unit or rank leave doubt."""
    if not (_tells(post) and _tells(only)):
        return "bare-rank"
    # each department may have its director, but hardly its chief or its vice president
    whole = not _OF_THE_WHOLE.isdisjoint(post.form.ranks)
    elsewhere = len(post.around) == 1 and bool(only.units) and only.units.isdisjoint(post.around)
    return "other-unit" if elsewhere and not whole else rule


def _in_line(one: Post, other: Post) -> bool:
    return one.term in other.superiors or other.term in one.superiors


def _tells(post: Post) -> bool:
    """Tell whether a title names one post of an organization: "Senior Manager" alone names none, "President" does."""
    few = post.owned and not _HELD_BY_FEW.isdisjoint(post.form.ranks)
    return few or bool(post.form.content) or post.form.ranks in _OFFICES


_OFFICES: Final = (("chief", "executive", "officer"), ("chief", "staff"), ("president",))


def _other_names(groups: _Index) -> Iterator[Link]:
    """Yield the links from titles to the posts that are called so beside their own title."""
    named: dict[tuple[str, str], list[tuple[Post, str]]] = defaultdict(list)
    for (home, _), group in groups.items():
        for post in group:
            for key, rule in post.names.items():
                named[home, key].append((post, rule))
    for block, bearers in named.items():
        own = groups.get(block, ())
        described = [post for post in own if post.described]
        titles = {post.form.key: (post, rule) for post, rule in reversed(bearers) if not _apart(post, own[:_MOST])}
        # a half of a double title names it only when no post has that half for its whole title
        found = [(post, rule) for post, rule in titles.values() if rule != "part-of-title" or not described]
        if len(found) > 1 and _is_office(block[1]):
            # there is one Chief Legal Officer, whatever else that officer is
            halves = [post for post, rule in found if rule == "part-of-title"]
            yield from (link(halves[0].term, other.term, "part-of-title") for other in halves[1:])
            found = found if not halves else [(halves[0], "part-of-title")]
        for mention in own[:_MOST]:
            if len(found) == 1:
                yield link(mention.term, found[0][0].term, found[0][1])
            elif len(found) <= _MOST and not described:
                yield from (link(mention.term, post.term, "several-candidates") for post, _ in found)


def _is_office(key: str) -> bool:
    """Tell whether a key is that of an office held once in an organization: "Chief Legal Officer"."""
    words = key.split()
    return "chief" in words and "officer" in words and "deputy" not in words and len(words) > 2


def _apart(post: Post, others: Sequence[Post]) -> bool:
    """Tell whether a post is in other units than each of the others."""
    return bool(others) and all(post.units and one.units and post.units.isdisjoint(one.units) for one in others)


def _short_titles(groups: _Index, loose: Sequence[Sequence[Post]]) -> Iterator[Link]:
    """Yield the links from titles that only superiors are named by to the longer titles of described posts."""
    bare: _Index = defaultdict(list)
    endings: _Index = defaultdict(list)
    for (home, _), group in groups.items():
        first = next((post for post in group if post.described), None)
        if first is not None:
            bare[home, without_generic(first.form)].append(first)
            for start in range(1, len(first.form.words) - 1):
                endings[home, " ".join(first.form.words[start:])].append(first)
    for mentions in loose:
        for post in mentions[:_MOST]:
            yield from _lengthen(post, bare, endings)


def _lengthen(post: Post, bare: _Index, endings: _Index) -> Iterator[Link]:
    if not post.form.content:
        return
    same = bare.get((post.home, without_generic(post.form)), [])
    if same:
        yield from _choose(post, same[:_MANY], "generic-word")
        return
    found = endings.get((post.home, " ".join(post.form.words)), [])
    longer = [one for one in found[:_MANY] if one.form.ranks == post.form.ranks]
    few = not _HELD_BY_FEW.isdisjoint(post.form.ranks)
    yield from _choose(post, longer, "short-title" if few else "short-common-title")
