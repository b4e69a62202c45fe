"""One writer at a time: the lock of a store, who holds it, and waiting for it.

RocksDB has a lock of its own, which neither tells who holds it nor lets anybody wait. Ours is taken first; the
operating system lets go of it when its process ends, however it ends.
"""

import os
import time
from pathlib import Path
from typing import Final

from rolegraph.errors import StoreError

LOCK: Final = "rolegraph.lock"
"""The file in a store's folder that a writer holds."""

_PAUSE: Final = 0.05  # seconds between two attempts
_GRACE: Final = 0.3  # seconds to try for in any case: a reader that looks who writes holds the lock for an instant


class WriterLock:
    """The right to write to a store, from its making until `release`.

    Args:
        folder: The store's folder; it must be there.
        wait: How many seconds to wait for another writer.

    Raises:
        StoreError: Another process holds the lock, or the file cannot be made.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     lock = WriterLock(Path(folder))
        ...     lock.release()
        ...     writer_of(Path(folder))
        0
    """

    def __init__(self, folder: Path, *, wait: float = 0.0) -> None:
        self.path = folder / LOCK
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(f"{self.path}: the lock cannot be taken: {error.strerror}") from error
        end = time.monotonic() + max(wait, _GRACE)
        while not _try(self._file, exclusive=True):
            if time.monotonic() >= end:
                os.close(self._file)
                raise StoreError(held(folder))
            time.sleep(_PAUSE)
        try:
            os.ftruncate(self._file, 0)
            os.write(self._file, str(os.getpid()).encode())
        except OSError:
            pass  # on a full disk the lock is as good without the number in it

    def release(self) -> None:
        """Let the next writer in."""
        os.close(self._file)


def writer_of(folder: Path) -> int:
    """Return the number of the process that is writing to a store, -1 if it is not known which, 0 for none."""
    try:
        file = os.open(folder / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return 0
    try:
        if _try(file, exclusive=False):
            return 0
        text = os.read(file, 20)
        return int(text) if text.isdigit() else -1
    finally:
        os.close(file)


def held(folder: Path) -> str:
    """Say that a store is being written to, and by whom."""
    writer = writer_of(folder)
    who = f"process {writer}" if writer > 0 else "another process"
    return f"{folder}: {who} is writing to this store (it holds {folder / LOCK}); wait until it ends, or give --wait"


def _try(file: int, *, exclusive: bool) -> bool:
    try:
        import fcntl
    except ImportError:  # not a Unix: RocksDB's own lock has to do
        return True
    try:
        fcntl.flock(file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
