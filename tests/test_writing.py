"""Files are written whole or not at all, and stay what they were: links, rights, devices."""

import os
from pathlib import Path
from typing import BinaryIO

import pytest

from rolegraph.errors import OutputError
from rolegraph.writing import write_file


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    for data in (b"one", b"two", b""):
        write_file(tmp_path / "out", data)
        assert (tmp_path / "out").read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["a b", "-", ".hidden", "é" * 100, "x" * 255, "a\nb", "…"])
def test_names(name: str, tmp_path: Path) -> None:
    write_file(tmp_path / name, b"x")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_rights_stay(mode: int, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.touch()
    out.chmod(mode)
    write_file(out, b"x")
    assert out.stat().st_mode & 0o777 == mode


def test_a_new_file_has_the_rights_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_file(tmp_path / "out", b"x")
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_followed(there: bool, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    real, link = tmp_path / "folder" / "real", tmp_path / "link"
    if there:
        real.write_bytes(b"old")
    link.symlink_to(real)
    write_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder, "is a folder: name a file in it"),
        (lambda folder: folder / "none" / "out", "cannot be written: No such file or directory"),
        (lambda folder: folder / "file" / "out", "cannot be written: Not a directory"),
        (lambda folder: folder / "loop", "cannot be written: .*[Ll]oop|cannot be written: Too many levels"),
        (lambda folder: folder / ("x" * 256), "cannot be written: File name too long"),
        (lambda folder: folder / "a\0b", "cannot be written: embedded null byte"),
        # where not even root may make files
        (lambda _: Path("/proc/out"), "cannot be written"),
    ],
)
def test_where_no_file_can_be(make: object, message: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(OutputError, match=message):
        write_file(make(tmp_path), b"x")  # type: ignore[operator]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "loop"]
    assert (tmp_path / "file").read_bytes() == b"old"


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_an_interrupted_write_leaves_what_was_there(
    error: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt if error is KeyboardInterrupt else OutputError):
        write_file(out, b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_pipes_are_written_straight(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)


def test_what_writes_itself_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def fail(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise OutputError("no more")

    path = tmp_path / "graph.nq"
    write_file(path, lambda stream: stream.writelines([b"one ", b"two"]))
    with pytest.raises(OutputError, match="no more"):
        write_file(path, fail)
    assert path.read_bytes() == b"one two"
    assert list(tmp_path.iterdir()) == [path]
