"""The gold: all facts of some postings, and the reporting lines of all postings in the tables."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.accuracy.corpus import Sample, all_records, sample
from benchmarks.accuracy.places import CORPUS, OWN_GOLD
from benchmarks.accuracy.spans import spelled_out

Row = dict[str, Any]

DEVELOPMENT: Final = "development"
HELD_OUT: Final = "held-out"


def rows(side: str) -> list[Row]:
    """Return the gold facts of one side.

    Args:
        side: `development`: those of ../shared and our own, which rules are written by. `held-out`: our own that nobody
            looks at while writing rules; only their totals are told. A row in which not all kinds of fact are
            annotated names those that are, under `annotated`.
    """
    found = [*_lines(CORPUS / "gold" / "full.jsonl")] if side == DEVELOPMENT else []
    found += [spelled_out(row, sample(row)) for row in _lines(OWN_GOLD / f"{side}.jsonl")]
    return [row for row in found if not row.get("not_a_job")]


def _lines(path: Path) -> Iterator[Row]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def reporting_lines() -> dict[str, tuple[Sample, Row]]:
    """Return the postings whose reporting lines are scored, with their gold; a silent posting has none.

    Left out are, as in score_lines.py, pages that are no posting and postings with nothing but arguable lines.
    """
    import score_lines

    stated, silent, skipped = score_lines.load(str(CORPUS / "gold"))
    found = {}
    for one in all_records():
        lines = stated.get(one.id, [])
        judged = one.id in silent if one.id not in stated else not lines or any(_sure(line) for line in lines)
        if judged and one.id not in skipped:
            found[one.id] = (one, {"id": one.id, "reports_to": lines})
    return found


def _sure(line: dict[str, Any]) -> bool:
    return str(line["confidence"]) == "sure"
