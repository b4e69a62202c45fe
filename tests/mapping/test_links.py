"""Links on the words that name a superior: where they lead, and what node the superior is then."""

import pytest

import rolegraph
from rolegraph.mapping.links import address_of, heading_meant
from rolegraph.vocabulary import ORG, RG, value


@pytest.mark.parametrize(
    ("link", "own", "leads"),
    [
        # a page that knows its address: as a browser would
        ("fleet/", "https://skerry.example/jobs/mate/", "https://skerry.example/jobs/mate/fleet/"),
        ("/jobs/#head", "https://skerry.example/jobs/mate", "https://skerry.example/jobs/#head"),
        ("#head", "https://skerry.example/jobs/mate#top", "https://skerry.example/jobs/mate#head"),
        # a file: by path, and from the root of a site that nobody knows
        ("../fleet/index.md#head", "pages/jobs/mate.md", "pages/fleet/index.md#head"),
        ("fleet/", "pages/mate.md", "pages/fleet/"),
        ("/jobs/fleet/", "pages/mate.md", "/jobs/fleet/"),
        ("//skerry.example/jobs", "mate.md", "https://skerry.example/jobs"),
        # a record of a file of many
        ("#head", "pages/jobs.jsonl#3", "pages/jobs.jsonl#head"),
        # broken over lines by a careless editor
        ("/jobs/\n  fleet/", "mate.md", "/jobs/fleet/"),
        # no pages
        ("javascript:alert(1)", "mate.md", ""),
        ("tel:+4412345", "https://skerry.example/", ""),
        ("", "mate.md", ""),
        ("//[", "https://skerry.example/", ""),
        ("/" + "x" * 5000, "mate.md", ""),
    ],
)
def test_where_a_link_leads(link: str, own: str, leads: str) -> None:
    assert address_of(link, own) == leads


@pytest.mark.parametrize(
    ("title", "link", "meant"),
    [
        # the heading's own words, in any order and spelling
        ("VP of Fleet & Quays", "/jobs/#vice-president-fleet--quays", ""),
        ("Fleet Director role", "#director-fleet", ""),
        # another title
        ("Senior Mate", "#mate", "mate"),
        ("Head of Fleet", "#head-of-quays", "head quays"),
        # a heading that is no title, none, an empty one
        ("Head of Fleet", "#responsibilities", ""),
        ("Head of Fleet", "/jobs/head-of-quays/", ""),
        ("Head of Fleet", "#", ""),
    ],
)
def test_the_heading_that_is_meant(title: str, link: str, meant: str) -> None:
    assert heading_meant(title, link) == meant


def superior_of(line: str) -> list[str]:
    page = f"---\ncompany: Skerry\n---\n# Mate\n\nReports to the {line}.\n"
    return [quad[2] for quad in rolegraph.build(page.encode(), resolve=False).quads if quad[1] == ORG.reportsTo]


def test_a_superior_is_what_its_words_name_unless_its_link_names_another() -> None:
    plain = superior_of("Head of Fleet")
    assert superior_of("[Head of Fleet](/jobs/#head-of-fleet)") == plain
    assert superior_of("[Head of Fleet](/jobs/fleet/)") == plain
    other = superior_of("[Head of Fleet](/jobs/#head-of-quays)")
    assert other != plain
    # the path of a file is no part of what a post is
    assert superior_of("[Head of Fleet](../quays.md#head-of-quays)") == other


@pytest.mark.parametrize(
    ("page", "links"),
    [
        # Markdown, HTML, a label, a cell of a table
        (b"# Mate\n\nReports to the [Head of Fleet](/f/#head).\n", ["/f/#head"]),
        (b"<h1>Mate</h1><p>You report to the <a href='/f/#head'>Head of Fleet</a>.</p>", ["/f/#head"]),
        (b"# Mate\n\n**Reports to:** [Head of Fleet](/f/#head)\n", ["/f/#head"]),
        (
            b"<h1>Mate</h1><table><tr><th>Reports to</th><td><a href='/f/'>Head of Fleet</a></td></tr></table>",
            ["/f/"],
        ),
        # each of two has its own
        (b"# Mate\n\nReports to the [Head of Fleet](/f/) or the [Head of Quays](/q/).\n", ["/f/", "/q/"]),
        # the link is of the organization, not of its director
        (b"# Mate\n\nReports to [Skerry](https://skerry.example)'s Director of Tides.\n", []),
        # a link further on in the sentence
        (b"# Mate\n\nReports to the Head of Fleet, who runs our [ferries](/ferries/).\n", []),
    ],
)
def test_the_link_is_read(page: bytes, links: list[str]) -> None:
    said = [value(quad[2]) for quad in rolegraph.build(page).quads if quad[1] == RG.superiorLink]
    assert sorted(said) == links
