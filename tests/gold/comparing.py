"""How what a graph holds is compared with what the gold wants: each difference is one sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .answers import Row, folded, says

Gold = Mapping[str, Any]


def equal(what: str, found: Iterable[object], wanted: Iterable[object]) -> Iterator[str]:
    """Yield what is missing from `found` and what is too much in it; the order does not count."""
    have, want = Counter(iter(found)), Counter(iter(wanted))
    yield from (f"{what} {item!r} is missing" for item in want - have)
    yield from (f"{what} {item!r} is too much" for item in have - want)


def in_order(found: Sequence[str], starts: Sequence[str], arguable: Sequence[str]) -> Iterator[str]:
    """Yield where the texts found do not begin as wanted, one by one; the arguable ones are left out first."""
    sure = [text for text in found if not any(says(words, text) for words in arguable)]
    for number, start in enumerate(starts, 1):
        text = sure[number - 1] if number <= len(sure) else ""
        if not folded(text).startswith(folded(start)):
            yield f"number {number} is {text!r}, not {start!r}"
    yield from (f"{text!r} is too much" for text in sure[len(starts) :])


def of_kinds(rows: Sequence[Row], key: str, gold: Gold) -> Iterator[str]:
    """Yield which sentences of a kind are missing, doubled or, where the gold is exact, too much.

    Args:
        rows: Kind, text and, where several nodes may say the same, the node.
        key: `commitments` or `conditions`.
        gold: The gold.
    """
    used: set[Row] = set()
    for entry in gold[key]:
        mine = {row for row in rows if row[0] in kinds(entry) and says(entry["starts"], row[1])}
        used |= mine
        if not mine:
            yield f"{entry['kind']} {entry['starts']!r} is missing"
    for (kind, text), times in Counter((row[0], folded(row[1])) for row in rows).items():
        if times > 1:
            yield f"{kind} {text!r} is doubled"
    arguable = gold.get("arguable", {}).get(key, ())
    for row in sorted(set(rows) - used) if key in gold.get("exact", ()) else ():
        if not any(says(words, row[1]) for words in arguable):
            yield f"{row[0]} {row[1]!r} is too much"


def kinds(entry: Gold) -> set[str]:
    """Return the kinds that are right for a sentence."""
    return {entry["kind"], *entry.get("alt_kinds", ())}
