"""Writes docs/accuracy.md."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.accuracy.causes import CAUSES
from benchmarks.accuracy.errors import Error
from benchmarks.accuracy.judgements import FOLDS
from benchmarks.accuracy.measuring import Confidence, Figures
from benchmarks.accuracy.scoring import Score

_REMAINING: Final = Path(__file__).resolve().parent / "remaining.md"

_INTRODUCTION: Final = """\
# Accuracy

How right the facts are, held against gold that was made by hand on real postings. `make accuracy` measures everything
here and writes this page; it needs the corpora in `../shared`. What counts as right is told there, in
`corpus/gold/GUIDE.md` and `FACTS.md`, and the tools in `../shared/tools` decide: they read the graph through SPARQL, as
any program would. Of responsibilities and the like the exact text counts. What careful readers differ on is not scored.

The extractors are rules, written against the errors on the development postings, so the figures there flatter them.
Duties, demands and offers are told apart by weights of words besides, which `tools/train_matters.py` learns from lists
under known headings in the same corpora and from the gold that lies with them; it prints its own score on companies it
was not trained on, and the held-out postings below are in the corpora, though their gold is not. Only the confidences
are cross-validated here. Reporting lines have development postings only: all records are among them, and their figure
is that of postings the rules were written by.

The held-out gold was set aside: its errors were not to be looked at, only its totals. It is a milder test than postings
of other organizations would be: its texts lie in the same collections, where whoever wrote rules could meet them, and
{shared} companies have postings on both sides. Our own gold is kept in `benchmarks/accuracy/gold` as places in the
texts, which stay in `../shared`.

Intervals hold 95 in 100 of 1,000 resamples of the companies, drawn with replacement: postings of one company are alike,
and drawing them singly would claim more than is known.
"""

_BASELINES: Final = """\
## Baselines

What little effort gives on the development postings. *Plain expression* finds a form of "reports to" with words in
capitals behind it; on other postings such an expression is known to reach F1 0.51 with precision 0.68. *Wide
expression* knows "supervised by" and "under the direction of" too. Of ten expressions tried on these postings the plain
one is the best that looks for "reports to" alone, and the wide one the best of all, so both are flattered as well.
*Fields alone* takes the title and the place that the source states as structured data, word for word. Fields name the
organization too, which the tools do not judge; of all other kinds they say nothing.
"""

_MERGED: Final = """\
## One graph of all postings

The figures above come from each posting's own graph. In the graph of all {postings} records, `read_lines.py` finds a
posting by three stretches of its text and takes the first in which two of them stand. Postings of one employer share
whole paragraphs, so some are judged by the lines of a sister posting. The graph is the same, the figure is lower:
"""

_CONFIDENCE: Final = """\
## Confidence

`rg:confidence` is how likely a fact is right. Each rule brings its author's estimate; a table of shifts in log-odds,
one for each rule and one for each kind of fact, corrects it by how right the rule turned out to be on the development
gold. A rule with few judged facts leans on its kind, a kind on the estimates. The table, `lexicons/confidences.tsv`, is
all that is fitted, by `make calibrate`. Below it is judged on facts of companies that it was not fitted on: {folds}
folds, no company on both sides of any. For the held-out postings it is fitted on the development side.

The expected calibration error is the distance between the confidence and the share of right facts, averaged over facts:
in tenths of the scale, and in about ten groups of equal size. The aim is at most 0.05. Nearly all facts fall into one
tenth, where being sure too often here and too seldom there cancels out: the groups are the stricter figure, and a kind
of fact by itself can be further off than all together.
"""


def page(figures: Figures) -> str:
    """Return the page."""
    parts = [
        _INTRODUCTION.format(shared=figures.companies_on_both_sides),
        *_scores("## Development postings", figures.development),
        *_scores("## Held-out postings", figures.held_out),
        _BASELINES,
        _table(figures.baselines),
        _MERGED.format(postings=f"{figures.records:,}"),
        _table(figures.merged),
        *_confidence(figures.confidence),
        *_remaining(figures.errors),
    ]
    return "\n".join(parts)


def _scores(heading: str, scores: dict[str, Score]) -> Iterator[str]:
    if scores:
        most = max(score.postings for name, score in scores.items() if name != "reporting lines")
        lines = scores.get("reporting lines")
        also = (
            f"Reporting lines are judged in {lines.postings}, silent ones included; other kinds"
            if lines
            else "All kinds"
        )
        yield f"{heading}\n\n{also} in {most}.\n"
        yield _table(scores)


def _table(scores: dict[str, Score]) -> str:
    lines = [
        "| kind of fact | postings | companies | precision | recall | F1 | 95 % | right | wrong | missed |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |",
    ]
    for name, one in scores.items():
        shares = f"{one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} | {one.low:.3f}–{one.high:.3f}"
        counts = f"{one.right} | {one.wrong} | {one.missed}"
        lines.append(f"| {name} | {one.postings} | {one.companies} | {shares} | {counts} |")
    return "\n".join(lines) + "\n"


def _confidence(rows: Sequence[Confidence]) -> Iterator[str]:
    yield _CONFIDENCE.format(folds=FOLDS)
    lines = ["| facts | judged | right | error, tenths | error, groups |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [f"| {one.name} | {one.size} | {one.right:.3f} | {one.tenths:.3f} | {one.groups:.3f} |" for one in rows]
    yield "\n".join(lines) + "\n"
    yield "![How many facts are right, by confidence](reliability.svg)\n"


def _remaining(errors: dict[str, list[Error]]) -> Iterator[str]:
    count = sum(map(len, errors.values()))
    yield (
        "## What is still wrong and why\n\n"
        f"{count} errors on the development postings. `python -m benchmarks.accuracy.errors KIND` shows each with its\n"
        "rule and the line it was read from. They are sorted by what became of the words:\n"
    )
    yield (
        "\n".join(["| cause | what it means |", "| --- | --- |", *(f"| {n} | {told} |" for n, told in CAUSES.items())])
        + "\n"
    )
    remarks = _remarks()
    for kind, found in errors.items():
        if found:
            yield f"### {kind.capitalize()}\n\n{_tally(found)}\n\n{remarks.get(kind, '').strip()}\n"
    without = [kind for kind, found in errors.items() if not found]
    if without:
        yield f"No error is left in: {', '.join(without)}.\n"


def _tally(errors: Iterable[Error]) -> str:
    tally = Counter((error.way, error.cause) for error in errors)
    order = list(CAUSES)
    rows = sorted(tally.items(), key=lambda row: (row[0][0] != "wrong", order.index(row[0][1])))
    return "\n".join(["| | cause | count |", "| --- | --- | ---: |", *(f"| {w} | {c} | {n} |" for (w, c), n in rows)])


def _remarks() -> dict[str, str]:
    """Return what people found when they looked at the errors, by kind of fact."""
    parts = _REMAINING.read_text(encoding="utf-8").split("## ")[1:]
    return {part.partition("\n")[0].strip(): part.partition("\n")[2] for part in parts}
