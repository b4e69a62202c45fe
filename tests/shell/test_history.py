"""What was typed is kept for its user alone, in the platform's place, and not without end."""

import sys
from pathlib import Path

import pytest

from rolegraph.shell.history import history_file, state_folder


@pytest.mark.parametrize(
    ("platform", "variables", "below"),
    [
        ("linux", {}, ".local/state/rolegraph"),
        ("linux", {"XDG_STATE_HOME": "relative"}, ".local/state/rolegraph"),  # to be ignored, says the specification
        ("darwin", {}, "Library/Application Support/rolegraph"),
        ("win32", {}, "AppData/Local/rolegraph"),
    ],
)
def test_the_place(
    platform: str, variables: dict[str, str], below: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert state_folder() == tmp_path / below
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert state_folder() == tmp_path / "state" / "rolegraph"


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    file = history_file(tmp_path / "new" / "rolegraph")
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    file.write_text("kept")
    file.chmod(0o644)
    assert history_file(file.parent).read_text() == "kept"
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_older_half_goes(tmp_path: Path) -> None:
    entries = [f"\n# then\n+query {number}\n" for number in range(80_000)]
    file = tmp_path / "history"
    file.write_text("".join(entries))
    kept = history_file(tmp_path).read_text()
    assert 400_000 < len(kept) <= 500_000
    assert kept == "".join(entries)[-len(kept) :]
    assert kept.startswith("\n# then\n+query ")
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        history_file(tmp_path / "file" / "rolegraph")
