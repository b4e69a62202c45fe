"""What a table of posts says: posts, lines between them, counts of staff, and what is odd about it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from rolegraph.errors import InputError
from rolegraph.postings import Span
from rolegraph.rosters.layouts import Columns

Named = tuple[str, Sequence[str]] | InputError
"""The name of a row and its cells, or what is wrong with it."""
LineKind = Literal["solid", "dotted", "functional"]


class Table(NamedTuple):
    """A table of posts that is ready to be read.

    Args:
        source: Its name.
        digest: SHA-256 of its bytes, in hexadecimal.
        header: The names of its columns.
        rows: Its rows, each with its name, or what is wrong with it.
        columns: Which columns hold what.
    """

    source: str
    digest: str
    header: Sequence[str]
    rows: Iterable[Named]
    columns: Columns


class Problem(NamedTuple):
    """Something that a table says and should not, or that its user ought to know.

    Args:
        place: The row: the table's name with `#row=` and the number of the row; the table's name for the whole.
        kind: What kind of thing it is, in one word.
        cause: What is wrong, what was made of it, and what to do.
    """

    place: str
    kind: str
    cause: str

    def __str__(self) -> str:
        """Return the place and the cause."""
        return f"{self.place}: {self.cause}"


class RosterPost(NamedTuple):
    """One post.

    Args:
        identity: What tells it from the other posts of its organization: a word for the kind of key, and the key.
        identifier: Its id as the table has it, "" where the id would name a person, or is not known.
        label: Its title; where it has none, a name made of its id.
        titles: All titles that rows give it, as they stand there.
        organization: The name of its organization, "" if unknown.
        scope: The name of the organization that its id is one of; "" where only the table is known.
        units: The units it belongs to.
        places: Where it sits, as rows say it.
        grades: Its grades.
        fte: Full-time equivalents, of all rows together; None if not stated.
        vacant: Whether it is held by nobody.
        eliminated: Whether the table says that it existed before, and is no more.
        persons: Who holds it; empty unless names are kept.
        rows: Where the text has its rows; none for a post that only others report to.
    """

    identity: tuple[str, str]
    identifier: str
    label: str
    titles: tuple[str, ...]
    organization: str
    scope: str
    units: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    fte: Decimal | None = None
    vacant: bool = False
    eliminated: bool = False
    persons: tuple[str, ...] = ()
    rows: tuple[Span, ...] = ()


class RosterLine(NamedTuple):
    """One line of a post to a superior.

    Args:
        subordinate: The number of the post that reports, in the roster's posts.
        superior: The number of the post it reports to.
        kind: The kind of line.
        rows: Where the text has the rows that say so.
    """

    subordinate: int
    superior: int
    kind: LineKind
    rows: tuple[Span, ...]


class StaffGroup(NamedTuple):
    """A count of staff of one grade and title below a post, directly or indirectly.

    Args:
        title: What they are called.
        superior: The identity of the post above them; empty where there is none.
        scope: The organization whose posts `superior` is one of, as for a post.
        organization: The name of their organization.
        units: The units they belong to.
        grade: Their grade.
        fte: How many they are, in full-time equivalents; None if not stated.
        row: Where the text has their row.
    """

    title: str
    superior: tuple[str, str] | tuple[()]
    scope: str
    organization: str
    units: tuple[str, ...]
    grade: str
    fte: Decimal | None
    row: Span


class Roster(NamedTuple):
    """One table of posts, read.

    Args:
        source: The file it was read from, as its user named it.
        digest: SHA-256 of its bytes, in hexadecimal.
        layout: The name of its layout.
        text: The columns that were read, as CSV, a row a line; offsets count in it.
        posts: Its posts in the order of the rows, then those that no row describes.
        lines: Who reports to whom, in the order of the rows.
        groups: Counts of staff.
        problems: What is odd about it, in the order of the rows.
        date: The day it tells of, ISO 8601; "" if unknown.
        rows: How many rows it has below the names of its columns.
    """

    source: str
    digest: str
    layout: str
    text: str
    posts: tuple[RosterPost, ...]
    lines: tuple[RosterLine, ...]
    groups: tuple[StaffGroup, ...]
    problems: tuple[Problem, ...]
    date: str = ""
    rows: int = 0
