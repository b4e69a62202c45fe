"""`rolegraph resolve`: graphs in, the same with links between what is one out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolegraph.cli.flow import exit_code, opened, or_stdin, put, tell_problems
from rolegraph.cli.options import examples, with_format, with_inputs, with_output, with_store, with_talk, with_wait
from rolegraph.cli.talking import complain, count, remark
from rolegraph.errors import UsageError

if TYPE_CHECKING:
    from rolegraph.resolution import Candidate, Link


@click.command(
    epilog=examples(
        "rolegraph resolve graph.ttl -o resolved.nq",
        "rolegraph resolve examples/ --report",
        "rolegraph resolve graph.ttl --links-only --candidates candidates.csv -o links.nq",
        "rolegraph resolve graph.ttl --decisions decisions.csv -o resolved.nq",
        "rolegraph resolve --store jobs --decisions decisions.csv",
    ),
)
@with_inputs("GRAPH")
@with_store("The store in this folder, in place of graphs: its links are found anew and kept in it.")
@with_wait
@with_output
@with_format("turtle, n-quads or another RDF format; by default the output's ending, else turtle.")
@click.option(
    "--decisions",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A table with the columns one, other, decision (same, different) and note, which overrules what is found.",
)
@click.option("--links-only", is_flag=True, help="Write the links alone, without the graph they were found in.")
@click.option("--report", is_flag=True, help="Write a list of the links to read instead of a graph.")
@click.option(
    "--candidates",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the links as CSV to FILE too: fill in its decisions and give it back with --decisions.",
)
@with_talk
def resolve(
    *,
    inputs: tuple[str, ...],
    store: Path | None,
    wait: float,
    out: Path | None,
    format_: str,
    decisions: Path | None,
    links_only: bool,
    report: bool,
    candidates: Path | None,
) -> int:
    """Find which posts and organizations of many postings are the same, nearly the same, or perhaps.

    The links (skos:exactMatch, skos:closeMatch, rg:possiblySameAs) are added in a graph of their own, each with its
    score and the rule that found it; nothing else changes. What a table of decisions says is kept in the graph, so that
    later runs keep to it.
    """
    from rolegraph.building import load
    from rolegraph.exports import export_format
    from rolegraph.resolution import candidates as rows_of
    from rolegraph.resolution import read_decisions, to_csv

    chosen = export_format(format_ or (str(out) if out and out.suffix else "turtle")).name
    decided, bad_rows = read_decisions(decisions) if decisions else ([], [])
    if store is not None:
        if inputs or out or format_ or links_only or report or candidates:
            raise UsageError("--store keeps the links in the store: name no graphs, output or format beside it")
        with opened(store, write=True, wait=wait) as kept:
            links, unusable = kept.link(decisions=decided)
        for problem in (*bad_rows, *unusable):
            complain(f"error: {problem}")
        _summarize(links, store)
        return 3 if bad_rows or unusable else 0
    graph = load(*or_stdin(inputs), resolve=False).resolve(decisions=decided, problems=bad_rows)
    tell_problems(graph)
    rows = rows_of(graph.quads, graph.links)
    if candidates is not None:
        put(to_csv(rows), candidates)
    if report:
        put(_table(rows), out)
    else:
        put((graph.only_links() if links_only else graph).render(chosen), out)
    _summarize(graph.links)
    return exit_code(graph)


def _table(rows: "list[Candidate]") -> str:
    """Return the links to read, the weakest first: the match, and below it the two names in full."""
    from rolegraph.structure.tables import printable

    texts = (
        f"{row.score}  {row.relation:15} {row.rule}: {row.note}\n      {printable(row.one_name)}\n"
        f"      {printable(row.other_name)}\n"
        for row in rows
    )
    return "".join(texts) or "none\n"


def _summarize(links: "Sequence[Link]", store: Path | None = None) -> None:
    from rolegraph.vocabulary import local_name

    relations = [local_name(one.relation) for one in links]
    counts = ", ".join(f"{relations.count(name):,} {name}" for name in sorted(set(relations)))
    remark(f"{count(len(relations), 'link')}{': ' if counts else ''}{counts}" + (f" -> {store}" if store else ""))
