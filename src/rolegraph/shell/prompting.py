"""The shell in a terminal, by prompt_toolkit: lines to edit, colours, history, completion."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rolegraph.errors import QueryError, RolegraphError, UsageError
from rolegraph.shell.completion import FORMS, WORDS, candidates
from rolegraph.shell.session import Session
from rolegraph.shell.statements import is_finished, split
from rolegraph.stores.tokens import Token, tokenize

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer
    from prompt_toolkit.document import Document
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.history import History
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.lexers import Lexer

PROMPT: Final = "rolegraph> "
GOES_ON: Final = "      ...> "

_COLOURS: Final = {
    "word": "ansiblue",
    "variable": "ansicyan",
    "iri": "ansigreen",
    "string": "ansiyellow",
    "language": "ansiyellow",
    "number": "ansimagenta",
    "comment": "ansibrightblack",
    "command": "ansiblue",
}
_RESERVED: Final = frozenset(word for words in (*FORMS, *WORDS) for word in words.upper().split()) | {"A"}


def prompt_session(session: Session, history: Path | None, **options: Any) -> "PromptSession[str]":
    """Return what reads statements from a terminal.

    Args:
        session: Whose terms are offered to complete what is typed.
        history: The file of what was typed before; None to keep nothing.
        options: More for prompt_toolkit, such as another `input` and `output`.

    Returns:
        The reader; its `prompt()` returns what was typed.

    Raises:
        UsageError: prompt_toolkit is not installed.
    """
    try:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    except ImportError as error:
        raise UsageError(
            "the shell needs prompt_toolkit in a terminal: install it with pip install 'rolegraph[shell]', or pipe "
            "statements in"
        ) from error
    return PromptSession(
        PROMPT,
        multiline=True,
        prompt_continuation=lambda width, _line, wrapped: " " * width if wrapped else GOES_ON,
        history=_history(history),
        auto_suggest=AutoSuggestFromHistory(),
        completer=_completer(session),
        complete_while_typing=False,
        lexer=_lexer(),
        key_bindings=_keys(),
        **options,
    )


def interact(session: Session, read: Callable[[], str]) -> None:
    """Carry out what is read until the user ends it; what is wrong is told, and the next statement read.

    Args:
        session: The session.
        read: Returns what was typed; raises KeyboardInterrupt where that is dropped, and EOFError at the end.
    """
    while not session.done:
        try:
            text = read()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        try:
            for one in split(text):
                session.run(one.text)
        except RolegraphError as error:
            session.complain(error)
        except KeyboardInterrupt:
            session.outlet.complain("stopped")
        except Exception as error:  # noqa: BLE001 - a fault of ours must not take what the user has loaded
            session.outlet.complain(f"internal error: {type(error).__name__}: {error}")


def _history(path: Path | None) -> "History":
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    return InMemoryHistory() if path is None else FileHistory(str(path))


def _keys() -> "KeyBindings":
    """Have the enter key send a statement that is whole, and begin a new line in one that is not."""
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()

    @bindings.add("enter")
    def _enter(event: "KeyPressEvent") -> None:
        buffer = event.current_buffer
        at_the_end = not buffer.document.text_after_cursor.strip()
        if at_the_end and (is_finished(buffer.text) or not buffer.text.strip()):
            buffer.text = buffer.text.rstrip()  # the empty line that sent it is no part of it, nor of the history
            buffer.validate_and_handle()
        else:
            buffer.newline(copy_margin=True)

    @bindings.add("escape", "enter")
    def _send(event: "KeyPressEvent") -> None:
        event.current_buffer.validate_and_handle()

    return bindings


def _completer(session: Session) -> "Completer":
    from prompt_toolkit.completion import Completer, Completion

    class Offers(Completer):
        def get_completions(self, document: "Document", complete_event: "CompleteEvent") -> "Iterable[Completion]":  # noqa: ARG002 - prompt_toolkit passes it
            for one in candidates(document.text_before_cursor, session):
                yield Completion(one.text, -one.replaces, display_meta=one.told)

    return Offers()


def _lexer() -> "Lexer":
    from prompt_toolkit.lexers import Lexer

    class Colours(Lexer):
        def lex_document(self, document: "Document") -> "Callable[[int], StyleAndTextTuples]":
            lines = coloured(document.text)
            return lambda number: lines[number] if number < len(lines) else []

    return Colours()


def coloured(text: str) -> "list[StyleAndTextTuples]":
    """Return the lines of a statement as pieces, each with its colour.

    Example:
        >>> coloured("ASK { ?x }")
        [[('ansiblue', 'ASK'), ('', ' { '), ('ansicyan', '?x'), ('', ' }')]]
    """
    if text.lstrip().startswith("."):
        name, space, rest = text.partition(" ")
        return _lines([(_COLOURS["command"], name), ("", space + rest)])
    pieces: list[tuple[str, str]] = []
    done = 0
    for token in _tokens(text):
        colour = _COLOURS.get(token.kind, "") if token.kind != "word" or token.word in _RESERVED else ""
        if colour:
            pieces += [*_between(text[done : token.start]), (colour, token.text)]
            done = token.start + len(token.text)
    return _lines([*pieces, *_between(text[done:])])


def _tokens(text: str) -> list[Token]:
    """Return the tokens up to a string that is still open."""
    try:
        return tokenize(text)
    except QueryError as error:
        place = re.match(r"line (\d+), column (\d+)", str(error))
        rows = text.split("\n")
        whole = sum(len(row) + 1 for row in rows[: int(place[1]) - 1]) + int(place[2]) - 1 if place else 0
        return tokenize(text[:whole]) if whole < len(text) else []


def _between(text: str) -> list[tuple[str, str]]:
    """Return what stands between tokens: blanks, marks and comments."""
    return [
        (_COLOURS["comment"] if piece.startswith("#") else "", piece) for piece in re.split(r"(#[^\n]*)", text) if piece
    ]


def _lines(pieces: list[tuple[str, str]]) -> "list[StyleAndTextTuples]":
    lines: list[StyleAndTextTuples] = [[]]
    for colour, text in pieces:
        first, *others = text.split("\n")
        for number, part in enumerate([first, *others]):
            if number:
                lines.append([])
            if part:
                lines[-1].append((colour, part))
    return lines
