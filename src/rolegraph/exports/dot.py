"""DOT, https://graphviz.org/doc/info/lang.html: the reporting graph with its attributes, for Graphviz and its kin.

`rolegraph chart --format dot` draws; this holds the data, each attribute as it is called elsewhere.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from rolegraph.exports.attributes import spelled
from rolegraph.vocabulary import UNWRITABLE

if TYPE_CHECKING:
    import networkx

# a backslash would escape what follows it, and a carriage return is no line's end
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\n"})


def write(graph: "networkx.DiGraph[str]", stream: BinaryIO) -> None:
    """Write a reporting graph as DOT; several values of an attribute are joined by " | ".

    Args:
        graph: A reporting graph.
        stream: Where the UTF-8 goes.
    """
    stream.writelines(line.encode() for line in _lines(graph))


def _lines(graph: "networkx.DiGraph[str]") -> Iterator[str]:
    yield 'digraph reporting {\n  graph [charset="UTF-8", rankdir="BT"]\n'
    for node, data in graph.nodes.items():
        yield f"  {_quoted(node)}{_attributes(data)}\n"
    for (low, high), data in graph.edges.items():
        yield f"  {_quoted(low)} -> {_quoted(high)}{_attributes(data)}\n"
    yield "}\n"


def _attributes(data: Mapping[str, Any]) -> str:
    # an empty text is what an attribute that is not given is
    said = {name: text for name, found in data.items() if (text := spelled(found))}
    return " [" + ", ".join(f"{_quoted(name)}={_quoted(text)}" for name, text in said.items()) + "]" if said else ""


def _quoted(text: str) -> str:
    clean = UNWRITABLE.sub("\ufffd", text)
    return f'"{clean.translate(_ESCAPES)}"'
