"""Cuts a SPARQL query into tokens and brackets, without recursion, before any parser sees it.

The terminals are those of SPARQL 1.1, section 19.8. Keywords need no space around them there (`1SERVICE<x>{}` is
legal), hence a word is any run of letters that no string, comment, IRI, name or variable claims.
"""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from rolegraph.errors import QueryError

# Classes of characters by the ASCII that is not in them: cheap to compile, and every character beyond ASCII may stand
# in a name. SPARQL allows fewer there, and the parser refuses the others wherever they stand.
_LETTER: Final = r"[^\x00-@\[-`{-\x7f]"
_LETTER_OR_DIGIT: Final = r"[^\x00-/:-@\[-^`{-\x7f]"
_CHAR: Final = r"[^\x00-,./:-@\[-^`{-\x7f]"
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL: Final = rf"(?:[^\x00-,./;-@\[-^`{{-\x7f]|{_ESCAPED})"

# the part of a name before its colon is bounded, or `a-a-a-...` would be scanned once per letter
_TOKEN: Final = re.compile(
    rf"""
    (?P<space>[\s\ufeff]+|\#[^\r\n]*)
    |(?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
        |"(?!"")(?:[^"\\\r\n]|\\.)*"|'(?!'')(?:[^'\\\r\n]|\\.)*')
    |(?P<broken>["'])
    |(?P<variable>[?$]{_LETTER_OR_DIGIT}+)
    |(?P<blank>_:{_LETTER_OR_DIGIT}{_CHAR}*(?:\.+{_CHAR}+)*)
    |(?P<name>(?:{_LETTER}[^\x00-,/:-@\[-^`{{-\x7f]{{0,99}}(?<!\.))?:(?:(?:(?!-){_LOCAL}){_LOCAL}*(?:\.+{_LOCAL}+)*)?)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<word>[A-Za-z][A-Za-z0-9_]*)
    |(?P<mark>.)
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of a query.

    Args:
        kind: `iri`, `string`, `variable`, `blank`, `name` (a prefixed one), `language`, `number`, `word` or `mark`.
        text: As written.
        start: The code point at which it begins.
    """

    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        """The keyword it may be, in upper case; "" for anything but a word."""
        return self.text.upper() if self.kind == "word" else ""


@dataclass(slots=True)
class Bracket:
    """A pair of brackets.

    Args:
        kind: `list` for round and square ones; for braces `group` (a graph pattern), `template` (of CONSTRUCT) or
            `service` (a pattern sent elsewhere); `data` for the rows of VALUES, the triples of INSERT
            DATA, and all within.
        first: The index of the opening token.
        last: The index of the closing token; that of the last token for one never closed.
        parent: The index of the bracket around it; -1 for none.
        depth: How many brackets it is inside of, itself included.
    """

    kind: str
    first: int
    last: int
    parent: int
    depth: int


def place(text: str, offset: int) -> str:
    r"""Say where in `text` a code point lies, as editors count.

    Example:
        >>> place("a\nbc", 3)
        'line 2, column 2'
    """
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return f"line {before.count(chr(10)) + 1}, column {len(before) - before.rfind(chr(10))}"


def tokenize(text: str) -> list[Token]:
    """Cut a query into tokens, white space and comments left out.

    Args:
        text: The query.

    Returns:
        The tokens in order.

    Raises:
        QueryError: A string is not closed.

    Example:
        >>> [token.text for token in tokenize("ASK { ?s a <http://a.example/#b> } # why not")]
        ['ASK', '{', '?s', 'a', '<http://a.example/#b>', '}']
    """
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "broken":
            raise QueryError(f"{place(text, match.start())}: the string that begins here is not closed")
        if kind != "space":
            tokens.append(Token(kind, match[0], match.start()))
    return tokens


def declared_prefixes(text: str) -> dict[str, str]:
    """Return the namespaces that a query declares, by prefix.

    Example:
        >>> declared_prefixes("PREFIX a: <http://a.example/> ASK { a:x ?p ?o }")
        {'a': 'http://a.example/'}
    """
    tokens = tokenize(text)
    found = {}
    for first, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if first.word == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            found[name.text.partition(":")[0]] = iri.text[1:-1]
    return found


def brackets(tokens: list[Token]) -> tuple[list[Bracket], list[int]]:
    """Find the brackets of a query; unbalanced ones are left for the parser to complain about.

    Args:
        tokens: What `tokenize` returned.

    Returns:
        The brackets in the order in which they open, and for each token the index of the innermost bracket that it
        stands in, -1 for none; a bracket's own two tokens stand in it.
    """
    found: list[Bracket] = []
    inside: list[int] = []
    current = -1
    expected = ""
    for index, token in enumerate(tokens):
        if token.word in _OPENS:
            expected = _OPENS[token.word]
        elif token.word == "WHERE":  # CONSTRUCT WHERE { } has no template of its own
            expected = ""
        elif "SERVICE" in token.word:
            expected = "service"
        if token.kind == "mark" and token.text in "{([":
            kind = "data" if current >= 0 and found[current].kind == "data" else "list"
            if token.text == "{" and kind != "data":
                kind, expected = expected or "group", ""
            found.append(
                Bracket(kind, index, len(tokens) - 1, current, found[current].depth + 1 if current >= 0 else 1)
            )
            current = len(found) - 1
        inside.append(current)
        if token.kind == "mark" and token.text in "})]" and current >= 0:
            found[current].last = index
            current = found[current].parent
    return found, inside


# what the next brace holds after one of these words
_OPENS: Final = {"VALUES": "data", "DATA": "data", "CONSTRUCT": "template"}
