"""Makes graphs: of postings and tables that are read, and of files of RDF that are put together."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rolegraph.collecting import collect_young, few_collections
from rolegraph.errors import InputError, UsageError
from rolegraph.facts import Role
from rolegraph.graph import RoleGraph
from rolegraph.inputs import STDIN, find_inputs, read_input, source_name
from rolegraph.pipeline import Converted, ConvertedTable, convert
from rolegraph.postings import Posting
from rolegraph.settings import Settings
from rolegraph.sources import SUFFIXES
from rolegraph.syntaxes import RDF_SUFFIXES, find_syntax
from rolegraph.vocabulary import RG, Quad

if TYPE_CHECKING:
    from rolegraph.resolution import Link

_MOST_RDF: Final = 4_000_000_000


def build(*inputs: str | Path | bytes, settings: Settings | None = None, **options: Any) -> RoleGraph:
    """Build the graph of job postings and tables of posts.

    Args:
        inputs: Files, folders, "-" for standard input, or the bytes of a posting or table.
        settings: How to read and write.
        options: Single settings, by the names of `rolegraph.settings.Settings`.

    Returns:
        The graph; inputs that could not be used are in its `problems`.

    Raises:
        InputError: No input could be used; the first of the errors.
        UsageError: No input was given, or an option is unknown.

    Example:
        >>> import rolegraph
        >>> rolegraph.build(b"<h1>Night Porter</h1><p>Guards the gate.</p>").facts[0].text
        'Night Porter'
    """
    settings = chosen_settings(settings, options)
    found = list(convert_all(inputs, settings))
    with few_collections():
        return _put_together(found, settings)


def _put_together(found: "Sequence[Converted | ConvertedTable | InputError]", settings: Settings) -> RoleGraph:
    converted = tuple(one for one in found if isinstance(one, Converted))
    tables = tuple(one for one in found if isinstance(one, ConvertedTable))
    problems = tuple(one for one in found if isinstance(one, InputError))
    if not converted and not tables:
        raise problems[0] if problems else UsageError("no posting to build from: name a file, a folder or -")
    quads = _join([one.quads for one in found if not isinstance(one, InputError)])
    if settings.resolve and (len(converted) + len(tables) > 1 or any(map(_is_ladder, converted))):
        quads = _with_links(quads, settings, ())
    return RoleGraph(quads, converted, problems, settings, tables)


def _with_links(quads: Sequence[Quad], settings: Settings, decided: "Sequence[Link]") -> tuple[Quad, ...]:
    """Add what is the same across postings; quads are sorted, and stay so."""
    from rolegraph.resolution import resolve

    links = resolve(quads, decided=decided, base=settings.base).quads
    new = [quad for quad in links if quads[bisect_left(quads, quad) : bisect_right(quads, quad)] in ([], ())]
    return tuple(sorted([*quads, *new])) if new else tuple(quads)


def _is_ladder(one: Converted) -> bool:
    return sum(isinstance(fact, Role) for fact in one.facts) > 1


def _join(graphs: Sequence[Sequence[Quad]]) -> tuple[Quad, ...]:
    """Return the quads of graphs, each of them sorted and without repetition, sorted and each once."""
    if len(graphs) == 1:
        return tuple(graphs[0])
    # every graph is sorted already, which makes this twice as fast as sorting a set
    return tuple(dict.fromkeys(sorted(chain.from_iterable(graphs))))


def chosen_settings(settings: Settings | None, options: Mapping[str, Any]) -> Settings:
    """Return settings with single ones changed; a name that none has is a UsageError."""
    try:
        return replace(settings or Settings(), **options)
    except TypeError as error:
        raise UsageError(f"unknown option: {error}") from None


def convert_all(
    inputs: Iterable[str | Path | bytes], settings: Settings, *, skip: Callable[[Posting], bool] | None = None
) -> Iterator[Converted | ConvertedTable | InputError]:
    """Turn the postings and tables of posts in all inputs into graphs, one after the other; none is kept.

    Args:
        inputs: Files, folders, "-" for standard input, or the bytes of a posting.
        settings: How to read and write.
        skip: Tells of a posting that was read whether to pass over it.

    Yields:
        For each posting and table what became of it, and for each input that could not be read the error.
    """
    for one in inputs:
        if isinstance(one, bytes):
            yield from convert(one, STDIN, settings, skip=skip)
            continue
        for name in find_inputs([one]):
            collect_young()
            try:
                data = read_input(name, settings.max_bytes)
            except InputError as error:
                yield error
            else:
                yield from convert(data, source_name(name), settings, skip=skip)


def load(*inputs: str | Path, format: str = "", settings: Settings | None = None, **options: Any) -> RoleGraph:
    """Load graphs, and build those of postings on the way.

    Args:
        inputs: RDF files, postings, folders of them, or "-" for standard input.
        format: The RDF syntax of all inputs; "" goes by ending and content, as `rolegraph.syntaxes.find_syntax` does.
        settings: How to read postings.
        options: Single settings, by the names of `rolegraph.settings.Settings`.

    Returns:
        The union of all; of several, with the links between their posts found anew unless `settings.resolve` is off.
        Inputs that could not be used are in its `problems`.

    Raises:
        InputError: No input could be used; the first of the errors.
        UsageError: The syntax or an option is unknown.
    """
    settings = chosen_settings(settings, options)
    quads: set[Quad] = set()
    converted: list[Converted] = []
    tables: list[ConvertedTable] = []
    problems: list[InputError] = []
    read = 0
    for name in find_inputs(inputs, suffixes=RDF_SUFFIXES | SUFFIXES.keys()):
        try:
            for one in _load_one(name, format, settings):
                if isinstance(one, InputError):
                    problems.append(one)
                    continue
                read += 1
                quads.update(one if isinstance(one, list) else one.quads)
                if isinstance(one, Converted):
                    converted.append(one)
                elif isinstance(one, ConvertedTable):
                    tables.append(one)
        except InputError as error:
            problems.append(error)
    if problems and not read:
        raise problems[0]
    whole: Sequence[Quad] = sorted(quads)
    # one file of RDF says what it says: its links are those of all of it, and one without links may be meant so
    if settings.resolve and (read > 1 or any(map(_is_ladder, converted))):
        whole = _resolved(whole, settings)
    return RoleGraph(tuple(whole), tuple(converted), tuple(problems), settings, tuple(tables))


def _resolved(quads: Sequence[Quad], settings: Settings) -> Sequence[Quad]:
    """Return a graph put together with links found anew, since they hold for all of it; what a user decided stays."""
    from rolegraph.resolution import decided_ones, take_links

    rest, links = take_links(quads)
    if not links and len({quad[2] for quad in quads if quad[1] in (RG.advertises, RG.lists)}) < 2:
        return quads
    return _with_links(rest, settings, decided_ones(links))


def _load_one(
    name: str, format: str, settings: Settings
) -> Iterator[Converted | ConvertedTable | InputError | list[Quad]]:
    from rolegraph.stores.reading import read_rdf

    data = read_input(name, _MOST_RDF)
    syntax = format or find_syntax(name, data)
    if syntax:
        yield read_rdf(data, syntax=syntax, source=name)
    else:
        yield from convert(data, source_name(name), settings)
