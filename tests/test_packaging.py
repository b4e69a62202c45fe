"""The wheel: it holds what the program needs, and works from an empty folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("rolegraph-*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize(
    ("inside", "outside", "pattern"),
    [
        ("rolegraph/data/ontology", "ontology", "*.ttl"),
        ("rolegraph/data/shapes", "shapes", "*.ttl"),
        ("rolegraph/data/queries", "queries", "*.rq"),
        ("rolegraph", "src/rolegraph", "**/*"),  # modules, word lists, gazetteer, fonts, py.typed
    ],
)
def test_the_wheel_holds_every_file(inside: str, outside: str, pattern: str, unpacked: Path) -> None:
    ours = {
        path.relative_to(CHECKOUT / outside)
        for path in (CHECKOUT / outside).glob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert ours
    assert [str(path) for path in sorted(ours) if not (unpacked / inside / path).is_file()] == []


def test_the_wheel_is_typed_licensed_and_has_a_program(unpacked: Path) -> None:
    assert (unpacked / "rolegraph" / "py.typed").is_file()
    (info,) = unpacked.glob("rolegraph-*.dist-info")
    assert "rolegraph = rolegraph.cli:main" in (info / "entry_points.txt").read_text()
    assert (info / "licenses" / "LICENSE").is_file()
    assert not (unpacked / "tests").exists()


def run(arguments: list[str], folder: Path, unpacked: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_program_works_from_an_empty_folder(unpacked: Path, tmp_path: Path) -> None:
    where = run(["-c", "import rolegraph; print(rolegraph.__file__)"], tmp_path, unpacked)
    assert where.stdout.startswith(str(unpacked)), "the checkout was imported, not the wheel"
    posting = tmp_path / "posting.html"
    posting.write_text("<h1>Night Porter</h1><p>You report to the Head Porter. Location: Edinburgh.</p>")
    built = run(["-m", "rolegraph", "build", "posting.html", "-o", "graph.ttl"], tmp_path, unpacked)
    assert (built.returncode, built.stderr.endswith("conforms -> graph.ttl\n")) == (0, True), built.stderr
    asked = run(["-m", "rolegraph", "query", "who-reports-to-whom", "graph.ttl", "--format", "csv"], tmp_path, unpacked)
    assert "Night Porter,Head Porter" in asked.stdout, asked.stderr
    for suffix in ("svg", "html"):
        drawn = run(["-m", "rolegraph", "chart", "graph.ttl", "-o", f"chart.{suffix}"], tmp_path, unpacked)
        assert drawn.returncode == 0, drawn.stderr
        assert "Head Porter" in (tmp_path / f"chart.{suffix}").read_text()


def test_importing_the_package_is_cheap(unpacked: Path, tmp_path: Path) -> None:
    heavy = "{'rdflib', 'networkx', 'pyshacl', 'pyoxigraph', 'selectolax', 'markdown_it', 'yaml', 'click', 'httpx'}"
    done = run(["-c", f"import sys, rolegraph; print(sorted({heavy} & set(sys.modules)))"], tmp_path, unpacked)
    assert done.stdout == "[]\n", done.stderr
