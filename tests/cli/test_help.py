"""The help: every command has examples, and every example does what it says."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from rolegraph.cli.program import COMMANDS, EXIT_CODES, INTERNAL, INTERRUPTED, program

ALL_COMMANDS = {
    name: command for name in COMMANDS if (command := program.get_command(click.Context(program), name)) is not None
}


def help_of(command: click.Command) -> str:
    return command.get_help(click.Context(command, info_name=command.name, **program.context_settings))


def examples_of(command: click.Command) -> list[str]:
    text = help_of(command).partition("Examples:\n")[2]
    return re.findall(r"^ *(rolegraph .*)$", text, re.MULTILINE)


ALL = [(command, example) for command in (program, *ALL_COMMANDS.values()) for example in examples_of(command)]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = ALL_COMMANDS[name]
    assert command.help
    assert any(example.startswith(f"rolegraph {name}") for example in examples_of(command))
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]} has no help"


@pytest.mark.parametrize("example", [pytest.param(example, id=f"{c.name}-{i}") for i, (c, example) in enumerate(ALL)])
def test_the_examples_in_the_help_run(example: str, shell: Callable[[str], Any]) -> None:
    done = shell(f"set -o pipefail; {example}")
    assert done.code == 0, done.err
    assert "error" not in done.err
    silent = example.startswith("rolegraph shell") and "<" not in example  # it waits for what a user types
    assert done.out or "-> " in done.err or " -o " in example or silent


def test_every_output_named_in_an_example_is_written(shell: Callable[[str], Any], tmp_path: Path) -> None:
    done = shell("rolegraph explain graph.ttl --format csv -o facts.csv && head -c 22 facts.csv")
    assert done.out == "source,posting,fact,sa"


def test_the_program_tells_its_exit_codes() -> None:
    text = help_of(program)
    listed = {int(code) for code in re.findall(r"^ +(\d+)  ", text.partition("Exit codes:")[2], re.MULTILINE)}
    assert listed == {0, 1, *(code for _, code in EXIT_CODES), INTERNAL, INTERRUPTED}


def test_help_is_plain_ascii_and_fits_a_page() -> None:
    for command in (program, *ALL_COMMANDS.values()):
        text = help_of(command)
        assert text.isascii()
        assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("arguments", [("-h",), ("build", "-h"), ("--version",)])
def test_short_help_and_version(arguments: tuple[str, ...], call: Callable[..., Any]) -> None:
    done = call(*arguments)
    assert (done.code, done.err) == (0, "")
    assert "rolegraph" in done.out


@pytest.mark.parametrize("kind", ["bash", "zsh", "fish"])
def test_the_shell_can_complete(kind: str, program: Callable[..., Any], environment: dict[str, str]) -> None:
    done = program(env={**environment, "_ROLEGRAPH_COMPLETE": f"{kind}_source"})
    assert done.code == 0
    assert "_ROLEGRAPH_COMPLETE" in done.out


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("rolegraph exp", "export"),  # commands
        ("rolegraph query who-", "who-reports-to-whom"),  # named queries
        ("rolegraph queries pa", "pay"),
        ("rolegraph analyze -m span", "spans"),  # measures
        ("rolegraph chart --color-by loc", "location"),  # choices
    ],
)
def test_completion_offers_names(
    words: str, offered: str, program: Callable[..., Any], environment: dict[str, str]
) -> None:
    settings = {"_ROLEGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = program(env={**environment, **settings})
    assert f"plain,{offered}" in done.out.splitlines()
