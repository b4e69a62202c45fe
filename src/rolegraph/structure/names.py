"""Finding a role by what a user types, and saying what is near when nothing fits."""

import difflib
import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from rolegraph.errors import UsageError
from rolegraph.vocabulary import normal_form

if TYPE_CHECKING:
    import networkx

_SHOWN: Final = 5  # names in one message
_COMPARED: Final = 2_000  # names compared letter by letter, at some 10 microseconds each


def near_misses(text: str, names: Iterable[str]) -> str:
    """Return the end of an error message that lists the names most like `text`.

    Args:
        text: What the user typed.
        names: The names that would have been right. Of very many, those that share a word with `text` are compared.

    Returns:
        `"; near it: ..."`, the nearest first; where none is near, the first few names; "" where there is none.

    Example:
        >>> near_misses("Head of Oven", ["Head of Ovens", "Porter"])
        "; near it: 'Head of Ovens'"
    """
    known = {normal_form(name): name for name in sorted(names, reverse=True)}
    if not known:
        return "; the graph names none"
    wanted = normal_form(text)
    words = set(wanted.split())
    likely = (name for name in known if words & set(name.split()))
    compared = list(dict.fromkeys(itertools.islice(itertools.chain(likely, known), _COMPARED)))
    near = difflib.get_close_matches(wanted[:200], compared, n=_SHOWN, cutoff=0.5)
    if near:
        return "; near it: " + ", ".join(repr(known[name]) for name in near)
    listed = sorted(known.values())
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return "; known are: " + ", ".join(repr(name) for name in listed[:_SHOWN]) + more


def find_role(graph: "networkx.DiGraph[str]", text: str) -> str:
    """Return the node that a user means.

    Args:
        graph: The reporting graph.
        text: An IRI, with or without brackets, a label, or the id that a table of posts gives. Case, white space and
            kinds of dash do not matter; a label is preferred to a title variant, and both to an id.

    Returns:
        The node's IRI, without brackets.

    Raises:
        UsageError: No role, or more than one, is called so; the message lists the near or the several ones.

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph()
        >>> graph.add_node("https://example.org/head", label="Head of Ovens", titles=[], organization="Crumb")
        >>> find_role(graph, "head of  ovens")
        'https://example.org/head'
    """
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if bare in graph:
        return bare
    wanted = normal_form(text)
    nodes = graph.nodes.items()
    called = [node for node, data in nodes if normal_form(data.get("label", "")) == wanted]
    if not called:
        called = [node for node, data in nodes if wanted in map(normal_form, data.get("titles", ()))]
    if not called:
        called = [node for node, data in nodes if normal_form(data.get("identifier", "")) == wanted != ""]
    if not called:
        names = (data["label"] for _, data in nodes if data.get("label"))
        raise UsageError(f"no role is called {text!r}{near_misses(text, names)}")
    if len(called) > 1:
        by = "id" if all(graph.nodes[node].get("identifier") for node in called) else "IRI"
        raise UsageError(f"{len(called)} roles are called {text!r}; name one by its {by}: {_listed(graph, called, by)}")
    return called[0]


def _listed(graph: "networkx.DiGraph[str]", nodes: Sequence[str], by: str) -> str:
    """Return some of the nodes, by their id or their IRI, with their organization and unit."""
    shown = []
    for node in nodes[:_SHOWN]:
        data = graph.nodes[node]
        home = ", ".join(part for part in (data.get("unit", ""), data.get("organization", "")) if part)
        name = data["identifier"] if by == "id" else node
        shown.append(f"{name} ({home})" if home else name)
    return ", ".join(shown) + (f" and {len(nodes) - _SHOWN} more" if len(nodes) > _SHOWN else "")
