"""A session of the shell: what is asked, how answers are written, and what becomes of each statement."""

import re
import shlex
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rolegraph.errors import RolegraphError, UnreadableInput, UsageError
from rolegraph.shell.statements import takes_one_line
from rolegraph.stores.answers import Answer, Boolean, Triples
from rolegraph.stores.library import find_query
from rolegraph.stores.tables import display_width

if TYPE_CHECKING:
    from rolegraph.shell.terms import Term
    from rolegraph.stores.explaining import Asked


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where a session says things.

    Args:
        answer: Writes the answer to a query in a format ("" for the usual one), to a file or, for None, to standard
            output.
        print: Writes text to standard output.
        tell: Says what the user has to know beside the answer.
        confirm: Says that what was asked for is done.
        complain: Says what went wrong, a line a call.
    """

    answer: Callable[[Answer, str, str, Path | None], None]
    print: Callable[[str], None]
    tell: Callable[[str], None]
    confirm: Callable[[str], None]
    complain: Callable[[str], None]


@dataclass
class Settings:
    """What a user of the shell may set.

    Args:
        rows: The format of rows and truth values; "" for tables.
        triples: The format of triples; "" for Turtle.
        limit: The most rows or triples of an answer; 0 for all.
        timeout: How many seconds a query may take; 0 for as many as it needs.
        allow_service: Whether SERVICE may ask other servers.
        timing: Whether the size of each answer and the time it took are told.
        once: The file that the next answer goes to; None for standard output.
    """

    rows: str = ""
    triples: str = ""
    limit: int = 0
    timeout: float = 60.0
    allow_service: bool = False
    timing: bool = False
    once: Path | None = None


class Session:
    """A session.

    Args:
        asked: What to ask.
        outlet: Where to say things.
        settings: How to ask and to write.
        load: Loads inputs into a graph that is asked from then on; None where the session asks something else.
        inputs: The inputs that were loaded.

    `done` tells whether the user wants to end it; `query` is the SPARQL that was put last, of which errors name places.
    """

    def __init__(
        self,
        asked: "Asked",
        outlet: Outlet,
        settings: Settings | None = None,
        *,
        load: "Callable[[Sequence[str]], Asked] | None" = None,
        inputs: Sequence[str] = (),
    ) -> None:
        self.asked = asked
        self.outlet = outlet
        self.settings = settings or Settings()
        self.load = load
        self.inputs = list(inputs)
        self.done = False
        self.query = ""
        self._terms: tuple[Term, ...] | None = None

    @property
    def terms(self) -> "tuple[Term, ...]":
        """The classes, properties and concepts that are offered to complete what is typed."""
        if self._terms is None:
            from rolegraph.shell.terms import known_terms

            self._terms = known_terms(self.asked)
        return self._terms

    def take(self, inputs: Sequence[str]) -> None:
        """Load inputs beside those that are loaded; all again, since a file may have changed."""
        if self.load is None:
            raise UsageError("this shell asks a store, which `rolegraph build --store` adds to; leave .load to files")
        paths = [str(Path(one).expanduser()) for one in inputs]
        for one in paths:
            if not Path(one).exists():
                raise UnreadableInput(one, "there is no such file or folder")
        wanted = [*self.inputs, *(one for one in paths if one not in self.inputs)]
        if not wanted:
            raise UsageError(".load needs a file or folder: nothing is loaded yet")
        self.asked = self.load(wanted)
        self.inputs = wanted
        self._terms = None

    def run(self, text: str) -> None:
        """Carry out a statement.

        Args:
            text: The statement: SPARQL, a named query with its parameters, or a command.

        Raises:
            RolegraphError: It is wrong, or failed.
        """
        from rolegraph.shell.commands import run_command

        self.query = ""
        if text.startswith("."):
            run_command(self, text)
        elif text.casefold() in ("quit", "exit", "help"):
            run_command(self, "." + text.casefold())
        elif takes_one_line(text):
            run_command(self, f".run {text}")
        else:
            self.ask(text)

    def complain(self, error: RolegraphError) -> None:
        """Say what is wrong with the statement that was run last."""
        for line in told(error, self.query):
            self.outlet.complain(line)

    def ask(self, text: str, parameters: Mapping[str, str] | None = None, *, format: str = "") -> None:
        """Put a query and write its answer.

        Args:
            text: SPARQL, the name of a query, or of a file that ends in `.rq`.
            parameters: Values by name of a variable.
            format: How to write the answer, in place of what is set.
        """
        chosen, file = self.settings, self.settings.once
        self.query = find_query(text)
        begun = time.monotonic()
        answer = self.asked.query(
            self.query,
            parameters=parameters or {},
            timeout=chosen.timeout,
            limit=chosen.limit,
            allow_service=chosen.allow_service,
        )
        taken = time.monotonic() - begun
        usual = chosen.triples if isinstance(answer, Triples) else chosen.rows
        self.outlet.answer(answer, self.query, format or usual, file)
        chosen.once = None
        if file is not None:
            self.outlet.confirm(f"written to {file}")
        if not isinstance(answer, Boolean) and answer.cut:
            told = ".limit leaves out" if len(answer) == chosen.limit else "who was asked keeps back"
            self.outlet.tell(f"only the first {len(answer):,} are shown: there are more, which {told}")
        if chosen.timing:
            self.outlet.tell(f"{_size(answer)}{taken:.2f} s")


def words_of(text: str) -> list[str]:
    """Cut what stands behind a command into words, as a shell of Unix does.

    Raises:
        UsageError: A quotation is not closed.

    Example:
        >>> words_of("roles role='head of'")
        ['roles', 'role=head of']
    """
    reader = shlex.shlex(text, posix=True, punctuation_chars="")
    reader.whitespace_split = True
    reader.commenters = reader.escape = ""  # a backslash is one, in the paths of Windows and in literals
    try:
        return list(reader)
    except ValueError as error:
        raise UsageError(f'{text}: a quotation is not closed; put words with \' in "..."') from error


def parameters_of(words: Sequence[str]) -> dict[str, str]:
    """Return the parameters among words: NAME=VALUE; a word without `=` goes on with the value before it.

    Raises:
        UsageError: A word belongs to no value, or a name stands twice.

    Example:
        >>> parameters_of(["role=head", "of", "?kind=solid"])
        {'role': 'head of', 'kind': 'solid'}
    """
    values: dict[str, str] = {}
    last = ""
    for word in words:
        name, equals, value = word.partition("=")
        name = name.strip().lstrip("?$")
        if equals and name.isidentifier():
            if name in values:
                raise UsageError(f"{name} is given twice; give it once")
            values[name], last = value, name
        elif last:
            values[last] += f" {word}"
        else:
            raise UsageError(f"{word!r}: write NAME=VALUE")
    return values


_PLACE: Final = re.compile(r"line (\d+), column (\d+)")
_SHOWN: Final = 60


def told(error: RolegraphError, query: str = "") -> list[str]:
    """Return what to say of an error: a line, the line of the query with a mark below the place, the error's notes.

    Example:
        >>> from rolegraph.errors import QueryError
        >>> print(*told(QueryError("line 1, column 7: what?"), "ASK { ? }"), sep=chr(10))
        error: line 1, column 7: what?
          ASK { ? }
                ^
    """
    place = _PLACE.search(str(error))
    shown = _marked(query.split("\n"), int(place[1]) - 1, int(place[2]) - 1) if place else []
    return [f"error: {error}", *shown, *(f"  {note}" for note in getattr(error, "__notes__", ()))]


def _marked(rows: list[str], number: int, column: int) -> list[str]:
    if number >= len(rows) or not rows[number].strip():
        return []
    row = "".join(c if c.isprintable() else " " for c in rows[number])
    start = max(0, column - _SHOWN) if len(row) > 2 * _SHOWN else 0
    return [f"  {row[start : start + 2 * _SHOWN]}", f"  {' ' * display_width(row[start:column])}^"]


def _size(answer: Answer) -> str:
    if isinstance(answer, Boolean):
        return ""
    noun = "triple" if isinstance(answer, Triples) else "row"
    return f"{len(answer):,} {noun}{'' if len(answer) == 1 else 's'}, "
