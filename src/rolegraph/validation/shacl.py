"""Checks a graph against SHACL shapes with pySHACL, the judge among our engines.

SHACL Core and SHACL-SPARQL are run: no JavaScript, no rules, no imports, and nothing is fetched from the net.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from rolegraph.validation.advice import advise, is_ours
from rolegraph.validation.findings import SH, Finding
from rolegraph.validation.paths import UNARY, Path
from rolegraph.validation.shapes import load_shapes
from rolegraph.validation.terms import rdflib_graph, spell_term
from rolegraph.validation.triples import ShapeTriples, faulty, read_shapes, sh
from rolegraph.vocabulary import PREFIXES, Quad, local_name

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def check_shapes(quads: Iterable[Quad], files: Sequence[File], *, only: Collection[str] | None = None) -> list[Finding]:
    """Check a graph against shapes.

    Args:
        quads: The graph; named graphs are checked as one, as a union. Quoted triples of RDF 1.2 are passed over.
        files: The shapes, in Turtle (`.ttl`) or N-Triples (`.nt`).
        only: The terms of the shapes whose targets are checked; None for all.

    Returns:
        What breaks a shape, in no order, without posting and quote.

    Raises:
        UsageError: A file is in another syntax.
        UnreadableInput: A file cannot be read.
        MalformedInput: A file is not what it should be: broken syntax, shapes that break SHACL's rules, or queries
            that would fetch from the net.

    Example:
        >>> from rolegraph import resources
        >>> from rolegraph.vocabulary import ORG, RDF
        >>> quads = [("<http://example.org/post>", RDF.type, ORG.Post, "")]
        >>> check_shapes(quads, resources.files("shapes", ".ttl"))[0].message
        'Give the post a skos:prefLabel: its title, a string that is not blank.'
    """
    from pyshacl.pytypes import SHACLExecutor

    shapes = load_shapes(files)
    data = rdflib_graph(quads)
    for prefix, namespace in shapes.graph.namespaces():  # queries of the shapes know the prefixes of their file
        data.bind(prefix, namespace)
    try:
        chosen = [shape for shape in shapes.shapes if only is None or spell_term(shape.node) in only]
        results = [result for shape in chosen for result in shape.validate(SHACLExecutor(), data)[1]]
    except Exception as error:  # pySHACL tells of a faulty shape by whatever its code trips over
        raise faulty(files, error) from error
    graph = read_shapes(files)
    return [_advised(_finding(node, triples, shapes.graph), graph) for _, node, triples in results]


def _advised(finding: Finding, graph: ShapeTriples) -> Finding:
    """Put our advice in place of what pySHACL says where the shape has no message of its own."""
    component = local_name(finding.component).removesuffix("ConstraintComponent")
    if is_ours(component) and not graph.objects(finding.shape, sh("message")):
        return replace(finding, messages=(advise(graph, finding.shape, component),))
    return finding


def _finding(node: "Node", triples: Iterable[tuple[Any, Any, Any]], shapes: "Graph") -> Finding:
    """Turn the triples of one result of pySHACL into a finding; their objects may come with the graph they are from."""
    found: dict[str, list[Node]] = {}
    for subject, predicate, object_ in triples:
        if subject == node:  # the results behind a result of sh:node stand among its triples
            found.setdefault(f"<{predicate}>", []).append(object_[1] if isinstance(object_, tuple) else object_)

    def term(predicate: str) -> str:
        return spell_term(found[predicate][0]) if predicate in found else ""

    path = found.get(SH.resultPath)
    return Finding(
        severity=term(SH.resultSeverity),
        focus=term(SH.focusNode),
        path=_read_path(path[0], shapes) if path else "",
        value=term(SH.value),
        messages=tuple(sorted(spell_term(message) for message in found.get(SH.resultMessage, ()))),
        shape=term(SH.sourceShape),
        component=term(SH.sourceConstraintComponent),
    )


def _read_path(node: "Node", shapes: "Graph") -> Path:
    """Read a property path from the shapes; pySHACL has refused those that are none or that are circular."""
    from rdflib import BNode, URIRef

    if not isinstance(node, BNode):
        return spell_term(node)
    if items := list(shapes.items(node)):
        return "sequence", tuple(_read_path(item, shapes) for item in items)
    for operator in (*UNARY, "alternativePath"):
        operand = shapes.value(node, URIRef(PREFIXES["sh"] + operator))
        if operand is not None and operator in UNARY:
            return operator, (_read_path(operand, shapes),)
        if operand is not None:
            return operator, tuple(_read_path(item, shapes) for item in shapes.items(operand))
    raise AssertionError(f"{node} is no path, which pySHACL would have refused")
