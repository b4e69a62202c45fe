"""GraphML, http://graphml.graphdrawing.org/, as networkx, igraph, Gephi and yEd read it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from rolegraph.exports.attributes import attribute_types, check_xml, spelled, xml_text, xml_value

if TYPE_CHECKING:
    import networkx

_TYPES: Final = {bool: "boolean", int: "int", float: "double", str: "string"}


def write(graph: "networkx.DiGraph[str]", stream: BinaryIO) -> None:
    """Write a reporting graph as GraphML; several values of an attribute are joined by " | ".

    Args:
        graph: A reporting graph.
        stream: Where the UTF-8 goes.

    Raises:
        OutputError: A label or quote holds a character that XML does not have; nothing is written.
    """
    check_xml(graph)
    stream.writelines(line.encode() for line in _lines(graph))


def _lines(graph: "networkx.DiGraph[str]") -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    keys: dict[str, dict[str, str]] = {}
    for scope, rows in (("node", graph.nodes.values()), ("edge", graph.edges.values())):
        keys[scope] = {}
        for number, (name, kind) in enumerate(attribute_types(rows).items()):
            keys[scope][name] = key = f"{scope}{number}"
            yield f'<key id="{key}" for="{scope}" attr.name={xml_value(name)} attr.type="{_TYPES[kind]}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for node, data in graph.nodes.items():
        yield f"<node id={xml_value(node)}>{''.join(_data(data, keys['node']))}</node>\n"
    for (low, high), data in graph.edges.items():
        yield f"<edge source={xml_value(low)} target={xml_value(high)}>{''.join(_data(data, keys['edge']))}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(attributes: Mapping[str, Any], keys: Mapping[str, str]) -> Iterable[str]:
    for name, value in attributes.items():
        # a bare carriage return would be read as a newline
        yield f'<data key="{keys[name]}">{xml_text(spelled(value))}</data>'
