"""Validation of a graph: SHACL shapes and rules about the whole, in one report.

A graph is a sequence of quads, each of four terms in their N-Triples spelling; the fourth names the graph, and ""
stands for the default graph, as in what was read from Turtle. Named graphs are validated together, as their union.
"""

from collections.abc import Sequence
from pathlib import Path

from rolegraph import resources
from rolegraph.validation.findings import SH, Finding, Report
from rolegraph.validation.integrity import check_integrity
from rolegraph.validation.origins import trace
from rolegraph.validation.shacl import check_shapes
from rolegraph.vocabulary import Quad

__all__ = ["SH", "Finding", "Report", "validate"]


def validate(quads: Sequence[Quad], *, shapes: Sequence[Path] | None = None, integrity: bool = True) -> Report:
    """Validate a graph.

    Args:
        quads: The graph.
        shapes: Files of shapes to use instead of rolegraph's own, in Turtle (`.ttl`) or N-Triples (`.nt`); None for
            rolegraph's own.
        integrity: Whether to check the rules about the whole graph too: no reporting cycle, quotes true to the text.

    Returns:
        The report, its findings worst first, each with the posting and the quote behind it where the graph knows them.

    Raises:
        UsageError: A file of shapes is in another syntax.
        UnreadableInput: A file of shapes cannot be read.
        MalformedInput: A file of shapes is not what it should be.

    Example:
        >>> from rolegraph.vocabulary import ORG, RDF
        >>> report = validate([("<http://example.org/post>", RDF.type, ORG.Post, "")])
        >>> print(report.to_text())
        (no posting): Violation: <http://example.org/post> skos:prefLabel
          Give the post a skos:prefLabel: its title, a string that is not blank.
        does not conform: 1 violation, 0 warnings, 0 infos
    """
    findings = check_shapes(quads, resources.files("shapes", ".ttl") if shapes is None else shapes)
    if integrity:
        findings += check_integrity(quads)
    return Report.of(trace(findings, quads))
