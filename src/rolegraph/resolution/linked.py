"""Which post a superior is whose title is a link: that of the heading, or of the page, that it leads to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote

from rolegraph.lexicons.titles import has_role_noun
from rolegraph.regexes import regex
from rolegraph.resolution.addresses import Pages
from rolegraph.resolution.links import Link
from rolegraph.resolution.posts import Post
from rolegraph.resolution.reading import Said
from rolegraph.resolution.titles import title_form
from rolegraph.vocabulary import DCTERMS, ORG, RG, SCHEMA, SKOS

_LONGEST: Final = 300
_UNMARKED: Final = regex(r"[^\w\s-]")
_GAP: Final = regex(r"[\s_-]+")


class Target(NamedTuple):
    """The post that a superior's link leads to, and the rule that says so."""

    post: Post
    rule: str


def linked_superiors(said: Said, posts: Sequence[Post], decided: Sequence[Link] = ()) -> dict[str, Target]:
    """Return what the links on superiors' titles lead to.

    Args:
        said: The graph.
        posts: Its posts.
        decided: What a user said; a superior that is known by it needs no link.

    Returns:
        The targets of those superiors that no posting describes itself, by their terms. One whose links lead to
        several posts, to itself in effect, or to nothing in the graph has none.

    Example:
        >>> from rolegraph.resolution.titles import title_form
        >>> posts = [Post("<mate>", "Mate", "<org>", title_form("Mate"), True, postings=frozenset(["<p>"]))]
        >>> posts.append(Post("<other>", "First Mate", "<org>", title_form("First Mate"), False))
        >>> quads = [("<p>", DCTERMS.source, '"jobs/mate.md"', ""), ("<line>", RG.superior, "<other>", ""),
        ...          ("<line>", RG.superiorLink, '"/jobs/mate/#mate"', "")]
        >>> linked_superiors(Said(quads), posts)["<other>"].post.label
        'Mate'
    """
    links: dict[str, set[str]] = defaultdict(set)
    for line in said.subjects(RG.superiorLink):
        for superior in said.objects(line, RG.superior):
            links[superior].update(said.texts(line, RG.superiorLink))
    # most graphs have none, and their pages need no index
    mentions = [post for post in posts if post.term in links and not post.described]
    if not mentions:
        return {}
    site = _Site(said, posts)
    same = {term for one in decided if one.relation == SKOS.exactMatch for term in (one.one, one.other)}
    apart = {
        term
        for one in decided
        if one.relation != SKOS.exactMatch
        for term in ((one.one, one.other), (one.other, one.one))
    }
    found: dict[str, Target] = {}
    for mention in mentions:
        targets = {
            target.post.term: target
            for address in sorted(links[mention.term])
            if (target := site.find(address, mention))
        }
        if len(targets) == 1 and mention.term not in same:
            term, target = targets.popitem()
            if (mention.term, term) not in apart:
                found[mention.term] = target
    return found


class _Site:
    """The advertised posts of a graph by the page and the heading that they stand under."""

    def __init__(self, said: Said, posts: Sequence[Post]) -> None:
        self._said = said
        self._organizations = frozenset(said.of_type(ORG.Organization, ORG.FormalOrganization))
        self._posts: dict[str, list[Post]] = defaultdict(list)
        for post in posts:
            for posting in post.postings:
                self._posts[posting].append(post)
        self._pages = Pages(
            (posting, (*said.texts(posting, DCTERMS.source), *said.texts(posting, SCHEMA.url)))
            for posting in sorted(self._posts)
        )

    def find(self, address: str, mention: Post) -> Target | None:
        """Return the post that an address leads to: its heading decides, else the words of the link on its page."""
        postings, exact = self._pages.find(address)
        on_page = {post.term: post for posting in postings for post in self._posts[posting]}
        # nobody is the superior of oneself, and a path that ends alike may lie on the site of another organization
        posts = [
            post
            for _, post in sorted(on_page.items())
            if mention.term not in post.superiors and (exact or not self._are_two({post.home, mention.home}))
        ]
        heading = unquote(address.partition("#")[2])[:_LONGEST]
        if heading and (named := self._under(heading, posts)):
            return _only(named, mention)
        if heading and has_role_noun(heading.replace("-", " ")):
            # the heading of a role that is no longer there
            return None
        if called := [post for post in posts if mention.form.key in (post.form.key, *post.names)]:
            return _only(called, mention)
        if len(posts) == 1 and not posts[0].form.content.isdisjoint(mention.form.content):
            return Target(posts[0], "linked-page")
        return None

    def _are_two(self, homes: set[str]) -> bool:
        return len(homes) > 1 and homes <= self._organizations

    def _under(self, heading: str, posts: Sequence[Post]) -> list[Post]:
        wanted = heading_slug(heading)
        exact = [post for post in posts if wanted in self._slugs(post)]
        key = title_form(wanted.replace("-", " ")).key
        return exact or [post for post in posts if post.form.key == key]

    def _slugs(self, post: Post) -> Iterator[str]:
        for name in (SKOS.prefLabel, SKOS.altLabel, RG.titleAsStated):
            yield from map(heading_slug, self._said.texts(post.term, name))


def _only(posts: Sequence[Post], mention: Post) -> Target | None:
    """Return the one post, or the one of several that the words of the link name."""
    if len({(post.home, post.form.key) for post in posts}) > 1:
        posts = [post for post in posts if post.form.key == mention.form.key]
    return Target(posts[0], "link") if posts and len({post.form.key for post in posts}) == 1 else None


def heading_slug(heading: str) -> str:
    """Return what sites make of a heading to link to it: small letters, no punctuation, hyphens for spaces.

    Where sites differ, in underscores and in the hyphens that an "&" leaves, the slugs are the same here.

    Example:
        >>> heading_slug("Director, Quays & Locks"), heading_slug("director-quays--locks")
        ('director-quays-locks', 'director-quays-locks')
    """
    return "-".join(part for part in _GAP.split(_UNMARKED.sub("", heading[:_LONGEST].casefold())) if part)
