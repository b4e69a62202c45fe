"""What to tell the engine so that a graph of a store holds something else, and the union of all graphs stays true."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pyoxigraph

Triple = tuple[str, str, str]

DIGEST: Final = "<urn:x-rolegraph:digest>"
"""The property that keeps with each posting, in its graph but not in the union, the digest of what it was made of."""
PLACE: Final = "<urn:x-rolegraph:place>"
"""The property that keeps in the same way the digest of where it was read: what is found there now follows it."""
HIDDEN: Final = frozenset({DIGEST, PLACE})

# a blank node has no name to delete it by; none comes from a posting, but an update may have put one there
_DROP_BLANK: Final = (
    "DELETE { GRAPH %s { ?s ?p ?o } } WHERE { GRAPH %s { ?s ?p ?o } FILTER(isBlank(?s) || isBlank(?o)) }"
)
_DROP_BLANK_ORPHANS: Final = (
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) "
    "FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
)


def replacement(engine: "pyoxigraph.Store", graph: str, new: set[Triple]) -> str:
    """Return the update that makes a graph hold `new` and nothing else; "" where it does already.

    Args:
        engine: The store.
        graph: The term of the graph's name.
        new: Triples without blank nodes, the hidden ones among them.

    Returns:
        SPARQL. Terms are written in their N-Triples spelling, which SPARQL reads as the same terms.
    """
    import pyoxigraph

    name = pyoxigraph.NamedNode(graph[1:-1])
    old = {_spell(quad): quad for quad in engine.quads_for_pattern(None, None, None, name)}
    blank = any("_" in (triple[0][0], triple[2][0]) for triple in old)
    gone = sorted(triple for triple in old.keys() - new if "_" not in (triple[0][0], triple[2][0]))
    added = sorted(new - old.keys())
    orphans = [triple for triple in gone if triple[1] not in HIDDEN and not _held_elsewhere(engine, old[triple])]
    steps = []
    if blank:
        steps.append(_DROP_BLANK.replace("%s", graph))
    if gone:
        steps.append(f"DELETE DATA {{ GRAPH {graph} {{ {_lines(gone)} }} {_lines(orphans)} }}")
    if added:
        shared = [triple for triple in added if triple[1] not in HIDDEN]
        steps.append(f"INSERT DATA {{ GRAPH {graph} {{ {_lines(added)} }} {_lines(shared)} }}")
    if blank:
        steps.append(_DROP_BLANK_ORPHANS)
    if not new and (old or engine.contains_named_graph(name)):
        steps.append(f"DROP SILENT GRAPH {graph}")
    return " ;\n".join(steps)


def _held_elsewhere(engine: "pyoxigraph.Store", quad: "pyoxigraph.Quad") -> bool:
    found = engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(other.graph_name != quad.graph_name and str(other.graph_name) != "DEFAULT" for other in found)


def _spell(quad: "pyoxigraph.Quad") -> Triple:
    return str(quad.subject), str(quad.predicate), str(quad.object)


def _lines(triples: list[Triple]) -> str:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
