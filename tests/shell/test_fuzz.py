"""Whatever is typed: it is cut, coloured and completed without a fault, and ends in an answer or an error of ours."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rolegraph
from rolegraph.errors import RolegraphError
from rolegraph.shell.completion import candidates
from rolegraph.shell.prompting import coloured
from rolegraph.shell.session import Outlet, Session, Settings, told
from rolegraph.shell.statements import is_finished, split, statements

PIECES = (
    *("SELECT ", "ASK ", "{", "}", "(", ")", ";", "\n", " ", "?x ", "a ", "org:Post ", "<http://a.example/> ", "<"),
    *(">", "'", '"', '"""', "'''", "#", "\\", "\t", "\r", "roles ", "role=", "=", ".", ".run ", ".help ", ".schema "),
    *(
        "PREFIX ",
        ".load ",
        ".format ",
        ".limit ",
        "x:",
        "\x00",
        "\x1b[2J",
        "\u202e",
        "é",
        "日本",
        "\ud800",
        "9",
        "-",
        "$",
    ),
)
TYPED = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)


def silent(*_: object) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def session() -> Session:
    built = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
    made = Session(built, Outlet(silent, silent, silent, silent, silent), Settings(timeout=20))
    assert made.terms
    return made


@settings(max_examples=300, deadline=None)
@given(text=TYPED)
def test_reading(text: str, session: Session) -> None:
    is_finished(text)
    assert "\n".join("".join(part for _, part in line) for line in coloured(text)) == text  # type: ignore[misc]
    for one in candidates(text, session):
        assert 0 <= one.replaces <= len(text)
    for found in (list(split(text)), list(statements(text.split("\n")))):
        assert all(one.text and one.line >= 1 for one in found)


@settings(max_examples=60, deadline=None)
@given(text=TYPED)
def test_running(text: str, session: Session) -> None:
    for one in statements(text.split("\n")):
        session.done = False
        with contextlib.suppress(RolegraphError):
            session.run(one.text)


@settings(max_examples=100, deadline=None)
@given(query=TYPED, line=st.integers(1, 5), column=st.integers(1, 300))
def test_errors_have_printable_lines(query: str, line: int, column: int) -> None:
    lines = told(RolegraphError(f"line {line}, column {column}: what?"), query)
    assert all(one.isprintable() for one in lines)
    assert len(lines) in (1, 3)
