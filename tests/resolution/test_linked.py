"""Superiors whose titles are links: the page and the heading that they lead to say which post they are."""

from pathlib import Path

import pytest

import rolegraph
from rolegraph.resolution import Link, read_decisions
from rolegraph.resolution.addresses import Pages
from rolegraph.resolution.linked import heading_slug
from rolegraph.vocabulary import RG, SKOS, value

LADDER = """---
company: Skerry Ferries
---
# Deck crew

## Mate

Reports to the [Deck Manager](#manager-deck).

## Manager, Deck

Reports to the [Head of Deck & Quays](#head-of-deck--quays).

## Head of Deck & Quays

Reports to the [Operations Manager](/jobs/masters/#fleet-manager).
"""
MASTERS = """---
company: Skerry Ferries
---
# Managers

## Quay Manager

Reports to the Chief Executive Officer.

## Fleet Manager

Reports to the Chief Executive Officer.
"""


def page(title: str, line: str, company: str = "Skerry Ferries") -> str:
    front = f"---\ncompany: {company}\n---\n" if company else ""
    return f"{front}# {title}\n\nReports to {line}.\n"


def html(title: str, line: str, url: str) -> str:
    return (
        f"<html><head><title>{title}</title><link rel='canonical' href='{url}'></head>"
        f"<body><h1>{title}</h1><p>Skerry Ferries</p><p>You report to {line}.</p></body></html>"
    )


def managers(folder: Path, pages: dict[str, str]) -> dict[str, list[str]]:
    """Whom each advertised post reports to, when the pages are built as files of a folder."""
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    graph = rolegraph.build(folder).reporting()
    label = {node: data["label"] for node, data in graph.nodes.items()}
    return {label[one]: sorted(label[two] for two in graph[one]) for one in graph if graph.out_degree(one)}


@pytest.mark.parametrize(
    ("pages", "post", "superiors"),
    [
        # the words name nobody; the heading does, in a path as sites write it
        ({"jobs/crew.md": LADDER, "jobs/masters.md": MASTERS}, "Head of Deck & Quays", ["Fleet Manager"]),
        # a heading of the same page
        ({"jobs/crew.md": LADDER, "jobs/masters.md": MASTERS}, "Mate", ["Manager, Deck"]),
        # folders that a program flattened
        ({"jobs--masters.md": MASTERS, "crew.md": LADDER}, "Head of Deck & Quays", ["Fleet Manager"]),
        # a path relative to the file
        (
            {
                "a/mate.md": page("Mate", "the [Skipper](../b/head.md)"),
                "b/head.md": page("Skipper and Pilot", "the CEO"),
            },
            "Mate",
            ["Skipper and Pilot"],
        ),
        # words and link disagree: the link it is
        (
            {"mate.md": page("Mate", "the [Quay Manager](/masters#fleet-manager)"), "masters.md": MASTERS},
            "Mate",
            ["Fleet Manager"],
        ),
        # the heading, or the page, is no longer there: the words it is
        (
            {"mate.md": page("Mate", "the [Quay Manager](/masters#harbour-manager)"), "masters.md": MASTERS},
            "Mate",
            ["Quay Manager"],
        ),
        (
            {"mate.md": page("Mate", "the [Quay Manager](/people#fleet-manager)"), "masters.md": MASTERS},
            "Mate",
            ["Quay Manager"],
        ),
        # a page alone: the words choose on it, and what has nothing to do with them is none of it
        (
            {"mate.md": page("Mate", "the [Manager of the Fleet](/masters/)"), "masters.md": MASTERS},
            "Mate",
            ["Fleet Manager"],
        ),
        (
            {"mate.md": page("Mate", "the [Purser](/masters/)"), "masters.md": MASTERS},
            "Mate",
            ["Purser"],
        ),
        (
            {"mate.md": page("Mate", "the [Head of Catering](/cook/)"), "cook.md": page("Cook", "the CEO")},
            "Mate",
            ["Head of Catering"],
        ),
        # a path that ends alike on the site of somebody else
        (
            {
                "mate.md": page("Mate", "the [Deck Boss](/jobs/head/#head-of-deck)"),
                "other/jobs/head.md": page("Head of Deck", "the CEO", "Fjord Lines"),
            },
            "Mate",
            ["Deck Boss"],
        ),
        # "manager" is not "deck-manager"
        (
            {"mate.md": page("Mate", "the [Deck Boss](/manager/)"), "deck-manager.md": page("Deck Manager", "the CEO")},
            "Mate",
            ["Deck Boss"],
        ),
        # two pages that end alike
        (
            {
                "mate.md": page("Mate", "the [Boss of Decks](/deck/)"),
                "a/deck.md": page("Deck Manager", "the CEO"),
                "b/deck.md": page("Deck Cleaner", "the CEO"),
            },
            "Mate",
            ["Boss of Decks"],
        ),
        # one's own heading
        ({"mate.md": page("Mate", "the [Chief Mate](#mate)")}, "Mate", ["Chief Mate"]),
    ],
)
def test_whom_the_link_means(tmp_path: Path, pages: dict[str, str], post: str, superiors: list[str]) -> None:
    assert managers(tmp_path, pages)[post] == superiors


