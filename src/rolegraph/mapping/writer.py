"""Collects the quads of one posting: plain triples, evidence, statements about relations, amounts."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from rolegraph.facts import Fact, Quantity
from rolegraph.postings import Posting, Span
from rolegraph.settings import Settings
from rolegraph.vocabulary import HASH_LENGTH, OA, PROV, RDF, RG, SCHEMA, XSD, Quad, literal, mint, value, web_address

Said = tuple[str, str]
"""A predicate and an object."""


def number(amount: Decimal) -> str:
    """Spell a decimal without exponent, plus sign or trailing zeros, as stores do.

    Example:
        >>> number(Decimal("2.4E+3")), number(Decimal("0.90")), number(Decimal("-0"))
        ('2400', '0.9', '0')
    """
    text = format(amount, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


@lru_cache(maxsize=1024)
def _confidence(likely: float) -> str:
    return literal(number(Decimal(str(round(likely, 4)))), XSD.decimal)


class Writer:
    """The quads of one posting, and the names of what they speak of.

    Args:
        posting: The posting that the facts were found in.
        settings: The base of data IRIs and the detail of evidence.
    """

    def __init__(self, posting: Posting, settings: Settings) -> None:
        self.posting = posting
        self.settings = settings
        self.base = settings.base
        url = next((web_address(block.span.of(posting.text)) for block in posting.fields("url")), "")
        # a posting without an address of its own is what its bytes are
        self.url = value(url) if url.startswith("<http") else ""
        key = (self.url,) if self.url else (posting.digest, "")
        self.iri = mint(self.base, "posting", *key)
        self.own = value(self.iri)
        self.hash = self.iri[-HASH_LENGTH - 1 : -1]
        self.organization = ""
        self.posts: dict[str, str] = {}
        # the names of the units that the posting puts its posts in, which tell posts of one title apart
        self.units: tuple[str, ...] = ()
        # by subject: sorting a few quads at a time is faster than sorting all at once
        self._said: dict[str, list[Quad]] = {}
        self._evidence: dict[Span, str] = {}
        self._quoted: dict[str, list[Quad]] = {}

    @property
    def scope(self) -> str:
        """What makes names unique: the organization, or the posting where none is known."""
        return value(self.organization or self.iri)

    def posts_of(self, role: str) -> list[str]:
        """Return the advertised posts that a fact about `role` speaks of; "" stands for all."""
        return [self.posts[role]] if role in self.posts else list(self.posts.values())

    def quads(self) -> list[Quad]:
        """Return the quads, sorted by code point."""
        said, quoted = self._said, self._quoted
        quads: list[Quad] = []
        for subject in sorted([*said, *quoted]):
            quads += quoted[subject] if subject in quoted else sorted(set(said[subject]))
        return quads

    def name(self, kind: str, *key: str) -> str:
        """Mint the IRI of a node of this posting's graph."""
        return mint(self.base, kind, *key)

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """Add a triple for each object; empty objects are left out."""
        for one in objects:
            if one:
                self._said.setdefault(subject, []).append((subject, predicate, one, self.iri))

    def describe(self, subject: str, *said: Said) -> None:
        """Add triples of one subject, given as predicates and objects."""
        graph = self.iri
        self._said.setdefault(subject, []).extend([(subject, predicate, object_, graph) for predicate, object_ in said])

    def add_text(self, subject: str, predicate: str, *texts: str) -> None:
        """Add a triple with a plain string for each text that is not empty."""
        for text in texts:
            if text:
                self.add(subject, predicate, literal(text))

    def quote(self, span: Span) -> str:
        """Return the evidence node of a span, and write it when it is new."""
        node = self._evidence.get(span)
        if node is None:
            start, end = span
            # most nodes are evidence: the posting's hash and the offsets name one as well as a hash of its own
            node = self._evidence[span] = f"<{self.base}evidence-{self.hash}-{start}-{end}>"
            graph = self.iri
            # in the order of the predicates: nothing else is ever said of these nodes
            quads = [
                (node, RDF.type, OA.TextPositionSelector, graph),
                (node, RDF.type, OA.TextQuoteSelector, graph),
                (node, OA.end, f'"{end}"^^{XSD.integer}', graph),
                (node, OA.exact, literal(self.posting.text[start:end]), graph),
                (node, OA.start, f'"{start}"^^{XSD.integer}', graph),
                (node, PROV.wasQuotedFrom, graph, graph),
            ]
            if self.settings.evidence != "full":
                del quads[3]
            self._quoted[node] = quads
        return node

    def cite(self, node: str, fact: Fact) -> None:
        """Say of a node where it was read, by which rule, and how sure that is."""
        if self.settings.evidence == "none":
            return
        said = self._said.setdefault(node, [])
        graph = self.iri
        for span in fact.evidence:
            said.append((node, RG.evidence, self.quote(span), graph))
        said.append((node, RG.rule, literal(fact.rule), graph))
        said.append((node, RG.confidence, _confidence(fact.confidence), graph))

    def state(self, subject: str, predicate: str, object_: str, fact: Fact) -> None:
        """Add a triple that has no node of its own, with its evidence on a statement about it."""
        self.add(subject, predicate, object_)
        if self.settings.evidence == "full" and fact.evidence:
            node = self.name("statement", subject, predicate, object_, "")
            self.describe(
                node,
                (RDF.type, RDF.Statement),
                (RDF.subject, subject),
                (RDF.predicate, predicate),
                (RDF.object, object_),
            )
            self.cite(node, fact)

    def amount(self, owner: str, predicate: str, quantities: Iterable[Quantity]) -> Sequence[str]:
        """Add amounts of `owner`, and return their nodes."""
        nodes = []
        for one in quantities:
            low, high = ("" if bound is None else number(bound) for bound in (one.minimum, one.maximum))
            node = self.name("quantity", owner, low, high, one.currency, one.unit)
            self.add(owner, predicate, node)
            self.add(node, RDF.type, SCHEMA.MonetaryAmount if one.currency else SCHEMA.QuantitativeValue)
            self.add(node, SCHEMA.minValue, low and literal(low, XSD.float))
            self.add(node, SCHEMA.maxValue, high and literal(high, XSD.float))
            self.add_text(node, SCHEMA.unitText, one.unit)
            self.add_text(node, SCHEMA.currency, one.currency)
            nodes.append(node)
        return nodes
