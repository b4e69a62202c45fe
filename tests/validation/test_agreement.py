"""The engines agree finding by finding: on a violating sample of each constraint, on ours, on the corpus, on chance.

A finding is compared whole: focus, path, value, component, shape, severity and messages. Where pySHACL is wrong by the
standard, `SPEC` says so with the section.
"""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from rolegraph import resources
from rolegraph.errors import MalformedInput
from rolegraph.pipeline import Converted, convert
from rolegraph.validation import Finding, validate
from rolegraph.vocabulary import PREFIXES, Quad, local_name, value

Reader = Callable[[Path | str], list[Quad]]
SAMPLES = Path(__file__).parent.parent / "samples" / "shapes"
HEAD = (
    "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()) + "@prefix : <urn:x:> .\n"
)
COMPILED = ("facts", "sparql")


def findings(engine: str, quads: list[Quad], shapes: list[Path] | None = None) -> Counter[Finding]:
    return Counter(validate(quads, shapes=shapes, integrity=False, engine=engine).findings)


def components(found: Counter[Finding]) -> list[str]:
    return sorted(local_name(one.component).removesuffix("ConstraintComponent") for one in found.elements())


# (what the shape :S, aimed at :x, asks; the data; the components found, in the order of their names): one row a
# parameter, violated at least once
CONSTRAINTS = [
    ("sh:class :C", ":x a :D .", "Class"),
    ("sh:class :C", ":x a :D . :D rdfs:subClassOf :B . :B rdfs:subClassOf :C .", ""),
    ("sh:property [ sh:path :p ; sh:class :C ]", ":x :p 1 , :x , [] .", "Class Class Class"),
    ("sh:property [ sh:path :p ; sh:class :C , :D ]", ":x :p [ a :C ] .", "Class"),  # two constraints, not one
    (
        "sh:property [ sh:path :p ; sh:datatype xsd:integer ]",
        ':x :p 1 , "x"^^xsd:integer , 1.0 , :y .',
        "Datatype " * 3,
    ),
    ("sh:property [ sh:path :p ; sh:datatype xsd:string ]", ':x :p "a" , "a"@en .', "Datatype"),
    ("sh:property [ sh:path :p ; sh:datatype rdf:langString ]", ':x :p "a" , "a"@en .', "Datatype"),
    (
        "sh:property [ sh:path :p ; sh:datatype xsd:date ]",
        ':x :p "2026-02-30"^^xsd:date , "2024-02-29"^^xsd:date .',
        "Datatype",
    ),
    ("sh:property [ sh:path :p ; sh:datatype :own ]", ':x :p "a"^^:own , "a" .', "Datatype"),
    *(
        (f"sh:property [ sh:path :p ; sh:nodeKind sh:{kind} ]", ':x :p "a" , :y , [] .', "NodeKind " * wrong)
        for kind, wrong in [
            *(("IRI", 2), ("Literal", 2), ("BlankNode", 2)),
            *(("BlankNodeOrIRI", 1), ("BlankNodeOrLiteral", 1), ("IRIOrLiteral", 1)),
        ]
    ),
    ("sh:property [ sh:path :p ; sh:minCount 2 ]", ":x :p 1 .", "MinCount"),
    ("sh:property [ sh:path :p ; sh:minCount 0 ]", ":x a :C .", ""),
    ("sh:property [ sh:path :p ; sh:maxCount 1 ]", ":x :p 1 , 2 .", "MaxCount"),
    ("sh:property [ sh:path :p ; sh:minExclusive 1 ]", ':x :p 1 , 1.5 , "x" , :y .', "MinExclusive " * 3),
    ("sh:property [ sh:path :p ; sh:minInclusive 1 ]", ":x :p 0.9 , 1 , 1e0 .", "MinInclusive"),
    ("sh:property [ sh:path :p ; sh:maxExclusive 1 ]", ":x :p 1 , 0.5 , :y .", "MaxExclusive " * 2),
    (
        'sh:property [ sh:path :p ; sh:maxInclusive "2026-01-01"^^xsd:date ]',
        ':x :p "2026-01-02"^^xsd:date , "2026-01-01"^^xsd:date , 5 .',
        "MaxInclusive " * 2,
    ),
    (
        'sh:property [ sh:path :p ; sh:minInclusive "2026-01-01T00:00:00Z"^^xsd:dateTime ]',
        ':x :p "2026-01-01T00:00:00+01:00"^^xsd:dateTime , "2026-01-01T00:00:00"^^xsd:dateTime .',
        "MinInclusive " * 2,  # an instant without a zone cannot be compared with one that has one
    ),
    ("sh:property [ sh:path :p ; sh:minLength 3 ]", ':x :p "ab" , "abc"@en , <u:> , [] , 12 .', "MinLength " * 4),
    ("sh:property [ sh:path :p ; sh:maxLength 2 ]", ':x :p "ab" , "abc"@en , [] .', "MaxLength " * 2),
    ('sh:property [ sh:path :p ; sh:pattern "^a" ]', ':x :p "ab" , "Ab" , "b\\na" , [] , <urn:a> .', "Pattern " * 4),
    ('sh:property [ sh:path :p ; sh:pattern "^a$" ; sh:flags "im" ]', ':x :p "b\\nA\\nc" , "Ab" .', "Pattern"),
    ('sh:property [ sh:path :p ; sh:pattern "\\\\S" , "[0-9]" ]', ':x :p " " , "a" , "1" .', "Pattern " * 3),
    (
        'sh:property [ sh:path :p ; sh:languageIn ( "en" "de" ) ]',
        ':x :p "a"@en-GB , "a"@fr , "a" , :y .',
        "LanguageIn " * 3,
    ),
    (
        "sh:property [ sh:path :p ; sh:uniqueLang true ]",
        ':x :p "a"@en , "b"@en , "c"@en , "d"@de , "e" , "f" .',
        "UniqueLang",
    ),
    ("sh:property [ sh:path :p ; sh:equals :q ]", ':x :p 1 , "a"@en ; :q 2 , "a"@EN .', "Equals Equals"),
    ("sh:equals :q", ":x :q :x , :y .", "Equals"),
    ("sh:property [ sh:path :p ; sh:disjoint :q ]", ":x :p 1 , 2 ; :q 2 , 3 .", "Disjoint"),
    ("sh:property [ sh:path :p ; sh:lessThan :q ]", ':x :p 1 , 3 , "a" ; :q 2 , 3 .', "LessThan " * 4),
    ("sh:property [ sh:path :p ; sh:lessThanOrEquals :q ]", ":x :p 1 , 3 ; :q 2 , 3.0 .", "LessThanOrEquals"),
    ("sh:not [ sh:class :C ]", ":x a :C .", "Not"),
    ("sh:and ( [ sh:class :C ] [ sh:nodeKind sh:IRI ] )", ":x a :D .", "And"),
    ("sh:or ( [ sh:class :C ] [ sh:nodeKind sh:Literal ] )", ":x a :D .", "Or"),
    ("sh:xone ( [ sh:class :C ] [ sh:nodeKind sh:IRI ] )", ":x a :C .", "Xone"),
    (
        "sh:property [ sh:path :p ; sh:or ( [ sh:in ( 1 2 ) ] [ sh:path :q ; sh:hasValue 3 ] ) ]",
        ":x :p 1 , 4 , :y . :y :q 3 .",
        "Or",
    ),
    ("sh:node [ sh:property [ sh:path :p ; sh:minCount 1 ] ]", ":x :q 1 .", "Node"),
    ("sh:property [ sh:path :p ; sh:node [ sh:class :C ; sh:message 'never seen' ] ]", ":x :p :y .", "Node"),
    (
        "sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ] ]",
        ":x :p :y , :z . :y :q 1 .",
        "MinCount",
    ),
    (
        "sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 2 ]",
        ":x :p [ a :C ] , [] .",
        "QualifiedMinCount",
    ),
    (
        "sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMaxCount 0 ]",
        ":x :p [ a :C ] , [] .",
        "QualifiedMaxCount",
    ),
    (
        "sh:property [ sh:path :p ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 ;"
        " sh:qualifiedValueShape [ sh:class :C ] ] , [ sh:path :p ; sh:qualifiedMinCount 1 ;"
        " sh:qualifiedValueShape [ sh:class :D ] ]",
        ":x :p [ a :C , :D ] .",
        "QualifiedMinCount",
    ),
    (
        "sh:closed true ; sh:property [ sh:path :p ] ; sh:ignoredProperties ( rdf:type )",
        ":x a :C ; :p 1 ; :q 2 , 3 .",
        "Closed " * 2,
    ),
    ("sh:property [ sh:path :p ; sh:hasValue 1 , 2 ]", ':x :p 1 , "2" .', "HasValue"),
    ("sh:in ( :y :z )", ":x a :C .", "In"),
    ("sh:property [ sh:path :p ; sh:in ( 1 'a'@en ) ]", ":x :p 1 , 2 , 'a'@EN , 'a' .", "In " * 2),
    ("sh:deactivated true ; sh:class :C", ":x a :D .", ""),
    ("sh:property [ sh:path :p ; sh:minCount 1 ; sh:deactivated true ]", ":x a :D .", ""),
    ("sh:severity sh:Info ; sh:message 'eins'@de , 'one'@en ; sh:class :C", ":x a :D .", "Class"),
    # paths
    ("sh:property [ sh:path ( :p :q ) ; sh:maxCount 1 ]", ":x :p :y , :z . :y :q 1 . :z :q 1 , 2 .", "MaxCount"),
    (
        "sh:property [ sh:path [ sh:alternativePath ( :p :q ) ] ; sh:nodeKind sh:IRI ]",
        ":x :p 1 ; :q 1 , :y .",
        "NodeKind",
    ),
    ("sh:property [ sh:path [ sh:inversePath :p ] ; sh:maxCount 0 ]", ":y :p :x .", "MaxCount"),
    (
        "sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:maxCount 2 ]",
        ":x :p :y . :y :p :z . :z :p :x .",
        "MaxCount",
    ),
    ("sh:property [ sh:path [ sh:oneOrMorePath :p ] ; sh:class :C ]", ":x :p :y . :y :p :x .", "Class " * 2),
    ("sh:property [ sh:path [ sh:zeroOrOnePath :p ] ; sh:class :C ]", ":x :p :y . :y :p :z .", "Class " * 2),
    (
        "sh:property [ sh:path ( [ sh:inversePath :p ] [ sh:zeroOrMorePath :q ] ) ; sh:in ( :y ) ]",
        ":y :p :x ; :q :z .",
        "In",
    ),
]


