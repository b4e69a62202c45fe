"""Writes files, and folders of files, whole or not at all."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, Final

from rolegraph.errors import OutputError


def write_file(path: Path, data: bytes | Callable[[BinaryIO], None]) -> None:
    """Write a file beside its place and move it there once it is whole.

    Args:
        path: The file; a device or pipe (`/dev/stdout`, `/dev/null`) is written straight.
        data: What it shall hold, or what writes that to a stream, for what is too large to be held twice.

    Raises:
        OutputError: It cannot be written; a file that was there before is as it was.
    """
    try:
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise OutputError(f"{path}: is a folder: name a file in it")
            with path.open("wb") as stream:
                _put(data, stream)
            return
        _replace(path.resolve() if path.is_symlink() else path, data)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a loop of symbolic links
        raise OutputError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from error


FOLDER_MARK: Final = b"# Written by rolegraph"
"""How the README.md of every folder begins that we write, so that we know which ones we may replace."""


def write_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a folder of files beside its place and move it there once it is whole.

    Args:
        path: The folder. One that is there must be empty, or have a README.md that begins with `FOLDER_MARK`.
        files: The paths in it, with slashes, and the contents; one of them is that README.md.

    Raises:
        OutputError: It cannot be written, or holds what was not written by us; it is as it was.
    """
    try:
        path = path.resolve() if path.is_symlink() else path
        check_folder(path)
        part = _beside(path)
        try:
            for name, data in files:
                target = part / name
                target.parent.mkdir(parents=True, exist_ok=True)
                _write_through(target, data)
            _exchange(part, path)
        finally:
            _remove(part)
    except (OSError, ValueError, RuntimeError) as error:
        raise OutputError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from error


def check_folder(path: Path) -> None:
    """Check that a folder may be written: that it is not there, is empty, or was written by us.

    Raises:
        OutputError: It may not.
    """
    if path.exists() and not path.is_dir():
        raise OutputError(f"{path}: is a file: name a folder")
    readme = path / "README.md"
    ours = readme.is_file() and readme.read_bytes()[: len(FOLDER_MARK)] == FOLDER_MARK
    if path.is_dir() and any(path.iterdir()) and not ours:
        raise OutputError(f"{path}: holds files that rolegraph did not write: name another folder")


def _exchange(part: Path, path: Path) -> None:
    """Put a folder in the place of another, which comes back when that fails."""
    if not path.exists():
        part.replace(path)
        return
    old = _beside(path)
    path.replace(old)
    try:
        part.replace(path)
    except OSError:
        old.replace(path)
        raise
    _remove(old)


def _remove(folder: Path) -> None:
    if folder.exists():
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def _beside(path: Path) -> Path:
    # not from tempfile, which loads random and more at the start of every command
    return path.with_name(f".{path.name[:40]}.{os.urandom(4).hex()}.part")


def _put(data: bytes | Callable[[BinaryIO], None], stream: BinaryIO) -> None:
    if callable(data):
        data(stream)
    else:
        stream.write(data)


def _write_through(path: Path, data: bytes | Callable[[BinaryIO], None]) -> None:
    with path.open("xb") as stream:
        _put(data, stream)
        stream.flush()
        os.fsync(stream.fileno())


def _replace(path: Path, data: bytes | Callable[[BinaryIO], None]) -> None:
    part = _beside(path)
    try:
        _write_through(part, data)
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
