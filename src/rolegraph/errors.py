"""The errors that rolegraph raises.

    RolegraphError
    ├── UsageError            an argument that makes no sense; nothing was read
    ├── InputError            one input cannot be used; the rest of a batch goes on
    │   ├── UnreadableInput   missing, empty, binary, too large, in an unknown encoding
    │   ├── MalformedInput    readable, but no posting: no text, no title, broken syntax
    │   └── InternalFault     rolegraph itself failed on it
    ├── QueryError            a query that is not SPARQL, or asks for what is switched off
    ├── StoreError            a store or endpoint that cannot be opened or reached
    └── OutputError           a result that cannot be written

Every message says what is wrong, where, and what to do about it.
"""


class RolegraphError(Exception):
    """The root of every error that rolegraph raises on purpose."""


class UsageError(RolegraphError):
    """An argument that makes no sense; nothing was read."""


class InputError(RolegraphError):
    """One input cannot be used.

    Args:
        source: The file, URL or stream as its user named it.
        cause: What is wrong and what to do, without the source's name.

    Example:
        >>> str(UnreadableInput("a.html", "the file is empty"))
        'a.html: the file is empty'
    """

    def __init__(self, source: str, cause: str) -> None:
        # a file name is hostile input too: a newline in it must not forge a second message
        shown = source.encode("unicode_escape").decode("ascii") if not source.isprintable() else source
        super().__init__(f"{shown}: {cause}")
        self.source = source
        self.cause = cause

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str]]:
        return type(self), (self.source, self.cause)


class UnreadableInput(InputError):
    """Missing, empty, binary, too large, or in an unknown encoding."""


class MalformedInput(InputError):
    """Readable, but not a posting: no text, no title, broken syntax."""


class InternalFault(InputError):
    """A fault of rolegraph's own, met in one input; the rest of a batch is not lost for it."""


class QueryError(RolegraphError):
    """A query that is not SPARQL, or that asks for what is switched off."""


class StoreError(RolegraphError):
    """A store or endpoint that cannot be opened or reached."""


class OutputError(RolegraphError):
    """A result that cannot be written."""
