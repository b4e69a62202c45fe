"""What the shell offers when the user presses tab."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_query(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer the named queries that begin with what was typed, and files."""
    from click.shell_completion import CompletionItem

    from rolegraph.stores.library import named_queries

    found = [
        CompletionItem(one.name, help=one.description) for one in named_queries() if one.name.startswith(incomplete)
    ]
    return [*found, CompletionItem(incomplete, type="file")]


def complete_measure(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer the measures that begin with what was typed."""
    from click.shell_completion import CompletionItem

    from rolegraph.structure import MEASURES

    return [CompletionItem(name, help=one.description) for name, one in MEASURES.items() if name.startswith(incomplete)]
