"""The decisions as a table: to read, to edit, and to give back as a table of decisions."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rolegraph.resolution.links import DECIDED, RULES, Link
from rolegraph.resolution.reading import Said
from rolegraph.vocabulary import ORG, OWL, Quad, local_name, value

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Candidate(NamedTuple):
    """One row: two nodes, by IRI and by name, and what was found of them."""

    one: str
    other: str
    decision: str
    note: str
    relation: str
    score: str
    rule: str
    one_name: str
    other_name: str


def candidates(quads: Sequence[Quad], links: Iterable[Link]) -> list[Candidate]:
    """Return the rows of the table of links, those that a user may want to look at first.

    Args:
        quads: The graph.
        links: Its links.

    Returns:
        The weakest matches first, decided ones last. `decision` is filled in where a user decided; `note` says what the
        rule means.

    Example:
        >>> candidates([], [Link("<http://r>", "<http://a>", "<http://b>", 0.98, "same-title")])[0].score
        '0.98'
    """
    said = Said(quads)
    return [_candidate(said, one) for one in sorted(links, key=lambda one: (one.rule == DECIDED, one.score, one))]


def _candidate(said: Said, one: Link) -> Candidate:
    decision = "" if one.rule != DECIDED else "different" if one.relation == OWL.differentFrom else "same"
    return Candidate(
        one=value(one.one),
        other=value(one.other),
        decision=decision,
        note=RULES[one.rule].means,
        relation=local_name(one.relation),
        score=f"{one.score:.2f}",
        rule=one.rule,
        one_name=name_of(said, one.one),
        other_name=name_of(said, one.other),
    )


def name_of(said: Said, term: str) -> str:
    """Return what a table calls a node: "title @ organization", "@ organization"."""
    bodies = " / ".join(_names(said, term))
    label = said.label(term) or value(term)
    return f"{label} @ {bodies}" if said.is_of_type(term, ORG.Post) else f"@ {label}"


def _names(said: Said, term: str) -> Iterator[str]:
    for home in said.objects(term, ORG.postIn):
        if label := said.label(home):
            yield label


def to_csv(rows: Iterable[Candidate]) -> str:
    """Return rows as CSV with a header, which `rolegraph resolve --decisions` takes once `decision` is filled in.

    Example:
        >>> to_csv([]).partition(",relation")[0]
        'one,other,decision,note'
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(Candidate._fields)
    for row in rows:
        # a title is hostile input, and this table is made to be opened in a spreadsheet
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return stream.getvalue()
