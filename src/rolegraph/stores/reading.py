"""Reads RDF files of any syntax into quads, strictly, fetching nothing.

Pyoxigraph does the parsing. In front of it stand the checks for what would hang or end the process: nesting of
thousands of levels, XML entities. Behind it, blank nodes get labels computed from the document, so that reading a
file twice gives the same quads and two files never share a node by accident.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal, cast

from rolegraph.errors import MalformedInput, UsageError
from rolegraph.vocabulary import Quad

if TYPE_CHECKING:
    import pyoxigraph

RdfSyntax = Literal["turtle", "trig", "n-triples", "n-quads", "json-ld", "rdf-xml"]

# syntax, its other names and media types, its file extensions
_SYNTAXES: Final[tuple[tuple[RdfSyntax, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("turtle", ("turtle", "text/turtle"), ("ttl",)),
    ("trig", ("trig", "application/trig"), ("trig",)),
    ("n-triples", ("n-triples", "ntriples", "application/n-triples"), ("nt",)),
    ("n-quads", ("n-quads", "nquads", "application/n-quads"), ("nq",)),
    ("json-ld", ("json-ld", "application/ld+json"), ("jsonld", "json")),
    ("rdf-xml", ("rdf-xml", "rdf/xml", "rdfxml", "application/rdf+xml"), ("rdf", "owl", "xml")),
)
SYNTAXES: Final[tuple[RdfSyntax, ...]] = tuple(row[0] for row in _SYNTAXES)
"""The syntaxes that can be read, by the names `rdf_syntax` returns."""

_MAX_DEPTH: Final = 256


def rdf_syntax(name: str) -> RdfSyntax:
    """Find the RDF syntax that a name stands for.

    Args:
        name: A syntax ("Turtle"), a media type ("text/turtle"), an extension (".ttl") or a file ("out/graph.ttl").

    Returns:
        One of `SYNTAXES`.

    Raises:
        UsageError: No syntax has that name.

    Example:
        >>> rdf_syntax("graph.nq"), rdf_syntax("RDF/XML")
        ('n-quads', 'rdf-xml')
    """
    wanted = name.strip().casefold()
    extension = re.split(r"[./\\]", wanted)[-1]
    for syntax, names, extensions in _SYNTAXES:
        if wanted in names or extension in extensions:
            return syntax
    known = ", ".join(f"{syntax} (.{extensions[0]})" for syntax, _, extensions in _SYNTAXES)
    raise UsageError(f"{name!r} names no RDF syntax that rolegraph knows; choose one of {known}")


def read_rdf(data: bytes, *, syntax: str, source: str, base: str = "") -> list[Quad]:
    """Read an RDF 1.1 document.

    Args:
        data: The document; UTF-8, with or without a byte-order mark.
        syntax: Any name that `rdf_syntax` knows.
        source: What to call the document in errors.
        base: The IRI that relative IRIs are resolved against; "" refuses them.

    Returns:
        The quads, sorted, each once; the graph is "" for the default graph. The labels of blank nodes are computed
        from the document's bytes and the order in which the nodes appear.

    Raises:
        UsageError: The syntax is unknown, or the base is no absolute IRI.
        MalformedInput: The document breaks its syntax, is nested more than 256 levels deep, declares a document type,
            asks for a remote context, or holds terms that RDF 1.1 does not have.

    Example:
        >>> read_rdf(b'<http://a.example/> <http://b.example/> "c" .', syntax="turtle", source="a.ttl")
        [('<http://a.example/>', '<http://b.example/>', '"c"', '')]
    """
    import pyoxigraph

    chosen = rdf_syntax(syntax)
    if base:
        try:
            pyoxigraph.NamedNode(base)
        except ValueError as error:
            raise UsageError(f"the base {base!r} is no absolute IRI: {error}") from error
    data = data.removeprefix(b"\xef\xbb\xbf")
    _check_nesting(data, chosen, source)
    media_type = next(names[-1] for name, names, _ in _SYNTAXES if name == chosen)
    form = cast("pyoxigraph.RdfFormat", pyoxigraph.RdfFormat.from_media_type(media_type))
    labels = _Labels(data)
    try:
        parsed = pyoxigraph.parse(data, format=form, base_iri=base or None)
        return sorted({_quad(quad, labels, source) for quad in cast("Iterable[pyoxigraph.Quad]", parsed)})
    except (SyntaxError, ValueError) as error:
        raise MalformedInput(source, _cause(error, chosen)) from error


class _Labels(dict[str, str]):
    """Gives each blank node a label from the document's digest and the order of appearance."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._stem = "b" + hashlib.sha256(data).hexdigest()[:12]

    def __missing__(self, label: str) -> str:
        self[label] = name = f"_:{self._stem}n{len(self)}"
        return name


