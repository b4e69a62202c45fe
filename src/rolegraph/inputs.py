"""Finds the inputs that a user names: files, folders, standard input."""

import os
import sys
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Final

from rolegraph.errors import UnreadableInput, UsageError
from rolegraph.sources import SUFFIXES

STDIN: Final = "-"
"""The name that stands for standard input."""


def find_inputs(names: Iterable[str | Path], *, suffixes: Container[str] = SUFFIXES) -> Iterator[str]:
    """Yield the inputs that names stand for.

    Args:
        names: Files, folders, or "-" for standard input.
        suffixes: The endings, in lower case and with their dot, of the files that are wanted from a folder; those that
            a source knows when left out.

    Yields:
        Each file as named. For a folder the files below it with such an ending, sorted by path, hidden ones left out;
        for one without any, the folder.

    Raises:
        UsageError: A name is empty.
    """
    for name in names:
        if not str(name):
            # Path("") is the working folder, which an unset variable must not stand for
            raise UsageError("an input has no name: name a file, a folder or -")
        path = Path(name)
        if str(name) != STDIN and _is_folder(path):
            found = (p for p in path.rglob("*") if p.suffix.lower() in suffixes and p.is_file())
            seen = (p for p in found if not any(part.startswith(".") for part in p.relative_to(path).parts))
            # a folder that holds none is an input that cannot be read, and reading it will say so
            yield from sorted(map(str, seen)) or [str(name)]
        else:
            yield str(name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long to be one: reading it will say so
        return False


def read_input(name: str, max_bytes: int) -> bytes:
    """Read one input.

    Args:
        name: A file, or "-" for standard input.
        max_bytes: The most that is read; an input that holds more is refused without being read whole.

    Returns:
        Its bytes.

    Raises:
        UnreadableInput: It is missing, a folder, not to be read, or larger than `max_bytes`.
    """
    try:
        if name == STDIN:
            if sys.stdin is None:  # a program that was started without one
                raise UnreadableInput(name, "standard input is closed")
            data = sys.stdin.buffer.read(max_bytes + 1)
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(max_bytes + 1)
    except FileNotFoundError:
        raise UnreadableInput(name, "no such file") from None
    except IsADirectoryError:
        raise UnreadableInput(
            name, "a folder, and no file in it has an ending that is known: name files, or give them such an ending"
        ) from None
    except (OSError, ValueError) as error:
        raise UnreadableInput(name, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > max_bytes:
        raise UnreadableInput(name, f"more than the {max_bytes:,} bytes allowed: split it, or raise --max-bytes")
    return data


def source_name(name: str) -> str:
    r"""Return what a posting calls the file it was read from: its bytes read as UTF-8, whatever the locale.

    Args:
        name: The name as Python gives it: a byte that the locale cannot decode is a lone surrogate.

    Returns:
        The name; U+FFFD stands for what is no UTF-8.

    Example:
        >>> source_name("a\udcff.html")
        'a\ufffd.html'
    """
    return os.fsencode(name).decode("utf-8", "replace")
