"""What earlier runs learned, kept in a hidden file beside the postings: validators, and which files came from where."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from rolegraph.fetching.naming import is_file_name
from rolegraph.writing import write_file

FILE: Final = ".rolegraph-fetch.json"
"""The name of the file; hidden ones are no postings to `rolegraph build`."""

_LARGEST: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one address.

    Args:
        etag: The validator that came with the answer; "" where none came.
        modified: The time of the last change that came with it; "" where none came.
        files: The files that were made of the answer, as names in the folder.
        further: The addresses that the answer led to.
    """

    etag: str = ""
    modified: str = ""
    files: tuple[str, ...] = ()
    further: tuple[str, ...] = ()


class Memory:
    """What earlier runs learned about the postings of one folder.

    Args:
        folder: Where the postings are; a file there that cannot be read counts as none.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._targets: dict[str, dict[str, Known]] = _load(self._path)

    def of(self, target: str, url: str) -> Known | None:
        """Return what is known of an address; None when it was never asked, or a file made of it is gone."""
        known = self._targets.get(target, {}).get(url)
        whole = known is not None and all((self._path.parent / name).is_file() for name in known.files)
        return known if whole else None

    def keep(self, target: str, learned: dict[str, Known], *, whole: bool) -> None:
        """Note what a run learned and write it down.

        Args:
            target: What was fetched, as the user named it.
            learned: What is known now, by address.
            whole: Whether nothing is missing, so that what was known before can be forgotten.

        Raises:
            OutputError: The file cannot be written.
        """
        self._targets[target] = learned if whole else {**self._targets.get(target, {}), **learned}
        rows = {name: {url: asdict(one) for url, one in urls.items()} for name, urls in self._targets.items()}
        text = json.dumps(rows, indent=1, sort_keys=True) + "\n"
        if not self._path.is_file() or self._path.read_bytes() != text.encode():
            write_file(self._path, text.encode())


def _load(path: Path) -> dict[str, dict[str, Known]]:
    try:
        if path.stat().st_size > _LARGEST:
            return {}
        rows = json.loads(path.read_bytes())
        return {target: {url: _known(one) for url, one in urls.items()} for target, urls in rows.items()}
    except (OSError, ValueError, RecursionError, AttributeError, TypeError):
        return {}  # at worst everything is fetched again


def _known(row: dict[str, Any]) -> Known:
    etag, modified, files, further = row["etag"], row["modified"], row["files"], row["further"]
    texts = [etag, modified, *further]
    plain = all(isinstance(one, str) and one.isascii() and one.isprintable() for one in texts)
    if not (plain and isinstance(further, list) and isinstance(files, list) and all(map(is_file_name, files))):
        raise ValueError("not as it was written")
    return Known(etag, modified, tuple(files), tuple(further))
