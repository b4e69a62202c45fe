"""The job boards whose public interfaces are known: one module each, one table."""

from typing import Final

from rolegraph.fetching.boards import (
    ashby,
    greenhouse,
    lever,
    personio,
    recruitee,
    smartrecruiters,
    teamtailor,
    workable,
)
from rolegraph.fetching.listing import Board

BOARDS: Final[dict[str, Board]] = {
    "greenhouse": greenhouse.BOARD,
    "lever": lever.BOARD,
    "ashby": ashby.BOARD,
    "smartrecruiters": smartrecruiters.BOARD,
    "workable": workable.BOARD,
    "recruitee": recruitee.BOARD,
    "teamtailor": teamtailor.BOARD,
    "personio": personio.BOARD,
}
"""How each kind of board is read, by the word before the colon."""
