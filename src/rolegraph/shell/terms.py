"""The classes, properties and concepts that the shell offers: of the ontology, of what is written, and of the graph."""

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rolegraph import vocabulary
from rolegraph.errors import RolegraphError
from rolegraph.resources import files
from rolegraph.stores.answers import Solutions
from rolegraph.stores.reading import read_rdf
from rolegraph.stores.tables import shorten
from rolegraph.vocabulary import PREFIXES, RDF, value

if TYPE_CHECKING:
    from rolegraph.stores.explaining import Asked


class Term(NamedTuple):
    """Something to write in a query.

    Args:
        name: Its prefixed name.
        kind: `class`, `property` or `concept`.
        meaning: What it means; "" where nobody says.
    """

    name: str
    kind: str
    meaning: str = ""


_OWL: Final = PREFIXES["owl"]
_KINDS: Final = {
    f"<{_OWL}Class>": "class",
    f"<{_OWL}ObjectProperty>": "property",
    f"<{_OWL}DatatypeProperty>": "property",
    f"<{_OWL}AnnotationProperty>": "property",
    vocabulary.SKOS.Concept: "concept",
}
_DEFINITION: Final = f"<{PREFIXES['skos']}definition>"

# a graph of any size is looked at for a moment: most of what it uses is in its first part
_LOOK: Final = 100_000
_SECONDS: Final = 2.0
_ASKED: Final = {
    "class": f"SELECT DISTINCT ?term WHERE {{ {{ SELECT ?term WHERE {{ ?s a ?term }} LIMIT {_LOOK} }} }}",
    "property": f"SELECT DISTINCT ?term WHERE {{ {{ SELECT ?term WHERE {{ ?s ?term ?o }} LIMIT {_LOOK} }} }}",
}


def known_terms(asked: "Asked") -> tuple[Term, ...]:
    """Return what can be written in a query of a graph, sorted by name; those that say what they mean come from us.

    Args:
        asked: The graph. It is asked for what it uses, for two seconds at most; where it fails, it adds nothing.

    Returns:
        The terms whose namespace has a prefix, each once.
    """
    found = {term.name: term for term in (*_spelled(), *_declared())}
    for kind, text in _ASKED.items():
        try:
            answer = asked.query(text, timeout=_SECONDS)
        except RolegraphError:
            continue
        rows = answer.rows if isinstance(answer, Solutions) else ()
        for name in (shorten(row[0]) for row in rows if row[0] and row[0].startswith("<")):
            if name.partition(":")[0] in PREFIXES:
                found.setdefault(name, Term(name, kind))
    return tuple(sorted(found.values()))


@cache
def _declared() -> tuple[Term, ...]:
    """Return the terms of the ontology and the concepts."""
    quads = [
        quad for path in files("ontology", ".ttl") for quad in read_rdf(path.read_bytes(), syntax="ttl", source="")
    ]
    meanings = {s: value(o) for s, p, o, _ in quads if p == _DEFINITION and (o.endswith("@en") or o.endswith('"'))}
    terms = (Term(shorten(s), _KINDS[o], meanings.get(s, "")) for s, p, o, _ in quads if p == RDF.type and o in _KINDS)
    return tuple(term for term in terms if term.name.partition(":")[0] in PREFIXES)


def _spelled() -> list[Term]:
    """Return the terms of other vocabularies that are written, as `rolegraph.vocabulary` spells them."""
    groups = (one for one in vars(vocabulary).values() if isinstance(one, type))
    iris = (iri for group in groups for iri in vars(group).values() if isinstance(iri, str) and iri.startswith("<"))
    names = (shorten(iri) for iri in (*iris, *vocabulary.SCHEMA.attributes.values()))
    kinds = {name: "class" if name.partition(":")[2][:1].isupper() else "property" for name in names}
    return [Term(name, kind) for name, kind in kinds.items() if not name.startswith("xsd:")]
