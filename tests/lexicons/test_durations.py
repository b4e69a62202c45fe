"""Years and months asked for: figures and words, ranges, and what only looks like experience."""

import time

import pytest

from rolegraph.lexicons.durations import counts_experience, durations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-5 years at sea", [("3", "5", "years")]),
        ("5+ years at sea", [("5", "None", "years")]),
        ("1 to 10+ years at sea", [("1", "None", "years")]),
        ("Three (3) or more years at sea", [("3", "None", "years")]),
        ("six months at sea", [("6", "None", "months")]),
        ("4 additional years may be substituted", [("4", "None", "years")]),
        ("EightÂ years of rowing", [("8", "None", "years")]),  # damaged encoding
        ("Years of experience: 5-7", [("5", "7", "years")]),  # as a label
        ("Years of experience: 3-5 years", [("3", "5", "years")]),  # once
        ("Must be 18 years of age", []),
        ("A four-year degree or 4 years of college", []),  # a course of studies
        ("Certified within two years", []),
        ("many years", []),
        ("", []),
    ],
)
def test_durations(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(str(q.minimum), str(q.maximum), q.unit) for q in durations(text)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2+ years experience with oars.", True),
        ("A mate's ticket and 5 years of experience.", True),
        ("With over 15 years of experience, Northfell is a leader.", False),  # praise
        ("For 12 years, sailors have had a good experience with us.", False),
        ("How many years of experience do you have?", False),  # a questionnaire asks,
        ("1 - 2 years of experience.", False),  # and offers answers
        ("Less than 1 year of experience", False),
        ("5 years at sea.", False),  # may be anything
    ],
)
def test_counts_experience(sentence: str, expected: bool) -> None:
    assert counts_experience(sentence) is expected


@pytest.mark.parametrize("piece", ["5 to ", "years of experience: 3 ", "five years or ", "1 - 2 years "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    start = time.process_time()
    list(durations(text))
    counts_experience(text + " experience")
    assert time.process_time() - start < 6
