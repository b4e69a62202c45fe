"""Whom a role reports to: lines with the superior, the kind of line and the quote that says so.

A statement is read in steps that know nothing of each other: a trigger is found, the clause to its left says who
reports, the words to its right name the superior, and what stands between says which kind of line it is.
"""

from collections.abc import Iterator, Sequence

from rolegraph.extractors.reporting.labels import read_labels
from rolegraph.extractors.reporting.lines import merge, note_links
from rolegraph.extractors.reporting.places import find_places
from rolegraph.extractors.reporting.statements import read_statements
from rolegraph.extractors.reporting.subjects import Known, title_initials, title_words
from rolegraph.facts import Fact, ReportingLine, Role, Title
from rolegraph.ladders import rungs
from rolegraph.outline import Outline

__all__ = ["extract"]


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[ReportingLine]:
    """Yield the reporting lines that a posting states for the roles it advertises.

    Args:
        outline: The posting's outline.
        found: The facts found before; its `Role` and `Title` facts say which roles are advertised.

    Yields:
        One line for each superior of each role, in order of the text; a line that is stated twice is one fact with two
        pieces of evidence.

    Example:
        >>> from rolegraph.outline import outline
        >>> from rolegraph.sources import read
        >>> posting = next(read(b"<p>You report to the Head Gardener, with a dotted line to the CFO.</p>", "a.html"))
        >>> [(line.superior, line.line) for line in extract(outline(posting), [])]
        [('Head Gardener', 'solid'), ('CFO', 'dotted')]
    """
    places = find_places(outline)
    if places is None:
        return
    known = known_roles(outline, found)
    labelled = list(read_labels(places))
    statements = [*labelled, *read_statements(places, known, [one.evidence for one in labelled])]
    note_links(statements, (link for block in places.blocks for link in block.links))
    several = sum(isinstance(fact, Role) for fact in found) > 1
    yield from merge(statements, known, rungs(outline) if several else ())


def known_roles(outline: Outline, found: Sequence[Fact]) -> tuple[Known, ...]:
    """Return the advertised roles; the posting's title stands beside them, in case it words them in another way."""
    roles = [fact for fact in found if isinstance(fact, Role)]
    known = [
        Known(
            role.label,
            title_words(name),
            title_words(name, ranked=True),
            role.evidence[0].start if role.evidence else -1,
            title_initials(name),
        )
        for role in roles
        for name in dict.fromkeys((role.label, *role.variants, role.stated))
        if name
    ]
    titles = [fact.text for fact in found if isinstance(fact, Title)]
    titles += [outline.quote(block.span) for block in outline.posting.fields("title")]
    label = roles[0].label if len(roles) == 1 else ""
    known += [
        Known(label, title_words(title), title_words(title, ranked=True), initials=title_initials(title))
        for title in dict.fromkeys(titles)
    ]
    return tuple(known)
