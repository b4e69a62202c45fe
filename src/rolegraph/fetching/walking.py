"""Fetches all postings of a board: from its first answer to wherever that leads."""

import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from rolegraph.errors import InputError, UnreadableInput
from rolegraph.fetching.boards import BOARDS
from rolegraph.fetching.failures import Failure
from rolegraph.fetching.listing import Record
from rolegraph.fetching.naming import posting_name, posting_prefix
from rolegraph.fetching.remembering import Known, Memory
from rolegraph.fetching.saving import Folder, Saved
from rolegraph.fetching.visiting import Answer, Visitor, checked_url

_MOST_ANSWERS: Final = 20_000


class Walk:
    """A walk through one board.

    Args:
        target: The kind of the board and its name, with a colon between.
        visitor: Sends the requests.
        folder: Where the files go.
        memory: What earlier runs learned.
        api_base: Where the interface is, in place of its usual place; "" for that.
    """

    def __init__(self, target: str, visitor: Visitor, folder: Folder, memory: Memory, *, api_base: str = "") -> None:
        self._target = target
        self._kind, _, name = target.partition(":")
        self._name = unquote(name)
        self._board = BOARDS[self._kind]
        self._start = self._board.start(quote(self._name, safe=""), api_base.replace("{board}", self._kind))
        self._visitor = visitor
        self._folder = folder
        self._memory = memory
        self._learned: dict[str, Known] = {}
        self._whole = True

    def run(self, *, prune: bool = False) -> Iterator[Saved | InputError]:
        """Fetch the board, and remember what it takes to ask less the next time.

        Args:
            prune: Whether the files of postings that are not there any more are removed, if nothing failed.

        Yields:
            The file of each posting, or what is wrong with one of the answers.
        """
        complete = False
        try:
            yield from self._steps()
            complete = self._whole
        finally:  # what was learned is kept when the user interrupts, too
            self._memory.keep(self._target, self._learned, whole=complete)
        if prune and complete:
            yield from self._folder.prune(posting_prefix(self._kind, self._name))

    def _steps(self) -> Iterator[Saved | InputError]:
        waiting, seen, told = deque([self._start]), {self._start}, set[Path]()
        while waiting:
            url = waiting.popleft()
            for one in self._attempt(url):
                self._whole = self._whole and isinstance(one, Saved)
                if not isinstance(one, Saved) or one.path not in told:
                    yield one
                if isinstance(one, Saved):  # a posting may move to the next page while pages are read
                    told.add(one.path)
            further = self._learned.get(url, Known()).further
            if len(seen) + len(further) > _MOST_ANSWERS:
                self._whole = False
                yield self._problem(Failure(f"the board takes more than {_MOST_ANSWERS:,} answers"), url)
                return
            waiting.extend(one for one in further if one not in seen)
            seen.update(further)

    def _attempt(self, url: str) -> Iterator[Saved | InputError]:
        try:
            known = self._memory.of(self._target, url) or Known()
            accept = self._board.accept
            answer = self._visitor.get(url, accept=accept, obey_robots=False, etag=known.etag, modified=known.modified)
            if answer.changed:
                yield from self._understand(url, answer)
            else:
                self._learned[url] = known
                yield from map(self._folder.leave, known.files)
        except Failure as failure:
            yield self._problem(failure, url)

    def _understand(self, url: str, answer: Answer) -> Iterator[Saved | InputError]:
        wanted = "xml" if "xml" in self._board.accept else "json"
        if wanted not in answer.kind:
            raise Failure(f"the answer is {answer.kind or 'of no stated type'!r}, not {wanted.upper()}")
        listing = self._board.read(answer.body, url, self._name)
        files, good = list[str](), True
        for identifier, posting in listing.postings:
            try:
                saved = self._save(identifier, posting)
            except Failure as failure:
                good = False
                yield self._problem(failure, url)
            else:
                files.append(saved.path.name)
                yield saved
        further = tuple(one for one in dict.fromkeys(listing.further) if _same_host(one, url))
        if not all(_same_host(one, url) for one in listing.further):
            yield self._problem(Failure("leads to another host, which is not followed"), url)
        # without validators the whole answer is asked for again, and a posting that failed gets another chance
        etag, modified = (answer.etag, answer.modified) if good else ("", "")
        self._learned[url] = Known(etag, modified, tuple(dict.fromkeys(files)), further)

    def _save(self, identifier: str, posting: Record) -> Saved:
        if not identifier:
            raise Failure("a posting has no identifier: did the interface change?")
        return self._folder.save(posting_name(self._kind, self._name, identifier), _spelled(posting))

    def _problem(self, failure: Failure, url: str) -> InputError:
        return UnreadableInput(self._target, f"{failure} [{url}]")


def _same_host(one: str, other: str) -> bool:
    try:
        first, second = checked_url(one), checked_url(other)
    except Failure:
        return False
    return (first.scheme, first.host, first.port) == (second.scheme, second.host, second.port)


def _spelled(posting: Record) -> bytes:
    try:
        text = json.dumps(posting, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        # half a surrogate pair can be spelled in JSON, but not in UTF-8
        return text.encode() if _is_unicode(text) else json.dumps(posting, indent=2).encode() + b"\n"
    except (ValueError, RecursionError) as error:
        raise Failure(f"a posting cannot be written: {error}") from error


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= one <= "\udfff" for one in text)
