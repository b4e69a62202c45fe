"""What the shell offers when the user presses tab: a plain function of what stands before the cursor."""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from rolegraph.errors import UsageError
from rolegraph.shell.commands import COMMANDS, find_command, rdf_formats
from rolegraph.shell.session import Session
from rolegraph.shell.statements import takes_one_line
from rolegraph.stores.answers import FORMATS
from rolegraph.stores.library import GROUPS, named_queries, named_query
from rolegraph.vocabulary import PREFIXES


class Candidate(NamedTuple):
    """Something to write.

    Args:
        text: What to write.
        replaces: How many characters before the cursor it takes the place of.
        told: What it is.
    """

    text: str
    replaces: int
    told: str = ""


FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")
WORDS: Final = (
    *(
        "DISTINCT",
        "REDUCED",
        "WHERE",
        "FROM",
        "NAMED",
        "OPTIONAL",
        "UNION",
        "MINUS",
        "GRAPH",
        "FILTER",
        "BIND",
        "VALUES",
    ),
    *(
        "NOT EXISTS",
        "EXISTS",
        "AS",
        "IN",
        "GROUP BY",
        "HAVING",
        "ORDER BY",
        "ASC",
        "DESC",
        "LIMIT",
        "OFFSET",
        "SERVICE",
    ),
    *("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "SEPARATOR", "BOUND", "COALESCE", "IF", "STR"),
    *(
        "LANG",
        "LANGMATCHES",
        "DATATYPE",
        "IRI",
        "BNODE",
        "STRDT",
        "STRLANG",
        "CONTAINS",
        "STRSTARTS",
        "STRENDS",
        "STRLEN",
    ),
    *("STRBEFORE", "STRAFTER", "SUBSTR", "CONCAT", "REPLACE", "REGEX", "LCASE", "UCASE", "ENCODE_FOR_URI", "isIRI"),
    *("isBLANK", "isLITERAL", "isNUMERIC", "sameTerm", "ABS", "ROUND", "CEIL", "FLOOR", "NOW", "YEAR", "MONTH", "DAY"),
    *(
        "HOURS",
        "MINUTES",
        "SECONDS",
        "TIMEZONE",
        "TZ",
        "UUID",
        "STRUUID",
        "MD5",
        "SHA1",
        "SHA256",
        "RAND",
        "true",
        "false",
    ),
)
"""The words of SPARQL 1.1 but those that a query begins with."""

_LAST: Final = re.compile(r"(?P<variable>[?$]\w*)|(?P<name>[A-Za-z][\w-]*:[\w.-]*)|(?P<word>[A-Za-z][\w-]*)")
_AFTER_A: Final = re.compile(r"(?:^|[\s;{])(?:a|rdf:type)\s+$")
_QUOTED: Final = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>|(?P<open>["'#]|<[^\s<>=?]+$)""")
_NESTED: Final = 4_000
"""How much before the cursor is looked at for variables."""


def candidates(before: str, session: Session) -> list[Candidate]:
    """Return what may be written at the cursor.

    Args:
        before: The statement up to the cursor.
        session: Whose terms and commands are offered.

    Returns:
        What begins like the word at the cursor, the likeliest kind first; [] inside of strings and comments.

    Example:
        >>> import rolegraph
        >>> session = Session(rolegraph.build(b"<h1>Night Porter</h1>"), outlet=None)
        >>> [one.text for one in candidates("SELECT ?x { ?x a org:Po", session)]
        ['org:Post']
        >>> [one.text for one in candidates("direct-reports ro", session)]
        ['role=']
    """
    if before.lstrip().startswith("."):
        return list(_in_command(before.lstrip(), session))
    if " " in before.lstrip() and takes_one_line(before):
        return list(_parameters(before.lstrip()))
    line = before.rpartition("\n")[2]
    if any(match["open"] for match in _QUOTED.finditer(line)):
        return []
    found = next((match for match in _LAST.finditer(line) if match.end() == len(line)), None)
    start = found.start() if found else len(line)
    if found and found["variable"] is not None:
        return list(_variables(before, line[start:]))
    return list(_in_query(before, line[start:], len(before) - len(line) + start, session))


def _in_query(before: str, word: str, start: int, session: Session) -> Iterator[Candidate]:
    """Offer terms, words of SPARQL and prefixes; where a query begins, the named queries."""
    head = before[:start]
    if not head.strip():
        yield from _begin(word, FORMS)
        yield from _begin(word, ((one.name, one.description) for one in named_queries()))
        return
    classes = bool(_AFTER_A.search(head))
    order = ("class",) if classes else ("property", "class", "concept")
    colon = ":" in word
    terms = sorted((one for one in session.terms if one.kind in order), key=lambda one: order.index(one.kind))
    for one in terms:
        own = one.name.partition(":")[2]
        if (
            one.name.startswith(word)
            if colon
            else ((classes or len(word) > 1) and own.casefold().startswith(word.casefold()))
        ):
            yield Candidate(one.name, len(word), one.meaning)
    if colon:
        return
    if not classes and word:
        yield from _begin(word, WORDS)
        yield from _begin(word, FORMS)
    yield from _begin(word, ((f"{name}:", iri) for name, iri in PREFIXES.items()))


def _variables(before: str, word: str) -> Iterator[Candidate]:
    known = dict.fromkeys(re.findall(r"[?$]\w+", before[-_NESTED : len(before) - len(word)]))
    yield from (Candidate(name, len(word)) for name in known if name.startswith(word) and name != word)


def _begin(word: str, names: Iterable[str | tuple[str, str]]) -> Iterator[Candidate]:
    for one in names:
        name, told = (one, "") if isinstance(one, str) else one
        if name.casefold().startswith(word.casefold()):
            yield Candidate(name, len(word), told)


def _parameters(before: str) -> Iterator[Candidate]:
    """Offer the parameters of the named query that a line begins with, but those that are given."""
    words = before.split(" ")
    first = next((number for number, word in enumerate(words) if "=" in word), len(words) - 1)
    known = {one.name for one in named_queries()}
    name = "-".join(words[:first]).casefold()
    if name not in known or "=" in words[-1]:
        return
    given = {word.partition("=")[0] for word in words[first:]}
    left = ((f"{one}=", told.meaning) for one, told in named_query(name).parameters.items() if one not in given)
    yield from _begin(words[-1], left)


def _in_command(before: str, session: Session) -> Iterator[Candidate]:
    name, space, rest = before[1:].partition(" ")
    if not space:
        yield from (
            Candidate(f".{one}", len(before), told.help) for one, told in COMMANDS.items() if one.startswith(name)
        )
        return
    try:
        found = find_command(name)
    except UsageError:
        return
    if found == "run" and " " in rest.lstrip():
        yield from _parameters(rest.lstrip())
    else:
        offer = _ARGUMENTS.get(COMMANDS[found].takes)
        yield from offer(rest, session) if offer else ()


def _queries(word: str, _session: Session) -> Iterator[Candidate]:
    yield from _begin(word, ((one.name, one.description) for one in named_queries()))
    if "/" in word or "." in word:
        yield from (one for one in _paths(word, _session) if one.text.endswith(("/", ".rq")))


def _classes(word: str, session: Session) -> Iterator[Candidate]:
    for one in session.terms:
        if one.kind == "class" and word.casefold() in (
            one.name.casefold()[: len(word)],
            one.name.partition(":")[2].casefold()[: len(word)],
        ):
            yield Candidate(one.name, len(word), one.meaning)


def _paths(rest: str, _session: Session) -> Iterator[Candidate]:
    """Offer the files and folders whose path begins like the last word."""
    word = rest.rpartition(" ")[2].lstrip("'\"")
    folder, slash, begin = word.rpartition("/")
    try:
        with os.scandir(Path(folder + slash or ".").expanduser()) as listed:
            entries = sorted((one.name, one.is_dir()) for one in listed)
    except (OSError, ValueError, RuntimeError):
        return
    for name, is_folder in entries:
        if name.startswith(begin) and name.isprintable() and (begin or not name.startswith(".")):
            path = f"{folder}{slash}{name}{'/' if is_folder else ''}"
            yield Candidate(path if path.startswith("~") else shlex.quote(path), len(rest.rpartition(" ")[2]))


_ARGUMENTS: Final[dict[str, Callable[[str, Session], Iterable[Candidate]]]] = {
    "command": lambda word, _: _begin(word, ((name, one.help) for name, one in COMMANDS.items())),
    "group": lambda word, _: _begin(word, GROUPS.items()),
    "format": lambda word, _: _begin(word, dict.fromkeys([*FORMATS, *rdf_formats()])),
    "switch": lambda word, _: _begin(word, ("on", "off")),
    "query": _queries,
    "class": _classes,
    "path": _paths,
}
