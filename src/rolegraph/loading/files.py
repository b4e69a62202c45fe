"""Files for bulk loaders: N-Quads in packed parts, and a page that says how each database takes them in."""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from rolegraph.errors import StoreError
from rolegraph.exports.characters import encode
from rolegraph.loading.pieces import DEFAULT, place
from rolegraph.loading.targets import Batch, Count, LoadOptions
from rolegraph.vocabulary import Quad
from rolegraph.writing import write_file

_BYTES: Final = 100_000_000  # of a part, unpacked: a loader works on some parts at a time
_PAGE: Final = "README.md"

_TEXT: Final = """\
# N-Quads in parts

{units:,} statements in {parts}, sorted by graph, packed by gzip. Each stands in the named graph of its
posting, and loading again adds nothing new. This is how databases take the parts, in this folder:

Oxigraph:

    for part in part-*.nq.gz; do oxigraph load --location DATABASE --file "$part"; done

Virtuoso, in isql, with this folder in DirsAllowed; the graph named last is for statements in none:

    ld_dir('FOLDER', 'part-%.nq.gz', 'http://localhost/none');
    rdf_loader_run();
    checkpoint;

Apache Jena (TDB2, which Fuseki serves):

    tdb2.tdbloader --loc DATABASE part-*.nq.gz

QLever, in the Qleverfile, before `qlever index`:

    INPUT_FILES     = part-*.nq.gz
    CAT_INPUT_FILES = zcat ${{INPUT_FILES}}
    FORMAT          = nq

GraphDB:

    importrdf preload -f -i REPOSITORY part-*.nq.gz

Amazon Neptune, once the parts (and not this page) are in S3:

    curl -X POST -H 'Content-Type: application/json' https://ENDPOINT:8182/loader -d '{{
      "source": "s3://BUCKET/FOLDER/", "format": "nquads", "iamRoleArn": "ARN", "region": "REGION",
      "failOnError": "TRUE"}}'
"""


def connect(_name: str, address: str, options: LoadOptions) -> "Folder":
    """Open a folder for parts; it is made where it is not there yet.

    Args:
        address: The folder.
        options: How large a part may be, and which graphs are written.

    Returns:
        The open folder.

    Raises:
        StoreError: It cannot be made.
    """
    folder = Path(address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{address}: the folder cannot be made: {error.strerror}") from error
    return Folder(folder, options)


class Folder:
    """A folder of parts. The same graph gives the same bytes; a part that is there already is not written again.

    Args:
        path: Where.
        options: How large a part may be, and which graphs are written.
    """

    units = "quads"
    holder = "part"
    piecemeal = False  # a part is full of graphs before the next begins

    def __init__(self, path: Path, options: LoadOptions) -> None:
        self._path = path
        self._options = options

    def plan(self, quads: Sequence[Quad]) -> list[Batch]:
        """Cut a graph into parts, the page that describes them last."""
        parts = list(self._parts(quads))
        batches = [
            Batch(f"part-{number:04}.nq.gz", lines.count("\n"), gzip.compress(encode(lines), 6, mtime=0))
            for number, lines in enumerate(parts, 1)
        ]
        told = f"{len(parts):,} part{'' if len(parts) == 1 else 's'}"
        page = _TEXT.format(units=sum(batch.units for batch in batches), parts=told)
        return [*batches, Batch(_PAGE, 0, page.encode())]

    def missing(self, batches: Sequence[Batch]) -> list[Batch]:
        """Return the parts whose file is not there, or holds something else; parts of an earlier run go."""
        names = {batch.name for batch in batches}
        try:
            for path in self._path.glob("part-*.nq.gz"):
                if path.name not in names:
                    path.unlink()
            return [batch for batch in batches if not self._is_there(batch)]
        except OSError as error:
            raise StoreError(f"{error.filename}: {error.strerror}") from error

    def send(self, batch: Batch) -> None:
        """Write a part, whole or not at all."""
        write_file(self._path / batch.name, batch.data)

    def counts(self, batches: Sequence[Batch]) -> Iterator[Count]:
        """Read the parts back and count their lines."""
        for batch in batches:
            if batch.name != _PAGE:
                yield Count(batch.name, batch.units, self._lines(batch.name))

    def close(self) -> None:
        """Nothing is open."""

    def _parts(self, quads: Sequence[Quad]) -> Iterator[str]:
        options = self._options
        lines: list[str] = []
        size, most = 0, options.batch_bytes or _BYTES
        for graph, triples in place(quads, graph=options.graph, default_graph=options.default_graph):
            end = " .\n" if graph == DEFAULT else f" {graph} .\n"
            for triple in triples:
                line = " ".join(triple) + end
                if lines and size + len(line) > most:
                    yield "".join(lines)
                    lines, size = [], 0
                lines.append(line)
                size += len(line)
        if lines:
            yield "".join(lines)

    def _is_there(self, batch: Batch) -> bool:
        path = self._path / batch.name
        return path.is_file() and path.read_bytes() == batch.data

    def _lines(self, name: str) -> int:
        try:
            with gzip.open(self._path / name) as stream:
                return sum(1 for _ in stream)
        except (OSError, EOFError) as error:
            raise StoreError(f"{self._path / name}: cannot be read back: {error}") from error
