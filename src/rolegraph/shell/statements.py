"""Where a statement of the shell ends: a query, a named query with its parameters, or a command that begins with a dot.

A query ends with a `;` outside of all brackets, where SPARQL itself has none, or with an empty line once its brackets
are closed. Named queries and commands take one line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rolegraph.errors import QueryError
from rolegraph.stores.guarding import MAX_BYTES
from rolegraph.stores.library import KEYWORDS
from rolegraph.stores.tokens import Token, brackets, tokenize

_WORD: Final = re.compile(r"\s*([A-Za-z][\w-]*)")
_PROLOGUE: Final = frozenset({"BASE", "PREFIX"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, and the line on which it begins, from 1."""

    text: str
    line: int = 1


def is_finished(text: str) -> bool:
    r"""Tell whether what was typed is whole, so that the enter key sends it.

    Example:
        >>> is_finished("SELECT * {"), is_finished("SELECT * {\n ?s a org:Post ;"), is_finished("ASK {} ;")
        (False, False, True)
        >>> is_finished("PREFIX ex: <http://a.example/>\n"), is_finished("ASK {}\n"), is_finished(".help")
        (False, True, True)
    """
    if not text.strip():
        return False
    if takes_one_line(text):
        return True
    *_, before, last = ["x", "x", *text.split("\n")]
    if "\n" in text and not before.strip() and not last.strip():
        return True  # whoever asks twice wants to hear what is missing
    return _ends(text, empty=not last.strip())


def takes_one_line(text: str) -> bool:
    """Tell whether a statement is a command or the name of a query, rather than SPARQL."""
    if text.lstrip().startswith("."):
        return True
    word = _WORD.match(text)
    return word is not None and word[1].upper() not in KEYWORDS and not text[word.end() :].startswith(":")


def statements(lines: Iterable[str]) -> Iterator[Statement]:
    r"""Cut a script into its statements.

    Args:
        lines: Lines with or without their ends.

    Yields:
        The statements, without the `;` that ends them; what is open at the end is one too.

    Example:
        >>> script = [".format csv", "ASK {}; ASK {", "}", "", "roles role=clerk"]
        >>> [(one.line, one.text) for one in statements(script)]
        [(1, '.format csv'), (2, 'ASK {}'), (2, 'ASK {\n}'), (5, 'roles role=clerk')]
    """
    held: list[str] = []
    reading = _Reading()
    number = 0
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        if not held and not line.strip():
            continue
        held.append(line)
        if (len(held) == 1 and takes_one_line(line)) or reading.take(line, held):
            yield from split("\n".join(held), number - len(held) + 1)
            held, reading = [], _Reading()
    if held:
        yield from split("\n".join(held), number - len(held) + 1)


@dataclass(slots=True)
class _Reading:
    """How far a query is, line by line, so that no line is looked at twice; but where a string may run over lines."""

    depth: int = 0
    asks: bool = False
    whole: bool = False

    def take(self, line: str, held: list[str]) -> bool:
        """Take a line, and tell whether the query ends with it."""
        empty = not line.strip()
        tokens = _tokens(line)
        self.whole = self.whole or tokens is None or '"""' in line or "'''" in line
        if self.whole or tokens is None:
            return (empty or line.rstrip().endswith(";")) and _ends("\n".join(held), empty=empty)
        self.depth += _opened(tokens)
        self.asks = self.asks or any(map(_asks, tokens))
        return self.depth <= 0 and (bool(tokens and tokens[-1].text == ";") or (empty and self.asks))


def split(text: str, line: int = 1) -> Iterator[Statement]:
    """Cut a text at each `;` outside of brackets; a part without any token is none.

    Args:
        text: Statements.
        line: The number of its first line.

    Yields:
        The statements.
    """
    if takes_one_line(text):
        yield Statement(text.strip().removesuffix(";").rstrip(), line)
        return
    tokens = _tokens(text)
    begun = 0
    for end in [*_semicolons(tokens or []), None]:
        stop = len(text) if end is None else end.start
        part = text[begun:stop]
        if tokens is None or any(begun <= token.start < stop for token in tokens):
            blank = len(part) - len(part.lstrip())
            yield Statement(part.strip(), line + text[: begun + blank].count("\n"))
        begun = stop + 1


def _ends(text: str, *, empty: bool) -> bool:
    """Tell whether the statement ends here, after a line that is `empty` or not."""
    tokens = _tokens(text) if len(text) <= MAX_BYTES else None
    if tokens is None:
        # a string that is not closed, or more than any query may have: the error is told where the user ends it
        return empty or text.rstrip().endswith(";")
    if not tokens:
        return False
    if _opened(tokens) > 0:
        return False
    return tokens[-1].text == ";" or (empty and any(_asks(token) for token in tokens))


def _opened(tokens: list[Token]) -> int:
    marks = [token.text for token in tokens if token.kind == "mark"]
    return sum(marks.count(one) for one in "{([") - sum(marks.count(one) for one in "})]")


def _asks(token: Token) -> bool:
    return token.word in KEYWORDS and token.word not in _PROLOGUE


def _semicolons(tokens: list[Token]) -> list[Token]:
    _, inside = brackets(tokens)
    return [token for token, where in zip(tokens, inside, strict=True) if token.text == ";" and where < 0]


def _tokens(text: str) -> list[Token] | None:
    """Return the tokens; None where a string is not closed."""
    try:
        return tokenize(text)
    except QueryError:
        return None
