"""What the value of a query parameter means: which RDF term a piece of text stands for."""

import re
from collections.abc import Mapping
from typing import Final

from rolegraph.errors import UsageError
from rolegraph.vocabulary import PREFIXES, XSD, literal, value

_IRI: Final = re.compile(r"<([^<>\s]*)>")
_WEB: Final = re.compile(r"https?://[^<>\s]+")
_NAME: Final = re.compile(r"([a-z]+):([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)")
_QUOTED: Final = re.compile(
    r'"(?:[^"\\\r\n]|\\[tbnrf"\'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*"'
    r"(?:@[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\^\^(?:<[^<>\s]*>|[a-z]+:[A-Za-z0-9_-]+))?"
)
_NUMBERS: Final = (
    (re.compile(r"0|-?[1-9][0-9]{0,17}"), XSD.integer),
    (re.compile(r"-?(?:0|[1-9][0-9]{0,15})\.[0-9]{0,15}[1-9]"), XSD.decimal),
)


def parameter_term(text: str) -> str:
    r"""Return the RDF term that the value of a parameter stands for.

    A value is a term where it is written as one, and plain text in every other case, so that no value is an error:

    - `<https://a.example/x>`, or a web address alone (`https://a.example/x`): that IRI
    - `rgc:director`, with one of the project's prefixes: that IRI
    - `"text"`, `"Text"@en`, `"5"^^xsd:integer`: that literal, in N-Triples' own escapes; quotes force plain text
    - `5`, `-2`, `0.75`: that number, if it is written the way numbers print (`007`, `1.0` and `1e3` are text)
    - anything else, broken IRIs and half-closed quotes too: a plain string of exactly these characters

    Args:
        text: The value as the user typed it.

    Returns:
        The term in its N-Triples spelling.

    Raises:
        UsageError: The value is not Unicode text (bytes of another encoding came through the command line).

    Example:
        >>> parameter_term("Head of \"X\""), parameter_term("rgc:director")
        ('"Head of \\"X\\""', '<https://w3id.org/rolegraph/concept/director>')
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"the value {text!a} is not Unicode text; pass it in UTF-8") from error
    for read in (_read_iri, _read_quoted, _read_number):
        term = read(text)
        if term:
            return term
    return literal(text)


def parameter_terms(values: Mapping[str, str]) -> dict[str, str]:
    """Return the terms of several parameters, named without their question mark.

    Args:
        values: Texts by name of the variable, with or without `?` or `$`.

    Returns:
        Terms by name, sorted by name.

    Raises:
        UsageError: A value is not Unicode text, or a name stands twice.

    Example:
        >>> parameter_terms({"?years": "5"})
        {'years': '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'}
    """
    terms: dict[str, str] = {}
    for name, text in sorted(values.items()):
        bare = name.strip().lstrip("?$")
        if bare in terms:
            raise UsageError(f"the parameter ?{bare} is given twice; give it once")
        terms[bare] = parameter_term(text)
    return terms


def _read_iri(text: str) -> str:
    if match := _IRI.fullmatch(text):
        iri = match[1]
    elif _WEB.fullmatch(text):
        iri = text
    elif (match := _NAME.fullmatch(text)) and match[1] in PREFIXES:
        iri = PREFIXES[match[1]] + match[2]
    else:
        return ""
    return f"<{iri}>" if _is_absolute(iri) else ""


def _read_quoted(text: str) -> str:
    if not _QUOTED.fullmatch(text):
        return ""
    end = text.rindex('"') + 1
    tag = text[end:]
    try:
        lexical = literal(value(text[:end]))
        lexical.encode()
    except (ValueError, OverflowError):  # an escape beyond Unicode, or half of a surrogate pair
        return ""
    if not tag.startswith("^^"):
        return lexical + tag.lower()
    if tag[2] == "<":
        return lexical + tag if _is_absolute(tag[3:-1]) else ""
    prefix, _, local = tag[2:].partition(":")
    return f"{lexical}^^<{PREFIXES[prefix]}{local}>" if prefix in PREFIXES else ""


def _read_number(text: str) -> str:
    for pattern, datatype in _NUMBERS:
        if pattern.fullmatch(text):
            return literal(text, datatype)
    return ""


def _is_absolute(iri: str) -> bool:
    import pyoxigraph

    try:
        pyoxigraph.NamedNode(iri)
    except ValueError:
        return False
    return True
