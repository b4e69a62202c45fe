"""The graph as N-Triples that neosemantics (n10s), Neo4j's plugin for RDF, takes without loss or complaint.

What it stumbles on, by its manual (https://neo4j.com/labs/neosemantics/) and its issues:

- Named graphs need procedures of their own (issue 134): this is the union.
- Of several values it keeps the last unless told otherwise (issue 27), and an array of two datatypes ends the import
  (issue 160): the head says which properties are arrays, and a property of two datatypes becomes plain text.
- A datatype other than numbers, booleans, dates and times is dropped or glued to the value: it becomes plain text.
- Language tags are dropped, or glued to the value; none is written.
- Blank nodes get other names in each import, and double: they become IRIs.
- Statements about statements would make each property a node that thousands of relationships lead to: left out.
- Triples of one subject that lie apart are slow, and prefixes are numbered unless given: sorted, prefixes in the head.

The head is comments: the Cypher to run first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final

from rolegraph.exports.cypher import literal as cypher_literal
from rolegraph.exports.terms import Triple, types_first, union, used_prefixes, write_lines
from rolegraph.vocabulary import RDF, Quad, literal, value

_XSD: Final = "<http://www.w3.org/2001/XMLSchema#"
_KEPT: Final = frozenset(
    f"{_XSD}{name}>"
    for name in ("integer", "long", "int", "short", "decimal", "double", "float", "boolean", "date", "dateTime")
)


def write(quads: Sequence[Quad], stream: BinaryIO) -> None:
    """Write the union of the graphs as N-Triples for neosemantics, with the Cypher that imports it as comments.

    Args:
        quads: A graph, in any order.
        stream: Where the UTF-8 goes.

    Raises:
        OutputError: A term holds a lone surrogate.
    """
    triples = sorted(set(_plain(union(quads))), key=types_first)
    stream.write("".join(f"# {line}\n".rstrip(" ") for line in _head(triples)).encode())
    write_lines(triples, stream)


def _plain(triples: Sequence[Triple]) -> Iterator[Triple]:
    about = {subject for subject, predicate, object_ in triples if predicate == RDF.type and object_ == RDF.Statement}
    datatypes: defaultdict[str, set[str]] = defaultdict(set)
    for _, predicate, object_ in triples:
        if object_[0] == '"':
            datatypes[predicate].add(_datatype(object_))
    mixed = {predicate for predicate, found in datatypes.items() if len(found) > 1 or not found <= _KEPT | {""}}
    for subject, predicate, object_ in triples:
        if subject in about:
            continue
        if object_[0] == '"' and (predicate in mixed or object_[-1] not in '">'):
            object_ = literal(value(object_))
        yield _named(subject), predicate, _named(object_)


def _datatype(term: str) -> str:
    rest = term[term.rindex('"') + 1 :]
    return rest.removeprefix("^^") if rest.startswith("^^") else ""


def _named(term: str) -> str:
    return f"<urn:rolegraph:blank:{term[2:]}>" if term[0] == "_" else term


def _head(triples: Iterable[Triple]) -> Iterator[str]:
    triples = list(triples)
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for subject, predicate, object_ in triples:
        counts[subject, predicate] += object_[0] == '"'
    several = sorted({value(predicate) for (_, predicate), number in counts.items() if number > 1})
    terms = {predicate for _, predicate, _ in triples} | {o for _, p, o in triples if p == RDF.type}
    config = {"handleVocabUris": "SHORTEN", "handleMultival": "ARRAY", "multivalPropList": several}
    if not several:  # an empty list would mean all of them
        config = {"handleVocabUris": "SHORTEN"}
    yield "A graph written by rolegraph for neosemantics. In the database, once:"
    yield "CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;"
    yield f"CALL n10s.graphconfig.init({cypher_literal(config)});"
    for prefix, namespace in used_prefixes(terms).items():
        yield f"CALL n10s.nsprefixes.add({cypher_literal(prefix)}, {cypher_literal(namespace)});"
    yield "then for each import:"
    yield "CALL n10s.rdf.import.fetch('file:///path/to/this.nt', 'N-Triples');"
