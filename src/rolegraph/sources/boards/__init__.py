"""The answers of job boards, one module a board: what each calls its fields, and where it keeps its prose.

A module says under which keys a whole board holds its postings (`LISTS`), which keys tell a posting of this board
(`is_posting`), and adds one to a draft (`add`). Modules do not know each other; the table chooses.
"""

from itertools import islice
from typing import Final, NamedTuple, Protocol

from rolegraph.drafts import Draft
from rolegraph.sources.boards import (
    ashby,
    greenhouse,
    lever,
    personio,
    recruitee,
    smartrecruiters,
    teamtailor,
    workable,
    workday,
)
from rolegraph.sources.loose import Json, Record


class Board(Protocol):
    """What a module of this folder offers."""

    @property
    def LISTS(self) -> tuple[str, ...]:  # noqa: N802 - a constant of the module
        """The keys under which an answer holds its postings, the surest first."""

    def is_posting(self, record: Record) -> bool:
        """Tell from its keys whether a record is a posting of this board."""

    def add(self, draft: Draft, record: Record, answer: Record) -> None:
        """Add the posting in a record; `answer` is the object around the whole board, an empty one without."""


BOARDS: Final[dict[str, Board]] = {
    "greenhouse": greenhouse,
    "lever": lever,
    "ashby": ashby,
    "smartrecruiters": smartrecruiters,
    "workable": workable,
    "recruitee": recruitee,
    "teamtailor": teamtailor,
    "workday": workday,
    "personio": personio,
}
"""The boards by the name that `--source` takes."""


_SAMPLE: Final = 20


class Found(NamedTuple):
    """What an answer holds.

    Args:
        board: Whose it is.
        records: Its postings, and whatever stands among them.
        answer: The object around them, an empty one without.
    """

    board: Board
    records: list[Json]
    answer: Record


def of(record: Record) -> Board | None:
    """Return the board whose posting a record is, told from its keys; None when it is no board's."""
    return next((board for board in BOARDS.values() if board.is_posting(record)), None)


def find(document: Json, name: str = "") -> Found | None:
    """Return the postings in the answer of a job board.

    Args:
        document: One posting, a list of them, or an object that holds the list.
        name: The board it is said to be from; "" tells it from the keys.

    Returns:
        What was found; None when it is no board's answer, or holds nothing.

    Example:
        >>> found = find([{"text": "Porter", "categories": {}}, 5])
        >>> found.board.__name__, len(found.records)
        ('rolegraph.sources.boards.lever', 2)
    """
    seen: list[Json] = []
    sample: list[Record] = []
    for board in (BOARDS[name],) if name else BOARDS.values():
        if isinstance(document, dict) and board.is_posting(document):
            return Found(board, [document], {})
        records, answer = _held(document, board.LISTS)
        # most boards look at the same list
        if records is not seen:
            seen, sample = records, list(islice((one for one in records if isinstance(one, dict)), _SAMPLE))
        if any(map(board.is_posting, sample)):
            return Found(board, records, answer)
        if name and (records or isinstance(document, dict)):
            # whoever names the board knows better than the keys
            return Found(board, records or [document], answer)
    return None


def _held(document: Json, lists: tuple[str, ...]) -> tuple[list[Json], Record]:
    if isinstance(document, list):
        return document, {}
    if isinstance(document, dict):
        for key in lists:
            held = document.get(key)
            if isinstance(held, list | dict) and held:
                return held if isinstance(held, list) else [held], document
    return [], {}
