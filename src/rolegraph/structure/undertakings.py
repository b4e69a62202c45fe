"""What organizations bind themselves to and run: commitments and programs, seen across organizations."""

from collections.abc import Sequence
from typing import NamedTuple

from rolegraph.structure.hierarchy import Hierarchy
from rolegraph.structure.statements import Statements
from rolegraph.vocabulary import DCTERMS, RG, Quad, local_name, normal_form


class SharedCommitment(NamedTuple):
    """A kind of commitment and who makes it.

    Args:
        kind: The local name of the kind, "" where none is stated.
        commitments: How many different commitments of the kind there are.
        organizations: The names of the organizations that make one, sorted.
    """

    kind: str
    commitments: int
    organizations: tuple[str, ...]


class SharedProgram(NamedTuple):
    """A program and who runs it.

    Args:
        program: Its name.
        since: The earliest year stated for it, "" if none is.
        organizations: The names of the organizations that run it, sorted.
    """

    program: str
    since: str
    organizations: tuple[str, ...]


def commitments(hierarchy: Hierarchy) -> list[SharedCommitment]:
    """Return the kinds of commitment, those that most organizations make first, then by name.

    Reads the graph's quads, not its lines, and over all organizations; without quads there are no rows. Linear.

    Example:
        >>> import networkx
        >>> commitments(Hierarchy(networkx.DiGraph(), [("<http://e/o>", RG.makesCommitment, "<http://c>", "")]))
        [SharedCommitment(kind='', commitments=1, organizations=('o',))]
    """
    said = _said(hierarchy.quads, RG.makesCommitment)
    made: dict[str, tuple[set[str], set[str]]] = {}
    for organization, commitment in said.edges(RG.makesCommitment):
        for kind in said.objects(commitment, DCTERMS.type) or [""]:
            found, makers = made.setdefault(local_name(kind) if kind else "", (set(), set()))
            found.add(commitment)
            makers.add(organization)
    rows = (SharedCommitment(kind, len(found), _names(said, makers)) for kind, (found, makers) in made.items())
    return sorted(rows, key=lambda row: (-len(row.organizations), row))


def programs(hierarchy: Hierarchy) -> list[SharedProgram]:
    """Return the programs, those that most organizations run first, then by name.

    Programs of several organizations with one name count as one. Reads the graph's quads, not its lines, and over all
    organizations; without quads there are no rows. Linear.

    Example:
        >>> import networkx
        >>> programs(Hierarchy(networkx.DiGraph(), [("<http://e/o>", RG.runsProgram, "<http://e/p>", "")]))
        [SharedProgram(program='p', since='', organizations=('o',))]
    """
    said = _said(hierarchy.quads, RG.runsProgram)
    run: dict[str, tuple[set[str], set[str]]] = {}
    for organization, program in said.edges(RG.runsProgram):
        found, runners = run.setdefault(normal_form(said.label(program)), (set(), set()))
        found.add(program)
        runners.add(organization)
    rows = []
    for found, runners in run.values():
        years = sorted(year for program in found for year in said.texts(program, RG.since))
        rows.append(SharedProgram(min(map(said.label, found)), years[0] if years else "", _names(said, runners)))
    return sorted(rows, key=lambda row: (-len(row.organizations), row))


def _said(quads: Sequence[Quad], relation: str) -> Statements:
    """Return what is said of the organizations and things that a relation joins, without the rest of the graph."""
    joined = {end for subject, predicate, obj, _ in quads if predicate == relation for end in (subject, obj)}
    return Statements([quad for quad in quads if quad[0] in joined])


def _names(said: Statements, organizations: set[str]) -> tuple[str, ...]:
    return tuple(sorted({said.label(organization) for organization in organizations}))
