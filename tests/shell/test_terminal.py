"""The shell in a terminal: a real one (a pseudo-terminal of the system), and prompt_toolkit's own pipe for its keys."""

import contextlib
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from fcntl import ioctl
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import rolegraph
from rolegraph.errors import UsageError
from rolegraph.shell.prompting import coloured, interact, prompt_session
from rolegraph.shell.session import Outlet, Session, Settings
from rolegraph.stores.answers import Answer, write

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ENDLESS = "SELECT (COUNT(*) AS ?n) {?a ?b ?c.?d ?e ?f.?g ?h ?i.?j ?k ?l.?m ?o ?p.?q ?r ?s};"
STEER = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]")


class Terminal:
    """The program in a terminal of 100 columns."""

    def __init__(self, arguments: list[str], folder: Path, **variables: str) -> None:
        self.master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        environment = {
            **os.environ,
            **{"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "PYTHONPATH": str(CHECKOUT / "src")},
            **{"XDG_STATE_HOME": str(folder / "state"), **variables},
        }
        command = [sys.executable, "-m", "rolegraph", "shell", *arguments]
        self.program = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - or Ctrl-C would reach nobody
        )
        os.close(slave)
        self.screen = ""

    def read(self, until: str, seconds: float = 30) -> str:
        """Return what the terminal showed up to a text, without what steers it; forget it."""
        end = time.monotonic() + seconds
        while until not in (plain := STEER.sub("", self.screen)):
            ready, _, _ = select.select([self.master], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{until!r} was not shown: {plain!r}"
            try:
                self.screen += os.read(self.master, 65536).decode(errors="replace")
            except OSError:  # Linux says so when nobody holds the other end any more
                raise AssertionError(f"it ended before {until!r}: {plain!r}") from None
        shown, _, left = plain.partition(until)
        self.screen = left
        return shown + until

    def type(self, text: str) -> None:
        """Type something at once, whatever the program is doing."""
        os.write(self.master, text.encode())

    def enter(self, text: str) -> str:
        """Wait for the prompt, since keys that come before it are not read as such; type; return what stood before."""
        before = self.read("rolegraph>")
        self.type(text)
        return before

    def ended(self) -> int:
        """Wait for the end and return the exit code."""
        end = time.monotonic() + 30
        while self.program.poll() is None:
            assert time.monotonic() < end, f"it did not end: {self.screen!r}"
            if select.select([self.master], [], [], 0.1)[0]:
                with contextlib.suppress(OSError):
                    os.read(self.master, 65536)
        return self.program.returncode


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>").save(tmp_path / "graph.nq")
    started: list[Terminal] = []

    def begin(*arguments: str, **variables: str) -> Terminal:
        started.append(Terminal(list(arguments), tmp_path, **variables))
        return started[-1]

    yield begin
    for one in started:
        one.program.kill()
        one.program.wait()
        os.close(one.master)


def test_questions_and_answers(start: Callable[..., Terminal], tmp_path: Path) -> None:
    shell = start("graph.nq")
    shell.enter("direct-reports role=head porter\r")
    assert "Head Porter  Night Porter" in shell.read("1 row, ")
    shell.enter("SELECT ?title {\r")
    shell.read("...>")
    shell.type("?posting schema:title ?title\r};\r")
    assert "Night Porter\r\n" in shell.read("1 row, ")
    shell.enter("ASK { ?x foo:bar ?y };\r")
    shell.read("error: line 1, column 10: the prefix foo: is not known")
    shell.read("           ^")
    shell.enter("\x04")
    assert shell.ended() == 0
    history = tmp_path / "state" / "rolegraph" / "history"
    assert history.stat().st_mode & 0o777 == 0o600
    assert "+?posting schema:title ?title\n" in history.read_text()


def test_a_query_is_stopped_and_the_shell_kept(start: Callable[..., Terminal]) -> None:
    shell = start("graph.nq", "--timeout", "0", "--no-history")
    for _ in range(2):
        shell.enter(f"{ENDLESS}\r")
        pid = child_of(shell.program.pid)
        shell.type("\x03")
        shell.read("stopped")
        assert not Path(f"/proc/{pid}").exists(), "the process of the query is gone"
        shell.enter("ASK {};\r")
        shell.read("true")
    shell.enter("SELECT * { half\x03")  # at the prompt it drops the line
    shell.enter(".quit\r")
    assert shell.ended() == 0


def child_of(pid: int) -> int:
    """Wait for a process to have a child, and return it."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if found:
            return int(found[0])
    raise AssertionError("no query was started")


STEERING = '"\\u001b]0;owned\\u0007\\u009b2J\\u202eabc"'


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml", "markdown", "turtle"])
def test_an_answer_cannot_steer_the_terminal(form: str, start: Callable[..., Terminal]) -> None:
    shell = start("graph.nq", "--format", form)
    construct = f"CONSTRUCT {{ rgc:a rgc:b {STEERING} }} {{}};"
    shell.enter(f"{construct if form == 'turtle' else f'SELECT ({STEERING} AS ?x) {{}};'}\r")
    answer = shell.read(", 0.").rpartition("{};")[2]
    assert "owned" in answer
    assert not set("\x1b\x07\x9b\u202e") & set(answer)


def test_tab_and_the_history(start: Callable[..., Terminal]) -> None:
    shell = start("graph.nq")
    shell.enter("direct-r\t")
    shell.read("direct-reports")
    shell.type(" ro\t")
    shell.read("role=")
    shell.type("head\r")
    shell.read("1 row, ")
    shell.enter("\x04")
    assert shell.ended() == 0
    again = start("graph.nq")
    again.enter("\x1b[A")
    again.read("direct-reports role=head")
    again.type("\r")
    again.read("1 row, ")


def test_nothing_is_kept_where_nothing_can_be(start: Callable[..., Terminal], tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    shell = start("graph.nq")
    assert "nothing is kept of what you type" in shell.enter("ASK {};\r")
    shell.read("true")
    (tmp_path / "state").unlink()
    private = start("graph.nq", "--no-history")
    private.enter("ASK {};\r")
    private.read("true")
    assert not (tmp_path / "state").exists()


def test_without_anything_to_ask(start: Callable[..., Terminal]) -> None:
    shell = start()
    assert "nothing loaded yet: .load FILE" in shell.enter(".load graph.nq\r")
    shell.read("graph.nq: loaded")
    shell.enter("roles\r")
    assert "Night Porter" in shell.read("1 row, ")


def test_the_end_of_the_terminal_ends_it(start: Callable[..., Terminal]) -> None:
    shell = start("graph.nq")
    shell.read("rolegraph>")
    shell.program.send_signal(signal.SIGHUP)
    assert shell.program.wait(30) != 0


def silent(*_: object) -> None:
    """Say nothing."""


def typed(text: str, **options: object) -> tuple[list[str], list[str]]:
    """Type into prompt_toolkit's own pipe; return what the session was asked and what it said."""
    asked: list[str] = []
    said: list[str] = []

    def show(answer: Answer, *_: object) -> None:
        said.append(write(answer, "csv"))

    graph = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
    session = Session(graph, Outlet(show, said.append, said.append, said.append, said.append), Settings(timeout=20))
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(text + "\x04")
        reader = prompt_session(session, None)

        def read() -> str:
            asked.append(reader.prompt())
            return asked[-1]

        interact(session, read)
    return asked, said


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        ("ASK {};\r", ["ASK {};"]),
        ("ASK {\r}\r\r", ["ASK {\n}"]),  # an empty line sends, and is no part of it
        ("roles\r.help\r", ["roles", ".help"]),
        ("ASK {\x03roles\r", ["roles"]),  # Ctrl-C drops what was begun
        ("ASK {}\x1b\r", ["ASK {}"]),  # Alt-Enter sends whatever is there
        ("ASK }\x1b[D{\x05;\r", ["ASK {};"]),  # the cursor moves
        ("ASK {;}\x1b[D\x1b[D\r\x05;\r", ["ASK {\n;};"]),  # Enter inside of what is whole breaks the line
        # a pasted script is one piece, and each of its statements is carried out
        ("\x1b[200~ASK {};\nASK {};\n\x1b[201~\r", ["ASK {};\nASK {};"]),
        ("\r\r", ["", ""]),
    ],
)
def test_keys(keys: str, asked: list[str]) -> None:
    assert typed(keys)[0] == asked


