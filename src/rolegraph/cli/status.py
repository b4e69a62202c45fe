"""`rolegraph status`: what is in a store, and how it is."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolegraph.cli.flow import opened, put
from rolegraph.cli.options import examples, with_format, with_output, with_store, with_talk

if TYPE_CHECKING:
    from rolegraph.stored import Status


@click.command(
    epilog=examples("rolegraph status --store jobs", "rolegraph status --store jobs --format json"),
)
@with_store("The folder of the store.", required=True)
@with_format("The report's form.", ("text", "json"))
@with_output
@with_talk
def status(*, store: Path, format_: str, out: Path | None) -> int:
    """Tell what is in a store: counts, size, schema version, the last build, problems."""
    found = opened(store).status()
    put(_json(found) if format_ == "json" else _text(found), out)
    return 0


def _json(found: "Status") -> str:
    import json
    from dataclasses import asdict

    said = asdict(found)
    about = said.pop("about")
    said |= {"schema": about["schema"], "program": about["program"], "last_build": about["build"]}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _text(found: "Status") -> str:
    from rolegraph.stores.tables import harmless

    build = found.about.build
    counted = ("postings", "tables", "triples", "roles", "lines", "organizations")
    rows = [
        ("store", found.folder),
        *((name, f"{getattr(found, name):,}") for name in counted),
        ("size", f"{found.size / 1e6:,.1f} MB"),
        ("schema", f"{found.about.schema}, made by rolegraph {found.about.program}"),
    ]
    if build:
        when = f"finished {build.finished}" if build.finished else f"started {build.started}, not finished"
        done = (
            f"{build.added:,} new, {build.replaced:,} changed, {build.unchanged:,} unchanged, {build.removed:,} removed"
        )
        rows.append(("last build", f"{when}: {done}"))
    rows += [("problem", problem) for problem in found.problems] or [("problems", "none")]
    return "".join(f"{name:14}{harmless(text)}\n" for name, text in rows)
