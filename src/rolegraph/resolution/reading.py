"""One pass over a graph's quads: what they say that tells one post or organization from another."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from rolegraph.vocabulary import DCTERMS, ORG, RDF, RG, SCHEMA, SKOS, Quad, value

_READ: Final = (
    *(RDF.type, SKOS.prefLabel, SKOS.altLabel, ORG.postIn, ORG.unitOf, RG.advertises, RG.text, RG.location),
    *(RG.subordinate, RG.superior, ORG.reportsTo, DCTERMS.source),
    SCHEMA.attributes["identifier"],
    *(SCHEMA.hiringOrganization, SCHEMA.url, SCHEMA.applicationContact, SCHEMA.email),
)


class Said:
    """The statements of a graph that bear on who is who.

    Args:
        quads: The graph, in any order, named graphs and the default graph alike.

    Example:
        >>> Said([("<http://a>", SKOS.prefLabel, '"Head of Ovens"', "")]).label("<http://a>")
        'Head of Ovens'
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        found: dict[str, dict[str, list[str]]] = {term: defaultdict(list) for term in _READ}
        for subject, predicate, object_, _ in quads:
            bucket = found.get(predicate)
            if bucket is not None:
                bucket[subject].append(object_)
        self._found = found

    def subjects(self, predicate: str) -> list[str]:
        """Return the subjects of a property, sorted."""
        return sorted(self._found[predicate])

    def objects(self, subject: str, predicate: str) -> list[str]:
        """Return the objects of a property of `subject`, sorted, each once."""
        stated = self._found[predicate].get(subject, ())
        return sorted(set(stated)) if len(stated) > 1 else list(stated)

    def texts(self, subject: str, predicate: str) -> list[str]:
        """Return the texts of a property of `subject`, sorted, each once, empty ones left out."""
        return [text for one in self.objects(subject, predicate) if (text := value(one))]

    def label(self, subject: str) -> str:
        """Return the name stated most often, of several the first in code point order; "" for none."""
        stated = self._found[SKOS.prefLabel].get(subject, ())
        if len(stated) < 2:
            return value(stated[0]) if stated else ""
        counts = Counter(stated)
        return value(min(counts, key=lambda term: (-counts[term], term)))

    def of_type(self, *types: str) -> list[str]:
        """Return the subjects of any of the types, sorted."""
        wanted = frozenset(types)
        return sorted(term for term, found in self._found[RDF.type].items() if not wanted.isdisjoint(found))

    def is_of_type(self, subject: str, type_: str) -> bool:
        """Tell whether a subject is said to be of a type."""
        return type_ in self._found[RDF.type].get(subject, ())
