"""Streams and files: pipes, standard input, encodings, names, and outputs that are whole or not there."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("line", "last"),
    [
        # postings are built on the fly
        ("cat posting.html | rolegraph query roles --format csv", "Head of Turbine Engineering,Skerrow Tidal"),
        ("rolegraph build posting.html -q | rolegraph query roles - --format csv", "Head of Turbine Engineering"),
        ("rolegraph validate < graph.ttl", "conforms"),
        ("rolegraph query 'ASK { ?s a org:Post }' graph.ttl posting.html more.nq", "true"),
        ("rolegraph explain < posting.html --fact Organization --format csv", "Skerrow Tidal"),
        ("rolegraph chart examples/*.html --format mmd", "Chief Operating Officer"),
        ("rolegraph analyze < graph.ttl --measure roots", "Chief Executive Officer"),
        # a file without an ending, as a shell makes them
        ("rolegraph query 'ASK { ?s a org:Post }' <(cat graph.ttl)", "true"),
        ("rolegraph query 'ASK { ?s a org:Post }' <(cat posting.html)", "true"),
        # folders of graphs as well as of postings
        ("mkdir out; cp graph.ttl out; rolegraph query 'ASK { ?s a org:Post }' out", "true"),
        ("rolegraph build examples/ -q -o /dev/stdout | head -1", "@prefix"),
        ("rolegraph query roles graph.ttl -o - | head -1", "title"),
    ],
)
def test_pipes(line: str, last: str, shell: Callable[[str], Any]) -> None:
    done = shell(line)
    assert "Traceback" not in done.err
    assert last in done.out, done.err


@pytest.mark.parametrize("format_", ["turtle", "trig", "n-triples", "n-quads", "json-ld", "rdf-xml"])
def test_every_rdf_format_comes_back_from_a_pipe(format_: str, shell: Callable[[str], Any]) -> None:
    said = shell(f"rolegraph export graph.ttl --format {format_} | rolegraph query '{COUNT}' --format csv").out
    assert said == shell(f"rolegraph query '{COUNT}' graph.ttl --format csv").out
    assert int(said.split()[1]) > 1000


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_output_is_utf_8_in_any_locale(
    locale: dict[str, str], program: Callable[..., Any], environment: dict[str, str], tmp_path: Path
) -> None:
    posting = tmp_path / "Übersicht.md"
    posting.write_text("# Ærlig Køkkenchef\n\nDu rapporterer til os.\n", encoding="utf-8")
    done = program("explain", str(posting), "--format", "json", env={**environment, **locale})
    assert done.code == 0, done.err
    assert any(one["quote"] == "Ærlig Køkkenchef" for one in json.loads(done.out))


@pytest.mark.parametrize(
    "name",
    [
        b"two\nlines.html",  # a newline must forge no second message
        b"bad \xff\xfe bytes.html",  # not UTF-8
        "\u202etxt.html".encode(),  # right to left
        "\U0001f9d1\u200d\U0001f680.html".encode(),  # an emoji of several code points
        b"-dash.html",
        b"<angle> & 'quote' \"double\".html",
    ],
)
def test_any_file_name(name: bytes, program: Callable[..., Any], workspace: Path, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    posting, graph = os.path.join(folder, name), os.path.join(folder, name + b".nq")  # noqa: PTH118 - bytes have no Path
    with open(posting, "wb") as stream:  # noqa: PTH123
        stream.write((workspace / "posting.html").read_bytes())
    done = program(b"build", b"--out", graph, b"--", posting)
    assert done.code == 0, done.err
    assert done.err.count("\n") == 1
    with open(graph, "rb") as stream:  # noqa: PTH123
        assert len(list(pyoxigraph.parse(stream.read(), format=pyoxigraph.RdfFormat.N_QUADS))) > 100
    missing = program(b"build", b"--", name + b"?")
    assert missing.code == 3
    assert missing.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "empty.html", "-o"),  # nothing to write
        ("query", "no query at all {", "graph.ttl", "-o"),
        ("chart", "graph.ttl", "--root", "Nobody", "--format", "svg", "-o"),
    ],
)
def test_a_failure_leaves_the_old_output_alone(
    arguments: tuple[str, ...], call: Callable[..., Any], tmp_path: Path
) -> None:
    out = tmp_path / "out.nt"
    out.write_text("as it was")
    assert call(*arguments, str(out)).code in (2, 3)
    assert out.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [out]


def test_an_output_out_of_reach_is_refused_before_the_work(call: Callable[..., Any]) -> None:
    # the input does not exist either, and would be complained of if it were looked at
    done = call("build", "nowhere.html", "-o", "nowhere/graph.ttl")
    assert done.code == 4
    assert "nowhere.html" not in done.err


def test_quiet_and_verbose(call: Callable[..., Any], tmp_path: Path) -> None:
    out = str(tmp_path / "graph.nq")
    assert call("build", "posting.html", "-q", "-o", out).err == ""
    assert call("build", "posting.html", "-o", out).err.endswith(f"conforms -> {out}\n")
    assert "0 violations" in call("build", "posting.html", "-v", "-o", out).err
    assert "1 posting built on the way" in call("query", "roles", "posting.html", "-v").err
    assert call("build", "posting.html", "empty.html", "-q", "-o", out).err.startswith("error: empty.html")
