"""Pages that describe several roles, each under a heading of its own."""

import pytest

from rolegraph import pipeline
from rolegraph.facts import Fact, ReportingLine, Requirement, Responsibility, Role, Seniority, TeamSize
from rolegraph.sources import read

PAGE = """
# Ferry Planner

## Responsibilities

- Plan crossings in all weathers

## Levels

### Ferry Planner (Intermediate)

This position reports to the Manager, Ferry Planning.

#### Ferry Planner (Intermediate) Requirements

- Two years of planning crossings

### Senior Ferry Planner

The Senior Ferry Planner reports to the Manager, Ferry Planning.

#### Senior Ferry Planner Responsibilities

- Mentor other planners of crossings

### Manager, Ferry Planning

Reports to the Director of Piers, and Ferry Planners report to the Manager, Ferry Planning.

Manages a team of 6 planners.

## Hiring process

The Director of Piers talks with everybody on a pier.
"""


def facts(text: str, name: str = "a.md") -> tuple[Fact, ...]:
    return pipeline.extract(next(read(text.encode(), name)))


def labels(text: str, name: str = "a.md") -> list[str]:
    return [fact.label for fact in facts(text, name) if isinstance(fact, Role)]


def test_each_rung_is_a_role_with_its_own_facts() -> None:
    found = facts(PAGE)
    rungs = ["Ferry Planner", "Senior Ferry Planner", "Manager, Ferry Planning"]
    assert [fact.label for fact in found if isinstance(fact, Role)] == rungs
    assert [(fact.role, fact.superior) for fact in found if isinstance(fact, ReportingLine)] == [
        ("Ferry Planner", "Manager, Ferry Planning"),
        ("Senior Ferry Planner", "Manager, Ferry Planning"),
        ("Manager, Ferry Planning", "Director of Piers"),
    ]
    assert [(fact.role, fact.maximum) for fact in found if isinstance(fact, TeamSize)] == [(rungs[2], 6)]
    assert [fact.role for fact in found if isinstance(fact, Requirement)] == [rungs[0]]
    # what stands outside of the rungs is about all of them
    assert [fact.role for fact in found if isinstance(fact, Responsibility)] == ["", *rungs[1:]]
    assert {fact.role: fact.level for fact in found if isinstance(fact, Seniority)} == {
        "Ferry Planner": "mid",
        "Senior Ferry Planner": "senior",
        "Manager, Ferry Planning": "manager",
    }


def test_a_bare_level_is_completed_by_the_title_of_the_page() -> None:
    page = "# Ferry Planner\n\n## Senior\n\nReports to the Pier Chief.\n\n## Staff\n\nReports to the Pier Chief.\n"
    assert labels(page) == ["Senior Ferry Planner", "Staff Ferry Planner"]


def test_a_role_that_is_taken_up_again_is_one() -> None:
    page = (
        "# Piers\n\n## Cook\n\nReports to the Chef.\n\n## Chef\n\nReports to the Pier Chief.\n\n## Cook\n\n"
        "### Requirements\n\n- One year of cooking on a pier\n"
    )
    assert labels(page) == ["Cook", "Chef"]
    assert [fact.role for fact in facts(page) if isinstance(fact, Requirement)] == ["Cook"]


@pytest.mark.parametrize(
    "page",
    [
        # one role
        "# Ferry Planner\n\n## Responsibilities\n\n- Plan crossings\n\n## Requirements\n\n- Two years of planning\n",
        # headings that are no titles
        "# Planner\n\n## The planner's day\n\nYou report to the Pier Chief.\n\n## Why planners stay\n\nThe sea.\n",
        # people to work with, not described
        "# Ferry Planner\n\n## Pier Chief\n\nSets the course.\n\n## Deck Clerk\n\nKeeps the books.\n",
        # the steps of the hiring process
        "# Planner\n\n## Planner Candidates\n\nReport to the Cook.\n\n## Chief Candidates\n\nReport to the Cook.\n",
        # a title and its parts
        "# Ferry Planner\n\n## Ferry Planner Responsibilities\n\n- Plan\n\n## Ferry Planner Requirements\n\n- Sail\n",
    ],
)
def test_a_page_of_one_role_does_not_fall_apart(page: str) -> None:
    assert len(labels(page)) == 1


def test_headings_of_html_count_alike() -> None:
    page = "<h2>Skipper</h2><p>Reports to the Pier Chief.</p><h2>Cook</h2><p>Reports to the Skipper.</p>"
    assert labels(page, "a.html") == ["Skipper", "Cook"]
