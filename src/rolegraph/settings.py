"""What a user can set: one frozen dataclass, shared by the library and the commands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from rolegraph.errors import UsageError
from rolegraph.regexes import regex
from rolegraph.vocabulary import web_address

EvidenceDetail = Literal["full", "compact", "none"]

# an absolute IRI of another scheme than http, in the characters that need no escape (RFC 3986)
_OTHER_BASE: Final = regex(r"(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/@!$&'()*+,;=-]*[/:]#?")


@dataclass(frozen=True, slots=True)
class Settings:
    """How postings are read and written.

    Args:
        base: The IRI under which data IRIs are minted; ends in "/" or "#".
        evidence: `full` writes every quote and statement; `compact` leaves out `oa:exact` and the statements about
            plain relations; `none` writes no evidence.
        source: The kind of input (`html`, `text`, `markdown`, ...); "" finds it from the content.
        encoding: The character encoding to read input in; "" finds it (byte-order mark, declaration, then UTF-8).
        max_bytes: The largest input that is read, in bytes; also how much a compressed document may unpack to.
        resolve: Whether to add what is the same across postings (`rolegraph.resolution`), in a graph of its own.
        map: For records and tables, the column or columns that hold a field, by the field's name (`title`, `body`,
            ...); "" leaves a field out. Columns of other fields are found by their names and contents.
        organization: For tables of posts that name none, the organization that the posts belong to.
        date: For tables of posts that name none, the day that they tell of, in ISO 8601.
        keep_names: For tables of posts, whether the names and addresses of who holds the posts are kept.

    Raises:
        UsageError: `base` is no absolute IRI that ends so, or another value is none of those allowed.

    Example:
        >>> Settings(evidence="compact").base
        'https://w3id.org/rolegraph/data/'
    """

    base: str = "https://w3id.org/rolegraph/data/"
    evidence: EvidenceDetail = "full"
    source: str = ""
    encoding: str = ""
    max_bytes: int = 10_000_000
    resolve: bool = True
    # a mapping cannot be hashed, and settings that differ in it alone may share a hash
    map: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)
    organization: str = ""
    date: str = ""
    keep_names: bool = False

    def __post_init__(self) -> None:
        """Refuse what would make invalid IRIs or be passed over in silence."""
        is_web = self.base.endswith(("/", "#", ":")) and web_address(self.base) == f"<{self.base}>"
        if not is_web and not _OTHER_BASE.fullmatch(self.base):
            raise UsageError(f"base {self.base!r}: give an absolute IRI that ends in / # or :")
        if self.evidence not in get_args(EvidenceDetail):
            raise UsageError(f"evidence {self.evidence!r}: choose one of {', '.join(get_args(EvidenceDetail))}")
        if self.max_bytes < 1:
            raise UsageError(f"max_bytes {self.max_bytes}: give a number of bytes above 0")
        if self.date and not _is_day(self.date):
            raise UsageError(f"date {self.date!r}: give a day as in 2026-03-31")
        object.__setattr__(self, "map", _normal(self.map))


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _normal(given: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return a map with the fields' names as they are spelled inside, and a tuple of columns for each."""
    if not isinstance(given, Mapping) or not all(isinstance(value, str | list | tuple) for value in given.values()):
        raise UsageError(f"map {given!r}: give the columns by the names of the fields, as in {{'title': 'job_title'}}")
    columns = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in given.items()}
    return {
        name.strip().lower().replace("_", "-"): tuple(column for column in value if column)
        for name, value in columns.items()
    }
