"""The named queries: `queries/*.rq`, one question a file, told by their head comments.

A file begins so, with one line of each kind but `parameters`, which may be repeated or missing:

    # Who reports to whom, and by which kind of line.
    # group: reporting
    # parameters: ?role text - text in the title of the role that reports
    # example: role=engineer

The group is one of `GROUPS`. A parameter says of what kind its values are: `text`, for words that are looked for in any
case, or `number`. The example's values are joined by ` & `.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from rolegraph.errors import UnreadableInput, UsageError
from rolegraph.resources import files
from rolegraph.stores.guarding import MAX_BYTES, MAX_UPDATE_BYTES, UPDATES

GROUPS: Final = {
    "reporting": "who reports to whom, and how",
    "roles": "which roles and postings there are",
    "places": "where roles are",
    "profile": "what a role does, asks for and offers",
    "organizations": "what organizations do and say of themselves",
    "tables": "what tables of posts say",
    "evidence": "what the facts rest on, and how sure they are",
    "resolution": "what is the same under several names",
}
"""What the queries of each group tell, in the order in which they are listed."""

_PARAMETER: Final = re.compile(r"# parameters: \?(\w+) (text|number) - (.+)")
_FIELD: Final = re.compile(r"# (group|example): (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that its user may give a value.

    Args:
        kind: `text` or `number`.
        meaning: What the value says.
    """

    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library.

    Args:
        name: What it is called by: its file's name without the ending.
        description: What it answers, in one sentence.
        group: The kind of question, one of `GROUPS`.
        parameters: By the variable's name, in the file's order. All may be left out.
        example: Values of parameters that show what it is for; may be empty.
        text: The SPARQL.
    """

    name: str
    description: str
    group: str
    text: str
    parameters: dict[str, Parameter] = field(default_factory=dict)
    example: dict[str, str] = field(default_factory=dict)

    def mentions(self, words: Iterable[str]) -> bool:
        """Tell whether each of the words is somewhere in it: name, head or SPARQL, in any case."""
        whole = f"{self.name} {self.text}".casefold()
        return all(word.casefold() in whole for word in words)


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """Return the named queries, group by group in the order of `GROUPS`, each group sorted by name.

    Example:
        >>> [query.name for query in named_queries() if query.group == "reporting"][:2]
        ['all-reports', 'alternative-superiors']
    """
    found = (read_named_query(path) for path in files("queries", ".rq"))
    rank = {group: number for number, group in enumerate(GROUPS)}
    return tuple(sorted(found, key=lambda query: (rank.get(query.group, len(rank)), query.name)))


def search_queries(text: str = "", *, group: str = "") -> list[NamedQuery]:
    """Return the named queries that hold each word of a text.

    Args:
        text: Words, or parts of words, in any case and order; they may stand in the name, the description, the
            parameters or the SPARQL.
        group: Only those of this group, one of `GROUPS`.

    Returns:
        The queries in the library's order.

    Raises:
        UsageError: There is no such group.

    Example:
        >>> [query.name for query in search_queries("superior beside")]
        ['dotted-lines']
    """
    if group and group not in GROUPS:
        raise UsageError(f"no group of queries is called {group!r}; choose one of {', '.join(GROUPS)}")
    words = text.split()
    return [one for one in named_queries() if group in ("", one.group) and one.mentions(words)]


def named_query(name: str) -> NamedQuery:
    """Return the named query called `name`.

    Args:
        name: Its name, in any case, with `-`, `_` or a space between words.

    Returns:
        The query.

    Raises:
        UsageError: There is none; the message names the nearest.

    Example:
        >>> named_query("Who_reports_to_whom").description
        'Who reports to whom, and by which kind of line.'
    """
    wanted = re.sub(r"[\s_]+", "-", name.strip()).casefold()
    known = {query.name: query for query in named_queries()}
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "`rolegraph queries` lists them"
    raise UsageError(f"no query is called {name!r}; {hint}")


def find_query(text: str) -> str:
    """Return the SPARQL that a user means.

    Args:
        text: The name of a named query, the path of a file that ends in `.rq`, or SPARQL itself.

    Returns:
        SPARQL, not checked yet.

    Raises:
        UsageError: It is a word that no named query is called by.
        UnreadableInput: The file cannot be read, or is no UTF-8.

    Example:
        >>> find_query("ASK { ?role a org:Post }")
        'ASK { ?role a org:Post }'
        >>> find_query("who-reports-to-whom").startswith("# Who reports to whom")
        True
    """
    if text.strip().endswith(".rq") and not re.search(r"[{}\n]", text):
        return _read_file(Path(text.strip()))
    words = re.fullmatch(r"\s*([A-Za-z]+)[\w\s-]*", text)
    if words and words[1].upper() not in KEYWORDS:
        return named_query(text).text
    return text


KEYWORDS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "BASE", "PREFIX"}) | UPDATES


def read_update(text: str) -> str:
    """Return the update that a user means: SPARQL itself, or the content of a file whose name ends in `.ru`.

    Raises:
        UnreadableInput: The file cannot be read, or is no UTF-8.
    """
    if text.strip().endswith(".ru") and not re.search(r"[{}\n]", text):
        return _read_file(Path(text.strip()), most=MAX_UPDATE_BYTES)
    return text


def _read_file(path: Path, *, most: int = MAX_BYTES) -> str:
    try:
        with path.open("rb") as stream:
            # one byte over the limit is enough for the check of the length to refuse it
            return stream.read(most + 1).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput(str(path), "the query is not UTF-8, or is too long; save it as UTF-8") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableInput(str(path), f"the query cannot be read: {reason}") from error


def read_named_query(path: Path) -> NamedQuery:
    """Read a query file by its head comments.

    Args:
        path: The `.rq` file.

    Returns:
        The query; its description is "" where the file does not begin with a comment.
    """
    text = path.read_text(encoding="utf-8")
    head = [line for line in text.split("\n") if line.startswith("#")]
    fields = {match[1]: match[2] for line in head if (match := _FIELD.fullmatch(line))}
    pairs = (pair.partition("=") for pair in fields.get("example", "").split(" & ") if pair)
    return NamedQuery(
        name=path.stem,
        description=head[0].removeprefix("#").strip() if text.startswith("#") else "",
        group=fields.get("group", ""),
        text=text,
        parameters={m[1]: Parameter(m[2], m[3]) for line in head if (m := _PARAMETER.fullmatch(line))},
        example={name: value for name, _, value in pairs},
    )
