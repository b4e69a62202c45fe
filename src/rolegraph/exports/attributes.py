"""The attributes of a reporting graph on their way into formats that know no lists."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from rolegraph.errors import OutputError
from rolegraph.exports.characters import not_xml

if TYPE_CHECKING:
    import networkx

SEPARATOR: Final = " | "
"""Stands between the values of an attribute that has several."""


def attribute_types(rows: Iterable[Mapping[str, Any]]) -> dict[str, type]:
    """Return the names that occur among some nodes' or edges' attributes, in order of occurrence, each with its type.

    Returns:
        bool, int, float or str; str as well for lists, for anything else, and where types differ.

    Example:
        >>> attribute_types([{"label": "Head", "direct_reports": 4}, {"label": "", "titles": []}])
        {'label': <class 'str'>, 'direct_reports': <class 'int'>, 'titles': <class 'str'>}
    """
    found: dict[str, type] = {}
    for row in rows:
        for name, value in row.items():
            kind = type(value) if type(value) in {bool, int, float} else str
            if found.setdefault(name, kind) is not kind:
                found[name] = str
    return found


def spelled(value: Any) -> str:
    """Return the value of an attribute as XML Schema spells it, several joined by " | ".

    Example:
        >>> spelled(True), spelled(0.5), spelled(["Bergen", "Oslo"])
        ('true', '0.5', 'Bergen | Oslo')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return SEPARATOR.join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def check_xml(graph: "networkx.DiGraph[str]") -> None:
    """Check that XML can say all of a graph.

    Raises:
        OutputError: It cannot; the message names the node (the subordinate of a line) and the attribute.

    Example:
        >>> import networkx
        >>> check_xml(networkx.DiGraph([("baker", "head")]))
    """
    rows = [(node, data) for node, data in graph.nodes.items()]
    rows += [(subordinate, data) for (subordinate, _), data in graph.edges.items()]
    for node, data in rows:
        for name, value in (("its IRI", node), *data.items()):
            if not_xml(spelled(value)):
                shown = spelled(value)[:100]
                raise OutputError(f"XML has no such character: {name} of {node!a} is {shown!a}; write JSON instead")


# what XML 1.0 reads otherwise than it stands there, also white space in attribute values (section 3.3.3);
# xml.sax.saxutils does the same, but importing it loads all of urllib
_ESCAPES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


def xml_value(text: str) -> str:
    """Return a text as a quoted attribute value of XML.

    Example:
        >>> print(xml_value('R&D "North"'))
        "R&amp;D &quot;North&quot;"
    """
    return f'"{text.translate(_ESCAPES)}"'


def xml_text(text: str) -> str:
    """Return a text as the content of an XML element.

    Example:
        >>> xml_text("R&D")
        'R&amp;D'
    """
    return text.translate(_ESCAPES)
