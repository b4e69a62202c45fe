"""The same postings give the same bytes: in any order, under any hash seed, locale and time zone, in every syntax."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
SYNTAXES = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")

_SAVE_ALL = """
import sys
import rolegraph
folder, syntaxes, *postings = sys.argv[1:]
built = rolegraph.build(*postings)
for syntax in syntaxes.split(","):
    built.save(f"{folder}/graph.{syntax}")
"""


def saved(folder: Path, postings: list[str], **environment: str) -> dict[str, bytes]:
    folder.mkdir()
    command = [sys.executable, "-c", _SAVE_ALL, str(folder), ",".join(SYNTAXES), *postings]
    subprocess.run(command, check=True, cwd=CHECKOUT, env={**os.environ, **environment})
    return {syntax: (folder / f"graph.{syntax}").read_bytes() for syntax in SYNTAXES}


@pytest.fixture(scope="module")
def postings() -> list[str]:
    folders = (CHECKOUT / "examples", CHECKOUT / "tests/samples/postings")
    return sorted(str(path.relative_to(CHECKOUT)) for folder in folders for path in folder.iterdir())


@pytest.fixture(scope="module")
def usual(postings: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return saved(tmp_path_factory.mktemp("usual") / "out", postings, PYTHONHASHSEED="0", LC_ALL="C.UTF-8", TZ="UTC")


@pytest.mark.parametrize(
    ("turned", "environment"),
    [
        # sets and dicts of strings come in another order
        (False, {"PYTHONHASHSEED": "1"}),
        (False, {"PYTHONHASHSEED": "4294967295"}),
        # the last posting first: the union of graphs knows no order
        (True, {"PYTHONHASHSEED": "0"}),
        # files are opened as ASCII unless the code says UTF-8, and nothing may be sorted by locale
        (False, {"PYTHONHASHSEED": "0", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        # dates of postings are calendar days, not instants: 14 hours east and 11 hours west of Greenwich
        (False, {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati"}),
        (True, {"PYTHONHASHSEED": "7", "TZ": "Pacific/Pago_Pago", "LC_ALL": "POSIX"}),
    ],
    ids=str,
)
def test_same_postings_give_same_bytes(
    turned: bool, environment: dict[str, str], postings: list[str], usual: dict[str, bytes], tmp_path: Path
) -> None:
    other = saved(tmp_path / "out", postings[::-1] if turned else postings, **environment)
    assert [syntax for syntax in SYNTAXES if other[syntax] != usual[syntax]] == []


def test_every_syntax_says_something_of_every_posting(postings: list[str], usual: dict[str, bytes]) -> None:
    # else the test above would hold for empty files
    for syntax, content in usual.items():
        missing = [posting for posting in postings if Path(posting).name.encode() not in content]
        assert missing == [], syntax


def test_a_posting_given_twice_is_there_once(postings: list[str], usual: dict[str, bytes], tmp_path: Path) -> None:
    assert saved(tmp_path / "out", [*postings, *postings])["nq"] == usual["nq"]
