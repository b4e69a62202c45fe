"""What is offered: the items of benefit lists and nothing that follows them."""

import pytest

from rolegraph import sources
from rolegraph.extractors.benefits import benefit_kind, extract
from rolegraph.facts import Benefit
from rolegraph.outline import outline


def offered(html: str) -> list[str]:
    of = outline(next(sources.read(html.encode(), "a.html")))
    return [fact.text for fact in extract(of, ()) if isinstance(fact, Benefit)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>Perks</h2><ul><li>Soup</li><li>Boots</li></ul>", ["Soup", "Boots"]),
        # announced by a sentence
        ("<h2>Overview</h2><p>Staff get these benefits:</p><ul><li>Soup</li></ul>", ["Soup"]),
        # the company's values, its notices and its own section are none
        ("<h2>Perks</h2><p>Soup</p><p>We share these values:</p><p>Calm</p>", ["Soup"]),
        ("<h2>Perks</h2><p>Soup</p><p>Boots</p><p>We hire without regard to age.</p>", ["Soup", "Boots"]),
        ("<h2>Perks</h2><p>Soup</p><p>About Harbour Gate</p><p>We guard.</p>", ["Soup"]),
    ],
)
def test_benefits(html: str, expected: list[str]) -> None:
    assert offered(f"<h1>Porter</h1>{html}") == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Stock options", "equity-benefit"),
        ("A well stocked kitchen with snacks", "meal-benefit"),  # no shares
        ("Health insurance", "health-benefit"),
        ("Life insurance", "insurance-benefit"),
        ("Flexible spending accounts", "health-benefit"),  # no hours
        ("Flexible hours", "flexible-work-benefit"),
        ("Deferred compensation plan", "retirement-benefit"),
        ("Four personal days", "leave-benefit"),
        ("Annual bonus", "bonus-benefit"),
        ("A lamp", "other-benefit"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert benefit_kind(text) == kind
