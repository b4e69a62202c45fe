"""Names of columns: when two are the same, and how to name those of a table in a message."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

LONGEST_NAME: Final = 40
_LISTED: Final = 30


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return a name as names are compared.

    Example:
        >>> fold("Job Title"), fold("job_title"), fold("jobTitle")
        ('jobtitle', 'jobtitle', 'jobtitle')
    """
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def list_columns(names: Sequence[str]) -> str:
    """Return the names of a table's columns for a message, not too many and none too long.

    Example:
        >>> list_columns(["id", "", "title"]), list_columns([])
        ('columns: id, title', 'columns: none')
    """
    shown = [name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…" for name in names if name.strip()]
    more = f" and {len(shown) - _LISTED} more" if len(shown) > _LISTED else ""
    return "columns: " + (", ".join(shown[:_LISTED]) or "none") + more


def no_column(field: str, column: str, there: Sequence[str]) -> str:
    """Return what is wrong with a column that the user named and that is not there.

    Example:
        >>> no_column("title", "titel", ["id", "title"])
        "no column 'titel', which --map names for title: did you mean 'title'? (columns: id, title)"
    """
    from difflib import get_close_matches

    alike = get_close_matches(column, there, n=1)
    hint = f": did you mean {alike[0]!r}?" if alike else ""
    return f"no column {column!r}, which --map names for {field}{hint} ({list_columns(there)})"
