"""`rolegraph build`: postings in, a graph out."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rolegraph.cli.flow import check_place, exit_code, opened, or_stdin, put_graph, tell_problems, tell_roster
from rolegraph.cli.options import (
    examples,
    with_format,
    with_inputs,
    with_output_or_folder,
    with_store,
    with_talk,
    with_wait,
)
from rolegraph.cli.talking import complain, count, is_verbose, remark
from rolegraph.collecting import few_collections
from rolegraph.errors import UsageError

if TYPE_CHECKING:
    from rolegraph.exports import Format
    from rolegraph.graph import RoleGraph


@click.command(
    epilog=examples(
        "rolegraph build examples/ -o graph.ttl",
        "rolegraph build - --format n-quads < posting.html",
        "rolegraph build examples/*.md --evidence compact --no-validate -o small.jsonld",
        "rolegraph build jobs.csv --map title=job_title,body=advert -o graph.ttl",
        "rolegraph build posts.csv --organization 'Skerrow Tidal' --date 2026-03-31 -o posts.ttl",
        "rolegraph build examples/ --store jobs",
    ),
)
@with_inputs("POSTING")
@with_output_or_folder
@with_store("Build into the store in this folder, made where there is none, in place of a file; nothing is validated.")
@with_wait
@with_format(
    "turtle, trig, n-triples, n-quads, json-ld, rdf-xml or another of `rolegraph export --list`; "
    "by default the output's ending tells, else turtle."
)
@click.option("--no-validate", is_flag=True, help="Leave the SHACL shapes and the rules about the whole unchecked.")
@click.option("--no-resolve", is_flag=True, help="Do not link the posts and organizations that are the same.")
@click.option(
    "--evidence",
    type=click.Choice(["full", "compact", "none"]),
    default="full",
    show_default=True,
    help="How much evidence to write: compact leaves out the quotes' words, none everything.",
)
@click.option("--base", metavar="IRI", help="What the IRIs of the data begin with; ends in / or #.")
@click.option(
    "--source",
    metavar="KIND",
    help="html, markdown, text, json, jsonl, csv, parquet, docx, pdf, the name of a job board, or posts for a"
    " table of posts; by default the content tells.",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="The column of a table or JSON that holds a field (title, body, location, ...); put commas between several, or"
    " give it again; by default names and contents tell.",
)
@click.option(
    "--organization", metavar="NAME", help="For tables of posts that name none, the organization the posts belong to."
)
@click.option("--date", metavar="DATE", help="For tables of posts that name none, the day they tell of (2026-03-31).")
@click.option(
    "--keep-names",
    is_flag=True,
    help="Keep the names and addresses of who holds the posts of a table; else they are left out everywhere.",
)
@click.option("--encoding", metavar="NAME", help="The character encoding of the inputs; by default the content tells.")
@click.option(
    "--max-bytes", metavar="N", type=click.IntRange(1), help="The largest input to read, in bytes  [default: 10000000]"
)
@with_talk
def build(
    *,
    inputs: tuple[str, ...],
    out: Path | None,
    store: Path | None,
    wait: float,
    format_: str,
    no_validate: bool,
    **options: Any,
) -> int:
    """Build the graph of job postings: pages, texts, job boards, tables, documents; files, folders or standard input.

    Tables of posts (HR exports, organograms: CSV, JSON, Parquet with a column that says whom each post reports to) are
    built beside them; what is odd about a table is told row by row.

    The graph is written, then validated; where it does not conform, the report goes to standard error and the exit code
    is 1. An input that cannot be read is named on standard error, the others are built, and the exit code is 3.
    """
    if store is not None:
        if out is not None or format_:
            raise UsageError("--store takes the graph in place of --out and --format: export it from there")
        return _into_store(store, or_stdin(inputs), wait, _settings(options))
    chosen = _format(out, format_)
    check_place(chosen, out)
    # on again while the graph is there, the collector would first walk over all of it
    with few_collections():
        return _into_file(out, chosen, or_stdin(inputs), _settings(options), validate=not no_validate)


def _into_file(
    out: Path | None, chosen: "Format", inputs: tuple[str, ...], settings: dict[str, Any], *, validate: bool
) -> int:
    from rolegraph import building as library

    built = library.build(*inputs, **settings)
    put_graph(built, chosen, out)
    tell_problems(built)
    conforms = not validate or _validate(built)
    _summarize(built, out, "" if not validate else ", conforms" if conforms else ", does not conform")
    return exit_code(built, good=conforms)


def _into_store(store: Path, inputs: tuple[str, ...], wait: float, settings: dict[str, Any]) -> int:
    with opened(store, write=True, create=True, wait=wait) as graph:
        done = graph.build(*inputs, tell=tell_roster, **settings)
    for problem in done.problems:
        complain(f"error: {problem}")
    hidden = done.left_out - len(done.problems)
    if hidden:
        complain(f"error: and {hidden:,} more inputs could not be used")
    told = {"new": done.added, "changed": done.replaced, "unchanged": done.unchanged}
    parts = ", ".join(f"{number:,} {word}" for word, number in {**told, "removed": done.removed}.items() if number)
    failed = f", {count(done.left_out, 'input')} left out" if done.left_out else ""
    postings = sum(told.values()) - done.tables
    met = [count(postings, "posting")] if postings or not done.tables else []
    met += [count(done.tables, "table")] if done.tables else []
    remark(f"{', '.join(met)}: {parts}{failed} -> {store}")
    return 3 if done.left_out else 0


def _format(out: Path | None, name: str) -> "Format":
    """Return the format asked for, before any work is done, so that a slip costs nothing."""
    from rolegraph.exports import export_format

    if not name and (out is None or not out.suffix):
        return export_format("turtle")
    return export_format(name or str(out))


def _settings(options: dict[str, Any]) -> dict[str, Any]:
    """Return the settings that the user gave."""
    from rolegraph.sources import POSTS, SOURCES

    given = {name: value for name, value in options.items() if value is not None}
    given["resolve"] = not given.pop("no_resolve")
    given["map"] = _map(given.pop("maps"))
    base, source = given.get("base"), given.get("source")
    if base is not None and not _is_base(base):
        raise UsageError(f"--base {base!r}: give an absolute IRI that ends in / # or :")
    if source is not None and source not in (*SOURCES, POSTS):
        raise UsageError(f"--source {source!r}: choose one of {', '.join((*SOURCES, POSTS))}")
    if not _is_encoding(given.get("encoding", "utf-8")):
        raise UsageError(f"--encoding {given['encoding']!r}: Python knows no character encoding of that name")
    return given


def _map(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return the columns by field that `--map` names; a comma ends one only before the next FIELD=.

    Example:
        >>> _map(["title=job_title,body=Text, raw", "body=more"])
        {'title': ['job_title'], 'body': ['Text, raw', 'more']}
    """
    from rolegraph.sources.columns import check_map

    chosen: dict[str, list[str]] = {}
    for part in (part for text in texts for part in re.split(r",(?=\s*[\w-]+=)", text)):
        field, equals, column = part.partition("=")
        if not equals or not field.strip():
            raise UsageError(f"--map {part!r}: write FIELD=COLUMN, as in --map title=job_title,body=description")
        columns = chosen.setdefault(field.strip().lower().replace("_", "-"), [])
        columns += [column.strip()] if column.strip() else []
    check_map(chosen)
    return chosen


