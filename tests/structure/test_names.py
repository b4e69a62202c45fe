"""Finding a role by what a user types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.errors import UsageError
from rolegraph.structure import find_role, reporting
from rolegraph.structure.names import near_misses

from .samples import graph_of, kite_works, node

GRAPH = reporting(kite_works())


@pytest.mark.parametrize(
    "text",
    [
        # the label, as stated and as typed in a hurry
        "Lead Kite Designer",
        "  lead kite   DESIGNER",
        # another title of the post
        "Senior Kite Designer",
        # the IRI, bare and as Turtle spells it
        node("Lead Kite Designer"),
        f"<{node('Lead Kite Designer')}>",
    ],
)
def test_a_role_is_found(text: str) -> None:
    assert find_role(GRAPH, text) == node("Lead Kite Designer")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # a slip of the finger
        ("Lead Kite Desinger", "no role is called 'Lead Kite Desinger'; near it: 'Lead Kite Designer'"),
        # nothing like it: what there is
        ("zzz", "known are: 'Head of Design', 'Ingrid Solheim', 'Lead Kite Designer', 'Rigger'"),
        # a control character does not reach the terminal
        ("\x1b[2J", r"'\\x1b\[2J'"),
    ],
)
def test_an_unknown_role_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        find_role(GRAPH, text)


def test_a_label_of_two_roles_is_refused_with_both() -> None:
    graph = graph_of([], ["a", "b"])
    for name, organization in (("a", "Orchard"), ("b", "Mill")):
        graph.nodes[name].update(label="Foreman", organization=organization, unit="", titles=[])
    with pytest.raises(UsageError, match=r"2 roles are called 'foreman'; .* a \(Orchard\), b \(Mill\)"):
        find_role(graph, "foreman")


def test_posts_of_a_table_are_found_by_their_ids() -> None:
    graph = graph_of([], ["a", "b", "c"])
    for name, unit in (("a", "Orchard"), ("b", "Mill")):
        graph.nodes[name].update(label="Foreman", organization="", unit=unit, titles=[], identifier=f"P{name}")
    # a title that looks like an id comes first
    graph.nodes["c"].update(label="Pb", titles=[])
    assert (find_role(graph, "pa"), find_role(graph, "Pb")) == ("a", "c")
    with pytest.raises(
        UsageError, match=r"2 roles are called 'foreman'; name one by its id: Pa \(Orchard\), Pb \(Mill\)"
    ):
        find_role(graph, "foreman")


def test_an_empty_graph_knows_nobody() -> None:
    with pytest.raises(UsageError, match="the graph names none"):
        find_role(graph_of([]), "Foreman")


def test_near_misses_of_a_hundred_thousand_names_are_cheap() -> None:
    names = [f"Foreman {number}" for number in range(100_000)]
    assert "known are" in near_misses("zzz", names) or "near it" in near_misses("zzz", names)


@given(st.text(max_size=50))
def test_a_refusal_is_safe_to_print(text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        find_role(GRAPH, f"{text} of the works")
    assert str(refusal.value).isprintable()
