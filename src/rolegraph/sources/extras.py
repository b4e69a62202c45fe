"""Packages that only some forms of input need, and that the user installs with an extra."""

from importlib import import_module
from typing import Any

from rolegraph.errors import UnreadableInput


def need(module: str, form: str, extra: str, source: str) -> Any:
    """Import a module of a package that is installed with an extra.

    Args:
        module: The module.
        form: The form of input that needs it, for the message.
        extra: The extra that installs it.
        source: The name of the input.

    Returns:
        The module.

    Raises:
        UnreadableInput: The package is not installed.

    Example:
        >>> need("nothing_of_that_name", "PDF", "documents", "a.pdf")
        Traceback (most recent call last):
        rolegraph.errors.UnreadableInput: a.pdf: reading PDF needs a package that is not installed: pip install
        'rolegraph[documents]'
    """
    try:
        return import_module(module)
    except ImportError:
        raise UnreadableInput(
            source, f"reading {form} needs a package that is not installed: pip install 'rolegraph[{extra}]'"
        ) from None
