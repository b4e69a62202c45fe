"""Shapes compiled to SPARQL: queries that return every node with which something may be wrong.

A query may return too many nodes, never too few: whatever it names is looked at once more by the compiled checks, which
find path and value. So where SPARQL and SHACL differ in a corner the condition here is the stricter one, and what has
no condition at all makes every target a candidate.

One file, long as it is: a table of one small function for each constraint component, which reads in the order of the
standard and shares the spelling of paths and terms.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any, Final

from rolegraph.regexes import regex
from rolegraph.validation.datatypes import LANG_STRING, STRING, is_well_formed
from rolegraph.validation.model import Model, Shape
from rolegraph.validation.parameters import Constraint
from rolegraph.validation.paths import Path, spell_path
from rolegraph.vocabulary import PREFIXES, literal, value

_XSD: Final = PREFIXES["xsd"]
_NULLABLE: Final = ("zeroOrMorePath", "zeroOrOnePath")
_NUMERIC: Final = tuple(f"<{_XSD}{name}>" for name in ("integer", "decimal", "float", "double"))
_TIMES: Final = ", ".join(f"<{_XSD}{name}>" for name in ("date", "dateTime", "time", "gYear", "gYearMonth"))
_ZONED: Final = '"(Z|[+-][0-9][0-9]:[0-9][0-9])$"'
# the regular expressions that mean the same in Python and in Oxigraph once white space is spelled out
_COMMON: Final = regex(
    r"(?:[\w \-,.:;/@!%&=~#'\"<>^$*+?|(){}]|\\[sSd.\\/+*?()\[\]{}^$|-]|\[\^?(?:[\w ./:+,@-]|\\[sd.\\/+-])+\])*"
)
_SPACES: Final = regex(r"\\(.)|(\[)|(\])")


class _Unsaid(Exception):
    """A condition cannot be said in SPARQL."""


def candidate_queries(model: Model, root: Shape, below: Callable[[str], Iterable[str]]) -> list[str] | None:
    """Compile a shape with targets.

    Args:
        model: All shapes.
        root: The shape.
        below: Returns a class and its subclasses in the store.

    Returns:
        Queries whose variable `f` is bound to what may break the shape, targets that are named one by one apart; None
        where every target may.

    Example:
        >>> from rolegraph.validation.model import read_model
        >>> from rolegraph.validation.triples import ShapeTriples, sh
        >>> from rolegraph.vocabulary import XSD
        >>> triples = [("<a:s>", sh("targetClass"), "<a:C>"), ("<a:s>", sh("path"), "<a:p>"),
        ...     ("<a:s>", sh("minCount"), f'"1"^^{XSD.integer}')]
        >>> model = read_model(ShapeTriples(triples, {}, []))
        >>> candidate_queries(model, model.roots()[0], lambda class_: [class_])[0].split(None, 3)[3]
        '{ ?f a <a:C> . FILTER((NOT EXISTS { ?f <a:p> ?v1 })) }'
    """
    compiler = _Compiler(model, below)
    target = compiler.targets(root)
    if not target:
        return []
    try:
        patterns = list(compiler.wrong(root, "?f", first=True))
    except _Unsaid:
        return None
    # what can be said of a node alone is said in one pass over the targets
    alone = [_condition(pattern) for pattern in patterns if _is_condition(pattern)]
    # values first: hardly any is wrong, and only their nodes are asked whether they are targets
    aimed = f"FILTER({' || '.join(f'EXISTS {{ {one} }}' for one in compiler.each_target(root))})"
    queries = [f"{pattern} {aimed}" for pattern in patterns if not _is_condition(pattern)]
    queries += [f"{target} FILTER({' || '.join(alone)})"] if alone else []
    return [f"SELECT DISTINCT ?f {{ {query} }}" for query in queries]


def _is_condition(pattern: str) -> bool:
    return pattern.startswith("FILTER(") and pattern.endswith(")")


def _condition(pattern: str) -> str:
    return pattern[len("FILTER") :]


def target_query(root: Shape, below: Callable[[str], Iterable[str]]) -> str:
    """Return the query for all targets of a shape that are not named one by one; "" where there are none."""
    target = _Compiler(Model(), below).targets(root)
    return f"SELECT DISTINCT ?f {{ {target} }}" if target else ""


class _Compiler:
    def __init__(self, model: Model, below: Callable[[str], Iterable[str]]) -> None:
        self._model = model
        self._below = below
        self._numbers = count(1)

    def _fresh(self) -> str:
        return f"?v{next(self._numbers)}"

    def each_target(self, root: Shape) -> list[str]:
        """Return a pattern that binds ?f for each target that is not named one by one."""
        return [self._target(kind, target) for kind, target in root.targets if kind != "targetNode"]

    def targets(self, root: Shape) -> str:
        """Return a pattern that binds ?f to each target that is not named one by one; "" for none."""
        each = self.each_target(root)
        if len(each) > 1:
            return f"{{ SELECT DISTINCT ?f {{ {' UNION '.join(f'{{ {one} }}' for one in each)} }} }}"
        return each[0] if each else ""

    def _target(self, kind: str, target: str) -> str:
        if kind == "targetSubjectsOf":
            return f"?f {target} [] ."
        if kind == "targetObjectsOf":
            return f"[] {target} ?f ."
        classes = sorted(self._below(target))
        if len(classes) == 1:
            return f"?f a {target} ."
        return f"VALUES ?class {{ {' '.join(classes)} }} ?f a ?class ."

    def wrong(self, shape: Shape, focus: str, *, first: bool = False) -> Iterator[str]:
        """Yield patterns that hold of a focus node with which something may be wrong.

        Args:
            shape: The shape.
            focus: The variable of the focus node.
            first: Whether it stands for all targets, so that values can be looked at before their nodes.

        Yields:
            Patterns; those that ask only about the focus node are a single FILTER.
        """
        if not shape.active:
            return
        if not shape.is_property:
            yield from self._wrong_node(shape, focus, first=first)
            return
        path, one = _spell(shape.path), self._fresh()
        reach = f"{focus} {path} {one} ."
        tests = []
        for constraint in shape.constraints:
            if constraint.component == "MaxCount":
                yield (_max_count_of_all if first else _max_count)(constraint.argument, focus, path, one)
            elif constraint.component in _PATTERNS:
                yield _PATTERNS[constraint.component](constraint.argument, focus, path, one)
            elif constraint.component == "Property":
                yield from (f"{reach} {below}" for below in self.wrong(self._shape(constraint), one))
            elif constraint.component == "Closed":
                yield f"{reach} {_open(constraint.argument, one, self._fresh())}"
            elif constraint.component in ("QualifiedMinCount", "QualifiedMaxCount"):
                yield self._qualified(constraint, focus, path, one)
            else:
                tests.append(self.test(constraint, one))
        if tests:
            # most values stand at many nodes: each is looked at once
            values = f"{{ SELECT DISTINCT {one} {{ [] {path} {one} }} }} " if first else ""
            yield f"{values}FILTER(!({' && '.join(tests)})) {reach}"

    def _wrong_node(self, shape: Shape, focus: str, *, first: bool) -> Iterator[str]:
        for constraint in shape.constraints:
            if constraint.component == "Property":
                yield from self.wrong(self._shape(constraint), focus, first=first)
            elif constraint.component == "Closed":
                yield _open(constraint.argument, focus, self._fresh())
            elif constraint.component == "HasValue":
                yield f"FILTER(!sameTerm({focus}, {_constant(constraint.argument)}))"
            elif constraint.component in _PATTERNS:
                raise _Unsaid(f"{constraint.component} at a node shape")
            else:
                yield f"FILTER(!({self.test(constraint, focus)}))"

    def _shape(self, constraint: Constraint) -> Shape:
        return self._model.shapes[constraint.shapes[0]]

    def _qualified(self, constraint: Constraint, focus: str, path: str, one: str) -> str:
        """Ask for as many values that conform as there may not be, or must be."""
        most = constraint.component == "QualifiedMaxCount"
        if not most and not constraint.argument:
            return "FILTER(false)"
        others, reach = _several(constraint.argument + most, focus, path, one)
        fits = " && ".join(self._fits(constraint, other) for other in others)
        found = f"{reach} FILTER({fits})"
        return found if most else f"FILTER(NOT EXISTS {{ {found} }})"

    def _fits(self, constraint: Constraint, one: str) -> str:
        own, *siblings = (self.conforms(self._model.shapes[node], one) for node in constraint.shapes)
        return " && ".join([f"({own})", *(f"!({sibling})" for sibling in siblings)])

    def conforms(self, shape: Shape, node: str) -> str:
        """Return an expression that is true of what conforms to a shape, and false of all else."""
        if not shape.active:
            return "true"
        parts = [
            f"!{_condition(pattern)}" if _is_condition(pattern) else f"NOT EXISTS {{ {pattern} }}"
            for pattern in self.wrong(shape, node)
        ]
        return f"({' && '.join(parts)})" if parts else "true"

    def test(self, constraint: Constraint, one: str) -> str:
        """Return an expression that is true of a value as it should be, and false of all else."""
        component, argument = constraint.component, constraint.argument
        shapes = [self.conforms(self._model.shapes[node], one) for node in constraint.shapes]
        if component in _LOGIC:
            return _LOGIC[component](shapes)
        if component == "Class":
            return f"({' || '.join(f'EXISTS {{ {one} a {name} }}' for name in sorted(self._below(argument)))})"
        if component in _TESTS:
            return f"COALESCE({_TESTS[component](argument, one)}, false)"
        raise _Unsaid(component)


def _open(allowed: Iterable[str], node: str, one: str) -> str:
    names = ", ".join(sorted(name for name in allowed if name[0] == "<"))
    # Oxigraph 0.5 takes NOT IN () for false
    return f"{node} {one}p {one} ." + (f" FILTER({one}p NOT IN ({names}))" if names else "")


def _spell(path: Path) -> str:
    if _is_nullable(path):
        raise _Unsaid("a path that can stay where it is")
    return spell_path(path)


def _is_nullable(path: Path) -> bool:
    """Say whether a path, or a part of it, can stay where it is; SPARQL leaves out nodes of no triple then."""
    return not isinstance(path, str) and (path[0] in _NULLABLE or any(map(_is_nullable, path[1])))


def _constant(term: str) -> str:
    if term[0] == "_":
        raise _Unsaid("a blank node has no name in a query")
    return term


# patterns that hold where something is wrong with all values together


def _min_count(least: int, focus: str, path: str, one: str) -> str:
    if least == 0:
        return "FILTER(false)"
    if least == 1:
        return f"FILTER(NOT EXISTS {{ {focus} {path} {one} }})"
    return f"FILTER(NOT EXISTS {{ {_several(least, focus, path, one)[1]} }})"


def _several(number: int, focus: str, path: str, one: str) -> tuple[list[str], str]:
    """Return variables for some values that are unlike each other, and the pattern that binds them."""
    if number > 5:
        raise _Unsaid("a count above four")
    others = [f"{one}_{n}" for n in range(number)]
    unlike = " && ".join(f"!sameTerm({a}, {b})" for n, a in enumerate(others) for b in others[:n])
    reach = " ".join(f"{focus} {path} {other} ." for other in others)
    return others, reach + (f" FILTER({unlike})" if unlike else "")


def _max_count(most: int, focus: str, path: str, one: str) -> str:
    return _several(most + 1, focus, path, one)[1]


def _max_count_of_all(most: int, focus: str, path: str, one: str) -> str:
    if most == 0:
        return f"{focus} {path} {one} ."
    number = f"COUNT({'*' if path[0] == '<' and path.count('<') == 1 else f'DISTINCT {one}'})"
    return f"{{ SELECT {focus} {{ {focus} {path} {one} }} GROUP BY {focus} HAVING({number} > {most}) }}"


def _unique_lang(_: Any, focus: str, path: str, one: str) -> str:
    alike = f"LANG({one}) != '' && LANG({one}) = LANG({one}_2) && !sameTerm({one}, {one}_2)"
    return f"{focus} {path} {one} , {one}_2 . FILTER({alike})"


def _has_value(wanted: str, focus: str, path: str, _one: str) -> str:
    return f"FILTER(NOT EXISTS {{ {focus} {path} {_constant(wanted)} }})"


def _equals(predicate: str, focus: str, path: str, one: str) -> str:
    here = f"{focus} {path} {one} . FILTER NOT EXISTS {{ {focus} {predicate} {one} }}"
    there = f"{focus} {predicate} {one} . FILTER NOT EXISTS {{ {focus} {path} {one} }}"
    return f"FILTER(EXISTS {{ {here} }} || EXISTS {{ {there} }})"


def _disjoint(predicate: str, focus: str, path: str, one: str) -> str:
    return (
        f"{focus} {path} {one} ; {predicate} {one} ."
        if path[0] == "<"
        else f"{focus} {path} {one} . {focus} {predicate} {one} ."
    )


def _less_than(operator: str) -> Callable[[str, str, str, str], str]:
    def pattern(predicate: str, focus: str, path: str, one: str) -> str:
        other = f"{one}_2"
        ordered = _ordered(one, operator, other)
        return f"{focus} {path} {one} . {focus} {predicate} {other} . FILTER(!COALESCE({ordered}, false))"

    return pattern


def _ordered(left: str, operator: str, right: str) -> str:
    """Compare two values of one kind; texts with a language, and instants with and without a zone, are not compared."""
    times = f"datatype({left}) IN ({_TIMES}) && REGEX(STR({left}), {_ZONED}) = REGEX(STR({right}), {_ZONED})"
    alike = f"datatype({left}) = datatype({right}) && (datatype({left}) IN ({STRING}, <{_XSD}boolean>) || ({times}))"
    return f"((isNumeric({left}) && isNumeric({right})) || ({alike})) && {left} {operator} {right}"


_PATTERNS: Final[dict[str, Callable[[Any, str, str, str], str]]] = {
    "MinCount": _min_count,
    "MaxCount": _max_count,
    "UniqueLang": _unique_lang,
    "HasValue": _has_value,
    "Equals": _equals,
    "Disjoint": _disjoint,
    "LessThan": _less_than("<"),
    "LessThanOrEquals": _less_than("<="),
}

_SAMPLES: Final = {
    "boolean": "true",
    "date": "2000-01-01",
    "dateTime": "2000-01-01T00:00:00",
    "time": "00:00:00",
    "gYear": "2000",
    "gYearMonth": "2000-01",
}
"""A value of each datatype that is no number, to compare others with."""

# expressions that are true of a value as it should be


def _datatype(wanted: str, one: str) -> str:
    said = f"datatype({one}) = {wanted}"
    if wanted in _NUMERIC:
        return f"{said} && isNumeric({one})"
    if wanted in (STRING, LANG_STRING) or not wanted.startswith(f"<{_XSD}"):
        return said
    name = wanted.removeprefix(f"<{_XSD}").removesuffix(">")
    if name in _SAMPLES:
        # an error where it is no form of its datatype
        return f'{said} && ({one} <= "{_SAMPLES[name]}"^^{wanted} || {one} > "{_SAMPLES[name]}"^^{wanted})'
    return said if is_well_formed(literal("", wanted)) else "false"  # a store has none of the narrower integers


def _node_kind(first: str, one: str) -> str:
    kinds = {"<": "isIRI", "_": "isBlank", '"': "isLiteral"}
    return " || ".join(f"{kinds[char]}({one})" for char in first)


def _range(operator: str) -> Callable[[str, str], str]:
    def test(bound: str, one: str) -> str:
        if bound.endswith(tuple(f"^^{kind}" for kind in _NUMERIC)):
            return f"isNumeric({one}) && {one} {operator} {bound}"
        return _ordered(one, operator, bound)

    return test


def _length(operator: str) -> Callable[[int, str], str]:
    def test(limit: int, one: str) -> str:
        if operator == ">=" and not limit:
            return "true"
        return f"!isBlank({one}) && STRLEN(STR({one})) {operator} {limit}"

    return test


def _pattern(argument: tuple[str, str], one: str) -> str:
    text, flags = argument
    if flags or not text.isascii() or not _COMMON.fullmatch(text) or "(?" in text:
        raise _Unsaid("a regular expression that Python reads in its own way")
    return f"!isBlank({one}) && REGEX(STR({one}), {literal(_spaced(text))})"


def _spaced(text: str) -> str:
    r"""Spell out white space: Python's holds four control characters that Oxigraph's does not.

    Example:
        >>> _spaced(r"^\S[ \s]$")
        '^[^\\s\\x1c-\\x1f][ \\s\\x1c-\\x1f]$'
    """
    inside, parts, last = False, [], 0
    for found in _SPACES.finditer(text):
        if found[2] or found[3]:
            inside = bool(found[2])
        elif found[1] in "sS":
            more = r"\s\x1c-\x1f"
            parts += [text[last : found.start()], more if inside else f"[{'^' * (found[1] == 'S')}{more}]"]
            last = found.end()
    return "".join([*parts, text[last:]])


def _language_in(ranges: tuple[str, ...], one: str) -> str:
    return " || ".join(f"LANGMATCHES(LANG({one}), {literal(value(name))})" for name in ranges) or "false"


def _in(members: tuple[str, ...], one: str) -> str:
    if not members:
        return "false"
    if all(member[0] == "<" or member[-1] == '"' for member in members):
        return f"{one} IN ({', '.join(members)})"
    return " || ".join(f"sameTerm({one}, {_constant(member)})" for member in members)


_TESTS: Final[dict[str, Callable[[Any, str], str]]] = {
    "Datatype": _datatype,
    "NodeKind": _node_kind,
    "MinExclusive": _range(">"),
    "MinInclusive": _range(">="),
    "MaxExclusive": _range("<"),
    "MaxInclusive": _range("<="),
    "MinLength": _length(">="),
    "MaxLength": _length("<="),
    "Pattern": _pattern,
    "LanguageIn": _language_in,
    "In": _in,
}


def _exactly_one(shapes: list[str]) -> str:
    return f"({' + '.join(f'IF({shape}, 1, 0)' for shape in shapes)}) = 1"


_LOGIC: Final[dict[str, Callable[[list[str]], str]]] = {
    "Not": lambda shapes: f"!({shapes[0]})",
    "And": lambda shapes: f"({' && '.join(f'({shape})' for shape in shapes)})",
    "Or": lambda shapes: f"({' || '.join(f'({shape})' for shape in shapes)})",
    "Xone": _exactly_one,
    "Node": lambda shapes: f"({shapes[0]})",
}
