"""Sorts errors by what can be seen of them: whether the words were cut elsewhere, taken for another kind, or not read.

The sorting is by comparison with the gold and with the facts of other kinds, so it stays true as rules change.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from benchmarks.accuracy.corpus import Read
from benchmarks.accuracy.gold import Row
from benchmarks.accuracy.kinds import KINDS, LINES, Kind
from rolegraph.postings import Block

CAUSES: Final = {
    "other kind": "the words are there, under another kind of fact",
    "other edges": "the words are there, with more or fewer of their neighbours than careful readers take",
    "lead-in": "the line announces a list, or the list stands under it",
    "unread item": "a list item in a place where no rule looked, mostly under a heading that is not known or is lost",
    "unread prose": "a sentence or line of prose that no rule takes for such a fact",
    "unread field": "only structured data say it, in a form that is not known",
    "no such fact": "gold has no such fact: the words speak of somebody or something else",
    "other value": "another value stands in its place",
}
"""The causes of errors, in the order of the report, and what each means."""

_TEXT_FIELDS: Final = (
    "responsibilities",
    "requirements",
    "preferred",
    "benefits",
    "commitments",
    "conditions",
    "programs",
)
_LEAST: Final = 12


def cause_of_wrong(kind: Kind, gold: Row, predicted: Any) -> str:
    """Say why a fact that was found is wrong."""
    if kind.name in ("title", "seniority", "location", "years", "pay"):
        return "other value" if gold.get(kind.gold) else "no such fact"
    words = _plain(predicted)
    if any(_plain(intro) == words for intro in gold.get("list_intros") or ()):
        return "lead-in"
    if _touches(words, _gold_texts(gold, kind.gold)):
        return "other edges"
    others = [text for field in _TEXT_FIELDS if field != kind.gold for text in _gold_texts(gold, field)]
    return "other kind" if _touches(words, others) else "no such fact"


def cause_of_missed(kind: Kind, built: Read, missed: str) -> str:
    """Say why a fact of the gold was missed; `missed` is how an error list words it."""
    words = _plain(missed.rpartition(" | ")[2])
    if built.converted is None:
        return "unread prose"
    facts = built.converted.facts
    own = [_plain(one) for fact, spelled in kind.predictions(facts) for one in spelled]
    if kind.name in ("title", "seniority", "location", "pay") and own:
        return "other value"
    if kind is not LINES and _touches(words, own):
        return "other edges" if kind.name not in ("commitments", "conditions") else "other kind"
    others = [one for other in KINDS if other is not kind for one in _texts_of(other, facts)]
    if _touches(words, others):
        return "other kind"
    block = _block(built, words)
    if block is None:
        return "unread prose"
    return {"item": "unread item", "cell": "unread item", "field": "unread field"}.get(block.kind, "unread prose")


def _texts_of(kind: Kind, facts: Sequence[Any]) -> list[str]:
    if kind.gold not in _TEXT_FIELDS:
        return []
    return [_plain(one) for _, spelled in kind.predictions(facts) for one in spelled]


def _gold_texts(gold: Row, field: str) -> list[str]:
    stated = gold.get(field) or []
    return [_plain(one.get("quote", one.get("name", "")) if isinstance(one, dict) else one) for one in stated]


def _plain(value: Any) -> str:
    text = str(value[-1] if isinstance(value, list) and value else value)
    return re.sub(r"\W+", " ", text).strip().lower()


def _touches(words: str, others: Sequence[str]) -> bool:
    """Whether one of the texts holds the words or lies in them."""
    if len(words) < _LEAST:
        return words in others
    return any(words in one or (len(one) >= _LEAST and one in words) for one in others)


def _block(built: Read, words: str) -> Block | None:
    assert built.converted is not None
    posting = built.converted.posting
    start = words[:60]
    found = [block for block in posting.blocks if start and start in _plain(block.span.of(posting.text))]
    return next((block for block in found if block.kind != "field"), found[0] if found else None)
