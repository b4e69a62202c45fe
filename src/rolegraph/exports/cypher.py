"""A property graph as a Cypher script.

    cypher-shell -f graph.cypher

The rows of a statement are one string literal that the statement splits: Neo4j takes 20 times as long to plan the same
rows written as maps, and a statement of the same form as one before it need not be planned again. A string literal is
also all that a posting can get into, so that what it says cannot become Cypher. Every statement ends in ";" and a
newline, and no newline stands inside one: a script can be cut at its lines.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import BinaryIO, Final

from rolegraph.exports.attributes import spelled
from rolegraph.exports.property_graph import Edge, Kin, Node, PropertyGraph, Value, alike
from rolegraph.exports.property_model import NODES, REPORTS_TO, Column, Kind, edge_columns

ROWS: Final = 1000
"""How many rows a statement has."""

# `property_graph` leaves these in no text
_ROW, _FIELD, _ELEMENT = "\x1e", "\x1f", "\x1d"
_READ: Final[dict[Kind, str]] = {
    "string": "f[{}]",
    "string[]": r"split(f[{}], '\u001D')",
    "long": "toInteger(f[{}])",
    "double": "toFloat(f[{}])",
    "boolean": "toBoolean(f[{}])",
}
_HEAD: Final = """\
// A property graph written by rolegraph; docs/property-graph.md says what it holds.
// Run it with: cypher-shell -f FILE. Running it again changes nothing.
"""


def write(graph: PropertyGraph, stream: BinaryIO) -> None:
    """Write a property graph as a Cypher script of MERGE statements.

    Args:
        graph: A property graph.
        stream: Where the UTF-8 goes.
    """
    stream.write(_HEAD.encode())
    stream.writelines(f"{statement};\n".encode() for statement in _statements(graph))


def constraints(labels: Iterable[str]) -> list[str]:
    """Return the statements that make `id` the key of each label, in the order of the model.

    Example:
        >>> constraints({"Post"})
        ['CREATE CONSTRAINT post_id IF NOT EXISTS FOR (n:Post) REQUIRE n.id IS UNIQUE']
    """
    wanted = set(labels)
    return [
        f"CREATE CONSTRAINT {row.label.lower()}_id IF NOT EXISTS FOR (n:{row.label}) REQUIRE n.id IS UNIQUE"
        for row in NODES
        if row.label in wanted
    ]


def _statements(graph: PropertyGraph) -> Iterator[str]:
    yield from constraints({node.label for node in graph.nodes})
    known = {row.label: row.columns for row in NODES}
    for label, nodes in groupby(graph.nodes, lambda node: node.label):
        yield from _merge(f"MERGE (n:{label} {{id: f[0]}})", nodes, known[label])
    by_kind = sorted(graph.edges, key=lambda edge: (edge.type, edge.pair))
    for (type_, (low, high)), edges in groupby(by_kind, lambda edge: (edge.type, edge.pair)):
        # two postings can draw the same line, and both lines are kept
        key = " {id: f[2]}" if type_ == REPORTS_TO else ""
        match = f"MATCH (a:{low} {{id: f[0]}}) MATCH (b:{high} {{id: f[1]}}) MERGE (a)-[n:{type_}{key}]->(b)"
        yield from _merge(match, edges, tuple(column for column in edge_columns(type_) if column.name != "id"))


def _merge(match: str, rows: Iterable[Kin], columns: Sequence[Column]) -> Iterator[str]:
    for present, members in alike(rows, columns):
        first = len(_keys(members[0]))
        sets = [f"n.{one.name} = {_READ[one.kind].format(first + n)}" for n, one in enumerate(present)]
        action = f"{match} SET {', '.join(sets)}" if sets else match
        for start in range(0, len(members), ROWS):
            lines = (_fields(row, present) for row in members[start : start + ROWS])
            split = rf"UNWIND split({literal(_ROW.join(lines))}, '\u001E') AS line WITH split(line, '\u001F') AS f"
            yield f"{split} {action}"


def _keys(row: Node | Edge) -> tuple[str, ...]:
    if isinstance(row, Node):
        return (row.id,)
    return (row.start, row.end, str(row.properties["id"])) if row.type == REPORTS_TO else (row.start, row.end)


def _fields(row: Node | Edge, columns: Iterable[Column]) -> str:
    return _FIELD.join((*_keys(row), *(_field(row.properties[column.name]) for column in columns)))


def _field(found: Value) -> str:
    return _ELEMENT.join(found) if isinstance(found, list) else spelled(found)


# what a string literal cannot hold as it stands; some readers of scripts end a line at U+0085 and U+2028 too
_SPECIAL: Final = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SHORT: Final = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(found: str | Sequence[str] | Mapping[str, str | Sequence[str]]) -> str:
    r"""Return texts as a literal of Cypher.

    Example:
        >>> print(literal({"name": "Chef d'équipe\n", "titles": ["a", "b"]}))
        {name: 'Chef d\'équipe\n', titles: ['a', 'b']}
    """
    if isinstance(found, str):
        return f"'{_SPECIAL.sub(_escape, found)}'"
    if isinstance(found, Mapping):
        return "{" + ", ".join(f"{name}: {literal(one)}" for name, one in found.items()) + "}"
    return "[" + ", ".join(map(literal, found)) + "]"


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"
