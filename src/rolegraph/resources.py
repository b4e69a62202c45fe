"""Finds the files that come with rolegraph: ontology, shapes, queries and word lists, in a wheel or in a checkout."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def folder(name: str) -> Path:
    """Return the folder called `name`.

    Args:
        name: `ontology`, `shapes`, `queries` or `lexicons`.

    Returns:
        Its path: inside the package for an installed wheel, at the top of the checkout otherwise.

    Raises:
        FileNotFoundError: The installation is damaged.
    """
    for parent in (_PACKAGE, _PACKAGE / "data", _PACKAGE.parent.parent):
        path = parent / name
        if path.is_dir():
            return path
    raise FileNotFoundError(f"rolegraph's own folder {name!r} is missing: install rolegraph again")


def files(name: str, suffix: str) -> list[Path]:
    """Return the files in the folder `name` that end in `suffix`, sorted by name.

    Example:
        >>> [path.name for path in files("ontology", ".ttl")][0]
        'concepts.ttl'
    """
    return sorted(path for path in folder(name).iterdir() if path.suffix == suffix)