@pytest.mark.parametrize("engine", COMPILED)
@pytest.mark.parametrize(("asked", "data", "wanted"), CONSTRAINTS, ids=[row[0][:50] for row in CONSTRAINTS])
def test_each_constraint(asked: str, data: str, wanted: str, engine: str, tmp_path: Path, read_quads: Reader) -> None:
    shapes = tmp_path / "own.ttl"
    shapes.write_text(f"{HEAD}:S a sh:NodeShape ; sh:targetObjectsOf :aims ; {asked} .", encoding="utf-8")
    quads = read_quads(f"{HEAD}{data} [] :aims :x .")
    quads = stored(quads) if engine == "sparql" else quads
    judged = findings("pyshacl", quads, [shapes])
    assert components(judged) == sorted(wanted.split())
    assert findings(engine, quads, [shapes]) == judged


def stored(quads: list[Quad]) -> list[Quad]:
    """Return quads as a store has them, which spells numbers and languages in one way only."""
    from rolegraph.validation.stored import QuadStore

    return list(QuadStore(quads).quads())


# (targets, data, focus nodes): each kind of target, and a node that two of them name is checked once
TARGETS = [
    ("sh:targetNode :x , 1", ":y :p 1 .", "1 x"),
    ("sh:targetClass :C", ":x a :C . :y a :D . :D rdfs:subClassOf :C . :z a :E .", "x y"),
    ("sh:targetSubjectsOf :p", ":x :p :y , :z . :y :q 1 .", "x"),
    ("sh:targetObjectsOf :p", ":x :p :y , 1 .", "1 y"),
    ("a rdfs:Class", ":x a :S .", "x"),
    ("sh:targetNode :x ; sh:targetSubjectsOf :p ; sh:targetClass :C", ":x a :C ; :p 1 .", "x"),
]


