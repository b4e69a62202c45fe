"""The kinds of fact that gold judges: how each is spelled for the judges, and what the judges say of one or of all.

The judges count. Asked about a single prediction, or about a single piece of gold, their counts tell what became of it,
so that an error here is exactly what is an error there.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal, NamedTuple

from benchmarks.accuracy.gold import Row
from rolegraph.facts import (
    Benefit,
    Commitment,
    Condition,
    Fact,
    Location,
    Pay,
    Program,
    ReportingLine,
    Requirement,
    Responsibility,
    Role,
    Seniority,
)

Counts = tuple[int, int, int]
"""How many are right, wrong and missed."""

Verdict = Literal["right", "wrong", "unjudged"]
Said = dict[str, list[Any]]
"""What a posting is found to say, by field, as read_facts.py spells it."""

FIELDS: Final = (
    *("role_title", "seniority", "locations", "responsibilities", "requirements", "preferred", "benefits"),
    *("commitments", "conditions", "programs", "years_experience", "pay", "employment_type", "reports_to"),
)


def _preferred(fact: Fact) -> bool:
    return isinstance(fact, Requirement) and "preferred" in fact.kinds


def _years(fact: Any) -> list[Any]:
    bounds = [(one.minimum, one.maximum) for one in fact.quantities if "year" in one.unit.lower()]
    return [[None if low is None else str(low), None if high is None else str(high)] for low, high in bounds]


def _money(fact: Any) -> list[Any]:
    low, high = fact.quantity.minimum, fact.quantity.maximum
    return [[None if low is None else str(low), None if high is None else str(high), fact.quantity.currency or None]]


class Kind(NamedTuple):
    """A kind of fact.

    Args:
        name: As the judges call it.
        field: Where predictions stand in what read_facts.py writes.
        gold: Where it stands in the gold.
        fact: The class of the facts.
        spell: What one fact predicts.
        holds: Which facts of the class belong to it.
    """

    name: str
    field: str
    gold: str
    fact: type[Fact]
    spell: Callable[[Any], list[Any]]
    holds: Callable[[Fact], bool] = lambda _: True

    def predictions(self, facts: Iterable[Fact]) -> Iterator[tuple[Fact, list[Any]]]:
        """Yield each fact of the kind with what it predicts."""
        for fact in facts:
            if isinstance(fact, self.fact) and self.holds(fact):
                yield fact, self.spell(fact)

    def said(self, facts: Iterable[Fact]) -> Said:
        """Return what facts say of the kind, and nothing of other kinds."""
        return {**_NOTHING, self.field: [one for _, spelled in self.predictions(facts) for one in spelled]}

    def counts(self, gold: Row, said: Said) -> Counts:
        """Return what the judges count for a posting."""
        return _judge(self, gold, said) or (0, 0, 0)

    def verdict(self, gold: Row, predicted: list[Any]) -> Verdict:
        """Return what the judges say of one fact."""
        right, wrong, _ = self.counts(gold, {**_NOTHING, self.field: predicted})
        return "right" if right else "wrong" if wrong else "unjudged"

    def missed(self, gold: Row, said: Said) -> list[str]:
        """Return the pieces of gold that are missed."""
        stated = gold.get(self.gold)
        pieces = stated if isinstance(stated, list) else [stated] if stated else []
        alone = [{**gold, self.gold: [piece] if isinstance(stated, list) else piece} for piece in pieces]
        return [_wording(piece) for piece, row in zip(pieces, alone, strict=True) if self.counts(row, said)[2]]


_NOTHING: Final[Said] = {field: [] for field in FIELDS}


def _wording(piece: Any) -> str:
    if isinstance(piece, dict):
        words = [
            f"{piece[key]}" for key in ("kind", "name", "superior", "min", "max", "currency", "quote") if key in piece
        ]
        return " | ".join(words)
    return str(piece)


def _judge(kind: Kind, gold: Row, said: Said) -> Counts | None:
    if kind.name == LINES.name:
        import score_lines

        counts: Counts | None = score_lines.one(gold["reports_to"], said["reports_to"])
        return counts
    import score_facts

    found: dict[str, Counts] = score_facts.score(gold, said)
    return found.get(kind.name)


def _text(fact: Any) -> list[Any]:
    return [fact.text]


def _kind_and_text(fact: Any) -> list[Any]:
    return [[fact.kind, fact.text]]


LINES: Final = Kind(
    "reporting lines", "reports_to", "reports_to", ReportingLine, lambda fact: [fact.superior or fact.person]
)

KINDS: Final = (
    LINES,
    Kind("title", "role_title", "role_title", Role, lambda fact: [fact.label, *fact.variants]),
    Kind("seniority", "seniority", "seniority", Seniority, lambda fact: [fact.level]),
    Kind("location", "locations", "locations", Location, lambda fact: [[fact.name, fact.country or None]]),
    Kind("responsibilities", "responsibilities", "responsibilities", Responsibility, _text),
    Kind("requirements", "requirements", "requirements", Requirement, _text, lambda fact: not _preferred(fact)),
    Kind("preferred", "preferred", "preferred", Requirement, _text, _preferred),
    Kind("benefits", "benefits", "benefits", Benefit, _text),
    Kind("commitments", "commitments", "commitments", Commitment, _kind_and_text),
    Kind("conditions", "conditions", "conditions", Condition, _kind_and_text),
    Kind("programs", "programs", "programs", Program, lambda fact: [fact.name]),
    Kind("years", "years_experience", "years_experience", Requirement, _years),
    Kind("pay", "pay", "pay", Pay, _money),
)
"""The kinds of fact, in the order of the report."""
