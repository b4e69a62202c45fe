"""The order of the levels is that of the ontology."""

import rdflib

from rolegraph.resources import folder
from rolegraph.vocabulary import LEVELS, concept


def test_levels_are_ordered_as_in_the_ontology() -> None:
    schemes = rdflib.Graph().parse(folder("ontology") / "concepts.ttl")
    scheme = rdflib.URIRef(concept("seniority")[1:-1])
    found = [
        (float(str(schemes.value(level, rdflib.SKOS.notation))), str(level).rpartition("/")[2])
        for level in schemes.subjects(rdflib.SKOS.inScheme, scheme)
    ]
    assert [level for _, level in sorted(found) if level in LEVELS] == list(LEVELS)
