"""What the tests of validation share: reading a sample as quads."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from rolegraph.vocabulary import Quad

Reader = Callable[[Path | str], list[Quad]]


@pytest.fixture(scope="session")
def read_quads() -> Reader:
    """Read a Turtle file, or Turtle itself, as quads of the default graph."""

    def read(source: Path | str) -> list[Quad]:
        text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
        return [(str(q.subject), str(q.predicate), str(q.object), "") for q in parse(text, format=RdfFormat.TURTLE)]

    return read
