"""What a graph answers to SPARQL, and how two texts are compared."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from rolegraph.vocabulary import PREFIXES, Quad

if TYPE_CHECKING:
    import rdflib

Row = tuple[str, ...]

_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})
_PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


class Answers:
    """What a graph answers to SPARQL."""

    def __init__(self, graph: "rdflib.Graph | Iterable[Quad]") -> None:
        lines = (
            graph.serialize(format="nt")
            if hasattr(graph, "serialize")
            else "".join(" ".join(quad) + " .\n" for quad in graph)
        )
        self._store = ox.Store()
        self._store.load(lines.encode(), format=ox.RdfFormat.N_QUADS)

    def rows(self, pattern: str, *names: str) -> list[Row]:
        """Return the distinct bindings of `names`, sorted; "" where one is not bound."""
        query = f"{_PREFIX}SELECT DISTINCT {' '.join('?' + name for name in names)} {{ {pattern} }}"
        found = self._store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return sorted(tuple("" if cell is None else _plain(cell) for cell in row) for row in found)

    def column(self, pattern: str) -> list[str]:
        """Return the distinct values of `?x`, sorted."""
        return [row[0] for row in self.rows(pattern, "x")]


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def folded(text: str) -> str:
    """Return `text` as it is compared: lower case, white space and quotation marks made alike."""
    return re.sub(r"\s+", " ", text.translate(_ALIKE)).strip().lower()


def local(iri: str) -> str:
    """Return the part of `iri` after its last "/" or "#"."""
    return re.split(r"[/#]", iri)[-1]


def says(words: str, text: str) -> bool:
    """Tell whether `words` stand in `text`."""
    return folded(words) in folded(text)