def _quad(quad: "pyoxigraph.Quad", labels: _Labels, source: str) -> Quad:
    subject, predicate, obj, graph = str(quad.subject), str(quad.predicate), str(quad.object), str(quad.graph_name)
    if hasattr(quad.object, "predicate") or getattr(quad.object, "direction", None):
        raise MalformedInput(source, f"RDF 1.2 is not read: {obj[:80]} is a term that RDF 1.1 does not have")
    return (
        labels[subject] if subject[0] == "_" else subject,
        predicate,
        labels[obj] if obj[0] == "_" else obj,
        "" if graph == "DEFAULT" else labels[graph] if graph[0] == "_" else graph,
    )


def _cause(error: Exception, syntax: str) -> str:
    """Say where and why the parser stopped; its own words without the clumsy parts."""
    text = " ".join(str(error).split())
    if "LoadDocumentCallback" in text:
        return "it names a remote JSON-LD context, and nothing is ever fetched: write the context into the file"
    reason = re.sub(r"^Parser error at [^:]*: | \(line \d+\)$", "", text)
    line, column = getattr(error, "lineno", None), getattr(error, "offset", None)
    place = f"line {line}, column {column}: " if line and column else ""
    if "No scheme found" in reason:
        reason = "a relative IRI without a base: write it in full or give a base"
    return f"{place}not {syntax}: {reason}"


def _check_nesting(data: bytes, syntax: RdfSyntax, source: str) -> None:
    """Refuse what overflows the parser's stack or takes it quadratic time."""
    if syntax == "rdf-xml":
        _check_xml(data, source)
        return
    if syntax == "json-ld":
        # a document without that many brackets cannot be too deep; most stop here
        openers, steps = [b"{", b"["], _json_steps
    else:
        openers, steps = [b"<<("], _triple_term_steps
    if sum(map(data.count, openers)) <= _MAX_DEPTH:
        return
    depth = 0
    for offset, step in steps(data):
        depth += step
        if depth > _MAX_DEPTH:
            line = data.count(b"\n", 0, offset) + 1
            raise MalformedInput(source, f"line {line}: nested more than {_MAX_DEPTH} levels deep; flatten it")


_JSON: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_TERMS: Final = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\r\n]|\\.)*"|\'(?:[^\'\\\r\n]|\\.)*\''
    rb"|<<\(|\)>>|<[^<>\s]*>|#[^\r\n]*",
    re.DOTALL,
)


def _json_steps(data: bytes) -> Iterator[tuple[int, int]]:
    for match in _JSON.finditer(data):
        if match[0][:1] != b'"':
            yield match.start(), 1 if match[0] in b"[{" else -1


def _triple_term_steps(data: bytes) -> Iterator[tuple[int, int]]:
    for match in _TERMS.finditer(data):
        if match[0] in (b"<<(", b")>>"):
            yield match.start(), 1 if match[0] == b"<<(" else -1


def _check_xml(data: bytes, source: str) -> None:
    """Refuse document types (entities expand without end), deep nesting and what is not well-formed."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    depth = 0

    def doctype(*_: object) -> None:
        line = parser.CurrentLineNumber
        raise MalformedInput(
            source, f"line {line}: a DOCTYPE is refused, since entities can expand without end; save it without one"
        )

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            line = parser.CurrentLineNumber
            raise MalformedInput(source, f"line {line}: nested more than {_MAX_DEPTH} levels deep; flatten it")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        place = f"line {error.lineno}, column {error.offset + 1}"
        raise MalformedInput(source, f"{place}: not rdf-xml: {expat.ErrorString(error.code)}") from error