def test_a_pasted_script_is_answered() -> None:
    _, said = typed("\x1b[200~ASK {};\nroles;\nnonsense\n\x1b[201~\r")
    assert said[0] == "true\n"
    assert "Night Porter" in said[1]
    assert said[2].startswith("error: no query is called 'nonsense'")


def test_a_fault_of_ours_keeps_the_shell() -> None:
    class Broken:
        def query(self, *_: object, **__: object) -> Answer:
            raise ZeroDivisionError("oh")

    said: list[str] = []
    session = Session(Broken(), Outlet(silent, silent, silent, silent, said.append))
    statements = iter(["ASK {};", "roles"])

    def read() -> str:
        for one in statements:
            return one
        raise EOFError

    interact(session, read)
    assert said == ["internal error: ZeroDivisionError: oh"] * 2


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ASK", [[("ansiblue", "ASK")]]),
        (
            "# c\nASK { ?x a <a:b> }",
            [
                [("ansibrightblack", "# c")],
                [("ansiblue", "ASK"), ("", " { "), ("ansicyan", "?x"), ("", " "), ("ansiblue", "a"), ("", " "),
                 ("ansigreen", "<a:b>"), ("", " }")],
            ],
        ),
        ('SELECT "open', [[("ansiblue", "SELECT"), ("", ' "open')]]),  # as far as it can be read
        (".run x", [[("ansiblue", ".run"), ("", " x")]]),
        ("", [[]]),
        ("\n\n", [[], [], []]),
    ],
)  # fmt: skip
def test_colours(text: str, pieces: list[list[tuple[str, str]]]) -> None:
    lines = coloured(text)
    assert lines == pieces
    assert "\n".join("".join(part for _, part in line) for line in lines) == text  # type: ignore[misc]


def test_without_prompt_toolkit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prompt_toolkit", None)
    session = Session(rolegraph.RoleGraph(()), Outlet(silent, silent, silent, silent, silent))
    with pytest.raises(UsageError, match=r"pip install 'rolegraph\[shell\]'"):
        prompt_session(session, None)
