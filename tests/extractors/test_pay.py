"""What a post pays: fields, sections, sentences, ranges in pieces, and amounts that are no pay."""

import time

import pytest

from rolegraph.extractors.pay import extract
from rolegraph.facts import Pay
from rolegraph.outline import outline
from rolegraph.postings import Posting
from rolegraph.settings import Settings
from rolegraph.sources import read_each

from .outlining import outlined


def paid(text: str, *fields: tuple[str, str]) -> list[tuple[str, str, str, str]]:
    found = (one.quantity for one in extract(outlined(text, *fields), []) if isinstance(one, Pay))
    return [(str(q.minimum), str(q.maximum), q.currency, q.unit) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The salary is $50,000 to $60,000 a year.", ("50000", "60000", "USD", "YEAR")),
        ("Salary: £30k", ("30000", "30000", "GBP", "YEAR")),
        ("Salary: minimum $41,000 + bonus", ("41000", "None", "USD", "YEAR")),  # no upper end
        ("The starting salary is from $41,000 a year.", ("41000", "None", "USD", "YEAR")),
        ("Hourly rate: $18.50", ("18.50", "18.50", "USD", "HOUR")),
        ("# Salary range\nGrade 4 Step 1 - $41,000 to Grade 4 Step 10 $52,000", ("41000", "52000", "USD", "YEAR")),
        ("The salary is $4,100.00 $5,300.00 monthly.", ("4100.00", "5300.00", "USD", "MONTH")),  # no word between
        # the range stands below the line that leads to it
        ("The salary ranges are:\n- Step 1 $41,000 to Step 10 $52,000", ("41000", "52000", "USD", "YEAR")),
        ("Min salary: $41,000\nMax salary: $52,000", ("41000", "52000", "USD", "YEAR")),  # on two lines
        ("$19.00 - $22.00 / hour", ("19.00", "22.00", "USD", "HOUR")),  # a line that is nothing else
        # said of the post among the benefits
        (
            "# Benefits\nThe base salary range for this position is $70,000 – $95,000.",
            ("70000", "95000", "USD", "YEAR"),
        ),
        # low and high on rows of their own
        ("Pay type\n\nMin Hiring Rate\n\n$18.35\n\nMax Hiring Rate\n\n$22.93", ("18.35", "22.93", "USD", "HOUR")),
        ("Deckhand\n\n$60,000 - $50,000\n\nWe row.", ("50000", "60000", "USD", "YEAR")),  # the wrong way round, alone
        ("The salary is $35.50/hr.", ("35.50", "35.50", "USD", "HOUR")),
        ("Salary: $90k-110k DOE", ("90000", "110000", "USD", "YEAR")),
        ("Salary: $25-30 K", ("25000", "30000", "USD", "YEAR")),
        ("Salary: £45,000 – £55,000 per annum", ("45000", "55000", "GBP", "YEAR")),
        ("Salary: $2,760.00 - $2,917.00 MONTH", ("2760.00", "2917.00", "USD", "MONTH")),  # a bare period
        ("# Salary\nGS-13 $94,199 - $122,459", ("94199", "122459", "USD", "YEAR")),
        ("Salary: up to $47.43/hour", ("None", "47.43", "USD", "HOUR")),
        ("Salary: 40,000 AMD", ("40000", "40000", "AMD", "")),  # nobody says of what
        # what follows a bonus tells the period of the bonus
        ("# Salary\nstarting with 400 USD + bonus (once a year)", ("400", "None", "USD", "")),
        # a line that is nothing but a range with its period, wherever it stands
        ("# Requirements\nA ticket.\n\n$41,000 - $52,000 a year", ("41000", "52000", "USD", "YEAR")),
        ("We pay EUR 2500 per month.", ("2500", "2500", "EUR", "MONTH")),  # a code for a sign
        ("Salary: 45000 Drams", ("45000", "45000", "AMD", "")),  # a word for it
        ("Salary: 400 $", ("400", "400", "USD", "")),  # the sign behind
        ("Salary: equivalent of 300 US dollars", ("300", "300", "USD", "")),
        ("Salary: $80", ("80", "80", "USD", "")),  # whole dollars may be a month's pay
        ("Salary: $18.40 - $22", ("18.40", "22", "USD", "HOUR")),  # cents are an hour's
        ("Salary: $ 120 - 150 monthly plus bonuses", ("120", "150", "USD", "MONTH")),  # what comes on top is no pay
        # two weeks' pay is of no period, and gives way to the year's
        ("Salary: $1,923.08 biweekly", ("1923.08", "1923.08", "USD", "")),
        (
            "Salary\n$3,846.15 - $5,000.00 Biweekly\n$100,000.00 - $130,000.00 Annually",
            ("100000.00", "130000.00", "USD", "YEAR"),
        ),
        # columns
        ("Minimum $52,000 Midpoint $65,000 Maximum $78,000", ("52000", "78000", "USD", "YEAR")),
        ("Min: $60,000\nMax: $80,000", ("60000", "80000", "USD", "YEAR")),
        ("Step 1: $4,512 Step 2: $4,737 Step 3: $4,974 per month", ("4512", "4974", "USD", "MONTH")),
        ("Hourly: $31.25 - $40.10\nAnnual: $65,000 - $83,408", ("31.25", "40.10", "USD", "HOUR")),
        ("The annual base salary ranges from $110,500 (entry) to $165,750.", ("110500", "165750", "USD", "YEAR")),
        ("We row.\n\nUp to $85,000 a year, depending on experience", ("None", "85000", "USD", "YEAR")),  # a line alone
    ],
)
def test_pay(text: str, expected: tuple[str, str, str, str]) -> None:
    assert paid(text)[:1] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Please note the maximum salary available for the pay system is $183,500.",  # a cap
        "You may specify the salary, for example:\n$41,000 to $52,000",  # a sample
        "You earn a $5,000 sign-on bonus.",
        "We pay up to $5,250 tuition a year.",
        "You will manage a $3 million budget.",
        "# About us\nWe pay out $2,000,000 to sailors.",
        "Our sales were\n\n$2,000,000 - $4,000,000\n\nlast year.",
        "We row.\n\nUp to $5,250 a year",  # too little for a year of work
        "Minimum $5,000 deposit of the boat.",
        "We try to pay in cash.",  # "try" is no currency here
        "",
    ],
)
def test_no_pay(text: str) -> None:
    assert paid(text) == []


@pytest.mark.parametrize(
    "table",
    [
        # lowest and highest in two cells of a row, below a heading
        "## Salary\n\n| Grade | Step 1 | Step 10 |\n|---|---|---|\n| G-4 | $41,000 | $52,000 |",
        # the label in the cell before, in words that are no known label
        "We row.\n\n| Approximate yearly salary of a mate | $41,000 - $52,000 |\n|---|---|\n| Berth | 4 |",
    ],
)
def test_table(table: str) -> None:
    (posting,) = read_each(f"# Mate\n\n{table}\n".encode(), "mate.md", Settings())
    assert isinstance(posting, Posting)
    found = [one.quantity for one in extract(outline(posting), []) if isinstance(one, Pay)]
    assert [(str(q.minimum), str(q.maximum), q.unit) for q in found] == [("41000", "52000", "YEAR")]


def test_field_comes_first() -> None:
    expected = [("50000", "70000", "USD", "YEAR")]
    assert paid("The salary is $10,000 a year.", ("pay", "USD 50000-70000 YEAR")) == expected


@pytest.mark.parametrize("piece", ["$1 to ", "salary $5,000 and ", "$40,000 per annum to ", "1,000,000"])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outlined(piece * (500_000 // len(piece)))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 6
