"""`rolegraph explain`: each fact with the words behind it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolegraph.cli.flow import exit_code, load_graph, put
from rolegraph.cli.options import examples, with_format, with_inputs, with_output, with_talk
from rolegraph.cli.talking import remark

if TYPE_CHECKING:
    from rolegraph.explanation import Explanation


@click.command(
    epilog=examples(
        "rolegraph explain posting.html",
        "rolegraph explain posting.html --fact ReportingLine",
        "rolegraph explain graph.ttl --format csv -o facts.csv",
    ),
)
@with_inputs("POSTING|GRAPH")
@click.option("--fact", "kinds", multiple=True, metavar="KIND", help="Only facts of this kind; may be given again.")
@with_format("The list's form.", ("text", "json", "jsonl", "csv"))
@with_output
@with_talk
def explain(*, inputs: tuple[str, ...], kinds: tuple[str, ...], format_: str, out: Path | None) -> int:
    """Show each fact with its quote, the rule that found it and its place in the text."""
    from rolegraph.explanation import explain as explain_graph

    graph = load_graph(inputs)
    found = explain_graph(graph.quads)
    wanted = {kind.casefold() for kind in kinds}
    chosen = [one for one in found if not wanted or one.fact.casefold() in wanted]
    put({"text": _text, "json": _json, "jsonl": _jsonl, "csv": _csv}[format_](chosen), out)
    if not chosen:
        remark(f"no such fact; there are: {', '.join(sorted({one.fact for one in found})) or 'none with evidence'}")
    return exit_code(graph)


def _text(found: "list[Explanation]") -> str:
    from rolegraph.stores.tables import harmless

    lines = []
    posting = None
    for one in found:
        if (one.source, one.posting) != posting:
            posting = (one.source, one.posting)
            lines.append(harmless(one.source or one.posting))
        sure = f", {one.confidence}" if one.confidence else ""
        lines.append(f"  {one.fact}: {harmless(one.says)}  [{one.rule}{sure}]")
        lines.append(f"    line {one.line}, {one.start}-{one.end}: {harmless(' '.join(one.quote.split()))}")
    return "".join(f"{line}\n" for line in lines)


def _json(found: "list[Explanation]") -> str:
    import json
    from dataclasses import asdict

    return json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2) + "\n"


def _jsonl(found: "list[Explanation]") -> str:
    import json
    from dataclasses import asdict

    return "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in found)


def _csv(found: "list[Explanation]") -> str:
    import csv
    import io
    from dataclasses import astuple, fields

    from rolegraph.explanation import Explanation

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([field.name for field in fields(Explanation)])
    writer.writerows(astuple(one) for one in found)
    return stream.getvalue()
