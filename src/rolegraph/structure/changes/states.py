"""What one graph says of its posts and organizations, ready to be compared with another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from rolegraph.structure.reporting import eliminated
from rolegraph.structure.statements import Statements
from rolegraph.vocabulary import (
    DCTERMS,
    FOAF,
    OA,
    ORG,
    PROV,
    RDF,
    RG,
    SCHEMA,
    SKOS,
    Quad,
    literal,
    local_name,
    normal_form,
    value,
)

_READ: Final = (
    *(RDF.type, RDF.subject, RDF.predicate, RDF.object, SKOS.prefLabel, FOAF.name, SCHEMA.name, RG.titleAsStated),
    *(RG.advertises, RG.lists, RG.eliminates, RG.location, RG.hasRequirement, RG.evidence, RG.subordinate),
    *(RG.superior, OA.exact),
    *(RG.makesCommitment, RG.runsProgram, ORG.reportsTo, ORG.postIn, ORG.unitOf, PROV.wasQuotedFrom, DCTERMS.type),
    *(SCHEMA.hiringOrganization, SCHEMA.baseSalary, SCHEMA.text, SCHEMA.attributes["identifier"]),
    *(SCHEMA.currency, SCHEMA.minValue, SCHEMA.maxValue, SCHEMA.unitText),
)


class Quote(NamedTuple):
    """Words that state something.

    Args:
        node: The IRI of the evidence.
        text: The words; "" in a graph written with compact evidence.
        posting: The IRI of the posting they stand in.
    """

    node: str
    text: str
    posting: str


class Said(NamedTuple):
    """One thing that is said of a post or organization.

    Args:
        term: The node it is, or the literal that spells it, as a term.
        label: What it is called.
        quotes: Where that is stated.
    """

    term: str
    label: str
    quotes: tuple[Quote, ...]


Aspect: TypeAlias = tuple[str, str]
"""What is compared, and which group of it: ("location", ""), ("commitment", "safety")."""

Facts: TypeAlias = dict[Aspect, dict[str, Said]]
"""By aspect, what is said, under the key by which two graphs are compared."""


@dataclass(frozen=True)
class State:
    """What one graph says.

    Args:
        posts: The posts that a posting advertises or a table lists, with their titles.
        organizations: The organizations that hire, or that those posts are in, with their names.
        homes: The organization of each post, "" where it is unknown.
        facts: What is said of each post and organization.
    """

    posts: dict[str, Said]
    organizations: dict[str, str]
    homes: dict[str, str]
    facts: dict[str, Facts] = field(default_factory=lambda: defaultdict(lambda: defaultdict(dict)))


def read_state(quads: Sequence[Quad], same: Mapping[str, str]) -> State:
    """Read what a graph says.

    Args:
        quads: The graph.
        same: The node that stands for each of several that are the same; others stand for themselves.
    """
    reader = _Reader(quads, same)
    return reader.read()


class _Reader:
    """Reads one graph; its nodes go by the name of the one that stands for them."""

    def __init__(self, quads: Sequence[Quad], same: Mapping[str, str]) -> None:
        self._said = Statements(quads, _READ)
        self._same = same
        # relations without a node of their own carry their evidence on a statement about them
        self._about: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for node in self._said.subjects(RDF.subject):
            parts = (self._said.objects(node, term) for term in (RDF.subject, RDF.predicate, RDF.object))
            for subject, predicate, obj in zip(*parts, strict=False):
                self._about[subject, predicate, obj].add(node)
        self._lines: dict[str, list[str]] = defaultdict(list)
        for line, subordinate in self._said.edges(RG.subordinate):
            self._lines[subordinate].append(line)

    def read(self) -> State:
        said = self._said
        described = {post for told in (RG.advertises, RG.lists) for _, post in said.edges(told)}
        # tables give their posts an identifier; postings are advertisements, and have one of their own
        given = said.subjects(SCHEMA.attributes["identifier"])
        described.update(post for post in given if ORG.Post in said.objects(post, RDF.type))
        state = State({}, {}, {})
        for node in sorted(described - eliminated(said)):
            self._read_post(node, state)
        for _, organization in said.edges(SCHEMA.hiringOrganization):
            state.organizations.setdefault(self._one(organization), said.label(organization))
        for posting in said.subjects(SCHEMA.baseSalary):
            for post in said.objects(posting, RG.advertises):
                for key, one in self._pay(posting):
                    _add(state.facts[self._one(post)]["pay", ""], key, one)
        for aspect, organization, key, one in self._of_organizations():
            _add(state.facts[organization][aspect], key, one)
        return state

    def _read_post(self, node: str, state: State) -> None:
        post, home, label = self._one(node), self._home(node), self._said.label(node)
        quotes = self._quotes([node])
        if known := state.posts.get(post):
            label, quotes = min(known.label, label), tuple(sorted({*known.quotes, *quotes}))
        state.posts[post] = Said(post, label, quotes)
        state.homes[post] = state.homes.get(post) or self._one(home)
        if home:
            state.organizations.setdefault(self._one(home), self._said.label(home))
        for aspect, key, one in self._of_post(node):
            _add(state.facts[post][aspect], key, one)

    def _one(self, node: str) -> str:
        return self._same.get(node, node)

    def _quotes(self, nodes: Iterable[str]) -> tuple[Quote, ...]:
        said = self._said
        found = set()
        for node in nodes:
            for evidence in said.objects(node, RG.evidence):
                texts, postings = said.texts(evidence, OA.exact), said.objects(evidence, PROV.wasQuotedFrom)
                found.add(Quote(value(evidence), texts[0] if texts else "", value(postings[0]) if postings else ""))
        return tuple(sorted(found))

    def _home(self, post: str) -> str:
        """Return the organization that a post is in, straight or by its unit."""
        homes, seen = self._said.objects(post, ORG.postIn), set[str]()
        for _ in range(_DEEPEST):
            whole = [home for home in homes if ORG.OrganizationalUnit not in self._said.objects(home, RDF.type)]
            if whole or not homes:
                return whole[0] if whole else ""
            seen.update(homes)
            homes = [up for home in homes for up in self._said.objects(home, ORG.unitOf) if up not in seen]
        return ""

    def _of_post(self, post: str) -> Iterator[tuple[Aspect, str, Said]]:
        said = self._said
        for superior in said.objects(post, ORG.reportsTo):
            lines = [line for line in self._lines[post] if superior in said.objects(line, RG.superior)]
            one = self._one(superior)
            yield ("manager", ""), one, Said(one, said.label(superior), self._quotes(lines))
        for place in said.objects(post, RG.location):
            quotes = self._quotes(self._about[post, RG.location, place])
            yield ("location", ""), place, Said(place, said.label(place), quotes)
        for requirement in said.objects(post, RG.hasRequirement):
            for term in said.objects(requirement, SCHEMA.text):
                text = value(term)
                yield ("requirement", ""), normal_form(text), Said(term, text, self._quotes([requirement]))

    def _pay(self, posting: str) -> Iterator[tuple[str, Said]]:
        said = self._said
        for amount in said.objects(posting, SCHEMA.baseSalary):
            low, high = (_figure(said.texts(amount, term)) for term in (SCHEMA.minValue, SCHEMA.maxValue))
            parts = (*said.texts(amount, SCHEMA.currency), _range(low, high), *said.texts(amount, SCHEMA.unitText))
            text = " ".join(filter(None, parts))
            yield text, Said(literal(text), text, self._quotes([amount]))

    def _of_organizations(self) -> Iterator[tuple[Aspect, str, str, Said]]:
        said = self._said
        for organization, commitment in said.edges(RG.makesCommitment):
            for term in said.objects(commitment, SCHEMA.text):
                text, one = value(term), self._one(organization)
                for kind in said.objects(commitment, DCTERMS.type) or [""]:
                    aspect = ("commitment", local_name(kind) if kind else "")
                    yield aspect, one, normal_form(text), Said(term, text, self._quotes([commitment]))
        for organization, program in said.edges(RG.runsProgram):
            label = said.label(program)
            yield (
                ("program", ""),
                self._one(organization),
                normal_form(label),
                Said(program, label, self._quotes([program])),
            )


_DEEPEST: Final = 50  # units within units


def _figure(texts: Sequence[str]) -> str:
    """Return an amount as people write it: without the ".0" that some syntaxes add."""
    return texts[0].removesuffix(".0") if texts else ""


def _range(low: str, high: str) -> str:
    """Return the words for an amount.

    Example:
        >>> _range("5", "7"), _range("5", "5"), _range("5", ""), _range("", "7")
        ('5 to 7', '5', 'from 5', 'up to 7')
    """
    if low and high:
        return low if low == high else f"{low} to {high}"
    return f"from {low}" if low else f"up to {high}" if high else ""


def _add(facts: dict[str, Said], key: str, one: Said) -> None:
    """Add what is said, or further quotes for what is said already."""
    known = facts.get(key)
    if known:
        term, label = min((known.term, known.label), (one.term, one.label))
        one = Said(term, label, tuple(sorted({*known.quotes, *one.quotes})))
    facts[key] = one
