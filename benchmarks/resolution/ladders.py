"""The links that pages of job families make in "reports to the [X](page#heading)": which post each X is, says the page.

The links are read from the Markdown itself, with no help of rolegraph: what is checked must not check itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rolegraph.graph import RoleGraph
from rolegraph.vocabulary import DCTERMS, ORG, RG, SKOS, value

_LINE = re.compile(r"\breports?\b(?P<rest>[^.\n]*\[[^\n]*)", re.IGNORECASE)
_LINK = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_BETWEEN = re.compile(r"^(?:\W|to|the|an?|our|either|or|and|directly|into)*$", re.IGNORECASE)


class Linked(NamedTuple):
    """A superior that a page links: on which page, by which words, to which page and heading ("" for the page)."""

    page: str
    text: str
    target: str
    heading: str


def linked_superiors(folder: Path) -> Iterator[Linked]:
    """Yield the superiors that lead to a page of the folder, page by page, each line's own."""
    pages = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    ends: dict[str, list[str]] = defaultdict(list)
    for name in pages:
        ends[name.removesuffix(".md").rpartition("--")[2]].append(name)
    for name, text in pages.items():
        for line in _LINE.finditer(text):
            place = 0
            for link in _LINK.finditer(line["rest"]):
                # "reports to the [A](..) or [B](..)", but not a link further on in the sentence
                if not _BETWEEN.match(line["rest"][place : link.start()]):
                    break
                place = link.end()
                path, _, heading = link["target"].partition("#")
                parts = [part for part in path.split("/") if part]
                target = name if not parts else next(iter(ends.get(parts[-1], ())), "")
                if target and (not parts or "job-families" in parts):
                    yield Linked(name, " ".join(link["text"].split()), target, heading)


def slug(heading: str) -> str:
    """Return the name that the site gives a heading: small letters, no punctuation, hyphens for spaces."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.casefold().strip()))


def words(text: str) -> list[str]:
    """Return the words of a title or heading that count, in alphabetical order."""
    spelled = text.casefold().replace("-", " ").replace("sr ", "senior ").replace("sr.", "senior ").replace("&", " ")
    found = re.findall(r"\w+", re.sub(r"\bux\b", "user experience", re.sub(r"\bvp\b", "vice president", spelled)))
    return sorted({word for word in found if word not in ("of", "and", "the", "roles", "role", "at", "for")})


class Verdict(NamedTuple):
    """What became of one linked superior.

    "right", "other", "unresolved", "no line" (none was read there), or "dead": the page has no such heading and no such
    post, so the link says nothing.
    """

    linked: Linked
    outcome: str
    posts: tuple[str, ...]


def judge(graph: RoleGraph, folder: Path) -> list[Verdict]:
    """Return what the graph makes of each linked superior of the folder it was built from."""
    pages = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    said = _Said(graph)
    return [_judge(linked, said, pages[linked.target]) for linked in linked_superiors(folder)]


class _Said:
    """What the check reads of a graph, from its quads."""

    def __init__(self, graph: RoleGraph) -> None:
        self.names: dict[str, set[str]] = defaultdict(set)
        self.advertised: dict[str, set[str]] = defaultdict(set)
        self.superiors: dict[str, set[str]] = defaultdict(set)
        self._same: dict[str, str] = {}
        sources: dict[str, str] = {}
        above: dict[str, set[str]] = defaultdict(set)
        posts: dict[str, set[str]] = defaultdict(set)
        for one, predicate, other, _ in graph.quads:
            if predicate in (SKOS.prefLabel, SKOS.altLabel, RG.titleAsStated):
                self.names[one].add(value(other))
            elif predicate == DCTERMS.source:
                sources[one] = value(other).rpartition("/")[2]
            elif predicate == RG.advertises:
                posts[one].add(other)
            elif predicate == ORG.reportsTo:
                above[one].add(other)
            elif predicate == SKOS.exactMatch:
                self._same[self.root(one)] = self.root(other)
        for posting, found in posts.items():
            self.advertised[sources[posting]] |= found
            self.superiors[sources[posting]].update(*(above[post] for post in found))

    def root(self, node: str) -> str:
        while node in self._same:
            node = self._same[node]
        return node


def _judge(linked: Linked, said: _Said, page: str) -> Verdict:
    text = " ".join(linked.text.casefold().split())
    meant = _meant(linked, said, page)
    if meant is None:
        return Verdict(linked, "dead", ())
    mentions = [
        post
        for post in sorted(said.superiors[linked.page])
        if any(" ".join(name.casefold().split()) in (text, f"{text} role") for name in said.names[post])
    ]
    if not mentions:
        return Verdict(linked, "no line", ())
    everything = sorted({post for posts in said.advertised.values() for post in posts})
    roots = {said.root(mention) for mention in mentions}
    reached = [post for post in everything if said.root(post) in roots]
    labels = tuple(sorted({min(said.names[post]) for post in reached}))
    if not reached:
        return Verdict(linked, "unresolved", ())
    return Verdict(linked, "right" if meant & set(reached) else "other", labels)


def _meant(linked: Linked, said: _Said, page: str) -> set[str] | None:
    """Return the posts of the heading that is linked; None where the page has neither such a heading nor such a post.

    A link to a whole page, or to a heading that is no longer there, means the post that the link's own words name.
    """
    posts = said.advertised[linked.target]
    heading = next((h for h in _HEADING.findall(page) if linked.heading and slug(h) == linked.heading), "")
    if heading:
        return {post for post in posts if words(heading) in map(words, said.names[post])}
    named = {post for post in posts if words(linked.text) in map(words, said.names[post])}
    return named or (None if linked.heading or len(posts) != 1 else posts)


def tally(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """Return how many verdicts there are of each outcome."""
    outcomes = [verdict.outcome for verdict in verdicts]
    return {name: outcomes.count(name) for name in ("right", "other", "unresolved", "no line", "dead")}