def test_pages_that_know_their_address(tmp_path: Path) -> None:
    # wherever the files lie; a link of the web to a page that says it is another's is no link to it
    pages = {
        "x1.html": html("Mate", "the <a href='../deck/?from=mate#top'>Boss</a>", "https://skerry.example/jobs/mate/"),
        "x2.html": html("Cook", "the <a href='/jobs/deck'>Boss of Decks</a>", "https://skerry.example/jobs/cook/"),
        "deck.html": html("Head of Decks", "the CEO", "https://www.skerry.example/jobs/deck/"),
        "jobs/deck.html": html("Head of Docks", "the CEO", "https://fjord.example/jobs/deck/"),
    }
    assert managers(tmp_path, pages)["Cook"] == ["Head of Decks"]


def build(tmp_path: Path) -> rolegraph.RoleGraph:
    (tmp_path / "mate.md").write_text(page("Mate", "the [Quay Manager](/masters#fleet-manager)"))
    (tmp_path / "masters.md").write_text(MASTERS)
    return rolegraph.build(tmp_path)


def named(graph: rolegraph.RoleGraph, one: Link) -> tuple[str, set[str]]:
    labels = {quad[0]: value(quad[2]) for quad in graph.quads if quad[1] == SKOS.prefLabel}
    return one.rule, {labels[one.one], labels[one.other]}


def test_what_the_words_say_is_not_lost(tmp_path: Path) -> None:
    graph = build(tmp_path)
    found = [named(graph, one) for one in graph.links]
    assert ("link", {"Quay Manager", "Fleet Manager"}) in found
    assert ("words-against-link", {"Quay Manager"}) in found
    assert len(found) == 2


@pytest.mark.parametrize(
    ("rule", "decision", "superior"),
    [
        # "the words were right": the post that the link leads to is left alone
        ("words-against-link", "same", "Quay Manager"),
        # "the link was wrong": the words are asked
        ("link", "different", "Quay Manager"),
        ("link", "same", "Fleet Manager"),
        ("words-against-link", "different", "Fleet Manager"),
    ],
)
def test_a_user_overrules_a_link(tmp_path: Path, rule: str, decision: str, superior: str) -> None:
    graph = build(tmp_path)
    one = next(one for one in graph.links if one.rule == rule)
    table = tmp_path / "decisions.csv"
    table.write_text(f"one,other,decision\n{value(one.one)},{value(one.other)},{decision}\n")
    decided = graph.resolve(decisions=read_decisions(table)[0]).reporting()
    (mate,) = (node for node, data in decided.nodes.items() if data["label"] == "Mate")
    assert [decided.nodes[node]["label"] for node in decided[mate]] == [superior]
    # nobody became one with two
    assert {"Quay Manager", "Fleet Manager"} <= {data["label"] for _, data in decided.nodes.items()}


def test_the_order_of_pages_changes_nothing(tmp_path: Path) -> None:
    build(tmp_path)
    names = [tmp_path / "mate.md", tmp_path / "masters.md"]
    assert rolegraph.build(*names).quads == rolegraph.build(*reversed(names)).quads


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        # as GitHub and kramdown, Docusaurus, MkDocs spell it
        ("Director, Quays & Locks", "director-quays--locks"),
        ("Director, Quays & Locks", "director-quays-locks"),
        ("Quay Manager (Night)", "quay_manager_night"),
        ("R&D Director", "rd-director"),
        ("Café-Leiter:in", "café-leiterin"),
    ],
)
def test_slugs(heading: str, slug: str) -> None:
    assert heading_slug(heading) == heading_slug(slug)


def test_many_pages_of_one_ending_tell_nothing() -> None:
    pages = Pages((f"<{n}>", [f"{n}/deck.md"]) for n in range(10_000))
    assert pages.find("/deck/") == ([], False)
    assert pages.find("/jobs/77/deck/") == (["<77>"], False)


def test_a_graph_without_links_says_nothing_of_them() -> None:
    quads = rolegraph.build(page("Mate", "the Quay Manager").encode()).quads
    assert not any(quad[1] == RG.superiorLink for quad in quads)
