"""Constraints of SHACL Core compiled to functions over the facts of a graph.

A check is called with a focus node and its value nodes and returns what is wrong, nearly always nothing. A table says
what compiles each component; sections are those of https://www.w3.org/TR/shacl/.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

from rolegraph.validation.datatypes import compare, datatype, is_well_formed
from rolegraph.validation.facts import Facts
from rolegraph.validation.parameters import Constraint
from rolegraph.vocabulary import RDF, value

Wrong = tuple[str, str]
"""The property where it is not the path of the shape, and the wrong value; "" for each where there is none."""

Check = Callable[[Facts, str, Collection[str]], Collection[Wrong]]
"""From a graph, a focus node and its values to what is wrong."""

Conforms = Callable[[Facts, str], bool]
"""Whether a node conforms to a shape."""

Test = Callable[[str], bool]
"""Whether a term is as it should be."""

_FINE: Final[tuple[Wrong, ...]] = ()
_FLAGS: Final = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}


def compile_check(constraint: Constraint, shapes: Callable[[str], Conforms]) -> Check:
    """Compile one constraint.

    Args:
        constraint: The constraint; of any component but sh:property, which reports in its own name.
        shapes: Compiles a shape that the constraint asks about.

    Returns:
        The check.

    Raises:
        re.error: A sh:pattern is no regular expression.

    Example:
        >>> from rolegraph.validation.facts import QuadFacts
        >>> check = compile_check(Constraint("MaxLength", 3), lambda node: lambda facts, value: True)
        >>> check(QuadFacts([]), "<a:s>", ['"four"', '"two"'])
        [('', '"four"')]
    """
    if (test := compile_test(constraint)) is not None:
        return _each(test)
    return _CHECKS[constraint.component](constraint.argument, [shapes(node) for node in constraint.shapes])


def compile_test(constraint: Constraint) -> Test | None:
    """Compile a constraint that looks at each value alone; None where it looks at more.

    Raises:
        re.error: A sh:pattern is no regular expression.
    """
    make = _TESTS.get(constraint.component)
    return make(constraint.argument) if make else None


def _each(test: Test) -> Check:
    def check(_facts: Facts, _focus: str, values: Collection[str]) -> Collection[Wrong]:
        return [("", one) for one in values if not test(one)]

    return check


def _each_of(conforms: Conforms) -> Check:
    def check(facts: Facts, _focus: str, values: Collection[str]) -> Collection[Wrong]:
        return [("", one) for one in values if not conforms(facts, one)]

    return check


def canonical(term: str) -> str:
    """Spell a term so that equal ones are spelled the same: RDF compares language tags without regard to case."""
    if term[0] == '"' and term[-1] not in '">':
        text, _, language = term.rpartition("@")
        return f"{text}@{language.lower()}"
    return term


# 4.1 value type


def _class(class_: str, _: list[Conforms]) -> Check:
    def conforms(facts: Facts, node: str) -> bool:
        types = facts.objects(RDF.type, node)
        return class_ in types or (bool(types) and not facts.below(class_).isdisjoint(types))

    return _each_of(conforms)


def _datatype(wanted: str) -> Test:
    return lambda term: datatype(term) == wanted and is_well_formed(term)


def _node_kind(first: str) -> Test:
    return lambda term: term[0] in first


# 4.2 cardinality


def _min_count(least: int, _: list[Conforms]) -> Check:
    return lambda _facts, _focus, values: [("", "")] if len(values) < least else _FINE


def _max_count(most: int, _: list[Conforms]) -> Check:
    return lambda _facts, _focus, values: [("", "")] if len(values) > most else _FINE


# 4.3 value range


def _range(*allowed: int) -> Callable[[str], Test]:
    def make(bound: str) -> Test:
        return lambda term: compare(term, bound) in allowed

    return make


# 4.4 strings


def _min_length(least: int) -> Test:
    return lambda term: not least or (term[0] != "_" and len(value(term)) >= least)


def _max_length(most: int) -> Test:
    return lambda term: term[0] != "_" and len(value(term)) <= most


def _pattern(argument: tuple[str, str]) -> Test:
    text, flags = argument
    found = 0
    for flag in flags:
        found |= _FLAGS.get(flag, 0)
    search = re.compile(re.escape(text) if "q" in flags else text, found).search
    return lambda term: term[0] != "_" and search(value(term)) is not None


def _language_in(ranges: tuple[str, ...]) -> Test:
    wanted = [value(one).lower() for one in ranges]

    def test(term: str) -> bool:
        if term[0] != '"' or term[-1] in '">':
            return False
        language = term.rpartition("@")[2].lower()
        return any(one in ("*", language) or language.startswith(f"{one}-") for one in wanted)

    return test


def _unique_lang(_: Any, __: list[Conforms]) -> Check:
    def check(_facts: Facts, _focus: str, values: Collection[str]) -> Collection[Wrong]:
        if len(values) < 2:
            return _FINE
        tags = Counter(one.rpartition("@")[2].lower() for one in values if one[0] == '"' and one[-1] not in '">')
        return [("", "") for count in tags.values() if count > 1]

    return check


# 4.5 property pairs


def _equals(predicate: str, _: list[Conforms]) -> Check:
    def check(facts: Facts, focus: str, values: Collection[str]) -> Collection[Wrong]:
        left = {canonical(one): one for one in values}
        right = {canonical(one): one for one in facts.objects(predicate, focus)}
        return [
            ("", one) for here, there in ((left, right), (right, left)) for key, one in here.items() if key not in there
        ]

    return check


def _disjoint(predicate: str, _: list[Conforms]) -> Check:
    def check(facts: Facts, focus: str, values: Collection[str]) -> Collection[Wrong]:
        others = {canonical(one) for one in facts.objects(predicate, focus)} if values else ()
        return [("", one) for one in values if canonical(one) in others] if others else _FINE

    return check


def _less_than(*allowed: int) -> Callable[[str, list[Conforms]], Check]:
    def make(predicate: str, _: list[Conforms]) -> Check:
        def check(facts: Facts, focus: str, values: Collection[str]) -> Collection[Wrong]:
            others = facts.objects(predicate, focus) if values else ()
            return [("", one) for one in values for other in others if compare(one, other) not in allowed]

        return check

    return make


# 4.6 logic


def _not(_: Any, shapes: list[Conforms]) -> Check:
    return _each_of(lambda facts, node: not shapes[0](facts, node))


def _and(_: Any, shapes: list[Conforms]) -> Check:
    return _each_of(lambda facts, node: all(conforms(facts, node) for conforms in shapes))


def _or(_: Any, shapes: list[Conforms]) -> Check:
    return _each_of(lambda facts, node: any(conforms(facts, node) for conforms in shapes))


def _xone(_: Any, shapes: list[Conforms]) -> Check:
    return _each_of(lambda facts, node: sum(conforms(facts, node) for conforms in shapes) == 1)


# 4.7 shapes


def _node(_: Any, shapes: list[Conforms]) -> Check:
    return _each_of(shapes[0])


def _qualified(is_wrong: Callable[[int, int], bool]) -> Callable[[int, list[Conforms]], Check]:
    def make(limit: int, shapes: list[Conforms]) -> Check:
        own, siblings = shapes[0], shapes[1:]

        def check(facts: Facts, _focus: str, values: Collection[str]) -> Collection[Wrong]:
            count = sum(own(facts, one) and not any(other(facts, one) for other in siblings) for one in values)
            return [("", "")] if is_wrong(count, limit) else _FINE

        return check

    return make


# 4.8 others


def _closed(allowed: frozenset[str], _: list[Conforms]) -> Check:
    def check(facts: Facts, _focus: str, values: Collection[str]) -> Collection[Wrong]:
        return [(p, o) for one in values for p, o in facts.pairs(one) if p not in allowed]

    return check


def _has_value(wanted: str, _: list[Conforms]) -> Check:
    key = canonical(wanted)

    def check(_facts: Facts, _focus: str, values: Collection[str]) -> Collection[Wrong]:
        return _FINE if key in values or any(canonical(one) == key for one in values) else [("", "")]

    return check


def _in(members: Iterable[str]) -> Test:
    allowed = frozenset(map(canonical, members))
    return lambda term: term in allowed or canonical(term) in allowed


_TESTS: Final[dict[str, Callable[[Any], Test]]] = {
    "Datatype": _datatype,
    "NodeKind": _node_kind,
    "MinExclusive": _range(1),
    "MinInclusive": _range(0, 1),
    "MaxExclusive": _range(-1),
    "MaxInclusive": _range(-1, 0),
    "MinLength": _min_length,
    "MaxLength": _max_length,
    "Pattern": _pattern,
    "LanguageIn": _language_in,
    "In": _in,
}

_CHECKS: Final[dict[str, Callable[[Any, list[Conforms]], Check]]] = {
    "Class": _class,
    "MinCount": _min_count,
    "MaxCount": _max_count,
    "UniqueLang": _unique_lang,
    "Equals": _equals,
    "Disjoint": _disjoint,
    "LessThan": _less_than(-1),
    "LessThanOrEquals": _less_than(-1, 0),
    "Not": _not,
    "And": _and,
    "Or": _or,
    "Xone": _xone,
    "Node": _node,
    "QualifiedMinCount": _qualified(lambda count, limit: count < limit),
    "QualifiedMaxCount": _qualified(lambda count, limit: count > limit),
    "Closed": _closed,
    "HasValue": _has_value,
}
