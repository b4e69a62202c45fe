"""How many people a role manages: numbers, ranges, the stated none, and teams that are somebody else's."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolegraph.extractors.teams import extract
from rolegraph.facts import Role, TeamSize
from rolegraph.outline import Outline, outline
from rolegraph.postings import Block, Posting, Span


def outlined(text: str) -> Outline:
    """The outline of a posting with one paragraph a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", Span(start, start + len(line))))
        start += len(line) + 1
    return outline(Posting("test", "0" * 64, text, tuple(blocks)))


def sizes(text: str) -> list[TeamSize]:
    return list(extract(outlined(text), []))


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "what"),
    [
        ("You will manage a team of 6 stewards.", 6, 6, "stewards"),
        ("Lead a team of 5+ tide analysts.", 5, None, "tide analysts"),  # open above
        ("You will lead a squad of 3-4 riggers.", 3, 4, "riggers"),  # range
        ("Oversees 4-6 quay line workers. No hiring authority.", 4, 6, "quay line workers"),
        ("The supervisor manages approximately 15–20 Stewards.", 15, 20, "Stewards"),  # en dash
        ("You will supervise, lead and train a team of nine (9), as well as temps.", 9, 9, ""),  # word and figure
        ("Manages four to six porters.", 4, 6, "porters"),  # words
        ("You will manage one or more clerks.", 1, None, "clerks"),
        ("You will be responsible for managing at least 3 other staff.", 3, None, "other staff"),
        ("Supervising permanent staff of up to 10 individuals, including training.", None, 10, "individuals"),
        ("Manage a seasonal workforce of up to 2,000 ushers during the fair.", None, 2000, "ushers"),  # thousands
        ("Serves to supervise, directly and through others, approximately 50 employees.", 50, 50, "employees"),
        ("Direct Reports: 5", 5, 5, "Direct Reports"),  # label
        ("Line management of two clerks.", 2, 2, "clerks"),  # the noun
        ("You will line manage two Senior Planners.", 2, 2, "Senior Planners"),
        ("Responsible for the management of 8 staff.", 8, 8, "staff"),  # "of" before the figure
        ("Leads an organisation of over 200 people.", 200, None, "people"),
        ("Number of employees supervised: 3", 3, 3, "employees supervised"),
        ("Staff reporting to this position: 7", 7, 7, "Staff reporting"),
        ("Four Pier Managers report to this position.", 4, 4, "Pier Managers"),  # inverse
        ("Reporting to you will be 3 managers.", 3, 3, "managers"),
        ("Ten direct reports.", 10, 10, "direct reports"),
        ("The chief oversees an assigned staff of eight(8) posts.", 8, 8, "posts"),  # no blank before the figure
    ],
)
def test_size_is_found(text: str, minimum: int | None, maximum: int | None, what: str) -> None:
    (size,) = sizes(text)
    assert (size.minimum, size.maximum, size.what) == (minimum, maximum, what)


@pytest.mark.parametrize(
    "text",
    [
        "Direct reports: None (individual contributor)",
        "SUPERVISORY RESPONSIBILITIES: None",
        "Line management responsibility: None",
        "This post has no line management responsibility.",
        "The post does not have line management responsibilities.",
        "You will not manage a team.",
        "People Manager: No",
        "Number of direct reports: 0",
        "Supervisory status: Non-Supervisory",
        "Posts Supervised: N/A",
        "You have no direct reports.",
        "This position does not supervise others.",
        "Exercises no direct supervision over staff.",
        "Reports to the Pier Manager and does not exercise supervision over lower level staff.",
    ],
)
def test_nobody_is_a_statement(text: str) -> None:
    (size,) = sizes(text)
    assert (size.minimum, size.maximum) == (0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Oversee a team of clerks.",  # no number: nothing to say
        "2+ years managing a team of 10 porters.",  # asked for
        "Experience leading a team of 5 engineers.",
        "The role reports to the Pier Manager who manages a team of 12 porters.",  # the superior's team
        "May supervise a team of 3 porters.",  # perhaps
        "You will join a team of 5 porters.",  # joined, not led
        "Our CEO leads a team of 50.",
        "Manage 12 projects a year.",  # things
        "Manages a budget of 5 million.",
        "Our founder has no direct reports.",
        "Works with minimal supervision.",
    ],
)
def test_trap_is_no_size(text: str) -> None:
    assert sizes(text) == []


def test_a_number_outdoes_a_none() -> None:
    assert [
        size.maximum for size in sizes("Supervisory responsibilities: none\nYou will manage a team of 3 clerks.")
    ] == [3]


def test_size_belongs_to_the_role_above() -> None:
    text = "Porter\nDirect reports: none\nHead Porter\nManages 4 porters."
    roles = [
        Role(evidence=(Span(0, 6),), rule="heading", label="Porter"),
        Role(evidence=(Span(text.index("Head"), text.index("Head") + 11),), rule="heading", label="Head Porter"),
    ]
    found = list(extract(outlined(text), roles))
    assert [(size.role, size.maximum) for size in found] == [("Porter", 0), ("Head Porter", 4)]


@given(st.text(alphabet="manage team of supervis 0123456789,-–()+.\nlead", max_size=120))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for size in sizes(text):
        assert size.minimum is None or size.minimum >= 0
        assert size.evidence[0].end <= len(text)


@pytest.mark.parametrize(
    "unit", ["manage a team of ", "supervise 1 ", "lead ,", "9", "1a", "direct reports: ", "manages two "]
)
def test_hostile_megabyte_takes_seconds_at_most(unit: str) -> None:
    found = outlined(unit * (1_000_000 // len(unit)))
    started = time.process_time()
    assert len(list(extract(found, []))) < 1000
    assert time.process_time() - started < 20
