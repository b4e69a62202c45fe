"""Files of SHACL shapes as plain triples: read with Oxigraph's parser, once per process and state of the files.

Every engine compiles what is read here, so that blank nodes have one name in all of them. Nothing is fetched from the
net: imports are not followed, and a query that would ask elsewhere is refused.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from rolegraph.errors import MalformedInput, UnreadableInput, UsageError
from rolegraph.regexes import regex
from rolegraph.vocabulary import PREFIXES, value

_SYNTAXES: Final = (".ttl", ".nt")

RDF_FIRST: Final = f"<{PREFIXES['rdf']}first>"
RDF_REST: Final = f"<{PREFIXES['rdf']}rest>"
RDF_NIL: Final = f"<{PREFIXES['rdf']}nil>"

# IRIs, strings and comments of SPARQL, in which a keyword is no keyword
_NO_KEYWORD: Final = regex(
    r"<[^<>\"{}|^`\\\x00-\x20]*>|\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'|\#[^\n\r]*",
    re.DOTALL,
)
_REMOTE: Final = regex(r"(?<![?$:\w-])(?:SERVICE|FROM)(?![\w:-])", re.IGNORECASE)
# SPARQL allows a code point by number anywhere, in which a keyword could hide
_BY_NUMBER: Final = regex(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5})")


def sh(name: str) -> str:
    """Return the term of a word of SHACL.

    Example:
        >>> sh("path")
        '<http://www.w3.org/ns/shacl#path>'
    """
    return f"<{PREFIXES['sh']}{name}>"


class ShapeTriples:
    """The triples of files of shapes.

    Args:
        triples: Terms in their N-Triples spelling.
        prefixes: The prefixes that the files declare.
        files: Where they come from, for messages.

    Example:
        >>> graph = ShapeTriples([("<a:s>", sh("minCount"), '"1"')], {}, [])
        >>> graph.objects("<a:s>", sh("minCount"))
        ['"1"']
    """

    def __init__(self, triples: list[tuple[str, str, str]], prefixes: dict[str, str], files: Sequence[Path]) -> None:
        self.triples = list(dict.fromkeys(triples))
        self.prefixes = prefixes
        self.files = tuple(files)
        self.nodes: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._subjects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, object_ in self.triples:
            self.nodes[subject].setdefault(predicate, []).append(object_)
            self._subjects[predicate][object_].append(subject)

    def objects(self, subject: str, predicate: str) -> list[str]:
        """Return the objects of a subject and a predicate, in the order of the files."""
        return self.nodes.get(subject, {}).get(predicate, [])

    def subjects(self, predicate: str, object_: str | None = None) -> list[str]:
        """Return the subjects of a predicate, and of an object where one is given."""
        by_object = self._subjects.get(predicate, {})
        if object_ is None:
            return list(dict.fromkeys(subject for subjects in by_object.values() for subject in subjects))
        return by_object.get(object_, [])

    def values(self, predicate: str) -> list[str]:
        """Return the objects of a predicate."""
        return list(self._subjects.get(predicate, {}))

    def items(self, head: str) -> list[str] | None:
        """Return the members of an RDF list; None where it is none: a cell without end, or with two."""
        members: list[str] = []
        seen: set[str] = set()
        while head != RDF_NIL:
            first, rest = self.objects(head, RDF_FIRST), self.objects(head, RDF_REST)
            if head in seen or len(first) != 1 or len(rest) != 1:
                return None
            seen.add(head)
            members.append(first[0])
            head = rest[0]
        return members


def read_shapes(files: Sequence[Path]) -> ShapeTriples:
    """Read shapes.

    Args:
        files: Turtle (`.ttl`) or N-Triples (`.nt`).

    Returns:
        The triples of all files together; the same object while the files do not change.

    Raises:
        UsageError: A file is in another syntax.
        UnreadableInput: A file cannot be read.
        MalformedInput: A file is not what it should be: broken syntax, or queries that would fetch from the net.

    Example:
        >>> from rolegraph import resources
        >>> len(read_shapes([resources.folder("shapes") / "role.ttl"]).subjects(sh("path")))
        2
    """
    return _read(tuple(map(_version, files)))


def faulty(files: Sequence[Path], error: Exception) -> MalformedInput:
    """Say that shapes cannot be used, whatever a parser or an engine tripped over.

    Args:
        files: The files of the shapes.
        error: What was raised.

    Returns:
        The error to raise from it.

    Example:
        >>> str(faulty([Path("a.ttl")], ValueError("no path")))
        'a.ttl: the shapes cannot be used: no path; mend them as SHACL 1.0 asks'
    """
    reason = " ".join(str(error).split())[:300] or type(error).__name__
    return MalformedInput(
        ", ".join(map(str, files)), f"the shapes cannot be used: {reason}; mend them as SHACL 1.0 asks"
    )


def _version(file: Path) -> tuple[Path, int, int]:
    """Tell one state of a file from the next, so that a shape edited while a notebook runs is read again."""
    if file.suffix not in _SYNTAXES:
        raise UsageError(f"{file}: shapes are read from {' or '.join(_SYNTAXES)} files; convert this one first")
    try:
        state = file.stat()
    except OSError as error:
        raise _unreadable(file, error) from error
    return file.absolute(), state.st_mtime_ns, state.st_size


def _unreadable(file: Path, error: OSError) -> UnreadableInput:
    return UnreadableInput(str(file), f"the shapes cannot be read: {error.strerror}; check the path")


@lru_cache(maxsize=8)
def _read(versions: tuple[tuple[Path, int, int], ...]) -> ShapeTriples:
    files = [file for file, _, _ in versions]
    prefixes: dict[str, str] = {}
    read = ShapeTriples([triple for file in files for triple in _parse(file, prefixes)], prefixes, files)
    for predicate in (sh("select"), sh("ask")):
        _refuse_remote_queries(read.values(predicate), files)
    return read


def _parse(file: Path, prefixes: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Read a file and note its prefixes, with Oxigraph's parser: rdflib's would cost every validation 20 ms more."""
    import pyoxigraph

    syntax = pyoxigraph.RdfFormat.from_extension(file.suffix[1:])
    try:
        parser = pyoxigraph.parse(file.read_bytes(), format=syntax, base_iri=file.as_uri())
        for triple in parser:
            yield str(triple.subject), str(triple.predicate), str(triple.object)
        prefixes.update(parser.prefixes)
    except OSError as error:
        raise _unreadable(file, error) from error
    except (SyntaxError, ValueError) as error:
        raise faulty([file], error) from error


def _refuse_remote_queries(queries: Sequence[str], files: Sequence[Path]) -> None:
    for query in queries:
        text = _BY_NUMBER.sub(lambda m: chr(int(m[1] or m[2], 16)), value(query))
        if _REMOTE.search(_NO_KEYWORD.sub(" ", text)):
            names = ", ".join(map(str, files))
            raise MalformedInput(names, "a query of the shapes uses SERVICE or FROM; remove it: nothing is fetched")
