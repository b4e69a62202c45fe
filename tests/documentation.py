"""Reads the documentation, and writes the parts of it that come from elsewhere: outputs of commands, lists of terms.

`python -m tests.documentation` writes them again (`make docs` calls it); `test_docs.py` checks that they are current.
"""

import atexit
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from rolegraph.charts import Options, chart
from rolegraph.resolution import RULES
from rolegraph.resources import files
from rolegraph.rosters.layouts import FIELDS, LAYOUTS
from rolegraph.stores.library import GROUPS, named_queries
from rolegraph.stores.reading import read_rdf
from rolegraph.vocabulary import PREFIXES, RDF, local_name, value
from tests.charts.browser import PROGRAM, Browser
from tests.charts.organizations import made, tidewater, waterways

CHECKOUT: Final = Path(__file__).resolve().parent.parent
DOCS: Final = CHECKOUT / "docs"
PAGES: Final = [CHECKOUT / "README.md", *sorted(path for path in DOCS.glob("*.md") if path.name != "accuracy.md")]

GOOD: Final = (0, 141)
"""What a command on a page may end with: `| head` ends what stands before it by SIGPIPE."""

_SKOS: Final = f"<{PREFIXES['skos']}"
_FENCE: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Command(NamedTuple):
    """A command on a page, and the output shown under it; "" where none is shown."""

    line: str
    shown: str


def fences(page: Path) -> list[tuple[str, str]]:
    """Return the fenced blocks of a page: the language and the content of each."""
    return [(match[1], match[2]) for match in _FENCE.finditer(page.read_text(encoding="utf-8"))]


def prose(page: Path) -> str:
    """Return a page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def commands(block: str) -> Iterator[Command]:
    """Yield the commands of a block: lines that begin with `$ `, each with the lines under it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        yield Command(line, shown)


