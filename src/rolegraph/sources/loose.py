"""JSON values as publishers write them: what ought to be a text may be an object, a list, a number or missing."""

from collections.abc import Iterator
from typing import Any

Json = Any
Record = dict[str, Json]


def many(value: Json) -> list[Json]:
    """Return the values that one stands for: none, itself, or those of a list.

    Example:
        >>> many(None), many("a"), many(["a", "b"])
        ([], ['a'], ['a', 'b'])
    """
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def plain(value: Json, *keys: str) -> str:
    """Return the text of a value: itself, or the first of `keys`, `name`, `@id` that an object has.

    Example:
        >>> plain({"label": "Quill"}, "label"), plain(5), plain(True)
        ('Quill', '5', '')
    """
    if isinstance(value, dict):
        return next((plain(value[key]) for key in (*keys, "name", "@id") if value.get(key)), "")
    return str(value) if isinstance(value, str | int | float) and not _is_nothing(value) else ""


def texts(value: Json, *keys: str) -> list[str]:
    """Return the texts of a value: of a list those of its members, of an object that of `keys`, `name` or `text`.

    Example:
        >>> texts([{"name": "Gates"}, "Keys", None])
        ['Gates', 'Keys']
    """
    if isinstance(value, list):
        return [one for item in value for one in texts(item, *keys)]
    if isinstance(value, dict):
        return texts(next((value[key] for key in (*keys, "name", "text") if value.get(key)), None), *keys)
    if _is_nothing(value):
        return []
    return [str(value)] if str(value).strip() else []


def _is_nothing(value: Json) -> bool:
    # NaN, which writers of data sets put where there is nothing, is not equal to itself
    return value is None or isinstance(value, bool) or value != value  # noqa: PLR0124


def look_up(record: Json, path: str) -> Json:
    """Return what stands under a path of keys, dots between them; None where nothing does.

    Example:
        >>> look_up({"categories": {"team": "Gates"}}, "categories.team")
        'Gates'
    """
    for key in path.split("."):
        record = record.get(key) if isinstance(record, dict) else None
    return record


def within(record: Record, path: str) -> Record:
    """Return the object under a path, an empty one where there is none."""
    found = look_up(record, path)
    return found if isinstance(found, dict) else {}


def objects(value: Json) -> Iterator[Record]:
    """Yield the objects of a value that ought to be a list of them."""
    for one in many(value):
        if isinstance(one, dict):
            yield one
