"""Writes files whole or not at all."""

import os
from pathlib import Path

from rolegraph.errors import OutputError


def write_file(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there once it is whole.

    Args:
        path: The file; a device or pipe (`/dev/stdout`, `/dev/null`) is written straight.
        data: What it shall hold.

    Raises:
        OutputError: It cannot be written; a file that was there before is as it was.
    """
    try:
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise OutputError(f"{path}: is a folder: name a file in it")
            path.write_bytes(data)
            return
        _replace(path.resolve() if path.is_symlink() else path, data)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a loop of symbolic links
        raise OutputError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from error


def _replace(path: Path, data: bytes) -> None:
    # not from tempfile, which loads random and more at the start of every command
    part = path.with_name(f".{path.name[:40]}.{os.urandom(4).hex()}.part")
    try:
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
