"""What a store says of itself, in a small file beside the data: its schema, who wrote it, how the last build went.

It holds the only date that rolegraph ever writes, and so stays out of the graph: what is exported has the same bytes
whenever it was built.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from rolegraph.errors import StoreError
from rolegraph.writing import write_file

ABOUT: Final = "rolegraph.json"
"""The file in a store's folder."""

SCHEMA: Final = 1
"""The version of what a store holds and how: raised by whoever changes it."""

MOST_PROBLEMS: Final = 100
"""How many problems of a build are kept; all are counted."""


@dataclass
class LastBuild:
    """How the last build into a store went.

    Args:
        started: When it began, as an ISO date and time in UTC.
        finished: When it was done; "" for one that was stopped.
        inputs: What it was given.
        added: The postings and tables of posts that were new.
        replaced: Those that had changed.
        unchanged: Those that were there as they are.
        removed: Those that were read where others, or fewer, are now.
        tables: How many of the ones that were met are tables of posts.
        left_out: How many inputs could not be used.
        problems: Why, for the first of them.
    """

    started: str
    finished: str = ""
    inputs: list[str] = field(default_factory=list)
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    tables: int = 0
    left_out: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass
class About:
    """What the file says.

    Args:
        schema: The version of the store.
        program: The version of rolegraph that made it.
        build: The last build; None where there was none.
    """

    schema: int = SCHEMA
    program: str = ""
    build: LastBuild | None = None


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_about(folder: Path) -> About:
    """Read what a store says of itself.

    Args:
        folder: The store's folder.

    Returns:
        What it says.

    Raises:
        StoreError: The folder is no store, its file is damaged, or another version of rolegraph is needed.
    """
    path = folder / ABOUT
    try:
        said: Any = json.loads(path.read_text(encoding="utf-8"))
        schema = int(said["schema"])
        build = said.get("build")
        about = About(schema, str(said.get("program", "")), LastBuild(**build) if build else None)
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(f"{folder}: no store is here; make one: rolegraph build POSTING... --store {folder}") from None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: damaged; {rebuild(folder)}") from error
    if schema > SCHEMA:
        raise StoreError(
            f"{folder}: a newer rolegraph ({about.program}) wrote this store: it has schema {schema}, and this version "
            f"knows {SCHEMA}; upgrade rolegraph"
        )
    if schema < SCHEMA:
        raise StoreError(f"{folder}: this store has the old schema {schema}, not {SCHEMA}; {rebuild(folder)}")
    return about


def write_about(folder: Path, about: About) -> None:
    """Write the file, whole or not at all."""
    said = {key: value for key, value in asdict(about).items() if value is not None}
    write_file(folder / ABOUT, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())


def rebuild(folder: Path) -> str:
    """Say how to get a store back."""
    return f"remove the folder and build it again from its postings: rolegraph build POSTING... --store {folder}"
