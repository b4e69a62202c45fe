"""Binds parameters to a query's variables without ever writing a value into its text.

The engine takes values beside the text in two ways, and each alone falls short. Substitutions (SEP-0007) reach only
variables that the query projects, and the optimizer still believes the variable empty: `BOUND(?x)` is false and `5`
no longer equals `5.0`. A function that returns the value, called by `BIND` at the head of each group that mentions the
variable, is right everywhere, but keeps the engine from looking the value up in an index. So both are given. What is
written into the query depends on its variables' names alone.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rolegraph.errors import UsageError
from rolegraph.stores.tokens import Token, brackets, place

_FUNCTION: Final = "urn:x-rolegraph:parameter:"
_AGGREGATES: Final = frozenset({"GROUP", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_MODIFIERS: Final = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


@dataclass(frozen=True, slots=True)
class PreparedQuery:
    """A query that passed the checks, with the values of its parameters beside it.

    Args:
        text: SPARQL; its prefixes may be undeclared where they are the project's.
        substitutions: Terms by name of the variable that the engine substitutes.
        functions: Terms by IRI of the function that returns them.
        hidden: The variables to leave out of the answer, since the query's own words do not select them.
        order: For `SELECT *` the variables in the order in which the query mentions them; the engine sorts them.
    """

    text: str
    substitutions: tuple[tuple[str, str], ...] = ()
    functions: tuple[tuple[str, str], ...] = ()
    hidden: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()

    @property
    def asks_others(self) -> bool:
        """Whether SERVICE is in the query, so that an error of reading may be one of the network."""
        return "SERVICE" in self.text.upper()


def bind(text: str, tokens: list[Token], terms: Mapping[str, str]) -> PreparedQuery:
    """Bind terms to variables, wherever in the query these stand.

    The answer is the one that the query gives with the term in the variable's place, in filters, subqueries and
    aggregates too. (In MINUS a parameter counts as a variable that both sides share.)

    Args:
        text: The query.
        tokens: Its tokens.
        terms: Terms by name of the variable.

    Returns:
        The query to run.

    Raises:
        UsageError: The query has no such variable, or computes it itself.

    Example:
        >>> from rolegraph.stores.tokens import tokenize
        >>> text = "ASK { ?role skos:prefLabel ?label }"
        >>> bind(text, tokenize(text), {"label": '"Clerk"'}).text
        'ASK { BIND(<urn:x-rolegraph:parameter:label>() AS ?label) ?role skos:prefLabel ?label }'
    """
    _check_names(text, tokens, terms)
    return _Scaffold(text, tokens, lambda name: f"BIND(<{_FUNCTION}{name}>() AS ?{name})").build(terms)


def bind_in_text(text: str, tokens: list[Token], terms: Mapping[str, str]) -> PreparedQuery:
    """Bind terms to variables of a query that an engine elsewhere is sent as text.

    A term comes in its N-Triples spelling, in which no character of it can end it, and goes into a row of VALUES at
    the head of each group that mentions the variable: the structure of the query depends on the names alone here too.

    Args:
        text: The query.
        tokens: Its tokens.
        terms: Terms by name of the variable.

    Returns:
        The query to send, with the columns to leave out of its answer.

    Raises:
        UsageError: The query has no such variable, or computes it itself.

    Example:
        >>> from rolegraph.stores.tokens import tokenize
        >>> text = "ASK { ?role skos:prefLabel ?label }"
        >>> bind_in_text(text, tokenize(text), {"label": '"Clerk"'}).text
        'ASK { VALUES ?label { "Clerk" } ?role skos:prefLabel ?label }'
    """
    _check_names(text, tokens, terms)
    prepared = _Scaffold(text, tokens, lambda name: f"VALUES ?{name} {{ {spell(terms[name])} }}", remote=True).build(
        terms
    )
    return PreparedQuery(prepared.text, hidden=prepared.hidden, order=prepared.order)


_BACKSLASH_U: Final = re.compile(r"\\\\([uU])|\\.")


def spell(term: str) -> str:
    r"""Return a term as it can stand in a query for any server.

    SPARQL 1.1, section 19.2, replaces escapes of code points before anything is parsed. Some servers find one in a
    backslash and the letter u that stands behind it, where the term has these two characters: so that letter is
    an escape itself, of eight digits: rdflib takes eight where it finds them.

    Args:
        term: An IRI or a literal in its N-Triples spelling.

    Returns:
        The same term, spelled so that no reading of it ends it early.

    Example:
        >>> print(spell(r'"\\u0022"'))
        "\\\U000000750022"
    """
    return _BACKSLASH_U.sub(lambda match: rf"\\\U{ord(match[1]):08X}" if match[1] else match[0], term)


def _check_names(text: str, tokens: list[Token], terms: Mapping[str, str]) -> None:
    variables = sorted({token.text[1:] for token in tokens if token.kind == "variable"})
    for name in terms:
        if name not in variables:
            known = ", ".join(f"?{variable}" for variable in variables) or "none"
            raise UsageError(f"the query has no variable ?{name} to bind; its variables: {known}")
        _check_free(text, tokens, name)


def _check_free(text: str, tokens: list[Token], name: str) -> None:
    for before, token in pairwise(tokens):
        if before.word == "AS" and token.kind == "variable" and token.text[1:] == name:
            where = place(text, token.start)
            raise UsageError(f"?{name} is computed by the query itself ({where}); bind another variable")


class _Scaffold:
    """Where a query lets calls be inserted.

    Args:
        text: The query.
        tokens: Its tokens.
        call: What to insert for a variable.
        remote: Whether nothing but the text reaches the engine.
    """

    def __init__(self, text: str, tokens: list[Token], call: Callable[[str], str], *, remote: bool = False) -> None:
        self.text = text
        self.tokens = tokens
        self.call = call
        self.remote = remote
        self.found, self.inside = brackets(tokens)
        self.insertions: list[tuple[int, str]] = []
        forms = (index for index, token in enumerate(tokens) if token.word in _FORMS and self.inside[index] < 0)
        self.form = next(forms, len(tokens))
        self.where = self.pattern_of(self.form) if self.form < len(tokens) else None

    def build(self, terms: Mapping[str, str]) -> PreparedQuery:
        if not terms:
            return PreparedQuery(self.text, order=self.order())
        self.open_subquery()
        self.write_template()
        self.open_description(terms)
        for name in terms:
            for group in self.groups_of(name):
                offset = self.tokens[self.found[group].first].start + 1
                self.insertions.append((offset, f" {self.call(name)}"))
        substitutes = self.substitutes()
        hidden = self.project(terms, substitutes=substitutes)
        text = self.text
        for offset, piece in sorted(self.insertions, reverse=True):
            text = text[:offset] + piece + text[offset:]
        return PreparedQuery(
            text,
            tuple(sorted(terms.items())) if substitutes else (),
            tuple((_FUNCTION + name, term) for name, term in sorted(terms.items())),
            frozenset(hidden),
            self.order(),
        )

    def starred(self) -> bool:
        """Whether the query is a `SELECT *`."""
        words = [token.text.upper() for token in self.tokens[self.form : self.form + 3]]
        return words[:2] == ["SELECT", "*"] or words in (["SELECT", "DISTINCT", "*"], ["SELECT", "REDUCED", "*"])

    def order(self) -> tuple[str, ...]:
        if not self.starred():
            return ()
        return tuple(dict.fromkeys(token.text[1:] for token in self.tokens if token.kind == "variable"))

    def open_subquery(self) -> None:
        """Make room for a BIND where the whole pattern is one subquery, which allows nothing beside it."""
        if self.where is not None and self.is_subquery(self.where):
            bracket = self.found[self.where]
            # "{" sorts behind " BIND", so that insertion from the back leaves it after the BIND
            self.insertions.append((self.tokens[bracket.first].start + 1, "{"))
            self.insertions.append((self.tokens[bracket.last].start, "}"))

    def write_template(self) -> None:
        """Give CONSTRUCT WHERE the template that it stands for: the pattern of the short form allows no BIND."""
        if self.where is None or self.tokens[self.form].word != "CONSTRUCT":
            return
        bracket = self.found[self.where]
        if not any(one.kind == "template" for one in self.found):
            first, last = self.tokens[bracket.first], self.tokens[bracket.last]
            after = self.tokens[self.form].start + len("CONSTRUCT")
            self.insertions.append((after, f" {self.text[first.start : last.start + 1]}"))

    def open_description(self, terms: Mapping[str, str]) -> None:
        """Give DESCRIBE a pattern where it has none, for an engine that substitutes nothing."""
        if not self.remote or self.where is not None or self.tokens[self.form].word != "DESCRIBE":
            return
        ends = (i for i, token in enumerate(self.tokens) if i > self.form and token.word in _MODIFIERS)
        last = self.tokens[next(ends, len(self.tokens)) - 1]
        calls = " ".join(self.call(name) for name in terms)
        self.insertions.append((last.start + len(last.text), f" WHERE {{ {calls} }}"))

    def groups_of(self, name: str) -> list[int]:
        """The patterns at whose head the variable is bound: the query's own, and each that mentions it."""
        groups: set[int | None] = {self.where}
        for index, token in enumerate(self.tokens):
            if token.kind == "variable" and token.text[1:] == name:
                groups.add(self.pattern_around(index))
        return sorted(group for group in groups if group is not None)

    def pattern_around(self, index: int) -> int | None:
        """The pattern that the token at `index` belongs to; None for one in a template or a remote pattern."""
        current = self.inside[index]
        while current >= 0 and self.found[current].kind in ("list", "data"):
            current = self.found[current].parent
        if current < 0 or self.found[current].kind == "template":
            return None
        if self.is_subquery(current):
            return self.pattern_of(self.found[current].first + 1)
        ancestor = current
        while ancestor >= 0:
            if self.found[ancestor].kind == "service":
                return None
            ancestor = self.found[ancestor].parent
        return current

    def is_subquery(self, bracket: int) -> bool:
        after = self.found[bracket].first + 1
        return after < len(self.tokens) and self.tokens[after].word == "SELECT"

    def pattern_of(self, form: int) -> int | None:
        """The bracket of the WHERE clause of the query form at `form`, None where it has none."""
        for number, bracket in enumerate(self.found):
            if bracket.first > form and bracket.kind == "group" and bracket.parent == self.inside[form]:
                return number
        return None

    def substitutes(self) -> bool:
        """Whether the engine may substitute.

        Aggregates would have to be grouped by the variable; of DESCRIBE the engine sees only the resources named.
        """
        if (
            self.remote
            or self.form == len(self.tokens)
            or (self.tokens[self.form].word == "DESCRIBE") != (self.where is None)
        ):
            return False
        return not any(token.word in _AGGREGATES and not self.braced(i) for i, token in enumerate(self.tokens))

    def braced(self, index: int) -> bool:
        current = self.inside[index]
        while current >= 0 and self.found[current].kind == "list":
            current = self.found[current].parent
        return current >= 0

    def project(self, terms: Mapping[str, str], *, substitutes: bool) -> set[str]:
        """Have SELECT name the variables, as substitution demands; return those that the query did not name itself."""
        if self.where is None or self.tokens[self.form].word != "SELECT":
            return set()
        if self.starred():
            return set(terms)
        first = self.form + 1
        first += self.tokens[first].word in ("DISTINCT", "REDUCED")
        clause = range(first, self.found[self.where].first)
        named = {self.tokens[i].text[1:] for i in clause if self.tokens[i].kind == "variable" and self.inside[i] < 0}
        added = set(terms) - named if substitutes else set()
        self.insertions.extend((self.tokens[first].start, f"?{name} ") for name in added)
        return added
