"""The measuring of accuracy: gold as places, what the judges say of facts, the fit of confidences, the report."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from benchmarks.accuracy.corpus import Sample
from benchmarks.accuracy.fitting import fit
from benchmarks.accuracy.judgements import Judgement, folds
from benchmarks.accuracy.kinds import KINDS
from benchmarks.accuracy.plot import Series, draw
from benchmarks.accuracy.reliability import Bin, bins, calibration_error, cross_validated, groups
from benchmarks.accuracy.scoring import score
from benchmarks.accuracy.spans import as_spans, digest, find, fold, reading_text, spelled_out

DOCS: Final = Path(__file__).resolve().parent.parent.parent / "docs"
GOLD: Final = Path(__file__).resolve().parent.parent.parent / "benchmarks" / "accuracy" / "gold"

RECORD: Final = {
    "company": "Skerry Ferries",
    "title": "Night Porter",
    "text": "Guards  the gate.\nReports to the Head Porter.",
}
PORTER: Final = Sample("p-1", "skerry ferries", "porters.jsonl", b"", RECORD)

ROW: Final[dict[str, Any]] = {
    "id": "p-1",
    "source": "porters",
    "title_as_stated": "Night Porter",
    "seniority": ["senior"],
    "responsibilities": ["Guards the gate."],
    "equivalents": {"Guards the gate.": ["Guards", "the gate"]},
    "alternatives": {"role_title": ["Porter, Night", "Head Night Porter", None], "pay_period": [None]},
    "alt_kinds": {"Guards the gate.": ["safety"]},
    "notes": "looks easy",
    "travel_percent": 20,
}


def test_gold_as_places_comes_back() -> None:
    spans, lost = as_spans(ROW, PORTER)
    assert lost == ["role_title: Porter, Night"]
    back = spelled_out(json.loads(json.dumps(spans)), PORTER)
    assert back == {
        **{key: value for key, value in ROW.items() if key != "notes"},
        "alternatives": {"role_title": ["Head Night Porter", None], "pay_period": [None]},
        "digest": digest(reading_text(PORTER)),
    }


def test_gold_as_places_holds_no_words_of_the_posting() -> None:
    spelled = json.dumps(as_spans(ROW, PORTER)[0])
    assert not any(word in spelled for word in ("Guards", "gate", "Porter", "Ferries", "easy"))


def test_gold_of_another_text_is_noticed() -> None:
    spans, _ = as_spans(ROW, PORTER)
    with pytest.raises(ValueError, match="not the one that was annotated"):
        spelled_out(spans, PORTER._replace(record={**RECORD, "text": "Guards two gates."}))


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        # as it stands, the first of several
        ("a b", "a b a b", "0-3"),
        # other capitals, where no piece has the same
        ("A B", "x a b", "2-5"),
        # in pieces, which are whole words
        ("porter in", "inn porter, in", "4-10+12-14"),
        # one word that stands nowhere spoils all
        ("night cook", "night porter", ""),
        # characters that mean something in a pattern
        ("c++ (a)", "C++ (A)", "0-7"),
    ],
)
def test_where_words_stand(words: str, text: str, places: str) -> None:
    assert find(words, text) == places


@pytest.mark.parametrize(
    ("name", "data", "read"),
    [
        # link text only, no emphasis, front matter before
        ("a.md", b"---\ntitle: T\n---\n# H\n\n- *one* [two](http://a.example)\n", "title: T H one two"),
        # one block a line; scripts are no text
        ("a.html", b"<body><p>a<p>b<script>c</script><ul><li>d&amp;e", "a b d&e"),
    ],
)
def test_pages_are_read_as_shown(name: str, data: bytes, read: str) -> None:
    assert reading_text(Sample("x", "x", name, data, {})) == read


def test_the_shared_gold_comes_back(shared: Path) -> None:
    from benchmarks.accuracy.corpus import sample

    left_out = []
    for line in (shared / "corpus" / "gold" / "full.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        one = sample(row)
        spans, lost = as_spans(row, one)
        left_out += [text for text in lost if not text.startswith(("role_title", "organization", "location_name"))]
        back = spelled_out(spans, one)
        for field in ("responsibilities", "requirements", "preferred", "benefits", "list_intros"):
            assert [fold(text).lower() for text in back.get(field) or []] == [
                fold(text).lower() for text in row.get(field) or []
            ]
        assert back.get("pay") == row.get("pay")
    # only names in a normal form, which no posting has to spell so, are lost
    assert left_out == []


@pytest.mark.parametrize("name", ["development.jsonl", "held-out.jsonl"])
def test_own_gold_fits_the_texts(name: str, shared: Path) -> None:
    from benchmarks.accuracy.corpus import sample

    rows = [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]
    assert [spelled_out(row, sample(row))["id"] for row in rows] == sorted(row["id"] for row in rows)


def test_facts_and_graph_are_judged_alike(shared: Path) -> None:
    from benchmarks.accuracy.corpus import read, sample
    from benchmarks.accuracy.gold import DEVELOPMENT, rows
    from benchmarks.accuracy.graphs import facts_of

    for row in rows(DEVELOPMENT)[::8]:
        built = read(sample(row))
        said = facts_of(built, row)
        assert built.converted is not None
        for kind in KINDS[1:]:
            assert kind.counts(row, said) == kind.counts(row, kind.said(built.converted.facts)), (row["id"], kind.name)


@pytest.mark.parametrize(
    "one",
    [
        Bin(9_000, 0.62, 0.99),  # surer than said: it lies far to the left
        Bin(9_000, 0.99, 0.62),  # and below
        Bin(2, 0.99, 0.5),  # the interval of a few facts is wide
    ],
)
def test_every_dot_lies_within_the_frame(one: Bin) -> None:
    picture = draw("Dots", [Series("facts", [one])])
    frame = re.search(r'class="even" d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"', picture)
    dot = re.search(r'<circle cx="([\d.]+)" cy="([\d.]+)"[^>]*><title>', picture)
    assert frame is not None
    assert dot is not None
    left, bottom, right, top = map(float, frame.groups())
    x, y = map(float, dot.groups())
    assert left <= x <= right
    assert top <= y <= bottom


def judgement(company: str, right: bool, rule: str = "item", stated: float = 0.9) -> Judgement:
    return Judgement("benefits", "Benefit", rule, stated, right, company)


def test_no_company_is_on_both_sides() -> None:
    found = [judgement(f"c{number % 23}", right=True) for number in range(200)]
    pairs = folds(found)
    assert sum(len(held) for _, held in pairs) == len(found)
    for fitted_on, held in pairs:
        assert not {one.company for one in fitted_on} & {one.company for one in held}


def test_shifts_are_smoothed() -> None:
    found = [judgement(f"c{n}", right=n % 2 == 0) for n in range(400)] + [judgement("d", right=True, rule="rare")]
    table = fit(found)
    assert table["Benefit", "item"].shift == pytest.approx(-2.15, abs=0.1)
    # one right fact of a rule does not lift it far above its kind
    assert table["Benefit", "*"].shift < table["Benefit", "rare"].shift < table["Benefit", "*"].shift + 0.5
    assert (table["Benefit", "item"].right, table["Benefit", "item"].wrong) == (200, 200)


def test_calibration_error() -> None:
    sure = [(0.9, True)] * 9 + [(0.9, False)]
    assert calibration_error(bins(sure)) == pytest.approx(0.0)
    assert calibration_error(bins([(0.9, False)] * 4 + [(0.5, True), (0.5, False)])) == pytest.approx(0.6)
    # two that cancel each other in a tenth do not in groups
    apart = [(0.91, True)] * 50 + [(0.99, False)] * 5 + [(0.99, True)] * 45
    assert calibration_error(groups(apart)) > calibration_error(bins(apart))


def test_cross_validation_takes_each_fact_once() -> None:
    found = [judgement(f"c{number % 30}", right=number % 10 > 0) for number in range(300)]
    assert sorted(one for one, _ in cross_validated(found)) == sorted(found)


def test_the_interval_is_the_same_each_time() -> None:
    one, other = PORTER, PORTER._replace(company="b")
    scored = score([(one, (8, 2, 0)), (other, (5, 0, 5)), (one, (1, 0, 0))])
    assert scored == score([(other, (5, 0, 5)), (one, (1, 0, 0)), (one, (8, 2, 0))])
    assert (scored.postings, scored.companies, scored.right, scored.low < scored.f1 < scored.high) == (3, 2, 14, True)


def test_the_report_names_every_kind() -> None:
    report = (DOCS / "accuracy.md").read_text(encoding="utf-8")
    for kind in KINDS:
        assert f"\n| {kind.name} | " in report, "run `make accuracy`"
    assert "## What is still wrong and why" in report
    assert "(reliability.svg)" in report
    assert (DOCS / "reliability.svg").is_file()
