"""The documentation runs, and cannot fall behind. `make docs` writes again what comes from elsewhere."""

import doctest
import re
from dataclasses import fields
from pathlib import Path
from typing import Final

import click
import pytest

from rolegraph import facts
from rolegraph.cli.program import COMMANDS, EXIT_CODES, INTERNAL, INTERRUPTED, program
from rolegraph.exports import FORMATS
from rolegraph.settings import Settings
from rolegraph.stores.library import named_queries
from rolegraph.structure import MEASURES

from .documentation import (
    CHECKOUT,
    DOCS,
    GOOD,
    PAGES,
    PARTS,
    commands,
    fences,
    parts,
    pictures,
    prose,
    run,
    section,
    start_folder,
)

# what a reader types that a test cannot: it installs, or changes the reader's shell
UNTESTED: Final = {
    "make demo",
    "make test",
    "pip install .",
    "pip install '.[png]'",
    "pip install '.[fetch,shell]'",
    "pip install '.[documents,parquet,microdata]'",
    'eval "$(_ROLEGRAPH_COMPLETE=bash_source rolegraph)"',
    'eval "$(_ROLEGRAPH_COMPLETE=zsh_source rolegraph)"',
    "_ROLEGRAPH_COMPLETE=fish_source rolegraph | source",
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_gives_the_output_shown(page: Path, tmp_path: Path) -> None:
    environment = start_folder(tmp_path)
    for block in (block for language, block in fences(page) if language == "console"):
        for line, shown in commands(block):
            code, output = run(line, tmp_path, environment)
            assert code in GOOD, f"$ {line}\n{output}"
            if shown:
                assert output == shown, f"$ {line}\n`make docs` writes the outputs again"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_python_block_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_folder(tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for number, block in enumerate((block for language, block in fences(page) if language == "python"), 1):
        assert ">>> " in block, f"{page.name}: write Python as a session, so that its output is checked"
        test = doctest.DocTestParser().get_doctest(block, names, f"{page.name}, block {number}", str(page), 0)
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
        said: list[str] = []
        runner.run(test, out=said.append, clear_globs=False)
        assert runner.failures == 0, "".join(said)
        names = test.globs


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_is_of_a_kind_that_is_checked(page: Path) -> None:
    for language, block in fences(page):
        assert language in ("console", "python", "sh", "text")
        if language == "sh":
            assert set(block.strip().splitlines()) <= UNTESTED


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        assert file.exists(), f"{page.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]


def test_the_picture_in_the_readme_is_current(tmp_path: Path) -> None:
    environment = start_folder(tmp_path)
    code, output = run("rolegraph chart examples -o reporting.svg", tmp_path, environment)
    assert (code, output) == (0, "")
    assert (tmp_path / "reporting.svg").read_bytes() == (DOCS / "reporting.svg").read_bytes(), "run `make docs`"


def test_the_pictures_of_charts_are_current() -> None:
    for name, drawn in pictures().items():
        assert drawn == (DOCS / "pictures" / name).read_bytes(), f"{name}: run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    told = section(DOCS / "commands.md", name)
    assert f"$ rolegraph {name} --help\nUsage: rolegraph {name}" in told
    command = program.get_command(click.Context(program), name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert all(option in told for option in parameter.opts)


def test_every_exit_code_is_documented() -> None:
    codes = {0, 1, INTERNAL, INTERRUPTED, *(code for _, code in EXIT_CODES)}
    for page in (CHECKOUT / "README.md", DOCS / "formats-and-exit-codes.md"):
        listed = re.findall(r"^\| (\d+) \|", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(map(int, listed)) == codes


def test_every_kind_of_fact_is_documented() -> None:
    kinds = {
        name
        for name, one in vars(facts).items()
        if isinstance(one, type) and issubclass(one, facts.Fact) and not one.__subclasses__()
    }
    told = re.findall(r"^\| `(\w+)` \|", section(DOCS / "api.md", "Facts"), re.MULTILINE)
    assert sorted(told) == sorted(kinds)


def test_every_setting_is_documented() -> None:
    told = re.findall(r"^\| `(\w+)` \|", section(DOCS / "api.md", "Settings"), re.MULTILINE)
    assert told == [field.name for field in fields(Settings)]


@pytest.mark.parametrize("name", PARTS)
def test_every_query_shape_and_term_is_documented(name: str) -> None:
    told = {name: text for page in PAGES for name, text in parts(page).items()}
    assert told[name] == PARTS[name](), "run `make docs`"


def test_the_lists_are_whole() -> None:
    # the lists above come from programs, which could be wrong as well
    assert PARTS["queries"]().count("\n### ") == len(named_queries())
    assert PARTS["shapes"]().count("](../shapes/") == len(list((CHECKOUT / "shapes").glob("*.ttl")))
    assert all("| `rg:" + term + "` |" in PARTS["classes"]() for term in ("ReportingLine", "Program", "Commitment"))
    assert "| `rg:superior` |" in PARTS["properties"]()
    assert "`rgc:line-kind` | `administrative-line`" in PARTS["schemes"]()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented(name: str) -> None:
    assert f"\n{name} " in section(DOCS / "formats-and-exit-codes.md", "Outputs")


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_is_documented(name: str) -> None:
    assert f"\n{name} " in section(DOCS / "commands.md", "analyze")
