"""What is offered: the items of benefit lists and nothing that follows them."""

import time

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
        # what leads to a list, asks, or tells how to apply
        ("<h2>Perks</h2><ul><li>Soup</li><li>Leave options including:</li><li>Desired boots?</li></ul>", ["Soup"]),
        ("<h2>Perks</h2><ul><li>Soup</li><li>Resumes will not be accepted.</li></ul>", ["Soup"]),
        (
            "<h2>Perks</h2><ul><li>Soup</li><li>FURTHER INSTRUCTIONS</li><li>PAID VACATION</li></ul>",
            ["Soup", "PAID VACATION"],
        ),
    ],
)
def test_benefits(html: str, expected: list[str]) -> None:
    assert offered(f"<h1>Porter</h1>{html}") == expected


@pytest.mark.parametrize(
    ("sentence", "grants"),
    [
        ("We offer a competitive salary, medical insurance and 20 days of paid vacation.", True),
        ("Our crew members are proud of what they do.", False),  # praise
        ("We are proud of our great benefits.", False),  # nothing concrete
        ("Our benefits package includes dental, vision and a 401(k) plan.", True),
        ("Employees accrue vacation from the first day.", True),
        ("Dental insurance is paid 100% by the County.", True),
        ("The County observes 12 paid holidays.", True),
        ("Relocation assistance available for those who qualify.", True),
        ("Northfell sells and provides life insurance.", False),  # a trade, in one word
        ("We offer dental and vision insurance products to small firms.", False),  # what is sold
        ("We offer medical and dental services to residents.", False),
        ("You will administer the medical and dental plans of our crews.", False),  # work
        ("Experience with medical and dental claims is a plus.", False),  # asked
    ],
)
def test_prose_outside_of_the_benefits(sentence: str, grants: bool) -> None:
    found = offered(f"<h1>Porter</h1><h2>About us</h2><p>We guard the quay. {sentence}</p>")
    assert found == ([sentence] if grants else [])


def test_sentences_and_headings_run_into_one() -> None:
    run = "CREW BENEFITS (all) Employees accrue vacation each week.Retirement:The County provides a pension plan."
    assert offered(f"<h1>Porter</h1><h2>About us</h2><p>{run} It rains.</p>") == [
        "Employees accrue vacation each week.",
        "The County provides a pension plan.",
    ]


def test_among_demands_only_a_list_is_believed() -> None:
    page = "<h1>Porter</h1><h2>Requirements</h2><ul><li>Boots</li></ul><p>A lamp. {}</p>"
    many = "We offer medical and dental insurance and paid holidays."
    assert offered(page.format(many)) == [many]
    assert offered(page.format("We offer medical insurance.")) == []


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


@pytest.mark.parametrize("piece", ["The County offers vacation ", "A.A offers ", "resume leave ", "benefits health "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outline(next(sources.read(f"<h1>Porter</h1><p>{piece * (500_000 // len(piece))}</p>".encode(), "a.html")))
    start = time.process_time()
    list(extract(shape, ()))
    assert time.process_time() - start < 6
