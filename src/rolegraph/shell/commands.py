"""The commands of the shell, which begin with a dot: one table, a function each."""

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from rolegraph.errors import OutputError, RolegraphError, UnreadableInput, UsageError
from rolegraph.shell.session import Session, Settings, parameters_of, words_of
from rolegraph.shell.statements import statements
from rolegraph.stores.answers import FORMATS
from rolegraph.stores.guarding import MAX_UPDATE_BYTES
from rolegraph.stores.library import GROUPS, named_query, search_queries
from rolegraph.stores.parameters import parameter_term
from rolegraph.vocabulary import PREFIXES


class Command(NamedTuple):
    """A command.

    Args:
        run: What it does with the words behind its name.
        arguments: What these are.
        help: What it does, in a line.
        takes: What may be completed there: `query`, `group`, `command`, `format`, `class`, `switch`, `path` or "".
    """

    run: Callable[[Session, list[str]], None]
    arguments: str
    help: str
    takes: str = ""


def run_command(session: Session, text: str) -> None:
    """Carry out a command.

    Args:
        session: The session.
        text: The command: a dot, its name or a beginning of it that no other shares, and its arguments.

    Raises:
        RolegraphError: It is unknown, wrongly used, or fails.
    """
    name, _, rest = text[1:].strip().partition(" ")
    command = COMMANDS[find_command(name)]
    words = words_of(rest)
    if words and not command.arguments:
        raise UsageError(f".{name} takes nothing behind it")
    if not words and command.arguments and not command.arguments.startswith("["):
        raise UsageError(f".{find_command(name)} needs {command.arguments}")
    command.run(session, words)


