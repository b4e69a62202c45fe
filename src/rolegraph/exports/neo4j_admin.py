"""A property graph as the files that `neo4j-admin database import` takes: a file a label and a type, headers typed.

    nodes/Post.csv               id:ID,name:string,titles:string[],...
    relationships/REPORTS_TO.csv :START_ID,:END_ID,id:string,kind:string,...
    constraints.cypher           what to run afterwards
    README.md                    the command

Every text is quoted, with quotes doubled (RFC 4180) and line breaks kept, so an empty text is "" and what is not stated
an empty cell. The elements of a list are parted by U+001F, which no text holds. Texts stand as they are: a spreadsheet
would run one that begins with "=" as a formula, and the README says so.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from rolegraph.exports.attributes import spelled
from rolegraph.exports.cypher import constraints
from rolegraph.exports.property_graph import PropertyGraph, Value
from rolegraph.exports.property_model import NODES, Column, edge_columns

ARRAY_DELIMITER: Final = "\x1f"
_BUFFER: Final = 4_194_304  # the importer's default; the longest cell must fit


def files(graph: PropertyGraph) -> Iterator[tuple[str, bytes]]:
    """Yield the files, by their paths in the folder.

    Args:
        graph: A property graph.
    """
    columns = {row.label: row.columns for row in NODES}
    commands: list[str] = []
    longest = 0
    for label, nodes in groupby(graph.nodes, lambda node: node.label):
        head = ("id:ID", *_heads(columns[label]))
        rows = ((_cell(node.id), *_cells(node.properties, columns[label])) for node in nodes)
        path, data, size = f"nodes/{label}.csv", *_table(head, rows)
        commands.append(f"--nodes={label}={path}")
        longest = max(longest, size)
        yield path, data
    for type_, edges in groupby(graph.edges, lambda edge: edge.type):
        own = edge_columns(type_)
        head = (":START_ID", ":END_ID", *_heads(own))
        rows = ((_cell(edge.start), _cell(edge.end), *_cells(edge.properties, own)) for edge in edges)
        path, data, size = f"relationships/{type_}.csv", *_table(head, rows)
        commands.append(f"--relationships={type_}={path}")
        longest = max(longest, size)
        yield path, data
    keys = constraints({node.label for node in graph.nodes})
    yield "constraints.cypher", "".join(f"{statement};\n" for statement in keys).encode()
    yield "README.md", _readme(commands, longest).encode()


def _heads(columns: Iterable[Column]) -> list[str]:
    return [f"{column.name}:{column.kind}" for column in columns]


def _table(head: Iterable[str], rows: Iterable[tuple[str, ...]]) -> tuple[bytes, int]:
    """Return a table, and how long its longest row is."""
    lines = [",".join(head), *(",".join(row) for row in rows)]
    return "".join(f"{line}\n" for line in lines).encode(), max(map(len, lines)) * 4


def _cells(properties: dict[str, Value], columns: Iterable[Column]) -> Iterator[str]:
    return (_cell(properties.get(column.name)) for column in columns)


def _cell(found: Value | None) -> str:
    if found is None:
        return ""
    if not isinstance(found, str | list):
        return spelled(found)
    text = found if isinstance(found, str) else ARRAY_DELIMITER.join(found)
    return '"' + text.replace('"', '""') + '"'


def _readme(commands: Iterable[str], longest: int) -> str:
    options = ["--array-delimiter=U+001F", "--multiline-fields=true"]
    if longest > _BUFFER // 2:
        options.append(f"--read-buffer-size={2 * longest}")
    lines = " \\\n".join(("neo4j-admin database import full neo4j", *(f"  {one}" for one in (*options, *commands))))
    return _README.replace("COMMAND", lines)


_README: Final = """\
# Written by rolegraph: a property graph for neo4j-admin

In this folder, with Neo4j 5 stopped and its database empty (`--overwrite-destination` behind `full` replaces it):

```sh
COMMAND
```

Then start the database and make `id` the key of every label:

```sh
cypher-shell -f constraints.cypher
```

What the labels, relationships and properties mean is told in docs/property-graph.md of rolegraph. The files are for
programs: texts stand as they were found, so do not open them in a spreadsheet, which would run a text that begins with
`=`, `+`, `-` or `@` as a formula (`rolegraph export --format nodes` and `edges` write CSV that is safe there).
"""
