"""XML of job boards to records, read safely: no document type, so no entities, nothing fetched, a bounded depth.

The size is bounded by `Settings.max_bytes` before anything is read.
"""

from typing import Final

from rolegraph.errors import MalformedInput
from rolegraph.sources.loose import Json, Record

_DEEPEST: Final = 50


class _Unsafe(Exception):
    """What a document holds that no feed of postings needs."""


class _Reader:
    """Collects the elements of one name as records, one after another, so that those before a fault are kept."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.records: list[Json] = []
        self._names = names
        self._open: list[tuple[str, Record, list[str]]] = []
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - a handler of expat
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Unsafe("elements nested too deep to be postings")
        if self._open or name in self._names:
            self._open.append((name, {}, []))

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def end(self, name: str) -> None:  # noqa: ARG002 - a handler of expat
        self._depth -= 1
        if not self._open:
            return
        key, children, text = self._open.pop()
        value: Json = children or "".join(text).strip()
        if not self._open:
            self.records.append(value)
            return
        held = self._open[-1][1]
        if key not in held:
            held[key] = value
        elif isinstance(held[key], list):
            held[key].append(value)
        else:
            held[key] = [held[key], value]

    def refuse(self, *_: object) -> None:
        raise _Unsafe("a document type (<!DOCTYPE ...>), which is not read: take it out")


def records(data: str, source: str, names: tuple[str, ...]) -> tuple[list[Json], MalformedInput | None]:
    """Return the elements of some names as records.

    Args:
        data: The XML.
        source: Its name, for messages.
        names: The names of the elements that are postings.

    Returns:
        For each such element an object: the names of its children, and their texts or objects, lists of them where a
        name repeats; and what is wrong with the rest, None where all could be read.

    Example:
        >>> records("<jobs><job><name>Cook</name><at>Graz</at><at>Linz</at></job></jobs>", "a.xml", ("job",))
        ([{'name': 'Cook', 'at': ['Graz', 'Linz']}], None)
    """
    # a page needs none of it
    from xml.parsers import expat

    reader = _Reader(names)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.StartDoctypeDeclHandler = reader.refuse
    cause = ""
    try:
        parser.Parse(data, True)
    except _Unsafe as unsafe:
        cause = str(unsafe)
    except expat.ExpatError as error:
        cause = f"not well-formed XML: {expat.ErrorString(error.code)}"
    except ValueError:
        # a lone surrogate, which has no bytes
        cause = "not well-formed XML: a character that is none"
    if not cause:
        return reader.records, None
    place = f"line {parser.CurrentLineNumber}, column {parser.CurrentColumnNumber + 1}: "
    return reader.records, MalformedInput(source, place + cause)
