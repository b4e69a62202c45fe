"""Where to apply or ask: addresses of each kind, once each."""

import time

import pytest

from rolegraph.extractors.contacts import extract
from rolegraph.facts import Contact

from .outlining import outlined


def given(text: str) -> list[tuple[str, str, str]]:
    found = [one for one in extract(outlined(text), []) if isinstance(one, Contact)]
    return [(one.email, one.telephone, one.address) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to crew@northfell.example, please.", [("crew@northfell.example", "", "")]),
        ("(crew@northfell.example)", [("crew@northfell.example", "", "")]),  # in brackets
        ("a@b.example or c@d.example", [("a@b.example", "", ""), ("c@d.example", "", "")]),  # two, in order
        ("a@b.example and a@b.example", [("a@b.example", "", "")]),  # once
        ("Follow us @northfell and look at @ signs.", []),
        ("Call us at +47 22 33 44 55.", [("", "+47 22 33 44 55", "")]),
        ("Telephone: (808) 555-0134", [("", "(808) 555-0134", "")]),
        ("We specifically manage 1000000 records.", []),  # "call" inside of a word
        ("Apply by mail to 3 Pier Road, Oban.", [("", "", "3 Pier Road, Oban")]),
        ("Please email to crew@northfell.example.", [("crew@northfell.example", "", "")]),  # no postal address
        ("", []),
    ],
)
def test_contact(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert given(text) == expected


@pytest.mark.parametrize("piece", ["a@", "@@@@", "tel 1 2 3 4 5 6 ", "a.b-c+", "1 2 3 4 5 6 7 8 9 "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    shape = outlined(piece * (500_000 // len(piece)))
    start = time.process_time()
    list(extract(shape, []))
    assert time.process_time() - start < 6
