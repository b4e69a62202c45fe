"""GEXF 1.2, https://gexf.net/, as Gephi and networkx read it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from rolegraph.exports.attributes import attribute_types, check_xml, spelled, xml_value

if TYPE_CHECKING:
    import networkx

_TYPES: Final = {bool: "boolean", int: "integer", float: "double", str: "string"}


def write(graph: "networkx.DiGraph[str]", stream: BinaryIO) -> None:
    """Write a reporting graph as GEXF, without a date; several values of an attribute are joined by " | ".

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
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield '<graph defaultedgetype="directed" mode="static">\n'
    keys: dict[str, dict[str, int]] = {}
    for scope, rows in (("node", graph.nodes.values()), ("edge", graph.edges.values())):
        yield f'<attributes class="{scope}" mode="static">\n'
        keys[scope] = {}
        for number, (name, kind) in enumerate(attribute_types(rows).items()):
            if (scope, name) != ("node", "label"):  # a node's label has a place of its own
                keys[scope][name] = number
                yield f'<attribute id="{number}" title={xml_value(name)} type="{_TYPES[kind]}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for node, data in graph.nodes.items():
        label = xml_value(spelled(data.get("label", "")))
        yield f"<node id={xml_value(node)} label={label}>{_values(data, keys['node'])}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, ((low, high), data) in enumerate(graph.edges.items()):
        ends = f"source={xml_value(low)} target={xml_value(high)}"
        yield f'<edge id="{number}" {ends}>{_values(data, keys["edge"])}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(attributes: Mapping[str, Any], keys: Mapping[str, int]) -> str:
    values = "".join(
        f'<attvalue for="{keys[name]}" value={xml_value(spelled(value))}/>'
        for name, value in attributes.items()
        if name in keys
    )
    return f"<attvalues>{values}</attvalues>"
