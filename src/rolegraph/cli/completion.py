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


def complete_group(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer the groups of named queries that begin with what was typed."""
    from click.shell_completion import CompletionItem

    from rolegraph.stores.library import GROUPS

    return [CompletionItem(name, help=told) for name, told in GROUPS.items() if name.startswith(incomplete)]


def complete_value(context: click.Context, _parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer `NAME=` for the parameters of the named query that stands before."""
    from click.shell_completion import CompletionItem

    from rolegraph.errors import UsageError
    from rolegraph.stores.library import named_query

    try:
        parameters = named_query(context.params.get("query_") or "").parameters
    except UsageError:
        return []
    return [
        CompletionItem(f"{name}=", help=one.meaning) for name, one in parameters.items() if name.startswith(incomplete)
    ]


def complete_measure(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer the measures that begin with what was typed."""
    from click.shell_completion import CompletionItem

    from rolegraph.structure import MEASURES

    return [CompletionItem(name, help=one.description) for name, one in MEASURES.items() if name.startswith(incomplete)]
