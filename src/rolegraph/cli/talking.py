"""What the program says on standard error: errors always, remarks unless --quiet, details with --verbose."""

import click


def note_talk(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Keep the value of `--quiet` or `--verbose` where the functions below find it."""
    context.meta[f"rolegraph.{parameter.name}"] = value


def complain(message: str) -> None:
    """Say what went wrong, on one line, whatever a file name or a posting has put into the message."""
    from rolegraph.stores.tables import harmless

    click.echo(harmless(message), err=True)


def remark(message: str) -> None:
    """Say what was done, unless the user wants quiet."""
    if not _asked_for("quiet"):
        complain(message)


def detail(message: str) -> None:
    """Say what only a user who asks for it wants to know."""
    if _asked_for("verbose"):
        complain(message)


def log_details(logger: str) -> None:
    """Let a part of the library say its details too, where the user asks for them."""
    if not _asked_for("verbose"):
        return
    import logging

    class Details(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            complain(record.getMessage())

    log = logging.getLogger(logger)
    log.setLevel(logging.INFO)
    log.handlers = [Details()]
    log.propagate = False


def is_verbose() -> bool:
    """Tell whether the user asked for details."""
    return _asked_for("verbose")


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    Example:
        >>> count(1, "posting"), count(2000, "quad")
        ('1 posting', '2,000 quads')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _asked_for(what: str) -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(f"rolegraph.{what}"))
