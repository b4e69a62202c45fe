"""A batch with broken inputs in it: the sound ones are built, each broken one is named, nothing is half-written."""

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import rolegraph
from rolegraph.errors import InputError, OutputError, UsageError
from rolegraph.settings import Settings
from rolegraph.vocabulary import RG

BROKEN = Path(__file__).parent / "samples" / "broken"
UNUSABLE = (
    "cp1252-undeclared.txt empty.html invalid-utf-8-declared.html no-text.html no-title.html nul-bytes.txt"
    " picture-named-posting.html white-space.txt"
).split()


def test_a_folder_with_broken_inputs() -> None:
    built = rolegraph.build(BROKEN)
    read = sorted(Path(posting.source).name for posting in built.postings)
    # the folder's own README is Markdown with a heading; a picture under its own name is not looked for
    assert [name for name in read if name != "README.md"] == ["truncated-json-ld.html", "utf-16-with-bom.html"]
    assert sorted(Path(problem.source).name for problem in built.problems) == UNUSABLE
    assert all(
        str(problem).count("\n") == 0 and Path(problem.source).name in str(problem) for problem in built.problems
    )


def test_fifty_of_a_thousand(tmp_path: Path) -> None:
    for number in range(1000):
        sound = f"<h1>Porter {number}</h1><p>You report to the Head Porter.</p>"
        (tmp_path / f"{number:04}.html").write_text(sound if number % 20 else "")
    built = rolegraph.build(tmp_path)
    assert len(built.postings) == 950
    assert [Path(problem.source).stem for problem in built.problems] == [
        f"{number:04}" for number in range(0, 1000, 20)
    ]
    assert {problem.cause for problem in built.problems} == {"the file is empty: give a file that holds a posting"}


def test_records_and_files_in_one_call(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"title": "Porter"}\n{"title": \n{"title": "Cook"}\n')
    built = rolegraph.build(lines, b"<h1>Night Porter</h1><p>Guards.</p>", tmp_path / "missing.html")
    assert [posting.source for posting in built.postings] == [f"{lines}#L1", f"{lines}#L3", "-"]
    assert [problem.source for problem in built.problems] == [f"{lines}#L2", str(tmp_path / "missing.html")]


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("missing.html", "no such file"),
        ("x" * 300, "name too long"),
        ("a\0b", "null byte"),
        ("a\nb.html", "no such file"),
        ("", "no name"),
    ],
)
def test_names_of_no_file(name: str, cause: str) -> None:
    with pytest.raises((InputError, UsageError)) as raised:
        rolegraph.build(name)
    assert "\n" not in str(raised.value)
    assert cause in str(raised.value).lower()


def test_problems_can_be_sent_to_another_process() -> None:
    [problem] = rolegraph.build(b"<h1>Porter</h1><p>x</p>", BROKEN / "empty.html").problems
    again = pickle.loads(pickle.dumps(problem))
    assert (type(again), str(again), again.source) == (type(problem), str(problem), problem.source)


def test_the_same_posting_twice_is_there_once() -> None:
    once = rolegraph.build(BROKEN / "utf-16-with-bom.html")
    twice = rolegraph.build(BROKEN / "utf-16-with-bom.html", BROKEN / "utf-16-with-bom.html")
    assert once.quads == twice.quads == tuple(sorted(set(once.quads)))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"base": "x y/"}, "base 'x y/': give an absolute IRI"),
        ({"base": "relative/"}, "give an absolute IRI"),
        ({"base": "https://example.org/data"}, "ends in / # or :"),
        ({"base": "https://exa<mple.org/"}, "give an absolute IRI"),
        ({"base": ""}, "give an absolute IRI"),
        ({"evidence": "some"}, "evidence 'some': choose one of full, compact, none"),
        ({"max_bytes": 0}, "max_bytes 0"),
        ({"source": "word"}, "no source is called 'word'"),
        ({"colour": "red"}, "unknown option"),
    ],
)
def test_settings_that_make_no_sense_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        rolegraph.build(b"<h1>Porter</h1><p>x</p>", **options)


@pytest.mark.parametrize("base", ["https://example.org/", "http://example.org/x#", "urn:example:", "https://例え.jp/"])
def test_bases(base: str) -> None:
    built = rolegraph.build(b"<h1>Porter</h1><p>x</p>", settings=Settings(base=base))
    assert all(quad[3].startswith(f"<{base}posting-") for quad in built.quads)
    assert any(p == RG.advertises for _, p, _, _ in built.quads)
    assert rolegraph.build(b"<h1>Porter</h1><p>x</p>", base=base).render("turtle")


_FULL_DISK = """
import resource, sys
import rolegraph
from rolegraph.errors import OutputError
built = rolegraph.build(b"<h1>Porter</h1><p>" + b"Guards the gate. " * 2000 + b"</p>")
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    built.save(sys.argv[1])
except OutputError as error:
    print(error)
"""


@pytest.mark.parametrize("before", [None, b"what was there"])
def test_a_full_disk_leaves_what_was_there(before: bytes | None, tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    if before:
        out.write_bytes(before)
    command = [sys.executable, "-c", _FULL_DISK, str(out)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert told.startswith(f"{out}: cannot be written: ")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([before] if before else [])


def test_a_full_device() -> None:
    built = rolegraph.build(b"<h1>Porter</h1><p>x</p>")
    with pytest.raises(OutputError, match="/dev/full: cannot be written: No space left on device"):
        built.save("/dev/full", format="turtle")
    built.save("/dev/null", format="turtle")
