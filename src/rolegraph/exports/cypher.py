"""A property graph as a Cypher script.

    cypher-shell -f graph.cypher

The rows of a statement are one string literal that the statement splits: Neo4j takes 20 times as long to plan the same
rows written as maps, and a statement of the same form as one before it need not be planned again. A string literal is
also all that a posting can get into, so that what it says cannot become Cypher. Every statement ends in ";" and a
newline, and no newline stands inside one: a script can be cut at its lines.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import BinaryIO, Final

from rolegraph.exports.attributes import spelled
from rolegraph.exports.property_graph import PropertyGraph, Value
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
        rows = (((node.id,), node.properties) for node in nodes)
        yield from _merge(f"MERGE (n:{label} {{id: f[0]}})", "n", known[label], rows)
    by_kind = sorted(graph.edges, key=lambda edge: (edge.type, edge.pair))
    for (type_, (low, high)), edges in groupby(by_kind, lambda edge: (edge.type, edge.pair)):
        # two postings can draw the same line, and both lines are kept
        key = " {id: f[2]}" if type_ == REPORTS_TO else ""
        match = f"MATCH (a:{low} {{id: f[0]}}) MATCH (b:{high} {{id: f[1]}}) MERGE (a)-[r:{type_}{key}]->(b)"
        rows = (((edge.start, edge.end, *_key(edge.properties)), edge.properties) for edge in edges)
        columns = tuple(column for column in edge_columns(type_) if column.name != "id")
        yield from _merge(match, "r", columns, rows)


def _key(properties: Mapping[str, Value]) -> tuple[str, ...]:
    return (str(properties["id"]),) if "id" in properties else ()


_Row = tuple[tuple[str, ...], Mapping[str, Value]]


def _merge(match: str, name: str, columns: Sequence[Column], rows: Iterable[_Row]) -> Iterator[str]:
    """Yield the statements for rows; those that have the same properties go together, so that none has gaps."""
    groups: dict[tuple[Column, ...], list[_Row]] = {}
    for row in rows:
        groups.setdefault(tuple(column for column in columns if column.name in row[1]), []).append(row)
    for present, members in groups.items():
        first = len(members[0][0])
        sets = [f"{name}.{one.name} = {_READ[one.kind].format(first + n)}" for n, one in enumerate(present)]
        action = f"{match} SET {', '.join(sets)}" if sets else match
        for batch in _batches(members):
            fields = (_fields(keys, properties, present) for keys, properties in batch)
            split = rf"UNWIND split({literal(_ROW.join(fields))}, '\u001E') AS line WITH split(line, '\u001F') AS f"
            yield f"{split} {action}"


def _batches(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    rest = iter(rows)
    while batch := list(islice(rest, ROWS)):
        yield batch


def _fields(keys: Sequence[str], properties: Mapping[str, Value], columns: Iterable[Column]) -> str:
    return _FIELD.join((*keys, *(_field(properties[column.name]) for column in columns)))


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
