"""Reporting graphs of the real tables in ../shared/corpus, read as plainly as can be: the charts alone are on trial."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import networkx

if TYPE_CHECKING:
    Graph = networkx.DiGraph[str]


def _add(graph: Graph, key: str, label: str, **more: object) -> None:
    graph.add_node(f"urn:{key}", label=label or key, kind="post", titles=[label], advertised=True, **more)


def _report(graph: Graph, pairs: list[tuple[str, str]]) -> None:
    for low, high in pairs:
        if f"urn:{high}" not in graph:
            graph.add_node(f"urn:{high}", label=high, kind="post", advertised=False)
        graph.add_edge(f"urn:{low}", f"urn:{high}", kinds=["solid-line"], confidence=1.0, quotes=[high], hierarchy=True)


def organogram(path: Path) -> Graph:
    """The senior posts of one UK return."""
    graph: Graph = networkx.DiGraph()
    pairs = []
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            key, high = row["Post Unique Reference"].strip(), row["Reports to Senior Post"].strip()
            if key in {"", "0"}:
                continue
            more = {"organization": row["Organisation"], "unit": row["Unit"], "grade": row["Grade"], "fte": row["FTE"]}
            vacant = row["Name"].strip().lower() == "vacant"
            _add(graph, key, row["Job Title"], identifier=key, vacant=vacant, **more)
            if high and high.upper() != "XX":
                pairs.append((key, high))
    _report(graph, pairs)
    return graph


def export(path: Path) -> Graph:
    """A table with the columns id, title, manager_id, departments and country."""
    graph: Graph = networkx.DiGraph()
    pairs = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            units = [unit.strip() for unit in row["departments"].split(";")]
            _add(graph, row["id"], row["title"], organization="One", unit=units[0], locations=[row["country"]])
            if row["manager_id"]:
                pairs.append((row["id"], row["manager_id"]))
    _report(graph, pairs)
    return graph
