"""The commands of docs/loading.md and of the help, run as they stand but for the ports."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import CHECKOUT
from .starting import Server

PORTS = {"7878": "oxigraph", "8890": "virtuoso", "3030": "fuseki"}
PAGE = (CHECKOUT / "docs" / "loading.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^(rolegraph .*127\.0\.0\.1.*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("line", COMMANDS)
def test_the_page(line: str, start: Callable[..., Server], tmp_path: Path) -> None:
    (port,) = re.findall(r"127\.0\.0\.1:(\d+)", line)
    server = start(PORTS[port])
    shutil.copytree(CHECKOUT / "examples", tmp_path / "examples")
    (tmp_path / "dba.txt").write_text("dba\n")
    (tmp_path / "rolegraph").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rolegraph "$@"\n')
    (tmp_path / "rolegraph").chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.replace(f"http://127.0.0.1:{port}", server.url.removesuffix("/roles"))],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(CHECKOUT / "src")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert " triples in 1" in done.stderr


def test_there_is_a_command_for_each_kind() -> None:
    assert all(any(f":{port}" in line for line in COMMANDS) for port in PORTS)