def section(page: Path, title: str) -> str:
    """Return what stands under a heading of the second level."""
    parts = re.split(r"^## (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert title in parts, f"{page.name} has no section {title!r}"
    return parts[parts.index(title) + 1]


@functools.cache
def board_server() -> dict[str, str]:
    """Start a server that speaks the job boards' interfaces, and return the environment that leads commands to it."""
    command = [sys.executable, str(CHECKOUT / "tests" / "fetching" / "serving.py")]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(server.communicate)  # the server ends with its standard input
    assert server.stdout is not None
    url = server.stdout.readline().strip()
    return {"ROLEGRAPH_API_BASE": f"{url}/{{board}}", "ROLEGRAPH_ALLOW_PRIVATE": "1"}


def start_folder(folder: Path) -> dict[str, str]:
    """Put into a folder what a reader has, and return the reader's environment."""
    for name in ("examples", "example-tables"):
        shutil.copytree(CHECKOUT / name, folder / name)
    (folder / "bin").mkdir()
    program = folder / "bin" / "rolegraph"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rolegraph "$@"\n')
    program.chmod(0o755)
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    ours = {"PATH": path, "PYTHONPATH": str(CHECKOUT / "src"), "COLUMNS": "100", "LC_ALL": "C"}
    return {**os.environ, **board_server(), **ours}


def run(line: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Run a line of shell and return its exit code and all that it said, without blanks at the ends of lines."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    return done.returncode, "".join(f"{one.rstrip()}\n" for one in done.stdout.decode().splitlines())


class _Terms:
    """What Turtle files say of their subjects."""

    def __init__(self, paths: list[Path]) -> None:
        quads = [quad for path in paths for quad in read_rdf(path.read_bytes(), syntax="ttl", source=path.name)]
        self._said = {(subject, predicate, object_) for subject, predicate, object_, _ in quads}

    def of_type(self, *types: str) -> list[str]:
        """Return the subjects of any of the types, sorted."""
        return sorted({s for s, p, o in self._said if p == RDF.type and o in {f"<{t}>" for t in types}})

    def text(self, subject: str, predicate: str) -> str:
        """Return what a subject is said to be, in English where there is a choice."""
        found = sorted(o for s, p, o in self._said if (s, p) == (subject, predicate))
        return value(next((o for o in found if o.endswith("@en")), found[0])) if found else ""

    def subjects(self, predicate: str, object_: str) -> list[str]:
        """Return the subjects that are said to be something, sorted."""
        return sorted(s for s, p, o in self._said if (p, o) == (predicate, object_))


def _rows(head: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"| {first} | {second} |" for first, second in rows]
    return "\n".join([f"| {head} |", "| --- | --- |", *lines]) + "\n"


def _own_terms(*types: str) -> str:
    terms = _Terms(files("ontology", ".ttl"))
    found = [
        term
        for term in terms.of_type(*(PREFIXES["owl"] + name for name in types))
        if term.startswith(f"<{PREFIXES['rg']}")
    ]
    return _rows(
        "term | what it means", [(f"`rg:{local_name(t)}`", terms.text(t, _SKOS + "definition>")) for t in found]
    )


def classes() -> str:
    """Return a table of the ontology's own classes."""
    return _own_terms("Class")


def properties() -> str:
    """Return a table of the ontology's own properties."""
    return _own_terms("ObjectProperty", "DatatypeProperty", "AnnotationProperty")


def schemes() -> str:
    """Return a table of the concept schemes with their concepts."""
    terms = _Terms(files("ontology", ".ttl"))
    rows = []
    for scheme in terms.of_type(PREFIXES["skos"] + "ConceptScheme"):
        concepts = terms.subjects(_SKOS + "inScheme>", scheme)
        order = {concept: (terms.text(concept, _SKOS + "notation>").rjust(3), concept) for concept in concepts}
        named = ", ".join(f"`{local_name(concept)}`" for concept in sorted(concepts, key=order.__getitem__))
        rows.append((f"`rgc:{local_name(scheme)}`" if local_name(scheme) else scheme, named))
    return _rows("scheme | concepts", rows)


def shapes() -> str:
    """Return a table of the files of shapes."""
    rows = []
    for path in files("shapes", ".ttl"):
        terms = _Terms([path])
        nodes = terms.of_type(PREFIXES["sh"] + "NodeShape")
        told = " ".join(filter(None, (terms.text(node, f"<{PREFIXES['sh']}description>") for node in nodes)))
        rows.append((f"[{path.name}](../shapes/{path.name})", told))
    return _rows("file | what it checks", rows)


def queries() -> str:
    """Return the named queries, group by group."""
    lines: list[str] = []
    group = ""
    for query in named_queries():
        if query.group != group:
            group = query.group
            lines += [f"## {group.capitalize()}", "", f"{GROUPS[group].capitalize()}.", ""]
        lines += [f"### {query.name}", "", query.description, ""]
        lines += [
            f"- `{name}`: {one.meaning}" + (" (a number)" if one.kind == "number" else "")
            for name, one in query.parameters.items()
        ]
        lines += [""] if query.parameters else []
    return "\n".join(lines)


def layouts() -> str:
    """Return a table of the layouts of tables of posts."""
    rows = [
        f"| {layout.origin} | {f'`{layout.id}`' if layout.id else ''} | `{layout.manager}` | `{layout.name}` |"
        for layout in LAYOUTS
    ]
    return "\n".join(["| tables of | id | manager | name |", "| --- | --- | --- | --- |", *rows]) + "\n"


def fields() -> str:
    """Return a table of what the columns of tables of posts may be called."""
    return _rows(
        "field | columns", [(f"`{name}`", ", ".join(f"`{one}`" for one in names)) for name, names in FIELDS.items()]
    )


def rules() -> str:
    """Return a table of the rules by which posts and organizations are linked, with their scores."""
    rows = [
        (f"`{name}`", f"{rule.score:.2f} | {local_name(rule.relation)} | {rule.means}") for name, rule in RULES.items()
    ]
    return "| rule | score | link | why |\n| --- | --- | --- | --- |\n" + "".join(
        f"| {name} | {rest} |\n" for name, rest in rows
    )


PARTS: Final[dict[str, Callable[[], str]]] = {
    "classes": classes,
    "properties": properties,
    "schemes": schemes,
    "shapes": shapes,
    "queries": queries,
    "layouts": layouts,
    "fields": fields,
    "rules": rules,
}
"""What stands between `<!-- begin NAME -->` and `<!-- end NAME -->`."""


def parts(page: Path) -> dict[str, str]:
    """Return the parts of a page that come from elsewhere, by name."""
    found = re.findall(r"<!-- begin (\w+) -->\n(.*?)<!-- end \1 -->", page.read_text(encoding="utf-8"), re.DOTALL)
    return dict(found)


def pictures() -> dict[str, bytes]:
    """Return the pictures that docs/charts.md shows, by the names of their files."""
    return {
        "table.svg": chart(waterways()),
        "lines.svg": chart(tidewater(), options=Options(color_by="unit")),
        "around.svg": chart(tidewater(), options=Options(around="Crane Automation Engineer")),
        "two-hundred.svg": chart(made(200)),
    }


def photograph(page: bytes, to: Path) -> None:
    """Write what Chromium shows of a page; nothing where there is no Chromium."""
    if PROGRAM is None:
        return
    with tempfile.TemporaryDirectory() as folder, Browser(1200, 760) as browser:
        file = Path(folder) / "page.html"
        file.write_bytes(page)
        browser.open(file)
        browser.press("/", *"crane", "Enter")
        to.write_bytes(browser.picture())


def write_again(page: Path) -> None:
    """Write what comes from elsewhere, and the outputs of a page's commands where outputs are shown."""
    text = page.read_text(encoding="utf-8")
    for name, old in parts(page).items():
        text = text.replace(f"<!-- begin {name} -->\n{old}", f"<!-- begin {name} -->\n{PARTS[name]()}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        environment = start_folder(folder)

        def fill(match: re.Match[str]) -> str:
            if match[1] != "console":
                return match[0]
            lines = []
            for line, shown in commands(match[2]):
                code, output = run(line, folder, environment)
                assert code in GOOD, f"{page.name}: $ {line}\n{output}"
                lines.append(f"$ {line}\n{output if shown else ''}")
            return f"```console\n{''.join(lines)}```"

        page.write_text(_FENCE.sub(fill, text), encoding="utf-8")


if __name__ == "__main__":
    for one in PAGES:
        write_again(one)
    for file, drawn in pictures().items():
        (DOCS / "pictures" / file).write_bytes(drawn)
    photograph(chart(tidewater(), format="html"), DOCS / "pictures" / "page.png")
