"""Where the shell keeps what was typed, for its user alone."""

import os
import sys
from pathlib import Path
from typing import Final

_NAME: Final = "rolegraph"
_MOST: Final = 1_000_000
"""How many bytes of history are kept; the older half goes when there are more."""


def state_folder() -> Path:
    """Return the folder in which a program of this platform keeps what it remembers of its user.

    `$XDG_STATE_HOME` wins everywhere; else it is `~/.local/state`, on macOS `~/Library/Application Support`, on Windows
    `%LOCALAPPDATA%`.
    """
    chosen = os.environ.get("XDG_STATE_HOME", "")
    if Path(chosen).is_absolute():  # the specification has relative paths ignored
        return Path(chosen) / _NAME
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _NAME
    below = ("Library", "Application Support") if sys.platform == "darwin" else (".local", "state")
    return Path.home().joinpath(*below, _NAME)


def history_file(folder: Path) -> Path:
    """Return the file of what was typed, made where it is not there, to be read by its user alone.

    Args:
        folder: The folder that holds it; made where it is missing.

    Returns:
        The file.

    Raises:
        OSError: It cannot be made or read.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "history"
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if path.stat().st_mode & 0o077 and sys.platform != "win32":
        path.chmod(0o600)
    if path.stat().st_size > _MOST:
        _shorten(path)
    return path


def _shorten(path: Path) -> None:
    """Drop the older half; an entry begins behind an empty line."""
    kept = path.read_bytes()[-_MOST // 2 :]
    part = path.with_name(f".history.{os.getpid()}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(kept[kept.find(b"\n\n") + 1 :])
    part.replace(path)