def _is_encoding(name: str) -> bool:
    import codecs

    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _is_base(iri: str) -> bool:
    scheme, colon, rest = iri.partition(":")
    named = bool(colon) and scheme.isascii() and scheme[:1].isalpha() and bool(rest)
    return named and iri.endswith(("/", "#", ":")) and iri.isprintable() and not set(iri) & set(' <>"{}|\\^`')


def _validate(built: "RoleGraph") -> bool:
    report = built.validate(engine="facts")  # starts in a tenth of the judge's time, and agrees with it
    if not report.conforms or is_verbose():
        for line in report.to_text().splitlines():
            click.echo(line, err=True)
    return report.conforms


def _summarize(built: "RoleGraph", out: Path | None, verdict: str) -> None:
    counts = [count(len(built.quads), "quad")]
    if built.converted or not built.tables:
        counts = [count(len(built.converted), "posting"), count(len(built.facts), "fact"), *counts]
    if built.tables:
        told = (
            count(len(built.tables), "table"),
            count(sum(bool(post.rows) for roster in built.rosters for post in roster.posts), "post"),
            count(sum(len(roster.lines) for roster in built.rosters), "line"),
        )
        groups = sum(len(roster.groups) for roster in built.rosters)
        counts = [*told, *([count(groups, "count") + " of staff"] if groups else []), *counts]
    failed = f", {count(len(built.problems), 'input')} left out" if built.problems else ""
    remark(", ".join(counts) + failed + verdict + (f" -> {out}" if out else ""))
