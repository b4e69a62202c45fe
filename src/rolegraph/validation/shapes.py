"""Reads files of SHACL shapes, once per process and state of the files, and makes them cheap to check.

Nothing is fetched from the net: imports are not followed, and a query that would ask elsewhere is refused.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rolegraph.errors import MalformedInput, UnreadableInput, UsageError
from rolegraph.validation.terms import rdflib_graph
from rolegraph.vocabulary import Quad

if TYPE_CHECKING:
    import pyshacl
    from rdflib import Graph, URIRef
    from rdflib.term import Node

_SYNTAXES: Final = (".ttl", ".nt")
_LOG: Final = logging.getLogger("rolegraph.validation.pyshacl")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False  # pySHACL logs what it then raises; what it raises we report

# IRIs, strings and comments of SPARQL, in which a keyword is no keyword
_NO_KEYWORD: Final = re.compile(
    r"<[^<>\"{}|^`\\\x00-\x20]*>|\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'|\#[^\n\r]*",
    re.DOTALL,
)
_REMOTE: Final = re.compile(r"(?<![?$:\w-])(?:SERVICE|FROM)(?![\w:-])", re.IGNORECASE)
# SPARQL allows a code point by number anywhere, in which a keyword could hide
_BY_NUMBER: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5})")


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
    return _load(tuple(map(_version, files)))


def faulty(files: Sequence[Path], error: Exception) -> MalformedInput:
    """Say that shapes cannot be used, whatever a parser or pySHACL tripped over.

    Args:
        files: The files of the shapes.
        error: What was raised.

    Returns:
        The error to raise from it.

    Example:
        >>> str(faulty([Path("a.ttl")], ValueError("no path")))
        'a.ttl: the shapes cannot be used: no path; mend them as SHACL 1.0 asks'
    """
    reason = " ".join(str(error).split())[:300] or type(error).__name__
    return MalformedInput(
        ", ".join(map(str, files)), f"the shapes cannot be used: {reason}; mend them as SHACL 1.0 asks"
    )


def _version(file: Path) -> tuple[Path, int, int]:
    """Tell one state of a file from the next, so that a shape edited while a notebook runs is read again."""
    if file.suffix not in _SYNTAXES:
        raise UsageError(f"{file}: shapes are read from {' or '.join(_SYNTAXES)} files; convert this one first")
    try:
        state = file.stat()
    except OSError as error:
        raise _unreadable(file, error) from error
    return file.absolute(), state.st_mtime_ns, state.st_size


def _unreadable(file: Path, error: OSError) -> UnreadableInput:
    return UnreadableInput(str(file), f"the shapes cannot be read: {error.strerror}; check the path")


@lru_cache(maxsize=8)
def _load(versions: tuple[tuple[Path, int, int], ...]) -> "pyshacl.ShapesGraph":
    import pyshacl

    files = [file for file, _, _ in versions]
    prefixes: dict[str, str] = {}
    with _strict_booleans():
        graph = rdflib_graph(quad for file in files for quad in _parse(file, prefixes))
    for prefix, namespace in prefixes.items():
        # queries in shapes may use the prefixes of their file
        graph.bind(prefix, namespace)
    _refuse_remote_queries(graph, files)
    _aim_properties(graph)
    shapes = pyshacl.ShapesGraph(graph, debug=False, logger=_LOG)
    try:
        _ = shapes.shapes  # collects them, so that a fault shows here and the cache holds nothing half-made
    except Exception as error:
        raise faulty(files, error) from error
    return shapes


def _parse(file: Path, prefixes: dict[str, str]) -> Iterator[Quad]:
    """Read a file and note its prefixes, with Oxigraph's parser: rdflib's would cost every validation 20 ms more."""
    import pyoxigraph

    syntax = pyoxigraph.RdfFormat.from_extension(file.suffix[1:])
    try:
        parser = pyoxigraph.parse(file.read_bytes(), format=syntax, base_iri=file.as_uri())
        for triple in parser:
            yield str(triple.subject), str(triple.predicate), str(triple.object), ""
        prefixes.update(parser.prefixes)
    except OSError as error:
        raise _unreadable(file, error) from error
    except (SyntaxError, ValueError) as error:
        raise faulty([file], error) from error


@contextmanager
def _strict_booleans() -> Iterator[None]:
    """Let only "true" be true, as SHACL asks: `sh:uniqueLang "1"^^xsd:boolean` switches nothing on."""
    from pyshacl.monkey import rdflib_bool_patch, rdflib_bool_unpatch

    rdflib_bool_patch()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        rdflib_bool_unpatch()  # type: ignore[no-untyped-call]


def _refuse_remote_queries(graph: "Graph", files: Sequence[Path]) -> None:
    from rdflib import SH

    for predicate in (SH.select, SH.ask):
        for query in graph.objects(None, predicate):
            text = _BY_NUMBER.sub(lambda m: chr(int(m[1] or m[2], 16)), str(query))
            if _REMOTE.search(_NO_KEYWORD.sub(" ", text)):
                names = ", ".join(map(str, files))
                raise MalformedInput(names, "a query of the shapes uses SERVICE or FROM; remove it: nothing is fetched")


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
