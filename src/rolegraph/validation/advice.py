"""What to do about a finding whose shape has no message of its own: a sentence by the kind of constraint."""

from typing import Final

from rolegraph.validation.spelling import shorten
from rolegraph.validation.triples import ShapeTriples, sh
from rolegraph.vocabulary import literal, value

_MOST: Final = 12  # members of a list that a sentence names


def advise(graph: ShapeTriples, shape: str, component: str) -> str:
    """Say what to do.

    Args:
        graph: The triples of the shapes.
        shape: The term of the shape that was broken.
        component: The local name of the constraint component without its ending.

    Returns:
        A sentence, as the term of a plain literal.

    Example:
        >>> advise(ShapeTriples([("<a:s>", sh("minCount"), '"2"')], {}, []), "<a:s>", "MinCount")
        '"Add values until there are 2."'
    """
    template, words = _ADVICE.get(component, ("Mend this by the shape that it breaks.", ()))
    return literal(template.format(*(_parameters(graph, shape, word) for word in words)))


def is_ours(component: str) -> bool:
    """Say whether there is advice about a constraint component."""
    return component in _ADVICE


def _parameters(graph: ShapeTriples, shape: str, word: str) -> str:
    said = [_spell(graph, parameter) for parameter in sorted(graph.objects(shape, sh(word)))]
    return " and ".join(sorted(said)) or "the shape"


def _spell(graph: ShapeTriples, term: str) -> str:
    if term[0] == '"':
        return value(term)
    members = graph.items(term) if term[0] == "_" else None
    if not members:
        return "another shape" if term[0] == "_" else shorten(term)
    if any(member[0] == "_" for member in members):
        return f"{len(members)} shapes"
    more = [f"{len(members) - _MOST} more"] if len(members) > _MOST else []
    return ", ".join([*(shorten(member) for member in members[:_MOST]), *more])


_ADVICE: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "Class": ("Name an instance of {}.", ("class",)),
    "Datatype": ("Write a well-formed {}.", ("datatype",)),
    "NodeKind": ("Write a node of the kind {}.", ("nodeKind",)),
    "MinCount": ("Add values until there are {}.", ("minCount",)),
    "MaxCount": ("Remove values until there are {}.", ("maxCount",)),
    "MinExclusive": ("Write a value above {}.", ("minExclusive",)),
    "MinInclusive": ("Write {} or a value above.", ("minInclusive",)),
    "MaxExclusive": ("Write a value below {}.", ("maxExclusive",)),
    "MaxInclusive": ("Write {} or a value below.", ("maxInclusive",)),
    "MinLength": ("Write at least {} characters.", ("minLength",)),
    "MaxLength": ("Write at most {} characters.", ("maxLength",)),
    "Pattern": ("Write what matches {}.", ("pattern",)),
    "LanguageIn": ("Write a text whose language is one of {}.", ("languageIn",)),
    "UniqueLang": ("Keep one value for each language.", ()),
    "Equals": ("Give it the same values as {}.", ("equals",)),
    "Disjoint": ("Remove the value here or from {}.", ("disjoint",)),
    "LessThan": ("Write a value less than that of {}.", ("lessThan",)),
    "LessThanOrEquals": ("Write a value not above that of {}.", ("lessThanOrEquals",)),
    "Not": ("Change the value so that it does not conform to {}.", ("not",)),
    "And": ("Make the value conform to all of {}.", ("and",)),
    "Or": ("Make the value conform to at least one of {}.", ("or",)),
    "Xone": ("Make the value conform to exactly one of {}.", ("xone",)),
    "Node": ("Make the value conform to {}.", ("node",)),
    "QualifiedMinCount": (
        "Add values that conform to {} until there are {}.",
        ("qualifiedValueShape", "qualifiedMinCount"),
    ),
    "QualifiedMaxCount": (
        "Remove values that conform to {} until there are {}.",
        ("qualifiedValueShape", "qualifiedMaxCount"),
    ),
    "Closed": ("Remove the property: the shape allows none but those it names.", ()),
    "HasValue": ("Add the value {}.", ("hasValue",)),
    "In": ("Write one of {}.", ("in",)),
}
