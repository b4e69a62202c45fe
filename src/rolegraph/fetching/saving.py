"""The folder that postings are written to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rolegraph.errors import OutputError
from rolegraph.fetching.failures import Failure
from rolegraph.writing import write_file


@dataclass(frozen=True, slots=True)
class Saved:
    """A posting's file, and what this run did with it.

    Args:
        path: The file.
        state: `new`, `changed`, `unchanged`, or `removed` because the posting vanished from its board.
    """

    path: Path
    state: Literal["new", "changed", "unchanged", "removed"]


class Folder:
    """A folder of postings.

    Args:
        path: Where it is; made where it is not there yet.

    Raises:
        OutputError: It cannot be made, or is a file.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            raise OutputError(f"{path}: cannot be made: {getattr(error, 'strerror', None) or error}") from error
        self.path = path
        self._taken: dict[str, str] = {}

    def save(self, name: str, data: bytes) -> Saved:
        """Write a file, whole or not at all; one that holds the same already is left alone.

        Raises:
            Failure: Another posting of this run has the name, as far as file systems tell that do not know capitals.
            OutputError: The file cannot be written.
        """
        path = self.path / name
        if self._taken.setdefault(name.casefold(), name) != name:
            raise Failure(f"two postings would be called {name}, but for capital letters: the second is left out")
        there = path.exists()
        if there and path.is_file() and path.read_bytes() == data:
            return Saved(path, "unchanged")
        write_file(path, data)
        return Saved(path, "changed" if there else "new")

    def leave(self, name: str) -> Saved:
        """Leave a file alone that is current."""
        self._taken.setdefault(name.casefold(), name)
        return Saved(self.path / name, "unchanged")

    def prune(self, prefix: str) -> Iterator[Saved]:
        """Remove the files with a prefix that this run neither wrote nor left alone, in the order of their names.

        Raises:
            OutputError: A file cannot be removed.
        """
        for path in sorted(self.path.iterdir()):
            vanished = path.name.startswith(prefix) and path.name not in self._taken.values()
            if vanished and path.suffix == ".json" and path.is_file():
                try:
                    path.unlink()
                except OSError as error:
                    raise OutputError(f"{path}: cannot be removed: {error.strerror}") from error
                yield Saved(path, "removed")
