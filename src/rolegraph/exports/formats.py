"""The table of formats: how each is called, told by a file's name, and written."""

import io
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, NamedTuple, Union

from rolegraph.errors import UsageError
from rolegraph.vocabulary import Quad

if TYPE_CHECKING:
    import networkx

    from rolegraph.exports.property_graph import PropertyGraph

Source = Union[Sequence[Quad], "networkx.DiGraph[str]", "PropertyGraph"]
Takes = Literal["quads", "reporting", "properties"]


class Format(NamedTuple):
    """A format that a graph can be written in.

    Args:
        name: What it is called by.
        extensions: The endings of its files, with the dot, the usual one first.
        takes: "quads" if it holds the graph, "reporting" if it holds the reporting graph, "properties" if it holds the
            property graph.
        write: Writes a source of that kind to a binary stream; of a folder of files it says that it is one.
        description: What it is for, in one line.
        files: Yields the paths and contents of a folder's files; None for a format that is one file.
        streams: Whether the quads may come one by one, so that they need not all be in memory.
    """

    name: str
    extensions: tuple[str, ...]
    takes: Takes
    write: Callable[[Any, BinaryIO], None]
    description: str
    files: Callable[[Any], Iterator[tuple[str, bytes]]] | None = None
    streams: bool = False

    def render(self, source: Source) -> bytes:
        r"""Return a source of the kind that the format takes, written.

        Raises:
            OutputError: The format cannot say it.
            UsageError: The format is a folder of files.

        Example:
            >>> FORMATS["n-triples"].render([("<http://a>", "<http://b>", '"c"', "<http://g>")])
            b'<http://a> <http://b> "c" .\n'
        """
        stream = io.BytesIO()
        self.write(source, stream)
        return stream.getvalue()


def _writer(module: str, **options: bool) -> Callable[[Any, BinaryIO], None]:
    """Return what writes a format; its module is imported when it is used, since a run writes in one format."""

    def write(source: Any, stream: BinaryIO) -> None:
        import_module(f"rolegraph.exports.{module}").write(source, stream, **options)

    return write


def _folder(name: str, module: str, takes: Takes, description: str) -> Format:
    """Return the row of a format that is a folder of files."""

    def write(_source: Any, _stream: BinaryIO) -> None:
        raise UsageError(f"{name} is a folder of files: name the folder that shall hold them with --out")

    def files(source: Any) -> Iterator[tuple[str, bytes]]:
        yield from import_module(f"rolegraph.exports.{module}").files(source)

    return Format(name, (), takes, write, description, files)


_TABLE: Final = (
    Format("turtle", (".ttl", ".turtle"), "quads", _writer("turtle"), "Turtle: the union of all graphs, to read."),
    Format("trig", (".trig",), "quads", _writer("trig"), "TriG: named graphs, to read."),
    Format(
        "n-triples", (".nt",), "quads", _writer("lines"), "N-Triples: the union, one statement a line.", streams=True
    ),
    Format(
        "n-quads",
        (".nq",),
        "quads",
        _writer("lines", graphs=True),
        "N-Quads: named graphs, one statement a line.",
        streams=True,
    ),
    Format("json-ld", (".jsonld", ".json"), "quads", _writer("jsonld"), "JSON-LD, expanded: named graphs."),
    Format("rdf-xml", (".rdf", ".xml", ".owl"), "quads", _writer("rdfxml"), "RDF/XML: the union."),
    Format("graphml", (".graphml",), "reporting", _writer("graphml"), "GraphML, for Gephi, igraph and yEd."),
    Format("gexf", (".gexf",), "reporting", _writer("gexf"), "GEXF, for Gephi."),
    Format(
        "node-link", (".node-link.json",), "reporting", _writer("node_link"), "Node-link JSON, for networkx and D3."
    ),
    Format("cytoscape", (".cyjs", ".cytoscape.json"), "reporting", _writer("cytoscape"), "Cytoscape JSON."),
    Format(
        "edges", (".edges.csv", ".csv"), "reporting", _writer("edge_list"), "CSV of the lines, safe for spreadsheets."
    ),
    Format("nodes", (".nodes.csv",), "reporting", _writer("node_list"), "CSV of the nodes, safe for spreadsheets."),
    Format(
        "edges-raw",
        (),
        "reporting",
        _writer("edge_list", raw=True),
        "CSV of the lines, texts as they are: for programs.",
    ),
    Format(
        "nodes-raw",
        (),
        "reporting",
        _writer("node_list", raw=True),
        "CSV of the nodes, texts as they are: for programs.",
    ),
    Format("dot", (".dot", ".gv"), "reporting", _writer("dot"), "DOT with all attributes, for Graphviz."),
    Format(
        "cypher", (".cypher", ".cql"), "properties", _writer("cypher"), "Cypher script of MERGE statements, for Neo4j."
    ),
    _folder("neo4j-admin", "neo4j_admin", "properties", "Folder of CSV files for `neo4j-admin database import`."),
    _folder("parquet", "parquet", "properties", "Folder of Parquet files; needs rolegraph[parquet]."),
    Format("n10s", (".n10s.nt",), "quads", _writer("n10s"), "N-Triples for neosemantics, Neo4j's plugin for RDF."),
)

FORMATS: Final[dict[str, Format]] = {row.name: row for row in _TABLE}
"""Every format by name."""

_EXTENSIONS: Final = {extension: row for row in _TABLE for extension in row.extensions}


def export_format(path_or_name: str) -> Format:
    """Find a format by its name or by the name of a file.

    Args:
        path_or_name: "turtle", "ttl", "nquads", "out/graph.ttl", "posts.nodes.csv"; case does not matter. The longest
            ending that is known decides.

    Returns:
        The format's row of `FORMATS`.

    Raises:
        UsageError: None is called so and no file of one ends so; the message lists those that are known.

    Example:
        >>> export_format("out/graph.TTL").name, export_format("GraphML").name, export_format("a.nodes.csv").name
        ('turtle', 'graphml', 'nodes')
    """
    asked = path_or_name.lower()
    for name, row in FORMATS.items():
        if asked in {name, name.replace("-", "")}:
            return row
    file = f".{asked}" if asked.isalnum() else asked  # "ttl" stands for ".ttl"
    endings = [extension for extension in _EXTENSIONS if file.endswith(extension)]
    if endings:
        return _EXTENSIONS[max(endings, key=len)]
    listed = ", ".join(f"{name} ({' '.join(row.extensions) or 'by name only'})" for name, row in FORMATS.items())
    raise UsageError(f"{path_or_name!r} names no format and ends like no format's file; known are {listed}")
