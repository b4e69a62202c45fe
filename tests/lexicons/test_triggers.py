"""Word lists with stems: no pattern may match where none of its stems stands, and every pattern is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.lexicons.triggers import Stems, present, triggers, word_starts

WORDS = ("equal", "we", "pay", "nondiscrimination", "travel", "egal", "égalité", "m/f/d", "don't", "h-1b", "on", "call")


@pytest.mark.parametrize("topic", ["commitments", "conditions"])
def test_every_group_has_stems_and_a_pattern(topic: str) -> None:
    for trigger in triggers(topic):
        assert trigger.stems
        assert all(stem == stem.lower() for stem in trigger.stems)
        assert not trigger.matches("")


@pytest.mark.parametrize(
    ("text", "stem", "kept"),
    [
        ("we do not discriminate.", "discriminat", True),
        ("we do not discriminate.", "privacy", False),
        ("eeo/aa employer", "aa/", True),  # a short word is told by what stands behind it
        ("an aardvark", "aa/", False),
        ("eeoc", "eeo", True),
        ("an h-1b visa", "h-1b", True),
        ("the only h of a hundred", "to", True),  # too short to tell: kept
        ("i don't", "n't", True),  # ends a word
        ("equally good", "equal opportunit", False),  # a word that goes on is told from the word itself
        ("equal and just", "equal opportunit", False),  # all words of a phrase must be there
        ("equal opportunities", "equal opportunit", True),
        ("égalité", "égalité", True),
        ("qualité", "égalité", False),  # what is left of a foreign word tells it
        ("", "equal", False),
    ],
)
def test_present(text: str, stem: str, kept: bool) -> None:
    assert bool(present(text, Stems((stem,)))) is kept


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_what_begins_a_word_is_never_left_out(text: str) -> None:
    assert set(present(text, Stems(WORDS))) >= {word for word in text.split() if word in WORDS}


def test_word_starts_take_any_text() -> None:
    assert word_starts("Ünï 12 ab-cdefg") == {b"", b"n", b"ab", b"cdef", b"cdefg"}


@pytest.mark.parametrize(
    ("topic", "group", "words", "told"),
    [
        ("commitments", "employee-development", "we help the career of our people", True),
        (
            "commitments",
            "employee-development",
            "we help the career of our people and pay dental insurance",
            False,
        ),  # ruled out
    ],
)
def test_unless(topic: str, group: str, words: str, told: bool) -> None:
    assert any(one.matches(words) for one in triggers(topic) if one.name == group) is told
