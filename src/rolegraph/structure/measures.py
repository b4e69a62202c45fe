"""The table of measures: what `analyze` computes, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from rolegraph.errors import UsageError
from rolegraph.structure.alike import Alike, Community, alike, alike_to, communities
from rolegraph.structure.betweenness import Between, between
from rolegraph.structure.bottlenecks import Bottleneck, bottlenecks
from rolegraph.structure.chains import CommonManager, Step, chain_of_command, lowest_common_managers
from rolegraph.structure.cycles import Cycle, cycles
from rolegraph.structure.gaps import Completeness, MissingLevel, Orphan, completeness, missing_levels, orphans
from rolegraph.structure.layers import Depth, Layer, Root, depth_rows, layers, roots
from rolegraph.structure.managers import DanglingSuperior, SeveralManagers, dangling_superiors, several_managers
from rolegraph.structure.matrix import ManagerOfManagers, SpansOfLayer, managers_of_managers, span_matrix
from rolegraph.structure.names import near_misses
from rolegraph.structure.overview import KindOfLine, OrganizationSize, kinds_of_line, organizations
from rolegraph.structure.spans import Band, SingleReport, Span, single_reports, span_bands, spans
from rolegraph.structure.undertakings import SharedCommitment, SharedProgram, commitments, programs


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Args:
        name: What it is called by.
        row: The NamedTuple of its rows, whose fields are its columns.
        function: Computes the rows, in their order, from a `Hierarchy` and as many roles as `roles` says.
        description: What it tells, in one sentence.
        roles: How many roles it is asked about.
        from_quads: True where it reads the graph's quads, which a reporting graph alone does not hold.
        linear: False where its time grows faster than the graph; such a measure limits itself, and says where it did.
    """

    name: str
    row: type[Any]
    function: Callable[..., list[Any]]
    description: str
    roles: int = 0
    from_quads: bool = False
    linear: bool = True


_TABLE: Final = (
    Measure("completeness", Completeness, completeness, "How much the graph tells of its posts, and a score."),
    Measure("organizations", OrganizationSize, organizations, "Each organization's posts, lines, roots and layers."),
    Measure("kinds", KindOfLine, kinds_of_line, "The lines of each kind, solid ones and others."),
    Measure("roots", Root, roots, "The tops: posts that others report to and that report to nobody."),
    Measure("layers", Layer, layers, "The layers from the top down, with the posts in each."),
    Measure("depths", Depth, depth_rows, "The layer of each post."),
    Measure("spans", Span, spans, "Span of control: counted directly and in all, and as stated."),
    Measure("bands", Band, span_bands, "How many managers have how many direct reports."),
    Measure("matrix", SpansOfLayer, span_matrix, "Spans by layer: of all, by unit, by place and by level."),
    Measure("managers-of-managers", ManagerOfManagers, managers_of_managers, "Managers whose reports manage others."),
    Measure("single-reports", SingleReport, single_reports, "Managers with one direct report."),
    Measure("cycles", Cycle, cycles, "Posts that report to one another in a circle."),
    Measure("several-managers", SeveralManagers, several_managers, "Posts with more than one superior."),
    Measure("dangling", DanglingSuperior, dangling_superiors, "Superiors that are named but advertised nowhere."),
    Measure("orphans", Orphan, orphans, "Posts without a line, up or down."),
    Measure("missing-levels", MissingLevel, missing_levels, "Lines that pass over levels of seniority."),
    Measure("bottlenecks", Bottleneck, bottlenecks, "Posts that others can only be reached through."),
    Measure("between", Between, between, "Posts on the chains between others; estimated where many.", linear=False),
    Measure("alike", Alike, alike, "Pairs of roles with like responsibilities.", from_quads=True),
    Measure("communities", Community, communities, "Communities of roles by shared responsibilities.", from_quads=True),
    Measure(
        "commitments", SharedCommitment, commitments, "Kinds of commitment, across organizations.", from_quads=True
    ),
    Measure("programs", SharedProgram, programs, "Programs, across organizations.", from_quads=True),
    Measure("chain", Step, chain_of_command, "The chain of command of a role, up to the top.", roles=1),
    Measure("alike-to", Alike, alike_to, "The roles most like one role by responsibilities.", roles=1, from_quads=True),
    Measure(
        "common-manager", CommonManager, lowest_common_managers, "The lowest common manager of two roles.", roles=2
    ),
)

MEASURES: Final[dict[str, Measure]] = {measure.name: measure for measure in _TABLE}
"""Every measure by name, in the order of a report."""


def find_measure(name: str) -> Measure:
    """Return the measure called `name`.

    Raises:
        UsageError: There is none; the message lists those near it.

    Example:
        >>> find_measure("roots").description
        'The tops: posts that others report to and that report to nobody.'
    """
    if name not in MEASURES:
        raise UsageError(f"no measure is called {name!r}{near_misses(name, MEASURES)}")
    return MEASURES[name]
