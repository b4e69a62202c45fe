"""The posts of a graph as resolution sees them: home, title, other names, unit, and whether anything describes them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from rolegraph.lexicons.titles import role_nouns
from rolegraph.regexes import regex
from rolegraph.resolution.homes import Homes
from rolegraph.resolution.organizations import initials, organization_form
from rolegraph.resolution.reading import Said
from rolegraph.resolution.titles import TitleForm, parts_of, title_form, unit_form
from rolegraph.vocabulary import ORG, RG, SCHEMA, SKOS


@dataclass(slots=True)
class Post:
    """One post.

    Args:
        term: Its node.
        label: Its title as it stands in the graph.
        home: What its title is unique in: the node of its organization, or of its posting.
        form: The normal form of its title.
        described: Whether a posting advertises it or a table lists it; one that is only named as a superior is not.
        names: The keys of its other names, each with the rule that says so.
        units: The normal names of the units it is in.
        identifier: What a table calls it; posts of one organization that have different ones are different posts.
        around: Of one that is only named as a superior, the normal names of the units of those that report to it.
        postings: The postings that advertise it.
        superiors: Whom it reports to.
        halves: The ranks of the halves of a double title.
        owned: Whether its title names the organization: "Harbour.example's Director".
    """

    term: str
    label: str
    home: str
    form: TitleForm
    described: bool
    names: dict[str, str] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    identifier: str = ""
    around: frozenset[str] = frozenset()
    postings: frozenset[str] = frozenset()
    superiors: frozenset[str] = frozenset()
    halves: frozenset[tuple[str, ...]] = frozenset()
    owned: bool = False


_IDENTIFIER: Final = SCHEMA.attributes["identifier"]
_NONE: Final = frozenset[Any]()
# what stands before the title of "Harbour.example: Night Porter" or of "Harbour.example's Night Porter"
_OWNER: Final = regex(r"(.{2,60}?)(?:: |['’]s | [-–—] )(?=\S)")
_OWN_NAME: Final = regex(
    r"As (?:the|our|an?) ([A-Z][^\n\\,.;:()]{2,60}?),? you(?:'ll|’ll| will| are| report| lead| work| have)"
)


def read_posts(said: Said, homes: Homes) -> list[Post]:
    """Return the posts of a graph, in the order of their terms.

    Args:
        said: The graph.
        homes: The organizations of its postings.

    Returns:
        Every `org:Post` that has a title, but for rows of tables that nothing else can be.

    Example:
        >>> from rolegraph.vocabulary import RDF
        >>> quads = [("<http://a>", RDF.type, ORG.Post, ""), ("<http://a>", SKOS.prefLabel, '"Cook"', "")]
        >>> said = Said(quads)
        >>> [post.form.key for post in read_posts(said, Homes(said, str))]
        ['cook']
    """
    named = said.of_type(ORG.Post)
    listed = frozenset(said.subjects(_IDENTIFIER))
    loose = [term for term in named if term not in listed]
    if not loose:
        # rows of tables are told apart by their identifiers: there is nothing that one may be
        return []
    places = _Places(said, homes)
    owners = _Owners(said, homes)
    posts = [_read(term, label, places.home(term), places, owners) for term in loose if (label := said.label(term))]
    # nor is there in an organization that nothing but a table speaks of
    open_homes = {post.home for post in posts}
    for term in named if listed else ():
        if term in listed and (label := said.label(term)):
            home = places.home(term)
            if home in open_homes or owners.owned(label, home)[1] in open_homes:
                posts.append(_read(term, label, home, places, owners))
    return sorted(posts, key=lambda post: post.term)


class _Places:
    """Where the posts of a graph are: their postings, units, and those of the posts that report to them."""

    def __init__(self, said: Said, homes: Homes) -> None:
        self.said = said
        self.homes = homes
        # thousands of posts are in one organization and unit
        self._units: dict[tuple[str, ...], frozenset[str]] = {}
        self._bodies: dict[tuple[str, ...], str] = {}
        self.postings: dict[str, list[str]] = defaultdict(list)
        for posting in said.subjects(RG.advertises):
            for post in said.objects(posting, RG.advertises):
                self.postings[post].append(posting)
        self.listed = {post for _, post in said.pairs(RG.lists)}
        self.below: dict[str, set[str]] = defaultdict(set)
        self.above: dict[str, set[str]] = defaultdict(set)
        lines = (
            (post, above) for line, post in said.pairs(RG.subordinate) for above in said.objects(line, RG.superior)
        )
        for post, superior in chain(said.pairs(ORG.reportsTo), lines):
            self.below[superior].add(post)
            self.above[post].add(superior)

    def home(self, term: str) -> str:
        """Return the organization of a post, else the posting that speaks of it, else the post itself."""
        stated = tuple(self.said.objects(term, ORG.postIn))
        body = self._bodies.get(stated)
        if body is None:
            body = self._bodies[stated] = self._body(stated)
        if body:
            return body
        postings = self.postings.get(term) or [
            p for post in sorted(self.below[term]) for p in self.postings.get(post, ())
        ]
        return self.homes.of_posting(min(postings)) if postings else term

    def _body(self, stated: Sequence[str]) -> str:
        """Return the organization that a post is in, through its units too; "" for none."""
        said = self.said
        found = [body for body in stated if not said.objects(body, ORG.unitOf)]
        found = found or [body for unit in stated for body in said.objects(unit, ORG.unitOf)]
        return self.homes.of_body(found[0]) if found else ""

    def units(self, term: str) -> frozenset[str]:
        """Return the normal names of the units that a post is in."""
        said = self.said
        stated = tuple(said.objects(term, ORG.postIn))
        found = self._units.get(stated)
        if found is None:
            units = [unit for unit in stated if said.objects(unit, ORG.unitOf)]
            found = frozenset(unit_form(name) for unit in units if (name := said.label(unit)))
            self._units[stated] = found
        return found


class _Owners:
    """The organizations of a graph by what titles call them."""

    def __init__(self, said: Said, homes: Homes) -> None:
        self._by_form: dict[str, str] = {}
        self._by_home: dict[str, tuple[str, ...]] = {}
        names: dict[str, set[str]] = defaultdict(set)
        for body in said.of_type(ORG.Organization, ORG.FormalOrganization):
            name = said.label(body)
            home = homes.of_body(body)
            if form := organization_form(name):
                self._by_form.setdefault(form, home)
                names[home].update((name.casefold(), *initials(name)))
        # the longest first: of "Harbour" and "Harbour Works" a title begins with the latter
        self._by_home = {
            home: tuple(sorted(found, key=lambda name: (-len(name), name))) for home, found in names.items()
        }

    def owned(self, title: str, home: str) -> tuple[str, str]:
        """Return a title without the name of the organization that leads it, and the organization named so, else ""."""
        if owner := _OWNER.match(title):
            form = organization_form(owner[1])
            named = self._by_form.get(form, home if form in self._by_home.get(home, ()) else "")
            if named:
                return title[owner.end() :], named
        folded = title.casefold()
        names = self._by_home.get(home, ())
        for name in names if folded.startswith(names) else ():
            rest = title[len(name) :].split() if folded.startswith(name) else []
            if folded[len(name) :].startswith(" ") and (len(rest) > 1 or (rest and rest[0].casefold() in _HEADS)):
                return " ".join(rest), home
        return title, ""


_HEADS: Final = frozenset(("director", "head", "president"))


def _read(term: str, label: str, home: str, places: _Places, owners: _Owners) -> Post:
    said = places.said
    title, owner = owners.owned(label, home)
    identifiers = said.texts(term, _IDENTIFIER)
    described = bool(identifiers) or term in places.postings or term in places.listed
    # where a post is whose posting or row says so, those below it need not tell
    below = () if described else places.below.get(term, ())
    post = Post(
        term=term,
        label=label,
        home=owner or home,
        form=title_form(title),
        described=described,
        units=places.units(term),
        identifier=" ".join(identifiers),
        around=frozenset().union(*map(places.units, below)) if below else _NONE,
        postings=frozenset(places.postings.get(term, _NONE)),
        superiors=frozenset(places.above.get(term, _NONE)),
        halves=frozenset(title_form(part).ranks for part in parts) if (parts := parts_of(title)) else _NONE,
        owned=bool(owner),
    )
    for name, rule in _other_names(said, term, title, places):
        form = title_form(owners.owned(name, home)[0])
        if form.key and form.key != post.form.key and (form.content or len(form.words) > 2):
            post.names.setdefault(form.key, rule if _is_whole(form, post.form, rule) else "other-variant")
    return post


def _is_whole(name: TitleForm, title: TitleForm, rule: str) -> bool:
    """Tell whether another name of a post stands for all of it: of its ranks, with no field left out.

    "Analyst (IT Specialist)" says twice what the post is; "Supervisor (Design)" says which of the supervisors it is.
    """
    if rule == "part-of-title":
        return True
    left_out = title.content - name.content
    return name.ranks == title.ranks and not (
        rule == "other-name" and left_out and name.content <= title.content and left_out.isdisjoint(role_nouns())
    )


def _other_names(said: Said, term: str, title: str, places: _Places) -> Iterator[tuple[str, str]]:
    """Yield what else a post is called, with the rule that a match by it goes by."""
    yield from ((part, "part-of-title") for part in parts_of(title))
    yield from ((name, "other-name") for name in said.texts(term, SKOS.altLabel))
    for posting in places.postings.get(term, ()):
        if len(said.objects(posting, RG.advertises)) == 1:
            for text in said.objects(posting, RG.text):
                # "As the First-Line Supervisor, you will": a posting of one role calls it by its everyday name
                for match in _OWN_NAME.finditer(text):
                    if _is_of(match[1], title):
                        yield match[1], "own-name"


def _is_of(name: str, title: str) -> bool:
    """Tell whether a name that a posting uses of its role has the ranks of the title, and a word of its field."""
    one, other = title_form(name), title_form(title)
    heads = role_nouns()
    return (
        one.ranks == other.ranks
        and not one.content.isdisjoint(other.content - heads)
        and {word for word in one.words if word in heads} == {word for word in other.words if word in heads}
    )