@pytest.mark.parametrize("engine", COMPILED)
@pytest.mark.parametrize(("targets", "data", "nodes"), TARGETS)
def test_each_target(targets: str, data: str, nodes: str, engine: str, tmp_path: Path, read_quads: Reader) -> None:
    shapes = tmp_path / "own.ttl"
    shapes.write_text(f"{HEAD}:S a sh:NodeShape ; {targets} ; sh:nodeKind sh:BlankNode .", encoding="utf-8")
    quads = read_quads(HEAD + data)
    judged = findings("pyshacl", quads, [shapes])
    assert sorted(value(one.focus).removeprefix("urn:x:") for one in judged) == nodes.split()
    assert findings(engine, quads, [shapes]) == judged


# where pySHACL is wrong by the standard and the compiled engines are not: (what :S asks, the data, the components that
# pySHACL finds, those that the section asks for); None: it gives up
RANGE = "4.3: a value conforms where SPARQL's operator returns true, and that is an error between unlike values"
PAIRS = "4.5.3: there is a result where the two values cannot be compared by SPARQL's <"
SPEC = [
    (RANGE, "sh:property [ sh:path :p ; sh:maxExclusive 1 ]", ":x :p true .", "", "MaxExclusive"),
    (RANGE, "sh:property [ sh:path :p ; sh:minInclusive 'x'^^:own ]", ":x :p 'x'^^:own .", "", "MinInclusive"),
    (RANGE, "sh:property [ sh:path :p ; sh:minExclusive 'a'@en ]", ":x :p 'b'@en .", "", "MinExclusive"),
    (PAIRS, "sh:property [ sh:path :p ; sh:lessThan :q ]", ":x :p <urn:1> ; :q <urn:2> .", "", "LessThan"),
    (PAIRS, "sh:property [ sh:path :p ; sh:lessThan :q ]", ":x :p 1 ; :q [] .", None, "LessThan"),
    (
        "4.4.3: flags are those of SPARQL's REGEX, where s lets a dot match the end of a line",
        "sh:property [ sh:path :p ; sh:pattern 'a.b' ; sh:flags 's' ]",
        ":x :p 'a\\nb' .",
        "Pattern",
        "",
    ),
    (
        "2.3.1.4: the inverse of a sequence is that of SPARQL, from its end to its beginning",
        "sh:property [ sh:path [ sh:inversePath ( :p :q ) ] ; sh:minCount 1 ]",
        ":y :p :z . :z :q :x .",
        "MinCount",
        "",
    ),
]


