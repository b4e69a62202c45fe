"""One pass over a graph's quads: what they say of posts and lines, by property and subject."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rolegraph.vocabulary import DCTERMS, FOAF, OA, ORG, PROV, RDF, RG, SCHEMA, SKOS, Quad, local_name, value

READ: Final = (
    *(RDF.type, SKOS.prefLabel, SKOS.altLabel, FOAF.name, SCHEMA.name, SCHEMA.addressLocality, SCHEMA.address),
    *(SCHEMA.hiringOrganization, ORG.reportsTo, ORG.postIn, ORG.unitOf, OA.exact, PROV.wasQuotedFrom),
    *(RG.advertises, RG.alternativeTo, RG.confidence, RG.directReports, RG.directReportsMax, RG.directReportsMin),
    *(RG.evidence, RG.lineKind, RG.location, RG.seniority, RG.since, RG.subordinate, RG.superior, RG.titleAsStated),
    *(RG.makesCommitment, RG.runsProgram, DCTERMS.type),
    *(RG.lists, RG.eliminates, RG.vacant, RG.fte, RG.grade, SCHEMA.attributes["identifier"]),
)
"""The properties that structure is read from."""

KINDS: Final = {
    ORG.Post: "post",
    FOAF.Person: "person",
    ORG.OrganizationalUnit: "unit",
    ORG.FormalOrganization: "organization",
    ORG.Organization: "organization",
}
"""What a node is, by its type; other types are not read."""


class Statements:
    """The statements of a graph that bear on structure.

    Args:
        quads: The graph, in any order, in the default graph (""), in named graphs or in both.
        properties: The properties that are read; those that structure needs.

    Example:
        >>> said = Statements([("<http://a>", SKOS.prefLabel, '"Head of Ovens"', "")])
        >>> said.label("<http://a>")
        'Head of Ovens'
    """

    def __init__(self, quads: Sequence[Quad], properties: Sequence[str] = READ) -> None:
        found: dict[str, dict[str, list[str]]] = {term: defaultdict(list) for term in properties}
        lines: list[tuple[str, str]] = []
        for subject, predicate, object_, graph in quads:
            # what the graph has and structure does not read is half of it, and most of its types are of evidence
            if predicate in found and (predicate != RDF.type or object_ in KINDS):
                found[predicate][subject].append(object_)
                if predicate == RG.subordinate:
                    lines.append((subject, graph))
        self._found = found
        self._lines = lines

    def subjects(self, predicate: str) -> Iterable[str]:
        """Return the subjects of a property, in the order of the quads."""
        return self._found[predicate].keys()

    def stated(self, predicate: str) -> Mapping[str, Sequence[str]]:
        """Return the objects of a property by subject, as the quads have them: for what is asked of every node."""
        return self._found[predicate]

    def objects(self, subject: str, predicate: str) -> list[str]:
        """Return the objects of a property of `subject`, sorted, each once."""
        stated = self._found[predicate].get(subject, ())
        return list(stated) if len(stated) < 2 else sorted(set(stated))

    def graphs_of_lines(self) -> dict[str, set[str]]:
        """Return the names of the graphs that state each line."""
        graphs: dict[str, set[str]] = {}
        for line, graph in self._lines:
            graphs.setdefault(line, set()).add(graph)
        return graphs

    def texts(self, subject: str, predicate: str) -> list[str]:
        """Return the texts of a property of `subject`, sorted, each once, empty ones left out."""
        found = self.objects(subject, predicate)
        if len(found) == 1:
            text = value(found[0])
            return [text] if text else []
        return sorted({text for obj in found if (text := value(obj))}) if found else found

    def label(self, subject: str) -> str:
        """Return the name of `subject`: the one stated most often, then the first in code point order.

        A node without `skos:prefLabel` goes by `foaf:name`, `schema:name`, the title as stated, or the end of its IRI.
        """
        for predicate in (SKOS.prefLabel, FOAF.name, SCHEMA.name, RG.titleAsStated):
            stated = self._found[predicate].get(subject)
            if not stated:
                continue
            if len(stated) == 1:
                text = value(stated[0])
            else:
                counts = Counter(map(value, stated))
                text = min(counts, key=lambda text: (not text, -counts[text], text))
            if text:
                return text
        bare = value(subject)
        return (local_name(subject) if subject[0] == "<" else "") or bare

    def edges(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Yield the subject and object of each statement of a property; one stated in two graphs comes twice."""
        for subject, stated in self._found[predicate].items():
            for object_ in stated:
                yield subject, object_
