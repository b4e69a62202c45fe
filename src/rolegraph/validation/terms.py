"""Terms between their N-Triples spelling and rdflib, without a detour over a syntax.

Literals keep their lexical form, since rdflib would rewrite "01" to "1" and a report would then name a value that the
graph does not hold.
"""

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from rolegraph.vocabulary import PREFIXES, XSD, Quad, literal, value

if TYPE_CHECKING:
    from rdflib import BNode, Graph, Literal, URIRef
    from rdflib.term import Node

_DECIMAL: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_FLOAT: Final = re.compile(rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_NUMBERS: Final = {
    f"^^{XSD.integer}": re.compile(r"[+-]?[0-9]+"),
    f"^^{XSD.decimal}": re.compile(_DECIMAL),
    f"^^{XSD.float}": _FLOAT,
    f"^^<{PREFIXES['xsd']}double>": _FLOAT,
}
"""The lexical forms of numbers, by what follows the quotation mark."""
_STRING: Final = f"{PREFIXES['xsd']}string"  # a plain string carries no explicit datatype


def rdflib_graph(quads: Iterable[Quad]) -> "Graph":
    """Make an rdflib graph of quads.

    Args:
        quads: Quads whose terms are in their N-Triples spelling. The graph they are in does not matter; quoted triples
            of RDF 1.2, which rdflib does not know, are passed over.

    Returns:
        Their union, every lexical form as it was, ill-typed ones too.

    Example:
        >>> from rolegraph.vocabulary import OA, XSD
        >>> [str(o) for o in rdflib_graph([("<a:e>", OA.start, f'"01"^^{XSD.integer}', "")]).objects()]
        ['01']
    """
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    terms = _Terms()
    with unchanged_literals():
        for subject, predicate, object_, _ in quads:
            if not object_.startswith("<<") and not subject.startswith("<<"):
                graph.add((terms[subject], terms[predicate], terms[object_]))
    return graph


class _Terms(dict[str, "URIRef | BNode | Literal"]):
    """The rdflib term of each N-Triples term, made once."""

    def __missing__(self, term: str) -> "URIRef | BNode | Literal":
        from rdflib import BNode, Literal, URIRef

        made: URIRef | BNode | Literal
        if term[0] == "<":
            made = URIRef(term[1:-1])
        elif term[0] == "_":
            made = BNode(term[2:])
        else:
            suffix = term[term.rindex('"') + 1 :]
            # rdflib knows no base direction, which RDF 1.2 appends to a language tag
            language = suffix[1:].split("--")[0] if suffix.startswith("@") else None
            datatype = URIRef(suffix[3:-1]) if suffix.startswith("^^") else None
            made = Literal(value(term), lang=language, datatype=datatype, normalize=False)
            form = _NUMBERS.get(suffix)
            if form and not form.fullmatch(made):
                # Python reads more as a number than XML Schema does, and fails to compare some of it
                made._value, made._ill_typed = None, True
        self[term] = made
        return made


def spell_term(term: "Node") -> str:
    """Spell an rdflib term as N-Triples does.

    Example:
        >>> from rdflib import Literal
        >>> spell_term(Literal("Datenanalystin", lang="de"))
        '"Datenanalystin"@de'
    """
    from rdflib import BNode, Literal

    if isinstance(term, Literal):
        if term.language:
            return f"{literal(str(term))}@{term.language}"
        plain = term.datatype is None or term.datatype == _STRING
        return literal(str(term), "" if plain else f"<{term.datatype}>")
    return f"_:{term}" if isinstance(term, BNode) else f"<{term}>"


@contextmanager
def unchanged_literals() -> Iterator[None]:
    """Let rdflib keep lexical forms, and keep quiet about ill-typed ones: the shapes are there to report them."""
    import rdflib

    log = logging.getLogger("rdflib.term")
    before = rdflib.NORMALIZE_LITERALS, log.disabled
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rdflib.NORMALIZE_LITERALS, log.disabled = False, True
        try:
            yield
        finally:
            rdflib.NORMALIZE_LITERALS, log.disabled = before
