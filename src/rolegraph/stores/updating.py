"""Changes a store on disk by SPARQL 1.1 Update: checks first, then one transaction, and the union with it.

The store's default graph is the union of its named graphs. An update may read it, and says by GRAPH or WITH which
graph it changes. What it added to named graphs is added to the union, and what no graph holds any more is taken out of
it, by further steps of the same transaction.
"""

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from rolegraph.errors import QueryError
from rolegraph.stores.guarding import UPDATES, check_update
from rolegraph.stores.limits import Limits, run_limited
from rolegraph.stores.replacing import HIDDEN
from rolegraph.stores.tokens import Token, brackets, place
from rolegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rolegraph.stores.disk import DiskStore

_NOT_HIDDEN: Final = f"FILTER(?p NOT IN ({', '.join(sorted(HIDDEN))}))"
_ADD: Final = f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH %s {{ ?s ?p ?o }} {_NOT_HIDDEN} }}"
_ADD_ALL: Final = (
    f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {_NOT_HIDDEN} FILTER NOT EXISTS {{ ?s ?p ?o }} }}"
)
_TAKE: Final = "DELETE { ?s ?p ?o } WHERE { VALUES (?s ?p ?o) { %s } FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
_TAKE_ALL: Final = "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
_MOST: Final = 20_000  # triples to look after one by one; of more, the walk through the whole store costs no more
_ADDS: Final = frozenset({"INSERT", "LOAD", "ADD", "COPY", "MOVE"})
_TAKES: Final = frozenset({"DELETE", "CLEAR", "DROP", "COPY", "MOVE"})


def update(
    store: "DiskStore", text: str, *, allow_service: bool = False, limits: Limits | None = None, wait: float = 0.0
) -> None:
    """Change a store.

    Args:
        store: The store, not open for writing in this process.
        text: SPARQL 1.1 Update; at most 1 MiB, 100 brackets deep, 1,000 keywords and operators beside its data. The
            project's prefixes are known.
        allow_service: Let SERVICE and LOAD ask other servers.
        limits: What it may take of time and memory; it runs in a process of its own, and a transaction that is stopped
            has changed nothing. None stands for as much as it needs.
        wait: How many seconds to wait for another writer.

    Raises:
        QueryError: It is no update, is refused, or goes beyond the limits.
        StoreError: The store cannot be written.
    """
    tokens = check_update(text, allow_service=allow_service)
    _check_graphs(text, tokens)
    if tokens and tokens[-1].text == ";":
        text = text[: tokens[-1].start]
    work = partial(_carry_out, store, text, tokens, wait)
    run_limited(work, limits or Limits(seconds=0, memory=0), what="update")


def _carry_out(store: "DiskStore", text: str, tokens: list[Token], wait: float) -> None:
    from rolegraph.stores.disk import DiskStore

    words = {token.word for token in tokens}
    graphs = _graphs(tokens)
    try:
        with DiskStore(store.folder, write=True, wait=wait) as opened:
            steps = [text]
            if words & _ADDS:
                steps += [_ADD_ALL] if graphs is None else [_ADD % graph for graph in graphs]
            if words & _TAKES:
                steps += _taking(opened, graphs)
            # a line break before each semicolon, for the text may end in a comment
            opened.update("\n;\n".join(steps), prefixes=PREFIXES)
            opened.flush()
    except SyntaxError as error:
        at = re.search(r"error at (\d+):(\d+)", str(error))
        where = f"line {at[1]}, column {at[2]}: " if at else ""
        raise QueryError(f"{where}this is not SPARQL 1.1 Update from there on") from error


def _graphs(tokens: list[Token]) -> list[str] | None:
    """Return the graphs that an update may change, others perhaps among them; None where that is not to be seen."""
    _, inside = brackets(tokens)
    found = set()
    for index, token in enumerate(tokens):
        before = tokens[index - 1].word if index else ""
        if token.word == "BASE" or (inside[index] < 0 and token.word in ("ALL", "NAMED")):
            return None
        if before in ("GRAPH", "WITH") or (inside[index] < 0 and token.kind in ("iri", "name")):
            if before in ("GRAPH", "WITH", "TO", "INTO") and token.kind != "iri" and token.word != "GRAPH":
                return None  # a variable, or a name whose prefix may be declared twice
            if token.kind == "iri" and "\\" in token.text:
                return None
            found.add(token.text if token.kind == "iri" else "")
    return sorted(found - {""})


def _taking(store: "DiskStore", graphs: list[str] | None) -> list[str]:
    """Return what takes from the union what an update may have taken from all graphs that held it."""
    if graphs is None:
        return [_TAKE_ALL]
    held = {quad[:3] for graph in graphs for quad in store.quads(graph)}
    if len(held) > _MOST or any("_" in (triple[0][0], triple[2][0]) for triple in held):
        return [_TAKE_ALL]
    return [_TAKE % " ".join(f"({s} {p} {o})" for s, p, o in sorted(held))] if held else []


def _check_graphs(text: str, tokens: list[Token]) -> None:
    """Refuse what would change the default graph itself, operation by operation."""
    found, inside = brackets(tokens)
    operation: list[int] = []
    for index, token in enumerate(tokens):
        if inside[index] < 0 or (found[inside[index]].parent < 0 and found[inside[index]].first == index):
            if token.text == ";":
                _check_operation(text, tokens, operation)
                operation = []
                continue
            operation.append(index)
            if token.text == "{" and _is_template(tokens, operation):
                direct = [i for i in range(index + 1, found[inside[index]].last) if inside[i] == inside[index]]
                _check_template(text, tokens, direct)
    _check_operation(text, tokens, operation)


def _check_operation(text: str, tokens: list[Token], operation: list[int]) -> None:
    words = [tokens[index] for index in operation if tokens[index].word not in ("", "BASE", "PREFIX")]
    if not words:
        return
    verb = words[0]
    if verb.word not in UPDATES:
        raise QueryError(f"{place(text, verb.start)}: {verb.text} changes nothing; ask it with `rolegraph query`")
    for token in words:
        if token.word == "DEFAULT":
            raise QueryError(f"{place(text, token.start)}: {_COMPUTED}")
    if verb.word == "LOAD" and all(token.word != "INTO" for token in words):
        raise QueryError(f"{place(text, verb.start)}: {_COMPUTED} (LOAD <...> INTO GRAPH <...>)")


def _is_template(tokens: list[Token], operation: list[int]) -> bool:
    """Tell whether the brace that an operation has come to holds what is added or taken, of no graph that is named."""
    words = [tokens[index].word for index in operation if tokens[index].word]
    if "WITH" in words:
        return False
    return words[-1:] in (["INSERT"], ["DELETE"], ["DATA"]) or words[-2:] == ["DELETE", "WHERE"]


def _check_template(text: str, tokens: list[Token], direct: list[int]) -> None:
    for before, index in pairwise([direct[0] if direct else 0, *direct]):
        token = tokens[index]
        if token.word != "GRAPH" and tokens[before].word != "GRAPH" and token.text != ".":
            raise QueryError(f"{place(text, token.start)}: {_COMPUTED}")


_COMPUTED: Final = (
    "the default graph is the union of all others and cannot be changed by itself: say which graph you mean, "
    "GRAPH <...> { ... } or WITH <...>"
)
