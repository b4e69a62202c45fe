"""Hands shapes to pySHACL, once per process and state of their files, in a form that is cheap to check."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rolegraph.validation.terms import rdflib_graph
from rolegraph.validation.triples import ShapeTriples, faulty, read_shapes

if TYPE_CHECKING:
    import pyshacl
    from rdflib import Graph, URIRef
    from rdflib.term import Node

_LOG: Final = logging.getLogger("rolegraph.validation.pyshacl")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False  # pySHACL logs what it then raises; what it raises we report


def load_shapes(files: Sequence[Path]) -> "pyshacl.ShapesGraph":
    """Read shapes.

    Args:
        files: Turtle (`.ttl`) or N-Triples (`.nt`).

    Returns:
        The shapes of all files together, as pySHACL holds them; the same object while the files do not change.

    Raises:
        UsageError: A file is in another syntax.
        UnreadableInput: A file cannot be read.
        MalformedInput: A file is not what it should be: broken syntax, shapes that break SHACL's rules, or queries
            that would fetch from the net.

    Example:
        >>> from rolegraph import resources
        >>> str(next(iter(load_shapes([resources.folder("shapes") / "role.ttl"]).shapes)))[:10]
        '<NodeShape'
    """
    return _load(read_shapes(files))


@lru_cache(maxsize=8)
def _load(read: ShapeTriples) -> "pyshacl.ShapesGraph":
    import pyshacl

    with _strict_booleans():
        graph = rdflib_graph((*triple, "") for triple in read.triples)
    for prefix, namespace in read.prefixes.items():
        # queries in shapes may use the prefixes of their file
        graph.bind(prefix, namespace)
    _aim_properties(graph)
    shapes = pyshacl.ShapesGraph(graph, debug=False, logger=_LOG)
    try:
        _ = shapes.shapes  # collects them, so that a fault shows here and the cache holds nothing half-made
    except Exception as error:
        raise faulty(read.files, error) from error
    return shapes


@contextmanager
def _strict_booleans() -> Iterator[None]:
    """Let only "true" be true, as SHACL asks: `sh:uniqueLang "1"^^xsd:boolean` switches nothing on."""
    from pyshacl.monkey import rdflib_bool_patch, rdflib_bool_unpatch

    rdflib_bool_patch()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        rdflib_bool_unpatch()  # type: ignore[no-untyped-call]


def _aim_properties(graph: "Graph") -> None:
    """Give property shapes the targets of the node shape that lists them, and take them off its list.

    Both mean the same and report the same; but pySHACL checks the properties of a node shape anew for each node, and a
    property shape with targets for all its nodes at once, in half the time. Left alone is whatever could tell the two
    apart: a node shape that is closed, deactivated, a class, referred to or refers to others; a property shape in two
    lists, with targets of its own, or disjoint from its siblings.
    """
    from rdflib import RDF, SH

    kinds = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    harmless = {RDF.type, SH.property, SH.name, SH.description, SH.message, SH.severity, SH.nodeKind, *kinds}
    for node in set(graph.subjects(SH.property)):
        targets = [(kind, target) for kind in kinds for target in graph.objects(node, kind)]
        properties = list(graph.objects(node, SH.property))
        if (
            (None, None, node) in graph
            or not harmless.issuperset(graph.predicates(node))
            or set(graph.objects(node, RDF.type)) != {SH.NodeShape}
            or any(_stands_apart(graph, shape, kinds) for shape in properties)
        ):
            continue
        graph.remove((node, SH.property, None))
        for shape, (kind, target) in product(properties, targets):
            graph.add((shape, kind, target))


def _stands_apart(graph: "Graph", shape: "Node", kinds: Iterable["URIRef"]) -> bool:
    from rdflib import SH

    own = any((shape, predicate, None) in graph for predicate in (*kinds, SH.qualifiedValueShapesDisjoint))
    return own or len(list(graph.subjects(None, shape))) > 1
