"""Prints each error of a kind of fact on the development postings, to be looked at one by one.

    python -m benchmarks.accuracy.errors KIND [--only ID] [--way wrong|missed]

An error is what the judges in ../shared/tools count as one. A wrong fact is shown with its rule, its confidence, its
line and the words it was read from; what is missed with the words of the gold. Held-out postings are never shown.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.accuracy import places
from benchmarks.accuracy.causes import cause_of_missed, cause_of_wrong
from benchmarks.accuracy.corpus import Read, Sample, read, sample
from benchmarks.accuracy.gold import DEVELOPMENT, Row, reporting_lines, rows
from benchmarks.accuracy.kinds import KINDS, LINES, Kind
from rolegraph.facts import Fact


class Error(NamedTuple):
    """One error.

    Args:
        id: The posting.
        way: `wrong` for a fact that was found, `missed` for one of the gold that was not.
        rule: What found it.
        cause: One of `CAUSES`.
        what: What is known of it.
    """

    id: str
    way: str
    rule: str
    cause: str
    what: str


def judged(kind: Kind, side: str = DEVELOPMENT) -> Iterator[tuple[Sample, Row]]:
    """Yield the postings in which a kind is judged, with their gold."""
    if kind is LINES:
        yield from reporting_lines().values()
    else:
        yield from ((sample(row), row) for row in rows(side) if kind.name in row.get("annotated", (kind.name,)))


def errors(kind: Kind) -> Iterator[Error]:
    """Yield the errors of a kind, posting by posting."""
    for one, gold in judged(kind):
        built = read(one)
        facts = built.converted.facts if built.converted else ()
        if kind.name == "title":
            # the alternatives are one answer: it is wrong or right as a whole
            yield from _whole(kind, built, gold, facts)
            continue
        for fact, predicted in kind.predictions(facts):
            for single in predicted:
                if kind.verdict(gold, [single]) == "wrong":
                    cause = cause_of_wrong(kind, gold, single)
                    yield Error(one.id, "wrong", fact.rule, cause, _shown(built, fact, single))
        for missed in kind.missed(gold, kind.said(facts)):
            yield Error(one.id, "missed", "", cause_of_missed(kind, built, missed), missed)


def _whole(kind: Kind, built: Read, gold: Row, facts: tuple[Fact, ...]) -> Iterator[Error]:
    for fact, predicted in kind.predictions(facts):
        if kind.verdict(gold, predicted) == "wrong":
            shown = f"{_shown(built, fact, predicted)}\n      gold: {gold.get(kind.gold)}"
            yield Error(built.sample.id, "wrong", fact.rule, cause_of_wrong(kind, gold, predicted), shown)


def _shown(built: Read, fact: Fact, predicted: object) -> str:
    assert built.converted is not None
    text = built.converted.posting.text
    lines = [f"{predicted}  ({fact.confidence:.2f})"]
    for span in fact.evidence[:2]:
        number = text.count("\n", 0, span.start) + 1
        lines.append(f"    line {number}: {span.of(text)}")
    return "\n  ".join(lines)


def main() -> int:
    """Print the errors; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kind", choices=[kind.name for kind in KINDS] + ["all"])
    parser.add_argument("--only", metavar="ID", default="", help="postings whose id begins so")
    parser.add_argument("--way", choices=["wrong", "missed"], help="only this way of being an error")
    options = parser.parse_args()
    places.require_shared()
    tally: Counter[tuple[str, str, str]] = Counter()
    for kind in KINDS:
        if options.kind not in (kind.name, "all"):
            continue
        for error in errors(kind):
            if error.id.startswith(options.only) and options.way in (None, error.way):
                tally[kind.name, error.way, error.cause] += 1
                rule = f" [{error.rule}]" if error.rule else ""
                print(f"{kind.name}: {error.way} in {error.id}{rule}: {error.cause}\n  {error.what}\n")
    for (name, way, cause), count in sorted(tally.items()):
        print(f"{count:5} {name} {way}: {cause}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
