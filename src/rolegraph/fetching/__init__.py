"""Postings from the web: whole job boards by their public interfaces, and pages, fetched politely into a folder.

    target --boards or pages--> addresses --visiting--> answers --listing--> postings --saving--> files

Each posting is one file, under a name that stays the same. Only what changed since the last run is fetched and written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rolegraph.errors import InputError, StoreError, UsageError
from rolegraph.fetching.boards import BOARDS
from rolegraph.fetching.manners import Manners
from rolegraph.fetching.saving import Folder, Saved
from rolegraph.regexes import regex

__all__ = ["BOARDS", "Fetched", "Manners", "Saved", "fetch", "fetch_each"]

_LABEL: Final = regex(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_NAME: Final = regex(r"(?!\.\.?$)[^/?#\\\s]{1,100}")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What `fetch` did.

    Args:
        saved: Each file, and whether it is new, changed, unchanged or removed, in the order of the targets and answers.
        problems: What could not be fetched, and why.
    """

    saved: tuple[Saved, ...]
    problems: tuple[InputError, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that hold what was asked for."""
        return tuple(one.path for one in self.saved if one.state != "removed")


def fetch(
    *targets: str,
    out: str | Path,
    prune: bool = False,
    api_base: str = "",
    manners: Manners | None = None,
    **settings: Any,
) -> Fetched:
    """Fetch boards and pages into a folder.

    Args:
        targets: Boards (`greenhouse:NAME` and the other keys of `BOARDS`) and the URLs of pages.
        out: The folder, made where it is not there yet.
        prune: Whether the files of postings that vanished from their board are removed.
        api_base: Where the boards' interfaces are, in place of the usual places; `{board}` and `{name}` stand for the
            kind of board and its name.
        manners: How politely and how patiently; the default where left out.
        settings: Fields of `Manners`, in place of `manners`.

    Returns:
        The files, and what could not be fetched.

    Raises:
        UsageError: A target is neither a board nor a URL; nothing was fetched.
        StoreError: The packages that it takes are not installed.
        OutputError: A file cannot be written.

    Example:
        >>> done = fetch("https://name:secret@skerrow.example/jobs", out=getfixture("tmp_path"))
        >>> done.files, str(done.problems[0])
        ((), 'https://skerrow.example/jobs: the URL holds a name or password: leave it out')
    """
    chosen = manners or Manners(**settings)
    results = list(fetch_each(*targets, out=out, prune=prune, api_base=api_base, manners=chosen))
    saved = tuple(one for one in results if isinstance(one, Saved))
    return Fetched(saved, tuple(one for one in results if isinstance(one, InputError)))


def fetch_each(
    *targets: str, out: str | Path, prune: bool = False, api_base: str = "", manners: Manners | None = None
) -> Iterator[Saved | InputError]:
    """Fetch as `fetch` does, and tell of each posting as it comes.

    Yields:
        The file of each posting, or what is wrong with a target or one of its answers.

    Raises:
        UsageError: As for `fetch`.
        StoreError: As for `fetch`.
        OutputError: As for `fetch`.
    """
    for target in targets:
        _check(target)
    if api_base and not api_base.startswith(("http://", "https://")):
        raise UsageError(f"--api-base {api_base!r}: give a URL that begins with https:// or http://")
    try:
        from rolegraph.fetching.pages import fetch_page
        from rolegraph.fetching.remembering import Memory
        from rolegraph.fetching.visiting import Visitor
        from rolegraph.fetching.walking import Walk
    except ImportError as error:
        message = f"fetching needs the package {error.name}: install it with pip install 'rolegraph[fetch]'"
        raise StoreError(message) from error
    folder = Folder(Path(out))
    memory = Memory(folder.path)
    with Visitor(manners or Manners()) as visitor:
        for target in dict.fromkeys(targets):
            if "://" in target:
                yield from fetch_page(target, visitor, folder, memory)
            else:
                yield from Walk(target, visitor, folder, memory, api_base=api_base).run(prune=prune)


def _check(target: str) -> None:
    """Refuse what is neither a URL nor a board; whether a URL is good is seen when its turn comes."""
    kind, colon, name = target.partition(":")
    if "://" in target:
        return
    if not colon or kind not in BOARDS:
        known = ", ".join(BOARDS)
        raise UsageError(f"{target!r} is no board: begin with one of {known}, and a colon; or give a URL with https://")
    pattern = _LABEL if "{name}" in BOARDS[kind].base else _NAME
    if not pattern.fullmatch(name) or not name.isprintable():
        raise UsageError(f"{target!r}: {name!r} is no name of a board: it is the part of its address that names it")
