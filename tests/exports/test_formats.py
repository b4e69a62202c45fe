"""Finding a format, and the same bytes whatever the run."""

import subprocess
import sys
from pathlib import Path

import pytest

from rolegraph.errors import UsageError
from rolegraph.exports import FORMATS, export_format

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        # by name, whatever the case, with or without the hyphen
        ("turtle", "turtle"),
        ("RDF-XML", "rdf-xml"),
        ("nquads", "n-quads"),
        ("edges-raw", "edges-raw"),
        # by extension alone
        ("ttl", "turtle"),
        (".nq", "n-quads"),
        # by a file's name
        ("out/graph.ttl", "turtle"),
        ("GRAPH.TTL", "turtle"),
        ("graph.v2.nt", "n-triples"),
        ("a.json", "json-ld"),
        # the longest ending decides
        ("a.node-link.json", "node-link"),
        ("a.cytoscape.json", "cytoscape"),
        ("a.nodes.csv", "nodes"),
        ("a.csv", "edges"),
        ("a b\n.graphml", "graphml"),
    ],
)
def test_a_format_is_found(asked: str, name: str) -> None:
    assert export_format(asked).name == name


@pytest.mark.parametrize("asked", ["", ".", "graph", "graph.docx", "ttl/", "-", "dir.ttl/file", "\x1b.x"])
def test_an_unknown_format_is_refused_with_the_known(asked: str) -> None:
    with pytest.raises(UsageError) as refusal:
        export_format(asked)
    assert str(refusal.value).isprintable()
    assert all(name in str(refusal.value) for name in FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_described_and_found_by_all_its_names(name: str) -> None:
    row = FORMATS[name]
    assert row.description.endswith(".")
    assert {export_format(asked) for asked in (name, *row.extensions)} == {row}


DIGESTS = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from samples import sample
from rolegraph.exports import FORMATS
from rolegraph.exports.property_graph import property_graph
from rolegraph.structure import analyze
quads, graph = sample()
sources = {"quads": quads, "reporting": graph, "properties": property_graph(quads)}
for name, row in FORMATS.items():
    source = sources[row.takes]
    data = repr(list(row.files(source))).encode() if row.files else row.render(source)
    print(name, hashlib.sha256(data).hexdigest())
analysis = analyze(quads)
print(analysis.to_text(), analysis.to_csv(), analysis.to_json())
"""


def test_the_hash_seed_the_locale_and_the_time_zone_change_no_byte() -> None:
    def run(seed: str, locale: str, zone: str) -> bytes:
        environment = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-c", DIGESTS, str(HERE)]
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    expected = run("0", "C", "UTC")
    assert expected.count(b"\n") > len(FORMATS)
    assert {run("1", "C.UTF-8", "Pacific/Kiritimati"), run("4242", "tr_TR.UTF-8", "America/Caracas")} == {expected}
