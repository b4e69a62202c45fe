"""How the named queries are listed: for people group by group, for programs as names, CSV or JSON."""

import csv
import io
import json
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby

from rolegraph.stores.library import GROUPS, NamedQuery
from rolegraph.stores.tables import wrap


def as_list(found: Sequence[NamedQuery], *, width: int = 0) -> str:
    """Return a line a query below the name of its group.

    Args:
        found: The queries in the library's order.
        width: How many columns a line may take; 0 for as many as it needs.

    Returns:
        The lines, each with its line end.
    """
    longest = max((len(one.name) for one in found), default=0)
    blocks = []
    for group, members in groupby(found, key=lambda one: one.group):
        lines = [f"{group}: {GROUPS[group]}"]
        for one in members:
            lines += _hanging(f"  {one.name:{longest}}  ", one.description, width)
        blocks.append("".join(f"{line}\n" for line in lines))
    return "\n".join(blocks)


def _hanging(head: str, text: str, width: int) -> list[str]:
    room = width - len(head)
    pieces = wrap(text, room) if room >= 20 else [text]
    return [(head if number == 0 else " " * len(head)) + piece for number, piece in enumerate(pieces)]


def as_sparql(found: Sequence[NamedQuery], *, width: int = 0) -> str:  # noqa: ARG001 - SPARQL is not wrapped
    """Return the SPARQL of queries as it stands, and below their heads the command that asks the example."""
    return "".join(_with_command(one) for one in found)


def _with_command(one: NamedQuery) -> str:
    lines = one.text.rstrip("\n").split("\n")
    head = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join([*lines[:head], f"# as in: {command(one)}", *lines[head:]]) + "\n"


def command(one: NamedQuery) -> str:
    """Return the command that asks a query with its example.

    Example:
        >>> from rolegraph.stores.library import named_query
        >>> command(named_query("direct-reports"))
        "rolegraph query direct-reports graph.ttl --param 'role=head of'"
    """
    given = (shlex.quote(f"{name}={value}") for name, value in one.example.items())
    return " ".join([f"rolegraph query {one.name} graph.ttl", *(f"--param {pair}" for pair in given)])


def as_names(found: Sequence[NamedQuery], *, width: int = 0) -> str:  # noqa: ARG001 - names are not wrapped
    """Return the names, each on a line."""
    return "".join(f"{one.name}\n" for one in found)


def as_csv(found: Sequence[NamedQuery], *, width: int = 0) -> str:  # noqa: ARG001 - for programs
    """Return a table of the names, groups, descriptions and parameters, as RFC 4180 has it."""
    stream = io.StringIO()
    rows: Iterable[tuple[str, ...]] = (
        (one.name, one.group, one.description, " ".join(one.parameters), command(one)) for one in found
    )
    csv.writer(stream).writerows([("name", "group", "description", "parameters", "example"), *rows])
    return stream.getvalue()


def as_json(found: Sequence[NamedQuery], *, width: int = 0) -> str:  # noqa: ARG001 - for programs
    """Return everything that is known of the queries, as a JSON array."""
    return json.dumps([asdict(one) for one in found], indent=2, ensure_ascii=False) + "\n"
