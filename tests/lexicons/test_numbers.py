"""Numbers and amounts of money as postings write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.lexicons.numbers import decimal, money, money_marks


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,400", "2400"),
        ("85.000", "85000"),  # German thousands
        ("1.5", "1.5"),
        ("50,000.00", "50000.00"),
        ("2 400", "2400"),  # blank between thousands
        ("0.125", "0.125"),  # no thousands behind a nought
    ],
)
def test_decimal(text: str, value: str) -> None:
    assert decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1B to $5B+", [("1000000000", "5000000000", "USD")]),
        ("£45-50k", [("45000", "50000", "GBP")]),  # one letter for both ends
        ("CA$90,000", [("90000", "None", "CAD")]),
        ("40 000 euros", [("40000", "None", "EUR")]),
        ("AMD 300,000", [("300000", "None", "AMD")]),
        ("$75 - 96 per hour", [("75", "96", "USD")]),
        ("40 hours, 12 ships", []),  # no mark
        ("", []),
    ],
)
def test_money(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(str(one.minimum), str(one.maximum), one.currency) for one in money(text)] == expected


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("USD 40", ("usd",)),
        ("We try hard", ()),  # a code in small letters is a word
        ("€35 or 40 euros", ("€", "euro")),
        ("40EUR", ("eur",)),  # glued to the number
        ("", ()),
    ],
)
def test_marks(text: str, marks: tuple[str, ...]) -> None:
    assert money_marks(text, text.lower()) == marks


@given(st.integers(min_value=0, max_value=10**9))
def test_thousands_do_not_change_a_number(number: int) -> None:
    assert decimal(f"{number:,}") == number