@pytest.mark.parametrize("engine", COMPILED)
@pytest.mark.parametrize(("section", "asked", "data", "judged", "right"), SPEC, ids=range(len(SPEC)))
def test_where_the_judge_is_wrong(
    section: str, asked: str, data: str, judged: str | None, right: str, engine: str, tmp_path: Path, read_quads: Reader
) -> None:
    shapes = tmp_path / "own.ttl"
    shapes.write_text(f"{HEAD}:S a sh:NodeShape ; sh:targetObjectsOf :aims ; {asked} .", encoding="utf-8")
    quads = read_quads(f"{HEAD}{data} [] :aims :x .")
    if judged is None:
        with pytest.raises(MalformedInput):
            findings("pyshacl", quads, [shapes])
    else:
        assert components(findings("pyshacl", quads, [shapes])) == judged.split(), section
    assert components(findings(engine, quads, [shapes])) == right.split(), section


@pytest.mark.parametrize("engine", COMPILED)
@pytest.mark.parametrize("sample", sorted(SAMPLES.rglob("*.ttl")), ids=lambda s: f"{s.parent.name}/{s.stem}")
def test_our_samples(sample: Path, engine: str, read_quads: Reader) -> None:
    quads = stored(read_quads(sample)) if engine == "sparql" else read_quads(sample)
    assert findings(engine, quads) == findings("pyshacl", quads)


def test_our_shapes_are_compiled_whole() -> None:
    from rolegraph.validation.compiled import compile_shapes
    from rolegraph.validation.triples import read_shapes

    assert compile_shapes(read_shapes(resources.files("shapes", ".ttl"))).model.unclear == {}


def test_the_corpus(shared: Path) -> None:
    """Three hundred real postings, each with faults put in: what validation finds is the same, posting by posting."""
    quads: list[Quad] = []
    for name, most in (("glassdoor", 120), ("armenian", 90), ("election", 90)):
        lines = (shared / "corpus" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[:most]
        for record in map(json.loads, lines):
            text = f"{record.get('title') or 'Untitled'}\n\n{record['text']}".encode()
            for one in convert(text, f"{record['id']}.txt"):
                # a triple in 35 is missing, so that there is something to report
                if isinstance(one, Converted):
                    quads += [quad for number, quad in enumerate(one.quads) if number % 35]
    judged = findings("pyshacl", quads)
    assert len({finding.shape for finding in judged}) > 20
    assert findings("facts", quads) == judged
    assert findings("sparql", quads) == judged