def find_command(name: str) -> str:
    """Return the name of the command that is called so, or that alone begins so.

    Raises:
        UsageError: There is none; the message names the nearest.
    """
    wanted = name.casefold()
    if wanted in COMMANDS:
        return wanted
    begun = [one for one in COMMANDS if wanted and one.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    near = begun or difflib.get_close_matches(wanted, COMMANDS, n=2, cutoff=0.5)
    hint = f"did you mean {' or '.join(f'.{one}' for one in near)}?" if near else ".help lists the commands"
    raise UsageError(f"no command is called .{name}; {hint}")


def _help(session: Session, words: list[str]) -> None:
    shown = {find_command(words[0].lstrip(".")): COMMANDS[find_command(words[0].lstrip("."))]} if words else COMMANDS
    heads = {name: f".{name} {one.arguments}".rstrip() for name, one in shown.items()}
    width = max(map(len, heads.values()))
    lines = [f"{heads[name]:{width}}  {one.help}" for name, one in shown.items()]
    session.outlet.print("".join(f"{line}\n" for line in ([*_WAYS, "", *lines] if not words else lines)))


_WAYS: Final = (
    "SELECT ... ;                  a query ends with ; or with an empty line behind its last bracket",
    "NAME [PARAMETER=VALUE]...     a named query, as in: direct-reports role=head of",
    "Tab completes, Ctrl-C stops a query or drops a line, Ctrl-D ends.",
)


def _queries(session: Session, words: list[str]) -> None:
    from rolegraph.stores.listing import as_list

    in_group = len(words) == 1 and words[0] in GROUPS
    found = search_queries(group=words[0]) if in_group else search_queries(" ".join(words))
    if not found:
        session.outlet.tell(f"no query holds all of {' '.join(words)!r}; .queries lists all")
    session.outlet.print(as_list(found))


def _show(session: Session, words: list[str]) -> None:
    session.outlet.print(named_query(" ".join(words)).text)


def _run(session: Session, words: list[str]) -> None:
    # "who reports to whom role=head of": the name may be several words, and a value too
    first = next((number for number, word in enumerate(words) if "=" in word), len(words))
    name = " ".join(words[:first])
    session.ask(name if name.endswith(".rq") else named_query(name).text, parameters_of(words[first:]))


def _read(session: Session, words: list[str]) -> None:
    path = Path(_one(words, "FILE")).expanduser()
    for one in statements(_script(path).splitlines()):
        try:
            if one.text.startswith(".") and find_command(one.text[1:].split(" ", 1)[0]) == "read":
                raise UsageError(".read stands in a file that is read; read one after the other")
            session.run(one.text)
        except RolegraphError as error:
            error.add_note(f"in the statement that begins in line {one.line} of {path}; the rest of it was left out")
            raise
        if session.done:
            break


def _script(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_UPDATE_BYTES + 1)
        if len(data) > MAX_UPDATE_BYTES:
            raise UnreadableInput(str(path), f"has more than {MAX_UPDATE_BYTES:,} bytes; split it")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput(str(path), "is not UTF-8; save it as UTF-8") from error
    except (OSError, ValueError) as error:
        raise UnreadableInput(str(path), f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _load(session: Session, words: list[str]) -> None:
    session.take(words)
    session.outlet.confirm(f"{', '.join(session.inputs)}: loaded")


def _schema(session: Session, words: list[str]) -> None:
    if not words:
        session.ask(_CLASSES, format="table")
        return
    name = _one(words, "CLASS")
    alike = [one.name for one in session.terms if one.kind == "class" and one.name.partition(":")[2] == name]
    term = parameter_term(alike[0] if len(alike) == 1 else name)
    if not term.startswith("<"):
        raise UsageError(f"{name!r} names no class; write it as org:Post or <IRI>")
    # a valid IRI, which may stand in the query: bound to an aggregate's variable, no index would help to find its nodes
    session.ask(_USED.replace("?class", term), format="table")


_CLASSES: Final = """SELECT ?class (COUNT(*) AS ?nodes) WHERE { ?node a ?class }
GROUP BY ?class ORDER BY DESC(?nodes) ?class"""
_USED: Final = """SELECT ?property (COUNT(DISTINCT ?node) AS ?nodes) (COUNT(*) AS ?values)
WHERE { ?node a ?class ; ?property ?value } GROUP BY ?property ORDER BY DESC(?nodes) ?property"""


def _prefixes(session: Session, _words: list[str]) -> None:
    width = max(map(len, PREFIXES)) + 1
    session.outlet.print("".join(f"{f'{name}:':{width}}  <{iri}>\n" for name, iri in PREFIXES.items()))


def rdf_formats() -> list[str]:
    """Return the formats that triples are written in."""
    from rolegraph.exports import FORMATS as EXPORTS

    return [one.name for one in EXPORTS.values() if one.takes == "quads" and not one.files]


def set_format(settings: Settings, name: str) -> None:
    """Have rows, or triples, or both be written in a format.

    Raises:
        UsageError: There is no such format.
    """
    name = name.casefold()
    triples = rdf_formats()
    if name not in FORMATS and name not in triples:
        raise UsageError(f"{name!r} is no format; rows: {', '.join(FORMATS)}; triples: {', '.join(triples)}")
    if name in FORMATS:
        settings.rows = name
    if name in triples or name in ("table", "markdown"):
        settings.triples = name


def _format(session: Session, words: list[str]) -> None:
    chosen = session.settings
    if words:
        set_format(chosen, _one(words, "NAME"))
    _say(session, words, f"rows as {chosen.rows or 'table'}, triples as {chosen.triples or 'turtle'}")


def _limit(session: Session, words: list[str]) -> None:
    if words:
        text = _one(words, "N")
        if not text.isdecimal():
            raise UsageError(f".limit {text}: write a whole number; 0 for all")
        session.settings.limit = int(text)
    told = f"at most {session.settings.limit:,} rows or triples" if session.settings.limit else "all rows and triples"
    _say(session, words, told)


def _timeout(session: Session, words: list[str]) -> None:
    if words:
        text = _one(words, "SECONDS")
        try:
            seconds = float(text)
        except ValueError:
            seconds = -1.0
        if not 0 <= seconds < 1e9:
            raise UsageError(f".timeout {text}: write a number of seconds; 0 for as long as it takes")
        session.settings.timeout = seconds
    limit = session.settings.timeout
    _say(session, words, f"a query may take {limit:g} s" if limit else "a query may take as long as it needs")


def _timing(session: Session, words: list[str]) -> None:
    word = _one(words, "on or off") if words else ""
    if word not in ("", "on", "off"):
        raise UsageError(f".timing {word}: write on or off")
    session.settings.timing = (word == "on") if word else not session.settings.timing
    _say(session, words, "sizes and times are told" if session.settings.timing else "sizes and times are not told")


def _once(session: Session, words: list[str]) -> None:
    path = Path(_one(words, "FILE")).expanduser()
    if path.is_dir() or not path.parent.is_dir():
        raise OutputError(f"{path}: name a file in a folder that is there")
    session.settings.once = path
    _say(session, words, f"the next answer goes to {path}")


def _quit(session: Session, _words: list[str]) -> None:
    session.done = True


def _say(session: Session, words: list[str], text: str) -> None:
    """Say how something is set: aloud where the user only asks for it."""
    if words:
        session.outlet.confirm(text)
    else:
        session.outlet.print(f"{text}\n")


def _one(words: list[str], what: str) -> str:
    if len(words) != 1:
        raise UsageError(f"give one {what}, not {len(words)}: {' '.join(words)}")
    return words[0]


COMMANDS: Final = {
    "help": Command(_help, "[COMMAND]", "Show the commands.", "command"),
    "queries": Command(
        _queries, "[WORD]...", "List the named queries: all, a group, or those that hold the words.", "group"
    ),
    "show": Command(_show, "NAME", "Show the SPARQL of a named query.", "query"),
    "run": Command(_run, "NAME [PARAMETER=VALUE]...", "Ask a named query, or a file that ends in .rq.", "query"),
    "read": Command(_read, "FILE", "Carry out the statements of a file.", "path"),
    "load": Command(_load, "[INPUT]...", "Load more files or folders, and those that are loaded again.", "path"),
    "schema": Command(_schema, "[CLASS]", "Count the nodes of each class, or the properties of one.", "class"),
    "prefixes": Command(_prefixes, "", "List the prefixes that need no declaration."),
    "format": Command(_format, "[NAME]", "Set or show how answers are written.", "format"),
    "limit": Command(_limit, "[N]", "Set or show the most rows or triples of an answer; 0 for all."),
    "timeout": Command(_timeout, "[SECONDS]", "Set or show how long a query may take; 0 for as long as it needs."),
    "timing": Command(
        _timing, "[on|off]", "Tell the size of each answer and the time it took, or stop telling.", "switch"
    ),
    "once": Command(_once, "FILE", "Write the next answer to a file.", "path"),
    "quit": Command(_quit, "", "End the shell; .exit and Ctrl-D do too."),
    "exit": Command(_quit, "", "End the shell."),
}
"""The commands by name, in the order of the help."""
