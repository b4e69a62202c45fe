"""One pass over a graph's quads: what they say that tells one post or organization from another."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from rolegraph.vocabulary import DCTERMS, ORG, RDF, RG, SCHEMA, SKOS, Quad, value

_READ: Final = (
    *(SKOS.prefLabel, SKOS.altLabel, ORG.postIn, ORG.unitOf, RG.advertises, RG.lists, RG.text, RG.location),
    *(RG.subordinate, RG.superior, RG.superiorLink, RG.titleAsStated, ORG.reportsTo, DCTERMS.source),
    SCHEMA.attributes["identifier"],
    *(SCHEMA.hiringOrganization, SCHEMA.url, SCHEMA.applicationContact, SCHEMA.email),
)


_TYPES: Final = (ORG.Post, ORG.Organization, ORG.FormalOrganization)


def bearing(select: Callable[[str, str, str], Iterator[Quad]]) -> list[Quad]:
    """Return the quads of a large graph that tell who is who, a small part of it.

    Args:
        select: Yields the quads with a subject, a predicate and an object, "" for any.

    Example:
        >>> title = ("<http://a>", SKOS.prefLabel, '"Head of Ovens"', "")
        >>> bearing(lambda subject, predicate, object_: iter([title] if predicate == SKOS.prefLabel else [])) == [title]
        True
    """
    found = [quad for predicate in _READ for quad in select("", predicate, "")]
    return [*found, *(quad for kind in _TYPES for quad in select("", RDF.type, kind))]


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
        types: dict[str, set[str]] = {term: set() for term in _TYPES}
        for subject, predicate, object_, _ in quads:
            # most nodes of a graph are pieces of evidence, whose types are not worth keeping
            if predicate == RDF.type:
                if object_ in types:
                    types[object_].add(subject)
            elif predicate in found:
                found[predicate][subject].append(object_)
        self._found = found
        self._types = types

    def subjects(self, predicate: str) -> list[str]:
        """Return the subjects of a property, sorted."""
        return sorted(self._found[predicate])

    def objects(self, subject: str, predicate: str) -> Sequence[str]:
        """Return the objects of a property of `subject`, sorted, each once."""
        stated = self._found[predicate].get(subject, ())
        return stated if len(stated) < 2 else sorted(set(stated))

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Yield the subjects of a property with its objects, in no particular order."""
        return ((subject, object_) for subject, stated in self._found[predicate].items() for object_ in stated)

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
        """Return the subjects of any of the types, which are those of posts and organizations, sorted."""
        return sorted(set().union(*(self._types[type_] for type_ in types)))

    def is_of_type(self, subject: str, type_: str) -> bool:
        """Tell whether a subject is said to be of a type, one that `of_type` knows."""
        return subject in self._types[type_]
