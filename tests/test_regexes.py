"""No pattern of the program takes more than a moment for a text made to hurt it."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks import attacks

LENGTH = 1000
"""Three times the length of a long sentence; white space is folded before a pattern sees it."""
SECONDS = 1.0
"""A pattern whose time grows with the square of the length stays below; with the cube, or worse, far above."""

# every pattern that is compiled while the program is imported and all its examples are built, and those that wait
_COLLECT = """
import gc, importlib, json, pkgutil, re, sys
found = {}
compile_ = re.compile
def collecting(pattern, flags=0):
    compiled = compile_(pattern, flags)
    module = sys._getframe(1).f_globals.get("__name__", "")
    if module.startswith("rolegraph") and isinstance(compiled.pattern, str):
        found[compiled.pattern, compiled.flags] = module
    return compiled
re.compile = collecting
import rolegraph
for module in pkgutil.walk_packages(rolegraph.__path__, "rolegraph."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
rolegraph.build(*sys.argv[1:])
from rolegraph import regexes
for one in gc.get_objects():
    if type(one) is regexes.AnyOf:
        one.members
    elif type(one) is regexes.Alternatives:
        one.whole
for waiting in [one for one in gc.get_objects() if type(one) is regexes._Waiting]:
    waiting.flags
    found[waiting.pattern, waiting.flags] = "(waiting)"
print(json.dumps([[*key, module] for key, module in found.items()]))
"""


@pytest.fixture(scope="module")
def patterns() -> list[re.Pattern[str]]:
    examples = Path(__file__).parent.parent / "examples"
    run = subprocess.run([sys.executable, "-c", _COLLECT, str(examples)], capture_output=True, text=True, check=True)
    return [re.compile(pattern, flags) for pattern, flags, _ in json.loads(run.stdout)]


def test_the_patterns_are_all_there(patterns: list[re.Pattern[str]]) -> None:
    assert len(patterns) > 150


def test_no_pattern_backtracks_without_end(patterns: list[re.Pattern[str]]) -> None:
    slow = [
        f"{pattern.pattern[:300]!r} takes {spent:.1f} s for {attack[:60]!r}..."
        for pattern in patterns
        for attack in attacks(pattern, LENGTH)
        if (spent := _seconds(pattern, attack)) > SECONDS
    ]
    assert not slow


@pytest.mark.parametrize(
    "text",
    [
        r"(?:\w+\s?)+:",  # each way of cutting the words is tried
        r"(?:a|a)*b",  # each letter in two ways
        r"\s*[-,]?\s*(?:/|,?\s*or)\s*;",  # white space that three repeats can share
    ],
)
def test_an_attack_hurts_a_pattern_that_can_be_hurt(text: str) -> None:
    """The check can fail: patterns of which it is known do."""
    pattern = re.compile(text)
    assert any(_seconds(pattern, attack) > SECONDS for attack in attacks(pattern, LENGTH))


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return how long a search takes; one that would go on for ever is ended soon after `SECONDS`."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * SECONDS)
    try:
        pattern.search(text)
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


@pytest.fixture(autouse=True)
def _alarm() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    yield
    signal.signal(signal.SIGVTALRM, before)
