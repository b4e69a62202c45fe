"""Changes written down: to read, as JSON, as CSV and as triples."""

import csv
import io
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rolegraph.settings import Settings
from rolegraph.structure.changes.comparing import KINDS, Change, compare
from rolegraph.structure.changes.states import Quote, Said
from rolegraph.structure.tables import WIDTH, draw, printable, safe_cell, shorten
from rolegraph.vocabulary import DCTERMS, OA, PROV, RDF, RG, SCHEMA, SKOS, Quad, concept, literal, mint, value

_SHOWN: Final = 50  # changes in the text report


@dataclass(frozen=True, slots=True)
class Changes:
    r"""What changed from one graph to another.

    Args:
        changes: The changes, in the order of `compare`.

    Example:
        >>> Changes(()).to_text()
        'no change\n'
    """

    changes: tuple[Change, ...]

    @classmethod
    def between(cls, old: Sequence[Quad], new: Sequence[Quad]) -> "Changes":
        """Compare two graphs, given by their quads."""
        return cls(tuple(compare(old, new)))

    def __bool__(self) -> bool:
        return bool(self.changes)

    def counts(self) -> dict[str, int]:
        """Return how many changes there are of each kind that occurs, in the order of `KINDS`."""
        tally = Counter(change.kind for change in self.changes)
        return {kind: tally[kind] for kind in KINDS if kind in tally}

    def to_text(self, *, rows: int = _SHOWN) -> str:
        """Return a report to read, at most 80 columns wide, an organization after the other.

        The first `rows` changes are shown (0 for all), the rest counted.
        """
        if not self.changes:
            return "no change\n"
        counted = ", ".join(f"{kind} {count}" for kind, count in self.counts().items())
        parts = [textwrap.fill(counted, WIDTH, break_long_words=False, break_on_hyphens=False)]
        shown = self.changes[: rows or None]
        for name in dict.fromkeys(change.organization for change in shown):
            cells = [_cells(change) for change in shown if change.organization == name]
            parts.append(
                "\n".join(
                    [
                        shorten(printable(name), WIDTH) or "(no organization)",
                        *draw(("change", "of", "before", "after"), cells),
                    ]
                )
            )
        if len(shown) < len(self.changes):
            parts.append(f"... and {len(self.changes) - len(shown)} more")
        return "\n\n".join(parts) + "\n"

    def to_json(self) -> dict[str, Any]:
        """Return the changes for `json.dumps`: the counts of each kind, and the list."""
        return {"counts": self.counts(), "changes": [_objects(change) for change in self.changes]}

    def to_csv(self) -> str:
        """Return the changes as CSV with a header; several values in a cell are joined by " | ".

        A cell that a spreadsheet would take for a formula gets an apostrophe in front.
        """
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("kind", "of", "label", "organization", "before", "after", "quotes_before", "quotes_after"))
        for change in self.changes:
            sides = (_labels(change.before), _labels(change.after))
            quotes = (_texts(change.quotes_before), _texts(change.quotes_after))
            cells = (change.kind, change.of, change.label, change.organization, *sides, *quotes)
            writer.writerow([safe_cell(cell) for cell in cells])
        return stream.getvalue()

    def to_quads(self, *, base: str = "") -> list[Quad]:
        """Return the changes as quads in the default graph, sorted: an `rg:Change` each, with its evidence.

        Args:
            base: What the IRIs of the changes begin with; "" for the usual one.
        """
        return sorted({quad for change in self.changes for quad in _quads(change, base or Settings().base)})


def _cells(change: Change) -> list[str]:
    return [change.kind.replace("-", " "), change.label, _labels(change.before, ", "), _labels(change.after, ", ")]


def _labels(said: Iterable[Said], joint: str = " | ") -> str:
    return joint.join(one.label for one in said)


def _texts(quotes: Iterable[Quote]) -> str:
    return " | ".join(quote.text for quote in quotes if quote.text)


def _objects(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "of": {"id": change.of, "label": change.label},
        "organization": change.organization,
        "before": [_object(said) for said in change.before],
        "after": [_object(said) for said in change.after],
    }


def _object(said: Said) -> dict[str, Any]:
    node = {} if said.term.startswith('"') else {"id": value(said.term)}
    return {**node, "label": said.label, "quotes": [{"text": q.text, "posting": q.posting} for q in said.quotes]}


def _quads(change: Change, base: str) -> Iterable[Quad]:
    terms = [said.term for said in change.before], [said.term for said in change.after]
    node = mint(base, "change", *terms[0], "", *terms[1], "", change.of, change.kind)
    of = change.of if change.of.startswith("_:") else f"<{change.of}>"
    yield node, RDF.type, RG.Change, ""
    yield node, DCTERMS.type, concept(change.kind), ""
    yield node, RG.changeOf, of, ""
    if change.label:
        yield of, SKOS.prefLabel, literal(change.label), ""
    naming = SCHEMA.name if change.kind.startswith("location") else SKOS.prefLabel
    for said, side, evidence in (
        (change.before, RG.before, RG.evidenceBefore),
        (change.after, RG.after, RG.evidenceAfter),
    ):
        for one in said:
            yield node, side, one.term, ""
            if not one.term.startswith('"'):
                yield one.term, naming, literal(one.label), ""
            for quote in one.quotes:
                yield node, evidence, f"<{quote.node}>", ""
                yield from _evidence(quote)


def _evidence(quote: Quote) -> Iterable[Quad]:
    if quote.text:
        yield f"<{quote.node}>", OA.exact, literal(quote.text), ""
    if quote.posting:
        yield f"<{quote.node}>", PROV.wasQuotedFrom, f"<{quote.posting}>", ""
