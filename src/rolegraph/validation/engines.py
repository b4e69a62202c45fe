"""The engines that check a graph against shapes: one report, three ways to it.

`pyshacl` is the judge. `facts` runs shapes compiled to checks over quads in memory, `sparql` the same shapes compiled
to queries of a store. What a compiler does not know it hands to the judge: only the shapes concerned, on only the data
that they can ask about.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from rolegraph.errors import UsageError
from rolegraph.validation.compiled import Program, compile_shapes
from rolegraph.validation.facts import SUBCLASS
from rolegraph.validation.findings import Finding
from rolegraph.validation.model import SILENT
from rolegraph.validation.parameters import CORE
from rolegraph.validation.paths import UNARY
from rolegraph.validation.triples import RDF_FIRST, RDF_REST, ShapeTriples, read_shapes, sh
from rolegraph.vocabulary import RDF, SCHEMA, Quad

ENGINES: Final = ("auto", "pyshacl", "facts", "sparql")
"""The names of the engines, the default first."""

_LOG: Final = logging.getLogger("rolegraph.validation")


def choose_engine(name: str, quads: Iterable[Quad]) -> str:
    """Choose an engine.

    Args:
        name: One of `ENGINES`.
        quads: The graph.

    Returns:
        The name of an engine: for "auto" the judge where the graph has one posting or none, else "facts".

    Raises:
        UsageError: No engine is called so.

    Example:
        >>> choose_engine("auto", [])
        'pyshacl'
    """
    if name not in ENGINES:
        raise UsageError(f"engine {name!r}: choose one of {', '.join(ENGINES)}")
    if name != "auto":
        return name
    postings = {quad[0] for quad in quads if quad[2] == SCHEMA.JobPosting and quad[1] == RDF.type}
    return "facts" if len(postings) > 1 else "pyshacl"


def check(engine: str, quads: Sequence[Quad], files: Sequence[Path]) -> list[Finding]:
    """Check a graph against shapes.

    Args:
        engine: "pyshacl", "facts" or "sparql".
        quads: The graph; named graphs are checked as one, as a union.
        files: The shapes, in Turtle (`.ttl`) or N-Triples (`.nt`).

    Returns:
        What breaks a shape, in no order, without posting and quote; the same whichever engine found it.

    Raises:
        UsageError: A file is in another syntax.
        UnreadableInput: A file cannot be read.
        MalformedInput: A file is not what it should be.
    """
    return name_blank_shapes(_CHECKS[engine](quads, files))


def name_blank_shapes(findings: list[Finding]) -> list[Finding]:
    """Number the shapes without an IRI, which the parser calls differently each time, by what they find."""
    names: dict[str, str] = {}
    for finding in sorted(findings, key=lambda finding: replace(finding, shape="").sort_key()):
        if finding.shape.startswith("_:"):
            names.setdefault(finding.shape, f"_:shape-{len(names) + 1}")
    return [replace(finding, shape=names.get(finding.shape, finding.shape)) for finding in findings]


def _judge(quads: Sequence[Quad], files: Sequence[Path]) -> list[Finding]:
    from rolegraph.validation.shacl import check_shapes

    return check_shapes(quads, files)


def _facts(quads: Sequence[Quad], files: Sequence[Path]) -> list[Finding]:
    program = compile_shapes(read_shapes(files))

    def fetch(predicates: frozenset[str] | None) -> list[Quad]:
        return [quad for quad in quads if predicates is None or quad[1] in predicates]

    return program.run(quads) + hand_on(program, fetch, files)


def _sparql(quads: Sequence[Quad], files: Sequence[Path]) -> list[Finding]:
    from rolegraph.validation.stored import QuadStore, check_store

    return check_store(QuadStore(quads).store, files)


_CHECKS: Final[dict[str, Callable[[Sequence[Quad], Sequence[Path]], list[Finding]]]] = {
    "pyshacl": _judge,
    "facts": _facts,
    "sparql": _sparql,
}


def hand_on(
    program: Program, fetch: Callable[[frozenset[str] | None], Sequence[Quad]], files: Sequence[Path]
) -> list[Finding]:
    """Let the judge check the shapes that are unclear to the compilers.

    Args:
        program: The compiled shapes.
        fetch: Returns the quads with some predicates; with None, all.
        files: The files of the shapes.

    Returns:
        What breaks one of those shapes.

    Raises:
        MalformedInput: The judge cannot use the shapes either.
    """
    unclear = program.model.unclear
    if not unclear:
        return []
    from rolegraph.validation.shacl import check_shapes

    for shape, reason in sorted(unclear.items()):
        _LOG.info("%s is left to pySHACL: %s", shape, reason)
    graph = program.graph
    listed = {one for shape in unclear for one in graph.objects(shape, sh("property"))}
    # pySHACL may hold a property shape for a target of its own where the node shape that lists it is handed on
    own = {shape.node for shape in program.model.roots()}
    return check_shapes(fetch(_needed(graph, unclear.keys())), files, only=unclear.keys() | (listed - own))


def _needed(graph: ShapeTriples, shapes: Collection[str]) -> frozenset[str] | None:
    """Return the predicates that shapes ask about; None where they hold a query, which asks as it likes."""
    found, queue = {RDF.type, SUBCLASS}, list(shapes)
    for node in queue:  # grows while it is read
        for predicate, objects in graph.nodes.get(node, {}).items():
            if predicate not in _CORE or graph.subjects(sh("parameter")):
                return None
            found.update(one for one in objects if one[0] == "<")
            fresh = [one for one in objects if one in graph.nodes]
            queue += [one for one in fresh if one not in found]
            found.update(fresh)
    return frozenset(found)


# what a shape can say without asking of a predicate that it does not name; sh:closed asks of all
_CORE: Final = (
    SILENT | {sh(word) for word in (*CORE, *UNARY, "alternativePath")} | {RDF_FIRST, RDF_REST, RDF.type}
) - {sh("closed")}
