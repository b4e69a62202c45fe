"""The reporting graph and its measures.

`reporting` reads who reports to whom from a graph's quads; `analyze` measures it. Each measure is a function from a
`Hierarchy` to rows, listed in `MEASURES`; all are linear (or n log n) and free of recursion.
"""

from rolegraph.structure.analysis import Analysis, analyze
from rolegraph.structure.hierarchy import Hierarchy
from rolegraph.structure.measures import MEASURES, Measure
from rolegraph.structure.names import find_role
from rolegraph.structure.reporting import ReportingGraph, reporting

__all__ = [
    "MEASURES",
    "Analysis",
    "Hierarchy",
    "Measure",
    "ReportingGraph",
    "analyze",
    "find_role",
    "reporting",
]
