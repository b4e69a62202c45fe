"""Validation of a graph: SHACL shapes and rules about the whole, in one report.

A graph is a sequence of quads, each of four terms in their N-Triples spelling; the fourth names the graph, and ""
stands for the default graph, as in what was read from Turtle. Named graphs are validated together, as their union.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rolegraph import resources
from rolegraph.collecting import few_collections
from rolegraph.validation.engines import ENGINES, check, choose_engine, name_blank_shapes
from rolegraph.validation.findings import SH, Finding, Report
from rolegraph.validation.integrity import check_integrity
from rolegraph.validation.origins import trace, trace_in
from rolegraph.vocabulary import Quad

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["ENGINES", "SH", "Finding", "Report", "validate", "validate_store"]


def validate(
    quads: Sequence[Quad],
    *,
    shapes: Sequence[Path] | None = None,
    integrity: bool = True,
    engine: str = "auto",
    untrusted: bool = False,
) -> Report:
    """Validate a graph.

    Args:
        quads: The graph.
        shapes: Files of shapes to use instead of rolegraph's own, in Turtle (`.ttl`) or N-Triples (`.nt`); None for
            rolegraph's own.
        integrity: Whether to check the rules about the whole graph too: no reporting cycle, quotes true to the text.
        engine: What checks the shapes, with the same report: "pyshacl", the judge; "facts", the shapes compiled to
            checks; "sparql", the shapes compiled to queries; "auto" for the judge where there is one posting or none,
            else "facts".
        untrusted: Whether a stranger wrote the shapes: then they may be SHACL Core only, and are run in a process of
            their own with a limit of time.

    Returns:
        The report, its findings worst first, each with the posting and the quote behind it where the graph knows them.

    Raises:
        UsageError: A file of shapes is in another syntax, or no engine is called so.
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
    with few_collections():
        return _validate(quads, shapes, integrity=integrity, engine=engine, untrusted=untrusted)


def _validate(
    quads: Sequence[Quad], shapes: Sequence[Path] | None, *, integrity: bool, engine: str, untrusted: bool
) -> Report:
    files = resources.files("shapes", ".ttl") if shapes is None else shapes
    if untrusted:
        from rolegraph.validation.untrusted import check_untrusted

        findings = check_untrusted(quads, files)
    else:
        findings = check(choose_engine(engine, quads), quads, files)
    if integrity:
        findings += check_integrity(quads)
    return Report.of(trace(findings, quads))


def validate_store(store: "pyoxigraph.Store", *, shapes: Sequence[Path] | None = None) -> Report:
    """Validate a store without reading it whole, by the engine "sparql".

    Args:
        store: The store; its default graph is the union of its named graphs.
        shapes: Files of shapes, as `validate` takes them.

    Returns:
        The report that `validate` makes of the same quads.

    Raises:
        UsageError: As `validate` does.
        UnreadableInput: As `validate` does.
        MalformedInput: As `validate` does.

    Example:
        >>> from rolegraph.validation.stored import QuadStore
        >>> from rolegraph.vocabulary import ORG
        >>> report = validate_store(QuadStore([("<a:x>", ORG.reportsTo, "<a:x>", "")]).store)
        >>> print(report.to_text())
        (no posting): Violation: <a:x> org:reportsTo
          Remove org:reportsTo from the post to itself: nobody is their own superior.
        (no posting): Warning: <a:x> org:reportsTo
          Add the rg:ReportingLine that says how the post reports to this superior, or remove org:reportsTo.
        does not conform: 1 violation, 1 warning, 0 infos
    """
    from rolegraph.validation.bearing import bearing
    from rolegraph.validation.stored import StoreFacts, check_facts

    files = resources.files("shapes", ".ttl") if shapes is None else shapes
    facts = StoreFacts(store)
    findings = name_blank_shapes(check_facts(facts, files)) + check_integrity(bearing(facts))
    return Report.of(trace_in(facts, findings))
