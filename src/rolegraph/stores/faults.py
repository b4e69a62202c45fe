"""What the engine says of a store that fails it, in our words: what is wrong, with which file, and what to do."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rolegraph.errors import RolegraphError, StoreError
from rolegraph.stores.about import rebuild
from rolegraph.stores.locking import held, writer_of

BUSY: Final = ("Corruption", "No such file", "not found")
"""What the engine says when a writer has taken a file away that a reader was about to read."""

_FILE: Final = re.compile(r"[\w.-]+\.(?:sst|log|dbtmp)|MANIFEST-\d+|CURRENT|OPTIONS-\d+")


@contextmanager
def translated(folder: Path, *, otherwise: str = "") -> Iterator[None]:
    """Turn the engine's errors into `StoreError`s.

    Args:
        folder: The store's folder.
        otherwise: What to say before an error that is none of the store's own.

    Raises:
        StoreError: In place of any error of the engine.
    """
    try:
        yield
    except RolegraphError:
        raise
    except (OSError, RuntimeError, ValueError) as error:  # a SyntaxError stays what it is: it is not the store's
        raise StoreError(_explain(folder, " ".join(str(error).split()), otherwise)) from error


def _explain(folder: Path, text: str, otherwise: str) -> str:
    if "While lock file" in text or "lock hold" in text:
        if writer_of(folder) not in (0, os.getpid()):
            return held(folder)
        return f"{folder}: another program has this store open for writing (it holds {folder / 'LOCK'}); end it first"
    if "No space left" in text:
        return (
            f"{folder}: the disk is full; what was in the store is whole and nothing of the last batch is: make room "
            "and run the same command again"
        )
    if "Permission denied" in text or "Read-only file system" in text:
        return f"{folder}: the store cannot be written: {text}"
    if "Corruption" in text or "CURRENT" in text or "No such file" in text or "MANIFEST" in text:
        named = _FILE.search(text)
        where = f"{folder / named[0]}" if named else str(folder)
        return f"{where}: the store is damaged ({text[:200]}); {rebuild(folder)}"
    return f"{folder}: {otherwise}{text[:500]}"
