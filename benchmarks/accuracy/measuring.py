"""Measures everything that the report tells."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.accuracy import baselines, graphs, reliability
from benchmarks.accuracy.corpus import Sample, all_records, read, sample
from benchmarks.accuracy.errors import Error, errors, judged
from benchmarks.accuracy.fitting import fit
from benchmarks.accuracy.gold import DEVELOPMENT, HELD_OUT, Row, rows
from benchmarks.accuracy.judgements import Judgement, judgements
from benchmarks.accuracy.kinds import KINDS, LINES, Kind, Said
from benchmarks.accuracy.plot import Series
from benchmarks.accuracy.scoring import Score, score


class Confidence(NamedTuple):
    """How well confidences fit some facts: how many, the share right, and the error two ways."""

    name: str
    size: int
    right: float
    tenths: float
    groups: float


class Figures(NamedTuple):
    """All that is measured.

    Args:
        records: How many records the tables hold.
        companies_on_both_sides: How many companies have development and held-out postings.
        development: The scores by kind of fact.
        held_out: Those of postings that nobody looked at; empty where there are none.
        baselines: The scores of what little effort gives.
        merged: The scores of one graph of all postings.
        confidence: How well confidences fit.
        errors: The errors on the development postings, by kind of fact.
        series: What the picture shows.
    """

    records: int
    companies_on_both_sides: int
    development: dict[str, Score]
    held_out: dict[str, Score]
    baselines: dict[str, Score]
    merged: dict[str, Score]
    confidence: list[Confidence]
    errors: dict[str, list[Error]]
    series: list[Series]


def measure() -> Figures:
    """Measure everything."""
    confidence, series = _confidences()
    return Figures(
        records=sum(1 for _ in all_records()),
        companies_on_both_sides=len(_companies(DEVELOPMENT) & _companies(HELD_OUT)),
        development={LINES.name: score(list(_lines())), **_facts(DEVELOPMENT)},
        held_out=_facts(HELD_OUT),
        baselines=_baselines(),
        merged=_merged(),
        confidence=confidence,
        errors={kind.name: list(errors(kind)) for kind in KINDS},
        series=series,
    )


def _companies(side: str) -> set[str]:
    return {sample(row).company for row in rows(side)}


def _lines() -> Iterator[tuple[Sample, tuple[int, int, int]]]:
    for one, gold in judged(LINES):
        yield one, _count_lines(gold, graphs.lines_of(read(one)))


def _count_lines(gold: Row, superiors: list[str]) -> tuple[int, int, int]:
    return LINES.counts(gold, {LINES.field: superiors})


def _facts(side: str) -> dict[str, Score]:
    postings = {kind: list(judged(kind, side)) for kind in KINDS if kind is not LINES}
    said = {one.id: graphs.facts_of(read(one), gold) for found in postings.values() for one, gold in found}
    return {
        kind.name: _scored(kind, found, [said[one.id] for one, _ in found]) for kind, found in postings.items() if found
    }


def _scored(kind: Kind, postings: Sequence[tuple[Sample, Row]], said: Sequence[Said]) -> Score:
    return score([(one, kind.counts(gold, says)) for (one, gold), says in zip(postings, said, strict=True)])


def _baselines() -> dict[str, Score]:
    found = {}
    for name, expression in baselines.EXPRESSIONS.items():
        lines = [(one, _count_lines(gold, baselines.by_expression(one, expression))) for one, gold in judged(LINES)]
        found[f"{LINES.name}, {name}"] = score(lines)
    for kind in (kind for kind in KINDS if kind.name in baselines.STRUCTURED):
        postings = list(judged(kind))
        said = [baselines.by_fields(read(one)) for one, _ in postings]
        found[f"{kind.name}, fields alone"] = _scored(kind, postings, said)
    return found


def _merged() -> dict[str, Score]:
    said = graphs.merged_lines()
    return {LINES.name: score([(one, _count_lines(gold, said[one.id])) for one, gold in judged(LINES)])}


def _confidences() -> tuple[list[Confidence], list[Series]]:
    known = list(judgements(DEVELOPMENT))
    by_others = reliability.cross_validated(known)
    sure = [(confidence, one.right) for one, confidence in by_others]
    unseen = [one for one in judgements(HELD_OUT) if one.kind != LINES.name]
    held = reliability.fitted(unseen, fit(known))
    told = [
        _confidence("all, as the authors of the rules stated it", reliability.stated(known)),
        _confidence("**all, cross-validated by company**", sure),
        *(_confidence(f"{kind}, cross-validated", _of_kind(by_others, kind)) for kind in dict.fromkeys(_kinds(known))),
    ]
    series = [
        Series("as stated by the authors", reliability.groups(reliability.stated(known))),
        Series("cross-validated by company", reliability.groups(sure)),
    ]
    if held:
        told.append(_confidence("**held-out postings**", held))
        series.append(Series("held-out postings", reliability.groups(held)))
    return told, series


def _kinds(found: Sequence[Judgement]) -> Iterator[str]:
    yield from (one.kind for one in found)


def _of_kind(found: Sequence[tuple[Judgement, float]], kind: str) -> list[reliability.Sure]:
    return [(confidence, one.right) for one, confidence in found if one.kind == kind]


def _confidence(name: str, sure: Sequence[reliability.Sure]) -> Confidence:
    share = sum(right for _, right in sure) / len(sure)
    tenths, parts = reliability.bins(sure), reliability.groups(sure)
    return Confidence(
        name, len(sure), share, reliability.calibration_error(tenths), reliability.calibration_error(parts)
    )
